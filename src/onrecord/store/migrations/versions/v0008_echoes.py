"""Echoes: the same words in several articles."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_DAY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables of echoes; all that the store holds is due."""
    op.create_table(
        "echoes",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("became", _ID, sa.ForeignKey("echoes.id")),
        sa.Column("independent", sa.Integer(), nullable=False),
        sa.Column("first_day", _DAY),
        sa.Column("last_day", _DAY),
        sqlite_autoincrement=True,
    )
    op.create_index("echoes_independent", "echoes", ["independent"])
    op.create_table(
        "echo_statements",
        sa.Column("statement_id", _ID, sa.ForeignKey("statements.id", deferrable=True, initially="DEFERRED"), primary_key=True),
        sa.Column("echo_id", _ID, sa.ForeignKey("echoes.id"), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("apart", sa.Boolean(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
    )
    op.create_index("ix_echo_statements_echo_id", "echo_statements", ["echo_id"])
    op.create_table(
        "echo_marks",
        sa.Column("mark", sa.Integer(), primary_key=True),
        sa.Column("statement_id", _ID, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table("echoes_due", sa.Column("revision_id", _ID, sa.ForeignKey("revisions.id"), primary_key=True))
    op.execute("INSERT INTO echoes_due (revision_id) SELECT id FROM revisions WHERE current")
