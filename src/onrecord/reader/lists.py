"""Lists: what somebody says in bullets. "The commission recommends:", and below it one point a line.

The network marks the cue and leaves its content out, as points without a verb look like no statement. The layout tells: the cue's line ends in
a colon, and lines that open with a bullet or a number follow.
"""

from __future__ import annotations

import re

import numpy as np

from .attribution import source_of
from .layers import Attribution, Range
from .tagging import CONTENT, CUE, SOURCE, Part
from .words import Words

_BULLET = re.compile(r"(?:[•·▪◦‣*–—-]|\(?(?:\d{1,2}|[a-z])[.)])\s+(?=\S)")
_REACH = 6
"""Words that may stand between the cue and the colon: "asked drivers to:"."""
_MOST = 30
LISTED = 0.7
"""Confidence of such a statement."""


def listed(parts: list[Part], words: Words) -> list[Attribution]:
    """The attributions whose cue has nothing but a list below it. ``parts``: all of the article. Time is linear in their number."""
    if not any(form == ":" for form in words.forms):
        return []
    held = {part.cue for part in parts if part.role == CONTENT}
    taken = sorted(part.start for part in parts if part.role in (CUE, CONTENT))
    sources = {part.start: part for part in parts if part.role == SOURCE}
    found = []
    for cue in parts:
        if cue.role != CUE or cue.start in held:
            continue
        end = int(np.searchsorted(words.paragraph, words.paragraph[cue.end - 1], side="right"))
        if end - cue.end <= _REACH and words.forms[end - 1] == ":" and (points := _points(words, end, taken)):
            origin = source_of(cue, sources)
            source = [(origin[0].start, origin[0].end)] if origin else []
            found.append(Attribution(source, [(cue.start, cue.end)], points, LISTED))
    return found


def _points(words: Words, start: int, taken: list[int]) -> list[Range]:
    """The points of the list that begins at word ``start``, without their bullets and full stops; none that makes a statement itself."""
    points: list[Range] = []
    while start < len(words) and len(points) < _MOST:
        m = _BULLET.match(words.text, int(words.starts[start]))
        end = int(np.searchsorted(words.paragraph, words.paragraph[start], side="right"))
        at = int(np.searchsorted(taken, start))
        if m is None or (at < len(taken) and taken[at] < end):
            break
        first, last = int(np.searchsorted(words.starts, m.end())), end
        while last > first and words.forms[last - 1] in ".;,":
            last -= 1
        if last > first:
            points.append((first, last))
        start = end
    return points
