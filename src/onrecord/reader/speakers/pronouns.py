"""Whom "he", "she", "they" and "it" stand for."""

from __future__ import annotations

import bisect
import math
from dataclasses import dataclass, field

from .discourse import Discourse, Referent
from .names import Entity
from .phrases import APOSTROPHES
from .words import DOCUMENT_NOUNS, PLURAL_PRONOUNS, SINGULAR_PRONOUNS, THING_PRONOUNS, is_person_noun, singular

NEAR = 300
"""Words looked back over for what a pronoun stands for."""
WEIGHTS = {
    "ago": -0.82,
    "subject": 1.15,
    "owner": -0.4,
    "inside": -1.6,
    "same": 0.05,
    "first": 0.4,
    "known": 0.5,
    "vote": 1.5,
    "count": 0.2,
    "last": 1.5,
    "last2": 0.48,
    "last3": 0.16,
    "just": 0.45,
    "spoke": 0.1,
    "gap": 0.07,
    "unnamed": -0.07,
}
"""How much each of a candidate's values counts; learnt by ``training/learn_pronouns.py``."""


@dataclass(slots=True)
class Candidate:
    """Somebody that a pronoun may stand for, with what speaks for and against it."""

    ref: Referent
    values: dict[str, float] = field(default_factory=dict)


def weigh(values: dict[str, float]) -> float:
    """A candidate's score."""
    return sum(WEIGHTS[key] * value for key, value in values.items())


class Pronouns(Discourse):
    """Resolves pronouns."""

    def _candidates(self, at: int, gender: str) -> list[Candidate]:
        """Persons that a word at ``at`` may stand for, in no particular order."""
        m = self.m
        sentence = m.sentence[at]
        vote = self._chain(at)
        k = bisect.bisect_left(self.name_starts, at)
        out: list[Candidate] = []
        known: dict[int, Candidate] = {}
        order = 0
        for j in range(k - 1, max(-1, k - 60), -1):
            name = m.names[j]
            entity = name.entity
            if entity is None or entity.kind != "person" or (gender and entity.gender not in ("", gender)):
                continue
            if name.start < at - NEAR:
                break
            last = name.end - 1
            ago = min(sentence - m.sentence[last], 8)
            inside = m.quoted[last] and not m.quoted[at]
            subject = m.rel[last] in ("nsubj", "nsubjpass")
            owner = m.rel[last] in ("nmod:poss", "compound") or (last + 1 < len(m.forms) and m.forms[last + 1] in APOSTROPHES)
            old = known.get(id(entity))
            if old is None:
                old = known[id(entity)] = Candidate(self._named(entity))
                out.append(old)
                known_as = entity.gender or entity.leaning
                old.values["known"] = (1.0 if known_as == gender else -1.0 if known_as else 0.0) if gender else 0.0
                old.values["vote"] = float(entity is vote)
                old.values["count"] = math.log(1 + len(entity.where))
            values = {
                "ago": float(ago),
                "subject": float(subject),
                "owner": float(owner),
                "inside": float(inside),
                "same": float(ago == 0),
                "first": float(order == 0),
            }
            order += not inside
            if (
                weigh(values) > weigh({key: old.values.get(key, -9.0 if key == "ago" else 0.0) for key in values})
                or "ago" not in old.values
            ):
                old.values.update(values)
        for back, (place, refs) in enumerate(reversed(self.memory[-3:])):
            if len(refs) != 1 or refs[0].kind != "person" or at - place > NEAR * 2:
                continue
            ref = refs[0]
            if gender and ref.gender not in ("", gender):
                continue
            found = next((c for c in out if c.ref.same(ref)), None)
            if found is None:
                found = Candidate(ref)
                found.values["ago"] = float(min(max(0, sentence - m.sentence[place]), 8))
                found.values["unnamed"] = float(ref.entity is None)
                out.append(found)
            elif (
                place < at
                and m.lower[place] in ("the", "this", "that")
                and all(k < 0 or m.names[k].entity is not ref.entity for k in m.name_at[place : place + 15])
            ):
                # spoken of there, too, though by a description: whoever speaks is its subject
                since = float(max(0, sentence - m.sentence[place]))
                there = {"ago": since, "subject": 1.0, "owner": 0.0, "inside": 0.0, "same": float(since == 0)}
                if weigh(there) > weigh({key: found.values.get(key, 0.0) for key in there}):
                    found.values.update(there)
            found.values.setdefault(("last", "last2", "last3")[back], 1.0)
            if back == 0:
                found.values["gap"] = float(min(max(0, m.paragraph[at] - m.paragraph[place]), 3))
                found.values["just"] = float(found.values["ago"] <= 1 and m.sentence[at] - m.sentence[place] <= 1)
        for candidate in out:
            candidate.values["spoke"] = float(candidate.ref.entity is not None and id(candidate.ref.entity) in self.spoken)
        return out

    def _pronoun(self, at: int, word: str) -> list[Referent]:
        if word in SINGULAR_PRONOUNS:
            return self._he(at, SINGULAR_PRONOUNS[word])
        if word in THING_PRONOUNS:
            return self._it(at)
        return self._they(at)

    def _he(self, at: int, gender: str) -> list[Referent]:
        candidates = self._candidates(at, gender)
        if candidates:
            return [max(candidates, key=lambda c: weigh(c.values)).ref]
        # further on: "When he arrived, Mr. Lind said"
        k = bisect.bisect_left(self.name_starts, at)
        for name in self.m.names[k : k + 8]:
            entity = name.entity
            if entity is not None and entity.kind == "person" and entity.gender in ("", gender):
                return [self._named(entity)]
        return []

    def _they(self, at: int) -> list[Referent]:
        """A group, a body or several persons spoken of shortly before."""
        m = self.m
        vote = m.antecedent[at]
        for _ in range(5):
            if not 0 <= vote < at or m.lower[vote] not in PLURAL_PRONOUNS or m.antecedent[vote] >= vote:
                break
            vote = m.antecedent[vote]
        sentence, outside = m.sentence[at], not m.quoted[at]
        best: tuple[float, int, list[Referent]] | None = None

        def offer(score: float, word: int, refs: list[Referent]) -> None:
            nonlocal best
            score -= 0.55 * min(8, max(0, sentence - m.sentence[word])) + (1.5 if m.quoted[word] and outside else 0.0)
            if best is None or score > best[0]:
                best = (score, word, refs)

        for i in range(at - 1, max(-1, at - 120), -1):
            k = m.name_at[i]
            subject = 0.9 if m.rel[i] in ("nsubj", "nsubjpass") else -0.5 if m.rel[i] in ("nmod:poss", "compound") else 0.0
            voted = 1.2 if i == vote else 0.0
            if k >= 0 and m.names[k].end - 1 == i and m.names[k].entity is not None:
                name, entity = m.names[k], m.names[k].entity
                assert entity is not None
                if m.pos[i] in ("NNPS", "NNS"):
                    offer(0.6 + subject + voted, i, [])
                elif entity.kind == "organization":
                    offer(-0.7 + subject + voted, i, [])
                elif entity.kind == "person" and name.start > 1:
                    before = m.name_at[name.start - 2] if m.lower[name.start - 1] == "and" else -1
                    if before < 0 and m.lower[name.start - 1] == "and":
                        before = self._listed_before(k)
                    other = m.names[before].entity if before >= 0 else None
                    if other is not None and other.kind == "person" and other is not entity:
                        first = m.rel[m.names[before].end - 1] in ("nsubj", "nsubjpass")
                        offer(1.2 + (0.9 if first else subject), i, [self._named(other), self._named(entity)])
            elif k < 0 and m.pos[i] in ("NNS", "NNPS"):
                kind, _ = self._sort(i)
                if kind == "document" or m.ner[i] in ("DATE", "TIME", "DURATION"):
                    continue
                human = 0.7 if kind == "organization" or is_person_noun(singular(m.lower[i])) or m.lower[i] == "people" else -0.3
                offer(human + subject + voted, i, [])
        for back, (place, refs) in enumerate(reversed(self.memory[-3:])):
            if at - place < NEAR and (len(refs) > 1 or refs[0].plural or refs[0].kind in ("group", "organization")):
                alone = len(refs) == 1 and not refs[0].plural
                offer((1.9, 1.2, 0.9)[back] - (1.2 if alone else 0.0), place, refs)
        if best is None or best[0] < -1.5:
            return self._pair(at)
        return best[2] or self._word(best[1], at)

    def _it(self, at: int) -> list[Referent]:
        """A body or a document spoken of shortly before."""
        m = self.m
        vote = m.antecedent[at]
        for _ in range(5):
            if not 0 <= vote < at or m.lower[vote] not in THING_PRONOUNS or m.antecedent[vote] >= vote:
                break
            vote = m.antecedent[vote]
        best: tuple[float, int, list[Referent]] | None = None
        sentence, outside = m.sentence[at], not m.quoted[at]

        def offer(score: float, word: int, refs: list[Referent]) -> None:
            nonlocal best
            score -= 0.6 * min(8, max(0, sentence - m.sentence[word])) + (1.5 if m.quoted[word] and outside else 0.0)
            if best is None or score > best[0]:
                best = (score, word, refs)

        for i in range(at - 1, max(-1, at - 120), -1):
            k = m.name_at[i]
            subject = 0.9 if m.rel[i] in ("nsubj", "nsubjpass") else -0.6 if m.rel[i] in ("nmod:poss", "compound") else 0.0
            voted = 1.2 if i == vote else 0.0
            if k >= 0 and m.names[k].end - 1 == i:
                entity = m.names[k].entity
                if entity is not None and entity.kind == "organization" and m.pos[i] != "NNPS":
                    offer(0.6 + subject + voted, i, [])
                elif entity is not None and entity.kind == "place" and voted:
                    offer(subject + voted - 0.3, i, [])
            elif k < 0 and m.pos[i] == "NN" and m.forms[i][0].isalpha():
                kind, plural = self._sort(i)
                listed = singular(m.lower[i]) in DOCUMENT_NOUNS or kind == "organization"
                if kind in ("document", "organization") and not plural and (listed or voted):
                    offer((0.2 if listed else -0.5) + subject + voted, i, [])
        for back, (place, refs) in enumerate(reversed(self.memory[-3:])):
            if at - place < NEAR and len(refs) == 1 and refs[0].kind in ("organization", "document") and not refs[0].plural:
                offer((1.8, 1.0, 0.7)[back], place, refs)
        if best is None or best[0] < -1.5:
            return []
        return best[2] or self._word(best[1], at)

    def _pair(self, at: int, onwards: bool = False) -> list[Referent]:
        """The two persons named last, the first of them first; or, ``onwards``, the two named next where none were."""
        m = self.m
        k = bisect.bisect_left(self.name_starts, at)
        found: list[Entity] = []
        for j in range(k - 1, max(-1, k - 30), -1):
            name = m.names[j]
            if name.entity is None or name.entity.kind != "person" or m.quoted[name.start]:
                continue
            if name.entity not in found:
                found.append(name.entity)
            if len(found) == 2:
                return [self._named(e) for e in reversed(found)]
        if onwards:
            for name in m.names[k : k + 30]:
                if name.entity is not None and name.entity.kind == "person" and name.entity not in found:
                    found.append(name.entity)
                if len(found) == 2:
                    return [self._named(e) for e in found]
        return []

    def _listed_before(self, k: int) -> int:
        """The person named before name ``k`` and set apart from it by commas: "Mara Lind, of Ost, and Jon Berg"."""
        m = self.m
        for j in range(k - 1, max(-1, k - 5), -1):
            name = m.names[j]
            if m.sentence[name.start] != m.sentence[m.names[k].start] or name.start < m.names[k].start - 20:
                break
            if name.entity is not None and name.entity.kind == "person":
                return m.name_at[name.start] if m.forms[name.end] == "," else -1
        return -1
