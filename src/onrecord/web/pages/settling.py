"""Settling: what a person says became of a commitment, with evidence."""

from __future__ import annotations

from typing import Any

from ... import across
from ...across.followup import Status
from ..actions import Action, Done
from ..bodies import Body, Seen, Words, plain_form
from ..desk import Desk


class Settled(Body, kw_only=True):
    """What became of it. ``evidence``: "statement 17", "event 4", an address, or words. ``seen``: the last entry of the log when it was looked at."""

    status: Status
    evidence: Words | None = None
    seen: Seen | None = None


def _settle(desk: Desk, by: str, path: dict[str, int], body: Settled) -> Done:
    number = path["number"]
    done = across.set_status(desk.store, number, body.status, by, body.evidence, seen=body.seen)
    return Done(entry=done.entry, version=desk.store.version(), page=f"/commitments/{number}")


ACTIONS = [
    Action(
        path="/commitments/{number:int}/status", takes=Settled, form=plain_form, does=_settle,
        summary="Say what became of a commitment.",
    ),
]  # fmt: skip
PAGES: list[Any] = []
