"""Due: which revisions wait to be related, because their statements are others than before."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, insert, select, update

from .schema import echoes_due, revisions


def due(connection: Connection, numbers: Sequence[int], *, people: bool = True) -> None:
    """Let revisions be related again; ``people``: who their speakers are as well, not only what echoes what."""
    already = set(connection.scalars(select(echoes_due.c.revision_id).where(echoes_due.c.revision_id.in_(numbers))))
    if rows := [{"revision_id": number} for number in dict.fromkeys(numbers) if number not in already]:
        connection.execute(insert(echoes_due), rows)
    if people:
        connection.execute(update(revisions).where(revisions.c.id.in_(numbers)).values(people_done=False))
