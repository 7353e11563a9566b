"""The command line. It says nothing that the Python API cannot say."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from . import __version__
from .commands import accounts, add, commitments, echoes, find, keep, people, positions, relate, serve
from .commands.reading import Reading, takes_reading
from .commands.sources import Sources, takes_sources

if TYPE_CHECKING:
    from .record import Record

_FORMATS = ("text", "json", "jsonl", "csv", "html")
_SUFFIXES = {".txt": "text", ".json": "json", ".jsonl": "jsonl", ".csv": "csv", ".html": "html", ".htm": "html"}


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="onrecord")
def main() -> None:
    """Read the news and keep the record: who said what, in whose words, and when.

    Everything runs on this machine; nothing is sent anywhere, and only what you name is fetched. Start with:

    \b
        onrecord read ARTICLE.txt --published 2016-09-12
        onrecord add ARTICLES.jsonl                          and then: onrecord search WORDS
    """


for _command in (
    *(add.add, relate.relate, find.search, find.show, find.speakers, commitments.commitments, find.figures),
    *(people.people, people.person, echoes.echoes, echoes.outlets, positions.timeline, positions.changes),
    *(keep.stats, keep.verify, keep.failures, keep.diff, keep.export, keep.migrate, keep.compact, serve.serve, accounts.accounts),
):
    main.add_command(_command)


@main.command()
@takes_sources
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
@click.option("--threads", type=click.IntRange(0, 256), default=0, show_default="one a core", help="How many work side by side.")
@takes_reading
@click.option("--progress/--no-progress", default=None, help="A progress line on standard error. Default: on a terminal.")
def read(
    sources: Sources,
    format_: str | None,
    output: Path | None,
    verbose: bool,
    color: bool | None,
    width: int | None,
    threads: int,
    how: Reading,
    progress: bool | None,
) -> None:
    """Read articles and write their records.

    A SOURCE is a file (.txt, .html, .json, .jsonl, .csv, .tsv, .warc; each also with .gz or .zst), a folder, a pattern
    in quotation marks, the address of a page, a feed, a sitemap or such a file (https://...), or - for standard input.

    \b
    Examples:
        onrecord read story.txt --published 2016-09-12
        onrecord read page.html -o page.record.html      the article with every statement marked
        onrecord read news/ "2016/**/*.jsonl.gz" --format csv -o statements.csv
        onrecord read https://courier.example/feed.xml --contact desk@courier.example
        cat articles.jsonl | onrecord read - --format jsonl > records.jsonl

    A day such as "on Wednesday" is resolved from the date of publication; without one it stays unresolved.

    Articles that are not in English are skipped, named and counted on standard error. Addresses are fetched as their
    robots.txt lets them be, with a pause between two requests to a host, and never from a private network.

    Exit status: 0 when every article was read or skipped; 1 when any was not (each is named on standard error, with
    the reason, and the others are read all the same); 2 for a wrong command.
    """
    from .export import write
    from .reader.processes import read_many

    if output and output.exists() and any(_is_file(name) and output.samefile(name) for name in sources.names):
        raise click.BadParameter(f"{output} is one of the articles to be read; name another file.", param_hint="--output")
    format_ = format_ or (_SUFFIXES.get(output.suffix.lower(), "text") if output else "text")
    try:
        records = read_many(sources, threads, how.model, how.without, how.min_confidence, sources.fail)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--model") from None
    sources.leave_out = output
    with ExitStack() as stack:
        several = len(sources.names) > 1 or not _is_file(sources.names[0]) or output is not None
        if progress if progress is not None else sys.stderr.isatty() and several:
            records = _with_progress(records, stack)
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
    if sources.failed:
        sys.exit(1)


def _is_file(name: str) -> bool:
    return os.path.isfile(name)  # noqa: PTH113 (Path.is_file raises where an address is too long for a name)


def _with_progress(records: Iterator[Record], stack: ExitStack) -> Iterator[Record]:
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
    return color if color is not None else stream.isatty() and "NO_COLOR" not in os.environ
