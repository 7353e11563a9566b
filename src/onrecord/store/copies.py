"""Near-copies: wire copy in many outlets, told from independent reporting.

An article's words in runs of five make its shingles. Ten bands of four MinHash values each (A. Broder, "On the
resemblance and containment of documents", 1997) are kept in the store; articles that share a band are compared by their
shingles themselves. With ten bands of four, two articles of resemblance 0.8 meet in 99% of cases, of 0.5 in half.
"""

from __future__ import annotations

import hashlib
import struct
from collections import Counter

from rensa import RMinHash
from sqlalchemy import Connection, delete, func, insert, select

from .schema import articles, copy_bands, revisions
from .words import folded

SHINGLE = 5
_BANDS, _ROWS = 10, 4
_SEED = 20160912
RESEMBLANCE = 0.5
"""Shared shingles over all shingles, from which on two articles are near-copies."""
CONTAINMENT = 0.8
"""Or: shared shingles over those of the shorter, where that has enough (an outlet printed the first half)."""
_ENOUGH = 60
_COMPARED = 12


def shingles(text: str) -> set[str]:
    """The runs of five words of ``text``, without case and accents."""
    words = folded(text)
    return {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}


def bands(of: set[str]) -> list[int]:
    """The bands of a set of shingles: signed 64-bit numbers, which two sets share the likelier the more alike they are."""
    signature = RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
    signature.update(sorted(of))
    values = signature.digest()
    found = []
    for band in range(_BANDS):
        values_of_band = struct.pack(f"<B{_ROWS}I", band, *values[band * _ROWS : (band + 1) * _ROWS])
        found.append(int.from_bytes(hashlib.blake2b(values_of_band, digest_size=8).digest(), "little", signed=True))
    return found


def near(one: set[str], other: set[str]) -> bool:
    """Whether two articles, given by their shingles, are near-copies of each other."""
    shared = len(one & other)
    if shared >= RESEMBLANCE * (len(one) + len(other) - shared):
        return True
    shorter = min(len(one), len(other))
    return shorter >= _ENOUGH and shared >= CONTAINMENT * shorter


def place(connection: Connection, article: int, text: str, before: str | None = None) -> int | None:
    """Put an article's newest text into the index; the first article of the group that it is a near-copy in, or null.

    ``before``: the text of its last revision, which is taken out.
    """
    own = shingles(text)
    keys = sorted(set(bands(own)))
    if before is not None:
        old = copy_bands.c.band.in_(bands(shingles(before)))
        connection.execute(delete(copy_bands).where(old, copy_bands.c.article_id == article))
    meeting = connection.execute(
        select(articles.c.id, func.coalesce(articles.c.copy_of, articles.c.id))
        .join_from(copy_bands, articles)
        .where(copy_bands.c.band.in_(keys))
        .limit(1000)
    ).all()
    connection.execute(insert(copy_bands), [{"band": key, "article_id": article} for key in keys])
    shared = Counter(lead for other, lead in meeting if article not in (other, lead))
    if not shared or _leads(connection, article):
        return None
    for other, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_COMPARED]:
        theirs = connection.scalar(select(revisions.c.text).where(revisions.c.article_id == other, revisions.c.current))
        if theirs is not None and near(own, shingles(theirs)):
            return int(other)
    return None


def _leads(connection: Connection, article: int) -> bool:
    """Whether others are near-copies of this article: then it stays the first of its group."""
    return connection.scalar(select(articles.c.id).where(articles.c.copy_of == article).limit(1)) is not None
