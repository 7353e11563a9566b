"""Web archives (WARC, ISO 28500): the HTML pages that a crawler was given, as Common Crawl's CC-NEWS ships them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message
from typing import Any, BinaryIO

from ..article import Article
from .decode import decode
from .html import from_page
from .limits import MAX_PAGE, shown
from .origin import Items, Origin
from .problems import Failure, IntakeError

_LONGEST_HEADER = 1 << 20
_TAIL = 8192
_BEGUN = re.compile(rb"\n(?:W|WA|WAR|WARC(?:/(?:(?!\n\r?\n).)*)?)\Z", re.DOTALL)
"""A header without the blank line that ends it, at the end of the archive."""

HTML_TYPES = ("text/html", "application/xhtml+xml")


def from_archive(stream: BinaryIO, origin: Origin) -> Items:
    """One article or failure for every HTML page in the archive; all its other records are passed over.

    Pages are the records of type "response" with status 200 and the media type of HTML; ``id`` and ``url`` are the
    record's address. One record is in memory at a time. Raises ``IntakeError`` where the archive breaks off or is
    damaged, after the last whole record.
    """
    watched = _Watched(stream)
    number = 0
    for number, record in enumerate(_records(watched), 1):
        page = _page(record, number, origin)
        _drain(record.raw_stream)
        if not watched.is_whole(record):
            break
        if page is not None:
            yield page
    if watched.error is not None:
        raise IntakeError(f"record {number or 1}: {watched.error}")
    if number == 0:
        raise IntakeError("there is no WARC record in it")


class _Watched:
    """The stream that the parser reads. It keeps the error that ended it, of which the parser would make a plain end."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.error: str | None = None
        self.left: int | None = None  # bytes that may still be read, where there is a limit
        self._tail = b""

    def read(self, size: int = -1) -> bytes:
        if self.left is not None and self.left <= 0:
            self.error = (
                self.error or f"what follows it is no record within {shown(_LONGEST_HEADER)}, and nothing after that is read"
            )
            return b""
        try:
            piece = self._stream.read(size)
        except IntakeError as error:
            self.error = str(error)
            return b""
        if self.left is not None:
            self.left -= len(piece)
        self._tail = (self._tail + piece)[-_TAIL:]
        return piece

    def check_end(self) -> None:
        """Of a header that breaks off the parser says nothing either."""
        if self.error is None and _BEGUN.search(self._tail):
            self.error = "the archive is cut short in the header of the next record"

    def is_whole(self, record: Any) -> bool:
        """Whether all of ``record``, which has been read, was there; where not, ``error`` says so."""
        if record.rec_headers.get_header("Content-Length") is None:
            self.error = self.error or "its header is not whole: the archive is cut short, or damaged from there on"
        missing = getattr(record.raw_stream, "limit", 0)
        if missing > 0 and self.error is None:
            self.error = f"the archive is cut short: {missing} bytes of the record are missing, and what comes after it"
        return self.error is None


def _records(watched: _Watched) -> Iterator[Any]:
    """warcio's records; whatever it trips over is kept in ``watched``."""
    from warcio.archiveiterator import WARCIterator

    records = WARCIterator(watched)
    while True:
        try:
            watched.left = _LONGEST_HEADER  # the parser would look for the end of a line through the whole file
            record = next(records, None)
            watched.left = None
        except Exception as error:  # ArchiveLoadFailed, and AttributeError where a header breaks off
            watched.error = (
                watched.error or f"what follows it is no record ({type(error).__name__}), and nothing after that is read"
            )
            return
        if record is None:
            watched.check_end()
            return
        yield record


def _page(record: Any, number: int, origin: Origin) -> Article | Failure | None:
    """The article or failure that a record makes; None where it is no page."""
    http = record.http_headers
    if record.rec_type != "response" or http is None or http.get_statuscode() != "200":
        return None
    kind, charset = media_type(http.get_header("Content-Type"))
    if kind not in HTML_TYPES:
        return None
    url = record.rec_headers.get_header("WARC-Target-URI", "").strip("<>") or None
    try:
        try:
            data = record.content_stream().read(MAX_PAGE + 1)
        except Exception as error:  # what the server sent is anybody's
            raise IntakeError(f"its content cannot be unpacked ({type(error).__name__})") from error
        if len(data) > MAX_PAGE:
            raise IntakeError(f"it is larger than {shown(MAX_PAGE)}, which no page of an article is")
        return from_page(
            decode(data, html=True, charset=charset),
            id=url or origin.item_id(number),
            url=url,
            otherwise_published=origin.published,
            otherwise_title=origin.title,
        )
    except IntakeError as error:
        return origin.failure(f"{url}: {error}" if url else str(error), number)


def media_type(header: str | None) -> tuple[str, str | None]:
    """The media type in lower case ("" where there is none) and the charset of a Content-Type header."""
    if not header:
        return "", None
    message = Message()
    message["Content-Type"] = header.replace("\r", " ").replace("\n", " ")
    charset = message.get_param("charset")
    return message.get_content_type(), charset if isinstance(charset, str) else None


def _drain(stream: Any) -> None:
    while stream.read(1 << 20):
        pass
