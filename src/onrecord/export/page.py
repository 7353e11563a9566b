"""Page: records as one HTML file that needs no network, with every statement marked in the article's text."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, TextIO

from ..record import Record
from .phrases import counted
from .sheet import exact, options, sheet

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


def write_html(records: Iterable[Record], stream: TextIO, *, title: str | None = None) -> None:
    """Write a page of one article or several, to be stored as UTF-8.

    ``title`` heads the page; left out, it is the article's own, or the number of articles. All records are held in
    memory. The text content of each element of class "text" is its article's text, character for character, but for
    NUL and lone surrogates, which no page can hold and which become U+FFFD.
    """
    environment = _environment()
    articles = [sheet(record, f"a{number}") for number, record in enumerate(records, 1)]
    entries = [entry for article in articles for entry in article["entries"]]
    style = _source(environment, "page.css")
    script = _source(environment, "page.js")
    template = environment.get_template("page.html")
    stream.write(
        template.render(
            title=exact(title or (articles[0]["title"] if len(articles) == 1 else counted(len(articles), "article"))),
            own_title=title is not None or len(articles) != 1,
            articles=articles,
            style=style,
            script=script,
            style_hash=_hash(style),
            script_hash=_hash(script),
            count=len(entries),
            statements=counted(len(entries), "statement"),
            speakers=options(entry["name"] for entry in entries),
            kinds=options(entry["kind"] for entry in entries),
            manners=options(entry["manner"] for entry in entries),
        )
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader  # here, so that importing onrecord stays quick

    environment = Environment(loader=PackageLoader("onrecord.export"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["exact"] = exact
    return environment


def _source(environment: Environment, name: str) -> Markup:
    from markupsafe import Markup

    assert environment.loader is not None
    return Markup(environment.loader.get_source(environment, name)[0])


def _hash(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
