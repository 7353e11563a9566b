"""Facets and numbers over time: what is counted is what a search finds."""

from __future__ import annotations

import pytest
from storing import PlainReader, article, many

from onrecord.store import QueryError, Store
from onrecord.store import facets as facets_


@pytest.fixture
def filled(store: Store) -> Store:
    store.add(many(24), PlainReader())
    copy = many(1)[0].text
    store.add(
        article(copy, id="copy", url="https://gazette.example/copy", publisher="Gazette", published="2016-02-01"), PlainReader()
    )
    store.add(article("Mara Lind said that the pier will open by Friday.", id="p", publisher="Evening Courier"), PlainReader())
    return store


@pytest.mark.parametrize("words", [None, "quay", "number OR pier"])
@pytest.mark.parametrize("by", [{}, {"speaker": "lind"}, {"outlet": "=Courier"}, {"since": "2016-03", "kind": "assertion"}])
def test_each_count_is_what_a_search_narrowed_to_it_finds(filled: Store, words: str | None, by: dict[str, str]) -> None:
    found = filled.facets(words, limit=50, **by)
    assert found.statements == len(filled.search(words, limit=None, **by))
    assert not found.capped
    seen = 0
    for name in ("speaker", "role", "outlet", "kind", "manner", "sourcing", "act", "year"):
        for entry in getattr(found, name):
            value = f"={entry.value}" if name in ("speaker", "role", "outlet") else entry.value
            narrower = {"since": max(value, by.get("since", value)), "until": value} if name == "year" else {name: value}
            assert entry.statements == len(filled.search(words, limit=None, **by | narrower)), (name, entry)
            seen += 1
    assert seen > 5 or not found.statements


def test_the_most_frequent_come_first_and_years_in_order(filled: Store) -> None:
    filled.add(article("Oto Maren said that nothing moved.", id="o", published="2012-05-01"), PlainReader())
    found = filled.facets(limit=2)
    assert [entry.value for entry in found.speaker] == ["Mara Lind", "Piet Aldous"]
    assert [entry.value for entry in found.year] == ["2016", "2012"]


def test_of_too_many_the_latest_are_counted_and_that_is_said(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = filled.facets()
    monkeypatch.setattr(facets_, "COUNTED", 10)
    found = filled.facets()
    assert found.capped
    assert 0 < sum(entry.statements for entry in found.kind) <= 11 < everything.statements
    over = filled.over_time("number OR report OR pier")
    assert over.note is not None
    assert sum(row.statements for row in over) <= 11 < len(filled.search("number OR report OR pier", limit=None))


def test_nothing_found_has_no_facets(filled: Store) -> None:
    found = filled.facets(speaker="nobody")
    assert (found.statements, found.capped, found.speaker, found.act) == (0, False, [], [])
    assert filled.facets("zeppelin").kind == []
    with pytest.raises(QueryError, match="no word"):
        filled.facets('""')


def test_over_time_adds_up(filled: Store) -> None:
    printed = [said for said in filled.search(limit=None, copies=True) if said.said_on or said.published]
    for of in (None, "outlet", "kind", "manner", "sourcing"):
        counted = {(row.period, row.value): row.statements for row in filled.over_time(of=of)}
        for (period, value), number in counted.items():
            narrower = {} if of is None else {of: f"={value}" if of == "outlet" else value}
            found = filled.search(limit=None, since=period, until=period, **narrower) if value or of is None else []
            assert not found or number == len(found), (period, value)
        assert len(printed) - 2 <= sum(counted.values()) <= len(printed)  # two are near-copies
    assert {row.period for row in filled.over_time(every="year")} == {"2016"}
    months = {row.period for row in filled.over_time(dated="published")}
    assert months == {f"2016-{month:02}" for month in range(1, 13)}
    said = filled.over_time("quay", dated="said")
    assert {row.period for row in said} == {"2016-09"}
    assert sum(row.statements for row in said) == len([row for row in filled.search("quay", limit=None) if row.said_on])
    with pytest.raises(QueryError, match="every"):
        filled.over_time(every="week")  # type: ignore[arg-type]


def test_a_whole_name_is_not_the_words_in_it(filled: Store) -> None:
    assert {said.publisher for said in filled.search(outlet="courier", limit=None)} == {"Courier", "Evening Courier"}
    assert {said.publisher for said in filled.search(outlet="=Courier", limit=None)} == {"Courier"}
    assert len(filled.search(speaker="=Mara Lind", limit=None)) == len(filled.search(speaker="mara lind", limit=None)) > 0
    for name in ("=mara lind", "=Lind", "="):
        assert len(filled.search(speaker=name)) == 0
    assert len(filled.search(role="=harbour commissioner")) > 0
    assert len(filled.search(role="=commissioner")) == 0
