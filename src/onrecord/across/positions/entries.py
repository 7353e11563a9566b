"""Entries: what of a statement is compared, and a pair of statements that disagree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence, Set
from itertools import combinations
from typing import NamedTuple

import msgspec

from .. import stopwords as w
from .claims import Claim

_GENERAL = 0.3
_SLACK = 1e-6
"""Sums of weights are not exact."""


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
    """A commitment in a statement, of the speaker; ``due``: the date of its deadline."""

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
    due: str | None


class Line(msgspec.Struct):
    """A statement of the speaker, with what can be compared. ``stems``: of the words of the content that tell what it is about.
    ``start``, ``end``: of the content in the article; ``behind``: what the article goes on with, of statements that a cue calls former."""

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
    start: int | None = None
    end: int | None = None
    behind: str = ""


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


def opposed(entries: Sequence[Iterable[tuple[Hashable, bool]]]) -> Iterator[tuple[int, int]]:
    """Pairs of entries that have a key in common, each on another side of it. Whether two make a pair hangs on nothing but the two: so
    what is new can be compared by itself with what was there."""
    posted: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for i, keys in enumerate(entries):
        for key, side in keys:
            posted[key][side].append(i)
    seen: set[tuple[int, int]] = set()
    for left, right in posted.values():
        for i in left:
            for j in right:
                pair = (i, j) if i < j else (j, i)
                if i != j and pair not in seen:
                    seen.add(pair)
                    yield pair


def alike(entries: Sequence[Iterable[Hashable]]) -> Iterator[tuple[int, int]]:
    """Pairs of entries that have a key in common; see ``opposed``."""
    posted: dict[Hashable, list[int]] = defaultdict(list)
    for i, keys in enumerate(entries):
        for key in keys:
            posted[key].append(i)
    seen: set[tuple[int, int]] = set()
    for together in posted.values():
        for pair in combinations(together, 2):
            if pair[0] != pair[1] and pair not in seen:
                seen.add(pair)
                yield pair


def tell(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two share a stem that tells of something, or the only one that either has."""
    shared = one & other
    return not shared <= w.GENERAL_STEMS or (bool(shared) and (len(one) == 1 or len(other) == 1))


def rarest(stems: frozenset[str], share: float) -> Iterator[str]:
    """So many stems that whoever has this share of their weight has one of them; the long ones first, which are rarer.

    S. Chaudhuri, V. Ganti and R. Kaushik, "A primitive operator for similarity joins in data cleaning" (2006): prefix filtering.
    """
    left = weight(stems)
    least = share * left
    for of in sorted(stems, key=lambda of: (of in w.VAGUE_STEMS, -len(of), of)):
        if left < least - _SLACK:
            return
        left -= _GENERAL if of in w.VAGUE_STEMS else 1.0
        yield of


def weight(stems: Set[str]) -> float:
    """How much some stems tell together; those that are said of anything count little."""
    general = len(stems & w.VAGUE_STEMS)
    return len(stems) - general + _GENERAL * general


def differ(one: Counted, other: Counted) -> bool:
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
