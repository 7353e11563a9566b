"""Spoken: a statement prepared for comparing."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import cached_property

from .marks import marks, whole_mark
from .speakers import Who
from .wording import Wording
from .words import RARE, Token, forms, quoted, rarity, root, tokens


class Spoken:
    """A statement: its words, who said it and when. ``article``, ``outlet``: the numbers of its article and its publisher."""

    def __init__(
        self,
        number: int,
        content: str,
        *,
        manner: str,
        who: Who,
        article: int = 0,
        outlet: int | None = None,
        day: str | None = None,
        said_on: str | None = None,
        denied: bool = False,
        kind: str = "assertion",
    ) -> None:
        self.number = number
        self.content = content
        self.manner = manner
        self.who = who
        self.article = article
        self.outlet = outlet
        self.denied = denied
        self.kind = kind
        self.days = _days(day)
        self.said_day = self.day if said_on is not None else None  # where the article tells it

    @property
    def day(self) -> int | None:
        """The day of it as a number; null where no more than its month is known."""
        return self.days[0] if self.days and self.days[0] == self.days[1] else None

    def apart(self, other: Spoken) -> float:
        """Days from one to the other, at least; where they are not known, they are taken to be far from each other."""
        if self.days is None or other.days is None:
            return float("inf")
        return max(0, self.days[0] - other.days[1], other.days[0] - self.days[1])

    @cached_property
    def tokens(self) -> list[Token]:
        """All words."""
        return tokens(self.content)

    @cached_property
    def text(self) -> Wording:
        """All words, as they are compared."""
        return Wording(forms(self.content))

    @cached_property
    def quote(self) -> Wording:
        """The speaker's own words: those between quotation marks; of an indirect statement none."""
        if self.manner == "direct":
            return self.text
        return Wording([form for start, end in quoted(self.content) for form in forms(self.content[start:end])])

    @property
    def forms(self) -> list[str]:
        """The forms of all words."""
        return self.text.forms

    @property
    def own(self) -> list[str]:
        """The forms of the speaker's own words."""
        return self.quote.forms

    @cached_property
    def marks(self) -> list[int]:
        """The marks by which it is found: of the speaker's own words, and of all where there are others besides; of a reporter's words one, of all."""
        if not self.own:
            return whole_mark(self.forms)
        own = marks(self.own)
        return own if self.manner == "direct" else list(dict.fromkeys([*own, *marks(self.forms)]))

    @cached_property
    def names(self) -> frozenset[str]:
        """The words that stand nowhere without a capital: names, and what begins sentences."""
        tokens = self.tokens
        return frozenset(t.form for t in tokens).difference(t.form for t in tokens if not self.content[t.start].isupper())

    @cached_property
    def telling(self) -> dict[str, float]:
        """The stems of the words that tell of what it is about, and how rare they are."""
        return {root(form): rare for form in self.forms if (rare := rarity(form)) >= RARE}

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Its numbers."""
        return frozenset(form for form in self.forms if form[0].isdigit())


def _days(day: str | None) -> tuple[int, int] | None:
    """The first and the last day of a date, as numbers; null for a year or none."""
    if day is None or len(day) < 7:
        return None
    try:
        if len(day) == 10:
            return (only := date.fromisoformat(day).toordinal()), only
        year, month = int(day[:4]), int(day[5:7])
        return date(year, month, 1).toordinal(), date(year, month, monthrange(year, month)[1]).toordinal()
    except ValueError:
        return None
