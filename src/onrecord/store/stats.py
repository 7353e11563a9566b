"""Stats: what a store holds, as a whole and by outlet."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, case, func, select

from .filters import outlets
from .schema import articles, commitments, failures, figures, in_revision, publishers, revisions, statements
from .words_of import first_of


class OutletStats(msgspec.Struct, kw_only=True):
    """One outlet. Statements are all that it printed; ``copies``: articles that are near-copies of an earlier one,
    whoever had it first, and ``share_of_copies`` of its articles."""

    publisher: str | None
    articles: int
    copies: int
    share_of_copies: float
    statements: int
    direct: int
    indirect: int
    mixed: int
    named: int
    unnamed: int
    collective: int
    document: int
    other: int
    no_speaker: int


class Stats(msgspec.Struct, kw_only=True):
    """The store as a whole, of the newest revisions. ``statements`` counts each in every article that has it;
    ``statements_counted_once`` each near-copy's once. ``groups_of_copies``: groups of two articles or more."""

    version: str
    articles: int
    revisions: int
    statements: int
    statements_counted_once: int
    speakers: int
    commitments: int
    figures: int
    failures: int
    groups_of_copies: int
    copies: int
    first: str | None
    last: str | None
    outlets: list[OutletStats]


class Reported(msgspec.Struct, kw_only=True):
    """How many articles were published in a ``period`` (YYYY-MM or YYYY): ``own``, and near-copies of an earlier one: ``wire_copy``."""

    period: str
    own: int
    wire_copy: int


def reporting(connection: Connection, every: str, outlet: str | None = None) -> list[Reported]:
    """Articles by the period in which they were published, undated ones left out; ``outlet`` as in ``Filters``."""
    a, r = articles.c, revisions.c
    period = first_of(r.published, 4 if every == "year" else 7)
    query = (
        select(period, func.count(), func.count(a.copy_of))
        .join_from(articles, revisions)
        .where(r.current, r.published.is_not(None))
        .group_by(period)
        .order_by(period)
    )
    if (numbers := outlets(connection, outlet)) is not None:
        query = query.where(a.publisher_id.in_(numbers))
    return [Reported(period=when, own=number - copies, wire_copy=copies) for when, number, copies in connection.execute(query)]


def stats(connection: Connection, version: str) -> Stats:
    """Count everything."""
    s, a, r = statements.c, articles.c, revisions.c
    current = (s.current, ~s.withdrawn)
    said = connection.execute(
        select(func.count(), func.count(case((s.copy_of.is_(None), 1))), func.count(s.speaker_id.distinct())).where(*current)
    ).one()
    first, last = connection.execute(select(func.min(r.published), func.max(r.published)).where(r.current)).one()
    return Stats(
        version=version,
        articles=_count(connection, articles),
        revisions=_count(connection, revisions),
        statements=said[0],
        statements_counted_once=said[1],
        speakers=said[2],
        commitments=connection.scalar(
            select(func.count()).select_from(commitments).join(statements).where(*current)
        ) or 0,
        figures=connection.scalar(select(func.count()).select_from(figures).join(revisions, in_revision(figures)).where(r.current)) or 0,
        failures=_count(connection, failures, failures.c.resolved.is_(None)),
        groups_of_copies=connection.scalar(select(func.count(a.copy_of.distinct()))) or 0,
        copies=_count(connection, articles, a.copy_of.is_not(None)),
        first=first,
        last=last,
        outlets=list(_outlets(connection)),
    )  # fmt: skip


def _outlets(connection: Connection) -> list[OutletStats]:
    s, a = statements.c, articles.c
    own = connection.execute(
        select(a.publisher_id, publishers.c.name, func.count(), func.count(a.copy_of))
        .select_from(articles)
        .outerjoin(publishers)
        .group_by(a.publisher_id, publishers.c.name)
        .order_by(func.count().desc(), publishers.c.name)
    ).all()
    manners = ("direct", "indirect", "mixed")
    sources = ("named", "unnamed", "collective", "document")
    counted: dict[int | None, dict[str, int]] = {}
    query = select(s.publisher_id, s.manner, s.sourcing, func.count()).where(s.current, ~s.withdrawn)
    for publisher, manner, sourcing, number in connection.execute(query.group_by(s.publisher_id, s.manner, s.sourcing)):
        row = counted.setdefault(publisher, {})
        sourcing = "no_speaker" if sourcing is None else sourcing if sourcing in sources else "other"
        for key in ("statements", manner, sourcing):
            row[key] = row.get(key, 0) + number
    keys: tuple[str, ...] = ("statements", *manners, *sources, "other", "no_speaker")
    return [
        OutletStats(
            publisher=name,
            articles=number,
            copies=copies,
            share_of_copies=round(copies / number, 4),
            **{key: counted.get(publisher, {}).get(key, 0) for key in keys},
        )
        for publisher, name, number, copies in own
    ]


def _count(connection: Connection, of: Table, *conditions: ColumnElement[Any]) -> int:
    return connection.scalar(select(func.count()).select_from(of).where(*conditions)) or 0
