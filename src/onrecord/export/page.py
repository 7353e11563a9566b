"""Page: records as one HTML file that needs no network, with every statement marked in the article's text."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, TextIO

from ..record import Record, Speaker, Statement
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
    joined,
    named,
    speaker_name,
    terms,
    time,
    when,
)
from .timeline import stops

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

COLORS = 8
UNDERLINES = 4

_CANNOT_SHOW = re.compile("[\x00\ud800-\udfff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def write_html(records: Iterable[Record], stream: TextIO, *, title: str | None = None) -> None:
    """Write a page of one article or several, to be stored as UTF-8.

    ``title`` heads the page; left out, it is the article's own, or the number of articles. All records are held in
    memory. The text content of each element of class "text" is its article's text, character for character, but for
    NUL and lone surrogates, which no page can hold and which become U+FFFD.
    """
    environment = _environment()
    articles = [_article(record, number) for number, record in enumerate(records, 1)]
    entries = [entry for article in articles for entry in article["entries"]]
    style = _source(environment, "page.css")
    script = _source(environment, "page.js")
    template = environment.get_template("page.html")
    stream.write(
        template.render(
            title=exact(title or (articles[0]["title"] if len(articles) == 1 else counted(len(articles), "article"))),
            own_title=title is not None or len(articles) != 1,
            articles=articles,
            style=style,
            script=script,
            style_hash=_hash(style),
            script_hash=_hash(script),
            count=len(entries),
            statements=counted(len(entries), "statement"),
            speakers=_options(entry["name"] for entry in entries),
            kinds=_options(entry["kind"] for entry in entries),
            manners=_options(entry["manner"] for entry in entries),
        )
    )


def exact(text: str) -> Markup:
    """Text as HTML that a browser reads back character for character, carriage returns included."""
    from markupsafe import Markup, escape

    return Markup(str(escape(_CANNOT_SHOW.sub("\ufffd", text))).replace("\r", "&#13;"))


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader  # here, so that importing onrecord stays quick

    environment = Environment(loader=PackageLoader("onrecord.export"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["exact"] = exact
    return environment


def _source(environment: Environment, name: str) -> Markup:
    from markupsafe import Markup

    assert environment.loader is not None
    return Markup(environment.loader.get_source(environment, name)[0])


def _hash(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


def _options(values: Iterable[str]) -> list[tuple[str, int]]:
    return sorted(Counter(values).items(), key=lambda item: (item[0].casefold(), item[0]))


def _article(record: Record, number: int) -> dict[str, Any]:
    article, statements = record.article, in_order(record)
    looks = _looks(statements)
    found = paragraphs(record, statements)
    headlines = [article.text[p.start : p.end] for p in found if p.zone == "headline"]
    title = headline(article)
    shown = {(note.kind, note.number) for note in notes(record)}
    numbers = {statement.id: n for n, statement in enumerate(statements, 1)}
    briefs: dict[int, list[int]] = {}
    for n, statement in enumerate(statements, 1):
        if statement.shortens in numbers:
            briefs.setdefault(numbers[statement.shortens], []).append(n)
    return {
        "key": f"a{number}",
        "title": title,
        "title_in_text": title.split() in [line.split() for line in headlines],
        "url": article.url,
        "link": (article.url or "").lower().startswith(("https://", "http://")),
        "language": article.language if _LANGUAGE.fullmatch(article.language or "") else None,
        "publisher": article.publisher,
        "byline": article.byline,
        "published": article.published,
        "date": date(article.published),
        "text": _text(record, found, looks, f"a{number}", statements),
        "statements": counted(len(statements), "statement"),
        "events": event_lines(record, {statement.id: n for n, statement in enumerate(statements, 1)}),
        "entries": [
            _entry(record, n, statement, looks[n])
            | {"shortens": numbers.get(statement.shortens or ""), "briefs": briefs.get(n, [])}
            for n, statement in enumerate(statements, 1)
        ],
        "timeline": [(stop, stop.time if ("time", stop.time) in shown else 0) for stop in stops(record)],
        "figures": [(n, item, figure(item)) for n, item in enumerate(record.figures, 1) if ("figure", n) in shown],
        "times": [(n, item, time(item)) for n, item in enumerate(record.times, 1) if ("time", n) in shown],
        "read_by": ", ".join(f"{name} {version}" for name, version in record.read_by.items()),
    }


def _entry(record: Record, number: int, statement: Statement, look: str) -> dict[str, Any]:
    speaker, said_on = statement.speaker, statement.said_on
    return {
        "number": number,
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
                "names": named(entry.specificity),
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


def _text(record: Record, found: list[Paragraph], looks: dict[int, str], key: str, statements: list[Statement]) -> Markup:
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
        return Markup('<a class="ref {}" id="{}-at{}" href="#{}-s{}" data-s="{}" aria-label="{}"></a>').format(
            looks[number], key, number, key, number, number, label
        )

    at = 0
    for paragraph in found:
        parts.append(exact(text[at : paragraph.start]))
        classes = f"{'z z-' + paragraph.zone if paragraph.zone else ''}{' wrapped' if paragraph.wrapped else ''}"
        parts.append(Markup('<p dir="auto" class="{}">').format(classes.strip()))
        for run in paragraph.runs:
            parts += [reference(number) for number in run.starting]
            characters = _run(run, exact(text[run.start : run.end]), looks, unresolved, denied)
            parts.append(_noted(run.notes, characters, record, key, noted) if run.notes else characters)
        parts.append(Markup("</p>"))
        at = paragraph.end
    parts.append(exact(text[at:]))
    parts += [reference(number) for number in looks if number not in shown]
    return Markup("").join(parts)


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


def _run(run: Run, characters: Markup, looks: dict[int, str], unresolved: set[int], denied: set[int]) -> Markup:
    from markupsafe import Markup

    zone = Markup(' data-zone="{}"').format(run.zone) if run.zone not in (None, "body", "headline") else Markup("")
    if not run.marks:
        return Markup("<span{}>{}</span>").format(zone, characters) if zone else characters
    parts = [f"{m.number}:{m.part}" for m in run.marks]
    parts += [f"{m.number}:unresolved" for m in run.marks if m.part == "when" and m.number in unresolved]
    parts += [f"{m.number}:denied" for m in run.marks if m.part == "content" and m.number in denied]
    classes = dict.fromkeys(["run", looks[run.marks[0].number], *(part.split(":")[1] for part in parts)])
    tag = "mark" if any(m.part == "content" for m in run.marks) else "span"
    return Markup('<{} class="{}" data-r="{}"{}>{}</{}>').format(tag, " ".join(classes), " ".join(parts), zone, characters, tag)
