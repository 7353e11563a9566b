"""Positions: what was compared, and which statements of one speaker disagree."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0012"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables; nothing is compared yet."""
    op.create_table(
        "compared",
        sa.Column("speaker_id", _ID, primary_key=True, autoincrement=False),
        sa.Column("person_id", _ID, primary_key=True, autoincrement=False),
        sa.Column("stamp", sa.Text(), nullable=False),
    )
    op.create_table(
        "disagreements",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("earlier_id", _ID, nullable=False),
        sa.Column("earlier_start", sa.Integer(), nullable=False),
        sa.Column("earlier_end", sa.Integer(), nullable=False),
        sa.Column("later_id", _ID, nullable=False),
        sa.Column("later_start", sa.Integer(), nullable=False),
        sa.Column("later_end", sa.Integer(), nullable=False),
        sa.Column("sure", sa.Double(), nullable=False),
        sa.Column("shared", sa.Text(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_disagreements_stamp", "disagreements", ["stamp"])
