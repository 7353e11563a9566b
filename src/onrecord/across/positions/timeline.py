"""Timeline: what one speaker said, on a topic, by when it was said."""

from __future__ import annotations

import msgspec

from ...store import Results, Said, Store
from ...store import search as _search
from ...store.filters import Filters
from .changes import LEAST, dated, disagreeing
from .kept import found_pairs


class Position(msgspec.Struct, kw_only=True):
    """A statement in a timeline. ``id``: its number, as ``search`` gives it. ``day``: when it was said, where the article tells (``dated``:
    said), else when it was published (published). ``disagrees_with``: numbers of statements of the speaker that disagree with it."""

    id: int
    day: str | None
    dated: str
    speaker: str | None
    role: str | None
    content: str
    cue: str
    kind: str
    manner: str
    denied: bool
    hedge: str | None
    acts: list[str]
    confidence: float
    reports: int
    disagrees_with: list[int]
    article: str
    url: str | None
    title: str | None
    publisher: str | None
    published: str | None
    start: int | None
    end: int | None
    hits: list[tuple[int, int]]


def timeline(
    store: Store,
    person: str | int,
    *,
    about: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int | None = 20,
    offset: int = 0,
) -> Results[Position]:
    """What a speaker said, the oldest first, near-copies once. ``person``: words that the name has, or the
    number of an identity (``across.people``), which keeps namesakes apart. ``about``: words, as of ``Store.search``,
    that a statement has. ``since``, ``until``: between which it was said, or published. Raises ``QueryError``."""
    with store.reading() as connection:
        who = {"person": person} if isinstance(person, int) else {"speaker": person}
        by = Filters(**who, since=since, until=until)
        found = _search.search(connection, about, by, limit=limit, offset=offset, order="oldest")
        marks = disagreeing(found_pairs(connection, person, LEAST)) if found else {}
    return Results(Position, [_position(said, marks.get(said.id, [])) for said in found], found.more, found.note)


def _position(said: Said, others: list[int]) -> Position:
    same = {key: getattr(said, key) for key in Position.__struct_fields__ if key in Said.__struct_fields__}
    return Position(**same, day=said.said_on or said.published, dated=dated(said), disagrees_with=others)
