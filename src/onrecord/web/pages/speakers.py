"""Speakers: who speaks most; and one of them, over time."""

from __future__ import annotations

from typing import Any

import msgspec

from ... import across
from ...store import Results
from ...store.browse import SpeakerShown
from ...store.lists import SpeakerRow
from .. import known
from ..answering import following
from ..charting import chart, every
from ..desk import Desk
from ..filtering import Filtered, chips, filters
from ..page import Asked, Number, Page


class Speakers(msgspec.Struct, kw_only=True):
    """Speakers, those with the most statements first. ``next``: the address of further rows."""

    rows: list[SpeakerRow]
    next: str | None


class SpeakerAsked(Asked, kw_only=True):
    """Which speaker."""

    number: Number


def _list(desk: Desk, asked: Filtered) -> Speakers:
    def count() -> Results[SpeakerRow]:
        return desk.store.speakers(**filters(asked), limit=asked.limit, offset=asked.offset)

    # all speakers of a store are all of its statements, counted; those that filters leave are fewer
    found = desk.recounted("speakers", count) if asked == Filtered() else count()
    return Speakers(rows=list(found), next=following(LIST, asked, found.more, len(found)))


def _listed(desk: Desk, asked: Filtered, answer: Speakers) -> dict[str, Any]:
    return {"chips": chips(LIST, asked), "most": max((row.statements for row in answer.rows), default=1)}


def _read(desk: Desk, asked: SpeakerAsked) -> SpeakerShown:
    return desk.store.speaker(asked.number)


def _view(desk: Desk, asked: SpeakerAsked, answer: SpeakerShown) -> dict[str, Any]:
    store, own = desk.store, f"={answer.name}"
    by = every(answer.first, answer.last)
    latest, facets = store.search_and_facets(speaker=own, limit=10, values=8)
    return {
        "own": own,
        "chart": chart(store.over_time(speaker=own, every=by, of="outlet"), by, unnamed="no outlet named"),
        "latest": latest,
        "context": store.context([row.id for row in latest]),
        "facets": facets,
        "commitments": across.commitments(store, speaker=own, limit=6),
        "people": _people(desk, answer),
    }


def _people(desk: Desk, answer: SpeakerShown) -> list[across.PersonRow]:
    """Who goes by this name across articles."""
    if not {"person", "organization"} & set(answer.kinds):
        return []
    return [row for row in known.people(desk, answer.name, limit=20) if row.kind in answer.kinds]


LIST = Page(
    path="/speakers",
    asked=Filtered,
    gives=Speakers,
    read=_list,
    view=_listed,
    rows="rows",
    template="speakers.html",
    section="Speakers",
    warm=lambda desk: _list(desk, Filtered()),
    summary="Who speaks, those with the most statements first.",
)
SPEAKER = Page(
    path="/speaker/{number:int}",
    asked=SpeakerAsked,
    gives=SpeakerShown,
    read=_read,
    view=_view,
    template="speaker.html",
    summary="A speaker, with roles over time.",
)
PAGES = [LIST, SPEAKER]
