"""Log: what persons did to the store."""

from __future__ import annotations

import msgspec

from ...store.log import Entry
from ..answering import following
from ..desk import Desk
from ..filtering import Text
from ..page import Number, Page, Paged


class LogAsked(Paged, kw_only=True):
    """Which entries. ``subject``: what was done to ("statement"), ``subject_id`` its number."""

    subject: Text | None = None
    subject_id: Number | None = None


class Log(msgspec.Struct, kw_only=True):
    """What persons did, the latest first. ``next``: the address of further rows."""

    rows: list[Entry]
    next: str | None


def _read(desk: Desk, asked: LogAsked) -> Log:
    found = desk.store.log(asked.subject, asked.subject_id, limit=asked.limit, offset=asked.offset)
    return Log(rows=list(found), next=following(PAGE, asked, found.more, len(found)))


PAGE = Page(
    path="/log",
    asked=LogAsked,
    gives=Log,
    read=_read,
    rows="rows",
    template="log.html",
    section="Log",
    summary="What persons put right, who and when.",
)
PAGES = [PAGE]
