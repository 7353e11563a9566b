"""How often the speakers layer is right on gold attributions: speaker, kind and role, as ``score.py`` counts them.

    python -m training.measure_speakers --gold ../shared/gold --part dev [--errors]

Needs the gold data beside the checkout; nothing in the package does.
"""

from __future__ import annotations

import argparse
import collections
import re
import time
from pathlib import Path

from onrecord.reader import speakers
from onrecord.reader.layers import Attribution, text_of
from onrecord.record import Speaker

from .record_layer import Document, documents

_WORD = re.compile(r"\w+|[^\w\s]")
_TITLES = re.compile(
    r"^(the|a|an|mr|mrs|ms|dr|sen|senator|rep|representative|gov|governor|president|former|vice|secretary|"
    r"gen|general|judge|justice|prime|minister|president-elect|king|queen|pope|sir)\b\.?\s+",
    re.I,
)


def name_key(name: str | None) -> str:
    """A name as it is compared: without titles, articles, case and a final possessive."""
    name = re.sub(r"[’']s$", "", (name or "").strip())
    while _TITLES.match(name):
        name = _TITLES.sub("", name, count=1)
    return " ".join(_WORD.findall(name.casefold()))


def same_speaker(row: dict, said: Speaker | None) -> bool:
    want = {name_key(p) for p in row["speaker"].split(" + ")}
    got = {name_key(p) for p in (said.name if said else "").split(" + ")}
    return want == got


def same_role(row: dict, said: Speaker | None) -> bool:
    a = set(name_key(row["role"]).split())
    b = set(name_key(said.role if said else None).split())
    return len(a & b) / len(a | b) >= 0.5 if a | b else False


def show(document: Document, attribution: Attribution) -> str:
    words = document.layers.words
    source = " / ".join(text_of(words, p) for p in attribution.source)
    cue = " / ".join(text_of(words, p) for p in attribution.cue)
    return f"[{source}] <{cue}>"


def measure(parts: list[Document], errors: bool = False) -> collections.Counter[str]:
    count: collections.Counter[str] = collections.Counter()
    for document in parts:
        begun = time.perf_counter()
        found = speakers.resolve(document.article, document.layers, document.attributions)
        count["microseconds"] += round((time.perf_counter() - begun) * 1e6)
        count["words"] += len(document.layers.words)
        for attribution, row, said in zip(document.attributions, document.rows, found, strict=True):
            count["all"] += 1
            wrong = []
            kind = said.kind if said else "unknown"
            count["kind"] += kind == row["speaker_kind"]
            if kind != row["speaker_kind"]:
                wrong.append("KIND")
            if row["speaker"] == "UNKNOWN":
                count["unknown"] += 1
                count["unknown_kept"] += said is None
                if said is not None:
                    wrong.append("KNEW")
            elif row["speaker"] == "AUTHOR":
                count["author"] += 1
                count["author_hit"] += kind == "author"
            else:
                count["speaker_gold"] += 1
                hit = same_speaker(row, said)
                count["speaker"] += hit
                if not hit:
                    wrong.append("SPEAKER")
                if row.get("role"):
                    count["role_gold"] += 1
                    right = same_role(row, said)
                    count["role"] += right
                    if not right:
                        wrong.append("ROLE")
                elif said and said.role:
                    count["role_extra"] += 1
            if errors and wrong:
                name = f"{said.name} ({said.kind}) {said.role or ''}" if said else "None"
                place = min(p[0] for p in attribution.source or attribution.cue or attribution.content)
                print(f"{'+'.join(wrong):18} {document.article.id[:24]} @{place} {show(document, attribution)}")
                print(f"      want {row['speaker']} ({row['speaker_kind']}) {row['role'] or ''}\n      got  {name}")
    return count


def report(count: collections.Counter[str]) -> str:
    def share(part: str, whole: str) -> str:
        return f"{part} {100 * count[part] / max(1, count[whole]):.1f} ({count[part]}/{count[whole]})"

    return "  ".join(
        [
            share("speaker", "speaker_gold"),
            share("kind", "all"),
            share("role", "role_gold"),
            share("unknown_kept", "unknown"),
            share("author_hit", "author"),
            f"roles where gold has none {count['role_extra']}",
            f"{count['microseconds'] / max(1, count['words']):.1f} us a word",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--part", default="dev")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    print(report(measure(list(documents(args.gold, args.part)), args.errors)))


if __name__ == "__main__":
    main()
