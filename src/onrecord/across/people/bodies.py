"""Names of bodies: one form for "Department of Trade" and "the Trade Department", abbreviations, and bodies that every place has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...reader.speakers.words import BODY_NOUNS
from ...store.words import fold

_TOKEN = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*")
_FIRM = frozenset("inc corp corporation co ltd llc plc gmbh company".split())
_TURNED = frozenset("department ministry office bureau university college institute".split())
_PLACES_OF_STATE = ("u.s", "us", "united states")
_SMALL = frozenset("of the for and on in at to by de la &".split())
COMMON = BODY_NOUNS | frozenset(
    "police ministry foreign affairs interior health education defence defense finance justice supreme high appeals district federal national "
    "state local city county municipal central public general assembly senate house parliament prosecutors office court courts affairs "
    "authorities commission election electoral board administration cabinet officials embassy fire rescue emergency services".split()
)
"""Words that bodies of every place have in their names."""
PASSING = frozenset("administration government cabinet".split())
"""What changes with those who hold the office: who says "the administration" years apart does not mean one body."""
_DEFINED = re.compile(r"\(([A-Z][A-Za-z&.-]{1,9})\)")
_LONGEST = 10
"""Words of a full name that an abbreviation may stand behind."""
_OWNED = re.compile(r"(?:[A-Z][\w.-]+ ){0,2}[A-Z][\w.-]+(?:['’]s|s['’]) (?:campaign|administration|office|government)")


def normal(name: str) -> str:
    """The form that all spellings of a body's name share; empty where no word is left."""
    tokens = [fold(t) for t in _TOKEN.findall(name.replace("’", "'"))]
    tokens = [t[:-2] if t.endswith("'s") else t.replace("'", "") for t in tokens]
    while len(tokens) > 1 and tokens[0] == "the":
        tokens.pop(0)
    for prefix in _PLACES_OF_STATE:
        words = prefix.split()
        if tokens[: len(words)] == words and len(tokens) > len(words) + 1:
            tokens = tokens[len(words) :]
            break
    while len(tokens) > 1 and tokens[-1] in _FIRM:
        tokens.pop()
    if len(tokens) > 2 and tokens[0] in _TURNED and tokens[1] in ("of", "for"):
        tokens = [*tokens[2:], tokens[0]]
        if tokens[0] == "the" and len(tokens) > 2:
            tokens.pop(0)
    return " ".join("and" if t == "&" else t for t in tokens)


def owned(name: str) -> bool:
    """ "Lind's campaign": a body that is named by whose it is."""
    return _OWNED.fullmatch(name) is not None


def is_short(name: str) -> bool:
    """Whether the name is an abbreviation: capitals, no more than eight."""
    letters = name.replace(".", "").replace("&", "")
    return (
        2 <= len(letters) <= 8
        and letters.isalpha()
        and sum(c.isupper() for c in letters) >= max(2, len(letters) - 1)
        and " " not in name
    )


def short_key(name: str) -> str:
    """An abbreviation without case and marks."""
    return fold(name.replace(".", "").replace("&", ""))


def initials(name: str) -> set[str]:
    """Of what a body's name may be abbreviated to: its initials, with and without small words, and without the state's name."""
    tokens = [fold(t) for t in _TOKEN.findall(name)]
    found = set()
    for some in (tokens, tokens[1:] if tokens and tokens[0] in ("u.s", "us", "the") else tokens):
        found.add("".join(t[0] for t in some if t not in _SMALL))
        found.add("".join(t[0] for t in some))
    return {made for made in found if len(made) > 1}


def is_common(normal_name: str) -> bool:
    """Whether every place may have a body of this name: "the police", "the supreme court"."""
    return all(token in COMMON or token in _SMALL for token in normal_name.split())


def is_passing(normal_name: str) -> bool:
    """Whether the name stands for whoever governs: "the administration", "the White House"."""
    return normal_name in PASSING or normal_name == "white house"


def defined(text: str) -> Iterator[tuple[str, str]]:
    """Abbreviations that a text explains, "Harbour Pilots Association (HPA)": the abbreviation's key and the full name's normal form."""
    for match in _DEFINED.finditer(text):
        short = short_key(match[1])
        words = text[max(0, match.start() - 150) : match.start()].split()[-_LONGEST:]
        for first in range(len(words) - 1):
            full = " ".join(words[first:])
            if words[first][0].isupper() and short in initials(full):
                yield short, normal(full)
                break
