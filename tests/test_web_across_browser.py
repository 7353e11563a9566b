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


def refusal(store: Store) -> across.Followed:
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
