"""Sources on a command line: their options, and their articles one after the other."""

from __future__ import annotations

import functools
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from ..article import Article
    from ..intake import Skipped

_MOST_TOLD = 10


def _date(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    from ..intake import iso_date

    try:
        return iso_date(value) if value is not None else None
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def _columns(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    from ..intake.table import COLUMNS

    columns = {}
    for value in values:
        field, equals, name = value.partition("=")
        if not equals or field not in COLUMNS:
            raise click.BadParameter(f"{value!r}; give FIELD=NAME, where FIELD is one of {', '.join(COLUMNS)}.")
        columns[field] = name
    return columns


def _contact(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value and not value.isascii():
        raise click.BadParameter("it goes into an HTTP header, which has ASCII only.")
    return value


_OPTIONS = [
    click.option(
        "--published", metavar="DATE", callback=_date, help="Date of publication (YYYY-MM-DD) of articles that give none themselves."
    ),
    click.option("--title", metavar="TITLE", help="Title of articles that give none themselves."),
    click.option(
        "--column", "columns", metavar="FIELD=NAME", multiple=True, callback=_columns,
        help="CSV: the column that text, title, published, url ... are in, where its name does not say so.",
    ),
    click.option("--any-language", is_flag=True, help="Do not skip articles that are not in English."),
    click.option("--contact", metavar="ADDRESS", callback=_contact, help="Web: where sites can reach you; told to each of them."),
    click.option(
        "--delay", metavar="SECONDS", type=click.FloatRange(0.0, 120.0), default=1.0, show_default=True,
        help="Web: the least time between two requests to a host.",
    ),
    click.option("--max-pages", metavar="N", type=click.IntRange(1), help="Web: follow at most N links of each feed or sitemap."),
    click.option("--allow-private", is_flag=True, help="Web: fetch from private and loopback addresses too."),
]  # fmt: skip


def takes_sources(command: Callable[..., None], required: bool = True) -> Callable[..., None]:
    """Give a command the argument SOURCE... and the options of sources. It gets them as ``sources``, a ``Sources``."""

    @functools.wraps(command)
    def with_sources(
        *args: Any,
        sources: tuple[str, ...],
        contact: str | None,
        delay: float,
        max_pages: int | None,
        allow_private: bool,
        published: str | None,
        title: str | None,
        columns: dict[str, str],
        any_language: bool,
        **rest: Any,
    ) -> None:
        fetching = {"contact": contact, "delay": delay, "max_pages": max_pages, "allow_private": allow_private}
        reading = {"published": published, "title": title, "columns": columns, "any_language": any_language}
        command(*args, sources=Sources(sources, reading, fetching), **rest)

    for option in reversed(_OPTIONS):
        with_sources = option(with_sources)
    return click.argument("sources", metavar="SOURCE...", nargs=-1, required=required)(with_sources)


class Sources:
    """The articles of sources, in order. What cannot be read or is skipped is told on standard error and counted.

    ``reading``: the options of ``read_source``; ``fetching``: those of ``Web``. ``leave_out``: the file that results
    go to, which folders and patterns pass over.
    """

    def __init__(self, names: tuple[str, ...], reading: dict[str, Any], fetching: dict[str, Any]) -> None:
        self.names = names
        self._reading, self._fetching = reading, fetching
        self.given = {**reading, **fetching}
        self.leave_out: Path | None = None
        self.failed = 0
        self.skipped: Counter[str] = Counter()
        """How many articles were passed over for their language, by its code."""

    def options(self) -> dict[str, Any]:
        """The options of ``read_source``, with a ``Web`` that keeps the pauses between requests."""
        from ..intake import Web

        return {"web": Web(**self._fetching), **self._reading}

    def fail(self, source: str, message: str) -> None:
        """Tell of an article that could not be read."""
        self.failed += 1
        tell(f"{source}: {message}")

    def skip(self, found: Skipped) -> None:
        """Count an article that is passed over for its language; the first few are told."""
        self.skipped[found.language] += 1
        if self.skipped.total() <= _MOST_TOLD:
            tell(f"{found.source}: skipped: {found.message}")

    def tell_skipped(self) -> None:
        """How many articles were passed over, where they are more than one."""
        if (count := self.skipped.total()) > 1:
            languages = ", ".join(f"{language}: {number:,}" for language, number in self.skipped.most_common())
            tell(f"{count:,} articles skipped that are not in English ({languages}); --any-language reads them")

    def __iter__(self) -> Iterator[Article]:
        from ..intake import Failure, Skipped, read_source

        options = self.options()
        with telling():
            for source in self.names:
                for item in read_source(source, leave_out=self.leave_out, **options):
                    if isinstance(item, Skipped):
                        self.skip(item)
                    elif isinstance(item, Failure):
                        self.fail(item.source, item.message)
                    else:
                        yield item
            self.tell_skipped()


@contextmanager
def telling() -> Iterator[None]:
    """What intake has to say beside articles and failures is told on standard error meanwhile."""
    logging.getLogger().addHandler(logging.NullHandler())  # else what libraries log would stand among our words
    teller = _Teller()
    log = logging.getLogger("onrecord.intake")
    log.addHandler(teller)
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        log.removeHandler(teller)


def tell(message: str) -> None:
    """Say something on standard error."""
    click.echo(f"onrecord: {message}", err=True)


class _Teller(logging.Handler):
    """What intake has to say beside articles and failures: guessed columns, waits, files passed over."""

    def emit(self, record: logging.LogRecord) -> None:
        tell(record.getMessage())
