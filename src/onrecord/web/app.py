"""App: the desk as an ASGI application."""

from __future__ import annotations

from collections.abc import Collection

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from ..store import Store
from . import assets, openapi
from .actions import route_of
from .answering import routes_of
from .desk import Desk
from .guard import Guard
from .pages import MODULES, WRITING
from .pages import login as logging_in
from .persons import Accounts
from .problems import answer_problem

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def create_app(
    store: Store,
    *,
    hosts: Collection[str] | None = LOOPBACK,
    accounts: Accounts | None = None,
    write: bool = True,
    jobs: str | None = None,
) -> Starlette:
    """The desk over an open store, which the caller closes.

    ``hosts``: the names by which it may be addressed (see ``Guard``). ``accounts``: that there are any: null for a desk that only reads.
    ``write``: whether they may do more than read. ``jobs``: a folder in
    which the processes of one desk tell each other how far what is being read is; null where there is one process.
    """
    modules = MODULES if accounts is None else (*MODULES, logging_in, *(WRITING if write else ()))
    pages = [page for module in modules for page in module.PAGES]
    actions = [action for module in modules for action in getattr(module, "ACTIONS", ())]
    routes: list[BaseRoute] = [assets.ROUTE, openapi.ROUTE]
    for page in pages:
        routes += routes_of(page)
    bodies: dict[str, int] = {}
    routes += [route_of(action) for action in actions]
    for module in modules:
        routes += getattr(module, "ROUTES", ())
        bodies |= getattr(module, "BODIES", {})
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Guard, hosts=hosts, bodies=bodies), *(accounts.middleware if accounts is not None else ())],
        exception_handlers={HTTPException: answer_problem},  # the guard answers all others
    )
    app.router.redirect_slashes = False
    app.state.desk = Desk(store, pages, accounts=accounts, actions=actions, jobs=jobs)
    return app
