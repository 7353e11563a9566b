"""The HTML page in a real browser: Debian's Chromium, or the one that ONRECORD_CHROMIUM names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from test_export_samples import ferry, harbour, harvest

from onrecord.article import Article
from onrecord.export import write
from onrecord.record import Record, Span, Speaker, Statement

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

CHROMIUM = Path(os.environ.get("ONRECORD_CHROMIUM", "/usr/bin/chromium"))
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

pytestmark = pytest.mark.skipif(
    not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}: install it, or set ONRECORD_CHROMIUM to its path"
)

NASTY = "A\tB  C\r\nD\rE\x0bF\x0c\x7f\x80\x85\u2028\u2029\ufeff\u202eG\u202c\xa0 \xadH<!--<p>&amp;\x01🌾\ufffe\n\n\n  I"


def long_record() -> Record:
    """Forty statements of five speakers in forty long paragraphs."""
    paragraphs = [f"Speaker {n % 5} said that the number was {n}. " + "The river ran on. " * 20 for n in range(40)]
    text = "\n\n".join(paragraphs)
    statements = []
    for n in range(40):
        start = text.index(f"that the number was {n}.")
        content = Span.of(text, start, start + len(f"that the number was {n}"))
        statements.append(
            Statement(
                id=f"s{n}",
                content=[content],
                cue=[Span.of(text, start - 5, start - 1)],
                source=[Span.of(text, start - 15, start - 6)],
                speaker=Speaker(name=f"Speaker {n % 5}", kind="person", sourcing="named"),
                manner="indirect",
                kind="assertion",
                said_on=None,
                confidence=0.9,
            )
        )
    return Record(article=Article(id="long", title="The river", text=text), statements=statements)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield running
        running.close()


class Opened:
    """A page open in the browser, with what it asked the network for and what it complained of."""

    def __init__(self, browser: Any, file: Path, *records: Record, **options: Any) -> None:
        with open(file, "w", encoding="utf-8", newline="") as stream:
            write(records, stream, "html")
        settings = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"} | options
        self.context = browser.new_context(**settings)
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.address = file.as_uri()
        self.page.goto(self.address)

    def highlighted(self) -> str:
        """The words that are highlighted in the article, pieces joined."""
        return str(self.page.evaluate("[...document.querySelectorAll('.text .run.on')].map(e => e.textContent).join('|')"))

    def current(self) -> list[str]:
        return list(self.page.evaluate("[...document.querySelectorAll('[aria-current=true]')].map(e => e.getAttribute('href'))"))

    def focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.getAttribute('href') || document.activeElement.name || ''"))

    def in_view(self, selector: str) -> bool:
        """Whether an element lies in the window and in the part of the list that its scroll bar shows."""
        return bool(
            self.page.evaluate(
                """(selector) => {
                  const box = document.querySelector(selector).getBoundingClientRect();
                  const list = document.querySelector(selector).closest(".list");
                  const frame = list ? list.getBoundingClientRect() : { top: 0, bottom: innerHeight };
                  return box.top >= Math.max(0, frame.top) - 1 && box.bottom <= Math.min(innerHeight, frame.bottom) + 1;
                }""",
                selector,
            )
        )


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """A function that opens records as a page; whatever a test does there, nothing may be fetched or complained of."""
    opened: list[Opened] = []

    def show(*records: Record, **options: Any) -> Opened:
        opened.append(Opened(browser, tmp_path / f"page{len(opened)}.html", *records, **options))
        return opened[-1]

    yield show
    for one in opened:
        outside = [url for url in one.requests if not url.startswith((one.address, "data:"))]
        one.context.close()
        assert outside == []
        assert one.complaints == []


def test_the_articles_text_can_be_read_out_exactly(show: Any) -> None:
    records = [harbour(), harvest(), Record(article=Article(id="nasty", text=NASTY)), Record(article=Article(id="e", text=""))]
    texts = show(*records).page.evaluate("[...document.querySelectorAll('.text')].map(e => e.textContent)")
    assert texts == [record.article.text for record in records]


def test_clicking_in_the_list_highlights_in_the_article_and_back(show: Any) -> None:
    opened = show(long_record())
    assert not opened.in_view("#a1-at38")
    opened.page.click("#a1-s38")
    assert opened.highlighted() == "Speaker 2|said|that the number was 37"
    assert opened.current() == ["#a1-s38", "#a1-at38"]
    assert opened.in_view("#a1-at38")
    assert opened.in_view("#a1-s38")
    opened.page.click("text=that the number was 36 >> nth=0")
    assert opened.highlighted() == "Speaker 1|said|that the number was 36"
    assert opened.page.eval_on_selector("#a1-s37", "e => e.classList.contains('on')")
    opened.page.keyboard.press("Escape")
    assert opened.highlighted() == ""
    assert opened.current() == []


def test_clicking_in_the_article_brings_the_entry_into_view(show: Any) -> None:
    opened = show(long_record())
    opened.page.click(".text mark >> nth=30")
    assert opened.current() == ["#a1-s31", "#a1-at31"]
    assert opened.in_view("#a1-s31")
    assert opened.page.url.endswith("#a1-s31")


def test_on_a_phone_each_side_leads_to_the_other(show: Any) -> None:
    opened = show(long_record(), viewport={"width": 360, "height": 740}, has_touch=True)
    assert opened.page.evaluate("document.documentElement.scrollWidth") == 360
    opened.page.tap(".text mark >> nth=20")
    assert opened.in_view("#a1-s21")
    assert opened.focused() == "#a1-at21"
    opened.page.tap("#a1-s21 h3 a, #a1-s21 h2 a")
    assert opened.in_view("#a1-at21")
    opened.page.tap("#a1-at21")
    assert opened.in_view("#a1-s21")


def test_clicking_where_statements_overlap_goes_through_them(show: Any) -> None:
    opened = show(harbour())
    words = ".text mark:has-text('an answer')"
    seen = []
    for _ in range(3):
        opened.page.click(words)
        seen.append(opened.current()[0] if opened.current() else "")
    assert seen == ["#a1-s5", "#a1-s4", "#a1-s5"]


def test_filters_hide_entries_and_marks(show: Any) -> None:
    opened = show(harbour(), harvest())
    page = opened.page
    count = page.locator("#count")
    assert count.inner_text() == "11 of 11 shown"
    assert not page.locator("button[type=reset]").is_visible()
    page.select_option("select[name=speaker]", "Osei Brandt")
    assert count.inner_text() == "2 of 11 shown"
    assert page.locator(".entry:visible").count() == page.locator(".ref:visible").count() == 2
    marked = page.evaluate("[...document.querySelectorAll('.text .run.content')].map(e => e.textContent).join('')")
    assert marked == "that Lind “promised us an answer by Friday,”the board to keep its word"
    assert page.locator("#a2 .none-shown").is_visible()
    assert page.locator("[data-count=a1]").inner_text() == "2 of 9 statements"
    page.select_option("select[name=kind]", "directive")
    assert count.inner_text() == "1 of 11 shown"
    page.click("button[type=reset]")
    sync_api.expect(count).to_have_text("11 of 11 shown")
    assert page.locator(".entry:visible").count() == 11
    page.select_option("select[name=manner]", "direct")
    assert count.inner_text() == "4 of 11 shown"
    page.fill("input[name=words]", "CRANE hurried")
    assert count.inner_text() == "1 of 11 shown"
    page.fill("input[name=words]", "no such words")
    assert count.inner_text() == "0 of 11 shown"
    assert page.locator(".text .run.content").count() == 0
    page.click("button[type=reset]")
    sync_api.expect(count).to_have_text("11 of 11 shown")
    page.select_option("select[name=speaker]", "speaker not stated")
    assert page.locator(".entry:visible").count() == 1


def test_a_filter_lets_go_of_a_selected_statement(show: Any) -> None:
    opened = show(harbour())
    opened.page.click("#a1-s1")
    opened.page.select_option("select[name=speaker]", "Calder Freight")
    assert opened.current() == []
    assert opened.highlighted() == ""


def test_all_works_from_the_keyboard(show: Any) -> None:
    opened = show(harbour(), harvest())
    page = opened.page
    page.keyboard.press("Tab")
    assert opened.focused() == "#main"
    for name in ("speaker", "kind", "manner", "words"):
        page.keyboard.press("Tab")
        assert opened.focused() == name
    page.focus("#a1-at1")
    page.keyboard.press("Enter")
    assert opened.focused() == "#a1-at1"  # the entry's name, whose link leads back to the text
    assert page.evaluate("document.activeElement.closest('.entry').id") == "a1-s1"
    assert opened.highlighted().startswith("The harbour commissioner|said|Wednesday|that she would not")
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    assert opened.current() == ["#a1-s3", "#a1-at3"]
    page.keyboard.press("k")
    assert opened.current() == ["#a1-s2", "#a1-at2"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "a1-at2"
    for _ in range(8):
        page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.id") == "a2-at1"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.focus("input[name=words]")
    page.keyboard.type("jk")
    assert page.input_value("input[name=words]") == "jk"


def test_names_and_roles_for_a_screen_reader(show: Any) -> None:
    page = show(harbour()).page
    for role, name in [
        ("search", "Filter statements"),
        ("article", "Harbour board puts off vote on new lease"),
        ("complementary", "Statements"),
        ("heading", "Harbour board puts off vote on new lease"),
        ("link", "Statement 4: Osei Brandt"),
        ("combobox", "Speaker"),
        ("searchbox", "Words"),
    ]:
        assert page.get_by_role(role, name=name, exact=True).count() == 1, role
    for role in ("banner", "main", "contentinfo", "status"):
        assert page.get_by_role(role).count() == 1, role
    assert page.get_by_role("heading", level=1).count() == 1
    levels = [int(tag[1]) for tag in page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(e => e.tagName)")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(show: Any, scheme: str) -> None:
    """WCAG's contrast of 4.5, selected statements included, with all colours in use."""
    text = "a b c d e f g h"
    letters = [Span.of(text, n, n + 1) for n in range(0, 15, 2)]
    statements = [
        Statement(
            id=letter.text, content=[letter], cue=[letter], source=[letter], manner="direct", kind="belief", said_on=None,
            speaker=Speaker(name=letter.text, kind="person", sourcing="named", role="grower"), confidence=0.3,
        )
        for letter in letters
    ]  # fmt: skip
    opened = show(Record(article=Article(id="x", text=text), statements=statements), harbour(None), ferry(), color_scheme=scheme)
    opened.page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    poor = []
    for number in range(1, 9):
        opened.page.click(f"#a1-s{number} blockquote")
        poor += opened.page.evaluate(CONTRAST)
    for number in range(1, 6):
        opened.page.click(f"#a3-s{number} blockquote")
        poor += opened.page.evaluate(CONTRAST)
    assert poor == []


CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const paint = (colors) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const color of colors) { canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((v) => v / 255);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const poor = [];
  for (const element of document.querySelectorAll("body *")) {
    const words = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) || element.matches(".ref");
    if (!words || !element.checkVisibility() || element.matches("option, script")) continue;
    const grounds = [];
    for (let e = element; e; e = e.parentElement) grounds.unshift(getComputedStyle(e).backgroundColor);
    const [a, b] = [light(paint(grounds)), light(paint([...grounds, getComputedStyle(element).color]))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push(`${element.className || element.tagName}: ${ratio.toFixed(2)}`);
  }
  return poor;
}"""


def test_a_headline_and_what_it_shortens_lead_to_each_other(show: Any) -> None:
    opened = show(ferry())
    opened.page.click("#a1-s1 .other")
    assert opened.current() == ["#a1-s2", "#a1-at2"]
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Enter")
    assert opened.current() == ["#a1-s1", "#a1-at1"]
    opened.page.select_option("select[name=kind]", "intention")
    opened.page.click("button[type=reset]")
    sync_api.expect(opened.page.locator("#count")).to_have_text("5 of 5 shown")
    opened.page.fill("input[name=words]", "shortens")
    opened.page.click("#a1-s1 .other")
    assert opened.current() == []


def test_the_line_of_time_leads_into_the_text(show: Any) -> None:
    for width in (390, 1280):
        opened = show(ferry(), viewport={"width": width, "height": 500})
        page = opened.page
        assert page.get_by_role("navigation", name="Dates in the article, in order").count() == 1
        page.get_by_role("link", name="5 to 11 September 2016").first.focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.querySelector(':target').textContent") == "Last week"
        assert opened.in_view("#a1-t3")
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_figures_can_be_reached_without_a_pointer(show: Any) -> None:
    opened = show(ferry())
    page = opened.page
    page.focus("details.more summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').textContent") == "1,200 tickets"
    assert page.get_attribute("#a1-f1", "title") == "Figure: 1,200 tickets"


def test_a_selected_commitment_shows_its_action_in_the_text(show: Any) -> None:
    opened = show(ferry())
    opened.page.click("#a1-s3 blockquote")
    action = "[...document.querySelectorAll('.text .run.on.action')].map(e => e.textContent).join('')"
    assert opened.page.evaluate(action) == "refund 1,200 tickets"


def test_an_address_with_a_statement_opens_at_it(show: Any) -> None:
    opened = show(long_record())
    opened.page.goto(opened.address + "#a1-s30")
    opened.page.reload()
    assert opened.current() == ["#a1-s30", "#a1-at30"]
    assert opened.in_view("#a1-s30")
    assert opened.in_view("#a1-at30")


def test_without_scripts_the_links_still_lead_both_ways(show: Any) -> None:
    opened = show(long_record(), java_script_enabled=False)
    page = opened.page
    assert not page.locator("#filters").is_visible()
    assert not page.locator(".keys").is_visible()
    page.click("#a1-s3 h3 a, #a1-s3 h2 a")
    assert page.url.endswith("#a1-at3")
    page.click("#a1-at35")
    assert page.url.endswith("#a1-s35")


def test_printed_the_list_follows_the_article_without_controls(show: Any) -> None:
    opened = show(harbour(), color_scheme="dark")
    page = opened.page
    page.click("#a1-s2")
    page.emulate_media(media="print")
    assert not page.locator("#filters").is_visible()
    assert not page.locator(".keys").is_visible()
    article, listed = page.locator(".paper").bounding_box(), page.locator(".list").bounding_box()
    assert listed["y"] >= article["y"] + article["height"]
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator(".entry:visible").count() == page.locator(".ref:visible").count() == 9
    numbers = page.evaluate("[...document.querySelectorAll('.ref')].map(e => getComputedStyle(e, '::before').content)")
    assert numbers[0] in ('"1"', "attr(data-n)")
    assert page.pdf().startswith(b"%PDF")
