"""Groups: which statements are echoes of each other. A group keeps its number; of two that become one, the older number stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, Select, bindparam, delete, func, insert, select, update

from ...store.among import among
from ...store.schema import MODEL, articles, echo_statements, echoes, revisions, statements
from .match import Match
from .spoken import Spoken


class Groups:
    """The groups within one transaction. ``keep`` writes what was placed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._of: dict[int, int] = {}
        self._apart: set[int] = set()
        self._was: dict[int, int] = {}
        self._became: dict[int, int] = {}
        self._fresh: dict[int, tuple[int, float]] = {}
        self._touched: set[int] = set()

    def release(self, own: Select[tuple[int]]) -> set[int]:
        """Take statements out of their groups, to be placed anew. Those that a person has placed stay: their numbers."""
        e = echo_statements.c
        fixed = set()
        for row in self._connection.execute(select(echo_statements).where(e.statement_id.in_(own))):
            self._touched.add(row.echo_id)
            if row.said_by == MODEL:
                self._was[row.statement_id] = row.echo_id
            else:
                fixed.add(row.statement_id)
        self.learn(fixed)
        if self._was:
            self._connection.execute(delete(echo_statements).where(e.statement_id.in_(list(self._was))))
        return fixed

    def learn(self, numbers: Collection[int]) -> None:
        """Look up in which groups statements are."""
        e = echo_statements.c
        query = select(e.statement_id, e.echo_id, e.apart).where(among(self._connection, e.statement_id, numbers))
        for number, echo, apart in self._connection.execute(query):
            if apart:
                self._apart.add(number)
            else:
                self._of[number] = echo

    def place(self, spoken: Spoken, matches: list[tuple[Spoken, Match]]) -> None:
        """Put a statement with those that it matches.

        Groups that share enough of its words become one. A few words, and other words, bring it to the group that it fits best,
        and never join two groups.
        """
        matches = [(other, found) for other, found in matches if other.number not in self._apart]
        words = [(other, found) for other, found in matches if found.firm]
        loose = sorted(
            ((other, found) for other, found in matches if not found.firm),
            key=lambda entry: (entry[1].relation == "paraphrase", -entry[1].score, entry[0].number),
        )
        if not words and not loose:
            return
        joined = words or loose[:1]
        there = sorted({group for other, _ in joined if (group := self._group(other.number)) is not None})
        if not there and words:
            there = [group for other, _ in loose if (group := self._group(other.number)) is not None and not spoken.own][:1]
        group = there[0] if there else self._begin([spoken.number, *(other.number for other, _ in joined)])
        if len(there) > 1:
            self._merge(group, there[1:])
        self._put(spoken.number, group, max(found.score for _, found in joined))
        for other, found in [*joined, *(entry for entry in loose if _holds(spoken, *entry))]:
            if self._group(other.number) is None:
                self._put(other.number, group, found.score)

    def keep(self) -> None:
        """Write what was placed, and count the groups that changed."""
        rows = [
            {"statement_id": number, "echo_id": self._now(group), "score": score, "apart": False, "said_by": MODEL}
            for number, (group, score) in self._fresh.items()
        ]
        if rows:
            self._connection.execute(insert(echo_statements), rows)
        self._fresh = {}
        count(self._connection, {self._now(group) for group in self._touched})

    def _group(self, number: int) -> int | None:
        group = self._of.get(number)
        return None if group is None else self._now(group)

    def _now(self, group: int) -> int:
        while group in self._became:
            group = self._became[group]
        return group

    def _put(self, number: int, group: int, score: float) -> None:
        self._of[number] = group
        self._fresh[number] = (group, score)
        self._touched.add(group)

    def _begin(self, numbers: Iterable[int]) -> int:
        """A new group; one that these statements were in before, if nothing is left in it but what persons put there."""
        for group in sorted({self._was[number] for number in numbers if number in self._was}):
            taken = any(self._now(held) == group for held, _ in self._fresh.values())
            held = select(echo_statements.c.statement_id).where(
                echo_statements.c.echo_id == group, echo_statements.c.said_by == MODEL
            )
            if not taken and self._connection.scalar(held.limit(1)) is None:
                return group
        number = self._connection.scalar(insert(echoes).returning(echoes.c.id), {"independent": 0})
        assert number is not None
        return int(number)

    def _merge(self, group: int, others: list[int]) -> None:
        merge(self._connection, group, others)
        for other in others:
            self._became[other] = group
        self._touched.update(others)


def _holds(spoken: Spoken, other: Spoken, found: Match) -> bool:
    """Whether a statement that is alone comes along with this one: as its fragment, or an indirect report of its words."""
    if found.relation == "paraphrase":
        return bool(spoken.own) and not other.own
    return len(spoken.own) >= len(other.own)


def merge(connection: Connection, group: int, others: list[int]) -> None:
    """Let groups be part of ``group``; their numbers lead to it."""
    e = echoes.c
    connection.execute(update(echo_statements).where(echo_statements.c.echo_id.in_(others)).values(echo_id=group))
    connection.execute(update(echoes).where(e.id.in_(others) | e.became.in_(others)).values(became=group, independent=0))


def count(connection: Connection, groups: Collection[int]) -> None:
    """Count the independent reports of groups anew: near-copies are one, and so are the articles of one outlet."""
    lead = articles.alias("lead")
    s, e = statements.c, echo_statements.c
    sources: dict[int, set[tuple[str, int]]] = defaultdict(set)
    days: dict[int, list[str]] = defaultdict(list)
    query = (
        select(e.echo_id, lead.c.id, lead.c.publisher_id, s.day)
        .select_from(echo_statements)
        .join(statements, s.id == e.statement_id)
        .join(revisions, revisions.c.id == s.revision_id)
        .join(articles, articles.c.id == revisions.c.article_id)
        .join(lead, lead.c.id == func.coalesce(articles.c.copy_of, articles.c.id))
        .where(among(connection, e.echo_id, groups), ~e.apart, s.current, ~s.withdrawn)
    )
    for group, article, publisher, day in connection.execute(query):
        sources[group].add(source(article, publisher))
        days[group] += [day] if day else []
    rows = [
        {
            "group": group,
            "independent": len(sources[group]),
            "first_day": min(days[group], default=None),
            "last_day": max(days[group], default=None),
        }
        for group in sorted(groups)
    ]
    if rows:
        connection.execute(update(echoes).where(echoes.c.id == bindparam("group")), rows)


def source(lead: int, publisher: int | None) -> tuple[str, int]:
    """What a report is counted as: the outlet of the first article of its group of near-copies, or that article."""
    return ("article", lead) if publisher is None else ("outlet", publisher)
