"""Views for people: the tables joined, by names that speak, of what counts now."""

from alembic import op

revision = "0003"
down_revision = "0002"

_VIEWS = {
    "view_statements": """
SELECT s.id, speakers.name AS speaker, speakers.kind AS speaker_kind, roles.name AS role, s.sourcing,
       s.said_on, s.content, s.manner, s.kind, s.cue, s.source, s.confidence,
       publishers.name AS publisher, r.published, r.title, a.url, a.given_id AS article,
       s.content_start, s.content_end, s.copy_of, s.said_by
FROM statements s
JOIN revisions r ON r.id = s.revision_id
JOIN articles a ON a.id = r.article_id
LEFT JOIN speakers ON speakers.id = s.speaker_id
LEFT JOIN roles ON roles.id = s.role_id
LEFT JOIN publishers ON publishers.id = s.publisher_id
WHERE s.current AND NOT s.withdrawn""",
    "view_commitments": """
SELECT c.id, c.act, c.actor, c.action, c.negated, c.condition, c.deadline, c.deadline_date,
       speakers.name AS speaker, s.said_on, s.content, publishers.name AS publisher, r.published, r.title, a.url,
       a.given_id AS article, s.id AS statement, s.copy_of, c.said_by
FROM commitments c
JOIN statements s ON s.id = c.statement_id
JOIN revisions r ON r.id = s.revision_id
JOIN articles a ON a.id = r.article_id
LEFT JOIN speakers ON speakers.id = s.speaker_id
LEFT JOIN publishers ON publishers.id = s.publisher_id
WHERE s.current AND NOT s.withdrawn""",
    "view_figures": """
SELECT f.id, f.text, f.value, f.high, f.unit, f."of", f.qualifier, f.change, publishers.name AS publisher,
       r.published, r.title, a.url, a.given_id AS article, f.start_char, f.end_char, f.said_by
FROM figures f
JOIN revisions r ON r.id = f.revision_id
JOIN articles a ON a.id = r.article_id
LEFT JOIN publishers ON publishers.id = a.publisher_id
WHERE r.current""",
    "view_speakers": """
SELECT speakers.id, speakers.name, speakers.kind, count(*) AS statements, min(s.day) AS first, max(s.day) AS last
FROM speakers
JOIN statements s ON s.speaker_id = speakers.id
WHERE s.current AND NOT s.withdrawn AND s.copy_of IS NULL
GROUP BY speakers.id, speakers.name, speakers.kind""",
    "view_spans": """
SELECT p.statement_id, p.part, p.number, p.start_char, p.end_char,
       substr(r.text, p.start_char + 1, p.end_char - p.start_char) AS text
FROM (
    SELECT statement_id, part, number, start_char, end_char FROM spans
    UNION ALL SELECT id, 'content', 0, content_start, content_end FROM statements s WHERE content_start IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM spans WHERE statement_id = s.id AND part = 'content')
    UNION ALL SELECT id, 'cue', 0, cue_start, cue_end FROM statements s WHERE cue_start IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM spans WHERE statement_id = s.id AND part = 'cue')
    UNION ALL SELECT id, 'source', 0, source_start, source_end FROM statements s WHERE source_start IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM spans WHERE statement_id = s.id AND part = 'source')
) p
JOIN statements s ON s.id = p.statement_id
JOIN revisions r ON r.id = s.revision_id""",
}


def upgrade() -> None:
    """Make the views."""
    for name, query in _VIEWS.items():
        op.execute(f"CREATE VIEW {name} AS{query}")
