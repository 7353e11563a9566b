import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.intake import from_text
from onrecord.reader.layers import Attribution, empty, text_of
from onrecord.reader.transcripts import EXCHANGED, NAMED, labelled, settle, turns
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


MIXED = """Mara Lind: I took the fee, as the guild offered it.

Jon Ost: She did.

Mara Lind: I gave the fee back.

Q: Will you write a book?

A: I have promised not to.

Jon Ost: Nobody asked me.
"""


@pytest.mark.parametrize("text", [MIXED, MIXED.replace("\n\n", "\n"), MIXED.replace("\n\nQ", " Q").replace("\n\nA", " A")])
def test_every_label_begins_a_turn_where_names_and_letters_are_mixed(text):
    assert shown(text) == [
        ("Mara Lind", ":", ["I took the fee, as the guild offered it"]),
        ("Jon Ost", ":", ["She did"]),
        ("Mara Lind", ":", ["I gave the fee back"]),
        ("Q", ":", ["Will you write a book?"]),
        ("A", ":", ["I have promised not to"]),
        ("Jon Ost", ":", ["Nobody asked me"]),
    ]


@pytest.mark.parametrize(
    ("label", "other"),
    [
        ("Reporter 1", "Reporter 2"),
        ("Question from the floor", "Question from the gallery"),
        ("INTERVIEWER", "MODERATOR"),
        ("UNIDENTIFIED REPORTER", "Speaker Ost"),
        ("Harwick Post", "Vane Courier"),
        ("Q1", "Q2"),
    ],
)
def test_labels_that_stand_once_begin_turns_too(label, other):
    text = f"{label}: Is the pump old?\n\nMara Lind: It is from 1950.\n\n{other}: Will it last?\n\nMara Lind: It will not.\n\n{label}: Why so?"
    assert [turn[0] for turn in shown(text)] == [label, "Mara Lind", other, "Mara Lind", label]


def test_what_a_speaker_counts_off_is_the_speakers():
    text = "Mara Lind: Two things.\n\nFirst: we open the quay.\n\nSecond: it is paid for.\n\nJon Ost: It is not.\n\nMara Lind: It is now.\n\nJon Ost: We shall see."
    assert shown(text)[0] == ("Mara Lind", ":", ["Two things", "First: we open the quay", "Second: it is paid for"])


def test_what_was_found_within_a_turn_ends_with_it():
    words = split("Q: Is it old?\nA: I think it is. It leaks.\nQ: And the quay?\nA: It stays.")
    think = words.forms.index("think")
    inner = Attribution([(think - 1, think)], [(think, think + 1)], [(think + 1, think + 12)], 0.7)
    found = settle(words, turns(words), [inner], np.zeros(len(words), bool))
    assert [text_of(words, c) for a in found for c in a.content] == ["Is it old?", "it is. It leaks.", "And the quay?", "It stays"]


def test_a_calling_beside_a_name_is_a_title():
    text = "Speaker Ost: Is it old?\nA reporter: It is old.\nSpeaker Ost: Why is it so?\nReporter: It was made so.\nReporter: It is old."
    assert [turn.key for turn in turns(split(text))] == ["ost", "reporter", "ost", "reporter", "reporter"]


def test_letters_and_callings_name_nobody_and_an_outlet_is_one_name():
    text = "Vane Post: Is it old?\nLind: It is old.\nVane Post: And the quay?\nLind: It stays.\nReporter: But why?\nQ: Is that so?"
    words = split(text)
    layers = empty(words)
    layers.pos[:] = ["NNP" if form[0].isupper() else "NN" for form in words.forms]
    layers.ner[:2] = ["PERSON", "ORGANIZATION"]
    for name in ("Reporter", "Q"):
        layers.ner[words.forms.index(name)] = "PERSON"
    told = labelled(layers, turns(words))
    assert told.ner[:2] == ["ORGANIZATION"] * 2
    for name in ("Reporter", "Q"):
        at = words.forms.index(name)
        assert (told.ner[at], told.pos[at]) == ("O", "NN")
    assert labelled(layers, []) is layers


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
    found = settle(words, turns(words), [outer, inner], np.zeros(len(words), bool))
    assert outer in found
    assert inner not in found
    assert [a.score for a in found] == [0.5, *[NAMED] * 4]


def test_an_answer_keeps_what_was_found_within_it():
    words = split("Q: Is it old?\nA: I think it is. It leaks.\nQ: And the quay?\nA: It stays.")
    think = words.forms.index("think")
    inner = Attribution([(think - 1, think)], [(think, think + 1)], [(think + 1, think + 3)], 0.7)
    found = settle(words, turns(words), [inner], np.zeros(len(words), bool))
    assert inner in found
    assert [text_of(words, a.content[0]) for a in found] == ["Is it old?", "it is", "And the quay?", "It stays"]


def test_turns_in_parts_that_make_no_statement_stay_out():
    words = split(HEARING)
    assert settle(words, turns(words), [], np.ones(len(words), bool)) == []


LINES = st.lists(
    st.sampled_from(
        [
            "Q: Why so?",
            "A: It is so.",
            "Q:",
            "A: (nods)",
            "OST: We go. Q: Why? A: It is so.",
            "Reporter 2: And now? LIND: we go",
            "LIND: we go",
            "OST: we stay.",
            "[Applause]",
            "They left.",
            "…",
            "",
        ]
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


def test_a_letter_is_nobodys_name_even_to_a_pronoun(reader):
    text = """Mara Lind and Eva Thorn fell out in May, the Harwick Post reported. Jon Ost minds the pump.

Q: The mayor says that it is old. Is that true?

A: I spoke to the mayor twice. She told me that she did not want a new one.

Q: And will you build one?

A: It is not for me to say.
"""
    names = {s.speaker.name for s in reader.read(from_text(text)).statements if s.speaker}
    assert names.isdisjoint({"Q", "A"})


def test_a_turn_binds_as_a_quotation_does(reader):
    text = """Mara Lind: If anyone can prove it, I will give back my pension.

Jon Ost: She said so before.

Mara Lind: I will not sign the lease.

Jon Ost: We shall see about it.
"""
    bound = [c for s in reader.read(from_text(text)).statements for c in s.commitments]
    assert [(c.act, c.actor, c.action.text) for c in bound][:2] == [
        ("promise", "Mara Lind", "give back my pension"),
        ("refuse", "Mara Lind", "sign the lease"),
    ]


def test_who_asks_without_a_name_is_somebody_unnamed(reader):
    text = """Mara Lind met reporters at the pump on Monday.

REPORTER: Is the pump old?

LIND: It is from 1950, I think.

Vane Post: Will it last for long?

LIND: It will not.

REPORTER: Why is it so?

Reporter 2: Who is to pay for it?

Vane Post: And what of the quay?
"""
    said = [s for s in reader.read(from_text(text)).statements if s.cue[0].text == ":"]
    assert [(s.speaker.name, s.speaker.kind, s.speaker.sourcing) for s in said] == [
        ("REPORTER", "person", "unnamed"),
        ("Mara Lind", "person", "named"),
        ("Vane Post", "organization", "named"),
        ("Mara Lind", "person", "named"),
        ("REPORTER", "person", "unnamed"),
        ("Reporter 2", "person", "unnamed"),
        ("Vane Post", "organization", "named"),
    ]
