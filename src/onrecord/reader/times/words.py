"""Time words: the closed classes of words that time expressions are made of, and what each stands for.

The functions read a word or phrase that the patterns of ``time_patterns`` have matched; letter case is of no matter.
"""

from __future__ import annotations

import re

MONTHS = tuple("january february march april may june july august september october november december".split())
WEEKDAYS = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "noon": "T12:00", "midnight": "T24:00"}
PARTS |= {"dawn": "TMO", "lunchtime": "TMI", "midday": "TMI", "dusk": "TEV", "overnight": "TNI"}
"""Parts of a day -> what TIMEX3 writes after the day."""
ONES = tuple("one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split())
ONES += tuple("fifteen sixteen seventeen eighteen nineteen".split())
TENS = tuple("twenty thirty forty fifty sixty seventy eighty ninety".split())
NUMBERS = {word: i for i, word in enumerate(ONES, 1)} | {word: 10 * i for i, word in enumerate(TENS, 2)}
ORDINALS = tuple("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth".split())
ORDINALS += tuple("fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split())
DECADES = {"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8, "nineties": 9}
UNITS = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "morning": "D", "week": "W", "weekend": "W"}
UNITS |= {"fortnight": "F", "month": "M", "quarter": "Q", "semester": "S", "year": "Y", "decade": "E", "century": "C"}
UNITS |= {"centurie": "C"}
"""Units of time, without a plural's "s" -> the codes that ``calendar_values`` reckons with; "T" stands before those of a clock."""


def month_number(text: str) -> int:
    """1 to 12 for a month's name, in full or short: "Sept." is 9."""
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(text.lower().rstrip(".")[:3]))


def weekday_number(text: str) -> int:
    """0 (Monday) to 6 for a weekday's name, in full or short: "Weds." is 2."""
    return next(i for i, name in enumerate(WEEKDAYS) if name.startswith(text.lower().rstrip(".")[:3]))


def unit_code(text: str) -> str:
    """The code of a unit in singular or plural, as in ``UNITS``."""
    return UNITS[text.lower().removesuffix("s")]


def count_of(text: str) -> float | None:
    """The number that words before a unit give ("two", "1,200", "half a", "a couple of"); None where they leave it open."""
    text = re.sub(r"\s+", " ", text.lower())
    if text[0].isdigit():
        return float(text.replace(",", ""))
    if text in ("a", "an"):
        return 1
    if text.endswith(" and a half"):
        return NUMBERS[text.split()[0]] + 0.5
    if text.startswith("half") or text.endswith("half"):
        return 0.5
    if "couple" in text:
        return 2
    first, _, second = text.partition("-")
    if first in NUMBERS:
        return NUMBERS[first] + NUMBERS.get(second, 0)
    return None


def clock_value(text: str) -> str:
    """A time of day as TIMEX3 writes it: "5:30 p.m." is T17:30, "noon" is T12:00. Seconds are left out."""
    text = re.sub(r"\s+", "", text.lower()).replace(".m", "m").rstrip(".")
    if text in ("noon", "midnight"):
        return PARTS[text]
    m = re.match(r"(\d{1,2})(?:[:.](\d\d))?(?::\d\d)?(am|pm)?", text)
    assert m is not None
    hour = int(m[1])
    if m[3]:
        hour = hour % 12 + (12 if m[3] == "pm" else 0)
    return f"T{hour:02}:{m[2] or '00'}"


def part_value(text: str | None) -> str | None:
    """What TIMEX3 writes after the day for the part of a day that is named in ``text``; None where there is no text."""
    if not text:
        return None
    found = re.search("|".join(PARTS), text.lower())
    return PARTS[found.group()] if found else clock_value(text)
