"""Time rules for dates of the calendar: days and months by number or name, with or without a year."""

from __future__ import annotations

import re
from datetime import date

from .bare_dates import month_date, month_day_date
from .calendar_values import valid_date, value_at
from .grammar import Context, Meaning, Rule, on_day, rule
from .patterns import (
    DAY,
    EDGE,
    EDGE_FIRST,
    GAP,
    HOURS,
    MONTH,
    MONTH_FIRST,
    OF,
    PART_FIRST,
    PART_OF,
    SPAN,
    WEEKDAY,
    WEEKDAY_FIRST,
    YEAR,
)
from .words import month_number, part_value

RULES: list[Rule] = []

_BEFORE_MONTH = re.compile(
    r"\b(?:in|since|of|by|until|till|from|last|during|through|to|between|and|for|this|next|early|late|before|after"
    r"|around|mid|to|on|or|every|each)[\s-]+$",
    re.IGNORECASE,
)
_SHORT_MONTHS = frozenset("jan feb mar apr jun jul aug sep oct nov dec".split())


@rule(
    RULES,
    "0",
    r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?:[T ](?P<t>(?:[01]\d|2[0-3]):[0-5]\d)(?::[0-5]\d)?"
    r"(?:Z|[+-]\d\d:?\d\d)?)?(?!\w|-\d)",
)
def _iso(m: re.Match[str], context: Context) -> Meaning | None:
    day = valid_date(int(m["y"]), int(m["m"]), int(m["d"]))
    return on_day(day, "T" + m["t"] if m["t"] else None) if day else None


@rule(RULES, "0", r"(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})(?![\w/.]\d|\w)")
def _slashes(m: re.Match[str], context: Context) -> Meaning | None:
    a, b, year = int(m["a"]), int(m["b"]), int(m["y"])
    if len(m["y"]) == 2:
        if m["sep"] == ".":
            return None
        year += 2000 if year < 70 else 1900
    month_first, day_first = valid_date(year, a, b), valid_date(year, b, a)
    if month_first is None or day_first is None or a == b:
        only = month_first or day_first
        return on_day(only) if only else None
    if m["sep"] == ".":
        return on_day(day_first)
    if context.published is not None:
        for ahead in (7, 60):
            near = [d for d in (month_first, day_first) if -60 <= (d - context.published).days <= ahead]
            if len(near) == 1:
                return on_day(near[0])
    return Meaning("date", f"{year:04}")  # which of the two is the month the words do not say


@rule(
    RULES,
    f"{WEEKDAY_FIRST} {MONTH_FIRST} {EDGE_FIRST} the",
    rf"{HOURS}?{EDGE}?(?:{WEEKDAY}(?:{GAP}{SPAN})?(?:,?{GAP})(?:the{GAP})?)?(?P<m>{MONTH}){GAP}?(?:the{GAP})?(?P<d>{DAY})"
    rf"(?:,?{GAP}(?P<y>{YEAR}))?(?P<p>{GAP}(?:morning|afternoon|evening|night))?(?!\w)",
)
def _month_then_day(m: re.Match[str], context: Context) -> Meaning | None:
    if not m["m"][0].isupper():
        return None
    month, day = month_number(m["m"]), _figures(m["d"])
    part = part_value(m["p"] or m["h"])
    if m["y"]:
        found = valid_date(int(m["y"]), month, day)
        return on_day(found, part) if found else None
    if valid_date(2000, month, day) is None:
        return None
    near = month_day_date(context, month, day, m.end())
    return on_day(near.day, part, near.anchor, near.open) if near.day else Meaning("date", None)


@rule(
    RULES,
    f"{WEEKDAY_FIRST} {EDGE_FIRST} the 0",
    rf"{HOURS}?{EDGE}?(?:{WEEKDAY},?{GAP})?(?:the{GAP})?(?P<d>{DAY}){OF}(?P<m>{MONTH})(?:,?{OF}(?P<y>{YEAR}))?",
)
def _day_then_month(m: re.Match[str], context: Context) -> Meaning | None:
    if not m["m"][0].isupper() or (m["m"] in ("Mar", "Jan", "Dec") and not m["y"]):
        return None
    month, day = month_number(m["m"]), _figures(m["d"])
    if m["y"]:
        found = valid_date(int(m["y"]), month, day)
        return on_day(found, part_value(m["h"])) if found else None
    if valid_date(2000, month, day) is None:
        return None
    near = month_day_date(context, month, day, m.end())
    return on_day(near.day, part_value(m["h"]), near.anchor, near.open)


@rule(
    RULES,
    f"{MONTH_FIRST} {EDGE_FIRST} {PART_FIRST} last this next",
    rf"(?:{PART_OF})?(?P<edge>{EDGE})?(?:(?P<rel>last|this|next|this{GAP}past|this{GAP}coming){GAP})?(?P<m>{MONTH})"
    rf"(?:,?{OF}(?P<y>{YEAR}|last{GAP}year|this{GAP}year|next{GAP}year))?",
)
def _month_year(m: re.Match[str], context: Context) -> Meaning | None:
    name = m["m"]
    month = month_number(name)
    if m["y"] and m["y"][0].isdigit():
        return Meaning("date", f"{int(m['y']):04}-{month:02}", date(int(m["y"]), month, 1)) if name[0].isupper() else None
    if not m["y"] and not m["rel"] and (not name[0].isupper() or not _stands_as_month(name, m, context)):
        return None
    published = context.published
    if m["y"] or m["rel"]:
        if not name[0].isupper():
            return None
        if published is None:
            return Meaning("date", None)
        year = _year_of(m, month, published.year, published.month)
        found = valid_date(year, month, 1)
        return Meaning("date", f"{year:04}-{month:02}", found, published) if found else None
    near = month_date(context, month, m.end())
    return Meaning("date", value_at(near.day, "M") if near.day else None, near.day, near.anchor, near.open)


def _year_of(m: re.Match[str], month: int, year: int, this_month: int) -> int:
    """The year that "last March" or "March of last year" means in month ``this_month`` of ``year``."""
    if m["y"]:
        return year + {"last": -1, "this": 0, "next": 1}[m["y"].lower().split()[0]]
    relative = m["rel"].lower()
    if relative == "last" or relative.endswith("past"):
        return year - (month >= this_month)
    if relative == "next" or relative.endswith("coming"):
        return year + (month <= this_month)
    return year


def _stands_as_month(name: str, m: re.Match[str], context: Context) -> bool:
    """A month's name with nothing else: "March" opens sentences and names people too."""
    if name.rstrip(".").lower() in _SHORT_MONTHS:
        return False
    if m["edge"]:
        return True
    if not name.lower().startswith(("may", "march", "april", "june", "august")):
        return True
    return _BEFORE_MONTH.search(context.before(12)) is not None and not re.match(r"[^\S\n][A-Z]", context.after(m.end(), 3))


def _figures(text: str) -> int:
    """The number in "3rd"."""
    return int(re.sub(r"\D", "", text))
