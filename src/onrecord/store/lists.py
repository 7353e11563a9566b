"""Lists: speakers, commitments, figures and failures of a store."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, Select, func, literal, or_, select

from .filters import Filters, narrowed, outlets, period
from .results import Results
from .schema import (
    MODEL,
    articles,
    commitments,
    failures,
    figures,
    in_revision,
    publishers,
    revisions,
    roles,
    speakers,
    statements,
)
from .words import folded
from .words_of import commitment_words, words_at


class SpeakerRow(msgspec.Struct, kw_only=True):
    """A speaker, by name and kind. ``statements`` and ``articles`` count near-copies once; ``first``, ``last``: days."""

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
            .where(s.speaker_id.in_(some), s.current, ~s.withdrawn)
            .group_by(s.speaker_id, roles.c.name)
        )
        for number, role, times in connection.execute(names):
            often[number] = max(often.get(number, (0, "")), (times, role))
    return Results(SpeakerRow, [SpeakerRow(**row, role=often[row["id"]][1] if row["id"] in often else None) for row in rows], more)


def list_commitments(
    connection: Connection, by: Filters, due_since: str | None, due_until: str | None, limit: int | None, offset: int
) -> Results[CommitmentRow]:
    """The commitments in the statements that meet ``by``, the newest first; those due from and up to a date."""
    which = commitments_where(connection, by, due_since, due_until)
    if which is None:
        return Results(CommitmentRow, [])
    rows, more = page(connection, commitments_query(), limit, offset, which)
    return Results(CommitmentRow, [CommitmentRow(**row) for row in rows], more)


def commitments_where(
    connection: Connection, by: Filters, due_since: str | None = None, due_until: str | None = None
) -> Select[*tuple[Any, ...]] | None:
    """The numbers of the commitments of ``list_commitments``, in its order; null where nothing can meet ``by``."""
    act = [by.act] if isinstance(by.act, str) else by.act
    conditions = narrowed(connection, msgspec.structs.replace(by, act=None))
    if conditions is None:
        return None
    query = (
        select(commitments.c.id)
        .join_from(commitments, statements, statements.c.id == commitments.c.statement_id)
        .where(*conditions.conditions, statements.c.copy_of.is_(None))
        .order_by(*_NEWEST_COMMITMENT)
    )
    if act is not None:
        query = query.where(commitments.c.act.in_(list(act)))
    if due_since or due_until:
        query = query.where(period(commitments.c.deadline_date, due_since, due_until))
    return query


_NEWEST_COMMITMENT = (statements.c.day.desc().nulls_last(), commitments.c.id.desc())


def commitments_query() -> Select[*tuple[Any, ...]]:
    """All commitments, the newest first, with the columns of ``CommitmentRow``."""
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
        .order_by(*_NEWEST_COMMITMENT)
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
    newest = (r.published.desc().nulls_last(), r.id.desc(), f.id.desc())
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
        .order_by(*newest)
    )  # fmt: skip
    which = select(f.id).join_from(revisions, figures, in_revision(figures)).order_by(*newest)
    if not by.old:
        which = which.where(r.current)
    for word in folded(of) if of else ():
        which = which.where(func.lower(f.of).contains(word, autoescape=True))
    if unit is not None:
        which = which.where(func.lower(f.unit) == unit.lower())
    if least is not None:
        which = which.where(func.coalesce(f.high, f.value) >= least)
    if most is not None:
        which = which.where(f.value <= most)
    if by.since or by.until:
        which = which.where(period(r.published, by.since, by.until))
    if by.outlet is not None or by.article is not None:
        which = which.join(articles, articles.c.id == r.article_id)
    if by.outlet is not None:
        which = which.where(articles.c.publisher_id.in_(outlets(connection, by.outlet) or []))
    if by.article is not None:
        which = which.where(or_(articles.c.given_id == by.article, articles.c.url == by.article, articles.c.source == by.article))
    rows, more = page(connection, query, limit, offset, which)
    return Results(FigureRow, [FigureRow(**row) for row in rows], more)


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
    connection: Connection, query: Select[*tuple[Any, ...]], limit: int | None, offset: int, which: Select[tuple[int]] | None = None
) -> tuple[list[dict[str, Any]], bool]:
    """The rows of one page, and whether there are more behind it.

    ``which``: the numbers of all rows, in the order of ``query``, whose first column they are: then words are cut out of texts, and names looked up,
    for the rows of the page alone.
    """
    some = query if which is None else which
    if limit is not None:
        some = some.limit(limit + 1)
    elif offset:
        some = some.limit(2**62)
    some = some.offset(offset) if offset else some
    query = some if which is None else query.where(query.selected_columns[0].in_(some))
    rows = [dict(row) for row in connection.execute(query).mappings()]
    more = limit is not None and len(rows) > limit
    return rows[:limit] if limit is not None else rows, more
