"""Likeness: whether other words tell of the same action, and another name is the same actor's."""

from __future__ import annotations

from functools import lru_cache

from ...store.words import folded, words
from ..stopwords import FUNCTION, GENERAL_STEMS

_SELDOM = 1.0
_OFTEN = 0.3
_MOST = 8


class Words:
    """The words of an action or condition that tell what it is, by stem, each with a weight: those that are said of anything count little."""

    def __init__(self, text: str) -> None:
        self.forms: dict[str, str] = {}
        self.weights: dict[str, float] = {}
        for word in words(text):
            form = text[word.start : word.end].lower()
            if form not in FUNCTION and word.stem not in self.weights:
                self.weights[word.stem] = _OFTEN if word.stem in GENERAL_STEMS else _SELDOM
                self.forms[word.stem] = form

    def query(self) -> str:
        """Words to search by: any of those that say something; empty where there is none."""
        telling = [form for of, form in self.forms.items() if self.weights[of] == _SELDOM][:_MOST]
        return " OR ".join(f'"{form}"' for form in telling)

    def share(self, text: str) -> tuple[float, list[str]]:
        """How much of these words, by weight, ``text`` has, and which of its own words they are; 0 where none of them says something."""
        found: dict[str, str] = {}
        for word in words(text):
            if word.stem in self.weights:
                found.setdefault(word.stem, text[word.start : word.end])
        if not any(self.weights[of] == _SELDOM for of in found):
            return 0.0, []
        return sum(self.weights[of] for of in found) / sum(self.weights.values()), list(found.values())

    def is_like(self, share: float, like: list[str], own: bool, named: bool) -> bool:
        """Whether so much of an action (see ``share``) is the same: by the actor half of it will do, of one word too; where the actor is
        only named, of two; of anybody else nearly all of an action that says much."""
        if own and share >= 0.5 and (len(like) > 1 or sum(self.weights.values()) < 2 * _SELDOM):
            return True
        return len(like) > 1 and share >= 0.5 if named else len(like) > 2 and share >= 0.8

    def has(self, text: str) -> bool:
        """Whether one of these words is in ``text``."""
        return not self.weights.keys().isdisjoint(_stems(text))


@lru_cache(maxsize=20_000)
def _stems(text: str) -> frozenset[str]:
    """The stems of a few words; kept, since the same verbs tell of most events."""
    return frozenset(word.stem for word in words(text))


def same_actor(one: str | None, other: str | None) -> bool:
    """Whether two names may well be of one: the same last word, and nothing before it that disagrees."""
    a, b = folded(one or ""), folded(other or "")
    if not a or not b or a[-1] != b[-1]:
        return False
    return len(a) == 1 or len(b) == 1 or a[0] == b[0] or set(a) <= set(b) or set(b) <= set(a)
