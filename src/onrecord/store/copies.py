"""Near-copies: wire copy in many outlets, told from independent reporting.

An article's words in runs of five make its shingles. Of their hash values the smallest are kept in the store as its marks: those below
a limit, which two articles have in common in the share in which they have shingles in common (A. Broder, "On the resemblance and
containment of documents", 1997: the sketch "modulo m"), so that an article which is one half of another meets it as surely as a
whole copy; and of short articles some more. Articles that share marks are compared by their shingles themselves.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections import Counter

from sqlalchemy import Connection, delete, func, insert, select

from .schema import articles, copy_marks, revisions
from .words import folded

SHINGLE = 5
RESEMBLANCE = 0.5
"""Shared shingles over all shingles, from which on two articles are near-copies."""
CONTAINMENT = 0.8
"""Or: shared shingles over those of the shorter, where that has enough (an outlet printed the first half)."""
_ENOUGH = 60
_BELOW = 2**32 // 64
"""One hash value in 64 is a mark, ..."""
_LEAST, _MOST = 10, 64
"""... but at least and at most so many of an article."""
_SHARED = 2
"""Marks that two articles must share to be compared: one is often of words that many articles end with."""
_KEPT = 64
"""Articles that a mark is kept of; those who share it with more find these."""
_COMPARED = 12


def shingles(text: str) -> set[str]:
    """The runs of five words of ``text``, without case and accents."""
    words = folded(text)
    return {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}


def marks(of: set[str]) -> list[int]:
    """The marks of a set of shingles: 32-bit numbers, in order."""
    values = sorted({zlib.crc32(shingle.encode()) for shingle in of})
    return values[: min(max(bisect_left(values, _BELOW), _LEAST), _MOST)]


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
    keys = marks(own)
    m = copy_marks.c
    if before is not None:
        connection.execute(delete(copy_marks).where(m.mark.in_(marks(shingles(before))), m.article_id == article))
    meeting = connection.execute(
        select(m.mark, articles.c.id, func.coalesce(articles.c.copy_of, articles.c.id))
        .join_from(copy_marks, articles)
        .where(m.mark.in_(keys))
    ).all()
    often = Counter(mark for mark, _, _ in meeting)
    if rows := [{"mark": key, "article_id": article} for key in keys if often[key] < _KEPT]:
        connection.execute(insert(copy_marks), rows)
    pairs = {(mark, lead) for mark, other, lead in meeting if article not in (other, lead)}
    shared = Counter(lead for _, lead in pairs)
    enough = min(_SHARED, len(keys))
    if not shared or _leads(connection, article):
        return None
    for other, many in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_COMPARED]:
        if many < enough:
            break
        theirs = connection.scalar(select(revisions.c.text).where(revisions.c.article_id == other, revisions.c.current))
        if theirs is not None and near(own, shingles(theirs)):
            return int(other)
    return None


def _leads(connection: Connection, article: int) -> bool:
    """Whether others are near-copies of this article: then it stays the first of its group."""
    return connection.scalar(select(articles.c.id).where(articles.c.copy_of == article).limit(1)) is not None
