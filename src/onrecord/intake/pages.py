"""Addresses to articles: a page, a file on the web, or the pages that a feed or sitemap links to."""

from __future__ import annotations

import io
import logging
from dataclasses import replace
from urllib.parse import urlsplit

from ..article import Article
from .archive import HTML_TYPES
from .decode import decode
from .files import stream_articles, take
from .html import from_page, is_html
from .limits import MAX_FETCH
from .links import Link, is_links, links
from .origin import Items, Origin
from .problems import Failure, IntakeError
from .text import from_text
from .unpack import unpacked
from .web import Answer, Web

log = logging.getLogger("onrecord.intake")

_DEEPEST = 3  # sitemaps within sitemaps


class Visit:
    """What one source leads to on the web: every address once, one after the other, as ``web`` lets them be fetched."""

    def __init__(self, web: Web, origin: Origin) -> None:
        self._web = web
        self._origin = origin
        self._seen: set[int] = set()  # hashes: a hundred thousand addresses take 6 MB
        self._left = web.max_pages
        self._told = False

    def address(self, url: str) -> Items:
        """The articles at ``url``, be it a page, a feed, a sitemap or a file that intake reads."""
        self._seen.add(hash(url))
        try:
            answer = self._web.get(url)
            stream, head = unpacked(io.BytesIO(answer.body))
            if is_links(head):
                yield from self.links(take(stream, MAX_FETCH), answer.url)
            elif _is_file(answer, head):
                yield from stream_articles(io.BytesIO(answer.body), replace(self._origin, name=answer.url.split("?")[0]))
            else:
                yield _article(answer, Link(url), self._origin)
        except IntakeError as error:
            yield Failure(url, str(error))

    def links(self, data: bytes, url: str, depth: int = 1) -> Items:
        """The articles behind the links of a feed or sitemap that came from ``url``."""
        try:
            for link in links(data, url):
                if (key := hash(link.url)) in self._seen:
                    continue
                if self._left == 0:
                    if not self._told:
                        log.info("%s: it has more than %d links; the rest is left out", self._origin.name, self._web.max_pages)
                    self._told = True
                    return
                self._seen.add(key)
                if link.sitemap:
                    yield from self._sitemap(link.url, depth)
                    continue
                if self._left is not None:
                    self._left -= 1
                yield self._page(link)
        except IntakeError as error:
            yield Failure(url or self._origin.name, str(error))

    def _sitemap(self, url: str, depth: int) -> Items:
        try:
            if depth >= _DEEPEST:
                raise IntakeError(f"it is a sitemap in a sitemap, {_DEEPEST} deep; name it alone")
            answer = self._web.get(url)
            stream, head = unpacked(io.BytesIO(answer.body))
            if not is_links(head):
                raise IntakeError("a sitemap names it as another one, and it is none")
            data = take(stream, MAX_FETCH)
        except IntakeError as error:
            yield Failure(url, str(error))
        else:
            yield from self.links(data, answer.url, depth + 1)

    def _page(self, link: Link) -> Article | Failure:
        try:
            answer = self._web.get(link.url)
            if is_links(answer.body[:4096]):
                raise IntakeError("it is a feed or a sitemap, not an article; name it alone")
            return _article(answer, link, self._origin)
        except IntakeError as error:
            return Failure(link.url, str(error))


def _is_file(answer: Answer, head: bytes) -> bool:
    """Whether the answer is a file of many articles rather than a page or a text."""
    form = Origin(urlsplit(answer.url).path).form
    if form in ("lines", "json", "table", "archive") or answer.body[:4] != head[:4]:  # compressed
        return answer.media_type not in HTML_TYPES or form is None
    return answer.media_type.endswith(("json", "ndjson", "jsonl", "csv", "tab-separated-values", "warc"))


def _article(answer: Answer, link: Link, origin: Origin) -> Article:
    """The article in an answer. Its id is its address, which no other article has."""
    published, title = link.published or origin.published, link.title or origin.title
    if answer.media_type == "text/plain":
        text = decode(answer.body)
        if not is_html(text):
            if not text.strip():
                raise IntakeError("it is empty; there is nothing to read")
            return from_text(text, id=answer.url, url=answer.url, published=published, title=title)
    return from_page(
        decode(answer.body, html=True, charset=answer.charset),
        id=answer.url,
        url=answer.url,
        otherwise_published=published,
        otherwise_title=title,
    )
