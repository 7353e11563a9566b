"""Page: one address of the desk, declared once; from it come its routes, its JSON and CSV twins and its part of ``/openapi.json``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import msgspec

if TYPE_CHECKING:
    from .desk import Desk

Number = Annotated[int, msgspec.Meta(ge=1, le=2**63 - 1)]
"""The number of something in the store."""

View = Callable[["Desk", Any, Any], dict[str, Any]]


class Asked(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What a page can be asked for: a field a parameter, of the path where the path names it, else of the query.

    Subclasses add fields. Each has a default, unless it is of the path; a list is a parameter that may be given several times.
    """


class Paged(Asked, kw_only=True):
    """What a list can be asked for."""

    limit: Annotated[int, msgspec.Meta(ge=1, le=500, description="At most so many rows.")] = 20
    offset: Annotated[int, msgspec.Meta(ge=0, le=10_000, description="Begin behind so many rows.")] = 0


@dataclass(frozen=True, kw_only=True)
class Page:
    """An address of the desk.

    ``path``: as Starlette writes it ("/article/{number:int}"). ``asked``: what it takes; ``gives``: what ``read`` returns from the
    store, which is the JSON twin's body. ``read(desk, asked)`` runs in a thread; it may raise ``NotFound`` and ``QueryError``.
    ``template``: of the HTML page, which has ``answer``, ``asked`` and what ``view(desk, asked, answer)`` adds. ``rows``: the field
    of the answer that holds a list: it makes the page a list, with a CSV twin and a ``next`` link. ``section``: its name in the
    menu, if it is in it. ``cached``: whether the same request gives the same answer to everyone until the store changes. ``warm(desk)``: makes ready
    what takes long over a large store (``Desk.recounted``).
    """

    path: str
    asked: type[Asked]
    gives: type[msgspec.Struct]
    read: Callable[[Desk, Any], Any]
    template: str
    summary: str
    rows: str | None = None
    section: str | None = None
    view: View | None = None
    cached: bool = True
    warm: Callable[[Desk], object] | None = None

    @property
    def base(self) -> str:
        """The path that ``.json`` and ``.csv`` are put behind."""
        return "/index" if self.path == "/" else self.path

    @property
    def in_path(self) -> list[str]:
        """The parameters that the path names."""
        return re.findall(r"\{(\w+)", self.path)
