"""Sentences: where they begin, by marks, blanks and capitals."""

from __future__ import annotations

from .quotations import MARKS
from .wordlists import word_set
from .words import Words

_ABBREVIATIONS = word_set(
    "mr mrs ms dr sen sens rep reps gov govs gen lt col sgt capt rev prof hon st jr sr vs no etc inc corp co ltd dept d r u "
    "s a m p jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun ala ariz ark calif colo conn del "
    "fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo"
)


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
    return before.lower() in _ABBREVIATIONS or (len(before) == 1 and before.isalpha())
