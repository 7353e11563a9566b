"""Events: how well triggers, statuses, actors and PLOVER categories are found.

    python -m benchmarks.events --shared ../shared [--show] [--curve] [--seeds 3]

MEANTIME (first six sentences of 60 articles): F1 of triggers, a found and an annotated one matching where they overlap, each
at most once; of those found the share with the right status, and, where gold names who acts, with the right actor. Weights
are fitted on other articles each time (five folds over articles). PLOVER's sentences: of those in which an event is found in
the words that are marked, the share of which the first typed one has gold's category. Needs scikit-learn: run it in the
training environment.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.meantime import GoldEvent, documents, is_named
from onrecord.article import Article
from onrecord.reader import dates, events, speakers, times
from onrecord.reader.reader import Reader
from onrecord.record import Event
from training.fit_events import Read, held_out, read

MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD", "INVESTIGATE": "ACCUSE", "DISAPPROVE": "ACCUSE", "FIGHT": "ASSAULT"}
"""Categories of the sentences' older version of PLOVER, and those that took them in."""
_MARK = re.compile(r"\(([A-Z]+(?:/[A-Z]+)*): ?")
NEAR = {"scheduled": "planned", "ongoing": "occurred"}
"""Statuses that MEANTIME does not tell apart."""


def record_of(one: Read, weights: events.Weights) -> list[Event]:
    """The events that the record of an article would have."""
    article, layers, attributions = one.document.article, one.layers, one.attributions
    told = times.find(article, layers.words)
    who = speakers.resolve(article, layers, attributions)
    said = dates.said_on(article, layers, attributions, told, who)
    return events.find(article, layers, attributions, who, said, told, weights)


def matched(gold: list[GoldEvent], found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs of indices of gold and found triggers that overlap, each in one pair at most."""
    pairs, used = [], set()
    for f, (start, end) in enumerate(found):
        g = next((g for g, event in enumerate(gold) if g not in used and event.overlaps(start, end)), None)
        if g is not None:
            used.add(g)
            pairs.append((g, f))
    return pairs


def f1(n: Counter[str], what: str) -> str:
    precision, recall = n[f"{what} hit"] / max(1, n[f"{what} found"]), n[f"{what} hit"] / max(1, n["gold"])
    return f"F1 {200 * precision * recall / max(1e-9, precision + recall):.1f} (precision {100 * precision:.1f}, recall {100 * recall:.1f})"


def percent(n: Counter[str], part: str, of: str) -> str:
    return f"{100 * n[part] / max(1, n[of]):.1f} ({n[part]}/{n[of]})"


def count(one: Read, weights: events.Weights, n: Counter[str], confused: Counter[tuple[str, str]], show: bool) -> None:
    """Count one article's triggers wherever they stand, and its record's events with what is said of them."""
    gold, limit, text = one.document.events, one.document.limit, one.document.article.text
    words = one.layers.words
    every = [(int(words.starts[i]), int(words.ends[i])) for i in events.triggers(one.document.article, one.scene, weights)]
    every = [span for span in every if span[1] <= limit]
    n["gold"] += len(gold)
    n["all found"] += len(every)
    n["all hit"] += len(matched(gold, every))
    kept = [event for event in record_of(one, weights) if event.trigger.end <= limit]
    pairs = matched(gold, [(event.trigger.start, event.trigger.end) for event in kept])
    n["record found"] += len(kept)
    n["record hit"] += len(pairs)
    for g, f in pairs:
        wanted, event = gold[g], kept[f]
        around = text[max(0, event.trigger.start - 60) : event.trigger.start] + f"[{event.trigger.text}]"
        around = (around + text[event.trigger.end : event.trigger.end + 40]).replace("\n", " ")
        if wanted.status:
            n["status"] += 1
            right = NEAR.get(event.status, event.status) == wanted.status
            n["status right"] += right
            n["status occurred"] += wanted.status == "occurred"
            strict = wanted.status if not wanted.progressive else "ongoing"
            n["status right, ongoing apart"] += (event.status if event.status != "scheduled" else "planned") == strict
            confused[wanted.status, event.status] += 1
            if show and not right:
                print(f"  {wanted.status}, not {event.status}: {around}")
        if wanted.actors:
            n["actor"] += 1
            right = event.actor is not None and is_named(event.actor, wanted.actors)
            n["actor right"] += right
            n["actor given"] += event.actor is not None
            if show and not right:
                print(f"  {sorted(wanted.actors)[:3]}, not {event.actor}: {around}")


def measure_meantime(reader: Reader, folder: Path, show: bool, curve: bool, seeds: int) -> None:
    articles = [read(reader, document) for document in documents(folder)]
    for share in (0.1, 0.25, 0.5, 1.0) if curve else (1.0,):
        n: Counter[str] = Counter()
        confused: Counter[tuple[str, str]] = Counter()
        for seed in range(seeds):
            weights = held_out(articles, seed, share)
            for one in articles:
                count(one, weights[one.document.article.id], n, confused, show and share == 1.0 and seed == 0)
        print(f"MEANTIME, five folds, {100 * share:.0f}% of the other articles, mean of {seeds} splits")
        print(f"  triggers, wherever they stand: {f1(n, 'all')}, {n['gold'] // seeds} gold")
        print(f"  triggers, events of the record: {f1(n, 'record')}")
        print(
            f"  status of found: {percent(n, 'status right', 'status')}; with 'occurred' for all {percent(n, 'status occurred', 'status')}"
        )
        print(f"  status of found, progressives told apart: {percent(n, 'status right, ongoing apart', 'status')}")
        print(f"  actor of found: {percent(n, 'actor right', 'actor')}; of those given {percent(n, 'actor right', 'actor given')}")
    if show:
        for (wanted, given), number in confused.most_common():
            print(f"  {wanted} read as {given}: {number}")
    transfer(articles)


def transfer(articles: list[Read]) -> None:
    """The same, fitted on articles about the other of the corpus's two companies."""
    from training.fit_events import fit

    n: Counter[str] = Counter()
    halves = articles[:30], articles[30:]
    for half, other in (halves, halves[::-1]):
        weights = fit(other)
        for one in half:
            count(one, weights, n, Counter(), False)
    print(f"MEANTIME, fitted on the other topic: triggers {f1(n, 'all')}; events of the record {f1(n, 'record')}")


def marked(markup: str) -> tuple[str, list[tuple[int, int]]]:
    """The text of a PLOVER sentence without its marks, and the spans of the words that tell its event (EVT)."""
    text, spans = "", []
    opened: list[tuple[str, int]] = []
    i = 0
    while i < len(markup):
        mark = _MARK.match(markup, i)
        if mark:
            opened.append((mark[1], len(text)))
            i = mark.end()
            continue
        if markup[i] == ")" and opened and opened[-1][0]:
            kind, start = opened.pop()
            if kind == "EVT" and len(text) > start:
                spans.append((start, len(text)))
        elif markup[i] in "{}":
            pass
        else:
            if markup[i] == "(":
                opened.append(("", len(text)))
            elif markup[i] == ")" and opened:
                opened.pop()
            text += markup[i]
        i += 1
    return text, spans


def sentences(path: Path) -> Iterator[tuple[str, str, list[tuple[int, int]]]]:
    """Category, text and marked words of each sentence."""
    for case in json.loads(path.read_text(encoding="utf-8")):
        markup = (case.get("textInfo") or {}).get("markup")
        if markup:
            text, spans = marked(markup)
            yield case["event"], text, sorted(spans)


def measure_plover(reader: Reader, path: Path, show: bool) -> None:
    n: Counter[str] = Counter()
    by: dict[str, Counter[str]] = {}
    for category, text, spans in sentences(path):
        wanted = MERGED.get(category, category)
        record = reader.read(Article(id="a", text=text, published="2000-01-01"))
        hits = [e for e in record.events if any(a < e.trigger.end and e.trigger.start < b for a, b in spans)]
        n["sentences"] += 1
        n["found"] += bool(hits)
        if not hits:
            if show:
                print(f"  none found, {wanted}: {text[:120]}")
            continue
        types = [e.type for e in hits if e.type]
        right = bool(types) and types[0] == wanted
        n["right"] += right
        n["any right"] += wanted in types
        n["first right"] += hits[0].type == wanted
        n["typed"] += bool(types)
        for key in ("found", *(["right"] if right else [])):
            by.setdefault(wanted, Counter())[key] += 1
        if category not in MERGED:
            n["same name found"] += 1
            n["same name right"] += right
        if show and not right:
            print(f"  {wanted}, not {[(e.trigger.text, e.type) for e in hits]}: {text[:120]}")
    print(f"PLOVER, {n['sentences']} sentences, found {n['found']}: category right {percent(n, 'right', 'found')}")
    print(
        f"  any of the events found right {percent(n, 'any right', 'found')}; the first, typed or not, {percent(n, 'first right', 'found')}"
    )
    print(
        f"  of those that have a category {percent(n, 'right', 'typed')}; without merged categories {percent(n, 'same name right', 'same name found')}"
    )
    print("  " + ", ".join(f"{kind} {c['right']}/{c['found']}" for kind, c in sorted(by.items())))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with gold/")
    parser.add_argument("--model", type=Path, help="folder with other weights than those shipped")
    parser.add_argument("--seeds", type=int, default=3, help="how many splits into folds are averaged")
    parser.add_argument("--curve", action="store_true", help="fit on a part of the articles, too")
    parser.add_argument("--show", action="store_true", help="print what is wrong")
    args = parser.parse_args()
    reader = Reader(args.model)
    if not (args.shared / "gold/meantime").exists():
        sys.exit(f"{args.shared}/gold/meantime is not there: name the folder that holds gold/ with --shared.")
    measure_meantime(reader, args.shared / "gold/meantime", args.show, args.curve, args.seeds)
    measure_plover(reader, args.shared / "gold/plover/events.json", args.show)


if __name__ == "__main__":
    main()
