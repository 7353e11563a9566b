"""Time rules for holidays."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import easter

from .calendar_values import days_until
from .grammar import Context, Meaning, Rule, on_day, rule
from .patterns import GAP, OF, YEAR

RULES: list[Rule] = []

_FIRST_YEAR, _LAST_YEAR = 1583, 4001
"""Between which the day of Easter is known, in the calendar of 1582."""


def _nth(year: int, month: int, weekday: int, n: int) -> date:
    """The ``n``-th ``weekday`` (0 is Monday) of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=days_until(first, weekday) + 7 * (n - 1))


_HOLIDAYS: dict[str, Callable[[int], date]] = {
    "christmas": lambda y: date(y, 12, 25),
    "christmas day": lambda y: date(y, 12, 25),
    "christmas eve": lambda y: date(y, 12, 24),
    "new year's day": lambda y: date(y, 1, 1),
    "new year's eve": lambda y: date(y, 12, 31),
    "halloween": lambda y: date(y, 10, 31),
    "valentine's day": lambda y: date(y, 2, 14),
    "thanksgiving": lambda y: _nth(y, 11, 3, 4),
    "thanksgiving day": lambda y: _nth(y, 11, 3, 4),
    "labor day": lambda y: _nth(y, 9, 0, 1),
    "memorial day": lambda y: date(y, 5, 31) - timedelta(days=date(y, 5, 31).weekday()),
    "veterans day": lambda y: date(y, 11, 11),
    "easter": easter,
    "easter sunday": easter,
    "easter monday": lambda y: easter(y) + timedelta(days=1),
    "good friday": lambda y: easter(y) - timedelta(days=2),
}


@rule(
    RULES,
    "christmas new halloween valentine thanksgiving labor memorial veterans easter good last next this",
    rf"(?:(?P<rel>last|next|this){GAP})?(?P<h>Christmas(?:{GAP}(?:Day|Eve))?|New{GAP}Year[’']s{GAP}(?:Day|Eve)"
    rf"|Halloween|Valentine[’']s{GAP}Day"
    rf"|Thanksgiving(?:{GAP}Day)?|Labor{GAP}Day|Memorial{GAP}Day|Veterans{GAP}Day|Easter(?:{GAP}(?:Sunday|Monday))?"
    rf"|Good{GAP}Friday)(?!\w)"
    rf"(?:,?{OF}(?P<y>{YEAR}))?",
)
def _holiday(m: re.Match[str], context: Context) -> Meaning | None:
    if not m["h"][0].isupper():
        return None
    find = _HOLIDAYS[re.sub(r"\s+", " ", m["h"].lower().replace("’", "'"))]
    if m["y"]:
        return on_day(find(int(m["y"]))) if int(m["y"]) >= _FIRST_YEAR else Meaning("date", None)
    base = context.published
    if base is None or not _FIRST_YEAR < base.year <= _LAST_YEAR:
        return Meaning("date", None)
    near = [find(base.year + y) for y in (-1, 0, 1)]
    if m["rel"] and m["rel"].lower() == "last":
        day = max(d for d in near if d < base)
    elif m["rel"] and m["rel"].lower() == "next":
        day = min(d for d in near if d > base)
    else:
        day = min(near, key=lambda d: abs((d - base).days))
    return on_day(day, None, base)
