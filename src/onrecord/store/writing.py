"""Writing: records into the tables, within a transaction that no other writer is in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple, TypeVar

import msgspec
from sqlalchemy import Column, Connection, MetaData, Row, Select, Table, delete, insert, select, true, update
from sqlalchemy.dialects.postgresql import TSVECTOR

from ..article import Article
from ..record import Event, Record, Statement, joined
from . import copies, corrections, index
from .due import due
from .identity import Identity
from .names import Names
from .numbers import hand_on, keep_numbers, numbered
from .rows import commitment_row, event_name_rows, event_row, figure_row, span_rows, statement_row, time_row
from .schema import (
    MODEL,
    SPAN,
    articles,
    commitments,
    echo_statements,
    echoes_due,
    event_names,
    events,
    figures,
    of_revision,
    publishers,
    readers,
    revisions,
    spans,
    statement_words,
    statements,
    times,
    zones,
)  # fmt: skip
from .seal import resealed, seal
from .words import folded, vector

# PostgreSQL keeps a statement's words beside it; SQLite has triggers that index them
_with_words = statements.to_metadata(MetaData())
_with_words.append_column(Column("words", TSVECTOR))

Part = TypeVar("Part", Statement, Event)
State = Literal["new", "revised", "known"]


class Standing(NamedTuple):
    """How an article stands to the store: ``new``, ``known`` as it is, or ``revised`` (known with another text or date)."""

    state: State
    article: int | None = None
    revision: int | None = None
    number: int = 0
    read_by: tuple[str, str] | None = None


def now() -> str:
    """This moment, in UTC: 2016-09-12T08:30:00Z."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def standings(connection: Connection, entries: Sequence[tuple[Article, Identity]]) -> list[Standing]:
    """How each of several articles stands to the store."""
    query = (
        select(
            articles.c.key, articles.c.given_id, articles.c.id.label("article"), publishers.c.name.label("publisher"),
            revisions.c.id.label("revision"), revisions.c.number, revisions.c.sha256, revisions.c.published,
            readers.c.onrecord, readers.c.model,
        )
        .select_from(articles)
        .join(revisions, (revisions.c.article_id == articles.c.id) & revisions.c.current)
        .join(readers, readers.c.id == revisions.c.reader_id)
        .outerjoin(publishers, publishers.c.id == articles.c.publisher_id)
    )  # fmt: skip
    by_key: dict[str, Row[*tuple[Any, ...]]] = {
        row.key: row for row in connection.execute(query.where(articles.c.key.in_({i.key for _, i in entries})))
    }
    unknown = {i.sha256 for a, i in entries if i.key not in by_key and not a.url}
    by_text: dict[tuple[str, str, str | None], Row[*tuple[Any, ...]]] = {}
    if unknown:  # a file that was moved or renamed in its folder's name is the same article
        moved = connection.execute(query.where(revisions.c.sha256.in_(unknown), articles.c.url.is_(None)))
        by_text = {(row.sha256, row.given_id, row.publisher): row for row in moved}
    found = []
    for article, own in entries:
        row = by_key.get(own.key) or by_text.get((own.sha256, article.id, article.publisher))
        if row is None:
            found.append(Standing("new"))
            continue
        same = row.sha256 == own.sha256 and article.published in (None, row.published)
        standing = Standing("known" if same else "revised", row.article, row.revision, row.number, (row.onrecord, row.model))
        found.append(standing)
    return found


class Writer:
    """Puts records into the store. One for each transaction; ``finish`` it before the transaction ends."""

    def __init__(self, connection: Connection, run: int | None = None) -> None:
        self._connection = connection
        self._run = run
        self._names = Names(connection)
        self._now = now()
        self._waiting: list[tuple[dict[str, Any], Statement]] = []
        self._rows: dict[Table, list[dict[str, Any]]] = {}

    def learn(self, records: Iterable[Record]) -> None:
        """Look up at once what several records will need; optional, and quicker."""
        self._names.learn(records)

    def add(self, record: Record, own: Identity, standing: Standing) -> int:
        """Put in a record whose article is new or revised; the number of its revision."""
        article = record.article
        publisher = self._names.publisher(article.publisher)
        before = None
        if standing.article is None:
            number = self._connection.scalar(
                insert(articles).returning(articles.c.id),
                {
                    "key": own.key,
                    "given_id": article.id,
                    "url": article.url,
                    "publisher_id": publisher,
                    "source": own.source,
                    "added": self._now,
                },
            )
            assert number is not None
        else:
            number = standing.article
            before = self._connection.scalar(select(revisions.c.text).where(revisions.c.id == standing.revision))
            self._retire(standing)
        revision = self._connection.scalar(
            insert(revisions).returning(revisions.c.id),
            {
                "article_id": number,
                "number": standing.number + 1,
                "current": True,
                "title": article.title,
                "byline": article.byline,
                "published": article.published,
                "language": article.language,
                "text": article.text,
                "sha256": own.sha256,
                "reader_id": self._names.reader(record.read_by),
                "run_id": self._run,
                "added": self._now,
                "seal": seal(record),
            },
        )
        assert revision is not None
        self._later(echoes_due, [{}], revision)
        lead = copies.place(self._connection, number, article.text, before)
        if lead is not None or standing.article is not None:
            self._connection.execute(update(articles).where(articles.c.id == number).values(copy_of=lead))
        self._later(zones, [{"start_char": z.start, "end_char": z.end, "kind": z.kind} for z in article.zones], revision)
        group = lead if lead is not None else standing.article  # a revised article may be the first of a group
        self._put(record, revision, publisher, group, record.statements)
        if standing.revision is not None:
            self.finish()
            hand_on(self._connection, standing.revision, revision)
            corrections.carry(self._connection, standing.revision, revision)
        return int(revision)

    def replace(self, record: Record, standing: Standing) -> None:
        """Put what a new reading says in the place of what an older one said of the same text; what a person said stays."""
        revision = standing.revision
        assert revision is not None
        own = statements.c.revision_id == revision
        # of an article that a person has checked, all statements are settled, and none is missing
        checked = self._connection.scalar(select(revisions.c.checked_by).where(revisions.c.id == revision)) is not None
        settled = true() if checked else corrections.settled()
        kept = self._connection.execute(select(statements).where(own, settled)).all()
        old = self._connection.execute(select(statements).where(own, ~settled)).all()
        numbers = [row.id for row in old]
        bound = numbered(self._connection, revision)
        index.take(self._connection, numbers)
        for child in (spans, commitments):
            self._connection.execute(delete(child).where(child.c.statement_id.in_(numbers)))
        for layer in (figures, times, events):
            self._connection.execute(delete(layer).where(of_revision(layer, revision)))
        n = event_names.c.event_id
        self._connection.execute(delete(event_names).where(n >= revision * SPAN, n < (revision + 1) * SPAN))
        copied = self._unlink(select(statements.c.id).where(own, ~settled))
        self._connection.execute(delete(statements).where(statements.c.id.in_(numbers)))
        self._connection.execute(
            update(revisions).where(revisions.c.id == revision).values(reader_id=self._names.reader(record.read_by))
        )
        lead = self._connection.scalar(select(articles.c.copy_of).where(articles.c.id == standing.article)) or standing.article
        covered = self._covered(record.statements, kept)
        names = {id: f"p{row.id}" for id, row in covered.items()}  # a name stands for one statement of a record
        said = [] if checked else [_renamed(s, names) for s in record.statements if s.id not in covered]
        shortens = {row.id: _renamed(s, names).shortens for s in record.statements if (row := covered.get(s.id)) is not None}
        for row in kept:
            values = {"name": f"p{row.id}", "shortens": shortens.get(row.id)}
            self._connection.execute(update(statements).where(statements.c.id == row.id).values(**values))
        known = {*names.values(), *(statement.id for statement in said)}
        told = [_renamed(event, names) for event in record.events]
        told = [e if e.statement in known else msgspec.structs.replace(e, statement=None) for e in told]
        record = msgspec.structs.replace(record, events=told)
        same = {_place(row.content_start, row.content_end, row.cue_start): row.id for row in old}
        self._put(record, revision, self._names.publisher(record.article.publisher), lead, said, same)
        self.finish()
        keep_numbers(self._connection, revision, bound)
        resealed(self._connection, revision)
        due(self._connection, [revision])
        still = set(self._connection.scalars(select(statements.c.id).where(statements.c.id.in_(numbers))))
        gone = [number for number in numbers if number not in still]
        self._connection.execute(delete(echo_statements).where(echo_statements.c.statement_id.in_(gone)))
        self._relink(copied)

    def _covered(self, said: list[Statement], kept: Sequence[Row[*tuple[Any, ...]]]) -> dict[str, Row[*tuple[Any, ...]]]:
        """Which of a model's statements are those that persons' rows speak of, where these stand now or stood before."""
        numbers = [row.id for row in kept]
        before = corrections.earlier_places(self._connection, numbers)
        own = corrections.added(self._connection, numbers)
        found = {}
        for statement in said:
            for row in kept:
                if row.id in own:  # what was missing stands beside, or within, what the model said
                    same = not row.withdrawn and _overlaps(statement, [(row.content_start, row.content_end)], whole=True)
                else:
                    same = _overlaps(statement, [(row.content_start, row.content_end), *before.get(row.id, ())])
                if same:
                    found[statement.id] = row
        return found

    def finish(self) -> None:
        """Write what waits."""
        if self._waiting:
            of = statements
            if self._connection.dialect.name == "postgresql":
                of = _with_words
                for row, statement in self._waiting:
                    row["words"] = vector(joined(statement.content))
            if numbered := [row for row, _ in self._waiting if "id" in row]:
                self._connection.execute(insert(of), numbered)
            if rows := [row for row, _ in self._waiting if "id" not in row]:
                query = insert(of).returning(of.c.id, sort_by_parameter_order=True)
                for row, number in zip(rows, self._connection.scalars(query, rows), strict=True):
                    row["id"] = number
            index.put(self._connection, [(row["id"], joined(statement.content)) for row, statement in self._waiting])
            for row, statement in self._waiting:
                self._later(spans, span_rows(statement), row["id"], "statement_id")
                self._later(commitments, [commitment_row(c) for c in statement.commitments], row["id"], "statement_id")
            self._waiting = []
        for of, waiting in self._rows.items():
            self._connection.execute(insert(of), waiting)
        self._rows = {}

    def _put(
        self,
        record: Record,
        revision: int,
        publisher: int | None,
        lead: int | None,
        said: list[Statement],
        same: dict[tuple[int | None, ...], int] | None = None,
    ) -> None:
        article = record.article
        earlier = self._said_in(lead) if lead is not None else {}
        taken = dict(same or {})
        for statement in said:
            row = statement_row(statement, article)
            speaker = statement.speaker
            row |= {
                "revision_id": revision,
                "current": True,
                "speaker_id": self._names.speaker(speaker.name, speaker.kind) if speaker else None,
                "role_id": self._names.role(speaker.role) if speaker else None,
                "publisher_id": publisher,
                "copy_of": earlier.get(_words(joined(statement.content), statement.denied)) if earlier else None,
                "said_by": MODEL,
                "withdrawn": False,
            }
            number = taken.pop(_place(row["content_start"], row["content_end"], row["cue_start"]), None)
            if number is not None:
                row["id"] = number
            self._waiting.append((row, statement))
        text = article.text
        self._layer(figures, [figure_row(f) for f in record.figures], revision)
        self._layer(times, [time_row(t) for t in record.times], revision)
        self._layer(events, [event_row(e, text) for e in record.events], revision)
        for n, event in enumerate(record.events):
            self._later(event_names, event_name_rows(event, text), revision * SPAN + n, "event_id")

    def _said_in(self, lead: int) -> dict[tuple[bool, str], int]:
        """The statements of a group of near-copies by their words; the first that said them."""
        self.finish()
        group = select(articles.c.id).where((articles.c.id == lead) | (articles.c.copy_of == lead))
        rows = self._connection.execute(
            select(statement_words.c.content, statements.c.denied, statements.c.id)
            .join_from(statements, revisions)
            .join(statement_words, statement_words.c.id == statements.c.id)
            .where(revisions.c.article_id.in_(group), statements.c.current, statements.c.copy_of.is_(None))
            .order_by(statements.c.id.desc())
        )
        return {_words(row.content, row.denied): row.id for row in rows}

    def _retire(self, standing: Standing) -> None:
        """Let a revision be an old one."""
        self.finish()
        self._connection.execute(update(revisions).where(revisions.c.id == standing.revision).values(current=False))
        own = select(statements.c.id).where(statements.c.revision_id == standing.revision)
        copied = self._unlink(own)
        self._connection.execute(update(statements).where(statements.c.revision_id == standing.revision).values(current=False))
        self._relink(copied)
        assert standing.revision is not None
        due(self._connection, [standing.revision], people=False)

    def _unlink(self, own: Select[tuple[int]]) -> dict[int, list[int]]:
        """Take from some statements those that are copies of them: the copies of each."""
        found: dict[int, list[int]] = {}
        query = select(statements.c.copy_of, statements.c.id).where(statements.c.copy_of.in_(own)).order_by(statements.c.id)
        for original, copy in self._connection.execute(query):
            found.setdefault(original, []).append(copy)
        self._connection.execute(update(statements).where(statements.c.copy_of.in_(own)).values(copy_of=None))
        return found

    def _relink(self, copied: dict[int, list[int]]) -> None:
        """Let copies be copies of what they were taken from; where that is no longer said, of the first of them."""
        said = select(statements.c.id).where(statements.c.id.in_(copied), statements.c.current)
        still = set(self._connection.scalars(said)) if copied else set()
        for original, copies_ in copied.items():
            first, rest = (original, copies_) if original in still else (copies_[0], copies_[1:])
            if rest:
                self._connection.execute(update(statements).where(statements.c.id.in_(rest)).values(copy_of=first))
        if freed := [copies_[0] for original, copies_ in copied.items() if original not in still]:
            where = select(statements.c.revision_id).where(statements.c.id.in_(freed))
            due(self._connection, self._connection.scalars(where).all(), people=False)

    def _layer(self, of: Table, rows: list[dict[str, Any]], revision: int) -> None:
        """Figures, times or events of a revision. Raises ``ValueError`` for more than their numbers can tell apart."""
        if len(rows) >= SPAN:
            raise ValueError(f"the article has {len(rows):,} {of.name}; the store takes up to {SPAN - 1:,} of one article")
        if rows:
            self._rows.setdefault(of, []).extend({"id": revision * SPAN + n, **row} for n, row in enumerate(rows))

    def _later(self, of: Table, rows: list[dict[str, Any]], number: int, column: str = "revision_id") -> None:
        if rows:
            said = {"said_by": MODEL} if "said_by" in of.c else {}
            self._rows.setdefault(of, []).extend({**row, column: number, **said} for row in rows)


def _overlaps(statement: Statement, places: Iterable[tuple[int | None, int | None]], *, whole: bool = False) -> bool:
    """Whether a statement's content shares most of the shorter of itself and one of ``places``; ``whole``: of the longer."""
    if not statement.content:
        return False
    own = min(s.start for s in statement.content), max(s.end for s in statement.content)
    at = ((first, last) for first, last in places if first is not None and last is not None)
    return any(corrections.shared(own, place, whole=whole) for place in at)


def _renamed(entry: Part, names: Mapping[str, str]) -> Part:
    """``entry`` with the new name of the statement that it refers to."""
    field = "statement" if isinstance(entry, Event) else "shortens"
    name = names.get(getattr(entry, field))
    return entry if name is None else msgspec.structs.replace(entry, **{field: name})


def _words(content: str, denied: bool) -> tuple[bool, str]:
    """What statements of near-copies share; whoever denies something does not say the same as who says it."""
    return denied, " ".join(folded(content))


def _place(*offsets: int | None) -> tuple[int | None, ...]:
    return offsets
