"""What can go wrong with a store; every message says what to do."""

from __future__ import annotations


class StoreError(Exception):
    """The store cannot be opened, read or written. The message says why and what to do."""


class QueryError(ValueError):
    """A search that cannot be carried out as it was put."""


class NotFound(LookupError):
    """Nothing in the store goes by this name or number."""
