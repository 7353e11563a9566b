"""Stops: which full stops, commas and colons end nothing, since they stand within a number or after an abbreviation.

Shared by the rooms that look for where sentences and phrases end; it knows nothing of articles.
"""

from __future__ import annotations

import re
from typing import Final

_TITLES = "mr mrs ms dr sen sens rep reps gov govs gen lt col sgt capt rev prof hon st"
_DATES = "jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun"
_STATES = "ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo"
ABBREVIATIONS: Final = frozenset(f"{_TITLES} {_DATES} {_STATES} jr sr vs no etc inc corp co ltd dept d r u s a m p".split())
"""What is written with a full stop, in lower case and without it."""

_DAYS_AND_MONTHS = frozenset(_DATES.split())
_BEFORE_NAMES = frozenset(f"{_TITLES} vs".split())
"""Those after which a capital begins no sentence."""
_WORDS_TOO = frozenset("no sat sun mar mon miss ill ore del mass wash co la pa".split())
"""Those that are words as well: small ones are short for something only before a figure."""
_OPENERS = frozenset(
    "the a an he she it they we i you her his its their our my this that these those there but and in on at for as if when while after "
    "before then so no not who what".split()
)
"""Words that, with a capital, begin a sentence even after an abbreviation."""
_WORD_BEFORE = re.compile(r"(?<![^\W_])(?<![’'])[^\W\d_]+$")
_WORD_AFTER = re.compile(r"[\s\"“‘(]*(\w+)")
_LONGEST = 8


def ends_nothing(text: str, at: int) -> bool:
    """Whether the mark at offset ``at`` stands within a number ("1,200", "14.5", "5:30") or after an abbreviation that is read on from.

    After "Aug." and "U.S." a sentence may end as well; it does where nothing, a mark or the capital of a sentence's first word follows.
    """
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if before.isdigit() and after.isdigit():
        return True
    if not abbreviates(text, at):
        return False
    if after.isalpha() or after in (",", ";"):
        return True
    found = _WORD_AFTER.match(text, at + 1, at + 40)
    if found is None or "\n" in text[at : found.end()]:
        return False
    word = found[1]
    if not word[0].isupper():
        return True
    if word.lower() in _OPENERS:
        return False
    short = _before(text, at)
    if len(short) == 1:
        return (
            text[at - 1].isupper() or word.lower()[:3] in _DAYS_AND_MONTHS or (word.isupper() and len(word) > 1)
        )  # "5 p.m. Tuesday"
    return short in _BEFORE_NAMES


def abbreviates(text: str, at: int) -> bool:
    """Whether the mark at offset ``at`` is the full stop of an abbreviation or an initial."""
    if text[at] != ".":
        return False
    word = _before(text, at)
    if not word:
        return False
    after = text[at + 1 : at + 2]
    if after.isalpha():
        return True  # "U.S.", "p.m.", an address of the web
    if len(word) == 1:
        return text[at - 1].isupper() or text[at - 2 : at - 1] == "."
    if word not in ABBREVIATIONS:
        return False
    return (
        text[at - 1].isupper()
        or not text[at - len(word)].islower()
        or word not in _WORDS_TOO
        or text[at + 1 : at + 3].strip().isdigit()
    )


def _before(text: str, at: int) -> str:
    """The word right before the mark at ``at``, in lower case; empty where there is none, or it is longer than abbreviations are."""
    word = _WORD_BEFORE.search(text, max(0, at - _LONGEST), at)
    return word.group().lower() if word else ""
