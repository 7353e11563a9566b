"""By when a commitment is to be met: the time that stands in the clause of its action."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ...record import Deadline, Time
from ..dates.layer import calendar_date
from ..layers import Layers, Range
from ..times.calendar_values import day_of
from .courses import Course

_LEADING = frozenset("by on in until till before within through at no later than this next the end of early late from".split())
_PREPOSITIONS = frozenset(["by", "on", "in", "until", "till", "before", "within", "through", "at", "from"])
_AT_ONCE = frozenset(["immediately", "now", "today"])
_WAITING = frozenset(["until", "till", "by", "before"])


def deadline(
    layers: Layers, course: Course, times: Sequence[Time], starts: Sequence[int], published: str | None
) -> tuple[Deadline, Range] | None:
    """By when the action is to be taken, with the words of the article that say so; None where they do not.

    ``times``: the article's, in order, ``starts`` where each begins; ``published``: the day of publication, if known.
    """
    words = layers.words
    c, action = course.clauses, course.action
    first = c.at[max(0, action.governor)] if action.governor >= 0 else course.words[0]
    last = _clause_end(course)
    begin, end = int(words.starts[first]), int(words.ends[last - 1])
    k = bisect_left(starts, begin)
    while k < len(times) and times[k].start < end:
        time = times[k]
        k += 1
        if time.end > end or time.kind == "set" or (time.value or "").endswith("_REF"):
            continue
        day = calendar_date(time.value)
        if day is not None and published is not None and day < published[: len(day)] and not _follows(day, time.anchor):
            continue
        a = _word_at(layers, time.start)
        b = _word_at(layers, time.end - 1) + 1
        if words.forms[b : b + 2] in (["’", "s"], ["'", "s"]):
            continue  # "Tuesday's vote" names an occasion
        if course.condition and a < course.condition[1] and course.condition[0] < b:
            continue
        start = a
        while start > first and start > a - 5 and words.forms[start - 1].lower() in _LEADING:
            start -= 1
        while (
            start < a
            and words.forms[start].lower() not in _PREPOSITIONS
            and words.forms[start].lower() not in ("this", "next", "early", "late", "no")
        ):
            start += 1
        lead = words.forms[start].lower()
        if time.kind == "duration" and lead not in ("by", "in", "within", "until", "before"):
            continue
        return _deadline(layers, (start, b), day), (start, b)
    for j in range(c.find(course.words[0]), min(len(c), action.end + 8)):
        low = c.low[j]
        if c.at[j] >= last and low not in _WAITING:
            break
        if low == "immediately" and c.at[j] < last:
            return _deadline(layers, (c.at[j], c.at[j] + 1), None), (c.at[j], c.at[j] + 1)
        if low in ("until", "till") and not (course.condition and course.condition[0] <= c.at[j] < course.condition[1]):
            stop = j + 1
            while stop < len(c) and not c.gap[stop] and c.low[stop] not in (",", ".", ";", "?", "!", "but", "and", "because"):
                stop += 1
            if stop > j + 1:
                part = c.range(j, stop)
                return _deadline(layers, part, None), part
    return None


def _follows(day: str, anchor: str | None) -> bool:
    """Whether ``day`` is one of the week from ``anchor`` on: a weekday that was ahead when the statement was made."""
    one, other = day_of(anchor), day_of(day)
    return one is not None and other is not None and 0 <= (other - one).days < 7


def _clause_end(course: Course) -> int:
    """Where the clause of the action ends: with the action, or with the few words after it before a mark."""
    c = course.clauses
    k = course.action.end
    while (
        k < len(c)
        and k < course.action.end + 6
        and not c.gap[k]
        and c.low[k] not in (",", ".", ";", ":", "and", "but", "if", "unless")
    ):
        k += 1
    return c.at[k - 1] + 1


def _word_at(layers: Layers, offset: int) -> int:
    return max(0, int(layers.words.starts.searchsorted(offset, side="right")) - 1)


def _deadline(layers: Layers, part: Range, day: str | None) -> Deadline:
    words = layers.words
    start, end = int(words.starts[part[0]]), int(words.ends[part[1] - 1])
    return Deadline(start=start, end=end, text=words.text[start:end], date=day)
