import pytest

from onrecord.reader.cues import CLASSES_OF, stem
from onrecord.reader.kinds import manner
from onrecord.reader.words import split


@pytest.mark.parametrize(
    "forms", ["vow vows vowed vowing", "say says said saying", "deny denies denied denying", "plan plans planned"]
)
def test_inflected_forms_share_a_stem(forms):
    assert len({stem(form) for form in forms.split()}) == 1


def test_the_lexicon_knows_common_cues():
    assert CLASSES_OF[stem("vowed")] == ("intention",)
    assert CLASSES_OF[stem("believes")] == ("belief",)
    assert "directive" in CLASSES_OF[stem("urged")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We wait."', "direct"),
        ("that they wait", "indirect"),
        ('that they "wait" here', "mixed"),
        ("“We wait,” “and rest.”", "direct"),
    ],
)
def test_manner(text, expected):
    words = split(text)
    assert manner(words, [(0, len(words))]) == expected
