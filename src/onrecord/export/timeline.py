"""Timeline: the days and stretches of days that an article names, in their order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..record import Record
from .phrases import date, time

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(slots=True)
class Stop:
    """One day or stretch of days. ``first``, ``last``: YYYY-MM-DD. ``value``: as in HTML's ``time``, "" where HTML has none.

    ``label``: in words. ``words``: what the article calls it first; ``more``: whether it has other words for it, too.
    ``time``: number of the first time expression that names it, 0 where only the publication does. ``published``: whether
    it is the day of publication.
    """

    first: str
    last: str
    value: str
    label: str
    words: str = ""
    more: bool = False
    time: int = 0
    published: bool = False


def stops(record: Record) -> list[Stop]:
    """The days and stretches that the times of a record fix, by their first day, the day of publication among them.

    Empty where the article's own words fix none. Times of day count as their day.
    """
    found: dict[tuple[str, str], Stop] = {}
    for number, item in enumerate(record.times, 1):
        value = item.value or ""
        day = _DAY.match(value)
        if item.kind not in ("date", "time") or not (item.bounds or day):
            continue
        first, last = item.bounds or (value[:10], value[:10])
        plain = value[:10] if day else value if re.fullmatch(r"\d{4}(-\d\d|-W\d\d)?", value) else ""
        label = time(item) if item.bounds else date(value)
        stop = found.setdefault((first, last), Stop(first, last, plain, label, time=number))
        words = " ".join(item.text.split())
        stop.more |= bool(stop.words) and words.casefold() != stop.words.casefold()
        stop.words = stop.words or words
    if not found:
        return []
    published = (record.article.published or "")[:10]
    if _DAY.fullmatch(published):
        found.setdefault((published, published), Stop(published, published, published, date(published))).published = True
    return sorted(found.values(), key=lambda stop: (stop.first, stop.last))
