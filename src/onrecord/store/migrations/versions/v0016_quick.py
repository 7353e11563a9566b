"""Indices for what the desk lists: figures by what they count, articles by when they were published, an outlet's
statements by their day, identities by the name of a speaker."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0014"


def upgrade() -> None:
    """Make the indices."""
    current, counted = sa.text("current"), sa.text('"of" IS NOT NULL')
    if op.get_bind().dialect.name == "sqlite":
        current = sa.text("current = 1")
    op.create_index("revisions_published", "revisions", ["published"], sqlite_where=current, postgresql_where=current)
    op.create_index("figures_of", "figures", ["of"], sqlite_where=counted, postgresql_where=counted)
    op.drop_index("statements_publisher", "statements")
    op.create_index("statements_publisher", "statements", ["publisher_id", "day"])
    op.drop_index("appearances_person", "appearances")
    op.create_index("appearances_person", "appearances", ["person_id", "speaker_id"])
    op.create_index("appearances_speaker", "appearances", ["speaker_id", "person_id", "part", "form"])
