"""Lists: speakers, commitments, figures and failures of a store."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, FromClause, Select, func, literal, or_, select

from .filters import Filters, narrowed, outlets, period
from .results import Results
from .schema import (
    MODEL,
    articles,
    commitment_statuses,
    commitments,
    failures,
    figures,
    in_revision,
    inside,
    publishers,
    revisions,
    roles,
    speakers,
    statements,
)
from .words import folded
from .words_of import commitment_words, words_at


class SpeakerRow(msgspec.Struct, kw_only=True):
    """A speaker, by name and kind. ``role``: the most frequent; ``statements`` and ``articles`` count near-copies once; ``first``, ``last``: days."""

    id: int
    name: str
    kind: str
    role: str | None
    statements: int
    articles: int
    outlets: int
    first: str | None
    last: str | None


class CommitmentRow(msgspec.Struct, kw_only=True):
    """A commitment. ``statement``: the number of the statement that makes it; ``denied``: the
    speaker denies it. ``start``, ``end``: offsets of the action."""

    id: int
    statement: int
    article: str
    url: str | None
    published: str | None
    publisher: str | None
    speaker: str | None
    said_on: str | None
    act: str
    actor: str | None
    action: str
    negated: bool
    denied: bool
    condition: str | None
    deadline: str | None
    deadline_date: str | None
    start: int
    end: int
    said_by: str


class FigureRow(msgspec.Struct, kw_only=True):
    """A figure, with the offsets of its words. ``article_number``: of its article in the store."""

    id: int
    article: str
    article_number: int
    url: str | None
    published: str | None
    publisher: str | None
    text: str
    value: float
    high: float | None
    unit: str | None
    of: str | None
    qualifier: str | None
    change: str | None
    start: int
    end: int
    said_by: str


class FailureRow(msgspec.Struct, kw_only=True):
    """An article that was put aside. ``stage``: intake, reader or store."""

    id: int
    input: str
    source: str
    stage: str
    message: str
    tries: int
    first_seen: str
    last_seen: str
    resolved: str | None


def list_speakers(connection: Connection, by: Filters, limit: int | None, offset: int) -> Results[SpeakerRow]:
    """The speakers of the statements that meet ``by``, those with the most first."""
    conditions = narrowed(connection, by)
    if conditions is None:
        return Results(SpeakerRow, [])
    s = statements.c
    count = func.count().label("statements")
    query = (
        select(
            speakers.c.id,
            speakers.c.name,
            speakers.c.kind,
            count,
            func.count(s.revision_id.distinct()).label("articles"),
            func.count(s.publisher_id.distinct()).label("outlets"),
            func.min(s.day).label("first"),
            func.max(s.day).label("last"),
        )
        .join_from(statements, speakers, speakers.c.id == s.speaker_id)
        .where(*conditions.conditions, s.copy_of.is_(None))
        .group_by(speakers.c.id, speakers.c.name, speakers.c.kind)
        .order_by(count.desc(), speakers.c.name, speakers.c.id)
    )
    rows, more = page(connection, query, limit, offset)
    often: dict[int, tuple[int, str]] = {}
    for first in range(0, len(rows), 5000):
        some = [row["id"] for row in rows[first : first + 5000]]
        names = (
            select(s.speaker_id, roles.c.name, func.count())
            .join_from(statements, roles, roles.c.id == s.role_id)
            .where(s.speaker_id.in_(some), *conditions.conditions)
            .group_by(s.speaker_id, roles.c.name)
        )
        for number, role, times in connection.execute(names):
            often[number] = max(often.get(number, (0, "")), (times, role))
    return Results(SpeakerRow, [SpeakerRow(**row, role=often[row["id"]][1] if row["id"] in often else None) for row in rows], more)


def list_commitments(
    connection: Connection, by: Filters, due_since: str | None, due_until: str | None, limit: int | None, offset: int
) -> Results[CommitmentRow]:
    """The commitments in the statements that meet ``by``, the newest first; those due from and up to a date."""
    wanted = commitments_where(connection, by, due_since, due_until)
    if wanted is None:
        return Results(CommitmentRow, [])
    rows, more = page_of_commitments(connection, wanted, commitments_query(), limit, offset)
    return Results(CommitmentRow, [CommitmentRow(**row) for row in rows], more)


class Wanted(msgspec.Struct):
    """Commitments that are looked for: conditions on ``statements``, and on ``commitments`` or what is joined to them.

    ``few``: the latter leave so few that they are better looked at all; else the statements are gone through from the newest back.
    """

    said: list[ColumnElement[bool]]
    own: list[ColumnElement[bool]]
    few: bool


def commitments_where(
    connection: Connection, by: Filters, due_since: str | None = None, due_until: str | None = None
) -> Wanted | None:
    """What ``list_commitments`` looks for; null where nothing can meet ``by``."""
    act = [by.act] if isinstance(by.act, str) else by.act
    conditions = narrowed(connection, msgspec.structs.replace(by, act=None))
    if conditions is None:
        return None
    own: list[ColumnElement[bool]] = [] if act is None else [commitments.c.act.in_(list(act))]
    if due_since or due_until:
        own.append(period(commitments.c.deadline_date, due_since, due_until))
    return Wanted([*conditions.conditions, statements.c.copy_of.is_(None)], own, bool(due_since or due_until))


def page_of_commitments(
    connection: Connection, wanted: Wanted, query: Select[*tuple[Any, ...]], limit: int | None, offset: int
) -> tuple[list[dict[str, Any]], bool]:
    """The rows of one page, with the columns of ``query``, and whether there are more behind it."""
    s, c, t = statements.c, commitments.c, commitment_statuses.c
    newest = (s.day.desc().nulls_last(), s.id.desc())
    settled = commitments.outerjoin(commitment_statuses, t.commitment_id == c.id)
    numbers = select(c.id).select_from(settled.join(statements, s.id == c.statement_id)).where(*wanted.said, *wanted.own)
    numbers = numbers.order_by(*newest, c.id.desc())
    if limit is None or wanted.few:
        found, more = page(connection, numbers, limit, offset)
    else:
        # the database goes through the statements in their order, and stops when they have so many commitments
        own = select(func.count()).select_from(settled).where(c.statement_id == s.id, *wanted.own).scalar_subquery()
        bound = select(c.id).select_from(settled).where(c.statement_id == s.id, *wanted.own).exists()
        counts = select(s.id, own).where(*wanted.said, bound).order_by(*newest).limit(offset + limit + 1)
        some, skipped = _holding(connection, counts, limit, offset)
        found, more = page(connection, numbers.where(s.id.in_(some)), limit, skipped)
    rows: list[dict[str, Any]] = []
    for first in range(0, len(found), 5000):
        numbered = [row["id"] for row in found[first : first + 5000]]
        loaded = {row["id"]: dict(row) for row in connection.execute(query.where(c.id.in_(numbered))).mappings()}
        rows += [loaded[number] for number in numbered]
    return rows, more


def _holding(connection: Connection, counts: Select[*tuple[Any, ...]], limit: int, offset: int) -> tuple[list[int], int]:
    """Which of some holders (numbers, and how many things each holds, in order) hold the things of a page and one more, and how many things
    of the first of them come before the page."""
    some: list[int] = []
    passed = skipped = 0
    for number, count in connection.execute(counts):
        if passed + count > offset:
            if not some:
                skipped = offset - passed
            some.append(number)
        passed += count
        if passed > offset + limit:
            break
    return some, skipped


def commitments_query() -> Select[*tuple[Any, ...]]:
    """All commitments, with the columns of ``CommitmentRow``."""
    s, c = statements.c, commitments.c
    return (
        select(
            c.id, s.id.label("statement"), articles.c.given_id.label("article"), articles.c.url, revisions.c.published,
            publishers.c.name.label("publisher"), speakers.c.name.label("speaker"), s.said_on,
            c.act, c.actor, *commitment_words(), c.negated, s.denied, c.deadline_date,
            c.action_start.label("start"), c.action_end.label("end"), c.said_by,
        )
        .select_from(commitments)
        .join(statements, s.id == c.statement_id)
        .join(revisions, revisions.c.id == s.revision_id)
        .join(articles, articles.c.id == revisions.c.article_id)
        .outerjoin(speakers, speakers.c.id == s.speaker_id)
        .outerjoin(publishers, publishers.c.id == s.publisher_id)
    )  # fmt: skip


def list_figures(
    connection: Connection,
    *,
    of: str | None,
    unit: str | None,
    least: float | None,
    most: float | None,
    by: Filters,
    limit: int | None,
    offset: int,
) -> Results[FigureRow]:
    """Figures, the newest first: those that count what has the words ``of``, in ``unit``, from ``least`` up to ``most``.

    Of ``by``, the outlet, the dates (of publication) and the article count here.
    """
    f, r = figures.c, revisions.c
    own: list[ColumnElement[bool]] = []
    few = False
    if of is not None:
        values = _counted(connection, of)
        if values is None:
            own += [func.lower(f.of).contains(word, autoescape=True) for word in folded(of)]
        elif not values:
            return Results(FigureRow, [])
        else:
            own.append(f.of.in_(values))
            several = select(f.id).where(f.of.in_(values)).limit(_FEW + 1).subquery()
            few = (connection.scalar(select(func.count()).select_from(several)) or 0) <= _FEW
    if unit is not None:
        own.append(func.lower(f.unit) == unit.lower())
    if least is not None:
        own.append(func.coalesce(f.high, f.value) >= least)
    if most is not None:
        own.append(f.value <= most)
    within: list[ColumnElement[bool]] = [] if by.old else [r.current]
    told: FromClause = revisions
    if by.outlet is not None or by.article is not None:
        told = revisions.join(articles, articles.c.id == r.article_id)
    if by.since or by.until:
        within.append(period(r.published, by.since, by.until))
    if by.outlet is not None:
        within.append(articles.c.publisher_id.in_(outlets(connection, by.outlet) or []))
    if by.article is not None:
        within.append(or_(articles.c.given_id == by.article, articles.c.url == by.article, articles.c.source == by.article))
    newest = r.published.desc().nulls_last()
    numbers = select(f.id).select_from(figures.join(told, in_revision(figures))).where(*within, *own)
    numbers = numbers.order_by(newest, f.id.desc())
    if limit is None or few:
        found, more = page(connection, numbers, limit, offset)
    else:
        # the database goes through the articles in their order, and stops when they have so many figures
        count = select(func.count()).select_from(figures).where(inside(figures), *own).scalar_subquery()
        counted = select(f.id).where(inside(figures), *own).exists()
        counts = (
            select(r.id, count).select_from(told).where(*within, counted).order_by(newest, r.id.desc()).limit(offset + limit + 1)
        )
        some, skipped = _holding(connection, counts, limit, offset)
        held = select(f.id).join_from(revisions, figures, inside(figures)).where(r.id.in_(some), *own)
        found, more = page(connection, held.order_by(newest, f.id.desc()), limit, skipped)
    query = (
        select(
            f.id, articles.c.given_id.label("article"), articles.c.id.label("article_number"), articles.c.url, r.published, publishers.c.name.label("publisher"),
            words_at(f.start_char, f.end_char).label("text"), f.value, f.high, f.unit, f.of, f.qualifier, f.change,
            f.start_char.label("start"), f.end_char.label("end"), literal(MODEL).label("said_by"),
        )
        .select_from(figures)
        .join(revisions, in_revision(figures))
        .join(articles, articles.c.id == r.article_id)
        .outerjoin(publishers, publishers.c.id == articles.c.publisher_id)
    )  # fmt: skip
    rows: list[FigureRow] = []
    for first in range(0, len(found), 5000):
        numbered = [row["id"] for row in found[first : first + 5000]]
        loaded = {row["id"]: FigureRow(**row) for row in connection.execute(query.where(f.id.in_(numbered))).mappings()}
        rows += [loaded[number] for number in numbered]
    return Results(FigureRow, rows, more)


_FEW = 5000
"""Figures that are looked at all, to see which are the newest."""
_VALUES = 1000
"""Things counted, of those that have some words, that are looked for by index."""


def _counted(connection: Connection, of: str) -> list[str] | None:
    """What figures count that has these words; null where that is too much to look for by index."""
    f = figures.c
    every = select(func.min(f.of).label("of")).where(f.of.is_not(None)).cte("every", recursive=True)
    behind = select(func.min(f.of)).where(f.of > every.c.of).scalar_subquery()  # from one value of the index to the next
    every = every.union_all(select(behind).where(every.c.of.is_not(None)))
    having = [func.lower(every.c.of).contains(word, autoescape=True) for word in folded(of)]
    found = connection.scalars(select(every.c.of).where(every.c.of.is_not(None), *having).limit(_VALUES + 1)).all()
    return list(found) if len(found) <= _VALUES else None


def list_failures(connection: Connection, *, resolved: bool, limit: int | None, offset: int) -> Results[FailureRow]:
    """What was put aside, the latest first; ``resolved``: also what went well later."""
    f = failures.c
    query = select(
        f.id, f.input, f.source, f.stage, f.message, f.tries, f.first_seen, f.last_seen, f.resolved
    ).order_by(f.last_seen.desc(), f.id)  # fmt: skip
    if not resolved:
        query = query.where(f.resolved.is_(None))
    rows, more = page(connection, query, limit, offset)
    return Results(FailureRow, [FailureRow(**row) for row in rows], more)


def page(
    connection: Connection, query: Select[*tuple[Any, ...]], limit: int | None, offset: int
) -> tuple[list[dict[str, Any]], bool]:
    """The rows of one page, and whether there are more behind it."""
    if limit is not None:
        query = query.limit(limit + 1)
    elif offset:
        query = query.limit(2**62)
    rows = [dict(row) for row in connection.execute(query.offset(offset) if offset else query).mappings()]
    more = limit is not None and len(rows) > limit
    return rows[:limit] if limit is not None else rows, more
