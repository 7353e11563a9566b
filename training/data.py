"""PolNeAR and its silver layers as arrays over the reader's own words."""

from __future__ import annotations

import collections
import gzip
import json
import random
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from onrecord.reader import words as W
from onrecord.reader.quotations import quotation_state
from onrecord.reader.windows import Pieces, cut

ROLES = ("source", "cue", "content")
TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
IGNORE = -100
NOWHERE = 10**9
"""A pointer to what is not in the text."""


@dataclass
class Attribution:
    """One gold attribution: (start, end) offsets of its spans, by role."""

    id: str
    source: list[tuple[int, int]] = field(default_factory=list)
    cue: list[tuple[int, int]] = field(default_factory=list)
    content: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class Example:
    """One article as one annotator read it. Arrays have one entry a word."""

    name: str
    words: W.Words
    tags: np.ndarray
    link: np.ndarray  # word index of the cue that a source or content word belongs to, IGNORE elsewhere
    origin: np.ndarray  # word index of the source that a cue word's attribution has, NOWHERE for none, IGNORE elsewhere
    extents: np.ndarray  # (pieces of content, 4): word ranges of the cue and of the piece
    silver: dict[str, np.ndarray]


def read_attributions(path: Path) -> list[Attribution]:
    """The attributions of one brat standoff file, in order."""
    entities: dict[str, list[tuple[int, int]]] = {}
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) < 2:
            continue
        if line[0] == "T":
            _, _, where = cells[1].partition(" ")
            pairs = [tuple(map(int, p.split())) for p in where.split(";")]
            entities[cells[0]] = [(a, b) for a, b in pairs]
        elif line[0] == "E":
            attribution = Attribution(cells[0])
            for part in cells[1].split():
                role, _, target = part.partition(":")
                if role.lower() in ROLES and target in entities:
                    getattr(attribution, role.lower()).extend(entities[target])
            if attribution.content:
                found.append(attribution)
    return found


def read_text(path: Path) -> str:
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def label(words: W.Words, attributions: list[Attribution]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Tags, links and origins of every word, and extents. Attributions may share a source; its link is then to the last one's cue."""
    extents: list[tuple[int, int, int, int]] = []
    tags = np.zeros(len(words), np.int64)
    link = np.full(len(words), IGNORE, np.int64)
    origin = np.full(len(words), IGNORE, np.int64)

    def cover(span: tuple[int, int]) -> tuple[int, int]:
        return (
            int(np.searchsorted(words.starts, span[0])),
            int(np.searchsorted(words.ends, span[1], side="right")),
        )

    for attribution in attributions:
        cue = None
        for span in sorted(attribution.cue):
            a, b = cover(span)
            if a < b and cue is None:
                cue = a
        for role_index, role in enumerate(ROLES):
            for span in getattr(attribution, role):
                a, b = cover(span)
                if a >= b:
                    continue
                tags[a:b] = 2 + 2 * role_index
                tags[a] = 1 + 2 * role_index
                if role != "cue" and cue is not None:
                    link[a:b] = cue
        starts = [a for a, b in map(cover, sorted(attribution.source)) if a < b]
        for span in attribution.cue:
            a, b = cover(span)
            origin[a:b] = starts[0] if starts else NOWHERE
            extents.extend((a, b, *piece) for piece in map(cover, attribution.content) if a < b and piece[0] < piece[1])
    return tags, link, origin, np.array(extents, np.int64).reshape(-1, 4)


def read_silver(path: Path) -> dict[str, dict]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return {row["doc"]: row for row in map(json.loads, file)}


@dataclass
class Inventory:
    """The label sets of the silver layers, most frequent first, index 0 kept for "other"."""

    pos: list[str]
    ner: list[str]
    rel: list[str]

    @classmethod
    def of(cls, silver: dict[str, dict]) -> Inventory:
        pos, ner, rel = collections.Counter(), collections.Counter(), collections.Counter()
        for row in silver.values():
            for sentence in row["sentences"]:
                pos.update(t[3] for t in sentence["tokens"])
                ner.update(t[4] for t in sentence["tokens"])
                rel.update(r for _, r in sentence["heads"])
        pick = lambda c, least: [x for x, n in sorted(c.items(), key=lambda kv: (-kv[1], kv[0])) if n >= least]  # noqa: E731
        return cls(pick(pos, 50), pick(ner, 50), pick(rel, 50))


def silver_arrays(words: W.Words, row: dict | None, inventory: Inventory) -> dict[str, np.ndarray]:
    """Part of speech, entity, relation, head word and antecedent word of each word; IGNORE where unknown.

    ``head`` of a sentence's root is the word itself; so is ``antecedent`` of a first mention.
    """
    n = len(words)
    out = {k: np.full(n, IGNORE, np.int64) for k in ("pos", "ner", "rel", "head", "antecedent")}
    if row is None:
        return out
    index = {k: {x: i for i, x in enumerate(getattr(inventory, k))} for k in ("pos", "ner", "rel")}

    def word_at(offset: int) -> int:
        return int(np.searchsorted(words.starts, offset, side="right")) - 1

    for sentence in row["sentences"]:
        tokens, heads = sentence["tokens"], sentence["heads"]
        at = [word_at(t[0]) for t in tokens]
        done = set()
        for i, token in enumerate(tokens):
            w = at[i]
            if w < 0 or w in done or w >= n:
                continue
            done.add(w)
            out["pos"][w] = index["pos"].get(token[3], IGNORE)
            out["ner"][w] = index["ner"].get(token[4], IGNORE)
            if i < len(heads):
                h, relation = heads[i]
                out["rel"][w] = index["rel"].get(relation, IGNORE)
                target = at[h - 1] if h > 0 else w
                out["head"][w] = target if 0 <= target < n else IGNORE
            # the pieces of one token ("didn", "'", "t" or "U", ".", "S", ".") hang on its first word
            stop = token[1]
            follow = w + 1
            while follow < n and words.ends[follow] <= stop:
                if follow not in done:
                    out["head"][follow] = w
                    out["ner"][follow] = out["ner"][w]
                follow += 1
    names = {index["pos"][p] for p in ("NNP", "NNPS", "PRP", "PRP$", "NN", "NNS") if p in index["pos"]}
    free = np.isin(out["pos"], list(names)) & (out["rel"] != index["rel"].get("compound", -1))
    out["antecedent"][free] = np.flatnonzero(free)
    for chain in row.get("coref", []):
        mentions = sorted({word_at(m[2]) for m in chain})
        for before, after in zip([mentions[0], *mentions], mentions, strict=False):
            if 0 <= after < n:
                out["antecedent"][after] = before
    return out


def load(
    gold: Path, part: str, silver: dict[str, dict], inventory: Inventory, limit: int | None = None
) -> dict[str, list[Example]]:
    """Article name -> one Example an annotator."""
    folder = gold / "polnear" / part
    examples: dict[str, list[Example]] = {}
    for path in sorted((folder / "text").glob("*.txt"))[:limit]:
        name = path.stem
        words = W.split(read_text(path))
        layers = silver_arrays(words, silver.get(name), inventory)
        for annotation in sorted((folder / "attributions").glob("*.ann")):
            if annotation.stem.rpartition("_")[0] == name:
                examples.setdefault(name, []).append(Example(name, words, *label(words, read_attributions(annotation)), layers))
    return examples


STRAIGHT = {"“": '"', "”": '"', "’": "'", "‘": "'", "«": '"', "»": '"', "„": '"'}


@dataclass
class Batch:
    """Padded windows. ``first``, ``mask`` and the targets are (windows, words); ids are (windows, pieces)."""

    ids: np.ndarray
    layout: np.ndarray
    attention: np.ndarray
    first: np.ndarray
    mask: np.ndarray
    tags: np.ndarray
    link: np.ndarray  # index of the target word in the window, counted from 1; 0 where it lies outside
    origin: np.ndarray
    begin: (
        np.ndarray
    )  # (windows, words, words): whether a piece of the content of the cue that the row stands in begins at the column
    finish: np.ndarray  # the same for its last word
    silver: dict[str, np.ndarray]
    where: list[tuple[str, int, int]]


@dataclass
class _Window:
    name: str
    start: int
    end: int
    ids: list[int]
    layout: list[int]
    first: list[int]
    targets: dict[str, np.ndarray]
    extents: np.ndarray  # as in Example, but from the window's start


def _alter(example: Example, rng: random.Random) -> Example:
    """The same article as another outlet might print it: straight marks, a mark lost, no paragraphs."""
    words = example.words
    if rng.random() < 0.3:
        forms = [STRAIGHT.get(f, f) for f in words.forms]
        words = W.Words(words.text, forms, words.starts, words.ends, words.paragraph, words.quoted, words.layout)
    if rng.random() < 0.04:
        words = W.Words(words.text, words.forms, words.starts, words.ends, words.paragraph, words.quoted, words.layout & ~8)
    marks = [i for i, f in enumerate(words.forms) if f in '"“”']
    keep = np.ones(len(words), bool)
    if marks and rng.random() < 0.08:
        keep[rng.sample(marks, min(len(marks), rng.randint(1, 3)))] = False
    if keep.all():
        return Example(example.name, words, example.tags, example.link, example.origin, example.extents, example.silver)
    # a lost mark changes what the layout says of the words after it
    first = np.ones(len(words), bool)
    first[1:] = words.paragraph[1:] != words.paragraph[:-1]
    kept = np.flatnonzero(keep)
    to_new = np.full(len(words), IGNORE, np.int64)
    to_new[kept] = np.arange(len(kept))
    forms = [words.forms[i] for i in kept]
    starts, ends, paragraph = words.starts[kept], words.ends[kept], words.paragraph[kept]
    new_first = np.ones(len(kept), bool)
    new_first[1:] = paragraph[1:] != paragraph[:-1]
    quoted = quotation_state(words.text, forms, starts, ends, new_first)
    layout = (words.layout[kept] & ~(4 + 8)) + 4 * quoted + 8 * new_first
    moved = W.Words(words.text, forms, starts, ends, paragraph, quoted, layout.astype(np.int32))

    def follow(pointers: np.ndarray) -> np.ndarray:
        p = pointers[kept]
        return np.where((p >= 0) & (p < NOWHERE), to_new[np.where((p >= 0) & (p < NOWHERE), p, 0)], p)

    tags = example.tags.copy()
    lost = np.flatnonzero(~keep)
    for i in lost:  # the span goes on at the next word
        if i + 1 < len(tags) and tags[i] % 2 == 1 and tags[i + 1] == tags[i] + 1:
            tags[i + 1] = tags[i]
    silver = {k: (follow(v) if k in ("head", "antecedent") else v[kept]) for k, v in example.silver.items()}
    extents = np.searchsorted(kept, example.extents)
    return Example(example.name, moved, tags[kept], follow(example.link), follow(example.origin), extents, silver)


def windows(
    example: Example, pieces: Pieces, limit: int, first_limit: int | None = None, hidden: Collection[int] = ()
) -> list[_Window]:
    """The windows of an article; the words in ``hidden`` are replaced by [MASK], a piece for a piece."""
    ids = pieces(example.words.forms)
    for i in hidden:
        ids[i] = (pieces.mask,) * len(ids[i])
    sizes = np.fromiter(map(len, ids), np.int32, len(ids))
    out = []
    for start, end in cut(sizes, example.words.paragraph, limit, first_limit):
        flat, layout, first = [pieces.cls], [0], []
        for i in range(start, end):
            first.append(len(flat))
            flat.extend(ids[i])
            layout.extend([int(example.words.layout[i])] * len(ids[i]))
        flat.append(pieces.sep)
        layout.append(0)

        def local(pointers: np.ndarray, start: int = start, end: int = end) -> np.ndarray:
            p = pointers[start:end]
            inside = (p >= start) & (p < end)
            return np.where(p < 0, IGNORE, np.where(inside, p - start + 1, 0))

        tags = example.tags[start:end].copy()
        if tags[0] and tags[0] % 2 == 0:
            tags[0] -= 1  # a span that the cut broke begins anew
        targets = {"tags": tags, "link": local(example.link), "origin": local(example.origin)}
        for key, value in example.silver.items():
            targets[key] = local(value) if key in ("head", "antecedent") else value[start:end]
        out.append(_Window(example.name, start, end, flat, layout, first, targets, example.extents - start))
    return out


def collate(group: list[_Window]) -> Batch:
    length = max(len(w.ids) for w in group)
    n_words = max(len(w.first) for w in group)

    def pad(rows: list, size: int, fill: int) -> np.ndarray:
        out = np.full((len(rows), size), fill, np.int64)
        for i, row in enumerate(rows):
            out[i, : len(row)] = row
        return out

    targets = {k: pad([w.targets[k] for w in group], n_words, IGNORE) for k in group[0].targets}
    mask = pad([np.ones(len(w.first)) for w in group], n_words, 0).astype(bool)
    tags = np.where(mask, targets.pop("tags"), 0)
    begin = np.zeros((len(group), n_words, n_words), np.float32)
    finish = np.zeros_like(begin)
    for row, window in enumerate(group):
        size = len(window.first)
        for cue, cue_end, start, end in window.extents.tolist():
            rows = slice(max(cue, 0), max(min(cue_end, size), 0))
            if 0 <= start < min(end, size):
                begin[row, rows, start] = 1
            if max(start, 0) < end <= size:
                finish[row, rows, end - 1] = 1
    return Batch(
        pad([w.ids for w in group], length, 0),
        pad([w.layout for w in group], length, 0),
        pad([np.ones(len(w.ids)) for w in group], length, 0),
        pad([w.first for w in group], n_words, 0),
        mask,
        tags,
        targets.pop("link"),
        targets.pop("origin"),
        begin,
        finish,
        targets,
        [(w.name, w.start, w.end) for w in group],
    )


def batches(
    examples: dict[str, list[Example]],
    pieces: Pieces,
    rng: random.Random,
    limit: int,
    pieces_a_batch: int,
    alter: bool = True,
    masked: float = 0.0,
) -> list[Batch]:
    """One epoch: each article once, as one of its annotators read it, cut at random places, windows of like length together.

    ``masked``: share of words hidden from the network in every second article.
    """
    pool: list[_Window] = []
    for versions in examples.values():
        example = rng.choice(versions)
        if alter:
            example = _alter(example, rng)
        hidden = [i for i in range(len(example.words)) if rng.random() < masked] if alter and rng.random() < 0.5 else []
        pool.extend(windows(example, pieces, limit, rng.randint(limit // 4, limit) if alter else None, hidden))
    rng.shuffle(pool)
    pool.sort(key=lambda w: len(w.ids) // 32)
    groups: list[list[_Window]] = []
    group: list[_Window] = []
    for window in pool:
        longest = max([len(window.ids), *(len(w.ids) for w in group)])
        if group and longest * (len(group) + 1) > pieces_a_batch:
            groups.append(group)
            group = []
        group.append(window)
    if group:
        groups.append(group)
    rng.shuffle(groups)
    return [collate(g) for g in groups]
