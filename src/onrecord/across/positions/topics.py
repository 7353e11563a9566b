"""Topics: what a speaker speaks of more than others do: names, and words that stand side by side."""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Set
from functools import lru_cache
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, select

from ...store import Results, Store
from ...store.filters import Filters, narrowed
from ...store.schema import people, statement_words, statements
from ...store.words import folded
from .. import stopwords as w
from ..seen import seen
from .claims import ENDS, form, pieces

_CANDIDATES = 80
MOST = 5000
"""Statements that are looked at, the last added."""
_LONGEST = 3


class Topic(msgspec.Struct, kw_only=True):
    """A topic of a speaker: words to give ``timeline`` as ``about``. ``statements``, ``articles``: how many of the speaker's have them;
    ``first``, ``last``: days; ``score``: how much more the speaker has them than the store at large."""

    topic: str
    statements: int
    articles: int
    first: str | None
    last: str | None
    score: float


def topics(
    store: Store, person: str | int, *, since: str | None = None, until: str | None = None, limit: int | None = 10, most: int = MOST
) -> Results[Topic]:
    """The topics of a speaker, by tf-idf over statements (K. Spärck Jones, 1972), the most telling first; of at least two statements.

    ``most``: so many statements are looked at, those that were added last.
    """
    with store.reading() as connection:
        who = {"person": person} if isinstance(person, int) else {"speaker": person}
        conditions = narrowed(connection, Filters(**who, since=since, until=until))
        if conditions is None:
            return Results(Topic, [])
        s = statements.c
        query = select(s.id, statement_words.c.content, s.revision_id, s.day).join_from(
            statements, statement_words, statement_words.c.id == s.id
        )
        query = query.where(*conditions.conditions, s.copy_of.is_(None))
        rows = connection.execute(query.order_by(s.id.desc()).limit(most)).all()
        own = set(folded(_name(connection, person)))
        where: dict[tuple[str, ...], list[tuple[int, int, int]]] = defaultdict(list)  # a statement of rows, and where in it
        for i, row in enumerate(rows):
            for stems, start, end in _phrases(row.content, own):
                where[stems].append((i, start, end))
        often = heapq.nsmallest(
            _CANDIDATES,
            (stems for stems, places in where.items() if len(places) > 1),
            key=lambda key: (-len(where[key]) * (1 + 0.5 * len(key)), key),
        )
        counted = seen(store)
        total = counted.all(connection) or 1
        forms: dict[tuple[str, ...], str] = {}
        # The rarer a phrase is in the store, the more it tells. How many have it takes a search, and is asked of those alone that could be
        # among the topics if nobody else had them: first come, by what they can be at most, those that are not yet counted.
        waiting: list[tuple[float, bool, tuple[str, ...]]] = []
        for stems in often:
            (form, times), *_ = Counter(rows[i].content[start:end] for i, start, end in where[stems]).most_common(1)
            forms[stems] = form
            waiting.append((-_score(len(where[stems]), len(stems), times, total), False, stems))
        heapq.heapify(waiting)
        kept: list[tuple[float, tuple[str, ...]]] = []
        while waiting and (limit is None or len(kept) <= limit):
            score, is_counted, stems = heapq.heappop(waiting)
            if any(set(stems) <= set(other) or set(other) <= set(stems) for _, other in kept):
                continue  # "harbour dues" stands for "harbour"
            if is_counted:
                kept.append((-score, stems))
            else:
                had = counted.count(connection, folded(forms[stems]))
                heapq.heappush(waiting, (-_score(len(where[stems]), len(stems), had, total), True, stems))
    found = []
    for score, stems in kept[:limit]:
        days = sorted(day for i, *_ in where[stems] if (day := rows[i].day))
        found.append(
            Topic(
                topic=forms[stems], statements=len(where[stems]), articles=len({rows[i].revision_id for i, *_ in where[stems]}),
                first=days[0] if days else None, last=days[-1] if days else None, score=round(score, 2),
            )
        )  # fmt: skip
    return Results(Topic, found, limit is not None and len(kept) > limit)


def _score(own: int, length: int, seen: int, total: int) -> float:
    """Of a phrase of so many words that ``own`` statements of the speaker have, of ``seen`` of all."""
    return own * math.log((total + 1) / (seen + 1)) * (1 + 0.6 * (length - 1))


class _Form(NamedTuple):
    """A word as it is written: its ``stem``; whether it can be in a topic at all (``telling``), and whether it is said of anything (``plain``); ``parts``:
    the words that it is made of, as names are compared; ``ends``: it is a mark behind which a sentence begins."""

    stem: str
    telling: bool
    plain: bool
    parts: frozenset[str]
    ends: bool


@lru_cache(maxsize=100_000)
def _form(raw: str) -> _Form:
    low, stem = form(raw)
    telling = len(low) > 2 and low[0].isalpha() and low not in w.FUNCTION and "'" not in low  # an apostrophe: "n't"
    plain = stem in w.GENERAL_STEMS or (low in w.CALENDAR and raw[0].isupper())
    return _Form(stem, telling, plain, frozenset((low,) if low.isalnum() else folded(low)), low in ENDS)


class _Word(NamedTuple):
    """A word that tells something, where it stands in a statement. ``name``: it is one; ``short``: too short to tell alone."""

    stem: str
    start: int
    end: int
    plain: bool
    name: bool
    short: bool


def _phrases(content: str, own: Set[str]) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """The phrases of a statement, of up to three words side by side: their stems, and where they stand first; single words only where
    they are telling. ``own``: words of the speaker's own name, which no phrase has."""
    seen: set[tuple[str, ...]] = set()
    for run in _runs(content, own):
        for at, first in enumerate(run):
            stems: tuple[str, ...] = ()
            said = False  # more than words that are said of anything
            for last in run[at : at + _LONGEST]:
                stems += (last.stem,)
                said = said or not last.plain
                if not said or (last.plain and last is not first and not last.name) or stems in seen:
                    continue
                if last is first and not first.name and first.short:
                    continue
                seen.add(stems)
                yield stems, first.start, last.end


def _runs(content: str, own: Set[str]) -> Iterator[list[_Word]]:
    """The words of a statement that tell something, those together that stand side by side."""
    run: list[_Word] = []
    begins = True
    for raw, start, end in pieces(content):
        of = _form(raw)
        if of.telling and own.isdisjoint(of.parts):
            if run and content[run[-1].end : start] != " ":
                yield run
                run = []
            run.append(_Word(of.stem, start, end, of.plain, raw[0].isupper() and not begins, end - start < 5))
        elif run:
            yield run
            run = []
        begins = of.ends
    if run:
        yield run


def _name(connection: Connection, person: str | int) -> str:
    if isinstance(person, str):
        return person
    return connection.scalar(select(people.c.name).where(people.c.id == person)) or ""
