"""People across articles: how often two statements are rightly given to one identity, and what relating new articles costs.

    python benchmarks/people.py [--shared ../shared] [--records FILE ...] [--labels labels/identities.jsonl] [--show choose]
    python benchmarks/people.py --cost 1000000 --records FILE ...

The first builds a store of PolNeAR's train and dev articles (with their dates and outlets), the Wikinews articles and the press releases,
relates it, and finds the labelled statements in it by their content: at least half of the one in common with the other. A pair counts as said to
be one where both statements have the same identity. Precision: of the pairs said to be one, those that are; recall: of
those that are one, the ones said to be. A statement that the reader did not find counts as one of nobody.

--records: what `onrecord read --format jsonl` wrote of these articles, which saves reading them anew (the name of the file tells the corpus:
train, dev, wikinews, releases). --show: one half alone, with the pairs that went wrong.

--cost N: repeats the records, with other names in all but the first pass, until the store has N statements; then relates 1,000 articles more. --again: in a store that was kept so (--store), the newest
1,000 are taken as new and related once more.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

sys.path = [
    folder for folder in sys.path if Path(folder or ".").resolve() != Path(__file__).resolve().parent
]  # its html.py is not the library's

import msgspec

from onrecord import Article, Reader, Record, Store, across
from onrecord.intake import read_source
from onrecord.record import Speaker, Statement

CORPORA = {"train": "polnear-train", "dev": "polnear-dev", "wikinews": "wikinews", "releases": "releases"}


def records(shared: Path, files: list[Path]) -> Iterator[tuple[str, Record]]:
    """Every article's record, with the name of its corpus."""
    given = {path.name.split(".")[0]: path for path in files}
    reader: Reader | None = None
    for name, corpus in CORPORA.items():
        if name in given:
            with given[name].open("rb") as file:
                yield from ((corpus, msgspec.json.decode(line, type=Record)) for line in file)
        elif not files:
            reader = reader or Reader()
            yield from ((corpus, record) for record in reader.read_all(_articles(shared, name)))


def _articles(shared: Path, name: str) -> Iterator[Article]:
    if name in ("wikinews", "releases"):
        yield from (found for found in read_source(shared / f"corpora/{name}.jsonl.gz") if isinstance(found, Article))
        return
    command = [sys.executable, str(shared / "score/score.py"), "prepare", str(shared / "gold/polnear" / name)]
    for line in subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines():
        row = json.loads(line)
        yield Article(id=row["id"], text=row["text"], published=row.get("published"), publisher=row["id"].split("_")[0])


def build(store: Store, found: Iterable[tuple[str, Record]]) -> dict[tuple[str, str], int]:
    """Put the records into a store; the revision of each article by corpus and id. Articles of two corpora may have one id."""
    names: dict[str, tuple[str, str]] = {}

    def kept() -> Iterator[Record]:
        for corpus, record in found:
            article = msgspec.structs.replace(record.article, id=f"{corpus}/{record.article.id}", url=None)
            names[article.id] = (corpus, record.article.id)
            yield msgspec.structs.replace(record, article=article)

    store.add_records(kept())
    with store.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT a.given_id, r.id FROM articles a JOIN revisions r ON r.article_id = a.id WHERE r.current"
        )
        return {names[given]: number for given, number in rows}


def identity(store: Store, revision: int | None, start: int, end: int) -> tuple[int | None, str]:
    """Whose the statement is that shares at least half of its content with these offsets: its identity, and the speaker's name."""
    if revision is None:
        return None, "(no article)"
    best: tuple[int, int] | None = None
    with store.reading() as connection:
        query = "SELECT id, content_start, content_end FROM statements WHERE content_start IS NOT NULL AND revision_id = " + str(
            revision
        )
        for number, first, last in connection.exec_driver_sql(query):
            shared = min(last, end) - max(first, start)
            if shared * 2 >= max(1, min(last - first, end - start)) and (best is None or shared > best[0]):
                best = (shared, number)
    if best is None:
        return None, "(not found)"
    said = store.statement(best[1])
    return said.person, f"{said.speaker} [{said.role}] in {said.publisher}, {said.published}: {said.source}"


def report(store: Store, places: dict[tuple[str, str], int], labels: Path, show: str | None) -> None:
    pairs = [json.loads(line) for line in labels.read_text().splitlines()]
    for half in (show,) if show else ("choose", "report"):
        counts: Counter[str] = Counter()
        sorts: dict[str, Counter[str]] = {}
        for pair in pairs:
            if pair["half"] != half:
                continue
            (one, a), (other, b) = (
                identity(store, places.get((pair[side]["corpus"], pair[side]["article"])), pair[side]["start"], pair[side]["end"])
                for side in ("a", "b")
            )
            said = one is not None and one == other
            kind = (
                ("true" if pair["same"] else "false") + " positive"
                if said
                else ("false negative" if pair["same"] else "true negative")
            )
            counts[kind] += 1
            sorts.setdefault(pair["sort"], Counter())[kind] += 1
            if show == half and kind.startswith("false"):
                print(f"  {kind}: {pair['id']} {pair['sort']}\n      {one} {a}\n      {other} {b}")
        right, wrong, missed = counts["true positive"], counts["false positive"], counts["false negative"]
        print(
            f"{half}: {sum(counts.values())} pairs, precision {right / max(1, right + wrong):.1%} ({wrong} wrong of {right + wrong}), "
            f"recall {right / max(1, right + missed):.1%} ({missed} missed of {right + missed})"
        )
        for sort, told in sorted(sorts.items()):
            print(f"    {sort}: {', '.join(f'{kind} {times}' for kind, times in sorted(told.items()))}")


_NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")


def renamed(record: Record, times: int, random_: random.Random) -> Record:
    """A record like another, as of another article: some names changed (a few letters, of the same length), and the id."""
    made: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        word = match[0]
        if word not in made:
            made[word] = (
                word if random_.random() < 0.7 else word[:2] + "".join(random_.choice("abdefiklmnoprstu") for _ in word[2:])
            )
        return made[word]

    text = _NAME.sub(other, record.article.text)
    article = msgspec.structs.replace(record.article, text=text, id=f"{record.article.id}-{times}", url=None)
    said = [_said(statement, text, other) for statement in record.statements]
    return msgspec.structs.replace(record, article=article, statements=said, figures=[], times=[], events=[])


def _said(statement: Statement, text: str, other: object) -> Statement:
    def moved(spans: list[msgspec.Struct]) -> list[msgspec.Struct]:
        return [msgspec.structs.replace(span, text=text[span.start : span.end]) for span in spans]  # type: ignore[attr-defined]

    speaker = statement.speaker
    if speaker is not None:
        role = _NAME.sub(other, speaker.role) if speaker.role else None  # type: ignore[arg-type]
        speaker = Speaker(name=_NAME.sub(other, speaker.name), kind=speaker.kind, role=role, sourcing=speaker.sourcing)  # type: ignore[arg-type]
    return msgspec.structs.replace(
        statement, content=moved(statement.content), cue=moved(statement.cue), source=moved(statement.source),
        speaker=speaker, said_on=None, hedge=None, commitments=[],
    )  # fmt: skip


def cost(store: Store, found: list[Record], statements: int) -> None:
    random_ = random.Random(7)
    new, rest = found[:1000], found[1000:]
    count = times = 0
    began = time.perf_counter()

    def many() -> Iterator[Record]:
        nonlocal count, times
        while count < statements:
            for record in rest:
                yield renamed(record, times, random_) if times else record
                count += len(record.statements)
                if count >= statements:
                    break
            times += 1

    store.add_records(many())
    print(f"{count:,} statements stored in {time.perf_counter() - began:,.0f} s", flush=True)
    began = time.perf_counter()
    done = across.relate(store)
    print(f"{done.articles:,} articles related in {time.perf_counter() - began:,.1f} s", flush=True)
    store.add_records(new)
    began = time.perf_counter()
    done = across.relate(store)
    print(f"{done.articles:,} new articles related in {time.perf_counter() - began:,.2f} s")


def again(store: Store) -> None:
    newest = "(SELECT max(id) FROM revisions) - 1000"
    with store.writing() as connection:
        connection.exec_driver_sql(f"DELETE FROM appearances WHERE revision_id > {newest}")
        connection.exec_driver_sql(f"UPDATE revisions SET people_done = false WHERE id > {newest}")
    done = across.relate(store)
    print(f"{done.articles:,} articles related in {done.seconds:,.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--records", type=Path, nargs="*", default=[])
    parser.add_argument("--labels", type=Path, default=Path("labels/identities.jsonl"))
    parser.add_argument("--show", choices=["choose", "report"])
    parser.add_argument("--store", type=Path, help="keep the store here")
    parser.add_argument("--cost", type=int, metavar="STATEMENTS")
    parser.add_argument("--again", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Store(args.store or Path(folder) / "news.db") as store:
        if args.again:
            again(store)
            return
        if args.cost:
            found = [record for _, record in records(args.shared, args.records)]
            random.Random(5).shuffle(found)
            cost(store, found, args.cost)
            return
        places = build(store, records(args.shared, args.records))
        done = across.relate(store)
        print(f"{done.articles:,} articles related in {done.seconds:,.1f} s")
        report(store, places, args.labels, args.show)


if __name__ == "__main__":
    main()
