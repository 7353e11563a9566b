"""Outlets: whom each quotes and how, its own reporting and wire copy, over time."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from ...store.facets import Facets
from ...store.problems import NotFound
from ...store.stats import OutletStats
from ..charting import chart, every, reporting
from ..desk import Desk
from ..page import Asked, Page

SOURCINGS = ("named", "unnamed", "collective", "document", "author", "none")
MANNERS = ("direct", "mixed", "indirect")
WARMED = 200
"""Outlets that are counted when the desk opens: those with the most articles."""


class Outlets(msgspec.Struct, kw_only=True):
    """Every outlet, those with the most articles first."""

    rows: list[OutletStats]


class OutletAsked(Asked, kw_only=True):
    """Which outlet."""

    name: Annotated[str, msgspec.Meta(max_length=500, description="Its whole name, as in `/outlets.json`.")]


def _list(desk: Desk, asked: Asked) -> Outlets:
    return Outlets(rows=desk.stats().outlets)


def _listed(desk: Desk, asked: Asked, answer: Outlets) -> dict[str, Any]:
    return _charts(desk, None) | {"total": desk.stats()}


def _read(desk: Desk, asked: OutletAsked) -> OutletStats:
    for row in desk.stats().outlets:
        if row.publisher == asked.name:
            return row
    raise NotFound(f"no outlet in the store is called {asked.name!r}; /outlets has their names")


def _view(desk: Desk, asked: OutletAsked, answer: OutletStats) -> dict[str, Any]:
    own = f"={asked.name}"
    return _charts(desk, own) | {"own": own, "facets": _facets(desk, own), "articles": desk.store.articles(outlet=own, limit=10)}


def _facets(desk: Desk, own: str) -> Facets:
    return desk.recounted(("facets", own), lambda: desk.store.facets(outlet=own, limit=10), one=True)


def _warm(desk: Desk) -> None:
    """Count the outlets that have the most articles, so that nobody has to wait for it; the others when somebody asks for them."""
    for row in desk.stats().outlets[:WARMED]:
        if row.publisher is not None:
            _charts(desk, own := f"={row.publisher}")
            _facets(desk, own)


def _charts(desk: Desk, outlet: str | None) -> dict[str, Any]:
    stats, store = desk.stats(), desk.store
    by = every(stats.first, stats.last)
    options: dict[str, Any] = {"every": by, "dated": "published", "outlet": outlet}
    sourcing = desk.recounted(("sourcing", outlet, by), lambda: store.over_time(of="sourcing", **options))
    manner = desk.recounted(("manner", outlet, by), lambda: store.over_time(of="manner", **options))
    copied = desk.recounted(("reporting", outlet, by), lambda: store.reporting(every=by, outlet=outlet))
    return {
        "sourcing": chart(sourcing, by, order=SOURCINGS, unnamed="no speaker"),
        "manner": chart(manner, by, order=MANNERS),
        "reporting": reporting(copied, by),
    }


LIST = Page(
    path="/outlets",
    asked=Asked,
    gives=Outlets,
    read=_list,
    view=_listed,
    rows="rows",
    template="outlets.html",
    section="Outlets",
    warm=lambda desk: _charts(desk, None),
    summary="Whom each outlet quotes, how, and what it takes over.",
)
OUTLET = Page(
    path="/outlet",
    asked=OutletAsked,
    gives=OutletStats,
    read=_read,
    view=_view,
    template="outlet.html",
    warm=_warm,
    summary="One outlet: whom it quotes, how, and what it takes over.",
)
PAGES = [LIST, OUTLET]
