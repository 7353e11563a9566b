"""The pages across articles in a real browser: whole, for all, by keyboard alone and without scripts; and what persons put right there.

Pictures of all pages are put into build/desk/.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_web_browser import PICTURES, Axe, Tab, browser, pytestmark  # noqa: F401
from writing import NAME, OTHER, WORD, desk_over

from onrecord import across
from onrecord.store import Store


@pytest.fixture
def tab(browser: Any, related_desk: str) -> Iterator[Any]:  # noqa: F811
    tabs: list[Tab] = []

    def tab(**options: Any) -> Tab:
        tabs.append(Tab(browser, related_desk, **options))
        return tabs[-1]

    yield tab
    for one in tabs:
        one.context.close()
        assert [url for url in one.requests if not url.startswith((related_desk, "data:"))] == []
        assert one.complaints == []


@pytest.fixture
def written(related: Path, tmp_path: Path) -> Iterator[tuple[str, Store]]:
    with desk_over(related, tmp_path) as found:
        yield found


@pytest.fixture
def at(browser: Any, written: Any) -> Iterator[Any]:  # noqa: F811
    tabs: list[Tab] = []

    def at(name: str = NAME, **options: Any) -> Tab:
        one = Tab(browser, written[0], **options)
        tabs.append(one)
        page = one.open("/login")
        page.get_by_label("Name").fill(name)
        page.get_by_label("Password").fill(WORD)
        page.keyboard.press("Enter")
        page.wait_for_url(written[0] + "/")
        return one

    yield at
    for one in tabs:
        one.context.close()
        assert [url for url in one.requests if not url.startswith((written[0], "data:"))] == []
        assert [words for words in one.complaints if "409" not in words] == []


def person(store: Store, name: str) -> across.PersonRow:
    return next(row for row in across.people(store, name) if row.name == name)


def refusal(store: Store) -> across.CommitmentRow:
    """The commitment on which most bears."""
    return max(across.commitments(store, limit=None), key=lambda row: (len(across.follow_up(store, row.id)), -row.id))


def addresses(store: Store) -> dict[str, str]:
    lind, echo = person(store, "Mara Lind").id, across.echoes(store)[0]
    return {
        "people": "/people",
        "people-nobody": "/people?q=zeppelin",
        "person": f"/people/{lind}",
        "person-why": f"/people/{lind}/why",
        "person-timeline": f"/people/{lind}/timeline?about=quay",
        "person-changes": f"/people/{lind}/changes",
        "person-topics": f"/people/{lind}/topics",
        "echoes": "/echoes",
        "echo": f"/echoes/{echo.id}",
        "statement-echoed": f"/statement/{echo.fullest}",
        "commitment": f"/commitments/{refusal(store).id}",
        "commitments-by-status": "/commitments?group=status",
        "reliance": "/outlets/reliance",
        "outlets-all": "/outlets",
        "speaker-across": f"/speaker/{store.statement(echo.fullest).speaker_number}",
        "article-across": f"/article/{store.statement(echo.fullest).article_number}",
    }


def looked_at(one: Tab, pages: dict[str, str], scheme: str, width: int) -> list[str]:
    """Photograph pages; what is wrong with them."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    wrong = []
    for name, address in pages.items():
        page = one.open(address)
        page.screenshot(path=PICTURES / f"{name}-{scheme}-{width}.png", full_page=True)
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
            wrong.append(f"{name}: {wide} wide")
        if page.locator("h1").count() != 1:
            wrong.append(f"{name}: {page.locator('h1').count()} h1")
        for flaw in Axe().run(page).response["violations"]:
            wrong += [f"{name}: {flaw['id']}: {node['html'][:150]}" for node in flaw["nodes"][:3]]
    return wrong


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_is_whole_and_can_be_used_by_all(tab: Any, related: Path, scheme: str, width: int) -> None:
    with Store(related, create=False) as store:
        pages = addresses(store)
    assert looked_at(tab(viewport={"width": width, "height": 900}, color_scheme=scheme), pages, scheme, width) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_of_who_may_write(at: Any, written: Any, scheme: str, width: int) -> None:
    store = written[1]
    bound, echo, lind = refusal(store), across.echoes(store)[0], person(store, "Mara Lind").id
    across.set_status(store, bound.id, "kept", OTHER, f"statement {echo.fullest}")
    across.rename_person(store, lind, "Mara J. Lind", by=OTHER)
    one = at(color_scheme=scheme, viewport={"width": width, "height": 800})
    wrong = looked_at(
        one,
        {
            "person-written": f"/people/{lind}", "person-why-written": f"/people/{lind}/why", "echo-written": f"/echoes/{echo.id}",
            "statement-echoed-written": f"/statement/{echo.fullest}", "commitment-written": f"/commitments/{bound.id}",
            "failures-written": "/failures", "tokens": "/tokens", "log-across": "/log",
        },
        scheme, width,
    )  # fmt: skip
    page = one.open("/tokens")
    page.get_by_role("button", name="Issue a token").click()
    page.get_by_label("The new token").wait_for()
    page.screenshot(path=PICTURES / f"tokens-issued-{scheme}-{width}.png", full_page=True)
    wrong += [flaw["id"] for flaw in Axe().run(page).response["violations"]]
    one.open(f"/people/{lind}")
    page.locator("details.identity summary").click()
    page.screenshot(path=PICTURES / f"person-put-right-{scheme}-{width}.png", full_page=True)
    wrong += [flaw["id"] for flaw in Axe().run(page).response["violations"]]
    assert wrong == []


def test_without_scripts_all_can_be_read(tab: Any, related: Path) -> None:
    with Store(related, create=False) as store:
        lind, echo = person(store, "Mara Lind").id, across.echoes(store)[0]
    one = tab(java_script_enabled=False)
    page = one.open("/people")
    page.get_by_role("link", name="Mara Lind").click()
    assert one.where() == f"/people/{lind}"
    assert page.locator("figure table").first.is_visible()
    page.get_by_role("link", name="Why these are one").first.click()
    assert page.locator("tbody tr").count() > 4
    page = one.open("/echoes")
    page.locator(".hit blockquote a").first.click()
    assert one.where() == f"/echoes/{echo.id}"
    page.get_by_role("link", name="Mara Lind").first.click()
    page.get_by_role("link", name="new harbour dues", exact=True).click()
    assert page.locator("blockquote mark").first.is_visible()
    page = one.open("/commitments")
    page.locator(".card .action a").first.click()
    assert page.get_by_role("heading", name="What bears on it").is_visible()


def test_what_bears_on_commitments_comes_into_the_statement(tab: Any, related: Path) -> None:
    with Store(related, create=False) as store:
        bound = refusal(store)
        offers = across.follow_up(store, bound.id)
    page = tab().open(f"/statement/{bound.statement}")
    page.get_by_role("heading", name="Commitments").scroll_into_view_if_needed()
    page.get_by_role("link", name="All that bears on it").wait_for()
    assert page.locator(".bearing .hit").count() == 3
    assert offers[0].reason in page.locator(".bearing .hit").first.inner_text()
    assert Axe().run(page).violations_count == 0


def test_what_articles_say_does_nothing(tab: Any, related: Path) -> None:
    """The complaints of a tab include every dialog that a script would have opened."""
    with Store(related, create=False) as store:
        store_pages = addresses(store)
    one = tab()
    for address in [
        *store_pages.values(),
        "/people?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/echoes?q=%3Cimg%20src=x%20onerror=alert(2)%3E",
    ]:
        page = one.open(address)
        assert page.locator("main script, main img, main b").count() == 0, address
        assert page.locator("a[href^='javascript']").count() == 0, address
    assert "<b>Bold</b>" in one.open(store_pages["person"]).locator("main").inner_text()


def test_what_was_left_out_is_told_by_more_than_colour(tab: Any, related: Path) -> None:
    with Store(related, create=False) as store:
        echo = across.echoes(store)[0].id
    page = tab().open(f"/echoes/{echo}")
    style = (
        "e => [getComputedStyle(e).textDecorationLine, getComputedStyle(document.querySelector('.legend ins')).textDecorationLine]"
    )
    assert page.locator(".report del").first.evaluate(style) == ["line-through", "underline"]
    assert page.locator(".report").get_by_role("deletion").first.inner_text().startswith("left out")


def test_a_person_by_keys_alone(tab: Any, related: Path) -> None:
    with Store(related, create=False) as store:
        lind = person(store, "Mara Lind").id
    one = tab()
    page = one.open("/people")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/people/{lind}")
    for key, where in (("t", "timeline"), ("d", "changes"), ("y", "why")):
        page.keyboard.press(key)
        page.wait_for_url(f"**/people/{lind}/{where}")
        page.go_back()
        page.wait_for_url(f"**/people/{lind}")
    page.keyboard.press("?")
    assert "timeline" in page.get_by_role("dialog", name="Keys").inner_text()


def test_an_appearance_is_split_off_by_keys_alone(at: Any, written: Any) -> None:
    store = written[1]
    lind = person(store, "Mara Lind").id
    count = len(across.person(store, lind).appearances)
    page = at().open(f"/people/{lind}/why")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("s")
    page.keyboard.type("Mara Lind (baker)")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Mara Lind (baker)").wait_for()
    assert len(across.person(store, lind).appearances) == count - 1
    page.goto(f"{written[0]}/people/{lind}")
    page.get_by_role("button", name="Undo entry").click()
    page.get_by_text("taken back").wait_for()
    assert len(across.person(store, lind).appearances) == count


def test_people_are_renamed_and_merged_by_keys_alone(at: Any, written: Any) -> None:
    store = written[1]
    solm, lind = person(store, "Greta Solm").id, person(store, "Mara Lind").id
    page = at().open(f"/people/{solm}")
    page.keyboard.press("m")
    assert page.evaluate("document.activeElement.name") == "name"
    page.keyboard.press("Control+A")
    page.keyboard.type("Greta K. Solm")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Greta K. Solm").wait_for()
    page.keyboard.press("m")
    page.get_by_label("Same as person number").focus()
    page.keyboard.type(str(lind))
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Mara Lind").wait_for()
    assert across.person(store, solm).id == lind


def test_a_report_is_taken_out_by_keys_alone(at: Any, written: Any) -> None:
    store = written[1]
    echo = across.echo(store, across.echoes(store)[0].id)
    page = at().open(f"/echoes/{echo.id}")
    for _ in echo.reports:
        page.keyboard.press("j")
    page.keyboard.press("o")
    page.get_by_text("What was taken out").wait_for()
    page.wait_for_url(f"**/echoes/{echo.id}")
    last = echo.reports[-1].statement
    page.goto(f"{written[0]}/statement/{last}")
    assert across.echoes_of(store, last) is None
    page.locator("details.identity summary").click()
    page.get_by_label("In echo").fill(str(echo.id))
    page.get_by_role("button", name="Put together").click()
    page.get_by_role("heading", name="The same words in other articles").wait_for()
    assert across.echoes_of(store, last) is not None


def test_what_became_of_a_commitment_by_keys_alone(at: Any, written: Any) -> None:
    store = written[1]
    bound = refusal(store).id
    page = at().open(f"/commitments/{bound}")
    page.keyboard.press("s")
    page.keyboard.type("bro")
    page.keyboard.press("Tab")
    page.keyboard.type("statement 1")
    page.keyboard.press("Enter")
    page.get_by_text("says Ana Bel").wait_for()
    assert across.commitment(store, bound).status == "broken"


def test_two_sessions_in_conflict(at: Any, written: Any) -> None:
    bound = refusal(written[1]).id
    mine, theirs = at(), at(OTHER)
    page, other = mine.open(f"/commitments/{bound}"), theirs.open(f"/commitments/{bound}")
    other.get_by_role("combobox", name="What became of it").select_option("kept")
    other.get_by_role("button", name="Say so").click()
    other.get_by_text("says Oto Maren").wait_for()
    page.get_by_role("combobox", name="What became of it").select_option("broken")
    page.get_by_role("button", name="Say so").click()
    page.get_by_role("heading", name="Changed meanwhile").wait_for()
    assert "kept" in page.get_by_role("region", name="What others did").inner_text()
    assert Axe().run(page).violations_count == 0
    assert page.get_by_role("link", name="Look at it as it is now").get_attribute("href") == f"/commitments/{bound}"
    page.get_by_role("button", name="Put mine in its place").click()
    page.get_by_text("says Ana Bel").wait_for()


def test_a_failure_is_tried_again(at: Any, written: Any) -> None:
    page = at().open("/failures")
    page.get_by_role("button", name="Try failure").first.click()
    page.get_by_text("could not be tried").wait_for()
    assert Axe().run(page).violations_count == 0
