"""Adding: articles are read and kept, in small transactions; killed at any moment, the next run goes on where it was."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor
from contextlib import AbstractContextManager
from itertools import islice
from typing import Protocol

import msgspec
from sqlalchemy import Connection, insert, update
from sqlalchemy.exc import DataError, IntegrityError

from ..article import Article
from ..intake import Failure, Skipped
from ..record import Record
from .failures import Aside, put_aside, resolve
from .identity import Identity, identity
from .inputs import Item
from .names import Names
from .options import Options, keep
from .problems import StoreError
from .rows import loose_spans
from .schema import runs
from .writing import Standing, Writer, now, standings

_LOOKED_UP = 64
"""Articles that are looked up in the store together."""
_BATCH = 32
"""Records of one transaction: what a kill costs at most, in reading."""
_PATIENCE = 5.0
"""Seconds after which a smaller batch is written."""


class Reads(Protocol):
    """What turns articles into records: ``onrecord.Reader``, or another."""

    @property
    def read_by(self) -> dict[str, str]:
        """The versions of library and model."""
        ...

    def read_all(self, articles: Iterable[Article]) -> Iterator[Record]:
        """The records of articles, in their order."""
        ...


class Added(msgspec.Struct, kw_only=True):
    """What an ``add`` has done so far: counts of articles, and of the statements in those that were read.

    ``known`` were in the store already, ``failed`` were put aside, ``skipped`` are in another language. ``done``: the share of the inputs (in
    bytes of files) whose articles are read, or null.
    """

    added: int = 0
    revised: int = 0
    reread: int = 0
    known: int = 0
    failed: int = 0
    skipped: int = 0
    statements: int = 0
    done: float | None = None
    seconds: float = 0.0

    def plus(self, other: Added) -> Added:
        """The counts of both; ``done`` is the other's."""
        counted = {name: getattr(self, name) + getattr(other, name) for name in self.__struct_fields__ if name != "done"}
        return Added(**counted, done=other.done)


Told = Callable[[Added], None]


class _Waiting(msgspec.Struct):
    """A record that is read and not yet written."""

    record: Record
    own: Identity
    input: str


class Adding:
    """One run of adding. ``writing`` opens a transaction, ``reading`` a connection, ``reader`` loads what reads.

    ``options`` are kept with the run; of them, only ``reread`` counts here.
    """

    def __init__(
        self,
        writing: Callable[[], AbstractContextManager[Connection]],
        reading: Callable[[], AbstractContextManager[Connection]],
        reader: Callable[[], Reads],
        *,
        options: Options,
        told: Told | None = None,
    ) -> None:
        self._writing, self._reading, self._reader = writing, reading, reader
        self._options, self._reread, self._told = options, options.reread, told
        self._loaded: Reads | None = None
        self._began = self._written = time.monotonic()
        self._run: int | None = None
        self._counts = Added()
        self._batch: list[_Waiting] = []
        self._aside: list[Aside] = []
        self._unseen_known = 0
        self._under_way: deque[tuple[Article, Identity, Item]] = deque()
        self._flying: dict[tuple[str, str], int] = {}

    def articles(self, items: Iterable[Item]) -> Added:
        """Read and add what is new in ``items``. A ``StoreError`` or an interruption loses nothing that was written."""
        finished: list[Item] = []
        try:
            for found in self._read(self._new(items, finished)):
                article, own, item = self._under_way.popleft()
                self._come_to(item)
                if isinstance(found, Record):
                    self._take(found, own, item.input)
                else:
                    kept = msgspec.json.encode(article).decode()
                    self._fail(Aside(item.input, f"{item.input}#{article.id}", "reader", _said(found), kept))
        except KeyboardInterrupt:
            self._write()
            raise
        for item in finished[-1:]:
            self._come_to(item)
        self._write(finished)
        return self._counts

    def records(self, records: Iterable[Record], source: str = "records") -> Added:
        """Add records that were read before; those of known articles are passed over, unless they are to be reread."""
        for record in records:
            self._take(record, identity(record.article), source)
        self._write([])
        return self._counts

    def _new(self, items: Iterable[Item], finished: list[Item]) -> Iterator[Article]:
        """The articles of ``items`` that have to be read."""
        remaining = iter(items)
        while chunk := list(islice(remaining, _LOOKED_UP)):
            entries: list[tuple[Article, Identity, Item]] = []
            for item in chunk:
                if not self._under_way and not entries:  # what comes behind an article that is being read is not done before it
                    self._come_to(item)
                if item.found is None:
                    finished.append(item)
                elif isinstance(item.found, Skipped):
                    self._counts.skipped += 1  # passed over, not failed
                elif isinstance(item.found, Failure):
                    self._fail(Aside(item.input, item.found.source, "intake", item.found.message))
                else:
                    entries.append((item.found, identity(item.found, item.source), item))
            with self._reading() as connection:
                if connection.dialect.name == "postgresql":
                    entries = [entry for entry in entries if not self._unfit(entry[0], entry[2].input)]
                found = standings(connection, [(article, own) for article, own, _ in entries])
            for (article, own, item), standing in zip(entries, found, strict=True):
                flight = (own.key, own.sha256)
                if flight in self._flying or not self._wanted(standing):
                    if not self._under_way:
                        self._come_to(item)
                    self._know()
                    continue
                self._flying[flight] = 1
                self._under_way.append((article, own, item))
                yield article

    def _come_to(self, item: Item) -> None:
        """All before ``item`` is read."""
        self._counts.done = item.done if item.done is not None else self._counts.done

    def _unfit(self, article: Article, input: str) -> bool:
        known = (article.text, article.id, article.url, article.title, article.byline, article.publisher, article.language)
        if not any("\0" in value for value in known if value):
            return False
        message = "it holds a NUL character, which PostgreSQL cannot keep; remove it, or use a SQLite store"
        self._fail(Aside(input, f"{input}#{article.id}".replace("\0", "�"), "store", message))
        return True

    def _refuse(self, entry: _Waiting, message: str) -> None:
        article = entry.record.article
        kept = msgspec.json.encode(article).decode()
        self._aside.append(Aside(entry.input, f"{entry.input}#{article.id}".replace("\0", "�"), "store", message, kept))
        self._counts.failed += 1

    def _wanted(self, standing: Standing, by: dict[str, str] | None = None) -> bool:
        if standing.state != "known":
            return True
        if not self._reread or standing.read_by is None:
            return False
        by = by or self._load().read_by
        return standing.read_by != (by.get("onrecord", "unknown"), by.get("model", "unknown"))

    def _load(self) -> Reads:
        if self._loaded is None:
            self._loaded = self._reader()
        return self._loaded

    def _read(self, articles: Iterable[Article]) -> Iterator[Record | Exception]:
        """A record or what went wrong for each article, in order; one that cannot be read stops nothing."""
        first = next(iter_ := iter(articles), None)
        if first is None:
            return  # nothing is new: no model is loaded
        reader = self._load()
        source = _Source(first, iter_)
        while not source.empty:
            try:
                for record in reader.read_all(source):
                    source.taken.popleft()
                    yield record
            except BrokenExecutor:
                raise StoreError(
                    "a reading process was ended from outside (too little memory?); run this again, with fewer"
                ) from None
            except Exception as error:
                if source.broken or not source.taken:
                    raise
                stuck = list(source.taken)
                source.taken.clear()
                if len(stuck) == 1:
                    yield error
                    continue
                for article in stuck:
                    try:
                        yield next(iter(reader.read_all([article])))
                    except Exception as own:
                        yield own

    def _take(self, record: Record, own: Identity, input: str) -> None:
        entry = _Waiting(record, own, input)
        if loose := loose_spans(record):
            self._refuse(entry, f"spans that are not the article's own characters: {'; '.join(loose[:3])}")
            return
        self._batch.append(entry)
        if len(self._batch) >= _BATCH or time.monotonic() - self._written > _PATIENCE:
            self._write()

    def _fail(self, aside: Aside) -> None:
        self._aside.append(aside)
        self._counts.failed += 1
        if len(self._aside) >= _BATCH:
            self._write()

    def _know(self) -> None:
        self._counts.known += 1
        if self._told and self._counts.known % 100 == 0:
            self._tell()

    def _write(self, finished: list[Item] | None = None) -> None:
        """Write what is read, in one transaction. ``finished``: this is the run's end, and these inputs were gone through."""
        run = self._run
        try:
            self._write_together(finished)
        except StoreError as error:
            if not self._batch or not isinstance(error.__cause__, DataError | IntegrityError):
                raise
            # one record that the database does not take must not hold up the others
            self._run = run
            batch, self._batch = self._batch, []
            for entry in batch:
                self._batch = [entry]
                if len(batch) == 1:
                    self._batch = []
                    self._refuse(entry, str(error))
                else:
                    self._write()
            self._write(finished)

    def _write_together(self, finished: list[Item] | None) -> None:
        counts = msgspec.structs.replace(self._counts)
        with self._writing() as connection:
            if self._run is None:
                self._run = connection.scalar(insert(runs).returning(runs.c.id), {"started": now()})
                assert self._run is not None
                keep(connection, self._run, self._options)
            if self._batch:
                self._put(connection, counts)
            put_aside(connection, self._aside, self._run)
            values = {name: getattr(counts, name) for name in ("added", "revised", "reread", "known", "failed")}
            if self._batch:
                values["reader_id"] = Names(connection).reader(self._batch[-1].record.read_by)
            if finished is not None:
                values["finished"] = now()
                for item in finished:
                    resolve(connection, item.input, self._run, kept=item.kept)
            connection.execute(update(runs).where(runs.c.id == self._run).values(**values))
        # only now is it certain
        for entry in self._batch:
            self._flying.pop((entry.own.key, entry.own.sha256), None)
        self._counts, self._batch, self._aside = counts, [], []
        self._written = time.monotonic()
        self._tell()

    def _put(self, connection: Connection, counts: Added) -> None:
        """Put the batch into the tables."""
        writer = Writer(connection, self._run)
        found = standings(connection, [(entry.record.article, entry.own) for entry in self._batch])
        writer.learn(entry.record for entry, standing in zip(self._batch, found, strict=True) if standing.state != "known")
        seen: set[str] = set()
        for entry, standing in zip(self._batch, found, strict=True):
            if {entry.own.key, entry.own.sha256} & seen:
                writer.finish()
                standing = standings(connection, [(entry.record.article, entry.own)])[0]
            seen |= {entry.own.key, entry.own.sha256}
            if standing.state == "known":  # another adder was quicker, or it is to be read again
                if self._wanted(standing, entry.record.read_by):
                    writer.replace(entry.record, standing)
                    counts.reread += 1
                else:
                    counts.known += 1
                    continue
            else:
                writer.add(entry.record, entry.own, standing)
                if standing.state == "new":
                    counts.added += 1
                else:
                    counts.revised += 1
            counts.statements += len(entry.record.statements)
        writer.finish()

    def _tell(self) -> None:
        self._counts.seconds = time.monotonic() - self._began
        if self._told:
            self._told(self._counts)


class _Source:
    """Articles on their way to the reader; remembers those whose record has not come, and whose fault an error is."""

    def __init__(self, first: Article, rest: Iterator[Article]) -> None:
        self._first: Article | None = first
        self._rest = rest
        self.taken: deque[Article] = deque()
        self.empty = self.broken = False

    def __iter__(self) -> Iterator[Article]:
        while True:
            try:
                article = self._first or next(self._rest, None)
            except BaseException:
                self.broken = True
                raise
            self._first = None
            if article is None:
                self.empty = True
                return
            self.taken.append(article)
            yield article


def _said(error: Exception) -> str:
    return f"the reader failed on it ({type(error).__name__}: {error}); try it again with a newer version"
