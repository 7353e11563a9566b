"""Files and streams of all forms, and what is said where one cannot be read."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.article import Article
from onrecord.intake import Failure, read_path, read_stream

EXAMPLES = Path(__file__).parent.parent / "examples"
BODY = "The council of Harwick met on Monday and decided to wait for the audit."
PAGE = (EXAMPLES / "bridge.html").read_bytes()


def read(data: bytes, name: str = "-", **options: str) -> list[Article | Failure]:
    return list(read_stream(io.BytesIO(data), name, **options))


def article(data: bytes, name: str = "-", **options: str) -> Article:
    (found,) = read(data, name, **options)
    assert isinstance(found, Article), found
    return found


def failure(data: bytes, name: str = "-", **options: str) -> Failure:
    (found,) = read(data, name, **options)
    assert isinstance(found, Failure), found
    return found


@pytest.mark.parametrize("name", ["harbour.txt", "briefing.txt", "bridge.html"])
def test_examples(name: str) -> None:
    (found,) = read_path(EXAMPLES / name)
    assert isinstance(found, Article)
    assert found.id == name.split(".")[0]
    assert found.title
    assert 350 <= len(found.text.split()) <= 720
    assert {"headline", "dateline", "body", "boilerplate"} <= {zone.kind for zone in found.zones}


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (f"{BODY}\r\n\r\n{BODY}\r".encode(), f"{BODY}\r\n\r\n{BODY}\r"),
        (b"\xef\xbb\xbf" + BODY.encode(), BODY),
        (f"“{BODY}”".encode("utf-16"), f"“{BODY}”"),
        (f"“{BODY}”".encode("utf-32"), f"“{BODY}”"),
        (f"“{BODY}” – at the café".encode("cp1252"), f"“{BODY}” – at the café"),
        (b" \n " + BODY.encode(), " \n " + BODY),
    ],
)
def test_plain_text_is_kept_character_for_character(data: bytes, text: str) -> None:
    assert article(data, "a.txt").text == text


def test_another_encoding_is_guessed() -> None:
    text = "Мэр города сказал, что мост будет закрыт до пятницы. " * 5
    assert article(text.encode("koi8-r"), "a.txt").text == text


@pytest.mark.parametrize(
    "text",
    ["word " * 1_000_000, '"' * 100_000, "قال الوزير إن الميناء مغلق\n" * 50, "👩‍👩‍👧 said é̂ no. " * 1000],
    ids=["one long line", "quotation marks", "right to left", "emoji and combining"],
)
def test_hard_texts(text: str) -> None:
    assert article(text.encode(), "a.txt").text == text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "PNG"),
        (b"%PDF-1.7\n%", "PDF"),
        (b"PK\x03\x04" + bytes(20), "zip"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"Harwick\x00Orsen", "NUL byte at 7"),
        (bytes(range(1, 32)) * 3, "control character"),
        ("“We waited,” she said. ".encode() * 5 + b"\xff", "first at byte"),
        (b"\xff\xfeH\x00\x00\xd8", "UTF-16"),
        (bytes(range(128, 256)) * 5, "encoding"),
    ],
)
@pytest.mark.parametrize("name", ["-", "a.txt"])
def test_what_is_no_text(data: bytes, says: str, name: str) -> None:
    found = failure(data, name)
    assert found.source == name
    assert says in found.message


def test_missing_file_directory_and_odd_names(tmp_path: Path) -> None:
    for path, says in [
        (tmp_path / "none.txt", "no such file"),
        (tmp_path, "directory"),
        ("a\0b", "cannot be read"),
        ("a" * 5000, "cannot be read"),
    ]:
        (found,) = read_path(path)
        assert isinstance(found, Failure)
        assert found.source == str(path)
        assert says in found.message


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything may be read by this user")
def test_unreadable_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BODY)
    path.chmod(0)
    (found,) = read_path(path)
    assert isinstance(found, Failure)
    assert "permissions" in found.message


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are UTF-16 or UTF-8 there")
def test_a_name_that_is_not_utf_8(tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"caf\xe9.txt")  # noqa: PTH118
    with open(path, "wb") as file:
        file.write(BODY.encode())
    (found,) = read_path(os.fsdecode(path))
    assert isinstance(found, Article)
    assert found.id == "caf\ufffd"


def test_what_takes_long_to_load_is_loaded_late() -> None:
    late = ("trafilatura", "lxml", "charset_normalizer", "numpy")
    code = f"import sys, onrecord.intake; print([m for m in {late} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BODY.encode())))
    (found,) = read_path("-")
    assert isinstance(found, Article)
    assert (found.id, found.text) == ("-", BODY)


def test_content_tells_where_the_name_does_not() -> None:
    assert article(PAGE).publisher == "The Orsen Courier"
    assert article(PAGE, "page.download").id == "page"
    assert article(json.dumps({"text": BODY}).encode()).id == "-:1"
    assert article(json.dumps({"text": BODY}, indent=1).encode()).id == "-"
    assert article(json.dumps([{"text": BODY}]).encode(), "a.json").id == "a.json:1"
    assert article(b"{sic} " + BODY.encode()).text == "{sic} " + BODY
    assert article(b"<sic> " + BODY.encode()).text == "<sic> " + BODY
    assert article(PAGE, "page.txt").text == PAGE.decode()


def test_html_without_an_article() -> None:
    assert "no article" in failure(b"<html><body></body></html>", "a.html").message
    assert "empty" in failure(b"", "a.html").message


def test_one_broken_line_does_not_stop_the_others(tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"n{i}", "text": f"{BODY} {i}"}) for i in range(1, 11)]
    lines[2] = '{"text": "' + BODY
    path = tmp_path / "batch.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = list(read_path(path))
    assert [f.id for f in found if isinstance(f, Article)] == ["n1", "n2", "n4", "n5", "n6", "n7", "n8", "n9", "n10"]
    assert isinstance(found[2], Failure)
    assert found[2].source == f"{path}:3"
    assert "JSON" in found[2].message


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b'{"title": "Council waits"}', 'neither "text" nor "html"'),
        (b'{"text": "  "}', "empty"),
        (b'{"text": 5}', '"text" is a number'),
        (b'{"text": ["a"]}', '"text" is a list'),
        (b'{"text": "a", "title": {}}', '"title" is an object'),
        (b'{"text": "a", "published": 20160912}', '"published" is a number'),
        (b'{"text": "a", "published": "soon"}', "YYYY-MM-DD"),
        (b'{"html": "<p></p>"}', "no article"),
        (b'{"text": "\\ud800"}', "JSON"),
        (b'{"text": "caf\xe9"}', "UTF-8"),
        (b"[1]", "a list"),
        (b"3", "a number"),
        (b"text", "JSON"),
        (b'{"x":' + b"[" * 100_000, "JSON"),
    ],
)
def test_broken_lines(line: bytes, says: str) -> None:
    first, last = read(line + b"\n" + json.dumps({"text": BODY}).encode(), "a.jsonl")
    assert isinstance(first, Failure)
    assert first.source == "a.jsonl:1"
    assert says in first.message
    assert isinstance(last, Article)


def test_lines_keep_their_text_and_fall_back_to_line_numbers() -> None:
    texts = [BODY, f"\x00 {BODY}\r\n", "“é” 👩‍👩‍👧", BODY]
    ids = [{"id": ""}, {}, {"id": None}, {"id": 7}]
    data = "\n\n".join(json.dumps({"text": text, "extra": 1, **id_}) for text, id_ in zip(texts, ids, strict=True))
    found = read(b"\xef\xbb\xbf" + data.encode(), "folder/a.jsonl")
    assert [f.text for f in found if isinstance(f, Article)] == texts
    assert [f.id for f in found if isinstance(f, Article)] == ["a.jsonl:1", "a.jsonl:3", "a.jsonl:5", "7"]
    assert [f.text for f in read(data.encode("utf-16"), "a.jsonl") if isinstance(f, Article)] == texts


def test_all_fields_of_a_line() -> None:
    fields = {
        "id": "x",
        "url": "https://post.example/x",
        "title": "Council waits",
        "byline": "Mara Lind",
        "publisher": "Harwick Post",
        "published": "2016-09-12",
        "language": "da",
        "text": BODY,
    }
    found = article(json.dumps(fields).encode(), "a.jsonl", published="2020-01-01", title="Other")
    assert {name: getattr(found, name) for name in fields} == fields


def test_html_in_a_line() -> None:
    found = article(
        json.dumps({"html": PAGE.decode(), "publisher": "Reprint"}).encode(), "a.jsonl", published="2020-01-01", title="Other"
    )
    assert (found.publisher, found.published) == ("Reprint", "2019-03-14")
    assert found.title is not None
    assert found.title.startswith("Engineers asked")


def test_date_and_title_count_where_the_file_says_none() -> None:
    page = b"<html><body><article>" + b"".join(f"<p>{BODY} Part {i}.</p>".encode() for i in range(9)) + b"</article></body></html>"
    for data, name in [(BODY.encode(), "a.txt"), (page, "a.html"), (json.dumps({"text": BODY}).encode(), "a.jsonl")]:
        found = article(data, name, published="2016-09-12T10:00:00+02:00", title="Council waits")
        assert (found.published, found.title) == ("2016-09-12", "Council waits")
    found = article(PAGE, "a.html", published="2020-01-01", title="Other")
    assert found.published == "2019-03-14"
    assert found.title != "Other"
    assert "YYYY-MM-DD" in failure(BODY.encode(), "a.txt", published="soon").message


def test_invalid_document() -> None:
    assert "not valid" in failure(b'{"text": "a', "-").message
    assert "empty" in failure(b"[]", "a.json").message
    assert "empty" in failure(b"\n\n", "a.jsonl").message
    assert [type(f) for f in read(b'{"text": "a\n{"text": "b"}\n')] == [Failure, Article]
    assert len(read(b"\x1f\x8b\x08\n\n1\n2", "a.jsonl")) == 1


NAMES = st.sampled_from(["-", "a.txt", "a.html", "a.jsonl", "a.json", "a", ""])
PIECES = st.sampled_from(
    [
        b'{"text": "a"}',
        b'{"html": "<p>a"}',
        b"\n",
        b"[",
        b"]",
        b",",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\x00",
        b"<html>",
        b"<p>",
        b"null",
        b'"',
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.lists(PIECES | st.binary(max_size=5), max_size=20).map(b"".join), NAMES)
def test_any_bytes_make_articles_or_failures(data: bytes, name: str) -> None:
    found = read(data, name)
    assert found
    for one in found:
        assert isinstance(one, Article | Failure)
        if isinstance(one, Article):
            one.text.encode()
            assert one.id
        else:
            assert one.message
