"""Marks: a few hashes of a statement's words; statements that share one are looked at as echoes.

Winnowing (S. Schleimer, D. Wilkerson and A. Aiken, "Winnowing: local algorithms for document fingerprinting", SIGMOD 2003): of
every ``WINDOW`` runs of ``RUN`` words that stand side by side the one with the least hash is kept. Two statements that share
``RUN + WINDOW - 1`` words in a row share a mark for certain; of shorter runs some do.
"""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

from .words import rarity

RUN = 4
WINDOW = 6
_TOO_COMMON = 0.7  # runs such as "that is what we" are no marks of anything
_NONE = 2**31  # more than any hash


def marks(forms: Sequence[str]) -> list[int]:
    """The marks of words: signed 32-bit numbers, each once. Hashes stay from version to version: they are kept in stores."""
    rare = list(map(rarity, forms))
    hashes = [
        crc32(" ".join(forms[i : i + RUN]).encode()) - 2**31 if sum(rare[i : i + RUN]) >= _TOO_COMMON else _NONE
        for i in range(len(forms) - RUN + 1)
    ]
    if len(hashes) <= WINDOW:
        kept = dict.fromkeys([min(hashes)] if hashes else [])
    else:
        kept = dict.fromkeys(map(min, zip(*(hashes[n : len(hashes) - WINDOW + 1 + n] for n in range(WINDOW)), strict=True)))
    kept.pop(_NONE, None)
    return list(kept)


def whole_mark(forms: Sequence[str]) -> list[int]:
    """The mark of a wording as a whole, by which only the same wording is found; none of a few words."""
    return [crc32(" ".join(["=", *forms]).encode()) - 2**31] if len(forms) >= RUN + 2 else []
