"""Export: everything of one sort in a store, as CSV, JSON Lines or Parquet, in portions so that memory stays flat."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import msgspec

from .lists import CommitmentRow, FailureRow, FigureRow, SpeakerRow
from .results import Results, arrow, cell
from .said import Said

if TYPE_CHECKING:
    from .store import Store

_AT_ONCE = 5000
KINDS: dict[str, type[msgspec.Struct]] = {
    "statements": Said,
    "speakers": SpeakerRow,
    "commitments": CommitmentRow,
    "figures": FigureRow,
    "failures": FailureRow,
}
"""What can be exported, and the type of its rows; "records" can be, too, as JSON Lines."""


def export(store: Store, what: str, to: Path | TextIO, format: str) -> None:
    """Write all of ``what``. Raises ``ValueError`` for what does not exist, ``ImportError`` where Parquet lacks pyarrow."""
    if what == "records":
        if format != "jsonl":
            raise ValueError("records are whole only as JSON Lines: --format jsonl")
        _text(to, (record.to_json() + "\n" for record in store.records()))
    elif what not in KINDS:
        raise ValueError(f"there are no {what!r} to export: choose of {', '.join((*KINDS, 'records'))}")
    elif format == "jsonl":
        _text(to, (msgspec.json.encode(row).decode() + "\n" for part in _parts(store, what) for row in part))
    elif format == "csv":
        _csv(to, KINDS[what], _parts(store, what))
    elif format == "parquet" and isinstance(to, Path):
        _parquet(to, KINDS[what], _parts(store, what))
    else:
        raise ValueError(f"no format {format!r} for this: csv, jsonl, or parquet into a file")


def _parts(store: Store, what: str) -> Iterator[list[Any]]:
    if what == "statements":
        yield from store.statements(_AT_ONCE)
        return
    lists: dict[str, Callable[..., Results[Any]]] = {
        "speakers": store.speakers,
        "commitments": store.commitments,
        "figures": store.figures,
        "failures": store.failures,
    }
    found = lists[what](limit=None)
    for first in range(0, len(found), _AT_ONCE):
        yield found[first : first + _AT_ONCE]


def _text(to: Path | TextIO, lines: Iterator[str]) -> None:
    if isinstance(to, Path):
        with to.open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(lines)
    else:
        to.writelines(lines)


def _csv(to: Path | TextIO, of: type[msgspec.Struct], parts: Iterator[list[Any]]) -> None:
    if isinstance(to, Path):
        with to.open("w", encoding="utf-8", newline="") as stream:
            _csv(stream, of, parts)
        return
    writer = csv.writer(to, lineterminator="\r\n")
    writer.writerow(of.__struct_fields__)
    for part in parts:
        writer.writerows([cell(value) for value in msgspec.structs.astuple(row)] for row in part)


def _parquet(to: Path, of: type[msgspec.Struct], parts: Iterator[list[Any]]) -> None:
    try:
        import pyarrow.parquet as parquet
    except ImportError:
        raise ImportError("Parquet needs pyarrow: pip install 'onrecord[tables]'") from None
    with parquet.ParquetWriter(to, arrow(of, []).schema) as writer:
        for part in parts:
            writer.write_table(arrow(of, [msgspec.structs.asdict(row) for row in part]))
