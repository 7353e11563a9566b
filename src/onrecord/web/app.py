"""App: the desk as an ASGI application."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from ..store import Store
from . import assets, openapi
from .answering import routes_of
from .desk import Desk
from .guard import Guard
from .pages import MODULES
from .problems import answer_problem

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def create_app(store: Store, *, hosts: Collection[str] | None = LOOPBACK, accounts: Any = None) -> Starlette:
    """The desk over an open store, which the caller closes.

    ``hosts``: the names by which it may be addressed (see ``Guard``). ``accounts``: who may write; null: nobody.
    """
    pages = [page for module in MODULES for page in module.PAGES]
    routes: list[BaseRoute] = [assets.ROUTE, openapi.ROUTE]
    for page in pages:
        routes += routes_of(page)
    bodies: dict[str, int] = {}
    for module in MODULES:
        routes += getattr(module, "ROUTES", ())
        bodies |= getattr(module, "BODIES", {})
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Guard, hosts=hosts, bodies=bodies), *(accounts.middleware if accounts is not None else ())],
        exception_handlers={HTTPException: answer_problem},  # the guard answers all others
    )
    app.router.redirect_slashes = False
    app.state.desk = Desk(store, pages, accounts=accounts)
    return app
