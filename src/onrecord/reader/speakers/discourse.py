"""What has been said of whom so far: the shared ground of the parts that tell who is speaking."""

from __future__ import annotations

from dataclasses import dataclass

from ...record import Sourcing, SpeakerKind
from ..layers import Layers
from .mentions import Mentions
from .names import Entity, Name
from .phrases import APOSTROPHES, HYPHENS
from .roles import Roles
from .words import (
    ARTICLES,
    BODY_NAMES,
    BODY_NOUNS,
    DOCUMENT_NOUNS,
    FEMALE_NOUNS,
    GIVEN_NAMES,
    GROUP_NOUNS,
    LAW_NAMES,
    MALE_NOUNS,
    NOT_PERSONS,
    PERSON_NOUNS,
    PLURAL_QUANTITIES,
    ROLELESS,
    TITLES,
    is_person_noun,
    singular,
)

CLAUSES = frozenset({"who", "whom", "which", "that", "whose", "where", "when"})


@dataclass(slots=True)
class Referent:
    """Somebody or something that is spoken of: named (``entity``) or told by a phrase. ``noun``: head, singular, lower-cased."""

    name: str
    kind: SpeakerKind
    sourcing: Sourcing
    entity: Entity | None = None
    noun: str = ""
    gender: str = ""
    plural: bool = False
    role: str | None = None

    def same(self, other: Referent) -> bool:
        """Whether both are the same, by entity or by the very phrase."""
        return self.entity is other.entity if self.entity or other.entity else self.name.casefold() == other.name.casefold()


class Discourse:
    """The article's names, roles and nouns, and who has spoken so far (``memory``, in order of place)."""

    def __init__(self, layers: Layers, headline: int | None = None) -> None:
        self.m = Mentions(layers, headline)
        self.roles = Roles(self.m)
        for entity in self.m.entities:
            # one bare word that nothing else tells to be somebody is more often a body or a product
            alone = entity.kind == "person" and len(entity.tokens) == 1 and entity.tokens[0] not in GIVEN_NAMES
            if (
                alone
                and not (entity.gender or entity.leaning or entity.titles or entity.labelled)
                and self.roles.of(entity) is None
            ):
                entity.kind = "organization"
        self.name_starts = [name.start for name in self.m.names]
        self.nouns: dict[str, list[int]] = {}
        for i, pos in enumerate(self.m.pos):
            if pos[:2] == "NN" and self.m.name_at[i] < 0 and i >= self.m.capitals_end:
                self.nouns.setdefault(singular(self.m.lower[i]), []).append(i)
        self.memory: list[tuple[int, list[Referent]]] = []
        self.spoken: set[int] = set()
        self._interviewed: list[Referent] | None = None
        self._turns: list[int] | None = None

    def _word(self, i: int, before: int) -> list[Referent]:
        """Whom the phrase with head word ``i`` stands for."""
        raise NotImplementedError

    def _named(self, entity: Entity, name: Name | None = None) -> Referent:
        m = self.m
        text = entity.name
        if entity.kind == "person":
            return Referent(text, "person", "named", entity, gender=entity.gender)
        if entity.kind == "place":
            return Referent(text, "organization", "named", entity)
        if entity.tokens[-1] in LAW_NAMES:
            return Referent(text, "document", "document", entity)
        last = name.end - 1 if name is not None else -1
        single = singular(m.lower[last]) if last >= 0 else ""
        several = single != m.word(last) and (m.pos[last] in ("NNPS", "NNS") or is_person_noun(single))
        plural = several and not BODY_NAMES & set(entity.tokens)
        if plural:
            return Referent(text, "group", "collective", entity, plural=True)
        return Referent(text, "organization", "named", entity)

    def _unnamed(self, text: str, kind: SpeakerKind, noun: str, plural: bool) -> Referent:
        sourcing: Sourcing = "document" if kind == "document" else "collective" if kind == "group" else "unnamed"
        gender = "m" if noun in MALE_NOUNS else "f" if noun in FEMALE_NOUNS else ""
        role = text if kind == "person" and noun not in ROLELESS else None
        return Referent(text, kind, sourcing, None, noun, gender, plural, role)

    def _chain(self, i: int) -> Entity | None:
        """The named entity that the network's antecedents lead to from word ``i``."""
        m = self.m
        for _ in range(6):
            j = m.antecedent[i]
            if j >= i or j < 0:
                return None
            entity = m.entity_at(j)
            if entity is not None and m.names[m.name_at[j]].end - 1 == j:
                return entity
            i = j
        return None

    def _called(self, entity: Entity) -> set[str]:
        """The words of somebody's roles and titles."""
        return self.roles.words.get(id(entity), set()) | entity.titles

    def _is(self, entity: Entity, noun: str) -> bool:
        """Whether a role or title says that somebody is a ``noun``: a mayor's cousin is no mayor."""
        return noun in entity.titles or noun in self.roles.nouns.get(id(entity), ())

    def _sort(self, head: int) -> tuple[SpeakerKind, bool]:
        """The kind that a common noun is of, and whether it is plural."""
        m = self.m
        word = m.lower[head]
        plural = m.pos[head] in ("NNS", "NNPS") or word in ("people", "police", "media")
        noun = singular(word)
        if word in BODY_NAMES and m.forms[head][0].isupper() and head > 0 and m.forms[head - 1][0].isupper():
            return "organization", False  # "Fairview Leader"
        capitals = head > 0 and head >= m.capitals_end and m.forms[head][0].isupper() and m.forms[head - 1][0].isupper()
        if capitals and is_person_noun(word) and word not in TITLES and m.lower[head - 1] not in TITLES | ARTICLES:
            return "organization", False  # "The Daily Caller"
        if word in ("police", "media", "press"):
            return "organization", False
        if word in ("authorities", "guard"):
            return "group", True
        if noun in ("number", "percent", "percentage") and not (head + 1 < len(m.forms) and m.lower[head + 1] == "of"):
            return "document", plural
        if noun in DOCUMENT_NOUNS and noun != "number":
            return "document", plural
        if word in ("one", "another", "somebody", "someone"):
            return "person", False
        if word in GROUP_NOUNS or word in PLURAL_QUANTITIES or noun in GROUP_NOUNS:
            return "group", True
        if is_person_noun(noun):
            return ("group", True) if plural else ("person", False)
        if noun in BODY_NOUNS:
            return "organization", plural
        if plural and m.pos[head] == "NNPS":
            return "group", True
        if m.ner[head] == "ORGANIZATION":
            return "organization", plural
        if plural:
            return "group", True
        if noun.endswith(("er", "or", "ist", "ant", "ian", "eer")) and m.pos[head] == "NN" and noun not in NOT_PERSONS:
            return "person", False
        if m.pos[head][:2] != "NN":
            return "group", True
        if (m.pos[head][:3] == "NNP" or (m.forms[head][0].isupper() and m.forms[head - 1] == "-")) and head >= m.capitals_end:
            return "organization", False
        return "document", False

    def _inside_name(self, word: int) -> bool:
        k = self.m.name_at[word]
        return k >= 0 and self.m.names[k].start < word < self.m.names[k].end - 1

    def _first_phrase(self, start: int, end: int) -> int | None:
        """The head of the first noun phrase in words ``start`` to ``end``: its last noun before anything that follows on it."""
        m = self.m
        head: int | None = None
        i = start
        while i < end:
            form, pos, word = m.forms[i], m.pos[i], m.lower[i]
            k = m.name_at[i]
            if k >= 0 and m.names[k].entity is not None:
                last = min(m.names[k].end, end) - 1
                i = last + 1
                if i + 1 < end and m.forms[i] in HYPHENS and m.starts[i] == m.ends[last] and m.forms[i + 1].islower():
                    i += 2  # "the Ost-based board"
                else:
                    head = last
                continue
            if form in ",;:()[]—–" or form in '"“”':
                if head is not None:
                    break
                i += 1
                continue
            if form in HYPHENS:
                i += 1
                continue
            if form in APOSTROPHES:
                # a possessive opens the phrase anew where a noun follows
                i += 1
                if i < end and m.lower[i] == "s":
                    i += 1
                continue
            if head is not None and (word in CLAUSES or (pos == "DT" and form.islower())):
                break
            if head is not None and pos == "CC" and i < m.head[head] < end and m.rel[head] in ("amod", "compound"):
                i += 1  # "state and local officials"
                continue
            if head is not None and (pos in ("IN", "TO", "CC", "MD", "WDT", "WP") or (pos[:2] == "VB" and m.rel[i] != "amod")):
                if pos[:2] == "VB" and i + 1 < end and m.pos[i + 1][:2] == "NN" and m.head[i] > i:
                    i += 1
                    continue
                break
            if (
                pos[:2] == "NN"
                or pos in ("PRP", "CD", "FW", "EX")
                or word in PLURAL_QUANTITIES
                or word in PERSON_NOUNS
                or (head is None and pos in ("JJ", "DT", "JJS", "JJR") and i == end - 1)
            ):
                head = i
            i += 1
        return head
