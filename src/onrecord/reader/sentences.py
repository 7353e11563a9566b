"""Sentences: where they begin, by marks, blanks and capitals."""

from __future__ import annotations

from ..stops import ABBREVIATIONS
from .quotations import MARKS
from .words import Words


def sentence_starts(words: Words) -> list[int]:
    """Indices of the words that begin a sentence or a paragraph, in order, the first being 0 (also where there are no words).

    A sentence ends at a full stop, question or exclamation mark, closing quotation marks and brackets included, where a
    capital, a figure or a mark follows after a blank. Time is linear in the number of words.
    """
    starts = [0]
    forms, paragraph = words.forms, words.paragraph.tolist()
    begins, ends = words.starts.tolist(), words.ends.tolist()
    pending = False
    for i in range(1, len(forms)):
        form = forms[i]
        if paragraph[i] != paragraph[i - 1]:
            starts.append(i)
            pending = False
            continue
        if forms[i - 1] in ".!?" and not _abbreviates(forms, begins, ends, i - 1):
            pending = True
        if not pending:
            continue
        spaced = begins[i] > ends[i - 1]
        if not spaced and (form in MARKS or form in ")]"):
            continue
        if spaced and (form[0].isupper() or form[0].isdigit() or form in MARKS or form in "—–-("):
            starts.append(i)
        pending = False
    return starts


def _abbreviates(forms: list[str], begins: list[int], ends: list[int], mark: int) -> bool:
    """Whether the word ``mark`` is the point of an abbreviation or an initial."""
    if forms[mark] != "." or not mark or ends[mark - 1] != begins[mark]:
        return False
    before = forms[mark - 1]
    return before.lower() in ABBREVIATIONS or (len(before) == 1 and before.isalpha())
