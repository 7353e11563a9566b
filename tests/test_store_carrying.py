"""What persons said of statements, in the next revision of the article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from storing import PlainReader, article

from onrecord import Speaker, across
from onrecord.record import Commitment, Span
from onrecord.store.corrections.places import moved

LIND = "Mara Lind, harbour commissioner, said on Monday that the quay will open by Friday."
ALDOUS = "Piet Aldous said that the ferry needs beams."
MAREN = "The dues stay, Oto Maren announced in the evening."
TEXT = f"{LIND} {ALDOUS} {MAREN}"
SPEAKER = Speaker(name="Mara Linde", kind="person", role="commissioner", sourcing="named")


def at(words, text=TEXT):
    return (text.index(words), text.index(words) + len(words))


@pytest.fixture
def two(store):
    """The numbers of two statements of one article, and what makes a revision of it."""
    put(store, TEXT)
    return [said.id for said in store.search(order="oldest", limit=None)]


def put(store, text, **known):
    store.add(article(text, id="quay", publisher="Courier", **{"published": "2016-09-06", **known}), PlainReader())
    assert store.verify().flaws == []


def said(store):
    return {row.content: row for row in store.search(limit=None)}


AFTER = {
    "before it": f"The council met. {TEXT}",
    "behind it": f"{TEXT} The council met.",
    "between": f"{LIND} Nobody else spoke for a long time. {ALDOUS} {MAREN}",
    "in another order": f"{MAREN}\n\n{ALDOUS}\n\nThe council met for hours.\n\n{LIND} {ALDOUS}".replace(f"{ALDOUS}\n\n", "", 1),
}


@pytest.mark.parametrize("after", AFTER.values(), ids=AFTER)
def test_corrections_move_with_the_words(store, two, after):
    store.correct(two[0], "Ana Bel", speaker=SPEAKER, kind="intention", said_on="2016-08", said_on_at=at("Monday"))
    store.judge(two[1], "Oto Fen", "right")
    store.add_statement(1, "Ana Bel", speaker=None, content=[at("The dues stay")], cue=[at("announced")])
    put(store, after)
    found = said(store)
    assert set(found) == {"the quay will open by Friday", "the ferry needs beams", "The dues stay"}
    quay, ferry, dues = found["the quay will open by Friday"], found["the ferry needs beams"], found["The dues stay"]
    assert (quay.revision, quay.speaker, quay.role, quay.kind, quay.said_on, quay.said_by) == (
        *(2, "Mara Linde", "commissioner", "intention", "2016-08", "Ana Bel"),
    )
    assert after[quay.start : quay.end] == quay.content
    assert (ferry.verdict, ferry.said_by) == ("right", "model")
    assert (dues.said_by, dues.speaker, after[dues.start : dues.end]) == ("Ana Bel", None, "The dues stay")
    assert store.diff("quay") == []
    assert {row.content for row in store.search(old=True, limit=None) if row.revision == 1 and row.said_by == "Ana Bel"} == {
        "the quay will open by Friday", "The dues stay"
    }  # fmt: skip
    [entry] = store.log("statement", quay.id)
    assert (entry.by, entry.action) == ("Ana Bel", "carry")
    assert entry.note.startswith(f"said of statement {two[0]}, in revision 1")
    store.undo(entry.id, "Ana Bel")  # back to what the model says of the new revision
    back = said(store)["the quay will open by Friday"]
    assert (back.speaker, back.kind, back.said_on, back.said_by) == ("Mara Lind", "assertion", "2016-09-05", "model")


def test_words_that_are_no_more_the_same_leave_what_was_said_with_the_old_revision(store, two):
    store.correct(two[0], "Ana Bel", kind="intention")
    store.judge(two[1], "Ana Bel", "right")
    put(store, TEXT.replace("Friday", "Sunday"))
    found = said(store)
    assert found["the quay will open by Sunday"].said_by == "model"
    assert found["the ferry needs beams"].verdict == "right"
    [entry] = [entry for entry in store.log("statement", two[0]) if entry.action != "correct"]
    assert (entry.by, entry.action) == ("Ana Bel", "leave behind")
    [change] = store.diff("quay")
    assert (change.change, change.left, change.before.id) == ("changed", True, two[0])


def test_the_same_words_of_another_speaker_are_another_statement(store, two):
    store.correct(two[1], "Ana Bel", kind="belief")
    put(store, TEXT.replace("Piet Aldous", "Ines Calder"))
    assert said(store)["the ferry needs beams"].kind == "assertion"
    [change] = store.diff("quay")
    assert change.left


def test_a_speaker_that_the_source_does_not_name_must_be_named_before_as_it_was(store):
    text = "{} chairs the council. It met for hours. Oto Maren said that the ferry is late."
    put(store, text.format("Mara Lind"))
    [number] = [row.id for row in store.search(limit=None)]
    where = text.format("Mara Lind").index("Oto Maren")
    lind = Speaker(name="Mara Lind", kind="person", sourcing="named")
    store.correct(number, "Ana Bel", speaker=lind, source=[(where, where + 3)])
    put(store, text.format("Now Mara Lind"))
    assert said(store)["the ferry is late"].speaker == "Mara Lind"
    put(store, text.format("Now Mara Lind").replace("It met", "Ines Calder left, and it met"))
    assert said(store)["the ferry is late"].speaker == "Oto Maren"


def test_what_was_withdrawn_stays_so(store, two):
    store.judge(two[0], "Ana Bel", "wrong")
    put(store, f"The council met. {TEXT}")
    assert set(said(store)) == {"the ferry needs beams"}
    [entry] = [entry for entry in store.log(limit=None) if entry.subject_id not in two]
    assert (entry.by, entry.action) == ("Ana Bel", "withdraw")
    store.undo(entry.id, "Ana Bel")
    assert set(said(store)) == {"the quay will open by Friday", "the ferry needs beams"}


def test_content_that_a_person_moved_is_not_said_twice(store, two):
    store.correct(two[0], "Ana Bel", content=[at("open by Friday")])
    put(store, f"The council met. {TEXT}")
    assert set(said(store)) == {"open by Friday", "the ferry needs beams"}
    put(store, f"The council met twice. {TEXT}")
    assert set(said(store)) == {"open by Friday", "the ferry needs beams"}
    store.reread(PlainReader("2"))
    assert set(said(store)) == {"open by Friday", "the ferry needs beams"}


def test_what_the_new_reading_does_not_say_is_carried_all_the_same_and_can_be_taken_back(store, two):
    class Silent(PlainReader):
        def record(self, article):
            record = super().record(article)
            record.statements = [s for s in record.statements if "quay" not in s.content[0].text]
            return record

    store.correct(two[0], "Ana Bel", kind="intention")
    store.add(article(f"The council met. {TEXT}", id="quay", publisher="Courier", published="2016-09-06"), Silent())
    quay = said(store)["the quay will open by Friday"]
    assert (quay.kind, quay.said_by) == ("intention", "Ana Bel")
    assert store.verify().flaws == []
    [entry] = store.log("statement", quay.id)
    again = store.undo(entry.id, "Ana Bel")
    assert set(said(store)) == {"the ferry needs beams"}
    store.undo(again, "Ana Bel")
    assert said(store)["the quay will open by Friday"].said_by == "Ana Bel"


def test_commitments_and_their_statuses_go_along(store, two, rows):
    [own] = store.commitments_of(two[0])
    across.set_status(store, own, "kept", "Ana Bel")
    span = Span.of(TEXT, *at("needs beams"))
    store.add_commitment(two[1], "Ana Bel", Commitment(act="demand", actor="Piet Aldous", action=span, negated=False))
    [added] = store.commitments_of(two[1])
    across.set_status(store, added, "open", "Ana Bel", "a note")
    after = f"The council met. {TEXT}"
    put(store, after)
    found = said(store)
    for content, number, status in (("the quay will open by Friday", own, "kept"), ("the ferry needs beams", added, "open")):
        there = store.commitments_of(found[content].id)
        assert list(there) == [number]
        action = there[number].action
        assert after[action.start : action.end] == action.text
        assert across.commitment(store, number).status == status
    assert len(rows(store, "SELECT 1 FROM commitments")) == 4  # two of each revision
    # one that was removed is not back
    store.remove_commitment(own, "Ana Bel")
    put(store, f"The council met twice. {TEXT}")
    assert store.commitments_of(said(store)["the quay will open by Friday"].id) == {}


def test_a_checked_article_is_to_be_checked_anew_and_its_statements_stay(store, two):
    store.check(1, "Ana Bel")

    class Worse(PlainReader):
        def record(self, article):
            record = super().record(article)
            for statement in record.statements:
                statement.kind = "belief"
            return record

    store.add(article(f"The council met. {TEXT}", id="quay", publisher="Courier", published="2016-09-06"), Worse())
    assert {(row.kind, row.said_by) for row in store.search(limit=None)} == {("assertion", "Ana Bel")}
    assert store.revision(1).checked_by is None
    assert [entry.note for entry in store.log("article", 1) if entry.action == "leave behind"] == ["revision 2 was not checked"]


def test_what_stands_twice_with_the_same_around_it_is_not_guessed():
    before = "The ferry needs beams, he said."
    assert moved(before, f"{before} {'x' * 3000} {before}", 0, 21) is None
    middle = f"{'x' * 3000} {before} {'x' * 3000}"
    assert moved(middle, f"{middle} {middle}", 3001, 3022) is None
    assert moved(before, before, 5, 5) is None


@given(st.text(), st.text(min_size=1), st.text(), st.text(), st.text())
def test_moved_words_are_the_same_words(before, words, behind, new_before, new_behind):
    old, new = before + words + behind, new_before + before + words + behind + new_behind
    start, end = len(before), len(before) + len(words)
    by = moved(old, new, start, end)
    if by is not None:
        assert new[start + by : end + by] == words
    assert moved(old, old, start, end) in (0, None)
    alone = "\0" + words + "\1"  # what stands there once, unchanged, is always found
    if "\0" not in before + behind and "\0" not in words:
        text = before + alone + behind
        assert moved(text, text, len(before), len(before) + len(alone)) == 0
