"""Loading: statements of the store, prepared for comparing. No other module of echoes reads their words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Integer, Select, Text, and_, select, type_coerce

from ...store.among import among, given
from ...store.columns import written
from ...store.schema import appearances, people, revisions, speaker_keys, speakers, statement_words, statements
from .speakers import Who
from .spoken import Spoken


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
    query = statements_query().where(among(connection, statements.c.id, set(numbers)))
    return {spoken.number: spoken for spoken in loaded(connection, query)}


class Window(NamedTuple):
    """A key of speakers (``speakers.keys``) and a stretch of days, by their numbers, both of them in it."""

    key: str
    first: int
    last: int


def near(connection: Connection, windows: Sequence[Window], most: int) -> Iterator[tuple[int, int, str]]:
    """What named speakers said in some stretches of days, the latest ``most``; copies left out.

    The numbers of each statement and of the day, and the key: what tells whether it is worth loading.
    """
    s, k = statements.c, speaker_keys.c
    rows = [(key, _kept(first), _kept(last)) for key, first, last in windows]
    wanted = given(connection, rows, key=Text(), first=Integer(), last=Integer())
    day = type_coerce(s.day, Integer)  # as it is kept: read many times, and few are different
    query = (
        select(s.id, day, k.key)
        .select_from(wanted)
        .join(speaker_keys, k.key == wanted.c.key)
        .join(statements, and_(s.speaker_id == k.speaker_id, day >= wanted.c.first, day <= wanted.c.last))
        .where(s.copy_of.is_(None), s.sourcing == "named", s.current, ~s.withdrawn)
        .order_by(s.id.desc())
        .limit(most)
    )
    for number, kept, key in connection.execute(query):
        if (ordinal := _ordinal(kept)) is not None:
            yield number, ordinal, key


def _kept(ordinal: int) -> int:
    """A day as it is kept (``store.columns.Day``)."""
    day = date.fromordinal(max(1, ordinal))
    return day.year * 10_000 + day.month * 100 + day.day


@lru_cache(maxsize=20_000)
def _ordinal(kept: int) -> int | None:
    """The number of a day, from how it is kept; null for a month or a year."""
    text = written(kept)
    return date.fromisoformat(text).toordinal() if len(text) == 10 else None


def contents(connection: Connection, numbers: Collection[int]) -> dict[int, str]:
    """The contents of statements."""
    w = statement_words.c
    query = select(w.id, w.content).where(among(connection, w.id, numbers))
    return {row.id: row.content for row in connection.execute(query)}
