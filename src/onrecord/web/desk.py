"""Desk: what every page needs, held in ``app.state.desk``: the store, the templates, the threads that ask the store."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import anyio.to_thread
from anyio import CapacityLimiter

from ..store import Store
from ..store.stats import Stats
from .cache import Cache
from .jobs import Jobs
from .views import environment

if TYPE_CHECKING:
    from .actions import Action
    from .page import Page

P = ParamSpec("P")
T = TypeVar("T")

THREADS = 4
"""How many requests ask the store at once; the others wait their turn."""


class Desk:
    """One store at one desk.

    ``accounts``: who may write, or null where the desk only reads. Beyond loopback the desk is not served without.
    """

    def __init__(self, store: Store, pages: list[Page], *, accounts: Any = None, actions: Sequence[Action] = ()) -> None:
        self.store = store
        self.pages = pages
        self.accounts = accounts
        self.actions = list(actions)
        self.jobs = Jobs(store)
        self.cache = Cache()
        self.limiter = CapacityLimiter(THREADS)
        self._lock = threading.Lock()
        self._stats: tuple[str, Stats] | None = None
        self.templates = environment()
        self.templates.globals["desk"] = self

    @property
    def sections(self) -> list[Page]:
        """The pages of the menu."""
        return [page for page in self.pages if page.section]

    def stats(self) -> Stats:
        """``Store.stats``, counted once for each state of the store."""
        stamp = self.store.stamp()
        with self._lock:
            if self._stats is None or self._stats[0] != stamp:
                self._stats = (stamp, self.store.stats())
            return self._stats[1]

    async def ask(self, function: Callable[P, T], *args: P.args, **options: P.kwargs) -> T:
        """What ``function`` returns, called in a thread: for all that asks the store or takes more than a moment."""
        return await anyio.to_thread.run_sync(lambda: function(*args, **options), limiter=self.limiter)

    def render(self, template: str, **context: Any) -> str:
        """A template with ``context``, as HTML."""
        return self.templates.get_template(template).render(**context)
