"""Entries: what of a statement is compared, and a pair of statements that disagree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from .. import stopwords as w
from .claims import Claim

_POSTINGS = 200
"""Entries under one stem that are looked at, the latest: what a speaker says of everything tells little."""
_KEYS = 3
_GENERAL = 0.3


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


def candidates(entries: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
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


def weight(stems: Iterable[str]) -> float:
    """How much some stems tell together; those that are said of anything count little."""
    return sum(_GENERAL if of in w.VAGUE_STEMS else 1.0 for of in stems)


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
