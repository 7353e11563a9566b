"""Facets: what the statements that a search finds have in common, counted; and their number over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Literal, get_args

import msgspec
from sqlalchemy import ColumnElement, Connection, Integer, Table, func, literal, select, type_coerce

from .columns import month, written, year
from .filters import Filters, narrowed
from .problems import QueryError
from .query import parse
from .results import Results
from .said import Said
from .schema import commitments, publishers, revisions, roles, speakers, statements
from .search import RANKED, Match, Order, asked, at_most, candidates, matching, page
from .words_of import first_of

COUNTED = RANKED
"""How many matches are counted: of more, the ones added last (without words: the latest)."""

Facet = Literal["speaker", "role", "outlet", "year", "kind", "manner", "sourcing", "act"]
By = Literal["outlet", "kind", "manner", "sourcing"]
Every = Literal["year", "month"]


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
    query, order = asked(words, None, limit, 0)
    conditions = narrowed(connection, by)
    if conditions is None:
        return _count(connection, [], limit)
    # one more than is counted tells whether there are more
    return _count(connection, matching(connection, query, conditions, order, COUNTED + 1, *_columns(), score=False), limit)


def search_and_facets(
    connection: Connection,
    words: str | None,
    by: Filters,
    *,
    limit: int = 20,
    offset: int = 0,
    order: Order | None = None,
    copies: bool = False,
    values: int = 10,
) -> tuple[Results[Said], Facets]:
    """``search`` and ``facets`` of the same, at about the price of one of them; ``values``: of each facet. Raises ``QueryError``."""
    query, ordered = asked(words, order, limit, offset)
    conditions = narrowed(connection, by)
    if conditions is None:
        return Results(Said, []), _count(connection, [], values)
    most = at_most(limit, offset)
    assert most is not None
    wanted = max(most, COUNTED + 1)
    rows = matching(connection, query, conditions, ordered, wanted, *_columns())
    found = page(connection, query, [Match._make(row[:4]) for row in rows[:most]], ordered, limit, offset, most, copies=copies)
    if len(rows) > COUNTED and ordered != (
        "rank" if query else "newest"
    ):  # counted are others than those that come first in this order
        return found, facets(connection, words, by, limit=values)
    return found, _count(connection, rows[: COUNTED + 1], values)


def _columns() -> list[ColumnElement[Any]]:
    """What is counted, as it is kept: numbers stay numbers until the most frequent are known."""
    s = statements.c
    acts = select(func.aggregate_strings(commitments.c.act, " ")).where(commitments.c.statement_id == s.id).scalar_subquery()
    kinds = [type_coerce(s[name], Integer).label(name) for name in _TERMS]
    return [s.speaker_id, s.role_id, s.publisher_id, *kinds, acts.label("acts")]


_TERMS = ("kind", "manner", "sourcing")


def _count(connection: Connection, rows: Sequence[tuple[Any, ...]], limit: int) -> Facets:
    # counted here and not by the database: one pass over the rows instead of one for each facet
    number, copied, day, _, speaker, role, outlet, kind, manner, sourcing, act = zip(*rows, strict=True) if rows else [()] * 11
    original = [n if of is None else of for n, of in zip(number, copied, strict=True)]
    years = [None if of is None else of // 10_000 for of in day]
    counts = {
        name: _counted(original, values)
        for name, values in (
            ("speaker", speaker), ("role", role), ("outlet", outlet), ("year", years), ("kind", kind), ("manner", manner),
            ("sourcing", sourcing),
        )
    }  # fmt: skip
    several = [(n, value) for n, row in zip(original, act, strict=True) if row for value in set(row.split())]
    counts["act"] = _counted([n for n, _ in several], [value for _, value in several])
    for name, table in (("speaker", speakers), ("role", roles), ("outlet", publishers)):
        counts[name] = _named(connection, table, counts[name], limit)
    for name in _TERMS:
        words = statements.c[name].type.words  # type: ignore[attr-defined]
        counts[name] = Counter({words[of]: times for of, times in counts[name].items()})
    counts["year"] = Counter({written(of * 10_000): counts["year"][of] for of in sorted(counts["year"])[-limit:]})
    ordered = {name: sorted(found.items(), key=lambda item: (-item[1], item[0]))[:limit] for name, found in counts.items()}
    ordered["year"].sort(reverse=True)
    values = {name: [Count(value=value, statements=number) for value, number in ordered[name]] for name in get_args(Facet)}
    return Facets(statements=len(set(original)), capped=len(rows) > COUNTED, **values)


def _counted(original: Sequence[int], values: Sequence[Any]) -> Counter[Any]:
    """How many statements have each value; those of the same ``original`` are one."""
    if len(set(original)) == len(original):
        found = Counter(values)
    else:
        found = Counter(value for _, value in set(zip(original, values, strict=True)))
    del found[None]
    return found


def _named(connection: Connection, table: Table, counts: Counter[int], limit: int) -> Counter[str]:
    """The most frequent of these numbers, by their names in ``table``; a name of several kinds is several speakers."""
    most = dict(counts.most_common(limit + 20))
    found: Counter[str] = Counter()
    for number, name in connection.execute(select(table.c.id, table.c.name).where(table.c.id.in_(most))):
        found[name] += most[number]
    return found


def _period(by: Filters, every: Every) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """The dates that ``by`` says count, and the periods that they are in: text, or a number of ``written``."""
    if by.dated == "either":
        day = statements.c.day
        return day, year(day) * 10_000 if every == "year" else month(day) * 100
    date = revisions.c.published if by.dated == "published" else statements.c.said_on
    return date, first_of(date, 4 if every == "year" else 7)


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
    day, period = _period(by, every)
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
        Period(
            period=written(row.period) if isinstance(row.period, int) else row.period,
            value=called.get(row.value) if of == "outlet" else row.value,
            statements=row.statements,
        )
        for row in rows
    ]
    found_.sort(key=lambda entry: (entry.period, entry.value or ""))
    return Results(Period, found_, note=note)
