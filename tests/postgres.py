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
    if os.geteuid() == 0:  # the server refuses to run as root
        try:
            pwd.getpwnam("postgres")
        except KeyError:
            yield None
            return
        shutil.chown(home, "postgres", "postgres")
    url = f"postgresql://onrecord@/{{}}?host={home}"
    try:
        data = home / "data"
        _run(home, "initdb", "-D", data, "-U", "onrecord", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        start(url)
        try:
            yield url
        finally:
            stop(url)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def start(url: str) -> None:
    """Start the server of ``url``, which was stopped."""
    home = _home(url)
    options = f"-k {home} -c listen_addresses='' -c fsync=off"
    _run(home, "pg_ctl", "-D", home / "data", "-l", home / "log", "-o", options, "-w", "start")


def stop(url: str) -> None:
    """Stop the server of ``url`` at once, as if its machine went down; what was committed is there when it starts again."""
    home = _home(url)
    _run(home, "pg_ctl", "-D", home / "data", "-m", "immediate", "-w", "stop")


def _home(url: str) -> Path:
    return Path(url.partition("host=")[2])


def _run(home: Path, program: str, *arguments: str | Path) -> None:
    folder = binaries()
    assert folder is not None
    as_user = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
    command = [str(part) for part in (folder / program, *arguments)]
    subprocess.run(command, check=True, cwd=home, stdout=subprocess.DEVNULL, **as_user)


def create(url: str, name: str, template: str = "template0", tablespace: str = "pg_default") -> None:
    """Make a database on the server of ``url``."""
    import psycopg

    with psycopg.connect(url.format("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} TABLESPACE {tablespace}")


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
