"""Fit the weights by which paraphrases are told from what one speaker says besides (across/echoes/paraphrase.json).

    build/bench/bin/python -m training.fit_echoes STORE

STORE holds the articles of labels/echoes.jsonl. Positives are the pairs labelled ``paraphrase`` in the half ``choose``, negatives
those labelled ``none`` and pairs drawn at random: statements of one speaker within five days, in two articles, that share rare words.
The threshold is the least that at most one in a hundred of the random pairs reaches, so that it holds where nearly all pairs are none (some of those that do reach it
are paraphrases nobody has labelled).
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks.echoes import LABELS, Found
from onrecord import Store
from onrecord.across.echoes import paraphrase
from onrecord.across.echoes.loading import loaded, statements_query
from onrecord.across.echoes.match import by_words
from onrecord.across.echoes.speakers import keys, same_speaker
from onrecord.across.echoes.spoken import Spoken

DRAWN = 3000
SHARE = 0.01


def main() -> None:
    with Store(sys.argv[1]) as store:
        found = Found(store)
        with store.reading() as connection:
            said = {spoken.number: spoken for spoken in loaded(connection, statements_query())}
    rows, truth = [], []
    for label in map(json.loads, LABELS.read_text(encoding="utf-8").splitlines()):
        one, other = found.statement(label["a"]), found.statement(label["b"])
        if label["half"] != "choose" or label["echo"] not in ("paraphrase", "none") or not one or not other:
            continue
        a, b = said[one[1] or one[0]], said[other[1] or other[0]]
        if same_speaker(a.who, b.who) == "same" and paraphrase.comparable(a, b) and by_words(a, b, "same") is None:
            rows.append(paraphrase.features(a, b))
            truth.append(label["echo"] == "paraphrase")
    drawn = [paraphrase.features(a, b) for a, b in at_random(said)]
    names = [name for name in paraphrase.FEATURES if name != "bias"]
    x = np.array([[row[name] for name in names] for row in rows + drawn])
    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-9
    y = np.array(truth + [False] * len(drawn))
    weights = np.array([1.0] * len(rows) + [0.1] * len(drawn))
    model = LogisticRegression(C=0.3, max_iter=1000).fit((x - mean) / scale, y, sample_weight=weights)
    of = model.coef_[0] / scale
    bias = float(model.intercept_[0] - (of * mean).sum())
    scores = model.predict_proba((x - mean) / scale)[:, 1]
    threshold = float(np.quantile(scores[len(rows) :], 1 - SHARE))
    for name, labelled in (("paraphrase", True), ("none", False)):
        print(name, f"{np.mean(scores[: len(rows)][np.array(truth) == labelled] >= threshold):.2f} at or above {threshold:.3f}")
    fitted = {"bias": bias} | dict(zip(names, map(float, of), strict=True))
    path = Path(paraphrase.__file__).with_suffix(".json")
    rounded = {"weights": {name: round(value, 4) for name, value in fitted.items()}, "threshold": round(threshold, 4)}
    path.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")


def at_random(said: dict[int, Spoken]) -> list[tuple[Spoken, Spoken]]:
    chance = random.Random(1)
    by_name: dict[str, list[Spoken]] = defaultdict(list)
    for spoken in said.values():
        for key in keys(spoken.who) if spoken.days else ():
            by_name[key].append(spoken)
    names = [name for name, held in by_name.items() if len(held) > 1]
    often = [len(by_name[name]) ** 0.5 for name in names]
    found: list[tuple[Spoken, Spoken]] = []
    while len(found) < DRAWN:
        one = chance.choice(by_name[chance.choices(names, often)[0]])
        name = chance.choice(keys(one.who))
        others = [o for o in by_name[name] if o.article != one.article and o.apart(one) <= paraphrase.DAYS]
        others = [o for o in others if paraphrase.comparable(one, o)]
        others = [o for o in others if same_speaker(one.who, o.who) == "same" and by_words(one, o, "same") is None]
        if others:
            found.append((one, chance.choice(others)))
    return found


if __name__ == "__main__":
    main()
