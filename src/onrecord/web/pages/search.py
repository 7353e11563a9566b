"""Search: statements by their words and by what is known of them; and their number over time."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from ...store import Said
from ...store.facets import By, Every, Facets, Period
from ...store.search import Order
from ..answering import following
from ..asking import address
from ..charting import chart
from ..desk import Desk
from ..filtering import FILTERS, Filtered, Text, chips, filters
from ..page import Page

Words = Annotated[Text | None, msgspec.Meta(description='Words, "words side by side", OR, NOT, harb*.')]


class SearchAsked(Filtered, kw_only=True):
    """What statements are searched by."""

    q: Words = None
    order: Annotated[Order | None, msgspec.Meta(description="Default: rank with words, newest without.")] = None
    copies: Annotated[bool, msgspec.Meta(description="Near-copies one by one, not once.")] = False


class Search(msgspec.Struct, kw_only=True):
    """The statements found, and what all that match have in common. ``note``: what one should know of how they were found;
    ``next``: the address of further rows."""

    rows: list[Said]
    facets: Facets
    note: str | None
    next: str | None


def _read(desk: Desk, asked: SearchAsked) -> Search:
    by = filters(asked)
    found, facets = desk.store.search_and_facets(
        asked.q, **by, order=asked.order, copies=asked.copies, limit=asked.limit, offset=asked.offset
    )
    return Search(
        rows=list(found),
        facets=facets,
        note=found.note,
        next=following(PAGE, asked, found.more, len(found)),
    )


def _view(desk: Desk, asked: SearchAsked, answer: Search) -> dict[str, Any]:
    return {
        "context": desk.store.context([row.id for row in answer.rows]),
        "chips": chips(PAGE, asked),
        "over_time": address(OVER_TIME, OverTimeAsked(**_shared(asked))),
        "order": asked.order or ("rank" if asked.q else "newest"),
    }


class OverTimeAsked(Filtered, kw_only=True):
    """What statements are counted over time, and how."""

    q: Words = None
    every: Every = "month"
    of: Annotated[By | None, msgspec.Meta(description="Count each of its values.")] = None


class OverTime(msgspec.Struct, kw_only=True):
    """How many statements match, of each period and value."""

    rows: list[Period]
    note: str | None


def _count(desk: Desk, asked: OverTimeAsked) -> OverTime:
    found = desk.store.over_time(asked.q, every=asked.every, of=asked.of, **filters(asked))
    return OverTime(rows=list(found), note=found.note)


def _chart(desk: Desk, asked: OverTimeAsked, answer: OverTime) -> dict[str, Any]:
    return {
        "back": address(PAGE, SearchAsked(**_shared(asked))),
        "chart": chart(answer.rows, asked.every, unnamed="statements" if asked.of is None else "not known"),
        "chips": chips(OVER_TIME, asked),
    }


def _shared(asked: Filtered) -> dict[str, Any]:
    """What search and its count over time have in common."""
    return {name: getattr(asked, name) for name in ("q", *FILTERS)}


PAGE = Page(
    path="/search",
    asked=SearchAsked,
    gives=Search,
    read=_read,
    rows="rows",
    template="search.html",
    section="Search",
    view=_view,
    summary="Statements by their words and by what is known of them.",
)
OVER_TIME = Page(
    path="/search/over-time",
    asked=OverTimeAsked,
    gives=OverTime,
    read=_count,
    rows="rows",
    template="over_time.html",
    view=_chart,
    summary="How many statements match, by month or year.",
)
PAGES = [PAGE, OVER_TIME]
