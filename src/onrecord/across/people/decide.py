"""Decide: which identity an appearance belongs to, a new one, or none."""

from __future__ import annotations

from collections.abc import Sequence

from .bodies import COMMON, is_passing
from .evidence import JOINS, JOINS_WEAKLY, MARGIN, WHOLE, Weighed, body, person
from .gather import Appearance
from .known import Known
from .names import relation
from .profiles import Profile, ordinal

_BRIDGES = 3.5
"""Points with each of two identities of one name, from which an appearance shows that they are one."""
_SURE = 4.3
"""A full name with fewer points is looked at again when another identity of that name turns up."""
_HELD = 0.85
_NOBODY = (COMMON | {"officials", "authorities", "prosecutors"}) - frozenset(
    "senate congress house parliament pentagon kremlin vatican".split()
)
"""Names of one word that are no names: each article means another."""

Choice = tuple[Weighed, Profile]


class Deciding:
    """Decides over the appearances of one portion. ``touched``: keys under which something new is known, so that what is open is looked at again."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.touched: set[str] = set()
        self._speak: dict[int, dict[int, Appearance]] = {}

    def decide(self, entry: Appearance, before: int | None = None) -> None:
        """Give the appearance its identity, points and reason. ``before``: what it was in an earlier reading or revision of its article."""
        if entry.form == "full":
            self._full(entry, before)
        elif entry.form == "surname":
            self._surname(entry, before)
        elif entry.form == "office":
            self._office(entry)
        else:
            self._body(entry, before)

    def _weigh(self, entry: Appearance, pool: Sequence[Profile], before: int | None) -> list[Choice]:
        assert entry.parsed is not None
        rivals = max(0, self.known.bearers(entry.parsed.surname) - 1)
        found = []
        for of in pool:
            if of.kind == "person":
                weighed = person(entry, of, self.known.common, rivals)
                other = self._speak.get(entry.revision, {}).get(of.id)
                if other is not None and other is not entry and other.parsed != entry.parsed:
                    why = f"{other.name} speaks in the same article"
                    weighed = Weighed(weighed.score - 2.5, [*weighed.reasons, why], weighed.relation)
                found.append((_as_before(weighed, of, before, self.known), of))
        return _ranked(found)

    def _full(self, entry: Appearance, before: int | None) -> None:
        pool = [of for of in self.known.found(entry.keys) if any(len(name.tokens) > 1 for name in of.names)]
        ranked = self._weigh(entry, pool, before)
        fit = [(w, of) for w, of in ranked if w.score >= (JOINS if w.relation in WHOLE else JOINS_WEAKLY)]
        name = f"f:{entry.parsed}"
        if not fit:
            if any(w.relation == "same" for w, _ in ranked):
                self.touched.add(name)
                weighed, of = ranked[0]
                which = f" ({of.id})" if of.id > 0 else ""
                self._new(entry, f"kept apart from another {of.name}{which}: {'; '.join(weighed.reasons)}", weighed.score)
            else:
                self._new(entry, "the first of this name")
            assert entry.parsed is not None
            self.touched.add(f"s:{entry.parsed.surname}")
            return
        (best, of), *rest = fit
        if rest and not self._bridge(entry, best, of, rest):
            second = rest[0][0]
            if best.score - second.score < MARGIN and not (best.relation == "same" and second.relation != "same"):
                entry.open_key = name
                self._nobody(entry, f"either of several: {', '.join(str(o.name) for _, o in fit[:3])}", best.score)
                return
        self._join(entry, best, of)
        if best.score < _SURE:
            entry.open_key = name

    def _bridge(self, entry: Appearance, best: Weighed, of: Profile, rest: Sequence[Choice]) -> bool:
        """Let identities of one name be one, where this appearance fits them all too well. Whether they all are."""
        left = False
        for other, one in rest:
            compatible = all(
                relation(a, b) in WHOLE for a in of.names for b in one.names if len(a.tokens) > 1 and len(b.tokens) > 1
            )
            apart = frozenset((of.id, one.id)) in self.known.apart
            if min(best.score, other.score) >= _BRIDGES and compatible and not apart and one.id > 0 and of.id != one.id:
                into, gone = (of, one) if of.id > 0 else (one, of)
                if into is of and gone.id > 0:
                    self.known.merge(gone, into)
                    best.reasons.append(f"brings {gone.name} ({gone.id}) and {into.name} ({into.id}) together")
                    continue
            left = True
        return not left

    def _surname(self, entry: Appearance, before: int | None) -> None:
        ranked = self._weigh(entry, self.known.found(entry.keys), before)
        entry.open_key = entry.keys[0]
        strong = [(w, of) for w, of in ranked if any(len(name.tokens) > 1 for name in of.names)]
        for some, alone in ((strong, False), ([c for c in ranked if c not in strong], True)):
            fit = [(w, of) for w, of in some if w.score >= JOINS_WEAKLY - 0.5 * alone]
            if not fit:
                continue
            if len(fit) == 1 or fit[0][0].score - fit[1][0].score >= MARGIN:
                self._join(entry, *fit[0])
                return
            if not alone:
                self._nobody(entry, f"either of several: {', '.join(str(of.name) for _, of in fit[:3])}", fit[0][0].score)
                return
        if entry.person is not None and entry.person in self.known.profiles:  # looked at again: nothing better
            entry.reason = entry.reason or "the surname alone"
            return
        self._new(entry, "the surname alone, and nobody known whom it must be", ranked[0][0].score if ranked else 0.0)

    def _office(self, entry: Appearance) -> None:
        key = entry.keys[0]
        entry.open_key = key
        if entry.day is None:
            self._nobody(entry, "an office, in an article without a date", 0.0)
            return
        held = self.known.holders(key, ordinal(entry.day))
        total = sum(held.values())
        plain = "|" not in key
        best = max(held, key=lambda root: (held[root], -root), default=None)
        profile = self.known.profiles.get(self.known.root(best)) if best is not None else None
        if best is None or profile is None or held[best] < (5 if plain else 1):
            self._nobody(entry, "an office, and nobody known who held it then", 0.0)
            return
        met = sum(word in profile.company for word in entry.setting) / max(1, len(entry.setting))
        if held[best] < _HELD * total or (plain and met < 0.12):
            self._nobody(entry, "an office that several held, or elsewhere", 1.0)
            return
        weighed = Weighed(
            2.0 + held[best] / total,
            [f"the office alone, which {held[best]} of {total} appearances within half a year give to {profile.name}"],
        )
        self._join(entry, weighed, profile)

    def _body(self, entry: Appearance, before: int | None) -> None:
        keys = list(entry.keys)
        explained: set[int] = set()
        if entry.form == "short":
            if entry.body in self.known.shorts:
                long = f"b:{self.known.shorts[entry.body]}"
                keys.append(long)
                explained = {of.id for of in self.known.found([long])}
            if len(entry.body) > 2:
                keys.append(f"i:{entry.body}")
        else:
            short = [f"a:{short}" for short in self.known.long.get(entry.body, ())]
            keys += short
            explained = {of.id for of in self.known.found(short)}
        found = [
            (_as_before(body(entry, of, self.known.common, explained=of.id in explained), of, before, self.known), of)
            for of in self.known.found(keys)
            if of.kind == "organization"
        ]
        fit = [(w, of) for w, of in _ranked(found) if w.score >= JOINS]
        if fit:
            (best, of), *rest = fit
            if best.relation == "initials" and rest and best.score - rest[0][0].score < MARGIN:
                fit = []
            else:
                if entry.form == "short" or explained:
                    self._bridge_bodies(best, of, rest)
                self._join(entry, best, of)
                return
        if entry.body in _NOBODY and not is_passing(entry.body):
            self._nobody(entry, "a word that every article means another by", 0.0)
            return
        why = "the first of this name" if not found else "kept apart from others of this name: no company in common"
        self._new(entry, why)

    def _bridge_bodies(self, best: Weighed, of: Profile, rest: Sequence[Choice]) -> None:
        for other, one in rest:
            told = {best.relation, other.relation}
            if told <= {"same", "variant"} and min(best.score, other.score) >= 2.0 and of.id > 0 and one.id > 0 and one.id != of.id:
                if frozenset((of.id, one.id)) in self.known.apart or (of.bodies and one.bodies):
                    continue
                self.known.merge(one, of)
                best.reasons.append(f"brings {one.name} ({one.id}) and {of.name} ({of.id}) together")

    def _join(self, entry: Appearance, weighed: Weighed, of: Profile) -> None:
        self.known.give(entry, of)
        self._speak.setdefault(entry.revision, {}).setdefault(of.id, entry)
        entry.score = round(weighed.score, 2)
        entry.reason = "; ".join(why for why in weighed.reasons if why)

    def _new(self, entry: Appearance, reason: str, score: float = 0.0) -> None:
        made = self.known.create(entry)
        self.known.give(entry, made)
        self._speak.setdefault(entry.revision, {})[made.id] = entry
        entry.score = round(score, 2)
        entry.reason = reason

    def _nobody(self, entry: Appearance, reason: str, score: float) -> None:
        entry.person = None
        entry.score = round(score, 2)
        entry.reason = reason


def _as_before(weighed: Weighed, of: Profile, before: int | None, known: Known) -> Weighed:
    if before is None or known.root(before) != of.id or weighed.relation == "other":
        return weighed
    return Weighed(weighed.score + 3.0, [*weighed.reasons, "the same as in an earlier reading of the article"], weighed.relation)


def _ranked(found: list[Choice]) -> list[Choice]:
    return sorted(
        (choice for choice in found if choice[0].score > -8),
        key=lambda c: (-c[0].score, -c[1].articles, c[1].id <= 0, abs(c[1].id)),
    )
