"""Measure the times and dates layers.

    python -m training.measure_dates --gold ../shared/gold [--errors said_on|wikiwars|meantime|gum]

``said_on`` is scored as the project's scorer does: of the attributions that gold or the layer dates, how many have the
very date, over gold spans; with the speakers layer's speakers, with gold ones, and with none. Times are scored by span
(the same words, or sharing one) and by value (sharing a word and the very value).
"""

from __future__ import annotations

import argparse
import collections
import html
import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from onrecord.article import Article
from onrecord.reader import dates, speakers, times
from onrecord.reader import words as W
from onrecord.reader.times.calendar_values import bounds
from onrecord.record import Speaker, Time

from .record_layer import Document, documents


@dataclass
class Marked:
    """A text with gold time expressions: (start, end, value)."""

    name: str
    text: str
    published: str | None
    gold: list[tuple[int, int, str]]
    until: int


def wikiwars(gold: Path) -> Iterator[Marked]:
    for path in sorted((gold / "wikiwars").glob("*.tml")):
        raw = path.read_text(encoding="utf-8")
        created = re.search(r"<DCT>.*?value=\"([\d-]+)\"", raw, re.DOTALL)
        body = re.search(r"<TEXT>(.*)</TEXT>", raw, re.DOTALL)
        assert body is not None
        text, marks = "", []
        for part in re.split(r"(<TIMEX3[^>]*>.*?</TIMEX3>)", body.group(1), flags=re.DOTALL):
            m = re.match(r"<TIMEX3([^>]*)>(.*?)</TIMEX3>", part, re.DOTALL)
            shown = html.unescape(m[2] if m else part)
            if m:
                value = re.search(r"value=\"([^\"]*)\"", m[1])
                marks.append((len(text), len(text) + len(shown), value[1] if value else ""))
            text += shown
        yield Marked(path.stem, text, created[1] if created else None, marks, len(text))


def meantime(gold: Path) -> Iterator[Marked]:
    for path in sorted((gold / "meantime").rglob("*.xml")):
        root = ElementTree.parse(path).getroot()
        text, spans, until = "", {}, 0
        for token in root.iter("token"):
            form = token.text or ""
            if text and not re.match(r"[.,;:!?)%]|[’']s$|n't$", form) and not text.endswith(("(", "$")):
                text += "\n" if int(token.get("number", 0)) == 0 and int(token.get("sentence", 0)) > 0 else " "
            spans[token.get("t_id")] = len(text), len(text) + len(form)
            text += form
            if int(token.get("sentence", 0)) < 6:
                until = len(text)
        marks, created = [], None
        for timex in root.iter("TIMEX3"):
            anchors = [spans[a.get("t_id")] for a in timex.iter("token_anchor") if a.get("t_id") in spans]
            value = timex.get("value") or ""
            if timex.get("functionInDocument") == "CREATION_TIME":
                created = value[:10]
            if anchors and min(anchors)[0] < until:
                marks.append((min(a for a, _ in anchors), max(b for _, b in anchors), value))
        yield Marked(path.stem, text, created, sorted(marks), until)


GENRES = ("news", "interview")
"""GUM's genres that are like news; of these only documents of dev and train are in the gold folder."""


def gum(gold: Path) -> Iterator[Marked]:
    """TEI's dates: ``when``, or ``from`` and ``to`` as "first/last"; "" where the text leaves the date open."""
    for path in sorted(path for genre in GENRES for path in (gold / "gum/xml").glob(f"GUM_{genre}_*.xml")):
        text, marks, open_ = "", [], []
        created = None
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("<text"):
                found = re.search(r"dateCreated=\"([\d-]+)\"", line)
                created = found[1] if found else None
            elif line.startswith("<date"):
                told = dict(re.findall(r"(\w+)=\"([^\"]*)\"", line))
                stretch = f"{told['from']}/{told['to']}" if {"from", "to"} <= told.keys() else ""
                open_.append((len(text), told.get("when", stretch)))
            elif line.startswith("</date") and open_:
                start, value = open_.pop()
                shift = len(text) - len(text[start:].lstrip())
                marks.append((shift, len(text), value))
            elif line.startswith(("<p>", "<head")):
                text += "\n"
            elif not line.startswith("<"):
                form = line.split("\t")[0]
                text += form if not text or re.match(r"[.,;:!?)%]|[’']s$", form) else " " + form
        yield Marked(path.stem, text, created if created and len(created) == 10 else None, sorted(marks), len(text))


def same_value(time: Time, value: str) -> bool:
    """Whether a time has the very value of gold's."""
    return time.value == value


def same_days(time: Time, value: str) -> bool:
    """Whether a time is on the very days of gold's: "first/last", or a value whose part of the day is of no account."""
    if "/" in value:
        return bounds(time.value) is not None and "/".join(day.isoformat() for day in bounds(time.value) or ()) == value
    return bounds(time.value) is not None and bounds(time.value) == bounds(value)


def is_date(time: Time) -> bool:
    """Whether a time has a place in the calendar, as all that GUM marks has: no durations, no "now"."""
    return time.kind in ("date", "time") and bounds(time.value) is not None


def score_times(
    name: str,
    marked: Iterator[Marked],
    errors: bool = False,
    same: Callable[[Time, str], bool] = same_value,
    counts: Callable[[Time], bool] = lambda time: True,
) -> None:
    """Print span and value figures over ``marked``. ``same``: whether a value is right; ``counts``: which times gold would mark."""
    n: collections.Counter[str] = collections.Counter()
    spent = 0.0
    for doc in marked:
        words = W.split(doc.text)
        begin = time.perf_counter()
        all_found = times.find(Article(id=doc.name, text=doc.text, published=doc.published), words)
        spent += time.perf_counter() - begin
        found = [t for t in all_found if t.start < doc.until and counts(t)]
        n["words"] += len(words)
        n["found"] += len(found)
        n["gold"] += len(doc.gold)
        exact = {(t.start, t.end) for t in found}
        n["exact"] += sum((a, b) in exact for a, b, _ in doc.gold)
        met = set()
        for a, b, value in doc.gold:
            overlapping = [t for t in found if t.start < b and a < t.end]
            n["overlap"] += bool(overlapping)
            met.update((t.start, t.end) for t in overlapping)
            right = any(same(t, value) for t in overlapping)
            n["value"] += right
            if errors and not right:
                said = [(t.text, t.value) for t in overlapping]
                around = doc.text[max(0, a - 40) : b + 20]
                print(f"  {doc.name} {doc.published} {doc.text[a:b]!r} = {value}, found {said} in ...{around!r}")
        n["met"] += len(met)
        if errors:
            for t in found:
                if (t.start, t.end) not in met:
                    print(f"  {doc.name} invented {t.text!r} {t.value} in ...{doc.text[max(0, t.start - 30) : t.end + 20]!r}")

    def f1(hits: int, met: int) -> str:
        p, r = met / max(1, n["found"]), hits / max(1, n["gold"])
        return f"P {100 * p:.1f} R {100 * r:.1f} F1 {200 * p * r / max(p + r, 1e-9):.1f}"

    print(f"times {name}: {n['gold']} gold; exact {f1(n['exact'], n['exact'])}; overlap {f1(n['overlap'], n['met'])}; ", end="")
    print(f"value {f1(n['value'], n['value'])}; {1e6 * spent / n['words']:.1f} microseconds a word")


def who_speaks(document: Document, mode: str) -> list[Speaker | None] | None:
    if mode == "none":
        return None
    if mode == "gold":
        return [
            None if row["speaker"] == "UNKNOWN" else Speaker(name=row["speaker"], kind="person", sourcing="named")
            for row in document.rows
        ]
    return speakers.resolve(document.article, document.layers, document.attributions)


def score_dates(gold: Path, part: str, errors: bool) -> None:
    loaded = list(documents(gold, part))
    for mode in ("resolved", "gold", "none"):
        n: collections.Counter[str] = collections.Counter()
        for document in loaded:
            found = times.find(document.article, document.layers.words)
            said = dates.said_on(document.article, document.layers, document.attributions, found, who_speaks(document, mode))
            for row, s in zip(document.rows, said, strict=True):
                day = s.date if s else None
                n["any"] += bool(row["said_on"] or s)
                n["gold"] += bool(row["said_on"])
                n["said"] += bool(s)
                n["hit"] += bool(row["said_on"]) and day == row["said_on"]
                if errors and mode == "resolved" and day != row["said_on"]:
                    print(f"  {row['doc']} {row['id']} {row['speaker']!r}: {day}, gold {row['said_on']}")
        share = 100 * n["hit"] / max(1, n["any"])
        print(
            f"said_on {part}, {mode} speakers: {share:.1f}% of any ({n['hit']} of {n['any']});"
            f" P {100 * n['hit'] / max(1, n['said']):.1f} R {100 * n['hit'] / max(1, n['gold']):.1f}"
        )


def score_cases(gold: Path) -> None:
    """Cases of assistants, for forms that are missed: a bare weekday lies ahead there, so only the spans are compared."""
    cases = json.loads((gold / "recognizers/DateTime/English/DateTimeModel.json").read_text(encoding="utf-8-sig"))
    n: collections.Counter[str] = collections.Counter()
    for case in cases:
        text, now = case["Input"], case.get("Context", {}).get("ReferenceDateTime", "")
        found = times.find(Article(id="", text=text, published=now[:10] or None), W.split(text))
        for result in case["Results"]:
            n["gold"] += 1
            n["hit"] += any(t.start <= result["End"] and result["Start"] < t.end for t in found)
    print(f"times recognizers: {n['gold']} gold; overlap R {100 * n['hit'] / n['gold']:.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--errors", choices=["said_on", "wikiwars", "meantime", "gum"])
    args = parser.parse_args()
    for part in ("train", "dev"):
        score_dates(args.gold, part, args.errors == "said_on")
    score_times("wikiwars", wikiwars(args.gold), args.errors == "wikiwars")
    score_times("meantime", meantime(args.gold), args.errors == "meantime")
    score_times("gum", gum(args.gold), args.errors == "gum", same_days, is_date)
    score_cases(args.gold)


if __name__ == "__main__":
    main()
