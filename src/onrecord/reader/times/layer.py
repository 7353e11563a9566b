"""Times: the time expressions of an article, with values in ISO 8601 as TIMEX3 writes them.

A small grammar of regular expressions, tried only at words that can begin a time, so that the cost stays linear in
the text and close to that of looking up each word once. Relative expressions are reckoned from the day of publication
or, where the words say so ("two days later"), from the date named last. Without a day of publication they have no value.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from datetime import date

import msgspec

from ...article import Article
from ...record import Time
from ..words import Words
from . import rules_clock, rules_counted, rules_dates, rules_holidays, rules_relative, rules_years
from .calendar_values import day_of, stretch, valid_date
from .grammar import Context, Meaning, Rule
from .words import DECADES, PARTS, UNITS, WEEKDAYS


def _by_first(*modules: Iterable[Rule]) -> dict[str, list[Rule]]:
    table: dict[str, list[Rule]] = {}
    for rules in modules:
        for rule in rules:
            for first in rule.firsts:
                table.setdefault(first, []).append(rule)
    return table


_RULES = _by_first(
    rules_dates.RULES,
    rules_relative.RULES,
    rules_counted.RULES,
    rules_years.RULES,
    rules_holidays.RULES,
    rules_clock.RULES,
)
"""The rules to try at each first word; of those that match equally far, the first counts."""

_AFTER_THE = frozenset(_RULES) - {"the", "a", "an"} | set(UNITS) | set(PARTS) | set(DECADES) | {"same", "that", "twenty"}
"""The words between which and "the" before them an expression may begin: most "the" begin none."""
_CURRENT = frozenset([*(name.capitalize() for name in WEEKDAYS), "today", "yesterday", "tonight"])
_FULL_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_CLOCK_VALUE = re.compile(r"T\d\d:\d\d$")


def find(article: Article, words: Words) -> list[Time]:
    """The time expressions of ``article``, in order, without overlaps; ``words`` are those of ``article.text``.

    Offsets are code points of ``article.text``. Values follow TIMEX3; ``anchor`` is the date (ISO 8601) that a relative
    value was reckoned from. Expressions relative to a day of publication that is not known have the value None. A
    ``published`` that is no date counts as not known. Raises nothing; time is linear in the number of words.
    """
    published = day_of(article.published)
    context = Context(article.text, published, _tells_history(words, published.year if published else None))
    found: list[Time] = []
    open_years: list[int] = []
    free = 0
    for i, form in enumerate(words.forms):
        first = "0" if form[0].isdecimal() else form.lower()
        rules = _RULES.get(first)
        if rules is None or (first == "the" and not _begins_after_the(words, i + 1)):
            continue
        start = int(words.starts[i])
        if start < free:
            continue
        context.move_to(start, int(words.paragraph[i]))
        longest = _longest(rules, context)
        if longest is None:
            continue
        meaning, end = longest
        end = _last_word_end(words, end)
        if end <= start:
            continue
        free = end
        context.take(meaning, end)
        if meaning.open:
            open_years.append(len(found))
        anchor = meaning.anchor.isoformat() if meaning.anchor else None
        found.append(
            Time(
                start=start,
                end=end,
                text=words.text[start:end],
                kind=meaning.kind,
                value=meaning.value,
                anchor=anchor,
                bounds=stretch(meaning.value) if meaning.kind == "date" else None,
            )
        )
    if open_years:
        _settle_years(found, open_years)
    return _dated_clocks(found, published, article.text)


def _begins_after_the(words: Words, i: int) -> bool:
    return i < len(words) and (words.forms[i][0].isdecimal() or words.forms[i].lower() in _AFTER_THE)


def _longest(rules: list[Rule], context: Context) -> tuple[Meaning, int] | None:
    """What the rule that matches furthest makes of the words at ``context.start``, and where they end."""
    best: tuple[Meaning, int] | None = None
    furthest = context.start
    for rule in rules:
        m = rule.pattern.match(context.text, context.start)
        if m is None or m.end() <= furthest:
            continue
        meaning = rule.read(m, context)
        if meaning is not None:
            furthest = m.end()
            best = meaning, furthest
    return best


def _tells_history(words: Words, published: int | None) -> bool:
    """Whether the text is about other years than that of its publication, so that "October 3" is in the year named last."""
    before = 2100 if published is None else published - 1
    years = sum(len(f) == 4 and f.isdecimal() and f.isascii() and 1000 <= int(f) < before for f in words.forms)
    current = sum(f in _CURRENT for f in words.forms)
    return years >= 8 and years * 250 >= len(words) and current * 8 < years


def _last_word_end(words: Words, end: int) -> int:
    """The greatest end of a word that is not past ``end``."""
    i = bisect_left(words.ends, end + 1) - 1
    return int(words.ends[i]) if i >= 0 else 0


def _settle_years(found: list[Time], open_years: list[int]) -> None:
    """Put months whose year the words around leave open into the year before, where the article tells of the same month in that one.

    Changes ``found``; ``open_years``: the indices of such times, all after publication.
    """
    skipped = set(open_years)
    told = {(t.value or "")[:7] for k, t in enumerate(found) if k not in skipped}
    for k in open_years:
        value = found[k].value or ""
        year = int(value[:4]) - 1
        value = f"{year:04}{value[4:]}"
        if value[:7] in told and valid_date(year, int(value[5:7]), int(value[8:10] or 1)) is not None:
            found[k] = msgspec.structs.replace(found[k], value=value, bounds=stretch(value) if found[k].bounds else None)


def _dated_clocks(found: list[Time], published: date | None, text: str) -> list[Time]:
    """Give clock times the day that stands beside them, else the day named last, else that of publication.

    A clock time alone on its line, as live pages have them, is none of a day that lies ahead of publication.
    """
    out: list[Time] = []
    today = published.isoformat() if published else None
    latest = today
    for i, time in enumerate(found):
        if latest and today and latest > today and _is_stamp(time, text):
            latest = today
        latest = _day_told(time) or latest
        if time.value and _CLOCK_VALUE.match(time.value):
            after = found[i + 1] if i + 1 < len(found) else None
            beside = _day_told(after) if after and after.start - time.end <= 8 else None
            day = beside or latest
            if day:
                time = msgspec.structs.replace(time, value=day + time.value, kind="time")
        out.append(time)
    return out


def _is_stamp(time: Time, text: str) -> bool:
    """Whether a time stands alone on its line."""
    before = text[max(0, time.start - 3) : time.start].rstrip(" \t")
    return before[-1:] in ("", "\n") and re.match(r"[:.]?[ \t]*(?:\r?\n|$)", text[time.end : time.end + 8]) is not None


def _day_told(time: Time) -> str | None:
    """The day (YYYY-MM-DD) that a value begins with."""
    m = _FULL_DATE.match(time.value or "")
    return m.group() if m else None
