"""Faults as whoever types ``onrecord add`` meets them: a clear word, nothing lost, nothing there twice, and the same command goes on."""

import gzip
import itertools
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import postgres
import pytest
from click.testing import CliRunner
from served import drip, page, served
from storing import PlainReader, many
from test_store_faults import WHOLE

from onrecord import Store
from onrecord.cli import main
from onrecord.commands.reading import Reading
from onrecord.intake import Web
from onrecord.intake.web import addresses
from onrecord.store import connect

COMMAND = [sys.executable, "-m", "onrecord"]


def lines(articles):
    keys = ("id", "url", "publisher", "published", "text")
    return "".join(json.dumps({key: getattr(entry, key) for key in keys}) + "\n" for entry in articles)


def written(path, articles):
    path.write_text(lines(articles))
    return path


@pytest.fixture
def plain(monkeypatch):
    """The commands read with ``PlainReader``."""
    monkeypatch.setattr(Reading, "loader", lambda *_: PlainReader)


def run(*args):
    """The command: its result; whatever happens, no traceback."""
    result = CliRunner().invoke(main, [str(arg) for arg in args])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def add(store, *args):
    """``onrecord add``: its exit status, what it counted (null where it came to nothing) and what it said."""
    result = run("add", *args, "--store", store, "--format", "json")
    return result.exit_code, json.loads(result.stdout) if result.stdout else None, result.stderr


def contents(store):
    """All that a store holds, but for numbers and for what hangs on the order of coming."""
    with Store(store, verify=True) as kept:
        found = kept.search(limit=None, copies=True)
        said = sorted(repr((row.url, row.start, row.end, row.content, row.speaker, row.said_on)) for row in found)
        return said, sorted(record.article.text for record in kept.records())


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """What a store holds after the command with the real reader, of 250 articles, that nothing disturbed."""
    folder = tmp_path_factory.mktemp("undisturbed")
    news = written(folder / "news.jsonl", many(250))
    subprocess.run([*COMMAND, "add", news, "--store", folder / "n.db"], check=True, capture_output=True)
    return contents(folder / "n.db")


def test_killed_time_and_again_the_command_comes_to_what_it_would_have(store_name, tmp_path, undisturbed):
    """``kill -9`` of the command with the real reader, while it reads, stores and brings together."""
    news = written(tmp_path / "news.jsonl", many(250))
    command = [*COMMAND, "add", news, "--store", str(store_name), "--threads", "1"]
    chance, seen = random.Random(4), 0
    for _ in range(4):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 120
        with Store(store_name) as store:
            while (there := store.stats().articles) <= seen and process.poll() is None and time.monotonic() < until:
                time.sleep(0.02)
        time.sleep(chance.random() * 0.3)
        process.send_signal(signal.SIGKILL)
        process.wait()
        with Store(store_name) as store:
            assert store.stats().articles >= there
            seen = store.stats().articles
    assert seen > 0
    again = subprocess.run([*command, "--format", "json"], capture_output=True, text=True, check=True)
    found = json.loads(again.stdout)
    assert (found["added"] + found["known"], found["failed"]) == (250, 0)
    assert found["known"] >= seen
    assert contents(store_name) == undisturbed


def test_two_commands_at_once(store_name, tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(4):
        written(folder / f"{number}.jsonl", many(120)[number * 30 :])  # most of them in several files
    command = [*COMMAND, "add", folder, "--store", str(store_name), "--threads", "1", "--format", "json"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate(timeout=300) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    found = [json.loads(out) for out, _ in said]
    assert sum(counts["added"] for counts in found) == 120
    assert sum(counts["failed"] + counts["revised"] for counts in found) == 0
    with Store(store_name, verify=True) as store:
        stats = store.stats()
        assert (stats.articles, stats.revisions, stats.failures) == (120, 120, 0)
        assert sorted(record.article.id for record in store.records()) == sorted(entry.id for entry in many(120))


def test_a_reading_process_is_killed(tmp_path):
    """What takes the most memory is what a system that has none left ends first."""
    news = written(tmp_path / "news.jsonl", many(1500))
    command = [*COMMAND, "add", news, "--store", tmp_path / "n.db", "--processes", "2", "--no-relate"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 120
    readers: list[str] = []
    while not readers and time.monotonic() < until and process.poll() is None:
        time.sleep(0.05)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        readers = [child for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
    os.kill(int(readers[-1]), signal.SIGKILL)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, out) == (1, "")
    assert "a reading process was ended from outside" in err
    assert "Traceback" not in err
    assert json.loads(subprocess.run([*command, "--format", "json"], capture_output=True, check=True).stdout)["failed"] == 0
    with Store(tmp_path / "n.db", verify=True) as store:
        assert store.stats().articles == 1500


def test_interrupted_it_says_that_it_goes_on(store_name, tmp_path, plain, monkeypatch):
    record, read = PlainReader.record, []

    def stopping(self, entry):
        read.append(entry)
        if len(read) == 50:
            raise KeyboardInterrupt
        return record(self, entry)

    news = written(tmp_path / "news.jsonl", many(100))
    monkeypatch.setattr(PlainReader, "record", stopping)
    status, _, said = add(store_name, news)
    assert status == 130
    assert "the same command goes on from there" in said
    status, found, _ = add(store_name, news)
    assert (status, found["known"], found["added"]) == (0, 49, 51)


def test_a_full_disk(small, tmp_path, plain):
    news = written(tmp_path / "news.jsonl", many(1500))
    status, found, said = add(small / "n.db", news, "--no-relate")
    assert (status, found) == (1, None)
    assert "no room left" in said
    assert "goes on where it was" in said
    subprocess.run(["mount", "-o", "remount,size=60m", small], check=True)
    with Store(small / "n.db", verify=True) as store:
        there = store.stats().articles
    assert 0 < there < 1500
    status, found, _ = add(small / "n.db", news, "--no-relate")
    assert (status, found["added"], found["known"]) == (0, 1500 - there, there)
    with Store(small / "n.db", verify=True) as store:
        assert store.stats().articles == 1500


@pytest.fixture
def own_server():
    """A PostgreSQL server that a test may stop."""
    with postgres.server() as url:
        if url is None:
            pytest.skip("there is no PostgreSQL server to start (scripts/postgres installs Debian's)")
        yield url


def test_a_full_disk_of_a_server(small, tmp_path, plain, own_server):
    import psycopg

    subprocess.run(["mount", "-o", "remount,size=100m", small], check=True)
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_mode & 0o5 != 0o5:
            folder.chmod(0o755)  # the server has to come to it
    if os.geteuid() == 0:
        shutil.chown(small, "postgres", "postgres")
    with psycopg.connect(own_server.format("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE TABLESPACE small LOCATION '{small}'")
    postgres.create(own_server, "news", tablespace="small")
    store, news = own_server.format("news"), written(tmp_path / "news.jsonl", many(1000))
    Store(store).close()
    disk = os.statvfs(small)
    left = (disk.f_blocks - disk.f_bfree) * disk.f_bsize + (1 << 20)
    subprocess.run(["mount", "-o", f"remount,size={left}", small], check=True)
    status, found, said = add(store, news, "--no-relate")
    assert (status, found) == (1, None)
    assert "no room left" in said
    subprocess.run(["mount", "-o", "remount,size=100m", small], check=True)
    with Store(store, verify=True) as kept:
        there = kept.stats().articles
    assert 0 < there < 1000
    status, found, said = add(store, news, "--no-relate")
    assert status == 0, said
    assert (found["added"], found["known"]) == (1000 - there, there)


def test_a_server_that_goes_away(tmp_path, plain, own_server, monkeypatch):
    postgres.create(own_server, "news")
    store, news = own_server.format("news"), written(tmp_path / "news.jsonl", many(300))
    record, read = PlainReader.record, []

    def stopping(self, entry):
        read.append(entry)
        if len(read) == 100:
            postgres.stop(own_server)
        return record(self, entry)

    with monkeypatch.context() as patch:
        patch.setattr(PlainReader, "record", stopping)
        status, found, said = add(store, news)
    assert (status, found) == (1, None)
    assert "the database server ended the connection; what was stored before is kept" in said
    status, found, said = add(store, news)  # it is down still
    assert (status, found) == (1, None)
    assert "does not answer" in said, said
    postgres.start(own_server)
    status, found, _ = add(store, news)
    assert (status, found["added"] + found["known"], found["known"]) == (0, 300, 96)
    with Store(store, verify=True) as kept:
        assert kept.stats().articles == 300
        postgres.stop(own_server)
        postgres.start(own_server)
        with pytest.raises(Exception, match="ended the connection"):
            kept.add(many(301), PlainReader())
        assert kept.add(many(301), PlainReader()).added == 1  # the store that was open goes on as well


def test_a_locked_store(store_name, tmp_path, plain, monkeypatch):
    monkeypatch.setattr(connect, "WAIT", 0.5)
    news = written(tmp_path / "news.jsonl", many(40))
    if "://" in str(store_name):
        import psycopg

        holder = psycopg.connect(str(store_name))
        holder.execute("SELECT pg_advisory_xact_lock(%s)", [connect._LOCK])
    else:
        holder = sqlite3.connect(store_name, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
    status, found, said = add(store_name, news)
    assert (status, found) == (1, None)
    assert "another program has held the store" in said
    assert json.loads(run("stats", "--store", store_name, "--format", "json").stdout)["articles"] == 0  # reading goes on
    holder.close()
    status, found, _ = add(store_name, news)
    assert (status, found["added"]) == (0, 40)


def test_a_store_of_a_newer_version(store_name, tmp_path, plain):
    news = written(tmp_path / "news.jsonl", many(3))
    assert add(store_name, news)[0] == 0
    before = contents(store_name)
    with Store(store_name) as store, store.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        last = connection.exec_driver_sql("SELECT max(id) FROM runs").scalar()
    status, found, said = add(store_name, written(tmp_path / "more.jsonl", many(9)))
    assert (status, found) == (1, None)
    assert "a newer Onrecord" in said
    assert "nothing was changed" in said
    engine = connect.engine_of(connect.url_of(store_name))
    with connect.writing(engine, "") as connection:
        assert connection.exec_driver_sql("SELECT max(id) FROM runs").scalar() == last
        from onrecord.store.migrate import VERSIONS

        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{VERSIONS[-1]}'")
    engine.dispose()
    assert contents(store_name) == before


@pytest.mark.parametrize("share", [0.0005, 0.5, 0.99])
def test_a_store_that_is_cut_short(tmp_path, plain, share):
    store, news = tmp_path / "n.db", written(tmp_path / "news.jsonl", many(60))
    assert add(store, news)[0] == 0
    whole = store.read_bytes()
    store.write_bytes(whole[: int(len(whole) * share)])
    status, found, said = add(store, news)
    assert (status, found) == (1, None)
    assert "no whole SQLite file" in said
    assert "Put back a copy" in said
    assert store.read_bytes() == whole[: int(len(whole) * share)]
    store.write_bytes(whole)
    status, found, _ = add(store, news)
    assert (status, found["known"]) == (0, 60)


ENDLESS = b"<item><link>http://127.0.0.1/x</link><title>x</title></item>" * 1000


def test_a_batch_with_everything_that_can_be_broken(store_name, tmp_path, plain, monkeypatch):
    """Each is told and put aside with its reason, once; all else is in; the second time changes nothing; mended, the rest comes."""
    monkeypatch.setitem(Web.__init__.__kwdefaults__, "timeout", 1.0)
    monkeypatch.setitem(Web.__init__.__kwdefaults__, "sleep", lambda _: None)
    monkeypatch.setitem(Web.__init__.__kwdefaults__, "max_size", 1 << 20)
    archive, entries = WHOLE["day.warc.gz"], many(100)
    packed, late = gzip.compress(lines(entries[10:90]).encode(), mtime=0), entries[90:]
    bomb = gzip.compress(lines(late[:3]).encode() + b" " * (200 << 20), mtime=0)
    broken = {
        "cut.warc.gz": (archive[: len(archive) * 9 // 16], "cut short"),
        "cut.jsonl.gz": (packed[: len(packed) // 2], "cut short"),
        "bomb.jsonl.gz": (bomb, "times its size"),
        "line.jsonl": (b'{"id": "good", "text": "Oto Maren said that the bell rings."}\n{"text": \n', "JSON"),
        "row.csv": (b'id,text\nr1,"Oto Maren said that the rope holds."\nr2,"never closed\n', "quotation mark"),
        "photo.txt": (b"\x89PNG\r\n\x1a\n\0\0\0", "PNG"),
        "empty.txt": (b"", "empty"),
    }
    folder = tmp_path / "news"
    folder.mkdir()
    for name, (data, _) in broken.items():
        (folder / name).write_bytes(data)
    (folder / "good.txt").write_text("Mara Lind said that the quay is open.")
    with served() as site:
        site.answers |= {
            "/good": page("The good one"),
            "/endless": drip(lambda: itertools.chain([b"<rss><channel>"], itertools.repeat(ENDLESS)), "application/rss+xml"),
            "/slow": drip(lambda: (bytes([byte]) for byte in page()), wait=0.1),
            "/round": (302, {"Location": "/round"}, b""),
        }
        web = {f"{site.url}/endless": "larger than", f"{site.url}/slow": "longer than 1 second", f"{site.url}/round": "redirects"}
        sources = [tmp_path / "none.jsonl", folder, *web, f"{site.url}/good", "--allow-private", "--delay", "0"]
        status, first, said = add(store_name, *sources)
        assert status == 1
        failed = json.loads(run("failures", "--store", store_name, "--format", "json").stdout)
        reasons = (
            {f"{folder / name}": says for name, (_, says) in broken.items()} | web | {f"{tmp_path / 'none.jsonl'}": "no such file"}
        )
        assert len(failed) == first["failed"] == len(reasons)
        for row in failed:
            input = row["input"]
            assert reasons.pop(input) in row["message"], row
            assert row["tries"] == 1
        assert reasons == {}
        named = [row for row in failed if f"{row['source']}: put aside: {row['message']}" in said]
        assert len(named) == 10
        assert f"{len(failed)} put aside; all of them: onrecord failures" in said
        with Store(store_name, verify=True) as store:
            there = contents(store_name)
            assert {"good", "r1", f"{site.url}/good"} <= {record.article.id for record in store.records()}
            assert any(record.article.text.startswith("Mara Lind said that the quay") for record in store.records())

        status, second, _ = add(store_name, *sources)
        assert (status, second["added"], second["failed"]) == (1, 0, first["failed"])
        assert contents(store_name) == there
        with Store(store_name) as store:
            assert [failure.tries for failure in store.failures()] == [2] * first["failed"]
        result = run("failures", "--retry", "--store", store_name)
        assert result.exit_code == 1  # nothing is mended
        assert "put aside" in result.stderr

        (folder / "cut.warc.gz").write_bytes(archive)
        (folder / "cut.jsonl.gz").write_bytes(packed)
        (folder / "bomb.jsonl.gz").write_bytes(gzip.compress(lines(late[:6]).encode()))
        (folder / "line.jsonl").write_text('{"id": "good", "text": "Oto Maren said that the bell rings."}\n')
        (folder / "row.csv").write_text("id,text\nr1,Oto Maren said that the rope holds.\n")
        for name in ("photo.txt", "empty.txt"):
            (folder / name).write_text(f"Oto Maren said that {name} is mended.")
        written(tmp_path / "none.jsonl", late)
        for path in ("/endless", "/slow", "/round"):
            site.answers[path] = page(f"The one at {path}")
        result = run("failures", "--retry", "--store", store_name)
        assert result.exit_code == 0, result.stderr
        assert run("failures", "--store", store_name, "--format", "json").stdout.strip() == "[]"
        status, third, _ = add(store_name, *sources)
        assert (status, third["added"], third["revised"], third["failed"]) == (0, 0, 0, 0)
    with Store(store_name, verify=True) as store:
        assert store.stats().articles == store.stats().revisions == 80 + 10 + 8 + 5 + 4


@pytest.mark.parametrize("ending", ["", "feed"])
def test_a_redirect_to_an_address_inside(store_name, plain, monkeypatch, ending):
    """From a page that is named, or from one that a feed links to: it is told, nothing inside is asked, and the rest is added."""
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.1")
    with served() as site, served("127.0.0.2") as inside:
        inside.answers["/"] = page()
        site.answers["/out"] = page("The good one")
        site.answers["/in"] = (302, {"Location": f"{inside.url}/"}, b"")
        items = "".join(f"<item><link>{site.url}/{name}</link></item>" for name in ("in", "out"))
        site.answers["/feed"] = (200, {"Content-Type": "application/rss+xml"}, f"<rss><channel>{items}</channel></rss>".encode())
        sources = [f"{site.url}/{ending}"] if ending else [f"{site.url}/in", f"{site.url}/out"]
        status, found, said = add(store_name, *sources, "--delay", "0")
        assert (status, found["added"], found["failed"]) == (1, 1, 1)
        assert "127.0.0.2, which is not on the public internet" in said
        assert run("failures", "--retry", "--store", store_name).exit_code == 1
        assert inside.asked == []
    with Store(store_name) as store:
        [failure] = store.failures()
        assert failure.source == f"{site.url}/in"
        assert store.stats().articles == 1
