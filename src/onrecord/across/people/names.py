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

Relation = Literal["same", "longer", "variant", "misspelt", "initials", "part", "surname", "given", "other"]


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

    ``same``: word for word. ``longer``: one has a middle name or initial more. ``variant``: a short form of the given name.
    ``misspelt``: one letter differs, or two have changed places. ``initials``: given names by their initials only. ``part``: one is the last words of the other.
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
        return "misspelt" if a.given == b.given and a.full and _one_off(a.surname, b.surname) else "other"
    if long.tokens[-len(short.tokens) :] == short.tokens:
        return "part"
    return _given(short.given, long.given)


def _given(short: tuple[str, ...], long: tuple[str, ...]) -> Relation:
    """How the given names of two persons with one surname stand to each other: the first to the first, the others in order."""
    first, other = short[0], long[0]
    if first == other:
        how: Relation = "longer" if len(first) > 1 else "initials"
    elif (len(first) == 1 or len(other) == 1) and first[0] == other[0]:
        how = "initials"
    elif is_short_for(first, other):
        how = "variant"
    elif first in long[1:] and len(first) > 1 and len(short) == 1:
        return "part"  # by the middle name
    else:
        spelt = len(short) == 1 and len(long) == 1 and _one_off(first, other)
        return "misspelt" if spelt else "other"
    for one, two in zip(short[1:], long[1:], strict=False):
        if not (one == two or is_short_for(one, two) or ((len(one) == 1 or len(two) == 1) and one[0] == two[0])):
            return "other"
    return how


def _one_off(a: str, b: str) -> bool:
    """Whether two words of three letters or more are one, misspelt: two letters changed places, or, unless both are names, one differs."""
    if abs(len(a) - len(b)) > 1 or a[0] != b[0] or min(len(a), len(b)) < 3:
        return False
    if len(a) == len(b):
        wrong = [k for k in range(len(a)) if a[k] != b[k]]
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1 and (a[wrong[0]], a[wrong[1]]) == (b[wrong[1]], b[wrong[0]]):
            return True
        return len(wrong) == 1 and not {a, b} <= GIVEN_NAMES
    if {a, b} <= GIVEN_NAMES:
        return False
    short, long = sorted((a, b), key=len)
    return any(long[:k] + long[k + 1 :] == short for k in range(len(long)))
