"""Parts that many tests share: the reader, loaded once."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import desks
import postgres
import pytest
from hypothesis import settings

from onrecord import Reader
from onrecord.store import Store
from onrecord.web import create_app

# no test is timed: the machine's load is no property of the code
settings.register_profile("onrecord", deadline=None)
settings.load_profile("onrecord")

# a worker of pytest-xdist does not heed Ctrl-C, and what it starts would not either
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(threads=2)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str | None]:
    with postgres.server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_name(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The name of a store that does not exist yet: a file, or an empty database on a real server."""
    if request.param == "sqlite":
        yield str(tmp_path / "news.db")
        return
    url = request.getfixturevalue("postgres_server")
    if url is None:
        pytest.skip("there is no PostgreSQL server to start (scripts/postgres installs Debian's)")
    with postgres.database(url) as name:
        yield name


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, postgres_server: str | None) -> dict[str, str]:
    """Empty stores to take copies of, which is quicker than to make each anew."""
    stores = {"sqlite": str(tmp_path_factory.mktemp("made") / "news.db")}
    if postgres_server is not None:
        postgres.create(postgres_server, "made")
        stores["postgresql"] = postgres_server.format("made")
    for name in stores.values():
        Store(name).close()
    return stores


@contextmanager
def copied(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """The name of a store of its own, of the kind that ``request.param`` names."""
    made = request.getfixturevalue("made")
    if request.param == "sqlite":
        yield str(shutil.copy(made["sqlite"], folder / "news.db"))
        return
    if request.param not in made:
        pytest.skip("there is no PostgreSQL server to start (scripts/postgres installs Debian's)")
    with postgres.database(request.getfixturevalue("postgres_server"), "made") as name:
        yield str(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def store_name(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The name of an empty store."""
    with copied(request, tmp_path) as name:
        yield name


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def shared_name(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a store, empty at first, that all tests of a module share."""
    with copied(request, tmp_path_factory.mktemp("shared")) as name:
        yield name


@pytest.fixture
def store(store_name: str) -> Iterator[Store]:
    with Store(store_name) as opened:
        yield opened


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    if os.geteuid() or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], capture_output=True).returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", folder], check=True)


Rows = Callable[[Store, str], list[tuple[object, ...]]]


@pytest.fixture
def rows() -> Rows:
    """Rows of a query on the store's tables, past its API."""

    def ask(store: Store, query: str) -> list[tuple[object, ...]]:
        with store.reading() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(query)]

    return ask


@pytest.fixture(scope="session")
def filled(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the examples, read by the real reader, two of them revised, one printed twice; and with a failure."""
    name = tmp_path_factory.mktemp("desk") / "news.db"
    with Store(name) as opened:
        desks.fill(opened, reader)
    return name


@pytest.fixture(scope="session")
def desk(filled: Path) -> Iterator[str]:
    """The address of a desk over ``filled``, without a slash at its end."""
    with Store(filled, create=False) as opened, desks.served(create_app(opened)) as address:
        yield address


@pytest.fixture(scope="session")
def related(filled: Path, reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``filled`` with what other papers and later days tell, all of it related."""
    name = tmp_path_factory.mktemp("related") / "news.db"
    shutil.copy(filled, name)
    with Store(name, create=False) as opened:
        desks.follow(opened, reader)
    return name


@pytest.fixture(scope="session")
def related_desk(related: Path) -> Iterator[str]:
    """The address of a desk over ``related``."""
    with Store(related, create=False) as opened, desks.served(create_app(opened)) as address:
        yield address
