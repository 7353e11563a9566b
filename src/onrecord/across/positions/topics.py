"""Topics: what a speaker speaks of more than others do: names, and words that stand side by side."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator

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
_MOST = 5000
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
    store: Store, person: str | int, *, since: str | None = None, until: str | None = None, limit: int | None = 10
) -> Results[Topic]:
    """The topics of a speaker, by tf-idf over statements (K. Spärck Jones, 1972), the most telling first; of at least two statements."""
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
        rows = connection.execute(query.order_by(s.id.desc()).limit(_MOST)).all()
        own = set(folded(_name(connection, person)))
        where: dict[tuple[str, ...], set[int]] = defaultdict(set)
        forms: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        for i, row in enumerate(rows):
            for stems, form in _phrases(row.content):
                if not set(folded(form)) & own:
                    where[stems].add(i)
                    forms[stems][form] += 1
        often = sorted(
            (stems for stems in where if len(where[stems]) > 1), key=lambda key: (-len(where[key]) * (1 + 0.5 * len(key)), key)
        )
        total = connection.scalar(select(func.count()).select_from(statements)) or 1
        found = []
        for stems in often[:_CANDIDATES]:
            form = forms[stems].most_common(1)[0][0]
            seen = how_often(connection, Query(((Phrase(tuple(folded(form))),),), ()))
            score = len(where[stems]) * math.log((total + 1) / (seen + 1)) * (1 + 0.6 * (len(stems) - 1))
            days = sorted(day for i in where[stems] if (day := rows[i].day))
            articles = len({rows[i].revision_id for i in where[stems]})
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


def _phrases(content: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The phrases of a statement, of up to three words side by side, each by its stems; single words only where they are telling."""
    run: list[Token] = []
    seen: set[tuple[str, ...]] = set()
    for token in [*tokens(content), None]:
        telling = token is not None and token.low[0].isalpha() and token.low not in w.FUNCTION and len(token.low) > 2
        if token is not None and telling and (not run or content[run[-1].end : token.start] == " "):
            run.append(token)
            continue
        for size in range(1, _LONGEST + 1):
            for at in range(len(run) - size + 1):
                part = run[at : at + size]
                stems = tuple(t.stem for t in part)
                if (
                    stems in seen
                    or all(of in w.GENERAL_STEMS for of in stems)
                    or (stems[-1] in w.GENERAL_STEMS and size > 1 and not part[-1].name)
                ):
                    continue
                if size == 1 and not part[0].name and len(part[0].low) < 5:
                    continue
                seen.add(stems)
                yield stems, content[part[0].start : part[-1].end]
        run = [token] if token is not None and telling else []


def _name(connection: Connection, person: str | int) -> str:
    if isinstance(person, str):
        return person
    return connection.scalar(select(people.c.name).where(people.c.id == person)) or ""
