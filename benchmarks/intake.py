"""Memory of intake: does it stay flat however many articles a source has? python -m benchmarks.intake"""

from __future__ import annotations

import gzip
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

WORDS = "The council of Harwick met on Monday and decided to wait for the audit, Mara Lind said. " * 30


def make(path: Path, count: int) -> None:
    csv = path.name.endswith(".csv.gz")
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as file:
        if csv:
            file.write("id,body\n")
        for i in range(count):
            text = f"{WORDS}{i * 7919 % 1_000_003:x}"
            file.write(f'{i},"{text}"\n' if csv else json.dumps({"id": i, "text": text}) + "\n")


def main() -> None:
    if len(sys.argv) > 1:
        from onrecord.intake import read_source

        count = sum(1 for _ in read_source(sys.argv[1]))
        print(f"{count:,} articles: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
        return
    with tempfile.TemporaryDirectory() as folder:
        for name in ("a.jsonl.gz", "a.csv.gz"):
            for count in (1_000, 10_000, 100_000):
                path = Path(folder) / name
                make(path, count)
                print(name, end=" ", flush=True)
                subprocess.run([sys.executable, __file__, str(path)], check=True)


if __name__ == "__main__":
    main()
