"""Time rules for days and longer units told from publication or from the date named last: "Friday", "last week", "the next day"."""

from __future__ import annotations

import re

from .bare_dates import weekday_date
from .calendar_values import days_since, days_until, duration_value, moved, moved_days, season_value, value_at, weekend_value
from .grammar import Context, Meaning, Rule, on_day, rule
from .patterns import EDGE, EDGE_FIRST, GAP, PART_OF, SEASON, SPAN, WEEKDAY, WEEKDAY_FIRST
from .words import PARTS, SEASONS, UNITS, WEEKDAYS, part_value, unit_code, weekday_number

RULES: list[Rule] = []

_NAMING_DAY = re.compile(r"\b(?:Super|Black|Cyber|Ash|Palm|Bloody|Fat)\s$")
_BEFORE_SHORT_DAY = re.compile(r"(?:\bon|,|\()\s$")
_BEFORE_CAPITAL = re.compile(r"(?:^|[.!?:;”\"—–-]\s|\n|\w[.,]?\s[“\"])$")
"""What stands before "Today" where the capital is that of a sentence, not of a name."""
_LONG = frozenset(["month", "quarter", "year", "decade", "century", *SEASONS])
_PARTS_OF_NEXT = frozenset(["day", "night", "morning", "evening", "afternoon", "week"])


@rule(
    RULES,
    f"{WEEKDAY_FIRST} {EDGE_FIRST} last this next the",
    rf"(?P<edge>{EDGE})?(?:(?P<rel>last|this{GAP}past|this{GAP}coming|this|next|the{GAP}(?:following|next|previous)){GAP})?"
    rf"(?P<w>{WEEKDAY})(?:{GAP}(?P<p>{SPAN}|lunchtime)(?!\w))?(?P<s>s?)",
)
def _weekday(m: re.Match[str], context: Context) -> Meaning | None:
    name = m["w"]
    if not name[0].isupper() or (m["p"] or "")[:1].isupper():
        return None  # "Saturday Night" is the name of something
    if _NAMING_DAY.search(context.before(8)):
        return None
    short = len(name.rstrip(".")) < len("Monday")
    if short and not (m["rel"] or m["p"] or _BEFORE_SHORT_DAY.search(context.before(4))):
        return None
    weekday, part = weekday_number(name), part_value(m["p"])
    relative = re.sub(r"\s+", " ", (m["rel"] or "").lower())
    if not relative:
        near = weekday_date(context, weekday, m.end())
        return on_day(near.day, part, near.anchor)
    base = context.named if relative.startswith("the") else context.published
    if base is None:
        return on_day(None, part)
    if relative in ("last", "this past", "the previous"):
        day = moved_days(base, -(days_since(base, weekday) or 7))
    elif relative in ("next", "this coming", "the next", "the following"):
        day = moved_days(base, days_until(base, weekday) or 7)
    else:
        day = moved_days(base, days_until(base, weekday))
    return on_day(day, part, base)


@rule(RULES, " ".join(name + "s" for name in WEEKDAYS), rf"(?P<w>(?:{'|'.join(WEEKDAYS)})s)(?:{GAP}(?P<p>{SPAN}s?)(?!\w))?(?!\w)")
def _weekdays(m: re.Match[str], context: Context) -> Meaning | None:
    return Meaning("set", f"XXXX-WXX-{weekday_number(m['w']) + 1}") if m["w"][0].isupper() else None


@rule(
    RULES,
    "today yesterday tomorrow tonight the earlier later",
    rf"(?:(?:earlier|later){GAP})?(?:(?P<over>the{GAP}day{GAP}(?:before{GAP}yesterday|after{GAP}tomorrow))|(?P<w>today"
    rf"|yesterday|tomorrow|tonight)"
    rf"(?:{GAP}(?P<p>{SPAN}))?)(?![\w])",
)
def _today(m: re.Match[str], context: Context) -> Meaning | None:
    if m["over"]:
        step, part = (-2 if m["over"].lower().endswith("yesterday") else 2), None
    else:
        word = m["w"].lower()
        if word in ("today", "tonight") and m["w"][0].isupper() and not _BEFORE_CAPITAL.search(context.before(4)):
            return None
        step = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
        part = PARTS["night"] if word == "tonight" else part_value(m["p"])
    base = context.published
    return on_day(moved_days(base, step) if base else None, part, base)


@rule(
    RULES,
    "last this next the that earlier later past coming previous following early late overnight",
    rf"(?:{EDGE}|{PART_OF})?(?:the{GAP})?(?P<rel>last|this(?:{GAP}(?:past|coming))?|next|past|coming|previous"
    rf"|following|same|very{GAP}same|that)"
    rf"(?:{GAP}very)?{GAP}(?P<u>weekend|week|month|quarter|year|decade|century|day|night|morning|afternoon|evening"
    rf"|hour|{SEASON})(?!\w|-)(?![’']s{GAP}old)",
)
def _relative_unit(m: re.Match[str], context: Context) -> Meaning | None:
    relative = m["rel"].lower().split()
    word = m["u"].lower()
    part = PARTS.get(word)
    from_named = _from_named(m, relative[0], word, context)
    base = (context.coarse if word in _LONG else context.named) if from_named else None
    base = base or context.published
    if base is None:
        return Meaning("time" if part else "date", None)
    if not from_named and _is_stretch(m, relative[0], word):
        return Meaning("duration", duration_value(1, unit_code(word)) if word in UNITS else None)
    step = 0
    if relative[0] in ("last", "past", "previous") or relative[-1] == "past":
        step = -1
    elif relative[0] in ("next", "coming", "following") or relative[-1] == "coming":
        step = 1
    if part or word == "day":
        return on_day(moved_days(base, step), part, base)
    if word in SEASONS:
        return Meaning("date", season_value(SEASONS[word], base, step), None, base)
    if word == "hour":
        return Meaning("time", None, None, base)
    to = moved(base, unit_code(word), step)
    if to is None:
        return Meaning("date", None)
    return Meaning("date", weekend_value(to) if word == "weekend" else value_at(to, unit_code(word)), None, base)


def _from_named(m: re.Match[str], relative: str, word: str, context: Context) -> bool:
    """Whether "the next week" and the like are reckoned from the date named last."""
    if relative == "next":
        the_next = re.search(r"\bthe\s", m[0], re.IGNORECASE) is not None
        return the_next and (context.narrative or word in _PARTS_OF_NEXT)
    return relative in ("previous", "following", "same", "very", "that")


def _is_stretch(m: re.Match[str], relative: str, word: str) -> bool:
    """Whether the words tell a stretch of time up to now or from now on: "the past week", "the last year"."""
    if relative == "past":
        return True
    return relative in ("last", "next") and m[0].lower().startswith("the") and word not in PARTS and word != "quarter"


@rule(
    RULES,
    "the",
    rf"the{GAP}(?P<u>day|night|evening|morning|week|month|year){GAP}(?P<w>before|after|earlier|later)(?!\w)(?!{GAP}"
    rf"(?:yesterday|tomorrow))",
)
def _the_day_after(m: re.Match[str], context: Context) -> Meaning | None:
    word = m["u"].lower()
    base = context.coarse if word in ("month", "year") else context.named
    if base is None:
        return None
    unit = UNITS.get(word, "D")
    to = moved(base, unit, -1 if m["w"].lower() in ("before", "earlier") else 1)
    if to is None:
        return Meaning("date", None)
    return on_day(to, PARTS.get(word), base) if unit == "D" else Meaning("date", value_at(to, unit), None, base)


@rule(RULES, "overnight", r"overnight(?!\w)")
def _overnight(m: re.Match[str], context: Context) -> Meaning | None:
    return on_day(context.published, PARTS["overnight"], context.published)


@rule(RULES, "the", rf"the{GAP}weekend(?!\w|-)")
def _the_weekend(m: re.Match[str], context: Context) -> Meaning | None:
    base = context.published
    # on a weekend that one, else the one before
    to = moved_days(base, 0 if base.weekday() >= 5 else -7) if base else None
    return Meaning("date", weekend_value(to), None, base) if to else Meaning("date", None)
