"""Statement: one statement where it stands, its near-copies, and what persons did to it."""

from __future__ import annotations

from typing import Any

import msgspec

from ...export.phrases import act, named, terms
from ...export.sheet import excerpt
from ...record import Statement
from ...store import Said
from ...store.log import Entry
from ..desk import Desk
from ..page import Asked, Number, Page


class StatementAsked(Asked, kw_only=True):
    """Which statement."""

    number: Number


class StatementShown(msgspec.Struct, kw_only=True):
    """A statement. ``current``: whether it stands in the newest revision of its article; ``statement``: as in its article's record, null where a person says that it is none; ``before``, ``after``: what stands round
    its content; ``reports``: near-copies of it, itself among them; ``log``: what persons did to it, the latest first."""

    said: Said
    current: bool
    statement: Statement | None
    before: str
    after: str
    reports: list[Said]
    log: list[Entry]


def _read(desk: Desk, asked: StatementAsked) -> StatementShown:
    store = desk.store
    said = store.statement(asked.number)
    shown = desk.revision(said.article_number, said.revision)
    at = shown.statements.index(asked.number) if asked.number in shown.statements else None
    before, after = store.context([asked.number], 300).get(asked.number, ("", ""))
    return StatementShown(
        said=said,
        current=any(row.current and row.number == said.revision for row in shown.revisions),
        statement=shown.record.statements[at] if at is not None else None,
        before=before,
        after=after,
        reports=store.reports(asked.number),
        log=list(store.log("statement", asked.number, limit=100)),
    )


def _view(desk: Desk, asked: StatementAsked, answer: StatementShown) -> dict[str, Any]:
    said, statement = answer.said, answer.statement
    record = desk.revision(said.article_number, said.revision).record
    bound = (
        []
        if statement is None
        else [(act(c), c.action.text, terms(c, record.article), named(c.specificity)) for c in statement.commitments]
    )
    return {
        "text": excerpt(record, statement) if statement is not None else None,
        "commitments": bound,
        "reports": [entry for entry in answer.reports if entry.id != said.id],
    }


PAGE = Page(
    path="/statement/{number:int}",
    asked=StatementAsked,
    gives=StatementShown,
    read=_read,
    view=_view,
    template="statement.html",
    summary="A statement where it stands, with its near-copies.",
)
PAGES = [PAGE]
