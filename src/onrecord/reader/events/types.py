"""Types: the PLOVER category of an event, where one fits.

PLOVER (Open Event Data Alliance) sorts what political actors do to one another. A word belongs to a category by what the
category means; the lists were written from that, nothing was fitted. What a verb does to what it names may turn the
category round: to lift a ban yields, to suspend aid punishes; and what is only planned agrees or threatens.
"""

from __future__ import annotations

from ...record import EventStatus
from ..cues import stem
from .plover import COOPERATIVE, FORCEFUL, NOUNS, PHRASES, VERBS, Category
from .status import OPEN
from .triggers import Scene, noun_stem
from .words import LIGHT, NOT_DONE, STOP


def type_of(scene: Scene, i: int, status: EventStatus) -> Category | None:
    """The category of the event that word ``i`` names; None where none fits."""
    if scene.layers.pos[i][:2] == "VB":
        return _verb(scene, i, status)
    return _noun(scene, i, status)


def _verb(scene: Scene, i: int, status: EventStatus) -> Category | None:
    word = stem(scene.low[i])
    after = scene.low[i + 1] if i + 1 < len(scene) else ""
    objects = [c for c in scene.layers.children(i) if scene.layers.rel[c] in ("dobj", "nsubjpass")]
    named = next((kind for c in objects if (kind := _named(scene, c))), None)
    if named is None:
        # "access", "the sale of arms": what the object is of
        inner = [c for o in objects for c in scene.layers.children(o) if scene.layers.rel[c] in ("nmod", "compound", "amod")]
        named = next((kind for c in inner if (kind := _named(scene, c))), None)
    own = PHRASES.get((word, after))
    if own is None and scene.low[i] in STOP and named is not None:
        turned = _turned(named)
        if turned is not None:
            return _planned(turned, status)
    own = own or VERBS.get(word)
    if own is None and scene.low[i] in LIGHT:
        own = named
    if own is None:
        return None
    return _planned(own, status)


def _noun(scene: Scene, i: int, status: EventStatus) -> Category | None:
    own = _named(scene, i)
    if own is None:
        return None
    above = scene.head[i]
    if above != i and scene.layers.rel[i] in ("dobj", "nsubjpass"):
        if scene.low[above] in STOP:
            return _planned(_turned(own) or own, status)
        if scene.low[above] in NOT_DONE:
            return "REJECT" if own in COOPERATIVE else own
    return own


def _named(scene: Scene, i: int) -> Category | None:
    word = scene.low[i]
    if scene.layers.pos[i][:2] != "NN":
        return None
    return NOUNS.get(word) or NOUNS.get(noun_stem(word))


def _turned(named: Category) -> Category | None:
    """What it is to end something of a category."""
    if named in FORCEFUL or named in ("PROTEST", "THREATEN"):
        return "YIELD"
    return "SANCTION" if named in COOPERATIVE else None


def _planned(own: Category, status: EventStatus) -> Category:
    """What is planned, not done: to be ready to help agrees, to be ready to strike threatens."""
    if status == "denied" and own in COOPERATIVE:
        return "REJECT"
    if status in OPEN and own in COOPERATIVE:
        return "AGREE"
    if status in OPEN and own in FORCEFUL and own != "MOBILIZE":
        return "THREATEN"
    return own
