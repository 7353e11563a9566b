"""Search: statements by their words and by what is known of them."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from ...store import Said
from ...store.search import Order
from ..answering import following
from ..desk import Desk
from ..filtering import Filtered, Text, filters
from ..page import Page


class SearchAsked(Filtered, kw_only=True):
    """What statements are searched by."""

    q: Annotated[Text | None, msgspec.Meta(description='Words, "words side by side", OR, NOT, harb*.')] = None
    order: Annotated[Order | None, msgspec.Meta(description="Default: rank with words, newest without.")] = None
    copies: Annotated[bool, msgspec.Meta(description="Near-copies one by one, not once.")] = False


class Search(msgspec.Struct, kw_only=True):
    """The statements found. ``note``: what one should know of how they were found; ``next``: the address of further rows."""

    rows: list[Said]
    note: str | None
    next: str | None


def _read(desk: Desk, asked: SearchAsked) -> Search:
    found = desk.store.search(
        asked.q, **filters(asked), order=asked.order, copies=asked.copies, limit=asked.limit, offset=asked.offset
    )
    return Search(rows=list(found), note=found.note, next=following(PAGE, asked, found.more, len(found)))


def _view(desk: Desk, asked: SearchAsked, answer: Search) -> dict[str, Any]:
    return {}


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
PAGES = [PAGE]
