"""Rows: a record as rows of the store's tables, and the rows as the record again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..article import Article
from ..record import Commitment, Event, Figure, Record, Span, Statement, Time

PARTS = ("content", "cue", "source")


def statement_row(statement: Statement, article: Article) -> dict[str, Any]:
    """The columns of ``statements`` that the statement itself fills."""
    said = statement.said_on
    row: dict[str, Any] = {
        "name": statement.id,
        "sourcing": statement.speaker.sourcing if statement.speaker else None,
        "manner": statement.manner,
        "kind": statement.kind,
        "day": (said.date if said else None) or article.published,
        "said_on": said.date if said else None,
        "said_on_start": said.start if said else None,
        "said_on_end": said.end if said else None,
        "denied": statement.denied,
        "hedge_start": statement.hedge.start if statement.hedge else None,
        "hedge_end": statement.hedge.end if statement.hedge else None,
        "shortens": statement.shortens,
        "confidence": statement.confidence,
    }
    for part in PARTS:
        spans: list[Span] = getattr(statement, part)
        row[f"{part}_start"] = min((span.start for span in spans), default=None)
        row[f"{part}_end"] = max((span.end for span in spans), default=None)
    return row


def span_rows(statement: Statement) -> list[dict[str, Any]]:
    """The rows of ``spans``, of what is in several pieces."""
    return [
        {"part": part, "number": number, "start_char": span.start, "end_char": span.end}
        for part in PARTS
        if len(getattr(statement, part)) > 1
        for number, span in enumerate(getattr(statement, part))
    ]


def commitment_row(entry: Commitment) -> dict[str, Any]:
    """A row of ``commitments``."""
    condition, deadline, specific = entry.condition, entry.deadline, entry.specificity
    return {
        "act": entry.act,
        "actor": entry.actor,
        "action_start": entry.action.start,
        "action_end": entry.action.end,
        "negated": entry.negated,
        "condition_start": condition.start if condition else None,
        "condition_end": condition.end if condition else None,
        "deadline_start": deadline.start if deadline else None,
        "deadline_end": deadline.end if deadline else None,
        "deadline_date": deadline.date if deadline else None,
        "specific_action": specific.action if specific else None,
        "specific_measure": specific.measure if specific else None,
        "specific_deadline": specific.deadline if specific else None,
    }


def figure_row(figure: Figure) -> dict[str, Any]:
    """A row of ``figures``."""
    return {
        "start_char": figure.start,
        "end_char": figure.end,
        "value": figure.value,
        "high": figure.high,
        "unit": figure.unit,
        "of": figure.of,
        "qualifier": figure.qualifier,
        "change": figure.change,
        "same_as": figure.same_as,
    }


def time_row(time: Time) -> dict[str, Any]:
    """A row of ``times``."""
    return {
        "start_char": time.start,
        "end_char": time.end,
        "kind": time.kind,
        "value": time.value,
        "anchor": time.anchor,
        "first_day": time.bounds[0] if time.bounds else None,
        "last_day": time.bounds[1] if time.bounds else None,
    }


def event_row(event: Event, text: str) -> dict[str, Any]:
    """A row of ``events`` of an article's ``text``."""
    return {
        "start_char": event.trigger.start,
        "end_char": event.trigger.end,
        "status": event.status,
        "type": event.type,
        "actor": named_at(text, event.actor),
        "other": named_at(text, event.other),
        "date": event.date,
        "statement": event.statement,
    }


def event_name_rows(event: Event, text: str) -> list[dict[str, Any]]:
    """The rows of ``event_names``: the names of an event's participants that its article's ``text`` does not have."""
    names = (("actor", event.actor), ("other", event.other))
    return [{"part": part, "name": name} for part, name in names if name is not None and named_at(text, name) is None]


def named_at(text: str, name: str | None) -> int | None:
    """Where a name stands in a text, as ``events`` has it; null where it stands nowhere, or is too long or too far on to be told so."""
    start = text.find(name) if name else -1
    return start * 256 + len(name) if name and len(name) < 256 and 0 <= start < 8_000_000 else None


def name_at(text: str, place: int | None) -> str | None:
    """The name that ``named_at`` found."""
    return None if place is None else text[place // 256 : place // 256 + place % 256]


def pieces(row: Mapping[Any, Any], part: str, several: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The offsets of a statement's content, cue or source: ``several`` from ``spans``, else those in its own row."""
    found = list(several)
    if found or row[f"{part}_start"] is None:
        return found
    return [(row[f"{part}_start"], row[f"{part}_end"])]


def loose_spans(record: Record) -> list[str]:
    """Which spans of a record are not its article's own characters; they must not enter the store."""
    text = record.article.text

    def wrong(span: Any) -> bool:
        if span is None or span.text is None:
            return False
        return not 0 <= span.start <= span.end <= len(text) or text[span.start : span.end] != span.text

    found = []
    for statement in record.statements:
        own: list[Any] = [*statement.content, *statement.cue, *statement.source, statement.said_on, statement.hedge]
        for entry in statement.commitments:
            own += [entry.action, entry.condition, entry.deadline]
        found += [f"{statement.id}: {span}" for span in own if wrong(span)]
    found += [str(entry) for entry in [*record.figures, *record.times] if wrong(entry)]
    found += [str(event.trigger) for event in record.events if wrong(event.trigger)]
    return found
