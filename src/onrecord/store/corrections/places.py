"""Places: where words of an article stand in its next revision, and when two stretches are of the same words."""

from __future__ import annotations

from itertools import takewhile

_CONTEXT = 40
"""Characters on one side that must be the same, for words to be those that stood there before."""
_COMPARED = 2000
_MOST = 200


def moved(before: str, after: str, start: int, end: int) -> int | None:
    """How far the words ``before[start:end]`` have moved in ``after``; null where they are not there, or nobody can tell which they are.

    They must be there character for character, with the same 40 characters before or behind them (fewer at an end of the
    article). Where they stand several times, those are meant that have the most around them in common.
    """
    words = before[start:end]
    found: list[tuple[int, int]] = []
    at = after.find(words) if words else -1
    while at >= 0 and len(found) < _MOST:
        left = _common(before[max(0, start - _COMPARED) : start][::-1], after[max(0, at - _COMPARED) : at][::-1])
        right = _common(before[end : end + _COMPARED], after[at + len(words) : at + len(words) + _COMPARED])
        if left >= min(_CONTEXT, start) or right >= min(_CONTEXT, len(before) - end):
            found.append((left + right, at))
        at = after.find(words, at + 1)
    found.sort(reverse=True)
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    return found[0][1] - start


def _common(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def shared(one: tuple[int, int], other: tuple[int, int], *, whole: bool = False) -> int:
    """How many characters two stretches share, where that is most of the shorter of them (``whole``: of the longer); else 0."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    return both if both * 2 > (max if whole else min)(one[1] - one[0], other[1] - other[0]) and both > 0 else 0
