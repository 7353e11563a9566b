"""Exports: all people, and all echoes, as ``Store.export`` writes what a store holds of single articles."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from ..store import Store
from ..store.export import AT_ONCE, Sorts, write_sort
from .echoes.lists import EchoRow, every_echo
from .people.lists import PersonRow, every_person

_GROUPS = 200
"""Echoes that are in memory at a time, each with all of its reports."""
SORTS: Sorts = {
    "people": (PersonRow, lambda connection: every_person(connection, AT_ONCE)),
    "echoes": (EchoRow, lambda connection: every_echo(connection, _GROUPS)),
}
"""What can be exported: the type of its rows, and how they are found."""


def export(store: Store, what: str, to: str | Path | TextIO, format: str | None = None) -> None:
    """Write all ``people`` or ``echoes`` of a store; ``to``, ``format`` and errors as of ``Store.export``."""
    with store.reading() as connection:
        write_sort(connection, SORTS, what, to, format)
