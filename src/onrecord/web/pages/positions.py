"""Positions: what one person or organization said over time, its topics, and where two of its statements disagree."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from ... import across
from ...across.positions.changes import LEAST
from ..answering import following
from ..desk import Desk
from ..filtering import Date, Share, Text
from ..page import Asked, Number, Page, Paged


class TimelineAsked(Paged, kw_only=True):
    """Whose statements, on what, and when."""

    number: Number
    about: Annotated[Text | None, msgspec.Meta(description="Words that a statement has.")] = None
    since: Annotated[Date | None, msgspec.Meta(description="Said, else published, not before this day, month or year.")] = None
    until: Annotated[Date | None, msgspec.Meta(description="Not after it.")] = None


class Timeline(msgspec.Struct, kw_only=True):
    """What a person or an organization said, the oldest first. ``next``: the address of further rows."""

    person: int
    name: str
    rows: list[across.Position]
    note: str | None
    next: str | None


class DisagreeingAsked(TimelineAsked, kw_only=True):
    """Whose statements, on what, and when; and how sure it must be."""

    least: Annotated[Share, msgspec.Meta(description="How sure it must be that two disagree.")] = LEAST


class Disagreeing(msgspec.Struct, kw_only=True):
    """Pairs of statements of one person or organization that disagree, the latest first. ``next``: the address of further rows."""

    person: int
    name: str
    rows: list[across.Change]
    next: str | None


class TopicsAsked(Asked, kw_only=True):
    """Whose topics, and when."""

    number: Number
    since: Annotated[Date | None, msgspec.Meta(description="Not before this day, month or year.")] = None
    until: Annotated[Date | None, msgspec.Meta(description="Not after it.")] = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=80, description="At most so many rows.")] = 30


class Topics(msgspec.Struct, kw_only=True):
    """What a person or an organization speaks of more than others do, the most telling first."""

    person: int
    name: str
    rows: list[across.Topic]


def _timeline(desk: Desk, asked: TimelineAsked) -> Timeline:
    who = across.person(desk.store, asked.number)
    found = across.timeline(
        desk.store, who.id, about=asked.about, since=asked.since, until=asked.until, limit=asked.limit, offset=asked.offset
    )
    return Timeline(
        person=who.id, name=who.name, rows=list(found), note=found.note, next=following(TIMELINE, asked, found.more, len(found))
    )


def _timeline_view(desk: Desk, asked: TimelineAsked, answer: Timeline) -> dict[str, Any]:
    who = answer.person
    return {"topics": desk.recounted(("topics", who), lambda: across.topics(desk.store, who), one=True)}


def _changes(desk: Desk, asked: DisagreeingAsked) -> Disagreeing:
    who = across.person(desk.store, asked.number)
    found = across.changes(
        desk.store, who.id, about=asked.about, since=asked.since, until=asked.until, least=asked.least, limit=asked.limit,
        offset=asked.offset,
    )  # fmt: skip
    return Disagreeing(person=who.id, name=who.name, rows=list(found), next=following(CHANGES, asked, found.more, len(found)))


def _topics(desk: Desk, asked: TopicsAsked) -> Topics:
    who = across.person(desk.store, asked.number)
    found = across.topics(desk.store, who.id, since=asked.since, until=asked.until, limit=asked.limit)
    return Topics(person=who.id, name=who.name, rows=list(found))


TIMELINE = Page(
    path="/people/{number:int}/timeline",
    asked=TimelineAsked,
    gives=Timeline,
    read=_timeline,
    view=_timeline_view,
    rows="rows",
    template="timeline.html",
    summary="What a person or an organization said, on a topic, by when it was said.",
)
CHANGES = Page(
    path="/people/{number:int}/changes",
    asked=DisagreeingAsked,
    gives=Disagreeing,
    read=_changes,
    rows="rows",
    template="disagreeing.html",
    summary="Pairs of statements of a person or an organization that disagree.",
)
TOPICS = Page(
    path="/people/{number:int}/topics",
    asked=TopicsAsked,
    gives=Topics,
    read=_topics,
    rows="rows",
    template="topics.html",
    summary="What a person or an organization speaks of more than others do.",
)
PAGES = [TIMELINE, CHANGES, TOPICS]
