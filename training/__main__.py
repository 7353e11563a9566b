"""Make the shipped weights again, with one command and a fixed seed.

    python -m training --gold ../shared/gold --work build/training

Trains the network on PolNeAR's train part in six stages, each from where the ones before it ended, writes the last
one's weights to src/onrecord/model, then fits the kinds of statements on the record
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
        first, second, third, fourth, fifth, sixth = stages = [
            args.work / name for name in ("first", "second", "third", "fourth", "fifth", "sixth")
        ]

        def train(
            out: Path, start: list[Path], epochs: int, rates: tuple[float, float], batch: tuple[int, int], *more: object
        ) -> None:
            begin = ["--start", *(path / "last.pt" for path in start)] if start else []
            options = ("--epochs", epochs, "--rate", rates[0], "--head-rate", rates[1], "--window", batch[0], "--batch", batch[1])
            seed = args.seed + stages.index(out)
            step("train", "--gold", args.gold, "--out", out, "--seed", seed, *begin, *options, *more)

        train(first, [], 5, (2e-4, 1e-3), (384, 4096))
        train(second, [first], 2, (6e-5, 5e-4), (384, 4096))
        train(third, [first, second], 5, (1.4e-4, 1e-3), (320, 2048))
        train(fourth, [third], 2, (5e-5, 4e-4), (320, 2048))
        train(fifth, [third, fourth], 3, (8e-5, 6e-4), (320, 2048))
        train(sixth, [fourth, fifth], 5, (1.3e-4, 8e-4), (320, 2048), "--dropout", 0.2, "--masked", 0.12)
        checkpoints = [sixth / "last.pt"]
    step("export", *checkpoints, "--out", args.model)
    step("fit_kinds", "--gold", args.gold, "--out", args.model / "kinds.json")
    step("measure_commitments", "--gold", args.gold, "--out", args.model / "commitments.json")
    step("fit_events", "--gold", args.gold, "--model", args.model, "--out", args.model / "events.json")
    step("calibrate", "--gold", args.gold, "--model", args.model)


if __name__ == "__main__":
    main()
