"""Views: the templates' environment, and how things of the store are put into words on a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from .. import __version__
from ..export import phrases
from ..export.sheet import exact
from ..store import Said
from ..store.facets import COUNTED
from ..store.log import Entry
from .asking import address
from .assets import asset
from .telling import changes, did, moment


def environment() -> Environment:
    """The templates; everything that they are given is escaped."""
    made = Environment(
        loader=ChoiceLoader(
            [PackageLoader("onrecord.web"), PackageLoader("onrecord.export")]
        ),  # an article's sheet is the export's
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters |= {
        "exact": exact,
        "words": words,
        "speaker": speaker,
        "speaker_text": speaker_text,
        "act": phrases.act_noun,
        "bound": phrases.act,
        "evidence": phrases.evidence,
        "date": phrases.date,
        "counted": phrases.counted,
        "number": number,
        "link": link,
        "hits": isolated_hits,
        "matched": matched,
        "role": role,
        "did": did,
        "changes": changes,
        "moment": moment,
    }
    made.globals |= {
        "asset": asset,
        "address": address,
        "around": around,
        "address_of": address_of,
        "COUNTED": COUNTED,
        "version": __version__,
    }
    made.globals |= {"user": None, "seen": None}
    return made


def address_of(entry: Entry) -> str | None:
    """The page of what an entry of the log was done to; null where it has none."""
    path = {"statement": "/statement", "person": "/people", "commitment": "/commitments", "article": "/article"}.get(entry.subject)
    return f"{path}/{entry.subject_id}" if path is not None else None


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def words(text: str | None) -> Markup:
    """Other people's words in one line: isolated, so that the direction of their script stays their own; without controls."""
    flat = " ".join(_CONTROL.sub("\ufffd", text or "").split())
    return Markup(f'<bdi dir="auto">{escape(flat)}</bdi>')  # a page has hundreds of these: format() takes ten times as long


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


def speaker_text(name: str | None) -> str:
    """The name that a speaker is shown by, as text."""
    return "Speaker not stated" if not name else "The article’s author" if name == "AUTHOR" else name


def speaker(name: str | None) -> Markup:
    """The name that a speaker is shown by."""
    return words(speaker_text(name))


def role(of: Any) -> str | None:
    """The role of a statement's speaker, or of who is listed, where it says more than the name does."""
    name = of.speaker if hasattr(of, "speaker") else of.name
    return None if of.role is None or of.role.casefold() == (name or "").casefold() else str(of.role)


_AROUND = 120
"""Characters of context before and after a hit."""


def around(said: Said, context: tuple[str, str] | None) -> Markup:
    """A statement's content with what was searched marked, and the words around it in its paragraph."""
    before, after = context or ("", "")
    before = re.split(r"\n\s*", before)[-1]
    after = re.split(r"\n", after)[0]
    if len(before) > _AROUND:
        before = "…" + before[-_AROUND:].partition(" ")[2]
    if len(after) > _AROUND:
        after = after[:_AROUND].rpartition(" ")[0] + "…"
    parts = [Markup('<bdi dir="auto">')]
    if before.strip():
        parts.append(Markup(f'<span class="ctx">{_flat(before)}</span>'))
    parts.append(Markup(f'<span class="content">{hits(said.content, said.hits)}</span>'))
    if after.strip():
        parts.append(Markup(f'<span class="ctx">{_flat(after)}</span>'))
    return Markup("").join([*parts, Markup("</bdi>")])


def hits(text: str, found: Iterable[tuple[int, int]]) -> Markup:
    """``text`` with what was searched marked."""
    parts: list[Markup] = []
    last = 0
    for start, end in found:
        parts += [_flat(text[last:start]), Markup(f"<mark>{_flat(text[start:end])}</mark>")]
        last = end
    return Markup("").join([*parts, _flat(text[last:])])


def isolated_hits(text: str, found: Iterable[tuple[int, int]]) -> Markup:
    """``hits``, isolated, so that the direction of their script stays their own."""
    return Markup(f'<bdi dir="auto">{hits(text, found)}</bdi>')


def matched(text: str, of: Iterable[str]) -> Markup:
    """``text`` with these words marked, in whatever case they stand."""
    named = sorted({word for word in of if word}, key=len, reverse=True)
    pattern = "|".join(re.escape(word) for word in named)
    found = [match.span() for match in re.finditer(rf"\b(?:{pattern})\b", text, re.IGNORECASE)] if named else []
    return isolated_hits(text, found)


def _flat(text: str) -> Markup:
    return escape(_CONTROL.sub("\ufffd", text))
