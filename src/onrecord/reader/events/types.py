"""Types: the PLOVER category of an event, where one fits.

PLOVER (Open Event Data Alliance) sorts what political actors do to one another. A word belongs to a category by what the
category means; the lists were written from that, nothing was fitted. What a verb does to what it names may turn the
category round: to lift a ban yields, to suspend aid punishes; and what is only planned agrees, threatens or is demanded.
"""

from __future__ import annotations

from ...record import EventStatus, EventType
from ..cues import stem
from .plover import COOPERATIVE, FORCEFUL, NOUNS, PHRASES, VERBS
from .status import OPEN, helpers_of
from .triggers import Scene, noun_stem
from .words import BUILDING_UP, LIGHT, MUST, NATURAL, NOT_DONE, ROADS, STOP, TRYING

_OBJECTS = ("dobj", "nsubjpass")
_LEADING = frozenset[EventType](["DEMAND", "THREATEN", "REJECT", "AGREE"])
"""Categories of verbs that are those of what they are about, too: to demand that somebody helps is no help."""


def type_of(scene: Scene, i: int, status: EventStatus, actor: int | None, by_thing: bool) -> EventType | None:
    """The category of the event that word ``i`` names; None where none fits.

    ``actor``: the head of the words that name who acts; ``by_thing``: whether that is a thing, which can only do harm.
    """
    found = _verb(scene, i, status) if scene.layers.pos[i][:2] == "VB" else _noun(scene, i, status)
    natural = actor is not None and noun_stem(scene.low[actor]) in NATURAL
    if natural or (by_thing and found not in FORCEFUL):
        return None
    return found


def _verb(scene: Scene, i: int, status: EventStatus) -> EventType | None:
    layers, word = scene.layers, scene.low[i]
    objects = [c for c in layers.children(i) if layers.rel[c] in _OBJECTS]
    named = next((kind for c in objects if (kind := _named(scene, c))), None)
    if named is None:
        # "the sale of arms", "oil embargo": what the object is of
        inner = [c for o in objects for c in layers.children(o) if layers.rel[c] in ("nmod", "compound", "amod")]
        named = next((kind for c in inner if (kind := _named(scene, c))), None)
    own = PHRASES.get((stem(word), scene.low[i + 1] if i + 1 < len(scene) else ""))
    if own is None and word in STOP and named is not None:
        own = _turned(named)
    if own is None and word in BUILDING_UP and named == "MOBILIZE":
        own = "MOBILIZE"
    if own is None and word.startswith("block") and any(scene.low[c] in ROADS for c in objects):
        own = "PROTEST"
    if own is None and demands(scene, i):
        own = "DEMAND"
    own = own or VERBS.get(stem(word)) or (named if word in LIGHT else None)
    return _meant(scene, i, own, status) if own else None


def demands(scene: Scene, i: int) -> bool:
    """Whether a verb that may only report demands something here: "called for talks", "asked the council to vote"."""
    after = scene.low[i + 1] if i + 1 < len(scene) else ""
    word = stem(scene.low[i])
    if word == "ask":
        return after == "for" or any(scene.layers.rel[c] == "xcomp" for c in scene.layers.children(i))
    return PHRASES.get((word, after)) == "DEMAND"


def _noun(scene: Scene, i: int, status: EventStatus) -> EventType | None:
    own = _named(scene, i)
    above = scene.head[i]
    if own is None or above == i or scene.layers.rel[i] not in _OBJECTS or scene.layers.pos[above][:2] != "VB":
        return own
    if scene.low[above] in STOP:
        return _meant(scene, above, _turned(own) or own, status)
    if scene.low[above] in NOT_DONE:
        return "REJECT" if own in COOPERATIVE else own
    if scene.low[above] in LIGHT:
        return _meant(scene, above, own, status)
    return own


def _named(scene: Scene, i: int) -> EventType | None:
    if scene.layers.pos[i][:2] != "NN":
        return None
    return NOUNS.get(scene.low[i]) or NOUNS.get(noun_stem(scene.low[i]))


def _turned(named: EventType) -> EventType | None:
    """What it is to end something of a category."""
    if named in FORCEFUL or named in ("PROTEST", "THREATEN"):
        return "YIELD"
    return "SANCTION" if named in COOPERATIVE else None


def _meant(scene: Scene, i: int, own: EventType, status: EventStatus) -> EventType:
    """What is not done but demanded, threatened or offered, by the words that govern the verb ``i``."""
    above = scene.head[i]
    if above != i and scene.layers.rel[i] in ("xcomp", "ccomp", "acl", "advcl") and "to" in helpers_of(scene, i):
        if scene.low[above] in TRYING:
            return own
        leading = VERBS.get(stem(scene.low[above]))
        if leading in _LEADING and scene.layers.rel[i] in ("xcomp", "ccomp"):
            return leading
    if own in COOPERATIVE and any(word in MUST for word in helpers_of(scene, i)):
        return "DEMAND"
    if status == "denied" and own in COOPERATIVE:
        return "REJECT"
    if status in OPEN and own in COOPERATIVE:
        return "AGREE"
    if status in OPEN and own in FORCEFUL and own != "MOBILIZE":
        return "THREATEN"
    return own
