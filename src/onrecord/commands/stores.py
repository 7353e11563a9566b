"""Stores on a command line: the options that all of their commands have, and how rows are written."""

from __future__ import annotations

import csv
import functools
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

import click

if TYPE_CHECKING:
    import msgspec

    from ..store import Results, Store

FORMATS = ("text", "csv", "json", "jsonl")
Command = Callable[..., Any]


def store_option(command: Command) -> Command:
    """``--store``."""
    return click.option(
        "--store", "store", metavar="FILE|URL", help="The store. Default: ONRECORD_STORE, else onrecord.db in the working folder."
    )(command)


def format_option(command: Command) -> Command:
    """``--format``."""
    return click.option(
        "--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True, help="How to write the rows."
    )(command)


def page_options(command: Command) -> Command:
    """``--limit`` and ``--offset``; a limit of 0 is none."""
    command = click.option("--offset", type=click.IntRange(0), default=0, help="Begin behind so many rows.")(command)
    return click.option(
        "--limit", type=click.IntRange(0), default=20, show_default=True, help="At most so many rows; 0 for all of them."
    )(command)


_FILTERS = [
    click.option("--speaker", metavar="NAME", help="By who speaks: words that the name has."),
    click.option("--role", metavar="WORDS", help="By the speaker's role: words that it has."),
    click.option("--outlet", metavar="NAME", help="By publisher: words that the name has."),
    click.option("--since", metavar="DATE", help="Not before this day, month or year (2016-09-12, 2016-09, 2016)."),
    click.option("--until", metavar="DATE", help="Not after it."),
    click.option(
        "--dated", type=click.Choice(["either", "said", "published"]), default="either", show_default=True,
        help="What dates count: when it was said, when it was published, or when said if known, else published.",
    ),
    click.option("--kind", multiple=True, help="assertion, belief, knowledge, intention, directive; may be given several times."),
    click.option("--manner", multiple=True, help="direct, indirect, mixed; may be given several times."),
    click.option("--sourcing", multiple=True, help="named, unnamed, collective, document, author, none; several times."),
    click.option("--act", multiple=True, help="With a commitment: promise, plan, refuse, threaten, offer, demand; several times."),
    click.option("--denied/--not-denied", default=None, help="What the speaker denies, or denies having said; or all but that."),
    click.option("--min-confidence", type=click.FloatRange(0, 1), help="At least this confidence."),
    click.option("--article", metavar="ID", help="In the article of this id, URL or file."),
    click.option("--person", type=int, metavar="ID", help="By one person or organization across articles: its number, as in onrecord people."),
    click.option("--old", is_flag=True, help="Also what stands only in older revisions."),
]  # fmt: skip


def filter_options(command: Command) -> Command:
    """The options that statements are narrowed by; the command gets them as ``filters``."""

    @functools.wraps(command)
    def with_filters(**options: Any) -> Any:
        names = ("speaker", "role", "outlet", "since", "until", "dated", "denied", "min_confidence", "article", "person", "old")
        filters = {name: options.pop(name) for name in names}
        filters |= {name: options.pop(name) or None for name in ("kind", "manner", "sourcing", "act")}
        return command(filters=filters, **options)

    wrapped: Command = with_filters
    for option in reversed(_FILTERS):
        wrapped = option(wrapped)
    return wrapped


@contextmanager
def opened(name: str | None, *, create: bool = False, mapped: bool = True) -> Iterator[Store]:
    """The store, with its errors as a command's: one line that says what to do, exit status 1 (2 for a wrong request)."""
    from ..store import NotFound, QueryError, Store, StoreError

    try:
        with Store(name, create=create, mapped=mapped) as store:
            yield store
    except QueryError as error:
        raise click.UsageError(str(error)) from None
    except NotFound as error:
        raise click.ClickException(str(error.args[0])) from None
    except StoreError as error:
        raise click.ClickException(str(error)) from None
    except BrokenPipeError:  # the reader of our output has seen enough (`| head`)
        sys.stderr.close()
        sys.exit(1)


def standard_output() -> TextIO:
    """Standard output, in UTF-8."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    return sys.stdout


def write_rows(
    rows: Results[Any],
    format_: str,
    text: Callable[[Any], str],
    *,
    offset: int = 0,
    what: str = "rows",
    nothing: str = "Nothing was found.",
) -> None:
    """Write rows; say on standard error when the list was cut, and how to get the rest."""
    stream = standard_output()
    if format_ == "text":
        for row in rows:
            stream.write(text(row) + "\n")
    else:
        write_structs(rows, rows.of, format_, stream)
    stream.flush()
    if rows.note:
        click.echo(f"onrecord: {rows.note}.", err=True)
    if rows.more:
        shown = f"{what} {offset + 1} to {offset + len(rows)}" if offset else f"the first {len(rows)} {what}"
        click.echo(
            f"onrecord: these are {shown}; there are more: --offset {offset + len(rows)} goes on, --limit 0 gives all.", err=True
        )
    elif not rows and format_ == "text":
        click.echo(nothing, err=True)


def write_structs(rows: Sequence[msgspec.Struct], of: type[msgspec.Struct], format_: str, stream: TextIO) -> None:
    """Rows as csv, json (one list) or jsonl (one object a line)."""
    import msgspec

    from ..store.results import cell

    if format_ == "jsonl":
        for row in rows:
            stream.write(msgspec.json.encode(row).decode() + "\n")
    elif format_ == "json":
        stream.write(msgspec.json.format(msgspec.json.encode(list(rows)), indent=2).decode() + "\n")
    else:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(of.__struct_fields__)
        for row in rows:
            writer.writerow([cell(value) for value in msgspec.structs.astuple(row)])


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 statement", "2 statements"."""
    from ..export import phrases  # what takes long to load is loaded late

    return phrases.counted(number, noun)


def plain(text: str) -> str:
    """``text`` in one line that no article can command a terminal with."""
    from ..export.text import printable

    return printable(" ".join(text.split()))
