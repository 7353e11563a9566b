"""Index: what is searched, in SQLite's full-text index. In PostgreSQL the words stand in the statement's own row (``words.vector``)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, insert, literal, literal_column, select, table
from sqlalchemy import column as named

from .schema import statement_words

_fts = table("statements_fts", named("rowid"), named("content"))
_command = table("statements_fts", named("statements_fts"), named("rowid"), named("content"))


def put(connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
    """Index statements: their numbers and contents."""
    if rows and connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO statements_fts(rowid, content) VALUES (?, ?)", list(rows))


def take(connection: Connection, numbers: Sequence[int]) -> None:
    """Take statements out of the index, before their words change: it is told what they were."""
    if connection.dialect.name == "sqlite":
        w = statement_words.c
        for first in range(0, len(numbers), 1000):
            words = select(literal("delete"), w.id, w.content).where(w.id.in_(numbers[first : first + 1000]))
            connection.execute(insert(_command).from_select([literal_column("statements_fts"), "rowid", "content"], words))
