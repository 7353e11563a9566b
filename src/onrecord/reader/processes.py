"""Many articles on every core: each process has a reader of its own, for one interpreter runs one thread of Python at a time."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
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
_Options = tuple[Path | str | None, tuple[str, ...], float]


def read_many(
    articles: Iterable[Article],
    processes: int = 0,
    model: Path | str | None = None,
    without: Collection[str] = (),
    least: float = LEAST,
    failed: Callable[[str, str], None] | None = None,
) -> Iterator[Record]:
    """The records of many articles, in their order, read by ``processes`` at once (0: one a core).

    ``model``, ``without`` and ``least`` are as for ``Reader``; so are the records. Where the reader fails on an article, ``failed`` is
    called with its id and what went wrong, and the rest goes on; without ``failed`` a ``ReaderError`` is raised. A few articles are read in this process, without starting
    others. In a script, call it under ``if __name__ == "__main__":``, as for anything that starts processes.
    Raises ``ValueError`` as ``Reader`` does, and ``BrokenProcessPool`` where a process is ended from outside.
    """
    if model or without:
        Reader(model, 1, without)  # what is wrong with them is told here and now, not in every process
    return _many(articles, processes or os.cpu_count() or 1, (model, tuple(without), least), failed or _stop)


class ReaderError(RuntimeError):
    """The reader failed on an article."""


def _stop(article: str, message: str) -> None:
    raise ReaderError(f"{article}: {message}")


def _many(articles: Iterable[Article], processes: int, options: _Options, failed: Callable[[str, str], None]) -> Iterator[Record]:
    shares = _shares(articles)
    first: list[list[Article]] = []
    size = 0
    while processes > 1 and size < _ALONE:
        share = next(shares, None)
        if share is None:
            break
        first.append(share)
        size += sum(len(article.text) for article in share)
    if size < _ALONE:
        yield from _reader_of(options, processes).read_all(
            chain.from_iterable(chain(first, shares)), lambda article, error: failed(article.id, _told(error))
        )
        return
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _start, (options,))
    pending: deque[Future[_Share]] = deque()

    def records(share: _Share) -> list[Record]:
        for article, message in share[1]:
            failed(article, message)
        return _decode(share[0])

    try:
        for share in chain(first, shares):
            pending.append(pool.submit(_read, share))
            while len(pending) > 3 * processes or (pending and pending[0].done()):
                yield from records(pending.popleft().result())
        while pending:
            yield from records(pending.popleft().result())
    finally:
        pool.shutdown(cancel_futures=True)


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


def _reader_of(options: _Options, threads: int) -> Reader:
    model, without, least = options
    return Reader(model, threads, without, least)


def _start(options: _Options) -> None:
    global _reader
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends the others
    _reader = _reader_of(options, 1)
    end_with_parent()


def end_with_parent() -> None:
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
