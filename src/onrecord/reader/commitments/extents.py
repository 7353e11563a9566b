"""Where the verb phrase of a course of action ends: at reasons, conditions, and clauses of their own."""

from __future__ import annotations

from .clauses import Clauses, begins_clause, is_verb, joins
from .words import ASKING, CUT_MODALS, NOMINATIVE

_VERBAL = ("VB", "VBP")


def extent(c: Clauses, verb: int) -> int:
    """The end of the verb phrase that begins with ``verb``: up to reasons, conditions, and clauses of their own."""
    n = len(c)
    k = verb + 1
    while k < n:
        low = c.low[k]
        if c.gap[k] or _quotation_ends(c, verb, k):
            break
        if low in _ENDS:
            if (low == "." and k + 1 < n) or (low in "-—–:" and joins(c, k)):
                k += 1
                continue
            break
        if low == ",":
            if not joins(c, k) and not _list_goes_on(c, k):
                break
        elif low in _CLAUSAL and not (low == "if" and c.low[k - 1] in ASKING):
            break
        elif low == "in" and _tells_purpose(c, k):
            break
        elif low in (
            "after",
            "before",
            "when",
            "as",
            "so",
            "once",
            "should",
            "until",
            "till",
            "through",
            "only",
            "even",
        ) and _ends_here(c, k):
            break
        elif low in ("and", "or") and k + 1 < n and (c.pos[k + 1] == "MD" or c.low[k + 1] in CUT_MODALS):
            break
        elif low == "no" and k + 1 < n and c.low[k + 1] == "matter":
            break
        elif low in ("and", "or") and c.low[k + 1 : k + 2] == ["that"] and c.pos[k + 1] == "IN" and begins_clause(c, k + 2, 10):
            break  # "and that no decision had been taken": the next thing said
        elif low in ("and", "or", "&") and begins_clause(c, k + 1, 5, strict=True) and not _same_form(c, verb, k + 1):
            break
        k += 1
    while k > verb + 1 and c.low[k - 1] in ("and", "or", "&", ",", "but", "that", ".", "-"):
        k -= 1
    return k


_ENDS = frozenset([".", "?", "!", "…", ";", ":", "—", "–", "-", ")"])
_CLAUSAL = frozenset(
    ["if", "unless", "because", "although", "though", "whereas", "but", "while", "since", "lest", "whilst", "provided"]
)


def _quotation_ends(c: Clauses, verb: int, k: int) -> bool:
    """Whether a quotation that tells what is to be done ends before plain word ``k``: what follows are the article's own words.

    One that ends before the object is told ("she would “sign” the loan") ends no action.
    """
    quoted = c.layers.words.quoted
    if not quoted[c.at[verb]] or not quoted[c.at[k - 1]] or quoted[c.at[k]]:
        return False
    if c.pos[k] == "CC":
        return not _same_form(c, verb, k + 1)
    return c.low[k] in (",", "that") or any(c.pos[j][:2] in ("NN", "CD", "PR") for j in range(verb + 1, k))


def _tells_purpose(c: Clauses, k: int) -> bool:
    """Whether a purpose begins here: "in order to", "in an effort to"."""
    after = c.low[k + 1 : k + 6]
    return "to" in after and not _PURPOSES.isdisjoint(after[: after.index("to")])


_PURPOSES = frozenset(["order", "effort", "attempt", "bid", "hopes"])


def _same_form(c: Clauses, verb: int, k: int) -> bool:
    return k < len(c) and c.pos[k] in _VERBAL and c.pos[verb] in ("VB", "VBP", "NN") and c.low[k] not in NOMINATIVE


def _list_goes_on(c: Clauses, comma: int) -> bool:
    """Whether the phrase goes on after a comma: a list of things or of deeds, a thousand, a doubled adverb."""
    n = len(c)
    k = comma + 1
    if k >= n or c.gap[k]:
        return False
    if c.low[k] in ("and", "or"):
        return not begins_clause(c, k + 1, 6, strict=True) or _same_form(c, comma - 1, k + 1) or c.pos[min(n - 1, k + 1)] == "VB"
    if c.pos[k] == "CD" or c.pos[k] == c.pos[comma - 1] == "RB" or c.low[k] == c.low[comma - 1]:
        return True
    for j in range(k, min(n, k + 8)):
        if c.low[j] in ("and", "or"):
            return j > k
        if c.pos[j] in ("MD", "VBZ", "VBP", "VBD", "WDT", "WP", "IN", "TO", "RB", "VBG", "VBN", "PRP") or c.low[j] in (
            ".",
            "?",
            "who",
            "which",
        ):
            return False
    return False


def _ends_here(c: Clauses, k: int) -> bool:
    """Whether a word that may begin a clause of time, manner or condition does so."""
    n = len(c)
    low = c.low[k]
    after = c.low[k + 1] if k + 1 < n else ""
    if low in ("once", "until", "till"):
        return after not in ("again", "and")
    if low == "should":
        return k + 1 < n and (after in NOMINATIVE or c.pos[k + 1] in ("DT", "NNP", "PRP$", "NNS"))
    if low in ("only", "even"):
        return after in ("if", "when", "as", "though")
    if low == "so":
        return after in ("that", "long") or after in NOMINATIVE
    if low == "as":
        return (after == "long") or (
            after in NOMINATIVE and c.low[k - 1] not in ("as", "such", "much") and "as" not in c.low[max(0, k - 3) : k]
        )
    if low in ("when", "after", "before"):
        if low == "when" and c.low[k - 1] in ("for", "about", "on", "of", "decide", "know"):
            return False
        for j in range(k + 1, min(n, k + 6)):
            if c.low[j] in (",", "if", "unless", "and"):
                return False
            if is_verb(c, j) or c.pos[j] == "VBG":
                return True
    return False
