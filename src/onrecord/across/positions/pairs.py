"""Pairs: which two statements of one speaker disagree on one thing. Candidates come from an index of stems, never from all pairs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from .. import stopwords as w
from .claims import SELF, Claim, phrase, tokens
from .markers import DISOWNING, Marks, opposite

_POSTINGS = 200
"""Claims under one stem that are looked at, the latest: what a speaker says of everything tells little."""
_KEYS = 3
_GENERAL = 0.3
FACTORS = {
    "stance": 0.95,
    "will": 0.95,
    "should": 0.9,
    "can": 0.85,
    "fact": 0.85,
    "whole": 0.8,
    "number": 0.8,
    "condition": 0.75,
    "told": 0.95,
    "disowned": 0.8,
}


_ONLY = re.compile(r"(?:only|unless|provided|as long as|on condition)\b", re.IGNORECASE)


class Counted(NamedTuple):
    """A figure in a statement: ``of``: stems of what it counts; ``around``: stems of its clause, ``names`` those of names among them;
    ``proposed``: whether it is of what the speaker wants or means to do, not of how things are or were."""

    value: float
    high: float | None
    unit: str | None
    qualifier: str | None
    of: frozenset[str]
    around: frozenset[str]
    names: frozenset[str]
    proposed: bool
    text: str
    start: int
    end: int


class Bound(NamedTuple):
    """A commitment in a statement, of the speaker."""

    act: str
    stems: frozenset[str]
    verb: str
    head: str
    names: frozenset[str]
    yes: bool
    condition: str | None
    start: int
    end: int
    condition_start: int
    condition_end: int


class Line(msgspec.Struct):
    """A statement of the speaker, with what can be compared. ``stems``: of the words of the content that tell what it is about."""

    id: int
    revision: int
    day: str | None
    confidence: float
    content: str = ""
    cue: str = ""
    denied: bool = False
    stems: frozenset[str] = frozenset()
    all: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    claims: list[Claim] = []
    bound: list[Bound] = []
    counted: list[Counted] = []


class Pair(NamedTuple):
    """Two statements that disagree; ``..._at``: offsets in the content of each of the words that clash. ``told``: the article says which was first."""

    change: str
    one: Line
    other: Line
    one_at: tuple[int, int]
    other_at: tuple[int, int]
    sure: float
    shared: frozenset[str]
    told: bool = False


def pairs(lines: Sequence[Line]) -> list[Pair]:
    """The pairs among the statements of one speaker, the surest first; a pair of statements once."""
    found: dict[tuple[int, int], Pair] = {}
    for pair in [
        *_clashes(lines),
        *_conditions(lines),
        *_limits(lines),
        *_numbers(lines),
        *_told(lines),
        *_turned(lines),
        *_disowned(lines),
    ]:
        if pair.one.day is None or pair.other.day is None or pair.one.id == pair.other.id:
            continue
        if not pair.told and (pair.other.day, pair.other.id) < (pair.one.day, pair.one.id):
            pair = pair._replace(one=pair.other, other=pair.one, one_at=pair.other_at, other_at=pair.one_at)
        key = (min(pair.one.id, pair.other.id), max(pair.one.id, pair.other.id))
        if key not in found or found[key].sure < pair.sure:
            found[key] = pair
    return sorted(found.values(), key=lambda p: (-p.sure, p.one.id, p.other.id))


def _clashes(lines: Sequence[Line]) -> Iterator[Pair]:
    entries = [(claim, line) for line in lines for claim in line.claims if claim.stems]
    stems = [claim.stems for claim, _ in entries]
    for i, j in _candidates(stems):
        (one, line), (other, of) = entries[i], entries[j]
        if line.id == of.id or one.yes == other.yes or one.kind != other.kind:
            continue
        likeness = _same(one, other)
        if likeness:
            change = "stance" if one.kind in ("stance", "should") else "will" if one.kind == "will" else "fact"
            sure = round(min(line.confidence, of.confidence) * FACTORS[one.kind] * likeness, 2)
            yield Pair(change, line, of, (one.start, one.end), (other.start, other.end), sure, one.stems & other.stems)


def _candidates(entries: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Pairs of entries that share a telling stem among the rarest of either."""
    posted: dict[str, list[int]] = defaultdict(list)
    for i, stems in enumerate(entries):
        for of in stems:
            posted[of].append(i)
    seen: set[tuple[int, int]] = set()
    for i, stems in enumerate(entries):
        telling = sorted((len(posted[of]), of) for of in stems if of not in w.GENERAL_STEMS or len(stems) == 1)
        for _, of in telling[:_KEYS]:
            for j in posted[of][-_POSTINGS:]:
                key = (i, j) if i < j else (j, i)
                if i != j and key not in seen:
                    seen.add(key)
                    yield key


def _weight(stems: Iterable[str]) -> float:
    return sum(_GENERAL if of in w.GENERAL_STEMS else 1.0 for of in stems)


def _same(one: Claim, other: Claim) -> float:
    """How surely two claims are of one thing, from 0 (they are not, or one cannot tell) to 1."""
    if one.weak or other.weak:
        return 0.0  # praise and blame tell a change only where the article does
    shared, union = one.stems & other.stems, one.stems | other.stems
    like = _weight(shared) / _weight(union)
    if one.names - other.stems and other.names - one.stems:
        return 0.0
    if one.kind == "whole":
        return 0.0 if one.verb != other.verb else like if like >= 0.6 and _weight(shared) >= 2.5 else 0.0
    if not _same_subject(one.subject, other.subject) or (one.past != other.past and one.kind in ("stance", "fact")):
        return 0.0
    if one.kind == "stance":
        if one.head != other.head or _weight(shared) < 1:
            return 0.0
        named = bool((one.names | other.names) & shared)
        return max(like, 0.9 * named) if like >= 0.5 or (named and _weight(union) - _weight(shared) <= 1) else 0.0
    if one.verb != other.verb or like < 0.6:
        return 0.0
    if _weight(shared) < 2 and not (
        one.stems == other.stems and ((len(shared) > 1 and _weight(shared) > 1) or (one.verb in _ALONE and one.subject == {SELF}))
    ):
        return 0.0
    return like


_ALONE = frozenset(w.stem(word) for word in w.ALONE)


def _same_subject(one: frozenset[str], other: frozenset[str]) -> bool:
    return one == other or (SELF not in one | other and (one < other or other < one))


def _conditions(lines: Sequence[Line]) -> Iterator[Pair]:
    """Two commitments to one action, of which only one hangs on a condition."""
    entries = [(bound, line) for line in lines for bound in line.bound]
    for i, j in _candidates([bound.stems for bound, _ in entries]):
        (one, line), (other, of) = entries[i], entries[j]
        if line.id == of.id or one.verb != other.verb or one.head != other.head:
            continue
        shared, union = one.stems & other.stems, one.stems | other.stems
        like = _weight(shared) / _weight(union)
        if like < 0.6 or _weight(shared - {one.verb}) < 1 or (one.names - other.stems and other.names - one.stems):
            continue
        if one.yes != other.yes:
            change, one_at, other_at = "will", (one.start, one.end), (other.start, other.end)
            if one.condition or other.condition:
                continue
        elif (one.condition is None) != (other.condition is None):
            change = "condition"
            if not _ONLY.match(one.condition or other.condition or ""):
                continue  # a report may well leave a condition out
            one_at = (one.condition_start, one.condition_end) if one.condition else (one.start, one.end)
            other_at = (other.condition_start, other.condition_end) if other.condition else (other.start, other.end)
        else:
            continue
        sure = round(min(line.confidence, of.confidence) * FACTORS[change] * like, 2)
        yield Pair(change, line, of, one_at, other_at, sure, shared)


def _limits(lines: Sequence[Line]) -> Iterator[Pair]:
    """What was held out, and is later to be done only on a condition."""
    for line in lines:
        for bound in line.bound:
            if bound.condition is None or not bound.yes or not _ONLY.match(bound.condition):
                continue
            for other in lines:
                shared = bound.stems & other.stems
                if len(shared) < 3 or other.day is None or line.day is None or other.day >= line.day or _negative(other):
                    continue
                lows = {t.low for t in tokens(other.content)}
                if lows & (w.WILL - {"'d"}) and not lows & w.CONDITIONS and "only" not in lows:
                    sure = round(min(line.confidence, other.confidence) * FACTORS["condition"], 2)
                    yield Pair(
                        "condition",
                        other,
                        line,
                        (0, len(other.content)),
                        (bound.condition_start, bound.condition_end),
                        sure,
                        shared,
                    )


def _turned(lines: Sequence[Line]) -> Iterator[Pair]:
    """A cue that tells of a turn ("turned his back on"), and what the speaker turns from, in another article."""
    for line in lines:
        if not Marks.of(line.cue).revising or line.day is None:
            continue
        for other in lines:
            shared = line.stems & other.stems
            if other.revision == line.revision or len(shared) < 4 or other.day is None or other.day >= line.day or _negative(other):
                continue
            if not Marks.of(other.cue).still and not Marks.of(other.cue).revising:
                sure = round(min(line.confidence, other.confidence) * FACTORS["told"] * min(1.0, 0.6 + 0.1 * len(shared)), 2)
                yield Pair("stance", other, line, (0, len(other.content)), (0, len(line.content)), sure, shared)


def _disowned(lines: Sequence[Line]) -> Iterator[Pair]:
    """ "I never said that the dam should go", and the statement that it should."""
    for line in lines:
        for m in DISOWNING.finditer(line.content):
            found = tokens(line.content[m.end() :])
            end = next((i for i, t in enumerate(found) if t.low in ".?!;"), len(found))
            stems, _, names = phrase(found[:end])
            wanted = (stems - w.GENERAL_STEMS) & line.stems
            if _weight(wanted) < 2:
                continue
            for other in lines:
                shared = wanted & other.stems
                if other.id == line.id or len(shared) < 2 or len(shared) < 0.6 * len(wanted) or DISOWNING.search(other.content):
                    continue
                if _negative(other) or "?" in other.content or Marks.of(other.cue).since:
                    continue
                if other.revision != line.revision and (len(wanted) < 3 or not _before(other, line)):
                    continue
                sure = round(
                    min(line.confidence, other.confidence) * FACTORS["disowned"] * min(1.0, 0.5 + len(shared) / len(wanted) / 2), 2
                )
                yield Pair("fact", other, line, (0, len(other.content)), (m.start(), len(line.content)), sure, shared, True)


def _before(one: Line, other: Line) -> bool:
    """Whether a statement was made before another, by its day or by the article's words ("had declared")."""
    return (one.day or "") <= (other.day or "") or Marks.of(one.cue).before or one.cue.lower().startswith("had ")


def _numbers(lines: Sequence[Line]) -> Iterator[Pair]:
    """Two figures that count one thing in like words, and differ."""
    entries = [(counted, line) for line in lines for counted in line.counted if counted.around]
    for i, j in _candidates([counted.around | counted.of for counted, _ in entries]):
        (one, line), (other, of) = entries[i], entries[j]
        if line.id == of.id or one.unit != other.unit or not _differ(one, other):
            continue
        if _counts(line, other) or _counts(of, one):
            continue  # "raised from 7 to 15" and "raised to 15"
        if (
            not one.proposed
            or not other.proposed
            or not _of_one(one, other)
            or (one.names - other.names and other.names - one.names)
        ):
            continue
        shared = one.around & other.around
        like = _weight(shared) / min(_weight(one.around), _weight(other.around))
        if _weight(shared) < 2 or like < 0.5:
            continue
        sure = round(min(line.confidence, of.confidence) * FACTORS["number"] * like, 2)
        yield Pair("number", line, of, (one.start, one.end), (other.start, other.end), sure, shared)


def _of_one(one: Counted, other: Counted) -> bool:
    """Whether two figures count one thing: by the words of it, which may be told of one of them only near by."""
    if one.of and other.of:
        return _weight(one.of & other.of) >= 1
    of = one.of or other.of
    return _weight(of) > 1 and of <= one.around | one.of and of <= other.around | other.of


def _counts(line: Line, figure: Counted) -> bool:
    """Whether a statement has a figure that says the same as ``figure``."""
    return any(own.unit == figure.unit and not _differ(own, figure) for own in line.counted)


def _differ(one: Counted, other: Counted) -> bool:
    """Whether two figures cannot both be right: their ranges, as far as their words go, have nothing in common."""
    low, high = _range(one)
    lower, higher = _range(other)
    return high < lower or higher < low


def _range(figure: Counted) -> tuple[float, float]:
    low, high = sorted((figure.value, figure.high if figure.high is not None else figure.value))
    if figure.qualifier in (">", ">="):
        return low * 0.98, float("inf")
    if figure.qualifier in ("<", "<="):
        return 0.0, high * 1.02
    slack = 0.15 if figure.qualifier == "~" else 0.03
    return low - abs(low) * slack, high + abs(high) * slack


def _told(lines: Sequence[Line]) -> Iterator[Pair]:
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
                    sure = round(min(line.confidence, other.confidence) * FACTORS["told"] * likeness, 2)
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
    if marks.first and before is False and after is None and not _negative(other) and _objects(line) & shared:
        return "stance"  # "had previously opposed" what is now done
    if (marks.first and (of.since or of.conceding)) or (of.revising and several):
        return "fact"
    if (marks.first or (several and (of.since or of.conceding))) and opposite(line.all, other.all):
        return "will"
    if marks.before and of.conceding and _negative(line) != _negative(other) and (several or shared & line.names & other.names):
        return "fact"
    if marks.first or marks.before:
        for one in line.counted:
            for two in other.counted:
                if one.unit == two.unit and one.of & two.of and _differ(one, two) and (several or one.around & two.around - one.of):
                    return "number"
    return None


def _turn(line: Line) -> bool | None:
    """For or against: true, false, or null where a statement is neither or both."""
    turns = {claim.yes for claim in line.claims if claim.kind == "stance"}
    lows = {t.low for t in tokens(line.cue + " " + line.content)}
    if not turns and not lows & (w.NEGATIONS | w.NO | {"n't"}):
        turns = {yes for yes, forms in ((True, w.SUPPORT | w.PRAISE), (False, w.OPPOSE | w.BLAME)) if lows & forms}
    return turns.pop() if len(turns) == 1 else None


def _objects(line: Line) -> frozenset[str]:
    return frozenset(of for claim in line.claims if claim.kind == "stance" for of in claim.stems)


def _negative(line: Line) -> bool:
    lows = [t.low for t in tokens(line.content)]
    negations = sum(low in w.NEGATIONS or low == "n't" for low in lows)
    unknown = sum(one in w.NEGATIONS | {"n't"} and two in ("know", "think") for one, two in zip(lows, lows[1:], strict=False))
    return line.denied != ((negations - unknown) % 2 == 1)
