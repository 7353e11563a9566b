"""Writing at the desk in a real browser: with and without scripts, with the keyboard alone, in two sessions, and by axe."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_web_browser import Axe, Tab, browser, pytestmark  # noqa: F401
from writing import NAME, OTHER, WORD, desk_over

from onrecord.store import Store

PICTURES = Path(__file__).parent.parent / "build" / "desk"


@pytest.fixture
def written(filled: Path, tmp_path: Path) -> Iterator[tuple[str, Store]]:
    with desk_over(filled, tmp_path) as found:
        yield found


@pytest.fixture
def tab(browser: Any, written: Any) -> Iterator[Any]:  # noqa: F811
    tabs: list[Tab] = []

    def tab(name: str | None = NAME, **options: Any) -> Tab:
        one = Tab(browser, written[0], **options)
        tabs.append(one)
        if name is not None:
            page = one.open("/login")
            page.get_by_label("Name").fill(name)
            page.get_by_label("Password").fill(WORD)
            page.keyboard.press("Enter")
            page.wait_for_url(written[0] + "/")
        return one

    yield tab
    for one in tabs:
        one.context.close()
        assert [url for url in one.requests if not url.startswith((written[0], "data:"))] == []
        assert [words for words in one.complaints if "409" not in words and "Clear-Site-Data" not in words] == []


def some(store: Store) -> Any:
    """A statement with a commitment, whose content is in one piece and which has a cue."""
    return next(
        said for row in store.commitments(limit=None) if len((said := store.statement(row.statement)).spans) == 1 and said.cue
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_is_whole_and_can_be_used_by_all(tab: Any, written: Any, scheme: str, width: int) -> None:
    store = written[1]
    number = some(store).id
    store.correct(number, OTHER, kind="belief")
    one = tab(color_scheme=scheme, viewport={"width": width, "height": 800})
    one.open("/add")
    one.page.get_by_label("Text", exact=True).fill("Mara Lind said that no.")
    one.page.get_by_role("button", name="Read").click()
    one.page.get_by_text("Done.").wait_for()
    job = one.where()
    pages = {
        "queue": "/queue", "edit": f"/statement/{number}/edit", "missing": "/article/1/missing", "add": "/add", "job": job,
        "statement-written": f"/statement/{number}", "article-written": "/article/1", "log-written": "/log",
    }  # fmt: skip
    found = {}
    for name, address in pages.items():
        page = one.open(address)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, name
        result = Axe().run(page)
        if result.violations_count:
            found[name] = result.generate_report()
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(PICTURES / f"{name}-{scheme}-{width}.png"), full_page=True)
    nobody = tab(None, color_scheme=scheme, viewport={"width": width, "height": 800})
    page = nobody.open("/login")
    if (result := Axe().run(page)).violations_count:
        found["login"] = result.generate_report()
    page.screenshot(path=str(PICTURES / f"login-{scheme}-{width}.png"))
    assert found == {}


def test_the_queue_with_the_keyboard_alone(tab: Any, written: Any) -> None:
    store = written[1]
    first, second, third, *_ = [row.said.id for row in store.queue(20)]
    one = tab()
    page = one.open("/queue")
    page.keyboard.press("j")
    assert one.focused() == f"/statement/{first}"
    page.keyboard.press("r")
    page.get_by_text(f"Statement {first}: right").wait_for()
    assert one.focused() == f"/statement/{second}"
    page.keyboard.press("w")
    page.get_by_text(f"Statement {second}: wrong").wait_for()
    assert (store.statement(first).verdict, store.statement(second).verdict) == ("right", "wrong")
    page.keyboard.press("u")
    page.get_by_text(f"Statement {second}: taken back").wait_for()
    assert store.statement(second).verdict is None
    assert one.focused() == f"/statement/{second}"
    page.keyboard.press("j")
    assert one.focused() == f"/statement/{third}"
    page.keyboard.press("k")
    page.keyboard.press("e")
    page.wait_for_url(f"**/statement/{second}/edit")


def test_a_statement_is_judged_and_undone_by_keys(tab: Any, written: Any) -> None:
    store = written[1]
    number = some(store).id
    page = tab().open(f"/statement/{number}")
    page.keyboard.press("r")
    page.get_by_text("it is right").wait_for()
    assert store.statement(number).verdict == "right"
    page.keyboard.press("u")
    page.get_by_text("taken back").wait_for()
    assert store.statement(number).verdict is None


def test_edges_are_moved_by_keys(tab: Any, written: Any) -> None:
    store = written[1]
    said = some(store)
    text = store.record_of(said.id).article.text
    page = tab().open(f"/statement/{said.id}/edit")
    end = page.get_by_role("slider", name="Content 1: end")
    end.focus()
    page.keyboard.press("ArrowLeft")
    assert page.locator("[name=content-end]").first.input_value() == str(said.end - 1)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowLeft")
    now = int(page.locator("[name=content-end]").first.input_value())
    assert text[said.start : now] == said.content.rsplit(" ", 1)[0] or now < said.end - 1
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Content 1: end"
    page.get_by_role("button", name="Put right").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/statement/{said.id}")
    assert store.statement(said.id).content == text[said.start : now].strip()
    assert store.statement(said.id).said_by == NAME
    assert store.verify().flaws == []


def test_one_correction_from_login_to_undo_with_the_keyboard_alone(tab: Any, written: Any) -> None:
    """No click and no focus that the keyboard does not set: login, search, the statement, its kind, the log, and taken back."""
    store = written[1]
    one = tab(None)
    page = one.open("/login")

    def tab_to(name: str) -> None:
        for _ in range(60):
            if one.focused() == name:
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {name}")

    tab_to("name")
    page.keyboard.type(NAME)
    tab_to("password")
    page.keyboard.type(WORD)
    page.keyboard.press("Enter")
    page.wait_for_url(written[0] + "/")
    page.keyboard.press("/")
    page.keyboard.type("audit")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=audit*")
    page.keyboard.press("j")
    number = int(one.focused().rpartition("/")[2])
    before = store.statement(number).kind
    assert before == "assertion"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/statement/{number}")
    page.keyboard.press("e")
    page.wait_for_url(f"**/statement/{number}/edit")
    tab_to("kind")
    page.keyboard.type("bel")
    tab_to("note")
    page.keyboard.type("heard it")
    page.keyboard.press("Enter")
    page.get_by_text("put it right: kind assertion → belief").wait_for()
    assert store.statement(number).kind == "belief"
    tab_to("/log")
    page.keyboard.press("Enter")
    page.wait_for_url("**/log")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/statement/{number}")
    page.keyboard.press("u")
    page.get_by_text("taken back").wait_for()
    assert store.statement(number).kind == before


def test_edges_are_dragged(tab: Any, written: Any) -> None:
    store = written[1]
    said = some(store)
    page = tab().open(f"/statement/{said.id}/edit")
    handle = page.get_by_role("slider", name="Content 1: beginning")
    box = handle.bounding_box()
    page.mouse.move(box["x"] + 4, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 64, box["y"] + box["height"] / 2, steps=4)
    page.mouse.up()
    start = int(page.locator("[name=content-start]").first.input_value())
    assert said.start < start < said.end
    page.get_by_role("button", name="Put right").click()
    page.wait_for_url(f"**/statement/{said.id}")
    assert said.start < (store.statement(said.id).start or 0) < said.end


def test_everything_is_corrected_without_scripts(tab: Any, written: Any) -> None:
    store = written[1]
    said = some(store)
    page = tab(java_script_enabled=False).open(f"/statement/{said.id}/edit")
    form = page.locator("form.correct")
    form.get_by_role("textbox", name="Name").fill("Piet Aldous")
    form.get_by_role("combobox", name="Sort").select_option("group")
    form.get_by_role("combobox", name="Kind").select_option("intention")
    form.get_by_role("combobox", name="Manner").select_option("mixed")
    form.get_by_role("combobox", name="Denied").select_option("yes")
    form.get_by_label("Date").fill("2016-08-31")
    form.get_by_label("Content 1, to").fill(str((said.start or 0) + 5))
    form.get_by_role("button", name="Put right").click()
    now = store.statement(said.id)
    assert (now.speaker, now.speaker_kind, now.kind, now.manner, now.denied, now.said_on) == (
        "Piet Aldous", "group", "intention", "mixed", True, "2016-08-31",
    )  # fmt: skip
    assert now.end in ((said.start or 0) + 5, (said.start or 0) + 4)
    page.get_by_role("button", name="Undo entry").first.click()
    assert store.statement(said.id) == said
    page.goto(page.url + "/edit")
    page.get_by_role("combobox", name="Act").first.select_option("threaten")
    page.get_by_role("button", name="Change commitment").first.click()
    assert "threaten" in store.statement(said.id).acts
    page.get_by_role("button", name="Wrong").click()
    assert store.statement(said.id).verdict == "wrong"


def test_a_missing_statement_is_added_by_selecting_words(tab: Any, written: Any) -> None:
    store = written[1]
    text = store.revision(1).record.article.text
    words = text.split("\n")[-1 if text.split("\n")[-1].strip() else -2].strip()[:30].rsplit(" ", 1)[0]
    start = text.rindex(words)
    page = tab().open("/article/1/missing")
    page.evaluate(
        """([start, end]) => {
            const walk = document.createTreeWalker(document.querySelector("[data-text]"), NodeFilter.SHOW_TEXT);
            const range = document.createRange();
            let at = 0, node;
            while ((node = walk.nextNode())) {
              const next = at + node.length;
              if (start >= at && start <= next) range.setStart(node, start - at);
              if (end >= at && end <= next) { range.setEnd(node, end - at); break; }
              at = next;
            }
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }""",
        [start, start + len(words)],
    )
    page.get_by_role("button", name="Take the selected words: Content").click()
    assert page.locator("[name=content-start]").first.input_value() == str(start)
    assert page.locator("mark.m-content").inner_text() == words
    page.get_by_role("textbox", name="Name").fill("Oto Maren")
    page.get_by_role("button", name="Add statement").click()
    page.get_by_role("heading", name="Oto Maren").wait_for()
    [said] = [row for row in store.search(speaker="Oto Maren", limit=None) if row.said_by == NAME]
    assert (said.content, said.start) == (words, start)


def test_a_missing_statement_is_added_with_the_keyboard_alone(tab: Any, written: Any) -> None:
    store = written[1]
    page = tab().open("/article/1/missing")
    page.get_by_role("button", name="A piece whose edges are moved by keys: Content").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Content 1: end"
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Add statement").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Read by", exact=True).wait_for()
    number = int(page.url.rsplit("/", 1)[1])
    assert store.statement(number).said_by == NAME
    assert len(store.statement(number).content.split()) == 3


def test_two_sessions_in_conflict(tab: Any, written: Any) -> None:
    store = written[1]
    number = some(store).id
    mine, theirs = tab(), tab(OTHER)
    page, other = mine.open(f"/statement/{number}/edit"), theirs.open(f"/statement/{number}/edit")
    other.get_by_role("combobox", name="Kind").select_option("intention")
    other.get_by_role("button", name="Put right").click()
    other.wait_for_url(f"**/statement/{number}")
    page.get_by_role("combobox", name="Kind").select_option("directive")
    page.get_by_role("button", name="Put right").click()
    page.get_by_role("heading", name="Changed meanwhile").wait_for()
    assert "intention" in page.get_by_role("region", name="What others did").inner_text()
    assert "directive" in page.get_by_role("region", name="What you sent").inner_text()
    assert Axe().run(page).violations_count == 0
    page.screenshot(path=str(PICTURES / "conflict.png"), full_page=True)
    assert store.statement(number).kind == "intention"
    page.get_by_role("button", name="Put mine in its place").click()
    page.wait_for_url(f"**/statement/{number}")
    assert store.statement(number).kind == "directive"


def test_articles_are_added_and_seen_to_arrive(tab: Any, written: Any, tmp_path: Path) -> None:
    store = written[1]
    file = tmp_path / "lighthouse.txt"
    file.write_text("Mara Lind said that the lighthouse will be painted by Friday.")
    one = tab()
    page = one.open("/add")
    page.get_by_label("Text, HTML").set_input_files(str(file))
    page.get_by_role("button", name="Read").click()
    page.get_by_text("Done.").wait_for()
    assert page.locator("[data-count=added]").inner_text() == "1"
    page.get_by_role("link", name="lighthouse").click()
    assert store.search("lighthouse")
    plain = tab(java_script_enabled=False)
    page = plain.open("/add")
    page.get_by_label("Text", exact=True).fill("Piet Aldous said that the ferry needs an anchor.")
    page.get_by_role("button", name="Read").click()
    page.get_by_text("Done.").wait_for(timeout=15_000)  # it loads itself again
    assert store.search("anchor")


def test_login_leads_back_and_logout_out(tab: Any, written: Any) -> None:
    one = tab(None)
    page = one.open("/queue")
    page.get_by_role("link", name="Log in").first.click()
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("Password").fill("not this one at all")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    one.complaints.clear()  # the browser tells of the 403
    page.get_by_label("Password").fill(WORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/queue")
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("link", name="Log in").first.wait_for()
