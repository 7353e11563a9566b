"""How much of one thing is taken in: more than this is no article, and would fill the memory."""

from __future__ import annotations

MAX_ARTICLE = 32 << 20
"""Bytes of a text file, of a line of JSON Lines, of a row of a table."""

MAX_PAGE = 10 << 20
"""Bytes of an HTML page, of a feed, of a record in a web archive."""

MAX_DOCUMENT = 256 << 20
"""Bytes of what cannot be read piece by piece: a JSON document of many articles."""

MAX_FETCH = 50 << 20
"""Bytes of an answer from the web, unpacked; the longest sitemap that the protocol allows."""

BOMB_SIZE, BOMB_RATIO = 64 << 20, 500
"""What unpacks to more than this many bytes, and to more than this many times its own size, is a bomb. News packs to a tenth."""


def shown(size: int) -> str:
    """``size`` in bytes, for people: "10 MiB"."""
    return f"{size >> 20} MiB" if size >= 1 << 20 else f"{size} bytes"
