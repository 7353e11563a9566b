"""Told: statements that an article itself sets against each other, and what a speaker denies having said."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .. import stopwords as w
from .claims import phrase, tokens
from .entries import Line, Pair, differ, weight
from .markers import BUT, DENIED_SAYING, DISOWNING, FIRST, JOKING, NARROWING, RECASTING, REGRETTING, Marks, instead, opposite

_TOLD = 0.95
_SHORT = 30
_FOLLOWED = 0.85
_ADDING = re.compile(r"\b(?:add|not|conclud|explain|clarif|continu|insist)", re.IGNORECASE)
_HANGING = w.REPORTED | {"it", "this", "these", "his", "her", "its", "their"}
_TURNING = (
    w.SUPPORT
    | w.PRAISE
    | w.OPPOSE
    | w.BLAME
    | {"defended", "defends", "defending", "resisted", "resists", "criticized", "criticised"}
)
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


def followed(lines: Sequence[Line]) -> Iterator[Pair]:
    """ "At first defended | the lease, but later said | that it was void": what an article itself joins by "but"; the words need have nothing in common."""
    by_revision: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.start is not None:
            by_revision[line.revision].append(line)
    for together in by_revision.values():
        for line in together:
            if not line.behind or Marks.of(line.cue).still or line.end is None:
                continue
            after = [
                other for other in together if other.start is not None and line.end <= other.start <= line.end + len(line.behind)
            ]
            if not after:
                continue
            other = min(after, key=lambda other: (other.start or 0, other.id))
            marks = Marks.of(other.cue)
            between = line.behind[: (other.start or 0) - line.end]
            if marks.still or marks.first or _ADDING.search(other.cue) or not instead(between):
                continue
            if line.counted and other.counted:
                continue  # a tally that grew
            hanging = tokens(other.content)[0].low in _HANGING
            if (not hanging and line.names - other.stems and other.names - line.stems) or BUT.search(line.cue):
                continue  # another object; or the cue itself tells of both
            if (
                not line.stems & other.stems
                and not _short_for(line)
                and not {t.low for t in tokens(other.cue + " " + other.content)} & _TURNING
            ):
                continue
            change = "stance" if {t.low for t in tokens(line.cue)} & _TURNING else "fact"
            sure = round(min(line.confidence, other.confidence) * _FOLLOWED, 2)
            yield Pair(change, line, other, (0, len(line.content)), (0, len(other.content)), sure, line.stems & other.stems, True)


def relative(lines: Sequence[Line]) -> Iterator[Pair]:
    """ "Turned against | the lease, | which | he once supported": the content of the second is the first's."""
    for line in lines:
        if line.content.lower() not in ("which", "whom", "that") or line.start is None or not FIRST.search(line.cue):
            continue
        for other in lines:
            if other.revision == line.revision and other.end is not None and 0 <= line.start - other.end <= 4:
                before, after = _turn(line), _turn(other)
                if Marks.of(other.cue).revising or (before is not None and after is not None and before != after):
                    sure = round(min(line.confidence, other.confidence) * _FOLLOWED, 2)
                    yield Pair("stance", line, other, (0, len(line.content)), (0, len(other.content)), sure, other.stems, True)


def _short_for(line: Line) -> bool:
    """Whether a content hangs on what the article said before: "his vote"."""
    found = tokens(line.content)
    return len(found) < 4 and found[0].low in w.PRONOUNS | w.DETERMINERS


def regretted(lines: Sequence[Line]) -> Iterator[Pair]:
    """ "Called her vote for | the lease a mistake", and the vote for it."""
    for line in lines:
        words = line.cue + " " + line.content
        if not REGRETTING.search(words) or not {t.low for t in tokens(words)} & (w.VOTING | w.SUPPORT):
            continue
        for other in lines:
            shared = line.stems & other.stems
            if other.id == line.id or not shared & line.names & other.names or REGRETTING.search(other.cue + " " + other.content):
                continue
            lows = {t.low for t in tokens(other.cue)}
            against = w.OPPOSE | w.NEGATIONS | w.REFUSING | w.RELUCTANT | {"n't"}
            if not lows & (w.VOTING | w.SUPPORT) or lows & against or negative(other) or not _before(other, line):
                continue
            if weight(shared) >= 2 or lows & w.VOTING:
                sure = round(min(line.confidence, other.confidence) * _DISOWNED, 2)
                yield Pair("stance", other, line, (0, len(other.content)), (0, len(line.content)), sure, shared, True)


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
        for start, begin in _disowning(line):
            found = tokens(line.content[begin:])
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
                yield Pair("fact", other, line, (0, len(other.content)), (start, len(line.content)), sure, shared, True)


def recast(lines: Sequence[Line]) -> Iterator[Pair]:
    """ "When I said no new quays, people understood that I meant ...", and the statement itself."""
    for line in lines:
        for m in RECASTING.finditer(line.content):
            wanted = (phrase(tokens(m["what"]))[0] - w.GENERAL_STEMS) & line.stems
            for other in lines:
                shared = wanted & other.stems
                if other.id == line.id or len(shared) < 2 or len(shared) < 0.6 * len(wanted) or RECASTING.search(other.content):
                    continue
                if _before(other, line) and not Marks.of(other.cue).since and "?" not in other.content:
                    sure = round(
                        min(line.confidence, other.confidence) * _DISOWNED * min(1.0, 0.5 + len(shared) / len(wanted) / 2), 2
                    )
                    yield Pair("condition", other, line, (0, len(other.content)), m.span(), sure, shared, True)


def narrowed(lines: Sequence[Line]) -> Iterator[Pair]:
    """ "No cargo was lost", and later "no cargo was knowingly lost": of a flat denial only a part is left."""
    some = [line for line in lines if NARROWING.search(line.content) and _denies(line)]
    flat = [line for line in lines if _denies(line) and not NARROWING.search(line.content)] if some else []
    for line in some:
        for other in flat:
            shared = line.stems & other.stems
            like = weight(shared) / max(1.0, min(weight(line.stems), weight(other.stems)))
            if len(shared) >= 2 and like >= 0.5 and (other.day or "") < (line.day or ""):
                sure = round(min(line.confidence, other.confidence) * _DISOWNED * min(1.0, 0.5 + like / 2), 2)
                yield Pair("fact", other, line, (0, len(other.content)), (0, len(line.content)), sure, shared, True)


def _denies(line: Line) -> bool:
    """Whether a statement says, of one thing alone, that it is not so."""
    found = tokens(line.content)
    return (
        len(found) < _SHORT
        and "?" not in line.content
        and any(
            t.low in w.NO
            or (t.low in w.NEGATIONS | {"n't"} and {"any", "ever", "never"} & {t.low, *(o.low for o in found[i : i + 4])})
            for i, t in enumerate(found)
        )
    )


def _disowning(line: Line) -> Iterator[tuple[int, int]]:
    """Where a content begins to deny having said something, and where what is meant begins."""
    for m in DISOWNING.finditer(line.content):
        yield m.start(), m.end()
    if DENIED_SAYING.search(line.cue) or (JOKING.search(line.cue) and not {"not", "n't"} & {t.low for t in tokens(line.cue)}):
        yield 0, 0


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
