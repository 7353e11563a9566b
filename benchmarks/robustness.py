"""Robustness: the reader scored on short labelled articles in forms that news rarely has, form by form.

    python benchmarks/robustness.py --shared ../shared [--part choose|report|all]

The articles lie in `robustness/texts`; its README tells what they are and how they are marked. They are read as a user would
(`onrecord read articles.jsonl --format jsonl`) and scored with the gold data's own scorer.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).parent / "robustness" / "texts"
FORMS = ("news", "capitals", "unmarked", "single", "transcript", "release", "list")
ROLES = {"s": "Source", "k": "Cue", "c": "Content"}
_MARK = re.compile(r"\{(?P<role>[skc])(?P<number>\d+):(?P<words>[^{}]*)\}")
_SPEAKER = re.compile(r"speaker (?P<numbers>\d+(?: \d+)*)")


@dataclass(slots=True)
class Marked:
    """One labelled article. ``spans``: by number of attribution and role, the (start, end) of each piece in ``text``, in order."""

    name: str
    part: str
    published: str
    text: str
    spans: dict[int, dict[str, list[tuple[int, int]]]] = field(default_factory=dict)
    speakers: dict[int, str] = field(default_factory=dict)

    @property
    def form(self) -> str:
        """The form, by the file's name."""
        return self.name.rpartition("-")[0]


def parse(name: str, marked: str) -> Marked:
    """The article of a marked file. ``ValueError`` where a brace is left over, an attribution has no content, or none has a speaker's number."""
    head, _, body = marked.partition("\n\n")
    about: dict[str, str] = dict(line.split(": ", 1) for line in head.splitlines())  # type: ignore[misc]
    speakers = {
        int(number): value for key, value in about.items() if (m := _SPEAKER.fullmatch(key)) for number in m["numbers"].split()
    }
    out = Marked(name, about["part"], about["published"], "", speakers=speakers)
    pieces: list[str] = []
    size = done = 0
    for m in _MARK.finditer(body):
        before, words = body[done : m.start()], m["words"]
        start = size + len(before)
        size = start + len(words)
        pieces += [before, words]
        roles = out.spans.setdefault(int(m["number"]), {role: [] for role in ROLES.values()})
        roles[ROLES[m["role"]]].append((start, size))
        done = m.end()
    out.text = "".join([*pieces, body[done:]])
    if "{" in out.text or "}" in out.text:
        raise ValueError(f"{name}: a mark that is not closed, or one within another")
    if any(not roles["Content"] for roles in out.spans.values()) or speakers.keys() != out.spans.keys():
        raise ValueError(f"{name}: every attribution needs content and a speaker, and every speaker an attribution")
    return out


def load(folder: Path = TEXTS) -> list[Marked]:
    """All articles of ``folder``, by name."""
    return [parse(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt"))]


def write_gold(articles: list[Marked], folder: Path) -> None:
    """Lay ``articles`` out as the scorer takes them: texts, brat standoff, dates, and the speakers as a record layer."""
    for sub in ("text", "attributions"):
        (folder / sub).mkdir(parents=True)
    (folder / "dates.json").write_text(json.dumps({a.name: a.published for a in articles}), encoding="utf-8")
    rows = []
    for a in articles:
        (folder / "text" / f"{a.name}.txt").write_text(a.text, encoding="utf-8", newline="")
        entities: list[str] = []
        events: list[str] = []
        for number, roles in a.spans.items():
            parts = []
            for role, spans in roles.items():
                for start, end in spans:
                    entities.append(f"T{len(entities) + 1}\t{role} {start} {end}\t{' '.join(a.text[start:end].split())}")
                    parts.append(f"{role}:T{len(entities)}")
            events.append(f"E{number}\t{' '.join(parts)}")
            rows.append({"doc": a.name, "id": f"E{number}", "speaker": a.speakers[number], "kind": None})
        (folder / "attributions" / f"{a.name}_gold.ann").write_text("\n".join([*entities, *events]) + "\n", encoding="utf-8")
    (folder / "record.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def scorer(path: Path) -> Any:
    """The module at ``path``."""
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figures(scores: dict[str, Any]) -> str:
    """One row of the table: exact and overlap F1 by role, linked F1, speaker right of gold and of found."""
    spans = [f"{scores[role][how]['f1']:5.1f}" for how in ("exact", "overlap") for role in ("source", "cue", "content")]
    speaker = scores["speaker"]
    return f"{' '.join(spans)}   {scores['linked']['f1']:5.1f}   {speaker['of_gold']:5.1f} {speaker['of_found']:5.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with score/")
    parser.add_argument("--part", default="all", choices=["choose", "report", "all"])
    parser.add_argument("--form", choices=FORMS, help="one form alone")
    parser.add_argument("--keep", type=Path, help="keep the records in this folder")
    parser.add_argument("--min-confidence", help="as for the command; 0 keeps every statement")
    args = parser.parse_args()
    path = args.shared / "score/score.py"
    if not path.exists():
        sys.exit(f"{path} is not there: name the folder that holds score/ with --shared.")
    articles = [a for a in load() if args.part in ("all", a.part) and args.form in (None, a.form)]
    score = scorer(path).score
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        given, records = folder / "articles.jsonl", folder / "records.jsonl"
        lines = [json.dumps({"id": a.name, "text": a.text, "published": a.published}, ensure_ascii=False) for a in articles]
        given.write_text("\n".join(lines) + "\n", encoding="utf-8")
        read = [sys.executable, "-m", "onrecord", "read", given, "--format", "jsonl", "--output", records]
        subprocess.run([*read, *(["--min-confidence", args.min_confidence] if args.min_confidence else [])], check=True)
        print(f"{'':12} {'':>5}  exact: source, cue, content; overlap; linked; speaker of gold, of found")
        for form in FORMS:
            own = [a for a in articles if a.form == form]
            if own:
                gold = Path(scratch) / f"gold-{form}"
                write_gold(own, gold)
                print(f"{form:12} {sum(len(a.spans) for a in own):5}  {figures(score(gold, records))}")


if __name__ == "__main__":
    main()
