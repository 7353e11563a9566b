"""Rewording: whether one report tells in other words what another quotes or tells.

The words of the two are brought together one by one, by their stems or their first letters (a verb and the noun made of it), and
weighed by how rare they are, names less than others: they tell what it is about and not what was said of it.
"""

from __future__ import annotations

from typing import NamedTuple

from .spoken import Spoken
from .words import rarity, root

_DAYS = 3
_TELLING = 0.12
"""The rarity from which on a word is weighed."""
_NAME = 0.4
"""What a name weighs of another word."""
_LETTERS, _LIKE = 6, 0.9
"""First letters that two forms of a word share at least, and what that counts."""
_WORDS, _COVER, _WEIGHT = 3, 0.44, 0.5


class _Word(NamedTuple):
    form: str
    stem: str
    weight: float


def reworded(one: Spoken, other: Spoken) -> float | None:
    """How much of each of two statements of one person the other tells as well, 0 to 1; null where that is not enough for an echo.

    Two quotations are none of each other, nor are two reports of one outlet, of two days, or with other numbers.
    """
    if one.who.kind != "person" or other.who.kind != "person" or one.manner == other.manner == "direct":
        return None
    if one.apart(other) > _DAYS or (one.said_day and other.said_day and one.said_day != other.said_day):
        return None
    if one.outlet is not None and one.outlet == other.outlet:
        return None
    if (one.numbers and other.numbers and one.numbers.isdisjoint(other.numbers)) or len(one.text.words & other.text.words) < 2:
        return None
    ours, theirs = _words(one), _words(other)
    if min(len(ours), len(theirs)) < _WORDS:
        return None
    told = [
        sum(word.weight * max(_like(word, o) for o in there) for word in here) for here, there in ((ours, theirs), (theirs, ours))
    ]
    cover = min(part / sum(word.weight for word in here) for part, here in zip(told, (ours, theirs), strict=True))
    return cover if cover >= _COVER and cover * min(told) >= _WEIGHT else None


def _words(spoken: Spoken) -> list[_Word]:
    name = set((spoken.who.name or "").lower().replace(".", " ").split())
    found = []
    for token in spoken.tokens:
        form = token.form.split("'")[0]
        if (rare := rarity(form)) >= _TELLING and form not in name:
            found.append(_Word(form, root(form), rare * (_NAME if spoken.content[token.start].isupper() else 1)))
    return found


def _like(one: _Word, other: _Word) -> float:
    if one.stem == other.stem:
        return 1.0
    return _LIKE if len(one.form) >= _LETTERS and one.form[:_LETTERS] == other.form[:_LETTERS] else 0.0
