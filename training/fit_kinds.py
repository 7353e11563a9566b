"""Fit the kinds of statements on the record layer, and measure them by cross-validation over articles.

python -m training.fit_kinds --gold ../shared/gold --out src/onrecord/model/kinds.json
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from onrecord.reader.kinds import KINDS, clues

from .record_layer import documents


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--out", type=Path)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--c", type=float, default=1.0, help="inverse strength of the L2 penalty")
    args = parser.parse_args()
    rows, kinds, groups, told, is_dev = [], [], [], [], []
    for part in ("train", "dev"):
        for d in documents(args.gold, part):
            for attribution, row in zip(d.attributions, d.rows, strict=True):
                rows.append(clues(d.layers, attribution))
                kinds.append(KINDS.index(row["kind"]))
                groups.append(d.article.id)
                is_dev.append(part == "dev")
                told.append(
                    " ".join(d.layers.words.forms[i] for a, b in attribution.cue for i in range(a, b))
                    + " | "
                    + " ".join(d.layers.words.forms[i] for a, b in attribution.content for i in range(a, min(b, a + 8)))
                )
    vectorizer = DictVectorizer()
    x, y, dev = vectorizer.fit_transform(rows), np.array(kinds), np.array(is_dev)
    model = LogisticRegression(C=args.c, max_iter=2000)
    guess = np.zeros_like(y)
    train = np.flatnonzero(~dev)
    for fit, test in GroupKFold(8).split(x[train], y[train], np.array(groups)[train]):
        guess[train[test]] = model.fit(x[train[fit]], y[train[fit]]).predict(x[train[test]])
    guess[dev] = model.fit(x[train], y[train]).predict(x[dev])
    print(
        f"kind, gold spans: train (cross-validated) {100 * (guess == y)[~dev].mean():.1f}, dev {100 * (guess == y)[dev].mean():.1f}"
    )
    if args.errors:
        for i in np.flatnonzero(guess != y):
            print(f"{KINDS[y[i]]:10} not {KINDS[guess[i]]:10} {told[i]}")
    if args.out:  # by now fitted on the train part alone
        names = vectorizer.get_feature_names_out()
        weights = {
            n: [round(float(w), 3) for w in model.coef_[:, i]] for i, n in enumerate(names) if abs(model.coef_[:, i]).max() > 0.02
        }
        weights["bias"] = [round(a + float(b), 3) for a, b in zip(weights.get("bias", [0.0] * 5), model.intercept_, strict=True)]
        args.out.write_text(json.dumps(weights, indent=0, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
