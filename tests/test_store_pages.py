"""Lists that stop where a page ends, and a search that is counted as it is made, say what the whole says."""

from __future__ import annotations

import pytest
from storing import PlainReader, article, many

from onrecord import across
from onrecord.store import Store


@pytest.fixture
def filled(store: Store) -> Store:
    store.add(many(24), PlainReader())
    copy = many(1)[0].text
    store.add(
        article(copy, id="copy", url="https://gazette.example/copy", publisher="Gazette", published="2016-02-01"), PlainReader()
    )
    store.add(article("Mara Lind said that the pier will open by Friday.", id="p", publisher="Evening Courier"), PlainReader())
    return store


@pytest.mark.parametrize("order", [None, "newest", "oldest"])
@pytest.mark.parametrize("words", [None, "quay", "number OR pier"])
@pytest.mark.parametrize("by", [{}, {"speaker": "lind"}, {"speaker": "nobody"}, {"outlet": "=Courier", "copies": True}])
def test_a_search_and_its_facets_are_those_made_apart(
    filled: Store, order: str | None, words: str | None, by: dict[str, str]
) -> None:
    found, facets = filled.search_and_facets(words, order=order, limit=7, offset=2, values=8, **by)
    alone = filled.search(words, order=order, limit=7, offset=2, **by)
    assert (list(found), found.more, found.note) == (list(alone), alone.more, alone.note)
    filters = {name: value for name, value in by.items() if name != "copies"}
    assert facets == filled.facets(words, limit=8, **filters)


@pytest.mark.parametrize("by", [{}, {"since": "2016-02"}, {"outlet": "Courier"}, {"act": "promise"}, {"speaker": "lind"}])
def test_pages_of_commitments_are_the_whole_list_cut(filled: Store, by: dict[str, str]) -> None:
    whole = [row.id for row in filled.commitments(limit=None, **by)]
    pages = [filled.commitments(limit=3, offset=offset, **by) for offset in range(0, len(whole) + 3, 3)]
    assert [row.id for page in pages for row in page] == whole
    assert [page.more for page in pages] == [offset + 3 < len(whole) for offset in range(0, len(whole) + 3, 3)]
    assert [row.id for row in across.commitments(filled, open=True, limit=None, **by)] == whole


@pytest.mark.parametrize(
    "by", [{}, {"since": "2016-02"}, {"outlet": "Courier"}, {"of": "beams"}, {"of": "b", "most": 40}, {"least": 3}]
)
def test_pages_of_figures_are_the_whole_list_cut(filled: Store, by: dict[str, str]) -> None:
    whole = [row.id for row in filled.figures(limit=None, **by)]
    pages = [filled.figures(limit=3, offset=offset, **by) for offset in range(0, len(whole) + 3, 3)]
    assert [row.id for page in pages for row in page] == whole
    assert [page.more for page in pages] == [offset + 3 < len(whole) for offset in range(0, len(whole) + 3, 3)]


def test_persons_of_statements_are_those_that_a_search_tells(filled: Store) -> None:
    across.relate(filled)
    rows = filled.search(limit=None)
    told = {row.id: row.person for row in rows if row.person is not None}
    assert told
    assert filled.persons_of([row.id for row in rows]) == told
    person = next(iter(told.values()))
    assert {row.id for row in filled.search(person=person, limit=None)} == {n for n, who in told.items() if who == person}
