"""Hedges: the words by which the article keeps its distance from a statement, or the source from what it says.

The article's distance stands in or beside the cue ("reportedly said", "appeared to say"). The source's own hedge stands in the
main clause of what is said ("the audit may take until spring", "it is probably late", "I think"). Only words that mostly hedge are
taken: "could" and "would" are left out, since in reported speech they are the past of "can" and "will" more often than not, and so
is whatever hedges a clause inside what is said. The classes of words follow Hyland (1998) and the CoNLL-2010 task on hedges.
"""

from __future__ import annotations

from .layers import Attribution, Layers, Range
from .wordlists import word_set

DISTANCE = word_set("reportedly allegedly apparently purportedly supposedly ostensibly presumably seemingly evidently")
"""Adverbs of the article's distance."""
PROBABLY = DISTANCE | word_set("probably perhaps maybe possibly conceivably arguably likely")
MODALS = word_set("may might")
_SEEMING = word_set("seem seems seemed appear appears appeared")
_ADJECTIVES = word_set("likely unlikely possible probable conceivable doubtful unclear uncertain")
_OPINION = word_set("think believe guess suppose suspect presume")
_OPENINGS = word_set("that well and but so yes no look now")
_ASKING = word_set("whether if how what why when where who which")
"""Begin an indirect question, which hedges nothing."""
_AUXILIARIES = frozenset(("aux", "auxpass", "cop"))
_BESIDE = 2
"""Words before a cue that may hold the article's adverb."""


def hedge(layers: Layers, attribution: Attribution) -> Range | None:
    """The words that hedge a statement, the article's before the source's; None where there are none."""
    return _distance(layers, attribution) or _own(layers, attribution.content[0])


def _distance(layers: Layers, attribution: Attribution) -> Range | None:
    forms, n = layers.words.forms, len(layers.words.forms)
    inside = {i for part in (attribution.content, attribution.source) for a, b in part for i in range(a, b)}
    for a, b in attribution.cue:
        begin = max(0, a - _BESIDE)
        for i in [*range(a, b), *range(a - 1, begin - 1, -1), *range(b, min(n, b + 1))]:
            low = forms[i].lower()
            if i in inside and not a <= i < b:
                continue
            if low in DISTANCE and layers.words.paragraph[i] == layers.words.paragraph[a]:
                return i, i + 1
            if low in MODALS and a <= i < b and layers.pos[i] == "MD" and i + 1 < b and forms[i + 1].lower() != "be":
                return i, i + 1
            if low in _SEEMING and a <= i < b and i + 2 < b and forms[i + 1].lower() == "to":
                return i, i + 2
    return None


def _own(layers: Layers, content: Range) -> Range | None:
    forms, pos = layers.words.forms, layers.pos
    start = content[0]
    while start < content[1] and (not forms[start][0].isalnum() or forms[start].lower() in _OPENINGS):
        start += 1
    end = _sentence_end(layers, start, content[1])
    if start >= end:
        return None
    low = [form.lower() for form in forms[start:end]]
    if low[0] in _ASKING and not layers.words.quoted[start]:
        return None
    if low[0] in PROBABLY and low[0] != "likely":
        return start, start + 1
    if low[0] == "i" and len(low) > 2 and low[1] in _OPINION and layers.words.quoted[start]:
        return start, start + 2
    verb = _main_verb(layers, start, end)
    if verb is None:
        return None
    for i in sorted({verb, *_helpers(layers, verb)}):
        if not start <= i < end:
            continue
        word = forms[i].lower()
        if (word in MODALS and pos[i] == "MD") or (word in PROBABLY and pos[i] == "RB"):
            return i, i + 1
        if word in _SEEMING and i + 1 < end and forms[i + 1].lower() == "to":
            return i, i + (2 if i + 2 < end and pos[i + 2][:3] != "PRP" else 1)
        if word in _ADJECTIVES and pos[i] == "JJ" and _predicate(layers, i):
            return i, i + 1
    return None


def _sentence_end(layers: Layers, start: int, end: int) -> int:
    for i in range(start + 1, end):
        if layers.words.forms[i] in ".?!;" and i > start + 1:
            return i
    return end


def _main_verb(layers: Layers, start: int, end: int) -> int | None:
    """The head of the clause that the words ``start`` to ``end`` make: the first that hangs on a word outside them."""
    for i in range(start, end):
        head = int(layers.head[i])
        if (not start <= head < end or head == i) and layers.pos[i][:2] in ("VB", "NN", "JJ"):
            clause = layers.pos[i][:2] == "VB" or any(layers.rel[c] in _AUXILIARIES for c in layers.children(i))
            return i if clause else None
    return None


def _helpers(layers: Layers, verb: int) -> list[int]:
    """The auxiliaries and adverbs of a clause's head."""
    return [c for c in layers.children(verb) if layers.rel[c] in _AUXILIARIES or layers.rel[c] == "advmod"]


def _predicate(layers: Layers, word: int) -> bool:
    return any(layers.rel[c] == "cop" for c in layers.children(word))
