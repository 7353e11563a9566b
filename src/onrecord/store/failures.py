"""Failures: articles that could not be added, put aside with the reason, so that they can be tried again."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Row, insert, select, update

from ..article import Article
from .inputs import Inputs, Item, is_address
from .options import Options
from .options import kept as options_of
from .schema import failures
from .writing import now

_NO_FILE = frozenset({"-", "articles", "records", "store"})
"""Inputs that are no files: standard input, and what a program handed over."""


class Aside(NamedTuple):
    """An article to put aside. ``article`` is its JSON, where intake had made one of it."""

    input: str
    source: str
    stage: str
    message: str
    article: str | None = None


def put_aside(connection: Connection, found: Sequence[Aside], run: int) -> None:
    """Keep failures; one that is there already is tried once more."""
    for entry in found:
        known = connection.scalar(select(failures.c.id).where(failures.c.source == entry.source, failures.c.stage == entry.stage))
        seen = {"message": entry.message, "article": entry.article, "last_seen": now(), "run_id": run, "resolved": None}
        if known is None:
            row = {"input": entry.input, "source": entry.source, "stage": entry.stage, "tries": 1, "first_seen": now()}
            connection.execute(insert(failures), [row | seen])
        else:
            connection.execute(update(failures).where(failures.c.id == known).values(**seen, tries=failures.c.tries + 1))


def resolve(connection: Connection, input: str, run: int, *, kept: Sequence[int]) -> None:
    """All of ``input`` was gone through in this run: what failed before and not again went well. ``kept``: only these failures."""
    f = failures.c
    query = update(failures).where(f.run_id != run, f.resolved.is_(None))
    query = query.where(f.id.in_(kept)) if kept else query.where(f.input == input)
    connection.execute(query.values(resolved=now()))


def again(connection: Connection, only: Collection[int] | None = None) -> list[tuple[Options, Iterable[Item]]]:
    """What was put aside, as it is to be tried again: by the options of the run that it failed in last.

    Whole files once each, with the options of their last failure; then articles whose file is not there, or that came without one. ``only``:
    these failures, and those of the same files.
    """
    f = failures.c
    query = select(f.id, f.input, f.article, f.run_id).where(f.resolved.is_(None)).order_by(f.id)
    if only is not None:
        query = query.where(f.input.in_(select(f.input).where(f.id.in_(list(only)))))
    rows = connection.execute(query).all()
    last = {row.input: row.run_id for row in sorted(rows, key=lambda row: row.run_id)}
    there = {name for name in last if name not in _NO_FILE and (is_address(name) or os.path.exists(name))}  # noqa: PTH110 (Path.exists raises for long names)
    options = {run: options_of(connection, run) for run in sorted({row.run_id for row in rows})}
    groups: dict[tuple[tuple[str, str], ...], tuple[Options, list[str], list[Row[*tuple[Any, ...]]]]] = {}
    for row in rows:
        by = options[last[row.input] if row.input in there else row.run_id]
        _, files, own = groups.setdefault(tuple(sorted(by.as_text().items())), (by, [], []))
        if row.input not in there:
            own.append(row)
        elif row.input not in files:
            files.append(row.input)
    return [(by, _Again(by, files, own)) for by, files, own in groups.values()]


class _Again:
    """Items to try again with the same options."""

    def __init__(self, by: Options, files: list[str], rows: list[Row[*tuple[Any, ...]]]) -> None:
        self._by, self._files, self._rows = by, files, rows

    def __iter__(self) -> Iterator[Item]:
        yield from Inputs(self._files, **self._by.intake())
        with_text = [row for row in self._rows if row.article is not None]
        for row in with_text:
            yield Item(row.input, msgspec.json.decode(row.article, type=Article))
        if with_text:
            yield Item("", None, kept=tuple(row.id for row in with_text))
