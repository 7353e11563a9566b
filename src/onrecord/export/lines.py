"""Lines: records as JSON (``onrecord/1``)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

import msgspec

from ..record import Record


def write_jsonl(records: Iterable[Record], stream: TextIO) -> None:
    """Write each record as one line of JSON."""
    for record in records:
        stream.write(record.to_json() + "\n")


def write_json(records: Iterable[Record], stream: TextIO) -> None:
    """Write a single record as indented JSON; several as ``write_jsonl`` does; none as nothing."""
    remaining = iter(records)
    first = next(remaining, None)
    if first is None:
        return
    second = next(remaining, None)
    if second is None:
        stream.write(msgspec.json.format(first.to_json(), indent=2) + "\n")
        return
    write_jsonl((first, second), stream)
    write_jsonl(remaining, stream)
