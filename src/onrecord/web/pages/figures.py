"""Figures: how much of what."""

from __future__ import annotations

from typing import Annotated

import msgspec

from ...store.lists import FigureRow
from ..answering import following
from ..desk import Desk
from ..filtering import Date, Text
from ..page import Page, Paged


class FiguresAsked(Paged, kw_only=True):
    """What figures are listed by."""

    of: Annotated[Text | None, msgspec.Meta(description="Words that what is counted has.")] = None
    unit: Annotated[Text | None, msgspec.Meta(description='"USD", "percent", "kilometer" ...')] = None
    least: Annotated[float | None, msgspec.Meta(description="At least this value.")] = None
    most: Annotated[float | None, msgspec.Meta(description="At most this value.")] = None
    outlet: Annotated[Text | None, msgspec.Meta(description="Words that the publisher's name has.")] = None
    since: Annotated[Date | None, msgspec.Meta(description="Published not before this day, month or year.")] = None
    until: Annotated[Date | None, msgspec.Meta(description="Published not after it.")] = None
    article: Annotated[Text | None, msgspec.Meta(description="The id, URL or file of an article.")] = None


class Figures(msgspec.Struct, kw_only=True):
    """Figures, those published last first. ``next``: the address of further rows."""

    rows: list[FigureRow]
    next: str | None


def _read(desk: Desk, asked: FiguresAsked) -> Figures:
    found = desk.store.figures(**{name: getattr(asked, name) for name in asked.__struct_fields__})
    return Figures(rows=list(found), next=following(PAGE, asked, found.more, len(found)))


PAGE = Page(
    path="/figures",
    asked=FiguresAsked,
    gives=Figures,
    read=_read,
    rows="rows",
    template="figures.html",
    section="Figures",
    summary="How much of what: quantities with their value and unit.",
)
PAGES = [PAGE]
