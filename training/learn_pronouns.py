"""Learn how the speakers layer weighs whom "he" or "she" stands for, from the record layer of the training part.

    python -m training.learn_pronouns --gold ../shared/gold

Prints the weights that ``onrecord.reader.speakers.pronouns`` holds as constants, and how often the best candidate is the right
one, by cross-validation over articles.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from unittest import mock

import numpy as np

from onrecord.reader.speakers import layer as speakers
from onrecord.reader.speakers import pronouns

from .measure_speakers import name_key
from .record_layer import Document, documents

Case = tuple[np.ndarray, int]
"""The candidates' values (one row each), and which of them is right."""


def cases(document: Document, keys: list[str]) -> list[Case]:
    """One case for each pronoun source whose right candidate is among those found."""
    wanted = {a.source[0][0]: row["speaker"] for a, row in zip(document.attributions, document.rows, strict=True) if a.source}
    found: list[Case] = []
    original = pronouns.Pronouns._he

    def listen(self: pronouns.Pronouns, at: int, gender: str) -> list[pronouns.Referent]:
        if at in wanted:
            candidates = self._candidates(at, gender)
            right = [i for i, c in enumerate(candidates) if name_key(c.ref.name) == name_key(wanted[at])]
            if right:
                found.append((np.array([[c.values.get(k, 0.0) for k in keys] for c in candidates]), right[0]))
        return original(self, at, gender)

    with mock.patch.object(pronouns.Pronouns, "_he", listen):
        speakers.resolve(document.article, document.layers, document.attributions)
    return found


def fit(groups: list[list[Case]], start: np.ndarray, decay: float) -> np.ndarray:
    """Weights that make the right candidate likely (softmax), drawn towards ``start`` by ``decay``."""
    weights = start.copy()
    flat = [case for group in groups for case in group]
    for _ in range(400):
        slope = decay * (weights - start)
        for values, right in flat:
            scores = values @ weights
            share = np.exp(scores - scores.max())
            share /= share.sum()
            slope += values.T @ share - values[right]
        weights -= 2.0 * slope / max(1, len(flat))
    return weights


def accuracy(groups: list[list[Case]], weights: np.ndarray) -> tuple[int, int]:
    flat = [case for group in groups for case in group]
    return sum(int(np.argmax(values @ weights)) == right for values, right in flat), len(flat)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--decay", type=float, default=2.0)
    args = parser.parse_args()
    learn(list(documents(args.gold, "train")), args.decay)


def learn(parts: list[Document], decay: float) -> None:
    keys = list(pronouns.WEIGHTS)
    start = np.array(list(pronouns.WEIGHTS.values()))
    groups = [cases(d, keys) for d in parts]
    right, total = accuracy(groups, start)
    print(f"weights as they are: {right} of {total}")
    hits = 0
    for fold in range(5):
        kept = [g for i, g in enumerate(groups) if i % 5 != fold]
        hits += accuracy([g for i, g in enumerate(groups) if i % 5 == fold], fit(kept, start, decay))[0]
    print(f"learnt, cross-validated: {hits} of {total}")
    weights = fit(groups, start, decay)
    print(f"learnt, on all: {accuracy(groups, weights)[0]} of {total}")
    print({k: round(float(w), 2) for k, w in zip(keys, weights, strict=True)})


if __name__ == "__main__":
    main()
