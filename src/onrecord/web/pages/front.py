"""The front page: what the store holds, and the way to every section."""

from __future__ import annotations

from ...store.stats import Stats
from ..desk import Desk
from ..page import Asked, Page


def _read(desk: Desk, asked: Asked) -> Stats:
    return desk.store.stats()


PAGES = [
    Page(
        path="/",
        asked=Asked,
        gives=Stats,
        read=_read,
        template="front.html",
        summary="What the store holds, as a whole and by outlet.",
    )
]
