"""Candidates: the few statements that each new one is compared with, by shared marks or by speaker, day and rare words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlalchemy import Connection, delete, func, insert, select

from ...store.among import among
from ...store.schema import echo_marks, speaker_keys, speakers
from .loading import Window, by_number, contents, near
from .match import NEAR
from .speakers import Who, keys
from .spoken import Spoken
from .words import telling

_POSTINGS = 64
"""Statements that are kept to a mark: what more of them share is a common phrase, or an echo that the first ones lead to."""
_BY_MARKS, _BY_SPEAKER = 24, 12
"""Statements that each is compared with at most."""
_POOL = 100_000
"""Statements of speakers on near days that are looked at for one portion, the latest first."""
_ENOUGH = 0.8
"""The rarity of the words that two statements of a speaker share, from which on they are compared."""
_OF_EACH = 0.12
"""The same, for each telling word of the one that has fewer."""
_FEW = 8
"""Statements that a mark holds at most if to share it alone is enough; a phrase that more have is not compared for itself."""


def candidates(connection: Connection, new: Sequence[Spoken]) -> Iterable[tuple[Spoken, list[Spoken]]]:
    """Each new statement, in order, with those that it is to be compared with: of the store, and of the new ones before it.

    The marks of the new ones are written.
    """
    marked, pools = _Marked(connection, new), _Pools(connection, new)
    numbers: list[list[int]] = []
    for spoken in new:
        numbers.append(list(dict.fromkeys([*marked.like(spoken), *pools.like(spoken)])))
        marked.add(spoken)
        pools.add(spoken)
    known = {spoken.number: spoken for spoken in new}
    wanted = {number for some in numbers for number in some} - known.keys()
    known |= by_number(connection, wanted)
    marked.keep(wanted - known.keys())
    for spoken, some in zip(new, numbers, strict=True):
        yield spoken, [known[number] for number in some if number in known and known[number].article != spoken.article]


class _Marked:
    """The statements that share marks with new ones: those in the store and those that were added since, by their numbers."""

    def __init__(self, connection: Connection, new: Sequence[Spoken]) -> None:
        self._connection = connection
        self._by_mark: dict[int, list[int]] = defaultdict(list)
        self._fresh: list[dict[str, int]] = []
        m = echo_marks.c
        wanted = among(connection, m.mark, {mark for spoken in new for mark in spoken.marks})
        for mark, number in connection.execute(select(m.mark, m.statement_id).where(wanted).order_by(m.mark, m.statement_id)):
            self._by_mark[mark].append(number)

    def like(self, spoken: Spoken) -> list[int]:
        """Statements that share the most marks with this one."""
        counted: Counter[int] = Counter()
        telling: set[int] = set()
        for mark in spoken.marks:
            held = self._by_mark.get(mark, ())
            counted.update(held)
            if len(held) <= _FEW:
                telling.update(held)
        counted.pop(spoken.number, None)
        some = [(-times, number) for number, times in counted.items() if times > 1 or number in telling]
        return [number for _, number in sorted(some)[:_BY_MARKS]]

    def add(self, spoken: Spoken) -> None:
        """Let it be found by its marks."""
        for mark in spoken.marks:
            held = self._by_mark[mark]
            if spoken.number not in held and len(held) < _POSTINGS:
                held.append(spoken.number)
                self._fresh.append({"mark": mark, "statement_id": spoken.number})

    def keep(self, stale: set[int]) -> None:
        """Write the marks of what was added; take out those of statements that are no more."""
        m = echo_marks.c
        for mark, held in self._by_mark.items() if stale else ():
            if gone := stale.intersection(held):
                self._connection.execute(delete(echo_marks).where(m.mark == mark, m.statement_id.in_(sorted(gone))))
        if self._fresh:
            self._connection.execute(insert(echo_marks), self._fresh)


class _Pool:
    """Statements of one name, by those of their words that are looked for, on days near those on which they are."""

    def __init__(self) -> None:
        self._days: set[int] = set()
        self._known: list[tuple[int, int, int]] = []
        self._by_root: dict[str, list[int]] = {}

    def look_for(self, day: int, roots: Iterable[str]) -> None:
        self._days.add(day)
        for word in roots:
            self._by_root.setdefault(word, [])

    def windows(self, key: str) -> Iterator[Window]:
        """The stretches of days that are near: none of them overlaps another."""
        first = last = None
        for day in sorted(self._days):
            if first is None or last is None or day - NEAR > last + 1:
                if first is not None and last is not None:
                    yield Window(key, first, last)
                first = day - NEAR
            last = day + NEAR
        if first is not None and last is not None:
            yield Window(key, first, last)

    def add(self, number: int, day: int, roots: Collection[str]) -> None:
        for word in self._by_root.keys() & roots:
            self._by_root[word].append(len(self._known))
        self._known.append((number, day, len(roots)))

    def like(self, spoken: Spoken) -> list[int]:
        weights: dict[int, float] = defaultdict(float)
        common = max(30, len(self._known) // 10)
        assert spoken.day is not None
        for word, rare in spoken.telling.items():
            held = self._by_root[word]
            if len(held) <= common:
                for place in held:
                    weights[place] += rare
        words = len(spoken.telling)
        found = []
        for place, weight in weights.items():
            number, day, of = self._known[place]
            if weight >= max(_ENOUGH, _OF_EACH * min(words, of)) and abs(day - spoken.day) <= NEAR:
                found.append((-weight, place, number))
        return [number for _, _, number in sorted(found)[:_BY_SPEAKER]]


def learn_keys(connection: Connection) -> None:
    """Let all speakers be found by their keys: those that have come since it was last done."""
    k, s = speaker_keys.c, speakers.c
    last = connection.scalar(select(func.max(k.speaker_id))) or 0
    rows = [
        {"key": key[:255], "speaker_id": number}
        for number, name, kind in connection.execute(select(s.id, s.name, s.kind).where(s.id > last))
        for key in keys(Who(name, kind, "named"))
    ]
    if rows:
        connection.execute(insert(speaker_keys), rows)


class _Pools:
    """The statements of the speakers of new ones at about the same time, by their numbers."""

    def __init__(self, connection: Connection, new: Sequence[Spoken]) -> None:
        self._pools: dict[str, _Pool] = defaultdict(_Pool)
        for spoken in new:
            if spoken.day is not None:
                for key in keys(spoken.who):
                    self._pools[key].look_for(spoken.day, spoken.telling)
        taken = {spoken.number for spoken in new}
        found: dict[int, tuple[int, list[str]]] = {}
        windows = [window for key, pool in sorted(self._pools.items()) for window in pool.windows(key)]
        for number, day, key in near(connection, windows, _POOL):
            if number not in taken:
                found.setdefault(number, (day, []))[1].append(key)
        said = contents(connection, found)
        for number, (day, mine) in found.items():
            roots = telling(said[number])
            for key in mine:
                self._pools[key].add(number, day, roots)

    def like(self, spoken: Spoken) -> list[int]:
        """Statements of the same speaker that share rare words, those with the most first."""
        if spoken.day is None:
            return []
        return [number for key in keys(spoken.who) for number in self._pools[key].like(spoken)]

    def add(self, spoken: Spoken) -> None:
        """Let it be found by its speaker."""
        if spoken.day is not None:
            for key in keys(spoken.who):
                self._pools[key].add(spoken.number, spoken.day, spoken.telling)
