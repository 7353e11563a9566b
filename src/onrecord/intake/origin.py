"""What is known of a file before it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..article import Article
from .problems import Failure
from .unpack import PACKED

FORMS = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".json": "json",
    ".csv": "table",
    ".tsv": "table",
    ".warc": "archive",
}
"""Which form a file has by the end of its name, less that of a compression; any other is told by its content."""

Items = Iterator[Article | Failure]


@dataclass(frozen=True)
class Origin:
    """A file or stream. ``published`` and ``title`` count where it says none itself.

    ``base``: what the ids of its articles begin with, where that is not the name without folders. ``columns``: from the fields of an article to the names of a
    table's columns. ``follow``: from a feed or sitemap and its address to the articles behind its links. ``passed`` is called with the bytes of
    a file that have been read, before each of its articles.
    """

    name: str
    published: str | None = None
    title: str | None = None
    base: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    follow: Callable[[bytes, str], Items] | None = None
    passed: Callable[[int], None] | None = None

    @property
    def form(self) -> str | None:
        """Its form by its name, one of those in ``FORMS``."""
        return FORMS.get(Path(bare(self.name)).suffix.lower())

    @property
    def article_id(self) -> str:
        """The id of its article, where it holds one: the name without endings."""
        name = bare(self.base or Path(self.name).name or self.name)
        return name.removesuffix(Path(name).suffix) or name

    def item_id(self, number: int) -> str:
        """The id of the article in line, row or item ``number`` (1 is the first)."""
        return f"{self.base or Path(self.name).name or self.name}:{number}"

    def failure(self, message: str, number: int | None = None) -> Failure:
        """What is wrong with it, or with its line, row or item ``number``."""
        return Failure(self.name if number is None else f"{self.name}:{number}", message)


def bare(name: str) -> str:
    """``name`` without the ending of a compression."""
    return name[: -len(Path(name).suffix)] if name.lower().endswith(PACKED) else name


def printable(name: str) -> str:
    """``name`` with replacement characters where the file system's bytes are not UTF-8, so that it can be written out."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace") if not name.isascii() else name
