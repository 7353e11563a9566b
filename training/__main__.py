"""Make the shipped weights again, with one command and a fixed seed.

    python -m training --gold ../shared/gold --work build/training

Trains the network on PolNeAR's train part in two stages (the second, gentler, brings in the pointer from cues to
sources), writes the mean of both stages' weights to src/onrecord/model, then fits the kinds of statements on the record
layer and the confidence on the dev part. Checkpoints stay in --work; with --from-checkpoints nothing is trained.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--work", type=Path, default=Path("build/training"))
    parser.add_argument("--model", type=Path, default=Path("src/onrecord/model"))
    parser.add_argument("--from-checkpoints", type=Path, nargs="+")
    parser.add_argument("--seed", type=int, default=20)
    args = parser.parse_args()

    def step(module: str, *options: object) -> None:
        print(f"== {module}", flush=True)
        subprocess.run([sys.executable, "-m", f"training.{module}", *map(str, options)], check=True)

    checkpoints = args.from_checkpoints
    if not checkpoints:
        first, second = args.work / "first", args.work / "second"
        step("train", "--gold", args.gold, "--out", first, "--epochs", 5, "--seed", args.seed, "--without", "origin")
        gentle = ("--epochs", 2, "--rate", 6e-5, "--head-rate", 5e-4, "--seed", args.seed + 1)
        step("train", "--gold", args.gold, "--out", second, "--start", first / "last.pt", *gentle)
        checkpoints = [first / "last.pt", second / "last.pt"]
    step("export", *checkpoints, "--out", args.model)
    step("fit_kinds", "--gold", args.gold, "--out", args.model / "kinds.json")
    step("measure_commitments", "--gold", args.gold, "--out", args.model / "commitments.json")
    step("fit_events", "--gold", args.gold, "--model", args.model, "--out", args.model / "events.json")
    step("calibrate", "--gold", args.gold, "--model", args.model)


if __name__ == "__main__":
    main()
