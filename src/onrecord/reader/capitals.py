"""Capitals: an article that is written in capitals throughout, given the case that other articles have.

The network was taught to read capitals as well, so it finds the statements there, but it takes too many words for names of bodies, and the
layers over it go by capitals. Its own parts of speech say which words are names; with a capital for those and for what begins a sentence
the article is read a second time.
"""

from __future__ import annotations

from .layers import Layers
from .sentences import sentence_starts
from .words import Words, recased

_LEAST = 20
"""Words in capitals that are no mere headline."""
_SHARE = 0.95
"""Of an article's words of more than one letter, how many are in capitals where all are: a unit or a "Mc" says nothing."""
_NAMES = frozenset(["PERSON", "LOCATION"])
"""What the network labels right in capitals; most of what it takes for bodies there is none."""


def in_capitals(words: Words) -> bool:
    """Whether (nearly) all of the text is in capitals. An ordinary text is told by its first few words."""
    capitals = others = 0
    for form in words.forms:
        if len(form) > 1 and form.isalpha():
            if form.isupper():
                capitals += 1
            else:
                others += 1
                if others > _LEAST and others > capitals:
                    return False
    return capitals >= _LEAST and capitals >= _SHARE * (capitals + others)


def lowered(layers: Layers) -> Words:
    """The words of ``layers``, all in capitals, in the case of other articles: capitals for names and at the beginning of sentences."""
    words = layers.words
    first = set(sentence_starts(words))
    names = [pos.startswith("NNP") or ner in _NAMES for pos, ner in zip(layers.pos, layers.ner, strict=True)]
    forms = []
    for i, word in enumerate(words.forms):
        if word == "I" or not word.isupper():
            forms.append(word)
        else:
            forms.append(word.capitalize() if names[i] or i in first else word.lower())
    return recased(words, forms)


def spelled(words: Words) -> str:
    """The text of ``words`` in the case of their forms, character for character as long."""
    out: list[str] = []
    done = 0
    for form, start, end in zip(words.forms, words.starts.tolist(), words.ends.tolist(), strict=True):
        if form[0].isalpha() and len(form) == end - start:
            out += [words.text[done:start], form]
            done = end
    return "".join([*out, words.text[done:]])
