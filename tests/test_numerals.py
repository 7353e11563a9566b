import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reader.figures.numerals import read
from onrecord.reader.figures.tokens import Tokens
from onrecord.reader.words import split


def numeral(text):
    return read(Tokens.of(split(text)), 0)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("1,234,567 crates", 1234567),
        ("12,34,567 crates", 1234567),
        ("40 000 crates", 40000),
        ("40\u202f000 crates", 40000),
        ("1,234.5 tonnes", 1234.5),
        (".5", 0.5),
        ("-3 degrees", -3),
        ("minus five degrees", -5),
        ("1.7 million", 1.7e6),
        ("14bn", 14e9),
        ("40k", 40000),
        ("13 lakh", 1.3e6),
        ("2½ miles", 2.5),
        ("2 1/2 miles", 2.5),
        ("3/4 of it", 0.75),
        ("½ mile", 0.5),
        ("seventeen", 17),
        ("twenty-one", 21),
        ("two hundred and thirty-one crates", 231),
        ("two hundred and two thousand", 202000),
        ("twenty-one million three hundred thousand", 21.3e6),
        ("one and a half million", 1.5e6),
        ("three million and a half", 3.5e6),
        ("half a million", 5e5),
        ("half a dozen", 6),
        ("a dozen eggs", 12),
        ("three dozen eggs", 36),
        ("a score of jets", 20),
        ("two point five", 2.5),
        ("two-thirds of them", 2 / 3),
        ("three quarters of them", 0.75),
        ("a third of them", 1 / 3),
        ("half the boats", 0.5),
        ("a couple of hundred boats", 200),
    ],
)
def test_values(text, value):
    assert numeral(text).value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "value"), [("hundreds of boats", 100), ("tens of thousands of boats", 1e4), ("several hundred", 100), ("dozens", 12)]
)
def test_plurals_are_more_than_their_scale(text, value):
    assert (numeral(text).value, numeral(text).qualifier) == (value, ">")


@pytest.mark.parametrize(
    "text", ["a boat", "an", "few boats", "quarter to six", "a third man", "half-time", "tens", "scores", "point", ""]
)
def test_no_numerals(text):
    assert numeral(text) is None


@pytest.mark.parametrize("text", ["192.168.1.1", "10.5.2016", "5/17/2018", "9" * 40])
def test_codes(text):
    assert numeral(text).code


def test_two_numbers_are_not_joined():
    assert numeral("one million and two million").value == 1e6
    assert numeral("three hundred and two hundred").value == 300


WORDS = (
    "one two nineteen twenty ninety hundred thousand million and a half - of dozen point third quarters minus 1 1,5 .5 / 3".split()
)


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_any_row_of_number_words_is_read(words):
    tokens = Tokens.of(split(" ".join(words)))
    for i in range(len(tokens.low)):
        found = read(tokens, i)
        assert found is None or i <= found.first < found.last <= len(tokens.low)


@given(st.integers(0, 10**14))
def test_grouped_digits(number):
    assert numeral(f"{number:,}").value == number


def test_long_rows_end():
    assert numeral("two hundred and " * 5000 + "one").value == 200
    assert numeral("two thousand " * 5000).value == 2000
