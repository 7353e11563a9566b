"""The store, beside the naive way: a table with each record's JSON in one column, searched with LIKE.

    python benchmarks/store.py --work FOLDER [--part PART ...] [--records FILE ...] [--articles 3825] [--statements 1000000]
                               [--queries 500] [--seconds N] [--postgres URL] [--shared ../shared]

All parts in order, or those that are named; the stores and figures of each are kept in FOLDER, so that a part can be run alone,
and again. `--part report` writes the figures of all that were run.

read    reading the press releases of ../shared, in a process a core; with --records (what `onrecord read --format jsonl`
        wrote of them) only every eighth article is read, and the time of all is reckoned by their length
add     intake and storing of what was read, beside the naive INSERT; then what relating people and echoes takes, on its own
again   adding all of it again
fill    stores of --statements statements, in SQLite, in PostgreSQL (--postgres: the URL of a database that is empty at first) and
        in the naive way: real records over and over, with other words, dates and speakers. It goes on where it was; --seconds
        ends it after so many
search  words with two filters, ranked: median and 99th percentile over --queries; the naive LIKE
size    of the stores beside their text, by table and index
open    opening the stores
memory  `onrecord add` as a child process, all its processes together: of 500 articles, of all, and of 200 into the
        full store (without relating, which the full store never was)
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

sys.path = [
    folder for folder in sys.path if Path(folder or ".").resolve() != Path(__file__).resolve().parent
]  # its html.py is not the library's

import msgspec

from onrecord import Article, Record, Store, across
from onrecord.across.relate import STEPS
from onrecord.intake import read_source
from onrecord.reader.processes import read_many

PARTS = ("read", "add", "again", "fill", "search", "size", "open", "memory", "report")
_WORD = re.compile(r"\b[a-z]{4,}\b")
_NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")
_READ_BY = {"onrecord": "benchmark", "model": "benchmark"}


def timed(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def quantiles(times: list[float]) -> str:
    times = sorted(times)
    return f"median {statistics.median(times) * 1e3:.1f} ms, 99th percentile {times[int(len(times) * 0.99)] * 1e3:.1f} ms"


class Given:
    """A reader that gives the records that were read before: the time of reading is known."""

    read_by = _READ_BY

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = {record.article.text: record for record in records}

    def read_all(self, wanted: Iterable[Article]) -> Iterator[Record]:
        """The records of articles, in their order."""
        return (msgspec.structs.replace(self._records[article.text], article=article, read_by=_READ_BY) for article in wanted)


class Naive:
    """A table of records as JSON."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database = sqlite3.connect(path)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = NORMAL")
        self._database.execute("CREATE TABLE IF NOT EXISTS records (id TEXT, json TEXT)")

    def add(self, records: Iterable[Record]) -> None:
        """One INSERT a record, in transactions as large as the store's."""
        for number, record in enumerate(records, 1):
            self._database.execute("INSERT INTO records VALUES (?, ?)", (record.article.id, record.to_json()))
            if number % 32 == 0:
                self._database.commit()
        self._database.commit()

    def count(self) -> int:
        """How many records there are."""
        return int(self._database.execute("SELECT count(*) FROM records").fetchone()[0])

    def look(self, words: str, by: dict[str, Any]) -> None:
        """Records whose JSON has all of these words and values somewhere."""
        likes = [f"%{word}%" for word in words.split()] + [f"%{value}%" for value in by.values()]
        where = " AND ".join(["json LIKE ?"] * len(likes))
        self._database.execute(f"SELECT id FROM records WHERE {where} LIMIT 20", likes).fetchall()

    def close(self) -> None:
        """Let go of the file."""
        self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._database.close()


class Varied:
    """Articles made of real records: names changed by some letters, one word in four by another of its length, dates anew.

    Every length stays, so that every span stays right. ``of(n)`` is the same article each time.
    """

    def __init__(self, records: list[Record]) -> None:
        self._records = records
        words: dict[int, set[str]] = {}
        for record in records:
            for word in _WORD.findall(record.article.text):
                words.setdefault(len(word), set()).add(word)
        self._words = {length: sorted(found) for length, found in words.items()}

    def of(self, number: int) -> Record:
        """Article ``number``."""
        chance = random.Random(number)
        record = self._records[number % len(self._records)]
        made: dict[str, str] = {}

        def name(match: re.Match[str]) -> str:
            word = match[0]
            if word not in made:
                letters = "".join(chance.choice("abdefiklmnoprstu") for _ in word[2:])
                made[word] = word if chance.random() < 0.7 else word[:2] + letters
            return made[word]

        def word(match: re.Match[str]) -> str:
            return chance.choice(self._words[len(match[0])]) if chance.random() < 0.25 else match[0]

        text = _WORD.sub(word, _NAME.sub(name, record.article.text))
        day = f"{chance.randrange(2000, 2020)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"

        def moved(value: Any) -> Any:
            if isinstance(value, dict):
                if {"start", "end", "text"} <= value.keys():
                    value = value | {"text": text[value["start"] : value["end"]]}
                return {key: moved(entry) for key, entry in value.items()}
            return [moved(entry) for entry in value] if isinstance(value, list) else value

        new = {key: moved(value) for key, value in msgspec.to_builtins(record).items() if key != "article"}
        for statement in new["statements"]:
            if statement["speaker"]:
                statement["speaker"]["name"] = _NAME.sub(name, statement["speaker"]["name"])
                statement["speaker"]["role"] = statement["speaker"]["role"] and _NAME.sub(name, statement["speaker"]["role"])
            if statement["said_on"]:
                statement["said_on"]["date"] = day
        article = msgspec.structs.replace(record.article, id=f"v{number}", text=text, published=day, url=None)
        return msgspec.convert(new | {"article": msgspec.to_builtins(article)}, Record)


class Made:
    """Varied articles from ``first`` on until there are so many statements, or ``ends``; ``seconds``: what making them took."""

    def __init__(self, varied: Varied, first: int, statements: int, ends: float) -> None:
        self._varied, self._first, self._wanted, self._ends = varied, first, statements, ends
        self.seconds = 0.0
        self.statements = self.articles = 0

    def __iter__(self) -> Iterator[Record]:
        while self.statements < self._wanted and time.monotonic() < self._ends:
            began = time.perf_counter()
            record = self._varied.of(self._first + self.articles)
            self.seconds += time.perf_counter() - began
            self.articles += 1
            self.statements += len(record.statements)
            yield record


class Benchmark:
    """The parts, and what they share."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args = args
        self.work: Path = args.work
        self.work.mkdir(parents=True, exist_ok=True)
        self.source: Path = self.work / "releases.jsonl"
        if not self.source.exists() or sum(1 for _ in self.source.open("rb")) != args.articles:
            with gzip.open(args.shared / "corpora/releases.jsonl.gz", "rb") as packed, self.source.open("wb") as out:
                out.writelines(line for _, line in zip(range(args.articles), packed, strict=False))
        self._kept = self.work / "figures.json"
        self.figures: dict[str, Any] = msgspec.json.decode(self._kept.read_bytes()) if self._kept.exists() else {}

    def keep(self, **figures: Any) -> None:
        """Put figures down."""
        self.figures |= figures
        self._kept.write_bytes(msgspec.json.format(msgspec.json.encode(self.figures)))

    def articles(self) -> list[Article]:
        """The press releases."""
        return [found for found in read_source(self.source) if isinstance(found, Article)]

    def records(self) -> list[Record]:
        """Their records."""
        found = []
        for path in self.args.records or [self.work / "records.jsonl"]:
            with path.open("rb") as file:
                found += [msgspec.json.decode(line, type=Record) for line in file]
        return found

    def stores(self) -> list[tuple[str, str]]:
        """The full stores that there are, and what they are called."""
        found = [("SQLite", str(self.work / "many.db"))]
        return found + ([("PostgreSQL", self.args.postgres)] if self.args.postgres else [])

    def read(self) -> None:
        """What reading takes."""
        articles: list[Article] = []
        intake = timed(lambda: articles.extend(self.articles()))
        some = articles[::8] if self.args.records else articles
        records: list[Record] = []
        took = timed(lambda: records.extend(read_many(some)))
        if not self.args.records:
            with (self.work / "records.jsonl").open("w", encoding="utf-8") as file:
                file.writelines(record.to_json() + "\n" for record in records)
        share = sum(len(a.text) for a in articles) / sum(len(a.text) for a in some)
        words = sum(len(a.text.split()) for a in articles)
        self.keep(
            articles=len(articles), words=words, intake=intake, reading=intake + took * share, reckoned=bool(self.args.records)
        )

    def add(self) -> None:
        """What storing and relating take."""
        reader = Given(self.records())
        for path in self.work.glob("releases.db*"):
            path.unlink()
        with Store(self.work / "releases.db") as store:
            storing = timed(lambda: store.add_files([self.source], reader=reader)) - self.figures["intake"]
            relating = {}
            for name, step in STEPS:
                relating[name] = timed(lambda step=step: step(store, lambda *_: None))
        (self.work / "naive-releases.db").unlink(missing_ok=True)
        records = self.records()
        naive = Naive(self.work / "naive-releases.db")
        took = timed(lambda: naive.add(records))
        naive.close()
        self.keep(storing=storing, relating=relating, naive_storing=took)

    def again(self) -> None:
        """What adding the same again takes."""

        def no_reader() -> Any:
            raise AssertionError("all of it is known")

        with Store(self.work / "releases.db") as store:
            took = timed(lambda: store.add_files([self.source], reader=no_reader))
            related = timed(lambda: across.relate(store))
        self.keep(again=took, again_related=related)

    def fill(self) -> None:
        """Fill the large stores."""
        varied = Varied(self.records())
        ends = time.monotonic() + (self.args.seconds or float("inf"))
        for kind, name in self.stores():
            with Store(name) as store:
                stats = store.stats()
                made = Made(varied, stats.articles, self.args.statements - stats.statements, ends)
                took = timed(lambda store=store, made=made: store.add_records(made)) - made.seconds
                done = store.stats().statements
                self._filled(kind, took, made.statements, done)
                if kind == "PostgreSQL" and made.articles:
                    with store._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                        connection.exec_driver_sql("VACUUM ANALYZE")
        naive = Naive(self.work / "naive.db")
        there = naive.count()
        most = min(self.figures[f"filled {kind}"]["statements"] for kind, _ in self.stores())
        per = [len(record.statements) for record in self.records()]
        before = sum(per[number % len(per)] for number in range(there))
        made = Made(varied, there, most - before, ends)
        took = timed(lambda: naive.add(made)) - made.seconds
        naive.close()
        self._filled("naive", took, made.statements, before + made.statements)

    def _filled(self, kind: str, took: float, more: int, there: int) -> None:
        before = self.figures.get(f"filled {kind}", {"seconds": 0.0, "statements": 0})
        if there - more != before["statements"]:  # another store, or one that was ended before this was put down
            before = {"seconds": 0.0, "statements": there - more}
        self.keep(**{f"filled {kind}": {"seconds": before["seconds"] + took, "statements": there}})
        print(f"  {kind}: {there:,} statements, {more:,} of them in {took:.0f} s just now", flush=True)

    def search(self) -> None:
        """How quick a search is."""
        made = int(self.args.statements / 6.8)
        asked = queries(Varied(self.records()), made, self.args.queries)
        for kind, name in self.stores():
            with Store(name, create=False) as store:
                for words, by in asked[:20]:
                    store.search(words, **by)
                found = [0]

                def look(words: str, by: dict[str, Any], store: Store = store, found: list[int] = found) -> None:
                    found[0] += bool(store.search(words, **by))

                times = [timed(lambda words=words, by=by: look(words, by)) for words, by in asked]
            slow = [
                f"{took * 1e3:.0f} ms: {asked[n]}" for took, n in sorted(((t, n) for n, t in enumerate(times)), reverse=True)[:5]
            ]
            self.keep(**{f"search {kind}": {"times": quantiles(times), "found": found[0] / len(asked), "slowest": slow}})
        naive = Naive(self.work / "naive.db")
        times = [timed(lambda words=words, by=by: naive.look(words, by)) for words, by in asked[:50]]
        naive.close()
        self.keep(**{"search naive": {"times": quantiles(times)}})

    def size(self) -> None:
        """How large the stores are."""
        for kind, name in self.stores():
            with Store(name, create=False) as store, store.writing() as connection:
                length = "sum(octet_length(text))" if kind == "PostgreSQL" else "sum(length(CAST(text AS BLOB)))"
                text = int(connection.exec_driver_sql(f"SELECT {length} FROM revisions").scalar() or 1)
                if kind == "PostgreSQL":
                    rows = connection.exec_driver_sql(
                        "SELECT relname, CASE WHEN relkind = 'i' THEN pg_relation_size(oid) ELSE pg_table_size(oid) END "
                        "FROM pg_class WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace"
                    ).all()
                    total = int(connection.exec_driver_sql(
                        "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
                    ).scalar() or 0)  # fmt: skip
                else:
                    rows = connection.exec_driver_sql("SELECT name, sum(pgsize) FROM dbstat GROUP BY name").all()
                    total = Path(name).stat().st_size
            tables = {str(table): int(size) for table, size in sorted(rows, key=lambda row: -row[1])}
            self.keep(**{f"size {kind}": {"text": text, "size": total, "tables": tables}})
        if (self.work / "naive.db").exists():
            self.keep(**{"size naive": {"size": (self.work / "naive.db").stat().st_size}})

    def open(self) -> None:
        """How quickly they open."""
        for kind, name in self.stores():
            Store(name, create=False).close()  # the libraries are loaded, as a command does before it opens anything
            self.keep(**{f"open {kind}": statistics.median(timed(lambda name=name: Store(name).close()) for _ in range(20))})

    def memory(self) -> None:
        """How much memory the command takes."""
        cases: list[tuple[str, int, Path | None]] = [
            ("500 articles", 500, None), (f"{self.args.articles:,} articles", self.args.articles, None)
        ]  # fmt: skip
        if (self.work / "many.db").exists():
            cases.append(("200 articles into the full store", 200, self.work / "many.db"))
        found = {}
        for what, count, into in cases:
            name, source = self.work / "memory.db", self.work / "some.jsonl"
            for path in self.work.glob("memory.db*"):
                path.unlink()
            if into is not None:
                shutil.copy(into, name)
            with self.source.open("rb") as lines:
                source.write_bytes(b"".join(line for _, line in zip(range(count), lines, strict=False)))
            more = ["--no-relate"] if into is not None else []  # nothing of the full store is related
            found[what] = peak([sys.executable, "-m", "onrecord", "add", str(source), "--store", str(name), *more])
            print(f"  {what}: {found[what]}", flush=True)
            for path in self.work.glob("memory.db*"):
                path.unlink()
        self.keep(memory=found)

    def report(self) -> None:
        """Write all figures."""
        f = self.figures
        if "reading" in f:
            how = "reckoned from every eighth" if f["reckoned"] else "all read"
            print(
                f"{f['articles']:,} press releases, {f['words']:,} words: reading {f['reading']:.1f} s ({how}; intake {f['intake']:.1f} s of it)"
            )
        if "storing" in f:
            of = f["reading"]
            print(f"  storing {f['storing']:.1f} s, {f['storing'] / of:.1%} on top of reading")
            print(f"  naive INSERT {f['naive_storing']:.1f} s, {f['naive_storing'] / of:.1%}")
            for name, took in f["relating"].items():
                print(f"  relating {name} {took:.1f} s, {took / of:.1%}")
        if "again" in f:
            first = f["reading"] + f["storing"]
            print(
                f"  adding all again {f['again']:.1f} s, {f['again'] / first:.1%} of the first time (and relating {f['again_related']:.1f} s)"
            )
        for kind in ("SQLite", "PostgreSQL", "naive"):
            if filled := f.get(f"filled {kind}"):
                print(f"{kind}: {filled['statements']:,} statements, stored in {filled['seconds']:,.0f} s")
            if found := f.get(f"search {kind}"):
                more = (
                    f"; {found['found']:.0%} of the searches find something"
                    if "found" in found
                    else " (LIKE, unranked, stops at 20)"
                )
                print(f"  search {found['times']}{more}")
            if size := f.get(f"size {kind}"):
                text = size.get("text") or f["size SQLite"]["text"]
                print(f"  size {size['size'] / 2**20:,.0f} MiB, {size['size'] / text:.2f} times the text")
                for table, part in size.get("tables", {}).items():
                    if part >= text / 100:
                        print(f"    {part / 2**20:8,.1f} MiB  {part / text:.2f}  {table}")
            if f"open {kind}" in f:
                print(f"  opening {f[f'open {kind}'] * 1e3:.1f} ms")
        for what, told in f.get("memory", {}).items():
            print(f"memory of adding {what}: {told}")


def queries(varied: Varied, made: int, count: int) -> list[tuple[str, dict[str, Any]]]:
    """One or two words that stand together in a statement of the store, and two filters that it meets."""
    chance = random.Random(2)
    found: list[tuple[str, dict[str, Any]]] = []
    while len(found) < count:
        record = varied.of(chance.randrange(made))
        said = [s for s in record.statements if s.content and s.speaker and _WORD.search(s.content[0].text)]
        if not said:
            continue
        statement = chance.choice(said)
        words = _WORD.findall(statement.content[0].text)
        filters = [
            ("since", (record.article.published or "2000")[:4]), ("kind", statement.kind), ("manner", statement.manner),
            ("outlet", record.article.publisher), ("speaker", statement.speaker.name if statement.speaker else None),
        ]  # fmt: skip
        found.append((" ".join(chance.sample(words, min(len(words), chance.choice((1, 2))))), dict(chance.sample(filters, 2))))
    return found


def peak(command: list[str]) -> str:
    """The most memory that a command and all its processes had at one moment: resident, and shared pages counted once."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    most = share = 0
    while process.poll() is None:
        resident = proportional = 0
        for number in [process.pid, *_children(process.pid)]:
            try:
                rollup = Path(f"/proc/{number}/smaps_rollup").read_text()
            except OSError:
                continue
            resident += sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Rss:"))
            proportional += sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
        most, share = max(most, resident), max(share, proportional)
        time.sleep(0.2)
    failed = f" (exit status {process.returncode})" if process.returncode else ""
    return f"{most / 1024:,.0f} MiB resident, {share / 1024:,.0f} MiB with shared pages counted once{failed}"


def _children(process: int) -> Iterator[int]:
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            numbers = task.read_text().split()
        except OSError:
            continue
        for number in numbers:
            yield int(number)
            yield from _children(int(number))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, help="the folder for stores and figures")
    parser.add_argument("--part", choices=PARTS, action="append")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--articles", type=int, default=3825)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--postgres", metavar="URL")
    parser.add_argument("--records", type=Path, nargs="+")
    args = parser.parse_args()
    os.environ.setdefault("PYTHONPATH", os.pathsep.join(folder for folder in sys.path if folder.endswith("src")))
    benchmark = Benchmark(args)
    for part in args.part or PARTS:
        print(f"{part} ...", flush=True)
        getattr(benchmark, part)()


if __name__ == "__main__":
    main()
