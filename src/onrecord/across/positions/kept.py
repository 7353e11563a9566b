"""Kept: which statements disagree is reckoned once for each speaker, and again when the speaker's statements are others.

A stamp tells whose statements are still those that were compared: it is of their numbers, and what changes the words of a statement takes it
away (``store.due``). Whoever reads finds the rest for himself, so that what is kept is only ever quicker, never older.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, select

from ...store import Store
from ...store.schema import compared, disagreements
from ..collector import no_collector
from .claims import is_shortened
from .entries import Line, Pair
from .gather import RULES, Group, abbreviations, groups, lines, said
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


class Compared(NamedTuple):
    """What was last compared of a speaker and identity: the stamp, the numbers of the statements, and the abbreviations."""

    stamp: str
    statements: Set[int]
    short: frozenset[str]


Known = Mapping[tuple[int, int], Compared]
"""By speaker and identity (0: none is told)."""


def found_pairs(connection: Connection, person: str | int | None, least: float) -> list[Found]:
    """The pairs of the speakers that ``person`` names (see ``groups``) that are at least so sure, of each speaker the surest first."""
    of = groups(connection, person)
    fresh = _fresh(connection, of)
    kept = _kept(connection, {group.stamp for group in of} if person is not None else None)
    found = [pair for group in of if group.stamp in fresh for pair in kept.get(group.stamp, ())]
    for *_, pairs_ in _compare(connection, [group for group in of if group.stamp not in fresh]):
        found += pairs_
    return [pair for pair in found if pair.sure >= least]


def step(store: Store, heard: Callable[[int, int], None]) -> int:
    """Compare the statements of speakers who have others than when they were last compared. Returns 0: articles are not what is counted."""
    with store.reading() as connection:
        of = groups(connection, None)
        fresh = _fresh(connection, of)
    due = [group for group in of if group.stamp not in fresh]
    for first in range(0, len(due), _PORTION):
        some = due[first : first + _PORTION]
        with store.writing() as connection, no_collector():
            _keep(connection, some)
        heard(first + len(some), len(due))
    return 0


def _keep(connection: Connection, some: Sequence[Group]) -> None:
    """Compare some speakers, and put what is found in the place of what was."""
    c = compared.c
    found = list(_compare(connection, some))
    of = {(speaker, person or 0) for group in some for speaker, person in group.keys}
    query = select(c.speaker_id, c.person_id, c.stamp).where(c.speaker_id.in_({speaker for speaker, _ in of}))
    old = [row for row in connection.execute(query) if (row.speaker_id, row.person_id) in of]
    if old:
        this = delete(compared).where(c.speaker_id == bindparam("speaker"), c.person_id == bindparam("person"))
        connection.execute(this, [{"speaker": row.speaker_id, "person": row.person_id} for row in old])
    gone = {row.stamp for row in old}
    gone -= set(
        connection.scalars(select(c.stamp).where(c.stamp.in_(gone)))
    )  # of those who are two now, the other one has it still
    connection.execute(delete(disagreements).where(disagreements.c.stamp.in_(gone | {group.stamp for group in some})))
    pairs_ = [
        {
            "stamp": group.stamp, "change": pair.change, "sure": pair.sure, "shared": " ".join(pair.shared),
            "earlier_id": pair.earlier, "earlier_start": pair.earlier_at[0], "earlier_end": pair.earlier_at[1],
            "later_id": pair.later, "later_start": pair.later_at[0], "later_end": pair.later_at[1],
        }
        for group, *_, own in found
        for pair in own
    ]  # fmt: skip
    if pairs_:
        connection.execute(insert(disagreements), pairs_)
    connection.execute(insert(compared), [row for group, rows, short, _ in found for row in compared_rows(group, rows, short)])


def compared_rows(group: Group, rows: Sequence[Any], short: frozenset[str]) -> list[dict[str, Any]]:
    """What is kept of a speaker whose statements were compared; ``rows``: as of ``said``; ``short``: their ``abbreviations``. The numbers of
    statements are kept as the steps from each to the next, behind the abbreviations."""
    numbers: dict[tuple[int, int | None], list[int]] = {key: [] for key in group.keys}
    for row in rows:
        numbers[row.speaker_id, row.root_id].append(row.id)
    return [
        {
            "speaker_id": speaker, "person_id": person or 0, "stamp": group.stamp,
            "statements": msgspec.msgpack.encode((sorted(short), [b - a for a, b in pairwise([0, *sorted(own)])])),
        }
        for (speaker, person), own in numbers.items()
    ]  # fmt: skip


def _compare(connection: Connection, of: Sequence[Group]) -> Iterator[tuple[Group, list[Any], frozenset[str], list[Found]]]:
    """The statements of each speaker, the abbreviations in them, and the pairs, the surest first. What is kept of two statements that were compared before is taken
    over; what is new is compared with itself and with what of the rest can disagree with it at all (``screen``)."""
    for first in range(0, len(of), _PORTION):
        some = of[first : first + _PORTION]
        known = _known(connection, some)
        kept = _kept(connection, {row.stamp for row in known.values()})
        every = said(connection, some)
        short = [abbreviations(rows) for rows in every]
        before = [_before(group, known) for group in some]
        new = [_new(rows, before[i], short[i]) for i, rows in enumerate(every)]
        fresh = _lines(connection, [[row for row in rows if row.id in new[i]] for i, rows in enumerate(every)], short)
        screened = _lines(connection, [_screened(rows, new[i], fresh[i], short[i]) for i, rows in enumerate(every)], short)
        for i, rows in enumerate(every):
            both = sorted([*fresh[i], *screened[i]], key=lambda line: (line.day or "", line.id))
            there = {row.id for row in rows} - new[i]
            found = [pair for pair in kept.get(before[i].stamp, ()) if pair.earlier in there and pair.later in there]
            found += (_found(pair) for pair in pairs(both) if pair.one.id in new[i] or pair.other.id in new[i])
            yield some[i], rows, short[i], sorted(found, key=lambda pair: (-pair.sure, pair.earlier, pair.later))


def _before(group: Group, known: Known) -> Compared:
    """What of a speaker was compared before, with itself: where several have become one, that of which there is the most."""
    found = {"": Compared("", frozenset(), frozenset())}
    for speaker, person in group.keys:
        if row := known.get((speaker, person or 0)):
            so_far = found.get(row.stamp)
            found[row.stamp] = row._replace(statements=row.statements | so_far.statements) if so_far else row
    return max(found.values(), key=lambda row: (len(row.statements), row.stamp))


def _new(rows: Sequence[Any], before: Compared, short: frozenset[str]) -> set[int]:
    """The numbers of the statements that are compared anew: those not compared before, all in their articles, and all that an
    abbreviation changes which is new, or gone."""
    new = {row.id for row in rows if row.id not in before.statements}
    if len(new) == len(rows):
        return new
    revisions = {row.revision_id for row in rows if row.id in new}
    others = short != before.short
    return new | {
        row.id for row in rows if row.revision_id in revisions or (others and is_shortened(row.content, short, before.short))
    }


def _screened(rows: Sequence[Any], new: Set[int], fresh: Sequence[Line], short: frozenset[str]) -> list[Any]:
    """Those of the statements compared before that may disagree with new ones."""
    if not fresh or len(new) == len(rows):
        return []
    wanted = Wanted(fresh, short)
    return [
        row
        for row in rows
        if row.id not in new and wanted.lets(row.cue, row.content, denied=row.denied, bound=row.bound, condition=row.condition)
    ]


def _lines(connection: Connection, of: Sequence[Sequence[Any]], short: Sequence[frozenset[str]]) -> list[list[Line]]:
    """The rows of each speaker as lines."""
    every = lines(connection, [(row, short[i]) for i, rows in enumerate(of) for row in rows])
    return [[next(every) for _ in rows] for rows in of]


def _kept(connection: Connection, stamps: Set[str] | None) -> dict[str, list[Found]]:
    """The pairs that are kept, of some stamps or all, by stamp."""
    query = select(disagreements).order_by(disagreements.c.id)
    if stamps is not None:
        query = query.where(disagreements.c.stamp.in_(stamps))
    found: dict[str, list[Found]] = {}
    for row in connection.execute(query):
        pair = Found(
            row.change, row.earlier_id, (row.earlier_start, row.earlier_end), row.later_id, (row.later_start, row.later_end), row.sure,
            row.shared.split(),
        )  # fmt: skip
        found.setdefault(row.stamp, []).append(pair)
    return found


def _found(pair: Pair) -> Found:
    return Found(pair.change, pair.one.id, pair.one_at, pair.other.id, pair.other_at, pair.sure, sorted(pair.shared))


def _known(connection: Connection, of: Sequence[Group]) -> Known:
    """What was compared of some speakers, by these rules."""
    query = select(compared).where(compared.c.speaker_id.in_({speaker for group in of for speaker, _ in group.keys}))
    found = {}
    for row in connection.execute(query.where(compared.c.stamp.startswith(f"{RULES}."), compared.c.statements.is_not(None))):
        short, steps = msgspec.msgpack.decode(row.statements, type=tuple[frozenset[str], list[int]])
        found[row.speaker_id, row.person_id] = Compared(row.stamp, frozenset(accumulate(steps)), short)
    return found


def _fresh(connection: Connection, of: Sequence[Group]) -> set[str]:
    """The stamps of those whose statements were compared as they are."""
    c = compared.c
    query = select(c.speaker_id, c.person_id, c.stamp)
    if len(of) < _PORTION:
        query = query.where(c.speaker_id.in_({speaker for group in of for speaker, _ in group.keys}))
    known = {(row.speaker_id, row.person_id): row.stamp for row in connection.execute(query)}
    return {group.stamp for group in of if all(known.get((speaker, person or 0)) == group.stamp for speaker, person in group.keys)}
