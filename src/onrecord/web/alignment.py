"""Alignment: a report's own words with what it leaves out, puts in or changes of the fullest wording, ready to be shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..across.echoes import Change, Echo, Report


class Run(NamedTuple):
    """Words that are the same, ``dropped`` (only in the fullest wording), ``added`` (only in the report) or between two runs.

    ``marked``: the report itself shows that something is left out or put in."""

    op: str
    text: str
    marked: bool = False


class Aligned(NamedTuple):
    """A report, its words in ``runs``, and which stretches of the fullest wording it ``has``, as (from, width) in hundredths."""

    report: Report
    runs: list[Run]
    has: list[tuple[float, float]]


def aligned(echo: Echo, report: Report) -> Aligned:
    """A report against the fullest wording of its echo. A changed word is a dropped and an added one."""
    return Aligned(report, list(_runs(report)), _has(echo, report))


def _runs(report: Report) -> Iterator[Run]:
    """The report's content whole, every character once, and between them what it leaves out."""
    at = 0
    for change in report.changes:
        if change.op != "same" and change.full:
            yield Run("dropped", change.full, change.marked)
        if change.report_at is None:
            continue
        start, end = change.report_at
        if at < start:
            yield Run("between", report.content[at:start])
        yield Run("same" if change.op == "same" else "added", report.content[start:end], change.marked and change.op != "same")
        at = end
    if at < len(report.content):
        yield Run("between", report.content[at:])


def _has(echo: Echo, report: Report) -> list[tuple[float, float]]:
    length = max(len(echo.content), 1)
    if report.relation in ("fullest", "exact"):
        return [(0.0, 100.0)]
    return [(100 * start / length, 100 * (end - start) / length) for start, end in map(_kept, report.changes) if end > start]


def _kept(change: Change) -> tuple[int, int]:
    return change.full_at if change.op == "same" and change.full_at is not None else (0, 0)
