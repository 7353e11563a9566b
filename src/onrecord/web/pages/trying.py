"""Trying again what was put aside: one article, or all."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from ..actions import Action, Done, Pairs
from ..bodies import Body
from ..desk import Desk
from ..jobs import Source
from ..page import Number
from .adding import start


class TriedAgain(Body, kw_only=True):
    """``failures``: the numbers of those to try again (``/failures.json``); null: all."""

    failures: Annotated[list[Number], msgspec.Meta(min_length=1, max_length=500)] | None = None


def _retry(desk: Desk, by: str, path: dict[str, int], body: TriedAgain) -> Done:
    open_ = {row.id: row.source for row in desk.store.failures()}
    if body.failures is None and not open_:
        raise ValueError("nothing is put aside")
    wanted = list(open_) if body.failures is None else body.failures
    if missing := [number for number in wanted if number not in open_]:
        raise ValueError(f"{', '.join(map(str, missing[:10]))}: not put aside, or no longer")
    what = ["all that was put aside"] if body.failures is None else [open_[number] for number in wanted]
    job = start(desk, by, what, Source(again=wanted))
    return Done(page=f"/add/{job.id}")


def _form(pairs: Pairs) -> dict[str, Any]:
    chosen = [value for name, value in pairs if name == "failures" and value]
    return {"failures": chosen} if chosen else {}


ACTIONS = [
    Action(
        path="/failures/retry", takes=TriedAgain, form=_form, does=_retry,
        summary="Try again what was put aside. How far that is: the `page` of the answer, with `.json`.",
    ),
]  # fmt: skip
PAGES: list[Any] = []
