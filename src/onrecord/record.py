"""A record: everything read from one article. Plain data, and its JSON form (``onrecord/1``)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from .article import Article

SCHEMA = "onrecord/1"

SpeakerKind = Literal["person", "organization", "group", "document", "author", "unknown"]
Sourcing = Literal["named", "unnamed", "collective", "document", "author", "none"]
Manner = Literal["direct", "indirect", "mixed"]
StatementKind = Literal["assertion", "belief", "knowledge", "intention", "directive"]
Act = Literal["promise", "plan", "refuse", "threaten", "offer", "demand"]
EventStatus = Literal["occurred", "ongoing", "planned", "scheduled", "conditional", "denied"]

EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "YIELD",
    "DEMAND",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
"""PLOVER's categories of what political actors do."""


class Span(msgspec.Struct, frozen=True):
    """Characters ``start`` to ``end`` (half-open, in Unicode code points) of ``Article.text``, which are ``text``."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of an article's ``text`` from ``start`` to ``end``."""
        return cls(start, end, text[start:end])


JOIN = " … "
"""What stands between the pieces of a quotation that the article breaks up, where they are given as one text."""


def joined(spans: Iterable[Span]) -> str:
    """The words of several spans, in the order given, with ``JOIN`` between them."""
    return JOIN.join(span.text for span in spans)


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """Who a statement is from.

    ``name``: the fullest form that the article uses, without titles; several speakers of one statement are
    joined with " + ". ``role``: the fullest description of their office that the article gives, in its words.
    """

    name: str
    kind: SpeakerKind
    role: str | None = None
    sourcing: Sourcing


class SaidOn(msgspec.Struct, frozen=True, kw_only=True):
    """When a statement was made, by the article's words ``text`` at ``start`` to ``end``.

    ``date`` is YYYY-MM-DD, YYYY-MM or YYYY; null where the words are relative to a publication date that is not known. Where a
    person gave a date for which the article has no words, ``text``, ``start`` and ``end`` are null.
    """

    date: str | None
    text: str | None = None
    start: int | None = None
    end: int | None = None

    @property
    def words(self) -> Span | None:
        """The words, where the article has them."""
        if self.text is None or self.start is None or self.end is None:
            return None
        return Span(self.start, self.end, self.text)


class Deadline(msgspec.Struct, frozen=True, kw_only=True):
    """By when a commitment is to be met; ``date`` as in ``SaidOn``."""

    start: int
    end: int
    text: str
    date: str | None = None


class Specificity(msgspec.Struct, frozen=True, kw_only=True):
    """What a commitment lets a reader check, by its words.

    ``action``: it names a deed that somebody can be seen to do. ``measure``: the action holds a figure; null where figures were
    not read. ``deadline``: it has a deadline that a time expression tells.
    """

    action: bool
    measure: bool | None
    deadline: bool


class Commitment(msgspec.Struct, frozen=True, kw_only=True):
    """A course of action that a statement binds somebody to, or tells somebody to take."""

    act: Act
    actor: str | None
    action: Span
    negated: bool = False
    condition: Span | None = None
    deadline: Deadline | None = None
    specificity: Specificity | None = None


class Statement(msgspec.Struct, kw_only=True):
    """One attribution: a source says, thinks, knows, intends or orders (cue) something (content).

    ``denied``: the cue denies the content, or says that it was not said. ``hedge``: the words by which the article keeps its
    distance, or the source hedges. ``shortens``: of a headline's claim, the ``id`` of the statement in the body that it shortens.
    ``confidence`` is the estimated probability that cue, content and source belong together as given.
    """

    id: str
    content: list[Span]
    cue: list[Span]
    source: list[Span]
    speaker: Speaker | None
    manner: Manner
    kind: StatementKind
    said_on: SaidOn | None
    commitments: list[Commitment] = []
    denied: bool = False
    hedge: Span | None = None
    shortens: str | None = None
    confidence: float


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A quantity: its value, unit, and what it counts.

    ``unit``: a name of pint's ("kilometer"), an ISO 4217 code ("EUR"), "percent" or "percentage_point"; null for bare counts.
    ``high``: the upper end of a range, of which ``value`` is the lower. ``change``: whether it is the amount by which
    something went up or down. ``same_as``: ``start`` of an earlier figure that says the same in another unit.
    """

    start: int
    end: int
    text: str
    value: float
    unit: str | None = None
    of: str | None = None
    qualifier: Literal["<", "<=", ">", ">=", "~"] | None = None
    high: float | None = None
    change: Literal["up", "down"] | None = None
    same_as: int | None = None


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """A time expression, as TimeML's TIMEX3: ``value`` in ISO 8601 ("2016-09-07", "2016-W36", "P2W") or null.

    ``anchor`` is the date that the value was reckoned from, where it was. ``bounds``: the first and last day (YYYY-MM-DD) of a
    value that denotes a stretch of days, such as a week; null for a day, and for what has no place in the calendar.
    """

    start: int
    end: int
    text: str
    kind: Literal["date", "time", "duration", "set"]
    value: str | None
    anchor: str | None = None
    bounds: tuple[str, str] | None = None


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What the article reports as happened, under way, planned or due.

    ``trigger``: the word that names it. ``actor``: who does it; ``other``: to or with whom; both by the fullest name that the
    article uses. ``date``: as in ``SaidOn``. ``statement``: id of the statement in whose content it stands, so that it is its
    speaker who tells of it; null where the article itself does.
    """

    trigger: Span
    status: EventStatus
    type: EventType | None = None
    actor: str | None = None
    other: str | None = None
    date: str | None = None
    statement: str | None = None


class Record(msgspec.Struct, kw_only=True):
    """Everything read from one article, with the versions of the library and of the model that read it."""

    schema: str = SCHEMA
    article: Article
    statements: list[Statement] = []
    figures: list[Figure] = []
    times: list[Time] = []
    events: list[Event] = []
    read_by: dict[str, str] = {}

    def to_json(self) -> str:
        """The record as one line of JSON, without a newline at its end."""
        return msgspec.json.encode(self).decode()

    @classmethod
    def from_json(cls, line: str | bytes) -> Record:
        """Read what ``to_json`` wrote. Raises ``msgspec.ValidationError`` where it is not a record."""
        return msgspec.json.decode(line, type=cls)
