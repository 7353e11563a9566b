"""Jobs: articles that persons gave to the desk, read in a thread of their own, one job after the other."""

from __future__ import annotations

import hashlib
import re
import secrets
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

import msgspec

from ..article import Article
from ..intake import Failure, from_text
from ..store import Added, Inputs, Item, Options, Store, StoreError
from ..store.inputs import is_address
from ..store.lists import FailureRow
from ..store.options import reader_of
from ..store.writing import now

WAITING = 20
"""Jobs that may wait; then no further ones are taken."""
KEPT = 100
"""Jobs whose outcome is remembered."""
_PLAIN = Options()


class Progress(msgspec.Struct, kw_only=True):
    """How far a job is. ``began``: seconds since 1970. ``state``: waiting, reading, done, failed. ``articles``: ids of those that were read, at most 200; ``failures``: what
    was put aside, and why; ``problem``: why the job as a whole failed."""

    id: str
    by: str
    what: list[str]
    began: float = msgspec.field(default_factory=time.time)
    state: str = "waiting"
    added: Added = msgspec.field(default_factory=Added)
    articles: list[str] = []
    failures: list[FailureRow] = []
    problem: str | None = None

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ("done", "failed")


class Source(msgspec.Struct, kw_only=True):
    """What one job reads: a ``text`` with what is known of it, ``files`` in ``folder``, which is removed afterwards, and ``addresses``.

    ``again``: the numbers of what was put aside and is to be tried again, and nothing else.
    """

    text: str | None = None
    known: dict[str, str] = {}
    folder: str | None = None
    addresses: list[str] = []
    any_language: bool = False
    again: list[int] | None = None


class Full(Exception):
    """Too many jobs wait."""


class Jobs:
    """The jobs of a desk. The reader is loaded with the first.

    ``folder``: where they are told of, so that every process of the desk knows them; null makes one of its own.
    """

    def __init__(self, store: Store, folder: str | None = None) -> None:
        self.reader: Callable[[Options], Any] = reader_of
        self._store = store
        self._own = TemporaryDirectory(prefix="onrecord-desk-") if folder is None else None
        self._folder = Path(folder or self._own.name) if self._own else Path(str(folder))
        self._reads: tuple[Any, Any] | None = None
        self._queue: SimpleQueue[tuple[Progress, Source]] = SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self, by: str, what: list[str], source: Source) -> Progress:
        """Take a job. Raises ``Full``."""
        with self._lock:
            known = self.latest()
            if sum(not job.over for job in known) >= WAITING:
                raise Full
            for old in known[KEPT:]:
                self._path(old.id).unlink(missing_ok=True)
            job = Progress(id=secrets.token_urlsafe(12), by=by, what=what)
            self._tell(job)
            self._queue.put((job, source))
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="adding", daemon=True)
                self._thread.start()
        return job

    def get(self, id: str) -> Progress | None:
        """The job with this id, if it is remembered."""
        if not re.fullmatch(r"[\w-]{1,40}", id):
            return None
        try:
            return msgspec.json.decode(self._path(id).read_bytes(), type=Progress)
        except FileNotFoundError:
            return None

    def latest(self) -> list[Progress]:
        """The jobs, the latest first."""
        found = [job for path in self._folder.glob("*.json") if (job := self.get(path.stem)) is not None]
        return sorted(found, key=lambda job: job.began, reverse=True)

    def _path(self, id: str) -> Path:
        return self._folder / f"{id}.json"

    def _tell(self, job: Progress) -> None:
        fresh = self._folder / f"{job.id}.new"
        fresh.write_bytes(msgspec.json.encode(job))
        fresh.replace(self._path(job.id))

    def _work(self) -> None:
        while True:
            job, source = self._queue.get()
            try:
                self._do(job, source)
                job.state = "done"
            except StoreError as error:
                job.problem, job.state = str(error), "failed"
            except Exception as error:  # whatever it is, the next job has its turn
                job.problem, job.state = f"{type(error).__name__}: {error}"[:500], "failed"
            finally:
                if source.folder is not None:
                    shutil.rmtree(source.folder, ignore_errors=True)
                self._tell(job)  # last: who is told that it is done finds nothing left of it

    def _do(self, job: Progress, source: Source) -> None:
        from ..across import relate

        job.state = "reading"
        self._tell(job)
        began = now()
        inputs: set[str] = set()

        def passing() -> Iterator[Item]:
            for item in _items(source):
                inputs.add(item.input)
                if isinstance(item.found, Article) and len(job.articles) < 200:
                    job.articles.append(item.found.id)
                yield item

        def told(added: Added) -> None:
            job.added = msgspec.structs.replace(added)
            self._tell(job)

        if source.again is not None:
            tries = {row.id: row.tries for row in self._store.failures() if row.id in source.again}
            job.added = self._store.retry(self._loaded, only=source.again, told=told)
            job.failures = [row for row in self._store.failures() if row.id in tries][:200]
            if gone := sum(row.tries == tries[row.id] for row in job.failures):
                job.problem = f"{gone} could not be tried: the file is not there any more, and its text was not kept; add it anew."
        else:
            job.added = self._store.add(passing(), self._loaded, told=told, options=Options(any_language=source.any_language))
            aside = self._store.failures(limit=None)
            job.failures = [row for row in aside if row.input in inputs and row.last_seen >= began][:200]
        relate(self._store)

    def _loaded(self, options: Options = _PLAIN) -> Any:
        """The reader with these options; the last one stays loaded."""
        by = (options.model, options.without, options.min_confidence)
        if self._reads is None or self._reads[0] != by:
            self._reads = (by, self.reader(options))
        return self._reads[1]


def put_files(files: Iterable[tuple[str, bytes]]) -> str:
    """A new folder with the files that a browser sent; their names are cut down to what is harmless."""
    folder = Path(mkdtemp(prefix="onrecord-"))
    for number, (name, content) in enumerate(files):
        own = folder / str(number)
        own.mkdir()
        (own / plain(name)).write_bytes(content)
    return str(folder)


def plain(name: str) -> str:
    """A file's name without folders and without characters that mean something to a shell or a file system."""
    last = re.split(r"[\\/]", name)[-1]
    return re.sub(r"[^\w.-]+", "-", last).strip(".-")[-100:] or "file.txt"


def _items(source: Source) -> Iterator[Item]:
    if source.text is not None:
        yield Item("pasted", _text(source))
    if source.folder is not None:
        for path in sorted(Path(source.folder).glob("*/*"), key=lambda path: int(path.parent.name)):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
            name = f"sent-{digest}/{path.name}"  # the same file sent again is known; another of its name is another
            for item in Inputs([path], any_language=source.any_language):
                yield _sent(item, str(path), name)
    addresses = [address for address in source.addresses if is_address(address)]  # and nothing else: no file of this machine
    if addresses:
        yield from Inputs(addresses, any_language=source.any_language)


def _text(source: Source) -> Article | Failure:
    try:
        return from_text(source.text or "", id="text", **source.known)
    except ValueError as error:
        return Failure("pasted", str(error))


def _sent(item: Item, path: str, name: str) -> Item:
    found = item.found
    if isinstance(found, Failure):
        found = msgspec.structs.replace(found, source=found.source.replace(path, name), message=found.message.replace(path, name))
    return item._replace(input=name, found=found, source=name if item.source is not None else None)
