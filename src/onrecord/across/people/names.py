"""Names of persons: cut into given names and surname, and how two of them stand to each other."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from ...reader.speakers.words import GIVEN_NAMES, SHORT_TITLES, SUFFIXES, TITLES
from ...store.words import fold

_TOKEN = re.compile(r"[^\W\d_][\w'’\-]*", re.UNICODE)
_SHORT = (
    "abe abraham|al albert alfred alan|alex alexander alexandra|andy andrew|art arthur|barb barbara|ben benjamin|bernie bernard bernadette|"
    "bert albert herbert robert|beth elizabeth|betty elizabeth|bill william|billy william|bob robert|bobby robert|brad bradley|cathy catherine|"
    "charlie charles|chris christopher christine christina|chuck charles|cindy cynthia|dan daniel|danny daniel|dave david|deb deborah debra|"
    "debbie deborah debra|dick richard|don donald|doug douglas|drew andrew|ed edward edwin edgar|eddie edward|fran frances francis|"
    "frank francis franklin|fred frederick alfred|gene eugene|geoff geoffrey|greg gregory|hank henry|harry harold henry|jack john|"
    "jackie jacqueline|jake jacob|jan janet janice|jeff jeffrey|jen jennifer|jenny jennifer|jerry gerald jerome|jim james|jimmy james|"
    "joe joseph|joey joseph|jon jonathan|josh joshua|judy judith|kate katherine catherine|kathy katherine kathleen|ken kenneth|larry lawrence|"
    "len leonard|leo leonard|liz elizabeth|lou louis|maggie margaret|matt matthew|meg margaret|mel melvin|mickey michael|mike michael|"
    "mitch mitchell|ned edward|nick nicholas|pam pamela|pat patrick patricia|patty patricia|peggy margaret|pete peter|phil philip phillip|"
    "ray raymond|rich richard|rick richard|rob robert|ron ronald|russ russell|sam samuel samantha|sandy sandra|sean shawn|stan stanley|"
    "steve stephen steven|stu stuart|sue susan suzanne|ted edward theodore|terry terrence theresa|tim timothy|tina christina|tom thomas|"
    "tommy thomas|tony anthony|vic victor|vicky victoria|walt walter|will william|zach zachary"
)
SHORT_FORMS: dict[str, frozenset[str]] = {line.split()[0]: frozenset(line.split()[1:]) for line in _SHORT.split("|")}
"""Short forms of given names, and what they may be short for."""

Relation = Literal["same", "longer", "variant", "initials", "part", "surname", "given", "other"]


class Name(NamedTuple):
    """A name without case, accents and titles. ``tokens``: all its words; the last is taken for the surname. ``suffix``: jr, sr, ii ..."""

    tokens: tuple[str, ...]
    suffix: str = ""

    @property
    def surname(self) -> str:
        """The last word."""
        return self.tokens[-1]

    @property
    def given(self) -> tuple[str, ...]:
        """What stands before the surname."""
        return self.tokens[:-1]

    @property
    def full(self) -> bool:
        """Whether there is a given name besides the surname, spelt out."""
        return any(len(token) > 1 for token in self.given) and len(self.surname) > 1

    def __str__(self) -> str:
        return " ".join([*self.tokens, self.suffix]).strip()


def parse(text: str) -> Name | None:
    """The name in ``text``; null where no word of it is one."""
    tokens = [_plain(token) for token in _TOKEN.findall(text.replace("’", "'"))]
    tokens = [token for token in tokens if token]
    suffix = ""
    while len(tokens) > 1 and tokens[-1] in SUFFIXES:
        suffix = tokens.pop()
    while len(tokens) > 1 and (tokens[0] in SHORT_TITLES or (tokens[0] in TITLES and len(tokens) > 2)):
        tokens.pop(0)
    return Name(tuple(tokens), suffix) if tokens else None


def _plain(token: str) -> str:
    token = fold(token).strip("'-")
    return token[:-2] if token.endswith("'s") else token.replace("'", "")


def is_short_for(a: str, b: str) -> bool:
    """Whether two given names may be one: equal, one short for the other, or both short for a third."""
    if a == b:
        return True
    of_a, of_b = SHORT_FORMS.get(a, frozenset()), SHORT_FORMS.get(b, frozenset())
    return b in of_a or a in of_b or bool(of_a & of_b)


def relation(a: Name, b: Name) -> Relation:
    """How ``a`` stands to ``b``; the same the other way round.

    ``same``: word for word. ``longer``: one has a middle name or initial more. ``variant``: a short form of the given name, or a spelling
    that differs by one letter. ``initials``: given names by their initials only. ``part``: one is the last words of the other.
    ``surname``, ``given``: one is the other's surname, or first given name, alone. ``other``: they are not names of one person.
    """
    if a.suffix and b.suffix and a.suffix != b.suffix:
        return "other"
    if a.tokens == b.tokens:
        return "same"
    short, long = (a, b) if len(a.tokens) <= len(b.tokens) else (b, a)
    if len(short.tokens) == 1:
        if len(long.tokens) == 1:
            return "other"
        word = short.tokens[0]
        return "surname" if word == long.surname else "given" if word == long.tokens[0] and len(word) > 1 else "other"
    if a.surname != b.surname:
        # one letter wrong, in one of two equal names
        return "variant" if a.given == b.given and a.full and _one_off(a.surname, b.surname) else "other"
    if long.tokens[-len(short.tokens) :] == short.tokens:
        return "longer" if short.tokens[0] in GIVEN_NAMES else "part"
    return _given(short.given, long.given)


def _given(short: tuple[str, ...], long: tuple[str, ...]) -> Relation:
    """How the given names stand to each other: those of the shorter name in order among those of the longer."""
    at, exact, initials, nick = 0, 0, 0, 0
    for token in short:
        for k in range(at, len(long)):
            other = long[k]
            if token == other:
                exact += len(token) > 1
                break
            if (len(token) == 1 or len(other) == 1) and token[0] == other[0]:
                initials += 1
                break
            if is_short_for(token, other):
                nick += 1
                break
        else:
            spelt = len(short) == 1 and len(long) == 1 and min(len(short[0]), len(long[0])) > 2 and _one_off(short[0], long[0])
            return "variant" if spelt else "other"
        at = k + 1
    if short and not exact and not nick:
        return "initials"
    return "variant" if nick else "longer"


def _one_off(a: str, b: str) -> bool:
    """Whether two words of five letters or more, or given names of three, differ by one letter, or by two that changed places."""
    if abs(len(a) - len(b)) > 1 or a[0] != b[0]:
        return False
    if {a, b} <= GIVEN_NAMES or min(len(a), len(b)) < 3:
        return False  # both are names that people have
    if len(a) == len(b):
        wrong = [k for k in range(len(a)) if a[k] != b[k]]
        return len(wrong) == 1 or (len(wrong) == 2 and wrong[1] == wrong[0] + 1 and a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]])
    short, long = sorted((a, b), key=len)
    return any(long[:k] + long[k + 1 :] == short for k in range(len(long)))
