"""Phrases: how the parts of a record are put into words, the same in every format that people read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ..article import Article
from ..record import Commitment, Deadline, Record, SaidOn, Span, Speaker, Statement

JOIN: Final = " … "
"""What stands between the pieces of a quotation that the article breaks up."""

UNCERTAIN_BELOW: Final = 0.6
"""Statements of a lower confidence are shown as uncertain."""

NO_SPEAKER: Final = "speaker not stated"

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_ACTS: Final = {
    "promise": "promise",
    "plan": "plan",
    "refuse": "refusal",
    "threaten": "threat",
    "offer": "offer",
    "demand": "demand",
}


def joined(spans: Iterable[Span]) -> str:
    """The words of several spans, in the order given, with ``JOIN`` between them."""
    return JOIN.join(span.text for span in spans)


def in_order(record: Record) -> list[Statement]:
    """The statements of a record by where their content begins in the text."""
    return sorted(record.statements, key=lambda s: min((span.start for span in s.content), default=0))


def speaker_name(speaker: Speaker | None) -> str:
    """The name that a speaker is shown by."""
    if speaker is None or not speaker.name:
        return NO_SPEAKER
    return "the article’s author" if speaker.kind == "author" and speaker.name == "AUTHOR" else speaker.name


def date(value: str | None) -> str:
    """A date in words: "2016-09-07" as "7 September 2016", "2016-09" as "September 2016"; anything else as it is."""
    parts = (value or "").split("T")[0].split("-")
    if len(parts) > 3 or not all(part.isdecimal() for part in parts):
        return value or ""
    if len(parts) == 1:
        return parts[0]
    month = int(parts[1])
    if not 1 <= month <= 12:
        return value or ""
    words = [_MONTHS[month - 1], parts[0]]
    return " ".join([str(int(parts[2])), *words] if len(parts) == 3 else words)


def when(said_on: SaidOn | None, article: Article) -> str:
    """When a statement was made, with the words that fix it, or why that is not known."""
    if said_on is None:
        return "no date given"
    return _dated(said_on, article)


def _dated(time: SaidOn | Deadline, article: Article) -> str:
    if time.date:
        return f"{date(time.date)} (“{_flat(time.text)}”)"
    why = "unresolved" if article.published else "no publication date, unresolved"
    return f"“{_flat(time.text)}” ({why})"


def commitment(entry: Commitment, article: Article) -> str:
    """A commitment in one line: what sort, whose, to do what, on which condition, by when."""
    whose = "" if not entry.actor else f" of {entry.actor}" if entry.act == "demand" else f" by {entry.actor}"
    negated = " not to" if entry.negated and entry.act != "refuse" else ""
    line = f"{_ACTS[entry.act]}{whose}{negated}: {_flat(entry.action.text)}"
    if entry.condition:
        line += f"; condition: {_flat(entry.condition.text)}"
    if entry.deadline:
        line += f"; deadline: {_dated(entry.deadline, article)}"
    return line


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 statement", "2 statements"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def headline(article: Article) -> str:
    """The name that an article is shown by: its title, or else its id."""
    return _flat(article.title or "") or article.id


def _flat(text: str) -> str:
    return " ".join(text.split())
