"""Stems: words such as "assembly" and "apology" in PostgreSQL by their stems as SQLite has them."""

import sqlalchemy as sa
from alembic import op

from onrecord.store.words import vector

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Index again the statements that have words which were stemmed in another way."""
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return
    found = connection.execute(
        sa.text(
            "SELECT s.id, w.content FROM statements s JOIN statement_words w ON w.id = s.id "
            "WHERE CAST(s.words AS text) ~ '(bli|logi|[^ -~][^'']*e)'''"
        )
    ).all()
    if found:
        rows = [{"id": number, "words": vector(content)} for number, content in found]
        connection.execute(sa.text("UPDATE statements SET words = CAST(:words AS tsvector) WHERE id = :id"), rows)
