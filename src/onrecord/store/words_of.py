"""Words of: what offsets point at, cut out of the article's text by the database, in queries that join ``revisions``.

Those of statements, in several pieces, are in the view ``statement_words`` (schema.py), to be joined by ``id``. A query that sorts
rows had better choose those of its page first (``lists.page``): else the database cuts the words of every row.
"""

from __future__ import annotations

from typing import Any, Literal

from sqlalchemy import ColumnElement, func, select

from .schema import commitments, event_names, events, revisions


def words_at(start: ColumnElement[Any], end: ColumnElement[Any]) -> ColumnElement[str]:
    """The words of ``revisions.text`` from one offset to another."""
    return func.substr(revisions.c.text, start + 1, end - start)


def participant(part: Literal["actor", "other"]) -> ColumnElement[str | None]:
    """The name of who takes part in an event: from the text, else from where names are that it does not have."""
    place = events.c[part]
    own = (event_names.c.event_id == events.c.id, event_names.c.part == part)
    inside = func.substr(revisions.c.text, place // 256 + 1, place % 256)
    return func.coalesce(inside, select(event_names.c.name).where(*own).scalar_subquery())


WORDS = ("action", "condition", "deadline")
"""Of a commitment."""


def commitment_words() -> tuple[ColumnElement[str], ...]:
    """The action, condition and deadline of a commitment."""
    c = commitments.c
    return tuple(words_at(c[f"{part}_start"], c[f"{part}_end"]).label(part) for part in WORDS)
