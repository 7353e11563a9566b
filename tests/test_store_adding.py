import gzip
import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from storing import PlainReader, article, full, many

from onrecord import Record, SaidOn, Speaker, Statement, Store
from onrecord.intake import Failure, Skipped, from_text
from onrecord.record import Commitment, Deadline, Event, Figure, Specificity, Time
from onrecord.store import Inputs, Item, Options, StoreError

EXAMPLES = Path(__file__).parent.parent / "examples"
LIND = "Mara Lind, harbour commissioner, said on Monday that the quay will not open by Friday."


def test_a_record_comes_back_as_it_was_read(store, reader):
    found = store.add_files([EXAMPLES / "harbour.txt", EXAMPLES / "bridge.html"], reader=reader, published="2016-09-12")
    assert (found.added, found.failed) == (2, 0)
    assert found.statements > 20
    [kept] = store.article("harbour")
    [again] = reader.read_all([from_text(kept.article.text, id="harbour", published="2016-09-12")])
    assert kept == again
    assert store.verify().flaws == []


def test_every_part_of_a_record_comes_back(store):
    text = "Oto Maren said that the ferry is late, he added, the crane will move by Monday. It cost 40 dollars."
    record = PlainReader().record(
        article(text, title="The ferry", publisher="Courier", published="2016-09-12", byline="By Ana Bel")
    )
    assert len(record.statements[0].content) == 2
    assert record.statements[0].commitments[0].deadline
    assert record.figures
    store.add_records(record)
    assert list(store.records()) == [record]


def test_every_field_of_a_record_comes_back(store):
    filled = set()

    def walk(entry):
        if isinstance(entry, list | tuple):
            for part in entry:
                walk(part)
        elif isinstance(entry, msgspec.Struct):
            for field in msgspec.structs.fields(entry):
                value = getattr(entry, field.name)
                if value not in (None, False, []):
                    filled.add((type(entry), field.name))
                walk(value)

    record = full()
    walk(record)
    kinds = (Statement, Commitment, Specificity, Deadline, SaidOn, Speaker, Figure, Time, Event)
    assert {(kind, name) for kind in kinds for name in kind.__struct_fields__} <= filled  # a new field belongs into full()
    store.add_records(record)
    assert list(store.records()) == [record]
    assert store.verify().flaws == []


def test_a_new_reading_leaves_references_to_what_a_person_put_down(store):
    record = full()
    store.add_records(record)
    body, denial = (said.id for said in store.search(order="oldest", limit=None) if said.content[:4] in ("she ", "next"))
    store.correct(body, by="Ana Bel", kind="intention")
    store.correct(denial, by="Ana Bel", kind="belief")
    record.read_by = {"onrecord": "2", "model": "plain"}
    store.add_records(record, reread=True)
    [again] = store.records()
    names = {said.id: said.kind for said in again.statements}
    [claim] = [said for said in again.statements if said.content[0].text == "Quay to open"]
    assert names[claim.shortens] == "intention"
    assert [names[event.statement] for event in again.events if event.statement] == ["belief"]


def test_a_denial_is_no_copy_of_what_it_denies(store):
    rest = " ".join(f"Word {n} of the wire copy." for n in range(60))
    for n, cue in enumerate(("said", "denied", "said")):
        store.add(article(f"Piet Aldous {cue} that the dues will rise. {rest}", id=f"w{n}"), PlainReader())
    assert store.stats().copies == 2
    assert sorted((said.denied, said.reports) for said in store.search("dues")) == [(False, 2), (True, 1)]


def test_the_same_article_twice_is_one(store):
    reader = PlainReader()
    first = store.add(many(50), reader)
    assert (first.added, first.known, first.statements) == (50, 0, 100)
    again = store.add(many(50), reader)
    assert (again.added, again.known) == (0, 50)
    assert len(reader.taken) == 50  # the second time nothing was read
    assert store.stats().articles == 50


def test_the_same_article_twice_in_one_go_is_one(store):
    found = store.add([*many(5), *many(5)], PlainReader())
    assert (found.added, found.known) == (5, 5)
    assert store.stats().statements == 10


def test_known_articles_load_no_reader(store):
    store.add(many(3), PlainReader())

    def load():
        raise AssertionError("nothing is new")

    assert store.add(many(3), load).known == 3


def test_a_changed_article_under_a_known_url_is_a_new_revision(store):
    url = "https://courier.example/quay"
    before = article(LIND + " Piet Aldous said that the dues will rise.", url=url)
    after = article(LIND.replace("Friday", "Sunday") + " Ines Calder said that nobody was asked.", url=url)
    store.add(before, PlainReader())
    assert store.add(after, PlainReader()).revised == 1
    stats = store.stats()
    assert (stats.articles, stats.revisions, stats.statements) == (1, 2, 2)
    assert [said.content for said in store.search("dues")] == []
    assert [said.revision for said in store.search("dues", old=True)] == [1]
    changes = {(c.change, (c.after or c.before).speaker): c for c in store.diff(url)}
    assert set(changes) == {("changed", "Mara Lind"), ("came", "Ines Calder"), ("went", "Piet Aldous")}
    changed = changes["changed", "Mara Lind"]
    assert changed.fields == ["content"]
    assert (changed.before.content[-6:], changed.after.content[-6:]) == ("Friday", "Sunday")
    assert store.verify().flaws == []
    assert store.add(after, PlainReader()).known == 1
    assert store.add(before, PlainReader()).revised == 1  # and back again
    assert store.stats().revisions == 3


def test_both_revisions_in_one_go(store):
    url = "https://courier.example/quay"
    found = store.add([article(LIND, url=url), article(LIND.replace("Friday", "Sunday"), url=url)], PlainReader())
    assert (found.added, found.revised) == (1, 1)
    assert [said.content for said in store.search("quay")] == ["the quay will not open by Sunday"]


def test_a_date_that_is_known_later_makes_a_revision_and_an_unknown_one_none(store):
    store.add(article(LIND), PlainReader())
    assert store.add(article(LIND, published="2016-09-12"), PlainReader()).revised == 1
    assert store.add(article(LIND), PlainReader()).known == 1


def test_ids_of_two_publishers_are_two_articles(store):
    found = store.add([article(LIND, publisher="Courier"), article(LIND + " Yes.", publisher="Gazette")], PlainReader())
    assert found.added == 2


def test_a_file_changed_is_revised_and_files_of_one_name_are_two(store, tmp_path):
    one, other = tmp_path / "one" / "story.txt", tmp_path / "other" / "story.txt"
    for path in (one, other):
        path.parent.mkdir()
        path.write_text(f"{LIND} It was {path.parent.name}.")
    assert store.add_files([one, other], reader=PlainReader()).added == 2
    one.write_text(LIND + " It was changed.")
    found = store.add_files([one, other], reader=PlainReader())
    assert (found.revised, found.known) == (1, 1)
    assert len(store.diff(str(one))) == 0  # its statement says the same
    moved = tmp_path / "new" / "story.txt"
    moved.parent.mkdir()
    one.rename(moved)
    assert store.add_files([moved], reader=PlainReader()).known == 1


def test_a_file_is_known_however_it_is_named(store, tmp_path, monkeypatch):
    for name in ("a/story.txt", "b/story.txt", "b/c/story.txt.gz"):
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        words = f"{LIND} It was in {name}.".encode()
        path.write_bytes(gzip.compress(words) if name.endswith(".gz") else words)
    (tmp_path / "news" / "day.jsonl").write_text(json.dumps({"text": "Piet Aldous said that this is a line."}) + "\n{broken\n")
    found = store.add_files([tmp_path / "news"], reader=PlainReader())
    assert (found.added, found.failed) == (4, 1)
    monkeypatch.chdir(tmp_path / "news")
    for again in ([tmp_path / "news"], ["."], ["../news/**/*"], ["a/story.txt", "b", tmp_path / "news" / "day.jsonl"]):
        found = store.add_files(again, reader=PlainReader())
        assert (found.added, found.revised, found.known) == (0, 0, 4), again
    assert len(store.article(str(tmp_path / "news" / "b" / "c" / "story.txt.gz"))) == 1
    (tmp_path / "news" / "b" / "story.txt").write_text(LIND + " It was changed.")
    assert store.add_files(["."], reader=PlainReader()).revised == 1
    (tmp_path / "news" / "day.jsonl").write_text(json.dumps({"text": "Piet Aldous said that this is a line."}))
    store.add_files(["."], reader=PlainReader())
    assert list(store.failures()) == []


def test_a_folder_without_articles_is_put_aside(store, tmp_path):
    assert store.add_files([tmp_path], reader=PlainReader()).failed == 1
    [failure] = store.failures()
    assert failure.source == str(tmp_path)
    (tmp_path / "a.txt").write_text(LIND)
    assert store.add_files([tmp_path], reader=PlainReader()).added == 1
    assert list(store.failures()) == []


def test_lines_without_an_id_are_known_by_their_text(store, tmp_path):
    lines = [json.dumps({"text": f"Mara Lind said that quay {n} is shut."}) for n in range(5)]
    path = tmp_path / "day.jsonl"
    path.write_text("\n".join(lines))
    assert store.add_files([path], reader=PlainReader()).added == 5
    path.write_text("\n".join([json.dumps({"text": "Piet Aldous said that this is new."}), *lines]))
    found = store.add_files([path], reader=PlainReader())
    assert (found.added, found.known, found.revised) == (1, 5, 0)


def test_what_fails_is_put_aside_and_the_rest_is_added(store):
    articles = many(40)
    articles[7] = article("This is unreadable.", id="bad")
    found = store.add([*articles[:20], Failure("x.jsonl:3", "not valid JSON"), *articles[20:]], PlainReader())
    assert (found.added, found.failed) == (39, 2)
    aside = {failure.stage: failure for failure in store.failures()}
    assert set(aside) == {"intake", "reader"}
    assert aside["intake"].source == "x.jsonl:3"
    assert "out of its depth" in aside["reader"].message
    assert store.stats().failures == 2


def test_what_failed_can_be_tried_again(store, tmp_path):
    path = tmp_path / "two.jsonl"
    path.write_text(json.dumps({"id": "a", "text": LIND}) + "\n{broken\n" + json.dumps({"id": "b", "text": "unreadable"}))
    store.add([article("So unreadable.", id="c")], PlainReader())
    assert store.add_files([path], reader=PlainReader()).failed == 2
    assert store.retry(PlainReader()).failed == 3
    assert {failure.tries for failure in store.failures()} == {2}
    path.write_text(path.read_text().replace("{broken", json.dumps({"id": "d", "text": LIND + " Indeed."})))

    class Better(PlainReader):
        def read_all(self, articles):
            return (self.record(entry) for entry in articles)

    found = store.retry(Better())
    assert (found.added, found.failed) == (3, 0)
    assert list(store.failures()) == []
    assert len(store.failures(resolved=True)) == 3


def test_what_failed_is_tried_again_with_the_options_that_it_was_added_with(store, tmp_path):
    table, other = tmp_path / "day.csv", tmp_path / "other.jsonl"
    table.write_text("Words,When\n" + "unreadable,2016-09-13\n")
    other.write_text(json.dumps({"text": "Das ist unreadable und ganz auf Deutsch, nicht auf Englisch, wie man lesen kann."}))
    store.add_files([table], reader=PlainReader(), columns={"text": "Words", "published": "When"})
    store.add_files([other], reader=PlainReader(), published="2016-09-12", any_language=True)
    assert store.stats().failures == 2
    asked = []

    class Better(PlainReader):
        def read_all(self, articles):
            return (self.record(entry) for entry in articles)

    def load(options):
        asked.append(options)
        return Better()

    found = store.retry(load)
    assert (found.added, found.failed, found.skipped) == (2, 0, 0)
    assert [options.any_language for options in asked] == [False, True]
    assert sorted((record.article.published, record.article.language) for record in store.records()) == [
        ("2016-09-12", "de"), ("2016-09-13", "en")
    ]  # fmt: skip
    assert list(store.failures()) == []


def test_what_fails_again_keeps_its_options(store, tmp_path):
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps({"text": "This is unreadable."}))
    store.add_files([path], reader=PlainReader(), published="2016-09-12")
    store.add([article("So unreadable.", id="c")], PlainReader(), options=Options(without=("events", "times"), min_confidence=0.5))
    for _ in range(2):
        asked = []
        assert store.retry(lambda options, asked=asked: asked.append(options) or PlainReader()).failed == 2
        assert [(o.published, o.without, o.min_confidence) for o in asked] == [
            ("2016-09-12", (), None), (None, ("events", "times"), 0.5)
        ]  # fmt: skip
    assert {failure.tries for failure in store.failures()} == {3}


def test_a_new_reading_that_failed_is_tried_again_as_one(store):
    store.add(many(3), PlainReader("1"))

    class Worse(PlainReader):
        def read_all(self, articles):
            for entry in articles:
                if entry.id == "a1":
                    raise RuntimeError("out of its depth")
                yield self.record(entry)

    assert store.reread(Worse("2")).failed == 1
    assert store.retry(PlainReader("2")).reread == 1
    assert list(store.failures()) == []


@given(
    st.builds(
        Options,
        published=st.none() | st.just("2016-09-12"),
        columns=st.dictionaries(st.sampled_from(["text", "title"]), st.text(min_size=1)),
        any_language=st.booleans(),
        delay=st.none() | st.floats(0, 120),
        max_pages=st.none() | st.integers(1),
        without=st.lists(st.sampled_from(["events", "times"]), unique=True).map(tuple),
        min_confidence=st.none() | st.floats(0, 1),
        reread=st.booleans(),
    )
)
def test_options_come_back_from_text(options):
    assert Options.of_text(options.as_text().items()) == options


def test_a_failing_article_does_not_hide_an_error_of_the_source(store):
    def broken():
        yield from many(3)
        raise KeyError("the source itself")

    with pytest.raises(KeyError, match="the source itself"):
        store.add(broken(), PlainReader())
    assert list(store.failures()) == []


def test_interrupted_keeps_what_was_read(store):
    def interrupted():
        yield from many(5)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.add(interrupted(), PlainReader())
    assert store.add(many(5), PlainReader()).added + store.stats().articles >= 5
    assert store.stats().articles == 5


def test_spans_that_are_not_the_articles_own_do_not_enter(store):
    record = PlainReader().record(article(LIND))
    wrong = Record.from_json(record.to_json().replace("the quay will not open by Friday", "the quay will be open by Friday"))
    wrong.article.text = LIND
    found = store.add_records([wrong])
    assert (found.added, found.failed) == (0, 1)
    assert [failure.stage for failure in store.failures()] == ["store"]
    assert store.stats().articles == 0


def test_a_new_reading_replaces_what_the_model_said_and_not_what_a_person_said(store, rows):
    store.add(many(3), PlainReader("1"))
    first, second, third, *_ = store.search(order="oldest", limit=None)
    store.withdraw(first.id, by="Ana Bel")
    [entry] = store.log("statement", first.id)
    assert (entry.by, entry.action, entry.undone) == ("Ana Bel", "withdraw", None)
    store.correct(second.id, by="Ana Bel", speaker=Speaker(name="Pieter Aldous", kind="person", sourcing="named"))
    assert store.add(many(3), PlainReader("2", kind="belief")).known == 3  # not unless asked for
    found = store.reread(PlainReader("2", kind="belief"))
    assert (found.reread, found.added) == (3, 0)
    now = {said.id: said for said in store.search(limit=None)}
    assert first.id not in now
    assert now[second.id].speaker == "Pieter Aldous"
    assert (now[second.id].kind, now[second.id].said_by) == ("assertion", "Ana Bel")
    assert (now[third.id].kind, now[third.id].said_by) == ("belief", "model")  # the same statement has the same number
    assert len(now) == 5
    assert len(rows(store, "SELECT * FROM statements")) == 6
    assert len(rows(store, "SELECT * FROM commitments")) == 3
    assert store.reread(PlainReader("2", kind="belief")).reread == 0
    assert store.verify().flaws == []
    assert {record.read_by["onrecord"] for record in store.records()} == {"2"}


def test_names_of_persons_are_wanted(store):
    store.add(many(1), PlainReader())
    with pytest.raises(ValueError, match="person"):
        store.withdraw(1, by="model")


def test_progress_is_told(store, tmp_path):
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"id": a.id, "text": a.text}) + "\n" for a in many(100)))
    told = []
    store.add(Inputs([path]), PlainReader(), told=lambda so_far: told.append((so_far.added, so_far.done)))
    assert [added for added, _ in told] == sorted(added for added, _ in told)
    assert told[-1] == (100, 1.0)


def test_how_far_it_is_goes_by_what_is_read_and_not_by_what_is_looked_at(store, tmp_path):
    """One file of many articles, with a reader that takes them all before it gives any: as much is done as has been read."""

    class Greedy(PlainReader):
        def read_all(self, articles):
            yield from super().read_all(list(articles))

    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"id": a.id, "text": a.text * 10}) + "\n" for a in many(400)))
    told = []
    store.add_files([path], reader=Greedy(), told=lambda so_far: told.append((so_far.added, so_far.done)))
    assert len(told) > 10
    for added, done in told:
        assert done == pytest.approx(added / 400, abs=0.12)  # a file is read in pieces of 64 KiB and more
    told.clear()
    store.add_files([path], reader=Greedy(), told=lambda so_far: told.append((so_far.known, so_far.done)))
    assert [done for _, done in told] == sorted(done for _, done in told)
    assert told[-1] == (400, 1.0)


def test_text_with_a_nul(store_name):
    with Store(store_name) as store:
        found = store.add([article(f"{LIND}\0 And more."), *many(2)], PlainReader())
        if str(store_name).startswith("postgresql"):
            assert (found.added, found.failed) == (2, 1)
            assert "NUL" in store.failures()[0].message
        else:
            assert found.added == 3
            assert store.verify().flaws == []
            assert store.article("a1")[0].article.text == f"{LIND}\0 And more."


def test_skipped_articles_are_counted_apart(store):
    found = store.add([Item("x", Skipped("x:1", "it is in another language", "fi"))], PlainReader())
    assert (found.skipped, found.failed) == (1, 0)


def test_a_store_that_is_not_there_is_not_made_by_reading(tmp_path):
    with pytest.raises(StoreError, match="onrecord add"):
        Store(tmp_path / "none.db", create=False)
    assert not (tmp_path / "none.db").exists()


def test_a_record_that_the_database_refuses_holds_up_no_other(store):
    records = [PlainReader().record(entry) for entry in many(5)]
    records[2].article.title = None
    records[2].statements[0].manner = None
    found = store.add_records(records)
    assert (found.added, found.failed) == (4, 1)
    assert [failure.source for failure in store.failures()] == ["records#a2"]
    assert store.stats().statements == 8
