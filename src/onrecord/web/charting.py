"""Charting: numbers over time as a table, which the browser also draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from ..store.facets import Every, Period

MONTHS = 36
"""Months that a chart has at most; what goes on for longer is told by years."""
SERIES = 7
"""Values that have a column of their own; the others share one."""


class Chart(NamedTuple):
    """``rows``: a period and its numbers, one for each of ``columns``. Periods without any are rows, too, unless they are too many."""

    every: Every
    columns: list[str]
    rows: list[tuple[str, list[int]]]


def every(first: str | None, last: str | None) -> Every:
    """Whether what happened between two days is told by months or by years."""
    if not first or not last or len(first) < 7 or len(last) < 7:
        return "month" if (first or "")[:4] == (last or "")[:4] else "year"
    return "month" if _months(last) - _months(first) < MONTHS else "year"


def chart(periods: Iterable[Period], by: Every, *, order: Iterable[str] = (), unnamed: str = "not known") -> Chart:
    """``periods`` as a table. ``order``: of the columns; else those with most first. ``unnamed``: what null is called."""
    cells: dict[str, Counter[str]] = {}
    total: Counter[str] = Counter()
    for entry in periods:
        period = entry.period if by == "month" else entry.period[:4]
        name = entry.value if entry.value is not None else unnamed
        cells.setdefault(period, Counter())[name] += entry.statements
        total[name] += entry.statements
    names = [name for name in order if name in total] + [name for name, _ in total.most_common() if name not in set(order)]
    own, others = (names, []) if len(names) <= SERIES + 1 else (names[:SERIES], names[SERIES:])
    columns = own + ([f"{len(others)} others"] if others else [])
    rows = []
    for period in _filled(sorted(cells)):
        found = cells.get(period, Counter())
        rows.append((period, [found[name] for name in own] + ([sum(found[name] for name in others)] if others else [])))
    return Chart(by, columns, rows)


def _filled(periods: list[str]) -> list[str]:
    """The periods with those between them."""
    if len(periods) < 2:
        return periods
    if all(len(period) == 4 for period in periods):
        first, last = int(periods[0]), int(periods[-1])
        return periods if last - first > 60 else [f"{year:04}" for year in range(first, last + 1)]
    months = [period for period in periods if len(period) == 7]
    first, last = _months(months[0]), _months(months[-1])
    if last - first > 60:
        return periods
    return sorted({f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1)} | set(periods))


def _months(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7]) - 1
