"""What can go wrong with a store; every message says what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .log import Entry


class StoreError(Exception):
    """The store cannot be opened, read or written. The message says why and what to do."""


class QueryError(ValueError):
    """A search that cannot be carried out as it was put."""


class NotFound(LookupError):
    """Nothing in the store goes by this name or number."""


class Conflict(StoreError):
    """Somebody changed the same thing meanwhile; nothing was written. ``since``: what they did, the latest first."""

    def __init__(self, message: str, since: Sequence[Entry] = ()) -> None:
        super().__init__(message)
        self.since = list(since)
