"""Charting: numbers over time as a table, which the browser also draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from ..store.facets import Every, Period
from ..store.stats import Reported

T = TypeVar("T")

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


class Spanned(NamedTuple, Generic[T]):
    """A row with the stretch of time from its first to its last day, as (from, width) in hundredths of the whole; null where it is undated."""

    row: T
    at: float | None
    width: float


def spans(rows: Sequence[tuple[T, str | None, str | None]]) -> list[Spanned[T]]:
    """Rows with their first and last days, laid side by side on one line of time."""
    days = [_ordinal(day) for _, first, last in rows for day in (first, last) if day]
    begin, whole = min(days, default=0), max(max(days, default=0) - min(days, default=0), 1)

    def place(day: str) -> float:
        return 100 * (_ordinal(day) - begin) / whole

    return [
        Spanned(row, place(first) if first else None, place(last) - place(first) if first and last else 0.0)
        for row, first, last in rows
    ]


def _ordinal(day: str) -> int:
    """A day, month or year (its first day) as a number."""
    year, month, of_month = (int(part) for part in f"{day}-01-01"[:10].split("-"))
    return year * 372 + month * 31 + of_month


def reporting(periods: Iterable[Reported], by: Every) -> Chart:
    """Articles of one's own and near-copies over time, as a table."""
    found = [
        Period(period=entry.period, value=name, statements=number)
        for entry in periods
        for name, number in (("own reporting", entry.own), ("wire copy", entry.wire_copy))
        if number
    ]
    return chart(found, by, order=("own reporting", "wire copy"))
