"""How well the article text is found in real news pages.

    python -m benchmarks.html FOLDER [--sample N]

FOLDER is laid out as the article extraction benchmark (https://github.com/scrapinghub/article-extraction-benchmark):
``ground-truth.json``, an object from page name to ``articleBody``, and the pages, gzipped, in ``html/`` or ``pages/``.
The measure is that benchmark's own: shingles of four words; precision and recall are means over the pages, F1 is of these.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from pathlib import Path
from statistics import mean

from onrecord.intake import IntakeError, from_html


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1))) if words else Counter()


def body(page: bytes) -> str:
    """What was found, less the headline, which the gold leaves out."""
    try:
        article = from_html(page)
    except IntakeError:
        return ""
    return "\n".join(article.text[zone.start : zone.end] for zone in article.zones if zone.kind != "headline")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, help="read only every n-th page, so that about this many are read")
    parser.add_argument("--worst", type=int, default=0, help="name this many pages with the lowest scores")
    arguments = parser.parse_args()
    gold = json.loads((arguments.folder / "ground-truth.json").read_text(encoding="utf-8"))
    names = sorted(gold)
    if arguments.sample:
        names = names[:: max(1, len(names) // arguments.sample)]
    pages = next(folder for name in ("html", "pages") if (folder := arguments.folder / name).is_dir())
    precisions, recalls, scores = [], [], []
    for name in names:
        wanted = shingles(gold[name]["articleBody"])
        found = shingles(body(gzip.decompress((pages / f"{name}.html.gz").read_bytes())))
        both = sum((wanted & found).values())
        precisions += [both / sum(found.values())] if found else []
        recalls += [both / sum(wanted.values())] if wanted else []
        scores.append((2 * both / max(1, sum(found.values()) + sum(wanted.values())), name))
    precision, recall = mean(precisions), mean(recalls)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{len(names)} pages: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")
    for score, name in sorted(scores)[: arguments.worst]:
        print(f"{score:.3f} {name}")


if __name__ == "__main__":
    main()
