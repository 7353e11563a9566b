"""Dialogue: speech that dashes open, as papers of many countries and some features have it, given the network with quotation marks.

    — We never wanted to sell, she says. — But now we must.

The dash stands for an opening mark, and the punctuation before "she says" for a closing one. No other word is touched, and the marks are
lent to the network alone: they are no part of what was said.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .cues import CLASSES_OF, stem
from .wordlists import word_set

IntArray = npt.NDArray[np.int32]

DASHES = frozenset("—–―")
_OPEN, _CLOSE = "“", "”"
_LEAST = 2
"""Paragraphs that must open so; in a list of bullets few have somebody say them."""
_SUBJECTS = word_set("he she they i we it the a an his her their my our one")
_BEFORE_VERB = 3
"""Words that may stand between the punctuation and the verb of speech: "the old skipper said"."""
_PAUSES = frozenset(",?!")


def dialogue_marks(forms: list[str], first: npt.NDArray[np.bool_]) -> list[str]:
    """``forms`` with marks lent where dashes open speech; the very same list where none do.

    ``first``: the words that begin a paragraph. Time is linear in the length of the paragraphs that open with a dash.
    """
    bounds = np.flatnonzero(first).tolist()
    opened = [(n, i) for n, i in enumerate(bounds) if forms[i] in DASHES]
    if len(opened) < _LEAST:
        return forms
    lent: dict[int, str] = {}
    spoken = 0
    for n, i in opened:
        marks = _marks(forms, i, bounds[n + 1] if n + 1 < len(bounds) else len(forms))
        spoken += bool(marks)
        lent.update(marks)
    if spoken < _LEAST or 2 * spoken < len(opened):
        return forms
    return [lent.get(i, form) for i, form in enumerate(forms)]


def _marks(forms: list[str], start: int, end: int) -> dict[int, str]:
    """The marks of one paragraph that opens with a dash, by word; none where nobody says it."""
    marks: dict[int, str] = {}
    opened, said = start, False
    for i in range(start + 1, end):
        if opened >= 0 and forms[i] in _PAUSES and i - opened > 1 and _says(forms[i + 1 : min(end, i + 3 + _BEFORE_VERB)]):
            marks[opened], marks[i] = _OPEN, _CLOSE
            opened, said = -1, True
        elif opened < 0 and forms[i] in DASHES and forms[i - 1] in ".,?!":
            opened = i
    if said and 0 <= opened < end - 2:
        marks[opened], marks[end - 1] = _OPEN, _CLOSE if not forms[end - 1].isalnum() else forms[end - 1]
    return marks


def _says(forms: list[str]) -> bool:
    """Whether words begin with who says it: "she says", "says Lind", "the old skipper said"."""
    for n, form in enumerate(forms[: _BEFORE_VERB + 1]):
        if form[-1:] in "sd" and form.islower() and not {"assertion", "belief"}.isdisjoint(CLASSES_OF.get(stem(form), ())):
            begins = forms[n + 1 : n + 2] if n == 0 else forms[:1]
            return bool(begins) and (begins[0].lower() in _SUBJECTS or begins[0][0].isupper())
        if not form[0].isalnum():
            break
    return False


def without_lent(text: str, forms: list[str], starts: IntArray, start: int, end: int) -> tuple[int, int]:
    """A range of words without lent marks at its edges; a question mark stays, as it is the speaker's."""
    while start < end - 1 and forms[start] == _OPEN and text[starts[start]] in DASHES:
        start += 1
    while start < end - 1 and (
        (forms[end - 1] == _CLOSE and text[starts[end - 1]] in ",.")
        or (forms[end - 1] == _OPEN and text[starts[end - 1]] in DASHES)
    ):
        end -= 1
    return start, end
