"""Words: an article's text cut into words, with the layout that the encoder is told about each.

A word is a run of word characters or a single other character that is not a space. Cutting words
ourselves, before any tokenizer's normalisation, is what keeps every offset exact: word ``i`` is always
``text[starts[i]:ends[i]]``, in Unicode code points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ..paragraphs import paragraph_starts
from .dialogue import dialogue_marks
from .quotations import double_marks, quotation_state

IntArray = npt.NDArray[np.int32]

WORD = re.compile(r"\w+|[^\w\s]")

N_LAYOUTS = 32
"""How many different values ``Words.layout`` takes."""


@dataclass(slots=True)
class Words:
    """The words of one text.

    ``forms``: the words themselves, but for single quotation marks, which are made double (``quotations``), and dashes that
    open speech, which are made marks (``dialogue``).
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

    def in_number(self, i: int) -> bool:
        """Whether word ``i`` is the mark within a number: the comma of "1,200", the point of "14.5"."""
        return (
            0 < i < len(self.forms) - 1
            and self.forms[i] in (",", ".")
            and self.starts[i] == self.ends[i - 1]
            and self.ends[i] == self.starts[i + 1]
            and self.forms[i - 1][-1].isdigit()
            and self.forms[i + 1][0].isdigit()
        )


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
    forms = dialogue_marks(double_marks(text, forms, starts, ends, first), first)
    quoted = quotation_state(text, forms, starts, ends, first)
    case = np.fromiter((_case(form) for form in forms), np.int32, len(forms))
    layout = (case + 4 * quoted + 8 * first + 16 * (paragraph == (paragraph[0] if len(forms) else 0))).astype(np.int32)
    return Words(text, forms, starts, ends, paragraph, quoted, layout)


def recased(words: Words, forms: list[str]) -> Words:
    """``words`` with other ``forms``, one for each: the same letters in another case."""
    case = np.fromiter((_case(form) for form in forms), np.int32, len(forms))
    return replace(words, forms=forms, layout=(words.layout & ~3) | case)


def _case(form: str) -> int:
    """0 lower case or no letters, 1 a capital first, 2 capitals throughout, 3 mixed or with digits."""
    if form.islower():
        return 0
    if form.istitle():
        return 1
    if form.isupper():
        return 2 if len(form) > 1 else 1
    return 3 if form[0].isalnum() else 0
