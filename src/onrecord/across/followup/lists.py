"""Commitments with what became of them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import and_, or_

from ...store import NotFound, QueryError, Results, Store
from ...store.filters import Filters, check_dates
from ...store.lists import CommitmentRow, commitments_query, commitments_where, page_of_commitments
from ...store.schema import commitment_statuses
from ...store.schema import commitments as _commitments
from .status import STATUSES

_T = commitment_statuses.c


def commitments(
    store: Store,
    *,
    open: bool = False,
    status: str | list[str] | None = None,
    overdue: bool = False,
    as_of: str | None = None,
    due: str | None = None,
    due_since: str | None = None,
    due_until: str | None = None,
    limit: int | None = 20,
    offset: int = 0,
    **filters: Any,
) -> Results[CommitmentRow]:
    """Commitments, the newest first, near-copies once, with what became of them; ``filters`` are those of ``Store.search``.

    ``open``: only those that nobody has settled: without a status, or with the status open. ``status``: with this one, or one of these.
    ``overdue``: open and due before the day ``as_of`` (null: today). ``due``: due on a day, in a month or a year; ``due_since``, ``due_until``
    likewise. Raises ``QueryError``.
    """
    wanted = [status] if isinstance(status, str) else list(status or ())
    for name in wanted:
        if name not in STATUSES:
            raise QueryError(f"there is no status {name!r}: choose of {', '.join(STATUSES)}")
    by = Filters(**filters)
    check_dates(due=due, due_since=due_since, due_until=due_until)
    day = as_of or datetime.now(UTC).date().isoformat()
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        raise QueryError(f"as of: {day!r} is no day; write YYYY-MM-DD")
    with store.reading() as connection:
        found = commitments_where(connection, by, due or due_since, due or due_until)
        if found is None:
            return Results(CommitmentRow, [])
        if wanted:
            found.own.append(_T.status.in_(wanted))
            found.few = True
        if open or overdue:
            found.own.append(or_(_T.status.is_(None), _T.status == "open"))
        if overdue:  # "2016-09" is over when the month is
            ends = _commitments.c.deadline_date
            found.own.append(and_(ends < day, ends.not_in([day[:4], day[:7]])))
            found.few = True
        return page_of_commitments(connection, found, limit, offset)


def commitment(store: Store, number: int) -> CommitmentRow:
    """The commitment with this number. Raises ``NotFound``."""
    with store.reading() as connection:
        query = commitments_query().where(_commitments.c.id == number)
        row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFound(f"there is no commitment {number} in the store")
    return CommitmentRow(**row)
