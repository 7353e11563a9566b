import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from storing import PlainReader, article

from onrecord import Store, across
from onrecord.across.followup import bearing
from onrecord.across.followup.likeness import Words
from onrecord.cli import main
from onrecord.store import NotFound, QueryError
from onrecord.store.words import forms, plain

PROMISE = "Mara Lind, harbour commissioner, said on Monday that she will dredge the northern channel by Friday."
LATER = "Mara Lind, harbour commissioner, said that the northern channel was dredged."
OTHER = "Piet Aldous said that the orchard bears pears."
LONG = {"url": "https://courier.example/1", "publisher": "Courier"}


@pytest.fixture
def kept(store):
    store.add(
        [
            article(PROMISE, id="a1", published="2016-09-06", **LONG),
            article(LATER, id="a2", published="2016-10-01", publisher="Post"),
            article(OTHER, id="a3", published="2016-10-02", publisher="Post"),
        ],
        PlainReader(),
    )
    return store


def only(store):
    [bound] = across.commitments(store)
    return bound


def test_a_commitment_without_a_status_is_open_and_overdue_after_its_deadline(kept):
    bound = only(kept)
    assert (bound.act, bound.deadline_date, bound.status) == ("promise", "2016-09-16", None)
    assert len(across.commitments(kept, open=True, due="2016-09")) == 1
    assert len(across.commitments(kept, due="2016-10")) == 0
    assert len(across.commitments(kept, overdue=True, as_of="2016-09-16")) == 0
    assert len(across.commitments(kept, overdue=True, as_of="2016-09-17")) == 1


def test_a_status_is_a_persons_with_evidence_and_is_logged_and_taken_back(kept):
    bound = only(kept)
    said = next(s for s in kept.search("dredged") if s.article == "a2")
    across.set_status(kept, bound.id, "kept", "Ana Bel", f"statement {said.id}")
    row = only(kept)
    assert (row.status, row.evidence_kind, row.evidence, row.status_by) == ("kept", "statement", str(said.id), "Ana Bel")
    assert len(across.commitments(kept, open=True)) == len(across.commitments(kept, status="broken")) == 0
    assert len(across.commitments(kept, status=["kept", "broken"])) == 1
    across.set_status(kept, bound.id, "broken", "Bo Ek", "https://post.example/2")
    assert [(e.by, e.before[-1], e.after[-1]) for e in kept.log("commitment", bound.id)] == [
        ("Bo Ek", "kept", "broken"),
        ("Ana Bel", None, "kept"),
    ]
    across.undo_status(kept, bound.id, "Ana Bel")
    assert (only(kept).status, only(kept).evidence) == ("kept", str(said.id))
    across.undo_status(kept, bound.id, "Ana Bel")
    assert only(kept).status is None
    with pytest.raises(NotFound, match="no change of status"):
        across.undo_status(kept, bound.id, "Ana Bel")


def test_what_cannot_be_a_status_is_refused_and_nothing_is_written(kept):
    number = only(kept).id
    with pytest.raises(ValueError, match="choose of open, kept"):
        across.set_status(kept, number, "done", "Ana Bel")
    with pytest.raises(ValueError, match="name the person"):
        across.set_status(kept, number, "kept", " ")
    with pytest.raises(NotFound, match="no statement 999"):
        across.set_status(kept, number, "kept", "Ana Bel", "statement 999")
    with pytest.raises(NotFound, match="no commitment 999"):
        across.set_status(kept, 999, "kept", "Ana Bel")
    with pytest.raises(QueryError, match="no day"):
        across.commitments(kept, overdue=True, as_of="soon")
    assert len(kept.log("commitment")) == 0


def test_number_and_status_hold_when_the_article_is_read_again(kept):
    before = only(kept)
    across.set_status(kept, before.id, "open", "Ana Bel", "asked on the phone")
    kept.reread(PlainReader("2", kind="intention"))
    assert only(kept).id == before.id
    assert (only(kept).status, only(kept).evidence) == ("open", "asked on the phone")

    class Blind(PlainReader):
        def record(self, article):
            record = super().record(article)
            for said in record.statements:
                said.commitments = []
            return record

    kept.reread(Blind("3"))  # a reading that does not see it takes nothing away
    assert len(across.commitments(kept)) == 0
    kept.reread(PlainReader("4"))
    assert (only(kept).id, only(kept).status) == (before.id, "open")


def test_number_and_status_pass_to_the_next_revision(kept):
    before = only(kept)
    across.set_status(kept, before.id, "kept", "Ana Bel")
    kept.add([article(f"It rained. {PROMISE}", id="a1", published="2016-09-06", **LONG)], PlainReader())
    after = only(kept)
    assert (after.id, after.status, after.start) == (before.id, "kept", before.start + len("It rained. "))
    assert kept.statement(after.statement).revision == 2
    kept.reread(PlainReader("2"))
    assert (only(kept).id, only(kept).status) == (before.id, "kept")


def test_what_bears_on_a_commitment_is_offered_with_the_reason(kept):
    found = across.follow_up(kept, only(kept).id, as_of="2016-12-31")
    assert [(row.kind, row.day) for row in found] == [("statement", "2016-10-01"), ("deadline", "2016-09-16")]
    said = found[0]
    assert (said.who, said.article, said.bears_on) == ("Mara Lind", "a2", ["action"])
    assert said.reason == ("same actor (Mara Lind); like action (northern, channel, dredged); after its deadline (2016-09-16)")
    assert len(across.follow_up(kept, only(kept).id, as_of="2016-09-10")) == 0
    with pytest.raises(NotFound):
        across.follow_up(kept, 999)


@pytest.mark.parametrize(
    ("action", "text", "own", "named", "like"),
    [
        ("dredge the northern channel", "the northern channel was dredged", True, False, True),
        ("dredge the northern channel", "the northern channel is long", True, False, False),  # two words of three
        ("dredge the northern channel", "the northern channel was dredged", False, True, True),
        ("dredge the northern channel", "the northern channel was dredged", False, False, False),
        ("dredge the northern channel before ferries sail", "ferries sail, the northern channel is dredged", False, False, True),
        ("meet Mara Lind of Ostmere Harbour", "Mara Lind left Ostmere Harbour", False, False, False),  # names only
    ],
)
def test_a_like_action_takes_more_words_the_less_the_actor_is_there(action, text, own, named, like):
    wanted = Words(action)
    assert wanted.is_like(*wanted.share(forms(text)), own, named) is like


@pytest.mark.parametrize(
    ("condition", "text", "told", "met"),
    [
        ("if Lind wins the harbour election", "that Lind won or wins the harbour election", True, True),
        ("if Lind wins the harbour election", "the harbour election", True, False),
        ("if Mara Lind of Ostmere", "Mara Lind is of Ostmere", True, False),  # names, and nothing that is to happen
        ("if Ostmere floods", "Ostmere floods", True, False),
        ("if Ostmere floods", "Ostmere floods", False, True),  # an event
    ],
)
def test_a_condition_takes_more_of_what_is_said_than_of_what_happened(condition, text, told, met):
    wanted = Words(condition)
    assert wanted.is_met(*wanted.share(forms(text)), told) is met


told = st.lists(
    st.sampled_from("dredge Dredged the northern channel channels Ostmere before ferries sail support help, harbour. Café".split()),
    max_size=9,
)


@given(told, told, told, told, st.booleans(), st.booleans())
def test_no_text_is_passed_over_of_which_a_part_is_like_it(action, before, part, behind, own, named):
    wanted, found = Words(" ".join(action)), forms(" ".join(part))
    text = plain(" ".join([*before, *part, *behind]))
    if wanted.is_like(*wanted.share(found), own, named):
        assert wanted.may_be_like(text)
    if wanted.is_met(*wanted.share(found), own):
        assert wanted.may_be_met(text)


@pytest.mark.parametrize("many", [bearing._MANY, 0])
def test_words_that_very_many_statements_have_need_not_be_searched_by(kept, monkeypatch, many):
    monkeypatch.setattr(bearing, "_MANY", many)
    searched = []
    best = bearing._search.best
    monkeypatch.setattr(
        bearing._search, "best", lambda c, words, by, limit: searched.append((words, by.speaker)) or best(c, words, by, limit)
    )
    told = "Piet Aldous said that Mara Lind had the northern channel dredged. " + " ".join(
        f"Piet Aldous said that {words}." for words in ("the channel is long", "a northern wind blows", "no channel is northern")
    )
    kept.add([article(told, id="a4", published="2016-11-01", publisher="Post")], PlainReader())
    found = across.follow_up(kept, only(kept).id, as_of="2016-12-31")
    assert [(row.kind, row.day, row.who) for row in found] == [
        ("statement", "2016-11-01", "Piet Aldous"), ("statement", "2016-10-01", "Mara Lind"), ("deadline", "2016-09-16", "Mara Lind")
    ]  # fmt: skip
    every = '"dredge" OR "northern" OR "channel"'
    assert searched == [(every, "Mara Lind"), (every if many else '"dredge"', None)]


def test_commands(store_name, kept, monkeypatch):
    monkeypatch.setenv("ONRECORD_STORE", str(store_name))
    run = lambda *args: CliRunner().invoke(main, ["commitments", *map(str, args)])  # noqa: E731
    number = only(kept).id
    [row] = [json.loads(line) for line in run("--open", "--due", "2016-09", "--format", "jsonl").stdout.splitlines()]
    assert (row["id"], row["status"], row["action"]) == (number, None, "dredge the northern channel")
    shown = run(number, "--as-of", "2016-12-31")
    assert "why: same actor (Mara Lind); like action" in shown.stdout
    assert run(number, "--set", "kept").exit_code == 2
    told = run(number, "--set", "kept", "--by", "Ana Bel", "--evidence", "seen from the quay")
    assert "KEPT, says Ana Bel · seen from the quay" in told.stdout
    assert run("--open", "--format", "jsonl").stdout == ""
    assert json.loads(run(number, "--undo", "--by", "Ana Bel", "--format", "jsonl").stdout)["status"] is None
    assert run(999).exit_code == 1
    with Store(store_name) as again:
        assert again.log("commitment")[0].action == "undo"
