"""Bare dates: which day a weekday, or a month and day without a year, means by the words around it.

Each lies near publication, before it unless the words look ahead; in a text about the past, in the year named last. What
somebody said would be done lies ahead of the day on which it was said, where the sentence names that day.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

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
_FUTURE = re.compile(
    r"\b(?:will|won[’']t|(?:is|are)\s(?:to|due|set|slated|scheduled|expected|planned)|(?:is|are)?\s?going\sto|plans?\sto"
    r"|hopes?\sto|upcoming)\b|[’']ll\b",
    re.IGNORECASE,
)
"""What lies ahead of the day of writing itself, whatever year has been named."""
_PROPER_VERB = r"(?!(?:the|a|an|his|her|its|their|our|my|this|that|these|those|which|whom|have|say|comment)\b)[a-z]+"
_WOULD = re.compile(rf"\b(?:would|wouldn[’']t)\s(?:\w+ly\s|not\s|never\s)?{_PROPER_VERB}\b")
_TO = re.compile(rf"(?<=\s)to\s(?:\w+ly\s)?{_PROPER_VERB}\b")
"""What somebody would do, or is to do."""
_PARTED = re.compile(
    r"[,;:()\[\]“”\"\n—–]|\b(?:said|says|told|tell|wrote|was|were|had|did|who|which|after|following|during|since|before|when|while|because"
    r"|if|in\san?|at\san?)\b|(?<!\bbe\s)\b\w{2,}(?<!e)ed\b|[.!?]\s",
    re.IGNORECASE,
)
"""Between a verb and a time: the time is not, or not surely, that of the verb."""
_PAST = re.compile(
    r"\b(?:since|dated)\s$|(?<!\bbe)\s(?:(?!expected|scheduled|planned|slated|targeted|supposed|needed|invited|promised|reserved|held"
    r")[a-z]{2,}ed|began|knew|met|said|came|went|took|left|died|ran|won|lost|fell|rose|wrote|saw|sent|told|broke|spent|was|were)"
    r"\s(?:(?:back|early|late|on|in)\s){1,3}$"
)
"""Right before a month: it is past."""
_OF_NOUN = re.compile(r"(?:\b(?:the|an?|his|her|its|their|our|my|your|this|that)|[’']s)\s$", re.IGNORECASE)
"""Right before a time: it is that of the noun after it, "her Sunday walk"."""
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


class Near(NamedTuple):
    """The date that a month, or a month and day, means; None without anything to reckon from.

    ``anchor``: what it was reckoned from. ``open``: it lies ahead of publication only as the nearest one, without words that say so.
    """

    day: date | None
    anchor: date | None = None
    open: bool = False


def weekday_date(context: Context, weekday: int, end: int) -> Near:
    """The day that ``weekday`` (0 is Monday) means."""
    if context.narrative and context.named is not None:
        return Near(moved_days(context.named, days_until(context.named, weekday)), context.named)
    published = context.published
    said = _day_said(context) or published
    if said is not None and _told_ahead(context):
        return Near(moved_days(said, days_until(said, weekday)), said)
    if published is None:
        return Near(None)
    if looks_ahead(context, end):
        return Near(moved_days(published, days_until(published, weekday)), published)
    return Near(moved_days(published, -days_since(published, weekday)), published)


def _day_said(context: Context) -> date | None:
    """The day, not after publication, that the same sentence has named before: that on which what follows was said, if it was."""
    day = context.named
    if day is None or (context.published is not None and day > context.published):
        return None
    return day if context.in_sentence(context.named_end) else None


def _told_ahead(context: Context) -> bool:
    """Whether the time stands by what somebody would do or, in a headline, is to do."""
    before = context.before(120)
    if _OF_NOUN.search(before):
        return False
    verb = _last(_WOULD, before) or (_last(_TO, before) if context.in_headline() else None)
    return verb is not None and _PARTED.search(before, verb.end()) is None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last match in ``text``."""
    found = None
    for found in pattern.finditer(text):  # noqa: B007 - the last one is what is wanted
        pass
    return found


def month_day_date(context: Context, month: int, day: int, end: int) -> Near:
    """The date that a month and day mean."""
    year = _year_told(context)
    if year is not None:
        return Near(valid_date(year, month, day), context.coarse)
    published = context.published
    near = [d for y in (-1, 0, 1) if (d := valid_date(published.year + y, month, day))] if published is not None else []
    if published is None or not near:
        return Near(None)
    if looks_ahead(context, end):
        later = [d for d in near if d >= published]
        if later and (later[0] - published).days < 300:
            return Near(later[0], published)
    elif _told_behind(context):
        earlier = [d for d in near if d <= published]
        if earlier:
            return Near(earlier[-1], published)
    # of two dates about as far away, the one that is past
    found = min(near, key=lambda d: abs((d - published).days) + (60 if d > published else 0))
    return Near(found, published, found > published and not looks_ahead(context, end))


def month_date(context: Context, month: int, end: int) -> Near:
    """The first day of the month that ``month`` alone means."""
    told = _year_told(context)
    if told is not None:
        return Near(valid_date(told, month, 1), context.coarse)
    published = context.published
    if published is None:
        return Near(None)
    ahead = looks_ahead(context, end)
    year = published.year
    if month < published.month:
        year += ahead
    elif month > published.month and not ahead:
        year -= month > published.month + 2 or _told_behind(context)
    return Near(valid_date(year, month, 1), published, month > published.month and year == published.year and not ahead)


def _told_behind(context: Context) -> bool:
    """Whether the words before a month say that it is past: "last year, ... in May", "since May", "dated May 8", "began in May"."""
    return context.last_year or _PAST.search(context.before(60)) is not None


def _year_told(context: Context) -> int | None:
    """The year named last, where it tells which one a date without a year lies in.

    It does not where it is about that of publication, nor, but in a text about the past, where the words say that the date lies ahead.
    """
    year, published = context.named_year, context.published
    if year is None or context.narrative:
        return year
    if published is not None and abs(year - published.year) <= 1:
        return None
    future = _last(_FUTURE, context.before(70))
    ahead = future is not None and not _BEHIND.search(context.before(70), future.end())
    return None if ahead else year
