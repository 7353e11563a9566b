"""Assets: the style sheets, scripts and pictures that ship with the desk, held in memory under names that tell their version."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .held import Held, respond

_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
}


@cache
def assets() -> dict[str, Held]:
    """Every asset by its name: the desk's own, and the style and script of the HTML export's article."""
    found = {}
    for file in files("onrecord.web").joinpath("static").iterdir():
        found[file.name] = file.read_bytes()
    exported = files("onrecord.export").joinpath("templates")
    found["article.css"] = exported.joinpath("page.css").read_bytes()
    found["article.js"] = exported.joinpath("page.js").read_bytes()
    return {name: Held(body, _TYPES[name.rpartition(".")[2]]) for name, body in found.items() if "." in name}


@cache
def asset(name: str) -> str:
    """The address of an asset; another version of it has another address, so that it may be kept for good."""
    return f"/static/{name}?v={hashlib.sha256(assets()[name].body).hexdigest()[:12]}"


async def _serve(request: Request) -> Response:
    held = assets().get(request.path_params["name"])
    if held is None:
        raise HTTPException(404)
    response = respond(request, held)
    if request.query_params.get("v"):
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Vary"] = "Accept-Encoding"
    return response


ROUTE = Route("/static/{name}", _serve, methods=["GET"])
