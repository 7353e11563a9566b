"""Connections: a file name or URL to an engine, and what a database complains of to words that help."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from .problems import StoreError

WAIT = 60
"""Seconds that one writer waits for another."""
_LOCK = 7_163_820_417
"""The advisory lock that lets one PostgreSQL session at a time add to a store."""


def url_of(store: str | Path) -> URL:
    """The database that ``store`` names: a URL (postgresql://..., sqlite:///...) or the name of a file."""
    name = str(store)
    if not re.match(r"[a-z][a-z0-9+]+://", name):
        return URL.create("sqlite", database=name)
    try:
        url = make_url(name)
    except (ArgumentError, ValueError):
        raise StoreError(f"{hidden(name)} is no URL of a database; it goes postgresql://USER:PASSWORD@HOST:PORT/DATABASE") from None
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreError(f"a store is a file (SQLite) or a postgresql:// URL, not {url.drivername}://")
    return url


def hidden(name: str) -> str:
    """``name`` without the password that a URL may hold."""
    return re.sub(r"(://[^:/@]*):[^@]*@", r"\1:***@", name)


def engine_of(url: URL, *, mapped: bool = True) -> Engine:
    """An engine for ``url``, with the settings that a store relies on. Raises ``StoreError`` where its driver is not there.

    ``mapped``: whether SQLite maps the file into memory, for each connection anew; else connections are small, and more are kept.
    """
    try:
        if url.get_backend_name() == "postgresql":
            engine = create_engine(url, pool_size=2, connect_args={"connect_timeout": 10, "prepare_threshold": None})
            return engine
        engine = create_engine(url, connect_args={"timeout": WAIT}, pool_size=2 if mapped else 5)
    except ModuleNotFoundError:
        raise StoreError("PostgreSQL needs its driver: pip install 'onrecord[postgres]'") from None
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "connect", _map if mapped else _spare)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: sqlite3.Connection, _: object) -> None:
    # the driver begins transactions by itself, and late; we begin them (see `_begin`)
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")  # with WAL: safe when a process is killed, quick
    connection.execute("PRAGMA cache_size = -32000")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.create_function("substr", 3, _substr, deterministic=True)


def _substr(text: str | None, start: int | None, length: int | None) -> str | None:
    """SQLite's ``substr`` for the words that offsets point at: its own takes a NUL character for the end of the text.

    All else is as there. SQLite knows its own by a second name, ``substring``, for what cannot hold a NUL: it is quicker by half.
    """
    if text is None or start is None or length is None:
        return None
    first = start - 1 if start > 0 else len(text) + start if start else -1
    if length < 0:
        first, length = first + length, -length
    return text[max(first, 0) : max(first + length, 0)]


def _map(connection: sqlite3.Connection, _: object) -> None:
    connection.execute("PRAGMA mmap_size = 1073741824")


def _spare(connection: sqlite3.Connection, _: object) -> None:
    connection.execute("PRAGMA cache_size = -12000")  # the system keeps what is read, once for all


def _begin(connection: Connection) -> None:
    # a writer takes the lock at once: one that reads first could find itself shut out when it comes to write
    writes = connection.get_execution_options().get("onrecord_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: Engine, name: str) -> Iterator[Connection]:
    """A connection that sees one state of the store."""
    with explained(name), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine, name: str) -> Iterator[Connection]:
    """A transaction that no other writer is in: all of it is kept, or nothing."""
    with explained(name), engine.connect().execution_options(onrecord_write=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT set_config('lock_timeout', :wait, true)"), {"wait": f"{WAIT * 1000:.0f}ms"})
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        yield connection


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Database errors as ``StoreError`` with what to do."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(f"{hidden(name)}: {_advice(error.orig)}") from error
    except (sqlite3.DatabaseError, OSError) as error:
        raise StoreError(f"{hidden(name)}: {_advice(error)}") from error


_ADVICE = (
    (r"database is locked|lock timeout", f"another program has held the store for {WAIT} seconds; wait for it to finish, or end it, and run this again (what was stored is kept)"),
    (r"is full|No space left|could not extend file|disk I/O error", "there is no room left to write (or the disk fails); what was stored before is kept: make room and run this again, it goes on where it was"),
    (r"malformed|not a database|file is encrypted|disk image", "this is no whole SQLite file; it was cut short or damaged, or is something else. Put back a copy, or add the articles to a new store"),
    (r"unable to open database file", "the file cannot be opened or made; check that its folder exists and may be written"),
    (r"readonly database|read-only", "the store may not be written by you; change its permissions"),
    (r'database ".*" does not exist', "there is no such database on the server; make it (createdb NAME) and run this again"),
    (r"connection failed|connection is bad|connection to server|could not connect|connection refused", "the database server does not answer or refuses; check the URL, and that the server runs"),
    (r"server closed|terminating connection|connection (?:is|was) (?:closed|lost)|consuming input|SSL connection|shutting down|starting up|recovery mode", "the database server ended the connection; what was stored before is kept: see that the server runs, and run this again, it goes on where it was"),
)  # fmt: skip


def _advice(error: Any) -> str:
    said = " ".join(str(error).split())
    for pattern, advice in _ADVICE:
        if re.search(pattern, said, re.IGNORECASE):
            return f"{advice} ({said})"
    return said
