"""``onrecord add``: articles into a store."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

import click

from .reading import Reading, takes_reading
from .relate import bring_together
from .sources import Sources, takes_sources, tell, telling
from .stores import counted, opened, plain, store_option, write_structs

if TYPE_CHECKING:
    from ..store import Added, Inputs, Options, Store
    from ..store.adding import Told
    from ..store.inputs import Item

_TOLD = 10
"""Articles put aside that are named at once; all of them are in `onrecord failures`."""
_EVERY = 10.0
"""Seconds between two lines of progress where there is no terminal."""


@click.command()
@partial(takes_sources, required=False)
@store_option
@click.option(
    "--reread", is_flag=True, help="Read again what another version or model has read; without SOURCE, in the whole store."
)
@click.option("--processes", type=click.IntRange(0, 64), default=0, show_default="one a core", help="Read in so many processes.")
@click.option(
    "--threads",
    type=click.IntRange(0, 256),
    default=0,
    help="Threads of each process. Default: 1, or one a core in a single process.",
)
@takes_reading
@click.option("--no-relate", is_flag=True, help="Leave it to `onrecord relate` to bring the new articles together with the others.")
@click.option("--progress/--no-progress", default=None, help="A progress line on standard error. Default: on a terminal.")
@click.option("--format", "format_", type=click.Choice(["text", "json", "jsonl"]), default="text", help="How to write the summary.")
def add(
    sources: Sources,
    store: str | None,
    reread: bool,
    processes: int,
    threads: int,
    how: Reading,
    no_relate: bool,
    progress: bool | None,
    format_: str,
) -> None:
    """Read articles and keep their records in a store, which is made where there is none.

    SOURCE is as for `onrecord read`: a file, a folder, a pattern in quotation marks, an address, or - for standard
    input. Articles that are not in English are skipped and counted. What is in the store is not read again; a changed article under a known URL (or id,
    or file) is a new revision. Stopped at any moment and started again, it goes on where it was. What cannot be read is
    put aside: see `onrecord failures`.

    \b
    Examples:
        onrecord add news.jsonl
        onrecord add news/ "2016/**/*.jsonl.gz" --store postgresql://desk@db.example/news
        onrecord add https://courier.example/feed.xml --contact desk@courier.example

    Exit status: 0 when every article is in the store; 1 when any was put aside, or the store could not be written; 2 for a
    wrong command; 130 when it was interrupted.
    """
    from ..store import Inputs

    if not sources.names and not reread:
        raise click.UsageError("name the articles to add (or give --reread to read again what is in the store)")

    with opened(store, create=bool(sources.names), mapped=False) as kept:  # memory stays flat however large it is
        reader, options = how.loader(threads, processes), _options(sources, how)
        with ExitStack() as stack:
            told = shown(stack) if (sys.stderr.isatty() if progress is None else progress) else None
            try:
                if sources.names:
                    stack.enter_context(telling())
                    inputs = _skipping(Inputs(sources.names, kept.files, **sources.options()), sources)
                    found = kept.add(inputs, reader, reread=reread, told=told, options=options)
                else:
                    found = kept.reread(reader, told=told, options=options)
            except KeyboardInterrupt:
                tell("stopped; what was read is in the store, and the same command goes on from there")
                sys.exit(130)
        summary(found, format_)
        sources.tell_skipped()
        if not no_relate:
            bring_together(kept, progress)
        if found.failed:
            tell_aside(kept, found.failed, store)
            sys.exit(1)


def _skipping(inputs: Inputs, sources: Sources) -> Iterator[Item]:
    """``inputs``, of which those in another language are told and counted."""
    from ..intake import Skipped

    for item in inputs:
        if isinstance(item.found, Skipped):
            sources.skip(item.found)
        yield item


def tell_aside(kept: Store, count: int, store: str | None) -> None:
    """Name the latest ``count`` articles that were put aside, at most ten, and say how to see them all and try again."""
    for row in kept.failures(limit=min(count, _TOLD)):
        tell(f"{plain(row.source)}: put aside: {plain(row.message)}")
    named = f" --store {store}" if store else ""
    tell(f"{count:,} put aside; all of them: onrecord failures{named}; once mended: onrecord failures --retry{named}")


def _options(sources: Sources, how: Reading) -> Options:
    """What was said of how to read, for `onrecord failures --retry`."""
    from ..store import Options

    model = str(how.model.absolute()) if how.model else None
    return Options(**sources.given, model=model, without=how.without, min_confidence=how.min_confidence)


def shown(stack: ExitStack) -> Told:
    """A progress line on standard error: what is done, how quickly, and how long it will go on."""
    if not sys.stderr.isatty():
        return _lines()
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.fields[counts]}"), BarColumn(bar_width=20), TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn()
    )  # fmt: skip
    bar = stack.enter_context(Progress(*columns, console=Console(stderr=True), transient=True))
    task = bar.add_task("", total=None, counts="")

    def told(so_far: Added) -> None:
        if so_far.done is None:
            bar.update(task, counts=_counts(so_far))
        else:
            bar.update(task, counts=_counts(so_far), total=1.0, completed=so_far.done)

    return told


def _lines() -> Told:
    """Progress for a log: a line every few seconds."""
    last = began = time.monotonic()

    def told(so_far: Added) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < _EVERY:
            return
        last = now
        left = ""
        if so_far.done:
            minutes, seconds = divmod(round((now - began) * (1 / so_far.done - 1)), 60)
            left = f", {so_far.done:.0%} done, about {minutes}:{seconds:02} left"
        tell(_counts(so_far) + left)

    return told


def _counts(so_far: Added) -> str:
    new = so_far.added + so_far.revised + so_far.reread
    rate = new / so_far.seconds if so_far.seconds else 0.0
    return f"{new:,} read, {so_far.known:,} known, {so_far.failed:,} put aside, {rate:.1f} a second"


def summary(found: Added, format_: str) -> None:
    """Write what was done."""
    if format_ != "text":
        write_structs([found], type(found), "jsonl", sys.stdout)
        return
    parts = [f"{found.added:,} added", f"{found.known:,} known"]
    for name in ("revised", "reread", "skipped"):
        if number := getattr(found, name):
            parts.append(f"{number:,} {name}")
    parts.append(f"{found.failed:,} put aside")
    click.echo(f"{', '.join(parts)}; {counted(found.statements, 'statement')}, in {found.seconds:,.1f} s")
