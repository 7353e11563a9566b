"""Filters: what a list of statements is narrowed by, as conditions on the tables."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, Literal, get_args

import msgspec
from sqlalchemy import Column, ColumnElement, Connection, Table, and_, exists, func, or_, select

from ..record import Act, Manner, Sourcing, StatementKind
from .problems import NotFound, QueryError
from .schema import (
    appearances,
    commitments,
    people,
    publishers,
    revisions,
    role_words,
    roles,
    speaker_words,
    speakers,
    statements,
)  # fmt: skip
from .words import folded

Dated = Literal["either", "said", "published"]
_FEW = 20_000
_whose = appearances.alias("whose").c  # the query may have appearances of its own
_CHOICES: dict[str, tuple[str, ...]] = {
    "kind": get_args(StatementKind),
    "manner": get_args(Manner),
    "sourcing": get_args(Sourcing),
    "act": get_args(Act),
}


class Filters(msgspec.Struct, kw_only=True, frozen=True):
    """What statements are narrowed by; null narrows nothing.

    ``speaker``, ``role``, ``outlet``: words that the name has, in any order, without regard to case and accents; behind a "="
    the whole name, as it is ("=Mara Lind").
    ``since``, ``until``: YYYY-MM-DD, YYYY-MM or YYYY, both included. ``dated`` says what they go by: ``said`` (only
    statements whose article says when they were made), ``published``, or ``either``: said where known, else published.
    ``kind``, ``manner``, ``sourcing``, ``act``: one value of the record's, or several of which one is enough.
    ``denied``: true for what the speaker denies, or denies having said, false for all else. ``person``: the number of an identity, or of one that was merged into it. ``old``: also what stands only in older revisions of an article.
    """

    speaker: str | None = None
    role: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    dated: Dated = "either"
    kind: str | Collection[str] | None = None
    manner: str | Collection[str] | None = None
    sourcing: str | Collection[str] | None = None
    act: str | Collection[str] | None = None
    denied: bool | None = None
    min_confidence: float | None = None
    article: str | None = None
    person: int | None = None
    old: bool = False

    def __post_init__(self) -> None:
        check_dates(since=self.since, until=self.until)
        if self.dated not in get_args(Dated):
            raise QueryError(f"dated: {self.dated!r} is none of {', '.join(get_args(Dated))}")
        for name, known in _CHOICES.items():
            for value in _several(getattr(self, name)):
                if value not in known:
                    raise QueryError(f"{name}: {value!r} is none of {', '.join(known)}")


def check_dates(**dates: str | None) -> None:
    """Raise ``QueryError`` for the first of these options that is given and is no day, month or year."""
    for name, value in dates.items():
        if value is not None and not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", value):
            raise QueryError(f"{name}: {value!r} is no date; write YYYY-MM-DD, YYYY-MM or YYYY")


class Narrowed(msgspec.Struct):
    """Filters as conditions. ``indexed``: those among them that an index leads to."""

    conditions: list[ColumnElement[bool]]
    indexed: list[ColumnElement[bool]]

    def few(self, connection: Connection) -> list[ColumnElement[bool]]:
        """Those of an index that leave so few statements that a search better begins there."""
        return [condition for condition in self.indexed if _leaves_few(connection, condition)]


def narrowed(connection: Connection, by: Filters) -> Narrowed | None:
    """The conditions on ``statements`` that ``by`` makes; null where nothing can meet them."""
    s = statements.c
    conditions: list[ColumnElement[bool]] = [~s.withdrawn]
    if not by.old:
        conditions.append(s.current)
    indexed: list[ColumnElement[bool]] = []
    for column, numbers in (
        (s.speaker_id, _named(connection, speakers, speaker_words, by.speaker)),
        (s.role_id, _named(connection, roles, role_words, by.role)),
        (s.publisher_id, outlets(connection, by.outlet)),
    ):
        if numbers is not None:
            if not numbers:
                return None
            indexed.append(column.in_(numbers))
    for name in ("kind", "manner", "sourcing"):
        if values := _several(getattr(by, name)):
            conditions.append(s[name].in_(values))
    if acts := _several(by.act):
        conditions.append(exists().where(commitments.c.statement_id == s.id, commitments.c.act.in_(acts)))
    if by.denied is not None:
        conditions.append(s.denied if by.denied else ~s.denied)
    if by.min_confidence is not None:
        conditions.append(s.confidence >= by.min_confidence)
    if by.since or by.until:
        conditions.append(_between(by))
    if by.article is not None:
        from .articles import revisions_of

        indexed.append(s.revision_id.in_(revisions_of(connection, by.article)))
    if by.person is not None:
        named, own = _of_person(connection, by.person)
        indexed.append(named)
        conditions.append(own)
    return Narrowed(conditions + indexed, indexed)


def _of_person(connection: Connection, number: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """That the speaker has a name by which this identity goes; and that it, or one of those who speak together, is this identity."""
    root = connection.scalar(select(people.c.root_id).where(people.c.id == number)) if abs(number) < 2**63 else None
    if root is None:
        raise NotFound(f"there is no person {number} in the store (onrecord people lists them)")
    a, s = appearances.c, statements.c
    same = connection.scalars(select(people.c.id).where(people.c.root_id == root)).all()
    names = connection.scalars(select(a.speaker_id).where(a.person_id.in_(same)).distinct()).all()
    own = exists().where(_whose.revision_id == s.revision_id, _whose.speaker_id == s.speaker_id, _whose.person_id.in_(same))
    return s.speaker_id.in_(names), own


def outlets(connection: Connection, name: str | None) -> list[int] | None:
    """The numbers of the publishers whose name has these words, or is the one behind a "="; null where none is asked for."""
    if name is None:
        return None
    if name.startswith("="):
        return list(connection.scalars(select(publishers.c.id).where(publishers.c.name == name[1:])))
    wanted = set(folded(name))
    rows = connection.execute(select(publishers))
    return [row.id for row in rows if row.name == name or (wanted and wanted <= set(folded(row.name)))]


def period(column: ColumnElement[str] | Column[Any], since: str | None, until: str | None) -> ColumnElement[bool]:
    """That the day, month or year in ``column`` is not over before ``since`` and does not begin after ``until``."""
    conditions: list[ColumnElement[bool]] = []
    if since:
        wider = [since[:length] for length in (7, 4) if len(since) > length]
        conditions.append(or_(column >= since, column.in_(wider)) if wider else column >= since)
        conditions.append(column >= since[:4])
    if until:
        conditions.append(column <= until + "~")  # "2016-09-30" is in "2016-09"
    return and_(*conditions)


def within(day: str | None, since: str | None, until: str | None) -> bool:
    """Whether ``period`` would let ``day`` through."""
    if day is None:
        return not since and not until
    after = not since or ((day >= since or day in (since[:7], since[:4])) and day >= since[:4])
    return after and (not until or day <= until + "~")


def _between(by: Filters) -> ColumnElement[bool]:
    s = statements.c
    if by.dated == "published":
        published = select(revisions.c.id).where(revisions.c.id == s.revision_id, period(revisions.c.published, by.since, by.until))
        return published.exists()
    return period(s.said_on if by.dated == "said" else s.day, by.since, by.until)


def _named(connection: Connection, names: Table, index: Table, name: str | None) -> list[int] | None:
    """The numbers of the names that have these words, or are the one behind a "="; null where none is asked for."""
    if name is None:
        return None
    if name.startswith("="):
        return list(connection.scalars(select(names.c.id).where(names.c.name == name[1:])))
    wanted = sorted(set(folded(name)))
    if not wanted:
        return []
    number = index.c[1]
    query = select(number).where(index.c.word.in_(wanted)).group_by(number)
    return list(connection.scalars(query.having(func.count() == len(wanted))))


def _leaves_few(connection: Connection, condition: ColumnElement[bool]) -> bool:
    some = select(statements.c.id).where(condition).limit(_FEW + 1).subquery()
    return (connection.scalar(select(func.count()).select_from(some)) or 0) <= _FEW


def _several(value: str | Collection[str] | None) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)
