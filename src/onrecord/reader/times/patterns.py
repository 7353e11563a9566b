"""Time patterns: the pieces of regular expressions that the time rules are put together from.

All are strings, matched without regard to letter case. A ``*_FIRST`` lists the lower-case words that its pattern can begin
with, divided by blanks, "0" standing for all that begin with a digit.
"""

from __future__ import annotations

from .words import MONTHS, ONES, TENS, WEEKDAYS

GAP = r"(?:[^\S\r\n]{1,3}|\r?\n)"
"""What may stand between two words of one expression: a few blanks or one end of line."""
OF = rf"(?:{GAP}of{GAP}|{GAP})"
MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
MONTH += r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?!\w)"
WEEKDAY = r"(?:Mon(?:day|\.)?|Tue(?:s(?:day|\.)?|\.)?|Wed(?:nesday|s\.?|\.)?|Thu(?:rs?(?:day|\.)?|\.)?|Fri(?:day|\.)?"
WEEKDAY += r"|Sat(?:urday|\.)?|Sun(?:day|\.)?)(?!\w)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\w|[:/]\d|[.,]\d{1,3}(?!\d))"
"""A day of a month that is no part of a larger number or a clock time."""
YEAR = r"(?:1\d{3}|20\d{2})(?!\w|[.,:/]\d|%)"
"""A year from 1000 to 2099."""
SPAN = r"(?:morning|afternoon|evening|night|noon|midnight|dawn)"
"""A part of the day, as it follows a day's name."""
COUNT = "|".join(
    [
        r"(?:\d{1,3}(?:,\d{3}){1,3}",
        r"\d{1,6}(?:\.\d{1,3})?",
        f"(?:{'|'.join(TENS)})(?:-(?:{'|'.join(ONES[:9])}))?",
        *(rf"{word}(?:{GAP}and{GAP}a{GAP}half)?" for word in reversed(ONES)),  # "seventeen" before "seven"
        rf"half{GAP}an?|an?{GAP}half|an?{GAP}(?:couple|dozen|number)(?:{GAP}of)?|an?{GAP}few|an?",
        "several|few|many|some|couple|dozens?|hundreds?|thousands?)",
    ]
)
"""A number before a unit, in figures or words, exact or not."""
EDGE = rf"(?:(?:very{GAP})?(?:early|late|mid|earlier|later)(?:-|{GAP}))"
"""Which end of a time is meant ("early", "very late"); the value does not tell."""
PART_OF = rf"(?:(?:the{GAP})?(?:beginning|start|end|middle|close|rest|first{GAP}half|second{GAP}half){GAP}of{GAP})"
"""Which part is meant ("the end of"); likewise not told by the value."""
HOURS = rf"(?:(?:the{GAP})?(?:early{GAP}|late{GAP})?(?P<h>morning|afternoon|evening|night)(?:{GAP}hours)?{GAP}of{GAP})"
"""A part of the day before its day ("the early morning of"); the part is group h."""
UNIT = r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|months?|quarters?|years?|decades?|century|centuries"
UNIT += r"|fortnights?)(?!\w)"
SEASON = r"(?:spring|summer|autumn|fall|winter)(?!\w)"
ZONE = rf"(?:{GAP}(?:[ECMP][SD]?T|GMT|UTC|BST|CEST|CET|local{GAP}time|Eastern(?:{GAP}time)?)(?!\w))"
CLOCK = rf"(?:(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)?{GAP}?(?:a\.m\.?|p\.m\.?|am|pm)(?!\w)"
CLOCK += r"|(?:2[0-3]|[01]?\d):[0-5]\d(?::[0-5]\d)?(?![\w:])|noon|midnight)"

MONTH_FIRST = " ".join([*MONTHS, "jan feb mar apr jun jul aug sep sept oct nov dec"])
WEEKDAY_FIRST = " ".join([*WEEKDAYS, "mon tue tues wed weds thu thur thurs fri sat sun"])
EDGE_FIRST = "early late mid very earlier later"
PART_FIRST = "the beginning start end middle close rest first second"
COUNT_FIRST = " ".join([*ONES, *TENS, "0 a an half several few many some couple dozens dozen hundreds thousands"])
