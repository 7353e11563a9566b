"""Kept: what a new reading must leave alone, and which state of a statement a person has seen."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, func, or_, select

from .. import log
from ..problems import Conflict
from ..schema import MODEL, log_fields, statements
from ..schema import log as entries
from .fields import offsets, shown

STATEMENT = "statement"
CARRY = "carry"
"""The action in the log of what was carried to a new revision (carrying.py)."""
LEAVE = "leave behind"
"""And of what could not be."""


def settled() -> ColumnElement[bool]:
    """Whether a statement is a person's, or one that a person has judged."""
    return or_(statements.c.said_by != MODEL, statements.c.verdict.is_not(None))


def version(connection: Connection, number: int | None = None) -> int:
    """The number of the last entry in the log on a statement, or of the whole log; 0 where there is none."""
    query = select(func.max(entries.c.id))
    if number is not None:
        query = query.where(entries.c.subject == STATEMENT, entries.c.subject_id == number)
    return connection.scalar(query) or 0


def unchanged(connection: Connection, number: int, seen: int | None) -> None:
    """Raise ``Conflict`` where the statement was changed after the entry ``seen``; null: whatever happened, go on."""
    if seen is None or version(connection, number) <= seen:
        return
    since = [entry for entry in log.entries(connection, STATEMENT, number, limit=None) if entry.id > seen]
    last = since[0]
    raise Conflict(
        f"{last.by} changed this statement meanwhile ({last.action}{f': {shown(last.fields)}' if last.fields else ''}, {last.at}); "
        "nothing was written. Look at it again, and change what is still to be changed",
        since,
    )


def earlier_places(connection: Connection, numbers: Collection[int]) -> dict[int, list[tuple[int, int]]]:
    """Where else the contents of these statements began and ended before persons moved them."""
    query = (
        select(entries.c.subject_id, log_fields.c.before)
        .join_from(log_fields, entries)
        .where(entries.c.subject == STATEMENT, entries.c.subject_id.in_(numbers), log_fields.c.field == "content")
    )
    found: dict[int, list[tuple[int, int]]] = {}
    for number, before in connection.execute(query):
        if at := offsets(before):
            found.setdefault(number, []).append((at[0][0], at[-1][1]))
    return found


def added(connection: Connection, numbers: Collection[int]) -> set[int]:
    """Which of these statements are a person's own, not a model's corrected."""
    query = select(entries.c.subject_id).where(entries.c.subject == STATEMENT, entries.c.action == "add")
    return set(connection.scalars(query.where(entries.c.subject_id.in_(numbers))))
