"""Candidates: the few statements that each new one is compared with, by shared marks or by speaker, day and rare words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, and_, delete, insert, select

from ...store.schema import echo_marks, speaker_words, statements
from .loading import AT_ONCE, by_number
from .match import NEAR
from .speakers import keys
from .spoken import Spoken

_POSTINGS = 64
"""Statements that are kept to a mark: what more of them share is a common phrase, or an echo that the first ones lead to."""
_BY_MARKS, _BY_SPEAKER = 24, 12
"""Statements that each is compared with at most."""
_POOL = 3000
"""Statements of some speakers in some weeks that are looked at, the latest first."""
_SPEAKERS, _WEEKS = 500, 30
_ENOUGH = 0.8
"""The rarity of the words that two statements of a speaker share, from which on they are compared."""
_COMMON = 0.25


class Marked:
    """The statements that share marks with new ones: those in the store and those that were added since."""

    def __init__(self, connection: Connection, new: Sequence[Spoken]) -> None:
        self._connection = connection
        self._by_mark: dict[int, list[int]] = defaultdict(list)
        self._fresh: list[dict[str, int]] = []
        wanted = sorted({mark for spoken in new for mark in spoken.marks})
        m = echo_marks.c
        for first in range(0, len(wanted), AT_ONCE):
            query = select(m.mark, m.statement_id).where(m.mark.in_(wanted[first : first + AT_ONCE]))
            for mark, number in connection.execute(query.order_by(m.mark, m.statement_id)):
                self._by_mark[mark].append(number)
        self.numbers = {number for held in self._by_mark.values() for number in held}
        self._known = by_number(connection, self.numbers)
        for mark, held in self._by_mark.items():
            if stale := [number for number in held if number not in self._known]:  # of statements that are no more
                connection.execute(delete(echo_marks).where(m.mark == mark, m.statement_id.in_(stale)))
                self._by_mark[mark] = [number for number in held if number in self._known]

    def like(self, spoken: Spoken) -> list[Spoken]:
        """Statements of other articles that share the most marks with this one."""
        counted = Counter(number for mark in spoken.marks for number in self._by_mark.get(mark, ()))
        best = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
        found = (self._known[number] for number, _ in best)
        return [other for other in found if other.article != spoken.article][:_BY_MARKS]

    def add(self, spoken: Spoken) -> None:
        """Let it be found by its marks."""
        self._known[spoken.number] = spoken
        for mark in spoken.marks:
            held = self._by_mark[mark]
            if spoken.number not in held and len(held) < _POSTINGS:
                held.append(spoken.number)
                self._fresh.append({"mark": mark, "statement_id": spoken.number})

    def keep(self) -> None:
        """Write the marks of what was added."""
        if self._fresh:
            self._connection.execute(insert(echo_marks), self._fresh)


class _Pool:
    """Statements of one name, by their words."""

    def __init__(self) -> None:
        self._known: list[Spoken] = []
        self._by_root: dict[str, list[int]] = defaultdict(list)

    def add(self, spoken: Spoken) -> None:
        for word in spoken.roots:
            self._by_root[word].append(len(self._known))
        self._known.append(spoken)

    def like(self, spoken: Spoken) -> list[Spoken]:
        weights: dict[int, float] = defaultdict(float)
        common = max(30, len(self._known) // 10)
        assert spoken.day is not None
        for word, rare in spoken.roots.items():
            held = self._by_root.get(word, ())
            if len(held) <= common and rare >= _COMMON:
                for place in held:
                    weights[place] += rare
        best = sorted((-weight, place) for place, weight in weights.items() if weight >= _ENOUGH)
        found = (self._known[place] for _, place in best)
        near = (o for o in found if o.article != spoken.article and o.day is not None and abs(o.day - spoken.day) <= NEAR)
        return [other for other, _ in zip(near, range(_BY_SPEAKER), strict=False)]


class Speakers:
    """The statements of the speakers of new ones at about the same time."""

    def __init__(self, connection: Connection, new: Sequence[Spoken]) -> None:
        self._pools: dict[str, _Pool] = defaultdict(_Pool)
        self.numbers: set[int] = set()
        self._new = {spoken.number for spoken in new}
        stretches: dict[int, tuple[set[int], set[str]]] = defaultdict(lambda: (set(), set()))
        for spoken in new:
            if spoken.day is not None:
                days, names = stretches[spoken.day // _WEEKS]
                days.add(spoken.day)
                names.update(keys(spoken.who))
        ids = _with_words(connection, sorted({name for _, names in stretches.values() for name in names}))
        for days, names in stretches.values():
            self._fill(connection, min(days) - NEAR, max(days) + NEAR, {i for name in names for i in ids.get(name, ())})

    def _fill(self, connection: Connection, first: int, last: int, of: set[int]) -> None:
        s = statements.c
        wanted = sorted(of)
        begins, ends = date.fromordinal(max(1, first)).isoformat(), date.fromordinal(last).isoformat()
        between = and_(s.day >= begins, s.day <= ends)
        for at in range(0, len(wanted), _SPEAKERS):
            some = select(s.id).where(s.speaker_id.in_(wanted[at : at + _SPEAKERS]), between, s.copy_of.is_(None))
            numbers = set(connection.scalars(some.order_by(s.id.desc()).limit(_POOL))) - self._new - self.numbers
            self.numbers |= numbers
            for spoken in by_number(connection, numbers).values():
                self.add(spoken)

    def like(self, spoken: Spoken) -> list[Spoken]:
        """Statements of the same speaker that share rare words, those with the most first."""
        found: dict[int, Spoken] = {}
        if spoken.day is not None:
            for key in keys(spoken.who):
                found |= {other.number: other for other in self._pools[key].like(spoken)}
        return list(found.values())

    def add(self, spoken: Spoken) -> None:
        """Let it be found by its speaker."""
        if spoken.day is not None:
            for key in keys(spoken.who):
                self._pools[key].add(spoken)


def _with_words(connection: Connection, words: list[str]) -> dict[str, set[int]]:
    """The speakers that have these words in their names."""
    found: dict[str, set[int]] = defaultdict(set)
    w = speaker_words.c
    for first in range(0, len(words), AT_ONCE):
        for word, number in connection.execute(select(w.word, w.speaker_id).where(w.word.in_(words[first : first + AT_ONCE]))):
            found[word].add(number)
    return found
