"""Held: a finished answer, and what of it a request still needs."""

from __future__ import annotations

import gzip
import hashlib
import re

from starlette.requests import Request
from starlette.responses import Response

_WORTH_PACKING = 1000


class Held:
    """An answer: its body, plain and compressed, its type, its entity tag, and further headers.

    ``lasting``: whether it is the answer until the store changes; else it is not kept.
    """

    __slots__ = ("body", "etag", "headers", "lasting", "packed", "type")

    def __init__(self, body: bytes, type_: str, headers: dict[str, str] | None = None, *, lasting: bool = True) -> None:
        self.body = body
        self.lasting = lasting
        self.type = type_
        self.headers = headers or {}
        self.packed = gzip.compress(body, 5, mtime=0) if len(body) >= _WORTH_PACKING else None
        self.etag = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'

    @property
    def size(self) -> int:
        """The room that it takes."""
        return len(self.body) + len(self.packed or b"") + 500


def respond(request: Request, held: Held, *, packed: bool = True) -> Response:
    """What is held, as far as the client does not have it yet."""
    headers = held.headers | {"ETag": held.etag, "Cache-Control": "private, no-cache", "Vary": "Accept, Accept-Encoding, Cookie"}
    if held.etag in _tags(request.headers.get("if-none-match", "")):
        return Response(None, 304, headers)
    body = held.body
    if packed and held.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        body = held.packed
        headers["Content-Encoding"] = "gzip"
    return Response(body, 200, headers, held.type)


def _tags(header: str) -> list[str]:
    return [tag if tag.startswith("W/") else f"W/{tag}" for tag in re.findall(r'(?:W/)?"[^"]*"', header)]
