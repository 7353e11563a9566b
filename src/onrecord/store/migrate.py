"""Versions of a store: made new, brought up to date, or refused."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, select, text
from sqlalchemy.exc import DBAPIError

from .compact import compact
from .connect import WAIT, engine_of, explained, hidden, reading, url_of, writing
from .problems import StoreError
from .schema import revisions
from .seal import resealed

VERSIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
    "0012",
    "0014",
    "0016",
    "0021",
    "0022",
    "0024",
)
"""The versions of the schema, oldest first; those of ``migrations/versions``."""


def version(connection: Connection) -> str | None:
    """The version of the store behind ``connection``; null where there is no store yet.

    Raises ``StoreError`` for a database that holds other things.
    """
    try:
        row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
    except DBAPIError as error:
        if "no such table" not in str(error.orig) and "does not exist" not in str(error.orig):
            raise
        connection.rollback()
        if connection.dialect.name == "sqlite" and inspect(connection).get_table_names():
            raise StoreError("this is a database of something else; name another file") from None
        return None
    return row[0] if row else None


def check(engine: Engine, name: str) -> bool:
    """Whether there is a store of this version; False where there is none at all.

    Raises ``StoreError`` for one of an older or a newer version, with what to do.
    """
    with reading(engine, name) as connection:
        try:
            found = version(connection)
        except StoreError as error:
            raise StoreError(f"{hidden(name)}: {error}") from None
    if found is None:
        return False
    if found not in VERSIONS:
        raise StoreError(
            f"{hidden(name)}: this store was made by a newer Onrecord (its version is {found}, this Onrecord knows up to "
            f"{VERSIONS[-1]}); nothing was changed. Upgrade Onrecord to use it: pip install --upgrade onrecord"
        )
    if found != VERSIONS[-1]:
        raise StoreError(
            f"{hidden(name)}: this store is of an older version ({found}; now it is {VERSIONS[-1]}). "
            f"Keep a copy, then bring it up to date with: onrecord migrate --store {hidden(name)}"
        )
    return True


def upgrade(engine: Engine, name: str, to: str = "head") -> None:
    """Make the store, or bring it to the version ``to``: in one transaction, all or nothing."""
    from alembic import command
    from alembic.config import Config

    if engine.dialect.name == "sqlite":
        with explained(name):
            raw = engine.raw_connection()  # these settings cannot change within a transaction
            try:
                raw.cursor().execute("PRAGMA page_size = 16384")  # of a new file: most articles fit in a page
                _write_ahead(raw.cursor())
            finally:
                raw.close()
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    with writing(engine, name) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def _write_ahead(cursor: Any) -> None:
    """Turn write-ahead logging on. SQLite does not wait for another who is doing the same, so it is asked again."""
    until = time.monotonic() + WAIT
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
        time.sleep(0.05)


def _seal(engine: Engine, name: str) -> None:
    """Seal what older versions did not, in portions: stopped, it goes on where it was."""
    r = revisions.c
    query = select(r.id).where(r.seal.is_(None)).order_by(r.id).limit(500)
    while True:
        with writing(engine, name) as connection:
            numbers = connection.scalars(query).all()
            for number in numbers:
                resealed(connection, number)
        if not numbers:
            return


def bring_up_to_date(store: str) -> tuple[str, str]:
    """Migrate the store that ``store`` names, and give back the room that it no longer needs; its version before and after. Raises ``StoreError`` where there is none."""
    url = url_of(store)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise StoreError(f"there is no store {store}")
    engine = engine_of(url)
    try:
        with reading(engine, store) as connection:
            before = version(connection)
        if before is None:
            raise StoreError(f"there is no store in {hidden(store)}")
        if before not in VERSIONS:
            check(engine, store)  # says that it is newer
        upgrade(engine, store)
        _seal(engine, store)
        if before != VERSIONS[-1]:
            compact(engine, store, full=True)
        return before, VERSIONS[-1]
    finally:
        engine.dispose()
