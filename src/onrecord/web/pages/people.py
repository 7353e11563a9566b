"""People: persons and organizations across articles; one of them; and why each appearance is counted to it."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

import msgspec

from ... import across
from ...across.people import AppearanceRow
from ...across.people.lists import NameRow, RoleRow
from ...store.log import Entry
from .. import known
from ..answering import following
from ..charting import chart, every, spans
from ..desk import Desk
from ..filtering import Text
from ..page import Asked, Number, Page, Paged

LATEST = 400
"""Statements that a person's topics are taken from."""
SHOWN = 12
"""Names, roles and outlets of a person that its page shows at first."""


class PeopleAsked(Paged, kw_only=True):
    """What people are listed by."""

    q: Annotated[Text | None, msgspec.Meta(description="Words of a name that they go by.")] = None
    kind: Annotated[Literal["person", "organization"] | None, msgspec.Meta(description="Only these.")] = None


class People(msgspec.Struct, kw_only=True):
    """Persons and organizations, those with the most statements first. ``next``: the address of further rows."""

    rows: list[across.PersonRow]
    next: str | None


class PersonAsked(Asked, kw_only=True):
    """Which person or organization."""

    number: Number


class PersonShown(msgspec.Struct, kw_only=True):
    """A person or an organization across articles.

    ``named_by``: who gave it the name; ``merged``: numbers that lead here, too; ``topics``: what it speaks of more than others do, by its 400 statements that were added last; ``changes``: pairs of its
    statements that disagree, the latest first (all of them: its ``/changes.json``); ``log``: what persons did to it.
    """

    id: int
    name: str
    kind: str
    named_by: str | None
    names: list[NameRow]
    roles: list[RoleRow]
    outlets: list[NameRow]
    statements: int
    articles: int
    first: str | None
    last: str | None
    merged: list[int]
    wikidata: str | None
    wikidata_label: str | None
    wikidata_reason: str | None
    topics: list[across.Topic]
    changes: list[across.Change]
    log: list[Entry]


class WhyAsked(Paged, kw_only=True):
    """Which person, and how many of its appearances."""

    number: Number
    limit: Annotated[int, msgspec.Meta(ge=1, le=500, description="At most so many rows.")] = 50


class Why(msgspec.Struct, kw_only=True):
    """Each appearance, and why it is counted to this person, the oldest first. ``next``: the address of further rows."""

    person: int
    name: str
    kind: str
    appearances: int
    rows: list[AppearanceRow]
    next: str | None


def _list(desk: Desk, asked: PeopleAsked) -> People:
    found = known.people(desk, asked.q, asked.kind, asked.limit, asked.offset)
    return People(rows=list(found), next=following(LIST, asked, found.more, len(found)))


def _listed(desk: Desk, asked: PeopleAsked, answer: People) -> dict[str, Any]:
    return {"most": max((row.statements for row in answer.rows), default=1)}


def _read(desk: Desk, asked: PersonAsked) -> PersonShown:
    store, number = desk.store, asked.number
    found = across.person(store, number)
    log = [entry for one in (found.id, *found.merged) for entry in store.log("person", one, limit=50)]
    own = {name: getattr(found, name) for name in found.__struct_fields__ if name != "appearances"}
    return PersonShown(
        **own,
        topics=list(desk.recounted(("latest topics", found.id), lambda: across.topics(store, found.id, most=LATEST), one=True)),
        changes=list(desk.recounted(("changes", found.id), lambda: across.changes(store, found.id, limit=20), one=True)),
        log=sorted(log, key=lambda entry: -entry.id)[:50],
    )


def _view(desk: Desk, asked: PersonAsked, answer: PersonShown) -> dict[str, Any]:
    store, who = desk.store, answer.id
    by = every(answer.first, answer.last)
    latest = store.search(person=who, limit=6)
    return {
        "chart": chart(store.over_time(person=who, every=by, of="outlet"), by, unnamed="no outlet named"),
        "roles": spans([(row, row.first, row.last) for row in _roles(answer.roles)]),
        "latest": latest,
        "context": store.context([row.id for row in latest]),
        "commitments": across.commitments(store, person=who, limit=4),
        "wikidata": wikidata(answer.wikidata),
        "shown": SHOWN,
        "of_latest": LATEST if answer.statements > LATEST else None,
        "pairs": distinct(answer.changes)[:3],
        "alike": _alike(desk, answer) if desk.actions else [],
    }


def distinct(found: list[across.Change]) -> list[across.Change]:
    """Pairs of which each has other words that clash: several papers print the same two statements."""
    kept: dict[tuple[str, str], across.Change] = {}
    for change in found:
        kept.setdefault((change.earlier_words.lower(), change.later_words.lower()), change)
    return list(kept.values())


def _roles(rows: list[RoleRow]) -> list[RoleRow]:
    """The most frequent roles, in the order of time."""
    most = sorted(rows, key=lambda row: -row.articles)[:SHOWN]
    return [row for row in rows if row in most]


def wikidata(of: str | None) -> str | None:
    """The address of an entity of Wikidata."""
    return f"https://www.wikidata.org/wiki/{of}" if of is not None and re.fullmatch(r"Q[1-9]\d{0,12}", of) else None


def _alike(desk: Desk, answer: PersonShown) -> list[across.PersonRow]:
    """Others whose names end as this one does: those that it is most likely to be merged with."""
    last = answer.name.split()[-1]
    return [row for row in known.people(desk, last, limit=8) if row.id != answer.id and row.kind == answer.kind][:6]


def _why(desk: Desk, asked: WhyAsked) -> Why:
    found = across.person(desk.store, asked.number)
    rows = found.appearances[asked.offset : asked.offset + asked.limit]
    more = len(found.appearances) > asked.offset + len(rows)
    return Why(
        person=found.id, name=found.name, kind=found.kind, appearances=len(found.appearances), rows=rows,
        next=following(WHY, asked, more, len(rows)),
    )  # fmt: skip


LIST = Page(
    path="/people",
    asked=PeopleAsked,
    gives=People,
    read=_list,
    view=_listed,
    rows="rows",
    template="people.html",
    section="People",
    warm=known.counted,
    summary="Persons and organizations across articles.",
)
PERSON = Page(
    path="/people/{number:int}",
    asked=PersonAsked,
    gives=PersonShown,
    read=_read,
    view=_view,
    template="person.html",
    summary="A person or an organization: roles, statements over time, topics, commitments, statements that disagree.",
)
WHY = Page(
    path="/people/{number:int}/why",
    asked=WhyAsked,
    gives=Why,
    read=_why,
    rows="rows",
    template="why.html",
    summary="Each appearance of a person or an organization, and why it is counted to it.",
)
PAGES = [LIST, PERSON, WHY]
