"""The store, beside the naive way: a table with each record's JSON in one column, searched with LIKE.

    python benchmarks/store.py [--shared ../shared] [--articles 3825] [--statements 1000000] [--postgres URL]

Two parts, in one run on one machine:

1. Adding press releases: the seconds of reading alone, of reading and storing, of adding all again; the naive INSERT.
   The records read in the first pass are stored in the second, so that the model's time is not counted twice.
2. A store of many statements, made by repeating real records with other words, dates and speakers: search with two filters
   and ranking (median and 99th percentile over --queries), size beside the text, opening, memory; the naive LIKE.

With --postgres (a URL of an empty database, which is filled) the second part is run there, too.
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path = [
    folder for folder in sys.path if Path(folder or ".").resolve() != Path(__file__).resolve().parent
]  # its html.py is not the library's

import msgspec

from onrecord import Reader, Record, Store
from onrecord.intake.lines import from_json

_WORD = re.compile(r"[a-z]{4,}")


def timed(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def naive_add(path: Path, records: Iterator[Record]) -> None:
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE IF NOT EXISTS records (id TEXT, json TEXT)")
        for record in records:
            database.execute("INSERT INTO records VALUES (?, ?)", (record.article.id, record.to_json()))


def adding(shared: Path, count: int, folder: Path) -> list[Record]:
    with gzip.open(shared / "corpora/releases.jsonl.gz", "rb") as file:
        articles = [from_json(line, id=str(number)) for number, line in zip(range(count), file, strict=False)]
    reader = Reader()
    records: list[Record] = []
    reading = timed(lambda: records.extend(reader.read_all(articles)))

    class Read:
        """Gives the records that were read; the time of reading is known."""

        read_by = reader.read_by

        def __init__(self) -> None:
            self._records = {id(record.article): record for record in records}

        def read_all(self, wanted):  # type: ignore[no-untyped-def]
            return (self._records[id(article)] for article in wanted)

    with Store(folder / "releases.db") as store:
        storing = timed(lambda: store.add([record.article for record in records], Read()))
        again = timed(lambda: store.add(articles, Read()))
    naive = timed(lambda: naive_add(folder / "naive-releases.db", iter(records)))
    words = sum(len(article.text.split()) for article in articles)
    print(f"{len(articles):,} press releases, {words:,} words: reading {reading:.1f} s")
    print(
        f"  storing {storing:.1f} s, {storing / reading:.1%} on top of reading (naive INSERT {naive:.1f} s, {naive / reading:.1%})"
    )
    print(f"  adding all again {again:.1f} s, {again / (reading + storing):.1%} of the first time")
    return records


def varied(records: list[Record], statements: int) -> Iterator[Record]:
    """Real records over and over: some words are put in others' places (of the same length), dates and speakers changed.

    Every length stays, so that every span stays right.
    """
    chance = random.Random(1)
    by_length: dict[int, list[str]] = {}
    for record in records:
        for word in set(_WORD.findall(record.article.text)):
            by_length.setdefault(len(word), []).append(word)
    made = number = 0
    while made < statements:
        record = records[number % len(records)]
        text = _WORD.sub(lambda m: chance.choice(by_length[len(m[0])]) if chance.random() < 0.25 else m[0], record.article.text)
        day = f"{chance.randrange(2000, 2020)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"

        def span(value: object, text: str = text) -> object:
            if isinstance(value, dict):
                if {"start", "end", "text"} <= value.keys():
                    value = value | {"text": text[value["start"] : value["end"]]}
                return {key: span(entry) for key, entry in value.items()}
            return [span(entry) for entry in value] if isinstance(value, list) else value

        new = msgspec.to_builtins(record)
        for statement in new["statements"]:
            if statement["speaker"]:
                statement["speaker"]["name"] += f" {chance.randrange(50)}"
            if statement["said_on"]:
                statement["said_on"]["date"] = day
        new = {key: span(value) if key != "article" else value for key, value in new.items()}
        new["article"] |= {"id": f"v{number}", "text": text, "published": day}
        yield msgspec.convert(new, Record)
        made += len(record.statements)
        number += 1


def queries(records: list[Record], count: int) -> list[tuple[str, dict[str, str]]]:
    """One or two words that stand together in a real statement, and two filters."""
    chance = random.Random(2)
    said = [(statement, record) for record in records for statement in record.statements if statement.content]
    found: list[tuple[str, dict[str, str]]] = []
    while len(found) < count:
        statement, record = chance.choice(said)
        words = _WORD.findall(statement.content[0].text)
        if not words:
            continue
        first, second = chance.sample(
            [
                ("since", f"{chance.randrange(2000, 2020)}"),
                ("kind", statement.kind),
                ("manner", statement.manner),
                ("outlet", record.article.publisher or ""),
                ("speaker", (statement.speaker.name if statement.speaker else "senator") + f" {chance.randrange(50)}"),
            ],
            2,
        )
        found.append((" ".join(chance.sample(words, min(len(words), chance.choice((1, 2))))), dict([first, second])))
    return found


def quantiles(times: list[float]) -> str:
    times = sorted(times)
    return f"median {statistics.median(times) * 1e3:.1f} ms, 99th percentile {times[int(len(times) * 0.99)] * 1e3:.1f} ms"


def finding(name: str, records: list[Record], count: int, asked: list[tuple[str, dict[str, str]]]) -> None:
    with Store(name) as store:
        took = timed(lambda: store.add_records(varied(records, count)))
        statements = store.stats().statements
        with store.reading() as connection:
            text = connection.exec_driver_sql("SELECT sum(octet_length(text)) FROM revisions" if "://" in name
                                              else "SELECT sum(length(CAST(text AS BLOB))) FROM revisions").scalar() or 1  # fmt: skip
            size = (connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar() if "://" in name else 0) or 0
        if "://" in name:
            with store._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("VACUUM ANALYZE")
    if "://" not in name:
        size = Path(name).stat().st_size
    opening = statistics.median(timed(lambda: Store(name).close()) for _ in range(20))
    with Store(name) as store:
        for words, by in asked[:20]:
            store.search(words, **by)
        times = [timed(lambda words=words, by=by: store.search(words, **by)) for words, by in asked]
    kind = "PostgreSQL" if "://" in name else "SQLite"
    print(f"{kind}, {statements:,} statements (stored in {took:.0f} s): search {quantiles(times)}")
    print(f"  size {size / 2**20:,.0f} MiB, {size / text:.2f} times the text; opening {opening * 1e3:.0f} ms")


def naive(path: Path, records: list[Record], count: int, asked: list[tuple[str, dict[str, str]]]) -> None:
    naive_add(path, varied(records, count))
    with sqlite3.connect(path) as database:

        def look(words: str, by: dict[str, str]) -> None:
            likes = [f"%{word}%" for word in words.split()] + [f"%{value}%" for value in by.values()]
            database.execute(
                f"SELECT id FROM records WHERE {' AND '.join(['json LIKE ?'] * len(likes))} LIMIT 20", likes
            ).fetchall()

        times = [timed(lambda words=words, by=by: look(words, by)) for words, by in asked[:50]]
    print(f"naive LIKE over JSON: {quantiles(times)} (unranked, stops at 20); size {path.stat().st_size / 2**20:,.0f} MiB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--articles", type=int, default=3825)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--postgres", metavar="URL")
    parser.add_argument("--records", type=Path, help="JSON Lines of records read before, in place of the first part")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if args.records:
            with args.records.open("rb") as file:
                records = [Record.from_json(line) for line in file]
        else:
            records = adding(args.shared, args.articles, folder)
        asked = queries(records, args.queries)
        finding(str(folder / "many.db"), records, args.statements, asked)
        print(f"  peak memory of it all {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB")
        if args.postgres:
            finding(args.postgres, records, args.statements, asked)
        naive(folder / "naive.db", records, args.statements, asked)


if __name__ == "__main__":
    main()
