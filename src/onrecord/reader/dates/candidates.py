"""Candidates: the times of an article that may say when a statement was made, and how each stands in its sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ...record import Time
from ..times.calendar_values import calendar_date, first_day
from ..words import Words
from .words import ASIDE, DATELINE, OCCASIONS, PREPOSITIONS, SAYING, UNTIMELY


@dataclass(slots=True)
class Candidate:
    """A time that may say when something was said, at words ``first`` to ``last`` (both included).

    ``date`` is as in ``SaidOn``, or "?" and the words where they are not resolved. ``tags`` say what kind of time it is and
    how it stands, ``words`` are those of its sentence, ``inside`` whether it stands in what somebody says.
    """

    time: Time
    date: str
    first: int
    last: int
    sentence: int
    tags: set[str]
    words: set[str]
    inside: bool = False


def candidates_of(words: Words, sentences: list[int], times: Sequence[Time], published: date | None) -> Iterator[Candidate]:
    """The times that can be the date of a statement, in order: points of the calendar not after publication.

    Where publication is not known, relative times too, unresolved. ``sentences``: index of each one's first word.
    """
    starts = words.starts.tolist()
    for time in times:
        if time.kind not in ("date", "time") or (time.value or "").endswith("_REF"):
            continue
        day = calendar_date(time.value)
        begins = first_day(day) if day else None
        if day is None and (time.kind == "time" or published is not None or time.value is not None):
            continue
        if day is not None and (begins is None or (published is not None and begins > published)):
            continue
        first, last = bisect_right(starts, time.start) - 1, bisect_right(starts, time.end - 1) - 1
        if first < 0:
            continue
        sentence = bisect_right(sentences, first) - 1
        opening = sentences[sentence]
        closing = sentences[sentence + 1] if sentence + 1 < len(sentences) else len(words)
        here = set(words.forms[opening : min(closing, opening + 80)])
        here |= {f.lower() for f in here}
        c = Candidate(time, day or "?" + time.text.lower(), first, last, sentence, _time_tags(time, day), here)
        if published is not None and begins == published:
            c.tags.add("today")
        if sentence <= 4 and DATELINE.match(words.text, time.end, time.end + 30):
            c.tags.update(("unfit", "dateline"))
        c.tags |= _place_tags(words, c, opening, closing)
        yield c


def _time_tags(time: Time, day: str | None) -> set[str]:
    """How exact a time is: "day", "month" or "year", with "week" too for a week."""
    tags = {{4: "year", 7: "month"}.get(len(day or ""), "day")}
    if time.value and "-W" in time.value:
        tags.add("week")
    return tags


def _place_tags(words: Words, c: Candidate, opening: int, closing: int) -> set[str]:
    """How a time stands in its sentence, words ``opening`` to ``closing``.

    "opens": it opens it; "occasion": it is that of an occasion of speech, which with "frame" opens the sentence; "said":
    a verb of saying stands right before; "unfit": it is that of something else, with "aside" of another event.
    """
    forms = words.forms
    before = forms[c.first - 1].lower() if c.first > opening else ""
    tags: set[str] = set()
    opens = c.first == opening or (c.first == opening + 1 and before in PREPOSITIONS)
    if opens:
        tags.add("opens")
    occasion = _any_in(OCCASIONS, forms[max(opening, c.first - 6) : c.first])
    qualified = _qualified(words, c, before, closing)
    if qualified is not None:
        # "the 2012 race" and "Tuesday's vote" date no statement, "his 2013 interview" does
        if _any_in(OCCASIONS, qualified):
            occasion = True
        else:
            tags.add("unfit")
    if (before in UNTIMELY and not (opens and before == "by")) or "same" in c.time.text.lower():
        tags.add("unfit")
    for w in range(c.first - 1, max(opening, c.first - 9) - 1, -1):
        if forms[w] in ",;—–-":
            break
        if forms[w].lower() in ASIDE:
            tags.update(("unfit", "aside"))
            break
    if occasion:
        tags.add("occasion")
        if forms[opening].lower() in ("in", "at", "on", "during") and c.first - opening <= 15:
            tags.add("frame")
    if _any_in(SAYING, forms[max(opening, c.first - 2) : c.first]):
        tags.add("said")
    return tags


def _qualified(words: Words, c: Candidate, before: str, closing: int) -> list[str] | None:
    """The words after a time that qualifies them: "the 2012 <race ...>", "Tuesday's <vote ...>"; None where it does not."""
    forms = words.forms
    after = forms[c.last + 1].lower() if c.last + 1 < closing else ""
    possessive = after in ("’", "'")
    glued = bool(before) and words.ends[c.first - 1] == words.starts[c.first]
    bare_year = "year" in c.tags and after[:1].isalpha() and before != "in" and c.time.text[-1].isdigit()
    if not (possessive or glued or bare_year or before in ("the", "a", "his", "her", "their", "this")):
        return None
    begin = c.last + (3 if possessive else 1)
    return forms[begin : min(begin + 6, c.last + 9, closing)]


def _any_in(listed: frozenset[str], forms: list[str]) -> bool:
    return any(f.lower() in listed for f in forms)
