"""Seal: a sum of all words that the layers of a revision point at, so that offsets that something else changed are noticed."""

from __future__ import annotations

from collections.abc import Iterator
from zlib import crc32

from sqlalchemy import Connection, update

from ..record import Record
from .schema import revisions


def seal(record: Record) -> int:
    """The sum of a record's spans and their words, in whatever order they stand."""
    return sum(crc32(words.encode("utf-8", "surrogatepass")) for words in _pointed_at(record))


def resealed(connection: Connection, revision: int) -> None:
    """Seal a revision anew, after what it holds was changed."""
    from .articles import record

    now = seal(record(connection, revision, everything=True))
    connection.execute(update(revisions).where(revisions.c.id == revision).values(seal=now))


def _pointed_at(record: Record) -> Iterator[str]:
    for statement in record.statements:
        for part, spans in (("content", statement.content), ("cue", statement.cue), ("source", statement.source)):
            yield from (f"{part} {span.start} {span.text}" for span in spans)
        yield f"said on {statement.said_on}"
        yield f"hedge {statement.hedge}"
        for entry in statement.commitments:
            yield f"{entry.act} {entry.action.start} {entry.action.text}"
            yield f"{entry.condition} {entry.deadline}"
    for figure in record.figures:
        yield f"figure {figure.start} {figure.text}"
    for time in record.times:
        yield f"time {time.start} {time.text}"
    for event in record.events:
        yield f"event {event.trigger.start} {event.trigger.text} {event.actor} {event.other}"
