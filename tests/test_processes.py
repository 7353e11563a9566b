from pathlib import Path

import msgspec
import pytest

from onrecord.intake import from_text
from onrecord.reader import processes
from onrecord.reader.processes import Processes, ReaderError, read_many
from onrecord.store import Store

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture
def articles():
    texts = [(EXAMPLES / name).read_text(encoding="utf-8") for name in ("harbour.txt", "briefing.txt")]
    return [from_text(texts[i % 2][i:], published="2016-09-12", id=str(i)) for i in range(12)]


def test_several_processes_read_what_one_reads_and_in_order(articles, reader, monkeypatch):
    monkeypatch.setattr(processes, "_ALONE", 1)
    monkeypatch.setattr(processes, "_SHARE", 8000)
    together = list(read_many(iter(articles), processes=2))
    assert [record.article.id for record in together] == [article.id for article in articles]
    # batches differ, and with them the last digits of the arithmetic, but not what is read
    alone = list(reader.read_all(articles))
    assert [[s.content for s in r.statements] for r in together] == [[s.content for s in r.statements] for r in alone]


def test_a_few_articles_start_no_process(articles, monkeypatch):
    monkeypatch.setattr(processes, "ProcessPoolExecutor", None)
    assert len(list(read_many(articles[:2], processes=2))) == 2
    assert list(read_many([], processes=2)) == []


def test_an_error_of_the_articles_ends_the_processes(articles, monkeypatch):
    monkeypatch.setattr(processes, "_ALONE", 1)
    monkeypatch.setattr(processes, "_SHARE", 1)

    def broken():
        yield articles[0]
        yield articles[1]
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        list(read_many(broken(), processes=2))


def test_what_is_wrong_is_told_before_anything_is_read(tmp_path):
    with pytest.raises(ValueError, match="no optional layer weather"):
        read_many([], without=["weather"])
    with pytest.raises(ValueError, match="holds no Onrecord model"):
        read_many([], model=tmp_path)


@pytest.mark.parametrize("alone", [1, 10**9])
def test_an_article_that_the_reader_fails_on_is_told_of_and_the_rest_goes_on(articles, monkeypatch, alone):
    monkeypatch.setattr(processes, "_ALONE", alone)
    # no date of publication can look like this: intake lets none through
    articles[3] = msgspec.structs.replace(articles[3], published=20160912)
    told = []
    found = list(read_many(articles[:6], processes=2, failed=lambda article, message: told.append((article, message))))
    assert [record.article.id for record in found] == ["0", "1", "2", "4", "5"]
    assert [article for article, _ in told] == ["3"]
    assert "the reader failed (" in told[0][1]
    with pytest.raises(ReaderError):
        list(read_many(articles[:6], processes=2))


def test_a_store_reads_in_processes_and_puts_aside_what_they_fail_on(articles, monkeypatch, tmp_path):
    monkeypatch.setattr(processes, "_ALONE", 1)
    monkeypatch.setattr(processes, "_SHARE", 8000)
    articles[3] = msgspec.structs.replace(articles[3], published=20160912)
    with Store(tmp_path / "news.db") as store:
        found = store.add(articles, Processes(2, without=["events"]))
        assert (found.added, found.failed) == (11, 1)
        [failure] = store.failures()
        assert failure.source == "articles#3"
        assert not any(record.events for record in store.records())
