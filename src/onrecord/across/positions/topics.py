"""Topics: what a speaker speaks of more than others do: names, and words that stand side by side."""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Set

import msgspec
from sqlalchemy import Connection, func, select

from ...store import Results, Store
from ...store.filters import Filters, narrowed
from ...store.query import Phrase, Query
from ...store.schema import people, statement_words, statements
from ...store.search import how_often
from ...store.words import folded
from .. import stopwords as w
from .claims import Token, tokens

_CANDIDATES = 80
MOST = 5000
"""Statements that are looked at, the last added."""
_LONGEST = 3
_MOST_SEEN = 50_000


class Topic(msgspec.Struct, kw_only=True):
    """A topic of a speaker: words to give ``timeline`` as ``about``. ``statements``, ``articles``: how many of the speaker's have them;
    ``first``, ``last``: days; ``score``: how much more the speaker has them than the store at large."""

    topic: str
    statements: int
    articles: int
    first: str | None
    last: str | None
    score: float


class _Seen:
    """How many statements have a phrase: kept, since the topics of one are those of others, until the store changes."""

    def __init__(self) -> None:
        self._held: tuple[tuple[str, str], dict[tuple[str, ...], int]] = (("", ""), {})

    def count(self, store: Store, connection: Connection, phrase: tuple[str, ...]) -> int:
        of = (store.name, store.stamp())
        held, counts = self._held  # read at once: another thread may ask another store
        if of != held or len(counts) >= _MOST_SEEN:
            counts = {}
            self._held = of, counts
        if (count := counts.get(phrase)) is None:
            count = counts[phrase] = how_often(connection, Query(((Phrase(phrase),),), ()))
        return count


_SEEN = _Seen()


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
        total = connection.scalar(select(func.count()).select_from(statements)) or 1
        found = []
        for stems in often:
            form = Counter(rows[i].content[start:end] for i, start, end in where[stems]).most_common(1)[0][0]
            seen = _SEEN.count(store, connection, tuple(folded(form)))
            score = len(where[stems]) * math.log((total + 1) / (seen + 1)) * (1 + 0.6 * (len(stems) - 1))
            days = sorted(day for i, *_ in where[stems] if (day := rows[i].day))
            articles = len({rows[i].revision_id for i, *_ in where[stems]})
            found.append((score, stems, Topic(
                topic=form, statements=len(where[stems]), articles=articles, first=days[0] if days else None, last=days[-1] if days else None,
                score=round(score, 2),
            )))  # fmt: skip
    found.sort(key=lambda entry: (-entry[0], entry[1]))
    kept: list[tuple[tuple[str, ...], Topic]] = []
    for _, stems, topic in found:  # "harbour dues" stands for "harbour"
        if not any(set(stems) <= set(other) or set(other) <= set(stems) for other, _ in kept):
            kept.append((stems, topic))
    rows_ = [topic for _, topic in kept]
    return Results(Topic, rows_ if limit is None else rows_[:limit], limit is not None and len(rows_) > limit)


def _phrases(content: str, own: Set[str]) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """The phrases of a statement, of up to three words side by side: their stems, and where they stand first; single words only where
    they are telling. ``own``: words of the speaker's own name, which no phrase has."""
    run: list[Token] = []
    seen: set[tuple[str, ...]] = set()
    general = w.GENERAL_STEMS
    for token in [*tokens(content), None]:
        if token is not None and _is_telling(token.low, own) and (not run or content[run[-1].end : token.start] == " "):
            run.append(token)
            continue
        for at, first in enumerate(run):
            stems: tuple[str, ...] = ()
            said = False  # more than words that are said of anything
            for last in run[at : at + _LONGEST]:
                stems += (last.stem,)
                plain = last.stem in general
                said = said or not plain
                if not said or (plain and last is not first and not last.name) or stems in seen:
                    continue
                if last is first and not first.name and len(first.low) < 5:
                    continue
                seen.add(stems)
                yield stems, first.start, last.end
        run = [token] if token is not None and _is_telling(token.low, own) else []


def _is_telling(low: str, own: Set[str]) -> bool:
    return len(low) > 2 and low[0].isalpha() and low not in w.FUNCTION and own.isdisjoint((low,) if low.isalnum() else folded(low))


def _name(connection: Connection, person: str | int) -> str:
    if isinstance(person, str):
        return person
    return connection.scalar(select(people.c.name).where(people.c.id == person)) or ""
