"""The record layer over gold spans: what the speaker, kind and date layers are developed and measured on.

    python -m training.record_layer --gold ../shared/gold --part train

Gold attributions stand in for the network's, and CoreNLP's silver for its syntax, so that a layer is measured alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from onrecord.article import Article
from onrecord.reader import words as W
from onrecord.reader.layers import Attribution, Layers

from . import data


@dataclass
class Document:
    """One article of the record layer: ``rows[i]`` is what a careful reader wrote of ``attributions[i]``."""

    article: Article
    layers: Layers
    attributions: list[Attribution]
    rows: list[dict]


def layers_of(words: W.Words, silver: dict | None, inventory: data.Inventory) -> Layers:
    arrays = data.silver_arrays(words, silver, inventory)

    def names(key: str, labels: list[str], missing: str) -> list[str]:
        return [labels[i] if i >= 0 else missing for i in arrays[key].tolist()]

    own = np.arange(len(words))
    return Layers(
        words,
        names("pos", inventory.pos, "NN"),
        names("ner", inventory.ner, "O"),
        names("rel", inventory.rel, "dep"),
        np.where(arrays["head"] >= 0, arrays["head"], own).astype(np.int32),
        np.where(arrays["antecedent"] >= 0, arrays["antecedent"], own).astype(np.int32),
    )


def documents(gold: Path, part: str) -> Iterator[Document]:
    """Every article of ``part`` that is in the record layer."""
    folder = gold / "polnear" / part
    silver = data.read_silver(gold / f"polnear/silver/{part}.jsonl.gz")
    inventory = data.Inventory.of(silver)
    dates = json.loads((folder / "dates.json").read_text())
    rows: dict[str, dict[str, dict]] = {}
    for line in (folder / "record.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows.setdefault(row["doc"], {})[row["id"]] = row
    for name, by_id in rows.items():
        text = data.read_text(folder / "text" / f"{name}.txt")
        words = W.split(text)
        path = sorted((folder / "attributions").glob(f"{name}_*.ann"))[0]

        def ranges(spans: list[tuple[int, int]], words: W.Words = words) -> list[tuple[int, int]]:
            pairs = (
                (int(np.searchsorted(words.starts, a)), int(np.searchsorted(words.ends, b, side="right"))) for a, b in sorted(spans)
            )
            return [(a, b) for a, b in pairs if a < b]

        kept = [a for a in data.read_attributions(path) if a.id in by_id]
        yield Document(
            Article(id=name, text=text, published=dates.get(name)),
            layers_of(words, silver.get(name), inventory),
            [Attribution(ranges(a.source), ranges(a.cue), ranges(a.content)) for a in kept],
            [by_id[a.id] for a in kept],
        )
