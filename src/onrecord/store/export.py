"""Export: everything of one sort in a store, as CSV, JSON Lines or Parquet, in portions so that memory stays flat."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

import msgspec
from sqlalchemy import Connection

from . import articles, browse, layers, lists, log, said
from .results import arrow, cell

AT_ONCE = 5000
"""Rows that are in memory at a time."""
_ARTICLES = 100
"""Articles whose figures, times or events are."""

Parts = Iterator[list[Any]]
Sorts = dict[str, tuple[type[msgspec.Struct], Callable[[Connection], Parts]]]
SORTS: Sorts = {
    "statements": (said.Said, lambda connection: said.every_statement(connection, AT_ONCE)),
    "speakers": (lists.SpeakerRow, lambda connection: lists.every_speaker(connection, AT_ONCE)),
    "commitments": (lists.CommitmentRow, lambda connection: lists.every_commitment(connection, AT_ONCE)),
    "figures": (lists.FigureRow, lambda connection: lists.every_figure(connection, _ARTICLES)),
    "times": (layers.TimeRow, lambda connection: layers.every_time(connection, _ARTICLES)),
    "events": (layers.EventRow, lambda connection: layers.every_event(connection, _ARTICLES)),
    "articles": (browse.ArticleRow, lambda connection: browse.every_article(connection, AT_ONCE)),
    "log": (log.FieldRow, lambda connection: log.every_field(connection, AT_ONCE)),
    "failures": (lists.FailureRow, lambda connection: lists.every_failure(connection, AT_ONCE)),
}
"""What can be exported: the type of its rows, and how they are found. "records" can be, too, as JSON Lines."""


def export(connection: Connection, what: str, to: str | Path | TextIO, format: str | None) -> None:
    """Write all of ``what``, as ``Store.export`` says."""
    target, chosen = _target(to, format)
    if what != "records":
        write_sort(connection, SORTS, what, target, chosen, also=("records",))
    elif chosen != "jsonl":
        raise ValueError("records are whole only as JSON Lines: --format jsonl")
    else:
        _text(target, (record.to_json() + "\n" for record in articles.records(connection)))


def write_sort(
    connection: Connection, sorts: Sorts, what: str, to: str | Path | TextIO, format: str | None, also: Iterable[str] = ()
) -> None:
    """Write ``what``, one of ``sorts``. ``format``: csv, jsonl or parquet; null: by the ending of a file's name, else jsonl.

    Raises ``ValueError`` for what is none of these (nor ``also``, which are only named), ``ImportError`` where Parquet lacks pyarrow.
    """
    target, chosen = _target(to, format)
    if what not in sorts:
        raise ValueError(f"there are no {what!r} to export: choose of {', '.join((*sorts, *also))}")
    of, every = sorts[what]
    if chosen == "jsonl":
        _text(target, (msgspec.json.encode(row).decode() + "\n" for part in every(connection) for row in part))
    elif chosen == "csv":
        _csv(target, of, every(connection))
    elif chosen == "parquet" and isinstance(target, Path):
        _parquet(target, of, every(connection))
    else:
        raise ValueError(f"no format {chosen!r} for this: csv, jsonl, or parquet into a file")


def _target(to: str | Path | TextIO, format: str | None) -> tuple[Path | TextIO, str]:
    target = Path(to) if isinstance(to, str) else to
    ending = target.suffix.lower() if isinstance(target, Path) else ""
    return target, format or {".csv": "csv", ".parquet": "parquet"}.get(ending, "jsonl")


def _text(to: Path | TextIO, lines: Iterator[str]) -> None:
    if isinstance(to, Path):
        with to.open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(lines)
    else:
        to.writelines(lines)


def _csv(to: Path | TextIO, of: type[msgspec.Struct], parts: Parts) -> None:
    if isinstance(to, Path):
        with to.open("w", encoding="utf-8", newline="") as stream:
            _csv(stream, of, parts)
        return
    writer = csv.writer(to, lineterminator="\r\n")
    writer.writerow(of.__struct_fields__)
    for part in parts:
        writer.writerows([cell(value) for value in msgspec.structs.astuple(row)] for row in part)


def _parquet(to: Path, of: type[msgspec.Struct], parts: Parts) -> None:
    try:
        import pyarrow.parquet as parquet
    except ImportError:
        raise ImportError("Parquet needs pyarrow: pip install 'onrecord[tables]'") from None
    with parquet.ParquetWriter(to, arrow(of, []).schema) as writer:
        for part in parts:
            writer.write_table(arrow(of, [msgspec.structs.asdict(row) for row in part]))
