"""Attribution: the spans and links of one article made into sources, cues and contents that belong together."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from .dialogue import without_lent
from .layers import Attribution, Layers, Range
from .network import Heads
from .tagging import CONTENT, CUE, SOURCE, Part, Tagged
from .words import Words

SOURCED = 0.2
"""How probable a source must be to be taken for a cue's (chosen on dev)."""
_TODAY = frozenset(["today", "yesterday", "tonight"])
_WEEKDAYS = frozenset(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
LINKED = 1.0
"""What the source's own pointing counts beside the cue's (chosen on dev)."""


def join(words: Words, windows: list[Tagged], heads: Heads) -> tuple[list[Part], Layers]:
    """Put the windows of one article together: its spans in order, and its layers."""
    parts: list[Part] = []
    for window in windows:
        for part in window.parts:
            last = parts[-1] if parts else None
            if (
                last is not None
                and last.end == part.start == window.start
                and last.role == part.role
                and words.paragraph[last.end - 1] == words.paragraph[part.start]
            ):
                last.end, last.sure = part.end, min(last.sure, part.sure)  # one span that the window's cut broke
            else:
                parts.append(part)

    def names(key: str) -> list[str]:
        labels = heads.labels[key]
        return [labels[i] for window in windows for i in window.labels[key].tolist()]

    def indices(key: str) -> npt.NDArray[np.int32]:
        return np.concatenate([getattr(window, key) for window in windows]).astype(np.int32)

    layers = Layers(words, names("pos"), names("ner"), names("rel"), indices("head"), indices("antecedent"))
    for part in parts:
        if part.role == SOURCE:
            _without_day(part, layers)
    return parts, layers


def _without_day(part: Part, layers: Layers) -> None:
    """Leave out the day that follows a name ("Mara Lind today announced"), as press releases have it where news says "on Monday"."""
    last, before = part.end - 1, part.end - 2
    if last == part.start or (layers.pos[before] != "NNP" and layers.words.forms[before] != ")"):
        return
    form = layers.words.forms[last]
    if form in _TODAY or (form in _WEEKDAYS and layers.ner[before] == "PERSON"):
        part.end = last


def assemble(parts: list[Part], words: Words) -> list[Attribution]:
    """Make attributions, one a cue, in the order of their contents.

    A content that points to no cue of its window goes on from the statement before it. A cue without any
    content makes no statement.
    """
    cues = {part.start: part for part in parts if part.role == CUE}
    contents: dict[int, list[Part]] = {cue: [] for cue in cues}
    sources = {part.start: part for part in parts if part.role == SOURCE}
    free: list[Part] = []
    for part in parts:
        if part.role == CONTENT:
            (contents[part.cue] if part.cue in cues else free).append(part)
    alone: list[Part] = []
    for part in free:
        before = _before(part, contents, words)
        (contents[before] if before is not None else alone).append(part)
    for cue in cues:
        if not contents[cue]:
            _adopt(cues[cue], contents, words)
    found = [_attribution(cues[cue], source_of(cues[cue], sources), contents[cue]) for cue in cues if contents[cue]]
    found.extend(_attribution(None, None, [part]) for part in alone)
    for attribution in found:
        attribution.cue = [_by_paragraph(cue, words)[0] for cue in attribution.cue]
        attribution.source = [_nearest(_by_paragraph(source, words), attribution.cue) for source in attribution.source]
        pieces = [piece for content in attribution.content for piece in _by_paragraph(content, words)]
        attribution.content = [without_lent(words.text, words.forms, words.starts, *piece) for piece in pieces]
    found.sort(key=lambda a: (a.content[0], a.cue))
    return found


def _nearest(pieces: list[Range], cue: list[Range]) -> Range:
    """The piece next to the cue: what a source has in another paragraph is a headline's, or a headline is what it has in its own."""
    return min(pieces, key=lambda piece: max(piece[0] - cue[0][1], cue[0][0] - piece[1])) if cue else pieces[0]


def _by_paragraph(part: Range, words: Words) -> list[Range]:
    """A range of words cut where paragraphs begin."""
    start, end = part
    inner = words.paragraph[start:end]
    if inner[0] == inner[-1]:
        return [part]
    bounds = [start, *(np.flatnonzero(np.diff(inner)) + start + 1).tolist(), end]
    return list(pairwise(bounds))


def _before(part: Part, contents: dict[int, list[Part]], words: Words) -> int | None:
    """The cue of the nearest content before, in the same paragraph or the one above."""
    best, end = None, -1
    for cue, group in contents.items():
        if cue > part.start + 100:
            break
        for content in group:
            if end < content.end <= part.start:
                best, end = cue, content.end
    if best is None or words.paragraph[part.start] - words.paragraph[end - 1] > 1:
        return None
    return best


def source_of(cue: Part, sources: dict[int, Part]) -> tuple[Part, float] | None:
    """The source that a cue points to, and how probable it is; several cues may share one ("he said ..., adding ...")."""
    best, top = None, SOURCED
    for start, chance in cue.links.items():
        source = sources.get(start)
        if source is not None:
            both = (chance + LINKED * source.links.get(cue.start, 0.0)) / (1 + LINKED)
            if both > top:
                best, top = source, both
    return (best, top) if best is not None else None


def _adopt(cue: Part, contents: dict[int, list[Part]], words: Words) -> None:
    """Give a cue without content the adjoining content that another cue holds besides others of its own."""
    for group in contents.values():
        if len(group) < 2:
            continue
        for content in group:
            gap = max(content.start - cue.end, cue.start - content.end)
            if gap <= 3 and words.paragraph[content.start] == words.paragraph[cue.start]:
                group.remove(content)
                contents[cue.start].append(content)
                return


def _attribution(cue: Part | None, origin: tuple[Part, float] | None, contents: list[Part]) -> Attribution:
    contents = sorted(contents, key=lambda p: p.start)
    source, chance = origin or (None, 0.0)
    begins, finishes = (dict(cue.begins), dict(cue.finishes)) if cue else ({}, {})
    features = {
        "begin": min(begins.pop(p.start, 0.0) for p in contents),
        "finish": min(finishes.pop(p.end - 1, 0.0) for p in contents),
        "other_begin": max(begins.values(), default=0.0),
        "other_finish": max(finishes.values(), default=0.0),
        "length": math.log(sum(p.end - p.start for p in contents)),
        "cue": cue.sure if cue else 0.0,
        "cue_edge": cue.edge if cue else 0.0,
        "content": min(p.sure for p in contents),
        "content_edge": min(p.edge for p in contents),
        "content_link": min(p.link for p in contents),
        "source": source.sure if source else 0.0,
        "source_link": chance,
        "nowhere": cue.link if cue else 0.0,
        "no_source": float(source is None),
        "no_cue": float(cue is None),
        "pieces": float(len(contents)),
    }
    return Attribution(
        [(source.start, source.end)] if source else [],
        [(cue.start, cue.end)] if cue else [],
        [(p.start, p.end) for p in contents],
        0.0,
        features,
    )
