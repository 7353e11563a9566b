"""Lists: speakers, commitments, figures and failures of a store, by the page, and whole in portions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, FromClause, Select, func, or_, select

from .filters import Filters, narrowed, outlets, period
from .layers import LayerRow, every_entry, in_articles
from .portions import portions
from .results import Results
from .schema import (
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
    speaker denies it. ``start``, ``end``: offsets of the action. ``status``: what a person says became of it, null where nobody has said;
    ``status_by``, ``status_at``: who said so, and when (UTC)."""

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
    status: str | None
    evidence: str | None
    evidence_kind: str | None
    status_by: str | None
    status_at: str | None


class FigureRow(LayerRow, kw_only=True):
    """A figure, with the offsets of its words."""

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
    rows, more = page(connection, _speakers(conditions.conditions), limit, offset)
    return Results(SpeakerRow, _with_roles(connection, rows, conditions.conditions), more)


def every_speaker(connection: Connection, at_once: int) -> Iterator[list[SpeakerRow]]:
    """All speakers, as ``list_speakers`` has them, in portions."""
    conditions = narrowed(connection, Filters())
    if conditions is not None:
        for rows in portions(connection, _speakers(conditions.conditions), at_once):
            yield _with_roles(connection, rows, conditions.conditions)


def _speakers(conditions: Sequence[ColumnElement[bool]]) -> Select[*tuple[Any, ...]]:
    s = statements.c
    count = func.count().label("statements")
    return (
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
        .where(*conditions, s.copy_of.is_(None))
        .group_by(speakers.c.id, speakers.c.name, speakers.c.kind)
        .order_by(count.desc(), speakers.c.name, speakers.c.id)
    )


def _with_roles(
    connection: Connection, rows: Sequence[dict[str, Any]], conditions: Sequence[ColumnElement[bool]]
) -> list[SpeakerRow]:
    """Speakers with the role that each has most often."""
    s = statements.c
    often: dict[int, tuple[int, str]] = {}
    for first in range(0, len(rows), 5000):
        some = [row["id"] for row in rows[first : first + 5000]]
        names = (
            select(s.speaker_id, roles.c.name, func.count())
            .join_from(statements, roles, roles.c.id == s.role_id)
            .where(s.speaker_id.in_(some), *conditions)
            .group_by(s.speaker_id, roles.c.name)
        )
        for number, role, times in connection.execute(names):
            often[number] = max(often.get(number, (0, "")), (times, role))
    return [SpeakerRow(**row, role=often[row["id"]][1] if row["id"] in often else None) for row in rows]


def list_commitments(
    connection: Connection, by: Filters, due_since: str | None, due_until: str | None, limit: int | None, offset: int
) -> Results[CommitmentRow]:
    """The commitments in the statements that meet ``by``, the newest first; those due from and up to a date."""
    wanted = commitments_where(connection, by, due_since, due_until)
    if wanted is None:
        return Results(CommitmentRow, [])
    return page_of_commitments(connection, wanted, limit, offset)


def every_commitment(connection: Connection, at_once: int) -> Iterator[list[CommitmentRow]]:
    """All commitments, as ``list_commitments`` has them, in portions."""
    wanted = commitments_where(connection, Filters())
    if wanted is not None:
        for rows in portions(connection, _numbers(wanted), at_once):
            yield _commitments(connection, [row["id"] for row in rows])


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


def page_of_commitments(connection: Connection, wanted: Wanted, limit: int | None, offset: int) -> Results[CommitmentRow]:
    """One page of the commitments that are looked for, the newest first."""
    s, c = statements.c, commitments.c
    numbers = _numbers(wanted)
    if limit is None or wanted.few:
        found, more = page(connection, numbers, limit, offset)
    else:
        # the database goes through the statements in their order, and stops when they have so many commitments
        own = select(func.count()).select_from(_SETTLED).where(c.statement_id == s.id, *wanted.own).scalar_subquery()
        bound = select(c.id).select_from(_SETTLED).where(c.statement_id == s.id, *wanted.own).exists()
        counts = select(s.id, own).where(*wanted.said, bound).order_by(*_NEWEST).limit(offset + limit + 1)
        some, skipped = _holding(connection, counts, limit, offset)
        found, more = page(connection, numbers.where(s.id.in_(some)), limit, skipped)
    rows: list[CommitmentRow] = []
    for first in range(0, len(found), 5000):
        rows += _commitments(connection, [row["id"] for row in found[first : first + 5000]])
    return Results(CommitmentRow, rows, more)


_SETTLED = commitments.outerjoin(commitment_statuses, commitment_statuses.c.commitment_id == commitments.c.id)
_NEWEST = (statements.c.day.desc().nulls_last(), statements.c.id.desc())


def _numbers(wanted: Wanted) -> Select[*tuple[Any, ...]]:
    """The numbers of all commitments that are looked for, the newest first."""
    joined = _SETTLED.join(statements, statements.c.id == commitments.c.statement_id)
    query = select(commitments.c.id).select_from(joined).where(*wanted.said, *wanted.own)
    return query.order_by(*_NEWEST, commitments.c.id.desc())


def _commitments(connection: Connection, numbers: list[int]) -> list[CommitmentRow]:
    """The commitments with these numbers, in that order."""
    query = commitments_query().where(commitments.c.id.in_(numbers))
    loaded = {row["id"]: CommitmentRow(**row) for row in connection.execute(query).mappings()}
    return [loaded[number] for number in numbers]


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
    s, c, t = statements.c, commitments.c, commitment_statuses.c
    return (
        select(
            c.id, s.id.label("statement"), articles.c.given_id.label("article"), articles.c.url, revisions.c.published,
            publishers.c.name.label("publisher"), speakers.c.name.label("speaker"), s.said_on,
            c.act, c.actor, *commitment_words(), c.negated, s.denied, c.deadline_date,
            c.action_start.label("start"), c.action_end.label("end"), c.said_by,
            t.status, t.evidence, t.evidence_kind, t.by.label("status_by"), t.at.label("status_at"),
        )
        .select_from(_SETTLED)
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
    query = in_articles(figures, in_revision(figures), *_FIGURE)
    rows: list[FigureRow] = []
    for first in range(0, len(found), 5000):
        numbered = [row["id"] for row in found[first : first + 5000]]
        loaded = {row["id"]: FigureRow(**row) for row in connection.execute(query.where(f.id.in_(numbered))).mappings()}
        rows += [loaded[number] for number in numbered]
    return Results(FigureRow, rows, more)


_FIGURE = (
    words_at(figures.c.start_char, figures.c.end_char).label("text"),
    *(figures.c[name] for name in ("value", "high", "unit", "of", "qualifier", "change")),
)


def every_figure(connection: Connection, at_once: int) -> Iterator[list[FigureRow]]:
    """All figures, as ``list_figures`` has them, in portions."""
    for rows in every_entry(connection, figures, *_FIGURE, at_once=at_once):
        yield [FigureRow(**row) for row in rows]


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
    rows, more = page(connection, _failures(resolved=resolved), limit, offset)
    return Results(FailureRow, [FailureRow(**row) for row in rows], more)


def every_failure(connection: Connection, at_once: int) -> Iterator[list[FailureRow]]:
    """All failures that did not go well later, as ``list_failures`` has them, in portions."""
    for rows in portions(connection, _failures(resolved=False), at_once):
        yield [FailureRow(**row) for row in rows]


def _failures(*, resolved: bool) -> Select[*tuple[Any, ...]]:
    query = select(*(failures.c[name] for name in FailureRow.__struct_fields__))
    if not resolved:
        query = query.where(failures.c.resolved.is_(None))
    return query.order_by(failures.c.last_seen.desc(), failures.c.id)


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
