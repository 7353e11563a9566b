"""Words: an article's text cut into words, with the layout that the encoder is told about each.

A word is a run of word characters or a single other character that is not a space. Cutting words
ourselves, before any tokenizer's normalisation, is what keeps every offset exact: word ``i`` is always
``text[starts[i]:ends[i]]``, in Unicode code points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..paragraphs import paragraph_starts

IntArray = npt.NDArray[np.int32]

WORD = re.compile(r"\w+|[^\w\s]")

OPENING = frozenset("“„«")
CLOSING = frozenset("”»")
MARKS = frozenset("\"“”„«»‘’'`")
"""Characters that may open or close a quotation."""

N_LAYOUTS = 32
"""How many different values ``Words.layout`` takes."""


@dataclass(slots=True)
class Words:
    """The words of one text.

    ``starts``, ``ends``: code point offsets, one a word. ``paragraph``: index of the word's paragraph.
    ``quoted``: whether the word stands within quotation marks, the marks themselves included.
    ``layout``: one of ``N_LAYOUTS`` combinations of letter case, ``quoted``, first word of a paragraph,
    first paragraph.
    """

    text: str
    forms: list[str]
    starts: IntArray
    ends: IntArray
    paragraph: IntArray
    quoted: npt.NDArray[np.bool_]
    layout: IntArray

    def __len__(self) -> int:
        return len(self.forms)


def split(text: str) -> Words:
    """Cut ``text`` into words. Time is linear in its length; any text is taken, the empty one too."""
    matches = list(WORD.finditer(text))
    forms = [m.group() for m in matches]
    starts = np.fromiter((m.start() for m in matches), np.int32, len(matches))
    ends = np.fromiter((m.end() for m in matches), np.int32, len(matches))
    breaks = np.asarray(paragraph_starts(text), np.int32)
    paragraph = (np.searchsorted(breaks, starts, side="right") - 1).astype(np.int32)
    first = np.ones(len(forms), bool)
    first[1:] = paragraph[1:] != paragraph[:-1]
    quoted = quotation_state(text, forms, starts, ends, first)
    case = np.fromiter((_case(form) for form in forms), np.int32, len(forms))
    layout = (case + 4 * quoted + 8 * first + 16 * (paragraph == (paragraph[0] if len(forms) else 0))).astype(np.int32)
    return Words(text, forms, starts, ends, paragraph, quoted, layout)


def _case(form: str) -> int:
    """0 lower case or no letters, 1 a capital first, 2 capitals throughout, 3 mixed or with digits."""
    if form.islower():
        return 0
    if form.istitle():
        return 1
    if form.isupper():
        return 2 if len(form) > 1 else 1
    return 3 if form[0].isalnum() else 0


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
