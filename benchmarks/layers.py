"""Every figure of the layers of the record, each measured alone, with one command.

    python -m benchmarks.layers --shared ../shared [--only commitments times figures ...]

Needs what training needs (scikit-learn). Attributions are gold's where a layer starts from them, so that the network's errors are
not counted here; ``benchmarks/accuracy.py`` measures the whole. Nothing is fitted on what it is measured on: commitments are
measured by cross-validation, the other layers are rules.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from onrecord import Reader
from training import measure_commitments, measure_dates, measure_speakers
from training.record_layer import documents

from . import events, figures


def speakers(shared: Path) -> None:
    """Speaker, kind and role over gold spans, on train and dev."""
    for part in ("train", "dev"):
        print(f"{part}:")
        print(measure_speakers.report(measure_speakers.measure(list(documents(shared / "gold", part)))))


def commitments(shared: Path) -> None:
    """Commitments and their conditions: five-fold over the articles of train and dev together."""
    loaded, _ = measure_commitments.load(shared / "gold", shared / "corpora")
    measure_commitments.report(loaded)


def times(shared: Path) -> None:
    """Time expressions and their values on MEANTIME, GUM (news, interviews) and WikiWars."""
    gold = shared / "gold"
    measure_dates.score_times("meantime", measure_dates.meantime(gold))
    measure_dates.score_times("gum", measure_dates.gum(gold), False, measure_dates.same_days, measure_dates.is_date)
    measure_dates.score_times("wikiwars", measure_dates.wikiwars(gold))


def said_on(shared: Path) -> None:
    """When statements were made, on train and dev."""
    for part in ("train", "dev"):
        measure_dates.score_dates(shared / "gold", part, False)


def quantities(shared: Path) -> None:
    """Figures on MEANTIME (spans) and the recognizers' cases (values)."""
    figures.measure_meantime(shared / "gold/meantime", False)
    figures.measure_recognizers(shared / "gold/recognizers", False)


def occurrences(shared: Path) -> None:
    """Events on MEANTIME (triggers, status, actor; five-fold) and PLOVER's sentences (category)."""
    reader = Reader()
    events.measure_meantime(reader, shared / "gold/meantime", False, False, 1)
    events.measure_plover(reader, shared / "gold/plover/events.json", False)


LAYERS: dict[str, Callable[[Path], None]] = {
    "speakers": speakers,
    "said_on": said_on,
    "times": times,
    "commitments": commitments,
    "figures": quantities,
    "events": occurrences,
}
"""Each layer's name and what prints its figures; a layer that is added to the record gets a line here."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with gold/ and corpora/")
    parser.add_argument("--only", nargs="+", choices=LAYERS, default=list(LAYERS), help="layers to measure")
    args = parser.parse_args()
    for name in args.only:
        print(f"\n== {name}: {LAYERS[name].__doc__}", flush=True)
        LAYERS[name](args.shared)


if __name__ == "__main__":
    main()
