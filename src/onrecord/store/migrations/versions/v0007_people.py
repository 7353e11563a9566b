"""People and organizations across articles."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_DAY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables of identities; every article waits to be related."""
    op.add_column("revisions", sa.Column("people_done", sa.Boolean(), nullable=False, server_default=sa.false()))
    waiting = sa.text("NOT people_done")
    op.create_index("revisions_people", "revisions", ["id"], sqlite_where=waiting, postgresql_where=waiting)
    op.create_table(
        "people",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("named_by", sa.Text()),
        sa.Column("root_id", _ID, sa.ForeignKey("people.id")),
        sa.Column("wikidata", sa.Text()),
        sa.Column("wikidata_label", sa.Text()),
        sa.Column("wikidata_reason", sa.Text()),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_people_root_id", "people", ["root_id"])
    op.create_table(
        "appearances",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("revision_id", _ID, sa.ForeignKey("revisions.id"), nullable=False),
        sa.Column("speaker_id", _ID, sa.ForeignKey("speakers.id"), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("person_id", _ID, sa.ForeignKey("people.id")),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("role", sa.Text()),
        sa.Column("gender", sa.Text()),
        sa.Column("day", _DAY),
        sa.Column("publisher_id", _ID, sa.ForeignKey("publishers.id")),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("open_key", sa.Text()),
        sa.UniqueConstraint("revision_id", "speaker_id", "part"),
        sqlite_autoincrement=True,
    )
    op.create_index("appearances_person", "appearances", ["person_id"])
    filled = sa.text("open_key IS NOT NULL")
    op.create_index("appearances_open", "appearances", ["open_key"], sqlite_where=filled, postgresql_where=filled)
    op.create_table(
        "person_keys",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("person_id", _ID, sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("first", _DAY),
        sa.Column("last", _DAY),
        sqlite_with_rowid=False,
    )
    op.create_index("person_keys_person", "person_keys", ["person_id"])
    op.create_table(
        "settings",
        sa.Column("revision_id", _ID, sa.ForeignKey("revisions.id"), primary_key=True),
        sa.Column("words", sa.Text(), nullable=False),
    )
    op.create_table(
        "abbreviations",
        sa.Column("short", sa.Text(), primary_key=True),
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("articles", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "person_pins",
        sa.Column("article_id", _ID, sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("speaker_id", _ID, sa.ForeignKey("speakers.id"), primary_key=True),
        sa.Column("part", sa.Integer(), primary_key=True),
        sa.Column("person_id", _ID, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("log_id", _ID, sa.ForeignKey("log.id"), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_person_pins_log_id", "person_pins", ["log_id"])
    op.create_table(
        "people_apart",
        sa.Column("one_id", _ID, sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("other_id", _ID, sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("log_id", _ID, sa.ForeignKey("log.id"), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_people_apart_log_id", "people_apart", ["log_id"])
