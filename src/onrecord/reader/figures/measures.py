"""Measures: the unit or currency beside a numeral, and the value in it."""

from __future__ import annotations

from dataclasses import replace

from ..wordlists import word_set
from .currencies import CODES, SIGNS
from .money import MILLIONS, MONEY, Measure, Money
from .numerals import read
from .tokens import DASHES, Numeral
from .units import BEFORE, CELSIUS, FAHRENHEIT, LENGTHS, PER, POWERS, SMALLER, SPANS_OF_TIME, SYMBOLS, UNSURE_APART, WORDS, Unit


class Reading(Money):
    """Reads the amounts of one article."""

    def measure(self, i: int) -> Measure | None:
        """The amount that begins at word ``i``: a numeral, with its unit where it has one."""
        t = self.t
        opened = self._opened(i)
        if opened:
            first, currency, at, skip = opened
            numeral = read(t, at, skip)
            if numeral is None or numeral.code or (numeral.fraction and numeral.worded):
                return None
            return self._amount(numeral, first, currency)
        numeral = read(t, i)
        if numeral is None:
            return None
        if numeral.code:
            return Measure(numeral, numeral.first, numeral.last, 0.0, kind="code")
        m = self._closed(numeral)
        return self._signed(m) if m is not None else None

    def _signed(self, m: Measure) -> Measure:
        """An amount with the "below zero" or "above zero" after it: "20 degrees below zero" is -20."""
        t, j = self.t, m.last
        if (
            t.at(j) not in ("below", "above")
            or t.at(j + 1) != "zero"
            or m.kind not in ("", "angle", "temperature")
            or m.numeral.fraction
        ):
            return m
        below = t.at(j) == "below" and m.value > 0
        value, size = (-m.value, -m.size) if below else (m.value, m.size)
        return replace(m, numeral=replace(m.numeral, plain=None), last=j + 2, value=value, size=size, below_zero=below)

    def _closed(self, numeral: Numeral) -> Measure | None:
        """A numeral, with the unit after it."""
        t, last = self.t, numeral.last
        plain = Measure(numeral, numeral.first, last, numeral.value)
        if numeral.suffix:
            return self._suffixed(numeral)
        hyphen = last + 1 < len(t.low) and t.low[last] in DASHES and t.glued(last) and t.glued(last + 1)
        j = last + 1 if hyphen else last
        if hyphen and numeral.fraction and numeral.worded:
            plain.hyphen = True
            return plain
        if t.at(j) in SPANS_OF_TIME:
            plain.last, plain.kind = j + 1, "time"
            return plain
        if t.at(j) == "of" and t.at(j + 1) and not hyphen and numeral.qualifier:
            j += 1  # "millions of dollars"
        elif "\n" in t.gap(j) or (numeral.fraction and numeral.value < 1 and numeral.worded and t.at(j) in ("of", "a")):
            if t.at(j) != "of" and t.at(j) != "a":
                return plain
            j += 2 if t.at(j + 1) in ("a", "an") else 1
            if t.at(j) not in WORDS or t.at(j) in ("percent", "percentage"):
                return plain
        money = self._currency(j) or self._bracketed_currency(j)
        if money and self._is_money(numeral, j, money, hyphen):
            code, last, times = money
            value = numeral.value * times
            last, value = self._and_cents(last, value) if times == 1 else (last, value)
            named = None if code else t.text[t.starts[j] : t.ends[last - 1]]
            return Measure(numeral, numeral.first, last, value, code, MONEY, value, hyphen, named)
        found = self._unit(j, hyphen)
        if found is None:
            if hyphen:
                plain.hyphen = True
            return plain
        return self._united(numeral, found[0], found[1], hyphen)

    def _suffixed(self, numeral: Numeral) -> Measure:
        """Letters glued to the digits: "500km", "60GB", "50p", "5m euros"."""
        last = numeral.last
        code = Measure(numeral, numeral.first, last, 0.0, kind="code")
        if numeral.suffix in MILLIONS:
            money = self._currency(last)
            if money and money[2] == 1:
                value = numeral.value * MILLIONS[numeral.suffix]
                return Measure(numeral, numeral.first, money[1], value, money[0], MONEY, value)
        if numeral.suffix in ("p", "c") and numeral.value >= 1:
            if numeral.suffix == "p" and ("£" in self.vocabulary or "pence" in self.vocabulary):
                return Measure(numeral, numeral.first, last, numeral.value / 100, "GBP", MONEY, numeral.value / 100)
            return code
        if numeral.suffix in CODES:
            return Measure(numeral, numeral.first, last, numeral.value, numeral.suffix, MONEY, numeral.value)
        if numeral.suffix in SIGNS:
            return Measure(numeral, numeral.first, last, numeral.value, SIGNS[numeral.suffix], MONEY, numeral.value)
        unit = SYMBOLS.get(numeral.suffix)
        # a file or a model rather than a measure: "150px", "747s", "3D", "4G"
        if unit is None or (unit.kind == "temperature" and not -100 < numeral.value < 3000):
            return code
        if numeral.suffix == "B":
            return code
        return self._united(numeral, unit, last, False)

    def _united(self, numeral: Numeral, unit: Unit, last: int, hyphen: bool) -> Measure:
        """A numeral with ``unit``, which ends at word ``last``: with the smaller unit and the rate after it."""
        t, value, name, kind, factor = self.t, numeral.value * unit.times, unit.name, unit.kind, unit.factor
        smaller = SMALLER.get(name)
        if smaller:
            j = last + 1 if t.at(last) in ("and", ",") or t.at(last) in DASHES else last
            more = read(t, j) if t.at(j) and ("0" <= t.low[j][0] <= "9" or t.at(j) != "a") else None
            if more and not more.code and more.value < smaller[1] and "\n" not in t.gap(j):
                k = more.last + 1 if t.at(more.last) in DASHES else more.last
                word = more.suffix or t.at(k)
                found = WORDS.get(word) or SYMBOLS.get(word) or (LENGTHS["inch"] if word == "in" else None)
                if found and found.name == smaller[0]:
                    value, last = value + more.value / smaller[1], more.last if more.suffix else k + 1
        rate = self._rate(last, kind)
        if rate:
            name, last, kind = f"{name} / {rate[0]}", rate[1], f"{kind} / {rate[0]}"
            if kind == "length / hour":
                kind, factor = "speed", factor / 3600
            elif kind == "length / second":
                kind = "speed"
        return Measure(numeral, numeral.first, last, value, name, kind, value * factor, hyphen)

    def _rate(self, j: int, kind: str) -> tuple[str, int] | None:
        """ "per hour", "an hour", "/h" after a unit."""
        t, word = self.t, self.t.at(j)
        if kind in ("percent", "points", "temperature", "speed", "angle"):
            return None
        if word == "/" or (t.at(j) in DASHES and t.at(j + 1) == "per"):
            k = j + 1 if word == "/" else j + 2 + (t.at(j + 2) in DASHES)
            return (PER[t.at(k)], k + 1) if t.at(k) in PER else None
        if word in ("per", "a", "an") and t.at(j + 1) in PER and len(t.at(j + 1)) > 1:
            return PER[t.at(j + 1)], j + 2
        return None

    def _unit(self, j: int, hyphen: bool) -> tuple[Unit, int] | None:
        """The unit written at word ``j``, and where it ends."""
        t, word = self.t, self.t.at(j)
        if not word or "\n" in t.gap(j):
            return None
        if word in POWERS:
            k = j + 2 if t.at(j + 1) == "." or t.at(j + 1) in DASHES else j + 1
            base = LENGTHS.get(t.at(k)) or SYMBOLS.get(t.forms[k] if k < len(t.forms) else "")
            if base and base.kind == "length":
                power = POWERS[word]
                return Unit(f"{base.name} ** {power}", ("", "", "area", "volume")[power], base.factor**power), k + 1
            return None
        second = j + 2 if t.at(j + 1) in DASHES and t.glued(j + 1) else j + 1
        pair = BEFORE.get((_bare(word), _bare(t.at(second))))
        if pair:
            if pair in (CELSIUS, FAHRENHEIT) and t.at(second) in ("c", "f") and t.forms[second] not in ("C", "F"):
                return WORDS["degree"], j + 1
            return pair, second + 1
        if word in ('"', "″", "”") and t.gap(j) in ("", " ") and self._is_inch(j):
            return LENGTHS["inch"], j + 1
        if word == "″":
            return LENGTHS["inch"], j + 1
        form = t.forms[j]
        if form in SYMBOLS and form not in UNSURE_APART and (word not in ("ft",) or t.at(j + 1) != "."):
            return SYMBOLS[form], j + 1
        if form in ("m", "g", "t", "l") and t.gap(j) in (" ", "\u00a0") and t.at(j + 1) not in ("'", "’", "."):
            return SYMBOLS[form], j + 1
        unit = WORDS.get(word)
        if unit is None or (form != word and not form.istitle() and not form.isupper()):
            return None
        after = t.at(j + 1)
        if word in ("stone", "cup", "foot", "bit", "pint") and not hyphen and after.isalpha() and after not in _AFTER_UNIT:
            return None
        if word == "stones" or (word == "percentage" and after in DASHES):
            return None
        return unit, j + 1

    def _is_inch(self, j: int) -> bool:
        """Whether the mark after a number is the sign for inches and not the end of a quotation."""
        t = self.t
        opened = 0
        for k in range(max(0, j - 60), j):
            if t.low[k] == '"':
                opened ^= 1
            elif t.low[k] == "“":
                opened = 1
            elif t.low[k] == "”":
                opened = 0
        return not opened and t.low[j] != "”" and t.at(j + 1).isalpha() and t.gap(j + 1) == " "


_AFTER_UNIT = word_set("and or in of to by at from on high tall long wide deep per a an is was were are above below for with")


def _bare(word: str) -> str:
    """A unit's word in the singular."""
    if word in ("basis", "celsius"):
        return word
    if word == "feet":
        return "foot"
    return word[:-1] if word.endswith("s") and len(word) > 3 else word
