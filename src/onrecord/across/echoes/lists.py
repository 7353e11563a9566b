"""Lists: the echoes of a store, one of them, those of a statement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, exists, func, select

from ...store import NotFound, QueryError, Results, Store
from ...store.filters import Filters, narrowed, period
from ...store.portions import portions
from ...store.schema import echo_statements, echoes, statements
from .reports import Echo, current, group_of, load_echo, load_echoes


class EchoRow(msgspec.Struct, kw_only=True):
    """A group. ``content``, ``speaker``: of its fullest wording, statement ``fullest``. ``earliest``: the statements published first,
    on ``first``; ``last``: the day of the latest. ``reports``: statements, near-copies each; ``independent``: near-copies and the articles of one
    outlet counted as one. ``named``, ``unnamed``: reports that name the speaker, and that do not."""

    id: int
    content: str
    speaker: str | None
    role: str | None
    fullest: int
    earliest: list[int]
    first: str | None
    last: str | None
    reports: int
    independent: int
    outlets: int
    named: int
    unnamed: int


def list_echoes(
    store: Store,
    words: str | None = None,
    *,
    speaker: str | None = None,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    least: int = 2,
    limit: int | None = 20,
    offset: int = 0,
) -> Results[EchoRow]:
    """Groups of at least ``least`` independent reports, those with the most first, then the newest.

    ``words``, ``speaker``, ``outlet``: what one of its statements has, as in ``Store.search``; ``since``, ``until``: days that it reaches into.
    """
    by = Filters(speaker=speaker, outlet=outlet, since=since, until=until)
    if least < 1 or (limit is not None and limit < 0) or offset < 0:
        raise QueryError("least cannot be below 1, limit and offset not below 0")
    e, m = echoes.c, echo_statements.c
    query = select(e.id).where(e.became.is_(None), e.independent >= least)
    if since:
        query = query.where(period(e.last_day, since, None))
    if until:
        query = query.where(period(e.first_day, None, until))
    if words and words.strip():
        numbers = {said.id for said in store.search(words, speaker=speaker, outlet=outlet, limit=None, copies=True)}
        with store.reading() as connection:
            groups = sorted({group for n in sorted(numbers) if (group := group_of(connection, n)) is not None})
        query = query.where(e.id.in_(groups))
    with store.reading() as connection:
        if not (words and words.strip()) and (speaker or outlet):
            conditions = narrowed(connection, msgspec.structs.replace(by, since=None, until=None))
            if conditions is None:
                return Results(EchoRow, [])
            own = func.coalesce(statements.c.copy_of, statements.c.id)
            query = query.where(exists().where(m.echo_id == e.id, ~m.apart, m.statement_id == own, *conditions.conditions))
        query = query.order_by(*_MOST).offset(offset)
        found = list(connection.scalars(query.limit(2**62 if limit is None else limit + 1)))
        more = limit is not None and len(found) > limit
        rows = load_echoes(connection, found if limit is None else found[:limit])
        return Results(EchoRow, [_row(entry) for entry in rows], more)


def every_echo(connection: Connection, at_once: int) -> Iterator[list[EchoRow]]:
    """All groups, as ``list_echoes`` has those of one report and more, in portions."""
    query = select(echoes.c.id).where(echoes.c.became.is_(None), echoes.c.independent >= 1).order_by(*_MOST)
    for rows in portions(connection, query, at_once):
        yield [_row(entry) for entry in load_echoes(connection, [row["id"] for row in rows])]


_MOST = (echoes.c.independent.desc(), echoes.c.last_day.desc().nulls_last(), echoes.c.id.desc())


def load_one(store: Store, number: int) -> Echo:
    """The group of this number, with every report and its words against the fullest wording.

    A number of a group that became part of another leads to that. Raises ``NotFound``.
    """
    with store.reading() as connection:
        return load_echo(connection, current(connection, number))


def echo_of(store: Store, statement: int) -> Echo | None:
    """The group of a statement; null where it is in none. Raises ``NotFound`` where there is no such statement."""
    with store.reading() as connection:
        if connection.scalar(select(statements.c.id).where(statements.c.id == statement)) is None:
            raise NotFound(f"there is no statement {statement} in the store")
        group = group_of(connection, statement)
        return None if group is None else load_echo(connection, group)


def _row(entry: Echo) -> EchoRow:
    fields: dict[str, Any] = {name: getattr(entry, name) for name in EchoRow.__struct_fields__ if name != "reports"}
    return EchoRow(**fields, reports=len(entry.reports))
