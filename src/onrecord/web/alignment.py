"""Alignment: a report's own words with what it leaves out, puts in or changes of the fullest wording, ready to be shown."""

from __future__ import annotations

from typing import NamedTuple

from ..across.echoes import Change, Echo, Report


class Run(NamedTuple):
    """Words that are the same, ``dropped`` (only in the fullest wording), ``added`` (only in the report) or between
    two runs; ``blank``: a space that the report does not have.

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
    return Aligned(report, _runs(report), _has(echo, report))


def _runs(report: Report) -> list[Run]:
    """The report's content whole, every character once, and between them what it leaves out, with blanks around it."""
    found: list[Run] = []
    at = 0
    for change in report.changes:
        if change.op != "same" and change.full:
            if found and not found[-1].text[-1].isspace():
                found.append(Run("blank", " "))
            found.append(Run("dropped", change.full, change.marked))
        if change.report_at is None:
            continue
        start, end = change.report_at
        if at < start:
            _after(found, Run("between", report.content[at:start]))
        own = "same" if change.op == "same" else "added"
        _after(found, Run(own, report.content[start:end], change.marked and own == "added"))
        at = end
    if at < len(report.content):
        _after(found, Run("between", report.content[at:]))
    return found


def _after(found: list[Run], run: Run) -> None:
    """Put a run behind the others; behind what was left out with a blank, unless it closes a sentence or a quotation."""
    if found and found[-1].op == "dropped" and run.text[0].isalnum():
        found.append(Run("blank", " "))
    found.append(run)


def _has(echo: Echo, report: Report) -> list[tuple[float, float]]:
    length = max(len(echo.content), 1)
    if report.relation in ("fullest", "exact"):
        return [(0.0, 100.0)]
    return [(100 * start / length, 100 * (end - start) / length) for start, end in map(_kept, report.changes) if end > start]


def _kept(change: Change) -> tuple[int, int]:
    return change.full_at if change.op == "same" and change.full_at is not None else (0, 0)
