"""Layers: the figures, times and events of articles, each with what is known of its article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, Table, func, literal, select

from .among import among
from .portions import portions
from .schema import MODEL, articles, event_names, events, inside, publishers, revisions, statements, times
from .words_of import words_at


class LayerRow(msgspec.Struct, kw_only=True):
    """An entry of a layer, and its article: ``article``, the id that it was given; ``article_number``, its number in the store."""

    id: int
    article: str
    article_number: int
    url: str | None
    published: str | None
    publisher: str | None


class TimeRow(LayerRow, kw_only=True):
    """A time expression, with the offsets of its words. ``first_day``, ``last_day``: the bounds of what is a stretch of days."""

    text: str
    kind: str
    value: str | None
    anchor: str | None
    first_day: str | None
    last_day: str | None
    start: int
    end: int
    said_by: str


class EventRow(LayerRow, kw_only=True):
    """An event. ``statement``: the number of the statement that tells of it, null where the article itself does. ``start``, ``end``: offsets of
    the trigger."""

    trigger: str
    status: str
    type: str | None
    actor: str | None
    other: str | None
    date: str | None
    statement: int | None
    start: int
    end: int
    said_by: str


def every_time(connection: Connection, at_once: int) -> Iterator[list[TimeRow]]:
    """All times of the newest revisions, in portions, those of the articles published last first."""
    t = times.c
    words = words_at(t.start_char, t.end_char).label("text")
    for rows in every_entry(connection, times, words, t.kind, t.value, t.anchor, t.first_day, t.last_day, at_once=at_once):
        yield [TimeRow(**row) for row in rows]


def every_event(connection: Connection, at_once: int) -> Iterator[list[EventRow]]:
    """All events of the newest revisions, in portions, those of the articles published last first."""
    e, s = events.c, statements.c
    named = (s.revision_id == revisions.c.id, s.name == e.statement, ~s.withdrawn)
    statement = select(func.min(s.id)).where(*named).correlate(revisions, events).scalar_subquery().label("statement")
    trigger = words_at(e.start_char, e.end_char).label("trigger")
    columns = (trigger, e.status, e.type, _participant("actor"), _participant("other"), e.date, statement)
    for rows in every_entry(connection, events, *columns, at_once=at_once):
        yield [EventRow(**row) for row in rows]


def in_articles(layer: Table, joined: ColumnElement[bool], *columns: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    """The entries of a layer: ``columns``, between what is known of the article and the offsets. ``joined``: how ``revisions`` leads to the layer, or it to them."""
    a, r = articles.c, revisions.c
    return (
        select(
            layer.c.id, a.given_id.label("article"), a.id.label("article_number"), a.url, r.published, publishers.c.name.label("publisher"), *columns,
            layer.c.start_char.label("start"), layer.c.end_char.label("end"), literal(MODEL).label("said_by"),
        )
        .select_from(layer)
        .join(revisions, joined)
        .join(articles, a.id == r.article_id)
        .outerjoin(publishers, publishers.c.id == a.publisher_id)
    )  # fmt: skip


def every_entry(connection: Connection, layer: Table, *columns: ColumnElement[Any], at_once: int) -> Iterator[list[dict[str, Any]]]:
    """All entries of a layer in the newest revisions, those of the articles published last first, ``at_once`` articles at a time."""
    r = revisions.c
    newest = r.published.desc().nulls_last()
    query = in_articles(layer, inside(layer), *columns).order_by(newest, layer.c.id.desc())
    for part in portions(connection, select(r.id).where(r.current).order_by(newest, r.id.desc()), at_once):
        numbers = [row["id"] for row in part]
        yield [dict(row) for row in connection.execute(query.where(among(connection, r.id, numbers))).mappings()]


def _participant(part: str) -> ColumnElement[str]:
    """Who takes part in an event: by the name in the text (``rows.name_at``), else by that in ``event_names``."""
    place, n = events.c[part], event_names.c
    elsewhere = select(n.name).where(n.event_id == events.c.id, n.part == part).correlate(events).scalar_subquery()
    return func.coalesce(func.substr(revisions.c.text, place // 256 + 1, place % 256), elsewhere).label(part)
