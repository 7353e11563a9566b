"""Bare dates: which day a weekday, or a month and day without a year, means by the words around it.

Each lies near publication, before it unless the words look ahead; in a text about the past, in the year named last.
"""

from __future__ import annotations

import re
from datetime import date

from .calendar_values import days_since, days_until, moved_days, valid_date
from .grammar import Context

_AHEAD = re.compile(
    r"\b(?:will|won[’']t|[’']ll|(?:is|are|was|were|be)\s(?:to|due|set|slated|scheduled|expected|planned)|scheduled"
    r"|slated|due|expected"
    r"|plans?|planning|hopes?|going\sto|upcoming|until|deadline)\b",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby\s(?:(?:the|early|late|end|of)\s){0,3}$", re.IGNORECASE)
_BEHIND = re.compile(
    r"\b(?:said|says|told|wrote|was|were|had|did|announced|reported|released)\b|[.;:!?][\s”\"]|\bago\b", re.IGNORECASE
)
_VERB = re.compile(
    r"\b(will|won[’']t|is\sto|are\sto|is\s(?:set|due|scheduled|expected))\b|\b(?:said|says|told|was|were|had|has|did"
    r"|\w{2,}ed)\b|[.;!?]\s"
)
"""The first verb after a time, in group 1 where it looks ahead, or the end of the sentence."""
_OPENING = re.compile(r"(?:^|[.!?”\"]\s+|\n)(?:(?:But|And|On|Early|Late)\s+){0,3}$")


def looks_ahead(context: Context, end: int) -> bool:
    """Whether the words around say that the time from ``context.start`` to ``end`` lies after publication."""
    before = context.before(70)
    if _BY.search(before):
        return True
    hints = list(_AHEAD.finditer(before))
    if hints and not _BEHIND.search(before, hints[-1].end()):
        return True
    verb = _VERB.search(context.after(end, 60))
    if verb is None or not verb.group(1):
        return False
    # "On Friday, the council will vote": only where the time opens its sentence
    return verb.start() <= 1 or _OPENING.search(before) is not None


def weekday_date(context: Context, weekday: int, end: int) -> date | None:
    """The day that ``weekday`` (0 is Monday) means; None without anything to reckon from."""
    if context.narrative and context.named is not None:
        return moved_days(context.named, days_until(context.named, weekday))
    if context.published is None:
        return None
    if looks_ahead(context, end):
        return moved_days(context.published, days_until(context.published, weekday))
    return moved_days(context.published, -days_since(context.published, weekday))


def month_day_date(context: Context, month: int, day: int, end: int) -> tuple[date | None, date | None]:
    """The date that a month and day mean, and what it was reckoned from; None without anything to reckon from."""
    year = _year_told(context)
    if year is not None:
        return valid_date(year, month, day), context.coarse
    published = context.published
    if published is None:
        return None, None
    near = [d for y in (-1, 0, 1) if (d := valid_date(published.year + y, month, day))]
    if not near:
        return None, None
    if looks_ahead(context, end):
        later = [d for d in near if d >= published]
        if later and (later[0] - published).days < 300:
            return later[0], published
    # of two dates about as far away, the one that is past
    return min(near, key=lambda d: abs((d - published).days) + (60 if d > published else 0)), published


def month_date(context: Context, month: int, end: int) -> tuple[date | None, date | None]:
    """The first day of the month that ``month`` alone means, and what it was reckoned from, as ``month_day_date``."""
    told = _year_told(context)
    if told is not None:
        return valid_date(told, month, 1), context.coarse
    published = context.published
    if published is None:
        return None, None
    year = published.year
    if month > published.month + 2 and not looks_ahead(context, end):
        year -= 1
    elif month < published.month and looks_ahead(context, end):
        year += 1
    return valid_date(year, month, 1), published


def _year_told(context: Context) -> int | None:
    """The year named last, where it is not so near to publication that it says nothing of other dates."""
    year, published = context.named_year, context.published
    if year is None or context.narrative or published is None or abs(year - published.year) > 1:
        return year
    return None
