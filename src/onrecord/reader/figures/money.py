"""Money: amounts with the currency before or after them, and which currency it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ..wordlists import word_set
from .currencies import CENTS, CODES, DOLLARS, NAMES, SHARED, SHORT, SIGNS, shared, singular
from .numerals import read
from .tokens import DASHES, DIGITS, Numeral, Tokens

MONEY = "money"
MILLIONS = {"m": 1e6, "M": 1e6, "mm": 1e6, "MM": 1e6, "b": 1e9, "B": 1e9, "t": 1e12, "T": 1e12}
"""Letters that stand for a scale after an amount of money; elsewhere they are metres, bytes and tonnes."""
_OF_MONEY = word_set(
    "cost costs costing pay pays paid paying worth spend spends spent spending fine fined fines price prices priced charge "
    "charged earn earns earned raise raised sold bought debt debts grant grants owe owed salary wage rent bail tax budget "
    "loan loans"
)
_TWO_WORD_PLACES = {"zealand": "new", "kong": "hong", "leone": "sierra", "s": "."}
_NAMES = frozenset([*NAMES, *SHARED, *CENTS])


@dataclass(slots=True)
class Measure:
    """A value with its unit in words ``first`` to ``last`` (half-open).

    ``kind``: what is measured ("length", "money"; "" for a bare count; "time" for a duration, which is no figure).
    ``size``: the value in the kind's base unit, to compare by. ``named``: the words of a currency that is not known.
    ``below_zero``: whether the words "below zero" make it negative.
    """

    numeral: Numeral
    first: int
    last: int
    value: float
    unit: str | None = None
    kind: str = ""
    size: float = 0.0
    hyphen: bool = False
    named: str | None = None
    below_zero: bool = False


class Money:
    """The tokens of one article, what is asked of the whole of it, once, and the reading of its amounts of money."""

    def __init__(self, tokens: Tokens) -> None:
        self.t = tokens

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All its words in lower case."""
        return frozenset(self.t.low)

    def _opened(self, i: int) -> tuple[int, str | None, int, int] | None:
        """A currency before its amount: where it starts, which it is, at which word and character the amount begins."""
        t, form = self.t, self.t.forms[i]
        if form in SIGNS:
            if i + 1 >= len(t.low) or t.gap(i + 1).strip() or "\n" in t.gap(i + 1) or len(t.gap(i + 1)) > 1:
                return None
            first, code = i, SIGNS[form]
            before = t.at(i - 1)
            if form == "$" and before in DOLLARS and (t.glued(i) or (len(before) > 1 and t.gap(i) == " " and before != "can")):
                first, code = i - 1, DOLLARS[before]
            elif form == "$" and t.glued(i) and before in ("s", ".") and t.at(i - (2 if before == "s" else 4)) in (".", "u"):
                back = i - 3 if before == "s" else i - 4
                if t.at(back) == "u":
                    first, code = back, "USD"
            elif form == "£" and before == "gb" and t.glued(i):
                first = i - 1
            elif form == "$":
                code = self._dollars
            if t.low[i + 1][0] not in DIGITS and t.low[i + 1] not in (".", "-"):
                return None
            return first, code, i + 1, 0
        if len(form) < 2 or form[0] in DIGITS:
            return None
        code = form[:3] if form[:3] in CODES else ""
        if code and len(form) > 3 and form[3] in DIGITS:
            return i, code, i, 3
        low = t.low[i]
        j = i + 1
        name = code if len(form) == 3 else SHORT.get(low) if form not in ("RS", "GB") or low == "gb" else None
        if not name or (low == "gb" and t.at(j) != "£"):
            return None
        if low == "rs" and t.at(j) == ".":
            j += 1
        if j < len(t.low) and t.low[j][0] in DIGITS and len(t.gap(j)) <= 1:
            return i, self._which(name, None) if name in SHARED else name, j, 0
        return None

    @cached_property
    def _dollars(self) -> str:
        """What "$" alone stands for: another dollar only where the article names that one and not the American."""
        t = self.t
        named = {DOLLARS[t.at(i - 1)] for i, w in enumerate(t.forms) if w == "$" and t.glued(i) and t.at(i - 1) in DOLLARS}
        named |= {
            code
            for i, w in enumerate(t.low)
            if w in ("dollars", "dollar") and (code := SHARED["dollar"].get(t.at(i - 1))) is not None
        }
        return named.pop() if len(named) == 1 else "USD"

    def _which(self, name: str, before: str | None) -> str | None:
        if name in NAMES:
            return NAMES[name]
        if name == "dollar" and before not in SHARED["dollar"]:
            return self._dollars
        return shared(name, before, self.vocabulary if before not in SHARED[name] else ())

    def _amount(self, numeral: Numeral, first: int, currency: str | None) -> Measure:
        """An amount after its currency: "$40bn", "US$5 million", "$249 USD"."""
        t, value, last = self.t, numeral.value, numeral.last
        if numeral.suffix:
            scale = MILLIONS.get(numeral.suffix)
            if scale is None:
                return Measure(numeral, first, last, 0.0, kind="code")
            value *= scale
        elif t.forms[last : last + 1] and t.forms[last] in ("m", "M", "b", "B") and t.gap(last) == " " and not t.glued(last + 1):
            value, last = value * MILLIONS[t.forms[last]], last + 1
        closed = self._currency(last)
        if closed and closed[2] == 1:
            code = closed[0]
            currency, last = (code if code and currency in ("USD", code, None) else currency), closed[1]
        elif t.at(last) == "(" and t.glued(last + 1) and t.forms[last + 1] in CODES and t.at(last + 2) == ")":
            currency, last = t.forms[last + 1], last + 3
        named = None if currency else t.forms[first]
        return Measure(numeral, first, last, value, currency, MONEY, value, t.at(last) in DASHES and t.glued(last), named)

    def _currency(self, j: int) -> tuple[str | None, int, float] | None:
        """A currency written at word ``j``: its code if it can be told, where it ends, and its part of the whole."""
        t = self.t
        if j >= len(t.low) or "\n" in t.gap(j):
            return None
        form = t.forms[j]
        if form in SIGNS and len(t.gap(j)) <= 1 and not (t.at(j + 1)[:1] in DIGITS and t.at(j + 1) and t.glued(j + 1)):
            return (self._dollars if form == "$" else SIGNS[form]), j + 1, 0.01 if form == "¢" else 1.0
        if form in CODES and form != "ALL":
            last = j + 2 if t.at(j + 1) == "$" and t.glued(j + 1) else j + 1
            return form, last, 1.0
        for before in range(3):
            name = singular(t.at(j + before)) if t.at(j + before) not in CENTS else t.at(j + before)
            if name in _NAMES:
                return self._named(j, before, name)
            if not (t.low[j + before : j + before + 1] and (t.low[j + before].isalpha() or t.low[j + before] in ".-")):
                return None
        return None

    def _named(self, j: int, before: int, name: str) -> tuple[str | None, int, float] | None:
        """The currency ``name``, ``before`` words after ``j``: those between must say whose it is."""
        t, last = self.t, j + before + 1
        whose = t.at(last - 2) if before else None
        if name in CENTS:
            return None if before else (self._dollars if name == "cent" else "GBP", last, 0.01)
        known = SHARED.get(name, {})
        if before == 1 and whose not in known and name in SHARED and not (whose or "").endswith(("n", "sh", "se", "h")):
            return None
        if before == 1 and name in NAMES and not t.forms[j][0].isupper():
            return None
        if before == 2 and _TWO_WORD_PLACES.get(whose or "") != t.at(j):
            return None
        code = self._which(name, whose)
        if before and name in SHARED and whose not in known:
            code = None  # a dollar of a country that is not in the table
        if name == "pound" and t.at(last) == "sterling":
            code, last = "GBP", last + 1
        return code, last, 1.0

    def _bracketed_currency(self, j: int) -> tuple[str | None, int, float] | None:
        t = self.t
        if t.at(j) == "(" and t.glued(j + 1) and j + 1 < len(t.forms) and t.forms[j + 1] in CODES and t.at(j + 2) == ")":
            return t.forms[j + 1], j + 3, 1.0
        return None

    def _is_money(self, numeral: Numeral, j: int, money: tuple[str | None, int, float], hyphen: bool) -> bool:
        """Whether a word that also means something else is a currency here: pounds, won, real, crowns."""
        t, last = self.t, money[1]
        word = t.at(last - 1)
        if last - j > 1 or word in SIGNS or t.forms[j] in CODES:
            return True
        if word in ("pound", "pounds"):
            if (numeral.scaled and numeral.value >= 1e6) or "£" in self.vocabulary or "sterling" in self.vocabulary:
                return True
            near = t.low[max(0, numeral.first - 5) : numeral.first]
            return not hyphen and not _OF_MONEY.isdisjoint(near)
        if word == "won":
            return numeral.value >= 500 and t.at(last) not in ("the", "a", "an", "by", "in")
        if word in ("real", "lev", "lei"):
            return False
        if word in ("rand", "quid", "buck", "mark", "sterling", "dong"):
            return t.forms[last - 1] == word
        return True

    def _and_cents(self, last: int, value: float) -> tuple[int, float]:
        """ "13 dollars and 45 cents"."""
        t = self.t
        j = last + 1 if t.at(last) in ("and", ",") else last
        if t.at(j) and (t.low[j][0] in DIGITS or t.low[j].isalpha()) and "\n" not in t.gap(j):
            more = read(t, j)
            if (
                more
                and not more.code
                and not more.suffix
                and 0 < more.value < 100
                and t.at(more.last) in ("cents", "cent", "pence")
            ):
                return more.last + 1, value + more.value / 100
        return last, value
