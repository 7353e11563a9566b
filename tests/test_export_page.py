"""The HTML page: what is in it, for any text and any spans."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any, get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_export_samples import ferry, harbour, harvest

from onrecord.article import Article, Zone, ZoneKind
from onrecord.export import write
from onrecord.export.marks import paragraphs
from onrecord.record import Commitment, Figure, Record, SaidOn, Span, Speaker, Statement, Time

VOID = {"meta", "link", "input", "br"}


class Page(HTMLParser):
    """A page's elements, and the text of those of class "text"; fails where the elements are not balanced."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.words = ""
        self.open: list[tuple[str, bool]] = []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.elements.append((tag, attributes))
        if tag in VOID:
            return
        is_text = "text" in (attributes.get("class") or "").split()
        if is_text:
            self.texts.append("")
        self.open.append((tag, is_text))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.words += data
        if any(is_text for _, is_text in self.open):
            self.texts[-1] += data

    def of_class(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for _, attributes in self.elements if name in (attributes.get("class") or "").split()]


def page(*records: Record, **options: Any) -> Page:
    stream = io.StringIO()
    write(records, stream, "html", **options)
    return Page(stream.getvalue())


def test_the_text_of_each_article_is_its_text() -> None:
    records = [harbour(), harvest(), harbour(None)]
    assert page(*records).texts == [record.article.text for record in records]


def test_every_statement_has_an_entry_and_a_reference_that_lead_to_each_other() -> None:
    shown = page(harbour(), harvest())
    ids = [attributes["id"] for _, attributes in shown.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [attributes["href"] for tag, attributes in shown.elements if tag == "a" and "#" in (attributes["href"] or "")]
    assert {str(link)[1:] for link in links} <= set(ids)
    assert len(shown.of_class("entry")) == len(shown.of_class("ref")) == 11
    assert shown.of_class("ref")[0] == {
        "class": "ref k0 u0", "id": "a1-at1", "href": "#a1-s1", "data-s": "1", "data-n": "1", "aria-label": "Statement 1: Mara Lind",
    }  # fmt: skip


def test_overlapping_spans_show_every_statement_they_belong_to() -> None:
    runs = [str(attributes["data-r"]) for attributes in page(harbour()).of_class("run") if "data-r" in attributes]
    assert "5:source 4:content" in runs
    assert "5:cue 4:content" in runs
    assert "5:content 4:content" in runs


def test_nothing_is_fetched_and_nothing_in_the_text_becomes_markup() -> None:
    shown = page(harbour(), harvest())
    tags = [tag for tag, _ in shown.elements]
    assert tags.count("script") == tags.count("style") == 1
    assert "b" not in tags
    fetched = [a for _, a in shown.elements if "src" in a or "style" in a or any(name.startswith("on") for name in a)]
    assert fetched == []
    assert [a["href"] for tag, a in shown.elements if tag == "link"] == ["data:,"]
    outside = {a["href"] for tag, a in shown.elements if tag == "a" and not str(a["href"]).startswith("#")}
    assert outside == {"https://ledger.example/harbour-lease"}
    assert "javascript:alert(1)" in shown.words


def test_zones_that_make_no_statements_are_marked() -> None:
    shown = page(harbour())
    classes = [a["class"] for _, a in shown.elements if str(a.get("class")).startswith("z ")]
    assert classes == ["z z-headline", "z z-byline", "z z-body", "z z-body", "z z-body", "z z-body", "z z-caption",
                       "z z-credit", "z z-boilerplate"]  # fmt: skip
    assert [a["data-zone"] for _, a in shown.elements if "data-zone" in a] == ["dateline"]


def test_unresolved_dates_and_missing_speakers_are_said() -> None:
    words = " ".join(page(harbour(None)).words.split())
    assert "“Wednesday” (no publication date, unresolved)" in words
    assert "9 speaker not stated" in words
    assert "uncertain, confidence 48%" in words
    assert any("unresolved" in str(a["class"]) for a in page(harbour(None)).of_class("run"))
    assert not any("unresolved" in str(a["class"]) for a in page(harbour()).of_class("run"))


def test_what_stands_beside_a_statement() -> None:
    words = " ".join(page(ferry()).words.split())
    assert (
        "promise by Mara Lind: refund 1,200 tickets deadline September 2016 (“by the end of September”) can be checked action, measure, deadline"
        in words
    )
    assert "denied denied indirect assertion" in words
    assert "hedged: “reportedly”" in words
    assert "shortens statement 2" in words
    assert "in the headline: statement 1" in words
    labels = [a["aria-label"] for a in page(ferry()).of_class("ref")]
    assert labels[3:] == ["Statement 4: Osei Brandt, denied", "Statement 5: Osei Brandt"]
    assert [a["data-r"] for a in page(ferry()).of_class("denied") if "data-r" in a] == ["4:content 4:denied"]
    others = [(a["href"], a["data-to"]) for a in page(ferry()).of_class("other")]
    assert others == [("#a1-s2", "2"), ("#a1-s1", "1")]


def test_figures_and_dates_are_told_on_hover_and_in_lists() -> None:
    shown = page(ferry())
    titles = [(a.get("id"), a["title"]) for a in shown.of_class("note") if "title" in a]
    assert titles == [
        ("a1-t1", "Time: 7 September 2016"),
        ("a1-f1", "Figure: 1,200 tickets"),
        ("a1-t2", "Time: September 2016"),
        ("a1-t3", "Time: 5 to 11 September 2016"),
        ("a1-f2", "Figure: 40 percent (hulls)"),
        ("a1-t4", "Time: 1998"),
    ]
    words = " ".join(shown.words.split())
    assert "Figures (2) 1,200 tickets 1,200 tickets" in words
    assert "Dates and times (4) Wednesday 7 September 2016" in words


def test_the_line_of_time_is_in_order_and_leads_to_the_words() -> None:
    shown = page(ferry())
    assert len(shown.of_class("timeline")) == 1
    assert [str(a["class"]).split()[1:] for a in shown.of_class("stop")] == [
        ["stretch"],
        ["stretch"],
        ["stretch"],
        [],
        ["published"],
    ]
    links = [a["href"] for tag, a in shown.elements if tag == "a" and "-t" in str(a["href"])]
    assert links[:4] == ["#a1-t4", "#a1-t2", "#a1-t3", "#a1-t1"]
    assert page(harvest()).of_class("timeline") == []


def test_index_only_of_several_articles() -> None:
    assert page(harbour()).of_class("index") == []
    several = page(harbour(), harvest(), title="Two & a half")
    assert len(several.of_class("index")) == 1
    assert [tag for tag, _ in several.elements].count("h1") == [tag for tag, _ in page(harbour()).elements].count("h1") == 1
    assert "Two & a half" in several.words
    assert page().texts == []


def test_speakers_of_one_article_differ_in_more_than_colour() -> None:
    text = "a" * 40
    statements = [statement(text, [(n, n + 1)], f"Speaker {n}") for n in range(32)]
    looks = [str(a["class"]) for a in page(Record(article=Article(id="x", text=text), statements=statements)).of_class("ref")]
    assert len(set(looks)) == 32
    underlines = [look.split()[2] for look in looks]
    assert all(one != other for one, other in pairwise(underlines))


def statement(text: str, spans: list[tuple[int, int]], name: str | None = None, id: str = "s") -> Statement:
    content = [Span.of(text, start, end) for start, end in spans]
    return Statement(
        id=id, content=content, cue=content[1:], source=content[2:], manner="mixed", kind="belief", confidence=0.5,
        speaker=Speaker(name=name, kind="person", sourcing="named", role=name) if name is not None else None,
        said_on=SaidOn(date=None, text=content[0].text, start=content[0].start, end=content[0].end) if content else None,
    )  # fmt: skip


TEXTS = st.text(
    st.one_of(st.sampled_from(" \n\r\t<>&\"';=\x00\x0b\x0c\x1c\x85\xa0\u2028\ufeff\u202é🌾א"), st.characters()), max_size=80
)


@st.composite
def records(draw: st.DrawFn) -> Record:
    text = draw(TEXTS)
    offset = st.integers(0, len(text))
    pairs = st.lists(st.tuples(offset, offset).map(lambda pair: (min(pair), max(pair))), max_size=4)
    statements = [statement(text, draw(pairs), draw(st.none() | TEXTS), draw(TEXTS)) for _ in range(draw(st.integers(0, 5)))]
    edges = sorted(draw(st.lists(offset, max_size=8)))
    kinds: st.SearchStrategy[ZoneKind] = st.sampled_from(get_args(ZoneKind))
    zones = [Zone(draw(kinds), start, end) for start, end in zip(edges[::2], edges[1::2], strict=False)]
    title, url = draw(TEXTS), draw(st.none() | TEXTS)
    figures = [
        Figure(start=a, end=b, text=text[a:b], value=draw(st.floats(allow_nan=False)), unit=draw(st.none() | TEXTS))
        for a, b in draw(pairs)
    ]
    times = [
        Time(
            start=a,
            end=b,
            text=text[a:b],
            kind="date",
            value=draw(st.none() | st.sampled_from(["2016", "2016-09-07T10:00", "P2W"]) | TEXTS),
        )
        for a, b in draw(pairs)
    ]
    for one in statements:
        if one.content and draw(st.booleans()):
            one.commitments = [Commitment(act="plan", actor=draw(TEXTS), action=one.content[0], condition=one.content[-1])]
            one.denied, one.hedge, one.shortens = draw(st.booleans()), one.content[0], draw(st.none() | TEXTS)
    return Record(
        article=Article(id="x", text=text, title=title, url=url, zones=zones), statements=statements, figures=figures, times=times
    )


@settings(max_examples=150, deadline=None)
@given(records())
@example(Record(article=Article(id="x", text="")))
def test_any_text_and_any_spans_are_shown_exactly(record: Record) -> None:
    text = re.sub("[\x00\ud800-\udfff]", "\ufffd", record.article.text)
    shown = page(record)
    assert shown.texts == [text]
    assert len(shown.of_class("ref")) == len(shown.of_class("entry")) == len(record.statements)
    ids = [attributes["id"] for _, attributes in shown.elements if "id" in attributes]
    assert len(ids) == len(set(ids))


@settings(max_examples=150, deadline=None)
@given(records())
def test_runs_know_every_span_they_lie_in(record: Record) -> None:
    found = paragraphs(record, record.statements)
    size = len(record.article.text)
    expected: dict[int, set[tuple[int, str]]] = {n: set() for n in range(size)}
    told: dict[int, set[tuple[str, int]]] = {n: set() for n in range(size)}
    for kind, items in (("figure", record.figures), ("time", record.times)):
        for number, item in enumerate(items, 1):
            for n in range(item.start, item.end):
                told[n].add((kind, number))
    for number, s in enumerate(record.statements, 1):
        parts = {"content": s.content, "cue": s.cue, "source": s.source}
        if s.said_on:
            parts["when"] = [Span(s.said_on.start, s.said_on.end, s.said_on.text)]
        for made in s.commitments:
            parts["action"], parts["condition"] = [made.action], [made.condition] if made.condition else []
        parts["hedge"] = [s.hedge] if s.hedge else []
        for part, spans in parts.items():
            for one in spans:
                for n in range(one.start, one.end):
                    expected[n].add((number, part))
    at = 0
    for paragraph in found:
        assert not record.article.text[at : paragraph.start].strip()
        at = paragraph.start
        for run in paragraph.runs:
            assert run.start == at < run.end
            at = run.end
            assert all({(note.kind, note.number) for note in run.notes} == told[n] for n in range(run.start, run.end))
            assert all({(m.number, m.part) for m in run.marks} == expected[n] for n in range(run.start, run.end))
        assert at == paragraph.end
    assert not record.article.text[at:].strip()


@pytest.mark.parametrize(
    ("text", "zones", "expected"),
    [
        ("One.\nTwo.", [], ["One.", "Two."]),
        ("One\ntwo.\n\nThree.", [], ["One\ntwo.", "Three."]),
        ("One\r\ntwo.\r\n\r\nThree.", [], ["One\r\ntwo.", "Three."]),
        ("Head\nOne.\n\nTwo.", [Zone("headline", 0, 4), Zone("body", 5, 15)], ["Head", "One.", "Two."]),
        ("  One.  \n", [], ["One."]),
        ("One. Two.", [Zone("caption", 0, 4), Zone("body", 5, 9)], ["One. Two."]),
    ],
)
def test_paragraphs(text: str, zones: list[Zone], expected: list[str]) -> None:
    found = paragraphs(Record(article=Article(id="x", text=text, zones=zones)), [])
    assert [text[p.start : p.end] for p in found] == expected
