"""Speed: words a second of the whole command, beside a BERT-base encoder's bare forward pass, in one run.

    python benchmarks/speed.py --shared ../shared [--articles 200] [--rounds 3] [--threads N]

The yardstick is `transformers`' BertModel (12 layers, 768 wide, random weights) in torch on windows of 256 word
pieces of the same articles, in the same number of threads. Both are timed in turn, round by round; the ratio of
the rounds is what counts, since it holds on other machines too. Also told: peak memory of the command, and the time
from its start to the first record of one article.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

WINDOW = 256
WINDOWS_A_BATCH = 16


def articles(shared: Path, corpus: str, count: int) -> list[dict]:
    if corpus == "dev":
        folder = shared / "gold/polnear/dev"
        dates = json.loads((folder / "dates.json").read_text())
        rows = [
            {"id": p.stem, "text": p.open(encoding="utf-8", newline="").read(), "published": dates.get(p.stem)}
            for p in sorted((folder / "text").glob("*.txt"))
        ]
    else:
        with gzip.open(shared / "corpora" / f"{corpus}.jsonl.gz", "rt", encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
    return [rows[i % len(rows)] | {"id": str(i)} for i in range(count)]


def bert_base(texts: list[str], threads: int) -> Callable[[], float]:
    """A function that runs the yardstick over ``texts`` (in full windows, no padding) and returns the seconds it took."""
    import torch
    from tokenizers import Tokenizer
    from transformers import BertConfig, BertModel

    torch.set_num_threads(threads)
    import onrecord

    tokenizer = Tokenizer.from_file(str(Path(onrecord.__file__).parent / "model/tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    ids = [i for encoding in tokenizer.encode_batch(texts, add_special_tokens=False) for i in encoding.ids]
    windows = torch.tensor(ids[: len(ids) // WINDOW * WINDOW]).view(-1, WINDOW)
    model = BertModel(BertConfig(), add_pooling_layer=False).eval()

    def run() -> float:
        began = time.perf_counter()
        with torch.inference_mode():
            for batch in windows.split(WINDOWS_A_BATCH):
                model(batch)
        return time.perf_counter() - began

    with torch.inference_mode():
        model(windows[:WINDOWS_A_BATCH])  # the first pass sets things up
    return run


def command(path: Path, out: Path, threads: int) -> float:
    began = time.perf_counter()
    run = [sys.executable, "-m", "onrecord", "read", path, "--format", "jsonl", "--output", out, "--threads", str(threads)]
    subprocess.run(run, check=True, env={**os.environ, "OMP_NUM_THREADS": str(threads)})
    return time.perf_counter() - began


def memory(path: Path, out: Path, threads: int) -> float:
    """The command's peak memory in MiB, all its processes together (what they share is counted for each)."""
    import psutil

    run = [sys.executable, "-m", "onrecord", "read", path, "--format", "jsonl", "--output", out, "--threads", str(threads)]
    peak = 0
    with subprocess.Popen(run, env={**os.environ, "OMP_NUM_THREADS": str(threads)}) as process:
        whole = psutil.Process(process.pid)
        while process.poll() is None:
            now = 0
            for one in [whole, *whole.children(recursive=True)]:
                with contextlib.suppress(psutil.Error):
                    now += one.memory_info().rss
            peak = max(peak, now)
            time.sleep(0.05)
    return peak / 2**20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--corpus", default="wikinews", choices=["dev", "wikinews", "releases"])
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--sample", type=int, default=30, help="articles that the yardstick, being slow, is timed on")
    args = parser.parse_args()
    rows = articles(args.shared, args.corpus, args.articles)
    words = sum(len(row["text"].split()) for row in rows)
    sample = [row["text"] for row in rows[: args.sample]]
    sample_words = sum(len(text.split()) for text in sample)
    with tempfile.TemporaryDirectory() as folder:
        path, one, out = Path(folder) / "articles.jsonl", Path(folder) / "one.jsonl", Path(folder) / "records.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        one.write_text(json.dumps(rows[0]) + "\n", encoding="utf-8")
        start = min(command(one, out, args.threads) for _ in range(3))
        peak = memory(path, out, args.threads)
        yardstick = bert_base(sample, args.threads)
        ratios = []
        print(f"{args.articles} articles of {args.corpus}, {words:,} words, {args.threads} threads")
        for number in range(args.rounds):
            ours, theirs = words / command(path, out, args.threads), sample_words / yardstick()
            ratios.append(ours / theirs)
            print(
                f"round {number + 1}: onrecord read {ours:,.0f} words/s, BERT-base forward {theirs:,.0f} words/s, ratio {ratios[-1]:.1f}"
            )
    print(f"ratio: median {statistics.median(ratios):.1f} (least {min(ratios):.1f})")
    print(f"peak memory {peak:.0f} MiB; start to the end of a first article {start:.2f} s")


if __name__ == "__main__":
    main()
