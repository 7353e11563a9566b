"""Onrecord reads the news and keeps the record: who said what, in whose words and when.

    import onrecord
    record = onrecord.read(text, published="2016-09-12")
    for statement in record.statements:
        print(statement.speaker, statement.content[0].text)

Every span of a record is the article's own characters: ``article.text[span.start:span.end] == span.text``.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from .article import Article, Zone
from .record import Commitment, Figure, Record, SaidOn, Span, Speaker, Statement, Time

if TYPE_CHECKING:
    from .reader.reader import Reader
    from .store import Store

__version__ = "0.1.0"
__all__ = [
    "Article",
    "Commitment",
    "Figure",
    "Reader",
    "Record",
    "SaidOn",
    "Span",
    "Speaker",
    "Statement",
    "Store",
    "Time",
    "Zone",
    "__version__",
    "read",
]

_reader: Reader | None = None


def read(
    text: str,
    *,
    published: str | date | None = None,
    title: str | None = None,
    id: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
) -> Record:
    """Read one article given as plain text.

    ``text``: the article; offsets in the record are code points of it. ``published``: date of publication
    (a ``date``, or YYYY-MM-DD), from which words such as "on Wednesday" are reckoned. ``title``, ``id``, ``url``, ``publisher``
    are kept in the record. The model is loaded at the first call and kept; for many articles, or other weights,
    use ``Reader``. Raises ``ValueError`` where ``published`` is no date, ``TypeError`` where ``text`` is no string.
    """
    from .intake import from_text

    global _reader
    if _reader is None:
        from .reader.reader import Reader

        _reader = Reader()
    return _reader.read(from_text(text, published=published, title=title, id=id, url=url, publisher=publisher))


def __getattr__(name: str) -> Any:
    # the reader loads an inference runtime, which `import onrecord` alone should not cost
    if name == "Reader":
        from .reader.reader import Reader

        return Reader
    if name == "Store":  # and the store a database toolkit
        from .store import Store

        return Store
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
