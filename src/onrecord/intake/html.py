"""HTML pages: the article among the navigation, with what the page says about itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from ..article import Article, Zone
from .dates import day_at_head, iso_date
from .decode import decode
from .limits import MAX_PAGE, shown
from .problems import IntakeError
from .zones import byline_of, same_words, zones

_FEWEST_WORDS = 5  # what has fewer is the label of a link, not an article
_LONGEST_CAPTION = 1000  # characters; what is longer only sounds like one by its class

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h1|meta)\b",
    re.IGNORECASE | re.DOTALL,
)

HtmlElement = Any  # lxml's; it is loaded late, and has no type stubs
_NO_ARTICLE = "no article was found in this page; save the page of one article, or give its text as .txt"
_CAPTION_CLASS = re.compile(
    r"(?:^|[-_\s])(?:caption|figcaption|photo-?credit|image-?credit|credit|cutline)(?:$|[-_\s])", re.IGNORECASE
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # lxml takes none of them


def is_html(text: str) -> bool:
    """Whether ``text`` begins as a page does."""
    return _HTML.match(text[:5000]) is not None


def from_html(
    data: bytes | str,
    *,
    id: str | None = None,
    title: str | None = None,
    published: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    byline: str | None = None,
    language: str | None = None,
) -> Article:
    """The article in an HTML page.

    ``text`` is its title, then its paragraphs, with one blank line between two. What is given here counts
    before what the page says; ``published`` is an ISO 8601 date. ``id`` falls back to the last part of the address.
    Raises ``IntakeError`` where the page has no article, is not text, or ``published`` is no date.
    """
    return from_page(
        data,
        otherwise_title=None,
        otherwise_published=None,
        id=id,
        title=title,
        published=published,
        url=url,
        publisher=publisher,
        byline=byline,
        language=language,
    )


def from_page(data: bytes | str, *, otherwise_title: str | None, otherwise_published: str | None, **given: str | None) -> Article:
    """As ``from_html`` (``given``: what that takes), with a title and a date that count only where neither the caller nor the page says one.

    The date that the article names at its own head counts after both.
    """
    article = _read(data, **given)
    if article.title is None and otherwise_title:
        article = _read(data, **(given | {"title": otherwise_title}))
    if article.published is None:
        article.published = iso_date(otherwise_published) if otherwise_published else day_at_head(article.text, article.zones)
    return article


def _read(
    data: bytes | str,
    *,
    id: str | None = None,
    title: str | None = None,
    published: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    byline: str | None = None,
    language: str | None = None,
) -> Article:
    """The article, dated by ``published`` or the page's marks alone."""
    day = iso_date(published) if published else None
    if len(data) > MAX_PAGE:
        raise IntakeError(f"it is larger than {shown(MAX_PAGE)}, which no page of an article is; save the page of one article")
    markup = _CONTROLS.sub(" ", decode(data, html=True) if isinstance(data, bytes) else data)
    tree, found = _extract(markup, url)
    paragraphs = [" ".join(line.split()).strip("| ") for line in (found.text or "").splitlines()]  # "|" is between cells
    paragraphs = [p for p in paragraphs if p]
    title = _clean(title) or _title(found.title, found.sitename)
    if title:
        while paragraphs and same_words(paragraphs[0], title):
            del paragraphs[0]
    if sum(len(p.split()) for p in paragraphs) < _FEWEST_WORDS:
        raise IntakeError(_NO_ARTICLE)
    text = "\n\n".join([title, *paragraphs] if title else paragraphs)
    parts = _zones(text, title, set(_captions(tree)))
    url = url or _clean(found.url)
    return Article(
        id=id or _last_part(url) or "page",
        url=url,
        title=title,
        byline=byline or _clean(found.author) or byline_of(text, parts),
        publisher=publisher or _clean(found.sitename),
        published=day or _day(tree, found.date),
        language=language or _language(tree),
        text=text,
        zones=parts,
    )


def _extract(markup: str, url: str | None) -> tuple[HtmlElement, Any]:
    import trafilatura  # late: it takes a third of a second to load
    from trafilatura.utils import load_html

    try:
        tree = load_html(markup)
        # A fixed last day, and no guess from footers: the same page gives the same date on any day.
        dates = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
        found = None
        if tree is not None:
            found = trafilatura.bare_extraction(
                markup, url=url, with_metadata=True, include_comments=False, include_tables=True, date_extraction_params=dates
            )
    except Exception as error:  # the page is anybody's; whatever the extractor trips over, the batch goes on
        raise IntakeError(f"{_NO_ARTICLE} ({type(error).__name__})") from error
    if tree is None or found is None:
        raise IntakeError(_NO_ARTICLE)
    return tree, found


def _zones(text: str, title: str | None, captions: set[str]) -> list[Zone]:
    """The zones of the extracted text; paragraphs that the page marks as captions are captions."""
    parts: list[Zone] = []
    for zone in zones(text, title):
        if zone.kind != "body" or not captions:
            parts.append(zone)
            continue
        start = zone.start
        for m in re.finditer(r"[^\n]+", text[zone.start : zone.end]):
            if m.group() in captions:
                if (end := zone.start + m.start()) > start:
                    parts.append(Zone("body", start, len(text[:end].rstrip())))
                parts.append(Zone("caption", zone.start + m.start(), zone.start + m.end()))
                start = min(zone.start + m.end() + 2, zone.end)
        if start < zone.end:
            parts.append(Zone("body", start, zone.end))
    return parts


def _captions(tree: HtmlElement) -> Iterator[str]:
    """The texts that the page marks as captions or credits of a picture, and their paragraphs."""
    for element in tree.iter("figcaption", "div", "span", "p", "small", "cite"):
        within = element.tag == "figcaption" or (
            _CAPTION_CLASS.search(element.get("class") or "") and (element.tag != "div" or len(element.findall(".//p")) < 2)
        )
        if not within or len(element.text_content()) > _LONGEST_CAPTION:
            continue
        for part in (element, *element.iter("p", "span")):
            if flat := " ".join(part.text_content().split()):
                yield flat


def _clean(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _title(value: str | None, sitename: str | None) -> str | None:
    """The page's title, less the site's name at its end."""
    title = _clean(value)
    if title and sitename:
        m = re.fullmatch(rf"(.+?)\s*(?:\s[-–—]|[|·])\s*{re.escape(sitename)}", title, re.IGNORECASE)
        title = m[1] if m else title
    return title


def _day(tree: HtmlElement, guess: str | None) -> str | None:
    """The day of publication: from the page's own marks, then from the extractor."""
    for path in (
        "//meta[@property='article:published_time' or @itemprop='datePublished']/@content",
        "//time[@itemprop='datePublished' or @pubdate]/@datetime",
    ):
        for value in tree.xpath(path):
            try:
                return iso_date(str(value))
            except IntakeError:
                continue
    try:
        return iso_date(guess) if guess else None
    except IntakeError:
        return None


def _language(tree: HtmlElement) -> str:
    declared = tree.xpath("//html/@lang | //html/@*[name()='xml:lang']")
    code = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", str(declared[0]).strip()) if declared else None
    return code.group().lower() if code else "en"


def _last_part(url: str | None) -> str | None:
    try:
        return PurePosixPath(urlsplit(url).path).stem or None if url else None
    except ValueError:
        return None
