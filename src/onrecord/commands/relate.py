"""``onrecord relate``: bring what is new in a store together with what is there."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from .stores import counted, opened, store_option

if TYPE_CHECKING:
    from ..across import Related
    from ..store import Store


@click.command()
@store_option
@click.option("--progress/--no-progress", default=None, help="A progress line on standard error. Default: on a terminal.")
def relate(store: str | None, progress: bool | None) -> None:
    """Bring what is new in the store together with what is there: people, and the same words in several articles.

    `onrecord add` does so by itself when it ends; this goes on where it was stopped, or had been told --no-relate.
    """
    with opened(store) as kept:
        done = bring_together(kept, progress)
    click.echo(f"{counted(done.articles, 'article')} related, in {done.seconds:,.1f} s")


def bring_together(store: Store, progress: bool | None) -> Related:
    """Relate, with a progress line on standard error where there is a terminal, unless it is not wanted."""
    from rich.console import Console
    from rich.progress import Progress

    from ..across import relate

    with ExitStack() as stack:
        if progress is False or not sys.stderr.isatty():  # a bar is nothing for a log
            return relate(store)
        bar = stack.enter_context(Progress(console=Console(stderr=True), transient=True))
        tasks = {}

        def told(step: str, related: int, of: int) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(step, total=of)
            bar.update(tasks[step], completed=related, total=of)

        return relate(store, told=told)
