"""How readily people bind themselves, or are told, to do what a verb says: counted in news and press releases without labels.

What follows "vowed to", "plans to", "refused to" is bound; what follows "urged the council to" is told; what follows "would", "may" or
"can" stands for all verbs. The score of a verb is the logarithm of how much more often it stands there than anywhere, doubled, so that the penalty on weights
leaves it room beside clues that are 0 or 1.
"""

from __future__ import annotations

import gzip
import json
import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from onrecord.reader.cues import stem

from . import data

_BOUND = re.compile(
    r"\b(?:vow|pledg|promis|plan|intend|agre|threaten|refus|offer|decid|commit|prepar|determin|resolv|volunteer|declin)\w*\s+"
    r"(?:not\s+)?to\s+(\w+)",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:urg|ask|call|order|told|tell|demand|press|direct|encourag|request|requir|instruct|implor)\w*\s+(?:on\s+|for\s+)?"
    r"(?:\w+\s+){1,6}?to\s+(\w+)",
    re.IGNORECASE,
)
_ANY = re.compile(r"\b(?:will|would|could|may|might|can|[’']ll)\s+(?:not\s+|also\s+|never\s+|have\s+)?(\w+)", re.IGNORECASE)
_PRIOR = 1e-3
"""Share of all counts that each verb is given beforehand, so that rare verbs score near nought."""
_MOST = 4.0
_LEAST = 0.4


def texts(gold: Path, corpora: Path, without: Collection[str]) -> Iterator[str]:
    """Press releases, news, and the train articles of PolNeAR whose names are not in ``without``."""
    for name in ("releases", "wikinews"):
        with gzip.open(corpora / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]
    for path in sorted((gold / "polnear/train/text").glob("*.txt")):
        if path.stem not in without:
            yield data.read_text(path)


def learn(found: Iterable[str]) -> dict[str, list[float]]:
    """Stem of a verb -> its scores for being bound and for being told, from -4 to 4; only those far enough from nought."""
    counts: list[Counter[str]] = [Counter(), Counter(), Counter()]
    for text in found:
        for counter, pattern in zip(counts, (_BOUND, _TOLD, _ANY), strict=True):
            counter.update(stem(m[1]) for m in pattern.finditer(text))
    bound, told, any_ = counts

    def score(counter: Counter[str], verb: str) -> float:
        here = (counter[verb] / counter.total() + _PRIOR) / (any_[verb] / any_.total() + _PRIOR)
        return round(max(-_MOST, min(_MOST, 2 * math.log(here))), 2)

    both = bound + told
    scores = {verb: [score(bound, verb), score(both, verb)] for verb in sorted({*bound, *told, *any_})}
    return {verb: pair for verb, pair in scores.items() if max(map(abs, pair)) >= _LEAST}
