"""How articles are read, on a command line: the options that are the reader's."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

if TYPE_CHECKING:
    from ..store.adding import Reads


class Reading(NamedTuple):
    """The options of a reader: a folder with other weights, layers to leave out, and the least confidence."""

    model: Path | None = None
    without: tuple[str, ...] = ()
    min_confidence: float = 0.3

    def loader(self, threads: int = 0, processes: int = 0) -> Callable[[], Reads]:
        """A function that loads what reads, once it is needed. Without a number of processes: one a core, or one if ``threads`` are given."""
        processes = processes or (1 if threads else os.cpu_count() or 1)

        def load() -> Reads:
            from ..reader.processes import Processes
            from ..reader.reader import Reader

            try:
                if processes > 1:
                    return Processes(processes, self.model, threads or 1, self.without, self.min_confidence)
                return Reader(self.model, threads, self.without, self.min_confidence)
            except ValueError as error:
                raise click.BadParameter(str(error), param_hint="--model") from None

        return load


def _layers(_: click.Context, __: click.Parameter, value: str | None) -> tuple[str, ...]:
    from ..reader.reader import OPTIONAL

    left_out = tuple(name.strip() for name in (value or "").split(",") if name.strip())
    if unknown := sorted(set(left_out) - set(OPTIONAL)):
        raise click.BadParameter(f"no layer {', '.join(unknown)}: choose of {', '.join(OPTIONAL)}.")
    return left_out


_OPTIONS = [
    click.option(
        "--min-confidence", type=click.FloatRange(0, 1), default=0.3, show_default=True,
        help="Leave out statements that are less sure than this; 0 keeps all.",
    ),
    click.option(
        "--without", metavar="LAYERS", callback=_layers,
        help="Layers to leave out, for speed, divided by commas: commitments, figures, hedges, events, times.",
    ),
    click.option("--model", metavar="FOLDER", type=click.Path(path_type=Path), help="Read with other weights than those shipped."),
]  # fmt: skip


def takes_reading(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of the reader. It gets them as ``how``, a ``Reading``."""

    @functools.wraps(command)
    def with_reading(*args: Any, model: Path | None, without: tuple[str, ...], min_confidence: float, **rest: Any) -> Any:
        return command(*args, how=Reading(model, without, min_confidence), **rest)

    for option in reversed(_OPTIONS):
        with_reading = option(with_reading)
    return with_reading
