"""The front page: what the store holds, what came last, and the way to every section."""

from __future__ import annotations

from typing import Any

from ...store.stats import Stats
from ..desk import Desk
from ..page import Asked, Page


def _read(desk: Desk, asked: Asked) -> Stats:
    return desk.stats()


def _view(desk: Desk, asked: Asked, answer: Stats) -> dict[str, Any]:
    latest, facets = desk.store.search_and_facets(limit=6, values=12)
    return {
        "latest": latest,
        "context": desk.store.context([row.id for row in latest]),
        "articles": desk.store.articles(limit=6),
        "speakers": facets.speaker,
    }


PAGES = [
    Page(
        path="/",
        asked=Asked,
        gives=Stats,
        read=_read,
        view=_view,
        warm=Desk.stats,
        template="front.html",
        summary="What the store holds, as a whole and by outlet.",
    )
]
