"""Confidence: how probable it is that a statement's cue, content and source belong together as given.

A logistic regression over the network's own probabilities (Platt scaling with several inputs; Platt 1999).
"""

from __future__ import annotations

import json
import math
from pathlib import Path

from .layers import Attribution

LOGITS = (
    *("cue", "cue_edge", "content", "content_edge", "content_link", "source", "source_link", "nowhere"),
    *("begin", "finish", "other_begin", "other_finish"),
)
FLAGS = ("no_source", "no_cue", "pieces", "length")


def inputs(attribution: Attribution) -> dict[str, float]:
    """What the regression is given: log odds of the network's probabilities, and a few counts."""
    f = attribution.features
    out = {}
    for name in LOGITS:
        p = min(max(f[name], 0.001), 0.999)
        out[name] = 0.0 if name.startswith("source") and f["no_source"] else math.log(p / (1 - p))
    out.update({name: min(f[name], 5.0) for name in FLAGS})
    return out


class Confidence:
    """The fitted weights, one an input, and ``bias``."""

    def __init__(self, weights: dict[str, float]) -> None:
        self.weights = weights

    @classmethod
    def load(cls, folder: Path) -> Confidence:
        """Read ``confidence.json`` of a model folder."""
        return cls(json.loads((folder / "confidence.json").read_text(encoding="utf-8")))

    def __call__(self, attribution: Attribution) -> float:
        """Probability between 0.01 and 0.99, to two decimals."""
        z = self.weights["bias"] + sum(self.weights[name] * value for name, value in inputs(attribution).items())
        return round(min(max(1 / (1 + math.exp(-max(min(z, 30.0), -30.0))), 0.01), 0.99), 2)
