"""Faults: whatever happens to an ``add``, nothing is lost and nothing is there twice."""

import gzip
import io
import itertools
import json
import random
import re
import sqlite3
import threading
import time

import pytest
from adder import adder
from served import drip, page, served
from storing import PlainReader, many
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from onrecord import Store
from onrecord.intake import Web
from onrecord.intake.web import addresses
from onrecord.store import StoreError, connect

KILLS = 50


def whole(store, count):
    """That the store holds each of ``count`` articles once, with all that belongs to it."""
    stats = store.stats()
    assert (stats.articles, stats.revisions, stats.statements, stats.failures) == (count, count, 2 * count, 0)
    assert stats.commitments == count
    expected = {entry.id: PlainReader().record(entry) for entry in many(count)}
    assert {record.article.id: record for record in store.records()} == expected
    assert store.verify().flaws == []
    assert len(store.search("beams", limit=None)) == count


def test_killed_at_random_moments_it_goes_on_where_it_was(store_name):
    """``kill -9``, many times in one add; then it is brought to its end."""
    chance = random.Random(2016)
    count, seen, within = 200, 0, 0.25
    for _ in range(KILLS):
        process, opened = adder(store_name, count)
        assert opened.recv() == "open"
        time.sleep(chance.random() * within)
        process.kill()
        process.join()
        with Store(store_name) as store:
            there = store.stats()
            assert there.articles >= seen
            assert there.statements == 2 * there.articles == 2 * there.revisions
            seen = there.articles
        if not seen:  # a slow machine: the next kill may come later
            within *= 1.1
        if seen > count - 100:  # a quick machine: the next kill, too, is to come in the middle
            count += 200
    assert seen > 0
    process, _ = adder(store_name, count)
    process.join()
    assert process.exitcode == 0
    with Store(store_name) as store:
        whole(store, count)


def test_two_makers_at_once(empty_name):
    adders = [adder(empty_name, 5) for _ in range(2)]
    for process, _ in adders:
        process.join(120)
    assert [process.exitcode for process, _ in adders] == [0, 0]
    with Store(empty_name) as store:
        whole(store, 5)


def test_searching_goes_on_while_adding(store):
    store.add(many(20), PlainReader())
    stop, wrong = threading.Event(), []

    def search():
        with Store(store.name) as other:
            while not stop.is_set():
                if len(other.search("beams", limit=None)) < 20:
                    wrong.append(1)

    thread = threading.Thread(target=search)
    thread.start()
    store.add(many(120), PlainReader())
    stop.set()
    thread.join()
    assert wrong == []
    whole(store, 120)


def test_a_locked_store_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(connect, "WAIT", 0.2)
    Store(tmp_path / "n.db").close()
    holder = sqlite3.connect(tmp_path / "n.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with Store(tmp_path / "n.db") as store:
        assert store.stats().articles == 0  # reading goes on
        with pytest.raises(StoreError, match="another program has held the store"):
            store.add(many(3), PlainReader())
        holder.execute("ROLLBACK")
        assert store.add(many(3), PlainReader()).added == 3


@pytest.mark.parametrize("share", [0.0001, 0.3, 0.9])
def test_a_truncated_file_is_told(tmp_path, share):
    path = tmp_path / "n.db"
    with Store(path) as store:
        store.add(many(50), PlainReader())
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(StoreError, match="no whole SQLite file"):
        Store(path)
    assert path.read_bytes() == data[: int(len(data) * share)]


def test_a_file_that_is_no_database_is_told(tmp_path):
    (tmp_path / "n.db").write_text("Dear diary, " * 100)
    with pytest.raises(StoreError, match="no whole SQLite file"):
        Store(tmp_path / "n.db")


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(StoreError, match="its folder"):
        Store(tmp_path / "none" / "n.db")


def test_changed_texts_and_spans_are_found(store):
    store.add(many(5), PlainReader())
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE revisions SET text = replace(text, 'beams', 'bolts') WHERE id = 2")
        connection.exec_driver_sql("UPDATE statements SET content_end = content_end + 1 WHERE id = 5")
        connection.exec_driver_sql("UPDATE figures SET start_char = 0 WHERE id = (SELECT max(id) FROM figures)")
    found = store.verify().flaws
    assert {flaw.article for flaw in found} == {"a1", "a2", "a4"}
    assert any("SHA-256" in flaw.problem for flaw in found)
    with pytest.raises(StoreError, match="onrecord verify"):
        Store(store.name, verify=True)


def jsonl(count):
    return "".join(json.dumps({"id": a.id, "text": a.text, "url": a.url}) + "\n" for a in many(count)).encode()


def warc(count):
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for n in range(count):
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        body = io.BytesIO(page(f"Bridge {n}"))
        writer.write_record(writer.create_warc_record(f"https://courier.example/{n}", "response", payload=body, http_headers=http))
    return out.getvalue()


def bomb():
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb") as file:
        file.write(jsonl(3))
        for _ in range(200):
            file.write(b" " * (1 << 20))
    return packed.getvalue()


WHOLE = {"day.warc.gz": warc(8), "day.jsonl.gz": gzip.compress(jsonl(400), mtime=0)}
BROKEN = {  # the archive in the middle of its fifth record: between two records nothing tells that there were more
    "an archive that is cut": ("day.warc.gz", WHOLE["day.warc.gz"][: len(WHOLE["day.warc.gz"]) * 9 // 16], "cut short", 8),
    "a packed file that is cut": ("day.jsonl.gz", WHOLE["day.jsonl.gz"][: len(WHOLE["day.jsonl.gz"]) // 2], "cut short", 400),
    "a gzip bomb": ("day.jsonl.gz", bomb(), "times its size|larger", 400),
}


@pytest.mark.parametrize(("name", "broken", "says", "count"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_gives_what_is_whole_and_a_word_and_later_the_rest(store, tmp_path, name, broken, says, count):
    path = tmp_path / name
    path.write_bytes(broken)
    found = store.add_files([path], reader=PlainReader())
    assert found.failed >= 1
    assert found.added < count
    assert any(re.search(says, failure.message) for failure in store.failures())
    there = store.stats().articles
    assert there == found.added
    path.write_bytes(WHOLE[name])
    again = store.retry(PlainReader())
    assert (again.added, again.known, again.failed) == (count - there, there, 0)
    assert list(store.failures()) == []
    assert store.verify().flaws == []


ITEM = b"<item><link>http://127.0.0.1/x</link><title>x</title></item>" * 1000
FETCHED = {
    "a feed that never ends": (drip(lambda: itertools.chain([b"<rss><channel>"], itertools.repeat(ITEM)), "application/rss+xml"), "larger than"),
    "a server that answers a byte at a time": (drip(lambda: (bytes([byte]) for byte in page()), wait=0.1), "longer than 1 second"),
}  # fmt: skip


@pytest.mark.parametrize(("answer", "says"), FETCHED.values(), ids=FETCHED)
def test_what_a_server_does_is_told_and_tried_again(store, answer, says):
    with served() as site:
        site.answers["/good"] = page("The good one")
        site.answers["/bad"] = answer
        web = Web(allow_private=True, delay=0, timeout=1, sleep=lambda _: None)
        found = store.add_files([f"{site.url}/bad", f"{site.url}/good"], reader=PlainReader(), web=web)
        assert (found.added, found.failed) == (1, 1)
        assert says in store.failures()[0].message
        site.answers["/bad"] = page("The other one")
        again = store.retry(PlainReader())  # which may fetch from this machine, as the first time
        assert (again.added, again.failed) == (1, 0)
    assert list(store.failures()) == []
    assert store.stats().articles == 2


def test_a_redirect_to_an_address_inside_is_told_and_never_followed(store, monkeypatch):
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.1")
    with served() as site, served("127.0.0.2") as inside:
        inside.answers["/"] = page()
        site.answers["/"] = (302, {"Location": f"{inside.url}/"}, b"")
        assert store.add_files([f"{site.url}/"], reader=PlainReader(), web=Web(delay=0)).failed == 1
        assert "127.0.0.2" in store.failures()[0].message
        assert store.retry(PlainReader()).failed == 1
        assert inside.asked == []
    assert store.stats().articles == 0
