"""Adding: a text, files, addresses or a feed given to the desk, and how far they are."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any

import msgspec
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from ...intake import IntakeError, iso_date
from ...store.inputs import is_address
from ..actions import Action, Done, problem
from ..asking import wrong
from ..bodies import Body, Words
from ..desk import Desk
from ..jobs import Full, Progress, Source, put_files
from ..persons import checked, to_login, user_of
from ..problems import Problem, wants_page

LARGEST = 32 * 2**20
"""Bytes of all files that are sent at once."""
LONGEST = 2 * 2**20
"""Characters of a text that is pasted."""
FILES, ADDRESSES = 50, 100
STREAM = 45.0
"""Seconds after which a stream of news ends; the browser asks for the next by itself."""
BODIES = {"/add": LARGEST, "/articles": 4 * LONGEST}


class Given(Body, kw_only=True):
    """What to read: a ``text``, with what is known of it, or ``addresses`` of pages, feeds or sitemaps (https://...)."""

    text: Annotated[str, msgspec.Meta(max_length=LONGEST)] | None = None
    title: Words | None = None
    publisher: Words | None = None
    published: Words | None = None
    url: Words | None = None
    addresses: Annotated[list[Words], msgspec.Meta(max_length=ADDRESSES)] = msgspec.field(default_factory=list)
    any_language: bool = False


def _source(given: Given, folder: str | None = None) -> tuple[list[str], Source]:
    """What is to be read, in words and as a job takes it. Raises ``ValueError``."""
    text = given.text if given.text and given.text.strip() else None
    for address in given.addresses:
        if not is_address(address) or not address.isprintable() or " " in address:
            raise ValueError(f"{address[:100]!r} is no address; write https://...")
    if given.url and not is_address(given.url):
        raise ValueError("the address of the text begins with https:// or http://")
    if given.published:
        try:
            iso_date(given.published)
        except IntakeError as error:
            raise ValueError(str(error)) from None
    if text is None and not given.addresses and folder is None:
        raise ValueError("there is nothing to read; paste a text, choose files, or give addresses")
    known = {name: value for name in ("title", "publisher", "published", "url") if (value := getattr(given, name))}
    what = ([f"a text of {len(text):,} characters"] if text else []) + given.addresses
    return what, Source(text=text, known=known, folder=folder, addresses=given.addresses, any_language=given.any_language)


def start(desk: Desk, by: str, what: list[str], source: Source) -> Progress:
    """Give the desk a job. Raises ``Problem`` (503) where too many wait."""
    try:
        return desk.jobs.start(by, what, source)
    except Full:
        raise Problem(503, "Too much is waiting to be read; try again later.", {"Retry-After": "60"}) from None


def _add(desk: Desk, by: str, path: dict[str, int], body: Given) -> Done:
    job = start(desk, by, *_source(body))
    return Done(page=f"/add/{job.id}")


ACTIONS = [
    Action(
        path="/articles", takes=Given, does=_add, form=lambda pairs: _fields(dict(pairs)),
        summary="Read articles into the store. How far that is: the `page` of the answer, with `.json`.",
    )
]  # fmt: skip


def _fields(given: dict[str, Any]) -> dict[str, Any]:
    found = {name: given[name] for name in ("text", "title", "publisher", "published", "url", "any_language") if given.get(name)}
    if "text" in found:
        found["text"] = found["text"].replace("\r\n", "\n")  # browsers send every end of a line so
    return found | {"addresses": given.get("addresses", "").split()}


async def _show(request: Request) -> Response:
    desk: Desk = request.app.state.desk
    user = user_of(request)
    if user is None:
        return to_login(request)
    html = await desk.ask(desk.render, "add.html", user=user, jobs=desk.jobs.latest()[:10], most=LARGEST // 2**20)
    return Response(html, 200, {"Cache-Control": "no-store"}, "text/html; charset=utf-8")


async def _take(request: Request) -> Response:
    desk: Desk = request.app.state.desk
    if user_of(request) is None:
        return to_login(request)
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Problem(415, "Send a form (multipart/form-data) here, or JSON to /articles.")
    try:
        async with request.form(max_files=FILES, max_fields=50, max_part_size=4 * LONGEST) as form:
            user = checked(request, form.get("csrf"))
            given, files = await _sent(form)
    except HTTPException as error:  # the parser's
        raise problem(422, error.detail) from None
    folder = await desk.ask(put_files, files) if files else None
    try:
        what, source = _source(given, folder)
    except ValueError as error:
        raise problem(422, str(error)) from None
    job = start(desk, user.name, [*(name for name, _ in files), *what], source)
    if wants_page(request):
        return RedirectResponse(f"/add/{job.id}", 303)
    return Response(msgspec.json.encode(Done(page=f"/add/{job.id}")), 200, {"Cache-Control": "no-store"}, "application/json")


async def _sent(form: FormData) -> tuple[Given, list[tuple[str, bytes]]]:
    files = [entry for entry in form.getlist("files") if isinstance(entry, UploadFile) and entry.filename]
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    try:
        given = msgspec.convert(_fields(fields), Given, strict=False)
    except msgspec.ValidationError as error:
        raise problem(422, wrong(error, Given)) from None
    return given, [(str(file.filename), await file.read()) for file in files]


def _job(request: Request) -> Progress:
    desk: Desk = request.app.state.desk
    job = desk.jobs.get(request.path_params["id"])
    if job is None:
        raise Problem(404, "This is not, or no longer, known here; what was read is in the store.")
    return job


async def _progress(request: Request) -> Response:
    desk: Desk = request.app.state.desk
    if user_of(request) is None:
        return to_login(request)
    html = await desk.ask(desk.render, "job.html", user=user_of(request), job=_job(request))
    return Response(html, 200, {"Cache-Control": "no-store"}, "text/html; charset=utf-8")


async def _progress_json(request: Request) -> Response:
    if user_of(request) is None:
        return to_login(request)
    return Response(msgspec.json.encode(_job(request)), 200, {"Cache-Control": "no-store"}, "application/json")


async def _events(request: Request) -> Response:
    """How far a job is, as server-sent events: one whenever something is new."""
    if user_of(request) is None:
        return to_login(request)
    desk: Desk = request.app.state.desk
    job = _job(request)

    async def stream() -> AsyncIterator[bytes]:
        last, until = b"", asyncio.get_running_loop().time() + STREAM
        while asyncio.get_running_loop().time() < until:
            so_far = await desk.ask(desk.jobs.get, job.id)
            now = msgspec.json.encode(so_far or job)
            if now != last:
                yield b"data: " + now + b"\n\n"
                last = now
            if so_far is None or so_far.over:
                yield b"event: over\ndata: {}\n\n"
                return
            await asyncio.sleep(0.3)

    return StreamingResponse(stream(), 200, {"Cache-Control": "no-store"}, "text/event-stream")


ROUTES = [
    Route("/add", _show, methods=["GET"]),
    Route("/add", _take, methods=["POST"]),
    Route("/add/{id}.json", _progress_json, methods=["GET"]),
    Route("/add/{id}/events", _events, methods=["GET"]),
    Route("/add/{id}", _progress, methods=["GET"]),
]
PAGES: list[Any] = []
