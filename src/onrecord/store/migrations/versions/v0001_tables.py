"""The tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_DAY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables and their indices."""
    op.create_table(
        "publishers",
        sa.Column("id", _ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "readers",
        sa.Column("id", _ID, nullable=False),
        sa.Column("onrecord", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("onrecord", "model"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "roles",
        sa.Column("id", _ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "speakers",
        sa.Column("id", _ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name", "kind"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "articles",
        sa.Column("id", _ID, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("given_id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text()),
        sa.Column("publisher_id", _ID),
        sa.Column("source", sa.Text()),
        sa.Column("copy_of", _ID),
        sa.Column("added", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["copy_of"],
            ["articles.id"],
        ),
        sa.ForeignKeyConstraint(
            ["publisher_id"],
            ["publishers.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_articles_copy_of", "articles", ["copy_of"])
    op.create_index("ix_articles_given_id", "articles", ["given_id"])
    op.create_index("ix_articles_publisher_id", "articles", ["publisher_id"])
    op.create_index("ix_articles_url", "articles", ["url"])
    op.create_table(
        "role_words",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("role_id", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["role_id"],
            ["roles.id"],
        ),
        sa.PrimaryKeyConstraint("word", "role_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "runs",
        sa.Column("id", _ID, nullable=False),
        sa.Column("reader_id", _ID),
        sa.Column("started", sa.Text(), nullable=False),
        sa.Column("finished", sa.Text()),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("revised", sa.Integer(), nullable=False),
        sa.Column("reread", sa.Integer(), nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reader_id"],
            ["readers.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "speaker_words",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("speaker_id", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["speaker_id"],
            ["speakers.id"],
        ),
        sa.PrimaryKeyConstraint("word", "speaker_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "copy_bands",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("article_id", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
        ),
        sa.PrimaryKeyConstraint("band", "article_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "failures",
        sa.Column("id", _ID, nullable=False),
        sa.Column("input", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("article", sa.Text()),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("first_seen", sa.Text(), nullable=False),
        sa.Column("last_seen", sa.Text(), nullable=False),
        sa.Column("run_id", _ID, nullable=False),
        sa.Column("resolved", sa.Text()),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["runs.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("source", "stage"),
        sqlite_autoincrement=True,
    )
    op.create_index("failures_input", "failures", ["input"])
    op.create_table(
        "revisions",
        sa.Column("id", _ID, nullable=False),
        sa.Column("article_id", _ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("byline", sa.Text()),
        sa.Column("published", _DAY),
        sa.Column("language", sa.Text()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("reader_id", _ID, nullable=False),
        sa.Column("run_id", _ID),
        sa.Column("added", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"],
            ["readers.id"],
        ),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["runs.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("article_id", "number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_revisions_reader_id", "revisions", ["reader_id"])
    op.create_index("ix_revisions_run_id", "revisions", ["run_id"])
    op.create_index("ix_revisions_sha256", "revisions", ["sha256"])
    op.create_table(
        "events",
        sa.Column("id", _ID, nullable=False),
        sa.Column("revision_id", _ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("type", sa.Text()),
        sa.Column("actor", sa.Text()),
        sa.Column("other", sa.Text()),
        sa.Column("date", _DAY),
        sa.Column("statement", sa.Text()),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["revisions.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_events_revision_id", "events", ["revision_id"])
    op.create_table(
        "figures",
        sa.Column("id", _ID, nullable=False),
        sa.Column("revision_id", _ID, nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("high", sa.Double()),
        sa.Column("unit", sa.Text()),
        sa.Column("of", sa.Text()),
        sa.Column("qualifier", sa.Text()),
        sa.Column("change", sa.Text()),
        sa.Column("same_as", sa.Integer()),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["revisions.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("figures_unit", "figures", ["unit", "value"])
    op.create_index("ix_figures_revision_id", "figures", ["revision_id"])
    op.create_table(
        "statements",
        sa.Column("id", _ID, nullable=False),
        sa.Column("revision_id", _ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("speaker_id", _ID),
        sa.Column("role_id", _ID),
        sa.Column("publisher_id", _ID),
        sa.Column("sourcing", sa.Text()),
        sa.Column("manner", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("day", _DAY),
        sa.Column("said_on", _DAY),
        sa.Column("said_on_text", sa.Text()),
        sa.Column("said_on_start", sa.Integer()),
        sa.Column("said_on_end", sa.Integer()),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("content_start", sa.Integer()),
        sa.Column("content_end", sa.Integer()),
        sa.Column("cue", sa.Text(), nullable=False),
        sa.Column("cue_start", sa.Integer()),
        sa.Column("cue_end", sa.Integer()),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_start", sa.Integer()),
        sa.Column("source_end", sa.Integer()),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("copy_of", _ID),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["copy_of"],
            ["statements.id"],
        ),
        sa.ForeignKeyConstraint(
            ["publisher_id"],
            ["publishers.id"],
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["revisions.id"],
        ),
        sa.ForeignKeyConstraint(
            ["role_id"],
            ["roles.id"],
        ),
        sa.ForeignKeyConstraint(
            ["speaker_id"],
            ["speakers.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "statements_copy",
        "statements",
        ["copy_of"],
        sqlite_where=sa.text("copy_of IS NOT NULL"),
        postgresql_where=sa.text("copy_of IS NOT NULL"),
    )
    op.create_index("statements_day", "statements", ["day"])
    op.create_index("statements_publisher", "statements", ["publisher_id"])
    op.create_index("statements_revision", "statements", ["revision_id"])
    op.create_index(
        "statements_role",
        "statements",
        ["role_id"],
        sqlite_where=sa.text("role_id IS NOT NULL"),
        postgresql_where=sa.text("role_id IS NOT NULL"),
    )
    op.create_index(
        "statements_speaker",
        "statements",
        ["speaker_id", "day"],
        sqlite_where=sa.text("speaker_id IS NOT NULL"),
        postgresql_where=sa.text("speaker_id IS NOT NULL"),
    )
    op.create_table(
        "times",
        sa.Column("revision_id", _ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text()),
        sa.Column("anchor", sa.Text()),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["revisions.id"],
        ),
        sa.PrimaryKeyConstraint("revision_id", "number"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "zones",
        sa.Column("revision_id", _ID, nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["revisions.id"],
        ),
        sa.PrimaryKeyConstraint("revision_id", "start_char"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "commitments",
        sa.Column("id", _ID, nullable=False),
        sa.Column("statement_id", _ID, nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text()),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("action_start", sa.Integer(), nullable=False),
        sa.Column("action_end", sa.Integer(), nullable=False),
        sa.Column("negated", sa.Boolean(), nullable=False),
        sa.Column("condition", sa.Text()),
        sa.Column("condition_start", sa.Integer()),
        sa.Column("condition_end", sa.Integer()),
        sa.Column("deadline", sa.Text()),
        sa.Column("deadline_start", sa.Integer()),
        sa.Column("deadline_end", sa.Integer()),
        sa.Column("deadline_date", _DAY),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statements.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_commitments_deadline_date", "commitments", ["deadline_date"])
    op.create_index("ix_commitments_statement_id", "commitments", ["statement_id"])
    op.create_table(
        "spans",
        sa.Column("statement_id", _ID, nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statements.id"],
        ),
        sa.PrimaryKeyConstraint("statement_id", "part", "number"),
        sqlite_with_rowid=False,
    )
