import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.article import Article
from onrecord.reader import layers, times
from onrecord.reader.dates import said_on, settled
from onrecord.reader.dates import scene as date_scene
from onrecord.reader.layers import Attribution
from onrecord.reader.sentences import sentence_starts
from onrecord.reader.times.calendar_values import calendar_date
from onrecord.reader.words import split
from onrecord.record import SaidOn, Speaker

MONDAY = "2016-09-12"
ROLE = {"[": "source", "{": "cue", "<": "content"}


def read(marked, published=MONDAY, speakers=None):
    """Dates of a text in which [source], {cue} and <content> are marked; a "/" begins the next attribution."""
    text, at, found = "", 0, []
    current = Attribution([], [], [])
    spans = []
    for piece in re.split(r"([\[\]{}<>/])", marked):
        if piece in ROLE:
            at = len(text)
        elif piece and piece in "]}>":
            spans.append((current, {"]": "source", "}": "cue", ">": "content"}[piece], at, len(text)))
        elif piece == "/":
            found.append(current)
            current = Attribution([], [], [])
        else:
            text += piece
    found.append(current)
    words = split(text)
    for attribution, role, start, end in spans:
        inside = [i for i in range(len(words)) if start <= words.starts[i] and words.ends[i] <= end]
        getattr(attribution, role).append((inside[0], inside[-1] + 1))
    article = Article(id="a", text=text, published=published)
    who = [Speaker(name=name, kind="person", sourcing="named") for name in speakers] if speakers else None
    out = said_on(article, layers.empty(words), found, times.find(article, words), who)
    for said in out:
        assert said is None or text[said.start : said.end] == said.text
    return [said and (said.date, said.text) for said in out]


WEDNESDAY = ("2016-09-07", "Wednesday")


@pytest.mark.parametrize(
    "marked",
    [
        "The port stays open. [Mara Lind] {said} on Wednesday <that the quay is safe>.",
        "The port stays open. [Mara Lind] {said} Wednesday <that the quay is safe>.",
        "The port stays open. <The quay is safe>, [Mara Lind] {said} in a statement Wednesday.",
        "The port stays open. On Wednesday, [Mara Lind] {told} reporters <that the quay is safe>.",
        "The port stays open. [A survey released Wednesday] {showed} <that the quay is safe>.",
        "The port stays open. At a rally in Orsen on Wednesday, [Mara Lind] {said} <the quay was safe>.",
        "The port stays open. In Wednesday’s debate, [Mara Lind] {said} <the quay was safe>.",
    ],
)
def test_a_day_beside_the_cue(marked):
    assert read(marked) == [WEDNESDAY]


@pytest.mark.parametrize(
    "marked",
    [
        "The port stays open. [Mara Lind] {said} <she will resign on Friday>.",
        "The port stays open. [Mara Lind] {said} <the quay was safe>.",
        "The port stays open. [Mara Lind, who won the 2012 race,] {said} <the quay was safe>.",
        "The port stays open. [Mara Lind] {said} <the quay was safe> after Wednesday’s storm.",
        "The port stays open. Following Wednesday’s storm, [Mara Lind] {said} <the quay was safe>.",
        "ORSEN, Sept. 12 (ONP) — [Mara Lind] {said} <the quay was safe>.",
    ],
)
def test_other_days_are_not_that_of_the_statement(marked):
    assert read(marked) == [None]


@pytest.mark.parametrize(
    "marked",
    [
        "The port stays open. [Mara Lind] {said} <in a statement Wednesday that the quay is safe>.",
        "The port stays open. [Mara Lind] {said} <Wednesday that the quay is safe>.",
        "The port stays open. [Mara Lind] {praised} <the new quay in an interview published Wednesday>.",
    ],
)
def test_a_day_of_the_cue_at_the_edge_of_content(marked):
    assert read(marked) == [WEDNESDAY]


def test_long_past():
    assert read("The port is old. [Mara Lind] {said} in 2012 <that the quay was safe>.") == [("2012", "2012")]
    assert read("The port is old. In a 2013 interview, [Mara Lind] {said} <the quay was safe>.") == [("2013", "2013")]
    assert read("The port is old. [Mara Lind] {said} last week <that the quay was safe>.") == [("2016-09", "last week")]


FIRST = "The port stays open. [Mara Lind] {said} on Wednesday <that the quay is safe>./\n\n"


def test_a_later_sentence_of_the_same_speech():
    marked = FIRST + "<“Nobody sank,”> [she] {added}./\n\n[Jon Caro] {said} <it was not>."
    assert read(marked, speakers=["Mara Lind", "Mara Lind", "Jon Caro"]) == [WEDNESDAY, WEDNESDAY, None]


def test_another_occasion_begins_another_date():
    marked = FIRST + "On Friday, [Lind] {said} <it had sunk>./\n\n<“We swim,”> [she] {said}."
    friday = ("2016-09-09", "Friday")
    assert read(marked, speakers=["Mara Lind"] * 3) == [WEDNESDAY, friday, friday]


def test_an_aside_does_not_end_the_speech():
    marked = FIRST + "[Lind] {said} in 2012 <that it was not>./\n\n<“We have worked since,”> [she] {said}."
    assert [d for d, _ in read(marked, speakers=["Mara Lind"] * 3)] == ["2016-09-07", "2012", "2016-09-07"]


def test_headline_and_lead_tell_in_advance():
    marked = (
        "[Lind]{:} <Quay is safe>/\n\n[Mara Lind] {defended} <the quay>./\n\n<“It stands,”> [Lind] {said} in Orsen on Wednesday."
    )
    given_ = read(marked, speakers=["Mara Lind"] * 3)
    assert given_[0] == given_[2] == WEDNESDAY


def test_an_occasion_named_in_the_sentence_before():
    marked = "The port stays open. Mara Lind held a rally in Orsen on Wednesday. <“The quay is safe,”> [Lind] {said}."
    assert read(marked, speakers=["Mara Lind"]) == [WEDNESDAY]


def test_without_a_day_of_publication_the_words_are_kept():
    assert read("The port stays open. [Mara Lind] {said} on Wednesday <that the quay is safe>.", None) == [(None, "Wednesday")]
    assert read("The port stays open. [Mara Lind] {said} on May 3, 2014 <that it is>.", None) == [("2014-05-03", "May 3, 2014")]


def test_a_day_to_come_is_not_when_something_was_said():
    assert read("The port stays open. [Mara Lind] {said} <the quay is safe>. The council will vote on Friday.") == [None]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2016-09-07TNI", "2016-09-07"),
        ("2016-W36", "2016-09"),
        ("2016-W35", "2016"),
        ("2015-W53", None),
        ("2016-W36-WE", "2016-09"),
        ("2016-SU", "2016"),
        ("199", None),
        ("P2W", None),
        (None, None),
    ],
)
def test_calendar_date(value, day):
    assert calendar_date(value) == day


def test_sentences():
    words = split("Mr. Lind spoke. “It is safe.” Gov. Caro of the U.S. Senate left.\n\nhe said")
    assert [words.forms[i] for i in sentence_starts(words)] == ["Mr", "“", "Gov", "he"]


RANGES = st.lists(st.integers(0, 30), min_size=2, max_size=4, unique=True).map(lambda x: [tuple(sorted(x)[:2])])
TEXT = st.lists(
    st.sampled_from(
        [
            "Lind",
            "she",
            "said",
            "asked",
            "on",
            "Monday",
            "Tuesday",
            "2012",
            "last week",
            ".",
            ",",
            "“",
            "”",
            "who",
            "and",
            "\n\n",
            ":",
            "rally",
            "poll",
        ]
    ),
    min_size=40,
    max_size=80,
).map(" ".join)


@given(TEXT, st.lists(st.tuples(RANGES, RANGES, RANGES), max_size=8), st.one_of(st.none(), st.dates().map(str)), st.booleans())
def test_any_attributions(text, ranges, published, sourced):
    words = split(text)
    n = len(words)
    cut = lambda parts: [(min(a, n - 1), min(b, n)) for a, b in parts if min(a, n - 1) < min(b, n)]  # noqa: E731
    attributions = [Attribution(cut(s) if sourced else [], cut(c), cut(t)) for s, c, t in ranges]
    attributions = [a for a in attributions if a.content]
    article = Article(id="a", text=text, published=published)
    found = times.find(article, words)
    out = said_on(article, layers.empty(words), attributions, found)
    assert len(out) == len(attributions)
    for said in out:
        if said is not None:
            assert text[said.start : said.end] == said.text
            assert (said.start, said.end) in {(t.start, t.end) for t in found}
            assert said.date is None or re.fullmatch(r"\d{4}(-\d\d){0,2}", said.date)
            assert published is None or said.date is None or said.date <= published


def test_one_long_line_of_statements():
    text = "Lind said on Monday it is safe and " * 3000
    words = split(text)
    attributions = [Attribution([(8 * i, 8 * i + 1)], [(8 * i + 1, 8 * i + 2)], [(8 * i + 4, 8 * i + 7)]) for i in range(3000)]
    article = Article(id="a", text=text, published=MONDAY)
    out = said_on(article, layers.empty(words), attributions, times.find(article, words))
    assert out[0] is not None
    assert out[-1] is not None
    assert date_scene.REACH < 8 * 3000


PARSED = {
    "to": "TO",
    "will": "MD",
    "would": "MD",
    "have": "VB",
    "sign": "VB",
    "mend": "VB",
    "closed": "VBN",
    "Friday": "NNP",
    "Wednesday": "NNP",
}


def ahead(text, cue, verb, day, said="2016-09-06", published=MONDAY, noun=None):
    """What ``settled`` makes of ``day`` in ``text``, whose content follows ``cue``: it hangs on ``verb``, or on ``noun``, which hangs on that."""
    words = split(text)
    forms = words.forms
    at, last = forms.index(verb), len(forms) - 2 if forms[-1] == "." else len(forms) - 1
    cued = forms.index(cue)
    head = np.arange(len(forms), dtype=np.int32)
    rel = ["dep"] * len(forms)
    for i, form in enumerate(forms[:at]):
        if i > cued and form in ("to", "will", "would", "have"):
            head[i], rel[i] = at, "aux"
    when = forms.index(day, cued)
    head[when], rel[when] = forms.index(noun) if noun else at, "nmod"
    if noun:
        head[forms.index(noun)] = at
    made = layers.Layers(words, [PARSED.get(f, "NN") for f in forms], ["O"] * len(forms), rel, head, head.copy())
    found = times.find(Article(id="a", text=text, published=published), words)
    attribution = Attribution([(0, cued)], [(cued, cued + 1)], [(cued + 1, last + 1)])
    spoken = SaidOn(date=said, text=None, start=None, end=None) if said else None
    out = settled(made, [attribution], found, [spoken], published)
    return next(t.value for t in out if t.text == day)


def test_a_weekday_of_what_is_to_be_done_lies_ahead_of_the_day_it_was_said():
    assert ahead("Lind promised to mend it on Wednesday.", "promised", "mend", "Wednesday") == "2016-09-07"
    assert ahead("Lind promised to mend it on Wednesday.", "promised", "mend", "Wednesday", said="2016-09-08") == "2016-09-14"
    assert ahead("Lind promised to mend it on Wednesday.", "promised", "mend", "Wednesday", said=None) == "2016-09-14"
    assert ahead("Lind promised to mend it on Wednesday.", "promised", "mend", "Wednesday", published=None) == "2016-09-07"
    assert ahead("Lind said it would mend them on Wednesday.", "said", "mend", "Wednesday", said="2016-09-08") == "2016-09-14"
    assert ahead("Lind said “we will sign on Friday.”", "said", "sign", "Friday") == "2016-09-09"
    assert ahead("Lind said they will sign on Friday.", "said", "sign", "Friday") == "2016-09-16"


def test_a_weekday_of_something_else_stays():
    assert ahead("Lind refused to mend it on Wednesday.", "refused", "mend", "Wednesday", said=None) == "2016-09-07"
    assert ahead("Lind said it would have closed on Friday.", "said", "closed", "Friday") == "2016-09-09"
    assert ahead("Lind promised to mend the harm of Friday.", "promised", "mend", "Friday", noun="harm") == "2016-09-09"
