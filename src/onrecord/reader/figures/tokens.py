"""Tokens: the words of a text as plain lists, to be read one by one, and the numeral that is read from some of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..words import Words

Qualifier = Literal["<", "<=", ">", ">=", "~"]

DIGITS = frozenset("0123456789")
DASHES = frozenset("-‐‑–—−")


@dataclass(slots=True)
class Tokens:
    """The words of a text as plain lists, for reading one by one; ``low``: in lower case."""

    text: str
    forms: list[str]
    low: list[str]
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, words: Words) -> Tokens:
        """The tokens of ``words``."""
        return cls(words.text, words.forms, [f.lower() for f in words.forms], words.starts.tolist(), words.ends.tolist())

    def at(self, i: int) -> str:
        """Word ``i`` in lower case; empty beyond the text."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def glued(self, i: int) -> bool:
        """Whether no blank stands between word ``i`` and the one before it."""
        return 0 < i < len(self.low) and self.ends[i - 1] == self.starts[i]

    def gap(self, i: int) -> str:
        """What stands between word ``i`` and the one before it."""
        return self.text[self.ends[i - 1] : self.starts[i]] if 0 < i < len(self.low) else ""


@dataclass(slots=True)
class Numeral:
    """A number in words ``first`` to ``last`` (half-open).

    ``suffix``: the letters that follow the digits in the last word ("km" of "500km"). ``plain``: the digits, where
    there is nothing but one run of them. ``qualifier``: what the numeral itself says ("hundreds" are more than 100).
    ``scale``: what the scale word multiplied by (a million).
    ``code``: digits that are no quantity (addresses of machines, versions, dates). ``worded``: written in letters.
    """

    first: int
    last: int
    value: float
    suffix: str = ""
    plain: str | None = None
    worded: bool = False
    scaled: bool = False
    scale: float = 1.0
    fraction: bool = False
    qualifier: Qualifier | None = None
    code: bool = False
