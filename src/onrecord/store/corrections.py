"""What people put right: a statement corrected or withdrawn, which no later reading takes back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select, update

from ..record import Speaker
from . import log
from .names import Names
from .problems import NotFound
from .schema import revisions, speakers, statements


def withdraw(connection: Connection, number: int, by: str) -> None:
    """Say that statement ``number`` is none: it is kept, and no longer found or counted."""
    by = log.person(by)
    if not connection.execute(update(statements).where(statements.c.id == number).values(withdrawn=True, said_by=by)).rowcount:
        raise NotFound(f"there is no statement {number}")
    log.write(connection, by, "withdraw", "statement", number)


def correct(connection: Connection, number: int, by: str, *, speaker: Speaker | None = None, **fields: Any) -> None:
    """Put right what the model said of statement ``number``: its ``speaker``, ``kind``, ``manner`` or ``said_on``.

    Raises ``NotFound`` where there is no such statement, ``ValueError`` for a field that cannot be put right so.
    """
    by = log.person(by)
    if wrong := set(fields) - {"kind", "manner", "said_on"}:
        raise ValueError(f"{', '.join(sorted(wrong))} cannot be put right; speaker, kind, manner and said_on can")
    row = connection.execute(select(statements).where(statements.c.id == number)).first()
    if row is None:
        raise NotFound(f"there is no statement {number}")
    values: dict[str, Any] = {"said_by": by, **fields}
    changed: dict[str, tuple[str | None, str | None]] = {name: (getattr(row, name), value) for name, value in fields.items()}
    if fields.get("said_on"):
        if row.said_on_text is None:
            raise ValueError("the article has no words that say when; there is no date to put right")
        values["day"] = fields["said_on"]
    if speaker is not None:
        names = Names(connection)
        values["speaker_id"] = names.speaker(speaker.name, speaker.kind)
        values["role_id"] = names.role(speaker.role)
        values["sourcing"] = speaker.sourcing
        before = connection.execute(select(speakers.c.name, speakers.c.kind).where(speakers.c.id == row.speaker_id)).first()
        connection.execute(update(revisions).where(revisions.c.id == row.revision_id).values(people_done=False))
        changed["speaker"] = (before.name if before else None, speaker.name)
        changed["speaker_kind"] = (before.kind if before else None, speaker.kind)
    connection.execute(update(statements).where(statements.c.id == number).values(**values))
    log.write(connection, by, "correct", "statement", number, changed)
