"""Time rules for clock times, for what recurs, and for "now" and "recently"."""

from __future__ import annotations

import re

from .calendar_values import duration_value
from .grammar import Context, Meaning, Rule, rule
from .patterns import CLOCK, COUNT, GAP, MONTH, SEASON, SPAN, UNIT, WEEKDAY, ZONE
from .words import ONES, PARTS, SEASONS, clock_value, count_of, month_number, unit_code, weekday_number

RULES: list[Rule] = []

_HALF_OF_DAY = re.compile(
    rf",?{GAP}(?:(?:at|on|that|this|every|each|tomorrow|yesterday|{WEEKDAY}){GAP}){{1,2}}(morning|afternoon|evening|night)(?!\w)",
    re.IGNORECASE,
)
"""After a clock time: the part of the day that tells which half it is in."""


@rule(RULES, "0 noon midnight", rf"(?P<c>{CLOCK}){ZONE}?")
def _clock_time(m: re.Match[str], context: Context) -> Meaning | None:
    if m["c"].lower() in ("noon", "midnight"):
        return Meaning("time", PARTS[m["c"].lower()])
    if re.match(r"\d{1,2}:\d\d$", m["c"]) and re.search(r"[\w/.-]\s?$", context.before(1)):
        return None
    return Meaning("time", clock_value(m["c"]))


@rule(
    RULES,
    "0 " + " ".join(ONES[:12]),
    rf"(?P<h>1[0-2]|[1-9]|{'|'.join(reversed(ONES[:12]))}){GAP}?o[’']?{GAP}?clock(?!\w)(?:{GAP}in{GAP}the{GAP}(?P<p>morning|afternoon|evening)(?!\w))?",
)
def _o_clock(m: re.Match[str], context: Context) -> Meaning | None:
    hour = int(m["h"]) if m["h"].isdigit() else ONES.index(m["h"].lower()) + 1
    part = m["p"] or (found[1] if (found := _HALF_OF_DAY.match(context.after(m.end(), 40))) else None)
    if not part:
        return Meaning("time", None)  # which half of the day, the words do not say
    return Meaning("time", f"T{hour % 12 + (0 if part.lower() == 'morning' else 12):02}:00")


@rule(
    RULES,
    "every each daily weekly monthly yearly annually once twice",
    rf"(?:(?:every|each){GAP}(?:(?P<n>{COUNT}|other){GAP})?(?P<u>{UNIT}|{WEEKDAY}|{MONTH}|morning|evening|afternoon"
    rf"|{SEASON})(?:{GAP}{SPAN})?"
    rf"|(?:once|twice){GAP}an?{GAP}(?P<v>{UNIT})|(?P<a>daily|weekly|monthly|yearly|annually))(?!\w)",
)
def _set(m: re.Match[str], context: Context) -> Meaning | None:
    if m["a"]:
        if m["a"][0].isupper() and re.match(r"\s[A-Z]", context.after(m.end(), 2)):
            return None  # part of a paper's name
        return Meaning("set", "P1" + {"d": "D", "w": "W", "m": "M"}.get(m["a"][0].lower(), "Y"))
    if m["v"]:
        return Meaning("set", duration_value(1, unit_code(m["v"])))
    word = m["u"]
    if word.lower() in ("may", "march") and not word[0].isupper():
        return None
    if re.fullmatch(WEEKDAY, word, re.IGNORECASE):
        return Meaning("set", f"XXXX-WXX-{weekday_number(word) + 1}")
    if re.fullmatch(MONTH, word, re.IGNORECASE):
        return Meaning("set", f"XXXX-{month_number(word):02}")
    if word.lower() in SEASONS:
        return Meaning("set", f"XXXX-{SEASONS[word.lower()]}")
    if word.lower() in PARTS:
        return Meaning("set", f"XXXX-XX-XX{PARTS[word.lower()]}")
    count = 2.0 if m["n"] and m["n"].lower() == "other" else count_of(m["n"]) if m["n"] else 1.0
    return Meaning("set", duration_value(count, unit_code(word)))


@rule(RULES, "now currently nowadays", r"(?:now|currently|nowadays)(?!\w|-)")
def _now(m: re.Match[str], context: Context) -> Meaning | None:
    return Meaning("date", "PRESENT_REF")


@rule(RULES, "recently lately", r"(?:recently|lately)(?!\w)")
def _recently(m: re.Match[str], context: Context) -> Meaning | None:
    return Meaning("date", "PAST_REF")
