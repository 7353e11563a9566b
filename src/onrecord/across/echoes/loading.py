"""Loading: statements of the store, prepared for comparing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Select, select

from ...store.schema import articles, revisions, speakers, statement_words, statements
from .speakers import Who
from .spoken import Spoken

AT_ONCE = 5000


def statements_query() -> Select[Any]:
    """The columns that ``loaded`` takes, of all statements that still stand."""
    s, a = statements.c, articles.c
    return (
        select(
            s.id, statement_words.c.content, s.manner, s.day, s.said_on, s.denied, s.kind, s.sourcing,
            speakers.c.name.label("speaker"), speakers.c.kind.label("speaker_kind"),
            a.id.label("article"),
        )
        .select_from(statements)
        .join(statement_words, statement_words.c.id == s.id)
        .join(revisions, revisions.c.id == s.revision_id)
        .join(articles, a.id == revisions.c.article_id)
        .outerjoin(speakers, speakers.c.id == s.speaker_id)
        .where(s.current, ~s.withdrawn)
    )  # fmt: skip


def loaded(connection: Connection, query: Select[Any]) -> Iterator[Spoken]:
    """The statements of a query made with ``statements_query``, by their numbers."""
    for row in connection.execute(query.order_by(statements.c.id)):
        yield Spoken(
            row.id, row.content, manner=row.manner, who=Who(row.speaker, row.speaker_kind, row.sourcing), article=row.article,
            day=row.day, said_on=row.said_on, denied=row.denied, kind=row.kind,
        )  # fmt: skip


def by_number(connection: Connection, numbers: Iterable[int]) -> dict[int, Spoken]:
    """Statements that still stand, by their numbers."""
    wanted = sorted(set(numbers))
    found: dict[int, Spoken] = {}
    for first in range(0, len(wanted), AT_ONCE):
        query = statements_query().where(statements.c.id.in_(wanted[first : first + AT_ONCE]))
        found |= {spoken.number: spoken for spoken in loaded(connection, query)}
    return found
