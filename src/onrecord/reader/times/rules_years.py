"""Time rules for years, and what is longer or told by its year: decades, centuries, seasons, quarters."""

from __future__ import annotations

import re
from datetime import date

from .bare_dates import looks_ahead
from .calendar_values import quarter_of, season_value, value_at
from .grammar import Context, Meaning, Rule, rule
from .patterns import EDGE, GAP, OF, PART_OF, SEASON, YEAR
from .words import DECADES, ORDINALS, SEASONS, unit_code

RULES: list[Rule] = []

_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|of|by|until|till|from|during|through|to|between|and|for|early|late|before|after|around|circa"
    r"|year|the|his|her|their|its|our|a|an|fiscal"
    r"|spring|summer|autumn|fall|winter|election|this|that|back|late|as|than|or|on|per|vs|versus)|[(\[–—-])\s?$",
    re.IGNORECASE,
)
_OLD_YEAR = re.compile(r"(?:\b(?:in|since|of|by|from|until|year|during|to|and)\s|\b\d{4}\s?[-–—/]\s?|\()$", re.IGNORECASE)
_MEASURED = re.compile(
    r"\s(?:people|men|women|troops|soldiers|miles|feet|dollars|euros|pounds|percent|per|million|meters|metres|km"
    r"|members|votes|jobs|homes)\b|\s?%"
)

_OF_A_YEAR = re.compile(
    r"\s(?:levels?|figures?|prices?|rates?|standards?|results?|totals?|numbers?|elections?|sales|seasons?|budgets?|estimates?|emissions"
    r"|earnings|revenues?|accords?|guidelines|averages?|highs?|lows?|peaks?|values?|baselines?|targets?|census)\b"
)
"""After a year: what is told of a year, not counted."""


@rule(RULES, "the 0 early late mid very earlier later", rf"(?:the{GAP})?{EDGE}?(?P<y>1[0-9]\d0|20[0-9]0)[’']?s(?!\w)")
def _decade(m: re.Match[str], context: Context) -> Meaning | None:
    return Meaning("date", m["y"][:3])


@rule(RULES, "the early late mid ' ’ ‘", rf"(?:the{GAP})?{EDGE}?(?P<y>[’'‘]?[2-9]0s|{'|'.join(DECADES)})(?!\w)")
def _short_decade(m: re.Match[str], context: Context) -> Meaning | None:
    if not m[0].lower().startswith("the") and m["y"][0] not in "’'‘":
        return None
    if re.search(r"\bin\s$", context.before(3)) is None and m["y"][0].isdigit():
        return None
    tens = DECADES.get(m["y"].lower()) or int(re.sub(r"\D", "", m["y"])[0])
    return Meaning("date", f"19{tens}")


@rule(
    RULES,
    "the 0 early late mid " + " ".join(ORDINALS),
    rf"(?:the{GAP})?{EDGE}?(?P<n>[12]?\d(?:st|nd|rd|th)|{'|'.join(ORDINALS)}|twenty-first)(?:{GAP}|-)century(?!\w)",
)
def _century(m: re.Match[str], context: Context) -> Meaning | None:
    word = m["n"].lower()
    number = 21 if word == "twenty-first" else ORDINALS.index(word) + 1 if word in ORDINALS else int(re.sub(r"\D", "", word))
    return Meaning("date", f"{number - 1:02}") if number else None


@rule(
    RULES,
    "the last this next early late mid " + " ".join(SEASONS),
    rf"(?:the{GAP})?{EDGE}?(?P<s>{SEASON}){OF}(?P<y>{YEAR})",
)
def _season_year(m: re.Match[str], context: Context) -> Meaning | None:
    return Meaning("date", f"{m['y']}-{SEASONS[m['s'].lower()]}", date(int(m["y"]), 1, 1))


@rule(RULES, "the early late mid " + " ".join(SEASONS), rf"(?:the{GAP})?{EDGE}?(?P<s>{SEASON})(?!{GAP}[A-Z])")
def _the_season(m: re.Match[str], context: Context) -> Meaning | None:
    before = context.before(8)
    with_the = m[0][:3].lower() == "the"
    if not (with_the and m["s"] in ("summer", "winter", "autumn")) and not re.search(r"\b(?:in|by|since|until|during)\s$", before):
        return None
    if not m["s"].islower() or (m["s"] == "fall" and not with_the):
        return None
    base = (context.named if context.published or context.narrative else None) or context.published
    return Meaning("date", season_value(SEASONS[m["s"]], base, 0) if base else None, None, base)


@rule(
    RULES,
    "the first second third fourth fiscal q1 q2 q3 q4",
    rf"(?:(?:the{GAP})?(?P<n>first|second|third|fourth){GAP}quarter|Q(?P<q>[1-4]))(?!\w)(?:,?{OF}(?P<y>{YEAR}"
    rf"|last{GAP}year|this{GAP}year))?",
)
def _quarter(m: re.Match[str], context: Context) -> Meaning | None:
    number = int(m["q"]) if m["q"] else ORDINALS.index(m["n"].lower()) + 1
    if m["y"] and m["y"][0].isdigit():
        return Meaning("date", f"{m['y']}-Q{number}", date(int(m["y"]), 3 * number - 2, 1))
    base = context.published
    if base is None:
        return Meaning("date", None)
    year = base.year
    if m["y"]:
        year -= m["y"].lower().startswith("last")
    elif number > quarter_of(base) and not looks_ahead(context, m.end()):
        year -= 1
    return Meaning("date", f"{year:04}-Q{number}", None, base) if year > 0 else None


@rule(RULES, "0", r"(?P<y>[1-9]\d{0,3})\s(?:BCE?|B\.C\.(?:E\.)?)(?!\w)")
def _before_christ(m: re.Match[str], context: Context) -> Meaning | None:
    return Meaning("date", f"BC{int(m['y']):04}") if m[0].upper() == m[0] else None


@rule(RULES, "the beginning start end middle close rest", rf"{PART_OF}(?:the|this){GAP}(?P<u>year|month|week|decade|century)(?!\w)")
def _part_of_unit(m: re.Match[str], context: Context) -> Meaning | None:
    base = context.published
    return Meaning("date", value_at(base, unit_code(m["u"])) if base else None, None, base)


@rule(
    RULES,
    "0 early late mid very earlier later the beginning start end middle",
    rf"(?:{PART_OF}|(?P<edge>(?:the{GAP})?{EDGE}))?(?P<y>{YEAR})",
)
def _year(m: re.Match[str], context: Context) -> Meaning | None:
    year = int(m["y"])
    at = m.start("y")
    before = context.text[max(0, at - 12) : at]
    if _MEASURED.match(context.text, m.end()) or before.endswith(("$", "€", "£", ".", ",", ":", "/", "#", "No ")):
        return None
    if not 1900 <= year <= 2035 and m.start() == at and not _OLD_YEAR.search(before):
        return None
    if m.start() == at and not _BEFORE_YEAR.search(before) and not _OF_A_YEAR.match(context.text, m.end()):
        following = re.match(r"\s([a-z]+)s\b", context.after(m.end(), 20))
        if following and before[-1:].isspace() and before.strip()[-1:].islower():
            return None
    return Meaning("date", f"{year:04}", date(year, 1, 1))
