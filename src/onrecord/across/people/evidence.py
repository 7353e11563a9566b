"""Evidence: how well an appearance fits an identity, in points that add up, each with its reason in words.

The points are log-odds by rule of thumb, chosen on labelled pairs (``docs/people.md`` tells which, and what came of it).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from ...reader.speakers.words import GIVEN_NAMES
from .bodies import is_common, is_passing
from .gather import Appearance
from .names import Relation, relation
from .profiles import Profile, ordinal
from .roles import role, single, spelt

JOINS = 1.0
"""Points from which a full name, or the name of a body, joins."""
JOINS_WEAKLY = 2.5
"""Points from which a surname alone, or initials, join."""
MARGIN = 1.0
"""By how many points the best candidate must be better than the next, where several fit."""

_NAMED: dict[Relation, tuple[float, str]] = {
    "same": (4.0, "the same full name"),
    "longer": (3.0, "the same name, with a middle name or initial more"),
    "variant": (2.5, "another form of the given name"),
    "misspelt": (1.0, "the same name but for a letter"),
    "part": (1.5, "the last words of the name, or its middle name"),
    "initials": (0.5, "the surname with initials"),
    "surname": (0.0, "the surname alone"),
}


WHOLE: tuple[Relation, ...] = ("same", "longer", "variant")
"""Relations of names that are enough where nothing speaks against them."""
KIN = frozenset(
    single(word) for word in "son daughter wife husband brother sister father mother widow niece nephew cousin uncle aunt".split()
)


class Weighed(NamedTuple):
    """Points and reasons. ``relation``: of the names."""

    score: float
    reasons: list[str]
    relation: Relation = "other"


class Common:
    """How common the names are that settings are made of, from a sample of them: shared rare ones count more."""

    def __init__(self, settings: Iterable[Iterable[str]]) -> None:
        self._counts: Counter[str] = Counter()
        self._of = 0
        for words in settings:
            self._of += 1
            self._counts.update(words)

    def weight(self, word: str) -> float:
        """From 0, of what every tenth article mentions, to 1."""
        share = (self._counts[word] + 0.5) / (self._of + 20)
        return min(1.0, max(0.0, math.log(0.1 / share) / 3.0))


def person(entry: Appearance, of: Profile, common: Common, rivals: int) -> Weighed:
    """How well a named person's appearance fits an identity. ``rivals``: other identities that have the surname."""
    assert entry.parsed is not None
    how: Relation = "other"
    named, most, against = "", 0, 0
    for name, times in of.names.items():
        if len(name.tokens) == 1 < len(entry.parsed.tokens):
            continue  # a surname alone tells nothing of a full name
        told = relation(entry.parsed, name)
        if told == "same" and len(name.tokens) == 1:
            told = "surname"
        if told == "other" and len(name.tokens) > 1:
            against = max(against, times)
        if told in _NAMED:
            most = max(most, times)
        if told in _NAMED and (how == "other" or _NAMED[told][0] > _NAMED[how][0]):
            how, named = told, name.suffix
    if how == "other" or against > most:
        return Weighed(-9.0, [])  # also where most of its articles use a name that this one cannot be
    score, reason = _NAMED[how]
    reasons = [reason]
    whole = how in WHOLE
    if entry.parsed.suffix != named and not any(len(token) == 1 for token in entry.parsed.given):
        score -= 1.5
        reasons.append(f'"{entry.parsed.suffix or named}" in only one of them')
    if how == "surname":
        alone = all(len(name.tokens) == 1 for name in of.names)
        score += (1.0 if alone else 0.5) if rivals == 0 else 0.0
        if rivals == 0 and of.articles >= 3:
            score += 1.0
            reasons.append(f"nobody else of that surname; {of.articles} articles")
        elif rivals:
            score += min(1.5, math.log2(of.articles + 1) / 4)
    elif how == "misspelt" and rivals == 0:
        score += 0.5
    elif whole and rivals >= 4 and entry.parsed.given[0] in GIVEN_NAMES:
        score -= 0.5
    told_by_roles, company = _roles(entry, of, whole), _company(entry, of, common, whole)
    time = _time(entry, of, whole)
    if time[0] > 0 and company[0] <= 0 and any(points < 0 for points, _ in told_by_roles):
        time = (0.0, "")  # the same days tell nothing of who has nothing else in common
    for points, why in (*told_by_roles, company, time, _gender(entry, of)):
        score += points
        if why:
            reasons.append(why)
    if entry.publisher is not None and entry.publisher in of.publishers:
        score += 0.3
        reasons.append("the same outlet")
    return Weighed(score, reasons, how)


def body(entry: Appearance, of: Profile, common: Common, *, explained: bool = False) -> Weighed:
    """How well a body's appearance fits an identity. ``explained``: its abbreviation is one that articles explain so."""
    shared = _company(entry, of, common, True)
    if entry.form == "short":
        if entry.body in of.shorts:
            return Weighed(3.0 + max(0.0, shared[0]), ["the same abbreviation", shared[1]], "same")
        if explained:
            return Weighed(3.0 + max(0.0, shared[0]), ["an abbreviation that articles explain so", shared[1]], "variant")
        return Weighed(max(0.0, shared[0]), ["the initials of its name", shared[1]], "initials")
    if entry.body not in of.bodies:
        explains = 2.0 if explained else -9.0
        return Weighed(explains, ["the name of its abbreviation, as articles explain it"], "variant")
    score, reasons = 3.0, ["the same name of a body"]
    if is_passing(entry.body):
        gap = _gap(entry, of)
        if gap is None or gap > 550:
            return Weighed(-2.0, ["the name stands for whoever governs, and the dates are too far apart"], "same")
    if is_common(entry.body):
        words = len(entry.body.split())
        others = entry.setting - set(entry.body.split())
        known = sum(word in of.company for word in others) / max(1, len(others))
        score = (
            (0.0 if words == 1 and not is_passing(entry.body) else 1.5)
            + min(2.0, max(0.0, shared[0]))
            + (0.5 if known > 0.3 else -1.5 if known < 0.12 else 0.0)
        )
        reasons.append("every place may have such a body")
        if len(of.publishers) > 2 and words > 1:
            score += 0.5
            reasons.append("several outlets call it only that")
        if words == 1 and (gap := _gap(entry, of)) is not None and gap > 60:
            score -= 1.0
    reasons.append(shared[1])
    return Weighed(score, [why for why in reasons if why], "same")


def _roles(entry: Appearance, of: Profile, whole: bool) -> list[tuple[float, str]]:
    found: list[tuple[float, str]] = []
    words: set[str] = set()
    walks: set[str] = set()
    births: set[int] = set()
    for text in entry.roles:
        told = role(text)
        words |= told.words
        walks |= told.walks
        if told.age is not None and entry.day:
            births.add(int(entry.day[:4]) - told.age)
    shared = sorted(words & of.words.keys(), key=lambda word: (-of.words[word], word))
    if shared:
        found.append((min(3.0, 1.0 + 0.5 * len(shared)), f"roles share: {', '.join(spelt(entry.roles, shared[:3]))}"))
    elif walks and of.walks and not walks & of.walks.keys():
        found.append((-2.5, f"another walk of life: {', '.join(sorted(walks))}, not {', '.join(sorted(of.walks))}"))
    elif walks & of.walks.keys():
        found.append((0.5, f"the same walk of life: {', '.join(sorted(walks & of.walks.keys()))}"))
    elif words and of.words and not whole:
        found.append((-0.5, "other roles"))
    if (
        not shared
        and any(KIN & role(text).words for text in entry.roles)
        and (not whole or entry.parsed is None or entry.parsed.suffix)
    ):
        found.append((-2.0, "a relative by that role"))
    if births and of.births:
        near = min(abs(a - b) for a in births for b in of.births)
        found.append((1.0, "the same age") if near < 2 else (-5.0, "another age"))
    return found


def _company(entry: Appearance, of: Profile, common: Common, whole: bool) -> tuple[float, str]:
    own = set(entry.parsed.tokens) if entry.parsed else set(entry.body.split())
    weights = {word: common.weight(word) for word in entry.setting if word in of.company and word not in own}
    total = sum(weights.values())
    told = [word for word in sorted(weights, key=lambda word: (-weights[word], word)) if weights[word] > 0.2][:4]
    if told:
        return min(2.5, 0.6 * total), f"the same company: {', '.join(told)}"
    return (-0.7 if whole and not weights else -0.3, "") if entry.setting and of.company else (0.0, "")


def _gap(entry: Appearance, of: Profile) -> int | None:
    if not entry.day or not of.days:
        return None
    here = ordinal(entry.day)
    return min(abs(here - day) for day in of.days)


def _time(entry: Appearance, of: Profile, whole: bool) -> tuple[float, str]:
    gap = _gap(entry, of)
    if gap is None:
        return 0.0, ""
    if gap <= 30:
        return 0.5, "within a month"
    return (-0.5 if whole else -1.5, f"{gap // 365} years apart") if gap > 4 * 365 else (0.0, "")


def _gender(entry: Appearance, of: Profile) -> tuple[float, str]:
    known = of.gender()
    if not entry.gender or not known:
        return 0.0, ""
    return (
        (0.3, "")
        if entry.gender == known
        else (-2.0, f'the article says "{"he" if entry.gender == "m" else "she"}", others do not')
    )
