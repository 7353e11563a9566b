"""OpenAPI: the description of the HTTP API, written from the pages that route its requests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, get_type_hints

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .. import __version__
from .actions import Action, described
from .answering import CSV
from .held import Held, respond
from .page import Page
from .problems import ProblemDocument

_REF = "#/components/schemas/{name}"


def document(pages: list[Page], actions: Sequence[Action] = ()) -> dict[str, Any]:
    """The OpenAPI 3.1 document of the JSON and CSV twins of ``pages``, and of what may be done where one may write."""
    _, schemas = msgspec.json.schema_components([*(page.gives for page in pages), ProblemDocument], ref_template=_REF)
    paths: dict[str, Any] = {}
    for page in pages:
        base = re.sub(r":int\}", "}", page.base)
        parameters = _parameters(page)
        name = re.sub(r"\W+", "_", base).strip("_")
        content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{page.gives.__name__}"}}}
        paths[f"{base}.json"] = {"get": _operation(page, name, parameters, content)}
        if page.rows:
            text = {CSV.partition(";")[0]: {"schema": {"type": "string"}}}
            paths[f"{base}.csv"] = {"get": _operation(page, f"{name}_csv", parameters, text)}
    done, more = described(actions) if actions else ({}, {})
    schemas |= more
    security = {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}} if actions else {}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Onrecord",
            "version": __version__,
            "description": "Who said what: the statements of a store. Every address is also a page, without its `.json`.",
        },
        "paths": paths | done,
        "components": {"schemas": schemas, **security},
    }


def _operation(page: Page, name: str, parameters: list[dict[str, Any]], content: dict[str, Any]) -> dict[str, Any]:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}}
    wrong = {
        "404": "There is no such thing.",
        "414": "The address is too long.",
        "422": "A parameter is wrong.",
        "503": "The store cannot be read just now.",
    }
    return {
        "operationId": name,
        "summary": page.summary,
        "parameters": parameters,
        "responses": {
            "200": {"description": (page.gives.__doc__ or page.summary).strip().split("\n\n")[0], "content": content},
            "304": {"description": "What you have (If-None-Match) is what there is."},
            **{status: {"description": says, "content": problem} for status, says in wrong.items()},
        },
    }


def _parameters(page: Page) -> list[dict[str, Any]]:
    """A page's parameters, with the schema of each."""
    hints = get_type_hints(page.asked, include_extras=True)
    found = []
    for field in msgspec.structs.fields(page.asked):
        schema = msgspec.json.schema(hints[field.name])
        if "anyOf" in schema:  # null is for what is not given, which a query does not write
            kinds = [kind for kind in schema.pop("anyOf") if kind != {"type": "null"}]
            schema |= kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
        default = field.default_factory() if field.default_factory is not msgspec.NODEFAULT else field.default
        in_path = field.name in page.in_path
        required = in_path or (field.default is msgspec.NODEFAULT and field.default_factory is msgspec.NODEFAULT)
        if not required and default not in (None, []):
            schema["default"] = default
        entry: dict[str, Any] = {"name": field.name, "in": "path" if in_path else "query", "required": required, "schema": schema}
        if says := schema.pop("description", None):
            entry["description"] = says
        found.append(entry)
    return found


@cache
def _held(pages: tuple[Page, ...], actions: tuple[Action, ...]) -> Held:
    return Held(msgspec.json.encode(document(list(pages), actions)), "application/json")


async def _serve(request: Request) -> Response:
    return respond(request, _held(tuple(request.app.state.desk.pages), tuple(request.app.state.desk.actions)))


ROUTE = Route("/openapi.json", _serve, methods=["GET"])
