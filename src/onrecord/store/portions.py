"""Portions: the rows of a query in parts, so that memory stays flat however many there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select


def portions(connection: Connection, query: Select[*tuple[Any, ...]], at_once: int) -> Iterator[list[dict[str, Any]]]:
    """The rows of a query in its order, as dictionaries, at most ``at_once`` at a time; other queries may be asked in between."""
    # PostgreSQL keeps the rest on its side; without this its driver fetches all rows first
    found = connection.execute(query, execution_options={"yield_per": at_once})
    for part in found.mappings().partitions():
        yield [dict(row) for row in part]
