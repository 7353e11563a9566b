"""Fit the commitments layer on the record layer and the conditions, and measure it by cross-validation over articles.

    python -m training.measure_commitments --gold ../shared/gold --corpora ../shared/corpora [--out src/onrecord/model/commitments.json] [--errors] [--curve]

Gold attributions stand in for the network's and CoreNLP's silver for its syntax; speakers and times are the reader's
own. A commitment counts as the project's scorer counts it: the same sort and negation, and an action that shares at
least half of the words of the union with gold's.
"""

from __future__ import annotations

import argparse
import collections
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from onrecord.article import Article
from onrecord.reader import speakers, times
from onrecord.reader import words as W
from onrecord.reader.commitments.clues import clues
from onrecord.reader.commitments.courses import Course, courses
from onrecord.reader.commitments.doers import Doer, doer
from onrecord.reader.commitments.layer import Weighed, Weights, commitment, pick
from onrecord.reader.layers import Attribution, Layers
from onrecord.reader.sentences import sentence_starts
from onrecord.record import Commitment, Speaker, Time

from . import data, verbs
from .record_layer import layers_of


@dataclass
class Labelled:
    """One article: ``rows[k]`` is what an annotator wrote of attribution ``k``; those without a row were not looked at."""

    part: str
    layer: str
    article: Article
    layers: Layers
    attributions: list[Attribution]
    speakers: list[Speaker | None]
    times: list[Time]
    rows: dict[int, dict]


def _rows(folder: Path) -> dict[str, tuple[str, dict[str, dict]]]:
    """Article -> which layer it is in, and its rows by attribution. The record layer goes before ``conditions.jsonl``."""
    out: dict[str, tuple[str, dict[str, dict]]] = {}
    for layer in ("record", "conditions"):
        for line in (folder / f"{layer}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            kept = out.setdefault(row["doc"], (layer, {}))
            if kept[0] == layer:
                kept[1][row["id"]] = row
    return out


def labelled(gold: Path, part: str) -> Iterator[Labelled]:
    """Every article of ``part`` with commitments told by hand, in the record layer or in ``conditions.jsonl``."""
    folder = gold / "polnear" / part
    silver = data.read_silver(gold / f"polnear/silver/{part}.jsonl.gz")
    inventory = data.Inventory.of(silver)
    dates = json.loads((folder / "dates.json").read_text())
    for name, (layer, by_id) in sorted(_rows(folder).items()):
        words = W.split(data.read_text(folder / "text" / f"{name}.txt"))
        path = sorted((folder / "attributions").glob(f"{name}_*.ann"))[0]

        def ranges(spans: list[tuple[int, int]], words: W.Words = words) -> list[tuple[int, int]]:
            pairs = (
                (int(np.searchsorted(words.starts, a)), int(np.searchsorted(words.ends, b, side="right"))) for a, b in sorted(spans)
            )
            return [(a, b) for a, b in pairs if a < b]

        read = data.read_attributions(path)
        attributions = [Attribution(ranges(a.source), ranges(a.cue), ranges(a.content)) for a in read]
        kept = [k for k, a in enumerate(attributions) if a.content]
        article = Article(id=name, text=words.text, published=dates.get(name))
        layers = layers_of(words, silver.get(name), inventory)
        attributions = [attributions[k] for k in kept]
        yield Labelled(
            part,
            layer,
            article,
            layers,
            attributions,
            speakers.resolve(article, layers, attributions),
            times.find(article, words),
            {i: by_id[read[k].id] for i, k in enumerate(kept) if read[k].id in by_id},
        )


SORT = {"promise": "undertake", "plan": "undertake", "offer": "undertake", "threaten": "undertake"}
C = 0.1
LEAST = (0.35, 0.35)
SEEDS = 10
LEAST_SEEN = 2
"""In how many courses of action a clue must have been seen to be given a weight."""


@dataclass
class Example:
    """One labelled statement: its courses of action with their clues, and what each is (0 nothing, 1 undertaken, 2 demanded)."""

    document: Labelled
    index: int
    gold: list[tuple[dict, frozenset[int]]]
    found: list[tuple[Course, Doer, dict[str, float]]]
    labels: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)


def cover(words: W.Words, span: dict | None) -> frozenset[int]:
    """The words within a span of gold or of a commitment."""
    if not span:
        return frozenset()
    return frozenset(
        range(int(np.searchsorted(words.starts, span["start"])), int(np.searchsorted(words.ends, span["end"], side="right")))
    )


def jaccard(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b) if a or b else 0.0


def examples(documents: list[Labelled], scores: dict[str, list[float]]) -> list[Example]:
    out = []
    for d in documents:
        words = d.layers.words
        starts = sentence_starts(words)
        for k, row in d.rows.items():
            attribution, speaker = d.attributions[k], d.speakers[k]
            found = courses(d.layers, attribution, starts)
            doers = [doer(d.layers, c, attribution, speaker) for c in found]
            told = [clues(d.layers, attribution, speaker, c, who, len(found), scores) for c, who in zip(found, doers, strict=True)]
            gold = [(c, cover(words, c["action"])) for c in row["commitments"]]
            example = Example(d, k, gold, list(zip(found, doers, told, strict=True)))
            _label(example)
            out.append(example)
    return out


def _label(example: Example) -> None:
    """The best course for each of gold's commitments; what overlaps with one counts little either way."""
    sets = [frozenset(range(*c.words)) for c, _, _ in example.found]
    best: dict[int, int] = {}
    for g, (_, wanted) in enumerate(example.gold):
        near = [(jaccard(s, wanted), -i) for i, s in enumerate(sets) if i not in best]
        near = [n for n in near if n[0] >= 0.5]
        if near:
            best[-max(near)[1]] = g
    for i, s in enumerate(sets):
        label, weight = 0, 1.0
        if i in best:
            label = 2 if example.gold[best[i]][0]["act"] == "demand" else 1
        else:
            for c, wanted in example.gold:
                if jaccard(s, wanted) >= 0.5:
                    label, weight = (2 if c["act"] == "demand" else 1), 0.3
            if weight == 1.0 and any(s & sets[j] for j in best):
                weight = 0.3
        example.labels.append(label)
        example.weights.append(weight)


def fit(chosen: list[Example], c: float, least: tuple[float, float]) -> Weights:
    rows = [told for e in chosen for _, _, told in e.found]
    seen = collections.Counter(name for row in rows for name in row)
    rows = [{name: value for name, value in row.items() if seen[name] >= LEAST_SEEN} for row in rows]
    vectorizer = DictVectorizer()
    x = vectorizer.fit_transform(rows)
    model = LogisticRegression(C=c, max_iter=3000)
    model.fit(x, [y for e in chosen for y in e.labels], sample_weight=[w for e in chosen for w in e.weights])
    names = vectorizer.get_feature_names_out()
    # only differences between classes matter, so "neither" has the weight 0
    undertake = {n: round(float(w), 3) for n, w in zip(names, model.coef_[1] - model.coef_[0], strict=True)}
    demand = {n: round(float(w), 3) for n, w in zip(names, model.coef_[2] - model.coef_[0], strict=True)}
    undertake["bias"] = round(undertake.get("bias", 0.0) + float(model.intercept_[1] - model.intercept_[0]), 3)
    demand["bias"] = round(demand.get("bias", 0.0) + float(model.intercept_[2] - model.intercept_[0]), 3)
    return Weights({n: w for n, w in undertake.items() if w}, {n: w for n, w in demand.items() if w}, least)


def read(example: Example, weights: Weights) -> list[Commitment]:
    """What the layer makes of a statement, actors left out."""
    d = example.document
    attribution = d.attributions[example.index]
    weighed = [Weighed(c, who, *weights.probabilities(told)) for c, who, told in example.found]
    begins = [t.start for t in d.times]
    return [commitment(d.article, d.layers, attribution, item, None, d.times, begins) for item in pick(weighed, weights)]


def sort_of(act: str, negated: bool) -> tuple[str, bool]:
    return SORT.get(act, act), bool(negated)


def count(example: Example, offered: list[Commitment], n: collections.Counter[str], errors: bool = False) -> None:
    """Count as the project's scorer does."""
    words = example.document.layers.words
    left = list(offered)
    n["pred"] += len(left)
    n["gold"] += len(example.gold)
    for c, wanted in example.gold:
        condition = cover(words, c["condition"])
        n["conditions"] += bool(condition)
        for o in left:
            action = cover(words, {"start": o.action.start, "end": o.action.end})
            if sort_of(o.act, o.negated) == sort_of(c["act"], c["negated"]) and jaccard(action, wanted) >= 0.5:
                left.remove(o)
                n["hit"] += 1
                n["act"] += o.act == c["act"]
                if condition:
                    held = cover(words, {"start": o.condition.start, "end": o.condition.end} if o.condition else None)
                    n["condition_hit"] += jaccard(held, condition) >= 0.5
                else:
                    n["condition_made"] += o.condition is not None
                n["deadlines"] += bool(c.get("deadline"))
                n["deadline_hit"] += bool(c.get("deadline")) and o.deadline is not None
                if errors and o.act != c["act"]:
                    print(f"  ACT {o.act} for {c['act']}: {o.action.text!r}")
                break
        else:
            if errors:
                print(f"  MISSED {c['act']} {c['action']['text'][:90]!r}")
    if errors:
        for o in left:
            print(f"  MADE {o.act} {o.action.text[:90]!r}")


def cross_validate(
    all_examples: list[Example], c: float, least: tuple[float, float], seed: int, share: float = 1.0, errors: bool = False
) -> dict[str, collections.Counter[str]]:
    """Five-fold over articles; ``share`` of the articles outside the fold are fitted on."""
    names = sorted({e.document.article.id for e in all_examples})
    rng = random.Random(seed)
    rng.shuffle(names)
    fold = {name: i % 5 for i, name in enumerate(names)}
    out: dict[str, collections.Counter[str]] = {"record": collections.Counter(), "conditions": collections.Counter()}
    for f in range(5):
        outside = [name for name in names if fold[name] != f]
        kept = set(rng.sample(outside, round(share * len(outside))))
        weights = fit([e for e in all_examples if e.document.article.id in kept], c, least)
        for e in all_examples:
            if fold[e.document.article.id] == f:
                count(e, read(e, weights), out[e.document.layer], errors)
    return out


def line(n: collections.Counter[str]) -> str:
    p, r = n["hit"] / max(1, n["pred"]), n["hit"] / max(1, n["gold"])
    return (
        f"P {100 * p:.1f} R {100 * r:.1f} F1 {200 * p * r / max(1e-9, p + r):.1f};"
        f" act of found {100 * n['act'] / max(1, n['hit']):.1f}; condition of gold {100 * n['condition_hit'] / max(1, n['conditions']):.1f}"
    )


def load(gold: Path, corpora: Path) -> tuple[list[Example], dict[str, list[float]]]:
    """All labelled statements of train and dev, and the scores of verbs that their clues were made with."""
    documents = [d for part in ("train", "dev") for d in labelled(gold, part)]
    scores = verbs.learn(verbs.texts(gold, corpora, {d.article.id for d in documents}))
    return examples(documents, scores), scores


def report(
    loaded: list[Example],
    c: float = C,
    least: tuple[float, float] = LEAST,
    seeds: int = SEEDS,
    shares: Sequence[float] = (1.0,),
    errors: bool = False,
) -> None:
    """Print the figures, by cross-validation over ``seeds`` splits into folds, fitted on each of ``shares`` of the articles."""
    courses_ = sum(len(e.found) for e in loaded)
    reached = sum(any(jaccard(frozenset(range(*c.words)), g) >= 0.5 for c, _, _ in e.found) for e in loaded for _, g in e.gold)
    wanted = sum(len(e.gold) for e in loaded)
    print(f"{len(loaded)} statements, {wanted} commitments of gold; {courses_} courses of action, among them {reached} of gold's")
    for share in shares:
        total: dict[str, collections.Counter[str]] = {k: collections.Counter() for k in ("record", "conditions", "both")}
        for seed in range(seeds):
            for layer, n in cross_validate(loaded, c, least, seed, share, errors and seed == 0).items():
                total[layer] += n
                total["both"] += n
        for layer, n in total.items():
            print(f"{100 * share:.0f}% of the articles, {layer}: {line(n)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument(
        "--corpora", type=Path, default=Path("../shared/corpora"), help="articles without labels, to count verbs in"
    )
    parser.add_argument("--out", type=Path, help="write the weights, fitted on all articles")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--curve", action="store_true", help="fit on a part of the articles, too")
    parser.add_argument("--c", type=float, default=C, help="inverse strength of the L2 penalty")
    parser.add_argument("--least", type=float, nargs=2, default=LEAST, help="least probability of an undertaking, of a demand")
    parser.add_argument("--seeds", type=int, default=SEEDS, help="how many splits into folds are averaged")
    args = parser.parse_args()
    loaded, scores = load(args.gold, args.corpora)
    least = (args.least[0], args.least[1])
    report(loaded, args.c, least, args.seeds, (0.25, 0.5, 0.75, 1.0) if args.curve else (1.0,), args.errors)
    if args.out:
        weights = fit(loaded, args.c, least)
        raw = {"least": list(weights.least), "undertake": weights.undertake, "demand": weights.demand, "verbs": scores}
        args.out.write_text(json.dumps(raw, indent=0, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
