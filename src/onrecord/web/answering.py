"""Answering: a request for a page, as HTML, JSON or CSV, from the cache where the store has not changed."""

from __future__ import annotations

import asyncio
import csv
import io
import re
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ..store.results import cell
from .asking import address, asked_of, query_of
from .desk import Desk
from .held import Held, respond
from .page import Asked, Page
from .persons import user_of

HTML = "text/html; charset=utf-8"
JSON = "application/json"
CSV = "text/csv; charset=utf-8; header=present"


def routes_of(page: Page) -> list[Route]:
    """The routes of a page and of its twins."""
    twins = {"": HTML, ".json": JSON} | ({".csv": CSV} if page.rows else {})
    return [
        Route((page.base if suffix else page.path) + suffix, _endpoint(page, suffix), methods=["GET"])
        for suffix in sorted(twins, key=len, reverse=True)
    ]


def _endpoint(page: Page, suffix: str) -> Callable[[Request], Awaitable[Response]]:
    waiting: dict[Any, asyncio.Future[Held]] = {}

    async def endpoint(request: Request) -> Response:
        desk: Desk = request.app.state.desk
        asked = asked_of(page.asked, request.path_params, request.query_params.multi_items())
        if not page.cached or user_of(request) is not None:
            made = await desk.ask(make, desk, page, asked, suffix, request)
            return respond(request, made, packed=False)
        # the stamp is taken before the store is asked: what is written meanwhile makes the answer too old, never too new
        stamp = await desk.ask(desk.store.stamp)
        key = (page.base, suffix, tuple(sorted(request.path_params.items())), query_of(page, asked))
        held = desk.cache.get(key, stamp)
        if held is None:
            task = waiting.get((key, stamp))
            if task is None:  # whoever asks the same while it is made waits for it
                task = asyncio.ensure_future(desk.ask(make, desk, page, asked, suffix))
                waiting[key, stamp] = task
                task.add_done_callback(lambda _: waiting.pop((key, stamp), None))
            held = await asyncio.shield(task)
            desk.cache.put(key, stamp, held)
        return respond(request, held)

    return endpoint


def make(desk: Desk, page: Page, asked: Asked, suffix: str, request: Request | None = None) -> Held:
    """The answer to one request, from the store."""
    user = user_of(request) if request is not None else None
    seen = desk.store.version() if user is not None else None  # before the answer: what changes in between is a conflict, not lost
    desk.fresh()
    answer = page.read(desk, asked)
    headers = {}
    more = page.rows is not None and getattr(answer, "next", None)
    if more:
        headers["Link"] = f'<{address(page, asked, suffix, **_next(page, asked, answer))}>; rel="next"'
    if suffix == ".json":
        return Held(msgspec.json.encode(answer), JSON, headers, lasting=desk.fresh())
    if suffix == ".csv":
        assert page.rows is not None
        name = re.sub(r"\W+", "-", page.base).strip("-")
        headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return Held(_csv(getattr(answer, page.rows), page), CSV, headers, lasting=desk.fresh())
    context = page.view(desk, asked, answer) if page.view else {}
    html = desk.render(page.template, page=page, asked=asked, answer=answer, user=user, seen=seen, **context)
    return Held(html.encode("utf-8", "replace"), HTML, headers, lasting=desk.fresh())


def following(page: Page, asked: Asked, more: bool, count: int) -> str | None:
    """The address of the JSON twin's next rows, where there are ``more`` behind these ``count``."""
    offset = getattr(asked, "offset", 0) + count
    return address(page, asked, ".json", offset=offset) if more and offset <= 10_000 else None


def _next(page: Page, asked: Asked, answer: Any) -> dict[str, int]:
    assert page.rows is not None
    return {"offset": getattr(asked, "offset", 0) + len(getattr(answer, page.rows))}


_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _csv(rows: list[msgspec.Struct], page: Page) -> bytes:
    """Rows as CSV. Text that a spreadsheet would run as a formula gets an apostrophe before it: it is other people's text."""
    assert page.rows is not None
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(row_type(page).__struct_fields__)
    for row in rows:
        values = [cell(value) for value in msgspec.structs.astuple(row)]
        writer.writerow([f"'{v}" if isinstance(v, str) and v.startswith(_FORMULA) else v for v in values])
    return stream.getvalue().encode("utf-8", "replace")


def row_type(page: Page) -> type[msgspec.Struct]:
    """The type of the rows of a list."""
    field = next(field for field in msgspec.structs.fields(page.gives) if field.name == page.rows)
    of: type[msgspec.Struct] = field.type.__args__[0]
    return of
