"""Who an article names: which of its names are the same person, body or place.

The network's entity labels are votes, not facts: a name takes the kind that most of its occurrences are
given, and a word known as somebody's surname is that person wherever it stands alone.
"""

from __future__ import annotations

import collections

from ..layers import Layers
from .names import Entity, Name, Names
from .words import (
    BODY_NAMES,
    FEMALE_NAMES,
    FEMALE_TITLES,
    GIVEN_NAMES,
    MALE_NAMES,
    MALE_TITLES,
    SINGULAR_PRONOUNS,
    SUFFIXES,
    TITLE_NOUNS,
    is_person_noun,
)

MOST_PERSONS = 200
"""Persons that are looked through for the holder of an office; keeps the time linear in very long texts."""
_PARTY_MEMBERS = frozenset({"republican", "democrat", "independent", "conservative", "liberal"})
_INNER = frozenset({"of", "for", "the", "and", "&", "on", "de", "du", "la", "von", "van", "der", "al", "bin", "in", "to"})


class Mentions(Names):
    """The names of one article and whose they are.

    ``names``: in order of place; ``name_at``: word -> index in ``names`` or -1; ``entities``: all that is named.
    ``persons``: the first of them that are persons. Made in time linear in the article's length.
    """

    def __init__(self, layers: Layers, headline: int | None = None) -> None:
        super().__init__(layers, headline)
        self.entities: list[Entity] = []
        self._cluster()
        self.persons = [entity for entity in self.entities if entity.kind == "person"][:MOST_PERSONS]
        self.name_at = [-1] * len(self.forms)
        for k, name in enumerate(self.names):
            self.name_at[name.start : name.end] = [k] * (name.end - name.start)

    def entity_at(self, word: int) -> Entity | None:
        """Whose name the word belongs to."""
        k = self.name_at[word]
        return self.names[k].entity if k >= 0 else None

    def _cluster(self) -> None:
        self._plurals = {self.lower[n.end - 1] for n in self.names if self.pos[n.end - 1] in ("NNS", "NNPS")}
        votes: dict[tuple[str, ...], collections.Counter[str]] = {}
        person_words: collections.Counter[str] = collections.Counter()
        for name in self.names:
            votes.setdefault(name.tokens, collections.Counter())[name.label] += 1
            if name.label == "PERSON" and len(name.tokens) > 1:
                person_words[name.tokens[-1]] += 1
        self._surnames = frozenset(person_words)
        kinds = {tokens: self._kind(tokens, labels, person_words) for tokens, labels in votes.items()}
        subjects = {n.tokens for n in self.names if self.rel[n.end - 1] in ("nsubj", "nsubjpass") and self.pos[n.end - 1] == "NNP"}
        located = {n.tokens for n in self.names if n.start and self.lower[n.start - 1] in ("in", "near", "outside")}
        labels = collections.Counter(n.tokens for n in self.names if self._is_label(n))
        titled = {name.tokens for name in self.names if name.title}
        by_word: dict[str, list[Entity]] = {}
        known: dict[tuple[str, ...], Entity] = {}
        first: dict[tuple[str, ...], Name] = {}
        for name in self.names:
            first.setdefault(name.tokens, name)
            if len(name.tokens) > 1 and self._has_initialism(name):
                kinds[name.tokens] = "organization"
        # the longest forms first, so that short ones find somebody to belong to
        for tokens in sorted(votes, key=lambda t: (-len(t), first[t].start)):
            kind = kinds[tokens]
            if tokens in titled and kind in ("place", "other", "organization") and not (BODY_NAMES & set(tokens)):
                kind = "person"
            if (
                kind == "person"
                and len(tokens) == 1
                and tokens in located
                and tokens not in titled
                and tokens[0] not in GIVEN_NAMES
            ):
                kind = "place"
            if labels[tokens] > 1 and not BODY_NAMES & set(tokens):
                kind = "person"
            if (
                kind == "other"
                and tokens in subjects
                and not is_person_noun(tokens[-1])
                and not self._candidates(tokens, kind, by_word)
            ):
                kind = "organization"
            if kind == "other":
                continue
            if len(tokens) > 1:
                same = self._same(tokens, kind, by_word)
                if same is not None:
                    known[tokens] = same
                    continue
            elif self._candidates(tokens, kind, by_word):  # a part of longer names
                continue  # settled one by one below
            name = first[tokens]
            entity = Entity(self.text(name.start, name.end), tokens, kind)
            entity.gender = self._given_gender(tokens) if kind == "person" else ""
            entity.labelled = labels[tokens] > 1
            self.entities.append(entity)
            known[tokens] = entity
            for word in set(tokens):
                by_word.setdefault(word, []).append(entity)
            if kind == "organization" and len(tokens) > 2:
                self._acronyms(entity, by_word)
        self._stray_names(by_word)
        if self.capitals_end:
            self._headline_names(by_word)
        self._full_counts: dict[int, int] = collections.Counter(
            id(known[n.tokens]) for n in self.names if len(n.tokens) > 1 and n.tokens in known
        )
        self._name_namesakes(known, by_word)
        latest: dict[int, int] = {}
        bare: dict[str, Entity] = {}
        for k, name in enumerate(self.names):
            found = known.get(name.tokens)
            if found is None:
                found = self._choose(name, self._candidates(name.tokens, kinds.get(name.tokens, "other"), by_word), bare, latest)
            name.entity = found
            if found is None:
                continue
            latest[id(found)] = k
            if len(name.tokens) == 1 and name.start >= self.capitals_end:
                bare.setdefault(name.tokens[0], found)
            found.where.append(k)
            if found.kind == "person" and name.title:
                found.titles.add(TITLE_NOUNS.get(name.title, name.title))
                if name.title in MALE_TITLES:
                    found.gender = "m"
                elif name.title in FEMALE_TITLES:
                    found.gender = "f"
        self._pronoun_genders()

    @staticmethod
    def _acronyms(entity: Entity, by_word: dict[str, list[Entity]]) -> None:
        """A body is also found by its initials, with and without the small words, and by those of its last words."""
        tokens = entity.tokens
        large = tuple(w for w in tokens if w not in _INNER)
        letters = {"".join(w[0] for w in tokens), "".join(w[0] for w in large)}
        if "of" in tokens:
            tail = tokens[tokens.index("of") + 1 :]
            letters.add("".join(w[0] for w in tail if w not in _INNER))
        for word in sorted(letters):
            if len(word) > 1:
                by_word.setdefault(word, []).append(entity)

    @staticmethod
    def _title_gender(title: str) -> str:
        return "m" if title in MALE_TITLES else "f" if title in FEMALE_TITLES else ""

    def _name_namesakes(self, known: dict[tuple[str, ...], Entity], by_word: dict[str, list[Entity]]) -> None:
        """Somebody of a given surname whose given name the article leaves out: "Mr. Lind" beside "Mara Lind"."""
        for name in self.names:
            entity = known.get(name.tokens)
            if entity is not None:
                if entity.kind == "person" and name.title:
                    entity.titles.add(TITLE_NOUNS.get(name.title, name.title))
                continue
            gender = self._title_gender(name.title)
            candidates = self._candidates(name.tokens, "person", by_word) if gender else []
            if candidates and not any(c.gender in ("", gender) for c in candidates):
                entity = Entity(self.text(name.start, name.end), name.tokens, "person", gender)
                self.entities.append(entity)
                by_word.setdefault(name.tokens[0], []).append(entity)

    def _stray_names(self, by_word: dict[str, list[Entity]]) -> None:
        """Words that the network took for no name, but that are somebody's surname: "LIND: No comment"."""
        taken: set[int] = set()
        for name in self.names:
            taken.update(range(name.start, name.end))
        plain = {w for w, f in zip(self.lower, self.forms, strict=True) if w == f}
        found = []
        for i in range(self.capitals_end, len(self.forms)):
            word = self.lower[i]
            if word == self.forms[i] or i in taken or word not in by_word or not self.forms[i][0].isupper():
                continue
            if word in plain and not self.forms[i].isupper():
                continue
            # "the FHA", "the Times"
            body = (self.forms[i].isupper() and len(word) > 1) or (i > 0 and self.lower[i - 1] == "the")
            if any(
                (e.kind == "person" and e.tokens[-1] == word) or (body and e.kind == "organization") for e in by_word[word][:20]
            ):
                found.append(Name(i, i + 1, (word,), "O", self._title(i)))
        if found:
            self.names = sorted(self.names + found, key=lambda name: name.start)

    def _headline_names(self, by_word: dict[str, list[Entity]]) -> None:
        """A headline's capitals say little, so names there are those that the body knows."""
        found = []
        i = 0
        while i < self.capitals_end:
            best = 0
            if self.forms[i][0].isupper() or self.forms[i][0].isdigit():
                for entity in by_word.get(self.lower[i], [])[:20]:
                    tokens = entity.tokens
                    if self.lower[i] == tokens[-1] and (entity.kind == "person" or self.forms[i].isupper() or len(tokens) == 1):
                        best = max(best, 1)
                    if self.lower[i] == tokens[0] and entity.kind == "person" and self.pos[i][:2] == "NN":
                        best = max(best, 1)
                    for shift in range(min(3, len(tokens))):
                        rest = tokens[shift:]
                        if self.lower[i] == rest[0]:
                            k, j = 0, i
                            while (
                                k < len(rest)
                                and j < self.capitals_end
                                and (self.lower[j] == rest[k] or not self.forms[j][0].isalnum())
                            ):
                                k += self.lower[j] == rest[k]
                                j += 1
                            if k == len(rest) and len(rest) > 1:
                                best = max(best, j - i)
            if best:
                tokens = tuple(w for w in self.lower[i : i + best] if w[0].isalnum())
                found.append(Name(i, i + best, tokens, "O", self._title(i)))
            i += max(best, 1)
        self.names[:0] = found

    def _pronoun_genders(self) -> None:
        """Persons whose given name and titles say nothing take the gender of the pronouns that point at them."""
        heads = {name.end - 1: name.entity for name in self.names if name.entity is not None}
        votes: dict[int, int] = collections.Counter()
        for i, word in enumerate(self.lower):
            if word in SINGULAR_PRONOUNS:
                entity = heads.get(self.antecedent[i])
                if entity is not None and not self.quoted[i]:
                    votes[id(entity)] += 1 if SINGULAR_PRONOUNS[word] == "m" else -1
        for entity in self.entities:
            if entity.kind == "person" and not entity.gender and votes[id(entity)]:
                entity.leaning = "m" if votes[id(entity)] > 0 else "f"

    def _kind(self, tokens: tuple[str, ...], labels: collections.Counter[str], person_words: collections.Counter[str]) -> str:
        if BODY_NAMES & set(tokens[-1:]) or (len(tokens) > 2 and BODY_NAMES & set(tokens)):
            return "organization"
        label = max(labels, key=lambda x: (labels[x], x))
        if len(tokens) == 1 and label == "PERSON" and tokens[0] in self._plurals:
            return "other"
        if len(tokens) == 1 and tokens[0] in person_words:
            return "person"
        if len(tokens) == 1 and tokens[0] in _PARTY_MEMBERS:
            return "other"
        if label != "PERSON" and 2 <= len(tokens) <= 4 and tokens[0] in GIVEN_NAMES and all(w.isalpha() for w in tokens):
            return "person"
        if labels["PERSON"] and label == "O":
            label = "PERSON"
        return {"PERSON": "person", "ORGANIZATION": "organization", "LOCATION": "place"}.get(label, "other")

    @staticmethod
    def _given_gender(tokens: tuple[str, ...]) -> str:
        given = next((w for w in tokens if len(w) > 1), "")
        if len(tokens) == 1:
            return ""
        return "m" if given in MALE_NAMES else "f" if given in FEMALE_NAMES else ""

    def _has_initialism(self, name: Name) -> bool:
        """Whether one word of a name is in capitals among others that are not: "Interim FHA" is nobody's name."""
        forms = [form for form in self.forms[name.start : name.end] if form[0].isalpha() and form.lower() not in SUFFIXES]
        capitals = [form for form in forms if len(form) > 2 and form.isupper()]
        return 0 < len(capitals) < len([form for form in forms if len(form) > 1])

    @staticmethod
    def _within(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
        rest = iter(full)
        return all(word in rest for word in short)

    def _same(self, tokens: tuple[str, ...], kind: str, by_word: dict[str, list[Entity]]) -> Entity | None:
        """The entity that has these words in this order, first and last the same (persons) or the last (bodies)."""
        for entity in by_word.get(tokens[-1], [])[:20]:
            if entity.kind == "person" and len(tokens) < len(entity.tokens) and not BODY_NAMES & set(tokens):
                full = tuple(w for w in entity.tokens if w not in SUFFIXES)
                if full != entity.tokens and tokens[-1] not in SUFFIXES:
                    continue
                if self._within(tokens, full) and (tokens[0] == full[0] or tokens == full[-len(tokens) :]):
                    return entity
            elif entity.kind == kind == "organization" and self._within(tokens, entity.tokens) and entity.tokens[-1] == tokens[-1]:
                tail = tokens == entity.tokens[-len(tokens) :] and entity.tokens[0] not in self._surnames
                if tokens[0] == entity.tokens[0] or tail:
                    return entity
        return None

    def _candidates(self, tokens: tuple[str, ...], kind: str, by_word: dict[str, list[Entity]]) -> list[Entity]:
        if len(tokens) != 1:
            return []
        word = tokens[0]
        found = []
        for entity in by_word.get(word, [])[:50]:
            if entity.kind == "person" and kind != "organization":
                if word in (entity.tokens[-1], entity.tokens[0]) or (entity.tokens[-1] in SUFFIXES and word == entity.tokens[-2]):
                    found.append(entity)
            elif entity.kind == "organization" and kind in ("organization", "other"):
                initials = word not in entity.tokens
                if initials or entity.tokens[-1] == word:
                    found.append(entity)
        return found

    def _choose(self, name: Name, candidates: list[Entity], bare: dict[str, Entity], latest: dict[int, int]) -> Entity | None:
        """Of several with one surname: of the title's gender; whoever was called by it alone before; named last."""
        if not candidates:
            return None
        gender = self._title_gender(name.title)
        fitting = [c for c in candidates if not gender or c.gender in ("", gender)]
        if not fitting:
            return None
        word = name.tokens[0]
        office = TITLE_NOUNS.get(name.title, name.title)

        def rank(entity: Entity) -> tuple[bool, bool, bool, bool, int]:
            surname = entity.tokens[-1] == word or (entity.tokens[-1] in SUFFIXES and entity.tokens[-2:-1] == (word,))
            held = bool(office) and (office in entity.titles if someone else len(entity.tokens) == 1)
            return held, surname, entity is rarest, bare.get(word) is entity, latest.get(id(entity), -1)

        # an office that nobody is given with a full name is that of somebody who has none here
        someone = any(office in c.titles for c in fitting)
        # somebody who is called in full again and again is not the one meant by the bare surname
        full = sorted(fitting, key=lambda e: self._full_counts[id(e)])
        rarest = full[0] if len(full) > 1 and self._full_counts[id(full[1])] >= self._full_counts[id(full[0])] + 4 else None
        return max(fitting, key=rank)
