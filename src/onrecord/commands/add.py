"""``onrecord add``: articles into a store."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .reading import Reading, takes_reading
from .relate import bring_together
from .sources import Sources, takes_sources, tell, telling
from .stores import counted, opened, store_option, write_structs

if TYPE_CHECKING:
    from ..store import Added, Options
    from ..store.adding import Told


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

    Exit status: 0 when every article is in the store; 1 when any was put aside, or the store could not be written.
    """
    from ..store import Inputs

    if not sources.names and not reread:
        raise click.UsageError("name the articles to add (or give --reread to read again what is in the store)")

    with opened(store, create=bool(sources.names), mapped=False) as kept:  # memory stays flat however large it is
        reader, options = how.loader(threads, processes), _options(sources, how)
        with ExitStack() as stack:
            told = shown(stack) if (sys.stderr.isatty() if progress is None else progress) else None
            if sources.names:
                stack.enter_context(telling())
                names = _without_store(sources.names, kept.name)
                found = kept.add(Inputs(names, **sources.options()), reader, reread=reread, told=told, options=options)
            else:
                found = kept.reread(reader, told=told, options=options)
        if not no_relate:
            bring_together(kept, progress)
        summary(found, format_)
        if found.skipped:
            tell(f"{found.skipped:,} skipped that are not in English; --any-language reads them")
        if found.failed:
            click.echo(
                "onrecord: what was put aside, and why: onrecord failures" + (f" --store {store}" if store else ""), err=True
            )
            sys.exit(1)


def _without_store(names: tuple[str, ...], store: str) -> tuple[str, ...]:
    """The sources without the store itself and what SQLite keeps beside it, which a shell's `*` names, too; all, if that is all."""
    files = {Path(store + ending).absolute() for ending in ("", "-wal", "-shm", "-journal")}
    return tuple(name for name in names if Path(name).absolute() not in files) or names


def _options(sources: Sources, how: Reading) -> Options:
    """What was said of how to read, for `onrecord failures --retry`."""
    from ..store import Options

    model = str(how.model.absolute()) if how.model else None
    return Options(**sources.given, model=model, without=how.without, min_confidence=how.min_confidence)


def shown(stack: ExitStack) -> Told:
    """A progress line on standard error: what is done, how quickly, and how long it will go on."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.fields[counts]}"), BarColumn(bar_width=20), TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn()
    )  # fmt: skip
    bar = stack.enter_context(Progress(*columns, console=Console(stderr=True), transient=True))
    task = bar.add_task("", total=None, counts="")

    def told(so_far: Added) -> None:
        new = so_far.added + so_far.revised + so_far.reread
        rate = new / so_far.seconds if so_far.seconds else 0.0
        counts = f"{new:,} read, {so_far.known:,} known, {so_far.failed:,} put aside, {rate:.1f} a second"
        if so_far.done is None:
            bar.update(task, counts=counts)
        else:
            bar.update(task, counts=counts, total=1.0, completed=so_far.done)

    return told


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
