"""Whether two statements are of one speaker, by what each article calls them."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from ...store.words import folded

Same = Literal["same", "unknown", "different"]
_BEHIND = frozenset("jr sr ii iii iv".split())
_IDLE = frozenset("the of and a for".split())
_SHORT = dict(
    pair.split("/")
    for pair in (
        "al/albert alex/alexander andy/andrew angie/angela barb/barbara bill/william bob/robert bobby/robert chuck/charles dick/richard "
        "drew/andrew ed/edward geoff/geoffrey gerry/gerald greg/gregory hank/henry harry/harold jack/john jake/jacob jeff/jeffrey jerry/gerald "
        "jim/james jimmy/james joe/joseph kate/katherine kathy/katherine ken/kenneth larry/lawrence liz/elizabeth mike/michael mick/michael "
        "nick/nicholas peggy/margaret meg/margaret pete/peter rick/richard ron/ronald sandy/alexandra steve/stephen sue/susan ted/edward "
        "teddy/edward terry/terence tom/thomas tony/anthony vicky/victoria walt/walter will/william willie/william"
    ).split()
)
"""Short forms of first names that are not their beginnings."""


class Who(NamedTuple):
    """A speaker as one article has it; ``name`` is null where nobody is named.

    ``called``: the words that the article has for them in the statement; ``person``: the number of the identity.
    """

    name: str | None
    kind: str | None = None
    sourcing: str | None = None
    called: str = ""
    person: int | None = None

    @property
    def named(self) -> bool:
        """Whether this is somebody by name, and not "a senior official"."""
        return self.name is not None and self.sourcing == "named"

    @property
    def by_name(self) -> bool:
        """Whether the statement itself calls them by a word of the name, as far as one knows."""
        return not self.called or (self.name is not None and not set(_called(self)).isdisjoint(_words(self.name)))


def same_speaker(one: Who, other: Who) -> Same:
    """``same``, ``different``, or ``unknown``: where one is not named, or a person and an organization could be one voice."""
    if not one.named or not other.named:
        return "unknown"
    assert one.name is not None
    assert other.name is not None
    if one.name == other.name or (one.person is not None and one.person == other.person):
        return "same"
    surname = _words(one.name)[-1:]
    if one.kind == other.kind == "person" and surname == _words(other.name)[-1:] and surname in map(_called, (one, other)):
        return "same"  # which of two who bear the name an article means by it alone was the reader's guess
    verdicts = {_alike(a, one.kind, b, other.kind) for a in one.name.split(" + ") for b in other.name.split(" + ")}
    return "same" if "same" in verdicts else "unknown" if "unknown" in verdicts else "different"


def _called(who: Who) -> tuple[str, ...]:
    return tuple(folded(who.called))


def keys(who: Who) -> list[str]:
    """The words of a name that a statement of the same speaker has in its own: of a person the surname, else all but idle words."""
    return list(_keys(who.name, who.kind)) if who.named and who.name is not None else []


@lru_cache(maxsize=50_000)
def _keys(name: str, kind: str | None) -> tuple[str, ...]:
    every = [words for part in name.split(" + ") if (words := _words(part))]
    return tuple(dict.fromkeys(words[-1] if kind == "person" else max(words, key=len) for words in every))


@lru_cache(maxsize=50_000)
def _words(name: str) -> tuple[str, ...]:
    """The words of a name, without those that tell nobody apart; "'s" and full stops are gone."""
    words = [word for word in folded(name) if word not in _IDLE and word not in _BEHIND and word != "s"]
    return tuple(words or folded(name))


@lru_cache(maxsize=50_000)
def _alike(one: str, one_kind: str | None, other: str, other_kind: str | None) -> Same:
    ours, theirs = _words(one), _words(other)
    if not ours or not theirs:
        return "unknown"
    if one_kind == other_kind == "person":
        if ours[-1] != theirs[-1]:
            return "unknown" if ours == theirs[:1] or theirs == ours[:1] else "different"  # a given name alone
        if len(ours) == 1 or len(theirs) == 1:
            return "same"
        first, second = ours[0], theirs[0]
        alike = first.startswith(second) or second.startswith(first) or _SHORT.get(first, first) == _SHORT.get(second, second)
        return "same" if alike else "unknown"
    if "person" in (one_kind, other_kind):
        return "same" if ours == theirs else "unknown"
    shorter, longer = sorted((set(ours), set(theirs)), key=len)
    if shorter <= longer or _initials(ours) == "".join(theirs) or _initials(theirs) == "".join(ours):
        return "same"
    return "different"


def _initials(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words)
