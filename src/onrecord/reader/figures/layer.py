"""Figures: the quantities that an article names, with value, unit, and what they count."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from ...article import SPEAKING_ZONES, Article
from ...record import Figure, Time
from ..layers import Layers
from ..wordlists import word_set
from . import ages, bounds, counted, ranges
from .currencies import SIGNS
from .digits import VULGAR
from .measures import Reading
from .money import MONEY
from .numerals import STARTS
from .quantities import is_quantity, makes_of, telephone_end
from .ranges import Draft
from .tokens import DIGITS, Tokens

_BESIDE_UNITS = word_set("north south east west away high tall wide long deep inland offshore apart thick above below per a an")
_SAME = (["("], [",", "or"], ["or"], [","], ["-", "("], [",", "about"])
"""What stands between two figures that say the same."""


def find(article: Article, layers: Layers, times: list[Time]) -> list[Figure]:
    """The quantities in the headline and body of ``article``, in order, without overlaps.

    ``layers`` are of the words of ``article.text``; ``times`` are the article's time expressions: a number in a date is no
    figure, nor is the length of a duration. Offsets are code points. A value is in its unit (cents are given in their
    currency, basis points in percentage points), a share ("two-thirds") is a value below 1. Raises nothing; time is
    linear in the number of words.
    """
    tokens = Tokens.of(layers.words)
    if not tokens.low:
        return []
    return _Finder(article, tokens, layers, times).find()


class _Finder:
    """The way through one article, from its first word to its last."""

    def __init__(self, article: Article, tokens: Tokens, layers: Layers, times: list[Time]) -> None:
        self.t = tokens
        self.layers = layers
        self.reading = Reading(tokens)
        self.times = times
        self.time_starts = [time.start for time in times]
        self.mute = [(zone.start, zone.end) for zone in article.zones if zone.kind not in SPEAKING_ZONES]
        self.mute_starts = [start for start, _ in self.mute]
        self.drafts: list[Draft] = []

    def find(self) -> list[Figure]:
        t, i = self.t, 0
        forms, low = t.forms, t.low
        for k, word in enumerate(low):
            if k < i:
                continue
            c = word[0]
            if c in DIGITS or c in VULGAR:
                pass
            elif word in STARTS:
                if c == "." and not (t.glued(k + 1) and low[k + 1][0] in DIGITS and not t.glued(k)):
                    continue
            elif c not in SIGNS and not self._opens(forms[k], k):
                continue
            if self._is_mute(t.starts[k]):
                continue
            i = max(self._take(k), k + 1)
        return self._figures()

    @cached_property
    def makes(self) -> frozenset[str]:
        """Numbers that name makes in this article."""
        return makes_of(self.t)

    def _opens(self, form: str, k: int) -> bool:
        """Whether a word in letters may be a currency before its amount: "USD 5", "EUR10m", "Rs 500"."""
        if len(form) < 2 or not (form[0].isupper() or form in ("kr", "rmb")):
            return False
        if len(form) == 2 or len(form) == 3:
            return self.t.at(k + 1)[:1] in DIGITS if k + 1 < len(self.t.low) and self.t.low[k + 1] != "." else form == "Rs"
        return form[3] in DIGITS and form[:3].isupper()

    def _is_mute(self, start: int) -> bool:
        k = bisect_right(self.mute_starts, start) - 1
        return k >= 0 and start < self.mute[k][1]

    def _time_at(self, i: int) -> Time | None:
        """The time expression that holds word ``i``."""
        k = bisect_right(self.time_starts, self.t.starts[i]) - 1
        return self.times[k] if k >= 0 and self.t.starts[i] < self.times[k].end else None

    def _take(self, i: int) -> int:
        """Read the amount that begins at word ``i``, keep it if it is a figure, and say where to go on."""
        m = self.reading.measure(i)
        if m is None:
            return i + 1
        if m.first < i and self.drafts and self.drafts[-1].last > m.first:
            m.first = i
        time = self._time_at(m.numeral.first)
        age = ages.read(self.reading, self.layers, m) if time is None or time.kind == "duration" else None
        if age:
            return self._keep(Draft(m, m.first, age.last, m.value, age.unit, high=age.high, of="age", kind="age", size=m.value))
        if time and not (m.numeral.fraction and time.kind == "duration" and self.t.at(m.last) == "of"):
            return max(m.numeral.last, self._word_after(time.end, i))
        if m.kind == "time" or ranges.leads_to_time(self.reading, m):
            return m.numeral.last
        if m.unit is None and (m.numeral.plain or self.t.at(i - 1) == "+"):
            end = telephone_end(self.t, i)
            if end > i:
                return end
            score = ranges.score(self.reading, m) if m.numeral.plain else []
            if score:
                self.drafts += score
                return score[-1].last
        share = ranges.one_in(self.reading, m)
        if share and not self._time_at(share[1].numeral.first):
            return self._keep(Draft(m, m.first, share[1].last, share[0], None))
        if not is_quantity(self.t, self.layers, m, self.makes):
            return m.numeral.last
        draft = Draft(m, m.first, m.last, m.value, m.unit, m.numeral.qualifier, kind=m.kind, size=m.size)
        other = ranges.second(self.reading, draft)
        if other and not self._time_at(other.numeral.first):
            ranges.stretch(self.reading, draft, other)
        return self._keep(draft)

    def _keep(self, draft: Draft) -> int:
        self._bound(draft)
        self.drafts.append(draft)
        self._count(draft)
        return draft.last

    def _word_after(self, end: int, i: int) -> int:
        """The first word from ``i`` on that starts at or after character ``end``."""
        while i < len(self.t.low) and self.t.starts[i] < end:
            i += 1
        return i

    def _bound(self, draft: Draft) -> None:
        """Add the words that qualify an amount, before and after it."""
        said, first = bounds.before(self.t, draft.first)
        taken = self._time_at(first) is not None or (self.drafts and self.drafts[-1].last > first)
        if said and not taken:
            draft.first, draft.qualifier = first, said
        said, last = bounds.after(self.t, draft.last)
        if said:
            draft.last, draft.qualifier = last, said
        draft.change = bounds.change(self.t, draft.first, draft.last)

    def _count(self, draft: Draft) -> None:
        """Say what a figure counts; keep a change only where it is one of amount."""
        t, m = self.t, draft.measure
        united = draft.unit is not None
        if not united and not m.numeral.fraction and t.at(draft.first - 1) not in ("by", "up", "down"):
            draft.change = None
        if draft.of or m.named:
            draft.of = draft.of or m.named
            return
        adjective = draft.kind in (MONEY, "percent", "points") and t.at(draft.last) != "of"
        attributive = adjective or m.hyphen or self._is_attributive(draft)
        draft.of = (
            (counted.rate(t, draft.last) if draft.kind == MONEY else None)
            or counted.after(t, self.layers, draft.last, united, attributive, m.numeral.fraction)
            or counted.told(t, self.layers, draft.first, draft.last)
        )

    def _is_attributive(self, draft: Draft) -> bool:
        """Whether a unit in the singular stands before a noun: "a 75 m (250 ft) ship"."""
        t, j = self.t, draft.last
        if draft.unit is None or t.low[j - 1].endswith(("s", "feet", "inches")) or draft.value == 1:
            return False
        if t.at(j) == "(":
            j = next((k + 1 for k in range(j, min(j + 10, len(t.low))) if t.low[k] == ")"), j)
        return t.at(j).isalpha() and self.layers.pos[j] in ("NN", "NNS") and t.low[j] not in _BESIDE_UNITS

    def _same(self, before: Draft, this: Draft) -> Draft | None:
        """The figure ``before`` this one, if this says the same in another unit, in brackets or after "or"."""
        gap = self.t.low[before.last : this.first]
        if this.unit is None or before.unit in (None, this.unit) or before.kind != this.kind:
            return None
        if gap == [";"] and before.same:
            return before.same  # "(£17,500; €20,000)"
        if gap not in _SAME or this.kind in ("", "percent", "points", "age"):
            return None
        if this.kind == MONEY:
            return before if gap[-1] == "(" else None
        if this.kind == "temperature":
            return before
        return before if abs(this.size - before.size) <= 0.15 * max(abs(this.size), abs(before.size)) else None

    def _figures(self) -> list[Figure]:
        made: list[Figure] = []
        text, end, before = self.t.text, 0, None
        for draft in self.drafts:
            start, stop = self.t.starts[draft.first], self.t.ends[draft.last - 1]
            if start < end or not abs(draft.value) < 1e30 or not abs(draft.high or 0) < 1e30:
                continue
            draft.same = self._same(before, draft) if before else None
            if draft.same and not draft.of:
                draft.of = draft.same.of
            end, before = stop, draft
            made.append(
                Figure(
                    start=start,
                    end=stop,
                    text=text[start:stop],
                    value=_tidy(draft.value),
                    unit=draft.unit,
                    of=draft.of,
                    qualifier=draft.qualifier,
                    high=None if draft.high is None else _tidy(draft.high),
                    change=draft.change,
                    same_as=self.t.starts[draft.same.first] if draft.same else None,
                )
            )
        return made


def _tidy(value: float) -> float:
    """A value without the dust of binary fractions: twelve digits, no negative zero."""
    return float(f"{value:.12g}") + 0.0
