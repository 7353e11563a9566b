"""Stamp: tells whether a store has changed since one last looked, at the cost of a glance."""

from __future__ import annotations

import os
import threading
from typing import Any

from sqlalchemy import Engine

_POSTGRESQL = "SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_insert_lsn() END"


class Stamp:
    """Looks over one connection of its own, which sees what every other one writes.

    SQLite counts the changes that others make (``PRAGMA data_version``); PostgreSQL's log grows with every change, and with
    some things that are none, so that a stamp may change when the store did not, and never the other way round.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._connection: Any = None
        self._of = os.urandom(6).hex()

    def read(self) -> str:
        """The stamp of this moment."""
        with self._lock:
            if self._engine.dialect.name != "sqlite":
                with self._engine.connect() as connection:
                    return str(connection.exec_driver_sql(_POSTGRESQL).scalar())
            if self._connection is None:
                self._connection = self._engine.raw_connection()
                self._connection.detach()
            cursor = self._connection.cursor()
            version = cursor.execute("PRAGMA data_version").fetchone()[0]
            cursor.close()
            return f"{self._of}.{version}"

    def close(self) -> None:
        """Let go of the connection."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
