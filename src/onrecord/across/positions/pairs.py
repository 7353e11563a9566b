"""Pairs: which two statements of one speaker disagree on one thing. Candidates come from what both must have in common, never from all pairs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .clashes import clashes, conditions, deadlines, limits, numbers
from .entries import Line, Pair
from .told import disowned, followed, narrowed, recast, regretted, relative, told, turned

_WAYS = (clashes, conditions, limits, numbers, deadlines, told, followed, relative, turned, regretted, disowned, recast, narrowed)


def pairs(lines: Sequence[Line]) -> list[Pair]:
    """The pairs among the statements of one speaker, the surest first; a pair of statements once.

    Whether two statements disagree hangs on nothing but the two and, within one article, what else the speaker says there (``told``).
    """
    found: dict[tuple[int, int], tuple[Any, Pair]] = {}
    for number, way in enumerate(_WAYS):
        for pair in way(lines):
            if pair.one.day is None or pair.other.day is None or pair.one.id == pair.other.id:
                continue
            if not pair.told and (pair.other.day, pair.other.id) < (pair.one.day, pair.one.id):
                pair = pair._replace(one=pair.other, other=pair.one, one_at=pair.other_at, other_at=pair.one_at)
            key = (min(pair.one.id, pair.other.id), max(pair.one.id, pair.other.id))
            rank = (-pair.sure, number, pair.one.id, pair.one_at, pair.other_at, sorted(pair.shared))
            if key not in found or rank < found[key][0]:
                found[key] = rank, pair
    return sorted((pair for _, pair in found.values()), key=lambda pair: (-pair.sure, pair.one.id, pair.other.id))
