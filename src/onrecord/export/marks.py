"""Marks: an article's text cut into paragraphs and runs, so that spans that overlap can be shown in place.

Spans of different statements may nest, cross, or cover the same words, which elements of a page cannot. So the text is
cut wherever a span or zone begins or ends, and each run of characters in between is told which spans it lies in.
The runs and gaps, put together again, are the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from ..article import Article
from ..record import Record, Span, Statement

Part = Literal["content", "cue", "source", "when", "action", "condition", "deadline", "hedge"]

_SPACE = re.compile(r"\s+")
_NEWLINE = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Mark:
    """One span of a statement: the statement's ``number`` in text order, and which ``part`` of it the span is."""

    start: int
    end: int
    number: int
    part: Part


@dataclass(frozen=True, slots=True)
class Note:
    """A figure or a time expression of the article. ``number``: its place among those of its ``kind``, from 1."""

    start: int
    end: int
    number: int
    kind: Literal["figure", "time"]


@dataclass(slots=True)
class Run:
    """Characters between two cuts. ``marks``: the spans they lie in, the shortest first; ``starting``: the numbers of
    the statements whose content begins here; ``zone``: the kind of zone, where that differs from the paragraph's;
    ``notes``: the figures and times they lie in."""

    start: int
    end: int
    marks: list[Mark]
    starting: list[int]
    zone: str | None = None
    notes: list[Note] = field(default_factory=list)


@dataclass(slots=True)
class Paragraph:
    """A paragraph with the kind of zone that all of it lies in, if it does. ``wrapped``: its line breaks only fill lines."""

    start: int
    end: int
    zone: str | None
    wrapped: bool
    runs: list[Run]


def marks(statements: list[Statement], size: int) -> list[Mark]:
    """The spans of numbered statements (the first is 1) that lie within a text of ``size`` characters."""
    found = []
    for number, statement in enumerate(statements, 1):
        said = statement.said_on
        when = said and said.words
        parts: list[tuple[Part, list[Span]]] = [
            ("content", statement.content),
            ("cue", statement.cue),
            ("source", statement.source),
            ("when", [when] if when else []),
            ("hedge", [statement.hedge] if statement.hedge else []),
        ]
        for made in statement.commitments:
            due = made.deadline
            parts += [
                ("action", [made.action]),
                ("condition", [made.condition] if made.condition else []),
                ("deadline", [Span(due.start, due.end, due.text)] if due else []),
            ]
        found += [
            Mark(span.start, span.end, number, part)
            for part, spans in parts
            for span in spans
            if 0 <= span.start < span.end <= size
        ]
    return found


def notes(record: Record) -> list[Note]:
    """The figures and times of a record that lie within its text, in order."""
    size = len(record.article.text)
    found = [Note(item.start, item.end, n, "figure") for n, item in enumerate(record.figures, 1)]
    found += [Note(item.start, item.end, n, "time") for n, item in enumerate(record.times, 1)]
    return sorted((note for note in found if 0 <= note.start < note.end <= size), key=lambda note: (note.start, note.kind))


def paragraphs(record: Record, statements: list[Statement]) -> list[Paragraph]:
    """The paragraphs of a record's article, in order, white space between them left out, each cut into runs.

    Blank lines end paragraphs; in a text without any, every line break does; and so does a line break between zones.
    Time is linear in the text and, at each cut, in the number of spans that overlap there.
    """
    article = record.article
    text = article.text
    spans = sorted(marks(statements, len(text)), key=lambda mark: mark.start)
    told = notes(record)
    edges = sorted(
        {0, len(text)}
        | {edge for mark in spans for edge in (mark.start, mark.end)}
        | {edge for note in told for edge in (note.start, note.end)}
        | {min(max(edge, 0), len(text)) for zone in article.zones for edge in (zone.start, zone.end)}
    )
    first: dict[int, int] = {}
    for mark in spans:
        if mark.part == "content":
            first.setdefault(mark.number, mark.start)
    found: list[Paragraph] = []
    active: list[Mark] = []
    noted: list[Note] = []
    upcoming = coming = at = 0
    for start, end in _bounds(article):
        runs = []
        while at + 1 < len(edges) and edges[at + 1] <= start:
            at += 1
        cuts = [start]
        while at + 1 < len(edges) and edges[at + 1] < end:
            at += 1
            cuts.append(edges[at])
        for left, right in zip(cuts, [*cuts[1:], end], strict=True):
            active = [mark for mark in active if mark.end > left]
            begun = upcoming
            while upcoming < len(spans) and spans[upcoming].start <= left:
                if spans[upcoming].end > left:
                    active.append(spans[upcoming])
                upcoming += 1
            starting = [m.number for m in spans[begun:upcoming] if m.part == "content" and first[m.number] == m.start]
            while coming < len(told) and told[coming].start <= left:
                noted.append(told[coming])
                coming += 1
            noted = [note for note in noted if note.end > left]
            ordered = sorted(active, key=lambda mark: (mark.end - mark.start, mark.number))
            runs.append(Run(left, right, ordered, list(dict.fromkeys(starting)), notes=list(noted)))
        found.append(Paragraph(start, end, None, _is_wrapped(text[start:end]), runs))
    _put_zones(article, found)
    return found


def _bounds(article: Article) -> list[tuple[int, int]]:
    text = article.text
    breaks = [(m.start(), m.end(), len(_NEWLINE.findall(m.group()))) for m in _SPACE.finditer(text)]
    enough = 2 if any(lines > 1 for start, end, lines in breaks if start and end < len(text)) else 1
    ends = {zone.end for zone in article.zones} | {zone.start for zone in article.zones}
    bounds = []
    at = 0
    for start, end, lines in breaks:
        outside = start == 0 or end == len(text)
        if outside or lines >= enough or (lines and any(edge in ends for edge in range(start, end + 1))):
            if at < start:
                bounds.append((at, start))
            at = end
    if at < len(text):
        bounds.append((at, len(text)))
    return bounds


def _is_wrapped(paragraph: str) -> bool:
    lines = _NEWLINE.split(paragraph)
    return len(lines) > 1 and all(len(line) >= 45 for line in lines[:-1])


def _put_zones(article: Article, found: list[Paragraph]) -> None:
    zones = sorted(article.zones, key=lambda zone: zone.start)
    at = 0
    for paragraph in found:
        kinds = []
        for run in paragraph.runs:
            while at < len(zones) and zones[at].end <= run.start:
                at += 1
            inside = at < len(zones) and zones[at].start <= run.start
            run.zone = zones[at].kind if inside else None
            if article.text[run.start : run.end].strip():
                kinds.append(run.zone)
        if len(set(kinds)) == 1:
            paragraph.zone = kinds[0]
            for run in paragraph.runs:
                run.zone = None
