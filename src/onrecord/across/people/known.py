"""Known: the identities that a portion of articles may belong to, found by keys, and those that it makes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import Connection, func, select

from ...store.schema import abbreviations, appearances, people, people_apart, settings
from ...store.words_of import first_of
from . import profiles
from .bodies import initials
from .evidence import Common
from .gather import Appearance, person_keys
from .profiles import Profile
from .roles import role

_KEPT = 20_000
_AT_ONCE = 500
_SETTINGS = 2000
_AROUND = 180
"""Days before and after, within which it is asked who held an office."""


def keys_for(entry: Appearance) -> list[str]:
    """The keys that an identity is found by once this appearance is of it."""
    keys: list[str] = []
    if entry.parsed is not None:
        keys = [*person_keys(entry.parsed), f"s:{entry.parsed.surname}"]
        keys += [f"r:{'|'.join(office)}" for office in {role(text).office for text in entry.roles} if office is not None]
    elif entry.form == "short":
        keys = [f"a:{entry.body}"]
    elif entry.form == "body":
        keys = [f"b:{entry.body}", *(f"i:{made}" for made in initials(entry.name) if len(made) > 2)]
    return keys


def _apart(connection: Connection) -> set[frozenset[int]]:
    """The pairs of identities that persons keep apart, by the numbers that they have now."""
    one, other = people.alias("one"), people.alias("other")
    query = select(one.c.root_id, other.c.root_id).select_from(people_apart).join(one, one.c.id == people_apart.c.one_id)
    rows = connection.execute(query.join(other, other.c.id == people_apart.c.other_id))
    return {frozenset((a, b)) for a, b in rows}


class Known:
    """Profiles and keys, kept between the portions of one run. Identities that are not yet in the store have numbers below 0."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.profiles: dict[int, Profile] = {}
        self.keys: dict[str, list[int]] = {}
        self.leads: dict[int, int] = {}
        """What was merged in this portion, and into what."""
        self.created: list[Profile] = []
        self.shorts: dict[str, str] = {}
        self.long: dict[str, list[str]] = {}
        self._offices: dict[str, dict[str, dict[int, int]]] = {}
        self._more: dict[str, int] = {}
        recent = select(settings.c.words).order_by(settings.c.revision_id.desc()).limit(_SETTINGS)
        self.common = Common(words.split() for words in connection.scalars(recent))
        self.apart = _apart(connection)

    def begin(self, connection: Connection) -> None:
        """Go on in another transaction."""
        self.connection = connection
        self.keys, self.leads, self.created, self._offices, self._more = {}, {}, [], {}, {}
        self.apart = _apart(connection)
        if len(self.profiles) > _KEPT:
            self.profiles = {}

    def look_up(self, entries: Sequence[Appearance]) -> None:
        """Find at once what several appearances will need."""
        wanted = {key for entry in entries for key in entry.keys}
        wanted |= {f"s:{entry.parsed.surname}" for entry in entries if entry.parsed is not None}
        self._abbreviations(entries)
        for entry in entries:
            if entry.form == "short":
                wanted |= {f"b:{self.shorts[entry.body]}"} if entry.body in self.shorts else set()
                wanted |= {f"i:{entry.body}"} if len(entry.body) > 2 else set()
            elif entry.form == "body":
                wanted |= {f"a:{short}" for short in self.long.get(entry.body, ())}
        new = sorted(wanted - self.keys.keys())
        found = profiles.keys_of(self.connection, new)
        for key in new:
            self.keys[key], self._more[key] = found.get(key, ([], 0))
            self._more[key] -= len(self.keys[key])
        # a full name does not need all that have its surname, a surname alone does
        roots = {root for key in new if key[:2] != "s:" for root in self.keys[key]}
        roots |= {root for entry in entries if entry.parsed is not None for key in entry.keys for root in self.keys[key]}
        self.load(roots | {entry.person for entry in entries if entry.person is not None})

    def load(self, roots: Iterable[int]) -> None:
        """Let these identities be known."""
        missing = sorted({root for root in roots if root > 0} - self.profiles.keys())
        if missing:
            self.profiles |= profiles.load(self.connection, missing)

    def found(self, keys: Iterable[str]) -> list[Profile]:
        """The identities that any of the keys finds."""
        roots = dict.fromkeys(self.root(root) for key in keys for root in self.keys.get(key, ()))
        return [self.profiles[root] for root in roots if root in self.profiles]

    def bearers(self, surname: str) -> int:
        """How many identities have this surname, those aside that are known by nothing else."""
        roots = {self.root(root) for root in self.keys.get(f"s:{surname}", ())}
        known = (self.profiles.get(root) for root in roots)
        some = sum(of is None or any(len(name.tokens) > 1 for name in of.names) for of in known)
        return some + self._more.get(f"s:{surname}", 0)

    def root(self, number: int) -> int:
        """What an identity was merged into in this portion; itself where it was not."""
        while number in self.leads:
            number = self.leads[number]
        return number

    def create(self, entry: Appearance) -> Profile:
        """A new identity, for an appearance."""
        made = Profile(-len(self.created) - 1, "person" if entry.parsed is not None else "organization", entry.name)
        self.created.append(made)
        self.profiles[made.id] = made
        return made

    def give(self, entry: Appearance, to: Profile) -> None:
        """Let an appearance be an identity's."""
        if entry.person != to.id:
            profiles.taken(to, entry)
        entry.person = to.id
        for key in keys_for(entry):
            listed = self.keys.setdefault(key, [])
            if to.id not in listed:
                listed.append(to.id)

    def merge(self, one: Profile, into: Profile) -> None:
        """Let an identity be another."""
        self.leads[one.id] = into.id
        self.profiles.pop(one.id, None)
        for name in ("names", "bodies", "shown", "words", "walks", "genders", "company"):
            getattr(into, name).update(getattr(one, name))
        into.shorts |= one.shorts
        into.births |= one.births
        into.publishers |= one.publishers
        into.days += one.days
        into.articles += one.articles
        into.sampled += one.sampled

    def holders(self, key: str, day: int) -> dict[int, int]:
        """Who was called by an office around a day: identities, and in how many appearances."""
        if key not in self._offices:
            self._offices[key] = self._held(key)
        first, last = (date.fromordinal(max(1, day + off)).isoformat()[:7] for off in (-_AROUND, _AROUND))
        counted: dict[int, int] = {}
        for month, held in self._offices[key].items():
            if first <= month <= last:
                for root, times in held.items():
                    counted[self.root(root)] = counted.get(self.root(root), 0) + times
        return counted

    def _held(self, key: str) -> dict[str, dict[int, int]]:
        """For each month, who was called by an office, and in how many appearances."""
        if key not in self.keys:
            self.keys[key] = profiles.keys_of(self.connection, [key]).get(key, ([], 0))[0]
        roots = [root for root in {self.root(root) for root in self.keys[key]} if root > 0]
        self.load(roots)
        a = appearances.c
        month = first_of(a.day, 7)
        query = (
            select(people.c.root_id, a.role, month, func.count())
            .join_from(appearances, people, people.c.id == a.person_id)
            .where(people.c.root_id.in_(roots), a.day.is_not(None), a.role.is_not(None))
            .group_by(people.c.root_id, a.role, month)
        )
        found: dict[str, dict[int, int]] = {}
        for root, text, when, times in self.connection.execute(query):
            office = role(text).office
            if office is not None and f"r:{'|'.join(office)}" == key:
                held = found.setdefault(when, {})
                held[root] = held.get(root, 0) + times
        return found

    def _abbreviations(self, entries: Sequence[Appearance]) -> None:
        shorts = sorted({entry.body for entry in entries if entry.form == "short"})
        bodies = sorted({entry.body for entry in entries if entry.form == "body"})
        t = abbreviations.c
        for column, some in ((t.short, shorts), (t.name, bodies)):
            for first in range(0, len(some), _AT_ONCE):
                known = select(t.short).where(column.in_(some[first : first + _AT_ONCE]))
                counts: dict[str, dict[str, int]] = {}
                for row in self.connection.execute(select(abbreviations).where(t.short.in_(known))):
                    counts.setdefault(row.short, {})[row.name] = row.articles
                for short, names in counts.items():
                    best = max(names, key=lambda name: (names[name], name))
                    if names[best] * 5 >= sum(names.values()) * 3:
                        self.shorts[short] = best
                        listed = self.long.setdefault(best, [])
                        if short not in listed:
                            listed.append(short)
