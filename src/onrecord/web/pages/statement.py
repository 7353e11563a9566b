"""Statement: one statement where it stands, its echoes and near-copies, its commitments, and what persons did to it."""

from __future__ import annotations

from typing import Any

import msgspec

from ... import across
from ...across.echoes import Echo
from ...export.sheet import excerpt
from ...record import Statement
from ...store import Said
from ...store.log import Entry
from ..desk import Desk
from ..page import Asked, Number, Page
from .echoes import reports

JOINT = " + "
"""Between the names of speakers who speak together."""


class StatementAsked(Asked, kw_only=True):
    """Which statement."""

    number: Number


class StatementShown(msgspec.Struct, kw_only=True):
    """A statement. ``current``: whether it stands in the newest revision of its article; ``statement``: as in its article's record, null where a person says that it is none; ``before``, ``after``: what stands round
    its content; ``reports``: near-copies of it, itself among them; ``people``: who speak together across articles,
    where they are several (of one alone: ``said.person``); ``echo``: the same words in other articles;
    ``commitments``: what it binds somebody to, with what persons say became of it; ``log``: what persons did to it, the latest first."""

    said: Said
    current: bool
    statement: Statement | None
    before: str
    after: str
    reports: list[Said]
    people: list[across.PersonRow]
    echo: Echo | None
    commitments: list[across.CommitmentRow]
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
        people=list(across.people_of(store, asked.number)) if JOINT in (said.speaker or "") else [],
        echo=across.echoes_of(store, asked.number),
        commitments=[across.commitment(store, number) for number in store.commitments_of(asked.number)],
        log=list(store.log("statement", asked.number, limit=100)),
    )


def _view(desk: Desk, asked: StatementAsked, answer: StatementShown) -> dict[str, Any]:
    said, statement, store = answer.said, answer.statement, desk.store
    record = desk.revision(said.article_number, said.revision).record
    others = [report for report in answer.echo.reports if report.statement != said.id] if answer.echo is not None else []
    shown, rows = reports(desk, answer.echo) if answer.echo is not None and others else ({}, [])
    return {
        "text": excerpt(record, statement) if statement is not None else None,
        "copies": [entry for entry in answer.reports if entry.id != said.id],
        "statements": shown,
        "aligned": rows,
        "alike": across.echoes(store, speaker=f"={said.speaker}", limit=5) if said.speaker and not rows and desk.actions else [],
    }


PAGE = Page(
    path="/statement/{number:int}",
    asked=StatementAsked,
    gives=StatementShown,
    read=_read,
    view=_view,
    template="statement.html",
    summary="A statement where it stands, with its echoes, near-copies and commitments.",
)
PAGES = [PAGE]
