"""Accuracy: the command line's records of annotated articles, scored.

    python benchmarks/accuracy.py --shared ../shared [--part dev] [--keep FOLDER] [--capitals]

Runs what a user runs (`onrecord read articles.jsonl --format jsonl`) and the gold data's own scorer over it.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def _in_capitals(gold: Path, folder: Path) -> Path:
    """A copy of ``gold`` in ``folder`` whose texts are in capitals, character for character as long."""
    shutil.copytree(gold, folder)
    for path in (folder / "text").iterdir():
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        path.chmod(0o644)
        raised = "".join(c.upper() if len(c.upper()) == 1 else c for c in text)
        path.write_text(raised, encoding="utf-8", newline="")
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with gold/ and score/")
    parser.add_argument("--part", default="dev", help="part of PolNeAR")
    parser.add_argument("--keep", type=Path, help="keep the records in this folder")
    parser.add_argument("--model", type=Path, help="read with other weights than those shipped")
    parser.add_argument("--min-confidence", help="as for the command; 0 keeps every statement")
    parser.add_argument("--capitals", action="store_true", help="read the articles in capitals throughout")
    parser.add_argument("--json", action="store_true", help="the scorer's JSON")
    args = parser.parse_args()
    gold, scorer = args.shared / "gold/polnear" / args.part, args.shared / "score/score.py"
    if not scorer.exists():
        sys.exit(f"{scorer} is not there: name the folder that holds gold/ and score/ with --shared.")
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        if args.capitals:
            gold = _in_capitals(gold, Path(scratch) / "gold")
        articles, records = folder / "articles.jsonl", folder / "records.jsonl"
        with articles.open("w", encoding="utf-8") as out:
            subprocess.run([sys.executable, scorer, "prepare", gold], check=True, stdout=out)
        read = [sys.executable, "-m", "onrecord", "read", articles, "--format", "jsonl", "--output", records]
        more = [
            *(["--model", args.model] if args.model else []),
            *(["--min-confidence", args.min_confidence] if args.min_confidence else []),
        ]
        subprocess.run([*read, *more], check=True)
        subprocess.run([sys.executable, scorer, gold, records, *(["--json"] if args.json else [])], check=True)


if __name__ == "__main__":
    main()
