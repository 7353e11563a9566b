"""Columns: how words, days and numbers are kept small: types that give back what was put in.

In SQLite a number below 2 takes no room beside its type, one below 128 a byte; so what is most frequent comes first.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import ColumnElement, Dialect, Double, Integer, SmallInteger, Text, TypeDecorator, type_coerce

MODEL = "model"
"""``said_by`` of what the model said."""
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class Term(TypeDecorator[str]):
    """One of a fixed list of words, kept as its place in the list. Never change a list but at its end."""

    impl = SmallInteger
    cache_ok = True

    def __init__(self, *words: str) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: str | None, dialect: Dialect) -> int | None:
        """Raises ``ValueError`` for a word that is not in the list."""
        if value is None:
            return None
        if value not in self.words:
            raise ValueError(f"{value!r} is none of {', '.join(self.words)}")
        return self.words.index(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> str | None:
        """The value that was kept."""
        return None if value is None else self.words[value]


class Day(TypeDecorator[str]):
    """A day, month or year as a number that is in their order: 2016-09-12 as 20160912, 2016-09 as 20160900, 2016 as 20160000.

    What is no date is null. A "~" behind a month or year compares with all that is in it.
    """

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> int | None:
        """What is kept of a value."""
        found = _DAY.match(value) if value is not None else None
        if value is None or found is None:
            return None
        rest = 99 if value.endswith("~") else 0
        return int(found[1]) * 10_000 + int(found[2] or rest) * 100 + int(found[3] or rest)

    def process_result_value(self, value: int | None, dialect: Dialect) -> str | None:
        """The value that was kept."""
        return None if value is None else written(value)


def written(day: int) -> str:
    """The day, month or year that a number of ``Day`` is."""
    year, month, day = day // 10_000, day // 100 % 100, day % 100
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")


def year(day: ColumnElement[Any]) -> ColumnElement[int]:
    """The year of a ``Day``, as a number."""
    return type_coerce(day, Integer) // 10_000


def month(day: ColumnElement[Any]) -> ColumnElement[int]:
    """The month of a ``Day``, as a number: 201609, or 201600 where only the year is known."""
    return type_coerce(day, Integer) // 100


class Share(TypeDecorator[float]):
    """A number from 0 to 1, kept in hundredths: SQLite keeps a whole one in a byte."""

    impl = Double
    cache_ok = True

    def process_bind_param(self, value: float | None, dialect: Dialect) -> float | None:
        """What is kept of a value."""
        if value is None:
            return None
        whole = round(value * 100)
        return float(whole) if whole / 100 == value else value * 100

    def process_result_value(self, value: float | None, dialect: Dialect) -> float | None:
        """The value that was kept."""
        return None if value is None else value / 100


class SaidBy(TypeDecorator[str]):
    """ "model", kept as no letters at all, or the name of the person who put this down."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """What is kept of a value."""
        return "" if value == MODEL else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """The value that was kept."""
        return MODEL if value == "" else value
