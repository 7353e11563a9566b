"""Choices: a person takes a statement out of a group, or puts it in one. It holds through relating, and can be undone."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from ...store import NotFound, Store
from ...store.due import due
from ...store.log import entry, person, unchanged, write
from ...store.schema import MODEL, echo_statements, echoes, statements
from .groups import count
from .reports import current, group_of


def take_out(store: Store, statement: int, *, by: str, note: str | None = None, seen: int | None = None) -> int:
    """Say that a statement does not belong in its group; the number of the entry in the log.

    ``seen``: the last entry of the log when it was looked at (``Store.version``); null asks nobody. Raises ``NotFound``, ``Conflict``.
    """
    with store.writing() as connection:
        _looked_at(connection, statement, seen)
        group = group_of(connection, statement)
        if group is None:
            raise NotFound(f"statement {statement} is in no echo")
        return _choose(connection, statement, group, person(by), apart=True, note=note)


def put_in(store: Store, statement: int, group: int, *, by: str, note: str | None = None, seen: int | None = None) -> int:
    """Say that a statement belongs in a group; the number of the entry in the log. ``seen`` as in ``take_out``. Raises ``NotFound``, ``Conflict``."""
    with store.writing() as connection:
        _looked_at(connection, statement, seen)
        return _choose(connection, statement, current(connection, group), person(by), apart=False, note=note)


def new_group(store: Store, one: int, other: int, *, by: str, note: str | None = None, seen: int | None = None) -> int:
    """Say that two statements are echoes, of which neither has to be in a group; the number of their group.

    ``seen`` as in ``take_out``. Raises ``NotFound``, ``Conflict``.
    """
    with store.writing() as connection:
        for number in (one, other):
            _looked_at(connection, number, seen)
        group = group_of(connection, one) or group_of(connection, other)
        group = group or connection.scalar(insert(echoes).returning(echoes.c.id), {"independent": 0})
        assert group is not None
        for number in (one, other):
            if group_of(connection, number) != group:
                _choose(connection, number, group, person(by), apart=False, note=note)
        return int(group)


def undo(store: Store, number: int, *, by: str) -> int:
    """Take back what entry ``number`` of the log did to a statement's group; the number of the new entry. Raises ``NotFound``, ``ValueError``."""
    with store.writing() as connection:
        done = entry(connection, number)
        if done.action not in ("echo-out", "echo-in"):
            raise ValueError(f"entry {number} of the log is no choice of echoes")
        if done.undone is not None:
            raise ValueError(f"entry {number} is undone already, by entry {done.undone}")
        before = dict(zip(done.fields, done.before, strict=True))
        after = dict(zip(done.fields, done.after, strict=True))
        statement = done.subject_id
        revision = _revision(connection, statement)
        connection.execute(delete(echo_statements).where(echo_statements.c.statement_id == statement))
        if before["echo"] is not None:
            group = current(connection, int(before["echo"]))
            row = {
                "statement_id": statement, "echo_id": group, "score": float(before["score"] or 1), "apart": before["apart"] == "true",
                "said_by": before["said_by"] or MODEL,
            }  # fmt: skip
            connection.execute(insert(echo_statements), row)
        else:
            due(connection, [revision], people=False)
        count(connection, [current(connection, int(v)) for v in (before["echo"], after["echo"]) if v is not None])
        fields = {name: (after[name], before[name]) for name in done.fields}
        return write(connection, person(by), "echo-undo", "statement", statement, fields, undoes=number)


def _looked_at(connection: Connection, statement: int, seen: int | None) -> None:
    """Raise ``NotFound`` where there is no such statement, ``Conflict`` where somebody changed it, or its first near-copy, after ``seen``."""
    _revision(connection, statement)
    s = statements.c
    first = connection.scalar(select(s.copy_of).where(s.id == statement))
    unchanged(connection, "statement", {statement, first or statement}, seen)


def _revision(connection: Connection, statement: int) -> int:
    found = connection.scalar(select(statements.c.revision_id).where(statements.c.id == statement))
    if found is None:
        raise NotFound(f"there is no statement {statement} in the store")
    return int(found)


def _choose(connection: Connection, statement: int, group: int, by: str, *, apart: bool, note: str | None) -> int:
    """Put down a choice; what a near-copy repeats goes with the statement that was first."""
    s, e = statements.c, echo_statements.c
    original = connection.scalar(select(s.copy_of).where(s.id == statement)) or statement
    old = connection.execute(select(echo_statements).where(e.statement_id == original)).first()
    before: dict[str, str | None] = {"echo": None, "apart": None, "said_by": None, "score": None}
    if old is not None:
        before = {"echo": str(old.echo_id), "apart": str(old.apart).lower(), "said_by": old.said_by, "score": str(old.score)}
    after = {"echo": str(group), "apart": str(apart).lower(), "said_by": by, "score": "1.0"}
    connection.execute(delete(echo_statements).where(e.statement_id == original))
    row = {"statement_id": original, "echo_id": group, "score": 1.0, "apart": apart, "said_by": by}
    connection.execute(insert(echo_statements), row)
    count(connection, {group} | ({old.echo_id} if old is not None else set()))
    fields = {name: (before[name], after[name]) for name in after}
    return write(connection, by, "echo-out" if apart else "echo-in", "statement", original, fields, note=note)
