"""The desk's HTTP: every page and its twins, errors, entity tags, bounds."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import httpx
import pytest
from starlette.routing import Route

from onrecord.store import Store
from onrecord.web import create_app


@pytest.fixture(scope="module")
def client(desk: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=desk) as opened:
        yield opened


def test_the_front_page_leads_to_every_section(client: httpx.Client) -> None:
    front = client.get("/", headers={"Accept": "text/html"})
    assert front.status_code == 200
    for path in ("/search", "/failures"):
        assert f'href="{path}"' in front.text
        assert client.get(path).status_code == 200


def test_the_twins_say_what_the_python_api_says(client: httpx.Client, filled: str) -> None:
    asked = {"q": "audit", "limit": "3"}
    rows = client.get("/search.json", params=asked).json()["rows"]
    with Store(filled, create=False) as store:
        said = store.search("audit", limit=3)
    assert [row["content"] for row in rows] == [entry.content for entry in said]
    table = list(csv.DictReader(io.StringIO(client.get("/search.csv", params=asked).text)))
    assert [row["content"] for row in table] == [entry.content for entry in said]


def test_a_statement_of_an_old_revision_leads_to_that_one(client: httpx.Client) -> None:
    old = client.get("/search.json", params={"q": "audit", "old": "true", "limit": "500", "copies": "true"}).json()["rows"]
    shown = [(row, client.get(f"/statement/{row['id']}.json").json()["current"]) for row in old]
    assert {current for _, current in shown} == {True, False}
    for row, current in shown:
        page = client.get(f"/statement/{row['id']}").text
        place = f"/article/{row['article_number']}{'' if current else '?revision=' + str(row['revision'])}"
        assert f"{place}#a{row['article_number']}-s{row['id']}" in page
        assert f"-s{row['id']}" in client.get(place).text


def test_pages_follow_one_another_to_the_end(client: httpx.Client) -> None:
    seen: list[int] = []
    address: str | None = "/search.json?limit=7"
    while address:
        answer = client.get(address)
        rows, address = answer.json()["rows"], answer.json()["next"]
        assert ('rel="next"' in answer.headers.get("link", "")) == (address is not None)
        seen += [row["id"] for row in rows]
    assert len(seen) == len(set(seen)) > 14


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/nothing", 404, "nothing at this address"),
        ("/search.json?speker=x", 422, "'speker'"),
        ("/search.json?limit=501", 422, "limit"),
        ("/search.json?limit=x", 422, "limit"),
        ("/search.json?since=yesterday", 422, "no date"),
        ("/search.json?kind=opinion", 422, "kind: 'opinion' is none of assertion, belief, knowledge, intention, directive."),
        ("/commitments.json?act=promise&act=swear", 422, "act: 'swear' is none of promise, plan, refuse, threaten, offer, demand."),
        ("/search.json?dated=then", 422, "dated: 'then' is none of "),
        ("/search.json?q=%22%22", 422, "no word to look for"),
        ("/search.json?q=a&q=b", 422, "once"),
        ("/search.json?order=rank", 422, "rank"),
        ("/static/../app.py", 404, ""),
        ("/static/..%2fapp.py", 404, ""),
        (f"/search.json?q={'a' * 9000}", 414, "longer"),
    ],
)
def test_errors_are_problem_documents(client: httpx.Client, address: str, status: int, says: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert says in answer.json()["detail"]
    page = client.get(address.replace(".json", ""), headers={"Accept": "text/html"})
    assert page.status_code == status
    assert "text/html" in page.headers["content-type"]


def test_nothing_can_be_written(client: httpx.Client) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        answer = client.request(method, "/search")
        assert answer.status_code == 405
        assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}


def test_head_gives_the_headers_alone(client: httpx.Client) -> None:
    answer = client.head("/search.json")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["etag"] == client.get("/search.json").headers["etag"]


def test_what_has_not_changed_is_not_sent_again(client: httpx.Client) -> None:
    first = client.get("/search.json")
    again = client.get("/search.json", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/search.json?limit=1", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200


def test_every_answer_binds_the_browser(client: httpx.Client) -> None:
    for address in ("/", "/search.json", "/nothing", "/static/desk.css", f"/search?q={'a' * 9000}"):
        headers = client.get(address).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", ""])
def test_no_other_name_may_point_here(client: httpx.Client, host: str) -> None:
    assert client.get("/search.json", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost", "localhost:1", "[::1]:80", "127.0.0.1", "LOCALHOST"])
def test_its_own_names_may(client: httpx.Client, host: str) -> None:
    assert client.get("/search.json", headers={"Host": host}).status_code == 200


def test_what_goes_wrong_inside_is_not_told(filled: str, capsys: pytest.CaptureFixture[str]) -> None:
    from desks import served

    async def wrong(request: object) -> None:
        raise RuntimeError("a secret")

    with Store(filled, create=False) as store:
        app = create_app(store)
        app.router.routes.append(Route("/wrong", wrong))
        with served(app) as address:
            answer = httpx.get(f"{address}/wrong")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "content-security-policy" in answer.headers
    assert "secret" not in answer.text
    assert "a secret" in capsys.readouterr().err
