"""Scene: one article as the rules for dates see it, with its statements and the times that may date them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ...article import Article
from ...record import Speaker, Time
from ..layers import Attribution, Layers
from ..sentences import sentence_starts
from ..times.calendar_values import day_of
from ..words import Words
from .candidates import Candidate, candidates_of
from .statements import Statement, statements_of
from .words import OPENERS, WRITTEN

REACH = 60
"""Within how many words of its cue a time is looked for; a sentence may be as long as the article."""


@dataclass(slots=True)
class Scene:
    """One article as the rules see it.

    ``sentences``: index of each one's first word. ``said``: the statements, ``candidates``: the times that may date them, both
    in the order of the text; ``firsts``: the first word of each candidate. ``only_day``: the candidate that names the only
    day of the article, outside content; -1 where there are several or none.
    """

    layers: Layers
    sentences: list[int]
    said: list[Statement]
    candidates: list[Candidate]
    firsts: list[int]
    only_day: int = -1

    def beside(self, i: int, reach: int = 5) -> list[Statement]:
        """The statements near ``i`` in its own sentence, itself left out."""
        a = self.said[i]
        return [b for b in self.said[max(0, i - reach) : i + reach + 1] if b is not a and b.sentence == a.sentence]


class Given(NamedTuple):
    """The date of a statement: the index of a candidate (-1: none), and the name of the rule that chose it."""

    candidate: int
    rule: str


UNDATED = Given(-1, "")


def scene_of(
    article: Article,
    layers: Layers,
    attributions: Sequence[Attribution],
    times: Sequence[Time],
    speakers: Sequence[Speaker | None] | None = None,
) -> Scene:
    """Set out an article for ``decide``; arguments as in ``said_on``, but ``attributions`` in the order of their cues."""
    words = layers.words
    sentences = sentence_starts(words)
    candidates = list(candidates_of(words, sentences, times, day_of(article.published)))
    firsts = [c.first for c in candidates]
    for a in attributions:
        for start, end in a.content:
            follows = bool(a.cue) and 0 <= start - a.cue[-1][1] <= 6
            for k in range(bisect_left(firsts, start), bisect_left(firsts, end)):
                candidates[k].inside = not _at_edge(words, candidates[k], start, end, follows)
    scene = Scene(layers, sentences, statements_of(attributions, layers, sentences, speakers), candidates, firsts)
    for b in scene.said:
        near = range(bisect_left(firsts, b.first - REACH), bisect_left(firsts, b.last + REACH))
        b.own = [k for k in near if candidates[k].sentence == b.sentence and not candidates[k].inside][:12]
    free = [k for k, c in enumerate(candidates) if not c.inside and "day" in c.tags and "dateline" not in c.tags]
    if free and len({candidates[k].date for k in free}) == 1:
        scene.only_day = free[0]
    return scene


def _at_edge(words: Words, c: Candidate, start: int, end: int, follows: bool) -> bool:
    """Whether a time at the edge of content is of its cue: "said <in a statement Friday that ...>", "<... in a tweet Sunday>".

    ``follows``: the content follows its cue. The network's spans are not sure at their edges. Within quotation marks
    everything is content.
    """
    if words.quoted[c.first]:
        return False
    forms = [f.lower() for f in words.forms[max(start, c.first - 8) : c.first]]
    if follows and c.first - start <= 5 and c.last + 1 < end and all(f in OPENERS or f in WRITTEN for f in forms):
        return True
    if c.last < end - 1 or WRITTEN.isdisjoint(forms):
        return False
    return any(a == "in" and b in ("a", "an", "his", "her", "their", "its") for a, b in pairwise(forms))
