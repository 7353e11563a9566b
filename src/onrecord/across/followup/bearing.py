"""Bearing: later statements, events and figures that bear on a commitment, each with the reason it is offered.

Words decide: who is to act, what is to be done, what it hangs on. Offered is what may tell a person something; nothing is judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, select

from ...store import NotFound, Results, Store
from ...store import said as _said
from ...store import search as _search
from ...store.filters import Filters
from ...store.rows import name_at
from ...store.schema import (
    SPAN,
    articles,
    commitments,
    event_names,
    events,
    figures,
    inside,
    publishers,
    revisions,
    speakers,
    statement_words,
    statements,
)
from ...store.words import beginning, folded, forms, plain, words
from ...store.words_of import commitment_words
from ..seen import Seen, seen
from .likeness import Words, of_trigger, same_actor

_STATEMENTS = 200
"""Statements with words of the commitment that are looked at, the best ranked first."""
_ARTICLES = 100
"""Articles whose events and figures are looked at: of those statements, the best ranked first."""
_MANY = 5000
"""Statements with words of the commitment of which not all are looked through."""
_SPARED = 2
_AROUND = 400
_MONTH, _YEAR = 31, 366
_WORD = re.compile(r"\w+")
_NO_END = re.compile(r"(?:\d{4}|from\b.*|since\b.*|today|now|tonight)$", re.IGNORECASE)
"""Times that end nothing: the year of a budget or of games, a beginning, the day on which it is said."""
_END = re.compile(r"[.!?]['\"”’)]*\s|\n")


class FollowUp(msgspec.Struct, kw_only=True):
    """What bears on a commitment. ``id``: the number of the statement, event or figure; null of a deadline. ``statement``: the number of
    the statement itself, or null. ``day``: when it was said or happened, else published. ``who``: the speaker or actor. ``reason``: why it
    is offered, in words; ``bears_on``: action, condition, deadline, figure; ``matched``: the words of ``text`` that made it so."""

    kind: Literal["statement", "event", "figure", "deadline"]
    id: int | None
    statement: int | None
    day: str | None
    who: str | None
    text: str
    bears_on: list[str]
    reason: str
    matched: list[str]
    article: str | None
    url: str | None
    published: str | None
    publisher: str | None
    start: int | None
    end: int | None


class _Commitment(msgspec.Struct):
    """What is looked for."""

    row: Row[*tuple[Any, ...]]
    actor: str | None
    action: Words
    condition: Words
    counted: list[Row[*tuple[Any, ...]]]

    def may_bear(self, text: str) -> bool:
        """Whether any sentence of a text can bear on it: told quickly, by how words begin, of a text that mostly cannot."""
        whole = plain(text)
        wide = 2 * _AROUND  # no sentence is wider, so that each is in one of these parts
        parts = (whole[at : at + 2 * wide] for at in range(0, len(whole), wide))
        return self._may(whole) and any(map(self._may, parts))

    def _may(self, part: str) -> bool:
        return self.action.may_be_like(part) or self.condition.may_be_met(part)

    def late(self, day: str | None, own: bool = False) -> bool:
        """Whether a day is so long after the commitment and its deadline that what is said by then is of other things: a year; of the actor's
        own words a month where the action is vague, and never else."""
        if day is None or not (self.row.day or self.row.deadline_date) or (own and not self.action.vague):
            return False
        return _first(day) > self.last_day(_MONTH if own else _YEAR)

    def last_day(self, days: int = _YEAR) -> date:
        """So many days after the commitment and its deadline."""
        last = _first(max(self.row.day or "", self.row.deadline_date or ""))
        return last + min(timedelta(days=days), date.max - last)


def _first(day: str) -> date:
    """The first day of a day, month or year."""
    return date.fromisoformat(f"{day}-01-01"[:10] if len(day) == 4 else f"{day}-01"[:10])


def follow_up(
    store: Store, commitment: int, *, as_of: str | None = None, limit: int | None = 20, offset: int = 0
) -> Results[FollowUp]:
    """What was said, happened or was counted later and bears on a commitment, the newest first. ``as_of``: up to this day (null: today).

    Of what cannot be dated nothing is offered. Raises ``NotFound`` where there is no such commitment.
    """
    day = as_of or datetime.now(UTC).date().isoformat()
    with store.reading() as connection:
        wanted = _load(connection, commitment)
        found = _deadline(wanted, day)
        if wanted.row.day is not None:
            later = _candidates(connection, seen(store), wanted, day)
            found += _statements(connection, wanted, later)
            found += _told(connection, wanted, later, day)
    found.sort(key=lambda offer: (offer.day or "", offer.kind, offer.id or 0), reverse=True)
    end = None if limit is None else offset + limit
    return Results(FollowUp, found[offset:end], end is not None and len(found) > end)


def _load(connection: Connection, number: int) -> _Commitment:
    c, s = commitments.c, statements.c
    row = connection.execute(
        select(
            c.id, c.act, c.actor, *commitment_words(), c.action_start, c.action_end, c.deadline_date, s.day,
            s.id.label("statement"), s.revision_id, revisions.c.text, speakers.c.name.label("speaker"),
        )
        .select_from(commitments)
        .join(statements, s.id == c.statement_id)
        .join(revisions, revisions.c.id == s.revision_id)
        .outerjoin(speakers, speakers.c.id == s.speaker_id)
        .where(c.id == number)
    ).first()  # fmt: skip
    if row is None:
        raise NotFound(f"there is no commitment {number} in the store")
    f = figures.c
    own = (revisions.c.id == row.revision_id, f.start_char >= row.action_start, f.end_char <= row.action_end)
    actor = row.actor or (row.speaker if row.act != "demand" else None)
    return _Commitment(row, actor, Words(row.action), Words(row.condition or ""), _counted(connection, *own))


def _counted(connection: Connection, *where: ColumnElement[bool]) -> list[Row[*tuple[Any, ...]]]:
    query = select(figures).join_from(revisions, figures, inside(figures))
    return list(connection.execute(query.where(*where).order_by(figures.c.id)))


def _deadline(wanted: _Commitment, day: str) -> list[FollowUp]:
    due = wanted.row.deadline_date
    if due is None or due >= day or day.startswith(due) or _NO_END.match(wanted.row.deadline):
        return []
    return [
        FollowUp(
            kind="deadline", id=None, statement=None, day=due, who=wanted.actor, text=wanted.row.deadline, bears_on=["deadline"],
            reason=f"its deadline, {due}, has passed", matched=[], article=None, url=None, published=None, publisher=None,
            start=None, end=None,
        )
    ]  # fmt: skip


class _Later(msgspec.Struct):
    """A later statement, as far as it is looked at."""

    id: int
    revision: int
    article: str
    speaker: str | None
    said_on: str | None
    published: str | None
    content: str


def _candidates(connection: Connection, often: Seen, wanted: _Commitment, day: str) -> list[_Later]:
    """Later statements that have words of the commitment, best first."""
    own = Filters(since=wanted.row.day, until=day, speaker=wanted.actor)
    anybody = Filters(since=wanted.row.day, until=min(day, wanted.last_day().isoformat()))
    numbers: dict[int, None] = {}
    for of in (wanted.action, wanted.condition):
        if telling := of.searched():
            searches = [(telling, own)] if wanted.actor else []
            for some, narrowed in (*searches, (_seldom(connection, often, telling), anybody)):
                query = " OR ".join(f'"{word}"' for word in some)
                numbers |= dict.fromkeys(_search.best(connection, query, narrowed, _STATEMENTS))
    numbers.pop(wanted.row.statement, None)
    found = _later(connection, list(numbers))
    article = connection.scalar(
        select(articles.c.given_id).join_from(revisions, articles).where(revisions.c.id == wanted.row.revision_id)
    )
    # on the very day only another article can tell of what came after
    return [s for s in found if (s.said_on or s.published or "") > wanted.row.day or s.article != article]


def _seldom(connection: Connection, often: Seen, telling: Sequence[str]) -> Sequence[str]:
    """Words to search what anybody says by: where very many statements have one, without the two that most have. What bears on a commitment has three
    of its words, and so one of those that are left."""
    counts = {word: often.count(connection, folded(word)) for word in telling}
    left = sorted(telling, key=counts.__getitem__)
    while len(left) > max(1, len(telling) - _SPARED) and sum(counts[word] for word in left) > _MANY:
        left.pop()
    return left


def _later(connection: Connection, numbers: list[int]) -> list[_Later]:
    s, w = statements.c, statement_words.c
    query = (
        select(s.id, s.revision_id, articles.c.given_id, speakers.c.name, s.said_on, revisions.c.published, w.content)
        .select_from(statements)
        .join(statement_words, w.id == s.id)
        .join(revisions, revisions.c.id == s.revision_id)
        .join(articles, articles.c.id == revisions.c.article_id)
        .outerjoin(speakers, speakers.c.id == s.speaker_id)
        .where(s.id.in_(numbers))
    )
    found = {row.id: _Later(*row) for row in connection.execute(query)}
    return [found[number] for number in numbers]


def _statements(connection: Connection, wanted: _Commitment, later: Iterable[_Later]) -> list[FollowUp]:
    """Those of them that bear on it."""
    bearing = {entry.id: of for entry in later if (of := _bearing(wanted, entry)) is not None}
    found = []
    for said in _said.load(connection, list(bearing)):
        bears_on, reasons, matched = bearing[said.id]
        day = said.said_on or said.published
        found.append(
            FollowUp(
                kind="statement", id=said.id, statement=said.id, day=day, who=said.speaker, text=said.content, bears_on=bears_on,
                reason=_reason(wanted, reasons, day), matched=matched, article=said.article, url=said.url, published=said.published,
                publisher=said.publisher, start=said.start, end=said.end,
            )
        )  # fmt: skip
    return found


def _bearing(wanted: _Commitment, entry: _Later) -> tuple[list[str], list[str], list[str]] | None:
    if not wanted.may_bear(entry.content):
        return None
    own = same_actor(wanted.actor, entry.speaker)
    named = own or _names(wanted.actor, entry.content)
    found = _bears(wanted, entry.content, own, named, entry.said_on or entry.published)
    return found if found[0] else None


def _told(connection: Connection, wanted: _Commitment, later: Sequence[_Later], day: str) -> list[FollowUp]:
    """Events and figures in the articles of ``later``."""
    revs = [number for number in dict.fromkeys(entry.revision for entry in later) if number != wanted.row.revision_id][:_ARTICLES]
    r = revisions.c
    about = {
        row.id: row
        for row in connection.execute(
            select(r.id, r.text, r.published, articles.c.given_id, articles.c.url, publishers.c.name)
            .join_from(revisions, articles)
            .outerjoin(publishers, publishers.c.id == articles.c.publisher_id)
            .where(r.id.in_(revs), r.published > wanted.row.day, articles.c.copy_of.is_(None))
        )
        if wanted.may_bear(row.text)  # most have one of its words: their events and figures need not be read
    }
    found = []
    # words are cut out of the texts that are here: the database would walk through a whole text for each of them
    e, n = events.c, event_names.c
    query = select(e.id, e.start_char, e.end_char, e.actor, e.date).join_from(revisions, events, inside(events))
    query = query.where(revisions.c.id.in_(about))
    query = query.where(e.status.in_(("occurred", "ongoing", "denied")), e.statement.is_(None))
    looked_for = wanted.action.weights.keys() | wanted.condition.weights.keys()
    begins = [beginning(of) for of in looked_for]
    likely: dict[str, Mapping[str, str] | None] = {}
    cursor = connection.execute(query.order_by(e.id)).cursor  # as the driver gives them: thousands, of which some are offered
    for row in cursor.fetchall() if cursor is not None else ():
        number, start, end, actor, date_ = row
        of = about[number // SPAN]
        trigger = of.text[start:end]
        if trigger not in likely:
            letters = plain(trigger)
            of_it = of_trigger(trigger) if any(begin in letters for begin in begins) else {}
            likely[trigger] = None if looked_for.isdisjoint(of_it) else of_it
        if (telling := likely[trigger]) is None:  # most: none of their sentences need be read
            continue
        when = date_ or of.published
        if not wanted.row.day < when <= day + "~":
            continue
        who = name_at(of.text, actor)
        if who is None:
            who = connection.scalar(select(n.name).where(n.event_id == number, n.part == "actor"))
        sentence = _sentence(of.text, start)
        own = same_actor(wanted.actor, who)
        bears_on, reasons, matched = _bears(wanted, sentence, own, own or _names(wanted.actor, sentence), when, telling)
        if bears_on:
            found.append(
                _offer("event", number, start, end, of, when, who, sentence, bears_on, _reason(wanted, reasons, when), matched)
            )
    for figure in _counted(connection, revisions.c.id.in_(about)) if wanted.counted else ():
        same = next((c for c in wanted.counted if _same_count(c, figure)), None)
        if same is None:
            continue
        of = about[figure.id // SPAN]
        sentence = _sentence(of.text, figure.start_char)
        share, matched = wanted.action.share(forms(sentence))
        if share >= 0.6 and wanted.action.telling(matched) > 2 and _names(wanted.actor, sentence) and not wanted.late(of.published):
            counted, had = of.text[figure.start_char : figure.end_char], wanted.row.text[same.start_char : same.end_char]
            reason = f"counts the same ({figure.of or figure.unit}): {counted}, where the commitment has {had}"
            found.append(
                _offer(
                    "figure",
                    figure.id,
                    figure.start_char,
                    figure.end_char,
                    of,
                    of.published,
                    None,
                    sentence,
                    ["figure"],
                    reason,
                    matched,
                )
            )
    return found


def _offer(
    kind: Literal["event", "figure"], number: int, start: int, end: int, of: Any, day: str, who: str | None, text: str,
    bears_on: list[str], reason: str, matched: list[str],
) -> FollowUp:  # fmt: skip
    return FollowUp(
        kind=kind, id=number, statement=None, day=day, who=who, text=text, bears_on=bears_on, reason=reason, matched=matched,
        article=of.given_id, url=of.url, published=of.published, publisher=of.name, start=start, end=end,
    )  # fmt: skip


def _bears(
    wanted: _Commitment, text: str, own: bool, named: bool, day: str | None, trigger: Mapping[str, str] | None = None
) -> tuple[list[str], list[str], list[str]]:
    """What of the commitment ``text`` bears on, the reasons, and the words that match. ``own``: the actor speaks or acts; ``named``: or is named; ``day``: of the text;
    ``trigger``: the words of an event that it tells of."""
    bears_on, reasons, matched = [], [], []
    told = forms(text)
    share, like = wanted.action.share(told)
    if (
        wanted.action.is_like(share, like, own, named)
        and not wanted.late(day, own)
        and (trigger is None or wanted.action.has(trigger))
    ):
        bears_on.append("action")
        if own or named:
            reasons.append(f"{'same actor' if own else 'names the actor'} ({wanted.actor})")
        reasons.append(f"like action ({', '.join(like)})")
        matched += like
    share, like = wanted.condition.share(told)
    if (
        wanted.condition.is_met(share, like, trigger is None)
        and (own or not wanted.late(day))
        and (trigger is None or wanted.condition.has(trigger))
    ):
        bears_on.append("condition")
        reasons.append(f"its condition ({', '.join(like)})")
        matched += [word for word in like if word not in matched]
    return bears_on, reasons, matched


def _reason(wanted: _Commitment, reasons: Iterable[str], day: str | None) -> str:
    due = wanted.row.deadline_date
    late = [f"after its deadline ({due})"] if due and day and day > due and not day.startswith(due) else []
    return "; ".join([*reasons, *late])


def _names(actor: str | None, text: str) -> bool:
    """Whether ``text`` has the last word of the actor's name, where that is a name."""
    last = (actor or "").split()[-1:]
    return bool(last) and len(last[0]) > 2 and last[0][0].isupper() and last[0] in _WORD.findall(text)


def _same_count(one: Any, other: Any) -> bool:
    if one.unit != other.unit:
        return False
    if one.of and other.of:
        return bool({w.stem for w in words(one.of)} & {w.stem for w in words(other.of)})
    return one.unit is not None and one.of == other.of


def _sentence(text: str, at: int) -> str:
    """The sentence around an offset, at most some hundred characters of it."""
    begin, end = max(0, at - _AROUND), min(len(text), at + _AROUND)
    before = [m.end() for m in _END.finditer(text, begin, at)]
    behind = _END.search(text, at, end)
    return text[before[-1] if before else begin : behind.end() if behind else end].strip()
