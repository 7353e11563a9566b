"""HTML pages."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.intake import IntakeError, from_html
from onrecord.intake.html import from_page

EXAMPLE = Path(__file__).parent.parent / "examples" / "bridge.html"
PARAGRAPHS = [
    f"The council of Harwick met {n} times in spring and decided nothing at all about the quay, its secretary said."
    for n in ("two", "three", "four", "five")
]


def page(head: str = "", before: str = "", inside: str = "", title: str = "Council waits") -> str:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{title}</h1>{before}{body}{inside}</article><footer>Copyright 2011</footer></body></html>"
    )


def test_a_news_page() -> None:
    article = from_html(EXAMPLE.read_bytes())
    assert article.title == "Engineers asked for Kestle bridge to be closed in May, letters show"
    assert article.byline == "Nadia Ferrow"
    assert article.publisher == "The Orsen Courier"
    assert article.published == "2019-03-14"
    assert article.language == "en"
    assert article.url == "https://courier.example/news/2019/03/kestle-bridge-letters"
    assert article.id == "kestle-bridge-letters"
    paragraphs = article.text.split("\n\n")
    assert paragraphs[0] == article.title
    assert paragraphs[1].startswith("ORSEN — The city’s engineers")
    assert article.text.count(article.title) == 1
    assert not any("\n" in paragraph or not paragraph.strip() for paragraph in paragraphs)
    spoken = "\n".join(article.text[z.start : z.end] for z in article.zones if z.kind in ("headline", "body"))
    assert "I signed a new lease in June" in spoken
    for left_out in (
        "Photograph by",
        "Sign up",
        "Read more",
        "I would buy a ticket",
        "Railing falls",
        "All rights",
        "seen from the east bank",
    ):
        assert left_out not in spoken
    assert [zone.kind for zone in article.zones] == ["headline", "dateline", "body", "boilerplate"]


@pytest.mark.parametrize(
    ("head", "before", "date"),
    [
        ('<meta property="article:published_time" content="2016-09-12T23:30:00-05:00">', "", "2016-09-12"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2016-09-12T08:00:00+02:00"}</script>',
            "",
            "2016-09-12",
        ),
        ("", '<time datetime="2016-09-12T08:00:00Z">12 September</time>', "2016-09-12"),
        ("", "", None),
    ],
)
def test_date_of_publication(head: str, before: str, date: str | None) -> None:
    assert from_html(page(head, before)).published == date


def test_what_is_given_counts_before_what_the_page_says() -> None:
    article = from_html(
        EXAMPLE.read_bytes(),
        id="b",
        title="A bridge",
        published="2020-01-02T03:04:05Z",
        url="https://x.example/y",
        publisher="X",
        byline="Y",
    )
    assert (article.id, article.title, article.published, article.url) == ("b", "A bridge", "2020-01-02", "https://x.example/y")
    assert (article.publisher, article.byline) == ("X", "Y")
    assert article.text.startswith("A bridge\n\n")
    with pytest.raises(IntakeError, match="YYYY-MM-DD"):
        from_html(EXAMPLE.read_bytes(), published="soon")


@pytest.mark.parametrize("element", ["figcaption", 'p class="image-credit"', 'p class="caption"', 'small class="credit"'])
def test_a_caption_is_never_body(element: str) -> None:
    caption = "Mara Lind on the quay of Harwick, where she grew up and learned to sail."
    last = "Afterwards the council of Harwick went home, its secretary said."
    article = from_html(page(inside=f"<p><{element}>{caption}</{element.split()[0]}></p><p>{last}</p>"))
    spoken = [article.text[z.start : z.end] for z in article.zones if z.kind in ("body", "headline")]
    assert caption not in "\n".join(spoken)
    assert all(p in "\n".join(spoken) for p in [*PARAGRAPHS, last])


def test_a_caption_that_is_kept_is_a_zone_between_two_of_body() -> None:
    inside = '<p class="image-credit">Mara Lind on the quay of Harwick.</p><p>Afterwards the council of Harwick went home.</p>'
    article = from_html(page(inside=inside))
    assert [z.kind for z in article.zones] == ["headline", "body", "caption", "body"]
    assert article.text[article.zones[2].start : article.zones[2].end] == "Mara Lind on the quay of Harwick."


def test_site_name_is_no_part_of_the_title() -> None:
    head = '<meta property="og:site_name" content="Harwick Post"><meta property="og:title" content="Council waits - Harwick Post">'
    assert from_html(page(head, title="Council waits | Harwick Post")).title == "Council waits"


@pytest.mark.parametrize(("lang", "language"), [("en-US", "en"), ("DE", "de"), ("", "en"), ("x", "en")])
def test_language_of_the_page(lang: str, language: str) -> None:
    assert from_html(page().replace("<html>", f'<html lang="{lang}">')).language == language


def test_declared_encoding() -> None:
    markup = page('<meta charset="iso-8859-1">').replace("its secretary", "“its” secretary")
    assert "“its” secretary" in from_html(markup.encode("cp1252")).text


@pytest.mark.parametrize(
    "data", [b"", "", "   ", "<html></html>", "<html><body><nav><a href='/'>Home</a></nav></body></html>", "<", "\x00", "<!-- -->"]
)
def test_no_article_is_an_error_with_advice(data: bytes | str) -> None:
    with pytest.raises(IntakeError, match="no article"):
        from_html(data)


def test_a_picture_is_no_page() -> None:
    with pytest.raises(IntakeError, match="PNG"):
        from_html(b"\x89PNG\r\n\x1a\n")


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "<article>",
        "<table><tr><td>",
        "<figure>",
        "<figcaption>",
        "<!--",
        "<![CDATA[",
        "<script>",
        "&#0;",
        "&#xD800;",
        "&",
        PARAGRAPHS[0],
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300) | st.lists(TAGS | st.text(max_size=9), max_size=40).map("".join))
def test_anything_is_an_article_or_the_documented_error(data: bytes | str) -> None:
    try:
        article = from_html(data)
    except IntakeError:
        return
    article.text.encode()
    last = 0
    for zone in article.zones:
        assert not article.text[last : zone.start].strip()
        last = zone.end
    assert not article.text[last:].strip()


def test_the_day_in_the_text_counts_after_every_other() -> None:
    body = "<p>The ferry sank on Tuesday evening, the mayor said to the council.</p><p>Nobody was hurt, and divers raised the boat.</p>"
    stamped = (
        f"<html><body><article><h1>Ferry sinks off Orsen pier</h1><p>Published October 7, 2018</p>{body}</article></body></html>"
    )
    assert from_html(stamped).published == "2018-10-07"
    assert from_html(stamped, published="2024-01-02").published == "2024-01-02"
    assert from_page(stamped, otherwise_title=None, otherwise_published="2024-01-02").published == "2024-01-02"
