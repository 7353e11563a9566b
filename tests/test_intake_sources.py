"""Folders, patterns, compressed files, feeds and sitemaps, web archives, and languages."""

import gzip
import io
import json
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from served import BODY, Site, page, served
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from onrecord.article import Article
from onrecord.intake import Failure, Skipped, Web, read_path, read_source, read_stream

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

GERMAN = "Der Bürgermeister sagte am Montag, die Brücke bleibe bis Freitag geschlossen, weil der Bericht noch immer fehle."


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as site:
        yield site


@pytest.fixture
def web() -> Web:
    return Web(allow_private=True, delay=0, timeout=10, sleep=lambda _: None)


def ids(found: list[Article | Failure]) -> list[str]:
    return [item.id for item in found if isinstance(item, Article)]


def failures(found: list[Article | Failure]) -> list[Failure]:
    return [item for item in found if isinstance(item, Failure)]


def lines(count: int) -> bytes:
    return b"".join(json.dumps({"text": f"{BODY}{os.urandom(40).hex()} {i}"}).encode() + b"\n" for i in range(count))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, data in {
        "one.txt": BODY.encode(),
        "2016/one.txt.gz": gzip.compress(BODY.encode()),
        "2016/batch.jsonl": lines(2),
        "2017/batch.jsonl.zst": zstd.compress(lines(2)),
        "2017/picture.png": b"\x89PNG",
        ".hidden/no.txt": BODY.encode(),
        ".no.txt": BODY.encode(),
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    return tmp_path


def test_a_folder(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    (folder / "round").symlink_to(folder)
    with caplog.at_level(logging.INFO, "onrecord.intake"):
        found = list(read_source(folder))
    assert ids(found) == [
        "one",
        "2016/batch.jsonl:1",
        "2016/batch.jsonl:2",
        "2016/one",
        "2017/batch.jsonl.zst:1",
        "2017/batch.jsonl.zst:2",
    ]
    assert failures(found) == []
    assert "1 file of other kinds passed over (.png: 1)" in caplog.text


def test_what_results_go_to_is_left_out(folder: Path) -> None:
    found = list(read_source(folder, leave_out=folder / "2016" / "batch.jsonl"))
    assert not any("2016/batch" in id for id in ids(found))
    assert len(found) == 4


def test_patterns(folder: Path) -> None:
    assert ids(list(read_source(folder / "**/*.jsonl*"))) == [
        f"{name}:{i}" for name in ("2016/batch.jsonl", "2017/batch.jsonl.zst") for i in (1, 2)
    ]
    assert ids(list(read_source(folder / "201[6]"))) == ["2016/batch.jsonl:1", "2016/batch.jsonl:2", "2016/one"]
    (found,) = read_source(folder / "*.nix")
    assert isinstance(found, Failure)
    assert "pattern" in found.message
    odd = folder / "a[1].txt"
    odd.write_text(BODY)
    assert ids(list(read_source(odd))) == ["a[1]"]


def test_a_pattern_passes_over_what_can_be_seen_to_be_no_text(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    (folder / "photo").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "audit.pdf").write_bytes(b"%PDF-1.7")
    (folder / "packed").write_bytes(gzip.compress(json.dumps({"id": "p", "text": BODY}).encode()))
    (folder / "broken.txt").write_bytes(b"%PDF-1.7")  # which is named as an article
    with caplog.at_level(logging.INFO, "onrecord.intake"):
        found = list(read_source(folder / "*"))
    assert "p" in ids(found)
    assert [Path(failure.source).name for failure in failures(found)] == ["broken.txt"]
    assert "files passed over that are no text" in caplog.text
    assert "a PDF file: 1" in caplog.text
    (failed,) = read_source(folder / "*.pdf")
    assert isinstance(failed, Failure)
    assert "some that are no text (a PDF file: 1)" in failed.message


def test_folders_without_articles(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    (found,) = read_source(tmp_path)
    assert isinstance(found, Failure)
    assert ".jsonl" in found.message
    assert ".pdf: 1" in found.message
    for name, says in [
        ("none.txt", "no such file"),
        ("a" * 5000, "cannot be read"),
        ("a\0b", "cannot be read"),
        ("ftp://a.example/x", "ftp://"),
    ]:
        (found,) = read_source(name)
        assert isinstance(found, Failure)
        assert says in found.message


def checked(data: bytes) -> bytes:
    return zstd.compress(data, options={zstd.CompressionParameter.checksum_flag: 1})


@pytest.mark.parametrize("compress", [gzip.compress, checked])
def test_compressed_and_cut(compress) -> None:
    data = lines(3000)
    packed = compress(data)
    whole = list(read_stream(io.BytesIO(packed), "-"))
    assert len(ids(whole)) == 3000
    found = list(read_stream(io.BytesIO(packed[: len(packed) * 2 // 3]), "a.jsonl.gz"))
    assert "cut short" in failures(found)[0].message
    assert len(failures(found)) == 1
    read = [item.text for item in found if isinstance(item, Article)]
    assert 0 < len(read) < 3000
    assert read == [item.text for item in whole if isinstance(item, Article)][: len(read)]
    damaged = bytearray(packed)
    damaged[len(packed) // 2] ^= 0xFF
    assert failures(list(read_stream(io.BytesIO(bytes(damaged)), "a.jsonl.gz")))
    (found_one,) = read_stream(io.BytesIO(compress(BODY.encode() * 500)[:-9]), "a.txt")
    assert isinstance(found_one, Failure)


def bomb(filler: bytes, count: int) -> bytes:
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb") as file:
        for _ in range(count):
            file.write(filler)
    return packed.getvalue()


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv", "a.warc", "-"])
def test_bombs(name: str) -> None:
    (found,) = read_stream(io.BytesIO(bomb(b" " * (1 << 20), 200)), name)
    assert isinstance(found, Failure)
    assert "larger" in found.message or "times its size" in found.message


def archive(count: int, *, packed: bool = True) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)

    def add(kind: str, url: str, status: str, media: str, body: bytes) -> None:
        http = StatusAndHeaders(status, [("Content-Type", media)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, kind, payload=io.BytesIO(body), http_headers=http))

    writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "test"}))
    for i in range(count):
        add("response", f"https://courier.example/{i}", "200 OK", "text/html; charset=utf-8", page(f"Bridge {i}"))
    add("response", "https://courier.example/picture", "200 OK", "image/png", b"\x89PNG")
    add("response", "https://courier.example/gone", "404 Not Found", "text/html", page())
    add("response", "https://courier.example/empty", "200 OK", "text/html", b"<html></html>")
    return out.getvalue()


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("name", ["a.warc.gz", "-"])
def test_an_archive(packed: bool, name: str) -> None:
    found = list(read_stream(io.BytesIO(archive(4, packed=packed)), name, published="2016-09-12"))
    assert ids(found) == [f"https://courier.example/{i}" for i in range(4)]
    assert all(item.url == item.id and item.published == "2016-09-12" for item in found if isinstance(item, Article))
    (failed,) = failures(found)
    assert failed.source == f"{name}:8"
    assert failed.message.startswith("https://courier.example/empty: no article")


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_cut_anywhere_gives_whole_pages_and_a_word(packed: bool) -> None:
    data = archive(4, packed=packed)
    whole = [item for item in read_stream(io.BytesIO(data), "a.warc") if isinstance(item, Article)]
    silent = 0
    for end in range(len(data) // 50, len(data), len(data) // 13):
        found = list(read_stream(io.BytesIO(data[:end]), "a.warc"))
        at_an_end = data[end:].lstrip(b"\r\n").startswith(b"WARC/")
        articles = [item for item in found if isinstance(item, Article)]
        assert articles == whole[: len(articles)]
        silent += not failures(found) and not at_an_end
    assert silent == 0


def test_an_archive_with_rubbish_in_it() -> None:
    data = archive(3, packed=False)
    at = data.rindex(b"WARC/1.")
    found = list(read_stream(io.BytesIO(data[:at] + b"rubbish\n\n" + data[at:]), "a.warc"))
    assert len(ids(found)) == 3
    assert "nothing after that is read" in failures(found)[-1].message
    assert "no WARC record" in failures(list(read_stream(io.BytesIO(b"\n"), "a.warc")))[0].message


def test_a_feed(site: Site, web: Web) -> None:
    site.answers |= {f"/{i}": page(f"Story {i}") for i in range(3)}
    site.answers["/3"] = (500, {}, b"")
    items = "".join(
        f"<item><title>Story {i}</title><link>/{i}</link><pubDate>Mon, 12 Sep 2016 23:30:00 -0500</pubDate></item>"
        for i in (0, 1, 3, 1, 2)
    )
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title>{items}<item><title>none</title></item></channel></rss>'
    site.answers["/feed"] = feed.encode()
    found = list(read_source(f"{site.url}/feed", web=web))
    assert ids(found) == [f"{site.url}/{i}" for i in range(3)]
    assert {item.published for item in found if isinstance(item, Article)} == {"2016-09-12"}
    assert [item.source for item in failures(found)] == [f"{site.url}/3"]
    assert site.pages.count("/1") == 1


def test_an_atom_feed_in_a_file(site: Site, web: Web, tmp_path: Path) -> None:
    site.answers["/a"] = page("Story")
    entry = f'<entry><title>T</title><link href="{site.url}/a"/><published>2016-09-12T10:00:00Z</published></entry>'
    (tmp_path / "feed.atom").write_text(f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>')
    (found,) = read_source(tmp_path / "feed.atom", web=web)
    assert isinstance(found, Article)
    assert (found.url, found.published) == (f"{site.url}/a", "2016-09-12")
    (refused,) = read_path(tmp_path / "feed.atom")
    assert isinstance(refused, Failure)
    assert "read_source()" in refused.message


def sitemap(*urls: str, kind: str = "url", root: str = "urlset") -> bytes:
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
    picture = "<image:image><image:loc>http://127.0.0.1/no.png</image:loc></image:image>" if kind == "url" else ""
    entries = "".join(f"<{kind}><loc>{url}</loc>{picture}</{kind}>" for url in urls)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {space}>{entries}</{root}>'.encode()


def test_sitemaps_in_sitemaps(site: Site, web: Web) -> None:
    site.answers |= {f"/{i}": page(f"Story {i}") for i in range(4)}
    url = site.url
    site.answers["/index.xml"] = sitemap(
        f"{url}/a.xml.gz", f"{url}/b.xml", f"{url}/index.xml", f"{url}/gone.xml", kind="sitemap", root="sitemapindex"
    )
    site.answers["/a.xml.gz"] = (200, {"Content-Type": "application/gzip"}, gzip.compress(sitemap(f"{url}/0", f"{url}/1")))
    site.answers["/b.xml"] = sitemap(f"{url}/1", f"{url}/2", f"{url}/3")
    found = list(read_source(f"{url}/index.xml", web=web))
    assert ids(found) == [f"{url}/{i}" for i in range(4)]
    assert [item.source for item in failures(found)] == [f"{url}/gone.xml"]
    assert len(site.pages) == len(set(site.pages))
    some = Web(allow_private=True, delay=0, max_pages=3, sleep=lambda _: None)
    assert len(ids(list(read_source(f"{url}/index.xml", web=some)))) == 3


def test_a_sitemap_of_news_and_one_with_entities(site: Site, web: Web) -> None:
    site.answers["/1"] = page("Story")
    news = (
        f"<url><loc>{site.url}/1</loc><news:news><news:publication_date>2016-09-12T01:00:00Z</news:publication_date>"
        "<news:title>Other</news:title></news:news></url>"
    )
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    site.answers["/news.xml"] = f"<urlset {spaces}>{news}</urlset>".encode()
    (found,) = read_source(f"{site.url}/news.xml", web=web)
    assert isinstance(found, Article)
    assert found.published == "2016-09-12"
    site.answers["/evil.xml"] = (
        f'<!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/hostname">]><urlset {spaces}><url><loc>&x;</loc></url></urlset>'.encode()
    )
    site.answers["/none.xml"] = f"<urlset {spaces}></urlset>".encode()
    for path in ("/evil.xml", "/none.xml"):
        (failed,) = read_source(site.url + path, web=web)
        assert isinstance(failed, Failure)


def test_other_languages_are_skipped_with_a_word(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GERMAN, encoding="utf-8")
    (tmp_path / "b.txt").write_text(BODY, encoding="utf-8")
    skipped, kept = read_source(tmp_path)
    assert isinstance(skipped, Skipped)
    assert (skipped.language, skipped.source) == ("de", str(tmp_path / "a.txt"))
    assert "--any-language" in skipped.message
    assert isinstance(kept, Article)
    assert [item.language for item in read_source(tmp_path, any_language=True) if isinstance(item, Article)] == ["de", "en"]


@pytest.mark.parametrize(
    ("text", "declared", "language"), [(BODY, "de", "en"), (BODY, "en-GB", "en-GB"), ("Nein.", "de", None), ("1 2 3", None, "en")]
)
def test_the_text_says_its_language_where_it_can(tmp_path: Path, text: str, declared: str | None, language: str | None) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": text, "language": declared}))
    (found,) = read_source(path)
    if language is None:
        assert isinstance(found, Skipped)
    else:
        assert isinstance(found, Article)
        assert found.language == language
