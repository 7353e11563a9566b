"""The schema of the newest version: tables and indices. ``migrations/`` makes it; a test holds the two together.

Offsets (``*_start``, ``*_end``, ``start_char``, ``end_char``) count code points of the revision's ``text``, half-open.
Dates are ISO 8601 text: YYYY-MM-DD, or YYYY-MM or YYYY where no more is known; the ``day`` of a statement is a number in their order.

The article's words are kept once, in ``revisions.text``: what can be cut out of it is kept as offsets, and views have the words
(``statement_words``, ``commitment_words``, ``view_statements`` ...).
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    and_,
)

from .columns import MODEL as MODEL
from .columns import Day, SaidBy, Share, Term

Id = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts by itself only what is called INTEGER
Date = Text().with_variant(Text(collation="C"), "postgresql")  # dates are compared by their characters
metadata = MetaData()

Sourcing = Term("named", "unnamed", "collective", "document", "author", "none")
Manner = Term("indirect", "direct", "mixed")
Kind = Term("assertion", "belief", "knowledge", "intention", "directive")
Part = Term("content", "cue", "source")
TimeKind = Term("date", "duration", "time", "set")
EventStatus = Term("occurred", "planned", "conditional", "denied", "ongoing", "scheduled")
EventType = Term(
    "AGREE", "CONSULT", "DEMAND", "ASSAULT", "SUPPORT", "REJECT", "YIELD", "ACCUSE", "THREATEN", "AID", "COERCE", "COOPERATE", "PROTEST",
    "SANCTION", "MOBILIZE",
)  # fmt: skip


def _table(name: str, *parts: Column[object] | Index | UniqueConstraint) -> Table:
    """A table with a number of its own for each row; SQLite never gives a number twice."""
    return Table(name, metadata, Column("id", Id, primary_key=True), *parts, sqlite_autoincrement=True)


def _said_by() -> Column[object]:
    """ "model", or the name of the person who put this down: a new reading replaces what the model said, nothing else."""
    return Column("said_by", SaidBy, nullable=False, default=MODEL)


publishers = _table("publishers", Column("name", Text, nullable=False, unique=True))

speakers = _table(
    "speakers",
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    UniqueConstraint("name", "kind"),
)
roles = _table("roles", Column("name", Text, nullable=False, unique=True))

# the words of names, without case and accents: `--speaker lind` finds "Mara Lind" by index
speaker_words = Table(
    "speaker_words",
    metadata,
    Column("word", Text, primary_key=True),
    Column("speaker_id", Id, ForeignKey("speakers.id"), primary_key=True),
    sqlite_with_rowid=False,
)
role_words = Table(
    "role_words",
    metadata,
    Column("word", Text, primary_key=True),
    Column("role_id", Id, ForeignKey("roles.id"), primary_key=True),
    sqlite_with_rowid=False,
)

readers = _table(
    "readers",
    Column("onrecord", Text, nullable=False),
    Column("model", Text, nullable=False),
    UniqueConstraint("onrecord", "model"),
)
runs = _table(
    "runs",
    Column("reader_id", Id, ForeignKey("readers.id")),
    Column("started", Text, nullable=False),
    Column("finished", Text),
    Column("added", Integer, nullable=False, default=0),
    Column("revised", Integer, nullable=False, default=0),
    Column("reread", Integer, nullable=False, default=0),
    Column("known", Integer, nullable=False, default=0),
    Column("failed", Integer, nullable=False, default=0),
)

# the options that a run's articles were read with: what failed is tried again in the same way
run_options = Table(
    "run_options",
    metadata,
    Column("run_id", Id, ForeignKey("runs.id"), primary_key=True),
    Column("name", Text, primary_key=True),  # published, any_language, column:text ...
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)

articles = _table(
    "articles",
    Column("key", Text, nullable=False, unique=True),  # what makes it the same article: see identity.py
    Column("given_id", Text, nullable=False, index=True),
    Column("url", Text, index=True),
    Column("publisher_id", Id, ForeignKey("publishers.id"), index=True),
    Column("source", Text),  # the file or address that it was first read from
    Column("copy_of", Id, ForeignKey("articles.id"), index=True),  # the first article of its group of near-copies
    Column("added", Text, nullable=False),
)
revisions = _table(
    "revisions",
    Column("article_id", Id, ForeignKey("articles.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("title", Text),
    Column("byline", Text),
    Column("published", Date),
    Column("language", Text),
    Column("text", Text, nullable=False),
    Column("sha256", Text, nullable=False, index=True),
    Column("reader_id", Id, ForeignKey("readers.id"), nullable=False, index=True),
    Column("run_id", Id, ForeignKey("runs.id"), index=True),
    Column("added", Text, nullable=False),
    Column("checked_by", Text),  # the person who says that its statements are right and none is missing
    Column("seal", BigInteger),  # a sum of all words that its layers point at: see seal.py
    Column("people_done", Boolean, nullable=False, default=False),  # whether its speakers are brought together with those of others
    UniqueConstraint("article_id", "number"),
)
Index("revisions_published", revisions.c.published, sqlite_where=revisions.c.current, postgresql_where=revisions.c.current)
Index("revisions_people", revisions.c.id, sqlite_where=~revisions.c.people_done, postgresql_where=~revisions.c.people_done)
zones = Table(
    "zones",
    metadata,
    Column("revision_id", Id, ForeignKey("revisions.id"), primary_key=True),
    Column("start_char", Integer, primary_key=True),
    Column("end_char", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    sqlite_with_rowid=False,
)

statements = _table(
    "statements",
    Column("revision_id", Id, ForeignKey("revisions.id"), nullable=False),
    Column("name", Text, nullable=False),  # its id within the record: "s1"
    Column("current", Boolean, nullable=False),  # whether it is of the article's newest revision
    Column("speaker_id", Id, ForeignKey("speakers.id")),
    Column("role_id", Id, ForeignKey("roles.id")),
    Column("publisher_id", Id, ForeignKey("publishers.id")),
    Column("sourcing", Sourcing),
    Column("manner", Manner, nullable=False),
    Column("kind", Kind, nullable=False),
    Column("day", Day),  # said_on, else published: what lists are ordered by
    Column("said_on", Date),
    Column("said_on_start", Integer),
    Column("said_on_end", Integer),
    Column("content_start", Integer),  # of several pieces, which are in `spans`: of the first of them
    Column("content_end", Integer),
    Column("cue_start", Integer),
    Column("cue_end", Integer),
    Column("source_start", Integer),
    Column("source_end", Integer),
    Column("denied", Boolean, nullable=False, default=False),
    Column("hedge_start", Integer),
    Column("hedge_end", Integer),
    Column("shortens", Text),  # of a headline's claim: the name of the statement in the body
    Column("confidence", Share, nullable=False),
    Column("copy_of", Id, ForeignKey("statements.id")),  # the same words in an earlier near-copy of the article
    _said_by(),
    Column("withdrawn", Boolean, nullable=False, default=False),  # a person says that this is no statement
    Column("verdict", Text),  # a person's: right, wrong
    Index("statements_revision", "revision_id"),
    Index("statements_publisher", "publisher_id", "day"),
    Index("statements_day", "day"),
)
for _name, _columns in (("speaker", ("speaker_id", "day")), ("role", ("role_id",)), ("copy", ("copy_of",))):
    _filled = statements.c[_columns[0]].is_not(None)  # what is null is not looked for
    Index(f"statements_{_name}", *(statements.c[column] for column in _columns), sqlite_where=_filled, postgresql_where=_filled)
_open = statements.c.verdict.is_(None)  # the queue of what to look at
Index("statements_open", statements.c.confidence, sqlite_where=_open, postgresql_where=_open)

# only of what is in several pieces: nearly all contents, cues and sources are in one, which stands in `statements`
spans = Table(
    "spans",
    metadata,
    Column("statement_id", Id, ForeignKey("statements.id"), primary_key=True),
    Column("part", Part, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("start_char", Integer, nullable=False),
    Column("end_char", Integer, nullable=False),
    sqlite_with_rowid=False,
)
commitments = _table(
    "commitments",
    Column("statement_id", Id, ForeignKey("statements.id"), nullable=False, index=True),
    Column("act", Text, nullable=False),
    Column("actor", Text),
    Column("action_start", Integer, nullable=False),
    Column("action_end", Integer, nullable=False),
    Column("negated", Boolean, nullable=False),
    Column("condition_start", Integer),
    Column("condition_end", Integer),
    Column("deadline_start", Integer),
    Column("deadline_end", Integer),
    Column("deadline_date", Date, index=True),
    Column("specific_action", Boolean),  # what the commitment lets a reader check; null where that was not read
    Column("specific_measure", Boolean),
    Column("specific_deadline", Boolean),
    _said_by(),
)


SPAN = 100_000
"""The numbers of figures, times and events are their revision's, times this, and their place among those of the revision."""


def _layer(name: str, *parts: Column[object]) -> Table:
    """A table of one layer of the record, which persons do not change."""
    return Table(name, metadata, Column("id", Id, primary_key=True, autoincrement=False), *parts)


figures = _layer(
    "figures",
    Column("start_char", Integer, nullable=False),
    Column("end_char", Integer, nullable=False),
    Column("value", Double, nullable=False),
    Column("high", Double),
    Column("unit", Text),
    Column("of", Text),
    Column("qualifier", Text),
    Column("change", Text),
    Column("same_as", Integer),
)
_counted = figures.c.of.is_not(None)
Index("figures_of", figures.c.of, sqlite_where=_counted, postgresql_where=_counted)
times = _layer(
    "times",
    Column("start_char", Integer, nullable=False),
    Column("end_char", Integer, nullable=False),
    Column("kind", TimeKind, nullable=False),
    Column("value", Text),
    Column("anchor", Text),
    Column("first_day", Date),  # the bounds of a stretch of days
    Column("last_day", Date),
)
events = _layer(
    "events",
    Column("start_char", Integer, nullable=False),
    Column("end_char", Integer, nullable=False),
    Column("status", EventStatus, nullable=False),
    Column("type", EventType),
    Column("actor", Integer),  # where the article has the name: 256 times its start, and its length
    Column("other", Integer),
    Column("date", Date),
    Column("statement", Text),  # the name of the statement that tells of it
)
# who takes part in an event by a name that is not in the article's text
event_names = Table(
    "event_names",
    metadata,
    Column("event_id", Id, primary_key=True),
    Column("part", Text, primary_key=True),  # actor, other
    Column("name", Text, nullable=False),
    sqlite_with_rowid=False,
)


def of_revision(layer: Table, number: int) -> ColumnElement[bool]:
    """That a figure, time or event is of this revision."""
    return and_(layer.c.id >= number * SPAN, layer.c.id < (number + 1) * SPAN)


def inside(layer: Table) -> ColumnElement[bool]:
    """The condition that joins ``revisions`` and a layer where the revisions are few: it leads from them to the layer, and not back."""
    return and_(layer.c.id >= revisions.c.id * SPAN, layer.c.id < (revisions.c.id + 1) * SPAN)


def in_revision(layer: Table) -> ColumnElement[bool]:
    """The condition that joins ``revisions`` and a layer; either leads to the other by its index."""
    own, of = layer.c.id, revisions.c.id
    return and_(of == own // SPAN, own >= of * SPAN, own < (of + 1) * SPAN)


failures = _table(
    "failures",
    Column("input", Text, nullable=False),  # what was asked to be added
    Column("source", Text, nullable=False),  # the article in it that failed
    Column("stage", Text, nullable=False),  # intake, reader, store
    Column("message", Text, nullable=False),
    Column("article", Text),  # what intake had made of it, as JSON, so that it can be tried again
    Column("tries", Integer, nullable=False),
    Column("first_seen", Text, nullable=False),
    Column("last_seen", Text, nullable=False),
    Column("run_id", Id, ForeignKey("runs.id"), nullable=False),
    Column("resolved", Text),  # when it went well after all
    UniqueConstraint("source", "stage"),
    Index("failures_input", "input"),
)

# hash values of runs of words: articles that share some are looked at as near-copies (copies.py)
copy_marks = Table(
    "copy_marks",
    metadata,
    Column("mark", BigInteger, primary_key=True),
    Column("article_id", Id, ForeignKey("articles.id"), primary_key=True),
    sqlite_with_rowid=False,
)

# what persons did: corrections, merges, statuses; one row an action, its fields beside it
log = _table(
    "log",
    Column("at", Text, nullable=False),  # UTC, as 2016-09-12T08:30:00Z
    Column("by", Text, nullable=False),
    Column("action", Text, nullable=False),  # correct, withdraw, merge, ...
    Column("subject", Text, nullable=False),  # statement, person, commitment
    Column("subject_id", Id, nullable=False),
    Column("note", Text),
    Column("undoes", Id, ForeignKey("log.id")),  # the action that this one takes back
    Index("log_subject", "subject", "subject_id"),
    Index("log_undoes", "undoes"),
)
log_fields = Table(
    "log_fields",
    metadata,
    Column("log_id", Id, ForeignKey("log.id"), primary_key=True),
    Column("field", Text, primary_key=True),
    Column("before", Text),
    Column("after", Text),
    sqlite_with_rowid=False,
)

# who may write at the desk; passwords and tokens are kept as hashes alone
accounts = _table(
    "accounts",
    Column("name", Text, nullable=False, unique=True),
    Column("password", Text, nullable=False),  # scrypt$n$r$p$salt$hash
    Column("added", Text, nullable=False),
)
tokens = _table(
    "tokens",
    Column("account_id", Id, ForeignKey("accounts.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),  # api, session
    Column("label", Text, nullable=False),
    Column("sha256", Text, nullable=False, unique=True),
    Column("issued", Text, nullable=False),
    Column("last_used", Text),
    Column("expires", Text, nullable=False),
)
tries = _table(
    "tries",
    Column("who", Text, nullable=False),  # an account, or where the try came from
    Column("at", Text, nullable=False),
    Index("tries_who", "who", "at"),
)
# what persons say became of a commitment. No foreign key: a new reading makes commitments anew, under their old numbers (numbers.py)
commitment_statuses = Table(
    "commitment_statuses",
    metadata,
    Column("commitment_id", Id, primary_key=True),
    Column("revision_id", Id, ForeignKey("revisions.id"), nullable=False, index=True),
    Column("act", Text, nullable=False),  # by these a reading that tells of the commitment again finds its status
    Column("action_start", Integer, nullable=False),
    Column("action_end", Integer, nullable=False),
    Column("status", Text, nullable=False, index=True),
    Column("evidence", Text),
    Column("evidence_kind", Text),  # statement, event, url, note
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)
# echoes: the same words of the same speaker in several articles (across/echoes)
echoes = _table(
    "echoes",
    Column("became", Id, ForeignKey("echoes.id")),  # the older group that this one turned out to be the same as
    Column("independent", Integer, nullable=False, default=0),  # reports, wire copy counted as one
    Column("first_day", Date),  # of the statements in it
    Column("last_day", Date),
    Index("echoes_independent", "independent"),
)
echo_statements = Table(
    "echo_statements",
    metadata,
    Column("statement_id", Id, ForeignKey("statements.id", deferrable=True, initially="DEFERRED"), primary_key=True),
    Column("echo_id", Id, ForeignKey("echoes.id"), nullable=False, index=True),
    Column("score", Double, nullable=False),  # how sure it is that the statement belongs here
    Column("apart", Boolean, nullable=False, default=False),  # a person says that it does not belong here
    _said_by(),
)
# hashes of runs of quoted words: statements that share some are looked at as echoes
echo_marks = Table(
    "echo_marks",
    metadata,
    Column("mark", Integer, primary_key=True),
    Column("statement_id", Id, primary_key=True),
    sqlite_with_rowid=False,
)
# the words of speakers' names by which their statements are looked for as echoes
speaker_keys = Table(
    "speaker_keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("speaker_id", Id, primary_key=True, autoincrement=False, index=True),
    sqlite_with_rowid=False,
)
# revisions that are not yet related, or whose statements changed since
echoes_due = Table("echoes_due", metadata, Column("revision_id", Id, ForeignKey("revisions.id"), primary_key=True))

# whose statements were held against each other (by name and identity; 0: none is told), by the stamp of what they then were
compared = Table(
    "compared",
    metadata,
    Column("speaker_id", Id, primary_key=True, autoincrement=False),
    Column("person_id", Id, primary_key=True, autoincrement=False),
    Column("stamp", Text, nullable=False),
    Column("statements", LargeBinary),  # the numbers of the statements that were compared (across.positions.kept)
)
# and which of them disagree; rows of a stamp that nobody has any more count for nothing
disagreements = _table(
    "disagreements",
    Column("stamp", Text, nullable=False, index=True),
    Column("change", Text, nullable=False),
    Column("earlier_id", Id, nullable=False),
    Column("earlier_start", Integer, nullable=False),
    Column("earlier_end", Integer, nullable=False),
    Column("later_id", Id, nullable=False),
    Column("later_start", Integer, nullable=False),
    Column("later_end", Integer, nullable=False),
    Column("sure", Double, nullable=False),
    Column("shared", Text, nullable=False),
)

# speakers across articles: who they are (people, which are persons and organizations), and why
people = _table(
    "people",
    Column("kind", Text, nullable=False),  # person, organization
    Column("name", Text, nullable=False),
    Column("named_by", Text),  # the person who named it; null: the name that its articles use most
    Column("root_id", Id, ForeignKey("people.id"), index=True),  # itself, or what it was merged into
    Column("wikidata", Text),
    Column("wikidata_label", Text),
    Column("wikidata_reason", Text),
)
# one speaker in one revision of an article; several who speak together have a part each
appearances = _table(
    "appearances",
    Column("revision_id", Id, ForeignKey("revisions.id"), nullable=False),
    Column("speaker_id", Id, ForeignKey("speakers.id"), nullable=False),
    Column("part", Integer, nullable=False),  # 0 where one speaks alone; 1, 2 ... of several
    Column("person_id", Id, ForeignKey("people.id")),  # null: nobody that is known, or not to be told
    Column("name", Text, nullable=False),
    Column("form", Text, nullable=False),  # full, surname, office, body, short
    Column("role", Text),  # the fullest that the article gives
    Column("gender", Text),  # by the article's pronouns: m, f
    Column("day", Date),
    Column("publisher_id", Id, ForeignKey("publishers.id")),
    Column("statements", Integer, nullable=False),
    Column("score", Double, nullable=False),
    Column("reason", Text, nullable=False),
    Column("open_key", Text),  # of what may still be told otherwise: the name that it is looked for by
    UniqueConstraint("revision_id", "speaker_id", "part"),
    Index("appearances_person", "person_id", "speaker_id"),
    Index("appearances_speaker", "speaker_id", "person_id", "part", "form"),  # the identities of who has a name
)
Index(
    "appearances_open",
    appearances.c.open_key,
    sqlite_where=appearances.c.open_key.is_not(None),
    postgresql_where=appearances.c.open_key.is_not(None),
)
# what identities are found by: names, surnames, offices, abbreviations
person_keys = Table(
    "person_keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True),
    Column("articles", Integer, nullable=False),
    Column("first", Date),
    Column("last", Date),
    Index("person_keys_person", "person_id"),
    sqlite_with_rowid=False,
)
# the names that an article mentions most: the company that its speakers keep
settings = Table(
    "settings",
    metadata,
    Column("revision_id", Id, ForeignKey("revisions.id"), primary_key=True),
    Column("words", Text, nullable=False),
)
# abbreviations that articles explain
abbreviations = Table(
    "abbreviations",
    metadata,
    Column("short", Text, primary_key=True),
    Column("name", Text, primary_key=True),  # of the body, in its normal form
    Column("articles", Integer, nullable=False),
    sqlite_with_rowid=False,
)
# what persons say of speakers: this one is that identity; these two are not one
person_pins = Table(
    "person_pins",
    metadata,
    Column("article_id", Id, ForeignKey("articles.id"), primary_key=True),
    Column("speaker_id", Id, ForeignKey("speakers.id"), primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("person_id", Id, ForeignKey("people.id"), nullable=False),
    Column("log_id", Id, ForeignKey("log.id"), nullable=False, index=True),
    sqlite_with_rowid=False,
)
people_apart = Table(
    "people_apart",
    metadata,
    Column("one_id", Id, ForeignKey("people.id"), primary_key=True),
    Column("other_id", Id, ForeignKey("people.id"), primary_key=True),
    Column("log_id", Id, ForeignKey("log.id"), nullable=False, index=True),
    sqlite_with_rowid=False,
)

# views: the words that offsets point at (docs/store.md)
views = MetaData()
statement_words = Table(
    "statement_words",
    views,
    *(Column(name, Id if name == "id" else Text) for name in ("id", "content", "cue", "source", "hedge", "said_on_text")),
)
