"""The date of publication as the user, a JSON line or a page gives it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from ..article import Zone
from .forms import FULL_DATE, REVISED, STAMP
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


def day_of(value: str) -> str:
    """As ``iso_date``, and also of dates that name the month, or begin with the year, in the order that the text has.

    "Mon, 12 Sep 2016 23:30:00 -0500" (RFC 2822, as feeds have it), "September 12, 2016", "2016/09/12". Figures alone
    in any other order ("12/09/2016") are no date here, since half of the world reads them the other way round.
    """
    try:
        return iso_date(value)
    except IntakeError as error:
        text = value.strip()
        if len(text) > 60 or not (re.search(r"\b[A-Za-z]{3,9}\b", text) or re.match(r"\d{4}[/.]", text)):
            raise
        from dateutil import parser  # late: few inputs need it

        try:
            # two days that differ where a part of the date is missing and would be filled in
            one, other = (
                parser.parse(text, default=datetime(*start), ignoretz=True).date() for start in ((2000, 1, 1), (2001, 2, 2))
            )
        except (ValueError, OverflowError):
            raise error from None
        if one != other:
            raise
        return one.isoformat()


def day_at_head(text: str, parts: Iterable[Zone]) -> str | None:
    """The day of publication that ``text`` itself names above its first paragraph of body; None where it names none.

    Only a line that is nothing but a stamp ("Published October 7, 2018") or a date, and the dateline of the first paragraph ("ORSEN, 5 May
    2023 –") count; ``parts`` are the text's zones. Of several the stamp of the first publication counts before a dateline, and that before a
    stamp of a revision.
    """
    first = dateline = revised = None
    for zone in parts:
        if zone.kind == "body":
            break
        line = " ".join(text[zone.start : zone.end].split())
        if zone.kind == "dateline":
            dateline = dateline or _full_date(line)
        elif zone.kind == "byline" and STAMP.fullmatch(line):
            again = REVISED.search(line)
            later = again.start() if again else len(line)
            first = first or _full_date(line[:later])
            revised = revised or _full_date(line[later:])
    return first or dateline or revised


def _full_date(text: str) -> str | None:
    """The date in ``text``; None where there is none, or there are several."""
    found = FULL_DATE.findall(text)
    try:
        return day_of(found[0]) if len(found) == 1 else None
    except IntakeError:
        return None
