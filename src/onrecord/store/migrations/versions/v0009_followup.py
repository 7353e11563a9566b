"""What became of commitments."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table of statuses."""
    op.create_table(
        "commitment_statuses",
        sa.Column("commitment_id", _ID, primary_key=True),
        sa.Column("revision_id", _ID, sa.ForeignKey("revisions.id"), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("action_start", sa.Integer(), nullable=False),
        sa.Column("action_end", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text()),
        sa.Column("evidence_kind", sa.Text()),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
    )
    op.create_index("ix_commitment_statuses_revision_id", "commitment_statuses", ["revision_id"])
    op.create_index("ix_commitment_statuses_status", "commitment_statuses", ["status"])
