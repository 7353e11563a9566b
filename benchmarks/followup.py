"""Follow-up: how often what is offered for a commitment bears on it.

    python benchmarks/followup.py --store FILE [--draw 60 [--seed 5] > drawn.jsonl] [--labels labels/followup.jsonl]

The store is one of PolNeAR's train and dev, Wikinews and the press releases (``benchmarks/people.py --store`` makes one). --draw: as many
commitments are drawn at random as have something offered, and of each one offer; printed are places, and the texts for whoever judges. Without it the
labelled offers (see docs/followup.md) are looked for: printed is the precision of those that are still offered, by the reason, and how many of the
right and of the wrong ones are no longer offered.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path = [folder for folder in sys.path if Path(folder or ".").resolve() != Path(__file__).resolve().parent]

from onrecord import Store, across
from onrecord.across import FollowUp

_AS_OF = "2030-01-01"


def reason(offer: FollowUp) -> str:
    """Why something is offered, in a word: what it bears on, of whom."""
    if offer.bears_on != ["action"]:
        return "+".join(offer.bears_on)
    whose = "same actor" if "same actor" in offer.reason else "names the actor" if "names the actor" in offer.reason else "anybody"
    return f"action, {whose}, {offer.kind}"


def drawn(store: Store, wanted: int, seed: int) -> list[dict[str, Any]]:
    """Offers at random, no two of one commitment; ``text`` and the like are for whoever judges, and not for the labels."""
    rng = random.Random(seed)
    bound = list(across.commitments(store, limit=None))
    rng.shuffle(bound)
    found: list[dict[str, Any]] = []
    for commitment in bound:
        if len(found) == wanted:
            break
        offers = list(across.follow_up(store, commitment.id, as_of=_AS_OF, limit=None))
        if offers:
            offer = rng.choice(offers)
            found.append({
                "commitment": {"article": commitment.article, "start": commitment.start, "end": commitment.end},
                "offer": {"kind": offer.kind, "article": offer.article, "start": offer.start, "end": offer.end},
                "reason": reason(offer), "_of": len(offers), "_commitment": f"{commitment.actor} {commitment.act} {commitment.action} | {commitment.condition} | {commitment.deadline}",

                "_day": commitment.said_on or commitment.published, "_why": offer.reason, "_when": offer.day, "_who": offer.who, "_text": offer.text,
            })  # fmt: skip
    return found


def measured(store: Store, labels: Sequence[dict[str, Any]]) -> None:
    """Print the precision by reason."""
    by_place = {(row.article, row.start, row.end): row.id for row in across.commitments(store, limit=None)}
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for label in labels:
        of = label["commitment"]
        number = by_place.get((of["article"], of["start"], of["end"]))
        offers = across.follow_up(store, number, as_of=_AS_OF, limit=None) if number is not None else []
        place = label["offer"]
        still = any(
            (o.kind, o.article, o.start, o.end) == (place["kind"], place["article"], place["start"], place["end"]) for o in offers
        )
        for name in (label["reason"], "all"):
            counts[name][(0 if label["right"] else 1) + (0 if still else 2)] += 1
    for name, (right, wrong, lost, dropped) in sorted(counts.items(), key=lambda entry: (entry[0] == "all", entry[0])):
        share = f"{right / (right + wrong):.1%}" if right + wrong else "none"
        print(f"{name}: {share} ({right} of {right + wrong}); no longer offered: {lost} right, {dropped} wrong")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--draw", type=int)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--labels", type=Path, default=Path("labels/followup.jsonl"))
    args = parser.parse_args()
    with Store(args.store) as store:
        if args.draw:
            for entry in drawn(store, args.draw, args.seed):
                print(json.dumps(entry, ensure_ascii=False))
        else:
            measured(store, [json.loads(line) for line in args.labels.read_text(encoding="utf-8").splitlines()])


if __name__ == "__main__":
    main()
