"""Topics: what a speaker speaks of more than others do: names, and words that stand side by side."""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Set

import msgspec
from sqlalchemy import Connection, select

from ...store import Results, Store
from ...store.filters import Filters, narrowed
from ...store.schema import people, statement_words, statements
from ...store.words import folded
from .. import stopwords as w
from ..seen import seen
from .claims import Token, tokens

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
                plain = last.stem in general or (last.low in w.CALENDAR and content[last.start].isupper())
                said = said or not plain
                if not said or (plain and last is not first and not last.name) or stems in seen:
                    continue
                if last is first and not first.name and len(first.low) < 5:
                    continue
                seen.add(stems)
                yield stems, first.start, last.end
        run = [token] if token is not None and _is_telling(token.low, own) else []


def _is_telling(low: str, own: Set[str]) -> bool:
    if len(low) < 3 or not low[0].isalpha() or low in w.FUNCTION or "'" in low:  # an apostrophe: "n't"
        return False
    return own.isdisjoint((low,) if low.isalnum() else folded(low))


def _name(connection: Connection, person: str | int) -> str:
    if isinstance(person, str):
        return person
    return connection.scalar(select(people.c.name).where(people.c.id == person)) or ""
