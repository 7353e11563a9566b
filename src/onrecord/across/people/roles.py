"""Roles as evidence: the words that tell who somebody is, the walk of life, the age, and offices that one person holds at a time."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ...reader.speakers.words import SHORT_TITLES, TITLE_NOUNS
from ...store.words import fold

_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")
_EMPTY = frozenset(
    "the a an of for and to at in on by with from who that which is was has had his her its their our my as also now then former ex late long "
    "longtime senior junior top chief new old another one first second us u.s united states american vice deputy assistant acting mr mrs ms "
    "member leader official person man woman year years whose this but not more most last than".split()
)
WALKS: dict[str, frozenset[str]] = {
    "politics": frozenset(
        "senator representative congressman congresswoman governor president minister mayor lawmaker legislator candidate nominee secretary "
        "ambassador chancellor premier councilman councilwoman councillor alderman commissioner delegate democrat republican politician "
        "frontrunner strategist pollster lobbyist speaker whip incumbent campaign diplomat treasurer assemblyman assemblywoman".split()
    ),
    "law": frozenset("judge justice attorney lawyer prosecutor counsel solicitor".split()),
    "police": frozenset("sheriff police officer detective constable trooper inspector".split()),
    "arms": frozenset("general admiral colonel sergeant lieutenant captain soldier commander".split()),
    "faith": frozenset("pastor reverend priest bishop archbishop cardinal pope rabbi imam".split()),
    "learning": frozenset(
        "professor scientist historian scholar researcher economist lecturer anthropologist biologist geologist physicist teacher student".split()
    ),
    "care": frozenset("nurse surgeon physician psychologist oncologist dentist paramedic".split()),
    "press": frozenset("journalist reporter editor columnist correspondent anchor broadcaster".split()),
    "arts": frozenset("actor actress singer musician artist novelist comedian filmmaker rapper guitarist".split()),
    "sport": frozenset("player coach striker goalkeeper quarterback driver athlete runner cyclist boxer".split()),
    "trade": frozenset(
        "entrepreneur businessman businesswoman owner founder ceo farmer shopkeeper developer banker investor".split()
    ),
    "street": frozenset(
        "voter resident neighbor neighbour retiree retired shopper motorist tourist witness passenger carrier cashier waitress".split()
    ),
}
"""Walks of life, by nouns that tell them: who is in two that have nothing in common is rather two persons."""

OFFICES = frozenset(
    "president minister chancellor premier mayor governor pope king queen emperor sultan monarch secretary director chairman chairwoman chair "
    "speaker ceo commissioner superintendent sheriff ombudsman taoiseach".split()
)
"""Nouns of offices that one person holds at a time, in one place or body."""
_PARTS = frozenset(
    "vice deputy assistant former ex acting under candidate nominee hopeful designate elect press campaign regional managing".split()
)
_AGE = re.compile(r"\b(\d{1,3})-year-old\b")


class Role(NamedTuple):
    """``words``: those that tell, in the singular; ``walks``: of life; ``age``: in years; ``office``: its noun and what it is of, sorted; null where it is none."""

    words: frozenset[str]
    walks: frozenset[str]
    age: int | None
    office: tuple[str, ...] | None


def single(word: str) -> str:
    """A word without the s of a plural. Not its stem: a presidential candidate has no word of a president's role."""
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


@lru_cache(maxsize=50_000)
def role(text: str) -> Role:
    """What a role tells."""
    tokens = [_full(fold(token).strip(".")) for token in _WORD.findall(text.replace("’s", "").replace("'s", ""))]
    words = frozenset(single(token) for token in tokens if token not in _EMPTY and (len(token) > 2 or token.isalpha()))
    walks = frozenset(walk for walk, nouns in WALKS.items() if nouns & set(tokens))
    age = _AGE.search(text)
    return Role(words, walks, int(age[1]) if age else None, _office(tokens))


def spelt(texts: list[str], words: list[str]) -> list[str]:
    """These words as roles spell them, for people to read."""
    tokens = [fold(token).strip(".") for text in texts for token in _WORD.findall(text.replace("’s", "").replace("'s", ""))]
    own = {single(_full(token)): token for token in reversed(tokens)}
    return [own.get(one, one) for one in words]


def _full(token: str) -> str:
    return TITLE_NOUNS.get(token, token) if token in SHORT_TITLES else token


def _office(tokens: list[str]) -> tuple[str, ...] | None:
    """ "Prime Minister of Ost", "Ost's prime minister" -> ("minister", "ost", "prime"); null where it is no office, or more than one."""
    if len(tokens) > 7 or _PARTS & set(tokens) or not (nouns := [token for token in tokens if token in OFFICES]):
        return None
    if tokens[0] in ("a", "an", "one", "another") or len(set(nouns)) > 1:
        return None
    drop = {"the", "of", "u.s", "us", "for", "and", "new", "current", "newly", "elected", "mr", "madam", *nouns}
    return (nouns[0], *sorted({token for token in tokens if token not in drop}))
