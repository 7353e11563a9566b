"""Seen: how many statements of a store have a phrase, counted once until the store changes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from ..store import Store
from ..store.query import Phrase, Query
from ..store.schema import statements
from ..store.search import how_often

_MOST = 50_000


class Seen:
    """Of one state of a store: how many statements, near-copies and old ones too, have a phrase."""

    def __init__(self, of: tuple[str, str]) -> None:
        self.of = of
        self._counts: dict[tuple[str, ...], int] = {}
        self._all: int | None = None

    def all(self, connection: Connection) -> int:
        """How many statements there are."""
        if self._all is None:
            self._all = connection.scalar(select(func.count()).select_from(statements)) or 0
        return self._all

    def count(self, connection: Connection, words: Sequence[str]) -> int:
        """How many have these words (folded) side by side."""
        phrase = tuple(words)
        if (count := self._counts.get(phrase)) is None:
            if len(self._counts) >= _MOST:
                self._counts = {}
            count = self._counts[phrase] = how_often(connection, Query(((Phrase(phrase),),), ()))
        return count


_held = Seen(("", ""))


def seen(store: Store) -> Seen:
    """What was counted of the present state of a store: kept, since what one is asked for is asked for of others, too."""
    global _held
    of = (store.name, store.stamp())
    held = _held  # read at once: another thread may ask another store
    if held.of != of:
        held = _held = Seen(of)
    return held
