"""The desk against those who mean harm: other sites, thieves of sessions, guessers, and what articles and forms may hold."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from writing import NAME, OTHER, WORD, bearer, desk_over, field, logged_in

from onrecord.store import Store
from onrecord.store.accounts import TRIES
from onrecord.web.jobs import plain
from onrecord.web.persons import local

PAGE = {"Accept": "text/html"}


@pytest.fixture
def desk(filled: Path, tmp_path: Path) -> Iterator[tuple[str, Store]]:
    with desk_over(filled, tmp_path) as found:
        yield found


@pytest.fixture
def browser(desk: Any) -> Iterator[httpx.Client]:
    with logged_in(desk[0]) as client:
        yield client


ACTIONS = (
    *("/statement/1/judge", "/statement/1/correct", "/article/1/statements", "/statement/1/commitments", "/commitment/1/change"),
    *("/commitment/1/remove", "/log/1/undo", "/article/1/check", "/articles", "/add"),
)


@pytest.mark.parametrize("path", ACTIONS)
def test_nobody_writes_without_an_account(desk: Any, path: str) -> None:
    address, store = desk
    answer = httpx.post(address + path, json={"verdict": "wrong"})
    assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")
    assert "Bearer" in answer.headers["www-authenticate"]
    assert httpx.post(address + path, data={"verdict": "wrong"}, headers=PAGE).headers["location"].startswith("/login?next=")
    for token in ("x", "' OR 1=1 --", "a" * 5000):
        assert httpx.post(address + path, json={}, headers={"Authorization": f"Bearer {token}"}).status_code == 401
    assert not store.log()


@pytest.mark.parametrize("path", ACTIONS)
def test_no_other_site_writes_by_a_browser_that_is_logged_in(desk: Any, browser: httpx.Client, path: str) -> None:
    address, store = desk
    csrf = field(browser.get("/statement/1").text, "csrf")
    form: dict[str, Any] = {"files": {"x": ("", b"")}} if path == "/add" else {}
    with logged_in(address, OTHER) as other:
        theirs = field(other.get("/statement/1").text, "csrf")
    for token in ("", "x", theirs):
        assert browser.post(path, data={"csrf": token, "verdict": "wrong"}, **form).status_code == 403
    if not form:
        assert browser.post(path, json={"verdict": "wrong"}).status_code == 403
        assert browser.post(path, content=b'{"verdict": "wrong"}', headers={"Content-Type": "text/plain"}).status_code == 403
    for headers in (
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ):
        assert browser.post(path, data={"csrf": csrf, "verdict": "wrong"}, headers=headers, **form).status_code == 403
    assert not store.log()


def test_no_other_site_logs_a_browser_in_or_out(desk: Any, browser: httpx.Client) -> None:
    address, _ = desk
    given = {"name": OTHER, "password": WORD, "next": "/"}
    assert httpx.post(address + "/login", data=given).status_code == 403  # a form of nowhere
    own = field(httpx.get(address + "/login").text, "token")
    assert httpx.post(address + "/login", data=given | {"token": own}).status_code == 403
    cookies = {"login": own}
    evil = {"Origin": "https://evil.example"}
    assert httpx.post(address + "/login", data=given | {"token": own}, cookies=cookies, headers=evil).status_code == 403
    assert browser.post("/logout", data={"csrf": "x"}).status_code == 403
    assert NAME in browser.get("/").text


def test_a_session_is_new_at_login_and_over_at_logout(desk: Any) -> None:
    address, store = desk
    with httpx.Client(base_url=address, headers=PAGE) as client:
        client.cookies.set("onrecord", "set-by-somebody-else")
        token = field(client.get("/login").text, "token")
        client.cookies.set("login", token)
        answer = client.post("/login", data={"name": NAME, "password": WORD, "token": token, "next": "/log"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/log")
    cookie = next(value for value in answer.headers.get_list("set-cookie") if value.startswith("onrecord="))
    assert "set-by-somebody-else" not in cookie
    assert {"httponly", "samesite=strict", "path=/"} <= {part.strip().lower() for part in cookie.split(";")}
    assert "secure" not in cookie.lower()  # by http; by https it is
    with logged_in(address) as client:
        session = client.cookies["onrecord"]
        csrf = field(client.get("/").text, "csrf")
        assert client.post("/logout", data={"csrf": csrf}).status_code == 303
        again = httpx.get(address + "/statement/1/edit", cookies={"onrecord": session}, headers=PAGE)
        assert again.headers["location"].startswith("/login")
    with logged_in(address) as client:
        session = client.cookies["onrecord"]
        store.remove_account(NAME)
        assert httpx.get(address + "/add", cookies={"onrecord": session}, headers=PAGE).status_code == 303


def test_by_https_cookies_go_no_other_way(filled: Path, tmp_path: Path) -> None:
    with desk_over(filled, tmp_path, https=True) as (address, _):
        cookies = httpx.get(address + "/login").headers.get_list("set-cookie")
        assert cookies
        assert all(cookie.startswith("__Host-") and "secure" in cookie.lower() for cookie in cookies)


def test_passwords_are_not_guessed(desk: Any) -> None:
    address, _ = desk
    with httpx.Client(base_url=address, headers=PAGE) as client:
        for n in range(TRIES + 1):
            token = field(client.get("/login").text, "token")
            word = WORD if n == TRIES else f"guess {n} of many"
            answer = client.post("/login", data={"name": NAME, "password": word, "token": token, "next": "/"})
            assert answer.status_code == (429 if n == TRIES else 403)
        assert "wait 15 minutes" in answer.text
        assert "onrecord" not in client.cookies


@pytest.mark.parametrize(
    "path",
    ["https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "/a\r\nSet-Cookie: x=1",
     "http:evil", "", "evil.example", "/\t/evil.example", "///evil.example"],
)  # fmt: skip
def test_nobody_is_sent_elsewhere(desk: Any, browser: httpx.Client, path: str) -> None:
    address, store = desk
    assert local(path, "/own") == "/own"
    with httpx.Client(base_url=address, headers=PAGE) as client:
        page = client.get("/login", params={"next": path})
        assert field(page.text, "next") == "/"
        given = {"name": NAME, "password": WORD, "token": field(page.text, "token"), "next": path}
        assert client.post("/login", data=given).headers["location"] == "/"
        assert client.get("/login", params={"next": path}).headers["location"] == "/"
    number = store.search(limit=1)[0].id
    csrf = field(browser.get(f"/statement/{number}").text, "csrf")
    done = browser.post(f"/statement/{number}/judge", data={"csrf": csrf, "verdict": "right", "back": path})
    assert done.headers["location"] == f"/statement/{number}"
    assert "set-cookie" not in done.headers


def test_every_page_of_writing_binds_the_browser_and_is_not_kept(browser: httpx.Client) -> None:
    for path in ("/add", "/statement/1/edit", "/article/1/missing", "/login"):
        headers = browser.get(path).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-frame-options"] == "DENY"
        if path != "/login":
            assert headers["cache-control"] == "no-store"
    assert "no-cache" in browser.get("/queue").headers["cache-control"]


HOSTILE = "\"><script>alert('x')</script><img src=x onerror=alert(1)>{{ 7*7 }}'; DROP TABLE statements; --\u202e"


def test_what_persons_write_does_nothing(desk: Any, browser: httpx.Client) -> None:
    address, store = desk
    said = store.search(limit=1)[0]
    csrf = field(browser.get(f"/statement/{said.id}").text, "csrf")
    given = {"csrf": csrf, "speaker": HOSTILE, "speaker_kind": "person", "sourcing": "named", "role": HOSTILE, "note": HOSTILE}
    assert browser.post(f"/statement/{said.id}/correct", data=given).status_code == 303
    assert store.statement(said.id).speaker == HOSTILE
    with bearer(address, store) as api:
        body = {"act": "plan", "actor": HOSTILE, "action": [said.start, said.end]}
        assert api.post(f"/statement/{said.id}/commitments", json=body).status_code == 200
        answer = api.post("/articles", json={"text": f"{HOSTILE} Mara Lind said that no.", "title": HOSTILE, "publisher": HOSTILE})
        page = answer.json()["page"]
        while api.get(f"{page}.json").json()["state"] not in ("done", "failed"):
            time.sleep(0.05)
    number = store.articles(limit=1)[0].number
    for path in (
        f"/statement/{said.id}", f"/statement/{said.id}/edit", "/log", "/queue", "/search?q=no", f"/article/{number}",
        f"/article/{number}/missing", f"/article/{said.article_number}", page, "/add", "/speakers", "/commitments", "/outlets",
        f"/login?next=/{httpx.QueryParams({'x': HOSTILE})}",
    ):  # fmt: skip
        answer = browser.get(path)
        assert answer.status_code in (200, 303), path
        assert "<script>alert" not in answer.text, path
        assert "<img src=x" not in answer.text, path
        assert not re.search(r">[^<]*\b49\b.{0,3}&#39;; DROP", answer.text), path
    assert store.stats().statements > 0
    assert store.verify().flaws == []


def test_names_of_files_lead_nowhere() -> None:
    for name in (
        "../../etc/passwd",
        "..\\..\\x.txt",
        "/etc/passwd",
        "a/../../b",
        "..",
        ".",
        "",
        "x\0y.txt",
        "*?[a].txt",
        "-rf",
        "a\nb",
        "n" * 500,
    ):
        made = plain(name)
        assert made
        assert len(made) <= 100
        assert re.fullmatch(r"[\w-][\w.-]*", made), made
        assert made not in (".", "..")


def test_what_is_too_much_is_refused(desk: Any, browser: httpx.Client) -> None:
    address, _ = desk
    csrf = field(browser.get("/add").text, "csrf")
    assert browser.post("/add", data={"csrf": csrf}, files={"files": ("big.txt", b"x" * (33 * 2**20))}).status_code == 413
    assert browser.post("/add", data={"csrf": csrf}, files=[("files", (f"{n}.txt", b"x")) for n in range(51)]).status_code == 422
    assert browser.post("/statement/1/correct", data={"csrf": csrf, "note": "x" * 70_000}).status_code == 413
    assert browser.post("/statement/1/correct", data={"csrf": csrf, "note": "x" * 3000}).status_code == 422
    assert (
        browser.post(
            "/statement/1/correct",
            content="&".join("a=1" for _ in range(600)),
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        ).status_code
        == 422
    )
    assert browser.post("/add", data={"csrf": csrf, "text": " "}, files={"x": ("", b"")}).status_code == 422
    assert browser.post("/add", content=b"--x", headers={"Content-Type": "multipart/form-data; boundary=y"}).status_code in (
        403,
        422,
    )
    # a body that tells no length, and does not end
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        cookie = f"onrecord={browser.cookies['onrecord']}"
        head = f"POST /articles HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nContent-Type: application/json\r\nX-CSRF-Token: {csrf}\r\nTransfer-Encoding: chunked\r\n\r\n"
        connection.sendall(head.encode())
        try:
            for _ in range(200):
                connection.sendall(b"10000\r\n" + b" " * 0x10000 + b"\r\n")
        except OSError:
            pass
        assert b" 413 " in connection.recv(200)


def test_a_slow_upload_is_given_up(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.web.guard.SECONDS", 0.5)
    with desk_over(filled, tmp_path) as (address, store):
        host, port = address.removeprefix("http://").split(":")
        token = store.issue_token(NAME)
        with socket.create_connection((host, int(port)), timeout=20) as connection:
            head = f"POST /articles HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\nContent-Length: 1000\r\n\r\n{{"
            connection.sendall(head.encode())
            assert b" 503 " in connection.recv(200)


def test_beyond_loopback_all_log_in(filled: Path, tmp_path: Path) -> None:
    with desk_over(filled, tmp_path, reading=True) as (address, store):
        for path in ("/", "/search.json?q=audit", "/openapi.json", "/statement/1", "/nothing"):
            assert httpx.get(address + path).status_code == 401
            if ".json" not in path:
                assert httpx.get(address + path, headers=PAGE).headers["location"].startswith("/login?next=")
        assert httpx.get(address + "/static/desk.css").status_code == 200
        with bearer(address, store) as api:
            assert api.get("/search.json").status_code == 200
        with logged_in(address) as client:
            assert client.get("/").status_code == 200


def test_the_command_wants_an_account(filled: Path, tmp_path: Path) -> None:
    for arguments in (["--write"], ["--write", "--host", "0.0.0.0"], ["--host", "0.0.0.0"]):
        command = [sys.executable, "-m", "onrecord", "serve", str(filled), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 2
        assert "onrecord accounts add" in done.stderr
