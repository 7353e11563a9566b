"""Reliance: of each outlet or author, the sources, what nobody else has, and what it had first."""

from __future__ import annotations

from typing import Annotated

import msgspec

from ... import across
from ...across.outlets import By, OutletRow
from ...store import Results
from .. import known
from ..answering import following
from ..desk import Desk
from ..filtering import Date, Text
from ..page import Page, Paged


class RelianceAsked(Paged, kw_only=True):
    """Of each what, and of which statements."""

    by: Annotated[By, msgspec.Meta(description="One row an outlet, or an author (byline).")] = "outlet"
    about: Annotated[Text | None, msgspec.Meta(description="Only statements with these words.")] = None
    outlet: Annotated[Text | None, msgspec.Meta(description="Words that the publisher's name has.")] = None
    since: Annotated[Date | None, msgspec.Meta(description="Published not before this day, month or year.")] = None
    until: Annotated[Date | None, msgspec.Meta(description="Published not after it.")] = None


class Reliance(msgspec.Struct, kw_only=True):
    """Outlets or authors, those with the most statements first. ``next``: the address of further rows."""

    rows: list[OutletRow]
    next: str | None


def _read(desk: Desk, asked: RelianceAsked) -> Reliance:
    if asked.by == "outlet" and not (asked.about or asked.since or asked.until):
        found = known.reliance(desk, asked.outlet, asked.limit, asked.offset)
        return Reliance(rows=list(found), next=following(PAGE, asked, found.more, len(found)))

    def count() -> Results[OutletRow]:
        return across.outlets(
            desk.store, asked.by, about=asked.about, outlet=asked.outlet, since=asked.since, until=asked.until, limit=asked.limit,
            offset=asked.offset,
        )  # fmt: skip

    # every statement and echo of the store is counted
    found = desk.recounted(("reliance", msgspec.json.encode(asked)), count, one=True)
    return Reliance(rows=list(found), next=following(PAGE, asked, found.more, len(found)))


PAGE = Page(
    path="/outlets/reliance",
    asked=RelianceAsked,
    gives=Reliance,
    read=_read,
    rows="rows",
    template="reliance.html",
    warm=known.relied_on,
    summary="Who relies on whom: what of each outlet or author stands nowhere else, and what it had first.",
)
PAGES = [PAGE]
