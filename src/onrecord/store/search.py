"""Search: statements by their words and by what is known of them, the best first."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple, get_args

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    bindparam,
    cast,
    column,
    func,
    join,
    literal,
    literal_column,
    select,
    type_coerce,
)
from sqlalchemy import table as named
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from .filters import Filters, Narrowed, narrowed
from .problems import QueryError
from .query import Query, parse
from .results import Results
from .said import Said, load
from .schema import statements

Order = Literal["rank", "newest", "oldest"]
_fts = named("statements_fts", column("rowid"))
RANKED = 3000
"""How many matches are ranked: of more, the ones added last."""


class Match(NamedTuple):
    """A statement that matches, as the database has it: ``day`` a number of ``Day``, ``score`` the less the better."""

    id: int
    copy_of: int | None
    day: int | None
    score: float


def search(
    connection: Connection,
    words: str | None,
    by: Filters,
    *,
    limit: int | None = 20,
    offset: int = 0,
    order: Order | None = None,
    copies: bool = False,
    marked: bool = True,
) -> Results[Said]:
    """The statements that have ``words`` (see ``query``) and meet ``by``.

    ``order``: ``rank`` (frequent words in short statements first; the default with words), ``newest`` or ``oldest``.
    Near-copies of a statement count as one, of which the first is given and the others are counted, unless ``copies``
    asks for each. ``limit``: at most so many rows, from ``offset`` on; null for all. ``marked``: find the words in them (``hits``). Raises
    ``QueryError``.
    """
    query, order = asked(words, order, limit, offset)
    conditions = narrowed(connection, by)
    if conditions is None:
        return Results(Said, [])
    ranked = at_most(limit, offset)
    matches = [Match._make(row) for row in matching(connection, query, conditions, order, ranked)]
    return page(connection, query if marked else None, matches, order, limit, offset, ranked, copies=copies)


def asked(words: str | None, order: Order | None, limit: int | None, offset: int) -> tuple[Query | None, Order]:
    """What is searched, and in which order it is given. Raises ``QueryError`` where that makes no sense."""
    if order is not None and order not in get_args(Order):
        raise QueryError(f"order: {order!r} is none of {', '.join(get_args(Order))}")
    if (limit is not None and limit < 0) or offset < 0:
        raise QueryError("limit and offset cannot be below 0")
    query = parse(words) if words is not None and words.strip() else None
    order = order or ("rank" if query else "newest")
    if order == "rank" and query is None:
        raise QueryError("without words there is nothing to rank by; take the order newest or oldest")
    return query, order


def at_most(limit: int | None, offset: int) -> int | None:
    """How many matches are ranked for such a page."""
    return None if limit is None else max(RANKED, 2 * (offset + limit + 1))


def matching(
    connection: Connection,
    query: Query | None,
    by: Narrowed,
    order: Order,
    most: int | None,
    *more: ColumnElement[Any],
    score: bool = True,
) -> list[tuple[Any, ...]]:
    """The statements that match, ``most`` so many: what ``Match`` has, and ``more`` columns."""
    found = candidates(connection, query, by, order, most, *more, score=score)
    # as the driver gives them: thousands, of which a page shows some
    cursor = connection.execute(select(found)).cursor
    return list(cursor.fetchall()) if cursor is not None else []


def page(
    connection: Connection,
    query: Query | None,
    matches: Sequence[Match],
    order: Order,
    limit: int | None,
    offset: int,
    ranked: int | None,
    *,
    copies: bool = False,
) -> Results[Said]:
    """One page of what matches, with the words of ``query`` marked; ``ranked``: how many matches were asked for."""
    rows, reports = _counted_once(matches, copies)
    shown = _in_order(rows, order, limit, offset)
    note = None
    if ranked is not None and shown and len(matches) >= ranked and order == "rank":
        note = f"more than {ranked:,} statements match; ranked are the {ranked:,} of them that were added last"
    said = load(connection, [match.id for match in shown])
    for entry, match in zip(said, shown, strict=True):
        entry.reports = reports.get(match.id if match.copy_of is None else match.copy_of, 1)
        if query:
            entry.hits = query.hits(entry.content)
    return Results(Said, said, limit is not None and len(rows) > offset + limit, note)


def best(connection: Connection, words: str, by: Filters, limit: int) -> list[int]:
    """The numbers of the statements that ``search`` gives, by rank. Raises ``QueryError``."""
    query, order = asked(words, "rank", limit, 0)
    conditions = narrowed(connection, by)
    if conditions is None:
        return []
    matches = [Match._make(row) for row in matching(connection, query, conditions, order, at_most(limit, 0))]
    return [match.id for match in _in_order(_counted_once(matches)[0], order, limit)]


def _counted_once(matches: Sequence[Match], copies: bool = False) -> tuple[Sequence[Match], dict[int, int]]:
    """The first of each group of near-copies, and how many reports there are of it, where there are any; ``copies``: all of them."""
    reports: dict[int, int] = {}
    if copies or all(match.copy_of is None for match in matches):
        return matches, reports
    first: dict[int, Match] = {}
    for match in matches:
        original = match.id if match.copy_of is None else match.copy_of
        known = first.setdefault(original, match)
        if match.id < known.id:
            first[original] = match
        reports[original] = reports.get(original, 0) + 1
    return list(first.values()), reports


def _in_order(rows: Sequence[Match], order: Order, limit: int | None, offset: int = 0) -> Sequence[Match]:
    key = {"rank": _by_rank, "newest": _by_newest, "oldest": _by_oldest}[order]
    if limit is None:
        return sorted(rows, key=key)[offset:]
    return heapq.nsmallest(offset + limit, rows, key=key)[offset:]


def _by_rank(match: Match) -> tuple[float, int, int]:
    return match.score, -(match.day or 0), -match.id


def _by_newest(match: Match) -> tuple[int, int]:
    return -(match.day or 0), -match.id


def _by_oldest(match: Match) -> tuple[int, int]:
    return match.day or _NEVER, match.id


_NEVER = 10**9


def how_often(connection: Connection, query: Query) -> int:
    """How many statements, near-copies and old ones too, match ``query``."""
    if connection.dialect.name == "sqlite":
        return connection.scalar(_COUNTED_FTS5, {"words": query.fts5()}) or 0
    return connection.scalar(_COUNTED_TSQUERY, {"words": query.tsquery()}) or 0


_COUNTED_FTS5 = select(func.count()).select_from(_fts).where(literal_column("statements_fts").op("MATCH")(bindparam("words")))
_COUNTED_TSQUERY = (
    select(func.count())
    .select_from(statements)
    .where(literal_column("statements.words", TSVECTOR).op("@@")(cast(bindparam("words"), TSQUERY)))
)


def _ordered(order: Order) -> list[ColumnElement[Any]]:
    s = statements.c
    return [s.day.desc().nulls_last(), s.id.desc()] if order == "newest" else [s.day.asc().nulls_last(), s.id]


def candidates(
    connection: Connection,
    query: Query | None,
    by: Narrowed,
    order: Order,
    most: int | None,
    *more: ColumnElement[Any],
    score: bool = True,
) -> CTE:
    """The statements that match, ``most`` so many: id, copy_of, day, score (0 where nothing is ranked, or it is not asked for), and ``more``."""
    s = statements.c
    rank: ColumnElement[Any] = literal(0.0)
    conditions = list(by.conditions)
    source: FromClause = statements
    newest: ColumnElement[Any] = s.id
    if query is not None and connection.dialect.name == "sqlite":
        # The plusses keep SQLite from asking the index about statements one by one: it is read once, from the last
        # statement back, and leads to the others.
        conditions.insert(0, literal_column("statements_fts").op("MATCH")(query.fts5()))
        if few := by.few(connection):
            conditions.insert(1, literal_column("+statements_fts.rowid").in_(select(s.id).where(*few)))
        source = join(_fts, statements, s.id == literal_column("+statements_fts.rowid"))
        newest = _fts.c.rowid
        rank = literal_column("bm25(statements_fts)")
    elif query is not None:
        asked = cast(query.tsquery(), TSQUERY)
        words: ColumnElement[Any] = literal_column("statements.words", TSVECTOR)
        conditions.insert(0, words.op("@@")(asked))
        rank = -func.ts_rank(words, asked, 1)
    scored = (rank if score and order == "rank" else literal(0.0)).label("score")
    picked = select(s.id, s.copy_of, type_coerce(s.day, Integer).label("day"), scored, *more).select_from(source).where(*conditions)
    if most is not None:
        first = [newest.desc()] if order == "rank" else _ordered(order)
        picked = picked.order_by(*first).limit(most)
    return picked.cte("found")
