"""Text, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_export_samples import ferry, harbour, harvest

from onrecord.article import Article
from onrecord.export import FORMATS, write
from onrecord.export.phrases import between, date, figure, of_what, time
from onrecord.export.tables import COLUMNS
from onrecord.export.text import cells
from onrecord.record import Figure, Record, Span, Speaker, Statement, Time

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def written(records: Any, format: str, **options: Any) -> str:
    stream = io.StringIO(newline="")
    write(records, stream, format, **options)
    return stream.getvalue()


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_records_give_the_same_bytes(format: str) -> None:
    assert written([harbour(), harvest()], format) == written([harbour(), harvest()], format)


@pytest.mark.parametrize("format", FORMATS)
def test_one_record_needs_no_list(format: str) -> None:
    assert written(harbour(), format) == written([harbour()], format)


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "html"])
def test_records_are_written_as_they_come(format: str) -> None:
    stream = io.StringIO()
    taken: list[int] = []

    def records() -> Any:
        for number in range(4):
            if number == 3:
                assert stream.getvalue(), "nothing was written before the fourth record"
            taken.append(number)
            yield harbour()

    write(records(), stream, format)
    assert taken == [0, 1, 2, 3]


def test_unknown_format_and_option() -> None:
    with pytest.raises(ValueError, match=r"no format 'pdf': choose one of text, json"):
        written([], "pdf")
    with pytest.raises(TypeError):
        written([], "csv", width=3)


def test_importing_export_loads_neither_rich_nor_jinja() -> None:
    code = "import sys, onrecord.export as e; print([m for m in ('rich', 'jinja2', 'markupsafe') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# JSON


def test_json_of_one_article_is_indented_and_of_several_is_lines() -> None:
    one = written([harbour()], "json")
    assert one.startswith('{\n  "schema": "onrecord/1",\n  "article": {')
    assert one.endswith("}\n")
    assert json.loads(one) == json.loads(harbour().to_json())
    several = written([harbour(), harvest(), harbour(None)], "json")
    assert several == written([harbour(), harvest(), harbour(None)], "jsonl")
    assert [Record.from_json(line) for line in several.splitlines()] == [harbour(), harvest(), harbour(None)]
    assert several.count("\n") == 3
    assert written([], "json") == written([], "jsonl") == ""


# CSV


def test_csv_has_a_row_a_statement() -> None:
    text = written([harbour(), harvest()], "csv")
    assert text.startswith("article_id,published,publisher,title,url,statement_id,speaker,")
    assert text.count("\r\n") == text.count("\n")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == 11
    assert all(tuple(row) == COLUMNS for row in rows)
    first, second, last = rows[0], rows[1], rows[-1]
    assert first["said_on"] == "2016-09-07"
    assert first["said_on_text"] == "Wednesday"
    assert first["commitments"].startswith("refusal by Mara Lind: sign a new lease; condition: until an audit")
    assert second["content"] == "“We will not be hurried,” … “not by a calendar and not by a crane.”"
    article = harbour().article.text
    pieces = [article[slice(*map(int, pair.split("-")))] for pair in second["spans"].split()]
    assert " … ".join(pieces) == second["content"]
    assert (second["start"], second["end"]) == ("193", "284")
    assert rows[8]["speaker"] == rows[8]["speaker_kind"] == ""
    assert last["content"] == '=SUM(1,2) is what I’d call it"'


def test_csv_says_what_is_denied_hedged_and_counted() -> None:
    rows = list(csv.DictReader(io.StringIO(written([ferry()], "csv"), newline="")))
    assert [row["denied"] for row in rows] == ["no", "no", "no", "yes", "no"]
    assert [row["hedge"] for row in rows] == ["", "", "", "", "reportedly"]
    assert [row["shortens"] for row in rows] == ["s2", "", "", "", ""]
    assert [row["specificity"] for row in rows] == ["", "", "action, measure, deadline", "", ""]
    assert rows[2]["figures"] == "1,200 tickets = 1,200 tickets"
    assert rows[2]["times"] == "the end of September = September 2016"
    assert rows[4]["figures"] == "40 percent = 40 percent (hulls)"
    assert rows[1]["figures"] == rows[1]["times"] == ""


def test_csv_guard_makes_formulas_harmless() -> None:
    rows = list(csv.DictReader(io.StringIO(written([harvest()], "csv", guard=True), newline="")))
    assert rows[1]["content"] == "'=SUM(1,2) is what I’d call it\""
    assert rows[1]["role"] == '\'=HYPERLINK("x")'
    assert rows[1]["speaker"] == "grower’s mother"


def record_of(text: str, spans: list[tuple[int, int]], name: str = "Mara Lind") -> Record:
    content = [Span.of(text, start, end) for start, end in spans]
    speaker = Speaker(name=name, kind="person", sourcing="named")
    statement = Statement(
        id="s1", content=content, cue=[], source=[], speaker=speaker, manner="direct", kind="assertion", said_on=None,
        confidence=0.5,
    )  # fmt: skip
    return Record(article=Article(id="x", text=text, title=name), statements=[statement])


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_csv_cells_come_back_character_for_character(text: str) -> None:
    rows = list(csv.DictReader(io.StringIO(written([record_of(text, [(0, len(text))])], "csv"), newline="")))
    assert rows[0]["content"] == text


# The documentation page

DOCS = Path(__file__).parent.parent / "docs" / "reading-a-record.md"


def test_the_example_in_the_documentation_is_sound() -> None:
    page = DOCS.read_text(encoding="utf-8")
    found = re.search(r"## An example\n\n(.*?)\n\n.*?```json\n(.*?)```", page, re.S)
    assert found
    text = " ".join(found.group(1).split())
    statement = msgspec.json.decode(found.group(2), type=Statement)
    assert statement.said_on
    commitment = statement.commitments[0]
    spans = [*statement.content, *statement.cue, *statement.source, statement.said_on, commitment.action, commitment.condition]
    assert all(one and text[one.start : one.end] == one.text for one in spans)


def test_the_documentation_has_every_column_in_order() -> None:
    table = DOCS.read_text(encoding="utf-8").split("| column | what it holds |")[1].split("\n\n")[0]
    named = [name for line in table.splitlines() for name in re.findall(r"`(\w+)`", line.split(" | ")[0])]
    assert tuple(named) == COLUMNS


# Text

EXPECTED = """\
Harbour board puts off vote on new lease
The North Haven Ledger · 12 September 2016 · 9 statements by 5 speakers

 1  Mara Lind, harbour commissioner
    │ that she would not sign a new lease until an audit of the old one is
    │ finished
    said · indirect assertion · 7 September 2016 (“Wednesday”)
    → refusal by Mara Lind: sign a new lease; condition: until an audit of the
      old one is finished

 2  Mara Lind, harbour commissioner
    │ “We will not be hurried,” … “not by a calendar and not by a crane.”
    told reporters · direct assertion · no date given

"""


def test_text_as_a_terminal_shows_it() -> None:
    text = written([harbour()], "text")
    assert text.startswith(EXPECTED)
    assert " 9  speaker not stated\n    │ “Somebody has to pay for that.”\n    direct assertion · no date given\n" in text
    assert " 5  Mara Lind, harbour commissioner (uncertain)\n" in text
    assert text.count("uncertain") == 1
    assert "confidence" not in text


def test_text_says_why_a_date_is_not_known() -> None:
    text = " ".join(written([harbour(None)], "text").split())
    assert "no publication date · 9 statements" in text
    assert "“Wednesday” (no publication date, unresolved)" in text


def test_text_says_what_is_denied_and_hedged() -> None:
    text = " ".join(written([ferry()], "text", width=200).split())
    assert "says · indirect assertion · no date given · shortens statement 2" in text
    assert "denied · indirect assertion · no date given · denied" in text
    assert "no date given · hedged: “reportedly”" in text
    assert "can be checked" not in text
    assert "Figures" not in text


def test_verbose_text_has_figures_times_and_what_a_commitment_names() -> None:
    text = written([ferry()], "text", verbose=True, width=200)
    assert "; can be checked: action, measure, deadline\n" in text
    assert "Figures\n    1,200 tickets · 1,200 tickets\n    40 percent · 40 percent (hulls)\n" in text
    assert text.endswith("Last week · 5 to 11 September 2016\n    1998 · 1998\n")
    assert "Wednesday · date, unresolved" in written([ferry(None)], "text", verbose=True)


def test_verbose_text_has_confidence_and_offsets() -> None:
    text = written([harbour()], "text", verbose=True, width=120)
    assert "person, named · confidence 0.99 · 193–218 245–284\n" in text


@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_colour_changes_nothing_but_colour(width: int) -> None:
    records = [harbour(), harvest()]
    plain = written(records, "text", width=width)
    colored = written(records, "text", width=width, color=True)
    assert "\x1b" not in plain
    assert "\x1b[1;36mMara Lind" in colored
    assert [line.rstrip() for line in ANSI.sub("", colored).splitlines()] == plain.splitlines()
    assert max(cells(line) for line in plain.splitlines()) <= width


def test_text_of_an_article_cannot_command_the_terminal() -> None:
    text = written([record_of("\x1b]0;owned\x07 and\x9b2J", [(0, 17)], name="A\x1b[2J")], "text", color=True)
    assert "\x1b]" not in text
    assert "\x1b[2J" not in text
    assert "\x9b" not in text
    assert "�]0;owned� and�2J" in text


@settings(max_examples=150, deadline=None)
@given(st.text(), st.integers(20, 130))
def test_text_keeps_every_word_within_the_width(content: str, width: int) -> None:
    text = written([record_of(content, [(0, len(content))])], "text", width=width)
    lines = text.splitlines()
    assert all(cells(line) <= width for line in lines)
    shown = "".join(line[6:] for line in lines if line.startswith("    │ "))
    assert len(shown.replace(" ", "")) == len("".join(content.split()))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2016-09-07", "7 September 2016"),
        ("2016-09", "September 2016"),
        ("2016", "2016"),
        ("2016-W36", "2016-W36"),
        ("2016-13-01", "2016-13-01"),
        ("PRESENT_REF", "PRESENT_REF"),
        (None, ""),
    ],
)
def test_dates_in_words(value: str | None, words: str) -> None:
    assert date(value) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2016-09-05", "2016-09-11", "5 to 11 September 2016"),
        ("2016-08-29", "2016-09-04", "29 August to 4 September 2016"),
        ("2015-12-28", "2016-01-03", "28 December 2015 to 3 January 2016"),
        ("2016-09-05", "2017-09-05", "5 September 2016 to 5 September 2017"),
    ],
)
def test_stretches_in_words(first: str, last: str, words: str) -> None:
    assert between(first, last) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2016-09-07TMO", "7 September 2016, morning"),
        ("2016-09-07T17:00", "7 September 2016, 17:00"),
        ("P2W", "date P2W"),
        (None, "date, unresolved"),
    ],
)
def test_times_in_words(value: str | None, words: str) -> None:
    assert time(Time(start=0, end=1, text="x", kind="date", value=value)) == words


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("duration", "P2W", "2 weeks"),
        ("duration", "PT1H", "1 hour"),
        ("duration", "P0.5Y", "0.5 years"),
        ("duration", "PXD", "duration PXD"),
        ("set", "P1W", "every week"),
        ("set", "P2D", "every 2 days"),
        ("date", "PRESENT_REF", "now"),
    ],
)
def test_lengths_in_words(kind: Any, value: str, words: str) -> None:
    assert time(Time(start=0, end=1, text="x", kind=kind, value=value)) == words


def test_figures_in_words() -> None:
    plain = {"start": 0, "end": 1, "text": "x"}
    assert figure(Figure(**plain, value=40000, qualifier=">", of="ships")) == "more than 40,000 ships"
    assert figure(Figure(**plain, value=1.7e6, unit="EUR")) == "1,700,000 EUR"
    assert figure(Figure(**plain, value=5, high=7, unit="percentage_point", change="up")) == "up by 5 to 7 percentage point"
    assert (
        figure(Figure(**plain, value=5, unit="percent", qualifier=">", change="up", of="rent"))
        == "up by more than 5 percent (rent)"
    )
    assert of_what("florins", None) == "florins"
    assert of_what("new piers", "EUR") == "(new piers)"
    assert of_what(None, "EUR") == ""
