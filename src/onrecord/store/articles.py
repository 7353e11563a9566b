"""Articles: by their id, URL or number; the record of one, put together again from the tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, Table, func, or_, select

from ..article import Article, Zone
from ..record import Commitment, Deadline, Event, Figure, Record, SaidOn, Span, Speaker, Specificity, Statement, Time
from .problems import NotFound
from .rows import PARTS, name_at, pieces
from .schema import (
    SPAN,
    articles,
    commitments,
    event_names,
    events,
    figures,
    of_revision,
    publishers,
    readers,
    revisions,
    roles,
    spans,
    speakers,
    statements,
    times,
    zones,
)  # fmt: skip


def revisions_of(connection: Connection, name: str, number: int | None = None) -> list[int]:
    """The numbers of the revisions, oldest first, of the articles whose id, URL or source is ``name``; of those numbered ``number``."""
    a = articles.c
    query = (
        select(revisions.c.id)
        .join_from(revisions, articles)
        .where(or_(a.given_id == name, a.url == name, a.source == name))
        .order_by(a.id, revisions.c.number)
    )
    if number is not None:
        query = query.where(revisions.c.number == number)
    return list(connection.scalars(query))


def current(connection: Connection, name: str) -> list[int]:
    """The newest revision of each article that goes by ``name``. Raises ``NotFound`` where none does."""
    found = connection.scalars(
        select(revisions.c.id)
        .where(revisions.c.id.in_(revisions_of(connection, name)), revisions.c.current)
        .order_by(revisions.c.id)
    ).all()
    if not found:
        raise NotFound(f"no article in the store goes by {name!r}; give the id, URL or file that it was added under")
    return list(found)


def record(connection: Connection, revision: int, *, everything: bool = False) -> Record:
    """The record of a revision as it was read, with what persons put right; ``everything``: withdrawn statements too."""
    row = connection.execute(
        select(revisions, articles.c.given_id, articles.c.url, publishers.c.name, readers.c.onrecord, readers.c.model)
        .select_from(revisions)
        .join(articles)
        .join(readers, readers.c.id == revisions.c.reader_id)
        .outerjoin(publishers, publishers.c.id == articles.c.publisher_id)
        .where(revisions.c.id == revision)
    ).one()

    def of(layer: Table) -> Any:
        return connection.execute(select(layer).where(of_revision(layer, revision)).order_by(layer.c.id))

    own = select(zones).where(zones.c.revision_id == revision).order_by(zones.c.start_char)
    n = event_names.c
    elsewhere = select(n.event_id, n.part, n.name).where(n.event_id >= revision * SPAN, n.event_id < (revision + 1) * SPAN)
    names = {(event, part): name for event, part, name in connection.execute(elsewhere)}
    text = row.text

    def who(event: Any, part: str) -> str | None:
        found = name_at(text, getattr(event, part))
        return names.get((event.id, part)) if found is None else found

    article = Article(
        id=row.given_id,
        url=row.url,
        title=row.title,
        byline=row.byline,
        publisher=row.name,
        published=row.published,
        language=row.language,
        text=row.text,
        zones=[Zone(zone.kind, zone.start_char, zone.end_char) for zone in connection.execute(own)],
    )
    return Record(
        article=article,
        statements=list(_statements(connection, revision, row.text, everything)),
        figures=[
            Figure(
                start=f.start_char, end=f.end_char, text=text[f.start_char : f.end_char], value=f.value, unit=f.unit, of=f.of, qualifier=f.qualifier,
                high=f.high, change=f.change, same_as=f.same_as,
            )
            for f in of(figures)
        ],
        times=[
            Time(
                start=t.start_char, end=t.end_char, text=text[t.start_char : t.end_char], kind=t.kind, value=t.value, anchor=t.anchor,
                bounds=(t.first_day, t.last_day) if t.first_day is not None else None,
            )
            for t in of(times)
        ],
        events=[
            Event(
                trigger=Span.of(text, e.start_char, e.end_char), status=e.status, type=e.type, actor=who(e, "actor"), other=who(e, "other"),
                date=e.date, statement=e.statement,
            )
            for e in of(events)
        ],
        read_by={"onrecord": row.onrecord, "model": row.model},
    )  # fmt: skip


def records(connection: Connection) -> Iterator[Record]:
    """The record of the newest revision of every article, in the order in which they were added."""
    last = 0
    while numbers := connection.scalars(
        select(revisions.c.id).where(revisions.c.current, revisions.c.id > last).order_by(revisions.c.id).limit(1000)
    ).all():
        for number in numbers:
            yield record(connection, number)
        last = numbers[-1]


def count(connection: Connection) -> int:
    """How many articles there are."""
    return connection.scalar(select(func.count()).select_from(articles)) or 0


def _statements(connection: Connection, revision: int, text: str, everything: bool) -> Iterator[Statement]:
    s = statements.c
    own = select(s.id).where(s.revision_id == revision)
    several: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for piece in connection.execute(
        select(spans).where(spans.c.statement_id.in_(own)).order_by(spans.c.statement_id, spans.c.part, spans.c.number)
    ):
        several.setdefault((piece.statement_id, piece.part), []).append((piece.start_char, piece.end_char))
    bound: dict[int, list[Commitment]] = {}
    for entry in connection.execute(select(commitments).where(commitments.c.statement_id.in_(own)).order_by(commitments.c.id)):
        bound.setdefault(entry.statement_id, []).append(commitment(text, entry))
    query = (
        select(statements, speakers.c.name.label("speaker"), speakers.c.kind.label("speaker_kind"), roles.c.name.label("role"))
        .select_from(statements)
        .outerjoin(speakers, speakers.c.id == s.speaker_id)
        .outerjoin(roles, roles.c.id == s.role_id)
        .where(s.revision_id == revision)
        .order_by(func.length(s.name), s.name, s.id)
    )
    if not everything:
        query = query.where(~s.withdrawn)
    for row in connection.execute(query).mappings():
        parts = {part: [Span.of(text, *at) for at in pieces(row, part, several.get((row["id"], part), ()))] for part in PARTS}
        yield Statement(
            id=row["name"],
            **parts,
            speaker=Speaker(name=row["speaker"], kind=row["speaker_kind"], role=row["role"], sourcing=row["sourcing"])
            if row["speaker_id"] is not None
            else None,
            manner=row["manner"],
            kind=row["kind"],
            said_on=_said_on(text, row),
            commitments=bound.get(row["id"], []),
            denied=row["denied"],
            hedge=_span(text, row["hedge_start"], row["hedge_end"]),
            shortens=row["shortens"],
            confidence=row["confidence"],
        )


def commitment(text: str, row: Row[*tuple[Any, ...]]) -> Commitment:
    """A row of ``commitments`` as the record of the article with this text has it."""
    deadline = _span(text, row.deadline_start, row.deadline_end)
    return Commitment(
        act=row.act,
        actor=row.actor,
        action=Span.of(text, row.action_start, row.action_end),
        negated=row.negated,
        condition=_span(text, row.condition_start, row.condition_end),
        deadline=Deadline(start=deadline.start, end=deadline.end, text=deadline.text, date=row.deadline_date) if deadline else None,
        specificity=Specificity(action=row.specific_action, measure=row.specific_measure, deadline=row.specific_deadline)
        if row.specific_action is not None
        else None,
    )


def _span(text: str, start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span.of(text, start, end)


def _said_on(text: str, row: Any) -> SaidOn | None:
    words = _span(text, row["said_on_start"], row["said_on_end"])
    if words is not None:
        return SaidOn(date=row["said_on"], text=words.text, start=words.start, end=words.end)
    return SaidOn(date=row["said_on"]) if row["said_on"] is not None else None
