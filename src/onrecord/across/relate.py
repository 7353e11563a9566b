"""Relate: what is new in a store is brought together with what is there, step by step; what was related before is left alone."""

from __future__ import annotations

import time
from collections.abc import Callable

import msgspec

from ..store import Store
from .echoes import echoes_step
from .people.relate import step as people_step
from .positions.kept import step as positions_step


class Related(msgspec.Struct, kw_only=True):
    """What was done: ``articles`` related anew (the most of any step), in ``seconds``."""

    articles: int = 0
    seconds: float = 0.0


Told = Callable[[str, int, int], None]
"""Called with the name of the step, how many articles it has related, and how many there are for it."""

Step = Callable[[Store, Callable[[int, int], None]], int]

STEPS: tuple[tuple[str, Step], ...] = (("people", people_step), ("echoes", echoes_step), ("positions", positions_step))
"""In order: positions hang on who is who. Each relates the articles that it has not yet related, in transactions of its own, and returns how many they were."""


def relate(store: Store, *, told: Told | None = None) -> Related:
    """Bring what is new in ``store`` together with what is there. Stopped at any moment and started again, it goes on where it was.

    ``told`` hears how far it has come. Raises ``StoreError`` where the store cannot be written.
    """
    began = time.monotonic()
    done = Related()
    for name, step in STEPS:

        def heard(related: int, of: int, name: str = name) -> None:
            if told is not None:
                told(name, related, of)

        done.articles = max(done.articles, step(store, heard))
    done.seconds = time.monotonic() - began
    return done
