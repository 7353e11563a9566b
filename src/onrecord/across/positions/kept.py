"""Kept: which statements disagree is reckoned once for each speaker, and again when the speaker's statements are others.

A stamp tells whose statements are still those that were compared: it is of their numbers, and what changes the words of a statement takes it
away (``store.due``). Whoever reads finds the rest for himself, so that what is kept is only ever quicker, never older.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

from ...store import Store
from ...store.schema import compared, disagreements
from .gather import Group, groups, lines
from .pairs import pairs

_PORTION = 500
"""Speakers a transaction."""


class Found(NamedTuple):
    """Two statements that disagree; ``..._at``: the offsets, in the content of each, of the words that clash."""

    change: str
    earlier: int
    earlier_at: tuple[int, int]
    later: int
    later_at: tuple[int, int]
    sure: float
    shared: list[str]


def found_pairs(connection: Connection, person: str | int | None, least: float) -> list[Found]:
    """The pairs of the speakers that ``person`` names (see ``groups``) that are at least so sure, of each speaker the surest first."""
    of = groups(connection, person)
    fresh = _fresh(connection, of)
    kept: dict[str, list[Found]] = {}
    d = disagreements.c
    query = select(disagreements).order_by(d.id)
    if person is not None:
        query = query.where(d.stamp.in_([group.stamp for group in of]))
    for row in connection.execute(query):
        kept.setdefault(row.stamp, []).append(
            Found(
                row.change, row.earlier_id, (row.earlier_start, row.earlier_end), row.later_id, (row.later_start, row.later_end), row.sure,
                row.shared.split(),
            )
        )  # fmt: skip
    found = [pair for group in of if group.stamp in fresh for pair in kept.get(group.stamp, ())]
    for some in _compare(connection, [group for group in of if group.stamp not in fresh]):
        found += some
    return [pair for pair in found if pair.sure >= least]


def step(store: Store, heard: Callable[[int, int], None]) -> int:
    """Compare the statements of speakers who have others than when they were last compared. Returns 0: articles are not what is counted."""
    with store.reading() as connection:
        of = groups(connection, None)
        fresh = _fresh(connection, of)
    due = [group for group in of if group.stamp not in fresh]
    for first in range(0, len(due), _PORTION):
        some = due[first : first + _PORTION]
        with store.writing() as connection:
            _keep(connection, some)
        heard(first + len(some), len(due))
    return 0


def _keep(connection: Connection, some: Sequence[Group]) -> None:
    c, d = compared.c, disagreements.c
    keys = [(speaker, person or 0) for group in some for speaker, person in group.keys]
    old = {
        (row.speaker_id, row.person_id): row.stamp
        for row in connection.execute(select(compared).where(c.speaker_id.in_({speaker for speaker, _ in keys})))
    }
    gone = [old[key] for key in keys if key in old]
    connection.execute(delete(disagreements).where(d.stamp.in_([*gone, *(group.stamp for group in some)])))
    for speaker, person in keys:
        if (speaker, person) in old:
            connection.execute(delete(compared).where(c.speaker_id == speaker, c.person_id == person))
    rows = [
        {
            "stamp": group.stamp, "change": pair.change, "sure": pair.sure, "shared": " ".join(pair.shared),
            "earlier_id": pair.earlier, "earlier_start": pair.earlier_at[0], "earlier_end": pair.earlier_at[1],
            "later_id": pair.later, "later_start": pair.later_at[0], "later_end": pair.later_at[1],
        }
        for group, found in zip(some, _compare(connection, some), strict=True)
        for pair in found
    ]  # fmt: skip
    if rows:
        connection.execute(insert(disagreements), rows)
    stamps = [
        {"speaker_id": speaker, "person_id": person or 0, "stamp": group.stamp} for group in some for speaker, person in group.keys
    ]
    connection.execute(insert(compared), stamps)


def _compare(connection: Connection, of: Sequence[Group]) -> Iterator[list[Found]]:
    for said in lines(connection, [group.keys for group in of]):
        yield [
            Found(pair.change, pair.one.id, pair.one_at, pair.other.id, pair.other_at, pair.sure, sorted(pair.shared))
            for pair in pairs(said)
        ]


def _fresh(connection: Connection, of: Sequence[Group]) -> set[str]:
    """The stamps of those whose statements were compared as they are."""
    query = select(compared)
    if len(of) < _PORTION:
        query = query.where(compared.c.speaker_id.in_({speaker for group in of for speaker, _ in group.keys}))
    known = {(row.speaker_id, row.person_id): row.stamp for row in connection.execute(query)}
    return {group.stamp for group in of if all(known.get((speaker, person or 0)) == group.stamp for speaker, person in group.keys)}
