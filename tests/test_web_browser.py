"""The desk in a real browser: every page in light and dark, wide and narrow, by keyboard alone, without scripts, and for assistive software.

Pictures of all pages are put into build/desk/.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_export_browser import CHROMIUM, FLAGS

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
Axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed").Axe

pytestmark = pytest.mark.skipif(
    not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}: install it, or set ONRECORD_CHROMIUM to its path"
)

PICTURES = Path(__file__).parent.parent / "build" / "desk"
PAGES = {
    "front": "/",
    "search": "/search?q=audit",
    "search-narrowed": "/search?q=said+OR+will+OR+the&speaker=%3DMara+Lind&kind=assertion&since=2016",
    "search-nothing": "/search?q=zeppelin",
    "over-time": "/search/over-time?of=sourcing",
    "articles": "/articles",
    "article": "/article/3",
    "article-hostile": "/article/5",
    "changes": "/article/3/changes",
    "statement": "/statement/60",
    "speakers": "/speakers",
    "speaker": "/speaker/1",
    "commitments": "/commitments",
    "commitments-by-deadline": "/commitments?group=deadline",
    "figures": "/figures",
    "outlets": "/outlets",
    "outlet": "/outlet?name=Coastal+Wire",
    "failures": "/failures",
    "log": "/log",
    "problem": "/nothing",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield running
        running.close()


class Tab:
    """A tab at a desk: whatever a test does there, nothing may be fetched from elsewhere or complained of."""

    def __init__(self, browser: Any, desk: str, **options: Any) -> None:
        self.desk = desk
        self.context = browser.new_context(**({"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"} | options))
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))

    def open(self, address: str) -> Any:
        self.page.goto(self.desk + address)
        return self.page

    def focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.getAttribute('href') || document.activeElement.name || ''"))

    def where(self) -> str:
        return str(self.page.url).removeprefix(self.desk)


@pytest.fixture
def tab(browser: Any, desk: str) -> Iterator[Any]:
    tabs: list[Tab] = []

    def tab(**options: Any) -> Tab:
        tabs.append(Tab(browser, desk, **options))
        return tabs[-1]

    yield tab
    for one in tabs:
        one.context.close()
        assert [url for url in one.requests if not url.startswith((desk, "data:"))] == []
        assert [words for words in one.complaints if "404" not in words] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_is_whole_and_can_be_used_by_all(tab: Any, scheme: str, width: int) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    one = tab(viewport={"width": width, "height": 900}, color_scheme=scheme)
    wrong = []
    for name, address in PAGES.items():
        page = one.open(address)
        page.screenshot(path=PICTURES / f"{name}-{scheme}-{width}.png", full_page=True)
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
            wrong.append(f"{name}: {wide} wide")
        if page.locator("h1").count() != 1:
            wrong.append(f"{name}: {page.locator('h1').count()} h1")
        for flaw in Axe().run(page).response["violations"]:
            wrong += [f"{name}: {flaw['id']}: {node['html'][:150]}" for node in flaw["nodes"][:3]]
    assert wrong == []


def test_on_a_narrow_screen_no_part_of_a_table_is_out_of_sight(tab: Any) -> None:
    """Tables of few columns become lists; of those with many the first column stays."""
    one = tab(viewport={"width": 390, "height": 900})
    for address in ("/figures", "/speakers", "/failures"):
        page = one.open(address)
        assert page.evaluate("(t => t.scrollWidth - t.clientWidth)(document.querySelector('.table:has(> .folds)'))") == 0, address
        hidden = "[...document.querySelectorAll('.folds tbody td')].filter(e => e.innerText && e.getBoundingClientRect().right > 390).length"
        assert page.evaluate(hidden) == 0, address
    page = one.open("/outlets")
    first = page.locator("tbody th").first
    before = first.bounding_box()["x"]
    page.evaluate("document.querySelector('.table').scrollLeft = 200")
    assert first.bounding_box()["x"] == before


def test_search_with_the_keyboard_alone(tab: Any) -> None:
    one = tab()
    page = one.open("/")
    page.keyboard.press("/")
    page.keyboard.type("audit")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=audit*")
    assert page.locator(".hit mark").first.inner_text() == "audit"
    page.keyboard.press("j")
    first = one.focused()
    page.keyboard.press("j")
    assert first.startswith("/statement/")
    assert one.focused() != first
    page.keyboard.press("k")
    assert one.focused() == first
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{first}")
    assert page.locator(".text .run.content").count()
    page.keyboard.press("?")
    assert page.get_by_role("dialog", name="Keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog", name="Keys").is_visible()


def test_facets_lead_to_as_many_as_they_say(tab: Any) -> None:
    one = tab()
    page = one.open("/search")
    for name in ("Speaker", "Outlet", "Kind", "Commitment"):
        section = page.locator(".facet", has=page.get_by_role("heading", name=name, exact=True))
        row = section.locator("li").first
        count = row.locator(".n").inner_text()
        row.get_by_role("link").click()
        assert page.locator("#results").inner_text().split()[0] == count, name
        page.locator(".chips a").first.click()
        assert page.locator(".chips").count() == 0


def test_without_scripts_all_can_be_read(tab: Any) -> None:
    one = tab(java_script_enabled=False)
    page = one.open("/")
    page.fill("#find", "audit")
    page.click("main button")
    page.click(".hit blockquote a >> nth=0")
    assert "/statement/" in one.where()
    page.click(".where a >> nth=0")
    assert page.locator(".text mark").count() > 10
    page.click(".ref >> nth=2")
    assert "#a3-s" in one.where()
    page = one.open("/outlets")
    assert page.locator("figure table").first.is_visible()


def test_an_article_leads_from_list_to_text_and_back(tab: Any) -> None:
    one = tab()
    page = one.open("/search?q=audit")
    page.click(".hit .where a >> nth=0")
    number = one.where().rpartition("-s")[2]
    assert page.locator(".entry.on").get_attribute("data-s") == number
    assert page.locator(".text .run.on").count()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.classList.contains('ref')")
    page.click(f"#a3-s{number} .permanent")
    assert one.where() == f"/statement/{number}"
    page.go_back()
    page.select_option("select[name=speaker]", "Piet Aldous")
    assert page.locator(".entry:visible").count() == page.locator(".ref:visible").count() > 1


def test_figures_and_dates_can_be_unmarked(tab: Any) -> None:
    one = tab()
    page = one.open("/article/3")
    border = "getComputedStyle(document.querySelector('.text .note')).borderBottomStyle"
    assert page.evaluate(border) == "dotted"
    page.keyboard.press("f")
    assert page.evaluate(border) == "none"
    page.reload()
    assert page.evaluate(border) == "none"


def test_charts_are_drawn_and_their_numbers_are_beside_them(tab: Any) -> None:
    one = tab()
    page = one.open("/outlets")
    assert page.get_by_role("img", name="Sources, all outlets").is_visible()
    drawn = "(c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v))(document.querySelector('canvas'))"
    assert page.evaluate(drawn)
    page.click("text=The numbers >> nth=0")
    assert page.locator("figure table").first.is_visible()


def test_what_an_article_says_does_nothing(tab: Any) -> None:
    """The complaints of a tab include every dialog that a script would have opened."""
    one = tab()
    for address in (
        "/article/5",
        "/articles",
        "/outlets",
        "/search?q=boats",
        "/search?q=%3Cscript%3Ealert(5)%3C/script%3E",
        "/failures",
    ):
        page = one.open(address)
        assert page.locator("main script, main img, main b").count() == 0
        assert page.locator("a[href^='javascript']").count() == 0
    page = one.open("/article/5")
    assert page.locator("h1").inner_text() == "<script>alert(4)</script>"
    assert "{{ 7 * 7 }}" in page.locator(".text").inner_text()


def test_printed_there_are_no_controls(tab: Any) -> None:
    one = tab(color_scheme="dark")
    page = one.open("/search?q=audit")
    page.emulate_media(media="print")
    for selector in (".menu", ".ask", ".facets", ".order"):
        assert not page.locator(selector).first.is_visible(), selector
    assert page.locator(".hit:visible").count() == 4
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"


def test_the_menu_is_one_row_on_a_narrow_screen_and_opens_without_scripts(tab: Any) -> None:
    one = tab(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    page = one.open("/articles")
    menu = page.locator(".menu")
    assert menu.bounding_box()["height"] < 45
    assert page.locator(".top").bounding_box()["height"] < 110  # with the search field below
    assert page.locator(".menu a:visible").count() == 0
    page.locator(".menu summary").focus()
    page.keyboard.press("Enter")
    shown = page.locator(".menu a:visible")
    assert shown.all_inner_texts() == tab().open("/articles").locator(".menu a:visible").all_inner_texts()
    boxes = [link.bounding_box() for link in shown.all()]
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["height"] >= 24 for box in boxes)
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_menu_can_be_used_by_all(tab: Any, scheme: str) -> None:
    page = tab(viewport={"width": 390, "height": 800}, color_scheme=scheme).open("/articles")
    page.locator(".menu summary").click()
    page.screenshot(path=PICTURES / f"menu-{scheme}-390.png")
    found = Axe().run(page).response["violations"]
    assert found == [], [(entry["id"], [node["target"] for node in entry["nodes"]]) for entry in found]
