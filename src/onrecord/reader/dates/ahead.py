"""Ahead: weekdays within what somebody says will be done, reckoned from the day on which it was said.

A bare weekday mostly lies behind publication (``times``). One that stands by a verb with "will", "would" or "to" in what a
statement says lies ahead of the statement: "said on Friday that she would resign on Tuesday". The network's syntax tells the verb.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

import msgspec

from ...record import SaidOn, Time
from ..cues import stem
from ..layers import Attribution, Layers, Range
from ..times.calendar_values import day_of, days_until, moved_days
from ..times.patterns import EDGE, GAP, SPAN, WEEKDAY
from ..times.words import weekday_number
from ..wordlists import word_set

_BARE = re.compile(rf"{EDGE}?(?P<w>{WEEKDAY})(?:{GAP}{SPAN})?", re.IGNORECASE)
_WILL = word_set("will wo shall ll")
_WOULD = word_set("would")
_PERFECT = word_set("have having had ve")
_BINDING = frozenset(
    stem(word)
    for word in (
        "promise vow pledge agree offer threaten decide vote plan intend propose ask urge order invite tell require instruct schedule "
        "expect hope want need call warn advise appeal demand swear prepare set due aim scheduled expected planned"
    ).split()
)
"""Who does this, or is told to, with "to" is to do it later."""
_CLIMB = 3
"""How many governors up from a time its verb is looked for: "on Monday or Tuesday"."""


def settled(
    layers: Layers, attributions: Sequence[Attribution], times: Sequence[Time], said: Sequence[SaidOn | None], published: str | None
) -> list[Time]:
    """``times`` as ``times.find`` gives them, those weekdays that lie ahead of the statement that they are in reckoned anew.

    ``said``: when each of ``attributions`` was made; without that, what lies ahead does so of the day of ``published``. Raises nothing.
    """
    out = list(times)
    if not out:
        return out
    starts = layers.words.starts.tolist()
    firsts = [bisect_right(starts, time.start) - 1 for time in out]
    written = day_of(published)
    taken: dict[int, int] = {}
    for a, made in zip(attributions, said, strict=True):
        size = sum(end - begin for begin, end in a.content)
        for part in a.content:
            for k in range(bisect_left(firsts, part[0]), bisect_left(firsts, part[1])):
                # of a statement within another the inner one counts
                if size >= taken.get(k, size + 1) or (found := _BARE.fullmatch(out[k].text)) is None:
                    continue
                verb = _verb(layers, firsts[k], bisect_right(starts, out[k].end - 1) - 1, part)
                spoken = day_of(made.date if made else None)
                if verb < 0 or (spoken is None and out[k].anchor not in (None, published)):
                    continue  # no verb, or the text itself has named the day that it is reckoned from
                base = _base(layers, a, part, verb, spoken, written)
                if base is None:
                    continue
                taken[k] = size
                day = moved_days(base, days_until(base, weekday_number(found["w"])))
                if day is not None:
                    out[k] = _on(out[k], day, base)
    return out


def _on(time: Time, day: date, base: date) -> Time:
    part = (time.value or "")[len("2016-09-12") :]
    return msgspec.structs.replace(time, value=day.isoformat() + part, anchor=base.isoformat())


def _verb(layers: Layers, first: int, last: int, part: Range) -> int:
    """The verb that words ``first`` to ``last`` of a time hang on, within ``part`` of a statement's content; else -1."""
    head = layers.head
    i = next((w for w in range(last, first - 1, -1) if not first <= head[w] <= last), last)
    for _ in range(_CLIMB):
        above = int(head[i])
        if above == i or not part[0] <= above < part[1]:
            return -1
        if layers.pos[above][:2] == "VB":
            return above
        # the time of a noun ("the attack on Sunday", "her Sunday walk") is not that of what is done about it
        if layers.rel[i] != "conj":
            return -1
        i = above
    return -1


def _base(layers: Layers, a: Attribution, part: Range, verb: int, said: date | None, written: date | None) -> date | None:
    """The day ahead of which ``verb`` is to take place; None where it is not told as something ahead."""
    low = layers.words.forms
    for _ in range(2):
        helpers = {low[c].lower() for c in layers.children(verb) if layers.rel[c] in ("aux", "mark") and c < verb}
        if helpers & _PERFECT:
            return None
        if helpers & _WOULD:
            return said or written
        if helpers & _WILL:
            return (said if layers.words.quoted[verb] else None) or written
        above = int(layers.head[verb])
        if "to" in helpers:
            if above != verb and part[0] <= above < part[1] and layers.pos[above][:2] == "VB":
                binds = stem(low[above]) in _BINDING
            else:
                binds = any(stem(low[w]) in _BINDING for s, e in a.cue for w in range(s, e))
            return (said or written) if binds else None
        if layers.rel[verb] != "conj" or above == verb or not part[0] <= above < verb:
            return None
        verb = above  # "would resign and leave on Tuesday"
    return None
