import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.stops import abbreviates, ends_nothing


@pytest.mark.parametrize(
    "text",
    [
        "cost 1@,200 crowns",
        "cost 14@.5 crowns",
        "at 5@:30",
        "since Aug@. 3",
        "met Dr@. Rook",
        "J@. Rook spoke",
        "the U@.S. Senate",
        "the U.S@. Senate",
        "at 5 p.m@. on Tuesday",
        "at 5 p.m@. Tuesday",
        "fell Wed@. night",
        "Ost Inc@., a maker",
        "lot no@. 5",
        "at orsen@.example",
    ],
)
def test_marks_that_end_nothing(text):
    at = text.index("@")
    assert ends_nothing(text[:at] + text[at + 1 :], at)


@pytest.mark.parametrize(
    ("text", "abbreviated"),
    [
        ("He said no@. She left", False),
        ("It cost 14@. She paid", False),
        ("It cost 14@, she said", False),
        ("He sat@. She left", False),
        ("It fell@. It rose", False),
        ("He moved to the U.S@. His son stayed", True),
        ("It burned at 6 a.m@. Nobody slept", True),
        ("It closed in Oct@.", True),
        ("It closed in Oct@.\n\nOrsen", True),
        ("Orsen, Pa@. Then it rained", True),
        ("It is theirs@. Orsen", False),
        ("I can’t@. Orsen", False),
    ],
)
def test_marks_that_end(text, abbreviated):
    at = text.index("@")
    text = text[:at] + text[at + 1 :]
    assert not ends_nothing(text, at)
    assert abbreviates(text, at) == abbreviated


@given(st.text(alphabet="aAUS.,:1 2’\nno", min_size=1, max_size=30), st.data())
def test_any_mark_in_any_text(text, data):
    at = data.draw(st.integers(0, len(text) - 1))
    if ends_nothing(text, at):
        assert text[at] == "." or (text[at - 1].isdigit() and text[at + 1].isdigit())
        assert text[at] != "." or abbreviates(text, at) or (text[at - 1].isdigit() and text[at + 1].isdigit())
