"""Gather: the appearances of articles, which are what identities are made of, and the company that their speakers keep."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy import Connection, select

from ...reader.speakers.words import CALENDAR, FALSE_STARTS, TITLES
from ...store.schema import articles, revisions, roles, speakers, statement_words, statements
from ...store.words import fold
from .bodies import is_short, normal, owned, short_key
from .names import SHORT_FORMS, Name, parse
from .roles import role

Form = Literal["full", "surname", "office", "body", "short"]
KEPT = 32
"""How many names of an article's text make its setting."""
_INNER = re.compile(r"(?<=[a-z,;’'\"”)] )[A-Z][\w’'-]{2,}")
_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_TITLED = {"mr": "m", "sir": "m", "mrs": "f", "ms": "f", "miss": "f"}
_VOWELS = frozenset("aeiou")
_SOME = frozenset("a an one another some any no several two many this that".split())


@dataclass(slots=True)
class Appearance:
    """One speaker in one revision of an article: ``part`` 0, or 1, 2 ... of several who speak together.

    ``form``: how the article names it. ``keys``: what identities are looked for by. ``setting``: the names that the article mentions most.
    """

    revision: int
    article: int
    speaker: int
    part: int
    name: str
    kind: str
    form: Form
    day: str | None
    publisher: int | None
    parsed: Name | None = None
    body: str = ""
    roles: list[str] = field(default_factory=list)
    gender: str = ""
    statements: int = 0
    setting: frozenset[str] = frozenset()
    keys: list[str] = field(default_factory=list)
    id: int | None = None
    person: int | None = None
    score: float = 0.0
    reason: str = ""
    open_key: str | None = None

    @property
    def role(self) -> str | None:
        """The fullest role."""
        return max(self.roles, key=lambda text: (len(text), text), default=None)


def setting(text: str) -> list[str]:
    """The names that a text mentions most, folded: words with a capital that do not begin a sentence."""
    counted = Counter(fold(word.removesuffix("’s").removesuffix("'s")) for word in _INNER.findall(text))
    words = [word for word in counted if word not in TITLES and word not in CALENDAR and word not in FALSE_STARTS]
    return sorted(words, key=lambda word: (-counted[word], word))[:KEPT]


def appearances(connection: Connection, numbers: Sequence[int], settings: dict[int, frozenset[str]]) -> list[Appearance]:
    """The appearances of these revisions' named persons and bodies, and of offices; other speakers are nobody that could be known again."""
    s = statements.c
    query = (
        select(
            s.revision_id, revisions.c.article_id, s.speaker_id, speakers.c.name, speakers.c.kind, s.sourcing, roles.c.name.label("role"),
            statement_words.c.source, revisions.c.published, articles.c.publisher_id,
        )
        .join_from(statements, revisions, revisions.c.id == s.revision_id)
        .join(statement_words, statement_words.c.id == s.id)
        .join(articles, articles.c.id == revisions.c.article_id)
        .join(speakers, speakers.c.id == s.speaker_id)
        .outerjoin(roles, roles.c.id == s.role_id)
        .where(s.revision_id.in_(numbers), speakers.c.kind.in_(("person", "organization")), ~s.withdrawn)
        .order_by(s.revision_id, s.id)
    )  # fmt: skip
    found: dict[tuple[int, int, int], Appearance | None] = {}
    genders: dict[tuple[int, int, int], Counter[str]] = {}
    for row in connection.execute(query):
        names = row.name.split(" + ")
        for part, name in enumerate(names, 1):
            place = (row.revision_id, row.speaker_id, part if len(names) > 1 else 0)
            if place not in found or (found[place] is None and row.sourcing == "named"):
                new = _named(name, row.kind) if row.sourcing == "named" or owned(name) else _office(name, row.kind, row.source)
                if new is not None:
                    form, parsed, body, keys = new
                    found[place] = Appearance(
                        *(row.revision_id, row.article_id, row.speaker_id, place[2], name, row.kind, form, row.published, row.publisher_id),
                        parsed=parsed, body=body, keys=keys, setting=settings.get(row.revision_id, frozenset()),
                    )  # fmt: skip
                else:
                    found[place] = None
            entry = found[place]
            if entry is None:
                continue
            entry.statements += 1
            if len(names) == 1:
                if row.role and row.role not in entry.roles:
                    entry.roles.append(row.role)
                if told := _gender(row.source):
                    genders.setdefault(place, Counter())[told] += 1
    for place, counted in genders.items():
        entry = found[place]
        if entry is not None:
            (first, times), *rest = counted.most_common()
            entry.gender = first if not rest or times > 2 * rest[0][1] else ""
    return [entry for entry in found.values() if entry is not None]


def person_keys(name: Name) -> list[str]:
    """What a full name is found by: the surname with each given name, and what that may be short for, by first letter and consonants.

    So "Kirsten" finds "Kristen", and "Bob" finds "Robert". A surname with initials is found by the surname.
    """
    given = {long for token in name.given if len(token) > 1 for long in (token, *SHORT_FORMS.get(token, ()))}
    return sorted({f"n:{token[0]}{''.join(sorted(set(token[1:]) - _VOWELS))} {name.surname}" for token in given})


def _named(name: str, kind: str) -> tuple[Form, Name | None, str, list[str]] | None:
    if kind == "person":
        parsed = parse(name)
        if parsed is None or (len(parsed.tokens) == 1 and len(parsed.surname) < 3):
            return None
        if not parsed.given:
            return "surname", parsed, "", [f"s:{parsed.surname}"]
        return "full", parsed, "", person_keys(parsed) or [f"s:{parsed.surname}"]
    if is_short(name):
        return "short", None, short_key(name), [f"a:{short_key(name)}"]
    body = normal(name)
    return ("body", None, body, [f"b:{body}"]) if len(body) > 2 else None


def _office(name: str, kind: str, source: str) -> tuple[Form, Name | None, str, list[str]] | None:
    """An office that stands for who holds it, "the mayor of Ost"; a person whom the article leaves unnamed is nobody to be known again."""
    words = source.split()
    if kind != "person" or (words and words[0].lower() in _SOME):
        return None
    office = role(name).office
    return ("office", None, "|".join(office), [f"r:{'|'.join(office)}"]) if office is not None else None


def _gender(source: str) -> str:
    words = source.split()
    if not words:
        return ""
    first = words[0].lower().strip(".,")
    if len(words) == 1:
        return "m" if first in _HE else "f" if first in _SHE else ""
    return _TITLED.get(first, "")
