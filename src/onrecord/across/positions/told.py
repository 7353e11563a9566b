"""Told: statements that an article itself sets against each other, and what a speaker denies having said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .. import stopwords as w
from .claims import phrase, tokens
from .entries import Line, Pair, differ, weight
from .markers import DISOWNING, Marks, opposite

_TOLD = 0.95
_DISOWNED = 0.8


def told(lines: Sequence[Line]) -> Iterator[Pair]:
    """Two statements that one article sets against each other: what was said "initially", and what "has since" been said."""
    by_revision: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_revision[line.revision].append(line)
    for together in by_revision.values():
        marked = [(line, Marks.of(line.cue)) for line in together]
        earlier = [(line, marks) for line, marks in marked if not marks.since and not marks.still]
        for line, marks in earlier:
            for other, of in marked:
                if other is line or of.first or of.still or not line.stems & other.stems:
                    continue
                if not (marks.first or marks.before or of.since):
                    continue
                if change := _told_change(line, marks, other, of):
                    likeness = min(1.0, 0.7 + 0.1 * len(line.stems & other.stems))
                    sure = round(min(line.confidence, other.confidence) * _TOLD * likeness, 2)
                    yield Pair(
                        change, line, other, (0, len(line.content)), (0, len(other.content)), sure, line.stems & other.stems, True
                    )


def _told_change(line: Line, marks: Marks, other: Line, of: Marks) -> str | None:
    """Of what kind the change is that an article tells of; null where it tells of none."""
    shared = line.stems & other.stems
    several = len(shared) > 1
    before, after = _turn(line), _turn(other)
    if marks.first and before is not None and after is not None and before != after and (several or shared & line.names):
        return "stance"
    if marks.first and before is False and after is None and not negative(other) and _objects(line) & shared:
        return "stance"  # "had previously opposed" what is now done
    if (marks.first and (of.since or of.conceding)) or (of.revising and several):
        return "fact"
    if (marks.first or (several and (of.since or of.conceding))) and opposite(line.all, other.all):
        return "will"
    if marks.before and of.conceding and negative(line) != negative(other) and (several or shared & line.names & other.names):
        return "fact"
    if marks.first or marks.before:
        for one in line.counted:
            for two in other.counted:
                if one.unit == two.unit and one.of & two.of and differ(one, two) and (several or one.around & two.around - one.of):
                    return "number"
    return None


def turned(lines: Sequence[Line]) -> Iterator[Pair]:
    """A cue that tells of a turn ("turned his back on"), and what the speaker turns from, in another article."""
    for line in lines:
        if not Marks.of(line.cue).revising or line.day is None:
            continue
        for other in lines:
            shared = line.stems & other.stems
            if other.revision == line.revision or len(shared) < 4 or other.day is None or other.day >= line.day or negative(other):
                continue
            if not Marks.of(other.cue).still and not Marks.of(other.cue).revising:
                sure = round(min(line.confidence, other.confidence) * _TOLD * min(1.0, 0.6 + 0.1 * len(shared)), 2)
                yield Pair("stance", other, line, (0, len(other.content)), (0, len(line.content)), sure, shared)


def disowned(lines: Sequence[Line]) -> Iterator[Pair]:
    """ "I never said that the dam should go", and the statement that it should."""
    for line in lines:
        for m in DISOWNING.finditer(line.content):
            found = tokens(line.content[m.end() :])
            end = next((i for i, t in enumerate(found) if t.low in ".?!;"), len(found))
            stems = phrase(found[:end])[0]
            wanted = (stems - w.GENERAL_STEMS) & line.stems
            if weight(wanted) < 2:
                continue
            for other in lines:
                shared = wanted & other.stems
                if other.id == line.id or len(shared) < 2 or len(shared) < 0.6 * len(wanted) or DISOWNING.search(other.content):
                    continue
                if negative(other) or "?" in other.content or Marks.of(other.cue).since:
                    continue
                if other.revision != line.revision and (len(wanted) < 3 or not _before(other, line)):
                    continue
                sure = round(min(line.confidence, other.confidence) * _DISOWNED * min(1.0, 0.5 + len(shared) / len(wanted) / 2), 2)
                yield Pair("fact", other, line, (0, len(other.content)), (m.start(), len(line.content)), sure, shared, True)


def _before(one: Line, other: Line) -> bool:
    """Whether a statement was made before another, by its day or by the article's words ("had declared")."""
    return (one.day or "") <= (other.day or "") or Marks.of(one.cue).before or one.cue.lower().startswith("had ")


def _turn(line: Line) -> bool | None:
    """For or against: true, false, or null where a statement is neither or both."""
    turns = {claim.yes for claim in line.claims if claim.kind == "stance"}
    lows = {t.low for t in tokens(line.cue + " " + line.content)}
    if not turns and not lows & (w.NEGATIONS | w.NO | {"n't"}):
        turns = {yes for yes, forms in ((True, w.SUPPORT | w.PRAISE), (False, w.OPPOSE | w.BLAME)) if lows & forms}
    return turns.pop() if len(turns) == 1 else None


def _objects(line: Line) -> frozenset[str]:
    return frozenset(of for claim in line.claims if claim.kind == "stance" for of in claim.stems)


def negative(line: Line) -> bool:
    """Whether a statement has an odd number of negations, its denial included; "I do not know" is none."""
    lows = [t.low for t in tokens(line.content)]
    negations = sum(low in w.NEGATIONS or low == "n't" for low in lows)
    unknown = sum(one in w.NEGATIONS | {"n't"} and two in ("know", "think") for one, two in pairwise(lows))
    return line.denied != ((negations - unknown) % 2 == 1)
