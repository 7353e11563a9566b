"""Fit the confidence of statements on the development part, and measure its calibration by cross-validation over articles.

    python -m training.calibrate --gold ../shared/gold --model src/onrecord/model

A statement is right when its content shares at least half of the words of the union with a gold attribution's, and its
cue and source share a word with that attribution's (the scorer's "linked").
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from onrecord.reader import words as W
from onrecord.reader.attribution import assemble, join
from onrecord.reader.confidence import FLAGS, LOGITS, inputs
from onrecord.reader.layers import Attribution, Layers, Range
from onrecord.reader.network import Network
from onrecord.reader.tagging import Part, tag
from onrecord.reader.windows import encode

from . import data


def parts_of(network: Network, text: str) -> tuple[W.Words, list[Part], Layers]:
    """The spans and layers of one text, as the reader makes them."""
    words = W.split(text)
    windows = encode(words, network.pieces)
    tagged = tag(windows, network.states(windows), network.heads)
    parts, layers = join(words, tagged, network.heads)
    return words, parts, layers


def cover(ranges: list[Range]) -> frozenset[int]:
    return frozenset(i for a, b in ranges for i in range(a, b))


def gold_of(words: W.Words, path: Path) -> list[dict[str, frozenset[int]]]:
    """The attributions of one annotator as sets of word indices by role."""

    def at(spans: list[tuple[int, int]]) -> frozenset[int]:
        return cover([(int(np.searchsorted(words.starts, a)), int(np.searchsorted(words.ends, b, side="right"))) for a, b in spans])

    return [{role: at(getattr(a, role)) for role in data.ROLES} for a in data.read_attributions(path)]


def right(found: list[Attribution], gold: list[dict[str, frozenset[int]]]) -> list[bool]:
    """Whether each attribution found is linked as in gold; each gold one counts once."""
    covers = [(cover(a.content), cover(a.cue), cover(a.source)) for a in found]
    pairs = []
    for i, (content, _, _) in enumerate(covers):
        for k, g in enumerate(gold):
            union = len(content | g["content"])
            share = len(content & g["content"]) / union if union else 0.0
            if share >= 0.5:
                pairs.append((share, -len(content), i, k))
    out, taken, matched = [False] * len(found), set(), set()
    for _, _, i, k in sorted(pairs, reverse=True):
        if i in matched or k in taken:
            continue
        matched.add(i)
        taken.add(k)
        _, cue, source = covers[i]
        out[i] = bool(cue & gold[k]["cue"]) and bool(source & gold[k]["source"] or not gold[k]["source"])
    return out


def reliability(chance: np.ndarray, truth: np.ndarray, bins: int = 10) -> tuple[float, list[tuple[float, float, int]]]:
    """Expected calibration error (Guo et al. 2017) over equal-width bins, and (mean confidence, share right, count) of each."""
    rows, error = [], 0.0
    for low in np.arange(bins) / bins:
        inside = (chance >= low) & (chance < low + 1 / bins)
        if inside.any():
            rows.append((float(chance[inside].mean()), float(truth[inside].mean()), int(inside.sum())))
            error += inside.mean() * abs(chance[inside].mean() - truth[inside].mean())
    return error, rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--model", type=Path, default=Path("src/onrecord/model"))
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--dry", action="store_true", help="measure only")
    args = parser.parse_args()
    network = Network(args.model, args.threads)
    folder = args.gold / "polnear/dev"
    rows, truth, groups = [], [], []
    for path in sorted((folder / "text").glob("*.txt")):
        words, parts, _ = parts_of(network, data.read_text(path))
        found = assemble(parts, words)
        for annotation in sorted((folder / "attributions").glob("*.ann")):
            if annotation.stem.rpartition("_")[0] != path.stem:
                continue
            rows.extend([inputs(a) for a in found])
            truth.extend(right(found, gold_of(words, annotation)))
            groups.extend([path.stem] * len(found))
    names = [*LOGITS, *FLAGS]
    x, y = np.array([[r[n] for n in names] for r in rows]), np.array(truth)
    chance = np.zeros(len(y))
    model = LogisticRegression(C=0.3, max_iter=1000)
    for fit, test in GroupKFold(10).split(x, y, groups):
        chance[test] = model.fit(x[fit], y[fit]).predict_proba(x[test])[:, 1]
    error, bins = reliability(chance, y)
    print(f"dev: {len(y)} statements, {100 * y.mean():.1f}% right; expected calibration error {error:.3f}")
    for mean, share, count in bins:
        print(f"  confidence {mean:.2f}  right {share:.2f}  statements {count}")
    if not args.dry:
        model.fit(x, y)
        weights = {n: round(float(w), 4) for n, w in zip(names, model.coef_[0], strict=True)} | {
            "bias": round(float(model.intercept_[0]), 4)
        }
        (args.model / "confidence.json").write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
