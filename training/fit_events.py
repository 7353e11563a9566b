"""Fit what tells events' triggers on MEANTIME; cross-validated, for ``benchmarks/events.py`` to measure with.

    python -m training.fit_events --gold ../shared/gold --out src/onrecord/model/events.json

The reader's own network says what stands around a word; gold says whether it names an event.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from benchmarks.meantime import Document, documents
from onrecord.article import Article
from onrecord.reader import events
from onrecord.reader.attribution import assemble, join
from onrecord.reader.events.layer import headline_end
from onrecord.reader.events.triggers import Scene, candidates, clues, scene_of
from onrecord.reader.layers import Attribution, Layers
from onrecord.reader.reader import Reader
from onrecord.reader.tagging import tag
from onrecord.reader.windows import encode
from onrecord.reader.words import split

FOLDS = 5
LEAST_SEEN = 2
"""In how many articles a clue must have been seen to be given a weight."""
LEAST = 0.45
STRENGTH = 0.5
"""Inverse strength of the L2 penalty."""


@dataclass
class Read:
    """One article as the reader's network reads it, and its candidates with their clues and whether gold has them."""

    document: Document
    layers: Layers
    attributions: list[Attribution]
    scene: Scene
    rows: list[set[str]]
    labels: list[bool]


def layers_of(reader: Reader, article: Article) -> tuple[Layers, list[Attribution]]:
    """What the reader's network says of an article without zones."""
    words = split(article.text)
    windows = encode(words, reader._network.pieces)
    heads = reader._network.heads
    parts, layers = join(words, tag(windows, reader._network.states(windows), heads), heads)
    return layers, assemble(parts, words)


def read(reader: Reader, document: Document) -> Read:
    """An article with its examples, those of the part that is annotated."""
    layers, attributions = layers_of(reader, document.article)
    scene = scene_of(layers, attributions, headline_end(document.article, layers))
    starts, ends = layers.words.starts.tolist(), layers.words.ends.tolist()
    chosen = [i for i in candidates(scene) if ends[i] <= document.limit]
    labels = [any(event.overlaps(starts[i], ends[i]) for event in document.events) for i in chosen]
    return Read(document, layers, attributions, scene, [clues(scene, i) for i in chosen], labels)


def fit(chosen: Iterable[Read]) -> events.Weights:
    """The weights that a set of articles teaches."""
    chosen = list(chosen)
    seen: dict[str, int] = {}
    for one in chosen:
        for name in set().union(*one.rows):
            seen[name] = seen.get(name, 0) + 1
    rows = [{name: 1.0 for name in row if seen[name] >= LEAST_SEEN} for one in chosen for row in one.rows]
    vectorizer = DictVectorizer()
    x = vectorizer.fit_transform(rows)
    model = LogisticRegression(C=STRENGTH, max_iter=3000).fit(x, np.array([y for one in chosen for y in one.labels]))
    weights = {n: round(float(w), 3) for n, w in zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)}
    weights["bias"] = round(weights.get("bias", 0.0) + float(model.intercept_[0]), 3)
    return events.Weights({n: w for n, w in weights.items() if w}, LEAST)


def held_out(articles: list[Read], seed: int = 0, share: float = 1.0) -> dict[str, events.Weights]:
    """For each article the weights of a fit on the other folds, or on a ``share`` of their articles; folds are of articles."""
    order = list(range(len(articles)))
    rng = random.Random(seed)
    rng.shuffle(order)
    out = {}
    for fold in range(FOLDS):
        outside = [k for n, k in enumerate(order) if n % FOLDS != fold]
        weights = fit(articles[k] for k in sorted(rng.sample(outside, round(share * len(outside)))))
        out.update({articles[k].document.article.id: weights for n, k in enumerate(order) if n % FOLDS == fold})
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--model", type=Path, help="folder with other weights than those shipped")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    reader = Reader(args.model, without=["events"])
    weights = fit(read(reader, document) for document in documents(args.gold / "meantime"))
    raw = {"least": weights.least, "trigger": weights.trigger}
    args.out.write_text(json.dumps(raw, indent=0, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
