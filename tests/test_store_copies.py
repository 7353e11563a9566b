import pytest
from hypothesis import given
from hypothesis import strategies as st
from storing import PlainReader, article

from onrecord.store import copies

WIRE = (
    "OST — Mara Lind said that the quay is shut. The terminal has been closed since a crane fell on the pier in the night of the storm, "
    "and neither of the two companies that share it has told when their ships will be loaded there again. Piet Aldous said that the crane "
    "was old. It had been put up when the harbour was built, and was looked at by engineers for the last time in the spring of that year. "
    "Ferries go from the northern landing stage until the pier has been made safe, and their passengers are asked to come an hour early. "
)
LIND = "Mara Lind said that the quay is shut."
OWN = (
    "Mara Lind said that the quay is shut. Our reporter walked along the water this morning and found three tugs, a locked gate and "
    "nobody to ask; fishermen at the inn across the road were of the opinion that it would all go on for weeks, as it did the last time. "
    "Ines Calder said that the town will pay nothing."
)


def test_wire_copy_is_one_group_and_an_own_report_is_not(store):
    store.add(
        [
            article(WIRE, id="wire", publisher="Coastal Wire"),
            article("From our wire service. " + WIRE.replace("in the night", "during the night"), id="copy", publisher="Courier"),
            article(WIRE[: len(WIRE) * 3 // 4] + "Edited by the desk.", id="cut", publisher="Gazette"),
            article(OWN, id="own", publisher="Evening Post"),
        ],
        PlainReader(),
    )
    stats = store.stats()
    assert (stats.articles, stats.groups_of_copies, stats.copies) == (4, 1, 2)
    assert (stats.statements, stats.statements_counted_once) == (8, 4)
    shares = {row.publisher: row.share_of_copies for row in stats.outlets}
    assert shares == {"Coastal Wire": 0.0, "Courier": 1.0, "Gazette": 1.0, "Evening Post": 0.0}
    assert {row.name: row.statements for row in store.speakers()} == {"Mara Lind": 2, "Piet Aldous": 1, "Ines Calder": 1}
    once = store.search("crane")
    assert [(said.article, said.reports) for said in once] == [("wire", 3)]
    assert {said.article for said in store.search("crane", copies=True)} == {"wire", "copy", "cut"}
    assert [(said.article, said.reports) for said in store.search("crane", outlet="gazette")] == [("cut", 1)]
    assert len(store.search("quay")) == 2  # the own report has the statement of its own


def test_a_statement_that_only_the_copy_has_is_found(store):
    more = WIRE + "Ines Calder said that the town was not asked."
    store.add([article(WIRE, id="wire"), article(more, id="copy", publisher="Courier")], PlainReader())
    assert [said.article for said in store.search("town")] == ["copy"]
    assert store.stats().statements_counted_once == 3


def test_groups_grow_from_run_to_run(store):
    for number in range(4):
        store.add([article(WIRE + f" Seen by reader {number}.", id=f"w{number}", publisher=f"Outlet {number}")], PlainReader())
    assert (store.stats().groups_of_copies, store.stats().copies) == (1, 3)
    assert store.search("crane")[0].reports == 4


def test_a_revision_leaves_its_group(store):
    url = "https://courier.example/copy"
    store.add([article(WIRE, id="wire"), article(WIRE, id="copy", url=url)], PlainReader())
    assert store.stats().groups_of_copies == 1
    store.add([article(OWN, id="copy", url=url)], PlainReader())
    assert store.stats().groups_of_copies == 0
    assert store.stats().statements_counted_once == 4


def test_what_was_copied_from_a_revised_article_still_counts_once(store):
    url = "https://wire.example/1"
    store.add([article(WIRE, url=url), *(article(WIRE, id=f"c{n}", publisher=f"Outlet {n}") for n in range(3))], PlainReader())
    assert store.stats().statements_counted_once == 2
    store.add([article(WIRE.replace("the crane was old", "the crane was new"), url=url)], PlainReader())
    assert {(said.content, said.reports) for said in store.search("crane")} == {("the crane was new", 1), ("the crane was old", 3)}
    assert store.search("quay")[0].reports == 4
    assert store.stats().statements_counted_once == 3
    store.reread(PlainReader("2"))
    assert store.stats().statements_counted_once == 3
    assert store.verify().flaws == []


@pytest.mark.parametrize("part", ["first half", "last half", "middle", "with words of its own"])
def test_a_part_of_an_article_is_a_near_copy_of_it(store, part):
    text = " ".join(f"Word{n * 7919 % 1009} of{n} the wire{n % 13} copy." for n in range(60))
    words = text.split()
    half = len(words) // 2
    cut = {
        "first half": words[:half], "last half": words[half:], "middle": words[half // 2 : half // 2 + half],
        "with words of its own": ["Seen", "by", "the", "Courier:", *words[:half], "More", "on", "page", "seven."],
    }[part]  # fmt: skip
    store.add([article(f"{LIND} {text}", id="wire"), article(" ".join(cut), id="cut", publisher="Courier")], PlainReader())
    assert (store.stats().groups_of_copies, store.stats().copies) == (1, 1)


def test_words_that_very_many_articles_share_are_kept_of_some(store, rows):
    boiler = " ".join(f"For immediate release number{n} of the press office." for n in range(20))
    texts = [f"{boiler} {' '.join(f'item{n}x{k}' for k in range(300))}" for n in range(copies._KEPT + 20)]
    store.add([article(text, id=f"r{n}") for n, text in enumerate(texts)], PlainReader())
    assert store.stats().copies == 0
    [(most,)] = rows(store, "SELECT max(n) FROM (SELECT count(*) AS n FROM copy_marks GROUP BY mark) AS counted")
    assert most == copies._KEPT
    again = [article(f"Seen by the Courier. {text}", id=f"c{n}", publisher="Courier") for n, text in enumerate(texts)]
    store.add(again, PlainReader())
    assert store.stats().copies == len(texts)


def test_marks_stay_the_same_from_version_to_version():
    # kept in stores: another hash would no longer meet them
    assert copies.marks({"a b c d e", "b c d e f"}) == [1674648355, 3602959311]


words = st.lists(st.sampled_from("ab cd ef gh ij kl mn op".split()), max_size=40).map(" ".join)


@given(words, words)
def test_near_is_what_it_says(one, other):
    a, b = copies.shingles(one), copies.shingles(other)
    assert copies.near(a, b) == copies.near(b, a)
    assert copies.near(a, a)
    if copies.near(a, b):
        assert a & b
    assert set(copies.marks(a)) >= set(copies.marks(a | b)) & set(copies.marks(a))
    assert len(copies.marks(a)) >= min(len(a), 10) or len(a) > 64
    assert copies.marks(a) == copies.marks(copies.shingles(one.upper()))
