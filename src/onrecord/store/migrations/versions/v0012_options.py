"""The options that the articles of a run were read with; marks by which a near-copy that is a part of another is found, too."""

import sqlalchemy as sa
from alembic import op

from onrecord.store import copies

revision = "0012"
down_revision = "0011"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_AT_ONCE = 500


def upgrade() -> None:
    """Make the tables; the marks of the articles that are there take the place of their MinHash bands."""
    op.create_table(
        "run_options",
        sa.Column("run_id", _ID, sa.ForeignKey("runs.id"), primary_key=True),
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("value", sa.Text(), nullable=False),
        sqlite_with_rowid=False,
    )
    marks = op.create_table(
        "copy_marks",
        sa.Column("mark", sa.BigInteger(), primary_key=True),
        sa.Column("article_id", _ID, sa.ForeignKey("articles.id"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.drop_table("copy_bands")
    connection = op.get_bind()
    last = 0
    some = sa.text("SELECT article_id, text FROM revisions WHERE current AND article_id > :last ORDER BY article_id LIMIT :at_once")
    while found := connection.execute(some, {"last": last, "at_once": _AT_ONCE}).all():
        rows = [{"mark": mark, "article_id": row.article_id} for row in found for mark in copies.marks(copies.shingles(row.text))]
        connection.execute(sa.insert(marks), rows)
        last = found[-1].article_id
