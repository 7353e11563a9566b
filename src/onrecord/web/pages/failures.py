"""Failures: what could not be added, and why."""

from __future__ import annotations

import msgspec

from ...store.lists import FailureRow
from ..answering import following
from ..desk import Desk
from ..page import Page, Paged


class FailuresAsked(Paged, kw_only=True):
    """``resolved``: also what went well later."""

    resolved: bool = False


class Failures(msgspec.Struct, kw_only=True):
    """What was put aside, the latest first. ``next``: the address of further rows, or null."""

    rows: list[FailureRow]
    next: str | None


def _read(desk: Desk, asked: FailuresAsked) -> Failures:
    found = desk.store.failures(resolved=asked.resolved, limit=asked.limit, offset=asked.offset)
    return Failures(rows=list(found), next=following(PAGE, asked, found.more, len(found)))


PAGE = Page(
    path="/failures",
    asked=FailuresAsked,
    gives=Failures,
    read=_read,
    rows="rows",
    template="failures.html",
    section="Failures",
    summary="Articles that were put aside, with the reason.",
)
PAGES = [PAGE]
