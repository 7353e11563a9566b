"""Export: records as text for a terminal, JSON, CSV, or one HTML page.

``write`` is the one function for all formats; each format has its own in a module of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TextIO

from ..record import Record
from .lines import write_json, write_jsonl
from .page import write_html
from .tables import write_csv
from .text import write_text

FORMATS: dict[str, Callable[..., None]] = {
    "text": write_text,
    "json": write_json,
    "jsonl": write_jsonl,
    "csv": write_csv,
    "html": write_html,
}
"""Each format's name and the function that writes it: ``function(records, stream, **options)``."""

__all__ = ["FORMATS", "write", "write_csv", "write_html", "write_json", "write_jsonl", "write_text"]


def write(records: Iterable[Record] | Record, stream: TextIO, format: str = "text", **options: Any) -> None:
    """Write one record or several to a text stream, in the order given.

    ``format`` is one of ``FORMATS``; ``options`` are those of that format's function (``width``, ``color`` and
    ``verbose`` for text, ``guard`` for CSV, ``title`` for HTML). The stream should be UTF-8, and for CSV be opened
    with ``newline=""``. Every format but HTML is written record by record, so that ``records`` may be a generator of
    any length. Raises ``ValueError`` for a format that does not exist and ``TypeError`` for an option that the
    format does not have.
    """
    try:
        writer = FORMATS[format]
    except KeyError:
        raise ValueError(f"no format {format!r}: choose one of {', '.join(FORMATS)}") from None
    writer([records] if isinstance(records, Record) else records, stream, **options)
