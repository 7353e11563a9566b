import sqlite3

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from storing import PlainReader, article

from onrecord.store import Store, connect
from onrecord.store.problems import QueryError
from onrecord.store.query import parse
from onrecord.store.words import beginning, folded, plain, stem, words

WORDS = [
    "harbour",
    "dues",
    "due",
    "quays",
    "opening",
    "opened",
    "relational",
    "parties",
    "assembly",
    "assemblies",
    "apology",
    "apologies",
    "horribly",
    "agreed",
    "need",
    "Straße",
    "Café",
    "naïve",
    "Łódź",
    "don't",
    "x-ray",
    "42nd",
    "Ünal",
]
# of other letters come what no word of English is like: "ecced", "eyyed", "eed"
made = st.text("abdfgiotu éüß'-.,\"", max_size=9)
texts = st.lists(st.sampled_from(WORDS) | made | made.map(lambda word: word + "e"), max_size=12).map(" ".join)


def fts(text, query):
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE t USING fts5(content, tokenize='porter unicode61 remove_diacritics 2')")
    database.execute("INSERT INTO t VALUES (?)", (text,))
    return database.execute("SELECT count(*) FROM t WHERE t MATCH ?", (query,)).fetchone() == (1,)


@given(texts)
@example("relational conflated hopping caresses ties")
def test_words_are_cut_and_stemmed_as_sqlite_does(text):
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE t USING fts5(content, tokenize='porter unicode61 remove_diacritics 2')")
    database.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance')")
    database.execute("INSERT INTO t VALUES (?)", (text,))
    theirs = [row[0] for row in database.execute("SELECT term FROM v ORDER BY offset")]
    assert [word.stem for word in words(text)] == theirs
    assert all(stem(folded(text[word.start : word.end])[0]) == word.stem for word in words(text))


@pytest.mark.parametrize(
    ("query", "text", "hits"),
    [
        ("harbour due", "Dues at the Harbour", ["Dues", "Harbour"]),
        ('"harbour dues"', "the harbour dues and dues", ["harbour dues"]),
        ("harbour OR port", "the port", ["port"]),
        ("cafe", "a Café there", ["Café"]),
        ("harb*", "harbours and harbs", ["harbours", "harbs"]),
        ("x-ray", "an x-ray", ["x-ray"]),
        ("harbour -dues", "a harbour", ["harbour"]),
    ],
)
def test_hits(query, text, hits):
    asked = parse(query)
    assert [text[start:end] for start, end in asked.hits(text)] == hits
    assert fts(text, asked.fts5())


@pytest.mark.parametrize(
    ("query", "text"),
    [("harbour dues", "harbour"), ('"dues harbour"', "harbour dues"), ("harbour -dues", "harbour due"), ("a NOT b c", "a b c")],
)
def test_misses(query, text):
    assert not fts(text, parse(query).fts5())


@pytest.mark.parametrize("query", ["", "  ", "-dues", "NOT dues", '"', "... !", "-"])
def test_without_a_word_there_is_nothing_to_look_for(query):
    with pytest.raises(QueryError, match="no word to look for"):
        parse(query)


@given(texts, texts)
def test_whatever_is_typed_is_a_query_and_hits_lie_in_the_text(query, text):
    try:
        asked = parse(query)
    except QueryError:
        return
    found = fts(text, asked.fts5())
    hits = asked.hits(text)
    assert hits == sorted(hits)
    assert all(0 <= start < end <= len(text) for start, end in hits)
    if found:
        assert hits


ENDS = "s es ed ing er ly y ies ied ation ational ization izer ator bly bility fulness iveness ously alism ality logy logical able ible e eed".split()
suffixed = st.builds(
    "".join,
    st.lists(
        st.sampled_from(["siz", "hop", "poss", "sensi", "rel", "geo", "confl", "tr", "agr", "nat", "Ö", "ab", "y"]),
        min_size=1,
        max_size=3,
    ),
)


@example(["possibilities", "sizing", "happier", "eyed"])
@given(st.lists(st.builds(str.__add__, suffixed, st.sampled_from(ENDS)) | st.text(max_size=9) | st.sampled_from(WORDS), max_size=8))
def test_how_the_words_of_a_stem_begin_is_in_the_plain_text(some):
    text = " ".join(some)
    letters = plain(text)
    assert letters.isascii()
    assert len(letters) <= len(text)
    for word in words(text):
        assert beginning(word.stem) in letters


NUL = "Quay\x00 to open\nMara Lind, harbour commissioner, said on Monday that she will open the \x00quay with 40 beams by Friday."


def test_words_behind_a_nul_are_the_articles_own(tmp_path):
    record = PlainReader().record(article(NUL))
    said = record.statements[0]
    with Store(tmp_path / "news.db") as store:
        assert store.add([article(NUL)], PlainReader()).added == 1
        (found,) = store.search("quay", limit=None)
        assert (found.content, found.cue, found.source) == (said.content[0].text, "said", "Mara Lind")
        assert NUL[found.start : found.end] == found.content
        (bound,) = store.commitments(limit=None)
        assert (bound.action, bound.deadline) == (said.commitments[0].action.text, "Friday")
        assert "\x00" in bound.action
        assert [row.text for row in store.figures(limit=None)] == ["40"]
        assert list(store.records()) == [record]
        assert store.context([found.id])[found.id][0].endswith("said on Monday that ")
        assert store.verify().flaws == []
        # taken out of the index and put into it with the very words that stand there
        store.correct(found.id, "Ana Bel", content=[(found.start, found.end - 5)])
        assert not store.search("Friday", limit=None)
        assert [row.id for row in store.search("quay", limit=None)] == [found.id]


def test_a_database_that_holds_no_nul_says_so(store):
    if not store.name.startswith("postgresql"):
        pytest.skip("SQLite holds them")
    store.add([article(NUL), article(NUL.replace("\x00", ""), id="a2")], PlainReader())
    assert [row.article for row in store.search("quay", limit=None)] == ["a2"]
    (failure,) = store.failures()
    assert "NUL" in failure.message
    assert "SQLite" in failure.message


@given(st.text("a\x00é“🌾", max_size=8), st.integers(-10, 10), st.integers(-10, 10))
def test_words_are_cut_as_sqlite_cuts_them(text, start, length):
    theirs = sqlite3.connect(":memory:")
    ours = sqlite3.connect(":memory:")
    connect._set_up(ours, None)
    query = "SELECT substr(?, ?, ?)"
    cut = ours.execute(query, (text, start, length)).fetchone()[0]
    assert cut.replace("\x00", "b") == theirs.execute(query, (text.replace("\x00", "b"), start, length)).fetchone()[0]
    assert ours.execute("SELECT substr(NULL, 1, 2)").fetchone() == (None,)
    theirs.close()
    ours.close()
