"""Who must be speaking where no words of the article are marked as the source."""

from __future__ import annotations

import bisect
import collections

from ..layers import Attribution
from .discourse import Referent
from .nominals import AUTHOR, Nominals
from .phrases import APOSTROPHES
from .words import AUTHOR_PRONOUNS, DOCUMENT_NOUNS, PLURAL_PRONOUNS, SINGULAR_PRONOUNS, singular

_SEEMING = frozenset(
    ["seem", "seems", "seemed", "seemingly", "appear", "appears", "appeared", "apparently", "evidently", "presumably"]
)


_SUBJECTS = SINGULAR_PRONOUNS.keys() | PLURAL_PRONOUNS | AUTHOR_PRONOUNS | {"who", "which"}
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
ANSWERS = frozenset({"a", "answer"})
QUESTIONS = frozenset({"q", "question"})
_LONGEST_TURN = 4
"""Paragraphs that an answer may have besides its first."""


class Unstated(Nominals):
    """Infers speakers that no source names."""

    def _marks_turn(self, i: int) -> bool:
        """Whether word ``i`` marks a question or an answer of an interview: "Q: ...", "A. ..."."""
        m = self.m
        return (
            m.lower[i] in ANSWERS | QUESTIONS
            and m.forms[i][0].isupper()
            and m.word(i + 1) in (":", ".")
            and (i == 0 or m.paragraph[i - 1] != m.paragraph[i])
        )

    def _first_person(self, at: int) -> list[Referent]:
        """Who says "I": in an answer of an interview whoever is interviewed, in a question nobody that the article tells."""
        m = self.m
        if self._turns is None:
            starts = [i for i in range(len(m.forms)) if (not i or m.paragraph[i - 1] != m.paragraph[i]) and self._marks_turn(i)]
            asked = sum(m.lower[i] in QUESTIONS for i in starts)
            self._turns = starts if min(asked, len(starts) - asked) > 1 else []
        k = bisect.bisect_right(self._turns, at) - 1
        if m.quoted[at] or k < 0 or m.paragraph[at] - m.paragraph[self._turns[k]] > _LONGEST_TURN:
            return super()._first_person(at)
        return self._answering(self._turns[k]) if m.lower[self._turns[k]] in ANSWERS else []

    def _answering(self, i: int) -> list[Referent]:
        """Who is interviewed: the person that the article names most before its first question; the first of several."""
        if self._interviewed is None:
            m = self.m
            first = next((j for j in range(i + 1) if self._marks_turn(j)), i)
            counts: dict[int, int] = collections.Counter()
            persons = {id(entity): entity for entity in m.persons}
            for name in m.names:
                if name.start < first and id(name.entity) in persons:
                    counts[id(name.entity)] += 1
            self._interviewed = [self._named(persons[max(counts, key=lambda key: counts[key])])] if counts else []
        return self._interviewed

    def _unstated(self, attribution: Attribution) -> list[Referent]:
        """Who it must be where no words are marked as the source: the cue's subject, its neighbour, or whoever was speaking."""
        m = self.m
        cue = [i for a, b in attribution.cue for i in range(a, b)]
        if any(m.lower[i] in _SEEMING for i in cue):
            return [Referent(AUTHOR, "author", "author")]
        verbs = [i for i in cue if m.pos[i][:2] == "VB" and m.rel[i] not in ("aux", "auxpass")]
        if cue:
            passive = m.pos[cue[-1]] == "VBN" or m.lower[cue[-1]].endswith("ed")
            if passive and any(m.lower[i] in _BE for i in cue[:-1]):
                return []
            for verb in verbs[:3]:
                kids = m.layers.children(verb)
                agents = [i for i in kids if m.rel[i] == "nmod" and any(m.lower[j] == "by" for j in m.layers.children(i)[:3])]
                if agents:
                    return self._word(agents[0], agents[0])
                if any(m.rel[i] == "auxpass" for i in kids) and m.pos[verb] == "VBN":
                    return []
            found = self._beside(cue, attribution)
            if found:
                return found
            for verb in verbs[:1]:
                found = self._subject(verb)
                if found and all(ref.sourcing == "named" for ref in found):
                    return found
            if verbs:
                return []
        content = attribution.content[0]
        if m.quoted[content[0]] and self.memory:
            place, refs = self.memory[-1]
            if m.paragraph[content[0]] - m.paragraph[place] <= 2:
                return refs
        return []

    def _beside(self, cue: list[int], attribution: Attribution) -> list[Referent]:
        """The subject or owner that stands right before the cue or, after a quotation, right behind it."""
        m = self.m
        active = m.pos[cue[0]] not in ("VBN", "VBG", "TO") or m.lower[cue[0]] in ("said", "told", "announced", "asked")
        i = cue[0] - 1
        while i > 0 and m.pos[i][:2] == "RB" and m.paragraph[i] == m.paragraph[cue[0]]:
            i -= 1
        if i < 0 or m.paragraph[i] != m.paragraph[cue[0]]:
            return []
        word = m.lower[i]
        if word == "s" and i > 1 and m.forms[i - 1] in APOSTROPHES:
            return self._word(i - 2, i - 1) if m.entity_at(i - 2) is not None else []
        if m.forms[i] in APOSTROPHES and i > 0 and m.entity_at(i - 1) is not None:
            return self._word(i - 1, i)
        verbal = any(m.pos[j][:2] in ("VB", "MD") for j in cue)
        if m.pos[i] == "PRP$":
            return self._pronoun(i, word)
        if word == "according" or (m.lower[cue[0]] == "according" and cue[-1] + 1 < len(m.forms)):
            head = self._first_phrase(cue[-1] + 1, min(len(m.forms), cue[-1] + 12))
            if head is not None and not any(a <= head < b for a, b in attribution.content):
                return self._word(head, head)
            return []
        if verbal and active:
            if m.entity_at(i) is not None or word in _SUBJECTS:
                return self._word(i, cue[0])
            if m.forms[i] == ",":
                found = self._before_aside(i)
                if found:
                    return found
            if (
                m.pos[i][:2] == "NN"
                and m.rel[i] == "nsubj"
                and (self._sort(i)[0] != "document" or singular(word) in DOCUMENT_NOUNS)
            ):
                return self._word(i, cue[0])
        if self.memory and (word in ("and", "but", ",", "while") or m.pos[cue[0]] in ("VBG", "TO")) and verbal:
            # "..., he said, and warned", "..., adding"
            place, refs = self.memory[-1]
            if m.sentence[place] == m.sentence[cue[0]] and place < cue[0]:
                return refs
        if m.pos[cue[0]] in ("VBG", "TO"):
            # the subject of the clause that this one hangs on
            for j in range(cue[0] - 1, max(-1, cue[0] - 25), -1):
                if m.sentence[j] != m.sentence[cue[0]]:
                    break
                if m.rel[j] == "nsubj" and m.quoted[j] == m.quoted[cue[0]]:
                    found = self._word(j, cue[0])
                    if found and all(ref.sourcing == "named" for ref in found):
                        return found
        last = cue[-1] + 1
        if (
            verbal
            and active
            and last < len(m.forms)
            and attribution.content[0][0] < cue[0]
            and m.paragraph[last] == m.paragraph[cue[-1]]
        ):
            head = self._first_phrase(last, min(len(m.forms), last + 12))
            entity = m.entity_at(head) if head is not None else None
            if entity is not None and entity.kind == "person" and m.forms[cue[0] - 1] in ",\"”’'":
                return [self._named(entity)]
        return []

    def _before_aside(self, comma: int) -> list[Referent]:
        """The subject before what stands between it and the cue: "Mara Lind, who was there, said"."""
        m = self.m
        for j in range(comma - 2, max(0, comma - 25), -1):
            if m.sentence[j] != m.sentence[comma]:
                break
            if m.forms[j] == "," and (m.entity_at(j - 1) is not None or m.pos[j - 1][:2] == "NN"):
                if m.entity_at(j - 1) is not None or m.rel[j - 1] in ("nsubj", "nsubjpass"):
                    return self._word(j - 1, j)
                break
        return []

    def _subject(self, verb: int) -> list[Referent]:
        m = self.m
        for _ in range(3):
            for i in m.layers.children(verb)[:12]:
                if m.rel[i] == "nsubj" and abs(i - verb) < 40:
                    return self._word(i, max(i, verb))
            if m.rel[verb] not in ("advcl", "xcomp", "conj", "dep", "ccomp", "acl") or m.head[verb] == verb:
                break
            verb = m.head[verb]
        return []
