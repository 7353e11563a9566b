"""Pairs: which two statements of one speaker disagree on one thing. Candidates come from an index of stems, never from all pairs."""

from __future__ import annotations

from collections.abc import Sequence

from .clashes import clashes, conditions, deadlines, limits, numbers
from .entries import Line, Pair
from .told import disowned, followed, narrowed, recast, regretted, relative, told, turned

_WAYS = (clashes, conditions, limits, numbers, deadlines, told, followed, relative, turned, regretted, disowned, recast, narrowed)


def pairs(lines: Sequence[Line]) -> list[Pair]:
    """The pairs among the statements of one speaker, the surest first; a pair of statements once."""
    found: dict[tuple[int, int], Pair] = {}
    for pair in (pair for way in _WAYS for pair in way(lines)):
        if pair.one.day is None or pair.other.day is None or pair.one.id == pair.other.id:
            continue
        if not pair.told and (pair.other.day, pair.other.id) < (pair.one.day, pair.one.id):
            pair = pair._replace(one=pair.other, other=pair.one, one_at=pair.other_at, other_at=pair.one_at)
        key = (min(pair.one.id, pair.other.id), max(pair.one.id, pair.other.id))
        if key not in found or found[key].sure < pair.sure:
            found[key] = pair
    return sorted(found.values(), key=lambda p: (-p.sure, p.one.id, p.other.id))
