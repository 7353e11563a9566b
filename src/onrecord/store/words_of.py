"""Words of: what offsets point at, cut out of the article's text by the database, in queries that join ``revisions``.

Those of statements, in several pieces, are in the view ``statement_words`` (schema.py), to be joined by ``id``. A query that sorts rows
had better ask for the words of its page afterwards (``of_commitments``, ``of_figures``): else the database cuts those of every row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, func, select

from .schema import commitments, event_names, events, figures, in_revision, revisions, statements


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
_AT_ONCE = 5000


def commitment_words() -> tuple[ColumnElement[str], ...]:
    """The action, condition and deadline of a commitment."""
    c = commitments.c
    return tuple(words_at(c[f"{part}_start"], c[f"{part}_end"]).label(part) for part in WORDS)


def of_commitments(connection: Connection, numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The action, condition and deadline of these commitments."""
    c = commitments.c
    query = (
        select(c.id, *commitment_words())
        .join_from(commitments, statements)
        .join(revisions, revisions.c.id == statements.c.revision_id)
    )
    return {row["id"]: {part: row[part] for part in WORDS} for row in _rows(connection, query, c.id, numbers)}


def of_figures(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """The words of these figures."""
    f = figures.c
    query = select(f.id, words_at(f.start_char, f.end_char).label("text")).join_from(figures, revisions, in_revision(figures))
    return {row["id"]: row["text"] for row in _rows(connection, query, f.id, numbers)}


def _rows(connection: Connection, query: Select[Any], number: ColumnElement[int], numbers: Sequence[int]) -> Iterator[Any]:
    for first in range(0, len(numbers), _AT_ONCE):
        yield from connection.execute(query.where(number.in_(numbers[first : first + _AT_ONCE]))).mappings()
