"""Tagging: windows of word states made into spans by role, the cue each points to, and the layers beside them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from .decode import marginals, viterbi
from .network import FloatArray, Heads, Places, expit, log_softmax
from .windows import Window
from .words import IntArray

SOURCE, CUE, CONTENT = 0, 1, 2
_LINK_WORDS = 24
_LEAST_LINK = 0.001
_SHOWN, _GOES_ON = 0.6, 0.1
"""How sure a cue must be of an untagged source, and how likely a word of it to be of a source (chosen on dev)."""


@dataclass(slots=True)
class Part:
    """A span of one role, in word indices of its article.

    ``sure``: mean probability of its words' tags; ``edge``: the lesser of the probabilities that it starts and
    ends where it does. ``cue``: index of the first word of the cue that it points to, or None where that lies
    outside its window; ``link``: how probable that is; ``links``: the same for every cue that is not out of the question. Of a cue,
    ``links`` holds instead how probable each source (by its first word) is to be its own, and ``link`` that it has none;
    ``begins`` and ``finishes`` hold how probable each word is to be the first or last one of a piece of its content.
    """

    role: int
    start: int
    end: int
    sure: float
    edge: float
    cue: int | None = None
    link: float = 0.0
    links: dict[int, float] = field(default_factory=dict)
    begins: dict[int, float] = field(default_factory=dict)
    finishes: dict[int, float] = field(default_factory=dict)


@dataclass(slots=True)
class Tagged:
    """What the heads say of one window. Arrays have one entry a word; ``head`` and ``antecedent`` index the article's words."""

    start: int
    end: int
    parts: list[Part]
    labels: dict[str, npt.NDArray[np.intp]]
    head: IntArray
    antecedent: IntArray


def tag(windows: list[Window], states: list[FloatArray], heads: Heads) -> list[Tagged]:
    """Run every head over a few windows, of one article or of several."""
    flats = [heads.scores(state[1:]) for state in states]
    grounds = [heads.places(state) for state in states]
    for flat, places in zip(flats, grounds, strict=True):
        flat["tag"] = flat["tag"] + heads.votes(places, flat["tag"])
    lengths = np.array([len(flat["tag"]) for flat in flats], np.int32)
    padded = np.zeros((len(flats), int(lengths.max(initial=0)), len(heads.start)), np.float32)
    for row, flat in enumerate(flats):
        padded[row, : lengths[row]] = flat["tag"]
    best = viterbi(padded, lengths, heads.move, heads.start)
    chances = marginals(padded, lengths, heads.move, heads.start)
    out = []
    for row, (window, places, flat) in enumerate(zip(windows, grounds, flats, strict=True)):
        size = int(lengths[row])
        parts = _spans(best[row, :size], chances[row, :size])
        _link(parts, places, heads)
        _origins(parts, chances[row, :size], places, heads)
        _extents(parts, places, heads)
        parts.sort(key=lambda part: part.start)
        for part in parts:
            part.start += window.start
            part.end += window.start
            part.cue = part.cue + window.start if part.cue is not None else None
            for chances_at in ("links", "begins", "finishes"):
                setattr(part, chances_at, {word + window.start: chance for word, chance in getattr(part, chances_at).items()})
        labels = {name: scores.argmax(1) for name, scores in flat.items() if name != "tag"}
        head, antecedent = _pointers(labels["pos"], places, heads)
        out.append(Tagged(window.start, window.end, parts, labels, head + window.start, antecedent + window.start))
    return out


def _spans(tags: IntArray, chance: FloatArray) -> list[Part]:
    found: list[Part] = []
    start = None
    row = [*tags.tolist(), 0]
    for i, now in enumerate(row):
        if start is not None and now != row[start] + 1:
            found.append(_part(chance, row[start] // 2, start, i))
            start = None
        if now % 2 == 1:
            start = i
    return found


def _part(chance: FloatArray, role: int, start: int, end: int) -> Part:
    begin, inside = 1 + 2 * role, 2 + 2 * role
    own = chance[start:end, inside].copy()
    own[0] = chance[start, begin]
    closed = 1.0 - float(chance[end, inside]) if end < len(chance) else 1.0
    return Part(role, start, end, float(own.mean()), min(float(own[0]), closed))


def _link(parts: list[Part], places: Places, heads: Heads) -> None:
    cues = [part.start for part in parts if part.role == CUE]
    rest = [part for part in parts if part.role != CUE]
    if not cues or not rest:
        return
    rows: list[int] = []
    bounds = []
    for part in rest:
        bounds.append(len(rows))
        rows.extend(range(part.start, part.end, max(1, (part.end - part.start) // _LINK_WORDS)))
    log = log_softmax(heads.pointer("link", places, np.array(rows), np.array([0, *(cue + 1 for cue in cues)])))
    counts = np.diff([*bounds, len(rows)])
    means = np.add.reduceat(log, bounds, 0) / counts[:, None]
    for part, mean in zip(rest, means, strict=True):
        chance = np.exp(mean)
        chance /= chance.sum()
        part.links = {cue: float(c) for cue, c in zip(cues, chance[1:], strict=True) if c > _LEAST_LINK}
        pick = int(chance.argmax()) if part.role == CONTENT else int(chance[1:].argmax()) + 1
        part.cue, part.link = cues[pick - 1] if pick else None, float(chance[pick])


def _origins(parts: list[Part], chance: FloatArray, places: Places, heads: Heads) -> None:
    """Ask each cue for its source, which several cues may share; one that no tag shows is put among the parts."""
    cues = [part for part in parts if part.role == CUE]
    if not cues:
        return
    size = len(chance)
    taken = np.zeros(size, bool)
    for part in parts:
        taken[part.start : part.end] = True
    rows = np.concatenate([np.arange(cue.start, cue.end) for cue in cues])
    log = log_softmax(heads.pointer("origin", places, rows))
    sizes = np.array([cue.end - cue.start for cue in cues])
    means = np.add.reduceat(log, np.cumsum(sizes) - sizes, 0) / sizes[:, None]
    pointed = np.exp(means)
    pointed /= pointed.sum(1, keepdims=True)
    likely = chance[:, 1] + chance[:, 2]
    for row in pointed:
        first = int(row.argmax()) - 1
        if first >= 0 and not taken[first] and row[first + 1] > _SHOWN:
            end = first + 1
            while end < size and not taken[end] and likely[end] > _GOES_ON:
                end += 1
            taken[first:end] = True
            parts.append(Part(SOURCE, first, end, float(likely[first:end].mean()), float(likely[first])))
    sources = [part for part in parts if part.role == SOURCE]
    for cue, row in zip(cues, pointed, strict=True):
        cue.link = float(row[0])
        cue.links = {part.start: float(row[part.start + 1 : part.end + 1].sum()) for part in sources}


def _extents(parts: list[Part], places: Places, heads: Heads) -> None:
    """Ask each cue where its content begins and ends."""
    cues = [part for part in parts if part.role == CUE]
    if not cues:
        return
    rows = np.array([cue.start for cue in cues])
    for name, field_name in (("begin", "begins"), ("finish", "finishes")):
        chance = expit(heads.pointer(name, places, rows))[:, 1:]
        for cue, row in zip(cues, chance, strict=True):
            setattr(cue, field_name, {i: float(row[i]) for i in np.flatnonzero(row > _LEAST_LINK).tolist()})


def _pointers(pos: npt.NDArray[np.intp], places: Places, heads: Heads) -> tuple[IntArray, IntArray]:
    size = len(pos)
    rows = np.arange(size)
    pick = heads.pointer("head", places, rows).argmax(1)
    head = np.where(pick == 0, rows, pick - 1).astype(np.int32)
    antecedent = np.arange(size, dtype=np.int32)
    mentions = np.flatnonzero(heads.mention[pos])
    if len(mentions):
        pick = heads.pointer("antecedent", places, mentions).argmax(1)
        antecedent[mentions] = np.where((pick == 0) | (pick - 1 > mentions), mentions, pick - 1)
    return head, antecedent
