"""Ages: numbers that tell how old somebody is, told apart from years, lengths of time and counts."""

from __future__ import annotations

from dataclasses import dataclass

from ..layers import Layers
from ..wordlists import word_set
from .measures import Reading
from .money import Measure
from .numerals import STARTS
from .tokens import DASHES, DIGITS, Tokens

_UNITS = {"year": "year", "years": "year", "month": "month", "months": "month", "week": "week", "weeks": "week"}
_UNITS |= {"day": "day", "days": "day"}
_OLDEST = 120
_AFTER_AN_AGE = word_set("and when at on but . , ; ) by in or last this who ! ? ” — -")
_PEOPLE = word_set("children people adults those anyone everyone women men girls boys kids youths persons citizens residents")
_BEING = word_set("was is be been turned turns turn turning being were are")


@dataclass(frozen=True, slots=True)
class Age:
    """An age: its unit, the word that it ends before, and the upper end where it is a range."""

    unit: str
    last: int
    high: float | None = None


def read(reading: Reading, layers: Layers, m: Measure) -> Age | None:
    """The age that the amount ``m`` tells, as in "aged 12", "a 54-year-old", "Mara Lind, 49,", or None."""
    if not 0 <= m.value < _OLDEST or m.numeral.scaled or m.kind not in ("", "time") or m.numeral.fraction:
        return None
    t, i, j = reading.t, m.first, m.last
    if m.kind == "time":
        return _told_old(t, m)
    if m.unit is not None:
        return None
    if (t.at(j) in DASHES or t.at(j) in ("to", "or")) and t.at(j + 1)[:1] in DIGITS and t.at(j + 1):
        other = reading.measure(j + 1)
        old = _told_old(t, other) if other and other.kind == "time" and m.value < other.value < _OLDEST else None
        if old and other:
            return Age(old.unit, old.last, other.value)  # "10 to 12 years old"
    if "\n" in t.gap(i):
        return None
    if t.at(i - 1) in ("aged", "age", "ages") or (t.at(i - 1) == "of" and t.at(i - 2) in ("age", "ages")):
        if (t.at(j) in ("to", "or") or t.at(j) in DASHES) and (t.at(j + 1) in STARTS or t.at(j + 1)[:1].isdecimal()):
            more = reading.measure(j + 1)
            if more and more.kind == "" and m.value < more.value < _OLDEST:
                return Age("year", more.last, more.value)
        return Age("year", m.numeral.last)
    if t.at(i - 1) in ("under", "over") and t.at(i - 2) in _PEOPLE and not t.at(j).isalpha():
        return Age("year", m.numeral.last)
    return Age("year", m.numeral.last) if _is_apposed(t, layers, m) or _is_said_of_somebody(t, m) else None


def _told_old(t: Tokens, m: Measure) -> Age | None:
    """ "54-year-old", "12 years of age"."""
    unit = _UNITS.get(t.at(m.last - 1))
    k = m.last + 1 if t.at(m.last) in DASHES else m.last
    if unit and t.at(k) in ("old", "olds"):
        return Age(unit, k + 1)
    if unit and t.at(k) == "of" and t.at(k + 1) == "age":
        return Age(unit, k + 2)
    return None


def _is_apposed(t: Tokens, layers: Layers, m: Measure) -> bool:
    """ "Mara Lind, 49," and "Mara Lind (49)"."""
    i, j = m.first, m.last
    if not m.numeral.plain or not m.value >= 1 or i < 2 or not t.low[i - 2].isalpha():
        return False
    if not layers.pos[i - 2].startswith("NN") or layers.pos[i - 2] == "NNS" or layers.ner[i - 2] in ("DATE", "TIME", "NUMBER"):
        return False
    if t.at(i - 1) == "(":
        return t.at(j) == ")" and t.forms[i - 2][0].isupper() and layers.ner[i - 2] in ("PERSON", "O")
    if t.at(i - 1) != "," or t.at(j) != "," or t.glued(i) or t.at(j + 1)[:1].isdecimal():
        return False
    return (t.forms[i - 2][0].isupper() or m.value > 4) and layers.ner[i - 2] != "ORGANIZATION"


def _is_said_of_somebody(t: Tokens, m: Measure) -> bool:
    """ "He was 101", "she turned 80"."""
    k = m.first - 1
    while m.first - k < 4 and t.at(k) in ("about", "around", "only", "just", "nearly", "almost"):
        k -= 1
    if t.at(k) not in _BEING or not (m.numeral.plain or m.numeral.worded) or m.numeral.qualifier:
        return False
    if t.at(m.last) and t.at(m.last) not in _AFTER_AN_AGE:
        return False
    turned = t.at(k).startswith("turn")
    return any(word in ("he", "she", "who") for word in t.low[max(0, k - 4) : k]) and (turned or t.at(k) != "are") and m.value > 0
