"""Undo: an action of the log taken back, where nothing that it changed was changed since."""

from __future__ import annotations

from sqlalchemy import Connection

from .. import log
from ..problems import Conflict
from ..schema import MODEL
from .fields import shown
from .kept import CARRY, LEAVE, STATEMENT
from .state import State


def undo(connection: Connection, number: int, by: str) -> int:
    """Take back the action ``number``; an undoing can be taken back like any other. Returns the new entry's number.

    Raises ``NotFound``; ``Conflict`` where what it changed is no longer as it left it; ``ValueError`` where it is on no statement.
    """
    entry = log.entry(connection, number)
    by = log.person(by)
    if entry.subject != STATEMENT:
        raise ValueError(f"entry {number} is on a {entry.subject}; this takes back what was done to statements")
    if entry.undone is not None:
        raise Conflict(f"entry {number} is taken back already, by entry {entry.undone}")
    state = State(connection, entry.subject_id)
    fields = dict(zip(entry.fields, zip(entry.before, entry.after, strict=True), strict=True))
    if _made(entry):  # what was added stays, as one that is withdrawn
        fields = {"withdrawn": fields["withdrawn"]}
    if changed := [name for name, (_, after) in fields.items() if state.fields.get(name) != after]:
        history = log.entries(connection, STATEMENT, state.number, limit=None)
        since = [e for e in history if e.id > number and not set(changed).isdisjoint(e.fields)]
        who = (
            f"{since[0].by} changed it (entry {since[0].id}, {since[0].at}); take that back first"
            if since
            else "a new reading changed it"
        )
        raise Conflict(f"entry {number} cannot be taken back: {shown(changed)} is no longer as it left it; {who}", since)
    if not fields:
        raise ValueError(f"entry {number} changed nothing that could be put back")
    told = {name: (after, before) for name, (before, after) in fields.items()}
    undone = log.write(connection, by, "undo", STATEMENT, state.number, told, undoes=number)
    state.put({name: before for name, (before, _) in fields.items()}, sayer(connection, state.number))
    return undone


def sayer(connection: Connection, number: int) -> str:
    """Who says a statement: the last person whose change of it still stands, else the model."""
    history = list(log.entries(connection, STATEMENT, number, limit=None))  # the latest first
    undoing = {entry.id: entry.undoes for entry in history}
    gone: set[int] = set()
    for entry in history:
        target = undoing[entry.id]
        if target is not None and entry.id not in gone:
            gone.add(target)
    for entry in history:
        judged = entry.action in ("confirm", "leave open", LEAVE)
        if entry.undoes is None and not judged and (entry.id not in gone or _made(entry)):
            return entry.by
    return MODEL


def _made(entry: log.Entry) -> bool:
    """Whether the action put a statement where none was."""
    made = entry.action == "add" or entry.action == CARRY
    return made and ("content", None) in zip(entry.fields, entry.before, strict=True)
