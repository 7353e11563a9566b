"""The API's description, and requests made from it."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from onrecord.store import Store
from onrecord.web import create_app
from onrecord.web.openapi import document
from onrecord.web.pages import MODULES

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
PAGES = [page for module in MODULES for page in module.PAGES]


def test_every_page_is_described(desk: str) -> None:
    described = httpx.get(f"{desk}/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    for page in PAGES:
        path = page.base.replace(":int}", "}")
        assert f"{path}.json" in described["paths"], page.path
        assert (f"{path}.csv" in described["paths"]) == (page.rows is not None)
    names = [operation["get"]["operationId"] for operation in described["paths"].values()]
    assert len(set(names)) == len(names)


def test_parameters_are_those_that_requests_are_read_by(related_desk: str) -> None:
    parameters = {entry["name"]: entry for entry in document(PAGES)["paths"]["/search.json"]["get"]["parameters"]}
    assert parameters["limit"]["schema"] == {"type": "integer", "minimum": 1, "maximum": 500, "default": 20}
    assert parameters["kind"]["schema"]["items"]["enum"] == ["assertion", "belief", "directive", "intention", "knowledge"]
    for name, entry in parameters.items():
        value = {"string": "2016", "integer": "1", "number": "1", "boolean": "true", "array": None}[
            entry["schema"].get("type", "string")
        ]
        choices = entry["schema"].get("enum") or entry["schema"].get("items", {}).get("enum")
        answer = httpx.get(f"{related_desk}/search.json", params={name: choices[0] if choices else value or "x"})
        assert answer.status_code in (200, 422), name
        assert name == "order" or answer.status_code == 200, (name, answer.text)


def _checked() -> Iterator[str]:
    yield from document(PAGES)["paths"]


@pytest.mark.parametrize("path", list(_checked()))
def test_no_request_breaks_the_server(related_desk: str, path: str) -> None:
    """Requests made up from the description, right and wrong ones: answered as it says, and never with 5xx."""
    from hypothesis import HealthCheck, Phase, given, seed, settings
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

    schema = schemathesis.openapi.from_dict(document(PAGES)).include(path=path)
    operation = next(result.ok() for result in schema.get_all_operations())
    modes = [schemathesis.GenerationMode.POSITIVE]
    if document(PAGES)["paths"][path]["get"]["parameters"]:
        modes.append(schemathesis.GenerationMode.NEGATIVE)
    for mode in modes:

        @seed(1)
        @settings(
            max_examples=12, phases=[Phase.generate], deadline=None, database=None, suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: object) -> None:
            number = case.path_parameters.get("number")  # type: ignore[attr-defined]
            if isinstance(number, int) and number > 0:  # mostly what there is
                case.path_parameters["number"] = number % 16 + 1  # type: ignore[attr-defined]
            response = case.call(base_url=related_desk)  # type: ignore[attr-defined]
            case.validate_response(  # type: ignore[attr-defined]
                response, checks=[not_a_server_error, status_code_conformance, response_schema_conformance]
            )

        ask()


def test_the_description_is_valid() -> None:
    schemathesis.openapi.from_dict(document(PAGES)).validate()


def test_an_empty_store_answers_everywhere(tmp_path_factory: pytest.TempPathFactory) -> None:
    from desks import served

    with Store(tmp_path_factory.mktemp("empty") / "news.db") as store, served(create_app(store)) as address:
        for page in PAGES:
            path = page.path.replace("{number:int}", "1")
            query = "?name=x" if path == "/outlet" else ""
            for asked in (f"{path}{query}", f"{page.base.replace('{number:int}', '1')}.json{query}"):
                status = httpx.get(address + asked, headers={"Accept": "text/html"}).status_code
                assert status == (404 if page.in_path or query else 200), asked
