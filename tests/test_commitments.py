"""Commitments on made-up sentences: which clauses hold an action, its condition and its deadline."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rough import marked

from onrecord import Reader
from onrecord.article import Article
from onrecord.intake import from_text
from onrecord.reader import commitments, times
from onrecord.reader.commitments.clauses import Clauses, clauses
from onrecord.reader.commitments.conditions import conditions
from onrecord.reader.commitments.courses import Course, courses
from onrecord.reader.layers import Attribution, Layers, empty, text_of
from onrecord.reader.sentences import sentence_starts
from onrecord.reader.words import Words, split
from onrecord.record import Speaker

TAGS = {
    "MD": "will would should must shall ll d won wouldn",
    "PRP": "i we you he she they it them him",
    "TO": "to",
    "DT": "the a an this",
    "IN": "if unless until of in on for by with after that as because once",
    "CC": "and but or",
    "RB": "not never t immediately",
    "VBD": "said vowed urged told threatened found wins asked opened refused",
    "VBN": "elected published",
    "VBZ": "is has",
    "VBP": "are re",
    "VB": "sign close open build lower vote leave publish pay return resign strike win be",
}
BY_WORD = {word: tag for tag, listed in TAGS.items() for word in listed.split()}
LIND = Speaker(name="Mara Lind", kind="person", role="harbour commissioner", sourcing="named")


def tagged(words: Words) -> Layers:
    """Parts of speech from a small list; every word its own head, so that nothing hangs on syntax."""
    pos = []
    for form in words.forms:
        low = form.lower()
        pos.append(
            BY_WORD.get(low)
            or ("NNP" if form[0].isupper() else "NNS" if low.endswith("s") else "NN" if form[0].isalnum() else form)
        )
    own = np.arange(len(words), dtype=np.int32)
    return Layers(words, pos, ["O"] * len(words), ["dep"] * len(words), own, own.copy())


def sentence(text: str) -> Clauses:
    words = split(text)
    return clauses(tagged(words), range(len(words)))


def found(source: str) -> tuple[Layers, list[Course]]:
    _, words, attributions = marked(source)
    layers = tagged(words)
    return layers, courses(layers, attributions[0], sentence_starts(words))


def pairs(source: str) -> list[tuple[str, str | None, bool]]:
    layers, all_courses = found(source)
    return [
        (text_of(layers.words, c.words), text_of(layers.words, c.condition) if c.condition else None, c.action.negated)
        for c in all_courses
        if c.action.form not in ("cue nominal", "nominal")
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("If the audit is published, she will sign the loan.", "If the audit is published"),
        ("She will sign the loan if the audit is published.", "if the audit is published"),
        ("She will not sign the loan unless the audit is published.", "unless the audit is published"),
        ("They will stay until the pay is raised.", "until the pay is raised"),
        ("She will sign the loan as long as the audit is published.", "as long as the audit is published"),
        ("She will sign only if the audit is published.", "only if the audit is published"),
        ("They will lower the fee should they win the vote.", "should they win the vote"),
        ("Should they win the vote, they will lower the fee.", "Should they win the vote"),
        ("If elected she will lower the fee.", "If elected"),
        ("She would open the port in return for the loan.", "in return for the loan"),
    ],
)
def test_condition(text: str, wanted: str) -> None:
    c = sentence(text)
    assert [text_of(c.layers.words, c.range(x.start, x.end)).rstrip(".") for x in conditions(c)] == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "She will sign the loan even if the audit is late.",
        "He asked if she would sign the loan.",
        "She will not say once and for all.",
        "Should the council sign the loan?",
        "She has provided the audit.",
        "They will stay until the summer.",
    ],
)
def test_no_condition(text: str) -> None:
    assert conditions(sentence(text)) == []


def test_action_ends_before_condition_and_reason() -> None:
    assert pairs("[1s:Lind] [1k:said] [1c:she would sign the loan because the town is poor].")[0][0] == "sign the loan"
    assert pairs("[1s:Lind] [1k:said] [1c:she would sign the loan if the audit is published].")[0] == (
        "sign the loan",
        "if the audit is published",
        False,
    )


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("[1s:Lind] [1k:said] [1c:she “will sign the loan” and that the council may vote].", "sign the loan"),
        ("[1s:Lind] [1k:said] [1c:she will sign the loan and that the council will vote].", "sign the loan"),
        ("[1s:Lind] [1k:said] [1c:she “will sign the loan,” the last of three].", "sign the loan"),
        ("[1s:Lind] [1k:said] [1c:she will “sign” the loan].", "sign” the loan"),
        ("[1s:Lind] [1k:said] [1c:she will sign the “last” loan].", "sign the “last” loan"),
    ],
)
def test_action_ends_with_its_quotation_and_with_what_is_said(source: str, wanted: str) -> None:
    assert pairs(source)[0][0] == wanted


def test_negation_and_elision() -> None:
    assert pairs("“[1c:I won’t sign the loan],” [1s:Lind] [1k:said].")[0] == ("sign the loan", None, True)
    assert pairs("[1s:Lind] [1k:refused] [1c:to sign the loan].")[0] == ("sign the loan", None, True)


def test_one_condition_for_two_actions() -> None:
    got = pairs("[1s:Lind] [1k:said] [1c:if the audit is published, she will sign the loan and she will open the port].")
    assert [(action, condition) for action, condition, _ in got] == [
        ("sign the loan", "if the audit is published"),
        ("open the port", "if the audit is published"),
    ]


def test_condition_outside_the_quotation() -> None:
    got = pairs("If the audit is published, [1s:Lind] [1k:said], “[1c:I will sign the loan].”")
    assert got[0][:2] == ("sign the loan", "If the audit is published")


def test_condition_after_the_cue() -> None:
    got = pairs("“[1c:I will sign the loan],” [1s:Lind] [1k:said], “[1c:if the audit is published].”")
    assert got[0][:2] == ("sign the loan", "if the audit is published")


def test_list_of_actions() -> None:
    got = [action for action, _, _ in pairs("[1s:Lind] [1k:said] [1c:she would build a pier, lower the fee, and open the port].")]
    assert got == ["build a pier", "lower the fee", "open the port"]


def test_told_somebody() -> None:
    layers, all_courses = found("[1s:Lind] [1k:urged] [1c:the council to publish the audit].")
    course = next(c for c in all_courses if c.action.form == "cue told")
    assert text_of(layers.words, course.words) == "publish the audit"
    assert course.action.told is not None
    assert text_of(layers.words, course.clauses.range(*course.action.told)) == "the council"


def read(source: str, speaker: Speaker | None = LIND, published: str | None = "2016-09-12") -> list[commitments.Commitment]:
    article, words, attributions = marked(source)
    article.published = published
    told = times.find(article, words)
    who = [speaker for _ in attributions]
    return commitments.find(article, tagged(words), attributions, who, told)[0]


def test_promise_with_condition_and_deadline() -> None:
    [made] = read("[1s:Mara Lind] [1k:vowed] [1c:to sign the loan by Friday if the audit is published].")
    assert (made.act, made.actor, made.action.text, made.negated) == ("promise", "Mara Lind", "sign the loan", False)
    assert made.condition is not None
    assert made.condition.text == "if the audit is published"
    assert made.deadline is not None
    assert (made.deadline.text, made.deadline.date) == ("by Friday", "2016-09-16")


def test_refusal() -> None:
    [made] = read("[1s:Mara Lind] [1k:said] [1c:she would not sign the loan unless the audit is published].")
    assert (made.act, made.negated, made.actor) == ("refuse", True, "Mara Lind")


def test_threat() -> None:
    [made] = read("[1s:Mara Lind] [1k:threatened] [1c:to close the port unless they lower the fee].")
    assert made.act == "threaten"
    assert made.condition is not None


def test_demand_names_who_is_told() -> None:
    [made] = read("[1s:Mara Lind] [1k:urged] [1c:Tom Hale to resign].")
    assert (made.act, made.action.text) == ("demand", "resign")
    assert made.actor != "Mara Lind"


@pytest.mark.parametrize(
    "source",
    [
        "[1s:Mara Lind] [1k:said] [1c:the pier was old].",
        "[1s:Mara Lind] [1k:said] [1c:it will rain].",
        "[1s:Mara Lind] [1k:asked] [1c:whether the council would win the vote].",
    ],
)
def test_none(source: str) -> None:
    assert read(source) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mayor Tom Hale left on Monday. His spokeswoman said he would resign.", ["Tom Hale"]),
        ("Mayor Tom Hale left on Monday. His spokeswoman said: “He will resign.”", ["Tom Hale"]),
        ("Mara Lind left on Monday. Her adviser, Piet Aldous, said she would resign.", ["Mara Lind"]),
        ("Mara Lind’s spokesman said she would resign.", ["Mara Lind"]),
        ("A spokeswoman for Tom Hale said he would resign.", ["Tom Hale"]),
        ("The council’s spokeswoman said she would resign.", ["council’s spokeswoman"]),
        ("Tom Hale left on Monday. His spokeswoman said she would resign.", ["His spokeswoman"]),
        ("The transport agency intends to close the bridge by June, its director said.", ["transport agency"]),
    ],
)
def test_he_and_she_are_whom_a_spokesperson_speaks_for(text: str, wanted: list[str], reader: Reader) -> None:
    record = reader.read(from_text(text, published="2016-09-12"))
    assert [c.actor for s in record.statements for c in s.commitments] == wanted


def test_his_spokesman_of_nobody_known_binds_nobody_named(reader: Reader) -> None:
    record = reader.read(from_text("His spokesman said he would resign."))
    assert [c.actor for s in record.statements for c in s.commitments] in ([None], ["he"])


def test_what_might_be_binds_nobody(reader: Reader) -> None:
    text = "Mara Lind said the mill “might reopen.” “We may close the quay,” she said. “I might sign the lease.” Tom Hale said he might resign."
    assert [c for s in reader.read(from_text(text)).statements for c in s.commitments] == []


def test_a_guarantee_is_a_promise(reader: Reader) -> None:
    text = "“I can guarantee you a seat unless the hall is full,” said Tom Hale. “I can promise that we will pay every worker,” he said."
    bound = [c for s in reader.read(from_text(text)).statements for c in s.commitments]
    assert [(c.act, c.actor, c.action.text, c.condition and c.condition.text) for c in bound] == [
        ("promise", "Tom Hale", "guarantee you a seat", "unless the hall is full"),
        ("promise", "Tom Hale", "pay every worker", None),
    ]


def test_a_dateline_names_nobody_who_acts(reader: Reader) -> None:
    text = (Path(__file__).parent.parent / "examples" / "briefing.txt").read_text(encoding="utf-8")
    record = reader.read(from_text(text, published="2016-09-12"))
    [mended] = [c for s in record.statements for c in s.commitments if c.action.text.startswith("repair")]
    assert mended.actor == "Vellarn"
    assert "VELLARN" not in {event.actor for event in record.events}


def test_without_a_day_of_publication() -> None:
    [made] = read("[1s:Mara Lind] [1k:vowed] [1c:to sign the loan by Friday].", published=None)
    assert made.deadline is not None
    assert made.deadline.date is None


def test_nobody_known() -> None:
    [made] = read("[1k:vowing] [1c:to sign the loan].", speaker=None)
    assert made.actor is None


_FORMS = (
    "if unless should will would not won ’ t she they to , . ? “ ” — and vowed urged the council sign loan once until as long 1 "
    "é be going let us"
)
_SOUP = st.lists(st.sampled_from([*_FORMS.split(), "\n\n"]), max_size=60)


@given(_SOUP, st.integers(0, 59), st.integers(1, 60))
def test_any_words(soup: list[str], begin: int, size: int) -> None:
    text = " ".join(soup)
    words = split(text)
    layers = tagged(words)
    start, end = min(begin, len(words)), min(begin + size, len(words))
    if start >= end:
        return
    attribution = Attribution([], [(max(0, start - 1), start)] if start else [], [(start, end)])
    article = Article(id="soup", text=text)
    for made in commitments.find(article, layers, [attribution], [LIND], times.find(article, words))[0]:
        for span in (made.action, made.condition, made.deadline):
            if span is not None:
                assert span.start < span.end
                assert text[span.start : span.end] == span.text


def test_empty() -> None:
    words = split("")
    assert commitments.find(Article(id="x", text=""), empty(words), [], [], []) == []


def test_no_word_takes_two_weights_files() -> None:
    weights = commitments.load()
    assert weights is not None
    assert all(re.search(r"\S", name) for name in weights.undertake)
    assert weights.probabilities({}) == pytest.approx((1 / 3, 1 / 3))
