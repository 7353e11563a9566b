"""Ranges: a figure in the making, and what a second number makes of it: a range, a share, the result of a match."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from . import bounds
from .currencies import SIGNS
from .measures import Reading
from .money import MONEY, Measure
from .numerals import STARTS
from .quantities import is_score, score_of
from .tokens import DASHES, DIGITS, Qualifier
from .units import SPANS_OF_TIME

_JOINS = ("to", "or", "and")


@dataclass(slots=True)
class Draft:
    """A figure in the making: the amount, and where its words begin and end with what qualifies it."""

    measure: Measure
    first: int
    last: int
    value: float
    unit: str | None
    qualifier: Qualifier | None = None
    high: float | None = None
    of: str | None = None
    kind: str = ""
    size: float = 0.0
    change: Literal["up", "down"] | None = None
    same: Draft | None = None


def leads_to_time(reading: Reading, m: Measure) -> bool:
    """Whether ``m`` is the lower end of a length of time, "15 to 20 seconds", or one with a mark, "30+ years"."""
    t, j = reading.t, m.last
    if m.unit is not None or j + 1 >= len(t.low):
        return False
    if t.low[j] == "+" or (t.low[j] == "or" and t.low[j + 1] in ("more", "so", "less")):
        return t.at(j + 1 if t.low[j] == "+" else j + 2) in SPANS_OF_TIME
    if (t.low[j] not in _JOINS and t.low[j] not in DASHES) or not (t.low[j + 1][0] in DIGITS or t.low[j + 1] in STARTS):
        return False
    other = reading.measure(j + 1)
    return other is not None and other.kind == "time" and other.value > m.value


def one_in(reading: Reading, m: Measure) -> tuple[float, Measure] | None:
    """ "one in five", "nine out of ten": the share, and the second number."""
    t, j = reading.t, m.last
    if m.unit or m.kind or m.numeral.scaled or m.numeral.fraction or m.value < 1 or m.value != int(m.value):
        return None
    k = j + 1 if t.at(j) == "in" else j + 2 if t.at(j) == "out" and t.at(j + 1) == "of" else 0
    if not k or k >= len(t.low) or (t.at(j) == "in" and m.value > 9) or not (t.low[k][0] in DIGITS or t.low[k] in STARTS):
        return None
    of = reading.measure(k)
    if of is None or of.kind or of.numeral.fraction or of.value <= m.value:
        return None
    if t.at(j) == "in" and not (of.value <= 10 or of.value % 5 == 0 or m.value == 1):
        return None
    return m.value / of.value, of


def score(reading: Reading, m: Measure) -> list[Draft]:
    """Both numbers of a result, "3-1", each a figure; none where it is no result."""
    t, i, j = reading.t, m.first, m.last
    if not (t.at(j) in DASHES and t.glued(j) and t.glued(j + 1)) or len(m.numeral.plain or "") > 3:
        return []
    if t.glued(i) and t.at(i - 1) not in "(\"'“":
        return []
    other = reading.measure(j + 1)
    if other is None or not other.numeral.plain or other.unit or other.kind or len(other.numeral.plain) > 3:
        return []
    end = other.last
    if not is_score(t, i, end, m.value, other.value) or (t.at(end) in DASHES and t.glued(end)):
        return []
    if max(m.value, other.value) > 200 and score_of(t, i, end) == "score":
        return []
    return [Draft(one, one.first, one.last, one.value, None, of=score_of(t, i, end), kind="score") for one in (m, other)]


def second(reading: Reading, draft: Draft) -> Measure | None:
    """The amount that is joined to ``draft`` as the upper end of a range would be: by "to", a dash, "or", "between ... and"."""
    t, j = reading.t, draft.last
    word, k = t.at(j), j + 1
    start = bounds.before(t, draft.first)[1]
    between = t.at(start - 1) == "between"
    if word in DASHES:
        if not t.glued(k) and t.glued(j):
            return None
    elif word not in _JOINS or (word == "and") != between:
        return None
    if k >= len(t.low) or "\n" in t.gap(k) or "\n" in t.gap(j) or t.low[k] in ("a", "an", ".", "-", "−"):
        return None
    starts = t.forms[k] in SIGNS or t.low[k][0] in DIGITS or t.low[k] in STARTS
    if not starts and t.at(k + 1) not in SIGNS:
        return None
    at = k if starts else k + 1
    other = reading.measure(at)
    return None if other is None or other.kind in ("code", "time") or other.first > at else other


def stretch(reading: Reading, draft: Draft, other: Measure) -> None:
    """Make ``draft`` a range up to ``other``, or give it the unit of ``other``, or leave it, as the words between say."""
    t, m, word = reading.t, draft.measure, reading.t.at(draft.last)
    start = bounds.before(t, m.first)[1]
    if word == "to" and t.at(start - 1) == "from":
        if m.unit is None and other.unit is not None and not m.hyphen:
            _lend(draft, other)  # "from 5 to 10 percent" tells of a change as often as of a range
        return
    if word == "to" and bounds.change(t, start, draft.last):
        return
    if m.unit is not None and other.unit is not None and m.unit != other.unit and not (m.kind == other.kind == MONEY):
        return
    if m.unit is not None and other.unit is None and (word in ("to", "or") or m.kind != MONEY):
        return
    if word == "or" and not (draft.value < other.value <= 2 * draft.value + 1 and other.numeral.worded):
        return
    if other.below_zero and not m.below_zero and 0 < draft.value < -other.value:  # "20 to 30 degrees below zero"
        draft.value, draft.high, draft.last = other.value, -draft.value, other.last
        draft.unit, draft.kind, draft.size = other.unit, other.kind, other.size
        return
    value, unit, kind = draft.value, draft.unit, draft.kind
    _lend(draft, other)
    if not draft.value < other.value:
        draft.value, draft.unit, draft.kind = value, unit, kind
        return
    if word == "and" and not t.glued(start):
        draft.first = start - 1
    m.hyphen, m.named = other.hyphen, m.named or other.named
    draft.high, draft.last, draft.size = other.value, other.last, other.size


def _lend(draft: Draft, other: Measure) -> None:
    """Give ``draft`` the unit of ``other``, and its scale: "3 to 4 million crowns"."""
    m = draft.measure
    shown = other.numeral.value / other.numeral.scale
    if not m.numeral.scaled and shown and (m.unit is None or m.kind == MONEY) and m.value == m.numeral.value <= shown:
        draft.value = m.value * (other.value / shown)
    if m.unit is None:
        draft.unit, draft.kind = other.unit, other.kind
