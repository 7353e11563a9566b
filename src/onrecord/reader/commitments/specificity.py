"""Specificity: whether a commitment names an action that could be checked, a measure, and a deadline.

Whoever follows a pledge up must be able to say one day that it was kept or broken; political science calls such pledges specific or
testable (Royed 1996). Each part is decided by words alone, and says nothing about whether the commitment is wise or likely.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ...record import Deadline, Figure, Span, Specificity, Time
from ..wordlists import word_set
from .actions import Action
from .clauses import Clauses

_LEADING = word_set("continue begin start keep try able willing ready going help seek aim refuse want plan intend prepare need")
"""What leads to the verb that tells the deed: "continue to pay"."""
_VAGUE = word_set(
    "work try fight look consider think ensure address focus improve stand strive see deal handle care protect respect defend promote pursue "
    "push remain stay tackle oppose support encourage foster listen understand explore want like hope strengthen fix solve change lead "
    "unite serve represent honor honour know learn remember reform boost enhance win succeed hold act behave move live engage struggle "
    "advance confront combat counter challenge empower secure evaluate reconsider rethink prioritize prioritise champion advocate love hear "
    "feel believe accept embrace trust emphasize wait watch enjoy get be have do talk speak become happen look rely depend benefit "
    "cooperate co-operate care matter worry mean resist restore revive rebuild step follow react respond monitor assess figure ignore undermine waste "
    "welcome demonstrate"
)
"""Verbs that say how somebody will stand to a thing, or what they are after, rather than what they will do."""
_LIGHT = word_set("make take give put go come bring let set run keep show offer provide create use play turn pull hold get have do")
"""Verbs that say what is done only with their noun."""
_VAGUE_NOUNS = word_set(
    "thing things something anything everything nothing step steps action actions measure measures way ways difference best effort efforts "
    "sure look progress care time part place attention priority priorities change changes reform reforms issue issues problem problems "
    "interest interests right job work lot people case point end position side support help account consideration seriously advantage "
    "opportunity opportunities charge lead role focus stand path direction conversation dialogue environment unity calm restraint values"
)
_POINTING = word_set("sure certain it that this what so them everything anything something")
"""Right after a light verb: the words do not say what is done."""
_ALONE = word_set(
    "resign vote strike withdraw quit testify leave retire abstain concede apologize apologise appeal sue attend return debate go adjourn "
    "campaign recuse surrender emigrate protest veto sign abdicate disband dissolve step drop pay meet"
)
"""Verbs that tell a deed without an object."""
_PARTICLES = {
    "step": ("down", "aside"),
    "drop": ("out",),
    "stand": ("down", "aside", "trial"),
    "run": ("for", "again"),
    "go": ("to",),
}
"""A verb and the word after it that together tell a deed."""


def specificity(
    c: Clauses,
    action: Action,
    span: Span,
    due: Deadline | None,
    times: Sequence[Time],
    figures: Sequence[Figure] | None,
) -> Specificity:
    """What a commitment lets a reader check.

    ``action`` and ``c``: how its course of action was found; ``span``: its words; ``due``: its deadline. ``times`` and ``figures``
    are the article's, in order; ``figures`` is None where they were not read, and so is then ``measure``.
    """
    return Specificity(
        action=_is_deed(c, action),
        measure=None if figures is None else _within(figures, span.start, span.end),
        deadline=due is not None and (due.date is not None or _within(times, due.start, due.end)),
    )


def _within(items: Sequence[Figure] | Sequence[Time], start: int, end: int) -> bool:
    """Whether one of ``items``, which are in order, lies within ``start`` to ``end``."""
    k = bisect_left(items, start, key=lambda item: item.start)
    return k < len(items) and items[k].end <= end


def _is_deed(c: Clauses, action: Action) -> bool:
    """Whether the verb phrase tells a deed that somebody could have been seen to do, or not to do."""
    k, end = action.start, action.end
    if action.form.endswith("nominal"):
        head = _nominal_head(c, k, end)
        return head >= 0 and c.low[head] not in _VAGUE_NOUNS
    k = _skip(c, k, end)
    while k + 1 < end and _base(c.low[k]) in _LEADING:
        inner = _skip(c, k + 1, end)
        if inner < end and c.low[inner] == "to":
            inner = _skip(c, inner + 1, end)
        if inner >= end or c.pos[inner][:2] != "VB":
            break
        k = inner
    if c.low[k] == "be":
        inner = _skip(c, k + 1, end)
        if inner >= end or c.pos[inner] not in ("VBN", "VBD", "VBG"):
            return False
        return _base(c.low[inner]) not in _VAGUE and (c.pos[inner] != "VBG" or inner + 1 < end)
    verb = _base(c.low[k])
    rest = c.low[k + 1 : end]
    if rest and rest[0] in _PARTICLES.get(verb, ()):
        return True
    named = [j for j in range(k + 1, end) if c.pos[j][:2] in ("NN", "CD")]
    if verb in _LIGHT:
        if rest and rest[0] in _POINTING:
            return False
        return any(c.low[j] not in _VAGUE_NOUNS for j in named[:1])
    if verb in _VAGUE:
        return False
    if verb in _ALONE:
        return True
    return bool(named) or any(c.pos[j].startswith("PRP") or c.pos[j] in ("DT", "RP") for j in range(k + 1, end))


def _skip(c: Clauses, k: int, end: int) -> int:
    while k < end - 1 and (c.pos[k] in ("RB", "RBR") or c.low[k] in ("not", "never")):
        k += 1
    return k


def _nominal_head(c: Clauses, k: int, end: int) -> int:
    """The last noun of the noun phrase that begins at plain word ``k``; -1 where there is none."""
    head = -1
    for j in range(k, end):
        if c.pos[j][:2] == "NN":
            head = j
        elif head >= 0 or c.pos[j] in ("IN", "TO", "WDT"):
            break
    return head


def _base(low: str) -> str:
    """A verb's base form, as far as the lists need it: "fighting", "fights" -> "fight"."""
    if low in _VAGUE or low in _LIGHT or low in _ALONE or low in _LEADING:
        return low
    for ending in ("ing", "ed", "es", "s", "d"):
        if low.endswith(ending):
            for base in (low[: -len(ending)], low[: -len(ending)] + "e", low[: -len(ending) - 1]):
                if base in _VAGUE or base in _LIGHT or base in _ALONE or base in _LEADING:
                    return base
    return low
