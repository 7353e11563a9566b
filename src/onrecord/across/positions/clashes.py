"""Clashes: claims, commitments and figures of one speaker, of one thing, that cannot both stand."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence

from ...store.words import stem
from .. import stopwords as w
from .claims import SELF, Claim, tokens
from .entries import Counted, Line, Pair, alike, differ, opposed, rarest, tell, weight
from .markers import OPPOSITES, opposite
from .told import negative

CLAIM = WHOLE = BOUND = 0.6
"""How much of the words of two claims, clauses or commitments must be the same, by weight."""
AGAINST = 0.75
"""How much besides the verb, where one verb says the contrary of the other."""
STANCE = 1.0
"""The weight of what two stances must have in common."""
ONLY = re.compile(r"(?:only|unless|provided|as long as|on condition)\b", re.IGNORECASE)
_MANY = 5
_VERSIONS = frozenset(stem(word) for word in "bill budget plan proposal estimate forecast request version draft".split())
"""What comes in versions, each with figures of its own."""
_ALONE = frozenset(stem(word) for word in w.ALONE)
_FACTORS = {
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


def clashes(lines: Sequence[Line]) -> Iterator[Pair]:
    """Two claims of one thing, of which the one says yes and the other no."""
    entries = [(claim, line) for line in lines for claim in line.claims if claim.stems]
    for i, j in opposed([list(_sides(claim)) for claim, _ in entries]):
        (one, line), (other, of) = entries[i], entries[j]
        if line.id == of.id or not tell(one.stems, other.stems):
            continue
        likeness = _same(one, other) if one.yes != other.yes else _against(one, other)
        if likeness:
            change = "stance" if one.kind in ("stance", "should") else "will" if one.kind == "will" else "fact"
            sure = round(min(line.confidence, of.confidence) * _FACTORS[one.kind] * likeness, 2)
            yield Pair(change, line, of, (one.start, one.end), (other.start, other.end), sure, one.stems & other.stems)


def _sides(claim: Claim) -> Iterator[tuple[Hashable, bool]]:
    """Under what a claim meets those that it may clash with, and the side that it is on."""
    if claim.weak:
        return  # praise and blame tell a change only where the article does
    if claim.kind == "stance":
        yield (claim.kind, claim.head), claim.yes
    elif claim.kind == "whole":
        for of in rarest(claim.stems, WHOLE) if claim.subject else ():
            yield (claim.kind, claim.verb, of), claim.yes
    else:
        yield (claim.kind, claim.verb), claim.yes
        if claim.kind in ("will", "should"):
            for number, (left, right) in enumerate(OPPOSITES):
                if claim.verb in left | right:
                    yield (claim.kind, claim.yes, number), claim.verb in left


def _same(one: Claim, other: Claim) -> float:
    """How surely two claims are of one thing, from 0 (they are not, or one cannot tell) to 1."""
    shared, union = one.stems & other.stems, one.stems | other.stems
    like = weight(shared) / weight(union)
    if one.names - other.stems and other.names - one.stems:
        return 0.0
    if one.kind == "whole":
        if one.verb != other.verb or not one.subject or not _same_subject(one.subject, other.subject):
            return 0.0
        return like if like >= WHOLE and weight(shared) >= 2.5 else 0.0
    if not _same_subject(one.subject, other.subject) or (one.past != other.past and one.kind in ("stance", "fact")):
        return 0.0
    if one.kind == "stance":
        if one.head != other.head or weight(shared) < STANCE or (union - shared) & w.UNDOING_STEMS:
            return 0.0
        if "good" in (one.verb, other.verb) and one.stems - w.VAGUE_STEMS != other.stems - w.VAGUE_STEMS:
            return 0.0
        named = bool((one.names | other.names) & shared)
        return max(like, 0.9 * named) if like >= 0.5 or (named and weight(union - shared - one.names - other.names) < 1.7) else 0.0
    if one.verb != other.verb or like < CLAIM:
        return 0.0
    if weight(shared) < 2 and not (
        one.stems == other.stems and ((len(shared) > 1 and weight(shared) > 1) or (one.verb in _ALONE and one.subject == {SELF}))
    ):
        return 0.0
    return like


def _against(one: Claim, other: Claim) -> float:
    """How surely two claims of one polarity are of opposite acts on one thing: "will raise the dues", "will lower the dues"."""
    if one.kind not in ("will", "should") or one.verb == other.verb or not one.verb or not other.verb:
        return 0.0
    if not opposite(frozenset((one.verb,)), frozenset((other.verb,))) or not _same_subject(one.subject, other.subject):
        return 0.0
    left, right = one.stems - {one.verb}, other.stems - {other.verb}
    if one.names - right or other.names - left or weight(left & right) < 2:
        return 0.0
    like = weight(left & right) / weight(left | right)
    return like if like >= AGAINST else 0.0


def _same_subject(one: frozenset[str], other: frozenset[str]) -> bool:
    return one == other or (SELF not in one | other and (one < other or other < one))


def conditions(lines: Sequence[Line]) -> Iterator[Pair]:
    """Two commitments to one action, of which only one hangs on a condition."""
    entries = [(bound, line) for line in lines for bound in line.bound]
    for i, j in alike([[(bound.verb, bound.head)] for bound, _ in entries]):
        (one, line), (other, of) = entries[i], entries[j]
        if line.id == of.id or not tell(one.stems, other.stems):
            continue
        shared, union = one.stems & other.stems, one.stems | other.stems
        like = weight(shared) / weight(union)
        if like < BOUND or weight(shared - {one.verb}) < 1 or (one.names - other.stems and other.names - one.stems):
            continue
        if one.yes != other.yes:
            change, one_at, other_at = "will", (one.start, one.end), (other.start, other.end)
            if one.condition or other.condition:
                continue
        elif (one.condition is None) != (other.condition is None):
            change = "condition"
            if not ONLY.match(one.condition or other.condition or ""):
                continue  # a report may well leave a condition out
            one_at = (one.condition_start, one.condition_end) if one.condition else (one.start, one.end)
            other_at = (other.condition_start, other.condition_end) if other.condition else (other.start, other.end)
        else:
            continue
        sure = round(min(line.confidence, of.confidence) * _FACTORS[change] * like, 2)
        yield Pair(change, line, of, one_at, other_at, sure, shared)


def deadlines(lines: Sequence[Line]) -> Iterator[Pair]:
    """Two commitments to one action by different days."""
    entries = [(bound, line) for line in lines for bound in line.bound if bound.due and bound.yes]
    for i, j in alike([[(bound.verb, bound.head)] for bound, _ in entries]):
        (one, line), (other, of) = entries[i], entries[j]
        due, later = one.due or "", other.due or ""
        if line.id == of.id or due.startswith(later) or later.startswith(due) or not tell(one.stems, other.stems):
            continue
        shared, union = one.stems & other.stems, one.stems | other.stems
        like = weight(shared) / weight(union)
        if like >= 0.7 and weight(shared) >= 2 and not (one.names ^ other.names):
            sure = round(min(line.confidence, of.confidence) * _FACTORS["number"] * like, 2)
            yield Pair("number", line, of, (one.start, one.end), (other.start, other.end), sure, shared)


def limits(lines: Sequence[Line]) -> Iterator[Pair]:
    """What was held out, and is later to be done only on a condition."""
    for line in lines:
        for bound in line.bound:
            if bound.condition is None or not bound.yes or not ONLY.match(bound.condition):
                continue
            for other in lines:
                shared = bound.stems & other.stems
                if len(shared) < 3 or other.day is None or line.day is None or other.day >= line.day or negative(other):
                    continue
                lows = {t.low for t in tokens(other.content)}
                if lows & (w.WILL - {"'d"}) and not lows & w.CONDITIONS and "only" not in lows:
                    sure = round(min(line.confidence, other.confidence) * _FACTORS["condition"], 2)
                    yield Pair(
                        "condition",
                        other,
                        line,
                        (0, len(other.content)),
                        (bound.condition_start, bound.condition_end),
                        sure,
                        shared,
                    )


def numbers(lines: Sequence[Line]) -> Iterator[Pair]:
    """Two figures that count one thing in like words, and differ."""
    entries = [(counted, line) for line in lines for counted in line.counted if counted.around]
    for i, j in alike([list(_counting(counted)) for counted, _ in entries]):
        (one, line), (other, of) = entries[i], entries[j]
        if line.id == of.id or not differ(one, other):
            continue
        if _counts(line, other) or _counts(of, one):
            continue  # "raised from 7 to 15" and "raised to 15"
        if _restated(one, line, other, of):
            sure = round(min(line.confidence, of.confidence) * _FACTORS["number"], 2)
            yield Pair("number", line, of, (one.start, one.end), (other.start, other.end), sure, one.around & other.around)
            continue
        if (
            not one.proposed
            or not other.proposed
            or not _of_one(one, other)
            or (one.names - other.names and other.names - one.names)
        ):
            continue
        shared = one.around & other.around
        like = weight(shared) / min(weight(one.around), weight(other.around))
        if weight(shared) < 2 or like < 0.5:
            continue
        sure = round(min(line.confidence, of.confidence) * _FACTORS["number"] * like, 2)
        yield Pair("number", line, of, (one.start, one.end), (other.start, other.end), sure, shared)


def _counting(figure: Counted) -> Iterator[Hashable]:
    """Under what a figure meets those that it may clash with."""
    if restatable(figure):
        yield figure.unit, figure.around
    if figure.proposed:
        for of in (figure.around | figure.of) - w.GENERAL_STEMS:
            yield figure.unit, of


def restatable(figure: Counted) -> bool:
    """Whether a sentence with another figure in its place says something else of the same."""
    return bool(figure.names) and bool(figure.around & _VERSIONS) and weight(figure.around) >= _MANY


def _restated(one: Counted, line: Line, other: Counted, of: Line) -> bool:
    """Whether two statements are the same word for word but for one figure, and name what it is for."""
    if one.around != other.around or not restatable(one) or len(line.counted) != 1 or len(of.counted) != 1:
        return False
    return line.all - one.around != of.all - other.around and (line.day or "")[:4] == (of.day or "")[:4]


def _of_one(one: Counted, other: Counted) -> bool:
    """Whether two figures count one thing: by the words of it, which may be told of one of them only near by."""
    if one.of and other.of:
        return weight(one.of & other.of) >= 1
    of = one.of or other.of
    return weight(of) > 1 and of <= one.around | one.of and of <= other.around | other.of


def _counts(line: Line, figure: Counted) -> bool:
    """Whether a statement has a figure that says the same as ``figure``."""
    return any(own.unit == figure.unit and not differ(own, figure) for own in line.counted)
