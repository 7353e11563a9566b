"""Commitments: what speakers bound themselves or others to, as a board."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

from ... import across
from ...across.followup import CommitmentRow, Status
from ...export.phrases import act_noun
from ...store import Results
from ..answering import following
from ..desk import Desk
from ..filtering import Date, Filtered, chips, filters
from ..page import Page
from .commitment import STATUSES

Group = Literal["act", "actor", "condition", "deadline", "status"]


class CommitmentsAsked(Filtered, kw_only=True):
    """What commitments are listed by. ``group``: what the board's columns are."""

    due_since: Annotated[Date | None, msgspec.Meta(description="Due not before this day, month or year.")] = None
    due_until: Annotated[Date | None, msgspec.Meta(description="Due not after it.")] = None
    due: Annotated[Date | None, msgspec.Meta(description="Due on this day, in this month or year.")] = None
    open: Annotated[bool, msgspec.Meta(description="Only those that nobody has settled.")] = False
    overdue: Annotated[bool, msgspec.Meta(description="Only open ones whose deadline has passed.")] = False
    as_of: Annotated[Date | None, msgspec.Meta(description="The day that counts as today for `overdue`: YYYY-MM-DD.")] = None
    status: Annotated[list[Status], msgspec.Meta(description="Only those of which a person said this.")] = msgspec.field(
        default_factory=list
    )
    group: Annotated[Group, msgspec.Meta(description="The board's columns; the rows stay the same.")] = "act"
    limit: Annotated[int, msgspec.Meta(ge=1, le=500, description="At most so many rows.")] = 60


class Commitments(msgspec.Struct, kw_only=True):
    """Commitments, the newest first, with what persons say became of them. ``next``: the address of further rows."""

    rows: list[CommitmentRow]
    next: str | None


def _read(desk: Desk, asked: CommitmentsAsked) -> Commitments:
    own = ("due", "due_since", "due_until", "open", "overdue", "as_of", "status", "limit", "offset")
    found: Results[CommitmentRow] = across.commitments(desk.store, **{name: getattr(asked, name) for name in own}, **filters(asked))
    return Commitments(rows=list(found), next=following(PAGE, asked, found.more, len(found)))


def _view(desk: Desk, asked: CommitmentsAsked, answer: Commitments) -> dict[str, Any]:
    said = {row.id: row for row in desk.store.several([row.statement for row in answer.rows])}
    return {"board": board(answer.rows, asked.group), "chips": chips(PAGE, asked), "said": said, "statuses": STATUSES}


def board(rows: list[CommitmentRow], group: Group) -> list[tuple[str, list[CommitmentRow]]]:
    """The rows in columns, each with its name: the fullest first, deadlines by their date, what has none last."""
    columns: dict[str, list[CommitmentRow]] = {}
    for row in rows:
        columns.setdefault(_column(row, group), []).append(row)
    if group == "deadline":
        for column in columns.values():
            column.sort(key=lambda row: row.deadline_date or "~")
        return sorted(columns.items(), key=lambda item: item[1][0].deadline_date or ("~" if item[1][0].deadline else "~~"))
    return sorted(columns.items(), key=lambda item: (item[0] in _NONE, -len(item[1]), item[0]))


_NONE = ("Nobody named", "No condition", "Nobody has said")


def _column(row: CommitmentRow, group: Group) -> str:
    if group == "act":
        return act_noun(row.act, 2).capitalize()
    if group == "actor":
        return row.actor or "Nobody named"
    if group == "condition":
        return "On a condition" if row.condition else "No condition"
    if group == "status":
        return (row.status or "nobody has said").capitalize()
    if not row.deadline:
        return "No deadline"
    return row.deadline_date[:7] if row.deadline_date else "Deadline without a date"


PAGE = Page(
    path="/commitments",
    asked=CommitmentsAsked,
    gives=Commitments,
    read=_read,
    view=_view,
    rows="rows",
    template="commitments.html",
    section="Commitments",
    summary="What speakers bound themselves or others to, on which condition and by when.",
)
PAGES = [PAGE]
