"""Wording: words in order, and what of them is asked again and again when wordings are compared."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from .words import root


class Wording:
    """Words by their forms (``words.forms``)."""

    def __init__(self, forms: Sequence[str]) -> None:
        self.forms = list(forms)

    def __len__(self) -> int:
        return len(self.forms)

    @cached_property
    def stems(self) -> list[str]:
        """The stems of all words, in order."""
        return list(map(root, self.forms))

    @cached_property
    def words(self) -> frozenset[str]:
        """The stems, each once."""
        return frozenset(self.stems)

    @cached_property
    def places(self) -> dict[tuple[str, str], list[int]]:
        """Where each run of two stems begins."""
        found: dict[tuple[str, str], list[int]] = {}
        for place, pair in enumerate(pairwise(self.stems)):
            found.setdefault(pair, []).append(place)
        return found

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """The runs of two stems."""
        return frozenset(pairwise(self.stems))

    @cached_property
    def fives(self) -> frozenset[tuple[str, ...]]:
        """The runs of five stems."""
        s = self.stems
        return frozenset(zip(s, s[1:], s[2:], s[3:], s[4:], strict=False))

    def at_most(self, other: Wording) -> int:
        """How many words the two can have in common at most."""
        return min(sum(map(other.words.__contains__, self.stems)), sum(map(self.words.__contains__, other.stems)))
