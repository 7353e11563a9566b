"""Events as lines: which of a record's are shown, and in what words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..record import Event, Record
from ..stops import abbreviates, ends_nothing
from .phrases import date

_LONGEST = 56
"""Characters of an event's words, from its trigger on."""
_END = re.compile(r"[\n\r.,;:()\"“”!?—–]")


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event in words: when ("" where not known), who (""), what, how it stands ("planned, statement 2")."""

    when: str
    who: str
    what: str
    how: str


def event_lines(record: Record, numbers: dict[str, int], everything: bool = False) -> list[EventLine]:
    """The events of a record in text order, one line each; of those of which nothing but a word is told only with ``everything``.

    ``numbers``: the number that each statement is shown by, by its id.
    """
    shown = [event for event in record.events if everything or event.actor or event.other or event.date or event.type]
    return [_line(record, event, numbers) for event in shown]


def _line(record: Record, event: Event, numbers: dict[str, int]) -> EventLine:
    how: list[str] = [event.status]
    if event.other:
        how.append(f"with or to {' '.join(event.other.split())}")
    if event.type:
        how.append(event.type)
    if event.statement in numbers:
        how.append(f"in statement {numbers[event.statement]}")
    return EventLine(date(event.date), " ".join((event.actor or "").split()), words(record.article.text, event), ", ".join(how))


def words(text: str, event: Event) -> str:
    """An event's words: its trigger and what follows up to a mark that ends something, cut where that is long."""
    end = event.trigger.end
    marks = (mark.start() for mark in _END.finditer(text, end, event.trigger.start + _LONGEST + 1))
    until = next((at for at in marks if not ends_nothing(text, at)), len(text))
    until += until < len(text) and abbreviates(text, until)
    if until - event.trigger.start > _LONGEST:
        cut = text.rfind(" ", end, event.trigger.start + _LONGEST)
        return " ".join(text[event.trigger.start : max(cut, end)].split()) + " …"
    return " ".join(text[event.trigger.start : until].split())
