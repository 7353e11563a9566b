import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake import from_text
from onrecord.reader.dialogue import DASHES, without_lent
from onrecord.reader.words import split

FERRY = """Ferrymen at rest

— It never pays in winter, the old skipper said. — But somebody has to carry the mail.

— I would rather drive a bus! his mate shouted from the deck.

– Would you? asked Jon Ost.
"""


def test_dashes_that_open_speech_are_given_as_marks():
    forms = " ".join(split(FERRY).forms)
    assert "“ It never pays in winter ” the old skipper said . “ But somebody has to carry the mail ”" in forms
    assert "“ I would rather drive a bus ” his mate shouted" in forms
    assert "“ Would you ” asked Jon Ost ." in forms


def test_what_is_said_between_dashes_is_quoted():
    words = split(FERRY)
    inside = {form for form, quoted in zip(words.forms, words.quoted, strict=True) if quoted}
    assert {"winter", "mail", "bus", "Would"} <= inside
    assert not {"skipper", "mate", "Ost"} & inside


@pytest.mark.parametrize(
    "text",
    [
        "— It never pays, the skipper said.\nThe quay — the old one — is shut, he said.",
        "– ice on Route 9\n– two people hurt, police say\n– the school is shut\n– the pass is open",
        "The quay — the old one — is shut, she said.\nThe pump, he says, is old.",
    ],
)
def test_bullets_and_dashes_within_sentences_stay(text):
    assert "“" not in split(text).forms


@given(st.text(alphabet=st.sampled_from("—– \n,.?!aB"), max_size=120))
def test_lent_marks_stand_for_marks_alone(text):
    words = split(text)
    for form, start in zip(words.forms, words.starts.tolist(), strict=True):
        assert form == text[start : start + len(form)] or (form == "“" and text[start] in DASHES) or form == "”"


def test_lent_marks_are_no_part_of_a_range_but_a_question_mark_is():
    words = split(FERRY)

    def bare(*around: str) -> str:
        start = next(i for i in range(len(words)) if words.forms[i : i + len(around)] == list(around))
        a, b = without_lent(words.text, words.forms, words.starts, start, start + len(around))
        return words.text[words.starts[a] : words.ends[b - 1]]

    assert bare("“", "It", "never", "pays", "in", "winter", "”") == "It never pays in winter"
    assert bare("“", "Would", "you", "”") == "Would you?"


def test_speech_that_dashes_open_is_read_without_them(reader):
    statements = reader.read(from_text(FERRY)).statements
    assert [[c.text for c in s.content] for s in statements] == [
        ["It never pays in winter", "But somebody has to carry the mail"],
        ["I would rather drive a bus!"],
        ["Would you?"],
    ]
    assert {s.manner for s in statements} == {"direct"}
