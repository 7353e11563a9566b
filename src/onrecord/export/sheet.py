"""Sheet: one article as HTML, every statement marked in its text and listed beside it: for the HTML export and for the desk."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ..record import Record, Speaker, Statement, joined
from .events import event_lines
from .marks import Note, Paragraph, Run, notes, paragraphs
from .phrases import (
    UNCERTAIN_BELOW,
    act,
    counted,
    date,
    figure,
    headline,
    in_order,
    named,
    speaker_name,
    terms,
    time,
    when,
)
from .timeline import stops

if TYPE_CHECKING:
    from markupsafe import Markup

COLORS = 8
UNDERLINES = 4

_CANNOT_SHOW = re.compile("[\x00\ud800-\udfff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def exact(text: str) -> Markup:
    """Text as HTML that a browser reads back character for character, carriage returns included."""
    from markupsafe import Markup, escape

    return Markup(str(escape(_CANNOT_SHOW.sub("\ufffd", text))).replace("\r", "&#13;"))


def options(values: Iterable[str]) -> list[tuple[str, int]]:
    """Values with how often each is there, in the order of the alphabet."""
    return sorted(Counter(values).items(), key=lambda item: (item[0].casefold(), item[0]))


def sheet(record: Record, key: str, numbers: Sequence[int] | None = None) -> dict[str, Any]:
    """A record's article as the template ``sheet.html`` takes it.

    ``key`` begins the names of its places in the page ("a1-s3" and "a1-at3": statement 3 in the list and in the text). ``numbers``:
    what those places count by, for each statement in the order of ``in_order``; left out, they count from 1.
    """
    article, statements = record.article, in_order(record)
    own = list(numbers) if numbers is not None else list(range(1, len(statements) + 1))
    looks = _looks(statements)
    found = paragraphs(record, statements)
    headlines = [article.text[p.start : p.end] for p in found if p.zone == "headline"]
    title = headline(article)
    shown = {(note.kind, note.number) for note in notes(record)}
    places = {statement.id: n for n, statement in enumerate(statements, 1)}
    briefs: dict[int, list[int]] = {}
    for n, statement in enumerate(statements, 1):
        if statement.shortens in places:
            briefs.setdefault(places[statement.shortens], []).append(n)
    return {
        "key": key,
        "title": title,
        "title_in_text": title.split() in [line.split() for line in headlines],
        "url": article.url,
        "link": (article.url or "").lower().startswith(("https://", "http://")),
        "language": article.language if _LANGUAGE.fullmatch(article.language or "") else None,
        "publisher": article.publisher,
        "byline": article.byline,
        "published": article.published,
        "date": date(article.published),
        "text": _text(record, found, looks, key, statements, own),
        "statements": counted(len(statements), "statement"),
        "events": event_lines(record, places),
        "entries": [
            _entry(record, n, statement, looks[n])
            | {
                "number": own[n - 1],
                "shortens": [(m, own[m - 1]) for m in (places.get(statement.shortens or ""),) if m],
                "briefs": [(m, own[m - 1]) for m in briefs.get(n, [])],
            }
            for n, statement in enumerate(statements, 1)
        ],
        "timeline": [(stop, stop.time if ("time", stop.time) in shown else 0) for stop in stops(record)],
        "figures": [(n, item, figure(item)) for n, item in enumerate(record.figures, 1) if ("figure", n) in shown],
        "times": [(n, item, time(item)) for n, item in enumerate(record.times, 1) if ("time", n) in shown],
        "read_by": ", ".join(f"{name} {version}" for name, version in record.read_by.items()),
    }


def excerpt(record: Record, statement: Statement, look: str = "k0 u0") -> Markup:
    """The paragraphs that a statement's content, cue and source stand in, as HTML, with that statement alone marked."""
    from markupsafe import Markup

    text = record.article.text
    found = [paragraph for paragraph in paragraphs(record, [statement]) if any(run.marks for run in paragraph.runs)]
    denied = {1} if statement.denied else set()
    parts: list[Markup] = []
    at: int | None = None
    for paragraph in found:
        if at is not None and text[at : paragraph.start].strip():
            parts.append(Markup('<p class="gap">…</p>'))
        parts.append(_opening(paragraph))
        parts += [_run(run, exact(text[run.start : run.end]), {1: f"{look} on"}, set(), denied, [1]) for run in paragraph.runs]
        parts.append(Markup("</p>"))
        at = paragraph.end
    return Markup("").join(parts)


def _entry(record: Record, number: int, statement: Statement, look: str) -> dict[str, Any]:
    speaker, said_on = statement.speaker, statement.said_on
    return {
        "n": number,
        "look": look,
        "name": speaker_name(speaker),
        "speaker": speaker,
        "sort": _sort(speaker),
        "content": joined(statement.content),
        "cue": joined(statement.cue),
        "kind": statement.kind,
        "manner": statement.manner,
        "when": when(said_on, record.article),
        "unresolved": said_on is not None and not said_on.date,
        "confidence": f"{statement.confidence:.0%}",
        "uncertain": statement.confidence < UNCERTAIN_BELOW,
        "denied": statement.denied,
        "hedge": statement.hedge,
        "commitments": [
            {
                "act": act(entry),
                "action": entry.action.text,
                "terms": terms(entry, record.article),
                "checks": named(entry.specificity),
            }
            for entry in statement.commitments
        ],
    }


def _sort(speaker: Speaker | None) -> str:
    """What sort of speaker, where it is anything but a person with a name."""
    if speaker is None or (speaker.kind == "person" and speaker.sourcing == "named"):
        return ""
    return f"unnamed {speaker.kind}" if speaker.sourcing == "unnamed" else speaker.kind


def _looks(statements: list[Statement]) -> dict[int, str]:
    """Each statement's classes: a colour and an underline that tell its speaker from the article's others."""
    speakers: dict[str, int] = {}
    looks = {}
    for number, statement in enumerate(statements, 1):
        if statement.speaker is None:
            looks[number] = "k-none u0"
            continue
        index = speakers.setdefault(speaker_name(statement.speaker), len(speakers))
        looks[number] = f"k{index % COLORS} u{(index + index // COLORS) % UNDERLINES}"
    return looks


def _text(
    record: Record, found: list[Paragraph], looks: dict[int, str], key: str, statements: list[Statement], own: list[int]
) -> Markup:
    """The article's text as HTML: nothing in it but the text's own characters and elements round them."""
    from markupsafe import Markup

    text = record.article.text
    unresolved = {n for n, s in enumerate(statements, 1) if s.said_on and not s.said_on.date}
    denied = {n for n, s in enumerate(statements, 1) if s.denied}
    shown: set[int] = set()
    noted: set[tuple[str, int]] = set()
    parts: list[Markup] = []

    def reference(number: int) -> Markup:
        shown.add(number)
        label = f"Statement {number}: {speaker_name(statements[number - 1].speaker)}{', denied' if number in denied else ''}"
        place = own[number - 1]
        return Markup('<a class="ref {}" id="{}-at{}" href="#{}-s{}" data-s="{}" data-n="{}" aria-label="{}"></a>').format(
            looks[number], key, place, key, place, place, number, label
        )

    at = 0
    for paragraph in found:
        parts.append(exact(text[at : paragraph.start]))
        parts.append(_opening(paragraph))
        for run in paragraph.runs:
            parts += [reference(number) for number in run.starting]
            characters = _run(run, exact(text[run.start : run.end]), looks, unresolved, denied, own)
            parts.append(_noted(run.notes, characters, record, key, noted) if run.notes else characters)
        parts.append(Markup("</p>"))
        at = paragraph.end
    parts.append(exact(text[at:]))
    parts += [reference(number) for number in looks if number not in shown]
    return Markup("").join(parts)


def _opening(paragraph: Paragraph) -> Markup:
    from markupsafe import Markup

    classes = f"{'z z-' + paragraph.zone if paragraph.zone else ''}{' wrapped' if paragraph.wrapped else ''}"
    return Markup('<p dir="auto" class="{}">').format(classes.strip())


def _noted(over: list[Note], characters: Markup, record: Record, key: str, noted: set[tuple[str, int]]) -> Markup:
    """A run within figures or times, which are told on hover; ``noted``: those that have an element of their own already."""
    from markupsafe import Markup

    for note in over:
        told = figure(record.figures[note.number - 1]) if note.kind == "figure" else time(record.times[note.number - 1])
        known = (note.kind, note.number) in noted
        noted.add((note.kind, note.number))
        own = Markup("") if known else Markup(' id="{}-{}{}"').format(key, note.kind[0], note.number)
        hint = exact(f"{note.kind.capitalize()}: {told}")
        characters = Markup('<span class="note {}"{} title="{}">{}</span>').format(note.kind, own, hint, characters)
    return characters


def _run(run: Run, characters: Markup, looks: dict[int, str], unresolved: set[int], denied: set[int], own: list[int]) -> Markup:
    from markupsafe import Markup

    zone = Markup(' data-zone="{}"').format(run.zone) if run.zone not in (None, "body", "headline") else Markup("")
    if not run.marks:
        return Markup("<span{}>{}</span>").format(zone, characters) if zone else characters
    parts = [f"{m.number}:{m.part}" for m in run.marks]
    parts += [f"{m.number}:unresolved" for m in run.marks if m.part == "when" and m.number in unresolved]
    parts += [f"{m.number}:denied" for m in run.marks if m.part == "content" and m.number in denied]
    classes = dict.fromkeys(["run", looks[run.marks[0].number], *(part.split(":")[1] for part in parts)])
    parts = [f"{own[int(number) - 1]}:{part}" for number, part in (pair.split(":") for pair in parts)]
    tag = "mark" if any(m.part == "content" for m in run.marks) else "span"
    return Markup('<{} class="{}" data-r="{}"{}>{}</{}>').format(tag, " ".join(classes), " ".join(parts), zone, characters, tag)
