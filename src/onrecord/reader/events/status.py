"""Status: whether an event has occurred, goes on, is planned, has its date, hangs on a condition, or is denied."""

from __future__ import annotations

from ...record import EventStatus
from .triggers import CONTENT, Scene
from .words import (
    BE,
    BEGIN,
    CANCELLING,
    CEASING,
    CONDITIONS,
    DONE,
    FUTURE_ADJECTIVES,
    GO_ON,
    HAPPENING,
    HAVE,
    MAYBE,
    NEGATIONS,
    NOT_DONE,
    ONGOING_ADJECTIVES,
    PLANNING,
    POSSIBLY,
    POSTPONING,
    SCHEDULING,
    STATES,
    WILL,
)

_DEPTH = 6
"""How many governors up an event is judged by."""
_HELPING = frozenset(["aux", "auxpass", "cop", "neg", "mark", "advmod"])
OPEN: frozenset[EventStatus] = frozenset(["planned", "scheduled", "conditional"])
"""What has not come about yet."""


def status_of(scene: Scene, i: int, depth: int = _DEPTH) -> EventStatus:
    """The status of the event that word ``i`` names, by the words it is governed by; dates are not looked at."""
    return _verb(scene, i, depth) if scene.layers.pos[i][:2] in ("VB", "MD") else _noun(scene, i, depth)


def _verb(scene: Scene, i: int, depth: int) -> EventStatus:
    layers, low = scene.layers, scene.low
    tag, rel = layers.pos[i], layers.rel[i]
    above = scene.head[i] if scene.head[i] != i else -1
    helpers = helpers_of(scene, i)
    bare = not any(h in BE or h in HAVE or h in WILL or h in MAYBE or h == "to" for h in helpers)
    if rel == "conj" and bare and above >= 0 and depth and above < i and layers.pos[above] == tag and tag in ("VB", "VBN", "VBG"):
        inherited = _verb(scene, above, depth - 1)
        return "denied" if any(h in NEGATIONS for h in helpers) else inherited
    if any(h in NEGATIONS for h in helpers) or _nobody(scene, i):
        return "denied"
    if any(h in CONDITIONS for h in helpers):
        return "conditional"
    if any(h in WILL for h in helpers):
        return "conditional" if _hangs(scene, i) else "planned"
    if "would" in helpers or "d" in helpers:
        reported = scene.place[i] == CONTENT and not layers.words.quoted[i]
        perfect = "have" in helpers
        return "planned" if reported and not perfect and not _hangs(scene, i) else "conditional"
    if any(h in MAYBE for h in helpers):
        return "conditional"
    if "to" in helpers and (tag in ("VB", "VBP", "NN") or "be" in helpers):
        return _infinitive(scene, i, above, depth)
    if tag == "VBG":
        if any(h in BE for h in helpers):
            return "ongoing"
        if above >= 0 and low[above] in GO_ON and rel in ("xcomp", "dobj", "ccomp"):
            return "ongoing"
        if above >= 0 and low[above] in NOT_DONE | CEASING and rel in ("xcomp", "dobj", "ccomp", "advcl"):
            return "denied"
        if above >= 0 and depth and rel in ("advcl", "xcomp", "acl", "ccomp", "conj", "dobj", "nmod") and _led(scene, i):
            over = status_of(scene, above, depth - 1)
            return over if over in OPEN else "planned" if low[above] in PLANNING else "occurred"
        return "occurred"
    if tag in ("VBZ", "VBP") and rel == "advcl" and depth and _timed(scene, i) and _verb(scene, above, depth - 1) in OPEN:
        return "planned"
    if tag in ("VBZ", "VBP") and low[i] in STATES and i >= scene.headline_end:
        return "ongoing"
    return "occurred"


def _timed(scene: Scene, i: int) -> bool:
    """Whether a clause only tells when: "before the ferry sails"."""
    return any(scene.low[c] in ("when", "before", "after", "until", "once", "as") for c in scene.layers.children(i) if c < i)


def _led(scene: Scene, i: int) -> bool:
    """Whether no preposition of time leads to a gerund."""
    before = scene.low[i - 1] if i else ""
    return before not in ("after", "since", "before", "by", "from", "despite")


def helpers_of(scene: Scene, i: int) -> list[str]:
    """The words before a verb that help it: auxiliaries, modal verbs, negations, "to", what leads its clause."""
    layers = scene.layers
    own = [scene.low[c] for c in layers.children(i) if layers.rel[c] in _HELPING and c < i]
    return own + _shortly_before(scene, i)


def _shortly_before(scene: Scene, i: int) -> list[str]:
    """Helping words right before a verb that the parser may hang elsewhere."""
    low, out = scene.low, []
    for k in range(i - 1, max(-1, i - 5), -1):
        word = low[k]
        if word in BE or word in HAVE or word in WILL or word in MAYBE or word in NEGATIONS or word == "to":
            if word == "s" or word == "going":
                continue
            out.append(word)
        elif scene.layers.pos[k] not in ("RB", "MD") and word not in ("’", "'"):
            break
        if word == "to":
            break
    return out


def _nobody(scene: Scene, i: int) -> bool:
    """Whether the subject or object says that there is none: "no agreement was reached"."""
    layers = scene.layers
    for child in layers.children(i):
        if layers.rel[child] in ("nsubj", "nsubjpass", "dobj"):
            if scene.low[child] in ("nobody", "none", "nothing"):
                return True
            if any(scene.low[c] == "no" for c in layers.children(child) if layers.rel[c] in ("neg", "det")):
                return True
    return False


def _hangs(scene: Scene, i: int) -> bool:
    """Whether a condition hangs on the verb: "will sail if the harbour opens"."""
    layers = scene.layers
    return any(
        layers.rel[c] == "advcl"
        and any(scene.low[m] in CONDITIONS for m in layers.children(c) if layers.rel[m] in ("mark", "advmod"))
        for c in layers.children(i)
    )


def is_ability(scene: Scene, i: int) -> bool:
    """Whether a verb only tells what somebody can do."""
    return any(word in ("can", "could", "cannot", "couldn") for word in _shortly_before(scene, i))


def _infinitive(scene: Scene, i: int, above: int, depth: int) -> EventStatus:
    """What "to" and a verb hang on tells."""
    low = scene.low
    near = [low[k] for k in range(max(0, i - 4), i)]
    governors = ([low[above]] if above >= 0 and above < i else []) + near
    if any(g in NOT_DONE for g in governors):
        return "denied"
    if any(g in SCHEDULING for g in governors):
        return "scheduled"
    if above >= 0 and above < i and depth and scene.layers.rel[i] in ("xcomp", "ccomp"):
        over = status_of(scene, above, depth - 1)
        if over == "denied" or over == "conditional":
            return over
        if low[above] in DONE and low[above] not in PLANNING:
            return "ongoing" if low[above] in GO_ON else over
    return "planned"


def _noun(scene: Scene, i: int, depth: int) -> EventStatus:
    layers, low = scene.layers, scene.low
    for child in layers.children(i):
        word = low[child]
        if layers.rel[child] in ("neg", "det") and word == "no":
            return "denied"
        if layers.rel[child] in ("amod", "compound", "acl"):
            if word in SCHEDULING and word != "planned" and word != "set":
                return "scheduled"
            if word in FUTURE_ADJECTIVES:
                return "planned"
            if word in POSSIBLY:
                return "conditional"
            if word in CANCELLING:
                return "denied"
            if word in ONGOING_ADJECTIVES:
                return "ongoing"
    above = scene.head[i] if scene.head[i] != i else -1
    if above < 0 or not depth:
        return "occurred"
    rel = layers.rel[i]
    over = low[above]
    if i and low[i - 1] == "under":
        return "ongoing"
    if layers.pos[above][:2] == "VB":
        if rel in ("nsubjpass", "nsubj") and over in SCHEDULING:
            return "scheduled"
        if rel == "nsubj" and (over in BEGIN or over in HAPPENING):
            return _verb(scene, above, depth - 1)
        if rel in ("dobj", "nsubjpass") and over in CANCELLING and _verb(scene, above, depth - 1) != "denied":
            return "denied"
        if rel in ("dobj", "nsubjpass") and (
            over in POSTPONING or (over in ("put", "puts") and low[above + 1 : above + 2] == ["off"])
        ):
            return "planned"
        if rel in ("dobj", "nsubjpass"):
            status = _verb(scene, above, depth - 1)
            if status in OPEN or status == "denied":
                return status
            if over in PLANNING:
                return "planned"
            return "ongoing" if over in GO_ON else "occurred"
        if rel == "nmod" and over in PLANNING and _case_of(scene, i) in ("for", "to", "on"):
            return "planned"
        if rel == "nmod" and _case_of(scene, i) in ("to", "for"):
            status = _verb(scene, above, depth - 1)
            return status if status in OPEN else "occurred"
        return "occurred"
    if rel == "conj":
        return _noun(scene, above, depth - 1)
    if rel in ("nmod", "acl") and over in PLANNING:
        return "planned"
    if rel == "compound" and over in ("plan", "plans", "proposal", "proposals"):
        return "planned"
    return "occurred"


def _case_of(scene: Scene, i: int) -> str:
    return next((scene.low[c] for c in scene.layers.children(i) if scene.layers.rel[c] == "case"), "")
