"""Quotation marks: which words stand within them, and single marks that quote told from apostrophes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int32]

OPENING = frozenset("“„«")
CLOSING = frozenset("”»")
MARKS = frozenset("\"“”„«»‘’'`")
"""Characters that may open or close a quotation."""

_SINGLE = frozenset("'‘’")
_DOUBLE = frozenset('"“”„«»')
_NESTED = {'"': "'", "“": "‘", "”": "’"}
_CLIPPED = re.compile(r"['’‘](?:\d0s\b|(?:em|til|tis|twas|cause|bout|n|round|un|appen)\b)", re.IGNORECASE)
"""Words that begin with an apostrophe."""
_LONGEST = 400
"""Words that a quotation in single marks may have."""


def double_marks(text: str, forms: list[str], starts: IntArray, ends: IntArray, first: npt.NDArray[np.bool_]) -> list[str]:
    """``forms`` with the single marks that quote, as British papers have them, made double, and double ones within
    them single: the other way about, as the network knows it. Apostrophes stay as they are.

    Single marks within double ones stay too. A mark that opens after a blank is closed in its paragraph by the
    next mark with a punctuation mark before it, else by the next one that ends a word; one that opens a paragraph, and is not
    closed there, is closed at its end.
    """
    singles = [i for i, form in enumerate(forms) if form in _SINGLE]
    if not singles:
        return forms
    out = list(forms)
    bounds = np.flatnonzero(first).tolist()
    opening: list[int] = []
    ending: list[int] = []
    for i in singles:
        start, end = int(starts[i]), int(ends[i])
        before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
        if before in _SINGLE or after in _SINGLE or "`" in (before, after):
            continue  # two that stand for a double mark
        form = forms[i]
        if form != "’" and (before.isspace() or before in "([—–-/") and not after.isspace() and not _CLIPPED.match(text, start):
            opening.append(i)
        elif form != "‘" and not before.isspace() and not after.isalnum():
            ending.append(i)
    within = _within_double(forms, first)
    closed = -1
    for n, i in enumerate(opening):
        if i <= closed or within[i]:
            continue
        paragraph = bisect_right(bounds, i)
        last = bounds[paragraph] if paragraph < len(bounds) else len(forms)
        following = opening[n + 1] if n + 1 < len(opening) else last
        stop = min(last, i + _LONGEST)
        some = ending[bisect_left(ending, i + 1) : bisect_left(ending, stop)]
        ended = [j for j in some if not text[starts[j] - 1].isalnum()]
        pick = next((j for j in ended if j < following), None)
        if pick is None:
            pick = next((j for j in some if j < following), None)
        if pick is None:
            pick = next(iter(ended), None)
        if pick is None and not first[i]:
            continue
        curly = forms[i] == "‘"
        out[i] = "“" if curly else '"'
        if pick is None:
            closed = last
        else:
            out[pick] = "”" if curly else '"'
            closed = pick
        for j in range(i + 1, closed):
            out[j] = _NESTED.get(out[j], out[j])
    return out


def _within_double(forms: list[str], first: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which words have an odd number of double marks before them in their paragraph."""
    double = np.fromiter((form in _DOUBLE for form in forms), np.int64, len(forms))
    count = np.cumsum(double) - double
    base = np.maximum.accumulate(np.where(first, count, 0))
    odd: npt.NDArray[np.bool_] = (count - base) % 2 == 1
    return odd


def quotation_state(
    text: str, forms: list[str], starts: IntArray, ends: IntArray, first: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Which words stand within quotation marks; the marks count as within.

    Curly marks say which way they face; a straight one is judged by the blanks around it. A mark
    that is never closed ends with its paragraph, so that one slip spoils no more than that. Single
    marks count only where they are curly, and where an apostrophe is ruled out by its neighbours.
    """
    quoted = np.zeros(len(forms), bool)
    double = single = False
    begin = 0
    size = len(text)

    def flush(end: int) -> None:
        quoted[begin:end] = True

    marks = [i for i, form in enumerate(forms) if form in MARKS or first[i]]
    for i in marks:
        if first[i]:
            if double or single:
                flush(i)
            double = single = False
        form = forms[i]
        if form not in MARKS:
            continue
        start, end = int(starts[i]), int(ends[i])
        before = text[start - 1] if start else " "
        after = text[end] if end < size else " "
        if form == '"' or form in "`'":
            if form != '"' and not (after == form or before == form):
                continue
            if form != '"' and before == form:
                continue
            if form != '"':
                after = text[end + 1] if end + 1 < size else " "
            opens = (before.isspace() or before in "([—–-/“‘") and not after.isspace()
            closes = not before.isspace() and (after.isspace() or after in ".,;:!?)]—–-/”’")
            facing = 1 if form == "`" or (opens and not closes) else -1 if closes and not opens else 0
            if facing == 0:
                facing = -1 if double else 1
        elif form in OPENING:
            facing = 1
        elif form in CLOSING:
            facing = -1
        elif form == "‘":
            if not single and not double and not before.isalnum():
                single, begin = True, i
            continue
        else:  # a curly apostrophe or a closing single mark
            if single and not double and not after.isalnum():
                flush(i + 1)
                single = False
            continue
        if facing == 1 and not double:
            if not single:
                begin = i
            double = True
        elif facing == -1 and double:
            if not single:
                flush(i + 1)
            double = False
        elif facing == -1:
            quoted[i] = True
    if double or single:
        flush(len(forms))
    return quoted
