"""Identity: when two texts are the same article, and when the one is a later revision of the other."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import msgspec

from ..article import Article
from ..intake.origin import Origin

_NO_ID = frozenset({"-", "text"})
"""The ids that intake gives to texts without a name."""


class Identity(msgspec.Struct, frozen=True):
    """``key``: equal for all revisions of one article. ``sha256``: of the text, in UTF-8. ``source``: where it was read from."""

    key: str
    sha256: str
    source: str | None = None


def identity(article: Article, source: str | None = None) -> Identity:
    """Which article this is.

    By its URL, where it has one (without fragment). Else by its id and publisher; an id that is a file's name counts
    for that file alone (``source`` is its path). Articles without an id of their own (standard input, lines of a
    file) are known by their very text.
    """
    sha256 = digest(article.text)
    publisher = article.publisher or ""
    if article.url:
        key = "url:" + _plain(article.url)
    elif article.id in _NO_ID or re.fullmatch(r"(?:-|.*\.\w+):\d+", article.id) or (source and _is_line(article.id, source)):
        key = f"text:{sha256}:{publisher}"
    elif source and Origin(source).article_id == article.id:
        key = f"file:{source}"
    else:
        key = f"id:{publisher}:{article.id}"
    return Identity(key, sha256, source)


def _is_line(id: str, source: str) -> bool:
    """Whether the id was made of the name of the file and the number of the line."""
    return re.fullmatch(re.escape(Path(source).name) + r":\d+", id) is not None


def digest(text: str) -> str:
    """The SHA-256 of ``text`` in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(url: str) -> str:
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", parts.query, ""))
