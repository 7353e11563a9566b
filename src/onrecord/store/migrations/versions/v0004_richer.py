"""Denials, hedges, headlines' claims, what commitments let a reader check, and the bounds of times; the views tell of them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_DAY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_VIEWS = {
    "view_statements": """
SELECT s.id, speakers.name AS speaker, speakers.kind AS speaker_kind, roles.name AS role, s.sourcing,
       s.said_on, s.denied, s.content, s.manner, s.kind, s.cue, s.source, s.hedge, s.confidence,
       publishers.name AS publisher, r.published, r.title, a.url, a.given_id AS article,
       s.name, s.shortens, s.content_start, s.content_end, s.copy_of, s.said_by
FROM statements s
JOIN revisions r ON r.id = s.revision_id
JOIN articles a ON a.id = r.article_id
LEFT JOIN speakers ON speakers.id = s.speaker_id
LEFT JOIN roles ON roles.id = s.role_id
LEFT JOIN publishers ON publishers.id = s.publisher_id
WHERE s.current AND NOT s.withdrawn""",
    "view_commitments": """
SELECT c.id, c.act, c.actor, s.denied, c.action, c.negated, c.condition, c.deadline, c.deadline_date,
       c.specific_action, c.specific_measure, c.specific_deadline,
       speakers.name AS speaker, s.said_on, s.content, publishers.name AS publisher, r.published, r.title, a.url,
       a.given_id AS article, s.id AS statement, s.copy_of, c.said_by
FROM commitments c
JOIN statements s ON s.id = c.statement_id
JOIN revisions r ON r.id = s.revision_id
JOIN articles a ON a.id = r.article_id
LEFT JOIN speakers ON speakers.id = s.speaker_id
LEFT JOIN publishers ON publishers.id = s.publisher_id
WHERE s.current AND NOT s.withdrawn""",
    "view_events": """
SELECT e.id, e.date, e.actor, e.type, e.other, e.text AS trigger_word, e.status, e.statement, publishers.name AS publisher,
       r.published, r.title, a.url, a.given_id AS article, e.start_char, e.end_char, e.said_by
FROM events e
JOIN revisions r ON r.id = e.revision_id
JOIN articles a ON a.id = r.article_id
LEFT JOIN publishers ON publishers.id = a.publisher_id
WHERE r.current""",
}


def _columns() -> dict[str, tuple[sa.Column[object], ...]]:
    return {
        "statements": (
            sa.Column("denied", sa.Boolean(), nullable=False, server_default=sa.false()),
            sa.Column("hedge", sa.Text()),
            sa.Column("hedge_start", sa.Integer()),
            sa.Column("hedge_end", sa.Integer()),
            sa.Column("shortens", sa.Text()),
        ),
        "commitments": (
            sa.Column("specific_action", sa.Boolean()),
            sa.Column("specific_measure", sa.Boolean()),
            sa.Column("specific_deadline", sa.Boolean()),
        ),
        "times": (sa.Column("first_day", _DAY), sa.Column("last_day", _DAY)),
    }


def upgrade() -> None:
    """Add the columns, and make the views anew."""
    for name in ("view_statements", "view_commitments"):
        op.execute(f"DROP VIEW {name}")
    for table, columns in _columns().items():
        for column in columns:
            op.add_column(table, column)
    for name, query in _VIEWS.items():
        op.execute(f"CREATE VIEW {name} AS{query}")
