"""Time rules for counted units: durations ("two weeks", "the past few days") and times so many units away ("two weeks ago")."""

from __future__ import annotations

import re

from .calendar_values import duration_value, moved, value_at
from .grammar import Context, Meaning, Rule, on_day, rule
from .patterns import COUNT, COUNT_FIRST, GAP, UNIT
from .words import count_of, unit_code

RULES: list[Rule] = []

_OF_AGE = re.compile(r"[\s-]olds?\b|[’']? of age\b|\sold\b")
_RATED = re.compile(r"\b(?:once|twice|times|per|[\d,.]+|million|hours|days|dollars)\s$")
"""Before "a day", where it says how often: "twice a day"."""
_HALVES = {"Y": ("M", 6), "E": ("Y", 5), "C": ("Y", 50)}
_MOST = 9999
"""No larger count is reckoned with: the calendar ends before."""


@rule(
    RULES,
    f"{COUNT_FIRST} more less about around nearly almost over just only",
    rf"(?:(?:more{GAP}than|less{GAP}than|about|around|nearly|almost|over|just|only|at{GAP}least){GAP})?(?P<n>{COUNT})(?:{GAP}|-)"
    rf"(?:more{GAP}|full{GAP}|whole{GAP})?(?P<u>{UNIT})"
    rf"(?:{GAP}(?P<w>ago|earlier|later|before|after(?:ward|wards)?|from{GAP}(?:now|today)|hence|prior)(?!\w))?",
)
def _counted(m: re.Match[str], context: Context) -> Meaning | None:
    word = (m["w"] or "").lower()
    if m["u"].lower() in ("second", "quarter") and m["n"].lower() not in ("a", "one", "1"):
        return None  # an ordinal, a share
    after = context.after(m.end(), 12)
    if not word:
        return _duration(m, context, after)
    if m["u"].lower() == "quarters":
        return Meaning("duration", None)
    if word in ("before", "after") and (context.named is None or re.match(r"\s+\w", after)):
        return Meaning("duration", duration_value(count_of(m["n"]), unit_code(m["u"])))
    return _away(m, word, context)


def _duration(m: re.Match[str], context: Context, after: str) -> Meaning | None:
    count, unit = m["n"].lower(), m["u"].lower()
    if unit == "quarters" or _OF_AGE.match(after):
        return None
    if count in ("a", "an") and _RATED.search(context.before(8)):
        return None
    if count in ("a", "an", "some", "many", "few") and unit in ("second", "quarter", "century", "night", "weekend"):
        return None
    return Meaning("duration", duration_value(count_of(count), unit_code(unit)))


def _away(m: re.Match[str], word: str, context: Context) -> Meaning:
    """A time that is so many units away from publication ("ago") or from the date named last ("later")."""
    count, unit = count_of(m["n"]), unit_code(m["u"])
    back = word in ("ago", "earlier", "before", "prior")
    from_publication = word in ("ago", "hence") or word.startswith("from")
    base = context.published if from_publication else context.named or context.published
    if base is None:
        return Meaning("date", None)
    if count is None:
        return Meaning("date", "PAST_REF" if back else "FUTURE_REF", None, base)
    if unit.startswith("T"):
        return Meaning("time", None, None, base)
    whole = int(min(count, _MOST))
    if count == 0.5:
        if unit not in _HALVES:
            return Meaning("date", None, None, base)
        unit, whole = _HALVES[unit]
    to = moved(base, unit, -whole if back else whole)
    if to is None:
        return Meaning("date", None)
    return on_day(to, None, base) if unit == "D" else Meaning("date", value_at(to, unit), None, base)


@rule(
    RULES,
    "the last past next this coming previous",
    rf"(?:the{GAP})?(?:last|past|next|coming|previous|following|these{GAP}past){GAP}(?P<n>{COUNT}){GAP}"
    rf"(?:or{GAP}so{GAP})?(?P<u>{UNIT})",
)
def _past_units(m: re.Match[str], context: Context) -> Meaning | None:
    return Meaning("duration", duration_value(count_of(m["n"]), unit_code(m["u"])))
