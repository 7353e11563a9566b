import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake import from_text
from onrecord.reader.capitals import in_capitals, lowered, spelled
from onrecord.reader.layers import empty
from onrecord.reader.words import recased, split

COPY = """HARWICK COUNCIL TO SHUT QUAY

HARWICK — COUNCILMAN JON BERG SAID ON WEDNESDAY THAT THE QUAY WOULD BE SHUT UNTIL THE AUDIT IS PUBLISHED.

“I HAVE SEEN NO REPORT,” BERG TOLD REPORTERS. HE SAID HE WOULD WAIT FOR IT.
"""


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (COPY, True),
        (COPY * 2 + "6 km of rope.", True),
        ("", False),
        ("QUAY TO STAY SHUT", False),
        ("QUAY TO STAY SHUT, SAYS LIND\n" + "The quay of Harwick stays shut, she said. " * 9, False),
        ("The quay of Harwick stays shut, she said. " * 9, False),
    ],
)
def test_what_is_in_capitals_throughout(text, whole):
    assert in_capitals(split(text)) is whole


def test_names_and_the_beginnings_of_sentences_keep_a_capital():
    layers = empty(split("THE QUAY IS SHUT. THERE MARA LIND AND I WAIT FOR 6 KM OF ROPE."))
    for i, form in enumerate(layers.words.forms):
        if form in ("MARA", "LIND"):
            layers.pos[i] = "NNP"
    assert spelled(lowered(layers)) == "The quay is shut. There Mara Lind and I wait for 6 km of rope."


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("İßABC abc.\n'’“”")), max_size=80))
def test_spelling_keeps_the_length_and_the_letters(text):
    words = split(text)
    assert spelled(words) == text
    other = spelled(lowered(empty(words)))
    assert len(other) == len(text)


def test_the_layout_goes_with_the_case():
    words = split("“THE QUAY”")
    assert recased(words, split("“the Quay”").forms).layout.tolist() == split("“the Quay”").layout.tolist()


def test_an_article_in_capitals_is_read_as_others_are(reader):
    record = reader.read(from_text(COPY, published="2016-09-12"))
    assert all(COPY[s.start : s.end] == s.text for a in record.statements for s in (*a.content, *a.cue, *a.source))
    said = next(s for s in record.statements if "UNTIL THE AUDIT" in s.content[0].text)
    assert said.speaker is not None
    assert said.speaker.name == "JON BERG"
    assert said.said_on is not None
    assert said.said_on.date == "2016-09-07"
    wait = next(s for s in record.statements if "WAIT" in s.content[0].text)
    assert wait.speaker is not None
    assert wait.speaker.name == "JON BERG"
