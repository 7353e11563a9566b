"""Windows: the word pieces of an article, packed for the encoder at paragraph boundaries."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from .words import IntArray, Words

WINDOW = 192
"""Longest window in word pieces, the two special ones included (chosen on dev)."""
_MAX_PIECES_A_WORD = 12
_CACHE_SIZE = 200_000


@dataclass(slots=True)
class Window:
    """Words ``start`` to ``end`` of an article, encoded.

    ``ids`` are word piece ids with [CLS] and [SEP] round them; ``first`` holds for each word the index
    in ``ids`` of its first piece; ``layout`` goes with ``ids``.
    """

    start: int
    end: int
    ids: list[int]
    layout: list[int]
    first: IntArray


class Pieces:
    """Word pieces of words, looked up in a cache that the tokenizer fills."""

    def __init__(self, tokenizer: Path | str) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._cache: dict[str, tuple[int, ...]] = {}
        self.cls, self.sep, self.unknown, self.mask = (
            self._tokenizer.token_to_id(t) or 0 for t in ("[CLS]", "[SEP]", "[UNK]", "[MASK]")
        )

    def __call__(self, forms: list[str]) -> list[tuple[int, ...]]:
        """The piece ids of each form, at least one a form (an unknown one where nothing is left of it)."""
        cache = self._cache
        missing = list({form for form in forms if form not in cache})
        if missing:
            if len(cache) > _CACHE_SIZE:
                cache.clear()
                missing = list(set(forms))
            encoded = self._tokenizer.encode_batch([form[:100] for form in missing], add_special_tokens=False)
            for form, encoding in zip(missing, encoded, strict=True):
                cache[form] = tuple(encoding.ids[:_MAX_PIECES_A_WORD]) or (self.unknown,)
        return [cache[form] for form in forms]


def cut(sizes: IntArray, paragraph: IntArray, limit: int = WINDOW, first_limit: int | None = None) -> list[tuple[int, int]]:
    """Cut words into ranges of at most ``limit - 2`` pieces, at paragraph starts where that can be.

    ``sizes``: pieces of each word. ``first_limit`` is the limit of the first range alone (training moves
    the cuts with it). A paragraph too long for one range is cut between words.
    """
    n = len(sizes)
    if n == 0:
        return []
    total = np.concatenate([[0], np.cumsum(sizes)])
    is_start = np.ones(n + 1, bool)
    is_start[1:n] = paragraph[1:] != paragraph[:-1]
    bounds = np.flatnonzero(is_start)
    ranges: list[tuple[int, int]] = []
    start = 0
    room = (first_limit or limit) - 2
    while start < n:
        end = int(np.searchsorted(total, total[start] + room, side="right")) - 1
        end = max(end, start + 1)
        if end < n:
            last = int(bounds[np.searchsorted(bounds, end, side="right") - 1])
            if last > start:
                end = last
        ranges.append((start, end))
        start = end
        room = limit - 2
    return ranges


def even(sizes: IntArray, paragraph: IntArray, limit: int = WINDOW) -> list[tuple[int, int]]:
    """``cut``, but with the ranges of one article as long as one another as can be: none is left with a few words and no context."""
    best = cut(sizes, paragraph, limit)
    low, high = int(sizes.sum()) // max(len(best), 1) + 2, limit
    while low < high:  # the smallest limit that needs no more ranges
        middle = (low + high) // 2
        tried = cut(sizes, paragraph, middle)
        if len(tried) <= len(best):
            best, high = tried, middle
        else:
            low = middle + 1
    return best


def encode(words: Words, pieces: Pieces, ranges: list[tuple[int, int]] | None = None, limit: int = WINDOW) -> list[Window]:
    """Make the windows of ``words``; ``ranges`` overrides where they are cut."""
    ids = pieces(words.forms)
    sizes = np.fromiter(map(len, ids), np.int32, len(ids))
    layout = words.layout.tolist()
    windows = []
    for start, end in ranges if ranges is not None else even(sizes, words.paragraph, limit):
        flat = [pieces.cls]
        marks = [0]
        for i in range(start, end):
            flat.extend(ids[i])
            marks.extend([layout[i]] * len(ids[i]))
        flat.append(pieces.sep)
        marks.append(0)
        first = np.ones(end - start, np.int32)
        np.cumsum(sizes[start : end - 1], out=first[1:])
        first[1:] += 1
        windows.append(Window(start, end, flat, marks, first))
    return windows
