"""Words of: what offsets point at, cut out of the article's text by the database, in queries that join ``revisions``.

The words of statements and commitments are in the views ``statement_words`` and ``commitment_words`` (schema.py), to be joined by ``id``.
"""

from __future__ import annotations

from typing import Any, Literal

from sqlalchemy import ColumnElement, func, select

from .schema import event_names, events, revisions


def words_at(start: ColumnElement[Any], end: ColumnElement[Any]) -> ColumnElement[str]:
    """The words of ``revisions.text`` from one offset to another."""
    return func.substr(revisions.c.text, start + 1, end - start)


def participant(part: Literal["actor", "other"]) -> ColumnElement[str | None]:
    """The name of who takes part in an event: from the text, else from where names are that it does not have."""
    place = events.c[part]
    own = (event_names.c.event_id == events.c.id, event_names.c.part == part)
    inside = func.substr(revisions.c.text, place // 256 + 1, place % 256)
    return func.coalesce(inside, select(event_names.c.name).where(*own).scalar_subquery())
