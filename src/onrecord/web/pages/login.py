"""Login: the page that asks for an account's password, and the way out."""

from __future__ import annotations

import hmac
import secrets

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ...store.accounts import TooManyTries
from ..actions import pairs_of
from ..desk import Desk
from ..persons import HOURS, Accounts, checked, local, same_origin, user_of

_WRONG = "No account has this name and password."


async def _show(request: Request) -> Response:
    next_ = local(request.query_params.get("next"))
    if user_of(request) is not None:
        return RedirectResponse(next_, 303)
    return await _form(request, next_)


async def _form(request: Request, next_: str, *, name: str = "", wrong: str | None = None, status: int = 200) -> Response:
    desk: Desk = request.app.state.desk
    accounts: Accounts = desk.accounts
    token = secrets.token_urlsafe(16)
    html = await desk.ask(desk.render, "login.html", token=token, next=next_, name=name, wrong=wrong)
    response = Response(html, status, {"Cache-Control": "no-store"}, "text/html; charset=utf-8")
    accounts.set_cookie(request, response, token, "login", 1800)
    return response


async def _login(request: Request) -> Response:
    desk: Desk = request.app.state.desk
    accounts: Accounts = desk.accounts
    same_origin(request)
    given = dict(await pairs_of(request))
    next_, name = local(given.get("next")), given.get("name", "")[:200]
    known = request.cookies.get(accounts.cookie(request, "login"), "")
    if not known or not hmac.compare_digest(known.encode(), given.get("token", "").encode()):
        return await _form(request, next_, name=name, wrong="This form was too old; try again.", status=403)
    place = request.client.host if request.client else "?"
    try:
        token = await desk.ask(desk.store.login, name, given.get("password", "")[:1000], place, days=HOURS / 24)
    except TooManyTries as error:
        return await _form(request, next_, name=name, wrong=str(error)[:1].upper() + str(error)[1:] + ".", status=429)
    if token is None:
        return await _form(request, next_, name=name, wrong=_WRONG, status=403)
    await _end(request)
    response = RedirectResponse(next_, 303, {"Cache-Control": "no-store"})
    accounts.set_cookie(request, response, token)  # always a new one: nobody can have known it before
    response.delete_cookie(accounts.cookie(request, "login"), secure=accounts.secure(request), httponly=True, samesite="strict")
    return response


async def _logout(request: Request) -> Response:
    desk: Desk = request.app.state.desk
    accounts: Accounts = desk.accounts
    if user_of(request) is not None:
        checked(request, dict(await pairs_of(request)).get("csrf"))
        await _end(request)
    response = RedirectResponse("/", 303, {"Cache-Control": "no-store", "Clear-Site-Data": '"cache", "storage"'})
    response.delete_cookie(accounts.cookie(request), secure=accounts.secure(request), httponly=True, samesite="strict")
    return response


async def _end(request: Request) -> None:
    desk: Desk = request.app.state.desk
    token = request.cookies.get(desk.accounts.cookie(request))
    if token:
        await desk.ask(desk.store.end_token, token)


ROUTES = [
    Route("/login", _show, methods=["GET"]),
    Route("/login", _login, methods=["POST"]),
    Route("/logout", _logout, methods=["POST"]),
]
PAGES: list[object] = []
