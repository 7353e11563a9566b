"""Events: what an article reports as happened, under way, planned or due.

Verbs and common nouns are weighed as triggers by a logistic regression over clues (``triggers``), fitted by
``training/fit_events.py``; the words that govern a trigger tell its status (``status``), syntax tells who takes part
(``participants``), and their names are found as speakers' names are.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from ...article import SPEAKING_ZONES, Article
from ...record import Event, EventStatus, SaidOn, Span, Speaker, Time
from ..layers import Attribution, Layers, Range
from ..network import MODEL
from ..sentences import sentence_starts
from ..speakers.layer import resolve
from .participants import actor_head, other_head, phrase
from .status import OPEN, is_ability, status_of
from .triggers import CONTENT, CUE, Scene, candidates, clues, particle, scene_of
from .types import demands, type_of
from .when import dates_of
from .words import LIGHT, REPORTING, STATIVE

_FIRST_PERSON = frozenset(["i", "we"])
_LEAST_HEADLINE = 30
"""Words; a first paragraph without a zone that is shorter is taken for the headline."""


@dataclass(slots=True)
class Weights:
    """Weights of clues for a trigger, and the least probability of one."""

    trigger: dict[str, float]
    least: float

    def probability(self, found: Iterable[str]) -> float:
        """How likely a word with these clues names an event."""
        weight = self.trigger.get
        total = 0.0
        for name in found:
            total += weight(name, 0.0)
        return 1 / (1 + math.exp(-total))


@lru_cache(maxsize=4)
def load(folder: Path = MODEL) -> Weights | None:
    """The weights in a model folder's ``events.json``; None where it has none."""
    path = folder / "events.json"
    if not path.exists():
        return None
    raw = json.loads(path.read_text(encoding="utf-8"))
    return Weights(raw["trigger"], raw["least"])


def find(
    article: Article,
    layers: Layers,
    attributions: Sequence[Attribution],
    speakers: Sequence[Speaker | None],
    said: Sequence[SaidOn | None],
    times: Sequence[Time],
    weights: Weights | None = None,
) -> list[Event]:
    """The events of an article, in the order of their triggers.

    ``speakers``, ``said``: who each of ``attributions`` is from and when it was made; the statement that is made of the
    ``k``-th of them has the id ``s{k + 1}``. ``weights``: others than those shipped. Nothing is found without any.
    Time is linear in the length of the article.
    """
    weights = weights or load()
    if weights is None or not len(layers.words):
        return []
    scene = scene_of(layers, list(attributions), headline_end(article, layers))
    spans = [(time.start, time.end) for time in times]
    found = [i for i in triggers(article, scene, weights) if _belongs(scene, i) and not _within(layers, i, spans)]
    if not found:
        return []
    dates = dates_of(scene, found, times, sentence_starts(layers.words))
    statuses = [_dated(status_of(scene, i), dates.get(i), article.published) for i in found]
    kept = [
        (i, status)
        for i, status in zip(found, statuses, strict=True)
        if scene.place[i] != CONTENT or not layers.words.quoted[i] or (status in OPEN and not is_ability(scene, i))
    ]
    names = _names(article, scene, [i for i, _ in kept], attributions, speakers)
    out = []
    for (i, status), (head, actor, other, thing) in zip(kept, names, strict=True):
        owner = scene.owner[i] if scene.place[i] == CONTENT else -1
        day = dates.get(i)
        if day is None and scene.place[i] == CUE:
            made = said[scene.cue_of[i]]
            day = made.date if made else None
        begin, end = int(layers.words.starts[i]), int(layers.words.ends[particle(scene, i)])
        out.append(
            Event(
                trigger=Span.of(article.text, begin, end),
                status=status,
                type=type_of(scene, i, status, head, thing),
                actor=actor,
                other=other if other != actor else None,
                date=day,
                statement=f"s{owner + 1}" if owner >= 0 else None,
            )
        )
    return out


def triggers(article: Article, scene: Scene, weights: Weights) -> list[int]:
    """The words that name an event, in zones that make statements; a verb that only carries one that its object names is none."""
    mute = _mute(article, scene.layers)
    found = [
        i for i in candidates(scene) if not (mute is not None and mute[i]) and weights.probability(clues(scene, i)) >= weights.least
    ]
    carried = set()
    layers = scene.layers
    for i in found:
        above = scene.head[i]
        if layers.pos[i][:2] == "NN" and layers.rel[i] in ("dobj", "nsubjpass") and scene.low[above] in LIGHT:
            carried.add(above)
    return [i for i in found if i not in carried]


def _belongs(scene: Scene, i: int) -> bool:
    """Whether the record is to have a trigger: what a cue only reports is the statement itself, and what merely is no event."""
    if scene.layers.pos[i][:2] != "VB":
        return scene.place[i] != CUE
    if scene.low[i] in STATIVE:
        return False
    return scene.place[i] != CUE or scene.low[i] not in REPORTING or demands(scene, i)


def _within(layers: Layers, i: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a word is part of one of the spans, which are in order."""
    start = int(layers.words.starts[i])
    k = bisect_right(spans, (start, math.inf)) - 1
    return k >= 0 and start < spans[k][1]


def _dated(status: EventStatus, day: str | None, published: str | None) -> EventStatus:
    """What is planned for a date is scheduled."""
    return "scheduled" if status == "planned" and day is not None and day >= (published or "")[: len(day)] else status


def headline_end(article: Article, layers: Layers) -> int:
    """How many words are the headline: by the zones, or a short first paragraph."""
    words = layers.words
    zone = next((zone for zone in article.zones if zone.kind == "headline"), None)
    if zone is not None:
        return int(np.searchsorted(words.starts, zone.end))
    end = int(np.searchsorted(words.paragraph, int(words.paragraph[0]) + 1))
    return end if end < min(_LEAST_HEADLINE, len(words)) else 0


def _mute(article: Article, layers: Layers) -> np.ndarray | None:
    """Which words stand in a zone that makes no statement; None where none does."""
    silent = [zone for zone in article.zones if zone.kind not in SPEAKING_ZONES]
    if not silent:
        return None
    mute = np.zeros(len(layers.words), bool)
    for zone in silent:
        a, b = np.searchsorted(layers.words.starts, [zone.start, zone.end])
        mute[a:b] = True
    return mute


def _names(
    article: Article,
    scene: Scene,
    found: list[int],
    attributions: Sequence[Attribution],
    speakers: Sequence[Speaker | None],
) -> list[tuple[int | None, str | None, str | None, bool]]:
    """For each trigger the head of who acts; who that is and to or with whom, as the article names them; whether it is a thing."""
    asked: list[Attribution] = []
    slots: dict[Range, int] = {}
    plan: list[tuple[int | None, int | str | None, int | str | None]] = []

    def ask(head: int | None, i: int) -> int | str | None:
        if head is None:
            return None
        if scene.low[head] in _FIRST_PERSON:
            speaker = speakers[scene.owner[head]] if scene.owner[head] >= 0 else None
            return speaker.name if speaker else None
        words = phrase(scene, head)
        if words not in slots:
            slots[words] = len(asked)
            asked.append(Attribution([words], [(i, i + 1)], [(i, i + 1)]))
        return slots[words]

    for i in found:
        head = actor_head(scene, i)
        speaker = speakers[scene.cue_of[i]] if scene.place[i] == CUE else None
        who: int | str | None = speaker.name if speaker and speaker.kind not in ("author", "unknown") else ask(head, i)
        plan.append((head, who, ask(other_head(scene, i, head), i)))
    resolved = resolve(article, scene.layers, [*attributions, *asked])[len(attributions) :] if asked else []
    named = [one.name if one and one.kind not in ("author", "unknown") else None for one in resolved]

    def name(slot: int | str | None) -> str | None:
        return named[slot] if isinstance(slot, int) else slot

    def is_thing(slot: int | str | None) -> bool:
        return isinstance(slot, int) and (one := resolved[slot]) is not None and one.kind == "document"

    return [(head, name(who), name(other), is_thing(who)) for head, who, other in plan]
