import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.intake import from_text
from onrecord.reader.layers import Attribution, text_of
from onrecord.reader.transcripts import EXCHANGED, NAMED, settle, turns
from onrecord.reader.words import split

HEARING = """The hearing opened at nine.

MR. VANE: (rising) Did you see the report, Dr. Ost?

DR. OST: I did. It was short.

It said nothing of the pump.

[Recess]

MR. VANE: And the map?

DR. OST: No (shakes her head).

The hearing goes on tomorrow.
"""


def shown(text: str) -> list[tuple[str, str, list[str]]]:
    words = split(text)
    return [(text_of(words, t.label), text_of(words, t.cue), [text_of(words, c) for c in t.content]) for t in turns(words)]


def test_a_turn_has_its_label_its_colon_and_all_that_follows_without_asides():
    assert shown(HEARING) == [
        ("MR. VANE", ":", ["Did you see the report, Dr. Ost?"]),
        ("DR. OST", ":", ["I did. It was short", "It said nothing of the pump"]),
        ("MR. VANE", ":", ["And the map?"]),
        ("DR. OST", ":", ["No (shakes her head)"]),
    ]


@pytest.mark.parametrize("mark", [":", "."])
def test_questions_and_answers_are_turns(mark):
    text = f"Q{mark} Is the pump old?\nA{mark} It is from 1950.\nQ{mark} Will you mend it?\nA{mark} We will try."
    assert [(label, cue) for label, cue, _ in shown(text)] == [("Q", mark), ("A", mark)] * 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Lind: We wait and see\n\nThe council met. It will meet again, it said.",
        "WHO: The mayor of Ost\nWHAT: a visit to the pump\nWHO: The band\nWHAT: a concert at the quay",
        "Lind: 547.\nOst: 46.\nLind: 2,316.\nOst: 1,547.",
        "Lind: “We wait for the audit.”\nOst: “We do not wait.”\nLind: “So be it then.”\nOst: “You will see.”",
        "Mara Lind, baker: I like the old mill.\nJon Ost: I never liked it.\nEva Thorn: It is a mill.",
        "MYTH: the pump is new\nFACT: it is from 1950\nMYTH: it is safe\nFACT: it leaks every day",
    ],
)
def test_headlines_notices_tables_and_quotations_are_no_turns(text):
    assert turns(split(text)) == []


def test_a_turn_takes_the_place_of_what_was_found_within_it():
    words = split(HEARING)
    said = words.forms.index("said")
    inner = Attribution([(said - 1, said)], [(said, said + 1)], [(said + 1, said + 5)], 0.7)
    outer = Attribution([], [], [(0, 4)], 0.5)
    found = settle(words, [outer, inner], np.zeros(len(words), bool))
    assert outer in found
    assert inner not in found
    assert [a.score for a in found] == [0.5, *[NAMED] * 4]


def test_an_answer_keeps_what_was_found_within_it():
    words = split("Q: Is it old?\nA: I think it is. It leaks.\nQ: And the quay?\nA: It stays.")
    think = words.forms.index("think")
    inner = Attribution([(think - 1, think)], [(think, think + 1)], [(think + 1, think + 3)], 0.7)
    found = settle(words, [inner], np.zeros(len(words), bool))
    assert inner in found
    assert [text_of(words, a.content[0]) for a in found] == ["Is it old?", "it is", "And the quay?", "It stays"]


def test_turns_in_parts_that_make_no_statement_stay_out():
    words = split(HEARING)
    assert settle(words, [], np.ones(len(words), bool)) == []


LINES = st.lists(
    st.sampled_from(
        ["Q: Why so?", "A: It is so.", "Q:", "A: (nods)", "LIND: we go", "OST: we stay.", "[Applause]", "They left.", "…", ""]
    ),
    max_size=14,
)


@given(LINES)
@settings(max_examples=200)
def test_turns_are_in_order_and_do_not_overlap(lines):
    words = split("\n".join(lines))
    last = 0
    for turn in turns(words):
        for start, end in (turn.label, turn.cue, *turn.content):
            assert last <= start < end <= len(words)
            last = end


def test_answers_are_those_of_whoever_is_interviewed(reader):
    text = """Mara Lind on her forty years at the pump

Mara Lind, who minds the pump of Harwick, retires on Friday. Jon Ost has never met her.

Q: Will you miss it?

A: The noise, perhaps, but not the nights.

Q: And the town?

A: I think that the town will be here.
"""
    record = reader.read(from_text(text))
    answers = [s for s in record.statements if s.source and s.source[0].text == "A"]
    questions = [s for s in record.statements if s.source and s.source[0].text == "Q"]
    assert [s.content[0].text for s in answers] == [
        "The noise, perhaps, but not the nights",
    ]
    think = next(s for s in record.statements if s.cue and s.cue[0].text == "think")
    assert think.source[0].text == "I"
    assert [s.speaker.name for s in (*answers, think) if s.speaker] == ["Mara Lind"] * 2
    assert [s.speaker for s in questions] == [None, None]
    assert {s.confidence for s in answers} == {EXCHANGED}


def test_labels_are_resolved_to_the_fullest_name(reader):
    text = "Hugo Vane, the chairman, questioned Dr. Marta Ost, an engineer.\n\n" + HEARING
    names = [s.speaker.name for s in reader.read(from_text(text)).statements if s.cue and s.cue[0].text == ":" and s.speaker]
    assert names == ["Hugo Vane", "Marta Ost"] * 2
