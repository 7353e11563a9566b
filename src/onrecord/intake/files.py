"""Files and streams: which form they take, and one article or failure after the other."""

from __future__ import annotations

import codecs
import os
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from ..article import Article
from .dates import iso_date
from .decode import byte_order_mark, decode, is_binary
from .html import from_page
from .lines import from_json
from .problems import Failure, IntakeError
from .text import from_text

FORMS = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".json": "json",
}
"""Which form a file has by the end of its name; any other is told by its content."""

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h1|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*\{)")
_EMPTY = "it is empty; there is nothing to read"


def read_path(
    path: str | os.PathLike[str], *, published: str | None = None, title: str | None = None
) -> Iterator[Article | Failure]:
    """The articles of the file at ``path``; "-" is standard input.

    ``published`` (ISO 8601) and ``title`` count where the file says none. Yields a ``Failure`` for what could not
    be read, and goes on with the next article; raises nothing for what is in the file or for its absence.
    """
    name = os.fspath(path)
    if name == "-":
        yield from read_stream(sys.stdin.buffer, "-", published=published, title=title)
        return
    try:
        if Path(name).is_dir():  # opening one says something else on every system
            yield Failure(_shown(name), "this is a directory; name the files in it")
            return
        with Path(name).open("rb") as stream:
            yield from read_stream(stream, name, published=published, title=title)
    except FileNotFoundError:
        yield Failure(_shown(name), "there is no such file; check the name")
    except PermissionError:
        yield Failure(_shown(name), "it may not be read by you; change its permissions")
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the name
        yield Failure(_shown(name), f"it cannot be read: {getattr(error, 'strerror', None) or error}")


def _shown(name: str) -> str:
    """``name`` with replacement characters where the file system's bytes are not UTF-8, so that it can be written out."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace") if not name.isascii() else name


def read_stream(
    stream: BinaryIO, name: str, *, published: str | None = None, title: str | None = None
) -> Iterator[Article | Failure]:
    """The articles of a binary stream called ``name``, whose ending tells its form as it does in ``read_path``.

    Without a known ending the content tells: JSON, HTML, or else plain text. JSON Lines are read one
    by one, everything else at once. Yields as ``read_path`` does; raises ``OSError`` where the stream does.
    """
    name = _shown(name)
    try:
        day = iso_date(published) if published else None
    except IntakeError as error:
        yield Failure(name, str(error))
        return
    origin = _Origin(name, day, title)
    form = FORMS.get(Path(name).suffix.lower())
    head = _first_lines(stream)
    plain = not is_binary(head) and byte_order_mark(head) in (None, "utf-8")
    if plain and (form == "lines" or (form is None and _is_object(head))):
        yield from _lines(chain(head.removeprefix(codecs.BOM_UTF8).splitlines(keepends=True), stream), origin)
        return
    try:
        yield from _whole(head + stream.read(), form, origin)
    except IntakeError as error:
        yield Failure(name, str(error))


class _Origin(NamedTuple):
    """What is known of a file before it is read. ``published`` and ``title`` count where the file says none."""

    name: str
    published: str | None
    title: str | None

    @property
    def id(self) -> str:
        return "-" if self.name == "-" else Path(self.name).stem or self.name

    def line_id(self, number: int) -> str:
        return f"{Path(self.name).name or self.name}:{number}"


def _first_lines(stream: BinaryIO) -> bytes:
    """The first line that is not blank, with the blank ones above it."""
    lines: list[bytes] = []
    while line := stream.readline():
        lines.append(line)
        if line.strip():
            break
    return b"".join(lines)


def _whole(data: bytes, form: str | None, origin: _Origin) -> Iterator[Article | Failure]:
    """The articles of a file that is in memory. Raises ``IntakeError`` where there is none in it."""
    if not data.strip():
        raise IntakeError(_EMPTY)
    text = decode(data, html=form == "html")
    if not text.strip():
        raise IntakeError(_EMPTY)
    if form is None:
        form = "html" if _HTML.match(text[:5000]) else "json" if _JSON.match(text[:5000]) else "text"
    if form == "html":
        yield from_page(text, id=origin.id, otherwise_published=origin.published, otherwise_title=origin.title)
    elif form == "text":
        yield from_text(text, id=origin.id, published=origin.published, title=origin.title)
    elif form == "lines":
        yield from _lines(text.split("\n"), origin)
    else:
        yield from _json(text, origin)


def _json(text: str, origin: _Origin) -> Iterator[Article | Failure]:
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
        yield from_json(document, id=origin.id, published=origin.published, title=origin.title)


def _raw(text: str) -> bytes | list[bytes]:
    if text.lstrip().startswith("["):
        return [bytes(item) for item in msgspec.json.decode(text, type=list[msgspec.Raw])]
    return bytes(msgspec.json.decode(text, type=msgspec.Raw))


def _lines(lines: Iterable[bytes | str], origin: _Origin) -> Iterator[Article | Failure]:
    """One article or failure for every line that is not blank."""
    empty = True
    for number, line in enumerate(lines, 1):
        if line.strip():
            empty = False
            yield _object(line, number, origin)
    if empty:
        yield Failure(origin.name, _EMPTY)


def _object(data: bytes | str, number: int, origin: _Origin) -> Article | Failure:
    try:
        return from_json(data, id=origin.line_id(number), published=origin.published, title=origin.title)
    except IntakeError as error:
        return Failure(f"{origin.name}:{number}", str(error))


def _is_object(line: bytes | str) -> bool:
    try:
        return isinstance(msgspec.json.decode(line), dict)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return False
