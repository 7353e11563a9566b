"""Log: what persons did, when, and what it was before; every such change writes here in its own transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import msgspec
from sqlalchemy import ColumnElement, Connection, func, insert, select

from .portions import portions
from .problems import Conflict, NotFound
from .results import Results
from .schema import MODEL, log, log_fields

Fields = Mapping[str, tuple[str | None, str | None]]


class Entry(msgspec.Struct, kw_only=True):
    """One action. ``subject``, ``subject_id``: what it was done to ("statement", 17). ``undoes``: the action it takes back;
    ``undone``: the one that took this back. ``fields``: names of what changed; ``before`` and ``after`` hold their values in that order."""

    id: int
    at: str
    by: str
    action: str
    subject: str
    subject_id: int
    note: str | None
    undoes: int | None
    undone: int | None
    fields: list[str]
    before: list[str | None]
    after: list[str | None]


class FieldRow(msgspec.Struct, kw_only=True):
    """One field that an action changed; of an action that changes none, ``field``, ``before`` and ``after`` are null. ``entry``: its number."""

    entry: int
    at: str
    by: str
    action: str
    subject: str
    subject_id: int
    note: str | None
    undoes: int | None
    undone: int | None
    field: str | None
    before: str | None
    after: str | None


def person(by: str) -> str:
    """The name of a person, without blanks around it. Raises ``ValueError`` where it is none."""
    name = by.strip()
    if not name or name == MODEL:
        raise ValueError("name the person who says so")
    return name


def write(
    connection: Connection,
    by: str,
    action: str,
    subject: str,
    subject_id: int,
    fields: Fields | None = None,
    *,
    note: str | None = None,
    undoes: int | None = None,
) -> int:
    """Put down that ``by`` did ``action``; ``fields``: name -> (before, after). Returns the entry's number."""
    from .writing import now

    values = {
        "at": now(), "by": person(by), "action": action, "subject": subject, "subject_id": subject_id, "note": note, "undoes": undoes,
    }  # fmt: skip
    number = connection.scalar(insert(log).returning(log.c.id), values)
    assert number is not None
    rows = [{"log_id": number, "field": name, "before": b, "after": a} for name, (b, a) in (fields or {}).items()]
    if rows:
        connection.execute(insert(log_fields), rows)
    return int(number)


def entries(
    connection: Connection,
    subject: str | None = None,
    subject_id: int | None = None,
    *,
    number: int | None = None,
    limit: int | None = 20,
    offset: int = 0,
) -> Results[Entry]:
    """What was done, the latest first: all of it, to one kind of subject, or to one."""
    query = select(log, _undone())
    if subject is not None:
        query = query.where(log.c.subject == subject)
    if subject_id is not None:
        query = query.where(log.c.subject_id == subject_id)
    if number is not None:
        query = query.where(log.c.id == number)
    query = query.order_by(log.c.id.desc()).offset(offset).limit(2**62 if limit is None else limit + 1)
    rows = connection.execute(query).mappings().all()
    more = limit is not None and len(rows) > limit
    rows = rows[:limit] if limit is not None else rows
    changed: dict[int, list[tuple[str, str | None, str | None]]] = {}
    wanted = [row["id"] for row in rows]
    for first in range(0, len(wanted), 5000):
        some = log_fields.c.log_id.in_(wanted[first : first + 5000])
        for row in connection.execute(select(log_fields).where(some).order_by(log_fields.c.log_id, log_fields.c.field)):
            changed.setdefault(row.log_id, []).append((row.field, row.before, row.after))
    found = []
    for entry in rows:
        own = changed.get(entry["id"], [])
        found.append(Entry(**entry, fields=[f for f, _, _ in own], before=[b for _, b, _ in own], after=[a for _, _, a in own]))
    return Results(Entry, found, more)


def every_field(connection: Connection, at_once: int) -> Iterator[list[FieldRow]]:
    """The whole log, the first action first, in portions: a row for each field that an action changed."""
    own = (log.c.at, log.c.by, log.c.action, log.c.subject, log.c.subject_id, log.c.note, log.c.undoes)
    changed = (log_fields.c.field, log_fields.c.before, log_fields.c.after)
    query = select(log.c.id.label("entry"), *own, _undone(), *changed).outerjoin(log_fields, log_fields.c.log_id == log.c.id)
    for rows in portions(connection, query.order_by(log.c.id, log_fields.c.field), at_once):
        yield [FieldRow(**row) for row in rows]


def _undone() -> ColumnElement[int | None]:
    later = log.alias("later")
    return select(later.c.id).where(later.c.undoes == log.c.id).scalar_subquery().label("undone")


def entry(connection: Connection, number: int) -> Entry:
    """The action with this number. Raises ``NotFound``."""
    found = entries(connection, number=number)
    if not found:
        raise NotFound(f"there is no entry {number} in the log")
    return found[0]


def version(connection: Connection, subject: str | None = None, numbers: Collection[int] = ()) -> int:
    """The number of the last entry on any of these ``numbers`` of a kind of subject, or of the whole log; 0 where there is none."""
    query = select(func.max(log.c.id))
    if subject is not None:
        query = query.where(log.c.subject == subject, log.c.subject_id.in_(numbers))
    return connection.scalar(query) or 0


def unchanged(connection: Connection, subject: str, numbers: Collection[int], seen: int | None) -> None:
    """Raise ``Conflict`` where something was done to one of ``numbers`` after the entry ``seen``; null: whatever happened, go on."""
    if seen is None or version(connection, subject, numbers) <= seen:
        return
    since = [entry for number in sorted(numbers) for entry in entries(connection, subject, number, limit=None) if entry.id > seen]
    since.sort(key=lambda entry: -entry.id)
    last = since[0]
    told = f": {', '.join(field.replace('_', ' ') for field in last.fields)}" if last.fields else ""
    raise Conflict(
        f"{last.by} changed this {subject} meanwhile ({last.action}{told}, {last.at}); nothing was written. Look at it again, and change "
        "what is still to be changed",
        since,
    )
