"""What persons put right: every field, the log, undo, conflicts, and that no later reading takes it back."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from storing import PlainReader, article, full, many

from onrecord import Span, Speaker
from onrecord.record import Commitment, Deadline, SaidOn
from onrecord.store import Conflict, NotFound
from onrecord.store.corrections.fields import offsets, pieces

TEXT = (
    "Mara Lind, harbour commissioner, said on Monday that the quay will not open by Friday. Piet Aldous said that the ferry needs beams. "
    "The dues stay, Oto Maren announced in the evening."
)
ALDOUS = Speaker(name="Piet Aldous", kind="person", role="ferry master", sourcing="named")


def at(words):
    return (TEXT.index(words), TEXT.index(words) + len(words))


def span(words):
    return Span.of(TEXT, *at(words))


@pytest.fixture
def two(store):
    """The numbers of two statements of one article."""
    store.add([article(TEXT, id="quay", published="2016-09-06", publisher="Courier")], PlainReader())
    return [said.id for said in store.search(order="oldest", limit=None)]


def statement(store, number):
    [record] = store.article("quay")
    said = store.statement(number)
    return next(s for s in record.statements if [(p.start, p.end) for p in s.content] == said.spans)


def again(store):
    """A new reading of everything, after which all must hold that held before."""
    store.reread(PlainReader(str(len(store.log(limit=None)) + 2), kind="belief"))
    assert store.verify().flaws == []


CORRECTIONS = {
    "speaker": {"speaker": ALDOUS},
    "no speaker": {"speaker": None},
    "kind": {"kind": "intention"},
    "manner": {"manner": "mixed"},
    "denied": {"denied": True},
    "date with words": {"said_on": "2016-09-04", "said_on_at": at("in the evening")},
    "date without words": {"said_on": "2016-08", "said_on_at": None},
    "no date": {"said_on": None},
    "content": {"content": [at("quay will not open")]},
    "content in pieces": {"content": [at("by Friday"), at("the quay")]},
    "content elsewhere": {"content": [at("The dues stay")]},
    "cue": {"cue": [at("said on Monday")]},
    "source": {"source": [at("Mara Lind"), at("harbour commissioner")]},
    "no source": {"source": []},
    "much": {"speaker": ALDOUS, "kind": "belief", "content": [at("The dues stay")], "cue": [at("announced")], "denied": True},
}


@pytest.mark.parametrize("fields", CORRECTIONS.values(), ids=CORRECTIONS)
def test_a_correction_holds_is_logged_and_undone(store, two, rows, fields):
    number = two[0]
    before, was = statement(store, number), store.statement(number)
    entry = store.correct(number, "Ana Bel", **fields)
    now, said = statement(store, number), store.statement(number)
    assert said.said_by == "Ana Bel"
    if "speaker" in fields:
        assert now.speaker == fields["speaker"]
    for name in ("kind", "manner", "denied"):
        assert getattr(now, name) == fields.get(name, getattr(before, name))
    for part in ("content", "cue", "source"):
        spans = [(p.start, p.end) for p in getattr(now, part)]
        assert spans == sorted(fields[part]) if part in fields else getattr(now, part) == getattr(before, part)
    if "said_on" in fields:
        where = fields.get("said_on_at")
        words = {"text": TEXT[slice(*where)], "start": where[0], "end": where[1]} if where else {}
        assert now.said_on == (SaidOn(date=fields["said_on"], **words) if fields["said_on"] else None)
        day = rows(store, f"SELECT day FROM statements WHERE id = {number}")
        assert day == [(int((fields["said_on"] or "2016-09-06").replace("-", "").ljust(8, "0")),)]
    assert store.verify().flaws == []
    [logged] = store.log("statement", number)
    assert (logged.id, logged.by, logged.action) == (entry, "Ana Bel", "correct")
    assert logged.fields
    assert logged.before != logged.after

    again(store)
    assert store.statement(number) == said  # a new reading changes nothing of it, and says it not again
    assert len(store.search(limit=None)) == 2

    store.undo(entry, "Oto Maren")
    back = statement(store, number)
    assert msgspec.structs.replace(back, id=before.id) == before
    assert store.statement(number) == was
    assert store.log("statement", number)[1].undone == store.log("statement", number)[0].id


def test_the_index_follows_corrected_content(store, two):
    entry = store.correct(two[0], "Ana Bel", content=[at("The dues stay")])
    assert [said.id for said in store.search("dues")] == [two[0]]
    assert not store.search("quay")
    store.undo(entry, "Ana Bel")
    assert not store.search("dues")
    assert [said.id for said in store.search("quay")] == [two[0]]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"kind": "opinion"}, "assertion, belief"),
        ({"manner": "loud"}, "direct"),
        ({"denied": "yes"}, "true or false"),
        ({"said_on": "yesterday"}, "no date"),
        ({"said_on": "2016-02-30"}, "no date"),
        ({"content": []}, "mark the words"),
        ({"content": [(0, 0)]}, "no span"),
        ({"content": [(5, 10_000)]}, "no span"),
        ({"content": [(-3, 5)]}, "no span"),
        ({"content": [(0, 9), (5, 12)]}, "overlap"),
        ({"cue": [(4, 5)]}, "blanks"),
        ({"speaker": Speaker(name=" ", kind="person", sourcing="named")}, "no name"),
        ({"speaker": Speaker(name="X", kind="robot", sourcing="named")}, "person, organization"),
        ({"confidence": 1.0}, "cannot be put right"),
    ],
)
def test_what_cannot_be_so_is_refused_and_changes_nothing(store, two, fields, says):
    before = store.statement(two[0])
    with pytest.raises(ValueError, match=says):
        store.correct(two[0], "Ana Bel", **{"kind": "belief", **fields})
    assert store.statement(two[0]) == before
    assert not store.log()
    with pytest.raises(NotFound):
        store.correct(4711, "Ana Bel", kind="belief")
    with pytest.raises(ValueError, match="person"):
        store.correct(two[0], "model", kind="belief")


@given(
    st.text(alphabet="ab \n😀", min_size=1, max_size=12), st.lists(st.tuples(st.integers(-2, 14), st.integers(-2, 14)), max_size=4)
)
def test_spans_come_back_within_the_text_in_order_and_trimmed(text, spans):
    try:
        written = pieces(text, "content", spans)
    except ValueError:
        return
    found = offsets(written)
    assert len(found) == len(spans)
    last = 0
    for start, end in found:
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        last = end


def test_a_right_verdict_stays_and_is_the_models_still(store, two):
    entry = store.judge(two[0], "Ana Bel", "right")
    said = store.statement(two[0])
    assert (said.verdict, said.said_by) == ("right", "model")
    again(store)
    assert store.statement(two[0]) == said
    assert store.statement(two[1]).kind == "belief"
    assert store.judge(two[0], "Ana Bel", "right") is None  # it is that already
    store.undo(entry, "Ana Bel")
    again(store)
    assert (store.statement(two[0]).verdict, store.statement(two[0]).kind) == (None, "belief")


def test_a_wrong_one_is_withdrawn_and_undone(store, two):
    entry = store.judge(two[0], "Ana Bel", "wrong", note="her aide said it")
    again(store)
    assert [said.id for said in store.search(limit=None)] == [two[1]]
    assert store.statement(two[0]).verdict == "wrong"
    assert store.log()[0].note == "her aide said it"
    store.undo(entry, "Ana Bel")
    assert {said.id for said in store.search(limit=None)} == set(two)
    assert store.statement(two[0]).said_by == "model"


def test_a_missing_statement_is_added(store, two):
    [number] = [row.number for row in store.articles()]
    made = store.add_statement(
        number, "Ana Bel", speaker=Speaker(name="Oto Maren", kind="person", sourcing="named"), content=[at("The dues stay")],
        cue=[at("announced")], source=[at("Oto Maren")], said_on="2016-09-05", said_on_at=at("in the evening"),
        commitments=[Commitment(act="plan", actor="Oto Maren", action=Span(*at("The dues stay"), ""))],
    )  # fmt: skip
    said = store.statement(made)
    assert (said.speaker, said.content, said.confidence, said.said_by) == ("Oto Maren", "The dues stay", 1.0, "Ana Bel")
    assert statement(store, made).commitments[0].action == span("The dues stay")
    assert [found.id for found in store.search("dues")] == [made]
    with pytest.raises(Conflict, match=f"statement {made}"):
        store.add_statement(number, "Oto", speaker=None, content=[at("The dues stay")], cue=[at("announced")])
    again(store)
    assert store.statement(made) == said
    assert len(store.search(limit=None)) == 3
    entry = store.log("statement", made)[0]
    undone = store.undo(entry.id, "Ana Bel")
    assert not store.search("dues")
    assert not any(row.action == "The dues stay" for row in store.commitments())
    store.undo(undone, "Ana Bel")  # what was taken back can be put back
    assert store.statement(made) == said
    with pytest.raises(NotFound):
        store.add_statement(99, "Ana Bel", speaker=None, content=[(0, 3)])
    with pytest.raises(ValueError, match="mark the words"):
        store.add_statement(number, "Ana Bel", speaker=None)


def test_an_added_statement_within_another_does_not_push_it_out(store, two):
    [number] = [row.number for row in store.articles()]
    store.add_statement(number, "Ana Bel", speaker=None, content=[at("open by")])
    again(store)
    assert {said.content for said in store.search(limit=None)} == {
        "the quay will not open by Friday", "the ferry needs beams", "open by",
    }  # fmt: skip


def test_commitments_are_added_changed_and_removed(store, two):
    [row] = store.commitments()
    assert (row.act, row.said_by) == ("refuse", "model")
    by = Deadline(start=at("Friday")[0], end=at("Friday")[1], text="", date="2016-09-09")
    other = Commitment(act="threaten", actor="Mara Lind", action=Span(*at("open"), "whatever"), negated=True, deadline=by)
    changed = store.change_commitment(row.id, "Ana Bel", other)
    assert store.change_commitment(row.id, "Ana Bel", other) is None
    added = store.add_commitment(two[1], "Ana Bel", Commitment(act="demand", actor=None, action=Span(*at("needs beams"), "")))

    def rows():
        return {(c.id, c.statement, c.act, c.action, c.deadline_date, c.said_by) for c in store.commitments()}

    new = max(c.id for c in store.commitments())
    expected = {
        (row.id, two[0], "threaten", "open", "2016-09-09", "Ana Bel"),
        (new, two[1], "demand", "needs beams", None, "Ana Bel"),
    }
    assert rows() == expected
    again(store)
    assert rows() == expected
    removed = store.remove_commitment(row.id, "Oto Maren")
    again(store)
    assert {c.id for c in store.commitments()} == {new}
    with pytest.raises(Conflict, match="Oto Maren"):
        store.undo(changed, "Ana Bel")
    store.undo(removed, "Ana Bel")
    assert rows() == expected  # with the number that it had
    store.undo(changed, "Ana Bel")
    store.undo(added, "Ana Bel")
    [left] = store.commitments()
    assert left == row
    with pytest.raises(NotFound):
        store.remove_commitment(4711, "Ana Bel")
    with pytest.raises(ValueError, match="no span"):
        store.add_commitment(two[0], "Ana Bel", Commitment(act="plan", actor=None, action=Span(5, 99_999, "")))


def test_a_number_of_a_removed_commitment_is_not_given_again(store, two):
    def add(words):
        store.add_commitment(two[1], "Ana Bel", Commitment(act="plan", actor=None, action=Span(*at(words), "")))
        return max(c.id for c in store.commitments())

    first = add("ferry")
    store.remove_commitment(first, "Ana Bel")
    assert add("beams") > first


def test_two_persons_do_not_lose_each_others_work(store, two):
    seen = store.version(two[0])
    store.correct(two[0], "Ana Bel", seen=seen, kind="belief")
    with pytest.raises(Conflict, match="Ana Bel changed this statement meanwhile") as told:
        store.correct(two[0], "Oto Maren", seen=seen, manner="mixed")
    assert [(entry.by, entry.fields, entry.after) for entry in told.value.since] == [("Ana Bel", ["kind"], ["belief"])]
    for act in (
        lambda: store.judge(two[0], "Oto Maren", "wrong", seen=seen),
        lambda: store.add_commitment(two[0], "Oto", Commitment(act="plan", actor=None, action=Span(0, 4, "")), seen=seen),
        lambda: store.remove_commitment(store.commitments()[0].id, "Oto", seen=seen),
        lambda: store.change_commitment(
            store.commitments()[0].id, "Oto", Commitment(act="plan", actor=None, action=Span(0, 4, "")), seen=seen
        ),
    ):
        with pytest.raises(Conflict):
            act()
    assert (store.statement(two[0]).manner, len(store.commitments())) == ("indirect", 1)
    store.correct(two[0], "Oto Maren", seen=store.version(two[0]), manner="mixed")
    store.correct(two[1], "Oto Maren", seen=seen, manner="mixed")  # another statement is another matter


def test_undo_is_refused_where_something_later_changed_the_same(store, two):
    first = store.correct(two[0], "Ana Bel", kind="belief", manner="mixed")
    second = store.correct(two[0], "Oto Maren", kind="intention")
    with pytest.raises(Conflict, match=r"kind.*Oto Maren changed it \(entry"):
        store.undo(first, "Ana Bel")
    store.undo(second, "Ana Bel")
    assert store.statement(two[0]).said_by == "Ana Bel"  # her correction stands
    taken = store.undo(first, "Ana Bel")
    assert (store.statement(two[0]).kind, store.statement(two[0]).said_by) == ("assertion", "model")
    with pytest.raises(Conflict, match="already"):
        store.undo(first, "Ana Bel")
    store.undo(taken, "Ana Bel")
    assert (store.statement(two[0]).kind, store.statement(two[0]).said_by) == ("belief", "Ana Bel")
    with pytest.raises(NotFound):
        store.undo(4711, "Ana Bel")


def test_a_checked_article_takes_nothing_new_from_a_reading(store, two):
    [number] = [row.number for row in store.articles()]
    store.judge(two[1], "Ana Bel", "wrong")
    store.check(number, "Ana Bel")
    assert store.check(number, "Ana Bel") is None

    class Chatty(PlainReader):
        def record(self, article):
            record = super().record(article)
            more = full().statements[1]
            record.statements.append(type(more)(**{f: getattr(record.statements[0], f) for f in more.__struct_fields__}))
            record.statements[-1].id, record.statements[-1].content = "s9", [span("in the evening")]
            return record

    before = store.search(limit=None)
    store.reread(Chatty("7", kind="belief"))
    assert list(store.search(limit=None)) == list(before)
    assert store.verify().flaws == []
    store.check(number, "Ana Bel", checked=False)
    store.reread(Chatty("8", kind="belief"))
    assert len(store.search(limit=None)) == 2


def test_near_copies_follow(store):
    same = "Mara Lind said that the quay of the old harbour needs many new beams of oak."
    store.add([article(f"{same} {n}", id=n, publisher=n) for n in ("a", "b", "c")], PlainReader())
    [said] = store.search("quay")
    assert said.reports == 3
    entry = store.judge(said.id, "Ana Bel", "wrong")
    [other] = store.search("quay")
    assert (other.id != said.id, other.reports) == (True, 2)
    store.undo(entry, "Ana Bel")
    assert [(found.id, found.reports) for found in store.search("quay")] == [(said.id, 3)]
    changed = store.correct(said.id, "Ana Bel", denied=True)
    assert sorted(found.reports for found in store.search("quay")) == [1, 2]
    store.undo(changed, "Ana Bel")
    assert [(found.id, found.reports) for found in store.search("quay")] == [(said.id, 3)]


def test_the_queue_begins_with_what_most_needs_a_look(store):
    class Unsure(PlainReader):
        def record(self, article):
            record = super().record(article)
            for statement in record.statements:
                statement.confidence = 0.5 if "number 3" in article.text else 0.9
            return record

    same = "Mara Lind said that the quay of the old harbour needs many new beams of oak."
    copies = [article(f"{same} {n}", id=n, publisher=n) for n in ("a", "b", "c", "d", "e", "f", "g")]
    store.add([*many(5), *copies], Unsure())
    queue = store.queue(50)
    assert [entry.score for entry in queue] == sorted((entry.score for entry in queue), reverse=True)
    first, second = queue[0], queue[1]
    assert (second.uses, second.said.publisher) == (7, "a") or (first.uses, first.said.publisher) == (7, "a")
    assert {first.said.confidence, second.said.confidence} == {0.5, 0.9}
    assert len(queue) == 11
    store.judge(first.said.id, "Ana Bel", "right")
    store.judge(second.said.id, "Ana Bel", "wrong")
    store.correct(queue[2].said.id, "Ana Bel", kind="belief")
    left = {entry.said.id for entry in store.queue(50)}
    assert not left & {first.said.id, second.said.id, queue[2].said.id}
    assert len(store.queue(2)) == 2
    assert store.queue(2).more
