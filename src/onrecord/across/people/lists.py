"""Lists of people, and one person in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from ...store import NotFound, Results, Store
from ...store.portions import portions
from ...store.schema import appearances, articles, people, person_keys, publishers, revisions, statements
from ...store.words import folded

_AT_ONCE = 5000


class PersonRow(msgspec.Struct, kw_only=True):
    """A person or an organization across articles. ``articles``: near-copies count once; ``first``, ``last``: days of publication."""

    id: int
    name: str
    kind: str
    role: str | None
    statements: int
    articles: int
    outlets: int
    first: str | None
    last: str | None
    wikidata: str | None = None


class NameRow(msgspec.Struct, kw_only=True):
    """A name that a person goes by, and in how many articles."""

    name: str
    articles: int


class RoleRow(msgspec.Struct, kw_only=True):
    """A role that articles give a person: in how many of them, from the first to the last day."""

    role: str
    articles: int
    first: str | None
    last: str | None


class AppearanceRow(msgspec.Struct, kw_only=True):
    """One speaker in one article, and why it is this person: ``score`` in points, ``reason`` in words."""

    id: int
    article: str
    revision: int
    url: str | None
    published: str | None
    publisher: str | None
    name: str
    form: str
    role: str | None
    statements: int
    score: float
    reason: str


class Person(msgspec.Struct, kw_only=True):
    """A person or an organization in full. ``merged``: numbers that lead here, too."""

    id: int
    name: str
    kind: str
    named_by: str | None
    names: list[NameRow]
    roles: list[RoleRow]
    outlets: list[NameRow]
    statements: int
    articles: int
    first: str | None
    last: str | None
    appearances: list[AppearanceRow]
    merged: list[int]
    wikidata: str | None
    wikidata_label: str | None
    wikidata_reason: str | None


def list_people(
    store: Store, words: str | None = None, kind: str | None = None, limit: int | None = 20, offset: int = 0
) -> Results[PersonRow]:
    """People by the words of a name that they go by, those with the most statements first; ``kind``: person or organization."""
    conditions: list[ColumnElement[bool]] = []
    if kind is not None:
        if kind not in ("person", "organization"):
            raise ValueError(f"kind: {kind!r} is none of person, organization")
        conditions.append(people.c.kind == kind)
    with store.reading() as connection:
        if words is not None:
            wanted = sorted(set(folded(words)))
            roots = _by_words(connection, wanted) if wanted else []
            if not roots:
                return Results(PersonRow, [])
            conditions.append(people.c.root_id.in_(roots[:_AT_ONCE]))
        query = _counted(conditions).order_by(*_MOST)
        query = (
            query.offset(offset)
            if limit is None and not offset
            else query.offset(offset).limit(2**62 if limit is None else limit + 1)
        )
        rows = connection.execute(query).mappings().all()
        more = limit is not None and len(rows) > limit
        return Results(PersonRow, _rows(connection, rows[:limit] if limit is not None else rows), more)


_MOST = (func.sum(appearances.c.statements).desc(), people.c.root_id)


def every_person(connection: Connection, at_once: int) -> Iterator[list[PersonRow]]:
    """All people, as ``list_people`` has them, in portions."""
    for rows in portions(connection, _counted(()).order_by(*_MOST), at_once):
        yield _rows(connection, rows)


def people_named(store: Store, words: str) -> list[int]:
    """The numbers of people who go by a name with these words."""
    wanted = sorted(set(folded(words)))
    if not wanted:
        return []
    with store.reading() as connection:
        return _by_words(connection, wanted)


def person_rows(store: Store, numbers: Sequence[int]) -> dict[int, PersonRow]:
    """People by their numbers; those with no statement in the newest revisions are left out."""
    found: list[PersonRow] = []
    with store.reading() as connection:
        for first in range(0, len(numbers), _AT_ONCE):
            some = [people.c.root_id.in_(numbers[first : first + _AT_ONCE])]
            found += _rows(connection, connection.execute(_counted(some)).mappings().all())
    return {row.id: row for row in found}


def person(store: Store, number: int) -> Person:
    """One person, by its number or by one that was merged into it. Raises ``NotFound``."""
    with store.reading() as connection:
        root = root_of(connection, number)
        own = connection.execute(select(people).where(people.c.id == root)).one()
        a, r = appearances.c, revisions.c
        query = (
            select(
                a.id, articles.c.given_id.label("article"), r.number.label("revision"), articles.c.url, a.day.label("published"),
                publishers.c.name.label("publisher"), a.name, a.form, a.role, a.statements, a.score, a.reason,
                func.coalesce(articles.c.copy_of, articles.c.id).label("group"),
            )
            .join_from(appearances, people, people.c.id == a.person_id)
            .join(revisions, r.id == a.revision_id)
            .join(articles, articles.c.id == r.article_id)
            .outerjoin(publishers, publishers.c.id == a.publisher_id)
            .where(people.c.root_id == root, r.current)
            .order_by(a.day.nulls_last(), a.id)
        )  # fmt: skip
        rows = [dict(row) for row in connection.execute(query).mappings()]
        groups = [row.pop("group") for row in rows]
        found = [AppearanceRow(**row) for row in rows]
        merged = connection.scalars(select(people.c.id).where(people.c.root_id == root, people.c.id != root).order_by(people.c.id))
        days = [entry.published for entry in found if entry.published]
        return Person(
            id=root,
            name=own.name,
            kind=own.kind,
            named_by=own.named_by,
            names=_often((e.name, g) for e, g in zip(found, groups, strict=True) if e.form != "office"),
            roles=_roles(found, groups),
            outlets=_often((e.publisher, g) for e, g in zip(found, groups, strict=True) if e.publisher),
            statements=sum(entry.statements for entry in found),
            articles=len(set(groups)),
            first=min(days, default=None),
            last=max(days, default=None),
            appearances=found,
            merged=list(merged),
            wikidata=own.wikidata,
            wikidata_label=own.wikidata_label,
            wikidata_reason=own.wikidata_reason,
        )


def person_of(store: Store, statement: int) -> PersonRow | None:
    """Whose statement this is; null where its speaker is nobody that can be known again, and where several speak together (``people_of``)."""
    found = people_of(store, statement)
    return found[0] if len(found) == 1 else None


def people_of(store: Store, statement: int) -> Results[PersonRow]:
    """Whose statement this is: all who speak together. Raises ``NotFound`` where there is no such statement."""
    with store.reading() as connection:
        row = connection.execute(
            select(statements.c.revision_id, statements.c.speaker_id).where(statements.c.id == statement)
        ).first()
        if row is None:
            raise NotFound(f"there is no statement {statement} in the store")
        a = appearances.c
        query = select(people.c.root_id).join_from(appearances, people, people.c.id == a.person_id)
        query = query.where(a.revision_id == row.revision_id, a.speaker_id == row.speaker_id).order_by(a.part)
        roots = list(dict.fromkeys(connection.scalars(query)))
        found = {entry["id"]: entry for entry in connection.execute(_counted([people.c.root_id.in_(roots)])).mappings()}
        return Results(PersonRow, _rows(connection, [found[root] for root in roots if root in found]))


def root_of(connection: Connection, number: int) -> int:
    """The number that an identity has now. Raises ``NotFound``."""
    root = connection.scalar(select(people.c.root_id).where(people.c.id == number)) if abs(number) < 2**63 else None
    if root is None:
        raise NotFound(f"there is no person {number} in the store (onrecord people lists them)")
    return int(root)


def named(store: Store, name: str) -> list[PersonRow]:
    """Those who go by exactly this name of several words, else those whose names have its words."""
    found = list_people(store, name, limit=50)
    wanted = folded(name)
    exact = [row for row in found if folded(row.name) == wanted and len(wanted) > 1]  # a surname alone may be anybody's
    return exact or list(found)


def _by_words(connection: Connection, wanted: Sequence[str]) -> list[int]:
    """Identities of which one appearance has all of these words in its name, or which a person named so."""
    from ...store.schema import speaker_words

    having = select(speaker_words.c.speaker_id).where(speaker_words.c.word.in_(wanted))
    having = having.group_by(speaker_words.c.speaker_id).having(func.count() == len(wanted))
    by_name = select(people.c.root_id).where(
        people.c.named_by.is_not(None), *(func.lower(people.c.name).contains(w, autoescape=True) for w in wanted)
    )
    query = select(people.c.root_id).join_from(appearances, people, people.c.id == appearances.c.person_id)
    own = query.where(appearances.c.speaker_id.in_(having), appearances.c.form != "office", appearances.c.part == 0).distinct()
    short = select(people.c.root_id).join_from(person_keys, people, people.c.id == person_keys.c.person_id)
    short = short.where(person_keys.c.key.in_([f"a:{wanted[0]}"] if len(wanted) == 1 else []))
    return sorted({*connection.scalars(own), *connection.scalars(by_name), *connection.scalars(short)})


def _counted(conditions: Sequence[ColumnElement[bool]]) -> Select[Any]:
    a = appearances.c
    return (
        select(
            people.c.root_id.label("id"),
            func.sum(a.statements).label("statements"),
            func.count(func.coalesce(articles.c.copy_of, articles.c.id).distinct()).label("articles"),
            func.count(a.publisher_id.distinct()).label("outlets"),
            func.min(a.day).label("first"),
            func.max(a.day).label("last"),
        )
        .join_from(appearances, people, people.c.id == a.person_id)
        .join(revisions, revisions.c.id == a.revision_id)
        .join(articles, articles.c.id == revisions.c.article_id)
        .where(revisions.c.current, or_(*[a.person_id.is_not(None)]), *conditions)
        .group_by(people.c.root_id)
    )


def _rows(connection: Connection, rows: Sequence[Any]) -> list[PersonRow]:
    known: dict[int, Any] = {}
    often: dict[int, tuple[int, str]] = {}
    numbers = [row["id"] for row in rows]
    for first in range(0, len(numbers), _AT_ONCE):
        some = numbers[first : first + _AT_ONCE]
        known |= {row.id: row for row in connection.execute(select(people).where(people.c.id.in_(some)))}
        query = (
            select(people.c.root_id, appearances.c.role, func.count())
            .join_from(appearances, people, people.c.id == appearances.c.person_id)
            .where(people.c.root_id.in_(some), appearances.c.role.is_not(None))
            .group_by(people.c.root_id, appearances.c.role)
        )
        for root, role, times in connection.execute(query):
            often[root] = max(often.get(root, (0, "")), (times, role))
    return [
        PersonRow(
            **{**row, "statements": int(row["statements"])},
            name=known[row["id"]].name,
            kind=known[row["id"]].kind,
            wikidata=known[row["id"]].wikidata,
            role=often[row["id"]][1] if row["id"] in often else None,
        )
        for row in rows
    ]


def _often(pairs: Any) -> list[NameRow]:
    counted: dict[str, set[int]] = {}
    for name, group in pairs:
        counted.setdefault(name, set()).add(group)
    return [
        NameRow(name=name, articles=len(counted[name])) for name in sorted(counted, key=lambda name: (-len(counted[name]), name))
    ]


def _roles(found: Sequence[AppearanceRow], groups: Sequence[int]) -> list[RoleRow]:
    counted: dict[str, tuple[set[int], list[str]]] = {}
    for entry, group in zip(found, groups, strict=True):
        if entry.role:
            of, days = counted.setdefault(entry.role, (set(), []))
            of.add(group)
            days += [entry.published] if entry.published else []
    rows = [
        RoleRow(role=role, articles=len(of), first=min(days, default=None), last=max(days, default=None))
        for role, (of, days) in counted.items()
    ]
    return sorted(rows, key=lambda row: (row.first or "~", row.last or "~", row.role))
