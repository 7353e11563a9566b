"""Gather: the statements of a speaker from the store, with what in them can be compared."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha1
from typing import Any, NamedTuple

from sqlalchemy import Connection, FromClause, and_, func, or_, select

from ...record import JOIN
from ...store.filters import Filters, narrowed
from ...store.rows import pieces
from ...store.schema import (
    SPAN,
    appearances,
    commitments,
    figures,
    inside,
    people,
    revisions,
    spans,
    speakers,
    statement_words,
    statements,
)
from ...store.words_of import commitment_words
from .. import stopwords as w
from .claims import claims, phrase, tokens
from .entries import Bound, Counted, Line
from .markers import FIRST

LEAST = 0.4
"""Confidence below which a statement is compared with nothing: who said it, or what was said, may be wrong."""
_AT_ONCE = 500
_INITIAL = re.compile(r" [A-Z]\.? ")
_BY = re.compile(r"(?:by|before|until|within|no later than|not later than)\b", re.IGNORECASE)
"""Begins a deadline; other dates may be those of a series."""
_SHORT = re.compile(r"\b[A-Z]{3,6}\b")
"""An abbreviation; what it stands for is known by its initials."""
_BEHIND = 160
MOST = 5000
"""Statements of one speaker that are compared, the latest."""


RULES = 4
"""Of these rules; raised with every change of what is found, so that what was compared before is compared again."""

Key = tuple[int, int | None]
"""A speaker's name (``speakers.id``) and identity; null where articles are not yet related."""


class Group(NamedTuple):
    """Who is one: the keys of the statements, and a ``stamp`` that is another one as soon as there are other statements."""

    keys: list[Key]
    stamp: str


def groups(connection: Connection, person: str | int | None) -> list[Group]:
    """Who is who: for each speaker that ``person`` names (words of a name, or the number of an identity), the keys of the statements;
    null: of all that have two statements or more.

    By identity (``across.people``), so that namesakes stay apart. In articles that are not yet related by name: "Mara Lind" and "Mara
    T. Lind" are one, unless there is a "Mara B. Lind", too. Only persons and organizations that have a name.
    """
    s = statements.c
    query = (
        select(s.speaker_id, people.c.root_id, speakers.c.name, func.count(), func.sum(s.id), func.max(s.id))
        .select_from(_spoken())
        .where(_COMPARED, speakers.c.kind.in_(("person", "organization")), speakers.c.name.not_like("% + %"))
        .group_by(s.speaker_id, people.c.root_id, speakers.c.name)
        .order_by(s.speaker_id, people.c.root_id)
    )
    if person is not None:
        conditions = narrowed(connection, Filters(person=person) if isinstance(person, int) else Filters(speaker=person))
        if conditions is None:
            return []
        query = query.where(*conditions.conditions)
    by_identity: dict[int, list[tuple[Key, str, int, str]]] = defaultdict(list)
    by_name: dict[str, list[tuple[Key, str, int, str]]] = defaultdict(list)
    for number, identity, name, count, total, last in connection.execute(query):
        entry = ((number, identity), name, count, f"{number}.{identity}.{count}.{total}.{last}")
        if identity is not None:
            by_identity[identity].append(entry)
        else:
            by_name[_INITIAL.sub(" ", name)].append(entry)
    found = list(by_identity.values())
    for same in by_name.values():
        initials = {tuple(_INITIAL.findall(name)) for _, name, *_ in same} - {()}
        found += [same] if len(initials) < 2 else [[one] for one in same]
    return [
        Group([key for key, *_ in one], f"{RULES}.{sha1(' '.join(what for *_, what in one).encode()).hexdigest()}")
        for one in found
        if person is not None or sum(count for _, _, count, _ in one) > 1
    ]


_KNOWN = or_(people.c.root_id.is_not(None), ~revisions.c.people_done)
"""That it is told who speaks, or not yet looked at; a speaker whom nothing tells from another is compared with nobody."""


_COMPARED = and_(
    statements.c.current,
    ~statements.c.withdrawn,
    statements.c.copy_of.is_(None),
    statements.c.sourcing == "named",
    statements.c.confidence >= LEAST,
    _KNOWN,
)


def _spoken() -> FromClause:
    s, a = statements.c, appearances.c
    return (
        statements.join(speakers, speakers.c.id == s.speaker_id)
        .join(revisions, revisions.c.id == s.revision_id)
        .outerjoin(appearances, (a.revision_id == s.revision_id) & (a.speaker_id == s.speaker_id) & (a.part == 0))
        .outerjoin(people, people.c.id == a.person_id)
    )


def said(connection: Connection, of: Sequence[Group]) -> list[list[Any]]:
    """The statements of each of some speakers that are compared, as rows, near-copies once, oldest first, at most ``MOST`` of each."""
    found: list[list[Any]] = [[] for _ in of]
    whose = {key: found[i] for i, group in enumerate(of) for key in group.keys}
    s, words, c = statements.c, statement_words.c, commitments.c
    own = select(c.id).where(c.statement_id == s.id, c.act != "demand")
    query = (
        select(
            s.id, s.revision_id, s.speaker_id, people.c.root_id, s.day, words.content, s.content_start, s.content_end, words.cue, s.denied,
            s.hedge_start, s.kind, s.confidence, speakers.c.name, own.exists().label("bound"),
            own.where(c.condition_start.is_not(None)).exists().label("condition"),
        )
        .select_from(_spoken().join(statement_words, words.id == s.id))
        .where(_COMPARED)
    )  # fmt: skip
    numbers = sorted({number for number, _ in whose})
    for first in range(0, len(numbers), _AT_ONCE):
        for row in connection.execute(query.where(s.speaker_id.in_(numbers[first : first + _AT_ONCE]))):
            if (own_rows := whose.get((row.speaker_id, row.root_id))) is not None:
                own_rows.append(row)
    for rows in found:
        rows.sort(key=lambda row: (row.day or "", row.id))
        del rows[:-MOST]
    return found


def abbreviations(rows: Iterable[Any]) -> frozenset[str]:
    """The abbreviations in what somebody said, without case."""
    return frozenset(form.lower() for row in rows for form in _SHORT.findall(row.content))


def lines(connection: Connection, rows: Sequence[tuple[Any, frozenset[str]]]) -> Iterator[Line]:
    """Statements with what in them can be compared: each row of ``said`` with the abbreviations of its speaker."""
    for first in range(0, len(rows), _AT_ONCE):
        few = rows[first : first + _AT_ONCE]
        bare = [row for row, _ in few]
        bound, counted, behind = _bound(connection, bare), _figures(connection, bare), _behind(connection, bare)
        for row, short in few:
            words, _, names = phrase(tokens(row.content, short))
            line = Line(
                row.id, row.revision_id, row.day, row.confidence, row.content, row.cue, row.denied,
                words - w.GENERAL_STEMS - _own(row.name), words, names, start=row.content_start, end=row.content_end,
                behind=behind.get(row.id, ""),
            )  # fmt: skip
            if row.hedge_start is None:
                line.claims = list(claims(row.content, row.cue, row.denied, short))
                line.bound = bound.get(row.id, []) if not row.denied else []
                line.counted = counted.get(row.id, []) if not row.denied else []
            yield line


@lru_cache(maxsize=10_000)
def _own(name: str) -> frozenset[str]:
    return frozenset(t.stem for t in tokens(name))


def _behind(connection: Connection, rows: Sequence[Any]) -> dict[int, str]:
    """For each statement that its cue calls former: how the article goes on."""
    s = statements.c
    former = [row.id for row in rows if FIRST.search(row.cue) and row.content_end is not None]
    query = select(s.id, func.substr(revisions.c.text, s.content_end + 1, _BEHIND)).join_from(statements, revisions)
    return {row[0]: row[1] for row in connection.execute(query.where(s.id.in_(former)))}


def _bound(connection: Connection, rows: Sequence[Any]) -> dict[int, list[Bound]]:
    by_id = {row.id: row for row in rows}
    c = commitments.c
    found: dict[int, list[Bound]] = defaultdict(list)
    own = and_(c.statement_id.in_(by_id), c.act != "demand")
    several = _pieces(connection, rows)
    query = (
        select(commitments, *commitment_words())
        .join_from(commitments, statements)
        .join(revisions, revisions.c.id == statements.c.revision_id)
    )
    for entry in connection.execute(query.where(own).order_by(c.id)):
        row = by_id[entry.statement_id]
        if entry.actor != row.name:
            continue
        at = pieces(row._mapping, "content", several.get(row.id, ()))
        start, end = _within(at, entry.action_start), _within(at, entry.action_end)
        if start is None or end is None:
            continue
        told = tokens(entry.action)
        stems, head, names = phrase(told)
        verb = next((t.stem for t in told if t.stem in stems), "")
        where = (-1, -1)
        if entry.condition is not None:
            begin, stop = _within(at, entry.condition_start), _within(at, entry.condition_end)
            where = (start, end) if begin is None or stop is None else (begin, stop)
        deadline = entry.deadline_date if _BY.match(entry.deadline or "") else None
        found[row.id].append(
            Bound(entry.act, stems, verb, head, names, not entry.negated, entry.condition, start, end, *where, deadline)
        )
    return found


def _figures(connection: Connection, rows: Sequence[Any]) -> dict[int, list[Counted]]:
    f = figures.c
    by_revision: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_revision[row.revision_id].append(row)
    several = _pieces(connection, rows)
    found: dict[int, list[Counted]] = defaultdict(list)
    query = select(figures).join_from(revisions, figures, inside(figures)).where(revisions.c.id.in_(by_revision))
    entries = connection.execute(query.order_by(f.id)).all()
    # their words are cut out here: the database would walk through a whole text for each of them
    own = select(revisions.c.id, revisions.c.text).where(revisions.c.id.in_({entry.id // SPAN for entry in entries}))
    texts: dict[int, str] = {row.id: row.text for row in connection.execute(own)}
    for entry in entries:
        for row in by_revision[entry.id // SPAN]:
            at = pieces(row._mapping, "content", several.get(row.id, ()))
            start, end = _within(at, entry.start_char), _within(at, entry.end_char)
            if start is None or end is None or end <= start:
                continue
            around = _clause(row.content, start, end)
            of = phrase(tokens(entry.of or ""))[0]
            stems, _, names = phrase(around)
            lows = {t.low for t in tokens(row.cue)} | {t.low for t in around}
            proposed = bool(lows & w.PROPOSING) and not lows & w.GIVING and not lows & {"who", "which", "without", "against"}
            found[row.id].append(
                Counted(
                    entry.value,
                    entry.high,
                    entry.unit,
                    entry.qualifier,
                    of,
                    stems,
                    names,
                    proposed,
                    texts[entry.id // SPAN][entry.start_char : entry.end_char],
                    start,
                    end,
                )
            )
    return found


def _clause(content: str, start: int, end: int) -> list[Any]:
    """The words of the sentence around a figure, without the figure."""
    found = tokens(content)
    begin = max((t.end for t in found if t.low in (".", "?", "!", ";") and t.end <= start), default=0)
    stop = min((t.start for t in found if t.low in (".", "?", "!", ";") and t.start >= end), default=len(content))
    return [t for t in found if begin <= t.start and t.end <= stop and not (start <= t.start < end) and not t.low[0].isdigit()]


def _pieces(connection: Connection, rows: Sequence[Any]) -> dict[int, list[tuple[int, int]]]:
    several: dict[int, list[tuple[int, int]]] = {}
    p = spans.c
    query = select(p.statement_id, p.start_char, p.end_char).where(
        p.statement_id.in_([row.id for row in rows]), p.part == "content"
    )
    for number, start, end in connection.execute(query.order_by(p.statement_id, p.number)):
        several.setdefault(number, []).append((start, end))
    return several


def _within(at: Sequence[tuple[int, int]], offset: int) -> int | None:
    """An offset in the article as one in the content, whose pieces are joined; null where it is in none of them."""
    before = 0
    for start, end in at:
        if start <= offset <= end:
            return before + offset - start
        before += end - start + len(JOIN)
    return None
