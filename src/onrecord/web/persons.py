"""Persons: who is at the desk: logged in by a cookie, or with a token of the API; and that it is really they who ask.

A request that changes something counts only where it comes from the desk's own pages: with a cookie it must bring the session's
CSRF token (OWASP, "Cross-Site Request Forgery Prevention"), which no other site can read, and no browser may say that it is from
elsewhere. A bearer token is no cookie: no browser sends it by itself.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from typing import Any
from urllib.parse import quote, urlsplit

import msgspec
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from .desk import Desk
from .problems import Problem, wants_page

HOURS = 12
"""That a login holds."""
_OPEN = ("/login", "/static/")
_USED_EVERY = 60.0


class User(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks. ``csrf``: what forms of this session bring; null with a token of the API."""

    name: str
    token: str
    csrf: str | None


class Accounts:
    """That there are accounts at a desk. ``reading``: whether also those who only read must log in. ``https``: whether browsers come by
    https through a proxy, so that cookies go no other way."""

    def __init__(self, *, reading: bool = False, https: bool = False) -> None:
        self.reading = reading
        self.https = https
        self._used: dict[str, float] = {}

    @property
    def middleware(self) -> list[Middleware]:
        """What tells each request whose it is."""
        return [Middleware(_Identify, accounts=self)]

    def secure(self, request: Request) -> bool:
        """Whether the browser speaks https with the desk, or with what stands before it."""
        return self.https or request.url.scheme == "https"

    def cookie(self, request: Request, name: str = "onrecord") -> str:
        """The name of a cookie: one with the prefix can be set by no neighbour of the host."""
        return f"__Host-{name}" if self.secure(request) else name

    def set_cookie(
        self, request: Request, response: Response, value: str, name: str = "onrecord", seconds: int = HOURS * 3600
    ) -> None:
        """Give the browser a cookie that no script reads and no other site's page makes it send."""
        response.set_cookie(
            self.cookie(request, name),
            value,
            max_age=seconds,
            path="/",
            secure=self.secure(request),
            httponly=True,
            samesite="strict",
        )

    async def user(self, request: Request) -> User | None:
        """Whose request this is. Raises ``Problem`` (401) for a bearer token that is none."""
        desk: Desk = request.app.state.desk
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            found = await desk.ask(desk.store.whose, token.strip(), "api")
            if found is None:
                raise Problem(401, "This token is none, or no longer one.", {"WWW-Authenticate": 'Bearer error="invalid_token"'})
            await self._put_down(desk, token.strip())
            return User(name=found.name, token=token.strip(), csrf=None)
        token = request.cookies.get(self.cookie(request), "")
        found = await desk.ask(desk.store.whose, token, "session") if token else None
        return None if found is None else User(name=found.name, token=token, csrf=csrf_of(token))

    async def _put_down(self, desk: Desk, token: str) -> None:
        key, at = hashlib.sha256(token.encode()).hexdigest(), time.monotonic()
        if at - self._used.get(key, -_USED_EVERY) >= _USED_EVERY:  # not with every request: writers wait for each other
            self._used[key] = at
            await desk.ask(desk.store.token_used, token)


def csrf_of(token: str) -> str:
    """The CSRF token of a session: who does not know the session's own token cannot reckon it."""
    return hmac.new(token.encode("utf-8", "replace"), b"csrf", hashlib.sha256).hexdigest()


class _Identify:
    """ASGI middleware: ``request.state.user``."""

    def __init__(self, app: ASGIApp, accounts: Accounts) -> None:
        self.app = app
        self.accounts = accounts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            request = Request(scope)
            user = await self.accounts.user(request)
            request.state.user = user
            if user is None and self.accounts.reading and not request.url.path.startswith(_OPEN):
                await to_login(request)(scope, receive, send)
                return
        await self.app(scope, receive, send)


def user_of(request: Request) -> User | None:
    """Who asks; null where nobody is logged in."""
    return getattr(request.state, "user", None)


def to_login(request: Request) -> Response:
    """Where one goes who has to log in first. Raises ``Problem`` (401) for what is no person with a browser."""
    if not wants_page(request):
        raise Problem(
            401,
            "This needs an account: Authorization: Bearer TOKEN (onrecord accounts token NAME).",
            {"WWW-Authenticate": "Bearer"},
        )
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    here = path if request.method == "GET" else "/"
    return RedirectResponse(f"/login?next={quote(here, safe='')}", 303)


def same_origin(request: Request) -> None:
    """Raise ``Problem`` (403) where the browser says that another site's page made it ask."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Problem(403, "This came from another site's page; do it from the desk itself.")
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower():
        raise Problem(403, "This came from another site's page; do it from the desk itself.")


def checked(request: Request, brought: Any) -> User:
    """The user of a request that changes something; ``brought``: the CSRF token in its form. Raises ``Problem`` (401, 403)."""
    user = user_of(request)
    if user is None:
        raise Problem(401, "Log in first.", {"WWW-Authenticate": "Bearer"})
    if user.csrf is not None:
        same_origin(request)
        token = brought if isinstance(brought, str) else request.headers.get("x-csrf-token", "")
        if not hmac.compare_digest(token.encode(), user.csrf.encode()):
            raise Problem(403, "This form is of another login, or came from elsewhere; load its page again.")
    return user


def local(path: str | None, default: str = "/") -> str:
    """``path`` where it leads to a page of the desk itself, else ``default``: nobody is sent elsewhere."""
    if not path or not path.startswith("/") or path.startswith(("//", "/\\")) or not path.isprintable() or "\\" in path:
        return default
    parts = urlsplit(path)
    return default if parts.scheme or parts.netloc else path
