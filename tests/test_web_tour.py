"""The tour of the desk: docs/tour.md and its pictures, which this makes into build/tour/ (scripts/tour puts them into docs/img/)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import desks
import pytest
from pictures import small
from test_web_across_browser import person, refusal
from test_web_browser import Tab, browser, pytestmark  # noqa: F401
from writing import NAME, OTHER, WORD, desk_over

from onrecord import Reader, across
from onrecord.store import Store

DOCS = Path(__file__).parent.parent / "docs"
TOUR = Path(__file__).parent.parent / "build" / "tour"
MOST = 1_200_000
"""Bytes of all pictures of the documentation."""


@pytest.fixture
def shown(reader: Reader, tmp_path: Path) -> Iterator[tuple[str, Store]]:
    """A desk over the examples and what came of them."""
    name = tmp_path / "tour.db"
    with Store(name) as store:
        desks.examples(store, reader)
        desks.follow(store, reader)
    with desk_over(name, tmp_path) as found:
        yield found


def test_the_pictures_of_the_tour(browser: Any, shown: tuple[str, Store]) -> None:  # noqa: F811
    address, store = shown
    lind, echo, bound = person(store, "Mara Lind").id, across.echoes(store)[0], refusal(store)
    across.set_status(store, bound.id, "kept", OTHER, "statement 1")
    whole = store.statement(echo.fullest)
    pages = {
        "front": ("/", 1000), "search": ("/search?q=audit", 860), "article": (f"/article/{whole.article_number}", 900),
        "person": (f"/people/{lind}", 1180), "changes": (f"/people/{lind}/changes", 720), "timeline": (f"/people/{lind}/timeline?about=quay", 700),
        "echo": (f"/echoes/{echo.id}", 1000), "commitment": (f"/commitments/{bound.id}", 900), "outlets": ("/outlets", 1000),
        "edit": (f"/statement/{echo.fullest}/edit", 900),
    }  # fmt: skip
    one = Tab(browser, address, device_scale_factor=1)
    page = one.open("/login")
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("Password").fill(WORD)
    page.keyboard.press("Enter")
    page.wait_for_url(address + "/")
    TOUR.mkdir(parents=True, exist_ok=True)
    for name, (path, height) in pages.items():
        page.set_viewport_size({"width": 1280, "height": height})
        page = one.open(path)
        (TOUR / f"{name}.png").write_bytes(small(browser, page.screenshot()))
    narrow = Tab(browser, address, viewport={"width": 390, "height": 900}, color_scheme="dark")
    (TOUR / "narrow.png").write_bytes(small(browser, narrow.open(f"/people/{lind}").screenshot()))
    for tab in (one, narrow):
        tab.context.close()
        assert tab.complaints == []
    made = {picture.name: picture.stat().st_size for picture in TOUR.glob("*.png")}
    assert all(size > 5000 for size in made.values())
    assert sum(made.values()) < MOST


def test_the_tour_shows_every_picture_that_there_is() -> None:
    text = (DOCS / "tour.md").read_text()
    named = {match[1]: match[0] for match in re.findall(r"!\[([^\]]+)\]\(img/([\w.-]+)\)", text)}
    assert named.keys() == {picture.name for picture in (DOCS / "img").glob("*")}
    assert all(len(words) > 20 for words in named.values())  # for who does not see them
    assert sum(picture.stat().st_size for picture in (DOCS / "img").iterdir()) < MOST
