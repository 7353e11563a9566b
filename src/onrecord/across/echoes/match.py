"""Match: whether two statements are echoes of each other, how they relate, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise
from typing import Literal, NamedTuple

from .blocks import Block, blocks
from .rewording import reworded
from .speakers import Same, same_speaker
from .spoken import Spoken
from .wording import Wording
from .words import Token, rarity

Relation = Literal["exact", "trimmed", "partial", "paraphrase"]
NEAR = 7
"""Days from one to the other up to which they may be of one occasion, for the same words."""
_SOON = 3
"""Days within which fewer words do."""
_FIRM = 6
_WHOLE, _MOST, _OFTEN, _HALF = 0.99, 0.95, 0.9, 0.6
"""Shares of the shorter wording."""
_REST = 0.75
"""The same, of what has reporters' words in it."""
_LONG = 12
"""Words in a row that are hardly said twice."""
_EIGHT = 8
"""Words that are not put together twice in the same way, whoever says them."""
_NINE = 5
"""Runs of five words that one of nine holds."""
_GAP = 5
"""Words at most that one name takes."""


class Match(NamedTuple):
    """Two statements are echoes. ``score``: from 0 to 1, how sure that is. ``firm``: they share so many words that what is an echo
    of the one is one of the other."""

    relation: Relation
    score: float
    firm: bool = False


class Shared(NamedTuple):
    """The words that two wordings have in common, in order, in runs of two or more. ``at``: where the longest begins in the second."""

    words: int
    longest: int
    rare: float
    ours: int
    theirs: int
    at: int = 0

    @property
    def cover(self) -> float:
        """The share of the shorter wording."""
        return self.words / max(1, min(self.ours, self.theirs))


def shared(ours: Wording, theirs: Wording) -> Shared:
    """What two wordings have in common; forms of one word ("law", "laws") count as one.

    Runs of two words or more count, a single word only where no more than one other stands between it and such a run.
    """
    if min(len(ours), len(theirs)) > 1 and ours.pairs.isdisjoint(theirs.pairs):
        return Shared(0, 0, 0, len(ours), len(theirs))
    found = blocks(ours, theirs)
    runs = []
    for place, b in enumerate(found):
        if b.size >= 2 or b.size in (len(ours), len(theirs)) or _beside_a_run(found, place):
            runs.append(ours.forms[b.a : b.a + b.size])
    words = sum(map(len, runs))
    rare = sum(rarity(form) for run in runs for form in run)
    longest = max(found, key=lambda b: b.size, default=Block(0, 0, 0))
    return Shared(words, max(map(len, runs), default=0), rare, len(ours), len(theirs), longest.b)


def _beside_a_run(found: Sequence[Block], place: int) -> bool:
    """Whether a block of one word stands by a run, with a word dropped, put in or changed between them."""
    b = found[place]
    before, after = found[place - 1] if place else None, found[place + 1] if place + 1 < len(found) else None
    return (before is not None and before.size >= 2 and max(b.a - before.a, b.b - before.b) - before.size <= 1) or (
        after is not None and after.size >= 2 and max(after.a - b.a, after.b - b.b) - b.size <= 1
    )


def match(one: Spoken, other: Spoken) -> Match | None:
    """How two statements of different articles relate; null where they are no echoes."""
    if one.denied != other.denied:
        return None
    same = same_speaker(one.who, other.who)
    if same == "different" and one.apart(other) > NEAR:
        return None
    found = by_words(one, other, same)
    if found is None and same == "same" and (told := reworded(one, other)) is not None:
        return Match("paraphrase", round(0.4 + 0.4 * told, 3))
    if found is not None and found.relation != "exact" and _form_filled_in(one, other, found.relation):
        return None
    return found


def by_words(one: Spoken, other: Spoken, same: Same) -> Match | None:
    """Whether two statements share so many of their words that these are the same words."""
    if one.forms == other.forms and len(one.forms) >= 4 and same == "same" and one.apart(other) <= NEAR:
        return Match(relation(one, other), 1.0, True)
    if one.forms == other.forms and len(one.forms) >= _EIGHT and same == "unknown" and one.apart(other) <= NEAR:
        told = (
            sum(map(rarity, one.forms)) >= 2.5 and "you" not in one.text.words
        )  # what an interviewer asks is asked of others, too
        return Match(relation(one, other), 0.9) if told else None
    fives = len(one.text.fives & other.text.fives)
    if one.own and other.own and (fives >= _NINE or _covers(one.quote.words, other.quote.words)):
        long = same == "same" and fives > 0
        if (long or _may_cover(one.quote, other.quote, 0.6)) and (found := _own_words(one, other, same)) is not None:
            return found
    if same == "same" and one.apart(other) <= _SOON:
        for here, there in ((one, other), (other, one)):
            quoting = here.own and there.manner != "direct" and (fives or here.quote.words <= there.text.words)
            if quoting and (found := _taken_over(here, there)) is not None:
                return found
    if _covers(one.quote.words or one.text.words, other.quote.words or other.text.words) or _covers(
        one.text.words, other.text.words
    ):
        return _other_words(one, other, same)
    return None


def _covers(ours: Set[str], theirs: Set[str]) -> bool:
    """Whether it is worth while to bring two wordings in line: half of the words of the shorter are the other's, too."""
    return 2 * len(ours & theirs) >= max(1, min(len(ours), len(theirs)))


def _may_cover(ours: Wording, theirs: Wording, share: float) -> bool:
    """Whether so much of the shorter wording can be the other's, too, if all words that both have stand in line."""
    return ours.at_most(theirs) >= share * min(len(ours), len(theirs))


def _own_words(one: Spoken, other: Spoken, same: Same) -> Match | None:
    """Of two statements that have words between quotation marks."""
    both = shared(one.quote, other.quote)
    if not both.words or _said_anew(one, other, both):
        return None
    apart = one.apart(other)
    if _enough(both, same, apart) and (both.words >= 4 or _plain(one, other) >= 0.5):
        return Match(relation(one, other, both), _sure(both, same, apart), both.words >= _FIRM)
    if _soon_after(one, other, both, same):
        return Match(relation(one, other, both), _sure(both, same, apart))
    return None


def _soon_after(one: Spoken, other: Spoken, both: Shared, same: Same) -> bool:
    """Whether few words are enough because the days are so near: all that one article quotes, in a row, and more than names and mottos.

    Of two speakers of different names one must be a "she" or "the front-runner" there, which the reader may have given to somebody else.
    """
    if one.apart(other) > _SOON or both.longest < both.words:
        return False
    plain = _plain(one, other)
    if both.cover < _WHOLE:
        return same == "unknown" and both.longest >= 9 and plain >= 1.5
    if same == "same":
        return both.words >= 3 and plain >= 0.8
    if same == "unknown":
        return both.words >= 4 and (plain >= 0.8 or both.words >= 7)
    return both.words >= 4 and plain >= 1.5 and not (one.who.by_name and other.who.by_name)


def _plain(one: Spoken, other: Spoken) -> float:
    """How rare the words are that both quote, without names."""
    names = one.names | other.names
    return sum(
        rarity(form) for form, stem in zip(one.own, one.quote.stems, strict=True) if stem in other.quote.words and form not in names
    )


def _said_anew(one: Spoken, other: Spoken, both: Shared) -> bool:
    """Whether it is rather another utterance with the same phrase: told of another day, or by the same outlet with much else."""
    least = _HALF if one.apart(other) <= NEAR else _OFTEN
    if one.outlet is not None and one.outlet == other.outlet and both.cover < least:
        return True
    another = one.said_day is not None and other.said_day is not None and one.said_day != other.said_day
    return another and both.cover < _MOST and both.longest < _LONG


def _taken_over(one: Spoken, other: Spoken) -> Match | None:
    """Of two reports of one speaker on near days: where the one quotes words that the other has as well, quoted in part or not at all."""
    both = shared(one.quote, other.text)
    run = both.longest >= 5 and both.rare >= 1.5 and _no_name(other, both)
    whole = both.cover >= _WHOLE and both.ours >= 2 and both.words == both.ours and both.rare >= 1.0 and bool(other.own)
    if run or (whole and not one.quote.words.isdisjoint(other.quote.words)):
        return Match("partial", _sure(both, "same", 0), False)
    return None


def _no_name(spoken: Spoken, both: Shared) -> bool:
    """Whether the longest run is more than the name of a bill or a body, which everybody says alike."""
    run = spoken.tokens[both.at : both.at + both.longest]
    return sum(rarity(token.form) for token in run if not (spoken.content[token.start].isupper() or token.form[0].isdigit())) >= 1.0


def _form_filled_in(one: Spoken, other: Spoken, relation: Relation) -> bool:
    """Whether one name or number stands in the other's place, as in the releases of one office on several towns.

    In quotations only those of one outlet: others mishear names.
    """
    if relation != "paraphrase" and (one.outlet is None or one.outlet != other.outlet):
        return False
    ends = Block(0, 0, 0), Block(len(one.forms), len(other.forms), 0)
    for before, after in pairwise([ends[0], *(b for b in blocks(one.text, other.text) if b.size >= 2), ends[1]]):
        gap, theirs = slice(before.a + before.size, after.a), slice(before.b + before.size, after.b)
        few = 0 < gap.stop - gap.start <= _GAP and 0 < theirs.stop - theirs.start <= _GAP
        if few and _names(one, one.tokens[gap]) and _names(other, other.tokens[theirs]):
            return True
    return False


def _names(spoken: Spoken, among: Sequence[Token]) -> bool:
    return any(spoken.content[t.start].isupper() or t.form[0].isdigit() for t in among if rarity(t.form) >= 0.25)


def _enough(both: Shared, same: Same, apart: float) -> bool:
    if same == "same" and apart <= NEAR:
        if both.words >= 4 and both.rare >= 0.8 and both.cover >= (0.7 if apart <= _SOON else 0.8):
            return True
        if both.longest >= 9 and both.rare >= 2.5:
            return True
        return both.cover >= _WHOLE and both.words >= 2 and both.rare >= (1.0 if apart <= _SOON else 1.4)
    if same == "same":
        return (both.words >= 8 and both.rare >= 2.5 and both.cover >= 0.6) or (both.longest >= 12 and both.rare >= 3)
    if same == "unknown":
        if apart <= NEAR:
            return both.words >= 6 and both.rare >= 2 and both.cover >= 0.6
        return both.words >= 12 and both.rare >= 3.5 and both.cover >= 0.7
    return both.longest >= 12 and both.cover >= 0.85 and both.rare >= 3 and apart <= NEAR


def _other_words(one: Spoken, other: Spoken, same: Same) -> Match | None:
    """Where one of them at least is without quotation marks, or has few of its words between them."""
    apart = one.apart(other)
    if same == "different" or apart > NEAR or (same == "unknown" and not (one.own and other.own)):
        return None
    if one.numbers and other.numbers and one.numbers != other.numbers:
        return None
    ours, theirs = (
        (one.text, other.text)
        if one.own and other.own
        else (one.quote if one.own else one.text, other.quote if other.own else other.text)
    )
    if not _may_cover(ours, theirs, _REST):
        return None
    both = shared(ours, theirs)
    if both.words >= 5 and both.rare >= 1.8 and both.cover >= _REST and not _said_anew(one, other, both):
        return Match(relation(one, other, both), _sure(both, same, apart), both.words >= _FIRM)
    return None


def relation(one: Spoken, other: Spoken, both: Shared | None = None) -> Relation:
    """What the one is of the other, where they share words. Words that neither has between quotation marks are the reporters'."""
    if one.forms == other.forms:
        return "exact"
    if not one.own and not other.own:
        return "paraphrase"
    ours, theirs = one.quote if one.own else one.text, other.quote if other.own else other.text
    both = both or shared(ours, theirs)
    if ours.forms == theirs.forms and len(ours) >= _FIRM:
        return "exact"
    if both.cover >= 0.8 and bool(one.own) == bool(other.own) and "mixed" not in (one.manner, other.manner):
        return "trimmed"
    return "partial"


def _sure(both: Shared, same: Same, apart: float) -> float:
    score = 0.5 + 0.25 * min(1.0, both.rare / 4) + 0.25 * min(1.0, both.cover)
    return round(score * {"same": 1.0, "unknown": 0.9, "different": 0.75}[same] * (1.0 if apart <= NEAR else 0.9), 3)
