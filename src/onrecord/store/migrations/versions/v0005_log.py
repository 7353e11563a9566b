"""A log of what persons did: who, when, what it was before and after."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables of the log."""
    op.create_table(
        "log",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("subject_id", _ID, nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("undoes", _ID, sa.ForeignKey("log.id")),
        sqlite_autoincrement=True,
    )
    op.create_index("log_subject", "log", ["subject", "subject_id"])
    op.create_index("log_undoes", "log", ["undoes"])
    op.create_table(
        "log_fields",
        sa.Column("log_id", _ID, sa.ForeignKey("log.id"), primary_key=True),
        sa.Column("field", sa.Text(), primary_key=True),
        sa.Column("before", sa.Text()),
        sa.Column("after", sa.Text()),
        sqlite_with_rowid=False,
    )
