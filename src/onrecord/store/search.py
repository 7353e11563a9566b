"""Search: statements by their words and by what is known of them, the best first."""

from __future__ import annotations

from typing import Any, Literal, get_args

from sqlalchemy import CTE, ColumnElement, Connection, FromClause, Select, cast, column, func, join, literal, literal_column, select
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
RANKED = 5000
"""How many matches are ranked: of more, the ones added last."""


def search(
    connection: Connection,
    words: str | None,
    by: Filters,
    *,
    limit: int | None = 20,
    offset: int = 0,
    order: Order | None = None,
    copies: bool = False,
) -> Results[Said]:
    """The statements that have ``words`` (see ``query``) and meet ``by``.

    ``order``: ``rank`` (frequent words in short statements first; the default with words), ``newest`` or ``oldest``.
    Near-copies of a statement count as one, of which the first is given and the others are counted, unless ``copies``
    asks for each. ``limit``: at most so many rows, from ``offset`` on; null for all. Raises ``QueryError``.
    """
    if order is not None and order not in get_args(Order):
        raise QueryError(f"order: {order!r} is none of {', '.join(get_args(Order))}")
    if (limit is not None and limit < 0) or offset < 0:
        raise QueryError("limit and offset cannot be below 0")
    query = parse(words) if words is not None and words.strip() else None
    order = order or ("rank" if query else "newest")
    if order == "rank" and query is None:
        raise QueryError("without words there is nothing to rank by; take the order newest or oldest")
    conditions = narrowed(connection, by)
    if conditions is None:
        return Results(Said, [])
    ranked = None if limit is None else max(RANKED, 2 * (offset + limit + 1))
    found = candidates(connection, query, conditions, order, ranked)
    original = func.coalesce(found.c.copy_of, found.c.id)
    each = select(
        found,
        func.row_number().over(partition_by=original, order_by=found.c.id).label("place"),
        func.count().over(partition_by=original).label("reports"),
    ).subquery("each")
    size = select(func.count()).select_from(found).scalar_subquery()
    page: Select[*tuple[Any, ...]] = select(each.c.id, literal(1) if copies else each.c.reports, size)
    if not copies:
        page = page.where(each.c.place == 1)
    page = page.order_by(*_ordered(each.c, order))
    if limit is not None:
        page = page.limit(limit + 1).offset(offset)
    elif offset:
        page = page.limit(2**62).offset(offset)
    rows = connection.execute(page).all()
    more = limit is not None and len(rows) > limit
    rows = rows[:limit] if limit is not None else rows
    note = None
    if ranked is not None and rows and rows[0][2] >= ranked and order == "rank":
        note = f"more than {ranked:,} statements match; ranked are the {ranked:,} of them that were added last"
    said = load(connection, [row[0] for row in rows])
    for entry, row in zip(said, rows, strict=True):
        entry.reports = row[1]
        if query:
            entry.hits = query.hits(entry.content)
    return Results(Said, said, more, note)


def how_often(connection: Connection, query: Query) -> int:
    """How many statements, near-copies and old ones too, match ``query``."""
    counted: Select[int]
    if connection.dialect.name == "sqlite":
        counted = select(func.count()).select_from(_fts).where(literal_column("statements_fts").op("MATCH")(query.fts5()))
    else:
        words: ColumnElement[Any] = literal_column("statements.words", TSVECTOR)
        counted = select(func.count()).select_from(statements).where(words.op("@@")(cast(query.tsquery(), TSQUERY)))
    return connection.scalar(counted) or 0


def _ordered(of: Any, order: Order) -> list[ColumnElement[Any]]:
    if order == "rank":
        return [of.score, of.day.desc().nulls_last(), of.id.desc()]
    if order == "newest":
        return [of.day.desc().nulls_last(), of.id.desc()]
    return [of.day.asc().nulls_last(), of.id]


def candidates(
    connection: Connection, query: Query | None, by: Narrowed, order: Order, at_most: int | None, *, score: bool = True
) -> CTE:
    """The statements that match, ``at_most`` so many: id, copy_of, day, and score (0 where it is not asked for)."""
    s = statements.c
    rank: ColumnElement[Any] = literal(0.0)
    conditions = list(by.conditions)
    source: FromClause = statements
    newest: ColumnElement[Any] = s.id
    if query is not None and connection.dialect.name == "sqlite":
        # The plusses keep SQLite from asking the index about statements one by one: it is read once, from the last
        # statement back, and leads to the others.
        conditions.insert(0, literal_column("statements_fts").op("MATCH")(query.fts5()))
        if by.few:
            conditions.insert(1, literal_column("+statements_fts.rowid").in_(select(s.id).where(*by.few)))
        source = join(_fts, statements, s.id == literal_column("+statements_fts.rowid"))
        newest = _fts.c.rowid
        rank = literal_column("bm25(statements_fts)")
    elif query is not None:
        asked = cast(query.tsquery(), TSQUERY)
        words: ColumnElement[Any] = literal_column("statements.words", TSVECTOR)
        conditions.insert(0, words.op("@@")(asked))
        rank = -func.ts_rank(words, asked, 1)
    picked = select(s.id, s.copy_of, s.day, (rank if score else literal(0.0)).label("score")).select_from(source).where(*conditions)
    if at_most is not None:
        first = [newest.desc()] if order == "rank" else _ordered(s, order)
        picked = picked.order_by(*first).limit(at_most)
    return picked.cte("found")
