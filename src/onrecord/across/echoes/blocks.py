"""Blocks: the runs of words that two wordings have in common, as ``difflib.SequenceMatcher`` finds them, and several times as quick.

The longest run first (of several the first in the one, then in the other), then the same in what stands before it and behind it on both
sides: "gestalt pattern matching" (J. Ratcliff and D. Metzener, Dr. Dobb's Journal, July 1988). Only pairs of words that stand side by side are
looked up, of which few are met by chance; where a stretch has none in common, its single words pair off from the left, as there.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from .wording import Wording


class Block(NamedTuple):
    """Words that are equal: ``size`` of them, from ``a`` on in the one wording and from ``b`` on in the other."""

    a: int
    b: int
    size: int


@lru_cache(maxsize=8)  # asked again of the same two while they are compared
def blocks(ours: Wording, theirs: Wording) -> list[Block]:
    """The blocks of two wordings, by stems, in order: those of ``SequenceMatcher(None, ours.stems, theirs.stems, autojunk=False)``, without
    the empty one at its end."""
    found: list[Block] = []
    left = [(0, len(ours), 0, len(theirs), _runs(ours, theirs))]
    while left:
        first, last, begin, end, some = left.pop()
        inside = []
        longest = 1
        for a, b, size in some:
            if a < first or b < begin:  # cut off what stands before the stretch
                cut = first - a if first - a > begin - b else begin - b
                a, b, size = a + cut, b + cut, size - cut
            if a + size > last or b + size > end:
                size = last - a if last - a < end - b else end - b
            if size >= 2:
                inside.append((a, b, size))
                if size > longest:
                    longest = size
        if not inside:
            _singles(ours.stems, theirs.stems, first, last, begin, end, found)
            continue
        a, b, size = min(run for run in inside if run[2] == longest)
        found.append(Block(a, b, size))
        if first < a and begin < b:
            left.append((first, a, begin, b, inside))
        if a + size < last and b + size < end:
            left.append((a + size, last, b + size, end, inside))
    found.sort()
    return found


def _runs(ours: Wording, theirs: Wording) -> list[tuple[int, int, int]]:
    """All runs of two words or more that both have, as long as they go: where each begins in the one and in the other, and its length."""
    found = []
    places = ours.places
    open_: dict[int, int] = {}  # how long the run is that holds the pair of words before, by where that stands in ours
    for j, pair in enumerate(pairwise(theirs.stems)):
        now: dict[int, int] = {}
        for i in places.get(pair, ()):
            now[i] = open_.pop(i - 1, 1) + 1
        for i, size in open_.items():
            found.append((i + 2 - size, j + 1 - size, size))
        open_ = now
    last = len(theirs) + 1
    return found + [(i + 2 - size, last - 1 - size, size) for i, size in open_.items()]


def _singles(ours: Sequence[str], theirs: Sequence[str], first: int, last: int, begin: int, end: int, found: list[Block]) -> None:
    """The blocks of a stretch in which no two words side by side are equal."""
    among = set(theirs[begin:end]) if first < last else ()
    for i in range(first, last if among else first):
        if ours[i] in among:
            try:
                j = theirs.index(ours[i], begin, end)
            except ValueError:
                continue
            found.append(Block(i, j, 1))
            begin = j + 1
