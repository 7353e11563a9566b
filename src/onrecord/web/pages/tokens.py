"""Tokens: a person's own tokens of the HTTP API, issued, put in the place of older ones, and revoked.

Only who is logged in with a password may do so: a token that has leaked must not beget others.
"""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ..actions import number, pairs_of, problem
from ..desk import Desk
from ..persons import User, checked, to_login, user_of
from ..problems import Problem

_DAYS = (7, 30, 90, 365)
_LONGEST = 60
"""Characters of a label."""


def _session(user: User) -> User:
    """The user, where it is a login's. Raises ``Problem`` (403)."""
    if user.csrf is None:
        raise Problem(
            403, "Tokens are made and ended by whoever is logged in, not with a token: use the desk, or onrecord accounts."
        )
    return user


async def _show(request: Request) -> Response:
    user = user_of(request)
    if user is None:
        return to_login(request)
    return await _page(request, _session(user))


async def _page(request: Request, user: User, made: str | None = None, label: str = "") -> Response:
    desk: Desk = request.app.state.desk
    rows = await desk.ask(desk.store.tokens, user.name)
    html = await desk.ask(desk.render, "tokens.html", user=user, rows=rows, made=made, label=label, days=_DAYS)
    return Response(html, 200, {"Cache-Control": "no-store"}, "text/html; charset=utf-8")


async def _issue(request: Request) -> Response:
    """A new token, told in the answer and never again; one of the same label ends."""
    if user_of(request) is None:
        return to_login(request)
    given = dict(await pairs_of(request))
    user = _session(checked(request, given.get("csrf")))
    desk: Desk = request.app.state.desk
    label = " ".join(given.get("label", "").split())
    days = given.get("days", "")
    if not label or len(label) > _LONGEST or not label.isprintable():
        raise problem(422, f"a label has 1 to {_LONGEST} characters")
    if days not in map(str, _DAYS):
        raise problem(422, f"days: one of {', '.join(map(str, _DAYS))}")
    token = await desk.ask(desk.store.issue_token, user.name, label, days=int(days))
    return await _page(request, user, token, label)


async def _revoke(request: Request) -> Response:
    if user_of(request) is None:
        return to_login(request)
    user = _session(checked(request, dict(await pairs_of(request)).get("csrf")))
    desk: Desk = request.app.state.desk
    await desk.ask(desk.store.revoke_token, user.name, number(request.path_params["number"]))
    return RedirectResponse("/tokens", 303, {"Cache-Control": "no-store"})


ROUTES = [
    Route("/tokens", _show, methods=["GET"]),
    Route("/tokens", _issue, methods=["POST"]),
    Route("/tokens/{number:int}/revoke", _revoke, methods=["POST"]),
]
PAGES: list[Any] = []
