"""Guard: what every request must keep to, and what every answer says, whatever page it is for."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .problems import Problem, answer_problem

LONGEST_ADDRESS = 8000
"""Bytes of a path and its query."""
LARGEST_BODY = 64 * 1024
"""Bytes of a request's body, where its route does not allow more."""
SECONDS = 60
"""That a request may take, its answer's way to a slow client included."""

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """ASGI middleware: the host by which the desk is addressed, sizes, time, errors, and the headers that bind the browser.

    ``hosts``: names by which it may be addressed; others are refused, so that no other site's name can be made to point here
    (DNS rebinding); null allows every name. ``bodies``: paths that take a larger body than others, and how many bytes.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str] | None, bodies: Mapping[str, int] | None = None) -> None:
        self.app = app
        self.hosts = None if hosts is None else {host.lower().strip("[]") for host in hosts}
        self.bodies = dict(bodies or {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                known = {name.lower() for name, _ in message["headers"]}
                extra = [(name.encode(), value.encode()) for name, value in HEADERS.items() if name.encode() not in known]
                message = {**message, "headers": [*message["headers"], *extra]}
            await send(message)

        try:
            if problem := self._refused(scope):
                raise problem
            async with asyncio.timeout(SECONDS):
                await self.app(scope, self._bounded(scope, receive), sending)
        except Exception as error:
            if started:
                raise
            slow = Problem(503, "This took too long; ask for less.", {"Retry-After": "10"})
            response = await answer_problem(Request(scope), slow if isinstance(error, TimeoutError) else error)
            await response(scope, receive, sending)

    def _refused(self, scope: Scope) -> Problem | None:
        headers = {name.lower(): value for name, value in scope["headers"]}
        if self.hosts is not None and _name(headers.get(b"host", b"").decode("latin-1")) not in self.hosts:
            return Problem(400, "The desk is not known by this name; start it with --allow-host NAME where it should be.")
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_ADDRESS:
            return Problem(414, f"The address is longer than {LONGEST_ADDRESS:,} bytes.")
        length, most = headers.get(b"content-length", b"0"), self._most(scope)
        if not length.isdigit() or int(length) > most:
            return Problem(413, f"At most {most:,} bytes can be sent here.")
        return None

    def _most(self, scope: Scope) -> int:
        return self.bodies.get(scope["path"], LARGEST_BODY)

    def _bounded(self, scope: Scope, receive: Receive) -> Receive:
        """``receive``, which counts what comes: a body need not tell its length beforehand."""
        most = left = self._most(scope)

        async def receiving() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise Problem(413, f"At most {most:,} bytes can be sent here.")
            return message

        return receiving


def _name(host: str) -> str:
    """The name in a Host header, without its port."""
    host = host.lower()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]
