"""The date of publication as the user, a JSON line or a page gives it."""

from __future__ import annotations

import re
from datetime import date, datetime

from .problems import IntakeError

_ISO = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T\s]\s*(\d\d[\d:.,]*)\s*(Z|[+-]\d\d:?\d\d)?)?", re.ASCII | re.IGNORECASE)


def iso_date(value: str) -> str:
    """``value``, an ISO 8601 date or date with time, as "YYYY-MM-DD".

    A time and its offset are dropped: the date is the one that the article's own clock shows.
    Raises ``IntakeError`` where it is no such date.
    """
    m = _ISO.fullmatch(value.strip())
    try:
        if m is None:
            raise ValueError
        day = date(int(m[1]), int(m[2]), int(m[3]))
        if m[4]:
            datetime.fromisoformat("2000-01-01T" + m[4].replace(",", "."))
    except ValueError:
        shown = value if len(value) <= 40 else value[:40] + "…"
        raise IntakeError(f"published is {shown!r}, which is not a date; give it as YYYY-MM-DD, as in 2016-09-12") from None
    return day.isoformat()
