"""Compared: which statements of a speaker were held against each other."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0022"


def upgrade() -> None:
    """Make the column; null: all are compared again the next time."""
    op.add_column("compared", sa.Column("statements", sa.LargeBinary()))
