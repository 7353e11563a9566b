"""The command line. It says nothing that the Python API cannot say."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from . import __version__
from .commands import add, find, keep

if TYPE_CHECKING:
    from .article import Article
    from .record import Record

_FORMATS = ("text", "json", "jsonl", "csv", "html")
_SUFFIXES = {".txt": "text", ".json": "json", ".jsonl": "jsonl", ".csv": "csv", ".html": "html", ".htm": "html"}


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="onrecord")
def main() -> None:
    """Read the news and keep the record: who said what, in whose words, and when.

    Everything runs on this machine; nothing is sent anywhere. Start with:

    \b
        onrecord read ARTICLE.txt --published 2016-09-12
        onrecord add ARTICLES.jsonl                          and then: onrecord search WORDS
    """


for _command in (
    *(add.add, find.search, find.show, find.speakers, find.commitments, find.figures),
    *(keep.stats, keep.verify, keep.failures, keep.diff, keep.export, keep.migrate),
):
    main.add_command(_command)


@main.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--published", metavar="DATE", help="Date of publication (YYYY-MM-DD) of articles that give none themselves.")
@click.option("--title", metavar="TITLE", help="Title of articles that give none themselves.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(_FORMATS),
    help="How to write the records. Default: by the suffix of --output, else text.",
)
@click.option(
    "--output", "-o", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write here, not to standard output."
)
@click.option("--verbose", "-v", is_flag=True, help="Text: show every statement's confidence, and more of what is known of it.")
@click.option(
    "--color/--no-color", default=None, help="Text: colour or none. Default: colour on a terminal, unless NO_COLOR is set."
)
@click.option("--width", type=click.IntRange(20, 400), help="Text: columns. Default: those of the terminal, at most 100.")
@click.option(
    "--threads", type=click.IntRange(0, 256), default=0, show_default="one a core", help="How many threads work side by side."
)
@click.option("--model", metavar="FOLDER", type=click.Path(path_type=Path), help="Read with other weights than those shipped.")
@click.option("--progress/--no-progress", default=None, help="A progress line on standard error. Default: on a terminal.")
def read(
    paths: tuple[str, ...],
    published: str | None,
    title: str | None,
    format_: str | None,
    output: Path | None,
    verbose: bool,
    color: bool | None,
    width: int | None,
    threads: int,
    model: Path | None,
    progress: bool | None,
) -> None:
    """Read articles and write their records.

    PATH is a plain text file (.txt), a web page (.html), JSON Lines (.jsonl, one article a line with "text" or
    "html", and any of "id", "url", "title", "publisher", "published"), or - for standard input.

    \b
    Examples:
        onrecord read story.txt --published 2016-09-12
        onrecord read page.html -o page.record.html      the article with every statement marked
        onrecord read *.txt --format csv -o statements.csv
        cat articles.jsonl | onrecord read - --format jsonl > records.jsonl

    A day such as "on Wednesday" is resolved from the date of publication; without one it stays unresolved.

    Exit status: 0 when every article was read; 1 when any was not (each is named on standard error, with the
    reason, and the others are read all the same); 2 for a wrong command.
    """
    from .export import write
    from .intake import iso_date
    from .reader.reader import Reader

    if published is not None:
        try:
            published = iso_date(published)
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--published") from None
    if output and any(path != "-" and Path(path).exists() and output.exists() and output.samefile(path) for path in paths):
        raise click.BadParameter(f"{output} is one of the articles to be read; name another file.", param_hint="--output")
    format_ = format_ or (_SUFFIXES.get(output.suffix.lower(), "text") if output else "text")
    try:
        reader = Reader(model, threads)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--model") from None
    batch = _Batch(paths, published, title)
    with ExitStack() as stack:
        records = reader.read_all(batch)
        if progress if progress is not None else sys.stderr.isatty() and (len(paths) > 1 or output is not None):
            records = _with_progress(records, batch, stack)
        stream = _open(output, stack)
        options: dict[str, Any] = {}
        if format_ == "text":
            options = {"width": width or _columns(), "color": _wants_color(color, stream), "verbose": verbose}
        try:
            write(records, stream, format=format_, **options)
            stream.flush()
        except BrokenPipeError:  # the reader of our output has seen enough (`| head`)
            sys.stderr.close()
            sys.exit(1)
        except OSError as error:
            raise click.FileError(str(output or "standard output"), hint=error.strerror) from None
    if batch.failed:
        sys.exit(1)


class _Batch:
    """The articles of a command line, in order; what cannot be read is told on standard error and counted."""

    def __init__(self, paths: tuple[str, ...], published: str | None, title: str | None) -> None:
        self.paths, self.published, self.title = paths, published, title
        self.failed = 0
        self.taken = 0

    def __iter__(self) -> Iterator[Article]:
        from .intake import Failure, read_path, read_stream

        for path in self.paths:
            if path == "-":
                found = read_stream(sys.stdin.buffer, "-", published=self.published, title=self.title)
            else:
                found = read_path(path, published=self.published, title=self.title)
            for item in found:
                if isinstance(item, Failure):
                    self.failed += 1
                    click.echo(f"onrecord: {item.source}: {item.message}", err=True)
                else:
                    self.taken += 1
                    yield item


def _with_progress(records: Iterator[Record], batch: _Batch, stack: ExitStack) -> Iterator[Record]:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    bar = stack.enter_context(
        Progress(
            SpinnerColumn(),
            TextColumn("{task.completed} articles, {task.fields[words]:,} words, {task.fields[statements]:,} statements"),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
        )
    )
    task = bar.add_task("reading", total=None, words=0, statements=0)

    def told() -> Iterator[Record]:
        words = statements = 0
        for record in records:
            words += len(record.article.text.split())
            statements += len(record.statements)
            bar.update(task, advance=1, words=words, statements=statements)
            yield record

    return told()


def _open(output: Path | None, stack: ExitStack) -> TextIO:
    if output is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", newline="")
        return sys.stdout
    try:
        return stack.enter_context(output.open("w", encoding="utf-8", newline=""))
    except OSError as error:
        raise click.FileError(str(output), hint=error.strerror) from None


def _columns() -> int:
    import shutil

    return min(shutil.get_terminal_size((100, 24)).columns, 100)


def _wants_color(color: bool | None, stream: TextIO) -> bool:
    import os

    return color if color is not None else stream.isatty() and "NO_COLOR" not in os.environ
