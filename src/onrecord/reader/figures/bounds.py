"""Bounds: the words beside an amount that say how it is meant (more than, about, up to), and whether it went up or down."""

from __future__ import annotations

from typing import Literal

from ..wordlists import word_set
from .tokens import Qualifier, Tokens

_PHRASES: dict[Qualifier, str] = {
    "~": (
        "about, around, approximately, roughly, circa, some, estimated, ~, perhaps, maybe, approx, close to, close on, an "
        "estimated, in the region of, or around, something like, a reported"
    ),
    "<": "nearly, almost, under, below, <, approaching, less than, fewer than, lower than, younger than, shorter than",
    ">": (
        "over, above, exceeding, beyond, topping, >, exceeds, exceeded, more than, greater than, higher than, larger "
        "than, longer than, taller than, older than, upwards of, upward of, in excess of, a little over"
    ),
    ">=": (
        "≥, minimum, at least, no less than, no fewer than, not less than, a minimum of, as few as, as little as, as low "
        "as, as small as"
    ),
    "<=": (
        "≤, maximum, at most, up to, no more than, not more than, a maximum of, as many as, as much as, as high as, as "
        "far as, as large as, as big as, as long as"
    ),
}
_BEFORE: dict[tuple[str, ...], Qualifier] = {
    tuple(phrase.split()): qualifier for qualifier, phrases in _PHRASES.items() for phrase in phrases.split(", ")
}
_LAST = {words[-1] for words in _BEFORE}
_AFTER: dict[tuple[str, ...], Qualifier] = {("or", "more"): ">=", ("or", "less"): "<=", ("or", "fewer"): "<=", ("or", "so"): "~"}
_AFTER |= {("or", "over"): ">=", ("or", "above"): ">=", ("or", "below"): "<=", ("or", "under"): "<=", ("at", "least"): ">="}
_AFTER |= {("or", "higher"): ">=", ("or", "older"): ">=", ("or", "younger"): "<=", ("and", "over"): ">="}
_EDGES = word_set("just well slightly only far not")

_UP = word_set(
    "up rise rises rose risen rising increase increases increased increasing grow grows grew grown growing growth gain "
    "gains gained climb climbs climbed jump jumps jumped soar soared surge surges surged higher raise raised raises add "
    "adds added more hike hiked advance advanced improvement"
)
_DOWN = word_set(
    "down fall falls fell fallen falling drop drops dropped decrease decreases decreased decline declines declined "
    "declining cut cuts cutting reduce reduces reduced reducing reduction lose loses lost losing shed shrink shrank shrunk "
    "slump slumped plunge plunged lower less tumble tumbled slip slipped slid sink sank discount slash slashed"
)
_BETWEEN = word_set(
    "by a an another about around some nearly almost over more than just only roughly approximately at least up to further"
)
_NOUNS = word_set(
    "rise increase growth gain jump surge hike improvement advance fall drop decrease decline cut reduction discount slump"
)


def before(t: Tokens, i: int) -> tuple[Qualifier | None, int]:
    """What the words just before word ``i`` say of the amount there, and where they start (``i`` where they say nothing)."""
    if t.at(i - 1) not in _LAST:
        return None, i
    for size in (4, 3, 2, 1):
        if size > i:
            continue
        words = tuple(t.low[i - size : i])
        found = _BEFORE.get(words)
        if found is None or "\n" in t.gap(i) or (size > 1 and any("\n" in t.gap(k) for k in range(i - size + 1, i))):
            continue
        start = i - size
        if words == ("some",) and t.at(i) in ("one", "a"):
            return None, i
        if words == ("up", "to") and t.at(i - 3) in ("back", "catch", "add"):
            return None, i
        if t.at(start - 1) in _EDGES and found in "<>" and "\n" not in t.gap(start):
            start -= 1
            if t.at(start) == "not":
                found = ">=" if found == "<" else "<="
        elif t.at(start - 1) in ("a", "an") and words == ("estimated",):
            start -= 1
        return found, start
    return None, i


def after(t: Tokens, j: int) -> tuple[Qualifier | None, int]:
    """What the words from word ``j`` say of the amount that ends there, and where they end."""
    if t.at(j) == "+" and t.glued(j):
        return ">=", j + 1
    if t.at(j) == "-" and t.glued(j) and t.at(j + 1) in ("plus", "odd"):
        return (">=" if t.at(j + 1) == "plus" else "~"), j + 2
    found = _AFTER.get((t.at(j), t.at(j + 1))) if t.at(j) in ("or", "at", "and") else None
    if found and "\n" not in t.gap(j) + t.gap(j + 1) and not (t.at(j) == "at" and t.at(j + 2)[:1].isalnum()):
        return found, j + 2
    return None, j


def change(t: Tokens, i: int, j: int) -> Literal["up", "down"] | None:
    """Whether the amount in words ``i`` to ``j`` is one by which something rose or fell: "up 5%", "a 5% cut"."""
    k = i - 1
    while k >= 0 and i - k < 5 and t.low[k] in _BETWEEN and (t.low[k] != "up" or t.at(k + 1) == "to"):
        if t.low[k] == "to" and t.at(k - 1) != "up":
            return None
        k -= 1
    word = t.at(k)
    if word == "up" and t.at(k - 1) in ("make", "makes", "made", "making", "take", "takes", "took", "taking", "add", "adds"):
        return None
    if t.at(k + 1) == "to" or (word in ("up", "more", "less", "lower", "higher") and t.at(k + 1) in ("to", "than")):
        return None
    if word in _NOUNS and t.at(i - 1) == "of":
        return "up" if word in _UP else "down"
    if t.at(i - 1) == "of" and t.at(i - 2) in _NOUNS:
        return "up" if t.at(i - 2) in _UP else "down"
    if word in _UP and word not in ("more", "add", "adds", "added"):
        return "up"
    if word in _DOWN and word not in ("less", "lose", "loses", "lost", "losing"):
        return "down"
    noun = t.at(j)
    if noun in _NOUNS or noun in ("higher", "lower", "more", "less", "up", "down", "greater"):
        return "up" if noun in _UP else "down"
    return None
