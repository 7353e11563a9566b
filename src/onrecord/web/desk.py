"""Desk: what every page needs, held in ``app.state.desk``: the store, the templates, the threads that ask the store."""

from __future__ import annotations

import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

import anyio.to_thread
from anyio import CapacityLimiter

from ..store import Store, StoreError
from ..store.browse import Revision
from ..store.stats import Stats
from .cache import Cache
from .jobs import Jobs
from .views import environment

if TYPE_CHECKING:
    from .actions import Action
    from .page import Page

P = ParamSpec("P")
T = TypeVar("T")

THREADS = 2
"""How many requests ask the store at once; the others wait their turn: more only get in each other's way, and each has a cache of its own."""


WAITED_FOR = 0.3
"""Seconds that a count may take to be waited for each time that the store has changed."""
OLDEST = 300.0
"""Seconds that a count which takes longer is given for, while it is made anew."""
KEPT = 32
"""Revisions that are kept."""
SOME = 500
"""Counts on single things (a person, a commitment) that are kept."""


class _Counted:
    """A count over the whole store: of which state, when it was made, how long that took."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.stamp = ""
        self.value: Any = None
        self.at = self.took = 0.0

    def count(self, stamp: str, count: Callable[[], Any]) -> None:
        begun = time.monotonic()
        self.value = count()
        self.at = time.monotonic()
        self.took = self.at - begun
        self.stamp = stamp


class Desk:
    """One store at one desk.

    ``accounts``: who may write, or null where the desk only reads. Beyond loopback the desk is not served without.
    """

    def __init__(
        self, store: Store, pages: list[Page], *, accounts: Any = None, actions: Sequence[Action] = (), jobs: str | None = None
    ) -> None:
        self.store = store
        self.pages = pages
        self.accounts = accounts
        self.actions = list(actions)
        self.jobs = Jobs(store, jobs)
        self.cache = Cache()
        self.limiter = CapacityLimiter(THREADS)
        self._lock = threading.Lock()
        self._counts: dict[Hashable, _Counted] = {}
        self._some: OrderedDict[Hashable, _Counted] = OrderedDict()
        self._revisions: dict[tuple[int, int | None, str], Revision] = {}
        self._made = threading.local()
        self.templates = environment()
        self.templates.globals["desk"] = self

    @property
    def sections(self) -> list[Page]:
        """The pages of the menu."""
        return [page for page in self.pages if page.section]

    def stats(self) -> Stats:
        """``Store.stats``, as ``recounted``."""
        return self.recounted("stats", self.store.stats)

    def recounted(self, name: Hashable, count: Callable[[], T], *, one: bool = False) -> T:
        """What ``count`` returns, for counts over the whole store: once for each state of the store, under ``name``.

        One that takes long is not waited for when the store has changed: for some minutes the last one is given, and it is
        counted anew meanwhile. ``one``: it is on one thing of many; of these the last are kept.
        """
        stamp = self.store.stamp()
        with self._lock:
            held: dict[Hashable, _Counted] = self._some if one else self._counts
            entry = held.setdefault(name, _Counted())
            if one:
                self._some.move_to_end(name)
                while len(self._some) > SOME:
                    self._some.popitem(last=False)
        if entry.stamp == stamp:
            return cast(T, entry.value)
        if entry.took > WAITED_FOR and time.monotonic() - entry.at < OLDEST:
            self._made.stale = True
            if entry.lock.acquire(blocking=False):
                threading.Thread(target=self._recount, args=(entry, stamp, count), daemon=True).start()
            return cast(T, entry.value)
        with entry.lock:  # whoever asks the same meanwhile waits for it
            if entry.stamp != stamp:
                entry.count(stamp, count)
            return cast(T, entry.value)

    def _recount(self, entry: _Counted, stamp: str, count: Callable[[], Any]) -> None:
        try:
            entry.count(stamp, count)
        except StoreError as error:  # the last count is given for a little longer
            print(f"onrecord: {error}", file=sys.stderr)
        finally:
            entry.lock.release()

    def warm(self) -> None:
        """Make ready what takes long over a large store, so that the first reader does not wait for it."""
        for page in self.pages:
            if page.warm is not None:
                page.warm(self)

    def revision(self, article: int, number: int | None = None) -> Revision:
        """``Store.revision``; the last few are kept, since a page and the next often need the same."""
        key = (article, number, self.store.stamp())
        with self._lock:
            kept = self._revisions.pop(key, None)
        shown = kept if kept is not None else self.store.revision(article, number)
        with self._lock:
            self._revisions[key] = shown
            while len(self._revisions) > KEPT:
                self._revisions.pop(next(iter(self._revisions)))
        return shown

    def fresh(self) -> bool:
        """Whether what this thread has made since it last asked this was made of the store's present state alone."""
        stale = getattr(self._made, "stale", False)
        self._made.stale = False
        return not stale

    async def ask(self, function: Callable[P, T], *args: P.args, **options: P.kwargs) -> T:
        """What ``function`` returns, called in a thread: for all that asks the store or takes more than a moment."""
        return await anyio.to_thread.run_sync(lambda: function(*args, **options), limiter=self.limiter)

    def render(self, template: str, **context: Any) -> str:
        """A template with ``context``, as HTML."""
        return self.templates.get_template(template).render(**context)
