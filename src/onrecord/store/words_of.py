"""Words of: what offsets point at, cut out of the article's text by the database, in queries that join ``revisions``.

Those of statements, in several pieces, are in the view ``statement_words`` (schema.py), to be joined by ``id``. A query that sorts
rows had better choose those of its page first (``lists.page``): else the database cuts the words of every row.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, func

from .schema import commitments, revisions


def first_of(column: ColumnElement[Any], length: int) -> ColumnElement[str]:
    """The first characters of a column that holds no words of an article: the year or month of a date."""
    return func.substring(column, 1, length)


def words_at(start: ColumnElement[Any], end: ColumnElement[Any]) -> ColumnElement[str]:
    """The words of ``revisions.text`` from one offset to another."""
    return func.substr(revisions.c.text, start + 1, end - start)


WORDS = ("action", "condition", "deadline")
"""Of a commitment."""


def commitment_words() -> tuple[ColumnElement[str], ...]:
    """The action, condition and deadline of a commitment."""
    c = commitments.c
    return tuple(words_at(c[f"{part}_start"], c[f"{part}_end"]).label(part) for part in WORDS)
