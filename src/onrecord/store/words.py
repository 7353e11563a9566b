"""Words for searching: how a text is cut, folded and stemmed, the same for SQLite, PostgreSQL and the marking of hits.

The cut is that of SQLite's ``porter unicode61 remove_diacritics 2``: runs of letters and digits, without case and
accents, then Porter's stemmer (M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980).
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import Stemmer

_MEASURED = re.compile(r"[aeiou][^aeiou]|y[^aeiouy]")
"""What has a vowel with a consonant behind it, as Porter's rules ask of most stems."""
_RUN = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")


class _Stemmers(threading.local):
    """A stemmer for each thread: it keeps the word that it is at."""

    def __init__(self) -> None:
        self.porter = Stemmer.Stemmer("porter")


_stemmers = _Stemmers()


class Word(NamedTuple):
    """One word of a text: its stem, and where it stands (code points, half-open)."""

    stem: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """The words of ``text``, in order."""
    for run in _RUN.finditer(text):
        yield Word(stem(fold(run[0])), run.start(), run.end())


def forms(text: str) -> dict[str, str]:
    """The words of ``text`` by their stems: each as it first stands there."""
    found: dict[str, str] = {}
    for form in _RUN.findall(text):
        found.setdefault(stem(fold(form)), form)
    return found


def folded(text: str) -> list[str]:
    """The words of ``text`` without case and accents, not stemmed: how names are compared."""
    if text.isascii():
        return _RUN.findall(text.lower())
    return [fold(run[0]) for run in _RUN.finditer(text)]


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """``word`` without case and accents."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in parts if not unicodedata.combining(c))


def plain(text: str) -> str:
    """A whole text without case and accents, and without any letter that is none of ASCII: no longer than ``text``. To look through a text
    before its words are stemmed: ``beginning`` of a stem is in it where one of the words that have the stem is in ``text``."""
    lower = text.lower()
    return lower if lower.isascii() else _ascii(unicodedata.normalize("NFD", lower))


def beginning(of: str) -> str:
    """How all words begin that have this stem, as ``plain`` has them: a stem ends in at most one letter that such a word does not have there
    ("happi", "happy"; "ei", "eyed")."""
    return _ascii(of[:-1])


def _ascii(text: str) -> str:
    return text.encode("ascii", "ignore").decode()


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Porter's stem of a folded word, as SQLite makes it: of its bytes, by his later rules for "-bly" and "-logy" (see
    https://tartarus.org/martin/PorterStemmer), and very short and very long ones left alone. It
    differs in what ends as no English word does ("ecced")."""
    data = word.encode()
    if not 2 < len(data) <= 64:
        return word
    found = _porter(data.decode("latin-1"))
    if found.endswith("bli") and _MEASURED.search(found[:-3]):
        found = _porter(found[:-1] + "e")
    elif found.endswith("logi") and _MEASURED.search(found[:-4]):
        found = found[:-1]
    return found.encode("latin-1").decode()


def _porter(word: str) -> str:
    return str(_stemmers.porter.stemWord(word))


def vector(text: str) -> str:
    """The words of ``text`` as PostgreSQL's ``tsvector`` writes them."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words(text), 1):
        # a tsvector holds no position above 16,383 and no more than 255 of a word
        at = places.setdefault(word.stem[:255], [])
        if len(at) < 255:
            at.append(min(place, 16383))
    return " ".join(f"'{word}':{','.join(map(str, at))}" for word, at in places.items())
