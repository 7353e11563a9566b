"""Zones of plain text: which paragraphs are headline, dateline, byline, caption, credit or boilerplate, and which are body.

Only headline and body make statements, so a body paragraph that is wrongly set aside loses what people said
in it. The rules here therefore look for fixed forms that news desks use, and leave everything else body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..article import Zone, ZoneKind
from ..paragraphs import is_hard_wrapped, paragraph_starts
from .forms import (
    BOILERPLATE,
    BYLINE,
    CAPITALS_DATELINE,
    CAPTIONS,
    CREDITS,
    DATE_LINE,
    DATELINES,
    FURNITURE,
    OFFICE,
    REPORTER_IN,
    STAMP,
)

_BLANKS = re.compile(r"\s*")
_LINE = re.compile(r"\S[^\r\n]*")

_EARLY = 5  # paragraphs of body after which no dateline and no bare reporter's name is looked for
_LONG = 600  # characters after which a paragraph is no caption
_SHORT = 300  # characters after which it is no boilerplate, credit or byline


def zones(text: str, title: str | None = None) -> list[Zone]:
    """The zones of ``text``, in order; together they hold every character that is not white space.

    ``title``: the article's title where it is known; a paragraph at the beginning that says the same is the headline.
    Without it the first short line that does not end like a sentence is. Paragraphs of one kind that follow
    each other are one zone, except captions, credits and bylines. Any text is taken; time is linear in its length.
    """
    found: list[Zone] = []
    units = list(_units(text))
    wanted = _plain(title) if title else ""
    headline = _headline(text, units, wanted)
    body = 0
    for i, (start, end) in enumerate(units):
        if i == headline:
            kind: ZoneKind = "headline"
        else:
            kind = _kind(_flat(text[start:end]) if end - start <= _LONG else "", body < _EARLY, body == 0 and headline is not None)
        if kind == "body":
            cut = _dateline_end(text, start, end) if body < _EARLY else start
            if cut > start:
                found.append(Zone("dateline", start, _rstrip(text, start, cut)))
                start = _lstrip(text, cut, end)
            body += 1
            if start == end:
                continue
        last = found[-1] if found else None
        if last and last.kind == kind and kind in ("body", "boilerplate"):
            found[-1] = Zone(kind, last.start, end)
        else:
            found.append(Zone(kind, start, end))
    return found


def byline_of(text: str, found: list[Zone]) -> str | None:
    """The names in the first "By ..." above the body, by the zones ``found`` of ``text``; None where there is none."""
    for zone in found:
        if zone.kind == "body":
            break
        if zone.kind == "byline" and (m := BYLINE.fullmatch(_flat(text[zone.start : zone.end]))):
            return OFFICE.sub("", m["who"]).rstrip(",.") or None
    return None


def same_words(one: str, other: str) -> bool:
    """Whether two titles say the same, whatever their case, blanks and punctuation."""
    return bool(_plain(one)) and _plain(one) == _plain(other)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _units(text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs without the blanks at their ends; in hard-wrapped text also the single lines above the first paragraph."""
    starts = paragraph_starts(text)
    wrapped = is_hard_wrapped(text)
    for i, start in enumerate(starts):
        end = starts[i + 1] if i + 1 < len(starts) else len(text)
        start, end = _lstrip(text, start, end), _rstrip(text, start, end)
        if start >= end:
            continue
        if wrapped and i < 3:
            lines = [(start + m.start(), start + m.end()) for m in _LINE.finditer(text[start : min(end, start + _SHORT)])]
            above = max((n + 1 for n, (a, b) in enumerate(lines[:4]) if _is_byline(_flat(text[a:b]))), default=0)
            if i == 0 and not above and text[slice(*lines[0])].isupper():
                above = 1
            yield from ((a, _rstrip(text, a, b)) for a, b in lines[:above])
            start = _lstrip(text, lines[above - 1][1], end) if above else start
            if start == end:
                continue
        yield start, end


def _lstrip(text: str, start: int, end: int) -> int:
    m = _BLANKS.match(text, start, end)
    return m.end() if m else start


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _headline(text: str, units: list[tuple[int, int]], wanted: str) -> int | None:
    """Which unit is the headline, if any is."""
    if wanted:
        for i, (start, end) in enumerate(units[:4]):
            if end - start <= 4 * len(wanted) + 40 and _plain(text[start:end]) == wanted:
                return i
    for i, (start, end) in enumerate(units[:4]):
        if end - start > _SHORT:
            return None
        line = _flat(text[start:end])
        if _kind(line, early=True, headed=False) != "body":
            continue
        if i + 1 == len(units) or _dateline_end(text, start, end) > start or not _looks_like_headline(line):
            return None
        if line.endswith("."):
            # A sentence. It is a headline only where a dateline or a byline follows; only then the form is sure.
            after, stop = units[i + 1]
            if not (_is_byline(_flat(text[after : min(stop, after + _SHORT)])) or _dateline_end(text, after, stop) > after):
                return None
        return i
    return None


def _looks_like_headline(line: str) -> bool:
    words = line.split()
    return (
        1 < len(words) <= 30
        and len(line) <= 200
        and line[-1] not in ",:;-–—"
        and not line.endswith(('."', ".”", ".'", ".’", ',"', ",”"))
        and (line[0].isalnum() or line[0] in "\"'“‘«„¿¡$£€")
        and any(c.isalpha() for c in line)
        and not re.match(r"(?:Q|A|QUESTION|ANSWER)\s*[:.]", line)
    )


def _kind(paragraph: str, early: bool, headed: bool) -> ZoneKind:
    """The kind of one paragraph. ``early``: it is near the top; ``headed``: a headline, and no body yet, is above it."""
    size = len(paragraph)
    if not size:
        return "body"
    if size <= _SHORT:
        for pattern in FURNITURE:
            if pattern.fullmatch(paragraph):
                return "boilerplate"
        if STAMP.fullmatch(paragraph):
            return "byline"
        if early and DATE_LINE.fullmatch(paragraph):
            return "dateline"
        if _is_byline(paragraph) or (headed and size <= 80 and REPORTER_IN.fullmatch(paragraph)):
            return "byline"
        if any(pattern.fullmatch(paragraph) for pattern in CREDITS):
            return "credit"
        if not _speaks(paragraph) and any(pattern.fullmatch(paragraph) for pattern in BOILERPLATE):
            return "boilerplate"
    if not _speaks(paragraph) and any(pattern.fullmatch(paragraph) for pattern in CAPTIONS):
        return "caption"
    return "body"


def _is_byline(paragraph: str) -> bool:
    if len(paragraph) > 160:
        return False
    m = BYLINE.fullmatch(paragraph)
    # One capital word alone ("By Orsen") says too little, unless more follows it.
    return m is not None and (len(m["who"].split()) > 1 or bool(m["rest"]))


_QUOTED = re.compile(r"[\"“”][^\"“”]{3,}[\"“”]")
_SAYS = re.compile(r"\bsa(?:id|ys)\b|\btold\b")


def _speaks(paragraph: str) -> bool:
    """Whether a paragraph quotes several words and has somebody say them, as the story itself does."""
    return _SAYS.search(paragraph) is not None and any(len(m.group().split()) > 2 for m in _QUOTED.finditer(paragraph))


def _dateline_end(text: str, start: int, end: int) -> int:
    """Where the dateline ends that a paragraph begins with; ``start`` if it begins with none."""
    head = text[start : min(end, start + 160)]
    for pattern in DATELINES:
        if m := pattern.match(head):
            return start + m.end()
    if m := CAPITALS_DATELINE.match(head):
        first = m["place"].split(",")[0]
        letters = [c for c in first if c.isalpha()]
        # All capitals as in HARWICK; three letters are more often a body such as the EPA.
        if len(letters) > 3 and first.upper() == first:
            return start + m.end()
    return start
