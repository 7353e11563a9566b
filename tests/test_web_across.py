"""The pages across articles by HTTP: what they say and their twins say; and what persons put right there, conflicts and undoing."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_web_writing import done_with, form
from writing import NAME, OTHER, bearer, desk_over, field, logged_in

from onrecord import across
from onrecord.across.echoes.reports import Report, compared
from onrecord.across.echoes.speakers import Who
from onrecord.across.echoes.spoken import Spoken
from onrecord.store import Store
from onrecord.web.alignment import aligned
from onrecord.web.charting import spans
from onrecord.web.pages import identities, settling, trying
from onrecord.web.pages.people import distinct, wikidata
from onrecord.web.views import matched


@pytest.fixture(scope="module")
def client(related_desk: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=related_desk, headers={"Accept": "text/html"}, timeout=30) as opened:
        yield opened


@pytest.fixture(scope="module")
def kept(related: Path) -> Iterator[Store]:
    with Store(related, create=False) as store:
        yield store


@pytest.fixture
def desk(related: Path, tmp_path: Path) -> Iterator[tuple[str, Store]]:
    with desk_over(related, tmp_path) as found:
        yield found


@pytest.fixture
def browser(desk: Any) -> Iterator[httpx.Client]:
    with logged_in(desk[0]) as client:
        yield client


@pytest.fixture
def api(desk: Any) -> Iterator[httpx.Client]:
    with bearer(*desk) as client:
        yield client


def lind(store: Store) -> int:
    return next(row.id for row in across.people(store, "lind") if row.name == "Mara Lind")


# what the pages say


def test_people_are_those_of_the_python_api(client: httpx.Client, kept: Store) -> None:
    rows = client.get("/people.json?limit=3").json()["rows"]
    assert [row["id"] for row in rows] == [row.id for row in across.people(kept, limit=3)]
    assert [row["name"] for row in client.get("/people.json?q=lind").json()["rows"]] == ["Mara Lind", "Tomas Lind"]
    assert [row["name"] for row in client.get("/people.json?kind=organization").json()["rows"]] == ["Marrable Lines"]
    table = list(csv.DictReader(io.StringIO(client.get("/people.csv?q=lind").text)))
    assert [row["name"] for row in table] == ["Mara Lind", "Tomas Lind"]


def test_a_person_is_whole(client: httpx.Client, kept: Store) -> None:
    number = lind(kept)
    found = across.person(kept, number)
    told = client.get(f"/people/{number}.json").json()
    assert (told["name"], told["statements"], told["articles"]) == (found.name, found.statements, found.articles)
    assert [row["role"] for row in told["roles"]] == [row.role for row in found.roles]
    assert [row["topic"] for row in told["topics"]] == [row.topic for row in across.topics(kept, number)]
    assert [(row["earlier"], row["later"]) for row in told["changes"]] == [
        (row.earlier, row.later) for row in across.changes(kept, number)
    ]
    page = client.get(f"/people/{number}").text
    assert "<mark>I oppose the new harbour dues</mark>" in page
    assert "<mark>I support the new harbour dues</mark>" in page
    assert page.count('<li class="clash"') == len(distinct(across.changes(kept, number))[:3])
    for further in ("timeline", "changes", "topics", "why"):
        assert f'href="/people/{number}/{further}"' in page
        assert client.get(f"/people/{number}/{further}").status_code == 200


def test_every_appearance_has_its_reason(client: httpx.Client, kept: Store) -> None:
    number = lind(kept)
    seen: list[int] = []
    address: str | None = f"/people/{number}/why.json?limit=2"
    while address:
        answer = client.get(address).json()
        assert all(row["reason"] for row in answer["rows"])
        seen += [row["id"] for row in answer["rows"]]
        address = answer["next"]
    assert seen == [row.id for row in across.person(kept, number).appearances]


def test_a_timeline_is_narrowed(client: httpx.Client, kept: Store) -> None:
    number = lind(kept)
    rows = client.get(f"/people/{number}/timeline.json", params={"about": "harbour dues", "since": "2016-10"}).json()["rows"]
    assert rows
    assert all("harbour dues" in row["content"] and row["day"] >= "2016-10" for row in rows)
    assert [row["disagrees_with"] != [] for row in rows] == [True] * len(rows)
    changes = client.get(f"/people/{number}/changes.json", params={"about": "dues"}).json()["rows"]
    assert {row["change"] for row in changes} == {"stance"}
    assert client.get(f"/people/{number}/changes.json?least=1").json()["rows"] == []


def test_cards_lead_to_the_person_and_unnamed_speakers_to_none(client: httpx.Client, kept: Store) -> None:
    number = lind(kept)
    said = next(row for row in kept.search(person=number, limit=1))
    for address in ("/search?speaker=%3DMara+Lind", f"/statement/{said.id}", f"/article/{said.article_number}", "/commitments"):
        assert f'href="/people/{number}"' in client.get(address).text, address
    assert f'href="/people/{number}"' in client.get(f"/speaker/{said.speaker_number}").text
    unnamed = [row for row in kept.search(limit=None) if row.speaker and row.sourcing == "unnamed"]
    assert unnamed
    for row in unnamed[:5]:
        assert row.person is None
        assert "/people/" not in re.sub(
            r'<section aria-labelledby="(echoes|bound).*', "", client.get(f"/statement/{row.id}").text, flags=re.S
        )


def test_a_person_narrows_every_list(client: httpx.Client, kept: Store) -> None:
    number = lind(kept)
    rows = client.get(f"/search.json?person={number}&limit=500").json()["rows"]
    assert {row["id"] for row in rows} == {row.id for row in kept.search(person=number, limit=None)}
    assert {row["speaker"] for row in client.get(f"/commitments.json?person={number}").json()["rows"]} == {"Mara Lind"}
    assert client.get("/search.json?person=99999").status_code == 404


def test_wikidata_links_are_to_entities_alone(desk: Any, tmp_path: Path) -> None:
    address, store = desk
    number = lind(store)
    entity = {"id": "Q17", "label": "Mara Lind", "descriptions": ["harbour commissioner of Harwick"], "kind": "person"}
    (tmp_path / "some.jsonl").write_text(json.dumps(entity))
    assert across.link_wikidata(store, tmp_path / "some.jsonl").links == 1
    assert 'href="https://www.wikidata.org/wiki/Q17"' in httpx.get(f"{address}/people/{number}").text
    assert [wikidata(of) for of in ("Q1/../x", "javascript:1", "Q0", None)] == [None] * 4


def test_echoes_are_those_of_the_python_api(client: httpx.Client, kept: Store) -> None:
    rows = client.get("/echoes.json").json()["rows"]
    assert [row["id"] for row in rows] == [row.id for row in across.echoes(kept)]
    assert [row["id"] for row in client.get("/echoes.json?q=strike").json()["rows"]] == [
        row.id for row in across.echoes(kept, "strike")
    ]
    assert client.get("/echoes.json?least=99").json()["rows"] == []


def test_an_echo_tells_who_left_out_what(client: httpx.Client, kept: Store) -> None:
    row = across.echoes(kept, "permit")[0]
    page = client.get(f"/echoes/{row.id}").text
    assert re.search(r"<del><span class=\"unseen\">left out: </span>If the authority publishes .* stay shut</del>", page)
    assert "does not name the speaker" in page
    assert "near-copy of" in page
    assert "fullest wording" in page
    told = client.get(f"/echoes/{row.id}.json").json()
    assert [report["statement"] for report in told["reports"]] == [report.statement for report in across.echo(kept, row.id).reports]
    for report in told["reports"]:
        assert f'href="/echoes/{row.id}"' in client.get(f"/statement/{report['statement']}").text
        assert client.get(f"/statement/{report['statement']}.json").json()["echo"]["id"] == row.id
    assert client.get("/echoes/99999.json").status_code == 404


def test_commitments_by_what_became_of_them(desk: Any) -> None:
    address, store = desk
    bound = across.commitments(store, limit=None)
    across.set_status(store, bound[0].id, "kept", OTHER, "https://courier.example/<b>")
    rows = httpx.get(f"{address}/commitments.json?status=kept&group=status").json()["rows"]
    assert [(row["id"], row["status"], row["status_by"]) for row in rows] == [(bound[0].id, "kept", OTHER)]
    assert bound[0].id not in [row["id"] for row in httpx.get(f"{address}/commitments.json?open=true&limit=500").json()["rows"]]
    overdue = httpx.get(f"{address}/commitments.json?overdue=true&as_of=2016-10-01").json()["rows"]
    assert overdue
    assert all(row["deadline_date"] < "2016-10-01" for row in overdue)
    page = httpx.get(f"{address}/commitments?group=status").text
    assert page.index("Kept") < page.index("Nobody has said")
    assert 'href="https://courier.example/&lt;b&gt;"' in httpx.get(f"{address}/commitments/{bound[0].id}").text


def test_what_bears_on_a_commitment_has_its_reason(client: httpx.Client, kept: Store) -> None:
    bound = next(
        row for row in across.commitments(kept, limit=None) if any(o.kind == "statement" for o in across.follow_up(kept, row.id))
    )
    offers = client.get(f"/commitments/{bound.id}.json").json()["rows"]
    assert [offer["id"] for offer in offers] == [offer.id for offer in across.follow_up(kept, bound.id)]
    page = client.get(f"/commitments/{bound.id}").text
    assert all(offer["reason"].split(";")[0] in page for offer in offers)
    assert f'href="/commitments/{bound.id}"' in client.get(f"/statement/{bound.statement}").text
    early = client.get(f"/commitments/{bound.id}.json?as_of=2016-09-30").json()["rows"]
    assert len(early) < len(offers)
    assert all(offer["day"] <= "2016-09-30" for offer in early)
    assert client.get(f"/commitments/{bound.id}.json?as_of=2016-09").status_code == 422


def test_outlets_own_reporting_and_wire_copy(client: httpx.Client, kept: Store) -> None:
    total = kept.stats()
    counted = kept.reporting(every="year")
    assert sum(row.own + row.wire_copy for row in counted) == total.articles
    assert sum(row.wire_copy for row in counted) == total.copies == 1
    [own] = kept.reporting(every="year", outlet="=Harwick Gazette")
    assert (own.own, own.wire_copy) == (1, 1)
    page = client.get("/outlet?name=Harwick+Gazette").text
    assert "own reporting" in page
    assert "wire copy" in page
    rows = client.get("/outlets/reliance.json").json()["rows"]
    assert [row["name"] for row in rows] == [row.name for row in across.outlets(kept)]
    assert client.get("/outlets/reliance.json?by=author&about=audit").json()["rows"]


@pytest.mark.parametrize(
    "path",
    [
        "/people/{}",
        "/people/{}/why",
        "/people/{}/timeline",
        "/people/{}/changes",
        "/people/{}/topics",
        "/echoes/{}",
        "/commitments/{}",
    ],
)
def test_what_does_not_exist_is_told(client: httpx.Client, path: str) -> None:
    for number in ("99999", "0", str(2**63), "9" * 40):
        answer = client.get(path.format(number) + ".json")
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"


def test_pages_are_small_and_known_again(client: httpx.Client, kept: Store) -> None:
    echo = across.echoes(kept)[0]
    for path in (f"/people/{lind(kept)}", "/people", f"/echoes/{echo.id}", f"/statement/{echo.fullest}", "/commitments"):
        first = client.get(path)
        assert len(first.content) < 100_000, path
        assert client.get(path, headers={"If-None-Match": first.headers["etag"]}).status_code == 304, path


WHO = Who("Mara Lind", "person", "named")
WORDS = st.lists(
    st.sampled_from("the quay will not reopen before spring unless [piles] … are sound 1,000 beams, Lind says".split()),
    min_size=1,
    max_size=20,
)


@given(WORDS, WORDS)
def test_a_report_keeps_every_character_of_its_own(full: list[str], report: list[str]) -> None:
    one, other = (Spoken(n, " ".join(words), manner="direct", who=WHO) for n, words in enumerate((full, report)))
    told: Any = Report(
        statement=1, relation="trimmed", article="a", url=None, publisher=None, published=None, said_on=None, speaker=None, role=None,
        sourcing=None, named=False, manner="direct", content=other.content, earliest=False, copy_of=None, score=1.0, said_by="model",
        changes=compared(one, other),
    )  # fmt: skip
    echo: Any = type("Echo", (), {"content": one.content})
    shown = aligned(echo, told)
    assert "".join(run.text for run in shown.runs if run.op not in ("dropped", "blank")) == other.content
    assert all(0 <= at <= at + width <= 100.001 for at, width in shown.has)


def test_roles_on_one_line_of_time() -> None:
    [one, two, none] = spans([("a", "2016-01-01", "2016-12-31"), ("b", "2016", "2016"), ("c", None, None)])
    assert (one.at, two.at, two.width, none.at) == (0.0, 0.0, 0.0, None)
    assert one.width == pytest.approx(100)


def test_words_that_match_are_marked_whole() -> None:
    assert str(matched("Sign a signed <b> sign.", ["sign"])).count("<mark>") == 2
    assert "&lt;b&gt;" in str(matched("a <b>", []))


# what persons do


def test_people_are_merged_and_that_is_taken_back(desk: Any, browser: httpx.Client) -> None:
    store = desk[1]
    number, other = lind(store), next(row.id for row in across.people(store, "solm"))
    done = form(browser, f"/people/{other}", f"/people/{other}/merge", into=str(number), note="the same")
    assert (done.status_code, done.headers["location"]) == (303, f"/people/{number}")
    assert across.person(store, other).id == number
    shown = browser.get(f"/people/{number}").text
    assert f"so is {other}" in shown
    [entry] = store.log("person")
    assert (entry.by, entry.note) == (NAME, "the same")
    done = form(browser, f"/people/{number}", f"/log/{entry.id}/undo", back="/log")
    assert done.status_code == 303
    assert across.person(store, other).id == other


def test_appearances_are_split_off_and_that_is_taken_back(desk: Any, browser: httpx.Client, api: httpx.Client) -> None:
    store = desk[1]
    number = lind(store)
    mine = [row.id for row in across.person(store, number).appearances]
    none = form(browser, f"/people/{number}/why", f"/people/{number}/split", name="Mara Lind (baker)")
    assert none.status_code == 422
    done = form(browser, f"/people/{number}/why", f"/people/{number}/split", appearances=[str(mine[-1])], name="Mara Lind (baker)")
    new = int(done.headers["location"].rsplit("/", 1)[1])
    assert across.person(store, new).name == "Mara Lind (baker)"
    assert len(across.person(store, number).appearances) == len(mine) - 1
    all_of_them = api.post(f"/people/{new}/split", json={"appearances": [mine[-1]]})
    assert (all_of_them.status_code, "merge" in all_of_them.json()["detail"]) == (422, True)
    entry = store.log("person")[0]
    assert api.post(f"/log/{entry.id}/undo").status_code == 200
    assert len(across.person(store, number).appearances) == len(mine)
    assert api.post(f"/log/{entry.id}/undo").status_code == 409


def test_two_persons_name_somebody_at_once(desk: Any, browser: httpx.Client, api: httpx.Client) -> None:
    address, store = desk
    number = lind(store)
    mine = browser.get(f"/people/{number}").text
    with logged_in(address, OTHER) as other:
        assert form(other, f"/people/{number}", f"/people/{number}/rename", name="Mara J. Lind").status_code == 303
    given = {"csrf": field(mine, "csrf"), "seen": field(mine, "seen"), "name": "Mara L. Lind"}
    clash = browser.post(f"/people/{number}/rename", data=given)
    assert clash.status_code == 409
    assert all(words in clash.text for words in (OTHER, "Mara J. Lind", "Mara L. Lind", f'href="/people/{number}"'))
    assert across.person(store, number).name == "Mara J. Lind"
    told = api.post(f"/people/{number}/rename", json={"name": "X", "seen": int(given["seen"])})
    assert [(entry["by"], entry["after"]) for entry in told.json()["since"]] == [(OTHER, ["Mara J. Lind", OTHER])]
    own = clash.text[clash.text.index(f'action="/people/{number}/rename"') :]
    assert browser.post(f"/people/{number}/rename", data=given | {"seen": field(own, "seen")}).status_code == 303
    assert across.person(store, number).name == "Mara L. Lind"


def test_a_statement_is_taken_out_of_its_echo_and_put_in(desk: Any, browser: httpx.Client, api: httpx.Client) -> None:
    store = desk[1]
    echo = across.echo(store, across.echoes(store, "permit")[0].id)
    number = next(report.statement for report in echo.reports if report.relation == "trimmed")
    done = form(browser, f"/echoes/{echo.id}", f"/statement/{number}/echo/out", back=f"/echoes/{echo.id}")
    assert (done.status_code, done.headers["location"]) == (303, f"/echoes/{echo.id}")
    assert across.echoes_of(store, number) is None
    seen = store.version()
    done = form(browser, f"/statement/{number}", f"/statement/{number}/echo/in", echo=str(echo.id), statement="")
    assert done.status_code == 303
    assert across.echoes_of(store, number).id == echo.id  # type: ignore[union-attr]
    clash = api.post(f"/statement/{number}/echo/out", json={"seen": seen})
    assert (clash.status_code, clash.json()["since"][0]["action"]) == (409, "echo-in")
    entry = store.log("statement", number)[0]
    assert api.post(f"/log/{entry.id}/undo").json()["statement"] == number
    assert across.echoes_of(store, number) is None
    assert api.post(f"/statement/{number}/echo/in", json={"statement": echo.fullest}).status_code == 200
    assert across.echoes_of(store, number).id == echo.id  # type: ignore[union-attr]
    for body in ({}, {"echo": 1, "statement": 1}, {"statement": number}):
        assert api.post(f"/statement/{number}/echo/in", json=body).status_code == 422
    assert api.post(f"/statement/{number}/echo/in", json={"echo": 99999}).status_code == 404


def test_what_became_of_a_commitment_is_said_and_taken_back(desk: Any, browser: httpx.Client, api: httpx.Client) -> None:
    store = desk[1]
    bound = across.commitments(store)[0].id
    page = f"/commitments/{bound}"
    done = form(browser, page, f"{page}/status", status="broken", evidence="statement 1")
    assert (done.status_code, done.headers["location"]) == (303, page)
    assert (across.commitment(store, bound).status, across.commitment(store, bound).status_by) == ("broken", NAME)
    assert 'href="/statement/1"' in browser.get(page).text
    clash = api.post(f"{page}/status", json={"status": "kept", "seen": 0})
    assert (clash.status_code, clash.json()["since"][0]["by"]) == (409, NAME)
    first = store.log("commitment", bound)[0].id
    assert api.post(f"{page}/status", json={"status": "kept", "seen": store.version()}).status_code == 200
    assert api.post(f"/log/{first}/undo").status_code == 409  # something came after it
    assert form(browser, page, f"/log/{store.log('commitment', bound)[0].id}/undo").headers["location"] == page
    assert across.commitment(store, bound).status == "broken"
    assert api.post(f"{page}/status", json={"status": "kept", "evidence": "statement 99999"}).status_code == 404
    assert api.post(f"{page}/status", json={"status": "lost"}).status_code == 422


def test_failures_are_tried_again_one_by_one_or_all(desk: Any, browser: httpx.Client, api: httpx.Client, tmp_path: Path) -> None:
    store = desk[1]
    mended, broken = tmp_path / "mended.txt", tmp_path / "broken.jsonl"
    mended.write_text("")
    broken.write_text("{")
    store.add_files([str(mended), str(broken)])
    rows = {row.source.rsplit("/", 1)[-1].partition(":")[0]: row for row in store.failures()}
    assert {"broken.html", "mended.txt", "broken.jsonl"} <= rows.keys()
    mended.write_text("Mara Lind said that the lighthouse will be painted by Friday.")
    sent = form(browser, "/failures", "/failures/retry", failures=str(rows["mended.txt"].id))
    job = done_with(browser, sent.headers["location"])
    assert (job["state"], job["added"]["added"], job["failures"]) == ("done", 1, []), job
    assert store.search("lighthouse")
    assert rows["mended.txt"].id not in [row.id for row in store.failures()]
    job = done_with(api, api.post("/failures/retry", json={}).json()["page"])
    assert job["added"]["failed"] == 1
    assert {row["id"] for row in job["failures"]} == {rows["broken.jsonl"].id, rows["broken.html"].id}
    assert job["problem"].startswith("1 could not be tried")  # the file of the examples' failure was never there
    assert api.post("/failures/retry", json={"failures": [rows["mended.txt"].id]}).status_code == 422


def test_tokens_are_issued_rotated_and_revoked(desk: Any, browser: httpx.Client, api: httpx.Client) -> None:
    address, store = desk

    def works(token: str) -> bool:
        answer = httpx.post(f"{address}/failures/retry", json={"failures": [99999]}, headers={"Authorization": f"Bearer {token}"})
        return answer.status_code == 422

    def made(answer: httpx.Response) -> str:
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
        found = re.search(r'class="token" value="([\w-]+)"', answer.text)
        assert found
        return found[1]

    csrf = field(browser.get("/tokens").text, "csrf")
    first = made(browser.post("/tokens", data={"csrf": csrf, "label": "archive", "days": "7"}))
    assert works(first)
    second = made(browser.post("/tokens", data={"csrf": csrf, "label": "archive", "days": "90"}))
    assert works(second)
    assert not works(first)
    shown = browser.get("/tokens").text
    assert first not in shown
    assert second not in shown
    [row] = [row for row in store.tokens(NAME) if row.label == "archive"]
    with logged_in(address, OTHER) as other:
        theirs = field(other.get("/tokens").text, "csrf")
        assert other.post(f"/tokens/{row.id}/revoke", data={"csrf": theirs}).status_code == 404
    assert browser.post(f"/tokens/{row.id}/revoke", data={"csrf": csrf}).headers["location"] == "/tokens"
    assert not works(second)
    for wrong in ({"label": ""}, {"label": "x" * 99}, {"label": "a", "days": "0"}, {"label": "a", "days": "36500"}):
        assert browser.post("/tokens", data={"csrf": csrf, "days": "7"} | wrong).status_code == 422
    assert api.post("/tokens", data={"label": "more", "days": "7"}).status_code == 403  # a token makes no tokens
    assert api.get("/tokens").status_code == 403
    assert httpx.get(f"{address}/tokens", headers={"Accept": "text/html"}).headers["location"].startswith("/login")


def test_no_form_counts_without_its_token(desk: Any, browser: httpx.Client) -> None:
    store = desk[1]
    number, bound = lind(store), across.commitments(store)[0].id
    said = across.echoes(store)[0].fullest
    for path, fields in (
        (f"/people/{number}/rename", {"name": "X"}),
        (f"/people/{number}/merge", {"into": "1"}),
        (f"/people/{number}/split", {"appearances": "1"}),
        (f"/statement/{said}/echo/out", {}),
        (f"/commitments/{bound}/status", {"status": "kept"}),
        ("/failures/retry", {}),
        ("/tokens", {"label": "x", "days": "7"}),
        ("/tokens/1/revoke", {}),
    ):
        assert browser.post(path, data=fields | {"csrf": "0" * 64}).status_code == 403, path
        assert browser.post(path, data=fields, headers={"Origin": "https://evil.example"}).status_code == 403, path
    assert not store.log()


ACTIONS = [action.path.replace(":int", "") for module in (identities, settling, trying) for action in module.ACTIONS]


@pytest.mark.parametrize("path", ACTIONS)
def test_no_request_breaks_the_server(desk: Any, api: httpx.Client, path: str) -> None:
    """Requests made up from the description: answered as it says, and never with 5xx; what is done can all be taken back."""
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
    from hypothesis import HealthCheck, Phase, seed, settings
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

    told = httpx.get(desk[0] + "/openapi.json").json()
    operation = next(result.ok() for result in schemathesis.openapi.from_dict(told).include(path=path).get_all_operations())
    own = {"Authorization": api.headers["Authorization"]}

    @seed(1)
    @settings(max_examples=40, phases=[Phase.generate], deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=schemathesis.GenerationMode.POSITIVE))
    def ask(case: Any) -> None:
        if "number" in case.path_parameters:  # mostly what there is
            case.path_parameters["number"] = case.path_parameters["number"] % 16 + 1
        if isinstance(case.body, dict):
            for name in ("into", "echo", "statement"):
                if isinstance(case.body.get(name), int):
                    case.body[name] = case.body[name] % 16 + 1
            if case.body.get("appearances"):
                case.body["appearances"] = [number % 60 + 1 for number in case.body["appearances"]]
            case.body.pop("seen", None)
        response = case.call(base_url=desk[0], headers=own)
        if response.status_code == 503 and "waiting" in response.text:
            return
        case.validate_response(response, checks=[not_a_server_error, status_code_conformance, response_schema_conformance])

    ask()
    assert desk[1].verify().flaws == []


def test_the_first_page_weighs_little(client: httpx.Client) -> None:
    page = client.get("/")
    parts = {address: client.get(address) for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)}
    assert len(parts) > 3
    assert all(part.status_code == 200 for part in parts.values())
    assert len(page.content) + sum(len(part.content) for part in parts.values()) < 200_000  # before anything is packed
