"""What a client may take of the server; and the command that starts it."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import anyio
import httpx
import pytest
from desks import served
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from onrecord.store import Store
from onrecord.web import create_app, guard, serving


def connected(address: str) -> socket.socket:
    place = urlsplit(address)
    return socket.create_connection((place.hostname, place.port), timeout=20)


def rest(connection: socket.socket) -> bytes:
    """What the server sends until it hangs up; fails where it does not."""
    parts = []
    while part := connection.recv(65536):
        parts.append(part)
    return b"".join(parts)


@pytest.fixture
def strict(filled: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A desk of little patience, with a route that takes long and one that reads a body."""

    async def slow(request: Request) -> PlainTextResponse:
        await anyio.sleep(60)
        return PlainTextResponse("late")

    async def body(request: Request) -> PlainTextResponse:
        return PlainTextResponse(str(len(await request.body())))

    monkeypatch.setattr(serving, "HEAD", 0.3)
    monkeypatch.setattr(serving, "IDLE", 1)
    monkeypatch.setattr(guard, "SECONDS", 0.3)
    with Store(filled, create=False) as store:
        app = create_app(store)
        app.router.routes += [Route("/slow", slow), Route("/body", body, methods=["POST"])]
        with served(app) as address:
            yield address


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "])
def test_a_client_that_never_comes_to_the_end_is_let_go(strict: str, sent: bytes) -> None:
    with connected(strict) as connection:
        connection.sendall(sent)
        assert rest(connection) == b""


def test_a_client_that_trickles_is_let_go(strict: str) -> None:
    with connected(strict) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        for n in range(400):
            try:
                connection.sendall(b"X-%d: 1\r\n" % n)
            except OSError:  # reset, or a broken pipe
                return
            time.sleep(0.05)
        raise AssertionError("it was let go on")


def test_a_connection_is_kept_for_a_next_request_but_not_for_long(strict: str) -> None:
    place = urlsplit(strict)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=20)
    connection.connect()
    kept = connection.sock
    for _ in range(2):
        connection.request("GET", "/failures.json")
        assert connection.getresponse().read()
        assert connection.sock is kept
    assert kept is not None
    assert rest(kept) == b""
    connection.close()


def test_too_large_a_head_is_refused(strict: str) -> None:
    with connected(strict) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Large: " + b"a" * 100_000)
        assert connection.recv(65536).startswith(b"HTTP/1.1 400")


def test_what_takes_too_long_is_given_up(strict: str) -> None:
    answer = httpx.get(f"{strict}/slow")
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"


def test_too_large_a_body_is_refused(strict: str) -> None:
    small = b"a" * 1000
    assert httpx.post(f"{strict}/body", content=small).text == "1000"
    assert httpx.post(f"{strict}/body", content=small * 100).status_code == 413
    assert httpx.post(f"{strict}/body", content=iter([small] * 100)).status_code == 413  # its length is not told beforehand


def test_nothing_in_a_request_gets_into_the_headers(desk: str) -> None:
    answer = httpx.get(f"{desk}/search.csv", params={"q": "audit\r\nOR X-Evil OR 1", "limit": "1"})
    assert answer.status_code == 200
    assert "x-evil" not in answer.headers
    assert "%0D%0A" in answer.headers["link"]


def test_the_store_may_change_while_it_is_open(filled: Path, tmp_path: Path) -> None:
    import shutil

    copy = shutil.copy(filled, tmp_path / "news.db")
    with Store(copy, create=False) as store, served(create_app(store)) as address:
        before = httpx.get(f"{address}/index.json")
        with Store(copy) as other:
            other.withdraw(1, "Ana Bel")
        after = httpx.get(f"{address}/index.json", headers={"If-None-Match": before.headers["etag"]})
        assert after.status_code == 200
        assert after.json()["statements"] == before.json()["statements"] - 1
        page = httpx.get(f"{address}/statement/1").text
        assert "A person says that this is no statement" in page
        assert "Ana Bel" in httpx.get(f"{address}/log").text


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "onrecord", "serve", *arguments]


@pytest.mark.parametrize(("processes", "ended_by"), [("1", signal.SIGINT), ("2", signal.SIGINT), ("2", signal.SIGTERM)])
def test_the_command_opens_the_desk_until_it_is_ended(filled: Path, processes: str, ended_by: signal.Signals) -> None:
    asked = command(str(filled), "--port", "0", "--processes", processes)
    with subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        line = running.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", line)
        assert address, line
        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(lambda _: httpx.get(address[0] + "search.json", timeout=60).status_code, range(12)))
        assert answers == [200] * 12
        running.send_signal(ended_by)
        _, err = running.communicate(timeout=30)
        assert (running.returncode, err) == (0, "")
    with pytest.raises(httpx.ConnectError):
        httpx.get(address[0])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--host", "0.0.0.0"], "no account"),
        (["--host", "::"], "no account"),
        (["--host", "desk.example"], "no account"),
        (["--port", "70000"], "70000"),
    ],
)
def test_it_is_not_opened_to_others(filled: Path, arguments: list[str], says: str) -> None:
    done = subprocess.run(command(str(filled), *arguments), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_it_says_what_is_wrong(tmp_path: Path, filled: Path) -> None:
    done = subprocess.run(command(str(tmp_path / "none.db")), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "there is no store" in done.stderr
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run(command(str(filled), "--port", port), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "--port 0" in done.stderr
