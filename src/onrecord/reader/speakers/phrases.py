"""Noun phrases: where one begins and ends around its head word, told from parts of speech first and syntax second."""

from __future__ import annotations

from .mentions import Mentions
from .words import ARTICLES, SHORT_TITLES

LONGEST = 25
"""Words looked at to either side of a head."""
HYPHENS = frozenset("-‐‑/")
APOSTROPHES = frozenset("'’")
_BEFORE = frozenset({"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "PRP$", "POS", "FW", "$", "HYPH"})
_PREPOSITIONS = frozenset(
    {"of", "for", "in", "from", "at", "on", "to", "with", "by", "near", "within", "against", "across", "around", "as"}
)


def left(m: Mentions, head: int) -> int:
    """The first word of the noun phrase that ends with ``head``; its article or possessive counts as within."""
    i = head
    least = max(0, head - LONGEST)
    while i > least and m.paragraph[i - 1] == m.paragraph[head]:
        k = i - 1
        form, pos = m.forms[k], m.pos[k]
        if form in HYPHENS:
            touching = m.ends[k] == m.starts[i] and k > 0 and m.ends[k - 1] == m.starts[k]
            if not touching:
                break
            i = k - 1
            continue
        if form in APOSTROPHES or (form == "s" and k > 0 and m.forms[k - 1] in APOSTROPHES):
            # a possessive, or an elision, but no closing quotation mark
            if form != "s" and not (k > 0 and m.ends[k - 1] == m.starts[k] and m.forms[k - 1][0].isalnum()):
                break
            i = k
            continue
        if m.layers.words.in_number(k):
            i = k - 1  # "1,200 residents"
            continue
        if form == ".":
            if k > 0 and (len(m.forms[k - 1]) == 1 or m.lower[k - 1] in SHORT_TITLES) and m.forms[k - 1][0].isupper():
                i = k - 1
                continue
            break
        if pos in ("DT", "PDT") and m.lower[k] not in ("that",):
            i = k
            if pos == "DT" and m.lower[k] not in ("all", "both"):
                if i > least and m.lower[i - 1] in ("all", "both") and m.paragraph[i - 1] == m.paragraph[head]:
                    i -= 1
                break
            continue
        if not form[0].isalnum() and form != "$":
            break
        if pos in _BEFORE:
            if m.ner[k] in ("DATE", "TIME") and m.ner[head] not in ("DATE", "TIME") and pos != "JJ":
                break
            i = k
            if pos == "PRP$":
                break
            continue
        if pos in ("VBN", "VBG", "RB", "RBS", "RBR") and i < head + 1:
            after = m.pos[i]
            if pos[:2] == "RB" and after[:2] in ("JJ", "VB", "CD") and i <= head and m.head[k] == i:
                i = k
                continue
            if pos[:2] == "VB" and m.rel[k] == "amod" and k < m.head[k] <= head:
                i = k
                continue
        break
    return i


def strip(m: Mentions, start: int, end: int) -> tuple[int, int]:
    """``start`` to ``end`` without leading articles and without marks at the edges."""
    while start < end and (
        m.lower[start] in ARTICLES
        or m.forms[start] in APOSTROPHES
        or (m.lower[start] == "s" and start > 0 and m.forms[start - 1] in APOSTROPHES)
        or (not m.forms[start][0].isalnum() and m.forms[start] not in '$“"‘' and m.forms[start] not in APOSTROPHES)
    ):
        start += 1
    while start < end and (m.forms[end - 1] in ",;:—–-(" or m.lower[end - 1] in ("and", "or", "but")):
        end -= 1
    return start, end


def right(m: Mentions, start: int, head: int, phrases: int = 3) -> int:
    """The end of the noun phrase with ``head``, prepositional phrases that hang on it included."""
    end = head + 1
    n = len(m.forms)
    for _ in range(phrases):
        if end >= n - 1 or m.lower[end] not in _PREPOSITIONS or m.paragraph[end] != m.paragraph[head]:
            break
        target = m.head[end]
        if not (end < target < min(n, end + 12)) or m.rel[end] != "case" or not start <= m.head[target] < end:
            break
        if m.ner[target] in ("DATE", "TIME", "DURATION"):
            break
        end = target + 1
        k = m.name_at[target]
        if k >= 0:
            end = max(end, m.names[k].end)
    return end
