"""An article: one text as published, with its zones. Plain data; nothing here needs a model or a file."""

from __future__ import annotations

from typing import Literal

import msgspec

ZoneKind = Literal["headline", "dateline", "byline", "caption", "credit", "body", "boilerplate"]

SPEAKING_ZONES: frozenset[str] = frozenset({"headline", "body"})
"""The zones whose text makes statements."""


class Zone(msgspec.Struct, frozen=True):
    """A stretch of ``Article.text`` with one job; ``start`` and ``end`` are code point offsets, half-open."""

    kind: ZoneKind
    start: int
    end: int


class Article(msgspec.Struct, kw_only=True):
    """One text as published.

    ``text`` is what every offset of a record points into: for plain text and JSON Lines the very text that
    was given, for HTML the text that was extracted. ``published`` is an ISO 8601 date ("2016-09-12") or null.
    ``zones`` are in order, do not overlap, and leave out only white space.
    """

    id: str
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    text: str
    zones: list[Zone] = []
