"""Status: what a person says became of a commitment, with evidence; every change stands in the log and can be taken back."""

from __future__ import annotations

import re
from typing import Literal, get_args

import msgspec
from sqlalchemy import Connection, delete, insert, select

from ...store import Conflict, NotFound, Store
from ...store import log as _log
from ...store.schema import commitment_statuses, commitments, events, statements
from ...store.writing import now

Status = Literal["open", "kept", "broken", "condition met", "overtaken", "too vague"]
"""``overtaken``: what happened has made it pointless; ``too vague``: its words do not let anybody tell."""
STATUSES: tuple[str, ...] = get_args(Status)
EVIDENCE = ("statement", "event", "url", "note")
"""What evidence can be: a statement or event of the store, by its number; a web address; words."""

SUBJECT = "commitment"
_FIELDS = ("status", "evidence", "evidence_kind")
_NUMBERED = re.compile(r"(statement|event) (\d{1,18})")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


class Judged(msgspec.Struct, kw_only=True):
    """The status of a commitment. ``entry``: the number of its entry in the log."""

    commitment: int
    status: str | None
    evidence: str | None
    evidence_kind: str | None
    entry: int


def set_status(
    store: Store, commitment: int, status: str, by: str, evidence: str | None = None, *, seen: int | None = None
) -> Judged:
    """Say, in the name of the person ``by``, what became of a commitment.

    ``evidence``: "statement 17", "event 4", a web address, or a note in words. ``seen``: the last entry of the log when the commitment was
    looked at (``Store.version``); null asks nobody. Raises ``NotFound`` where there is no such commitment, statement or event, ``ValueError``
    for a status that does not exist and where nobody is named, ``Conflict`` where somebody changed the status since.
    """
    by = _log.person(by)
    if status not in STATUSES:
        raise ValueError(f"there is no status {status!r}: choose of {', '.join(STATUSES)}")
    with store.writing() as connection:
        _log.unchanged(connection, SUBJECT, (commitment,), seen)
        kind, words = _evidence(connection, evidence)
        return _put(connection, commitment, {"status": status, "evidence": words, "evidence_kind": kind}, by, "status")


def undo_status(store: Store, commitment: int, by: str, *, entry: int | None = None) -> Judged:
    """Take back the last change of a commitment's status that was not taken back yet; ``entry``: only where it is this one of the log.

    Raises ``NotFound`` where there is none, ``Conflict`` where it is another.
    """
    by = _log.person(by)
    with store.writing() as connection:
        done = [e for e in _log.entries(connection, SUBJECT, commitment, limit=None) if e.action == "status" and e.undone is None]
        if not done:
            raise NotFound(f"there is no change of status of commitment {commitment} to take back")
        last = done[0]
        if entry is not None and last.id != entry:
            raise Conflict(
                f"entry {entry} is not the last change of the status; take back entry {last.id}, of {last.by}, first", done[:1]
            )
        return _put(connection, commitment, dict(zip(last.fields, last.before, strict=True)), by, "undo", undoes=last.id)


def _put(
    connection: Connection, commitment: int, after: dict[str, str | None], by: str, action: str, undoes: int | None = None
) -> Judged:
    c, t = commitments.c, commitment_statuses.c
    there = connection.execute(
        select(c.act, c.action_start, c.action_end, statements.c.revision_id)
        .join_from(commitments, statements)
        .where(c.id == commitment)
    ).first()
    if there is None:
        raise NotFound(f"there is no commitment {commitment} in the store")
    row = connection.execute(select(*(t[field] for field in _FIELDS)).where(t.commitment_id == commitment)).mappings().first()
    before = {field: row[field] if row else None for field in _FIELDS}
    connection.execute(delete(commitment_statuses).where(t.commitment_id == commitment))
    if after["status"] is not None:
        connection.execute(
            insert(commitment_statuses), {**there._mapping, **after, "commitment_id": commitment, "by": by, "at": now()}
        )
    fields = {field: (before[field], after[field]) for field in _FIELDS}
    entry = _log.write(connection, by, action, SUBJECT, commitment, fields, undoes=undoes)
    return Judged(commitment=commitment, entry=entry, **after)


def _evidence(connection: Connection, evidence: str | None) -> tuple[str | None, str | None]:
    """The kind and the words of evidence. Raises ``NotFound`` where it names what is not in the store."""
    words = " ".join(evidence.split()) if evidence else ""
    if not words:
        return None, None
    if (numbered := _NUMBERED.fullmatch(words.lower())) is not None:
        kind, number = numbered[1], int(numbered[2])
        of = statements if kind == "statement" else events
        if connection.scalar(select(of.c.id).where(of.c.id == number)) is None:
            raise NotFound(f"there is no {kind} {number} in the store")
        return kind, str(number)
    return ("url" if _ADDRESS.fullmatch(words) else "note"), words
