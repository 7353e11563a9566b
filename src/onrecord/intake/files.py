"""Files and streams: which form they take, and one article or failure after the other."""

from __future__ import annotations

import codecs
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import msgspec

from ..article import Article
from .archive import from_archive
from .dates import iso_date
from .decode import byte_order_mark, decode, is_binary
from .html import from_page, is_html
from .limits import MAX_ARTICLE, MAX_DOCUMENT, MAX_FETCH, shown
from .lines import from_json
from .links import is_links
from .origin import Items, Origin, printable
from .problems import Failure, IntakeError
from .table import from_table, names_columns
from .text import from_text
from .unpack import unpacked

_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*\{)")
_EMPTY = "it is empty; there is nothing to read"


def read_path(
    path: str | os.PathLike[str],
    *,
    published: str | None = None,
    title: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Items:
    """The articles of the file at ``path``; "-" is standard input.

    ``published`` (ISO 8601) and ``title`` count where the file says none; ``columns`` maps "text", "title" and so on
    to the names of a table's columns. Yields a ``Failure`` for what could not be read, and goes on with the next
    article; raises nothing for what is in the file or for its absence.
    """
    yield from file_articles(os.fspath(path), Origin(printable(os.fspath(path)), published, title, columns=columns or {}))


def read_stream(
    stream: BinaryIO,
    name: str,
    *,
    published: str | None = None,
    title: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Items:
    """The articles of a binary stream called ``name``, whose ending tells its form as it does in ``read_path``.

    Without a known ending the content tells: a web archive, JSON, HTML, or else plain text; gzip and Zstandard are
    always told by the content. JSON Lines, tables and archives are read one article at a time, everything else at
    once. Yields as ``read_path`` does; raises ``OSError`` where the stream does.
    """
    yield from stream_articles(stream, Origin(printable(name), published, title, columns=columns or {}))


def file_articles(path: str, origin: Origin) -> Items:
    """The articles of the file at ``path``, as ``read_path`` gives them."""
    if path == "-":
        yield from stream_articles(sys.stdin.buffer, origin)
        return
    try:
        if Path(path).is_dir():  # opening one says something else on every system
            yield origin.failure("this is a directory; name the files in it")
            return
        with Path(path).open("rb") as stream:
            for item in stream_articles(stream, origin):
                if origin.passed is not None:
                    origin.passed(stream.tell())
                yield item
    except FileNotFoundError:
        yield origin.failure("there is no such file; check the name")
    except PermissionError:
        yield origin.failure("it may not be read by you; change its permissions")
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the name
        yield origin.failure(f"it cannot be read: {getattr(error, 'strerror', None) or error}")


def stream_articles(stream: BinaryIO, origin: Origin) -> Items:
    """The articles of a stream, as ``read_stream`` gives them."""
    try:
        day = iso_date(origin.published) if origin.published else None
        yield from _articles(stream, replace(origin, published=day))
    except IntakeError as error:
        yield origin.failure(str(error))


def _articles(packed: BinaryIO, origin: Origin) -> Items:
    """The articles of a stream. Raises ``IntakeError`` for what ends it."""
    stream, head = unpacked(packed)
    form = origin.form
    if form == "archive" or (form is None and head.startswith(b"WARC")):
        yield from from_archive(stream, origin)
        return
    if form is None and is_links(head):
        if origin.follow is None:
            raise IntakeError("this is a feed or a sitemap; read_source() fetches the pages that it links to")
        yield from origin.follow(take(stream, MAX_FETCH), "")
        return
    head = _first_lines(stream)
    if form == "table" or (form is None and names_columns(head, origin)):
        yield from from_table(stream, head, origin)
        return
    plain = not is_binary(head) and byte_order_mark(head) in (None, "utf-8")
    if plain and (form == "lines" or (form is None and _is_object(head))):
        yield from _lines(_pieces(stream, head.removeprefix(codecs.BOM_UTF8)), origin)
        return
    several = form in ("json", "lines") or (form is None and head.lstrip()[:1] in (b"[", b"{"))
    yield from _whole(take(stream, MAX_DOCUMENT if several else MAX_ARTICLE, head), form, origin)


def _first_lines(stream: BinaryIO) -> bytes:
    """The first line that is not blank, with the blank ones above it."""
    lines: list[bytes] = []
    size = 0
    while line := stream.readline(MAX_DOCUMENT - size):
        lines.append(line)
        size += len(line)
        if line.strip():
            break
    return b"".join(lines)


def take(stream: BinaryIO, limit: int, head: bytes = b"") -> bytes:
    """``head`` and all that follows it. Raises ``IntakeError`` where that is more than ``limit`` bytes."""
    data = head + stream.read(max(limit + 1 - len(head), 0))
    if len(data) > limit:
        raise IntakeError(f"it is larger than {shown(limit)}; give many articles as JSON Lines or CSV, which are read one by one")
    return data


def _pieces(stream: BinaryIO, head: bytes) -> Iterator[bytes | None]:
    """The lines of ``head`` and of what follows it; None for one that is too long to be an article."""
    for line in head.splitlines(keepends=True):
        yield line if len(line) <= MAX_ARTICLE else None
    if not head.endswith((b"\n", b"\r")):
        _skip_line(stream, head)
    while line := stream.readline(MAX_ARTICLE + 1):
        if len(line) > MAX_ARTICLE:
            _skip_line(stream, line)
            yield None
        else:
            yield line


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    """Read on to the end of a line of which ``line`` is the last part that was read."""
    while line and not line.endswith(b"\n"):
        line = stream.readline(1 << 20)


def _whole(data: bytes, form: str | None, origin: Origin) -> Items:
    """The articles of a file that is in memory. Raises ``IntakeError`` where there is none in it."""
    if not data.strip():
        raise IntakeError(_EMPTY)
    text = decode(data, html=form == "html")
    if not text.strip():
        raise IntakeError(_EMPTY)
    if form is None:
        form = "html" if is_html(text) else "json" if _JSON.match(text[:5000]) else "text"
    if form == "html":
        yield from_page(text, id=origin.article_id, otherwise_published=origin.published, otherwise_title=origin.title)
    elif form == "text":
        yield from_text(text, id=origin.article_id, published=origin.published, title=origin.title)
    elif form == "lines":
        yield from _lines(text.split("\n"), origin)
    else:
        yield from _json(text, origin)


def _json(text: str, origin: Origin) -> Items:
    """A JSON document: one object, a list of objects, or after all JSON Lines."""
    try:
        document = _raw(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        lines = text.split("\n")
        if any(_is_object(line) for line in lines):
            yield from _lines(lines, origin)
            return
        raise IntakeError(f"it looks like JSON and is not valid ({error}); repair it, or name the file .txt") from None
    if isinstance(document, list):
        if not document:
            raise IntakeError(_EMPTY)
        for number, item in enumerate(document, 1):
            yield _object(item, number, origin)
    else:
        yield from_json(document, id=origin.article_id, published=origin.published, title=origin.title)


def _raw(text: str) -> bytes | list[bytes]:
    if text.lstrip().startswith("["):
        return [bytes(item) for item in msgspec.json.decode(text, type=list[msgspec.Raw])]
    return bytes(msgspec.json.decode(text, type=msgspec.Raw))


def _lines(lines: Iterable[bytes | str | None], origin: Origin) -> Items:
    """One article or failure for every line that is not blank."""
    empty = True
    for number, line in enumerate(lines, 1):
        if line is None:
            empty = False
            yield origin.failure(f"the line is longer than {shown(MAX_ARTICLE)}, which no article is; leave it out", number)
        elif line.strip():
            empty = False
            yield _object(line, number, origin)
    if empty:
        yield origin.failure(_EMPTY)


def _object(data: bytes | str, number: int, origin: Origin) -> Article | Failure:
    try:
        return from_json(data, id=origin.item_id(number), published=origin.published, title=origin.title)
    except IntakeError as error:
        return origin.failure(str(error), number)


def _is_object(line: bytes | str) -> bool:
    try:
        return isinstance(msgspec.json.decode(line), dict)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return False
