"""Screen: which of a speaker's earlier statements can disagree with new ones at all, told from their words before they are read closely.

What is let through is never too little: each way of disagreeing (``clashes``, ``told``) asks for words in common and for words of a kind
(a negation, a stance, a marker), and whoever has not got these has got no pair. Reading a statement closely costs ten times as much.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set
from functools import lru_cache
from typing import NamedTuple

from ...record import JOIN
from ...store.words import stem
from .. import stopwords as w
from .claims import OF_STANCE, Claim, capitals, tokens
from .clashes import AGAINST, BOUND, CLAIM, ONLY, STANCE, WHOLE, restatable
from .entries import Line, weight
from .markers import (
    DENIED_SAYING,
    DISOWNING,
    IN_NARROWING,
    IN_RECASTING,
    IN_REGRETTING,
    JOKING,
    NARROWING,
    OPPOSITES,
    RECASTING,
    REGRETTING,
    Marks,
)

_NEGATIVE, _STANCE, _WILL, _PROPOSING, _BOUND, _REGRETTING, _NARROWING, _RECASTING = (1 << n for n in range(8))
_NEGATING = (
    w.NEGATIONS | w.NO | w.OPPOSE | w.GIVING_UP | w.BAD | w.REFUSING | w.RULING_OUT | frozenset(w.REVERSED) | {"n't", "away"}
)
"""All that can make a claim one that says no, of those that are compared."""
_TAKING_SIDES = w.SUPPORT | w.OPPOSE | w.VOTING | OF_STANCE | w.GOOD | w.BAD | frozenset(w.REVERSED)
_SLACK = 1e-6
_MOST_WORDS = 300_000
_AROUND = "\"'.,;:!?()“”‘’"
_TITLE = 3
"""Letters of the longest title whose full stop is a part of it: "Sen."."""


class Glance(NamedTuple):
    """What the words of a statement tell at once."""

    stems: frozenset[str]
    kinds: int


class _Words(dict[str, Glance]):
    """What stands between two spaces: the stems that the words in it have, or could have in a claim, and of which kinds they are."""

    def __missing__(self, written: str) -> Glance:
        if len(self) >= _MOST_WORDS:
            self.clear()
        bare = written.strip(_AROUND)
        if len(bare) > _TITLE and bare != written and bare.isalpha():
            found = self[written] = self[bare]
            return found
        stems, kinds = set(), 0
        for token in tokens(written):
            forms = [token.low, w.IRREGULAR.get(token.low, token.low), w.REVERSED.get(token.low, token.low)]
            stems |= {token.stem, *map(stem, forms[1:])}
            for kind, words in ((_NEGATIVE, _NEGATING), (_STANCE, _TAKING_SIDES), (_WILL, w.WILL), (_PROPOSING, w.PROPOSING)):
                kinds |= kind * (token.low in words)
        for kind, part in ((_REGRETTING, IN_REGRETTING), (_NARROWING, IN_NARROWING), (_RECASTING, IN_RECASTING)):
            kinds |= kind * bool(part.search(written))
        found = self[written] = Glance(frozenset(stems), kinds)
        return found


_words = _Words()


class Wanted:
    """What earlier statements must have to disagree with some ``lines``. ``short``: abbreviations of the speaker, as of ``tokens``."""

    def __init__(self, lines: Iterable[Line], short: Set[str]) -> None:
        # kinds that are asked for: stem: which wants have it
        self._posted: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        self._wants: list[tuple[float, Set[str]]] = []
        self._said: set[str] = set()
        self._bound = False
        for line in lines:
            self._said |= line.stems
            if marked(line.cue, line.content):
                self._want(line.stems, 0.0)
            for claim in line.claims:
                self._of_claim(claim)
            for bound in line.bound:
                self._bound = True
                self._want(bound.stems, BOUND * weight(bound.stems), _BOUND, {bound.verb} - {""})
                if bound.condition is not None and ONLY.match(bound.condition):
                    self._want(bound.stems, 0.0, _WILL)
            for figure in line.counted:
                if figure.proposed:
                    self._want(figure.around, 2.0, _PROPOSING)
                if restatable(figure):
                    self._want(figure.around, weight(figure.around))
        used = short & self._said.union(*(posted.keys() for posted in self._posted.values()))
        self._short = [(form, frozenset(form.upper())) for form in used]

    def _of_claim(self, claim: Claim) -> None:
        if claim.weak:
            return
        contrary = _NEGATIVE if claim.yes else 0
        if claim.kind == "stance":
            self._want(claim.stems, STANCE, contrary | _STANCE, {claim.head})
        elif claim.kind == "whole":
            self._want(claim.stems, WHOLE * weight(claim.stems), contrary)
        else:
            self._want(claim.stems, CLAIM * weight(claim.stems), contrary, {claim.verb})
            if verbs := _opposites(claim.verb):
                left = claim.stems - {claim.verb}
                self._want(left, AGAINST * weight(left), any_of=verbs)

    def _want(self, stems: Set[str], least: float, kinds: int = 0, any_of: Set[str] = frozenset()) -> None:
        """Statements that have so much of these stems, are of all of these kinds, and have one of some stems."""
        for of in stems:
            self._posted[kinds][of].append(len(self._wants))
        self._wants.append((least - _SLACK, any_of))

    def lets(self, cue: str, content: str, *, denied: bool, bound: bool, condition: bool) -> bool:
        """Whether a statement is let through. ``bound``, ``condition``: whether it has a commitment, and one that hangs on a condition."""
        of_content = [_words[written] for written in content.split()]
        kinds = _NEGATIVE * denied | _BOUND * bound
        for glance in of_content:
            kinds |= glance.kinds
        for written in cue.split():
            kinds |= _words[written].kinds
        if bound and JOIN in content and (condition or self._bound):
            return True  # an action may go over what is between two pieces
        met = [posted for asked, posted in self._posted.items() if asked & kinds == asked]
        sets_apart = condition or _marked(cue, content, kinds)
        if not met and not sets_apart:
            return False
        stems = frozenset().union(*(glance.stems for glance in of_content))
        if self._short:
            letters = capitals(content)
            stems |= {short for short, initials in self._short if letters >= initials}
        return (sets_apart and not self._said.isdisjoint(stems)) or any(self._meets(posted, stems) for posted in met)

    def _meets(self, posted: dict[str, list[int]], stems: frozenset[str]) -> bool:
        has: dict[int, float] = {}
        for of in posted.keys() & stems:
            telling = weight({of})
            for number in posted[of]:
                has[number] = has.get(number, 0.0) + telling
        return any(
            has[number] >= least and (not any_of or not any_of.isdisjoint(stems))
            for number in has
            for least, any_of in (self._wants[number],)
        )


def marked(cue: str, content: str) -> bool:
    """Whether a statement has a marker that sets it against others, in any article (``told``)."""
    kinds = 0
    for written in f"{cue} {content}".split():
        kinds |= _words[written].kinds
    return _marked(cue, content, kinds)


def _marked(cue: str, content: str, kinds: int) -> bool:
    return (
        _cue_marked(cue)
        or bool(kinds & _NEGATIVE and (DISOWNING.search(content) or (kinds & _NARROWING and NARROWING.search(content))))
        or bool(kinds & _STANCE and kinds & _REGRETTING and REGRETTING.search(f"{cue} {content}"))
        or bool(kinds & _RECASTING and RECASTING.search(content))
    )


@lru_cache(maxsize=20_000)
def _cue_marked(cue: str) -> bool:
    return Marks.of(cue).revising or bool(DENIED_SAYING.search(cue) or JOKING.search(cue))


@lru_cache(maxsize=2_000)
def _opposites(verb: str) -> frozenset[str]:
    """The verbs that say the contrary of one."""
    return frozenset(of for left, right in OPPOSITES for of in (right if verb in left else left if verb in right else ()))
