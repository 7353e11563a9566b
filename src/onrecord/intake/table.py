"""Tables (CSV, tab-separated): one article a row, with columns whose names are guessed."""

from __future__ import annotations

import csv
import io
import logging
import re
from collections import deque
from collections.abc import Iterator
from typing import TextIO

from ..article import Article
from .dates import day_of
from .decode import byte_order_mark, decode, is_binary
from .limits import MAX_ARTICLE, shown
from .lines import Line, from_line
from .origin import Items, Origin
from .problems import Failure, IntakeError
from .unpack import Pieces

_BETWEEN = "\x1e"  # the record separator of ASCII, which no text has
_LONGEST_NAME, _LONGEST_NAMES = 60, 5000  # of a column, and of a line that names columns

log = logging.getLogger("onrecord.intake")

COLUMNS = {
    "text": "text body content article article_text article_body full_text fulltext maintext story".split(),
    "html": "html raw_html page article_html".split(),
    "id": "id article_id doc_id docid document_id uuid guid".split(),
    "url": "url link href article_url source_url web_url permalink".split(),
    "title": "title headline article_title".split(),
    "byline": "byline author authors writer".split(),
    "publisher": "publisher publication outlet newspaper source source_name site sitename domain".split(),
    "published": "published date published_at publish_date date_published publication_date pub_date pubdate date_publish day".split(),
    "language": "language lang".split(),
}
"""The fields of an article, and the names of columns that each is taken from: the first that the table has."""


def from_table(stream: io.BufferedReader, head: bytes, origin: Origin) -> Items:
    """One article or failure a row of the table that ``head`` begins and ``stream`` goes on with.

    The first row has the names of the columns. Separators are commas, semicolons, tabs or bars. ``article.text`` is
    the field, character for character. A row that is not well formed is a failure, and the lines after its first are
    read again as rows of their own, so that one stray quotation mark does not swallow what follows. Raises
    ``IntakeError`` where no column holds the article.
    """
    names: list[str] | None = None
    columns: dict[str, int] = {}
    empty = True
    for number, row in _rows(_text(stream, head)):
        if isinstance(row, IntakeError):
            yield origin.failure(str(row), number)
        elif names is None:
            names = [name.strip() for name in _recoded(row)]
            columns = _columns(names, origin)
            continue
        else:
            yield _article(row, len(names), columns, number, origin)
        empty = False
    if empty:
        raise IntakeError("it has no rows; there is nothing to read")


def names_columns(head: bytes, origin: Origin) -> bool:
    """Whether a file that begins with ``head``, its first line, is a table: that line has nothing but short names, of which one is of a column
    with the article (given, or one of ``COLUMNS``) and another of a further field.
    """
    if len(head) > _LONGEST_NAMES or is_binary(head) or head.lstrip()[:1] in (b"{", b"["):  # JSON
        return False
    try:
        line = head.decode("utf-8-sig").strip()
        row = next(csv.reader([line], delimiter=_delimiter(line), strict=True), [])
    except (UnicodeDecodeError, csv.Error):
        return False
    names = [name.strip() for name in row]
    if len(names) < 2 or any(len(name) > _LONGEST_NAME for name in names):
        return False
    fields = _guessed(names) | {field for field, name in origin.columns.items() if name in names}
    return bool({"text", "html"} & fields) and len(fields) > 1


def _guessed(names: list[str]) -> set[str]:
    plain = {_plain(name) for name in names}
    return {field for field, guesses in COLUMNS.items() if plain.intersection(guesses)}


def _plain(name: str) -> str:
    return re.sub(r"\W+", "_", name.lower()).strip("_")


def _text(stream: io.BufferedReader, head: bytes) -> TextIO:
    """The characters of the table. Bytes that are not UTF-8 are kept as surrogates until their field is known."""
    encoding = byte_order_mark(head)
    joined = io.BufferedReader(Pieces(stream.read1, head))
    if encoding is None or encoding == "utf-8":
        return io.TextIOWrapper(joined, "utf-8-sig", errors="surrogateescape", newline="")
    return io.TextIOWrapper(joined, encoding[:6], errors="replace", newline="")  # "utf-16" and "utf-32" heed the mark


class _Lines:
    """The lines of a table, for the CSV parser; those of the row that is being read can be given back."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._again: deque[str] = deque()
        self._row: list[str] = []
        self._size = 0
        self.number = 0  # of the last line given

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._text.readline(MAX_ARTICLE + 1)
        if not line:
            raise StopIteration
        self.number += 1
        self._size += len(line)
        self._row.append(line)
        if self._size > MAX_ARTICLE:
            if len(line) > MAX_ARTICLE:
                self._row[-1] = ""
                while line and not line.endswith(("\n", "\r")):
                    line = self._text.readline(1 << 20)
            raise csv.Error(f"it is longer than {shown(MAX_ARTICLE)}, which no article is")
        return line

    def new_row(self) -> None:
        self._row, self._size = [], 0

    def give_back(self) -> None:
        """All lines of this row but the first are to be read again."""
        again = [line for line in self._row[1:] if line]
        self._again.extendleft(reversed(again))
        self.number -= len(again)
        self.new_row()

    def first(self) -> str:
        """The first line that is not blank, which is still to be read."""
        line = next((line for line in self if line.strip()), "")
        self._again.extendleft(reversed(self._row))
        self.number = 0
        self.new_row()
        return line


def _rows(text: TextIO) -> Iterator[tuple[int, list[str] | IntakeError]]:
    """The rows of a table, or what is wrong with them, with the number of their first line."""
    csv.field_size_limit(max(csv.field_size_limit(), MAX_ARTICLE))  # of the whole process; its default is no article's length
    lines = _Lines(text)
    try:
        delimiter = _delimiter(lines.first())
    except csv.Error as error:
        raise IntakeError(_advice(str(error))) from None
    while True:
        lines.new_row()
        start = lines.number + 1
        try:
            # a parser for each row, since after an error its state would be anybody's guess
            row = next(csv.reader(lines, delimiter=delimiter, strict=True), None)
        except csv.Error as error:
            lines.give_back()
            yield start, IntakeError(_advice(str(error)))
            continue
        if row is None:
            return
        if any(field.strip() for field in row):
            yield start, row


def _delimiter(line: str) -> str:
    outside = re.sub(r'"[^"]*"', "", line)
    return max(",;\t|", key=outside.count)


def _advice(message: str) -> str:
    if "unexpected end" in message or "expected after" in message:
        return "the row has a quotation mark that is never closed, or one within a quoted field that is not doubled; correct it"
    return f"the row cannot be read: {message}"


def _columns(names: list[str], origin: Origin) -> dict[str, int]:
    """The column of each field, given or guessed; what was guessed is told."""
    plain = [_plain(name) for name in names]
    columns: dict[str, int] = {}
    for field, name in origin.columns.items():
        if field not in COLUMNS:
            raise IntakeError(f'an article has no field "{field}"; its fields are {_listed(list(COLUMNS))}')
        if name not in names:
            raise IntakeError(f'there is no column "{name}"; the columns are {_listed(names)}')
        columns[field] = names.index(name)
    for field, guesses in COLUMNS.items():
        found = next((plain.index(guess) for guess in guesses if guess in plain), None)
        if field not in columns and found is not None and found not in columns.values():
            columns[field] = found
    if not {"text", "html"} & columns.keys():
        raise IntakeError(
            f'no column is called "text" or "html", or the like; name the one that holds the article. The columns are {_listed(names)}'
        )
    told = ", ".join(f'{field} from "{names[column]}"' for field, column in columns.items())
    rest = [name for column, name in enumerate(names) if column not in columns.values() and name]
    log.info("%s: %s%s", origin.name, told, f"; not used: {_listed(rest)}" if rest else "")
    return columns


def _listed(names: list[str]) -> str:
    shown = [f'"{name[:40]}"' for name in names[:20]]
    return ", ".join([*shown, f"and {len(names) - 20} more"] if len(names) > 20 else shown)


def _article(row: list[str], width: int, columns: dict[str, int], number: int, origin: Origin) -> Article | Failure:
    if len(row) < width or any(field.strip() for field in row[width:]):
        return origin.failure(
            f"the row has {len(row)} fields and the first row {width}; put fields with separators or line breaks in quotation marks",
            number,
        )
    try:
        row = _recoded(row)
        fields = {field: row[column] for field, column in columns.items()}
        if (day := fields.get("published", "")).strip():
            fields["published"] = day_of(day)
        return from_line(Line(**fields), id=origin.item_id(number), published=origin.published, title=origin.title)
    except IntakeError as error:
        return origin.failure(str(error), number)


def _recoded(row: list[str]) -> list[str]:
    """The fields as they were meant, where their bytes are not UTF-8; judged together, since one alone says too little."""
    joined = _BETWEEN.join(row)
    try:
        joined.encode()
    except UnicodeEncodeError:
        fields = decode(joined.encode("utf-8", "surrogateescape")).split(_BETWEEN)
        if len(fields) != len(row):
            raise IntakeError("its encoding cannot be told; save the table as UTF-8") from None
        return fields
    return row
