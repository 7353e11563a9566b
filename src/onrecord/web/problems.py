"""Problems: errors as problem documents (RFC 9457), or as a page for people."""

from __future__ import annotations

import sys
import traceback
from http import HTTPStatus
from typing import TYPE_CHECKING

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from ..store import Conflict, NotFound, QueryError, StoreError

if TYPE_CHECKING:
    from .desk import Desk


class ProblemDocument(msgspec.Struct, kw_only=True):
    """What went wrong: RFC 9457. ``detail`` says what to do."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str | None = None


class Problem(Exception):
    """What is wrong with a request. ``headers`` go into the answer."""

    def __init__(self, status: int, detail: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = headers or {}

    def document(self) -> bytes:
        """The problem document."""
        title = HTTPStatus(self.status).phrase
        return msgspec.json.encode(ProblemDocument(title=title, status=self.status, detail=self.detail))


_SAYS = {
    404: "There is nothing at this address.",
    405: "This address can be read (GET, HEAD), and nothing else.",
}


def problem_of(error: Exception) -> Problem:
    """Any error as a problem; what is no fault of the request is written to standard error, and not told."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, NotFound):
        return Problem(404, _sentence(str(error.args[0])))
    if isinstance(error, QueryError):
        return Problem(422, _sentence(str(error)))
    if isinstance(error, HTTPException):
        return Problem(error.status_code, _SAYS.get(error.status_code, error.detail), dict(error.headers or {}))
    if isinstance(error, Conflict):
        return Problem(409, _sentence(str(error)))
    if isinstance(error, StoreError):
        print(f"onrecord: {error}", file=sys.stderr)
        return Problem(503, "The store cannot be read just now; try again in a moment.", {"Retry-After": "5"})
    traceback.print_exception(error, file=sys.stderr)
    return Problem(500, "Something went wrong here; it was written down where the desk was started.")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


async def answer_problem(request: Request, error: Exception) -> Response:
    """An error as a page where a page was asked for, else as a problem document."""
    problem = problem_of(error)
    headers = problem.headers | {"Cache-Control": "no-store"}
    if wants_page(request):
        desk: Desk = request.app.state.desk
        html = desk.render("problem.html", status=problem.status, title=HTTPStatus(problem.status).phrase, detail=problem.detail)
        return Response(html, problem.status, headers, "text/html; charset=utf-8")
    return Response(problem.document(), problem.status, headers, "application/problem+json")


def wants_page(request: Request) -> bool:
    """Whether a person asks: with a browser, for no twin."""
    return "text/html" in request.headers.get("accept", "") and not request.url.path.endswith((".json", ".csv"))
