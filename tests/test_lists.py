import pytest

from onrecord.intake import from_text
from onrecord.reader.layers import text_of
from onrecord.reader.lists import LISTED, listed
from onrecord.reader.tagging import CONTENT, CUE, SOURCE, Part
from onrecord.reader.words import split


def part(words, role, text, to=None):
    forms = text.split()
    at = next(i for i in range(len(words)) if words.forms[i : i + len(forms)] == forms)
    there = words.forms.index(to) if to else None
    return Part(role, at, at + len(forms), 0.9, 0.9, there, 0.9, {there: 0.9} if there is not None else {})


@pytest.mark.parametrize("bullet", ["•", "-", "*", "–", "1.", "(a)", "2)"])
def test_the_points_below_a_cue_are_its_content(bullet):
    words = split(f"Lind asked the town to:\n\n{bullet} mend the pump;\n{bullet} shut the quay.\n\nThe town met.")
    parts = [part(words, SOURCE, "Lind", "asked"), part(words, CUE, "asked", "Lind")]
    (found,) = listed(parts, words)
    assert [text_of(words, piece) for piece in found.content] == ["mend the pump", "shut the quay"]
    assert (found.source, found.cue, found.score) == ([(0, 1)], [(1, 2)], LISTED)


@pytest.mark.parametrize(
    "text",
    [
        "Lind asked the town to:\n\nmend the pump",
        "Lind asked the town\n\n- mend the pump",
        "Lind asked a town that has no pump and no quay and no mill to:\n\n- mend the pump",
        "Lind asked the town to:",
    ],
)
def test_without_a_colon_at_hand_or_bullets_there_is_none(text):
    words = split(text)
    assert listed([part(words, CUE, "asked")], words) == []


def test_a_point_that_makes_a_statement_itself_ends_the_list():
    words = split("Lind asked the town to:\n- mend the pump\n- Ost said no")
    parts = [part(words, CUE, "asked"), part(words, CUE, "said")]
    (found,) = listed(parts, words)
    assert [text_of(words, piece) for piece in found.content] == ["mend the pump"]


def test_a_cue_with_content_of_its_own_keeps_it():
    words = split("Lind asked the town to:\n- mend the pump")
    parts = [part(words, CUE, "asked"), part(words, CONTENT, "the town", "asked")]
    assert listed(parts, words) == []


def test_a_list_is_read(reader):
    text = "Gale closes the pass\n\nThe Harwick road service asked drivers to:\n\n• fit chains\n• carry blankets\n• call ahead\n"
    (statement,) = reader.read(from_text(text)).statements
    assert [c.text for c in statement.content] == ["fit chains", "carry blankets", "call ahead"]
    assert statement.source[0].text == "The Harwick road service"
