"""Added: a statement that the model missed; an article that a person has checked as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select, update

from ...record import Commitment, Speaker
from .. import index, log
from ..problems import Conflict, NotFound
from ..schema import articles, revisions, statements
from .actions import CORRECTABLE, as_fields, next_number
from .fields import of_commitment, words
from .kept import STATEMENT
from .state import COMMITMENT, State


def add(
    connection: Connection,
    article: int,
    by: str,
    *,
    speaker: Speaker | None,
    kind: str = "assertion",
    manner: str = "indirect",
    denied: bool = False,
    commitments: Sequence[Commitment] = (),
    note: str | None = None,
    **fields: Any,
) -> int:
    """Add a statement to the newest revision of ``article`` (its number in the store), in the name of a person; its number.

    ``fields``: ``content``, ``cue``, ``source``, ``said_on``, ``said_on_at`` as of ``correct``. Raises ``NotFound``; ``ValueError`` for
    what cannot be so; ``Conflict`` where such a statement is there.
    """
    by = log.person(by)
    if wrong := set(fields) - set(CORRECTABLE):
        raise ValueError(f"a statement has no {', '.join(sorted(wrong))}")
    r, a = revisions.c, articles.c
    row = connection.execute(select(r.id, r.text).join_from(revisions, articles).where(a.id == article, r.current)).first()
    if row is None:
        raise NotFound(f"there is no article {article} in the store")
    given = {"content": (), "cue": (), "source": (), "said_on": None, **fields, "speaker": speaker}
    values = as_fields(row.text, given | {"kind": kind, "manner": manner, "denied": denied})
    _not_there(connection, row.id, values)
    state = insert_statement(connection, row.id, values, by)
    for entry in commitments:
        state.put({f"{COMMITMENT}{next_number(connection)}": of_commitment(row.text, entry, by)})
    told = {name: (None, value) for name, value in state.fields.items() if value is not None and name != "withdrawn"}
    log.write(connection, by, "add", STATEMENT, state.number, {**told, "withdrawn": ("true", "false")}, note=words("note", note))
    return state.number


def insert_statement(
    connection: Connection, revision: int, values: Mapping[str, str | None], by: str, confidence: float = 1.0
) -> State:
    """Put a statement with these fields into a revision that is the newest of its article, in the name of a person."""
    r, a, s = revisions.c, articles.c, statements.c
    row = connection.execute(select(r.published, a.publisher_id).join_from(revisions, articles).where(r.id == revision)).one()
    number = connection.scalar(
        insert(statements).returning(s.id),
        {
            "revision_id": revision, "name": "p", "current": True, "publisher_id": row.publisher_id, "manner": values["manner"],
            "kind": values["kind"], "day": row.published, "denied": values["denied"] == "true",
            "confidence": confidence, "said_by": by, "withdrawn": False,
        },
    )  # fmt: skip
    assert number is not None
    index.put(connection, [(number, "")])
    connection.execute(update(statements).where(s.id == number).values(name=f"p{number}"))
    state = State(connection, number)
    state.put(values, by)
    return state


def _not_there(connection: Connection, revision: int, values: dict[str, str | None]) -> None:
    s = statements.c
    for number in connection.scalars(select(s.id).where(s.revision_id == revision, ~s.withdrawn)):
        there = State(connection, number).fields
        if all(there[name] == values[name] for name in ("content", "cue")):
            raise Conflict(f"statement {number} has this content and cue already; correct that one")


def check(connection: Connection, article: int, by: str, *, checked: bool = True) -> int | None:
    """Say that all statements of an article's newest revision are right and none is missing, or take that back.

    A new reading leaves the statements of such an article alone. Raises ``NotFound``. Returns the entry's number in the log.
    """
    by = log.person(by)
    row = connection.execute(
        select(revisions.c.id, revisions.c.checked_by).where(revisions.c.article_id == article, revisions.c.current)
    ).first()
    if row is None:
        raise NotFound(f"there is no article {article} in the store")
    if checked == (row.checked_by is not None):
        return None
    after = by if checked else None
    connection.execute(update(revisions).where(revisions.c.id == row.id).values(checked_by=after))
    action = "check" if checked else "uncheck"
    return log.write(connection, by, action, "article", article, {"checked_by": (row.checked_by, after)})
