"""Many articles on every core: each process has a reader of its own, for one interpreter runs one thread of Python at a time."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cached_property
from itertools import chain
from pathlib import Path

import msgspec

from ..article import Article
from ..record import Record
from .reader import LEAST, Reader

_ALONE = 200_000
"""Characters below which it does not pay to start processes."""
_SHARE = 60_000
"""Characters that a process is given at a time: enough to fill the encoder's batches, few enough to keep memory flat."""

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[Record]).decode
_reader: Reader
_Share = tuple[bytes, list[tuple[str, str]]]
_Options = tuple[Path | str | None, int, tuple[str, ...], float]

Failed = Callable[[str, str], None]
"""Called with the id of an article that the reader fails on, and what went wrong."""


def read_many(
    articles: Iterable[Article],
    processes: int = 0,
    model: Path | str | None = None,
    without: Collection[str] = (),
    least: float = LEAST,
    failed: Failed | None = None,
) -> Iterator[Record]:
    """The records of many articles, in their order, read by ``processes`` at once (0: one a core); see ``Processes``, which it is a call of."""
    return Processes(processes, model, 1, without, least).read_all(articles, failed or _stop)


class ReaderError(RuntimeError):
    """The reader failed on an article."""


class Processes:
    """Reads articles in ``count`` processes (0: one a core) of ``threads`` threads each; in all else like ``Reader``.

    ``model``, ``without`` and ``least`` are as for ``Reader``; so are the records. In a script, use it under
    ``if __name__ == "__main__":``, as anything that starts processes. Raises ``ValueError`` as ``Reader`` does.
    """

    def __init__(
        self,
        count: int = 0,
        model: Path | str | None = None,
        threads: int = 1,
        without: Collection[str] = (),
        least: float = LEAST,
    ) -> None:
        self._count = count or os.cpu_count() or 1
        self._options: _Options = (model, threads, tuple(without), least)
        if model or without:
            _ = self._own  # what is wrong with them is told here and now, not in every process

    @cached_property
    def _own(self) -> Reader:
        """A reader in this process, for a few articles."""
        model, threads, without, least = self._options
        return Reader(model, self._count * threads, without, least)

    @property
    def read_by(self) -> dict[str, str]:
        """The versions of library and model."""
        return self._own.read_by

    def read_all(self, articles: Iterable[Article], failed: Failed | None = None) -> Iterator[Record]:
        """The records of many articles, in their order; a few shares are under way at a time, so that memory stays flat.

        Where the reader fails on an article, ``failed`` is called with its id and what went wrong, and the rest goes on. A few articles
        are read in this process, without starting others. Raises without ``failed`` what the reader raised, or from another
        process a ``ReaderError`` that says so; ``BrokenProcessPool`` where a process is ended from outside.
        """
        shares = _shares(articles)
        first: list[list[Article]] = []
        size = 0
        while self._count > 1 and size < _ALONE:
            share = next(shares, None)
            if share is None:
                break
            first.append(share)
            size += sum(len(article.text) for article in share)
        if size < _ALONE:
            few = chain.from_iterable(chain(first, shares))
            told = None if failed is None else lambda article, error: failed(article.id, _told(error))
            yield from self._own.read_all(few, told)
        else:
            yield from self._together(chain(first, shares), failed or _stop)

    def _together(self, shares: Iterable[list[Article]], failed: Failed) -> Iterator[Record]:
        """The records of shares, each read by one of several processes."""
        pool = ProcessPoolExecutor(self._count, multiprocessing.get_context("spawn"), _start, (self._options,))
        pending: deque[Future[_Share]] = deque()

        def records(share: _Share) -> list[Record]:
            for article, message in share[1]:
                failed(article, message)
            return _decode(share[0])

        try:
            for share in shares:
                pending.append(pool.submit(_read, share))
                while len(pending) > 3 * self._count or (pending and pending[0].done()):
                    yield from records(pending.popleft().result())
            while pending:
                yield from records(pending.popleft().result())
        finally:
            pool.shutdown(cancel_futures=True)


def _stop(article: str, message: str) -> None:
    raise ReaderError(f"{article}: {message}")


def _shares(articles: Iterable[Article]) -> Iterator[list[Article]]:
    share: list[Article] = []
    size = 0
    for article in articles:
        share.append(article)
        size += len(article.text)
        if size >= _SHARE:
            yield share
            share, size = [], 0
    if share:
        yield share


def _start(options: _Options) -> None:
    global _reader
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends the others
    _reader = Reader(*options)
    _end_with_parent()


def _end_with_parent() -> None:
    """End this process with the one that started it: where that is killed, this one would wait for work for ever."""

    def wait() -> None:
        parent = multiprocessing.parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _read(articles: list[Article]) -> _Share:
    broken: list[tuple[str, str]] = []
    records = list(_reader.read_all(articles, lambda article, error: broken.append((article.id, _told(error)))))
    return _encode(records), broken


def _told(error: Exception) -> str:
    return f"the reader failed ({type(error).__name__}: {error}); please report it, with the text if it may be passed on."
