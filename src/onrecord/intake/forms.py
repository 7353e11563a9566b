"""The fixed forms that news desks use around a story, as patterns for whole paragraphs with single blanks between words.

Each is as narrow as the form allows: what only might be one of them stays body (see ``zones``).
"""

from __future__ import annotations

import re


def _one_of(*patterns: str) -> str:
    return "(?:" + "|".join(patterns) + ")"


_MONTH = _one_of(
    r"Jan(?:uary|\.)?",
    r"Feb(?:ruary|\.)?",
    r"Mar(?:ch|\.)?",
    r"Apr(?:il|\.)?",
    "May",
    r"June?\.?",
    r"July?\.?",
    r"Aug(?:ust|\.)?",
    r"Sept?(?:ember|\.)?",
    r"Oct(?:ober|\.)?",
    r"Nov(?:ember|\.)?",
    r"Dec(?:ember|\.)?",
)
_WEEKDAY = r"(?:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:rs(?:day)?)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)\.?"
_YEAR = r"(?:19|20)\d\d"
_DATE = _one_of(
    rf"(?:{_WEEKDAY},?\s+)?{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?",
    rf"(?:{_WEEKDAY},?\s+)?\d{{1,2}}\s+{_MONTH}(?:,?\s+{_YEAR})?",
    rf"{_YEAR}-\d\d-\d\d",
    r"\d{1,2}/\d{1,2}/(?:\d\d)?\d\d",
)
_CLOCK = r"\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?|hrs|h)?(?:\s*\(?[A-Z]{2,4}\)?)?"
_WHEN = rf"(?:{_DATE}|{_CLOCK}|{_WEEKDAY})(?:[\s,|·–—-]*(?:at\s+)?(?:{_DATE}|{_CLOCK})){{0,2}}"
_CAPITAL = r"[^\W\d_a-z][\w.'’-]*"
_NAME = rf"(?:{_CAPITAL}|d[aeu]l?|v[ao]n|der|den|bin|al|la|le)"
_NAMES = rf"{_CAPITAL}(?:\s+{_NAME}){{1,4}}"
_PEOPLE = rf"{_CAPITAL}(?:(?:,?\s+(?:(?:and|&)\s+)?|\s*[/|,]\s*){_NAME}){{0,9}}"
_IN_PLACE = rf"(?:\s+in\s+{_CAPITAL}(?:\s+{_CAPITAL}){{0,2}})?"


def _fold(*patterns: str) -> list[re.Pattern[str]]:
    return [re.compile(pattern, re.IGNORECASE) for pattern in patterns]


DATE_LINE = re.compile(rf"{_DATE}(?:[\s,|·–—-]*(?:at\s+)?{_CLOCK})?\.?")
"""A date alone: "Friday, January 4, 2019"."""

FULL_DATE = re.compile(
    _one_of(
        rf"{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+{_YEAR}(?!\d)",
        rf"(?<!\d)\d{{1,2}}\s+{_MONTH},?\s+{_YEAR}(?!\d)",
        rf"{_YEAR}-\d\d-\d\d",
    ),
    re.IGNORECASE,
)
"""A date with its year, in an order that is read in one way alone."""

_STAMPED = r"(?:first |last )?(?:published|posted|updated|modified|created|filed)(?: on| at)?\s*:?\s*"
STAMP = re.compile(rf"\(?{_STAMPED}{_WHEN}(?:[\s,;|·–—-]+{_STAMPED}{_WHEN})?\)?\.?", re.IGNORECASE)
"""When the page was put up: "Published 5:04 pm"."""

REVISED = re.compile(r"\b(?:updated|modified)\b", re.IGNORECASE)
"""In a stamp: what follows is no first publication."""

BYLINE = re.compile(
    rf"(?:By|BY|by|Words by|Text by|Story by|Written by)\s*:?\s+(?!{_WEEKDAY}\b|{_MONTH}(?:\s+\d|,|\.?$))"
    rf"(?P<who>{_CAPITAL}(?:,?\s+(?:(?:and|&)\s+)?(?:{_NAME}|of|in|for|the)(?!\w)){{0,14}})"
    rf"(?P<rest>\s*[|·•–—-]+\s*.{{0,60}}|,?\s+{_WHEN})?\.?"
)
"""Who wrote it: "By Jane Doe, Staff Writer | Oct. 3, 2016"; ``who`` is "Jane Doe, Staff Writer"."""

OFFICE = re.compile(
    r",\s+(?:[\w-]+\s+){0,4}(?:writer|reporter|correspondent|editor|staff|press|news|post|times)\b.*", re.IGNORECASE
)
"""What follows the name in a byline."""

REPORTER_IN = re.compile(rf"{_NAMES}(?: and {_NAMES})? in {_CAPITAL}(?:\s+{_CAPITAL}){{0,2}}(?:,? and {_NAMES}{_IN_PLACE})?")
"""The same without "By", as it stands under some headlines: "Jane Doe in Orsen"."""

_PHOTO = r"(?:file )?(?:photo(?:graph)?|image|picture|pic|credit|screenshot)s?"
_DESK = r"(?:(?:AP|Reuters|AFP|EPA|Getty|File|Handout|Courtesy)\s+)?"
CAPTIONS = [
    re.compile(
        rf".*\({_DESK}{_PHOTO}(?:\s*[:/|]|\s+(?:by|credit|courtesy))[^()]{{1,80}}(?:\([^()]{{1,40}}\)[^()]{{0,40}})?\)\.?",
        re.IGNORECASE,
    ),
    re.compile(rf"[^\"“”]*\({_CAPITAL}(?:\s+{_NAME}){{1,3}}/[A-Z][\w .&/-]{{1,40}}\)\.?"),
    re.compile(r"(?:FILE|File) (?:PHOTO|photo|PICTURE|picture|IMAGE|image)\s*[:–—-].+"),
    re.compile(r"FILE\s*[:–—-]+.*\b(?:photo|photograph|picture|image|frame|video)\b.*"),
    re.compile(
        rf"In this (?:{_WEEKDAY},?\s+)?{_MONTH}\s+\d{{1,2}}(?:,\s+{_YEAR})?,?\s+(?:file )?"
        r"(?:photo|photograph|picture|image|frame)\b.+"
    ),
    re.compile(r"(?:Photo|PHOTO|Picture|PICTURE|Image|IMAGE|Caption|CAPTION|Pictured|PICTURED)\s*:\s*\S.+"),
]

_LIBRARY = r"(?:(?:AFP via )?Getty Images|AP Photo|Reuters Photo|Shutterstock|Alamy|EPA-EFE)"
CREDITS = [
    re.compile(
        rf"(?i:Photo(?:graph)?|Picture|Image|Illustration|Graphic|Video)s?(?:\s*/)?\s+(?i:by|courtesy(?: of)?|credit)\s*:?\s*"
        rf"(?:the\s+)?{_PEOPLE}(?:\s+for\s+(?:the\s+)?{_PEOPLE})?\.?"
    ),
    *_fold(r"(?:Photo(?:graphy)?|Image|Picture) credits?\s*:\s*[^\"“”]{1,120}"),
    re.compile(rf"(?:Photo|Picture|Image)\s*:\s*{_NAMES}(?:\s*[/,|]\s*{_CAPITAL}(?:\s+{_NAME}){{0,3}})?\.?"),
    re.compile(r"Credits?\s*:\s*[^.!?\"“”]{1,80}\.?"),
    re.compile(rf"(?:[\w.'’ -]{{1,50}}\s*[/|,]\s*)?{_LIBRARY}(?:\s*[/|]\s*[\w.'’ -]{{1,50}})?\.?"),
    re.compile(r"(?:AP|Reuters|AFP|EPA) (?:Photo|Images?)\s*/\s*[\w.'’ -]{1,60}"),
]

FURNITURE = [
    re.compile(r"[—–\-\s]*30[—–\-\s]*"),
    re.compile(r"(?:[#*_=~•·|]\s*){1,80}|[-|\s]{2,200}|[—–-]{2,80}"),
    re.compile(r"(?:https?://|www\.)\S+"),
    *_fold(
        _one_of(
            "advertisements?",
            "advert",
            "sponsored(?: content)?",
            "(?:story|article) continues (?:below|after)(?: (?:the )?advertisement)?",
            "continue reading(?: the main story| below)?",
            "scroll (?:down )?(?:to continue|for more)",
            r"loading\s*(?:\.\.\.|…)?",
            "share(?: this(?: (?:story|article))?)?",
            "print",
            "(?:leave a |view )?comments?",
            "skip advertisement",
            "supported by",
            "newsletters?",
            r"(?:most (?:read|popular|viewed)|popular)(?: (?:in|on) [\w .&]{2,40})?",
            "more",
            "don[’']t miss",
            "ends?",
            "related(?: (?:stories|articles|topics|links|content|coverage))?",
            r"more (?:stories|news|on this story|from [\w .&]{2,40})",
            "recommended(?: for you)?",
            "show more(?: posts)?",
            "back to top",
            "embargoed until .{1,60}",
            "full text",
            "abstract",
        )
        + r"\s*[.:]?"
    ),
]
"""What stands between and around stories: rules, labels of boxes, "—30—"."""

BOILERPLATE = [
    *_fold(
        _one_of(
            "read more",
            "read also",
            "also read",
            "read next",
            "read the full (?:story|article)",
            "more",
            "more on this(?: story)?",
            "related(?: (?:stor(?:y|ies)|articles?|coverage|content|links?|reading))?",
            "see (?:also|more)",
            "watch(?: more)?",
            "listen",
            "don[’']t miss",
            "recommended",
            "most read",
            "up next",
            "trending",
            "in pictures",
            "explainer",
            "(?:photo )?gallery",
            "download",
        )
        + r"\s*[:|»>→]\s*\S.*",
        r"read more (?:about|on|from|at|here)\b.*",
        r"(?:you can )?follow (?:us|me|him|her|them|(?:\S+ ){1,8}?(?=on )) ?"
        r"on (?:twitter|facebook|instagram|mastodon|linkedin|threads|bluesky|x\b|@).*",
        r"(?:on twitter,? )?follow @\w+.*",
        r"(?:please )?(?:click|tap) here\b.*",
        r"(?:sign up|subscribe) (?:here|now|today)\b.*",
        r"(?:sign up|subscribe) (?:for|to)\b.*"
        r"\b(?:newsletters?|e-?mails?|inbox|alerts?|updates|briefing|podcast|channel|digest|bulletin)\b.*",
        r"get (?:the|our) .*\b(?:inbox|newsletters?)\b.*",
        r"(?:copyright\b.{0,20}(?:19|20)\d\d|©|\(c\) ?(?:19|20)\d\d).*",
        r".*\ball rights reserved\b.{0,120}",
        r"this (?:story|article|post|report|page) (?:has been|was|will be|is being) (?:last )?(?:updated|corrected|amended)\b.*",
        r"this (?:story|article|post|report) (?:was|has been) (?:first |originally )(?:published|posted|written)\b.*",
        r"\(?(?:(?:additional|further) )?(?:reporting|writing|editing) by\b.*\bediting by\b.*",
        r"(?:for )?immediate release\b.{0,80}",
        r"(?:(?:media|press|news) )?(?:contacts?|inquiries|enquiries)\s*:.*",
        r"for (?:more|further) information,? (?:please )?(?:contact|visit|call|email|see|go)\b.*",
    ),
    re.compile(
        r"\(?(?:(?:Additional|Further) )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Tt]ranslat(?:ed|ion)) by "
        rf"(?:the )?{_PEOPLE}{_IN_PLACE}\.?\)?\.?"
    ),
    re.compile(
        r"(?:[^.!?\"“”]|\b[A-Z]\.){2,120} contributed (?:to|reporting (?:to|for)) this (?:report|story|article|post)"
        r"(?: from [\w., ]{2,60})?\.?"
    ),
]

_PLACE = r"[^\W\d_a-z][^\W\d_]*(?:[.'’-][^\W\d_]+)*\.?"
_PLACES = rf"{_PLACE}(?:(?:,\s*|/|\s+)(?:{_PLACE}|of|de|la|le|del|al|upon)){{0,6}}"
_AGENCY = r"(?:\([A-Z][\w .,&/'’-]{1,40}\)|/[A-Z][\w .-]{1,30}/)"
_DASH = r"(?:\s*(?:—|–|-\s?-+)|\s+-|(?<=\))\s*-)"
_AFTER = r"\s*(?=[\"“‘'(\[`]{0,2}[^\Wa-z_])"
DATELINES = [
    re.compile(rf"{_PLACES},?\s+\(?{_DATE}\)?(?:,?\s*{_AGENCY})?{_DASH}{_AFTER}"),
    re.compile(rf"(?:{_PLACES},?\s*)?{_AGENCY}{_DASH}{_AFTER}"),
    re.compile(rf"{_PLACES},\s*[A-Z]\.?[A-Z]\.?{_DASH}{_AFTER}"),
]
"""Place, date or agency, and dash, at the beginning of a paragraph: "HARWICK, Sept. 12 (Wire) — "."""

CAPITALS_DATELINE = re.compile(rf"(?P<place>{_PLACES}){_DASH}{_AFTER}")
"""A place and a dash; a dateline where the place is in capitals."""
