"""Figures: how well quantities, money and percentages are found in news, and how well numbers and units are read.

    python benchmarks/figures.py --shared ../shared [--show]

MEANTIME's VALUE markables (QUANTITY, MONEY, PERCENT) in the sentences that it annotates, scored by span: a figure and a
markable match where they overlap, each at most once. Recognizers-Text's unit cases for numbers, percentages, currencies and
dimensions, scored by value: the share of the results of the cases that news could hold for which a figure overlaps the
result and has its value. ``LEFT_OUT`` and ``LEFT_OUT_INPUTS`` say which are left out, and why. No model is loaded.
"""

from __future__ import annotations

import argparse
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from onrecord.article import Article
from onrecord.reader import figures, times
from onrecord.reader.layers import empty
from onrecord.reader.words import split
from onrecord.record import Figure

SETS = {
    "number": "Number/English/NumberModel.json",
    "percent": "Number/English/PercentModel.json",
    "currency": "NumberWithUnit/English/CurrencyModel.json",
    "dimension": "NumberWithUnit/English/DimensionModel.json",
}
LEFT_OUT = {
    "arithmetic and powers": r"\^|\de[+-]?\d|\dx10|\bover\b",
    "odd fractions (fifty-four hundredths, twenty-firsts, two hundred fifths)": (
        r"illionths?$|hundredths?$|ninths$|twenty fifths"
        r"|(?:hundred|thousand|twenty|thirty|ninety|one)\b.*[ -](?:fifths?|fir?sts?|thirtieth)$"
    ),
    "sums of money spoken in part (15 dollars 50; one kuai and five mao)": (
        r"dollars?(?: and)? (?:\d\d|forty five|one|two)$|usd (?:25|50)$|\$ 100 and fifty$|mao five|30 cent$"
    ),
    "letters for scales that news does not use (MUSD, 10G, 1MM)": r"\bm(?:usd|eur|gbp|aud)\b|\d\s?g$|^1mm$|\.5 m$",
    "decimal commas, full stops in thousands": r"^5,00$|^1,3$|^1\.111,11$",
    "currency words before the number": r"^dollar 22|^sen 100|usd million$",
    "digits and words mixed (3 hundred and 21)": r"\d (?:hundred|thousand|crore)\b.* (?:and|hundred)\b",
    "units without a use in news": r"drachma|satoshi|picometer|/?km/ms|[\[({<]kg|millisecond|turn",
    "dashes and blanks inside numbers": r"[a-z] - [a-z]|^- |dzs$|dozs$|\dm2$",
}
"""Patterns over the words of a result."""
LEFT_OUT_INPUTS = {
    "addresses, telephone numbers, codes and lists": (
        r"192\.168|phone number|SCP-|Exercises? nrs?|5/17/2018|423 0000|three-nought|1, 234, 567|45\{kg|24703"
    ),
    "two millionth: an ordinal": r"^ two millionth$|100 millionths",
}
"""Patterns over the text of a case."""
CENTS = {"Cent", "Pence", "Penny"}
"""Units of the gold of which a figure's value is a hundred times less: figures are in the currency itself."""


def find(text: str) -> list[Figure]:
    """The figures of a text, without a model."""
    article, words = Article(id="a", text=text), split(text)
    return figures.find(article, empty(words), times.find(article, words))


def overlapping(gold: list[tuple[int, int]], found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs of indices of gold and found spans that overlap, each span in one pair at most."""
    pairs, used = [], set()
    for g, (start, end) in enumerate(gold):
        for f, (a, b) in enumerate(found):
            if f not in used and a < end and start < b:
                pairs.append((g, f))
                used.add(f)
                break
    return pairs


def join(tokens: list[str], marks: list[str]) -> list[int]:
    """Where each token starts when they are written as a text again; ``marks``: each as its tokenizer wrote it."""
    starts, length, quoting, before = [], 0, False, ""
    for token, mark in zip(tokens, marks, strict=True):
        closes = token == '"' and quoting and mark != "``"
        inches = mark == "''" and not quoting and before[-1:].isdigit()
        glued = not before or before[-1] in "$£([" or (before == '"' and quoting) or closes or inches
        glued = glued or re.match(r"[.,;:!?%)\]]|n't$|'", token) is not None
        length += 0 if glued else 1
        starts.append(length)
        length += len(token)
        if token == '"' and not inches:
            quoting = not closes
        before = token
    return starts


def meantime(folder: Path) -> Iterator[tuple[str, int, list[tuple[int, int, str]]]]:
    """Text of each article, the offset at which its annotation ends, and the spans and types of its values."""
    written = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "#": "£"}
    for path in sorted(folder.glob("intra-doc_annotation/*/*.xml")):
        root = ET.parse(path).getroot()
        sentences: dict[str, list[ET.Element]] = {}
        for token in root.iter("token"):
            sentences.setdefault(token.get("sentence", "0"), []).append(token)
        text, place, ends = "", {}, {}
        for number, sentence in sentences.items():
            text += ("\n\n" if number in ("1", "2") else " ") if text else ""
            marks = [token.text or "" for token in sentence]
            forms = [written.get(mark, mark) for mark in marks]
            base = len(text)
            for token, form, start in zip(sentence, forms, join(forms, marks), strict=True):
                text = text.ljust(base + start) + form
                place[token.get("t_id")] = (base + start, len(text), number)
            ends[number] = len(text)
        markables = list(root.find("Markables") or ())
        final = max(int(place[anchor.get("t_id")][2]) for markable in markables for anchor in markable)
        values = []
        for markable in markables:
            spans = [place[anchor.get("t_id")] for anchor in markable]
            if markable.tag == "VALUE" and spans:
                values.append((min(s[0] for s in spans), max(s[1] for s in spans), markable.get("type", "")))
        yield text, ends[str(final)], sorted(values)


def measure_meantime(folder: Path, show: bool) -> None:
    matched, n_gold, n_found, exact = 0, 0, 0, 0
    recall: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for text, limit, values in meantime(folder):
        found = [(f.start, f.end) for f in find(text) if f.end <= limit]
        pairs = overlapping([v[:2] for v in values], found)
        matched, n_gold, n_found = matched + len(pairs), n_gold + len(values), n_found + len(found)
        exact += sum(values[g][:2] == found[f] for g, f in pairs)
        kinds.update(v[2] for v in values)
        recall.update(values[g][2] for g, _ in pairs)
        if show:
            reached, used = {g for g, _ in pairs}, {f for _, f in pairs}
            apart = [("missed", *v[:2]) for k, v in enumerate(values) if k not in reached]
            apart += [("extra", *span) for k, span in enumerate(found) if k not in used]
            for what, start, end in apart:
                print(f"  {what}: {text[max(0, start - 50) : start]}[{text[start:end]}]{text[end : end + 40]}".replace("\n", " "))
    precision, reach = matched / max(1, n_found), matched / max(1, n_gold)
    f1 = 200 * precision * reach / max(1e-9, precision + reach)
    print(f"MEANTIME, span (overlap): F1 {f1:.1f} (precision {100 * precision:.1f}, recall {100 * reach:.1f}), {n_gold} gold")
    print(f"  exact span F1 {200 * exact / max(1, n_gold + n_found):.1f}")
    print("  recall: " + ", ".join(f"{kind} {recall[kind]}/{n}" for kind, n in kinds.most_common()))


def wanted(text: str) -> float | None:
    try:
        return float(text.rstrip("%"))
    except ValueError:
        return None


def is_close(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-6 * max(abs(a), abs(b), 1e-9)


def measure_recognizers(folder: Path, show: bool) -> None:
    total = right = left = all_total = all_right = 0
    reasons: Counter[str] = Counter()
    for name, path in SETS.items():
        n = good = 0
        for case in json.loads((folder / path).read_text(encoding="utf-8-sig")):
            text = case["Input"]
            odd = next((why for why, pattern in LEFT_OUT_INPUTS.items() if re.search(pattern, text, re.IGNORECASE)), None)
            found = find(text)
            spans = [(t.start, t.end) for t in times.find(Article(id="a", text=text), split(text))]
            for result in case["Results"]:
                resolution = result.get("Resolution") or {}
                value = wanted(str(resolution.get("value")))
                if value is None:
                    continue  # a unit without a number
                reason = odd or next((why for why, p in LEFT_OUT.items() if re.search(p, result["Text"], re.IGNORECASE)), None)
                if resolution.get("unit") in CENTS:
                    value /= 100
                start = result.get("Start", text.lower().find(result["Text"]))
                end = result.get("End", start + len(result["Text"]) - 1) + 1
                if name == "number" and any(a <= start and end <= b for a, b in spans):
                    reason = reason or "numbers of years and days: times, not figures"
                hits = [f for f in found if f.start < end and start < f.end]
                # a case for numbers holds 20 where the figure is 20 per cent or both ends of a range
                ok = any(is_close(value, x) for f in hits for x in (f.value, f.high) if x is not None)
                all_total, all_right = all_total + 1, all_right + ok
                if reason:
                    left += 1
                    reasons[reason] += 1
                    if show:
                        print(f"  left out, {'right' if ok else 'wrong'}: {result['Text']}")
                    continue
                n, good = n + 1, good + ok
                if show and not ok:
                    around = text[max(0, start - 60) : end + 40]
                    print(f"  {name}: {around!r} [{result['Text']}] {value} not {[(f.text, f.value) for f in hits]}")
        total, right = total + n, right + good
        print(f"recognizers, {name}: value right {good}/{n} ({100 * good / max(1, n):.1f}%)")
    print(f"recognizers, all: value right {right}/{total} ({100 * right / max(1, total):.1f}%), {left} results left out")
    print(f"  with nothing left out: {all_right}/{all_total} ({100 * all_right / max(1, all_total):.1f}%)")
    for reason, n in reasons.most_common():
        print(f"  left out, {n}: {reason}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with gold/")
    parser.add_argument("--show", action="store_true", help="print what is missed, extra and left out")
    args = parser.parse_args()
    measure_meantime(args.shared / "gold/meantime", args.show)
    measure_recognizers(args.shared / "gold/recognizers", args.show)


if __name__ == "__main__":
    main()
