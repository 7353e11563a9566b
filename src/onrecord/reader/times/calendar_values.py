"""Calendar values: reckoning with days, and how TIMEX3 (ISO 8601 with additions) writes what comes of it.

Nothing here looks at an article's words. Units are those of ``time_words.UNITS``: D day, W week, F fortnight, M month,
Q quarter, S half-year, Y year, E decade, C century, and TS, TM, TH for the second, minute and hour of a clock.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

_DAYS = {"D": 1, "W": 7, "F": 14}
_MONTHS = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}
_PLAIN_LENGTHS = {"F": ("W", 2), "Q": ("M", 3), "E": ("Y", 10), "C": ("Y", 100)}
_SEASON_BEGINS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_VALUE = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:T.*)?|(?P<year>\d{4})(?:-(?:(?P<month>\d\d)|W(?P<week>\d\d)(?P<end>-WE)?"
    r"|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?|(?P<decade>\d{3})|(?P<century>\d\d)"
)


def day_of(text: str | None) -> date | None:
    """The day that an ISO 8601 date or date with time begins with; None where ``text`` is none, such as in ``published``."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def valid_date(year: int, month: int, day: int) -> date | None:
    """That day; None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def moved(day: date, unit: str, count: int) -> date | None:
    """``day`` moved by ``count`` units, back where negative; None for parts of a day and past the calendar's ends.

    31 January moved by a month is the last day of February.
    """
    if unit not in _DAYS and unit not in _MONTHS:
        return None
    try:
        to: date = day + relativedelta(days=_DAYS.get(unit, 0) * count, months=_MONTHS.get(unit, 0) * count)
    except (ValueError, OverflowError):
        return None
    return to


def moved_days(day: date, count: int) -> date | None:
    """``day`` moved by ``count`` days, back where negative; None past the calendar's ends."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None


def days_since(day: date, weekday: int) -> int:
    """How many days (0 to 6) before ``day`` the latest ``weekday`` (0 is Monday) was; 0 where ``day`` is one."""
    return (day.weekday() - weekday) % 7


def days_until(day: date, weekday: int) -> int:
    """How many days (0 to 6) after ``day`` the nearest ``weekday`` (0 is Monday) is; 0 where ``day`` is one."""
    return (weekday - day.weekday()) % 7


def value_at(day: date, unit: str) -> str:
    """``day`` told no more exactly than by ``unit``: 2016-09-12 is 2016-W37, 2016-09, 2016-Q3, 2016, 201, 20."""
    if unit in ("W", "F"):
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    if unit == "M":
        return f"{day.year:04}-{day.month:02}"
    if unit == "Q":
        return f"{day.year:04}-Q{quarter_of(day)}"
    if unit == "Y":
        return f"{day.year:04}"
    if unit == "E":
        return f"{day.year // 10:03}"
    if unit == "C":
        return f"{day.year // 100:02}"
    return day.isoformat()


def quarter_of(day: date) -> int:
    """The quarter of the year, 1 to 4."""
    return (day.month + 2) // 3


def season_value(code: str, base: date, step: int) -> str:
    """The season ``code`` (SP, SU, FA, WI) in the year of ``base``, or by ``step`` the last before (-1) or next after it (1).

    A winter counts to the year in which it begins.
    """
    begins = _SEASON_BEGINS[code]
    year = base.year
    if step < 0:
        year -= code == "WI" or base.month < begins + 3
    elif step > 0:
        year += base.month >= begins
    return f"{year:04}-{code}"


def weekend_value(day: date) -> str:
    """The weekend of the ISO week in which ``day`` lies."""
    return value_at(day, "W") + "-WE"


def duration_value(count: float | None, unit: str) -> str | None:
    """A duration: 2 and W is P2W, 3 and TH is PT3H; X where ``count`` is not known. TIMEX3 has none for half-years."""
    if unit == "S":
        return None
    unit, times = _PLAIN_LENGTHS.get(unit, (unit, 1))
    if count is None:
        number = "X"
    else:
        count *= times
        number = f"{count:g}" if count < 100000 else str(int(count))
    return f"PT{number}{unit[1]}" if unit.startswith("T") else f"P{number}{unit}"


def bounds(value: str | None) -> tuple[date, date] | None:
    """The first and last day of what ``value`` denotes, both the same for a day or a time of day.

    None for durations, sets, references ("PRESENT_REF"), values that leave the year open, and past the calendar's ends. Seasons are the
    meteorological ones of the northern half of the world, spring from 1 March; a winter counts to the year in which it begins.
    """
    found = _VALUE.fullmatch(value or "")
    if found is None:
        return None
    if found["day"]:
        day = day_of(found["day"])
        return (day, day) if day else None
    if found["week"]:
        try:
            first = date.fromisocalendar(int(found["year"]), int(found["week"]), 6 if found["end"] else 1)
        except (ValueError, OverflowError):
            return None
        return first, first + timedelta(days=1 if found["end"] else 6)
    if found["year"] is None:
        years, count = (10, found["decade"]) if found["decade"] else (100, found["century"])
        return _months(int(count) * years, 1, 12 * years)
    year = int(found["year"])
    if found["month"]:
        return _months(year, int(found["month"]), 1)
    if found["quarter"]:
        return _months(year, 3 * int(found["quarter"]) - 2, 3)
    if found["half"]:
        return _months(year, 6 * int(found["half"]) - 5, 6)
    if found["season"]:
        return _months(year, _SEASON_BEGINS[found["season"]], 3)
    return _months(year, 1, 12)


def stretch(value: str | None) -> tuple[str, str] | None:
    """The first and last day as YYYY-MM-DD, where ``value`` denotes more than one day; else None."""
    days = bounds(value)
    return None if days is None or days[0] == days[1] else (days[0].isoformat(), days[1].isoformat())


def _months(year: int, month: int, count: int) -> tuple[date, date] | None:
    first = valid_date(year, month, 1)
    after = moved(first, "M", count) if first else None
    if first and after is None and year + count // 12 == 10000:
        return first, date.max
    return (first, after - timedelta(days=1)) if first and after else None


def calendar_date(value: str | None) -> str | None:
    """The day, month or year that a TIMEX3 ``value`` lies in, as YYYY-MM-DD, YYYY-MM or YYYY; None where it fixes none.

    A week or a weekend is told by the month that holds all of it, else by its year; a season or a quarter by its year.
    """
    if value and re.fullmatch(r"\d{4}(-\d\d){0,2}(T.*)?", value):
        return value[:10]
    days = bounds(value) if value and "-" in value else None
    if days is None or value is None:
        return None
    first, last = days
    if "W" in value and "WI" not in value:
        if first.year != last.year:
            return None
        return f"{first.year:04}-{first.month:02}" if first.month == last.month else f"{first.year:04}"
    return value[:4]


def first_day(value: str) -> date | None:
    """The first day of a date as ``calendar_date`` gives it: YYYY, YYYY-MM or YYYY-MM-DD; None where the calendar has none."""
    return day_of(value + "-01-01")
