"""Store: all records, searchable."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

import msgspec
from sqlalchemy import Connection, Engine, select

from ..article import Article
from ..intake import Failure
from ..record import Record
from . import articles, browse, lists, migrate
from . import compact as _compact
from . import diff as _diff
from . import export as _export
from . import facets as _facets
from . import failures as _failures
from . import search as _search
from . import stats as _stats
from . import verify as _verify
from .adding import Added, Adding, Reads, Told
from .connect import engine_of, explained, hidden, reading, url_of, writing
from .filters import Dated, Filters, check_dates
from .inputs import Inputs, Item
from .options import Options, reader_of
from .persons import Persons
from .problems import NotFound, StoreError
from .results import Results
from .said import Said, every_statement, load, persons_of
from .schema import statements
from .stamp import Stamp

Several = str | Collection[str] | None


def default() -> str:
    """The store where none is named: ``ONRECORD_STORE``, else ``onrecord.db`` in the working folder."""
    return os.environ.get("ONRECORD_STORE") or "onrecord.db"


class Store(Persons):
    """Articles and their records, kept in a file (SQLite) or in a PostgreSQL database, and found again.

    ``store``: a file name or a postgresql:// URL; null takes ``default()``. A store that does not exist is made, unless
    ``create`` is false. ``mapped``: whether SQLite maps the file into memory; a server of many readers does without, for each
    of its connections would map it anew. ``verify`` checks all that is in it first. Raises ``StoreError`` where it cannot be opened, is
    of another version, or does not hold what it should. Use it in a ``with`` block, or ``close`` it.
    """

    def __init__(self, store: str | Path | None = None, *, create: bool = True, verify: bool = False, mapped: bool = True) -> None:
        self.name = str(store if store is not None else default())
        url = url_of(self.name)
        if url.get_backend_name() == "sqlite" and not create and not Path(url.database or "").is_file():
            raise StoreError(f"there is no store {self.name}; make one with: onrecord add ARTICLES --store {self.name}")
        self._engine: Engine = engine_of(url, mapped=mapped)
        self._stamp = Stamp(self._engine)
        try:
            if not migrate.check(self._engine, self.name):
                if not create:
                    raise StoreError(
                        f"there is no store in {hidden(self.name)}; make one with: onrecord add ARTICLES --store {hidden(self.name)}"
                    )
                migrate.upgrade(self._engine, self.name)
            if verify and (flaws := self.verify().flaws):
                raise StoreError(
                    f"{hidden(self.name)}: {len(flaws)} things do not hold, first {flaws[0].problem} (see onrecord verify)"
                )
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the database."""
        self._stamp.close()
        self._engine.dispose()

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that the store is kept in, as far as they are on this machine: none of a PostgreSQL database."""
        url = self._engine.url
        if url.get_backend_name() != "sqlite" or not url.database:
            return ()
        return tuple(Path(f"{url.database}{ending}") for ending in ("", "-wal", "-shm", "-journal"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # adding

    def add(
        self,
        found: Iterable[Article | Failure | Item] | Article,
        reader: Reads | Callable[[], Reads] | None = None,
        *,
        reread: bool = False,
        told: Told | None = None,
        options: Options | None = None,
    ) -> Added:
        """Read articles and keep their records; what is in the store already is not read again.

        ``found``: articles, or what ``onrecord.intake`` and ``Inputs`` yield; failures among them are put aside. ``reader``: what
        reads them, or a function that loads it once it is needed; null takes ``onrecord.Reader()``. ``reread``: read known
        articles again that another version or model has read; what persons put down stays. ``told`` is called with the
        counts after every transaction. ``options``: how ``found`` came about, for ``retry``; null: as ``Inputs`` says. Raises ``StoreError``
        where the store cannot be written; what it had written stays.
        """
        if options is None:
            options = Options.of_intake(found.options) if isinstance(found, Inputs) else Options()
        options = msgspec.structs.replace(options, reread=reread)
        entries = [found] if isinstance(found, Article) else found
        items = (entry if isinstance(entry, Item) else Item("articles", entry) for entry in entries)
        with explained(self.name):
            return Adding(self.writing, self.reading, _loads(reader), options=options, told=told).articles(items)

    def add_files(self, paths: Iterable[str | os.PathLike[str]] | str | os.PathLike[str], **options: Any) -> Added:
        """``add`` the articles of files, folders, patterns or addresses. ``options``: those of ``intake.read_source`` and of ``add``."""
        own = {key: options.pop(key) for key in ("reader", "reread", "told") if key in options}
        return self.add(Inputs([paths] if isinstance(paths, str | os.PathLike) else paths, self.files, **options), **own)

    def add_records(self, records: Iterable[Record] | Record, *, reread: bool = False, told: Told | None = None) -> Added:
        """Keep records that were read before. Spans that are not their article's own characters are put aside."""
        entries = [records] if isinstance(records, Record) else records
        with explained(self.name):
            return Adding(self.writing, self.reading, reader_of, options=Options(reread=reread), told=told).records(entries)

    def reread(
        self, reader: Reads | Callable[[], Reads] | None = None, *, told: Told | None = None, options: Options | None = None
    ) -> Added:
        """Read every article again that another version or model has read. ``options``: as for ``add``."""
        found = (Item("store", record.article, None) for record in self.records())
        return self.add(found, reader, reread=True, told=told, options=options)

    def retry(
        self,
        reader: Reads | Callable[[Options], Reads] | None = None,
        *,
        only: Collection[int] | None = None,
        told: Told | None = None,
    ) -> Added:
        """Try again what was put aside, with the options that it was added with: the files, and articles whose text was kept.

        ``only``: those with these numbers (see ``failures``), and what else came of the same files. ``reader``: what reads them all, or a function that loads it for the options; null takes ``onrecord.Reader`` with them.
        """
        total = Added()

        def so_far(found: Added) -> None:
            if told is not None:
                told(total.plus(found))

        with self.reading() as connection:
            groups = _failures.again(connection, only)
        for options, items in groups:

            def load(options: Options = options) -> Reads:
                return reader_of(options) if reader is None else reader(options) if callable(reader) else reader

            total = total.plus(self.add(items, load, reread=options.reread, told=so_far, options=options))
        return total

    # finding

    def search(
        self,
        words: str | None = None,
        *,
        speaker: str | None = None,
        role: str | None = None,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        dated: Dated = "either",
        kind: Several = None,
        manner: Several = None,
        sourcing: Several = None,
        act: Several = None,
        denied: bool | None = None,
        min_confidence: float | None = None,
        article: str | None = None,
        person: int | None = None,
        old: bool = False,
        copies: bool = False,
        order: _search.Order | None = None,
        limit: int | None = 20,
        offset: int = 0,
    ) -> Results[Said]:
        """Statements by their words and by what is known of them, the best first: see ``Filters`` and ``query``.

        ``copies``: near-copies one by one, not once. ``order``: ``rank``, ``newest`` or ``oldest``. ``limit``: null for all.
        """
        by = Filters(
            speaker=speaker, role=role, outlet=outlet, since=since, until=until, dated=dated, kind=kind, manner=manner,
            sourcing=sourcing, act=act, denied=denied, min_confidence=min_confidence, article=article, person=person, old=old,
        )  # fmt: skip
        with self.reading() as connection:
            return _search.search(connection, words, by, limit=limit, offset=offset, order=order, copies=copies)

    def reporting(self, *, every: _facets.Every = "month", outlet: str | None = None) -> list[_stats.Reported]:
        """How many articles of each month or year are an outlet's own (or anybody's), and how many near-copies of an earlier one."""
        with self.reading() as connection:
            return _stats.reporting(connection, every, outlet)

    def facets(self, words: str | None = None, *, limit: int = 10, **filters: Any) -> _facets.Facets:
        """What the statements that ``search`` finds for the same words and filters have in common, counted."""
        with self.reading() as connection:
            return _facets.facets(connection, words, Filters(**filters), limit=limit)

    def search_and_facets(
        self,
        words: str | None = None,
        *,
        copies: bool = False,
        order: _search.Order | None = None,
        limit: int = 20,
        offset: int = 0,
        values: int = 10,
        **filters: Any,
    ) -> tuple[Results[Said], _facets.Facets]:
        """``search`` and ``facets`` for the same, at about the price of one of them; ``values``: of each facet."""
        by = Filters(**filters)
        with self.reading() as connection:
            return _facets.search_and_facets(
                connection, words, by, limit=limit, offset=offset, order=order, copies=copies, values=values
            )

    def over_time(
        self, words: str | None = None, *, every: _facets.Every = "month", of: _facets.By | None = None, **filters: Any
    ) -> Results[_facets.Period]:
        """How many statements ``search`` finds of each month or year; ``of``: by outlet, kind, manner or sourcing."""
        with self.reading() as connection:
            return _facets.over_time(connection, words, Filters(**filters), every=every, of=of)

    def statement(self, number: int) -> Said:
        """The statement with this number. Raises ``NotFound``."""
        with self.reading() as connection:
            found = load(connection, [number])
        if not found:
            raise NotFound(f"there is no statement {number} in the store")
        return found[0]

    def persons_of(self, numbers: Sequence[int]) -> dict[int, int]:
        """The number of the identity (``across.people``) that each of these statements is of, as far as one is told."""
        with self.reading() as connection:
            return persons_of(connection, numbers)

    def several(self, numbers: Collection[int]) -> list[Said]:
        """The statements with these numbers, in that order; a number that no statement has is left out."""
        with self.reading() as connection:
            return load(connection, list(numbers))

    def statements(self, at_once: int = 5000) -> Iterator[list[Said]]:
        """All statements of the newest revisions, in the order in which they were added, in portions."""
        with self.reading() as connection:
            yield from every_statement(connection, at_once)

    def article(self, name: str) -> list[Record]:
        """The records of the articles that go by this id, URL or file. Raises ``NotFound``."""
        with self.reading() as connection:
            return [articles.record(connection, number) for number in articles.current(connection, name)]

    def record_of(self, number: int) -> Record:
        """The record that statement ``number`` is in: of its own revision. Raises ``NotFound``."""
        with self.reading() as connection:
            revision = connection.scalar(select(statements.c.revision_id).where(statements.c.id == number))
            if revision is None:
                raise NotFound(f"there is no statement {number} in the store")
            return articles.record(connection, revision)

    def context(self, numbers: Collection[int], around: int = 150) -> dict[int, tuple[str, str]]:
        """The words before and after each statement's content in its article: at most ``around`` characters of each."""
        with self.reading() as connection:
            return browse.context(connection, numbers, around)

    def reports(self, number: int) -> list[Said]:
        """The near-copies of a statement in other articles, itself among them. Raises ``NotFound``."""
        with self.reading() as connection:
            return browse.reports(connection, number)

    def articles(self, *, limit: int | None = 20, offset: int = 0, **filters: Any) -> Results[browse.ArticleRow]:
        """Articles by ``outlet``, ``since``, ``until`` (of publication) and ``article``, those added last first."""
        with self.reading() as connection:
            return browse.list_articles(connection, Filters(**filters), limit, offset)

    def revision(self, article: int, number: int | None = None) -> browse.Revision:
        """The article with this number in the store, in its newest revision or in that ``number``. Raises ``NotFound``."""
        with self.reading() as connection:
            return browse.revision(connection, article, number)

    def speaker(self, number: int) -> browse.SpeakerShown:
        """The speaker with this number, with roles over time. Raises ``NotFound``."""
        with self.reading() as connection:
            return browse.speaker(connection, number)

    def records(self) -> Iterator[Record]:
        """The record of every article, in the order in which they were added; memory stays flat."""
        with self.reading() as connection:
            yield from articles.records(connection)

    def speakers(self, *, limit: int | None = 20, offset: int = 0, **filters: Any) -> Results[lists.SpeakerRow]:
        """Who speaks most, of the statements that meet ``filters``, which are those of ``search``."""
        with self.reading() as connection:
            return lists.list_speakers(connection, Filters(**filters), limit, offset)

    def commitments(
        self,
        *,
        due_since: str | None = None,
        due_until: str | None = None,
        limit: int | None = 20,
        offset: int = 0,
        **filters: Any,
    ) -> Results[lists.CommitmentRow]:
        """Commitments in the statements that meet ``filters``, which are those of ``search``; due within some time."""
        by = Filters(**filters)
        check_dates(due_since=due_since, due_until=due_until)
        with self.reading() as connection:
            return lists.list_commitments(connection, by, due_since, due_until, limit, offset)

    def figures(
        self,
        *,
        of: str | None = None,
        unit: str | None = None,
        least: float | None = None,
        most: float | None = None,
        limit: int | None = 20,
        offset: int = 0,
        **filters: Any,
    ) -> Results[lists.FigureRow]:
        """Figures by what they count, their unit and value, and by ``outlet``, ``since``, ``until`` and ``article``."""
        by = Filters(**filters)
        with self.reading() as connection:
            return lists.list_figures(connection, of=of, unit=unit, least=least, most=most, by=by, limit=limit, offset=offset)

    def failures(self, *, resolved: bool = False, limit: int | None = None, offset: int = 0) -> Results[lists.FailureRow]:
        """What was put aside; ``resolved``: also what went well later."""
        with self.reading() as connection:
            return lists.list_failures(connection, resolved=resolved, limit=limit, offset=offset)

    def stats(self) -> _stats.Stats:
        """What the store holds, as a whole and by outlet."""
        with self.reading() as connection:
            return _stats.stats(connection, migrate.VERSIONS[-1])

    def diff(self, name: str | None = None, *, number: int | None = None, since: int | None = None) -> list[_diff.Change]:
        """What came, went or changed its words in the newest revision of an article, or of all. Raises ``NotFound``.

        ``name``: its id, URL or file; ``number``: its number in the store. ``since``: from this revision on, else the one before.
        """
        with self.reading() as connection:
            return _diff.diff(connection, name, number=number, since=since)

    def verify(self) -> _verify.Verified:
        """Check the file, the hash of every text and every span."""
        with self.reading() as connection:
            return _verify.verify(connection)

    def compact(self, *, full: bool = False) -> None:
        """Give back room that is not needed, and let the database learn what it holds.

        ``full``: PostgreSQL rewrites its tables, while nobody can read them. SQLite always does, and needs as much room again for it.
        """
        _compact.compact(self._engine, self.name, full=full)

    def sizes(self) -> _compact.Sizes:
        """How large the store and each of its parts are, beside the texts."""
        return _compact.sizes(self._engine, self.name)

    def export(self, what: str, to: str | Path | TextIO, format: str | None = None) -> None:
        """Write all of ``what``: statements, speakers, commitments, figures, times, events, articles, failures, the log of what persons did, or
        records (whole, as JSON Lines). People and echoes: ``across.export``.

        ``to``: a stream, or the name of a file. ``format``: ``csv``, ``jsonl`` or ``parquet`` (into a file); null: by the ending of the name, else as JSON Lines. Raises ``ValueError``
        for what there is not, ``ImportError`` where Parquet lacks pyarrow, ``OSError`` where ``to`` cannot be written.
        """
        with self.reading() as connection:
            _export.export(connection, what, to, format)

    # for other rooms, and for those who write SQL

    def stamp(self) -> str:
        """A word that is another one as soon as anything in the store has changed; quick, and of no use to another process."""
        with explained(self.name):
            return self._stamp.read()

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection that sees one state of the store."""
        return reading(self._engine, self.name)

    def writing(self) -> AbstractContextManager[Connection]:
        """A connection in a transaction that no other writer is in: all of it is kept, or nothing."""
        return writing(self._engine, self.name)


def _loads(reader: Reads | Callable[[], Reads] | None) -> Callable[[], Reads]:
    if reader is None:
        return reader_of
    if callable(reader):
        return reader
    ready = reader
    return lambda: ready
