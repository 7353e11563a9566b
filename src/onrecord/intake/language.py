"""Which language a text is in, told from the text itself, offline."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

ENGLISH = "en"

_ENGLISH_WORDS = frozenset("the of and to that for with was said".split())
_CLEARLY = 0.15  # their share of the words of a text that is English beyond doubt
_SURE = 0.9
_LONGEST = 10_000  # characters that are looked at
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """The ISO 639 code of the language that most of ``text`` is in; None where that cannot be told.

    By function words where those say English, since the recogniser takes half a second to load, else by py3langid
    (Lui and Baldwin 2012, "langid.py"), where its probability is at least 0.9. Texts of a few words are seldom sure.
    """
    beginning = text[:_LONGEST]
    words = _WORD.findall(beginning.lower())
    if len(words) >= 20 and sum(word in _ENGLISH_WORDS for word in words) >= _CLEARLY * len(words):
        return ENGLISH
    if not words:
        return None
    code, probability = _recogniser().classify(beginning)
    return str(code) if probability >= _SURE else None


@cache
def _recogniser() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # late: it takes half a second to load

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
