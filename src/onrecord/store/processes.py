"""Processes: several readers side by side, each in a process of its own."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path

from ..article import Article
from ..reader.processes import end_with_parent
from ..reader.reader import Reader
from ..record import Record

_AT_ONCE = 16
"""Articles that a process gets at a time."""

_reader: Reader | None = None


class Processes:
    """Reads articles in ``count`` processes of ``threads`` threads each; in all else like ``onrecord.Reader``.

    A few articles are read in this process, without starting others. An error in one article fails the articles it is read
    with; read them one by one to see which.
    """

    def __init__(self, count: int, model: Path | str | None = None, threads: int = 1) -> None:
        self._own = Reader(model, count * threads)
        self.read_by = self._own.read_by
        self._count = count
        self._pool = ProcessPoolExecutor(count, get_context("spawn"), _start, (model, threads))

    def read_all(self, articles: Iterable[Article]) -> Iterator[Record]:
        """The records of many articles, in their order; a few portions are under way at a time."""
        remaining = iter(articles)
        first = list(islice(remaining, _AT_ONCE))
        if len(first) < _AT_ONCE:
            yield from self._own.read_all(first)
            return
        remaining = chain(first, remaining)
        jobs: deque[Future[list[Record]]] = deque()
        while portion := list(islice(remaining, _AT_ONCE)):
            jobs.append(self._pool.submit(_read, portion))
            if len(jobs) > 2 * self._count:
                yield from jobs.popleft().result()
        while jobs:
            yield from jobs.popleft().result()


def _start(model: Path | str | None, threads: int) -> None:
    global _reader
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends the others
    _reader = Reader(model, threads)
    end_with_parent()


def _read(articles: list[Article]) -> list[Record]:
    assert _reader is not None
    return list(_reader.read_all(articles))
