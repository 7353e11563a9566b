"""Due: which revisions wait to be related, because their statements are others than before."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select, update

from .schema import compared, echoes_due, revisions, statements


def due(connection: Connection, numbers: Sequence[int], *, people: bool = True) -> None:
    """Let revisions be related again, and what their speakers said be compared again; ``people``: who their speakers are as well, not
    only what echoes what."""
    already = set(connection.scalars(select(echoes_due.c.revision_id).where(echoes_due.c.revision_id.in_(numbers))))
    if rows := [{"revision_id": number} for number in dict.fromkeys(numbers) if number not in already]:
        connection.execute(insert(echoes_due), rows)
    compare_again(connection, numbers)
    if people:
        connection.execute(update(revisions).where(revisions.c.id.in_(numbers)).values(people_done=False))


def compare_again(connection: Connection, numbers: Sequence[int]) -> None:
    """Let what the speakers of revisions said be compared again, with what they say elsewhere."""
    said = select(statements.c.speaker_id).where(statements.c.revision_id.in_(numbers), statements.c.speaker_id.is_not(None))
    connection.execute(delete(compared).where(compared.c.speaker_id.in_(said)))
