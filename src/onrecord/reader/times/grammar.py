"""Time grammar: what a rule for time expressions is, what it is told of the text around, and what it gives.

The rules themselves are in ``rules_*``; ``times`` tries them. A module of rules makes a list and adds to it:

    RULES: list[Rule] = []

    @rule(RULES, "overnight", r"overnight(?!\\w)")
    def _overnight(m: re.Match[str], context: Context) -> Meaning | None: ...
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

Kind = Literal["date", "time", "duration", "set"]

_LONGEST_HEADLINE = 150
_SENTENCE_END = re.compile(r"[.!?][”\"’]?\s+[“\"]?[A-Z]")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a rule makes of its match: kind, value and anchor as in ``record.Time``.

    ``day`` is what "two days later" and the like are reckoned from afterwards: the day itself, or the first of a month or
    year that has been named. ``open``: the year is only that of the nearest such date, which lies ahead of publication, and no
    words say that it does.
    """

    kind: Kind
    value: str | None
    day: date | None = None
    anchor: date | None = None
    open: bool = False


@dataclass(slots=True)
class Context:
    """Where the reader stands, and which dates have been named up to there.

    ``start``: offset at which the expression being read begins. ``named``: the day named last. ``coarse``: the same, but the
    first day of a month or year where one was named since; ``named_end``: where the words of the day named last end.
    ``named_year``: the year named last, while it still holds for dates without a year; ``year_end``: where its words end.
    ``last_year_end``: where the words for the year before publication end, -1 where it is not the year named last. ``narrative``: whether the text is about the past, so that dates
    without a year belong to the year named last rather than near to publication.
    """

    text: str
    published: date | None
    narrative: bool
    start: int = 0
    named: date | None = None
    named_end: int = 0
    coarse: date | None = None
    named_year: int | None = None
    year_end: int = 0
    last_year_end: int = -1
    paragraph: int = -1

    def move_to(self, start: int, paragraph: int) -> None:
        """Go on to the word at ``start``. But in a text about the past a year holds up to the end of its sentence, and 300 characters."""
        self.start = start
        if (
            not self.narrative
            and self.named_year is not None
            and (paragraph != self.paragraph or not self.in_sentence(self.year_end))
        ):
            self.named_year = None
        if paragraph != self.paragraph:
            self.last_year_end = -1
        self.paragraph = paragraph

    def in_sentence(self, end: int) -> bool:
        """Whether the expression stands in the sentence of what ends at ``end``, and within 300 characters of it."""
        return self.start - end <= 300 and _SENTENCE_END.search(self.text, end, self.start) is None

    @property
    def last_year(self) -> bool:
        """Whether the sentence has named the year before publication, and none since."""
        return self.last_year_end >= 0 and self.in_sentence(self.last_year_end)

    def in_headline(self) -> bool:
        """Whether the expression stands in a first line that is no sentence."""
        if self.paragraph != 0 or self.start > _LONGEST_HEADLINE:
            return False
        begin = self.text.rfind("\n", 0, self.start) + 1
        end = self.text.find("\n", self.start, begin + _LONGEST_HEADLINE + 1)
        line = self.text[begin : end if end >= 0 else begin + _LONGEST_HEADLINE + 1]
        return len(line) <= _LONGEST_HEADLINE and line.rstrip(" \r”’\"'")[-1:] not in (".", "!", "?")

    def take(self, meaning: Meaning, end: int) -> None:
        """Keep in mind the date of an expression that ends at ``end``."""
        if self.published is not None and len(meaning.value or "") == len("2016"):
            self.last_year_end = end if meaning.value == f"{self.published.year - 1:04}" and meaning.anchor is not None else -1
        if meaning.day is None:
            return
        if len(meaning.value or "") >= len("2016-09-12"):
            self.named, self.named_end = meaning.day, end
        self.coarse = meaning.day
        if meaning.anchor is None or self.narrative:
            self.named_year, self.year_end = meaning.day.year, end

    def before(self, size: int) -> str:
        """Up to ``size`` characters before the expression."""
        return self.text[max(0, self.start - size) : self.start]

    def after(self, end: int, size: int) -> str:
        """Up to ``size`` characters from ``end`` on."""
        return self.text[end : end + size]


Reading = Callable[[re.Match[str], Context], Meaning | None]
"""What a match means; None where it is no time after all."""


class Rule(NamedTuple):
    """``read`` is asked about each match of ``pattern`` at a word that ``firsts`` lists, as ``rule`` has it."""

    firsts: tuple[str, ...]
    pattern: re.Pattern[str]
    read: Reading


def rule(rules: list[Rule], firsts: str, pattern: str) -> Callable[[Reading], Reading]:
    """Add the decorated function to ``rules``, for ``pattern`` (letter case is of no matter).

    ``firsts``: the lower-case words it can begin with, divided by blanks; "0" stands for all that begin with a digit.
    """
    compiled = re.compile(pattern, re.IGNORECASE)

    def add(read: Reading) -> Reading:
        rules.append(Rule(tuple(dict.fromkeys(firsts.split())), compiled, read))
        return read

    return add


def on_day(day: date | None, part: str | None = None, anchor: date | None = None, open: bool = False) -> Meaning:
    """A day, or the ``part`` of it that TIMEX3 writes as TMO, T17:00 and so on; the value None where the day is not known."""
    kind: Kind = "time" if part else "date"
    if day is None:
        return Meaning(kind, None)
    return Meaning(kind, day.isoformat() + (part or ""), day, anchor, open)
