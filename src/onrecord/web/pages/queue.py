"""Queue: what most needs a person's look."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from ...store.queue import Queued
from ..desk import Desk
from ..page import Asked, Page


class QueueAsked(Asked, kw_only=True):
    """How much of the queue."""

    limit: Annotated[int, msgspec.Meta(ge=1, le=200, description="At most so many rows.")] = 20


class Queue(msgspec.Struct, kw_only=True):
    """Statements that nobody has judged, those that most need it first."""

    rows: list[Queued]


def _read(desk: Desk, asked: QueueAsked) -> Queue:
    return Queue(rows=list(desk.store.queue(asked.limit)))


def _view(desk: Desk, asked: QueueAsked, answer: Queue) -> dict[str, Any]:
    return {"context": desk.store.context([row.said.id for row in answer.rows], 150)}


PAGE = Page(
    path="/queue",
    asked=QueueAsked,
    gives=Queue,
    read=_read,
    view=_view,
    template="queue.html",
    section="To check",
    summary="What most needs a look: the least sure and most used, not yet judged.",
)
PAGES = [PAGE]
