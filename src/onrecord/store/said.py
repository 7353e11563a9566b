"""Said: a stored statement as a row for people and programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, select

from .rows import pieces
from .schema import (
    appearances,
    articles,
    commitments,
    people,
    publishers,
    revisions,
    roles,
    spans,
    speakers,
    statement_words,
    statements,
)

_AT_ONCE = 5000


class Said(msgspec.Struct, kw_only=True):
    """A statement in the store. The keys are those of ``--format json``, and stay.

    ``id``: its number in the store. ``article``: the id that its article was given, ``article_number`` its number in the store.
    ``speaker_number``: of the speaker in the store. ``start``, ``end``: first and last offset of
    the content, ``spans`` those of its pieces. ``hits``: offsets in ``content`` of what was searched. ``denied``: the speaker denies the content. ``acts``: of its commitments.
    ``person``: the number of the speaker's identity across articles; null where there is none, and where several speak together.
    ``verdict``: of a person, right or wrong. ``reports``: in how many near-copies of the article it was found, this one included.
    """

    id: int
    article: str
    article_number: int
    revision: int
    url: str | None
    title: str | None
    publisher: str | None
    published: str | None
    speaker: str | None
    speaker_number: int | None
    speaker_kind: str | None
    role: str | None
    sourcing: str | None
    said_on: str | None
    said_on_text: str | None
    manner: str
    kind: str
    content: str
    start: int | None
    end: int | None
    spans: list[tuple[int, int]]
    cue: str
    source: str
    denied: bool
    hedge: str | None
    acts: list[str]
    confidence: float
    said_by: str
    verdict: str | None = None
    person: int | None = None
    reports: int = 1
    hits: list[tuple[int, int]] = []


def load(connection: Connection, numbers: Sequence[int]) -> list[Said]:
    """The statements with these numbers, in that order; a number that does not exist is left out."""
    found: dict[int, Said] = {}
    for first in range(0, len(numbers), _AT_ONCE):
        some = list(numbers[first : first + _AT_ONCE])
        found |= {said.id: said for said in _rows(connection, _query().where(statements.c.id.in_(some)), some)}
    return [found[number] for number in numbers if number in found]


def every_statement(connection: Connection, at_once: int) -> Iterator[list[Said]]:
    """All statements of the newest revisions, in the order in which they were added, in portions."""
    s = statements.c
    last = 0
    query = select(s.id).where(s.current, ~s.withdrawn).order_by(s.id).limit(at_once)
    while numbers := connection.scalars(query.where(s.id > last)).all():
        yield load(connection, numbers)
        last = numbers[-1]


def persons_of(connection: Connection, numbers: Sequence[int]) -> dict[int, int]:
    """The number of the identity that each of these statements is of; those of nobody that is known, and of several together, are left out."""
    s, a = statements.c, appearances.c
    query = (
        select(s.id, people.c.root_id)
        .join_from(statements, appearances, (a.revision_id == s.revision_id) & (a.speaker_id == s.speaker_id) & (a.part == 0))
        .join(people, people.c.id == a.person_id)
    )
    found: dict[int, int] = {}
    for first in range(0, len(numbers), _AT_ONCE):
        some = connection.execute(query.where(s.id.in_(list(numbers[first : first + _AT_ONCE]))))
        found.update((row[0], row[1]) for row in some if row[1] is not None)
    return found


def _query() -> Select[*tuple[Any, ...]]:
    s, w, r, a, a_ = statements.c, statement_words.c, revisions.c, articles.c, appearances.c
    return (
        select(
            s.id, a.given_id, a.id.label("article_number"), r.number, a.url, r.title, publishers.c.name.label("publisher"), r.published,
            speakers.c.name.label("speaker"), s.speaker_id.label("speaker_number"), speakers.c.kind.label("speaker_kind"), roles.c.name.label("role"),
            s.sourcing, s.said_on, w.said_on_text, s.manner, s.kind, w.content, s.content_start, s.content_end,
            w.cue, w.source, s.denied, w.hedge, s.confidence, s.said_by, s.verdict, people.c.root_id.label("person"),
        )
        .select_from(statements)
        .join(statement_words, w.id == s.id)
        .join(revisions, r.id == s.revision_id)
        .join(articles, a.id == r.article_id)
        .outerjoin(speakers, speakers.c.id == s.speaker_id)
        .outerjoin(roles, roles.c.id == s.role_id)
        .outerjoin(publishers, publishers.c.id == s.publisher_id)
        .outerjoin(appearances, (a_.revision_id == s.revision_id) & (a_.speaker_id == s.speaker_id) & (a_.part == 0))
        .outerjoin(people, people.c.id == a_.person_id)
    )  # fmt: skip


def _rows(connection: Connection, query: Select[*tuple[Any, ...]], numbers: list[int]) -> Iterator[Said]:
    several: dict[int, list[tuple[int, int]]] = {}
    parts = select(spans.c.statement_id, spans.c.start_char, spans.c.end_char)
    parts = parts.where(spans.c.statement_id.in_(numbers), spans.c.part == "content").order_by(spans.c.statement_id, spans.c.number)
    for number, start, end in connection.execute(parts):
        several.setdefault(number, []).append((start, end))
    acts: dict[int, list[str]] = {}
    bound = select(commitments.c.statement_id, commitments.c.act).where(commitments.c.statement_id.in_(numbers))
    for number, act in connection.execute(bound.order_by(commitments.c.id)):
        acts.setdefault(number, []).append(act)
    for row in connection.execute(query).mappings():
        yield Said(
            id=row["id"],
            article=row["given_id"],
            article_number=row["article_number"],
            revision=row["number"],
            start=row["content_start"],
            end=row["content_end"],
            spans=pieces(row, "content", several.get(row["id"], ())),
            acts=acts.get(row["id"], []),
            **{key: row[key] for key in _SAME},
        )


_SAME = (
    *("url", "title", "publisher", "published", "speaker", "speaker_number", "speaker_kind", "role", "sourcing", "said_on"),
    *(
        "said_on_text",
        "manner",
        "kind",
        "content",
        "cue",
        "source",
        "denied",
        "hedge",
        "confidence",
        "said_by",
        "verdict",
        "person",
    ),
)
