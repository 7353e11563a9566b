"""Loading: statements of the store, prepared for comparing. No other module of echoes reads their words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, select

from ...store.schema import appearances, people, revisions, speakers, statement_words, statements
from .speakers import Who
from .spoken import Spoken

AT_ONCE = 5000


def statements_query() -> Select[Any]:
    """The columns that ``loaded`` takes, of all statements that still stand."""
    s, a = statements.c, appearances.c
    return (
        select(
            s.id, statement_words.c.content, s.manner, s.day, s.said_on, s.denied, s.kind, s.sourcing, s.publisher_id,
            statement_words.c.source,
            speakers.c.name.label("speaker"), speakers.c.kind.label("speaker_kind"),
            revisions.c.article_id.label("article"), people.c.root_id.label("person"),
        )
        .select_from(statements)
        .join(statement_words, statement_words.c.id == s.id)
        .join(revisions, revisions.c.id == s.revision_id)
        .outerjoin(speakers, speakers.c.id == s.speaker_id)
        .outerjoin(appearances, and_(a.revision_id == s.revision_id, a.speaker_id == s.speaker_id, a.part == 0))
        .outerjoin(people, people.c.id == a.person_id)
        .where(s.current, ~s.withdrawn)
    )  # fmt: skip


def loaded(connection: Connection, query: Select[Any]) -> Iterator[Spoken]:
    """The statements of a query made with ``statements_query``, by their numbers."""
    for row in connection.execute(query.order_by(statements.c.id)):
        number, content, manner, day, said_on, denied, kind, sourcing, outlet, source, speaker, speaker_kind, article, person = row
        yield Spoken(
            number, content, manner=manner, who=Who(speaker, speaker_kind, sourcing, source, person), article=article,
            outlet=outlet, day=day, said_on=said_on, denied=denied, kind=kind,
        )  # fmt: skip


def by_number(connection: Connection, numbers: Iterable[int]) -> dict[int, Spoken]:
    """Statements that still stand, by their numbers."""
    wanted = sorted(set(numbers))
    found: dict[int, Spoken] = {}
    for first in range(0, len(wanted), AT_ONCE):
        query = statements_query().where(statements.c.id.in_(wanted[first : first + AT_ONCE]))
        found |= {spoken.number: spoken for spoken in loaded(connection, query)}
    return found


class Skimmed(NamedTuple):
    """What tells whether a statement is worth loading: ``day`` as a number, ``revision`` and ``speaker`` by their numbers."""

    number: int
    revision: int
    speaker: int
    day: int
    content: str


def skimmed(connection: Connection, speaking: Collection[int], first: int, last: int, most: int) -> Iterator[Skimmed]:
    """What these speakers, by name, said from the one day to the other, the latest ``most``; copies left out."""
    s = statements.c
    begins, ends = date.fromordinal(max(1, first)).isoformat(), date.fromordinal(last).isoformat()
    query = (
        select(s.id, s.revision_id, s.speaker_id, s.day, statement_words.c.content)
        .join_from(statements, statement_words, statement_words.c.id == s.id)
        .where(s.speaker_id.in_(speaking), s.day >= begins, s.day <= ends)
        .where(s.copy_of.is_(None), s.sourcing == "named", s.current, ~s.withdrawn)
        .order_by(s.id.desc())
        .limit(most)
    )
    for number, revision, speaker, day, content in connection.execute(query):
        if len(day) == 10:
            yield Skimmed(number, revision, speaker, date.fromisoformat(day).toordinal(), content)
