"""A process that adds articles to a store, which a test may kill: the fork of one that has loaded all and opened nothing.

To start it takes a hundredth of what a new Python that loads everything does.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from unittest.mock import patch

from storing import PlainReader, many

from onrecord import Store
from onrecord.store import adding

_FORKED = multiprocessing.get_context("forkserver")
_FORKED.set_forkserver_preload(["adder", "psycopg", "pytest"])


def adder(store: str, count: int) -> tuple[ForkServerProcess, Connection]:
    """A process that adds so many articles, a few at a time; it sends a word when it has opened the store."""
    here, there = _FORKED.Pipe(duplex=False)
    process = _FORKED.Process(target=_add, args=(store, count, there), daemon=True)
    with patch.dict(os.environ, PYTHONPATH=os.pathsep.join(sys.path)):  # what it loads beforehand it looks for nowhere else
        process.start()
    there.close()
    return process, here


def _add(store: str, count: int, to: Connection) -> None:
    adding._BATCH = 4
    with Store(store) as kept:
        to.send("open")
        kept.add(many(count), PlainReader())
