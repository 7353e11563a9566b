"""Conditions: the clauses and phrases that something else in their sentence hangs on."""

from __future__ import annotations

from dataclasses import dataclass

from .clauses import Clauses, begins_clause, is_verb, joins, subject_start
from .words import ASKING, NOMINATIVE

_BREAKS = frozenset([",", ";", ":", "-", "—", "–", "(", ")", "that", "and", "but", "or", "so", "then", "saying", "because"])
_SHORT = frozenset(["elected", "asked", "needed", "necessary", "possible", "need", "not", "so", "nominated", "re", "chosen"])
"""What a condition without a verb of its own begins with: "if necessary"."""
_STOPS = frozenset([";", ":", "—", "–", "-", ".", "?", "!", "(", ")"])


@dataclass(slots=True)
class Condition:
    """Plain words ``start`` to ``end`` of a sentence. ``fronted``: it stands before what hangs on it.

    ``word`` is the connective: if, unless, until, once, as long as, provided, in return, should.
    """

    start: int
    end: int
    word: str
    fronted: bool


def conditions(c: Clauses) -> list[Condition]:
    """The conditions of one sentence, in order. Those that are none in spite of their words ("even if") are left out."""
    found: list[Condition] = []
    k = 0
    while k < len(c):
        opened = _connective(c, k)
        if opened is None:
            k += 1
            continue
        word, start, inner = opened
        end, fronted = _extent(c, start, inner, word)
        while end > inner and c.low[end - 1] == ",":
            end -= 1
        if end > inner and _holds(c, inner, end, word):
            found.append(Condition(start, end, word, fronted))
            k = max(end, k + 1)
        else:
            k = inner
    return found


def _connective(c: Clauses, k: int) -> tuple[str, int, int] | None:
    """The connective at plain word ``k``: its name, where the condition begins, and its first word after the connective."""
    low, n = c.low, len(c)
    word = low[k]
    before = low[k - 1] if k else ""
    after = low[k + 1] if k + 1 < n else ""
    if word == "if":
        if before == "only":
            return "if", k - 1, k + 1
        if before in ASKING or (before in ("not", "just") and k > 1 and low[k - 2] in ("as", "or")):
            return None
        return "if", k, k + 1
    if word == "unless":
        return "unless", k, k + 1
    if word in ("until", "till") and before not in ("not", "up"):
        return "until", k, k + 1
    if word == "once" and after not in ("again", "and", "in", "every", ",", ".", "more") and before not in ("at", "more", "than"):
        return "once", k, k + 1
    if word == "when" and before == "only":
        return "when", k - 1, k + 1
    if word == "long" and after == "as" and before in ("as", "so"):
        return "as long as", k - 1, k + 2
    if word in ("provided", "providing", "assuming") and (after == "that" or (before == "," and after in NOMINATIVE)):
        return "provided", k, k + 1
    if word == "in" and after in ("return", "exchange") and k + 2 < n and low[k + 2] == "for":
        return "in return", k, k + 3
    if word == "in" and after == "case" and k + 2 < n and low[k + 2] != "of":
        return "if", k, k + 2
    if word == "on" and "condition" in low[k + 1 : k + 3] and k + 3 < n:
        at = low.index("condition", k + 1) + 1
        if at < n and low[at] == "that":
            return "provided", k, at + 1
    if word == "should" and k + 2 < n and _inverted(c, k):
        return "should", k, k + 1
    return None


def _inverted(c: Clauses, k: int) -> bool:
    """Whether "should" stands before its subject in a clause that is no question: "should she win"."""
    after, before = k + 1, k - 1
    if c.low[-1] == "?" and k == 0:
        return False
    subject = c.low[after] in NOMINATIVE or c.pos[after] in ("NNP", "NNS", "NNPS", "DT", "PRP$", "PRP", "NN")
    if not subject or (before >= 0 and (c.low[before] in NOMINATIVE or c.pos[before] in ("NNP", "WP", "WRB", "WDT", "EX"))):
        return False
    if c.pos[after] == "NN" and before >= 0 and c.pos[before][:2] == "NN":
        return False
    return (
        c.low[after] in NOMINATIVE
        or c.pos[after] == "DT"
        or any(c.pos[j] in ("VB", "VBP") for j in range(after + 1, min(len(c), after + 9)))
    )


def _holds(c: Clauses, inner: int, end: int, word: str) -> bool:
    """Whether what follows the connective is such that an action can hang on it."""
    if word in ("until", "once"):
        if word == "until" and c.low[inner] in ("after", "now", "then", "recently"):
            return False
        return any(c.pos[j][:2] == "VB" or c.pos[j] == "MD" for j in range(inner, end))
    return True


def _extent(c: Clauses, start: int, inner: int, word: str) -> tuple[int, bool]:
    n = len(c)
    first = start == 0 or c.gap[start] or c.opens[start] or c.low[start - 1] in _BREAKS
    verbs = 0
    k = inner
    short = inner < n and (c.pos[inner] in ("VBN", "VBD") or c.low[inner] in _SHORT)
    while k < n:
        low = c.low[k]
        if low in _STOPS and not joins(c, k) and not (low == "." and k + 1 < n):
            return k, first and verbs > 0 and k + 1 < n and low not in ".?!"
        if c.gap[k] and k > inner:
            return k, first
        if c.opens[k] and verbs and low in NOMINATIVE and first:
            return k, True
        if low == "," and not joins(c, k):
            if first and k + 1 < n and c.low[k + 1] in ("and", "or") and not _own_modal(c, k + 1):
                pass
            elif (
                first
                and (verbs or short or k - inner <= 2)
                and (begins_clause(c, k + 1) or _imperative(c, k + 1) or k + 1 >= n or c.gap[k + 1])
            ):
                return k, True
            elif not first and ((verbs and _breaks_off(c, k + 1)) or short):
                return k, False
        elif verbs and low in ("and", "but") and not first and _own_modal(c, k + 1):
            return k, False
        elif short and k > inner and (low == "to" or low in NOMINATIVE or low in ("and", "but")):
            return k, first
        elif short and k > inner and first and begins_clause(c, k, 5):
            return k, True
        elif verbs and low in ("then", "because") and first:
            return k, True
        elif verbs and first and (c.pos[k] == "MD" or low in ("will", "would", "should", "must")):
            # a second finite verb without a comma: the main clause began with its subject
            begin = subject_start(c, k, inner + 1)
            if begin < k and any(is_verb(c, j) for j in range(inner, begin)):
                return begin, True
        if is_verb(c, k):
            verbs += 1
        k += 1
    return n, False


def _imperative(c: Clauses, k: int) -> bool:
    return k < len(c) and c.pos[k] == "VB"


def _breaks_off(c: Clauses, k: int) -> bool:
    """Whether what follows a comma is no part of the condition before it."""
    if k >= len(c):
        return True
    return c.low[k] in ("which", "who", "because", "but", "so", "something", "including") or _own_modal(c, k)


def _own_modal(c: Clauses, k: int) -> bool:
    """Whether a clause with a modal verb of its own begins here: "and he would ...""."""
    n = len(c)
    while k < n and c.low[k] in ("and", "but", "so", "then", "that"):
        k += 1
    for j in range(k, min(n, k + 4)):
        if c.low[j] in (",", "that", "if", "who", "which"):
            return False
        if c.pos[j] == "MD":
            return True
    return False
