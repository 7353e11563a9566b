"""JSON Lines: one article an object, with ``text`` or ``html`` and what is known about it."""

from __future__ import annotations

import re

import msgspec

from ..article import Article
from .html import from_page
from .problems import IntakeError
from .text import from_text


class Line(msgspec.Struct):
    """One object of a JSON Lines file, or one row of a table. Fields that are not listed here are passed over."""

    text: str | None = None
    html: str | None = None
    id: str | int | None = None
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None


_decoder = msgspec.json.Decoder(Line)


def from_json(data: bytes | str, *, id: str, published: str | None = None, title: str | None = None) -> Article:
    """The article in one JSON object.

    ``id``, ``published`` and ``title`` count where the object says none (null, missing, or white space only).
    Raises ``IntakeError`` where it is not valid JSON, has neither ``text`` nor ``html``, has a field of the wrong
    type, or makes no article.
    """
    try:
        line = _decoder.decode(data)
    except msgspec.ValidationError as error:
        raise IntakeError(_advice(str(error))) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise IntakeError(f"this is not valid JSON ({error}); write one object a line, in UTF-8") from None
    return from_line(line, id=id, published=published, title=title)


def from_line(line: Line, *, id: str, published: str | None = None, title: str | None = None) -> Article:
    """As ``from_json``, of fields that have been taken apart already."""
    own_id = _filled(str(line.id)) if line.id is not None else None
    known = {
        "url": _filled(line.url),
        "publisher": _filled(line.publisher),
        "byline": _filled(line.byline),
        "language": _filled(line.language),
    }
    own_title, own_day = _filled(line.title), _filled(line.published)
    if _filled(line.text) is not None:
        return from_text(line.text or "", id=own_id or id, title=own_title or title, published=own_day or published, **known)
    if _filled(line.html) is not None:
        return from_page(
            line.html or "",
            id=own_id or id,
            title=own_title,
            published=own_day,
            otherwise_title=title,
            otherwise_published=published,
            **known,
        )
    if line.text is None and line.html is None:
        raise IntakeError('there is neither "text" nor "html"; give the article in one of them')
    raise IntakeError('"text" and "html" are empty; there is nothing to read')


def _filled(value: str | None) -> str | None:
    return value if value and value.strip() else None


_TYPES = {
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "str": "text",
    "array": "a list",
    "object": "an object",
    "null": "null",
}


def _advice(message: str) -> str:
    """What to do about the decoder's "Expected `A`, got `B` - at `$.field`"."""
    m = re.search(r"got `(\w+)`(?: - at `\$\.(\w+))?", message)
    got = _TYPES.get(m[1], m[1]) if m else "something else"
    if m is None or m[2] is None:
        return f'this is {got}, not an article; write one object a line, with a "text" or an "html" field'
    return f'the field "{m[2]}" is {got} and must be text; correct it or leave it out'
