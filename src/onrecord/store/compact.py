"""Compact: a store made as small as it can be, and how large each part of it is."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError

from .connect import explained, reading


class Part(msgspec.Struct, kw_only=True):
    """A table or index, its size in bytes, and that beside the bytes of all texts."""

    name: str
    bytes: int
    times_text: float


class Sizes(msgspec.Struct, kw_only=True):
    """How large a store is: ``bytes`` of the file or database, ``text`` of all articles' texts, ``times_text`` the one by the other.

    ``parts``: the tables and indices, the largest first; none where the database does not tell.
    """

    bytes: int
    text: int
    times_text: float
    parts: list[Part]


def compact(engine: Engine, name: str, *, full: bool = False) -> None:
    """Give back the room that is not needed, and let the database learn what it holds; others may read and, in PostgreSQL, write.

    ``full``: PostgreSQL rewrites its tables, too, while nobody reads them. SQLite needs as much room again while it does so.
    """
    sqlite = engine.dialect.name == "sqlite"
    with explained(name):
        raw = engine.raw_connection()  # none of this is possible within a transaction
        try:
            if sqlite:
                for command in (
                    "INSERT INTO statements_fts(statements_fts) VALUES ('optimize')",
                    "VACUUM", "PRAGMA optimize", "PRAGMA wal_checkpoint(TRUNCATE)",
                ):  # fmt: skip
                    raw.cursor().execute(command).fetchall()
            else:
                raw.driver_connection.autocommit = True  # type: ignore[union-attr]
                raw.cursor().execute("VACUUM (FULL, ANALYZE)" if full else "VACUUM (ANALYZE)")
        finally:
            if not sqlite:
                raw.driver_connection.autocommit = False  # type: ignore[union-attr]
            raw.close()


def sizes(engine: Engine, name: str) -> Sizes:
    """The size of a store and of its parts."""
    sqlite = engine.dialect.name == "sqlite"
    with reading(engine, name) as connection:
        words = int(connection.scalar(text(_SQLITE_TEXT if sqlite else _POSTGRESQL_TEXT)) or 0)
        total = int(connection.scalar(text(_SQLITE_SIZE if sqlite else _POSTGRESQL_SIZE)) or 0)
        parts = [Part(name=part, bytes=size, times_text=_times(size, words)) for part, size in _parts(connection, sqlite)]
    return Sizes(bytes=total, text=words, times_text=_times(total, words), parts=parts)


_SQLITE_TEXT = "SELECT sum(length(CAST(text AS BLOB))) FROM revisions"
_SQLITE_SIZE = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
_SQLITE_PARTS = "SELECT name, sum(pgsize) AS bytes FROM dbstat GROUP BY name ORDER BY 2 DESC, 1"
_POSTGRESQL_TEXT = "SELECT sum(octet_length(text)) FROM revisions"
_POSTGRESQL_SIZE = "SELECT pg_database_size(current_database())"
_POSTGRESQL_PARTS = """SELECT relname AS name, pg_table_size(oid) AS bytes FROM pg_class
WHERE relkind IN ('r', 'i') AND relnamespace = CAST(current_schema AS regnamespace) ORDER BY 2 DESC, 1"""


def _parts(connection: Connection, sqlite: bool) -> list[tuple[str, int]]:
    try:
        found = connection.execute(text(_SQLITE_PARTS if sqlite else _POSTGRESQL_PARTS)).mappings()
        return [(str(row["name"]), int(row["bytes"])) for row in found]
    except OperationalError:  # this SQLite was built without dbstat
        return []


def _times(size: int, words: int) -> float:
    return round(size / words, 3) if words else 0.0
