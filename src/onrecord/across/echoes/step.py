"""Step: relates the statements of revisions that are due, each to those that it could be an echo of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, delete, func, select

from ...store import Store
from ...store.schema import echoes_due, statements
from ..collector import no_collector
from .candidates import candidates, learn_keys
from .groups import Groups
from .loading import loaded, statements_query
from .match import match

PORTION = 500
"""Articles a transaction."""


def echoes_step(store: Store, heard: Callable[[int, int], None]) -> int:
    """Relate what is due; how many articles that was."""
    done = 0
    while True:
        with store.writing() as connection, no_collector():
            query = select(echoes_due.c.revision_id).order_by(echoes_due.c.revision_id).limit(PORTION)
            numbers = list(connection.scalars(query))
            if not numbers:
                return done
            left = connection.scalar(select(func.count()).select_from(echoes_due)) or 0
            relate_revisions(connection, numbers)
            connection.execute(delete(echoes_due).where(echoes_due.c.revision_id.in_(numbers)))
        heard(done + len(numbers), done + left)
        done += len(numbers)


def relate_revisions(connection: Connection, numbers: Sequence[int]) -> None:
    """Put the statements of these revisions into their groups. What near-copies repeat goes with the statement that was first."""
    s = statements.c
    learn_keys(connection)
    groups = Groups(connection)
    fixed = groups.release(select(s.id).where(s.revision_id.in_(numbers)))
    query = statements_query().where(s.revision_id.in_(numbers), s.copy_of.is_(None))
    new = list(loaded(connection, query))
    compared = [
        (spoken, [(other, found) for other in others if (found := match(spoken, other)) is not None])
        for spoken, others in candidates(connection, new)
        if spoken.number not in fixed
    ]
    groups.learn({other.number for _, matches in compared for other, _ in matches})
    for spoken, matches in compared:
        groups.place(spoken, matches)
    groups.keep()
