from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from storing import PlainReader, article, many
from test_store_words import texts

from onrecord import Store
from onrecord.store import QueryError
from onrecord.store import search as searching

LIND = "Mara Lind, harbour commissioner, said on Monday that the quay will not open by Friday."


@pytest.fixture
def filled(store):
    store.add(many(60), PlainReader())
    store.add(
        [
            article(LIND, id="x", publisher="Evening Post", published="2017-02-03"),
            article("Ines Calder, town mayor, said that the quay, the quay and the quay are safe.", id="y", published="2018-05-06"),
            article("José Núñez said that the dues of the harbour are high.", id="z"),
        ],
        PlainReader(),
    )
    return store


def test_words_and_rank(filled):
    found = filled.search("quays", since="2017", dated="published")
    assert [said.article for said in found] == ["y", "x"]  # more of the word, first
    said = found[1]
    assert (said.speaker, said.role, said.said_on, said.kind) == (
        *("Mara Lind", "harbour commissioner", "2016-09-05", "assertion"),
    )
    assert LIND[said.start : said.end] == said.content
    assert [said.content[a:b] for a, b in said.hits] == ["quay"]


def test_what_is_denied_and_what_is_not(filled):
    filled.add(
        article("Piet Aldous denied that he will sell the quay. Oto Maren said that the quay is sold.", id="d"), PlainReader()
    )
    denied, other, all_ = (filled.search("quay", denied=value, limit=None) for value in (True, False, None))
    assert [said.speaker for said in denied] == ["Piet Aldous"]
    assert {said.id for said in other} == {said.id for said in all_} - {denied[0].id}
    assert [(row.name, row.statements) for row in filled.speakers(denied=True)] == [("Piet Aldous", 1)]
    assert [row.denied for row in filled.commitments(denied=True)] == [True]
    assert not any(row.denied for row in filled.commitments(denied=False, limit=None))


def test_filters(filled):
    def ids(words=None, **filters):
        return {said.article for said in filled.search(words, limit=None, **filters)}

    assert ids(speaker="núñez") == ids(speaker="Jose Nunez") == {"z"}
    assert ids(speaker="nunez lind") == set()
    assert ids(role="Mayor") == {"y"}
    assert ids("quay", outlet="evening post") == {"x"}
    assert ids("quay", outlet="nowhere") == set()
    assert ids("quay", dated="published", since="2017-02-03", until="2017-02-03") == {"x"}
    assert ids("quay", dated="said", since="2016-09-05", until="2016-09") >= {"x"}
    assert ids("quay", dated="said", since="2016-09-06") == set()
    assert "y" in ids("quay", since="2018-05")
    assert "y" not in ids("quay", until="2018-04")
    assert ids(act="refuse") == {"x"}
    assert len(ids(act=["refuse", "promise"])) == 61
    assert ids("quay", kind="belief") == set()
    assert ids("quay", min_confidence=0.95) == set()
    assert ids(article="x") == {"x"}
    assert ids('"the quay" -safe', since="2017", dated="published") == {"x"}


def test_months_and_years_are_periods(store):
    record = PlainReader().record(article(LIND))
    for number, date in enumerate(("2016", "2016-09", "2016-09-12")):
        record.article.id = f"d{number}"
        record.article.published = date
        record.statements[0].said_on = None
        store.add_records(record)

    def found(**when):
        return {said.article for said in store.search("quay", copies=True, **when)}

    assert found(since="2016-09-10") == {"d0", "d1", "d2"}
    assert found(since="2016-09-13") == {"d0", "d1"}
    assert found(since="2016-10") == {"d0"}
    assert found(since="2017") == set()
    assert found(until="2016-09-11") == {"d0", "d1"}
    assert found(until="2016-08") == {"d0"}


def test_pages_make_up_the_whole(filled):
    whole = [said.id for said in filled.search("needs", limit=None)]
    assert len(whole) == 60
    pages, offset = [], 0
    while True:
        page = filled.search("needs", limit=7, offset=offset)
        pages += [said.id for said in page]
        offset += 7
        if not page.more:
            break
    assert pages == whole


def test_orders(filled):
    days = [said.published for said in filled.search("needs", order="newest", dated="published")]
    assert len(days) == 20
    newest, oldest = (filled.search(order=order, limit=None) for order in ("newest", "oldest"))
    assert [said.id for said in oldest][:-1] == [said.id for said in newest][-2::-1]
    key = [(said.said_on or said.published or "", said.id) for said in newest]
    assert key[:-1] == sorted(key[:-1], reverse=True)
    assert newest[-1].article == "z"  # without any date


def test_of_very_many_matches_those_added_last_are_ranked(filled, monkeypatch):
    monkeypatch.setattr(searching, "RANKED", 10)
    found = filled.search("needs", limit=4)
    assert len(found) == 4
    assert "10" in found.note
    assert {said.article for said in found} <= {f"a{n}" for n in range(50, 60)}
    assert filled.search("needs", limit=None).note is None


def test_a_rare_speaker_is_found_behind_many(filled):
    assert [said.article for said in filled.search("the", speaker="Calder")] == ["y"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"since": "soon"},
        {"since": "2016-13"},
        {"kind": "guess"},
        {"order": "best"},
        {"limit": -1},
        {"order": "rank"},
        {"dated": "x"},
    ],
)
def test_what_cannot_be_searched_is_refused(store, wrong):
    with pytest.raises(QueryError):
        store.search(**wrong)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=texts)
def test_any_words_can_be_searched(filled, query):
    if query.strip():
        with suppress(QueryError):  # of no word to look for: nothing else can be wrong with what is typed
            filled.search(query)


def test_speakers(filled):
    found = filled.speakers()
    assert [(row.name, row.statements) for row in found][:2] == [("Mara Lind", 61), ("Piet Aldous", 60)]
    lind = found[0]
    assert (lind.role, lind.kind, lind.articles, lind.outlets) == ("harbour commissioner", "person", 61, 4)
    assert [row.name for row in filled.speakers(since="2018")] == ["Ines Calder"]
    assert filled.speakers(limit=1).more


def test_commitments(filled):
    found = filled.commitments(act="refuse")
    assert [(row.actor, row.action, row.negated, row.deadline, row.deadline_date) for row in found] == [
        ("Mara Lind", "open", True, "Friday", "2016-09-16")
    ]
    assert LIND[found[0].start : found[0].end] == "open"
    assert len(filled.commitments(due_until="2016-09-16", limit=None)) == 61
    assert len(filled.commitments(due_since="2016-09-17")) == 0
    assert filled.statement(found[0].statement).article == "x"


def test_figures(filled):
    assert [row.value for row in filled.figures(of="bolts", least=400)] == [59 * 7, 58 * 7]
    assert len(filled.figures(of="bolts", outlet="gazette", limit=None)) == 20
    assert len(filled.figures(unit="usd")) == 0
    row = filled.figures(article="https://courier.example/9", of="beams")[0]
    assert (row.text, row.value) == ("9", 9.0)


def test_stats(filled):
    found = filled.stats()
    assert (found.articles, found.statements, found.speakers, found.failures, found.groups_of_copies) == (63, 123, 4, 0, 0)
    outlet = next(row for row in found.outlets if row.publisher == "Evening Post")
    assert (outlet.articles, outlet.statements, outlet.indirect, outlet.named) == (1, 1, 1, 1)


def test_arrow_and_pandas(filled):
    pytest.importorskip("pyarrow")
    pytest.importorskip("pandas")
    found = filled.search("quay", speaker="lind")
    table, frame = found.to_arrow(), found.to_pandas()
    assert table.column_names == list(frame.columns)
    assert table["content"].to_pylist() == list(frame["content"]) == [said.content for said in found]
    assert filled.search("nothingatall").to_arrow().schema == table.schema


def test_both_databases_find_the_same(made, tmp_path, request):
    if "postgresql" not in made:
        pytest.skip("there is no PostgreSQL server to start")
    import postgres

    with (
        postgres.database(request.getfixturevalue("postgres_server"), "made") as name,
        Store(name) as one,
        Store(tmp_path / "n.db") as other,
    ):
        for store in (one, other):
            store.add(many(80), PlainReader())
        for query in ("quay", "ferry OR bridges", '"beams and"', "number -quay", "print* friday", "lot report"):
            assert (
                {s.content for s in one.search(query, limit=None)} == {s.content for s in other.search(query, limit=None)} != set()
            )
