"""Queue: what most needs a person's look: what the model is least sure of, and what is used most."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, func, select

from .results import Results
from .said import Said, load
from .schema import MODEL, commitments, statements

LEAST_SURE = 2000
MOST_COPIED = 500


class Queued(msgspec.Struct, kw_only=True):
    """A statement that nobody has judged. ``uses``: its near-copies, itself included, and its commitments; ``score``: what the
    queue is ordered by."""

    said: Said
    uses: int
    score: float


def queue(connection: Connection, limit: int) -> Results[Queued]:
    """Statements of the model that nobody has judged, those that most need it first: (1 - confidence) times uses.

    Looked at are the 2,000 least sure and the 500 with most near-copies, so that it stays quick in a large store.
    """
    s = statements.c
    open_ = (s.verdict.is_(None), s.current, ~s.withdrawn, s.said_by == MODEL)
    sure = select(s.id).where(*open_, s.copy_of.is_(None)).order_by(s.confidence, s.id).limit(LEAST_SURE)
    count = func.count()
    most = select(s.copy_of, count).where(s.copy_of.is_not(None)).group_by(s.copy_of).order_by(count.desc(), s.copy_of)
    copied = {row[0]: row[1] for row in connection.execute(most.limit(MOST_COPIED))}
    numbers = set(connection.scalars(sure))
    if copied:
        numbers |= set(connection.scalars(select(s.id).where(*open_, s.id.in_(copied))))
    if not numbers:
        return Results(Queued, [])
    uses = dict.fromkeys(numbers, 1)
    for of, query in (
        (s.copy_of, select(s.copy_of, count)),
        (commitments.c.statement_id, select(commitments.c.statement_id, count)),
    ):
        for number, times in connection.execute(query.where(of.in_(numbers)).group_by(of)):
            uses[number] += times
    sureness = connection.execute(select(s.id, s.confidence).where(s.id.in_(numbers)))
    ranked = sorted((-(1 - confidence) * uses[number], number) for number, confidence in sureness)
    said = load(connection, [number for _, number in ranked[:limit]])
    rows = [Queued(said=entry, uses=uses[entry.id], score=-score) for entry, (score, _) in zip(said, ranked, strict=False)]
    return Results(Queued, rows, len(ranked) > limit)
