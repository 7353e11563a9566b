"""Feeds and sitemaps: documents that list the addresses of articles."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin

from .dates import day_of
from .limits import MAX_PAGE, shown
from .problems import IntakeError

_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?.{0,500}?\?>\s*|<!--.{0,2000}?-->\s*|<!DOCTYPE[^>]{0,500}>\s*)*"
    rb"<(?:\w+:)?(?P<name>rss|feed|RDF|urlset|sitemapindex)\b",
    re.DOTALL,
)


class Link(NamedTuple):
    """One address, and what the list says about the article behind it. ``sitemap``: it is another list."""

    url: str
    title: str | None = None
    published: str | None = None
    sitemap: bool = False


def is_links(head: bytes) -> bool:
    """Whether a document that begins with ``head`` is a feed (RSS, Atom) or a sitemap."""
    return _ROOT.match(head) is not None


def links(data: bytes, url: str) -> Iterator[Link]:
    """The links of a feed or sitemap from ``url``, in its order, each address once.

    Raises ``IntakeError`` where there is none, or the document cannot be read.
    """
    root = _ROOT.match(data)
    found = _sitemap(data) if root and root["name"] in (b"urlset", b"sitemapindex") else _feed(data, url)
    seen: set[str] = set()
    for link in found:
        address = urljoin(url, link.url.strip())
        if address and address not in seen:
            seen.add(address)
            yield link._replace(url=address)
    if not seen:
        raise IntakeError("there are no links in this feed or sitemap; check the address")


def _feed(data: bytes, url: str) -> Iterator[Link]:
    import feedparser  # late: it takes a tenth of a second to load

    if len(data) > MAX_PAGE:
        raise IntakeError(
            f"this feed is larger than {shown(MAX_PAGE)}; feeds list the latest articles, so look whether it ever ends"
        )
    try:
        feed = feedparser.parse(io.BytesIO(data), response_headers={"content-location": url} if url else {})
    except Exception as error:  # the feed is anybody's; whatever the parser trips over, the batch goes on
        raise IntakeError(f"this feed cannot be read ({type(error).__name__})") from error
    for entry in feed.entries:
        if entry.get("link"):
            title = re.sub(r"<[^>]*>", "", entry.get("title") or "")
            yield Link(entry.link, " ".join(title.split()) or None, _day(entry.get("published")))


def _sitemap(data: bytes) -> Iterator[Link]:
    from lxml import etree

    entry: dict[str, str] = {}
    try:
        # no entities from elsewhere, no fetching, and what comes after an error is still read
        for _, element in etree.iterparse(
            io.BytesIO(data), events=("end",), recover=True, resolve_entities=False, no_network=True, huge_tree=False
        ):
            name = etree.QName(element).localname if isinstance(element.tag, str) else ""
            parent = element.getparent()
            if name in ("url", "sitemap"):
                if entry.get("loc"):
                    yield Link(entry["loc"], entry.get("title"), _day(entry.get("publication_date")), sitemap=name == "sitemap")
                entry = {}
                element.clear()
                while element.getprevious() is not None:  # what has been read is let go
                    del parent[0]
            elif name in ("loc", "title", "publication_date") and (
                # an image or a video of the page has a "loc" and a "title" of its own
                name == "publication_date" or etree.QName(parent).localname in ("url", "sitemap", "news")
            ):
                entry[name] = " ".join((element.text or "").split())
    except etree.XMLSyntaxError as error:
        raise IntakeError(f"this sitemap is not valid XML ({error})") from None


def _day(value: str | None) -> str | None:
    try:
        return day_of(value) if value else None
    except IntakeError:
        return None
