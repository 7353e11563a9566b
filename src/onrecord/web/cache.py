"""Cache: answers, kept until the store changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

from .held import Held

ROOM = 32 * 2**20
"""Bytes that are kept at most."""


class Cache:
    """Answers by what was asked, those asked for last kept longest; all forgotten when the store's ``stamp`` is another."""

    def __init__(self, room: int = ROOM) -> None:
        self.room = room
        self.size = 0
        self._stamp: str | None = None
        self._held: OrderedDict[Hashable, Held] = OrderedDict()

    def get(self, key: Hashable, stamp: str) -> Held | None:
        """What is held, if it was made of this very state of the store."""
        if stamp != self._stamp:
            self._held.clear()
            self.size = 0
            self._stamp = stamp
        held = self._held.get(key)
        if held is not None:
            self._held.move_to_end(key)
        return held

    def put(self, key: Hashable, stamp: str, held: Held) -> None:
        """Hold an answer that was made of the state ``stamp``."""
        if not held.lasting or stamp != self._stamp or held.size > self.room // 4 or key in self._held:
            return
        self._held[key] = held
        self.size += held.size
        while self.size > self.room:
            self.size -= self._held.popitem(last=False)[1].size

    def __len__(self) -> int:
        return len(self._held)
