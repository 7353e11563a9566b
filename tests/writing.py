"""Parts of the tests of writing at the desk: a store of one's own, an account, clients that are logged in."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from desks import served
from storing import PlainReader

from onrecord.store import Store
from onrecord.web import create_app
from onrecord.web.persons import Accounts

NAME, WORD = "Ana Bel", "a long password"
OTHER = "Oto Maren"


@contextmanager
def desk_over(filled: Path, folder: Path, **options: Any) -> Iterator[tuple[str, Store]]:
    """A desk over a copy of ``filled`` at which Ana Bel and Oto Maren may write; its address, and the store."""
    name = folder / "written.db"
    shutil.copy(filled, name)
    with Store(name, create=False) as store:
        for person in (NAME, OTHER):
            store.add_account(person, WORD)
        app = create_app(store, accounts=Accounts(**options))
        app.state.desk.jobs.reader = lambda options: PlainReader()
        with served(app) as address:
            yield address, store


@contextmanager
def logged_in(address: str, name: str = NAME) -> Iterator[httpx.Client]:
    """A client with a session, whose requests are those of a browser."""
    with httpx.Client(base_url=address, headers={"Accept": "text/html", "Origin": address}, timeout=30) as client:
        page = client.get("/login")
        given = {"name": name, "password": WORD, "token": field(page.text, "token"), "next": "/"}
        answer = client.post("/login", data=given)
        assert answer.status_code == 303, answer.text
        yield client


def field(html: str, name: str) -> str:
    """The value of the first hidden field with this name."""
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, name
    return found[1]


def bearer(address: str, store: Store, name: str = NAME) -> httpx.Client:
    """A client of the API."""
    token = store.issue_token(name)
    return httpx.Client(base_url=address, headers={"Authorization": f"Bearer {token}"}, timeout=30)
