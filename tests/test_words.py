import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reader.words import N_LAYOUTS, split

TEXTS = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\"“”‘’'«»„` \n.aB1")), max_size=300)


@given(TEXTS)
def test_every_word_is_the_texts_own_characters(text):
    words = split(text)
    other = {"'": '"', "‘": "“", "’": "”", '"': "'", "“": "‘", "”": "’"}
    for start, end, form in zip(words.starts, words.ends, words.forms, strict=True):
        assert form in (text[start:end], other.get(text[start:end]))
    assert all(words.starts[1:] >= words.ends[:-1])
    covered = np.zeros(len(text), bool)
    for a, b in zip(words.starts, words.ends, strict=True):
        covered[a:b] = True
    assert all(covered[i] or c.isspace() for i, c in enumerate(text))


@given(TEXTS)
def test_layouts_and_paragraphs_are_in_range(text):
    words = split(text)
    assert all((words.layout >= 0) & (words.layout < N_LAYOUTS))
    assert all(np.diff(words.paragraph) >= 0)


def quoted(text: str) -> list[str]:
    words = split(text)
    return [form for form, inside in zip(words.forms, words.quoted, strict=True) if inside and form.isalnum()]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said "we go" and left.', ["we", "go"]),
        ("He said “we go” and left.", ["we", "go"]),
        ("He said ‘we don’t go’ and left.", ["we", "don", "t", "go"]),
        ("She said ``we go'' then.", ["we", "go"]),
        ('She said “we go" then.', ["we", "go"]),
        ("“He told me, ‘go home,’ twice,” she said.", ["He", "told", "me", "go", "home", "twice"]),
        ("The workers’ union and Lind’s aide met.", []),
        ("«We go» was the word.", ["We", "go"]),
        ("'We don't go,' said Lind, and the guild's men's boats stayed.", ["We", "don", "t", "go"]),
        ("He called it 'a tax on the workers' wages', no less.", ["a", "tax", "on", "the", "workers"]),
        ("The fishermen's guild of the '90s told 'em to go: 'tis the drivers' turn.", []),
        ("'We go,' she said.\n'They told me \"stay\" and", ["We", "go", "They", "told", "me", "stay", "and"]),
        ("“He said ‘no’ to me,” said Lind, 'twice'.", ["He", "said", "no", "to", "me", "twice"]),
    ],
)
def test_quotation_state(text, inside):
    assert quoted(text) == inside


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("'We go,' he said.", ['"', "We", "go", ",", '"']),
        ("‘We’ll go,’ he said.", ["“", "We", "’", "ll", "go", ",", "”"]),
        ("\"Say 'no',\" he said.", ['"', "Say", "'", "no", "'", ",", '"']),
        ("''We go,'' he said.", ["'", "'", "We", "go", ",", "'", "'"]),
    ],
)
def test_single_marks_that_quote_are_given_as_double(text, forms):
    assert split(text).forms[: len(forms)] == forms


def test_a_mark_that_is_never_closed_ends_with_its_paragraph():
    assert quoted("“We go, he said.\nThe port is shut.") == ["We", "go", "he", "said"]


def test_hard_wrapped_lines_are_one_paragraph():
    line = "The port authority said on Monday that the quay would stay shut until"
    text = f"{line}\n{line}\n{line}\n\n{line}\n{line}\n{line}\n"
    assert set(split(text).paragraph.tolist()) == {0, 1}


def test_a_hundred_thousand_quotation_marks():
    words = split('"' * 100_000)
    assert len(words) == 100_000
    assert words.quoted.all()


def test_a_bullet_begins_a_paragraph_in_hard_wrapped_text():
    line = "The port authority said on Monday that the quay would stay shut until"
    words = split(f"{line}\n{line}\n• {line}\n{line}\n• {line}\n")
    assert words.paragraph.max() == 2
