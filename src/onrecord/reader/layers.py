"""What the network says of one article, and the attributions that are made of it: the reader's working data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from .words import IntArray, Words


@dataclass(slots=True)
class Layers:
    """One label a word.

    ``pos``: Penn Treebank part of speech. ``ner``: PERSON, ORGANIZATION, LOCATION, MISC, DATE, TIME, DURATION, SET,
    NUMBER, ORDINAL, PERCENT, MONEY or O. ``rel``, ``head``: Stanford basic dependency to the word with index
    ``head`` (itself at a root). ``antecedent``: index of the head word of the nearest earlier mention of the same thing
    (itself where there is none). All are a model's guesses.
    """

    words: Words
    pos: list[str]
    ner: list[str]
    rel: list[str]
    head: IntArray
    antecedent: IntArray
    _children: list[list[int]] | None = field(default=None, repr=False)

    def children(self, word: int) -> list[int]:
        """The dependents of a word, in order."""
        if self._children is None:
            self._children = [[] for _ in range(len(self.words))]
            for i, h in enumerate(self.head.tolist()):
                if h != i and 0 <= h < len(self._children):
                    self._children[h].append(i)
        return self._children[word]


Range = tuple[int, int]
"""Half-open range of word indices."""

NAME_LABELS = frozenset({"PERSON", "ORGANIZATION", "LOCATION", "MISC"})
"""The entity labels of what has a name."""


def nameless(layers: Layers, parts: Iterable[Range]) -> Layers:
    """``layers`` in which no word of ``parts`` names anybody: labels of turns ("Q"), the place and agency of a dateline."""
    pos, ner = list(layers.pos), list(layers.ner)
    for start, end in parts:
        pos[start:end] = [tag.replace("NNP", "NN") for tag in pos[start:end]]
        ner[start:end] = ["O" if label in NAME_LABELS else label for label in ner[start:end]]
    return replace(layers, pos=pos, ner=ner)


@dataclass(slots=True)
class Attribution:
    """One attribution in word ranges, each role's in order. ``source`` and ``cue`` may be empty; ``content`` is not."""

    source: list[Range]
    cue: list[Range]
    content: list[Range]
    score: float = 0.0
    features: dict[str, float] = field(default_factory=dict)


def text_of(words: Words, part: Range) -> str:
    """The article's characters from the first to the last word of ``part``."""
    return words.text[int(words.starts[part[0]]) : int(words.ends[part[1] - 1])]


def offsets(words: Words, part: Range) -> tuple[int, int]:
    """``part`` in code point offsets."""
    return int(words.starts[part[0]]), int(words.ends[part[1] - 1])


def empty(words: Words) -> Layers:
    """Layers that say nothing, for a text without words or a test without a model."""
    n = len(words)
    own = np.arange(n, dtype=np.int32)
    return Layers(words, ["NN"] * n, ["O"] * n, ["dep"] * n, own, own.copy())
