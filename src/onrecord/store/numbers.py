"""Numbers of commitments: they stay, with what persons said of them, when an article is read again or published anew.

Rows of ``commitments`` are made anew each time. A commitment that stands where an old one stood takes its number; one in a new
revision takes the number (and so the status and the log) of the one in the revision before that has its very words.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, exists, null, select, update

from .schema import commitment_statuses, commitments, revisions, statements
from .words import folded
from .words_of import words_at

Rows = list[Row[*tuple[Any, ...]]]


def numbered(connection: Connection, revision: int) -> Rows:
    """The commitments of a revision that have a number to keep: those in it, and those that an earlier reading had and a person judged."""
    c, t = commitments.c, commitment_statuses.c
    there = list(
        connection.execute(
            select(c.id, c.act, c.action_start, c.action_end, words_at(c.action_start, c.action_end).label("action"))
            .join_from(commitments, statements)
            .join(revisions, revisions.c.id == statements.c.revision_id)
            .where(statements.c.revision_id == revision)
            .order_by(c.id)
        )
    )
    lost = select(t.commitment_id.label("id"), t.act, t.action_start, t.action_end, null().label("action")).where(
        t.revision_id == revision, ~exists().where(c.id == t.commitment_id)
    )
    return there + list(connection.execute(lost))


def keep_numbers(connection: Connection, revision: int, old: Rows) -> None:
    """Give the commitments of a revision that was read again the numbers that ``old`` had at their places."""
    if not old:
        return
    there = numbered(connection, revision)
    numbers = {row.id for row in there if row.action is not None}
    taken = numbers & {o.id for o in old}  # of statements that a person has put down
    old = [o for o in old if o.id not in taken]
    for row in (row for row in there if row.id in numbers - taken):
        best = max((o for o in old if _shared(row, o) > 0), key=lambda o: (_shared(row, o), o.act == row.act), default=None)
        if best is not None:
            old = [o for o in old if o is not best]
            connection.execute(update(commitments).where(commitments.c.id == row.id).values(id=best.id))


def hand_on(connection: Connection, before: int, revision: int) -> None:
    """Let what persons said of commitments in the revision ``before`` hold for the same words in its successor."""
    t = commitment_statuses.c
    judged = set(connection.scalars(select(t.commitment_id).where(t.revision_id == before)))
    old = [row for row in numbered(connection, before) if row.id in judged and row.action is not None] if judged else []
    new = numbered(connection, revision) if old else []
    for row in old:
        same = next((n for n in new if n.act == row.act and folded(n.action) == folded(row.action)), None)
        if same is None:
            continue
        new.remove(same)
        for number, to in ((row.id, -row.id), (same.id, row.id), (-row.id, same.id)):  # they change numbers
            connection.execute(update(commitments).where(commitments.c.id == number).values(id=to))
        place = {"revision_id": revision, "action_start": same.action_start, "action_end": same.action_end}
        connection.execute(update(commitment_statuses).where(t.commitment_id == row.id).values(**place))


def _shared(one: Row[*tuple[Any, ...]], other: Row[*tuple[Any, ...]]) -> float:
    """How much of the shorter action two commitments share; 0 below half."""
    shared = min(one.action_end, other.action_end) - max(one.action_start, other.action_start)
    part = shared / max(1, min(one.action_end - one.action_start, other.action_end - other.action_start))
    return part if part > 0.5 else 0.0
