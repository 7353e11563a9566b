"""Words of a statement, as echoes compare them: equal words have equal forms, whatever the outlet's typography is.

Case, accents, curly or straight marks, hyphens and the full stops of abbreviations make no difference; "per cent" is written
"percent", and the numbers two to twelve as figures.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

import msgspec

from ...record import JOIN
from ...store.words import fold

_WORD = re.compile(
    r"(?P<abbreviation>(?<![^\W_])(?:[^\W\d_]\.){2,})"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<percent>per\s+cent\b|%)"
    r"|(?P<word>[^\W\d_][\u0300-\u036f]*(?:[^\W\d_]|[\u0300-\u036f]|['’](?=[^\W\d_]))*)"
    r"|(?P<gap>…|\.(?:\s?\.){2,})"
    r"|(?P<open>\[)|(?P<close>\])",
    re.IGNORECASE,
)
_NUMBERS = {
    word: str(number) for number, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), 2)
}  # "one" is a pronoun as well


class Token(NamedTuple):
    """One word. ``start``, ``end``: where it stands in the content (code points, half-open). ``added``: an editor put it between
    square brackets. ``gap``: an ellipsis stands before it, by which the article owns that words were left out."""

    form: str
    start: int
    end: int
    added: bool = False
    gap: bool = False


def tokens(content: str) -> list[Token]:
    """The words of a statement's content, in order. Pieces that a cue divides are one text; the " … " between them is no ellipsis."""
    if (text := _plain(content)) is not None and not _SIGNS.search(content):
        return [Token(_quick(m[0]), m.start(), m.end()) for m in _QUICK.finditer(text)]
    found: list[Token] = []
    added = gap = False
    for m in _WORD.finditer(content):
        kind = m.lastgroup
        if kind == "open":
            added = "]" in content[m.end() :]
        elif kind == "close":
            added = False
        elif kind == "gap":
            joins = content[max(0, m.start() - 1) : m.end() + 1] == JOIN
            gap = gap or not joins
        else:
            found.append(Token(_form(m[0], kind or "word"), m.start(), m.end(), added, gap))
            gap = False
    return found


_PLAIN = (("’", "'"), ("“", '"'), ("”", '"'), ("…", " "), ("–", " "), ("—", " "), ("\xa0", " "))
_QUICK = re.compile(r"[a-z]{2,}(?:'[a-z]+)*|(?<![a-z0-9])(?:[a-z]\.){2,}|[a-z](?:'[a-z]+)*|\d+(?:[.,]\d+)*")
_PERCENT = re.compile(r"%|per\s+cent\b")
_SIGNS = re.compile(r"[][…]|\.\s?\.")
"""What has to do with brackets and ellipses."""


def forms(content: str) -> list[str]:
    """The forms of ``tokens(content)``, without their places; several times as quick, for most texts."""
    if (text := _plain(content)) is None:
        return [token.form for token in tokens(content)]
    return list(map(_quick, _QUICK.findall(text)))


def _plain(content: str) -> str | None:
    """A text with the plain letters and signs that ``_QUICK`` cuts, each in its place; null where it needs more than these."""
    text = content.lower()
    if not text.isascii():
        for sign, plain in _PLAIN:
            text = text.replace(sign, plain)
    return None if not text.isascii() or _PERCENT.search(text) else text


@lru_cache(maxsize=100_000)
def _quick(word: str) -> str:
    if word[0].isdigit():
        return _form(word, "number")
    return _form(word, "abbreviation" if word.endswith(".") else "word")


@lru_cache(maxsize=100_000)
def _form(word: str, kind: str) -> str:
    if kind == "percent":
        return "percent"
    if kind == "number":
        return word.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", word) else word
    form = fold(word.replace("’", "'"))
    if kind == "abbreviation":
        return form.replace(".", "")
    return _NUMBERS.get(form, form)


def quoted(content: str) -> list[tuple[int, int]]:
    """Where ``content`` stands between quotation marks, curly, straight or doubled single ones; the marks are left out.

    A mark that is never closed holds to the end, and one that was never opened from the beginning: contents are cut so.
    """
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for m in re.finditer(r"“|”|\"|''|``", content):
        if m[0] == "”" or (m[0] not in "“``" and (opened is not None or _behind_a_word(content, m.start(), m.end()))):
            if opened is not None:
                found.append((opened, m.start()))
            elif not found:
                found.append((0, m.start()))
            opened = None
        elif opened is None:
            opened = m.end()
    if opened is not None:
        found.append((opened, len(content)))
    return [(start, end) for start, end in found if start < end]


def _behind_a_word(content: str, start: int, end: int) -> bool:
    """Whether a straight mark closes by its place: something before it, and no word right behind it."""
    return start > 0 and not content[start - 1].isspace() and not content[end : end + 1].isalnum()


_COMMON = 1996  # the rank of "the": what stands before it are marks
_STEP, _LAST = 64, 30_522


@lru_cache(maxsize=1)
def _ranks() -> dict[str, int]:
    text = resources.files("onrecord").joinpath("model/tokenizer.json").read_bytes()
    ranks: dict[str, int] = msgspec.json.decode(text)["model"]["vocab"]
    return ranks


@lru_cache(maxsize=100_000)
def rarity(form: str) -> float:
    """How rare a word is in English, from 0 ("the") to 1 (not among the 30,000 of the reader's vocabulary, which is in order of
    frequency). A contraction is as rare as its first part."""
    word = form.split("'")[0]
    rank = _ranks().get(word)
    if word.isdigit():
        return 0.6
    if rank is None:
        return 1.0
    return math.log1p(max(0, rank - _COMMON) / _STEP) / math.log1p((_LAST - _COMMON) / _STEP)


@lru_cache(maxsize=100_000)
def root(form: str) -> str:
    """A word without "'s" and without its ending, so that forms of one word are alike: by it, wordings are compared.

    Plurals as by the S stemmer (D. Harman, "How effective is suffixing?", JASIS 42, 1991), then "ness", "ly", "ing", "ed", "e" and the
    second of two like letters; much quicker than Porter's, and nothing is kept that hangs on it.
    """
    word = form.split("'")[0]
    if len(word) < 4 or not word[0].isalpha():
        return word
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("us", "ss", "is")):
        word = word[:-1]
    if len(word) > 6 and word.endswith("ness"):
        word = word[:-4]
    if len(word) > 5 and word.endswith("ly"):
        word = word[:-2]
    if len(word) > 5 and word.endswith("ing"):
        word = word[:-3]
    elif len(word) > 4 and word.endswith("ed"):
        word = word[:-2]
    if len(word) > 3:
        word = word.removesuffix("e")
        word = word[:-1] if word[-1] == word[-2] else word
    return word


RARE = 0.25
"""The rarity from which on a word tells of what a statement is about."""


class _Telling(dict[str, str]):
    """The stem of a rare word as it stands in a text, and of others nothing."""

    def __missing__(self, word: str) -> str:
        if len(self) > 200_000:
            self.clear()
        form = _quick(word)
        self[word] = found = root(form) if rarity(form) >= RARE else ""
        return found


_telling = _Telling()


def telling(content: str) -> set[str]:
    """The stems of the rare words of a text. Signs that are no letters of English part words here."""
    found = set(map(_telling.__getitem__, _QUICK.findall(content.lower())))
    found.discard("")
    return found
