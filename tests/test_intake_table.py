"""Tables: columns that are guessed, rows that are broken."""

import csv
import io
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.article import Article
from onrecord.intake import Failure, dates, problems, read_stream

BODY = "The council of Harwick met on Monday"


def read(data: bytes | str, name: str = "a.csv", **options) -> list[Article | Failure]:
    return list(read_stream(io.BytesIO(data.encode() if isinstance(data, str) else data), name, **options))


def test_columns_are_guessed_and_told(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "onrecord.intake"):
        (found,) = read(
            f'Doc ID,Headline,Body,Outlet,Pub Date,Section\n7,"Council, waits","{BODY},\r\nat ""noon""",Post,"Sept. 12, 2016",x\n'
        )
    assert isinstance(found, Article)
    assert (found.id, found.title, found.publisher, found.published) == ("7", "Council, waits", "Post", "2016-09-12")
    assert found.text == f'{BODY},\r\nat "noon"'
    assert 'text from "Body"' in caplog.text
    assert 'not used: "Section"' in caplog.text


def test_columns_that_are_named() -> None:
    (found,) = read(f"a,b\nx,{BODY}\n", columns={"text": "b", "title": "a"})
    assert isinstance(found, Article)
    assert (found.text, found.title) == (BODY, "x")
    for columns, says in [
        ({"text": "c"}, 'no column "c"'),
        ({"words": "a"}, 'no field "words"'),
        ({}, 'no column is called "text"'),
    ]:
        (failed,) = read(f"a,b\nx,{BODY}\n", columns=columns)
        assert isinstance(failed, Failure)
        assert says in failed.message


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_separators_and_encodings(separator: str, encoding: str) -> None:
    data = separator.join(["title", "text"]) + "\r\n" + separator.join(["Café", f"“{BODY}”"]) + "\r\n"
    (found,) = read(data.encode(encoding))
    assert isinstance(found, Article)
    assert (found.title, found.text) == ("Café", f"“{BODY}”")


def test_broken_rows_lose_nothing_else() -> None:
    rows = [
        f"1,{BODY}",
        f'2,"never closed {BODY}',
        f"3,{BODY}",
        f'4,"said "no" and left",{BODY}',
        f"5,{BODY},more",
        "6",
        "7,",
        "",
        f"8,{BODY}",
    ]
    found = read("id,text\n" + "\n".join(rows) + "\n")
    assert [item.id for item in found if isinstance(item, Article)] == ["1", "3", "8"]
    failed = {item.source: item.message for item in found if isinstance(item, Failure)}
    assert list(failed) == ["a.csv:3", "a.csv:5", "a.csv:6", "a.csv:7", "a.csv:8"]
    assert "never closed" in failed["a.csv:3"]
    assert "doubled" in failed["a.csv:5"]
    assert "3 fields" in failed["a.csv:6"]


def test_rows_that_are_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.intake.table.MAX_ARTICLE", 1000)
    long = '"' + "x\n" * 600 + '"'
    found = read(f"id,text\n1,{'x' * 5000}\n2,{BODY}\n3,{long}\n4,{BODY}\n")
    assert [item.id for item in found if isinstance(item, Article)] == ["2", "4"]
    assert isinstance(found[0], Failure)
    assert "longer than" in found[0].message


def test_tables_without_rows() -> None:
    for data in ("", "\n\n", "id,text\n", "id,text\n\n,\n"):
        (failed,) = read(data)
        assert isinstance(failed, Failure)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2016-09-12", "2016-09-12"),
        ("2016/09/12", "2016-09-12"),
        ("September 12, 2016", "2016-09-12"),
        ("Mon, 12 Sep 2016 23:30:00 -0500", "2016-09-12"),
        ("12/09/2016", None),
        ("September 2016", None),
        ("Monday", None),
        ("soon", None),
    ],
)
def test_dates(value: str, day: str | None) -> None:
    if day is None:
        with pytest.raises(problems.IntakeError, match="YYYY-MM-DD"):
            dates.day_of(value)
    else:
        assert dates.day_of(value) == day


FIELD = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(str.strip)


@given(st.lists(FIELD, min_size=1, max_size=8), st.sampled_from(["\n", "\r\n"]))
def test_every_text_comes_out_as_it_went_in(texts: list[str], end: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([["id", "text"], *((i, text) for i, text in enumerate(texts))])
    assert [item.text for item in read(out.getvalue()) if isinstance(item, Article)] == texts


@given(st.text(st.sampled_from('ab",;\n\r\t é'), max_size=60).map(str.encode) | st.binary(max_size=60))
def test_any_table_makes_articles_or_failures(data: bytes) -> None:
    found = read(b"id,text\n" + data)
    assert found
    for item in found:
        assert isinstance(item, Article | Failure)
        assert item.text.encode() if isinstance(item, Article) else item.message


@pytest.mark.parametrize(
    ("head", "options", "is_table"),
    [
        ("Headline,Body", {}, True),
        ("id;full text", {}, True),
        ('"Title"\t"Text"', {}, True),
        ("a,b", {"columns": {"text": "b", "title": "a"}}, True),
        ("a,b", {"columns": {"text": "b"}}, False),
        ("Text", {}, False),
        ("title,date", {}, False),
        ("In this story, the title and the date", {}, False),
        ("The text, the source and the date were changed", {}, False),
        ('["text","title"]', {}, False),
    ],
)
def test_without_a_name_its_first_line_tells_a_table(head: str, options: dict[str, object], is_table: bool) -> None:
    found = read(f"{head}\nCouncil waits{',;'[';' in head] if chr(9) not in head else chr(9)}{BODY}\n", "-", **options)
    texts = [item.text for item in found if isinstance(item, Article)]
    assert (texts == [BODY]) is is_table
    if not is_table and not head.startswith("["):
        assert texts[0].startswith(head)
