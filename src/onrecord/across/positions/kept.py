"""Kept: which statements disagree is reckoned once for each speaker, and again when the speaker's statements are others.

A stamp tells whose statements are still those that were compared: it is of their numbers, and what changes the words of a statement takes it
away (``store.due``). Whoever reads finds the rest for himself, so that what is kept is only ever quicker, never older.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select

from ...store import Store
from ...store.schema import compared, disagreements
from .claims import is_shortened
from .entries import Line, Pair
from .gather import MOST, Group, Sum, abbreviations, groups, lines, said
from .pairs import pairs
from .screen import Wanted

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
        kept.setdefault(row.stamp, []).append(_row(row))
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
    found = list(_compare(connection, some))
    keys = [(speaker, person or 0) for group in some for speaker, person in group.keys]
    old = _stamps(connection, some)
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
        for group, own in zip(some, found, strict=True)
        for pair in own
    ]  # fmt: skip
    if rows:
        connection.execute(insert(disagreements), rows)
    stamps = [
        {"speaker_id": speaker, "person_id": person or 0, "stamp": group.stamp} for group in some for speaker, person in group.keys
    ]
    connection.execute(insert(compared), stamps)


def _compare(connection: Connection, of: Sequence[Group]) -> Iterator[list[Found]]:
    """The pairs of each speaker, the surest first. What is kept of the statements that were compared before, and are there as they were,
    is taken over; what is new is compared with itself and with what of the rest can disagree with it at all (``screen``)."""
    stamps = _stamps(connection, of)
    for first in range(0, len(of), _PORTION):
        some = of[first : first + _PORTION]
        all_rows = said(connection, some)
        every = [rows[-MOST:] for rows in all_rows]
        short = [abbreviations(rows) for rows in all_rows]
        before = [_before(group, rows, stamps) for group, rows in zip(some, all_rows, strict=True)]
        kept = _kept(connection, {stamp for stamp, _ in before if stamp})
        new = [_new(rows, all_rows[i], before[i][1], short[i]) for i, rows in enumerate(every)]
        fresh = _lines(connection, [[row for row in rows if row.id in new[i]] for i, rows in enumerate(every)], short)
        others = []
        for i, rows in enumerate(every):
            rest = [row for row in rows if row.id not in new[i]]
            wanted = Wanted(fresh[i], short[i]) if rest and fresh[i] else None
            others.append([
                row for row in rest
                if wanted and wanted.lets(row.cue, row.content, denied=row.denied, bound=row.bound, condition=row.condition)
            ])  # fmt: skip
        screened = _lines(connection, others, short)
        for i, rows in enumerate(every):
            both = sorted([*fresh[i], *screened[i]], key=lambda line: (line.day or "", line.id))
            there = {row.id for row in rows} - new[i]
            found = [pair for pair in kept.get(before[i][0] or "", ()) if pair.earlier in there and pair.later in there]
            found += (_found(pair) for pair in pairs(both) if pair.one.id in new[i] or pair.other.id in new[i])
            yield sorted(found, key=lambda pair: (-pair.sure, pair.earlier, pair.later))


def _before(group: Group, rows: Sequence[Any], stamps: Mapping[tuple[int, int], str]) -> tuple[str | None, set[int]]:
    """The stamp that a speaker had when last compared, and the numbers of the statements that were compared then, if these are all still
    there and those of one; else null and none."""
    known = {key: stamp for key in group.keys if (stamp := stamps.get((key[0], key[1] or 0)))}
    if len(set(known.values())) == 1:
        stamp = next(iter(known.values()))
        if (then := Sum.told(stamp)) is not None:
            old = {row.id for row in rows if row.id <= then.last and (row.speaker_id, row.root_id) in known}
            if Sum.of(old) == then:
                return stamp, old
    return None, set()


def _new(rows: Sequence[Any], every: Sequence[Any], old: Set[int], short: frozenset[str]) -> set[int]:
    """The numbers of the statements that are compared anew: those not compared before, all in their articles, and all that a new
    abbreviation changes."""
    new = {row.id for row in rows if row.id not in old}
    if not old:
        return new
    known = abbreviations(row for row in every if row.id in old)
    revisions = {row.revision_id for row in every if row.id not in old}
    for row in rows:
        if row.revision_id in revisions or (short != known and is_shortened(row.content, short, known)):
            new.add(row.id)
    return new


def _lines(connection: Connection, of: Sequence[Sequence[Any]], short: Sequence[frozenset[str]]) -> list[list[Line]]:
    """The rows of each speaker as lines."""
    every = lines(connection, [(row, short[i]) for i, rows in enumerate(of) for row in rows])
    return [[next(every) for _ in rows] for rows in of]


def _kept(connection: Connection, stamps: Set[str]) -> dict[str, list[Found]]:
    """The pairs that are kept, by stamp."""
    found: dict[str, list[Found]] = {}
    query = select(disagreements).order_by(disagreements.c.id)
    for row in connection.execute(query.where(disagreements.c.stamp.in_(stamps))):
        found.setdefault(row.stamp, []).append(_row(row))
    return found


def _row(row: Any) -> Found:
    return Found(
        row.change, row.earlier_id, (row.earlier_start, row.earlier_end), row.later_id, (row.later_start, row.later_end), row.sure,
        row.shared.split(),
    )  # fmt: skip


def _found(pair: Pair) -> Found:
    return Found(pair.change, pair.one.id, pair.one_at, pair.other.id, pair.other_at, pair.sure, sorted(pair.shared))


def _stamps(connection: Connection, of: Sequence[Group]) -> dict[tuple[int, int], str]:
    """The stamps of those who were compared, by speaker and identity."""
    query = select(compared)
    if len(of) <= _PORTION:
        query = query.where(compared.c.speaker_id.in_({speaker for group in of for speaker, _ in group.keys}))
    return {(row.speaker_id, row.person_id): row.stamp for row in connection.execute(query)}


def _fresh(connection: Connection, of: Sequence[Group]) -> set[str]:
    """The stamps of those whose statements were compared as they are."""
    known = _stamps(connection, of)
    return {group.stamp for group in of if all(known.get((speaker, person or 0)) == group.stamp for speaker, person in group.keys)}
