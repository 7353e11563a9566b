"""Failures: articles that could not be added, put aside with the reason, so that they can be tried again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, insert, select, update

from .schema import failures
from .writing import now


class Aside(NamedTuple):
    """An article to put aside. ``article`` is its JSON, where intake had made one of it."""

    input: str
    source: str
    stage: str
    message: str
    article: str | None = None


def put_aside(connection: Connection, found: Sequence[Aside], run: int) -> None:
    """Keep failures; one that is there already is tried once more."""
    for entry in found:
        known = connection.scalar(select(failures.c.id).where(failures.c.source == entry.source, failures.c.stage == entry.stage))
        seen = {"message": entry.message, "article": entry.article, "last_seen": now(), "run_id": run, "resolved": None}
        if known is None:
            row = {"input": entry.input, "source": entry.source, "stage": entry.stage, "tries": 1, "first_seen": now()}
            connection.execute(insert(failures), [row | seen])
        else:
            connection.execute(update(failures).where(failures.c.id == known).values(**seen, tries=failures.c.tries + 1))


def resolve(connection: Connection, input: str, run: int, *, kept: bool) -> None:
    """All of ``input`` was gone through in this run (``kept``: all articles kept of it): what failed before and not again went well."""
    f = failures.c
    query = update(failures).where(f.input == input, f.run_id != run, f.resolved.is_(None))
    if kept:
        query = query.where(f.article.is_not(None))
    connection.execute(query.values(resolved=now()))
