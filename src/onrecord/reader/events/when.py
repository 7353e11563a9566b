"""When an event takes place, by the times layer: the date that hangs on its trigger, or on the verb that carries it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import chain

from ...record import Time
from ..times.calendar_values import calendar_date
from .triggers import Scene

_CLIMB = 4
"""How many governors up from a date its event is looked for."""
_UNTIMELY = frozenset(["since", "until", "till", "from"])
"""Before a date that bounds what it is said of."""


def dates_of(scene: Scene, found: Sequence[int], times: Sequence[Time], sentences: Sequence[int]) -> dict[int, str]:
    """The date of each trigger that has one, as ``SaidOn.date``. ``sentences``: index of each one's first word."""
    out: dict[int, str] = {}
    if not times:
        return out
    layers = scene.layers
    wanted = set(found)
    starts = layers.words.starts.tolist()
    for time in times:
        day = calendar_date(time.value) if time.kind in ("date", "time") else None
        if day is None:
            continue
        first, last = bisect_right(starts, time.start) - 1, bisect_right(starts, time.end - 1) - 1
        if first < 0 or (first and scene.low[first - 1] in _UNTIMELY):
            continue
        here = bisect_right(sentences, first)
        opening = sentences[here - 1] if here else 0
        closing = sentences[here] if here < len(sentences) else len(scene)
        at = _event_of(scene, first, last, wanted)
        alone = not any(scene.low[w].isalnum() for w in chain(range(opening, first), range(last + 1, closing)))
        # the network's heads may lead into another sentence; of a time alone on its line that is right
        if at is None or not (alone or opening <= at < closing):
            at = _nearest(scene, first, last, found, opening, closing)
        if at is not None and at not in out:
            out[at] = day
    for i in found:
        above = scene.head[i]
        if i in out or above == i:
            continue
        if layers.rel[i] in ("dobj", "nsubjpass") and above in out and layers.pos[i][:2] == "NN":
            out[i] = out[above]
        elif layers.rel[i] == "conj" and above in out and above < i and layers.pos[i][:2] == layers.pos[above][:2]:
            out[i] = out[above]
    for i in list(out):
        if layers.pos[i][:2] == "VB":
            for child in layers.children(i):
                if child in wanted and child not in out and layers.rel[child] in ("dobj", "nsubjpass"):
                    out[child] = out[i]
    return out


def _event_of(scene: Scene, first: int, last: int, wanted: set[int]) -> int | None:
    """The trigger that the words ``first`` to ``last`` of a time hang on; that of the object of a verb that is none itself."""
    layers = scene.layers
    i = next((k for k in range(last, first - 1, -1) if not first <= scene.head[k] <= last), last)
    for _ in range(_CLIMB):
        above = scene.head[i]
        if above == i:
            return None
        i = above
        if i in wanted:
            return i
        if layers.pos[i][:2] == "VB":
            return next((c for c in layers.children(i) if c in wanted and layers.rel[c] in ("dobj", "nsubjpass")), None)
    return None


def _nearest(scene: Scene, first: int, last: int, found: Sequence[int], opening: int, closing: int) -> int | None:
    """The trigger nearest to a time in its sentence, words ``opening`` to ``closing``, with no mark between."""
    k = bisect_right(found, first) - 1
    for j in (k, k + 1):
        if 0 <= j < len(found) and opening <= found[j] < closing:
            i = found[j]
            if scene.owner[i] != scene.owner[first]:
                continue  # "said on Friday that the dam burst": what is said has its own date
            between = scene.low[min(i, last) + 1 : max(i, first)]
            if len(between) <= 8 and not any(w in (",", ";", ".", "(", ")", '"') for w in between):
                return i
    return None
