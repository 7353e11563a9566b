import json
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.intake import from_text
from onrecord.record import Record

EXAMPLES = Path(__file__).parent.parent / "examples"
STORY = """Harwick quay to stay shut, commissioner says

HARWICK (Coastal Wire) — Harbour commissioner Mara Lind said on Wednesday that the quay would stay shut until the audit is published.

“Nobody has shown me the report,” Lind told reporters. “We wait.”

Piet Aldous, a spokesman for the port authority, denied that it had hidden anything.

Mara Lind speaks to reporters in Harwick. (Photo: Ola Berg/Coastal Wire)

Read more: What Mara Lind said about the cranes
"""


def spans_of(record: Record):
    for s in record.statements:
        yield from (*s.content, *s.cue, *s.source)
        if s.said_on:
            yield s.said_on
        if s.hedge:
            yield s.hedge
        for made in s.commitments:
            yield from (span for span in (made.action, made.condition, made.deadline) if span)
    yield from record.times
    yield from record.figures


def check(record: Record) -> None:
    text = record.article.text
    assert all(0 <= s.start < s.end <= len(text) and text[s.start : s.end] == s.text for s in spans_of(record))
    assert all(0 < s.confidence < 1 and s.content for s in record.statements)
    assert len({s.id for s in record.statements}) == len(record.statements)


@pytest.fixture(scope="module")
def story(reader):
    return reader.read(from_text(STORY, published="2016-09-12"))


def by_cue(record: Record, cue: str):
    return next(s for s in record.statements if cue in " ".join(c.text for c in s.cue))


def test_who_said_what_and_when(story):
    check(story)
    denied = by_cue(story, "denied")
    assert denied.speaker is not None
    assert denied.speaker.name == "Piet Aldous"
    assert denied.kind == "assertion"
    assert denied.manner == "indirect"
    assert denied.denied
    assert [s.denied for s in story.statements].count(True) == 1
    wednesday = [s for s in story.statements if s.said_on and s.said_on.text.endswith("Wednesday")]
    assert wednesday
    assert {s.said_on.date for s in wednesday} == {"2016-09-07"}
    assert {s.speaker.name for s in wednesday if s.speaker} == {"Mara Lind"}


def test_a_quotation_in_two_pieces_is_one_statement(story):
    told = by_cue(story, "told")
    assert [c.text for c in told.content] == ["“Nobody has shown me the report,”", "“We wait.”"]
    assert told.manner == "direct"
    assert told.speaker is not None
    assert told.speaker.name == "Mara Lind"


def test_the_headline_is_linked_to_what_it_shortens(story):
    head = next(s for s in story.statements if s.content[0].end <= STORY.index("\n"))
    told = next(s for s in story.statements if "said" in s.cue[0].text and s is not head)
    assert head.shortens == told.id
    assert all(s.shortens is None for s in story.statements if s is not head)


def test_without_a_layer(story, reader):
    bare = onrecord.Reader(threads=1, without=("commitments", "figures", "hedges")).read(from_text(STORY, published="2016-09-12"))
    assert [s.content for s in bare.statements] == [s.content for s in story.statements]
    assert not any(s.denied or s.hedge or s.shortens or s.commitments for s in bare.statements)
    assert bare.figures == []
    with pytest.raises(ValueError, match="no optional layer"):
        onrecord.Reader(without=("speakers",))


def test_captions_and_links_make_no_statement(story):
    caption = STORY.index("Mara Lind speaks")
    assert all(span.start < caption for s in story.statements for span in s.content)


def test_without_times_nothing_is_dated(story):
    bare = onrecord.Reader(threads=1, without=("times",)).read(from_text(STORY, published="2016-09-12"))
    assert story.times
    assert bare.times == []
    assert [s.content for s in bare.statements] == [s.content for s in story.statements]
    assert all(s.said_on is None for s in bare.statements)
    assert all(event.date is None for event in bare.events)


def test_statements_below_the_least_confidence_are_left_out(story):
    article = from_text(STORY, published="2016-09-12")
    all_of_them = onrecord.Reader(threads=1, least=0.0).read(article).statements
    assert [s.content for s in all_of_them if s.confidence >= 0.3] == [s.content for s in story.statements]
    assert onrecord.Reader(threads=1, least=1.0).read(article).statements == []


def test_without_a_date_of_publication_the_words_stay_unresolved():
    record = onrecord.read(STORY)
    wednesday = [s.said_on for s in record.statements if s.said_on and "Wednesday" in s.said_on.text]
    assert wednesday
    assert all(said.date is None for said in wednesday)


def test_the_same_input_gives_the_same_bytes(reader):
    article = from_text(STORY, published="2016-09-12")
    others = [from_text(STORY[:n], id=str(n)) for n in (400, 90)]
    alone = reader.read(article).to_json()
    together = [r.to_json() for r in reader.read_all([others[0], article, others[1]])]
    assert together[1] == alone == reader.read(article).to_json()


def test_json_is_the_contract(story):
    data = json.loads(story.to_json())
    assert list(data) == ["schema", "article", "statements", "figures", "times", "events", "read_by"]
    assert data["schema"] == "onrecord/1"
    assert list(data["statements"][0]) == [
        *("id", "content", "cue", "source", "speaker", "manner", "kind", "said_on"),
        *("commitments", "denied", "hedge", "shortens", "confidence"),
    ]
    assert Record.from_json(story.to_json()) == story


def test_order_of_many_articles_is_kept(reader):
    articles = [from_text(f"Mayor Ina Roth said that bridge {i} is safe. " * (1 + i % 7), id=str(i)) for i in range(60)]
    assert [r.article.id for r in reader.read_all(iter(articles))] == [str(i) for i in range(60)]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(
            st.text(max_size=30),
            st.sampled_from(
                [
                    '"We wait," she said.',
                    "Lind said on Wednesday that",
                    "\n\n",
                    "“",
                    '"',
                    "‘",
                    "\u200fשלום אמרה",
                    "e\u0301",
                    "👩‍👧",
                    "\x00",
                    "he added:",
                ]
            ),
        ),
        min_size=1,
        max_size=30,
    ),
    st.sampled_from(["2016-09-12", None]),
)
def test_any_text_gives_true_offsets(reader, pieces, published):
    text = " ".join(pieces) + " x"
    check(reader.read(from_text(text, published=published)))


@pytest.mark.parametrize(
    "text", ["word " * 70_000, '"' * 70_000, "a" * 300_000, "“He said ‘no " * 3000], ids=["line", "marks", "letters", "open"]
)
def test_odd_and_long_texts_are_read(reader, text):
    check(reader.read(from_text(text)))


def test_a_folder_without_a_model_is_told(tmp_path):
    with pytest.raises(ValueError, match="holds no Onrecord model"):
        onrecord.Reader(model=tmp_path)


def test_texts_and_dates_as_they_are_can_be_read(reader):
    texts = ["Mara Lind said on Monday that she would wait.", "Piet Aldous said no."]
    assert [record.article for record in reader.read_all(texts)] == [from_text(text) for text in texts]
    assert reader.read(texts[0]) == reader.read(from_text(texts[0]))
    told = [onrecord.read(texts[0], published=day) for day in (date(2016, 9, 12), datetime(2016, 9, 12, 23), "2016-09-12")]
    assert [record.article.published for record in told] == ["2016-09-12"] * 3
    assert told[0] == told[1] == told[2]


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda reader: list(reader.read_all("Mara Lind said no.")), r"give \[text\]"),
        (lambda reader: list(reader.read_all([b"Mara Lind said no."])), "not bytes.*from_text"),
        (lambda reader: reader.read(None), "not NoneType.*from_text"),
        (lambda _: onrecord.read(b"Mara Lind said no."), "str, not bytes"),
        (lambda _: onrecord.read("Mara Lind said no.", published=20160912), "date.*not int"),
    ],
)
def test_what_is_no_article_is_told_with_what_to_give(reader, act, says):
    with pytest.raises(TypeError, match=says):
        act(reader)
