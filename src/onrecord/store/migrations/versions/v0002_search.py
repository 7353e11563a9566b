"""Full-text search over what was said: FTS5 in SQLite, a tsvector in PostgreSQL."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_INSERT = "INSERT INTO statements_fts(rowid, content) VALUES (new.id, new.content);"
_DELETE = "INSERT INTO statements_fts(statements_fts, rowid, content) VALUES ('delete', old.id, old.content);"


def upgrade() -> None:
    """Index the statements that are there, and see to those that come."""
    if op.get_bind().dialect.name == "sqlite":
        # the triggers keep the index right whoever writes; Datasette finds it by content='statements'
        op.execute(
            "CREATE VIRTUAL TABLE statements_fts USING fts5"
            "(content, content='statements', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')"
        )
        op.execute(f"CREATE TRIGGER statements_fts_insert AFTER INSERT ON statements BEGIN {_INSERT} END")
        op.execute(f"CREATE TRIGGER statements_fts_delete AFTER DELETE ON statements BEGIN {_DELETE} END")
        op.execute(f"CREATE TRIGGER statements_fts_update AFTER UPDATE OF content ON statements BEGIN {_DELETE} {_INSERT} END")
        op.execute("INSERT INTO statements_fts(statements_fts) VALUES ('rebuild')")
        return
    from onrecord.store.words import vector

    op.execute("ALTER TABLE statements ADD COLUMN words tsvector")
    connection = op.get_bind()
    last = 0
    while rows := connection.execute(
        sa.text("SELECT id, content FROM statements WHERE id > :last ORDER BY id LIMIT 10000"), {"last": last}
    ).all():
        connection.execute(
            sa.text("UPDATE statements SET words = CAST(:words AS tsvector) WHERE id = :id"),
            [{"id": row.id, "words": vector(row.content)} for row in rows],
        )
        last = rows[-1].id
    op.execute("CREATE INDEX statements_words ON statements USING gin (words)")
