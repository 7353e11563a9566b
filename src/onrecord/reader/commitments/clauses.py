"""One sentence as its plain words: what is left when quotation marks and apostrophes are taken out, with the way back.

Commitments are looked for in what a sentence says, whether or not a quotation mark or "he said" breaks it up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..layers import Layers, Range
from .words import NOMINATIVE, QUOTES

LONGEST = 250
"""Words of one sentence that are looked at; a longer one is a list, or no sentence."""


@dataclass(slots=True)
class Clauses:
    """The plain words of one sentence.

    ``at``: index of each in the article. ``low``: its form in lower case; ``pos``: its part of speech. ``gap``: whether
    words that are left out (a cue, a source) stand before it. ``opens``: whether a quotation opens right before it.
    """

    layers: Layers
    at: list[int]
    low: list[str]
    pos: list[str]
    gap: list[bool]
    opens: list[bool]

    def __len__(self) -> int:
        return len(self.at)

    def range(self, start: int, end: int) -> Range:
        """The article's words from plain word ``start`` to ``end``."""
        return self.at[start], self.at[end - 1] + 1

    def find(self, word: int) -> int:
        """The plain word that stands for a word of the article; -1 where there is none."""
        try:
            return self.at.index(word)
        except ValueError:
            return -1


def clauses(layers: Layers, members: Iterable[int]) -> Clauses:
    """The plain words among ``members``, which are indices of words, ascending."""
    words = layers.words
    forms, pos = words.forms, layers.pos
    starts, ends = words.starts, words.ends
    out = Clauses(layers, [], [], [], [], [])
    last = -1
    opens = False
    n = len(forms)
    for i in members:
        form = forms[i]
        if form in QUOTES:
            glued = 0 < i < n - 1 and ends[i - 1] == starts[i] and forms[i - 1][-1].isalnum()
            if not glued and i + 1 < n and ends[i] == starts[i + 1]:
                opens = True
            if last == i - 1:
                last = i
            continue
        if len(out.at) >= LONGEST:
            break
        low = form.lower()
        tag = pos[i]
        if low in _ELIDED and i and forms[i - 1] in "'’":
            tag = _ELIDED[low] or tag
        out.at.append(i)
        out.low.append(low)
        out.pos.append(tag)
        out.gap.append(last >= 0 and last != i - 1)
        out.opens.append(opens)
        opens = False
        last = i
    return out


_ELIDED = {"t": "RB", "ll": "MD", "d": "MD", "re": "VBP", "ve": "VBP", "m": "VBP", "s": ""}
"""What an apostrophe cuts off -> its part of speech, which the tagger is not told."""


def is_verb(c: Clauses, k: int) -> bool:
    """Whether plain word ``k`` is some form of a verb."""
    if c.low[k] == "s":
        return k > 0 and (c.low[k - 1] in NOMINATIVE or c.low[k - 1] in ("that", "there", "who", "what"))
    return c.pos[k][:2] == "VB" or c.pos[k] == "MD" or c.low[k] in _FINITE


_FINITE = frozenset("is are was were be am has have had do does did re ve m d ll will would should must can could".split())


def joins(c: Clauses, k: int) -> bool:
    """Whether a mark stands within a word or a number: "long-term", "2.5"."""
    words, i = c.layers.words, c.at[k]
    return 0 < i < len(words) - 1 and bool(words.ends[i - 1] == words.starts[i]) and bool(words.ends[i] == words.starts[i + 1])


def begins_clause(c: Clauses, k: int, reach: int = 7, strict: bool = False) -> bool:
    """Whether a clause of its own (a subject, then its verb) begins at plain word ``k``; ``strict``: without prepositions."""
    n = len(c)
    while k < n and (c.pos[k] in ("CC", "RB", "UH") or c.low[k] in ("then", ",", "yes") or (c.low[k] == "that" and not strict)):
        k += 1
    if k >= n:
        return False
    if c.low[k] in NOMINATIVE or c.low[k] in ("there", "this", "that"):
        return any(is_verb(c, j) or c.low[j] == "s" for j in range(k + 1, min(n, k + 4)))
    nouns = False
    for j in range(k, min(n, k + reach)):
        tag = c.pos[j]
        if c.low[j] == "," or (tag in ("IN", "TO", "WDT", "WP", "VBG") and (strict or not nouns)):
            return False
        if tag == "MD" or tag in ("VBZ", "VBP", "VBD") or (c.low[j] in _FINITE and tag[:2] == "VB"):
            return nouns
        nouns |= tag[:2] in ("NN", "PR") or tag in ("CD", "DT")
    return False


def subject_start(c: Clauses, verb: int, least: int) -> int:
    """The first plain word of the noun phrase that ends right before ``verb``; ``verb`` itself where there is none."""
    k = verb
    while k > least and (c.pos[k - 1] == "RB" or c.low[k - 1] in ("also", "then")):
        k -= 1
    if k > least and c.low[k - 1] in NOMINATIVE:
        return k - 1
    begin = k
    while begin > least and (c.pos[begin - 1][:2] in ("NN", "JJ", "CD", "PR", "PO") or c.pos[begin - 1] in ("DT", "PDT", "FW")):
        begin -= 1
        if c.pos[begin] in ("DT", "PDT") or c.gap[begin]:
            break
    return begin if begin < k else verb
