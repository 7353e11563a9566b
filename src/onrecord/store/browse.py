"""Browse: articles and their revisions, and speakers, by their numbers in the store."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, case, func, or_, select

from ..record import Record
from .articles import record
from .filters import Filters, outlets, period
from .portions import portions
from .problems import NotFound
from .results import Results
from .said import Said, load
from .schema import articles, publishers, readers, revisions, roles, speakers, statements


class ArticleRow(msgspec.Struct, kw_only=True):
    """An article. ``number``: its number in the store; ``article``: the id that it was given; ``statements``: of its newest revision;
    ``copy_of``: the number of the first of its near-copies, if it is not that itself."""

    number: int
    article: str
    url: str | None
    title: str | None
    publisher: str | None
    published: str | None
    revisions: int
    statements: int
    copy_of: int | None
    added: str


class RevisionRow(msgspec.Struct, kw_only=True):
    """A revision of an article. ``added``: when it came into the store; ``onrecord``, ``model``: what read it."""

    number: int
    current: bool
    title: str | None
    published: str | None
    added: str
    statements: int
    onrecord: str
    model: str


class Revision(msgspec.Struct, kw_only=True):
    """One revision of an article, as it was read, with what persons put right.

    ``number``: of the article; ``revision``: of this one. ``statements``, ``said_by``, ``verdicts``: the number in the store of each of the record's
    statements, in their order, and who said so ("model", or a person), and whether
    a person judged it. ``checked_by``: who says that they are right and none is missing. ``copies``: near-copies of the article.
    """

    number: int
    revision: int
    record: Record
    statements: list[int]
    said_by: list[str]
    verdicts: list[str | None]
    checked_by: str | None = None
    revisions: list[RevisionRow]
    copies: list[ArticleRow]


class Role(msgspec.Struct, kw_only=True):
    """What a speaker was called, in how many statements, and from when to when."""

    role: str
    statements: int
    first: str | None
    last: str | None


class SpeakerShown(msgspec.Struct, kw_only=True):
    """A speaker by name. ``kinds``: what sorts of speaker go by it. Near-copies count once. ``first``, ``last``: days."""

    id: int
    name: str
    kinds: list[str]
    statements: int
    articles: int
    outlets: int
    first: str | None
    last: str | None
    roles: list[Role]


def list_articles(connection: Connection, by: Filters, limit: int | None, offset: int) -> Results[ArticleRow]:
    """The articles by ``outlet``, ``since``, ``until`` (published) and ``article``, those added last first."""
    a, r = articles.c, revisions.c
    picked = select(a.id).order_by(a.id.desc()).offset(offset).limit(2**62 if limit is None else limit + 1)
    if by.outlet is not None:
        picked = picked.where(a.publisher_id.in_(outlets(connection, by.outlet) or []))
    if by.since or by.until:
        picked = picked.join_from(articles, revisions).where(r.current, period(r.published, by.since, by.until))
    if by.article is not None:
        picked = picked.where(or_(a.given_id == by.article, a.url == by.article, a.source == by.article))
    query = _rows().where(r.current, a.id.in_(picked.scalar_subquery())).order_by(a.id.desc())
    rows = _counted(connection, [dict(row) for row in connection.execute(query).mappings()])
    more = limit is not None and len(rows) > limit
    return Results(ArticleRow, rows[:limit] if limit is not None else rows, more)


def every_article(connection: Connection, at_once: int) -> Iterator[list[ArticleRow]]:
    """All articles in the order in which they were added, in portions."""
    query = _rows().where(revisions.c.current).order_by(articles.c.id)
    for rows in portions(connection, query, at_once):
        yield _counted(connection, rows)


def revision(connection: Connection, number: int, of: int | None = None) -> Revision:
    """Article ``number`` in its newest revision, or in revision ``of``. Raises ``NotFound``."""
    r, s = revisions.c, statements.c
    known = connection.execute(
        select(r.id, r.number, r.current, r.title, r.published, r.added, r.checked_by, readers.c.onrecord, readers.c.model)
        .join_from(revisions, readers)
        .where(r.article_id == number)
        .order_by(r.number)
    ).all()
    shown = next((row for row in known if (row.current if of is None else row.number == of)), None)
    if shown is None:
        raise NotFound(f"there is no article {number} in the store" if not known else f"article {number} has no revision {of}")
    # in the order in which a record has its statements (articles.py)
    own = connection.execute(
        select(s.id, s.said_by, s.verdict)
        .where(s.revision_id == shown.id, ~s.withdrawn)
        .order_by(func.length(s.name), s.name, s.id)
    ).all()
    sizes = (
        select(s.revision_id, func.count())
        .where(s.revision_id.in_([row.id for row in known]), ~s.withdrawn)
        .group_by(s.revision_id)
    )
    size = {row[0]: row[1] for row in connection.execute(sizes)}
    first = connection.scalar(select(func.coalesce(articles.c.copy_of, articles.c.id)).where(articles.c.id == number))
    group = or_(articles.c.id == first, articles.c.copy_of == first)
    copies = connection.execute(
        _rows().where(r.current, group, articles.c.id != number).order_by(articles.c.id).limit(200)
    ).mappings()
    return Revision(
        number=number,
        revision=shown.number,
        record=record(connection, shown.id),
        statements=[row.id for row in own],
        said_by=[row.said_by for row in own],
        verdicts=[row.verdict for row in own],
        checked_by=shown.checked_by,
        revisions=[
            RevisionRow(
                number=row.number, current=row.current, title=row.title, published=row.published, added=row.added,
                statements=size.get(row.id, 0), onrecord=row.onrecord, model=row.model,
            )
            for row in known
        ],
        copies=_counted(connection, [dict(row) for row in copies]),
    )  # fmt: skip


def reports(connection: Connection, number: int) -> list[Said]:
    """The near-copies of a statement, itself among them, the first first. Raises ``NotFound``."""
    s = statements.c
    first = connection.scalar(select(func.coalesce(s.copy_of, s.id)).where(s.id == number))
    if first is None:
        raise NotFound(f"there is no statement {number} in the store")
    query = select(s.id).where(or_(s.id == first, s.copy_of == first), s.current, ~s.withdrawn).order_by(s.id)
    return load(connection, connection.scalars(query).all())


def context(connection: Connection, numbers: Collection[int], around: int) -> dict[int, tuple[str, str]]:
    """What stands before and after the content of each of these statements, up to ``around`` characters."""
    s, r = statements.c, revisions.c
    # substr counts from 1, and what it is asked for before that it takes off the length
    first = case((s.content_start > around, s.content_start - around), else_=0)
    query = (
        select(s.id, func.substr(r.text, first + 1, s.content_start - first), func.substr(r.text, s.content_end + 1, around))
        .join_from(statements, revisions)
        .where(s.id.in_(list(numbers)), s.content_start.is_not(None))
    )
    return {row[0]: (row[1], row[2]) for row in connection.execute(query)}


def speaker(connection: Connection, number: int) -> SpeakerShown:
    """All who go by the name of speaker ``number``. Raises ``NotFound``."""
    name = connection.scalar(select(speakers.c.name).where(speakers.c.id == number))
    if name is None:
        raise NotFound(f"there is no speaker {number} in the store")
    same = connection.execute(select(speakers.c.id, speakers.c.kind).where(speakers.c.name == name).order_by(speakers.c.id)).all()
    s = statements.c
    own = (s.speaker_id.in_([row.id for row in same]), s.current, ~s.withdrawn)
    total = connection.execute(
        select(
            func.count(func.coalesce(s.copy_of, s.id).distinct()),
            func.count(s.revision_id.distinct()),
            func.count(s.publisher_id.distinct()),
            func.min(s.day),
            func.max(s.day),
        ).where(*own)
    ).one()
    times = func.count(func.coalesce(s.copy_of, s.id).distinct())
    called = connection.execute(
        select(roles.c.name, times, func.min(s.day), func.max(s.day))
        .join_from(statements, roles, roles.c.id == s.role_id)
        .where(*own)
        .group_by(roles.c.name)
        .order_by(func.min(s.day), roles.c.name)
    )
    return SpeakerShown(
        id=number,
        name=name,
        kinds=sorted({row.kind for row in same}),
        statements=total[0],
        articles=total[1],
        outlets=total[2],
        first=total[3],
        last=total[4],
        roles=[Role(role=row[0], statements=row[1], first=row[2], last=row[3]) for row in called],
    )


def _rows() -> Any:
    a, r = articles.c, revisions.c
    return (
        select(
            a.id.label("number"), a.given_id.label("article"), a.url, r.title, publishers.c.name.label("publisher"), r.published,
            r.number.label("revisions"), r.id.label("revision_id"), a.copy_of, a.added,
        )
        .join_from(articles, revisions)
        .outerjoin(publishers, publishers.c.id == a.publisher_id)
    )  # fmt: skip


def _counted(connection: Connection, rows: list[dict[str, Any]]) -> list[ArticleRow]:
    """Rows as ``ArticleRow``, with how many statements each has."""
    s = statements.c
    own = [row.pop("revision_id") for row in rows]
    found: dict[int, int] = {}
    for first in range(0, len(own), 5000):
        query = select(s.revision_id, func.count()).where(s.revision_id.in_(own[first : first + 5000]), ~s.withdrawn)
        found.update((row[0], row[1]) for row in connection.execute(query.group_by(s.revision_id)))
    return [ArticleRow(**row, statements=found.get(number, 0)) for row, number in zip(rows, own, strict=True)]
