"""Changes: where two statements of one speaker on one thing disagree, with the words that clash and the dates of both."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ...store import Results, Said, Store
from ...store.filters import Filters, within
from ...store.query import parse
from ...store.said import load
from .kept import Found, found_pairs

LEAST = 0.35
"""How sure it must be at least that two statements disagree."""
_WHY = {
    "stance": "one is for it, the other against it",
    "will": "one says that it will be done, the other that it will not",
    "fact": "one says that it is so, the other that it is not, or not quite",
    "number": "they give different numbers for the same",
    "condition": "only one of them makes it hang on a condition",
}


class Change(msgspec.Struct, kw_only=True):
    """Two statements of one speaker that disagree; ``earlier`` and ``later`` are their numbers, as ``search`` gives them.

    ``change``: stance, will, fact, number or condition. ``sure``: from 0 to 1. ``..._day``: when it was said, where the article tells
    (``..._dated``: said), else when it was published (published). ``..._words``: the words that clash, at ``..._at`` in the content.
    ``shared``: stems of what both speak of."""

    earlier: int
    later: int
    speaker: str
    change: str
    why: str
    sure: float
    shared: list[str]
    earlier_day: str | None
    earlier_dated: str
    earlier_words: str
    earlier_cue: str
    earlier_content: str
    earlier_at: list[tuple[int, int]]
    earlier_article: str
    earlier_url: str | None
    earlier_publisher: str | None
    later_day: str | None
    later_dated: str
    later_words: str
    later_cue: str
    later_content: str
    later_at: list[tuple[int, int]]
    later_article: str
    later_url: str | None
    later_publisher: str | None


def changes(
    store: Store,
    person: str | int | None = None,
    *,
    about: str | None = None,
    since: str | None = None,
    until: str | None = None,
    least: float = LEAST,
    limit: int | None = 20,
    offset: int = 0,
) -> Results[Change]:
    """Pairs of statements of one speaker that disagree, those whose later one is newest first; near-copies count once.

    ``person``: words that the name has, or the number of an identity; null: everybody. ``about``: words, as of ``Store.search``, that one of the two has. ``since``,
    ``until``: between which both were said, or published. ``least``: how sure it must be. Raises ``QueryError``.
    """
    Filters(since=since, until=until)
    query = parse(about) if about is not None and about.strip() else None
    with store.reading() as connection:
        found = found_pairs(connection, person, least)
        said = {
            entry.id: entry for entry in load(connection, list({number for pair in found for number in (pair.earlier, pair.later)}))
        }
    rows = []
    for pair in found:
        one, other = said[pair.earlier], said[pair.later]
        in_time = all(within(entry.said_on or entry.published, since, until) for entry in (one, other))
        if in_time and (query is None or query.hits(one.content) or query.hits(other.content)):
            rows.append(_change(pair, one, other))
    rows.sort(key=lambda row: (row.later_day or "", row.sure, row.later), reverse=True)
    end = None if limit is None else offset + limit
    return Results(Change, rows[offset:end], end is not None and len(rows) > end)


def disagreeing(found: Iterable[Found]) -> dict[int, list[int]]:
    """For each statement, by its number, those that disagree with it."""
    marks: dict[int, list[int]] = {}
    for pair in found:
        marks.setdefault(pair.earlier, []).append(pair.later)
        marks.setdefault(pair.later, []).append(pair.earlier)
    return {number: sorted(others) for number, others in marks.items()}


def _change(pair: Found, one: Said, other: Said) -> Change:
    return Change(
        earlier=one.id, later=other.id, speaker=one.speaker or "", change=pair.change, why=_WHY[pair.change], sure=pair.sure,
        shared=pair.shared,
        earlier_day=one.said_on or one.published, earlier_dated=dated(one), earlier_words=one.content[slice(*pair.earlier_at)],
        earlier_cue=one.cue, earlier_content=one.content, earlier_at=[pair.earlier_at], earlier_article=one.article,
        earlier_url=one.url, earlier_publisher=one.publisher,
        later_day=other.said_on or other.published, later_dated=dated(other), later_words=other.content[slice(*pair.later_at)],
        later_cue=other.cue, later_content=other.content, later_at=[pair.later_at], later_article=other.article,
        later_url=other.url, later_publisher=other.publisher,
    )  # fmt: skip


def dated(said: Said) -> str:
    """What the day of a statement is: when it was "said", or only when the article was "published"."""
    return "said" if said.said_on else "published"
