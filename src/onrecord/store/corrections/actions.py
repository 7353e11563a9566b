"""Actions: a statement judged or corrected, its commitments added, changed or removed.

``seen``: the ``version`` of the statement that the person looked at; ``Conflict`` is raised where others changed it since. Null
does not ask. Each returns the number of its entry in the log, or null where nothing changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, func, select

from ...record import Commitment, Speaker
from .. import log
from ..problems import NotFound
from ..schema import commitments
from .fields import bound, checked, day, of_commitment, of_speaker, pieces, words
from .kept import STATEMENT, unchanged
from .state import COMMITMENT, State

Verdict = Literal["right", "wrong"]
PLAIN = ("kind", "manner", "denied")
SPANS = ("content", "cue", "source")
CORRECTABLE = ("speaker", *PLAIN, "said_on", "said_on_at", *SPANS)
"""What ``correct`` takes."""


def judge(
    connection: Connection, number: int, by: str, verdict: Verdict | None, *, seen: int | None = None, note: str | None = None
) -> int | None:
    """Say that a statement is right, or wrong: then it is withdrawn, kept and no longer found. Null takes a verdict back."""
    if verdict not in ("right", "wrong", None):
        raise ValueError("a verdict is right or wrong")
    state = _seen(connection, number, seen)
    changes: dict[str, str | None] = {"verdict": verdict, "withdrawn": "true" if verdict == "wrong" else "false"}
    action = {"right": "confirm", "wrong": "withdraw", None: "leave open"}[verdict]
    return write(connection, state, changes, by, action, note=note)


def withdraw(connection: Connection, number: int, by: str) -> int | None:
    """Say that statement ``number`` is none: it is kept, and no longer found or counted."""
    return judge(connection, number, by, "wrong")


def correct(
    connection: Connection, number: int, by: str, *, seen: int | None = None, note: str | None = None, **fields: Any
) -> int | None:
    """Put right what was read of statement ``number``.

    ``speaker``: a ``Speaker``, or null for none. ``kind``, ``manner``, ``denied``. ``said_on``: YYYY-MM-DD, YYYY-MM, YYYY or null;
    ``said_on_at``: the offsets of the words that tell it, null where the article has none (not given: those that it has stay).
    ``content``, ``cue``, ``source``: offsets of their pieces. Raises ``NotFound``, ``ValueError`` for what cannot be so, ``Conflict``.
    """
    if wrong := set(fields) - set(CORRECTABLE):
        raise ValueError(f"{', '.join(sorted(wrong))} cannot be put right; {', '.join(CORRECTABLE)} can")
    state = _seen(connection, number, seen)
    return write(connection, state, as_fields(state.text, fields), by, "correct", note=note)


def as_fields(text: str, given: Mapping[str, Any]) -> dict[str, str | None]:
    """What ``correct`` takes, as fields of the log. Raises ``ValueError``."""
    found: dict[str, str | None] = {}
    for name in PLAIN:
        if name in given:
            found[name] = checked(name, given[name])
    for name in SPANS:
        if name in given:
            found[name] = pieces(text, name, given[name], needed=name == "content")
    if "speaker" in given:
        speaker = given["speaker"]
        if speaker is not None and not isinstance(speaker, Speaker):
            raise ValueError("speaker is a Speaker, or None")
        found |= of_speaker(speaker)
    if "said_on" in given:
        found["said_on"] = day(given["said_on"])
        if found["said_on"] is None:
            found["said_on_at"] = None
    if given.get("said_on_at") is not None:
        found["said_on_at"] = pieces(text, "said_on_at", [given["said_on_at"]])
    elif "said_on_at" in given:
        found["said_on_at"] = None
    return found


def add_commitment(connection: Connection, number: int, by: str, entry: Commitment, *, seen: int | None = None) -> int | None:
    """Add what statement ``number`` binds somebody to. Only the offsets of its spans count: their words are the article's."""
    state = _seen(connection, number, seen)
    field = f"{COMMITMENT}{next_number(connection)}"
    return write(connection, state, {field: of_commitment(state.text, entry, log.person(by))}, by, "add commitment")


def change_commitment(
    connection: Connection, commitment: int, by: str, entry: Commitment, *, seen: int | None = None
) -> int | None:
    """Put ``entry`` in the place of a commitment; ``seen``: the version of its statement."""
    state = _seen(connection, statement_of(connection, commitment), seen)
    field = f"{COMMITMENT}{commitment}"
    before = bound(str(state.fields[field])).commitment
    if (entry.action, entry.deadline) != (before.action, before.deadline):
        entry = msgspec.structs.replace(entry, specificity=None)  # it was read of other words
    written = of_commitment(state.text, entry, log.person(by))
    if bound(written).commitment == before:
        return None
    return write(connection, state, {field: written}, by, "change commitment")


def remove_commitment(connection: Connection, commitment: int, by: str, *, seen: int | None = None) -> int | None:
    """Say that a commitment is none."""
    state = _seen(connection, statement_of(connection, commitment), seen)
    return write(connection, state, {f"{COMMITMENT}{commitment}": None}, by, "remove commitment")


def write(
    connection: Connection, state: State, changes: Mapping[str, str | None], by: str, action: str, *, note: str | None = None
) -> int | None:
    """Put those ``changes`` that are any into the tables and the log, in the name of a person."""
    by = log.person(by)
    new = {name: value for name, value in changes.items() if state.fields.get(name) != value}
    if not new:
        return None
    told = {name: (state.fields.get(name), value) for name, value in new.items()}
    judged = new.keys() <= {"verdict", "withdrawn"} and new.get("withdrawn", "false") == "false"
    state.put(new, None if judged else by)
    return log.write(connection, by, action, STATEMENT, state.number, told, note=words("note", note))


def next_number(connection: Connection) -> int:
    """A number for a new commitment, which no other has or had."""
    c = commitments.c
    if connection.dialect.name == "postgresql":
        return int(connection.scalar(select(func.nextval(func.pg_get_serial_sequence("commitments", "id")))) or 0)
    had = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'commitments'").scalar() or 0
    return max(int(had), connection.scalar(select(func.max(c.id))) or 0) + 1


def _seen(connection: Connection, number: int, seen: int | None) -> State:
    state = State(connection, number)
    unchanged(connection, number, seen)
    return state


def commitments_of(connection: Connection, number: int) -> dict[int, Commitment]:
    """The commitments of a statement, by their numbers."""
    fields = State(connection, number).fields
    named = {name: value for name, value in fields.items() if name.startswith(COMMITMENT) and value is not None}
    return {int(name.removeprefix(COMMITMENT)): bound(value).commitment for name, value in named.items()}


def statement_of(connection: Connection, commitment: int) -> int:
    """The statement that makes a commitment. Raises ``NotFound``."""
    number = connection.scalar(select(commitments.c.statement_id).where(commitments.c.id == commitment))
    if number is None:
        raise NotFound(f"there is no commitment {commitment} in the store; it may have been removed meanwhile")
    return int(number)
