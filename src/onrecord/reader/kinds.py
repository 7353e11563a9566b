"""Kind and manner: what sort of attribution a statement is, and whether its words are quoted.

The kind is judged by the cue in its context: its verbs and nouns, what stands round it, and how the content
begins. A multinomial logistic regression over those clues, fitted on the record layer, weighs them.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

from ..record import Manner, StatementKind
from .cues import PHRASE_OF, classes_of, stem
from .layers import Attribution, Layers, Range
from .words import Words

KINDS: tuple[StatementKind, ...] = ("assertion", "belief", "knowledge", "intention", "directive")
_AUXILIARY = frozenset(
    "be is are was were been being am have has had having do does did will would shall should can could may might must "
    "to not n t s d ll ve re".split()
)


def clues(layers: Layers, attribution: Attribution) -> dict[str, float]:
    """What is known of an attribution that may tell its kind: name -> 1."""
    words = layers.words
    out: dict[str, float] = {"bias": 1.0}
    cue = [i for a, b in attribution.cue for i in range(a, b)]
    stems = [stem(words.forms[i]) for i in cue]
    main = [
        (i, s) for i, s in zip(cue, stems, strict=True) if words.forms[i].lower() not in _AUXILIARY and words.forms[i].isalpha()
    ]
    # a phrase stands in its verb's place: "called for" is no kind of "called"
    followed = [(i, s, words.forms[i + 1].lower() if i + 1 < len(words) else "") for i, s in main]
    phrases = {i: f"{s} {after}" for i, s, after in followed if (s, after) in PHRASE_OF}
    main = [(i, phrases.get(i, s)) for i, s in main]
    for _, s in main:
        out[f"cue={s}"] = 1.0
        for kind in classes_of(s):
            out[f"class={kind}"] = 1.0
    if main:
        verbs = [(i, s) for i, s in main if layers.pos[i].startswith("V")]
        i, s = verbs[-1] if verbs else main[-1]
        classes = "+".join(classes_of(s)) or "-"
        out[f"main={s}"] = 1.0
        out[f"main class={classes}"] = 1.0
        opens = words.forms[attribution.content[0][0]].lower()
        if opens in _OPENINGS:
            out[f"class={classes} opens={opens}"] = 1.0
        if i in phrases:
            out[f"phrase={classes}"] = 1.0
        out[f"{'verb' if verbs else 'other'} class={classes}"] = 1.0
        out[f"pos={layers.pos[i]}"] = 1.0
        last = words.forms[cue[-1]].lower()
        if cue[-1] != i:
            out[f"pair={s}+{last}"] = 1.0
    lower = [words.forms[i].lower() for i in cue]
    for word in ("not", "would", "will", "to", "be", "been", "for", "on", "as", "that", ":"):
        if word in lower:
            out[f"has={word}"] = 1.0
    if not cue:
        out["no cue"] = 1.0
    first = attribution.content[0][0]
    opening = words.forms[first].lower()
    out[f"opens={opening if opening in _OPENINGS else layers.pos[first]}"] = 1.0
    if main:
        out[f"main={main[-1][1]} opens={opening if opening in _OPENINGS else '-'}"] = 1.0
    style = manner(words, attribution.content)
    out[f"manner={style}"] = 1.0
    if not attribution.source:
        out["no source"] = 1.0
    if cue and attribution.content[0][0] < cue[0]:
        out["content first"] = 1.0
    length = sum(b - a for a, b in attribution.content)
    out[f"length={min(4, length // 4)}"] = 1.0
    return out


_OPENINGS = frozenset(["to", "that", '"', "“", "for", "of", "if", "whether", "how", "why", "what", "who", "a", "the", "it", "not"])


def manner(words: Words, content: list[Range]) -> Manner:
    """ "direct" where all of the content's words are quoted, "mixed" where some are, else "indirect"."""
    inside = total = 0
    for a, b in content:
        for i in range(a, b):
            if words.forms[i][0].isalnum():
                total += 1
                inside += bool(words.quoted[i])
    return "indirect" if not inside else "direct" if inside == total else "mixed"


class Kinds:
    """The fitted weights: ``weights[clue]`` has one number a kind."""

    def __init__(self, weights: dict[str, list[float]]) -> None:
        self.weights = weights

    @classmethod
    def load(cls, folder: Path) -> Kinds:
        """Read ``kinds.json`` of a model folder."""
        return cls(json.loads((folder / "kinds.json").read_text(encoding="utf-8")))

    def probabilities(self, found: dict[str, float]) -> dict[str, float]:
        """P(kind | clues)."""
        total = [0.0] * len(KINDS)
        for name, value in found.items():
            row = self.weights.get(name)
            if row:
                for k, weight in enumerate(row):
                    total[k] += weight * value
        top = max(total)
        chance = [math.exp(t - top) for t in total]
        return {kind: c / sum(chance) for kind, c in zip(KINDS, chance, strict=True)}

    def __call__(self, layers: Layers, attribution: Attribution) -> StatementKind:
        """The likeliest kind of an attribution."""
        chance = self.probabilities(clues(layers, attribution))
        return max(KINDS, key=lambda kind: chance[kind])
