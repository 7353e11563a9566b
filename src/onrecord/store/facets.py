"""Facets: what the statements that a search finds have in common, counted; and their number over time."""

from __future__ import annotations

from typing import Any, Literal, get_args

import msgspec
from sqlalchemy import Column, Connection, Table, func, literal, select, union_all

from .filters import Filters, narrowed
from .problems import QueryError
from .query import parse
from .results import Results
from .schema import commitments, publishers, revisions, roles, speakers, statements
from .search import candidates

COUNTED = 20_000
"""How many matches are counted: of more, the ones added last (without words: the latest)."""

Facet = Literal["speaker", "role", "outlet", "year", "kind", "manner", "sourcing", "act"]
By = Literal["outlet", "kind", "manner", "sourcing"]
Every = Literal["year", "month"]

_NAMES: dict[str, tuple[Column[Any], Table]] = {
    "speaker": (statements.c.speaker_id, speakers),
    "role": (statements.c.role_id, roles),
    "outlet": (statements.c.publisher_id, publishers),
}


class Count(msgspec.Struct, kw_only=True):
    """A value, and how many statements have it."""

    value: str
    statements: int


class Facets(msgspec.Struct, kw_only=True):
    """Of the statements found: how many there are, and the most frequent values of each facet, the most frequent first.

    Near-copies count once, so that each count is what a search gives that is narrowed to the value (``speaker``, ``role``,
    ``outlet``: to "=value"). ``capped``: there are more, and only ``COUNTED`` were counted.
    """

    statements: int
    capped: bool
    speaker: list[Count]
    role: list[Count]
    outlet: list[Count]
    year: list[Count]
    kind: list[Count]
    manner: list[Count]
    sourcing: list[Count]
    act: list[Count]


class Period(msgspec.Struct, kw_only=True):
    """How many statements there are of a ``period`` (YYYY-MM, or YYYY where no more is known or asked) with a ``value``."""

    period: str
    value: str | None
    statements: int


def facets(connection: Connection, words: str | None, by: Filters, *, limit: int = 10) -> Facets:
    """The facets of what ``search`` finds for the same; of each at most ``limit`` values. Raises ``QueryError``."""
    query = parse(words) if words is not None and words.strip() else None
    names = get_args(Facet)
    conditions = narrowed(connection, by)
    if conditions is None:
        return Facets(statements=0, capped=False, **{name: [] for name in names})
    s = statements.c
    # one more than is counted tells whether there are more
    found = candidates(connection, query, conditions, "rank" if query else "newest", COUNTED + 1, score=False)
    picked = (
        select(
            func.coalesce(s.copy_of, s.id).label("original"), s.id, s.speaker_id, s.role_id, s.publisher_id,
            func.substr(s.day, 1, 4).label("year"), s.kind, s.manner, s.sourcing,
        )
        .join_from(found, statements, s.id == found.c.id)
        .cte("picked")
    )  # fmt: skip
    counted = func.count(picked.c.original.distinct())
    parts = [
        select(
            literal("").label("facet"), literal("").label("value"), func.count().label("rows"), counted.label("statements")
        ).select_from(picked)
    ]
    for name in ("kind", "manner", "sourcing", "year"):
        parts.append(_counts(name, picked.c[name], counted).where(picked.c[name].is_not(None)).group_by(picked.c[name]))
    for name, (column, table) in _NAMES.items():
        most = (
            select(picked.c[str(column.key)].label("number"), counted.label("statements"))
            .where(picked.c[str(column.key)].is_not(None))
            .group_by(picked.c[str(column.key)])
            .order_by(counted.desc(), picked.c[str(column.key)])
            .limit(limit + 20)  # a name of several kinds is several speakers
            .subquery(f"most_{name}")
        )
        parts.append(
            select(literal(name), table.c.name, literal(0), func.sum(most.c.statements))
            .join_from(most, table, table.c.id == most.c.number)
            .group_by(table.c.name)
        )
    parts.append(
        _counts("act", commitments.c.act, counted)
        .join_from(picked, commitments, commitments.c.statement_id == picked.c.id)
        .group_by(commitments.c.act)
    )
    values: dict[str, list[Count]] = {name: [] for name in names}
    total, rows = 0, 0
    for facet, value, size, number in connection.execute(union_all(*parts)):
        if facet:
            values[facet].append(Count(value=value, statements=int(number)))
        else:
            total, rows = int(number), size
    for name, counts in values.items():
        counts.sort(key=lambda entry: (-entry.statements, entry.value))
        if name == "year":
            counts.sort(key=lambda entry: entry.value, reverse=True)
        del counts[limit:]
    return Facets(statements=total, capped=rows > COUNTED, **values)


def over_time(connection: Connection, words: str | None, by: Filters, *, every: Every, of: By | None) -> Results[Period]:
    """How many statements there are of each period, and of each value of ``of``; undated ones are left out, near-copies count once in a period.

    Periods go by what ``by`` says that dates count: when it was published, when it was said, or said where known, else published.

    With ``words`` at most ``COUNTED`` matches are counted, and the note says so.
    """
    if every not in get_args(Every) or (of is not None and of not in get_args(By)):
        raise QueryError(f"every is one of {', '.join(get_args(Every))}, of one of {', '.join(get_args(By))}")
    query = parse(words) if words is not None and words.strip() else None
    conditions = narrowed(connection, by)
    if conditions is None:
        return Results(Period, [])
    s = statements.c
    day = {"published": revisions.c.published, "said": s.said_on}.get(by.dated, s.day)
    period = func.substr(day, 1, 4 if every == "year" else 7)
    value: Any = literal(None) if of is None else s.publisher_id if of == "outlet" else s[of]
    number = func.count(func.coalesce(s.copy_of, s.id).distinct())
    query_ = select(period.label("period"), value.label("value"), number.label("statements")).where(day.is_not(None))
    size = None
    if query is None:
        query_ = query_.where(*conditions.conditions)
    else:
        found = candidates(connection, query, conditions, "rank", COUNTED + 1, score=False)
        size = select(func.count()).select_from(found).scalar_subquery()
        query_ = query_.add_columns(size.label("size")).where(s.id.in_(select(found.c.id)))
    if by.dated == "published":
        query_ = query_.where(s.revision_id == revisions.c.id)
    rows = connection.execute(query_.group_by(period, value).order_by(period)).all()
    note = None
    if size is not None and rows and rows[0].size > COUNTED:
        note = f"more than {COUNTED:,} statements match; counted are the {COUNTED:,} of them that were added last"
    called: dict[Any, str] = {}
    if of == "outlet":
        called = {row.id: row.name for row in connection.execute(select(publishers))}
    found_ = [
        Period(period=row.period, value=called.get(row.value) if of == "outlet" else row.value, statements=row.statements)
        for row in rows
    ]
    found_.sort(key=lambda entry: (entry.period, entry.value or ""))
    return Results(Period, found_, note=note)


def _counts(name: str, value: Any, counted: Any) -> Any:
    return select(literal(name), value, literal(0), counted)
