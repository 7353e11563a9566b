"""Parts of the desk by themselves: counts that are kept, requests that are read, charts, wordings, what is made safe to show."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from storing import PlainReader, article

from onrecord.store import Store
from onrecord.store.facets import Period
from onrecord.store.query import parse
from onrecord.web import create_app, desk
from onrecord.web.asking import address, asked_of, query_of
from onrecord.web.cache import Cache
from onrecord.web.charting import chart, every
from onrecord.web.filtering import chips
from onrecord.web.held import Held
from onrecord.web.pages import articles, commitments, search
from onrecord.web.problems import Problem
from onrecord.web.views import link, words
from onrecord.web.wording import pieces


@pytest.fixture
def at_desk(tmp_path: Path) -> desk.Desk:
    with Store(tmp_path / "news.db") as store:
        found: desk.Desk = create_app(store).state.desk
        yield found  # type: ignore[misc]


def test_a_count_is_made_once_for_each_state_of_the_store(at_desk: desk.Desk) -> None:
    made = []

    def count() -> int:
        made.append(1)
        return len(made)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: at_desk.recounted("n", count), range(40))) == {1}
    at_desk.store.add(article("Mara Lind said that it rains."), PlainReader())
    assert at_desk.recounted("n", count) == 2  # quick to count: never an old one
    assert at_desk.fresh()


def test_a_slow_count_is_not_waited_for_again(at_desk: desk.Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "WAITED_FOR", -1.0)
    go = threading.Event()
    made = []

    def count() -> int:
        if made:
            assert go.wait(20)
        made.append(1)
        return len(made)

    assert at_desk.recounted("n", count) == 1
    assert at_desk.fresh()
    at_desk.store.add(article("Mara Lind said that it rains."), PlainReader())
    assert at_desk.recounted("n", count) == 1
    assert not at_desk.fresh()  # so that no page made of it is kept
    assert at_desk.recounted("n", count) == 1
    go.set()
    for _ in range(2000):
        if at_desk.recounted("n", count) == 2:
            break
        time.sleep(0.01)
    assert len(made) == 2


def test_a_cache_has_an_end_and_forgets_what_is_old() -> None:
    cache = Cache(10_000)
    for n in range(100):
        cache.put(n, "now", Held(b"x" * 500, "text/plain")) if cache.get(n, "now") is None else None
    assert 0 < len(cache) <= 10
    assert cache.size <= 10_000
    assert cache.get(99, "now") is not None
    assert cache.get(99, "later") is None
    cache.put(1, "now", Held(b"late", "text/plain"))  # made of a state that is past
    cache.put(2, "later", Held(b"stale", "text/plain", lasting=False))
    assert (cache.get(1, "later"), cache.get(2, "later"), cache.size) == (None, None, 0)


def test_hits_are_right_in_many_threads_at_once() -> None:
    texts = [f"{word} {n}" for n in range(40) for word in ("relational", "conditionally", "hopping", "generalizations", "ponies")]
    query = parse("relate OR condition OR hop OR generalize OR pony")
    alone = [query.hits(text) for text in texts]
    from onrecord.store import words as cut

    cut.stem.cache_clear()
    with ThreadPoolExecutor(16) as pool:
        for _ in range(5):
            cut.stem.cache_clear()
            assert list(pool.map(query.hits, texts)) == alone


@given(
    some.builds(
        search.SearchAsked,
        q=some.none() | some.text(min_size=1).filter(str.strip),
        speaker=some.none() | some.text(min_size=1).filter(str.strip),
        kind=some.lists(some.sampled_from(["assertion", "belief"]), unique=True),
        limit=some.integers(1, 500),
        denied=some.none() | some.booleans(),
        old=some.booleans(),
        min_confidence=some.none() | some.floats(0, 1),
    )
)
def test_an_address_asks_for_what_it_was_made_from(asked: search.SearchAsked) -> None:
    from urllib.parse import parse_qsl

    pairs = parse_qsl(query_of(search.PAGE, asked), keep_blank_values=True, encoding="utf-8", errors="surrogatepass")
    try:
        assert asked_of(search.SearchAsked, {}, pairs) == asked
    except Problem as problem:
        assert "Expected `str` of length" in problem.detail  # noqa: PT017


def test_addresses_fill_the_path_and_leave_out_what_is_usual() -> None:
    asked = articles.ArticleAsked(number=7)
    assert address(articles.ARTICLE, asked) == "/article/7"
    assert address(articles.ARTICLE, asked, ".json", revision=2) == "/article/7.json?revision=2"
    with pytest.raises(Problem) as raised:
        asked_of(articles.ArticleAsked, {"number": 0}, [])
    assert raised.value.status == 404


def test_chips_take_away_one_filter_each() -> None:
    asked = search.SearchAsked(q="a", speaker="=Mara Lind", kind=["belief", "assertion"], copies=True, offset=20)
    found = {(chip.name, chip.value): chip.without for chip in chips(search.PAGE, asked)}
    assert set(found) == {("speaker", "Mara Lind"), ("kind", "belief"), ("kind", "assertion"), ("copies", "yes")}
    assert found["speaker", "Mara Lind"] == "/search?kind=belief&kind=assertion&q=a&copies=true"
    assert found["kind", "belief"] == "/search?speaker=%3DMara+Lind&kind=assertion&q=a&copies=true"
    [chip] = chips(search.PAGE, search.SearchAsked(denied=False))
    assert (chip.name, chip.value, chip.without) == ("denied", "no", "/search")
    assert found["copies", "yes"] == "/search?speaker=%3DMara+Lind&kind=belief&kind=assertion&q=a"


def test_a_chart_has_every_period_between_and_puts_the_rare_together() -> None:
    periods = [Period(period="2016-11", value=f"o{n}", statements=20 - n) for n in range(12)]
    periods.append(Period(period="2017-02", value=None, statements=1))
    made = chart(periods, "month", unnamed="none")
    assert [row[0] for row in made.rows] == ["2016-11", "2016-12", "2017-01", "2017-02"]
    assert made.columns == [*(f"o{n}" for n in range(7)), "6 others"]
    assert sum(sum(numbers) for _, numbers in made.rows) == sum(period.statements for period in periods)
    assert made.rows[1][1] == [0] * 8
    assert chart([], "month").rows == []
    years = chart([Period(period=p, value="x", statements=1) for p in ("2012", "2012-05", "2014-01-02")], "year")
    assert years.rows == [("2012", [2]), ("2013", [0]), ("2014", [1])]
    assert chart([Period(period=p, value="x", statements=1) for p in ("1893-01", "2016-01", "2016")], "month").rows[0] == (
        "1893-01",
        [1],
    )


def test_what_goes_on_for_long_is_told_by_years() -> None:
    assert every("2016-01-01", "2016-12-31") == every("2016", "2016-02") == every(None, None) == "month"
    assert every("2012-01-01", "2016-12-31") == every("2012", "2016-02") == "year"


@given(some.text("ab \n"), some.text("ab \n"))
def test_pieces_put_together_are_the_texts(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(text for tag, text in found if tag != "del") == after
    assert "".join(text for tag, text in found if tag != "ins") == before
    assert [tag for tag, _ in pieces("the quay opens", "the pier opens")] == ["same", "del", "ins", "same"]


@given(some.text())
def test_words_are_isolated_and_without_controls(text: str) -> None:
    shown = str(words(text))
    assert shown.startswith('<bdi dir="auto">')
    assert shown.count("<") == 2
    assert not set(shown) & set("\x00\x07\x1b\u202a\u202e\u2066\u2069\u200f")


def test_only_web_addresses_are_links() -> None:
    assert link("https://courier.example/a?b=1") == "https://courier.example/a?b=1"
    for url in (
        None,
        "",
        "javascript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "https:",
        "file:///etc/passwd",
        "http://[",
    ):
        assert link(url) is None, url


def test_a_board_has_deadlines_in_order_and_what_has_none_last(at_desk: desk.Desk) -> None:
    at_desk.store.add(article("Mara Lind said that she will go by Friday. Piet Aldous said that he will stay."), PlainReader())
    rows = list(at_desk.store.commitments())
    assert [name for name, _ in commitments.board(rows, "deadline")] == ["2016-09", "No deadline"]
    assert [name for name, _ in commitments.board(rows, "actor")] == ["Mara Lind", "Piet Aldous"]
    assert [(name, len(column)) for name, column in commitments.board(rows, "condition")] == [("No condition", 2)]
    assert [(name, len(column)) for name, column in commitments.board(rows, "act")] == [("Promises", 2)]
