"""Speaker keys: which word of a name statements of one speaker are found by."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0016"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table; the next run that relates echoes fills it."""
    op.create_table(
        "speaker_keys",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("speaker_id", _ID, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_speaker_keys_speaker_id", "speaker_keys", ["speaker_id"])
