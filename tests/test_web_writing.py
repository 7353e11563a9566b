"""Writing at the desk, by forms without scripts and by the API: every correction, conflicts, undo, the queue, adding."""

from __future__ import annotations

import re
import shutil
import signal
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
from onrecord.web import create_app
from onrecord.web.openapi import document
from onrecord.web.pages import WRITING
from onrecord.web.persons import Accounts


@pytest.fixture
def desk(filled: Path, tmp_path: Path) -> Iterator[tuple[str, Store]]:
    with desk_over(filled, tmp_path) as found:
        yield found


@pytest.fixture
def browser(desk: Any) -> Iterator[httpx.Client]:
    with logged_in(desk[0]) as client:
        yield client


@pytest.fixture
def api(desk: Any) -> Iterator[httpx.Client]:
    with bearer(*desk) as client:
        yield client


def some(store: Store) -> Any:
    """A statement with a commitment."""
    row = store.commitments(limit=None)[0]
    return store.statement(row.statement)


def form(client: httpx.Client, page: str, action: str, **fields: Any) -> httpx.Response:
    """Send a form of a page, as a browser without scripts does."""
    shown = client.get(page).text
    assert f'action="{action}"' in shown
    own = shown[shown.index(f'action="{action}"') :]
    given: dict[str, Any] = {"csrf": field(own, "csrf")}
    if 'name="seen"' in own:
        given["seen"] = field(own, "seen")
    return client.post(action, data=given | fields)


def test_a_statement_is_judged_and_that_is_taken_back(desk: Any, browser: httpx.Client) -> None:
    store = desk[1]
    number = some(store).id
    done = form(browser, f"/statement/{number}", f"/statement/{number}/judge", verdict="wrong", back=f"/statement/{number}")
    assert (done.status_code, done.headers["location"]) == (303, f"/statement/{number}")
    assert store.statement(number).verdict == "wrong"
    [entry] = store.log("statement", number)
    assert entry.by == NAME
    done = form(browser, f"/statement/{number}", f"/log/{entry.id}/undo", back="/log")
    assert (done.status_code, done.headers["location"]) == (303, "/log")
    assert store.statement(number).verdict is None


def test_everything_of_a_statement_is_put_right_in_one_form(desk: Any, browser: httpx.Client) -> None:
    store = desk[1]
    said = some(store)
    done = form(
        browser, f"/statement/{said.id}/edit", f"/statement/{said.id}/correct",
        **{"speaker": "Piet Aldous", "speaker_kind": "person", "sourcing": "named", "role": "ferry master", "kind": "belief",
           "manner": "mixed", "denied": "true", "said_on": "2016-09-01", "said_on_at-start": "", "said_on_at-end": "",
           "content-start": [str(said.start), "", str(said.start + 9)], "content-end": [str(said.start + 6), "", str(said.end)],
           "cue-start": "", "cue-end": "", "source-start": "0", "source-end": "4", "note": "heard it"},
    )  # fmt: skip
    assert done.status_code == 303, done.text
    now = store.statement(said.id)
    assert (now.speaker, now.role, now.kind, now.manner, now.denied, now.said_on, now.said_on_text, now.cue) == (
        "Piet Aldous", "ferry master", "belief", "mixed", True, "2016-09-01", None, "",
    )  # fmt: skip
    assert len(now.spans) == 2
    assert store.log()[0].note == "heard it"
    assert store.verify().flaws == []
    assert "heard it" in browser.get(f"/statement/{said.id}").text


def test_what_cannot_be_so_is_told(desk: Any, browser: httpx.Client, api: httpx.Client) -> None:
    said = some(desk[1])
    for fields in ({"content-start": "5", "content-end": ""}, {"kind": "opinion"}, {"content-start": "x", "content-end": "9"}):
        done = form(browser, f"/statement/{said.id}/edit", f"/statement/{said.id}/correct", **fields)
        assert done.status_code == 422
        assert "text/html" in done.headers["content-type"]
    for body in ({"said_on": "soon"}, {"content": []}, {"content": [[3, 2]]}, {"confidence": 1}, {"seen": -1}, [], "x"):
        answer = api.post(f"/statement/{said.id}/correct", json=body)
        assert answer.status_code == 422
        assert answer.headers["content-type"] == "application/problem+json"
    assert api.post("/statement/999999/correct", json={"kind": "belief"}).status_code == 404
    assert api.post(f"/statement/{said.id}/correct", content=b"{").status_code == 422
    assert not desk[1].log()


def test_commitments(desk: Any, browser: httpx.Client, api: httpx.Client) -> None:
    store = desk[1]
    said = some(store)
    page = f"/statement/{said.id}/edit"
    before = store.commitments_of(said.id)
    number, entry = next(iter(before.items()))
    at = {"action-start": entry.action.start, "action-end": entry.action.end}
    done = form(browser, page, f"/commitment/{number}/change", act="threaten", actor="Mara Lind", negated="true", **at)
    assert done.status_code == 303, done.text
    changed = store.commitments_of(said.id)[number]
    assert (changed.act, changed.actor, changed.negated) == ("threaten", "Mara Lind", True)
    assert form(browser, page, f"/commitment/{number}/remove").status_code == 303
    assert number not in store.commitments_of(said.id)
    body = {
        "act": "demand",
        "action": [entry.action.start, entry.action.end],
        "deadline_date": None,
        "seen": store.version(said.id),
    }
    answer = api.post(f"/statement/{said.id}/commitments", json=body).json()
    assert answer["version"] == store.version(said.id)
    assert api.post(f"/log/{answer['entry']}/undo").status_code == 200
    assert len(store.commitments_of(said.id)) == len(before) - 1


def test_a_missing_statement_is_added(desk: Any, browser: httpx.Client, api: httpx.Client) -> None:
    store = desk[1]
    text = store.revision(1).record.article.text
    words = next(i for i in range(len(text)) if text[i : i + 12].strip() and not text[i].isspace())
    fields = {
        "content-start": words,
        "content-end": words + 12,
        "speaker": "Piet Aldous",
        "speaker_kind": "person",
        "kind": "belief",
    }
    done = form(browser, "/article/1/missing", "/article/1/statements", **fields)
    assert done.status_code == 303, done.text
    number = int(done.headers["location"].rsplit("/", 1)[1])
    assert store.statement(number).content == text[words : words + 12].strip()
    assert (store.statement(number).said_by, store.statement(number).kind) == (NAME, "belief")
    assert api.post("/article/1/statements", json={"content": [[words, words + 12]]}).status_code == 409
    assert form(browser, "/article/1", "/article/1/check", checked="true").headers["location"] == "/article/1"
    assert store.revision(1).checked_by == NAME
    assert "Checked by" in browser.get("/article/1").text
    assert form(browser, "/article/1", "/article/1/check", checked="false").status_code == 303
    assert store.revision(1).checked_by is None


def test_two_persons_in_conflict_see_both(desk: Any, browser: httpx.Client) -> None:
    address, store = desk
    number = some(store).id
    page, action = f"/statement/{number}/edit", f"/statement/{number}/correct"
    mine = browser.get(page).text
    with logged_in(address, OTHER) as other:
        assert form(other, page, action, kind="intention").status_code == 303
    given = {"csrf": field(mine, "csrf"), "seen": field(mine, "seen"), "kind": "directive", "note": "I <b>know</b>"}
    clash = browser.post(action, data=given)
    assert clash.status_code == 409
    assert OTHER in clash.text
    assert "intention" in clash.text
    assert "directive" in clash.text
    assert "<b>know</b>" not in clash.text
    assert store.statement(number).kind == "intention"
    again = browser.post(
        action,
        data=given
        | {"csrf": field(clash.text, "csrf"), "seen": field(clash.text[clash.text.index(f'action="{action}"') :], "seen")},
    )
    assert again.status_code == 303
    assert store.statement(number).kind == "directive"
    assert [entry.by for entry in store.log("statement", number)] == [NAME, OTHER]


def test_the_api_tells_a_conflict_with_what_was_done(desk: Any, api: httpx.Client) -> None:
    store = desk[1]
    number = some(store).id
    seen = store.version(number)
    store.correct(number, OTHER, kind="belief")
    answer = api.post(f"/statement/{number}/judge", json={"verdict": "right", "seen": seen})
    assert (answer.status_code, answer.headers["content-type"]) == (409, "application/problem+json")
    assert [(entry["by"], entry["after"]) for entry in answer.json()["since"]] == [(OTHER, ["belief"])]


def test_the_queue_gets_shorter(desk: Any, browser: httpx.Client) -> None:
    store = desk[1]
    rows = browser.get("/queue.json").json()["rows"]
    first = rows[0]["said"]["id"]
    assert form(browser, "/queue", f"/statement/{first}/judge", verdict="right", back="/queue").headers["location"] == "/queue"
    assert first not in [row["said"]["id"] for row in browser.get("/queue.json").json()["rows"]]
    said = store.statement(first)
    assert said.verdict == "right"
    assert "a person says that it is right" in browser.get(f"/article/{said.article_number}?revision={said.revision}").text


def done_with(client: httpx.Client, page: str) -> Any:
    for _ in range(200):
        job = client.get(f"{page}.json").json()
        if job["state"] in ("done", "failed"):
            return job
        time.sleep(0.05)
    raise AssertionError(job)


TEXT = "Mara Lind said that the lighthouse will be painted by Friday.\nPiet Aldous said that the ferry needs beams."


def test_a_text_and_files_are_added_with_their_failures(desk: Any, browser: httpx.Client) -> None:
    store = desk[1]
    csrf = field(browser.get("/add").text, "csrf")
    files = [
        ("files", ("../../etc/pass wd.txt", TEXT.replace("lighthouse", "archive").encode())),
        ("files", ("lines.jsonl", b'{"id": "one", "text": "Mara Lind said that the orchard is open."}\n{broken\n')),
        ("files", ("x.pdf", b"%PDF-1.4 nothing")),
    ]
    given = {"csrf": csrf, "text": TEXT.replace("\n", "\r\n"), "title": "Paint", "publisher": "Courier", "published": "2016-09-12"}
    sent = browser.post("/add", data=given, files=files)
    assert sent.status_code == 303, sent.text
    job = done_with(browser, sent.headers["location"])
    assert (job["state"], job["added"]["added"], job["added"]["failed"]) == ("done", 3, 2), job
    assert all("/tmp" not in row["source"] + row["message"] for row in job["failures"])
    [said] = store.search("lighthouse")
    assert (said.publisher, said.title) == ("Courier", "Paint")
    assert store.revision(said.article_number).record.article.text == TEXT
    page = browser.get(sent.headers["location"]).text
    assert "Put aside" in page
    assert "lines.jsonl:2" in page
    again = browser.post("/add", data={"csrf": csrf}, files=files[:1])
    assert done_with(browser, again.headers["location"])["added"]["known"] == 1
    assert not list(Path("/tmp").glob("onrecord-*/0/pass-wd.txt"))


def test_addresses_of_this_machine_and_its_neighbours_are_not_fetched(desk: Any, api: httpx.Client) -> None:
    address, store = desk
    before = store.stats().articles
    for asked in (
        f"{address}/search.json",
        "http://169.254.169.254/latest/",
        "http://[::1]/",
        "http://localhost:1/",
        "http://2130706433/",
    ):
        page = api.post("/articles", json={"addresses": [asked]}).json()["page"]
        job = done_with(api, page)
        assert (job["added"]["added"], job["added"]["failed"]) == (0, 1), job
        assert any(why in job["failures"][0]["message"] for why in ("public", "no host"))
    for asked in ("/etc/passwd", "file:///etc/passwd", "ftp://x.example/", "C:\\x", "-", "https://a b/"):
        answer = api.post("/articles", json={"addresses": [asked]})
        assert (answer.status_code, "address" in answer.json()["detail"]) == (422, True)
    assert store.stats().articles == before


def test_news_of_a_job_are_streamed(desk: Any, api: httpx.Client) -> None:
    page = api.post("/articles", json={"text": TEXT}).json()["page"]
    with api.stream("GET", f"{page}/events") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        lines = list(stream.iter_lines())
    assert any(line.startswith("data: ") and '"added":1' in line for line in lines)
    assert "event: over" in lines
    assert api.get("/add/nothing.json").status_code == 404


def test_without_accounts_there_is_nothing_to_write_with(filled: Path, tmp_path: Path) -> None:
    from desks import served

    with Store(filled, create=False) as store, served(create_app(store)) as address:
        for path in ("/login", "/add", "/statement/1/edit", "/article/1/missing"):
            assert httpx.get(address + path).status_code == 404
        assert httpx.post(address + "/statement/1/judge", json={"verdict": "wrong"}).status_code == 404
        assert "Log in" not in httpx.get(address + "/", headers={"Accept": "text/html"}).text
        assert httpx.get(address + "/queue.json").status_code == 200


def test_the_description_tells_of_every_action(desk: Any) -> None:
    address, store = desk
    told = httpx.get(address + "/openapi.json").json()
    app = create_app(store, accounts=Accounts())
    actions = app.state.desk.actions
    assert len(actions) > 8
    for action in actions:
        post = told["paths"][action.path.replace(":int", "")]["post"]
        assert post["security"] == [{"token": []}]
        assert post["requestBody"]["content"]["application/json"]["schema"]["$ref"].endswith(action.takes.__name__)
        assert action.takes.__name__ in told["components"]["schemas"]
    assert document(app.state.desk.pages)["paths"].keys() < told["paths"].keys()


ACTIONS = [action.path.replace(":int", "") for module in WRITING for action in getattr(module, "ACTIONS", ())]


@pytest.mark.parametrize("path", ACTIONS)
def test_no_request_breaks_the_server(desk: Any, api: httpx.Client, path: str) -> None:
    """Requests made up from the description, right and wrong ones: answered as it says, and never with 5xx."""
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
    from hypothesis import HealthCheck, Phase, given, seed, settings
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

    told = httpx.get(desk[0] + "/openapi.json").json()
    operation = next(result.ok() for result in schemathesis.openapi.from_dict(told).include(path=path).get_all_operations())
    own = {"Authorization": api.headers["Authorization"]}

    @seed(1)
    @settings(max_examples=30, phases=[Phase.generate], deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=schemathesis.GenerationMode.POSITIVE))
    def ask(case: Any) -> None:
        if "number" in case.path_parameters:  # mostly what there is
            case.path_parameters["number"] = case.path_parameters["number"] % 3 + 1
        body = case.body
        if path == "/articles" and isinstance(body, dict):
            body["addresses"] = []
        response = case.call(base_url=desk[0], headers=own)
        if response.status_code == 503 and "waiting" in response.text:
            return
        case.validate_response(response, checks=[not_a_server_error, status_code_conformance, response_schema_conformance])

    ask()
    assert desk[1].verify().flaws == []


@pytest.mark.parametrize("number", ["0", str(2**63), "9" * 40])
def test_numbers_that_nothing_has(desk: Any, api: httpx.Client, browser: httpx.Client, number: str) -> None:
    assert api.post(f"/statement/{number}/judge", json={"verdict": "right"}).status_code == 404
    assert browser.get(f"/statement/{number}/edit").status_code == 404
    assert browser.get(f"/article/{number}/missing").status_code == 404


def test_the_command_with_several_processes(filled: Path, tmp_path: Path) -> None:
    name = shutil.copy(filled, tmp_path / "several.db")
    with Store(name, create=False) as store:
        store.add_account(NAME, WORD)
    command = [sys.executable, "-m", "onrecord", "serve", str(name), "--write", "--port", "0", "--processes", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running, Store(name, create=False) as store:
        assert running.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", running.stdout.readline())
        assert found
        with bearer(found[0], store) as api:
            page = api.post("/articles", json={"text": "Mara Lind said on Monday that the lighthouse will be painted."}).json()[
                "page"
            ]
            seen = []
            for _ in range(600):  # each by a connection of its own: by either process
                answer = httpx.get(f"{found[0]}{page}.json", headers=dict(api.headers))
                assert answer.status_code == 200
                seen.append(answer.json()["state"])
                if seen[-1] in ("done", "failed"):
                    break
                time.sleep(0.2)
            assert seen[-1] == "done", answer.text
        assert store.search("lighthouse")
        running.send_signal(signal.SIGINT)
        running.wait(30)
