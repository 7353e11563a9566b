"""Likeness: whether other words tell of the same action, and another name is the same actor's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from ...store.words import beginning, folded, forms, stem, words
from ..stopwords import FUNCTION, GENERAL_STEMS

_SELDOM = 1.0
_OFTEN = 0.3
_MOST = 8
_HALF, _MOSTLY, _NEARLY = 0.5, 0.6, 0.8
"""Shares of the words."""
_ROUTINE = frozenset(
    stem(word)
    for word in "continue continuing work working hard fight fighting keep help support ensure protect colleagues bring back build progress important provide "
    "make sure visit month effort role play part open pass push necessary".split()
)
"""Words of what everybody promises, besides ``GENERAL``."""


class Words:
    """The words of an action or condition that tell what it is, by stem, each with a weight: those that are said of anything count little."""

    def __init__(self, text: str) -> None:
        self.forms: dict[str, str] = {}
        self.weights: dict[str, float] = {}
        self.named: dict[str, bool] = {}
        for word in words(text):
            form = text[word.start : word.end].lower()
            if form not in FUNCTION and word.stem not in self.weights:
                self.weights[word.stem] = _OFTEN if word.stem in GENERAL_STEMS | _ROUTINE else _SELDOM
                self.forms[word.stem] = form
                self.named[word.stem] = text[word.start].isupper() and word.start > 0
        self._whole = sum(self.weights.values())
        self._begin = [(beginning(of), weight, weight == _SELDOM) for of, weight in self.weights.items()]

    def searched(self) -> list[str]:
        """Words to search by: those that say something; none where there is none."""
        return [form for of, form in self.forms.items() if self.weights[of] == _SELDOM][:_MOST]

    def share(self, told: Mapping[str, str]) -> tuple[float, list[str]]:
        """How much of these words, by weight, a text has (``forms`` of it), and which of its own words they are; 0 where none of them
        says something."""
        found = {of: form for of, form in told.items() if of in self.weights}
        if not any(self.weights[of] == _SELDOM for of in found):
            return 0.0, []
        return sum(self.weights[of] for of in found) / self._whole, list(found.values())

    def at_most(self, plain: str) -> tuple[float, int]:
        """What ``share`` and ``telling`` can be at most of any part of a text (``plain`` of it): quick to know, without its words being stemmed."""
        share, telling = 0.0, 0
        for begin, weight, seldom in self._begin:
            if begin in plain:
                share += weight
                telling += seldom
        return (share / self._whole, telling) if telling else (0.0, 0)

    def telling(self, like: list[str]) -> int:
        """How many of these words are not said of anything."""
        return sum(self.weights[word.stem] == _SELDOM for form in like for word in words(form))

    def unnamed(self, like: list[str]) -> int:
        """How many of these words are neither said of anything nor parts of names."""
        return sum(self.weights[word.stem] == _SELDOM and not self.named[word.stem] for form in like for word in words(form))

    @property
    def vague(self) -> bool:
        """Whether fewer than three of the words tell something: "veto the bill" may be said of any."""
        return sum(weight == _SELDOM for weight in self.weights.values()) < 3

    def is_like(self, share: float, like: list[str], own: bool, named: bool) -> bool:
        """Whether so much of an action (see ``share``) is the same: by the actor most of it will do, with three words that tell something, or
        nearly all of it with fewer; where the actor is only named, half with three; of anybody else nearly all with four, two of them no names."""
        telling = self.telling(like)
        if telling > 2 and (own or named):
            return share >= (_MOSTLY if own else _HALF)
        if own and share >= _NEARLY and (telling > 1 or self.vague):
            return len(like) > 1 or len(self.weights) == 1
        return telling > 3 and share >= _NEARLY and self.unnamed(like) > 1

    def may_be_like(self, plain: str) -> bool:
        """Whether ``is_like`` can hold of any part of a text (``plain`` of it), whoever speaks or acts."""
        share, telling = self.at_most(plain)
        return (telling > 2 and share >= _HALF) or (share >= _NEARLY and (telling > 1 or self.vague))

    def may_be_met(self, plain: str) -> bool:
        """Whether ``is_met`` can hold of any part of a text (``plain`` of it)."""
        share, telling = self.at_most(plain)
        return telling > 1 and share >= _MOSTLY

    def is_met(self, share: float, like: list[str], told: bool) -> bool:
        """Whether so much of a condition is the same. ``told``: in words, where three must tell something, one of them no name (what is to
        happen), and nearly all must be there; of what happened three that tell something, or two and nearly all of it, a name among them."""
        telling, unnamed = self.telling(like), self.unnamed(like)
        if told:
            return telling > 2 and share >= _NEARLY and unnamed > 0
        return (telling > 2 and share >= _MOSTLY) or (telling > 1 and unnamed < len(like) and share >= _NEARLY)

    def has(self, told: Mapping[str, str]) -> bool:
        """Whether one of these words is in a text (``forms`` of it)."""
        return not self.weights.keys().isdisjoint(told)


@lru_cache(maxsize=20_000)
def of_trigger(text: str) -> Mapping[str, str]:
    """``forms`` of an event's trigger; kept, since the same verbs tell of most events."""
    return forms(text)


def same_actor(one: str | None, other: str | None) -> bool:
    """Whether two names may well be of one: the same last word, and nothing before it that disagrees."""
    a, b = folded(one or ""), folded(other or "")
    if not a or not b or a[-1] != b[-1]:
        return False
    return len(a) == 1 or len(b) == 1 or a[0] == b[0] or set(a) <= set(b) or set(b) <= set(a)
