"""A PostgreSQL server of the tests' own: Debian's binaries, in a temporary folder, reached by a socket, ended afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path


def binaries() -> Path | None:
    """The folder that ``initdb`` and ``pg_ctl`` are in, if there is one."""
    folders = [Path(name) for name in [os.environ.get("ONRECORD_POSTGRES", "")] if name]
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if found := shutil.which("initdb"):
        folders.append(Path(found).parent)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@contextmanager
def server() -> Iterator[str | None]:
    """The URL of a server, with {} where the name of a database goes; null where none can be had."""
    folder = binaries()
    if folder is None:
        yield None
        return
    home = Path(tempfile.mkdtemp(prefix="onrecord-pg-", dir="/tmp"))
    as_user: dict[str, str] = {}
    if os.geteuid() == 0:  # the server refuses to run as root
        try:
            pwd.getpwnam("postgres")
        except KeyError:
            yield None
            return
        as_user = {"user": "postgres", "group": "postgres"}
        shutil.chown(home, "postgres", "postgres")

    def run(*command: str | Path) -> None:
        subprocess.run([str(part) for part in command], check=True, cwd=home, stdout=subprocess.DEVNULL, **as_user)

    try:
        run(folder / "initdb", "-D", home / "data", "-U", "onrecord", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"-k {home} -c listen_addresses='' -c fsync=off"
        run(folder / "pg_ctl", "-D", home / "data", "-l", home / "log", "-o", options, "-w", "start")
        try:
            yield f"postgresql://onrecord@/{{}}?host={home}"
        finally:
            run(folder / "pg_ctl", "-D", home / "data", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def create(url: str, name: str, template: str = "template0") -> None:
    """Make a database on the server of ``url``."""
    import psycopg

    with psycopg.connect(url.format("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")


@contextmanager
def database(url: str, template: str = "template0") -> Iterator[str]:
    """The URL of a new database, which is dropped afterwards."""
    import psycopg

    name = f"t{next(_numbers)}"
    create(url, name, template)
    yield url.format(name)
    with psycopg.connect(url.format("postgres"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


_numbers = count(1)
