"""Counted: what a figure is a quantity of, in the article's words: the noun phrase after it, or the one that it tells of."""

from __future__ import annotations

from ..layers import Layers
from ..wordlists import word_set
from .tokens import DASHES, Tokens

_LONGEST = 5
_CLOSED = word_set(
    "a an the this that these those and or but nor of in on at by for from with to into onto over under about around as "
    "than per if when while where who whom whose which what is are was were be been being am has have had do does did will "
    "would can could may might must shall should not no he she it they we you i his her its their our your my him them us "
    "me there here then now also up down out off back after before during between among against through because since until "
    "unless though although so yet each every both either neither once within without across toward towards via said says "
    "saying according respectively apiece last next today yesterday tomorrow tonight monday tuesday wednesday thursday friday saturday sunday cent percent million billion"
)
_DETERMINERS = word_set("the a an its their his her our your my all these those this that both such each every")
_SKIPPED = word_set("more other further additional extra such different separate")
_OTHER_VERBS = word_set("aged involved seriously killed died dead injured wounded voted")
_VERBS_OF_AMOUNT = word_set(
    "rise rises rose risen rising fall falls fell fallen falling increase increased grow grew grown drop dropped decline "
    "declined jump jumped climb climbed reach reached hit total totaled totalled stand stood stands cost costs amount "
    "amounted is are was were be been average averaged exceed exceeded surge surged tumble tumbled plunge plunged slip "
    "slipped weigh weighs weighed measure measures measured remain remained"
)
_TAGS = ("NN", "JJ", "VBG", "VBN", "POS", "CD")


def after(t: Tokens, layers: Layers, j: int, united: bool, attributive: bool, share: bool = False) -> str | None:
    """The noun phrase counted by an amount that ends before word ``j``.

    ``united``: the amount has a unit, so that only "of ..." (or, where it is ``attributive`` as in "a 12-tonne crane", the
    noun itself) tells what it is of. ``share``: it is a fraction, which may stand before an article ("half the boats").
    """
    if t.at(j) == "(":
        for k in range(j + 1, min(j + 10, len(t.low))):
            if t.low[k] == ")":
                j = k + 1
                break
    if attributive and t.at(j) in DASHES:
        j += 1
        if not united:
            return t.text[t.starts[j] : t.ends[j]] if t.at(j).isalpha() else None  # "a ten-storey building": storeys
    if t.at(j) == "of":
        j += 1
        while t.at(j) in _DETERMINERS:
            j += 1
        while t.at(j + 1) and (t.at(j).isdecimal() or layers.pos[j] == "CD" or layers.words.in_number(j)):
            j += 1  # "14 of its 23 members" are members
        return _phrase(t, layers, j)
    if t.at(j) in ("a", "an", "per") and united and not attributive:
        return None
    if united and not attributive:
        return None
    if not united and t.at(j) in ("and", "or", "to") and t.at(j + 1)[:1].isdecimal():
        j += 2
        while t.at(j) in (",", ".") and t.glued(j) and t.glued(j + 1):
            j += 2
    while t.at(j) in _SKIPPED or (share and t.at(j) in _DETERMINERS):
        j += 1
    return _phrase(t, layers, j)


def rate(t: Tokens, j: int) -> str | None:
    """ "a share", "per head" after an amount of money."""
    if t.at(j) in ("a", "an", "per", "each") and t.at(j + 1).isalpha() and t.at(j + 1) not in _CLOSED:
        if t.at(j) == "each" or "\n" in t.gap(j) + t.gap(j + 1):
            return None
        two = t.at(j + 1) in ("metric", "square", "cubic", "nautical", "troy") and t.at(j + 2).isalpha()
        return f"per {t.at(j + 1)} {t.at(j + 2)}" if two else f"per {t.at(j + 1)}"
    if t.at(j) in DASHES and t.at(j + 1) in ("a", "per") and t.at(j + 2) in DASHES:
        return f"per {t.at(j + 3)}"
    return None


def told(t: Tokens, layers: Layers, i: int, end: int) -> str | None:
    """The noun phrase before an amount in words ``i`` to ``end``: "a profit of ...", "a deal worth ...", "sales rose ..."."""
    if t.at(i - 1) == "magnitude":
        return "magnitude"
    if t.at(i - 1) in ("of", "worth") or (t.at(i - 1) in ("at", "to") and t.at(i - 2) in ("valued", "amounting")):
        k = i - 2 if t.at(i - 1) in ("of", "worth") else i - 3
        return _before(t, layers, k)
    if t.at(i - 1) == "from" and layers.pos[i - 2 : i - 1] in (["NN"], ["NNS"]):
        return _before(t, layers, i - 2)
    for k in range(i, end):
        for child in layers.children(k):
            if child < i and layers.rel[child] == "nsubj" and layers.pos[child].startswith("NN"):
                return _before(t, layers, child)
    for k in range(i - 1, max(-1, i - 5), -1):
        if t.low[k] in _VERBS_OF_AMOUNT:
            for rel in ("nsubj", "nsubjpass", "dobj"):
                for child in layers.children(k):
                    if layers.rel[child] == rel and layers.pos[child].startswith("NN"):
                        return _before(t, layers, child)
            break
        if t.low[k] in ".;:!?":
            break
    return None


def _is_part(t: Tokens, layers: Layers, k: int) -> bool:
    word = t.low[k]
    if word == ".":  # of "U.S."
        return t.glued(k) and len(t.forms[k - 1]) == 1 and t.forms[k - 1].isupper()
    if word in ("'", "’"):  # of a possessive, which is cut into a mark and an s
        return t.glued(k) and t.at(k + 1) == "s" and t.glued(k + 1)
    if word in DASHES:
        return t.glued(k) and t.glued(k + 1)
    return (word[0].isalnum() or word == "&") and word not in _CLOSED and layers.pos[k].startswith(_TAGS)


def _phrase(t: Tokens, layers: Layers, j: int) -> str | None:
    """The noun phrase that begins at word ``j``, up to its head."""
    end = noun = j
    count = 0
    while (
        end < len(t.low)
        and "\n" not in t.gap(end)
        and count < _LONGEST
        and t.low[end] not in ("aged", "other")
        and _is_part(t, layers, end)
    ):
        if layers.pos[end] == "VBN" and (end > j or t.low[end] in _OTHER_VERBS) and layers.pos[end + 1 : end + 2] != ["NN"]:
            break
        glued = t.glued(end) or (t.at(end + 1) in DASHES and t.glued(end + 1))
        if (
            layers.pos[end].startswith("NN")
            and (t.low[end][0].isalnum())
            and t.at(end + 1) + t.at(end + 2) != ".s"
            and not (t.at(end + 1) in DASHES and t.glued(end + 1))
        ):
            noun = end + 1
        count += not glued
        end += 1
    return " ".join(t.text[t.starts[j] : t.ends[noun - 1]].split()) if noun > j else None


def _before(t: Tokens, layers: Layers, k: int) -> str | None:
    """The noun phrase whose head is word ``k``."""
    if k < 0 or not layers.pos[k].startswith("NN") or not t.low[k].isalpha() or t.low[k] in _CLOSED:
        return None
    start = k
    while start > 0 and k - start < 3 and _is_part(t, layers, start - 1) and "\n" not in t.gap(start):
        if layers.pos[start - 1] in ("VBN", "VBG", "POS", "CD") or not t.low[start - 1][0].isalnum() or t.glued(start):
            break
        start -= 1
    return " ".join(t.text[t.starts[start] : t.ends[k]].split())
