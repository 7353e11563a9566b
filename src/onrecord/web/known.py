"""Known: people and outlets as the desk lists them: counted once for each state of the store, people with few statements when asked for."""

from __future__ import annotations

from typing import Literal, NamedTuple

from sqlalchemy import select

from .. import across
from ..across.outlets import OutletRow
from ..across.people.lists import people_named, person_rows
from ..store import Results
from ..store.filters import outlets
from ..store.schema import publishers
from .desk import Desk

MOST = 10_501
"""People that a list can come to: its last offset, the most rows behind it, and one that tells whether there are more."""


class Counted(NamedTuple):
    """People, those with the most statements first, and the same by their numbers."""

    rows: list[across.PersonRow]
    by_number: dict[int, across.PersonRow]


def counted(desk: Desk, kind: Literal["person", "organization"] | None = None) -> Counted:
    """The people with the most statements."""

    def count() -> Counted:
        rows = list(across.people(desk.store, kind=kind, limit=MOST))
        return Counted(rows, {row.id: row for row in rows})

    return desk.recounted(("people", kind), count)


def people(
    desk: Desk, words: str | None = None, kind: Literal["person", "organization"] | None = None, limit: int = 20, offset: int = 0
) -> Results[across.PersonRow]:
    """What ``across.people`` gives."""
    if not words:
        rows = counted(desk, kind).rows
    else:
        numbers = people_named(desk.store, words)
        known = counted(desk).by_number
        others = person_rows(desk.store, [number for number in numbers if number not in known])
        found = [known.get(number) or others.get(number) for number in numbers]
        rows = [row for row in found if row is not None and kind in (None, row.kind)]
        rows.sort(key=lambda row: (-row.statements, row.id))
    return Results(across.PersonRow, rows[offset : offset + limit], len(rows) > offset + limit)


def relied_on(desk: Desk) -> list[OutletRow]:
    """All rows of ``across.outlets``."""
    return desk.recounted("reliance", lambda: list(across.outlets(desk.store, limit=None)))


def reliance(desk: Desk, outlet: str | None = None, limit: int = 20, offset: int = 0) -> Results[OutletRow]:
    """What ``across.outlets`` gives: what is counted of one outlet does not hang on which others are asked for."""
    rows = relied_on(desk)
    if outlet is not None:
        with desk.store.reading() as connection:
            numbers = outlets(connection, outlet)
            names = set(connection.scalars(select(publishers.c.name).where(publishers.c.id.in_(numbers or ()))))
        rows = [row for row in rows if row.name in names]
    return Results(OutletRow, rows[offset : offset + limit], len(rows) > offset + limit)
