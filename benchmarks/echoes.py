"""How well echoes are found, against labelled pairs of statements (labels/echoes.jsonl, docs/labelling-echoes.md).

    python benchmarks/echoes.py [--shared ../shared] [--records FOLDER] [--labels FILE] [--half choose] [--errors]
    python benchmarks/echoes.py --records FOLDER --statements 1000000 [--store FILE]
    python benchmarks/echoes.py --store FILE --again
    python benchmarks/echoes.py --records FOLDER --store FILE --new

A store is made of the articles that the labels are of: PolNeAR's train and dev, Wikinews and the releases. They are read first,
which takes long; --records names a folder with their records (dev.jsonl, train.jsonl, wikinews.jsonl, releases.jsonl), as
`onrecord read --format jsonl` writes them. All is related in one run, and two statements are echoes where they are in one group.

With --statements: a store of so many, made by repeating real records with other words, names and dates, and what relating 1,000 new
articles with it costs, people and echoes, in time and room. --store keeps it; --again takes the newest 1,000 in it as new once more; --new adds 1,000 to a
copy of it, which are the records with other words and names. What was not related in it before is related first, with times of its own.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

sys.path = [
    folder for folder in sys.path if Path(folder or ".").resolve() != Path(__file__).resolve().parent
]  # its html.py is not the library's
sys.path.append(str(Path(__file__).resolve().parent.parent))

import msgspec
from sqlalchemy import select

from benchmarks.people import renamed
from onrecord import Article, Reader, Record, Store, across
from onrecord.across.echoes.candidates import learn_keys
from onrecord.across.echoes.loading import by_number
from onrecord.across.echoes.match import by_words
from onrecord.across.echoes.speakers import same_speaker
from onrecord.across.relate import STEPS
from onrecord.intake.lines import from_json
from onrecord.store.schema import articles, echo_statements, revisions, statements

CORPORA = ("dev", "train", "wikinews", "releases")
LABELS = Path(__file__).resolve().parent.parent / "labels" / "echoes.jsonl"


def all_records(shared: Path, folder: Path | None) -> Iterator[Record]:
    if folder is not None:
        for name in CORPORA:
            with (folder / f"{name}.jsonl").open("rb") as file:
                for line in file:
                    yield Record.from_json(line)
        return
    yield from Reader().read_all(all_articles(shared))


def all_articles(shared: Path) -> Iterator[Article]:
    for part in ("dev", "train"):
        for path in sorted((shared / "gold" / "polnear" / part).glob("*.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            yield Article(**{key: gold.get(key) for key in ("id", "title", "publisher", "published")}, text=gold["text"])
    for name in ("wikinews", "releases"):
        with gzip.open(shared / f"corpora/{name}.jsonl.gz", "rb") as file:
            for number, line in enumerate(file):
                yield from_json(line, id=f"{name}-{number}")


class Found:
    """What a store says of labelled statements."""

    def __init__(self, store: Store) -> None:
        self._store = store
        s = statements.c
        with store.reading() as connection:
            of = select(echo_statements.c.statement_id, echo_statements.c.echo_id).where(~echo_statements.c.apart)
            self._groups: dict[int, int] = {row[0]: row[1] for row in connection.execute(of)}
            query = (
                select(articles.c.given_id, s.id, s.content_start, s.content_end, s.copy_of)
                .join_from(statements, revisions)
                .join(articles)
                .where(s.current)
            )
            self._by_article: dict[str, list[tuple[int, int, int, int | None]]] = {}
            for article, *row in connection.execute(query):
                self._by_article.setdefault(article, []).append(tuple(row))

    def statement(self, side: dict[str, object]) -> tuple[int, int | None] | None:
        """The statement that shares the most with the labelled offsets, at least half of the longer; and what it is a copy of."""
        best, found = 0.5, None
        start, end = int(str(side["start"])), int(str(side["end"]))
        for number, first, last, copy_of in self._by_article.get(str(side["article"]), ()):
            share = (min(end, last) - max(start, first)) / max(end - start, last - first)
            if share >= best:
                best, found = share, (number, copy_of)
        return found

    def says(self, one: tuple[int, int | None], other: tuple[int, int | None]) -> str:
        """The label that the store would give: by the group, and by the words."""
        first, second = one[1] or one[0], other[1] or other[0]
        if first == second:
            return "exact"
        if self._groups.get(first) is None or self._groups.get(first) != self._groups.get(second):
            return "none"
        with self._store.reading() as connection:
            loaded = by_number(connection, [first, second])
        a, b = loaded[first], loaded[second]
        found = by_words(a, b, same_speaker(a.who, b.who))
        return "paraphrase" if found is None else {"partial": "trimmed"}.get(found.relation, found.relation)


def score(pairs: list[tuple[str, str]]) -> str:
    def counted(*labels: str) -> tuple[float, float, float]:
        right = sum(said in labels and label in labels for label, said in pairs)
        precision = right / max(1, sum(said in labels for _, said in pairs))
        recall = right / max(1, sum(label in labels for label, _ in pairs))
        return 100 * precision, 100 * recall, 200 * precision * recall / max(1e-9, precision + recall)

    words, loose, any_ = counted("exact", "trimmed"), counted("paraphrase"), counted("exact", "trimmed", "paraphrase")
    lines = [
        f"  {name:<18} precision {p:5.1f}  recall {r:5.1f}  F1 {f:5.1f}"
        for name, (p, r, f) in (("exact and trimmed", words), ("paraphrase", loose), ("any echo", any_))
    ]
    lines.append("  labelled -> found: " + ", ".join(f"{a} -> {b} {n}" for (a, b), n in sorted(Counter(pairs).items())))
    return "\n".join(lines)


def accuracy(store: Store, path: Path, half: str | None, errors: bool) -> None:
    found = Found(store)
    labels = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for part in sorted({label.get("half", "all") for label in labels}) if half is None else (half,):
        pairs, both = [], []
        for label in labels:
            if label.get("half", "all") != part:
                continue
            one, other = found.statement(label["a"]), found.statement(label["b"])
            said = found.says(one, other) if one and other else "none"
            pairs.append((label["echo"], said))
            if one and other:
                both.append(pairs[-1])
            if errors and label["echo"] != said and {label["echo"], said} != {"exact", "trimmed"}:
                print(f"    {label['id']} {label['echo']} ({label['sort']}) -> {said}: statements {one} and {other}")
        print(f"{part}: {len(pairs)} pairs")
        print(score(pairs))
        print(f"  {len(both)} of them, without those where the reader does not have one of the statements")
        print(score(both))


_WORD = re.compile(r"\b[a-z]{4,}\b")


def others(records: list[Record], statements: int) -> Iterator[Record]:
    """The records, and then again and again with half of the longer words put in others' places, other names, and later days:
    each round as many articles a day as there were, some months on."""
    chance = random.Random(7)
    by_length = _by_length(records)
    made = times = 0
    while made < statements:
        for record in records:
            if times:
                record = _other(record, times, by_length, chance)
            yield record
            made += len(record.statements)
        times += 1


def _by_length(records: list[Record]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for word in {word for record in records for word in _WORD.findall(record.article.text)}:
        found.setdefault(len(word), []).append(word)
    return found


def _other(record: Record, times: int, by_length: dict[int, list[str]], chance: random.Random) -> Record:
    text = _WORD.sub(lambda m: chance.choice(by_length[len(m[0])]) if chance.random() < 0.5 else m[0], record.article.text)
    day = record.article.published and (date.fromisoformat(record.article.published[:10]) + timedelta(211 * times))
    article = msgspec.structs.replace(record.article, text=text, published=day and day.isoformat())
    return renamed(msgspec.structs.replace(record, article=article), times, chance)


def cost(records: list[Record], count: int, path: Path) -> None:
    random.Random(5).shuffle(records)
    new, rest = records[:1000], records[1000:]
    with Store(path) as store:
        store.add_records(others(rest, count))
        timed(store)
        store.add_records(new)
        timed(store)
        with store.reading() as connection:
            text = connection.exec_driver_sql("SELECT sum(length(CAST(text AS BLOB))) FROM revisions").scalar() or 1
            sizes = connection.exec_driver_sql(
                "SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%echo%'"
            ).scalar() or 0  # fmt: skip
            print(f"tables of echoes {sizes / 2**20:.1f} MiB, {sizes / text:.3f} times the text")


def new_ones(records: list[Record], path: Path) -> None:
    """Put 1,000 of the records, with other words and names, into a copy of a store where all is related, and relate them."""
    by_length, chance = _by_length(records), random.Random(11)
    random.Random(5).shuffle(records)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        copy = shutil.copyfile(path, Path(folder) / path.name)
        with Store(copy) as store:
            timed(store)
            store.add_records([_other(record, 1000, by_length, chance) for record in records[:1000]])
            timed(store)


def timed(store: Store) -> None:
    """Relate what is new, each step by itself, but for the keys of speakers, which a store is given once."""
    with store.writing() as connection:
        learn_keys(connection)
    for name, step in STEPS:
        began, worked = time.perf_counter(), time.process_time()
        done = step(store, lambda *_: None)
        spent, busy = time.perf_counter() - began, time.process_time() - worked
        print(f"{done:,} articles: {name} related in {spent:,.2f} s ({busy:,.2f} s of the processor)", flush=True)


def again(path: Path) -> None:
    newest = "(SELECT max(id) FROM revisions) - 1000"
    with Store(path) as store:
        with store.writing() as connection:
            said = f"(SELECT id FROM statements WHERE revision_id > {newest})"
            connection.exec_driver_sql(f"DELETE FROM appearances WHERE revision_id > {newest}")
            connection.exec_driver_sql(f"UPDATE revisions SET people_done = false WHERE id > {newest}")
            connection.exec_driver_sql(f"DELETE FROM echo_statements WHERE statement_id IN {said}")
            connection.exec_driver_sql(f"DELETE FROM echo_marks WHERE statement_id IN {said}")
            connection.exec_driver_sql(f"INSERT INTO echoes_due SELECT id FROM revisions WHERE id > {newest}")
        timed(store)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--records", type=Path, metavar="FOLDER")
    parser.add_argument(
        "--labels", type=Path, default=LABELS, metavar="FILE", help="labels/echoes.jsonl, or labels/echoes-fresh.jsonl"
    )
    parser.add_argument("--half", choices=("choose", "report"))
    parser.add_argument("--errors", action="store_true", help="name the pairs that are wrong")
    parser.add_argument("--statements", type=int, metavar="N", help="measure time and room at so many statements, not accuracy")
    parser.add_argument("--store", type=Path, metavar="FILE", help="keep the store of --statements here")
    parser.add_argument("--again", action="store_true", help="relate the newest 1,000 articles of --store once more")
    parser.add_argument("--new", action="store_true", help="relate 1,000 new articles, made of the records, in a copy of --store")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if args.statements:
            cost(list(all_records(args.shared, args.records)), args.statements, args.store or Path(name) / "many.db")
            return
        if args.again:
            again(args.store)
            return
        if args.new:
            new_ones(list(all_records(args.shared, args.records)), args.store)
            return
        with Store(Path(name) / "labelled.db") as store:
            store.add_records(all_records(args.shared, args.records))
            across.relate(store)
            accuracy(store, args.labels, args.half, args.errors)


if __name__ == "__main__":
    main()
