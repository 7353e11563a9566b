"""Action: one thing that persons do, declared once; from it come its route, for forms and for JSON, and its part of ``/openapi.json``."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ..store import Conflict
from ..store.log import Entry
from .asking import wrong
from .desk import Desk
from .persons import checked, local, to_login, user_of
from .problems import ProblemDocument, wants_page
from .telling import sent
from .views import address_of

Pairs = list[tuple[str, str]]


class Done(msgspec.Struct, kw_only=True):
    """What was done. ``entry``: its number in the log, null where nothing changed; ``statement``, ``version``: what it was done to, and its
    state since, which the next change of it brings as ``seen``. ``page``: where a person goes on."""

    entry: int | None = None
    statement: int | None = None
    version: int | None = None
    page: str = "/"


class ConflictDocument(ProblemDocument, kw_only=True):
    """Somebody changed the same meanwhile: RFC 9457. ``since``: what they did, the latest first."""

    since: list[Entry] = msgspec.field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Action:
    """One thing that persons do, by POST.

    ``takes``: its body, as JSON; ``form``: the same of a form's fields. ``does(desk, by, path, body)`` runs in a thread.
    """

    path: str
    takes: type[msgspec.Struct]
    does: Callable[[Desk, str, dict[str, int], Any], Done]
    summary: str
    form: Callable[[Pairs], dict[str, Any]] = dict


def route_of(action: Action) -> Route:
    """The route of an action."""
    return Route(action.path, _endpoint(action), methods=["POST"])


def _endpoint(action: Action) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        desk: Desk = request.app.state.desk
        if user_of(request) is None:
            return to_login(request)
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        pairs: Pairs = []
        if kind == "application/x-www-form-urlencoded":
            pairs = await pairs_of(request)
            user = checked(request, dict(pairs).get("csrf"))
            body = _body(action, lambda: msgspec.convert(action.form(_own(pairs)), action.takes, strict=False))
        else:
            user = checked(request, None)
            raw = await request.body() or b"{}"
            body = _body(action, lambda: msgspec.json.decode(raw, type=action.takes))
        path = {name: number(value) for name, value in request.path_params.items()}
        try:
            done = await desk.ask(action.does, desk, user.name, path, body)
        except ValueError as error:
            raise problem(422, str(error)) from None
        except Conflict as error:
            return conflict(request, error, pairs)
        if kind == "application/x-www-form-urlencoded" and wants_page(request):
            return RedirectResponse(local(dict(pairs).get("back"), done.page), 303)
        return Response(msgspec.json.encode(done), 200, {"Cache-Control": "no-store"}, "application/json")

    return endpoint


def number(value: int) -> int:
    """The number in a path. Raises ``Problem`` (404) for what no row has."""
    if not 0 < value < 2**63:
        raise problem(404, "there is nothing at this address")
    return value


def problem(status: int, text: str) -> Exception:
    """A problem that says what is wrong with what was sent."""
    from .problems import Problem

    return Problem(status, text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else "."))


def conflict(request: Request, error: Conflict, pairs: Pairs) -> Response:
    """What others did meanwhile, beside what was to be done now."""
    text = str(error)
    if not wants_page(request):
        document = ConflictDocument(title="Conflict", status=409, detail=text, since=error.since)
        return Response(msgspec.json.encode(document), 409, {"Cache-Control": "no-store"}, "application/problem+json")
    desk: Desk = request.app.state.desk
    seen = max((entry.id for entry in error.since), default=None)
    kept = [(name, str(seen) if name == "seen" and seen is not None else value) for name, value in pairs if name != "csrf"]
    mine = sent([(name, value) for name, value in _own(pairs) if name != "seen"])
    of = next((address_of(entry) for entry in error.since), None) or local(dict(pairs).get("back"))
    html = desk.render(
        "conflict.html", user=user_of(request), detail=text, since=error.since, kept=kept, mine=mine, path=request.url.path,
        page_of=of, again=seen is not None,
    )  # fmt: skip
    return Response(html, 409, {"Cache-Control": "no-store"}, "text/html; charset=utf-8")


async def pairs_of(request: Request) -> Pairs:
    """The fields of a form, in order."""
    raw = await request.body()
    try:
        return parse_qsl(raw.decode("utf-8"), keep_blank_values=True, max_num_fields=500)
    except ValueError:
        raise problem(422, "this is no form in UTF-8, or it has too many fields") from None


def _own(pairs: Pairs) -> Pairs:
    return [(name, value) for name, value in pairs if name not in ("csrf", "back")]


def _body(action: Action, make: Callable[[], Any]) -> Any:
    try:
        return make()
    except (msgspec.MsgspecError, ValueError) as error:
        raise problem(422, wrong(error, action.takes)) from None


def described(actions: Iterable[Action]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The paths and schemas of actions, for the OpenAPI document."""
    actions = list(actions)
    reference = "#/components/schemas/{name}"
    _, schemas = msgspec.json.schema_components(
        [*(action.takes for action in actions), Done, ConflictDocument], ref_template=reference
    )
    paths: dict[str, Any] = {}
    wrong = {
        "401": "It needs an account.", "403": "The form did not come from here.", "404": "There is no such thing.",
        "413": "It is too large.", "422": "Something in it cannot be so.", "503": "The store cannot be written just now.",
    }  # fmt: skip
    for action in actions:
        names = re.findall(r"\{(\w+)", action.path)
        base = re.sub(r":int\}", "}", action.path)
        of = {"$ref": f"#/components/schemas/{action.takes.__name__}"}
        problems = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}}
        clash = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ConflictDocument"}}}
        paths[base] = {
            "post": {
                "operationId": re.sub(r"\W+", "_", base).strip("_") + "_post",
                "summary": action.summary,
                "security": [{"token": []}],
                "parameters": [
                    {
                        "name": name,
                        "in": "path",
                        "required": True,
                        "schema": {"type": "integer", "minimum": 1, "maximum": 2**63 - 1},
                    }
                    for name in names
                ],
                "requestBody": {"required": True, "content": {"application/json": {"schema": of}}},
                "responses": {
                    "200": {
                        "description": "It is done.",
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Done"}}},
                    },
                    "409": {"description": "Somebody changed the same meanwhile.", "content": clash},
                    **{status: {"description": says, "content": problems} for status, says in wrong.items()},
                },
            }
        }
    return paths, schemas
