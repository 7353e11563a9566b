"""Verify: that every text is the one that was added, and every span its very characters."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, select, text

from .articles import record
from .identity import digest
from .rows import loose_spans
from .schema import articles, revisions
from .seal import seal


class Flaw(msgspec.Struct, kw_only=True):
    """Something in the store that does not hold. ``article`` and ``revision`` are null where it is of the file as a whole."""

    article: str | None
    revision: int | None
    problem: str


class Verified(msgspec.Struct, kw_only=True):
    """What was looked at, and what did not hold: nothing, where all is well."""

    articles: int = 0
    revisions: int = 0
    statements: int = 0
    flaws: list[Flaw] = []


def verify(connection: Connection) -> Verified:
    """Check the whole store: the file (SQLite), the hash of every text, and every span of every statement and layer."""
    found = Verified(flaws=list(_file(connection)))
    last, seen = 0, set()
    query = select(
        revisions.c.id,
        revisions.c.number,
        revisions.c.sha256,
        revisions.c.text,
        revisions.c.seal,
        articles.c.id,
        articles.c.given_id,
    )
    query = query.join_from(revisions, articles).order_by(revisions.c.id).limit(200)
    while rows := connection.execute(query.where(revisions.c.id > last)).all():
        for number, revision, sha256, words, kept, article, name in rows:
            seen.add(article)
            found.revisions += 1
            problems = [] if digest(words) == sha256 else ["the text is not the one whose SHA-256 was kept"]
            own = record(connection, number, everything=True)
            problems += [f"span is not in the text: {span}" for span in loose_spans(own)]
            if not problems and kept is not None and kept != seal(own):
                problems.append("what its layers point at is not what was kept: offsets or names were changed past Onrecord")
            found.statements += len(own.statements)
            found.flaws += [Flaw(article=name, revision=revision, problem=problem) for problem in problems]
        last = rows[-1][0]
    found.articles = len(seen)
    return found


def _file(connection: Connection) -> Iterator[Flaw]:
    if connection.dialect.name != "sqlite":
        return
    for (problem,) in connection.execute(text("PRAGMA integrity_check(20)")):
        if problem != "ok":
            yield Flaw(article=None, revision=None, problem=f"the file is damaged: {problem}")
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield Flaw(
            article=None, revision=None, problem=f"a row of {row[0]} ({row[1]}) refers to a row of {row[2]} that is not there"
        )
