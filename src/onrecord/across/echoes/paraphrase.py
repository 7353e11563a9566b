"""Paraphrase: whether two reports of one speaker in other words are of one utterance, by a logistic model of a few features."""

from __future__ import annotations

import math
from functools import lru_cache
from importlib import resources

import msgspec

from .spoken import Spoken

DAYS = 5
"""Days from one to the other up to which they may be a paraphrase."""
_WORDS = 4
_SHARED = 0.8
"""Statements of fewer words, and pairs that share less than words of this rarity, are told nothing of."""
FEATURES = (
    *("bias", "cover", "cosine", "rare", "names", "numbers", "numbers_clash", "negation", "days", "said", "said_clash"),
    *("quoted", "length", "kind"),
)

JOINED = False
"""Whether a paraphrase joins a group: not while most of those that the model takes for one are none (docs/echoes.md)."""


class Weights(msgspec.Struct):
    """The fitted model: a weight for each of ``FEATURES``, and the score from which on it is a paraphrase."""

    weights: dict[str, float]
    threshold: float


def features(one: Spoken, other: Spoken) -> dict[str, float]:
    """What speaks for and against that two statements of one speaker are of one utterance."""
    ours, theirs = one.roots, other.roots
    both = ours.keys() & theirs.keys()
    weight = sum(max(ours[r], theirs[r]) for r in both)
    mine, other_s = sum(ours.values()), sum(theirs.values())
    shorter = max(0.1, min(mine, other_s))
    names = one.names | other.names
    apart = one.apart(other)
    return {
        "bias": 1.0,
        "cover": weight / shorter,
        "cosine": weight / max(0.1, math.sqrt(mine * other_s)),
        "rare": min(weight, 6.0),
        "names": len(one.names & other.names) / len(names) if names else 0.5,
        "numbers": float(bool(one.numbers & other.numbers)),
        "numbers_clash": float(bool(one.numbers and other.numbers and not one.numbers & other.numbers)),
        "negation": float(one.negative == other.negative),
        "days": min(apart, 9.0),
        "said": float(one.said is not None and one.said == other.said),
        "said_clash": float(one.said is not None and other.said is not None and one.said != other.said),
        "quoted": float(bool(one.own) != bool(other.own)),
        "length": min(3.0, abs(math.log(max(1, len(one.forms)) / max(1, len(other.forms))))),
        "kind": float(one.kind == other.kind),
    }


def comparable(one: Spoken, other: Spoken) -> bool:
    """Whether two statements say enough, at about the same time, to be told anything of."""
    if one.apart(other) > DAYS or min(len(one.forms), len(other.forms)) < _WORDS:
        return False
    if one.numbers and other.numbers and not one.numbers & other.numbers:
        return False
    both = one.roots.keys() & other.roots.keys()
    return len(both) >= 2 and sum(one.roots[word] for word in both) >= _SHARED


def score(one: Spoken, other: Spoken) -> float:
    """The estimated probability that two statements of one speaker are reports of one utterance. 0 where they cannot be."""
    if not comparable(one, other):
        return 0.0
    of = _weights().weights
    return 1 / (1 + math.exp(-sum(of[name] * value for name, value in features(one, other).items())))


def threshold() -> float:
    """The score from which on two statements are taken for a paraphrase."""
    return _weights().threshold


@lru_cache(maxsize=1)
def _weights() -> Weights:
    text = resources.files(__package__).joinpath("paraphrase.json").read_bytes()
    return msgspec.json.decode(text, type=Weights)
