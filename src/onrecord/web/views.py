"""Views: the templates' environment, and how things of the store are put into words on a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from .. import __version__
from ..export import phrases
from ..export.sheet import exact
from .asking import address
from .assets import asset


def environment() -> Environment:
    """The templates; everything that they are given is escaped."""
    made = Environment(
        loader=PackageLoader("onrecord.web"), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    made.filters |= {
        "exact": exact,
        "words": words,
        "date": phrases.date,
        "counted": phrases.counted,
        "number": number,
        "link": link,
        "hits": hits,
    }
    made.globals |= {"asset": asset, "address": address, "version": __version__}
    return made


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def words(text: str | None) -> Markup:
    """Other people's words in one line: isolated, so that the direction of their script stays their own; without controls."""
    flat = " ".join(_CONTROL.sub("\ufffd", text or "").split())
    return Markup('<bdi dir="auto">{}</bdi>').format(flat)


def link(url: str | None) -> str | None:
    """An address that may be a link: http and https alone."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and parts.netloc else None


def number(value: Any) -> str:
    """A number with its thousands apart."""
    return f"{value:,}"


def hits(text: str, found: Iterable[tuple[int, int]]) -> Markup:
    """``text`` with what was searched marked."""
    parts: list[Markup] = []
    last = 0
    for start, end in found:
        parts += [_flat(text[last:start]), Markup("<mark>"), _flat(text[start:end]), Markup("</mark>")]
        last = end
    parts.append(_flat(text[last:]))
    return Markup('<bdi dir="auto">{}</bdi>').format(Markup("").join(parts))


def _flat(text: str) -> Markup:
    return escape(_CONTROL.sub("\ufffd", text))
