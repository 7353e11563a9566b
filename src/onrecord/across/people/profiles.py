"""Profiles: what is known of an identity, from the latest of its appearances; candidates are weighed by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from ...store.schema import appearances, people, person_keys, settings
from .bodies import normal, short_key
from .gather import Appearance
from .names import Name, parse
from .roles import role

SAMPLED = 10
"""Of an identity's appearances, the latest so many tell who it is."""
_MANY = 200
_AT_ONCE = 500
_MOST = 20
"""Of the identities that one key finds, those with the most articles are looked at."""


@dataclass(slots=True)
class Profile:
    """An identity as candidates are weighed: counts over its latest appearances, and how many articles it has in all."""

    id: int
    kind: str
    name: str
    named_by: str | None = None
    articles: int = 0
    sampled: int = 0
    names: Counter[Name] = field(default_factory=Counter)
    bodies: Counter[str] = field(default_factory=Counter)
    shorts: set[str] = field(default_factory=set)
    shown: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    walks: Counter[str] = field(default_factory=Counter)
    births: set[int] = field(default_factory=set)
    genders: Counter[str] = field(default_factory=Counter)
    company: Counter[str] = field(default_factory=Counter)
    publishers: set[int] = field(default_factory=set)
    days: list[int] = field(default_factory=list)

    def take(
        self,
        name: str,
        form: str,
        roles: Iterable[str],
        gender: str | None,
        day: str | None,
        publisher: int | None,
        words: Iterable[str],
    ) -> None:
        """Let one more appearance count."""
        self.sampled += 1
        if form in ("full", "surname"):
            parsed = _parsed(name)
            if parsed is not None:
                self.names[parsed] += 1
                self.shown[name] += 1
        elif form == "body":
            self.bodies[normal(name)] += 1
            self.shown[name] += 1
        elif form == "short":
            self.shorts.add(short_key(name))
            self.shown[name] += 1
        for text in roles:
            told = role(text)
            self.words.update(told.words)
            self.walks.update(told.walks)
            if told.age is not None and day:
                self.births.add(int(day[:4]) - told.age)
        if gender:
            self.genders[gender] += 1
        if day:
            self.days.append(ordinal(day))
        if publisher is not None:
            self.publishers.add(publisher)
        self.company.update(words)

    def called(self) -> str:
        """The name that it goes by: of the fullest kind, what most of its articles use."""
        if self.kind == "person":
            full = {name: times for name, times in self.shown.items() if (p := _parsed(name)) is not None and p.full}
        else:
            full = {
                name: times
                for name, times in self.shown.items()
                if " " in name or len(self.bodies) == 0 or normal(name) in self.bodies
            }
        pool = full or self.shown
        return max(pool, key=lambda name: (pool[name], not name.isupper(), len(name), name), default=self.name)

    def gender(self) -> str:
        """m or f where its appearances agree on it."""
        (first, times), *rest = self.genders.most_common() or [("", 0)]
        return first if not rest or times > 3 * rest[0][1] else ""


@lru_cache(maxsize=100_000)
def _parsed(name: str) -> Name | None:
    return parse(name)


@lru_cache(maxsize=20_000)
def ordinal(day: str) -> int:
    """The number of a day; of a month or year that of one in its middle."""
    parts = [int(part) for part in day.split("-")]
    try:
        return date(parts[0], parts[1] if len(parts) > 1 else 7, parts[2] if len(parts) > 2 else 15).toordinal()
    except ValueError:
        return date(max(1, parts[0]), 7, 1).toordinal()


def keys_of(connection: Connection, keys: Sequence[str]) -> dict[str, tuple[list[int], int]]:
    """The identities (roots) that each key finds, of many those with the most articles, these first; and how many there are."""
    found: dict[str, tuple[list[int], int]] = {}
    for first in range(0, len(keys), _AT_ONCE):
        some = list(keys[first : first + _AT_ONCE])
        times = func.sum(person_keys.c.articles)
        query = (
            select(
                person_keys.c.key,
                people.c.root_id,
                func.row_number().over(partition_by=person_keys.c.key, order_by=(times.desc(), people.c.root_id)).label("place"),
                func.count().over(partition_by=person_keys.c.key).label("of"),
            )
            .join_from(person_keys, people, people.c.id == person_keys.c.person_id)
            .where(person_keys.c.key.in_(some))
            .group_by(person_keys.c.key, people.c.root_id)
            .subquery()
        )
        for row in connection.execute(select(query).where(query.c.place <= _MOST).order_by(query.c.key, query.c.place)):
            found.setdefault(row.key, ([], row.of))[0].append(row.root_id)
    return found


def load(connection: Connection, roots: Sequence[int], sampled: int = SAMPLED) -> dict[int, Profile]:
    """The profiles of identities."""
    found: dict[int, Profile] = {}
    for first in range(0, len(roots), _AT_ONCE):
        some = list(roots[first : first + _AT_ONCE])
        owner: dict[int, int] = {}
        for row in connection.execute(select(people).where(people.c.root_id.in_(some))):
            owner[row.id] = row.root_id
            if row.id == row.root_id:
                found[row.id] = Profile(row.id, row.kind, row.name, row.named_by)
        counted = select(person_keys.c.person_id, func.max(person_keys.c.articles)).where(person_keys.c.person_id.in_(owner))
        for number, times in connection.execute(counted.group_by(person_keys.c.person_id)):
            found[owner[number]].articles += int(times)
        _sample(connection, found, owner, sampled)
    return found


def _sample(connection: Connection, found: Mapping[int, Profile], owner: Mapping[int, int], sampled: int) -> None:
    a = appearances.c
    columns = (a.person_id, a.name, a.form, a.role, a.gender, a.day, a.publisher_id, settings.c.words, a.id)
    told = select(*columns).select_from(appearances).outerjoin(settings, settings.c.revision_id == a.revision_id)
    rows: list[Any] = []
    many = [number for number in owner if found[owner[number]].articles > _MANY]
    latest = told.where(a.person_id == bindparam("number")).order_by(a.id.desc()).limit(sampled)
    for number in many:
        rows += connection.execute(latest, {"number": number}).all()
    few = sorted(set(owner) - set(many))
    if few:
        # the places are told from the index alone, before anything else is read
        place = func.row_number().over(partition_by=a.person_id, order_by=a.id.desc()).label("place")
        ranked = select(a.id, place).where(a.person_id.in_(few)).subquery()
        rows += connection.execute(told.join(ranked, ranked.c.id == a.id).where(ranked.c.place <= sampled)).all()
    for row in sorted(rows, key=lambda row: -row.id):
        profile = found[owner[row.person_id]]
        if profile.sampled < sampled:
            words = row.words.split() if row.words else ()
            profile.take(row.name, row.form, [row.role] if row.role else (), row.gender, row.day, row.publisher_id, words)


def taken(profile: Profile, entry: Appearance) -> None:
    """Let an appearance that was just given to the identity count in its profile."""
    profile.take(entry.name, entry.form, entry.roles, entry.gender, entry.day, entry.publisher, entry.setting)
    profile.articles += 1
