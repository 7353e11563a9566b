"""Commitment: one of them, what was said, happened or was counted later and bears on it, and what persons say became of it."""

from __future__ import annotations

from typing import Annotated, Any, get_args

import msgspec

from ... import across
from ...across.followup import Status
from ...store import QueryError
from ...store.log import Entry
from ..answering import following
from ..desk import Desk
from ..filtering import Date
from ..page import Number, Page, Paged

STATUSES: tuple[str, ...] = get_args(Status)


class CommitmentAsked(Paged, kw_only=True):
    """Which commitment, and how much of what bears on it."""

    number: Number
    as_of: Annotated[Date | None, msgspec.Meta(description="The day that counts as today: YYYY-MM-DD.")] = None


class CommitmentShown(msgspec.Struct, kw_only=True):
    """A commitment; ``rows``: what bears on it, the newest first, each with the reason why it is offered; ``log``: what persons said became of it.

    ``next``: the address of further rows.
    """

    commitment: across.CommitmentRow
    rows: list[across.FollowUp]
    log: list[Entry]
    next: str | None


def _read(desk: Desk, asked: CommitmentAsked) -> CommitmentShown:
    if asked.as_of is not None and len(asked.as_of) != 10:
        raise QueryError("as_of is a day: YYYY-MM-DD")
    store = desk.store
    bound = across.commitment(store, asked.number)
    found = across.follow_up(store, asked.number, as_of=asked.as_of, limit=asked.limit, offset=asked.offset)
    return CommitmentShown(
        commitment=bound,
        rows=list(found),
        log=list(store.log("commitment", asked.number, limit=50)),
        next=following(PAGE, asked, found.more, len(found)),
    )


def _view(desk: Desk, asked: CommitmentAsked, answer: CommitmentShown) -> dict[str, Any]:
    said = desk.store.several([answer.commitment.statement])
    return {"said": said[0] if said else None, "statuses": STATUSES}


PAGE = Page(
    path="/commitments/{number:int}",
    asked=CommitmentAsked,
    gives=CommitmentShown,
    read=_read,
    view=_view,
    rows="rows",
    template="commitment.html",
    summary="A commitment, and what bears on it, each with the reason why it is offered.",
)
PAGES = [PAGE]
