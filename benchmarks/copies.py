"""Near-copies: how many copies of a part of an article are found, and which articles are grouped that should not be.

    python benchmarks/copies.py [--shared ../shared] [--halved 500] [--random 2000]

The press releases of ../shared go into a store, without being read. Of some of them a part is added as another outlet would print it: the first,
last or middle half, as it is, between words of its own, or with one word in fifty changed; and, to see what is let alone, half of one release before half
of another. Counted is which of them the store groups with what they were made of, of those that are near-copies by
their shingles (`copies.near`). Then random press releases alone: all pairs are compared, which says which groups there should be.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

sys.path = [
    folder for folder in sys.path if Path(folder or ".").resolve() != Path(__file__).resolve().parent
]  # its html.py is not the library's

import msgspec

from onrecord import Article, Record, Store
from onrecord.intake import read_source
from onrecord.store import copies


class Unread:
    """A reader that finds nothing."""

    def __init__(self) -> None:
        self.read_by = {"onrecord": "benchmark", "model": "none"}

    def read_all(self, articles: Iterable[Article]) -> Iterator[Record]:
        """An empty record each."""
        return (
            Record(article=article, statements=[], figures=[], times=[], events=[], read_by=self.read_by) for article in articles
        )


def groups(store: Store) -> dict[str, int]:
    """The number of the group's first article, for each article by its id."""
    with store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT given_id, coalesce(copy_of, id) FROM articles")
        return {str(given): int(lead) for given, lead in rows.all()}


def parts(words: list[str], other: list[str], chance: random.Random) -> dict[str, list[str]]:
    """The copies that are made of an article."""
    half, quarter = len(words) // 2, len(words) // 4
    head = "The quay of Harwick is shut for a year after a storm, the council says".split()
    foot = "This report was edited for length by the desk of the Courier".split()
    return {
        "first half": words[:half],
        "last half": words[-half:],
        "middle half": words[quarter : quarter + half],
        "first half with words of its own": [*head, *words[:half], *foot],
        "first half, one word in 50 changed": [word if chance.random() > 0.02 else "harbour" for word in words[:half]],
        "half of one before half of another": [*words[:half], *other[-(len(other) // 2) :]],
    }


def halved(found: list[Article], count: int, folder: Path) -> None:
    """How many copies of parts are met."""
    chance = random.Random(2)
    some = chance.sample([article for article in found if len(article.text.split()) >= 140], count)
    made: dict[str, list[tuple[Article, Article]]] = defaultdict(list)
    for number, article in enumerate(some):
        other = chance.choice(some).text.split()
        for kind, words in parts(article.text.split(), other, chance).items():
            copy = Article(id=f"{kind} {number}", text=" ".join(words), publisher="Courier")
            made[kind].append((article, copy))
    with Store(folder / "all.db") as store:
        store.add(found, Unread())
    for number, (kind, pairs) in enumerate(made.items()):
        name = shutil.copy(folder / "all.db", folder / f"{number}.db")
        with Store(name) as store:
            store.add([copy for _, copy in pairs], Unread())
            where = groups(store)
        near = [
            where[copy.id] == where[article.id]
            for article, copy in pairs
            if copies.near(copies.shingles(article.text), copies.shingles(copy.text))
        ]
        rest = sum(where[copy.id] == where[article.id] for article, copy in pairs) - sum(near)
        print(
            f"{kind}: {sum(near)} of {len(near)} near-copies are grouped ({len(pairs)} made; {rest} of the others grouped)",
            flush=True,
        )


def grouped(found: list[Article], count: int, folder: Path) -> None:
    """Which random articles are grouped, and which should be."""
    some = random.Random(3).sample(found, count)
    with Store(folder / "random.db") as store:
        store.add(some, Unread())
        where = groups(store)
    shingles = {article.id: copies.shingles(article.text) for article in some}
    holders: dict[str, list[str]] = defaultdict(list)
    for given, own in shingles.items():
        for shingle in own:
            holders[shingle].append(given)
    meeting = {pair for held in holders.values() if len(held) < 100 for pair in combinations(held, 2)}
    true = {pair for pair in meeting if copies.near(shingles[pair[0]], shingles[pair[1]])}
    members: dict[int, list[str]] = defaultdict(list)
    for given, lead in where.items():
        members[lead].append(given)
    said = {tuple(sorted(pair)) for held in members.values() for pair in combinations(held, 2)}
    right = {tuple(sorted(pair)) for pair in true}
    print(f"{count:,} random articles: {sum(len(held) > 1 for held in members.values())} groups, {len(said)} pairs in them")
    print(
        f"  near-copies by all pairs: {len(right)}, of which {len(right & said)} are in one group; {len(said - right)} pairs in groups are none"
    )
    for one, other in sorted(said - right)[:10]:
        both = len(shingles[one] & shingles[other])
        print(f"    {one}, {other}: {both} shingles of {len(shingles[one])} and {len(shingles[other])} in common")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--halved", type=int, default=500)
    parser.add_argument("--random", type=int, default=2000)
    args = parser.parse_args()
    found = [article for article in read_source(args.shared / "corpora/releases.jsonl.gz") if isinstance(article, Article)]
    found = [msgspec.structs.replace(article, id=f"{number} {article.id}", url=None) for number, article in enumerate(found)]
    with tempfile.TemporaryDirectory() as name:
        halved(found, args.halved, Path(name))
        grouped(found, args.random, Path(name))


if __name__ == "__main__":
    main()
