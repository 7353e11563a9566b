"""The article's words kept once: what was copied out of its text becomes offsets, words of fixed lists become numbers; views show both."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_DAY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_SPAN = 100_000
_TERMS = {
    "sourcing": ("named", "unnamed", "collective", "document", "author", "none"),
    "manner": ("indirect", "direct", "mixed"),
    "kind": ("assertion", "belief", "knowledge", "intention", "directive"),
    "part": ("content", "cue", "source"),
    "time_kind": ("date", "duration", "time", "set"),
    "status": ("occurred", "planned", "conditional", "denied", "ongoing", "scheduled"),
    "type": (
        *(
            "AGREE",
            "CONSULT",
            "DEMAND",
            "ASSAULT",
            "SUPPORT",
            "REJECT",
            "YIELD",
            "ACCUSE",
            "THREATEN",
            "AID",
            "COERCE",
            "COOPERATE",
        ),
        *("PROTEST", "SANCTION", "MOBILIZE"),
    ),
}


def upgrade() -> None:
    """Rewrite the tables of what was read, and make views of their words."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for view in ("statements", "commitments", "figures", "events", "speakers", "spans"):
        op.execute(f"DROP VIEW view_{view}")
    if sqlite:
        for trigger in ("insert", "delete", "update"):
            op.execute(f"DROP TRIGGER statements_fts_{trigger}")
        op.execute("DROP TABLE statements_fts")
    elif _has_lz4():  # words are cut out of texts all the time, and it unpacks them many times faster
        op.execute("ALTER TABLE revisions ALTER COLUMN text SET COMPRESSION lz4")
    op.add_column("revisions", sa.Column("seal", sa.BigInteger()))
    _statements()
    _commitments()
    _layers("instr" if sqlite else "strpos")
    for name, query in _views(sqlite):
        op.execute(f"CREATE VIEW {name} AS{query}")
    if sqlite:  # whoever writes statements keeps the index: a trigger would come before the pieces of a content
        op.execute(
            "CREATE VIRTUAL TABLE statements_fts USING fts5"
            "(content, content='statement_words', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')"
        )
        op.execute("INSERT INTO statements_fts(rowid, content) SELECT id, content FROM statement_words ORDER BY id")


def _has_lz4() -> bool:
    known = "SELECT count(*) FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY(enumvals)"
    return bool(op.get_bind().execute(sa.text(known)).scalar())


def _statements() -> None:
    for index in ("statements_day", "statements_speaker", "statements_open"):
        op.drop_index(index, "statements")
    op.add_column("statements", sa.Column("sourcing_", sa.SmallInteger()))
    op.add_column("statements", sa.Column("manner_", sa.SmallInteger(), nullable=False, server_default="0"))
    op.add_column("statements", sa.Column("kind_", sa.SmallInteger(), nullable=False, server_default="0"))
    op.add_column("statements", sa.Column("day_", sa.Integer()))
    terms = ", ".join(f"{name}_ = {_number(name, name)}" for name in ("sourcing", "manner", "kind"))
    # a day that is none (GLOB and SIMILAR TO differ, so the characters are looked at one by one) sorts nowhere
    digits = " AND ".join(f"substr(day, {at}, 1) BETWEEN '0' AND '9'" for at in (1, 2, 3, 4))
    month, day = (
        f"CASE WHEN substr(day, {at - 1}, 1) = '-' AND substr(day, {at}, 1) BETWEEN '0' AND '9' "
        f"AND substr(day, {at + 1}, 1) BETWEEN '0' AND '9' THEN CAST(substr(day, {at}, 2) AS INTEGER) ELSE 0 END"
        for at in (6, 9)
    )
    op.execute(
        f"UPDATE statements SET {terms}, day_ = CASE WHEN {digits} THEN CAST(substr(day, 1, 4) AS INTEGER) * 10000 + {month} * 100 + {day} END, "
        "confidence = CASE WHEN abs(confidence * 100 - round(confidence * 100)) < 1e-9 THEN round(confidence * 100) ELSE confidence * 100 END, "
        "said_by = CASE WHEN said_by = 'model' THEN '' ELSE said_by END"
    )
    for column in ("sourcing", "manner", "kind", "day"):
        op.drop_column("statements", column)
        op.execute(f"ALTER TABLE statements RENAME COLUMN {column}_ TO {column}")
    for column in ("content", "cue", "source", "hedge", "said_on_text"):
        op.drop_column("statements", column)
    op.create_index("statements_day", "statements", ["day"])
    for name, columns, where in (
        ("speaker", ["speaker_id", "day"], "speaker_id IS NOT NULL"),
        ("open", ["confidence"], "verdict IS NULL"),
    ):
        only = sa.text(where)
        op.create_index(f"statements_{name}", "statements", columns, sqlite_where=only, postgresql_where=only)
    op.create_table(
        "spans_",
        sa.Column("statement_id", _ID, sa.ForeignKey("statements.id"), primary_key=True),
        sa.Column("part", sa.SmallInteger(), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.execute(
        f"INSERT INTO spans_ SELECT statement_id, {_number('part', 'part')}, number, start_char, end_char FROM spans ORDER BY 1, 2, 3"
    )
    _instead("spans")
    op.execute("UPDATE echo_statements SET said_by = '' WHERE said_by = 'model'")


def _commitments() -> None:
    for column in ("action", "condition", "deadline"):
        op.drop_column("commitments", column)
    op.execute("UPDATE commitments SET said_by = '' WHERE said_by = 'model'")


def _layers(place: str) -> None:
    """Figures, times and events; ``place``: the function that finds words in a text."""
    number = f"revision_id * {_SPAN} + row_number() OVER (PARTITION BY revision_id ORDER BY id) - 1"
    op.create_table(
        "figures_",
        *_place(),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("high", sa.Double()),
        sa.Column("unit", sa.Text()),
        sa.Column("of", sa.Text()),
        sa.Column("qualifier", sa.Text()),
        sa.Column("change", sa.Text()),
        sa.Column("same_as", sa.Integer()),
    )
    op.execute(
        f'INSERT INTO figures_ SELECT {number}, start_char, end_char, value, high, unit, "of", qualifier, change, same_as FROM figures ORDER BY 1'
    )
    _instead("figures")
    op.create_table(
        "times_",
        *_place(),
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        sa.Column("value", sa.Text()),
        sa.Column("anchor", sa.Text()),
        sa.Column("first_day", _DAY),
        sa.Column("last_day", _DAY),
    )
    op.execute(
        f"INSERT INTO times_ SELECT revision_id * {_SPAN} + number, start_char, end_char, {_number('time_kind', 'kind')}, value, anchor, "
        "first_day, last_day FROM times ORDER BY 1"
    )
    _instead("times")
    op.create_table(
        "events_",
        *_place(),
        sa.Column("status", sa.SmallInteger(), nullable=False),
        sa.Column("type", sa.SmallInteger()),
        sa.Column("actor", sa.Integer()),
        sa.Column("other", sa.Integer()),
        sa.Column("date", _DAY),
        sa.Column("statement", sa.Text()),
    )
    op.create_table(
        "event_names",
        sa.Column("event_id", _ID, primary_key=True),
        sa.Column("part", sa.Text(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sqlite_with_rowid=False,
    )
    there = {
        part: f"{place}(r.text, e.{part}) BETWEEN 1 AND 8000000 AND length(e.{part}) BETWEEN 1 AND 255"
        for part in ("actor", "other")
    }
    actor, other = (
        f"CASE WHEN {there[part]} THEN ({place}(r.text, e.{part}) - 1) * 256 + length(e.{part}) END" for part in ("actor", "other")
    )
    op.execute("CREATE TEMPORARY TABLE event_numbers (old BIGINT PRIMARY KEY, new BIGINT NOT NULL)")
    op.execute(f"INSERT INTO event_numbers SELECT id, {number} FROM events")
    op.execute(
        f"INSERT INTO events_ SELECT n.new, e.start_char, e.end_char, {_number('status', 'e.status')}, {_number('type', 'e.type')}, {actor}, {other}, "
        "e.date, e.statement FROM events e JOIN revisions r ON r.id = e.revision_id JOIN event_numbers n ON n.old = e.id ORDER BY 1"
    )
    for part, found in there.items():
        op.execute(
            f"INSERT INTO event_names SELECT n.new, '{part}', e.{part} FROM events e JOIN revisions r ON r.id = e.revision_id "
            f"JOIN event_numbers n ON n.old = e.id WHERE e.{part} IS NOT NULL AND NOT ({found})"
        )
    # evidence names events by their numbers
    op.execute(
        "UPDATE commitment_statuses SET evidence = (SELECT CAST(new AS TEXT) FROM event_numbers WHERE CAST(old AS TEXT) = evidence) "
        "WHERE evidence_kind = 'event' AND evidence IN (SELECT CAST(old AS TEXT) FROM event_numbers)"
    )
    for side in ("before", "after"):
        op.execute(
            f"UPDATE log_fields SET {side} = (SELECT CAST(new AS TEXT) FROM event_numbers WHERE CAST(old AS TEXT) = {side}) "
            f"WHERE field = 'evidence' AND {side} IN (SELECT CAST(old AS TEXT) FROM event_numbers) AND EXISTS (SELECT 1 FROM log_fields k "
            f"WHERE k.log_id = log_fields.log_id AND k.field = 'evidence_kind' AND k.{side} = 'event')"
        )
    op.execute("DROP TABLE event_numbers")
    _instead("events")


def _place() -> tuple[sa.Column[int], ...]:
    return (
        sa.Column("id", _ID, primary_key=True, autoincrement=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
    )


def _instead(table: str) -> None:
    """Put a new table in the place of the old one."""
    op.drop_table(table)
    op.rename_table(f"{table}_", table)


def _number(terms: str, column: str) -> str:
    """The number of a word."""
    cases = " ".join(f"WHEN '{word}' THEN {n}" for n, word in enumerate(_TERMS[terms]))
    return f"CASE {column} {cases} END"


def _word(terms: str, column: str) -> str:
    """The word of a number."""
    cases = " ".join(f"WHEN {n} THEN '{word}'" for n, word in enumerate(_TERMS[terms]))
    return f"CASE {column} {cases} END"


def _views(sqlite: bool) -> Iterator[tuple[str, str]]:
    def cut(start: str, end: str) -> str:
        return f"substr(r.text, {start} + 1, {end} - {start})"

    def part(name: str) -> str:
        piece = cut("p.start_char", "p.end_char")
        of = f"FROM spans p WHERE p.statement_id = s.id AND p.part = {_TERMS['part'].index(name)}"
        several = (
            f"(SELECT group_concat(words, ' … ') FROM (SELECT {piece} AS words {of} ORDER BY p.number))"
            if sqlite
            else f"(SELECT string_agg({piece}, ' … ' ORDER BY p.number) {of})"
        )
        return f"coalesce({several}, {cut(f's.{name}_start', f's.{name}_end')}, '') AS {name}"

    def who(name: str) -> str:
        inside = f"substr(r.text, e.{name} / 256 + 1, e.{name} % 256)"
        return f"coalesce({inside}, (SELECT n.name FROM event_names n WHERE n.event_id = e.id AND n.part = '{name}')) AS {name}"

    def sayer(table: str) -> str:
        return f"CASE {table}.said_by WHEN '' THEN 'model' ELSE {table}.said_by END AS said_by"

    def day(of: str) -> str:
        digits = f"CAST({of} AS TEXT)"
        return (
            f"substr({digits}, 1, 4) || CASE WHEN {of} % 10000 > 0 THEN '-' || substr({digits}, 5, 2) ELSE '' END"
            f" || CASE WHEN {of} % 100 > 0 THEN '-' || substr({digits}, 7, 2) ELSE '' END"
        )

    yield (
        "statement_words",
        f"""
SELECT s.id, {part("content")}, {part("cue")}, {part("source")},
       {cut("s.hedge_start", "s.hedge_end")} AS hedge, {cut("s.said_on_start", "s.said_on_end")} AS said_on_text
FROM statements s
JOIN revisions r ON r.id = s.revision_id""",
    )
    yield (
        "commitment_words",
        f"""
SELECT c.id, {cut("c.action_start", "c.action_end")} AS action, {cut("c.condition_start", "c.condition_end")} AS condition,
       {cut("c.deadline_start", "c.deadline_end")} AS deadline
FROM commitments c
JOIN statements s ON s.id = c.statement_id
JOIN revisions r ON r.id = s.revision_id""",
    )
    yield (
        "view_statements",
        f"""
SELECT s.id, speakers.name AS speaker, speakers.kind AS speaker_kind, roles.name AS role, {_word("sourcing", "s.sourcing")} AS sourcing,
       s.said_on, s.denied, w.content, {_word("manner", "s.manner")} AS manner, {_word("kind", "s.kind")} AS kind, w.cue, w.source, w.hedge,
       s.confidence / 100 AS confidence, publishers.name AS publisher, r.published, r.title, a.url, a.given_id AS article,
       s.name, s.shortens, s.content_start, s.content_end, s.copy_of, {sayer("s")}
FROM statements s
JOIN statement_words w ON w.id = s.id
JOIN revisions r ON r.id = s.revision_id
JOIN articles a ON a.id = r.article_id
LEFT JOIN speakers ON speakers.id = s.speaker_id
LEFT JOIN roles ON roles.id = s.role_id
LEFT JOIN publishers ON publishers.id = s.publisher_id
WHERE s.current AND NOT s.withdrawn""",
    )
    yield (
        "view_commitments",
        f"""
SELECT c.id, c.act, c.actor, s.denied, o.action, c.negated, o.condition, o.deadline, c.deadline_date,
       c.specific_action, c.specific_measure, c.specific_deadline,
       speakers.name AS speaker, s.said_on, w.content, publishers.name AS publisher, r.published, r.title, a.url,
       a.given_id AS article, s.id AS statement, s.copy_of, {sayer("c")}
FROM commitments c
JOIN commitment_words o ON o.id = c.id
JOIN statements s ON s.id = c.statement_id
JOIN statement_words w ON w.id = s.id
JOIN revisions r ON r.id = s.revision_id
JOIN articles a ON a.id = r.article_id
LEFT JOIN speakers ON speakers.id = s.speaker_id
LEFT JOIN publishers ON publishers.id = s.publisher_id
WHERE s.current AND NOT s.withdrawn""",
    )
    yield (
        "view_figures",
        f"""
SELECT f.id, {cut("f.start_char", "f.end_char")} AS text, f.value, f.high, f.unit, f."of", f.qualifier, f.change, publishers.name AS publisher,
       r.published, r.title, a.url, a.given_id AS article, f.start_char, f.end_char, 'model' AS said_by
FROM figures f
JOIN revisions r ON r.id = f.id / {_SPAN}
JOIN articles a ON a.id = r.article_id
LEFT JOIN publishers ON publishers.id = a.publisher_id
WHERE r.current""",
    )
    yield (
        "view_times",
        f"""
SELECT t.id, {cut("t.start_char", "t.end_char")} AS text, {_word("time_kind", "t.kind")} AS kind, t.value, t.anchor, t.first_day, t.last_day,
       publishers.name AS publisher, r.published, r.title, a.url, a.given_id AS article, t.start_char, t.end_char
FROM times t
JOIN revisions r ON r.id = t.id / {_SPAN}
JOIN articles a ON a.id = r.article_id
LEFT JOIN publishers ON publishers.id = a.publisher_id
WHERE r.current""",
    )
    yield (
        "view_events",
        f"""
SELECT e.id, e.date, {who("actor")}, {_word("type", "e.type")} AS type, {who("other")}, {cut("e.start_char", "e.end_char")} AS trigger_word,
       {_word("status", "e.status")} AS status, e.statement, publishers.name AS publisher, r.published, r.title, a.url, a.given_id AS article,
       e.start_char, e.end_char, 'model' AS said_by
FROM events e
JOIN revisions r ON r.id = e.id / {_SPAN}
JOIN articles a ON a.id = r.article_id
LEFT JOIN publishers ON publishers.id = a.publisher_id
WHERE r.current""",
    )
    yield (
        "view_speakers",
        f"""
SELECT speakers.id, speakers.name, speakers.kind, count(*) AS statements, {day("min(s.day)")} AS first, {day("max(s.day)")} AS last
FROM speakers
JOIN statements s ON s.speaker_id = speakers.id
WHERE s.current AND NOT s.withdrawn AND s.copy_of IS NULL
GROUP BY speakers.id, speakers.name, speakers.kind""",
    )
    alone = "".join(
        f"""
    UNION ALL SELECT id, '{name}', 0, {name}_start, {name}_end FROM statements s WHERE {name}_start IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM spans WHERE statement_id = s.id AND part = {n})"""
        for n, name in enumerate(_TERMS["part"])
    )
    yield (
        "view_spans",
        f"""
SELECT p.statement_id, p.part, p.number, p.start_char, p.end_char, {cut("p.start_char", "p.end_char")} AS text
FROM (
    SELECT statement_id, {_word("part", "part")} AS part, number, start_char, end_char FROM spans{alone}
) p
JOIN statements s ON s.id = p.statement_id
JOIN revisions r ON r.id = s.revision_id""",
    )
