"""Positions: how many of the pairs that are said to disagree do, and how many of those that disagree are found.

    python benchmarks/positions.py [--shared ../shared] [--labels labels/positions.jsonl] [--half report] [--list FILE]

A store is made in a temporary folder of the articles that the labels are in, and of all of PolNeAR's train; --records FILE takes records
that were read before (JSON Lines, several may be given), else the articles are read. Labelled pairs (see docs/labelling-positions.md) are
found again by the offsets of their contents. Printed are precision and recall of "these two disagree" over the labelled pairs, and over how
many pairs of train it is said; --list writes those out, to be read by a person.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path = [
    folder for folder in sys.path if Path(folder or ".").resolve() != Path(__file__).resolve().parent
]  # its html.py is not the library's

import msgspec

from onrecord import Article, Record, Store, across
from onrecord.intake.lines import from_json
from onrecord.store import Said

_CORPORA = ("wikinews", "releases")
_PARTS = ("train", "dev")


def records(files: list[Path]) -> Iterator[Record]:
    for path in files:
        with path.open("rb") as file:
            for line in file:
                yield Record.from_json(line)


def articles(shared: Path, wanted: set[tuple[str, str]]) -> Iterator[Article]:
    """All of PolNeAR's train, and of the other corpora what the labels are in."""
    for part in _PARTS:
        prepare = [sys.executable, str(shared / "score/score.py"), "prepare", str(shared / "gold/polnear" / part)]
        for line in subprocess.run(prepare, capture_output=True, check=True).stdout.splitlines():
            article = from_json(line, id=part)
            if part == "train" or (f"polnear-{part}", article.id) in wanted:
                yield msgspec.structs.replace(article, publisher=article.id.split("_")[0])
    for corpus in _CORPORA:
        with gzip.open(shared / f"corpora/{corpus}.jsonl.gz", "rb") as file:
            for number, line in enumerate(file):
                article = from_json(line, id=f"{corpus}-{number}")
                if (corpus, article.id) in wanted:
                    yield article


def at(said: list[Said], start: int, end: int) -> set[int]:
    """The statements whose content shares half of the shorter with these offsets."""
    found = set()
    for one in said:
        if one.start is not None and one.end is not None:
            shared = min(one.end, end) - max(one.start, start)
            if 2 * shared >= min(one.end - one.start, end - start):
                found.add(one.id)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--labels", type=Path, default=Path("labels/positions.jsonl"))
    parser.add_argument("--half", choices=("choose", "report"), action="append")
    parser.add_argument("--records", type=Path, action="append", default=[])
    parser.add_argument("--store", type=Path, help="A store made before, in place of a temporary one.")
    parser.add_argument("--least", type=float, default=0.0, help="Count only what is at least so sure.")
    parser.add_argument("--list", type=Path, help="Write out what is said to disagree in the store, as JSON Lines.")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    labels = [json.loads(line) for line in args.labels.read_text(encoding="utf-8").splitlines()]
    wanted = {(label[side]["corpus"], label[side]["article"]) for label in labels for side in "ab"}
    with tempfile.TemporaryDirectory() as folder, Store(args.store or Path(folder) / "positions.db") as store:
        if args.store is None:
            if args.records:
                store.add_records(records(args.records))
            else:
                store.add(articles(args.shared, wanted))
            across.relate(store)
        report(store, labels, args)


def report(store: Store, labels: list[dict[str, Any]], args: argparse.Namespace) -> None:
    found = [change for change in across.changes(store, limit=None) if change.sure >= args.least]
    claimed = {frozenset((change.earlier, change.later)) for change in found}
    said: dict[str, list[Said]] = {}
    for article in {label[side]["article"] for label in labels for side in "ab"}:
        said[article] = list(store.search(article=article, copies=True, limit=None))
    for half in args.half or ("choose", "report"):
        right = wrong = missed = lost = 0
        for label in (label for label in labels if label["half"] == half):
            one, other = (at(said[label[side]["article"]], label[side]["start"], label[side]["end"]) for side in "ab")
            says = any(frozenset((a, b)) in claimed for a in one for b in other if a != b)
            changed = label["change"] != "none"
            lost += changed and not (one and other)
            right, wrong, missed = right + (says and changed), wrong + (says and not changed), missed + (changed and not says)
            if args.errors and half == "choose":
                print(f"  {label['id']} {label['change']}: {'found' if says else 'not found'}")
        precision = f"{right / (right + wrong):.1%}" if right + wrong else "none said"
        print(f"{half}: precision {precision} ({right} of {right + wrong}), recall {right / max(1, right + missed):.1%} ({right} of {right + missed}); "
              f"of {lost} one statement is not in the store")  # fmt: skip
    print(f"in the whole store: {len(found)} pairs, {dict(Counter(change.change for change in found))}")
    if args.list:
        with args.list.open("wb") as file:
            for change in found:
                file.write(msgspec.json.encode(change) + b"\n")


if __name__ == "__main__":
    main()
