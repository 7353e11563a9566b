"""Phrases: how the parts of a record are put into words, the same in every format that people read."""

from __future__ import annotations

import re
from typing import Final, Protocol

from ..article import Article
from ..record import Commitment, Deadline, Figure, Record, SaidOn, Speaker, Specificity, Statement, Time

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
    if time.text is None:
        return date(time.date)
    if time.date:
        return f"{date(time.date)} (“{_flat(time.text)}”)"
    why = "unresolved" if article.published else "no publication date, unresolved"
    return f"“{_flat(time.text)}” ({why})"


def commitment(entry: Commitment, article: Article) -> str:
    """A commitment in one line: what sort, whose, to do what, on which condition, by when."""
    line = f"{act(entry)}: {_flat(entry.action.text)}"
    return "; ".join([line, *(f"{name}: {words}" for name, words in terms(entry, article))])


class Bound(Protocol):
    """What tells a commitment's sort: a record's, or a store's row."""

    @property
    def act(self) -> str:
        """What sort it is."""

    @property
    def actor(self) -> str | None:
        """Who is to act."""

    @property
    def negated(self) -> bool:
        """Whether it is not to be done."""


def act(entry: Bound, *, whose: bool = True) -> str:
    """What sort of commitment it is, and whose: "refusal by Mara Lind", "demand of the board not to"; or "demand not to" alone."""
    actor = entry.actor if whose else None
    by = "" if not actor else f" of {actor}" if entry.act == "demand" else f" by {actor}"
    negated = " not to" if entry.negated and entry.act != "refuse" else ""
    return f"{_ACTS[entry.act]}{by}{negated}"


def act_noun(of: str, number: int = 1) -> str:
    """An act as a noun: "refuse" as "refusal", or "refusals"."""
    noun = _ACTS[of]
    return noun if number == 1 else noun + "s"


def terms(entry: Commitment, article: Article) -> list[tuple[str, str]]:
    """A commitment's condition and deadline, as far as it has them: each its name and its words."""
    found = []
    if entry.condition:
        found.append(("condition", _flat(entry.condition.text)))
    if entry.deadline:
        found.append(("deadline", _dated(entry.deadline, article)))
    return found


def evidence(kind: str | None, words: str) -> str:
    """What shows what became of a commitment: "statement 3", "event 4", an address, or words."""
    return f"{kind} {words}" if kind in ("statement", "event") else words


def named(specificity: Specificity | None) -> str:
    """What a commitment lets a reader check: "action, deadline"; "nothing" where it is nothing, "" where that is not known."""
    if specificity is None:
        return ""
    return ", ".join(name for name in ("action", "measure", "deadline") if getattr(specificity, name)) or "nothing"


def standing(statement: Statement, numbers: dict[str, int]) -> list[str]:
    """What is to be known of a statement beside its words: whether it is denied or hedged, and what it shortens.

    ``numbers``: each statement's id -> the number that it is shown by.
    """
    found = ["denied"] if statement.denied else []
    if statement.hedge:
        found.append(f"hedged: “{_flat(statement.hedge.text)}”")
    if statement.shortens in numbers:
        found.append(f"shortens statement {numbers[statement.shortens]}")
    return found


_QUALIFIERS: Final = {"<": "less than", "<=": "at most", ">": "more than", ">=": "at least", "~": "about"}
_CHANGES: Final = {"up": "up by", "down": "down by"}


def figure(entry: Figure) -> str:
    """A figure in words: "more than 40,000 containers", "up by 5 percent (rent)"."""
    value = f"{entry.value:,.10g}" + ("" if entry.high is None else f" to {entry.high:,.10g}")
    unit = (entry.unit or "").replace("_", " ")
    words = (_CHANGES.get(entry.change or ""), _QUALIFIERS.get(entry.qualifier or ""), value, unit, of_what(entry.of, entry.unit))
    return " ".join(word for word in words if word)


def of_what(of: str | None, unit: str | None) -> str:
    """What a figure counts, as it stands after the number and its ``unit``: "containers", "(rent)"."""
    counted = _flat(of or "")
    return f"({counted})" if unit and counted else counted


def time(entry: Time) -> str:
    """What a time expression stands for, in words: "7 September 2016", "5 to 11 September 2016", "2 weeks", "every week"."""
    if entry.value is None:
        return f"{entry.kind}, unresolved"
    if entry.value in _REFERENCES:
        return _REFERENCES[entry.value]
    if entry.bounds:
        return date(entry.value) if date(entry.value) != entry.value or len(entry.value) == 4 else between(*entry.bounds)
    length = _LENGTH.fullmatch(entry.value)
    unit = _LENGTHS.get(length[1] + length[3]) if length else None
    if length and unit and entry.kind in ("duration", "set"):
        number = length[2]
        if entry.kind == "set":
            return f"every {unit}" if number == "1" else f"every {number} {unit}s"
        return f"{number} {unit}{'' if number == '1' else 's'}"
    day, _, clock = entry.value.partition("T")
    told = date(day)
    if told == day and not day.isdecimal():
        return f"{entry.kind} {entry.value}"
    return f"{told}, {_PARTS.get(clock, clock)}" if clock else told


_LENGTH: Final = re.compile(r"P(T?)(\d+(?:\.\d+)?)([A-Z])")
_LENGTHS: Final = {"Y": "year", "M": "month", "W": "week", "D": "day", "TH": "hour", "TM": "minute", "TS": "second"}
_REFERENCES: Final = {"PRESENT_REF": "now", "PAST_REF": "some time past", "FUTURE_REF": "some time ahead"}
_PARTS: Final = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}


def between(first: str, last: str) -> str:
    """A stretch of days in words, as short as it can be: "5 to 11 September 2016"."""
    one, other = date(first).split(), date(last)
    shared = other.split()
    while len(one) > 1 and one[-1] == shared[-1]:
        one.pop()
        shared.pop()
    return f"{' '.join(one)} to {other}"


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 statement", "2 statements"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def headline(article: Article) -> str:
    """The name that an article is shown by: its title, or else its id."""
    return _flat(article.title or "") or article.id


def _flat(text: str) -> str:
    return " ".join(text.split())
