"""Who is speaking: each attribution's source, resolved to the fullest name that the article uses."""

from __future__ import annotations

import numpy as np

from ...article import Article
from ...record import Sourcing, Speaker, SpeakerKind
from ..layers import Attribution, Layers, Range
from .discourse import CLAUSES, Referent
from .nominals import COMMON
from .phrases import APOSTROPHES, left, right, strip
from .pronouns import weigh
from .unstated import ANSWERS, Unstated
from .words import (
    AUTHOR_PRONOUNS,
    BODY_NAMES,
    GENERIC_NOUNS,
    OFFICE_TAILS,
    PLURAL_PRONOUNS,
    POSSESSIVES,
    RELATIVES,
    SINGULAR_PRONOUNS,
    THING_PRONOUNS,
    TITLES,
    is_person_noun,
    singular,
)

_LEADING = frozenset(
    {"by", "from", "to", "within", "among", "for", "of", "according", "but", "and", "even", "so", "as", "in", "with", "on"}
)
_LEVELS = frozenset({"federal", "national", "state", "local", "county", "city", "regional", "foreign", "military", "civilian"})
"""Modifiers of groups that taggers take for names or nouns."""
_FAR = 400
"""Characters; a headline further down heads some other text."""
_FURTHER = frozenset({"another", "one", "other", "second", "third"})
"""One more of a group that has been told of: "Another, Mara Lind, said"."""
_ADDED = frozenset(["others", "other", "his", "her", "their", "its", "several", "many", "some", "the"])
"""What a phrase begins with that is joined to a name as a further source."""


def resolve(article: Article, layers: Layers, attributions: list[Attribution]) -> list[Speaker | None]:
    """The speaker of each attribution, in their order; None where nothing can be told.

    ``layers`` are over ``article.text``; the attributions' ranges are words of it. Time is linear in the
    length of the article and in the number of attributions.
    """
    return Resolver(article, layers).run(attributions)


def _headline(article: Article, layers: Layers) -> int | None:
    """How many words of the article are its headline, where its zones tell."""
    if not article.zones:
        return None
    end = max((zone.end for zone in article.zones if zone.kind == "headline" and zone.start <= _FAR), default=0)
    return int(np.searchsorted(layers.words.starts, end))


def _place(attribution: Attribution) -> int:
    return min(part[0] for part in attribution.source or attribution.cue or attribution.content)


class Resolver(Unstated):
    """Resolves one article's attributions. Names and roles are looked for once, whatever is then asked of it."""

    def __init__(self, article: Article, layers: Layers) -> None:
        super().__init__(layers, _headline(article, layers))

    def run(self, attributions: list[Attribution]) -> list[Speaker | None]:
        """The speaker of each attribution, as ``resolve`` gives them. Once for each resolver."""
        found = self._referents(attributions)
        self._described()
        return [self._speaker(refs) for refs in found]

    def also(self, attributions: list[Attribution]) -> list[Speaker | None]:
        """Whom further sources stand for that are nobody's statements, such as who is to act: they count as the only ones."""
        before = self.memory, self.spoken
        self.memory, self.spoken = [], set()
        found = self._referents(attributions)
        self.memory, self.spoken = before
        return [self._speaker(refs) for refs in found]

    def _referents(self, attributions: list[Attribution]) -> list[list[Referent]]:
        found: list[list[Referent]] = [[] for _ in attributions]
        order = sorted(range(len(attributions)), key=lambda k: _place(attributions[k]))
        late = []
        for k in order:
            attribution = attributions[k]
            refs = self._source(attribution) if attribution.source else self._unstated(attribution)
            if not refs and attribution.source and self._only_verbs(attribution.source) and not self._only_verbs(attribution.cue):
                # cue and source the wrong way round
                refs = self._source(Attribution(attribution.cue, attribution.source, attribution.content))
            found[k] = refs
            place = _place(attribution)
            if place < self.m.headline_end and attribution.source and (not refs or refs[0].sourcing == "unnamed"):
                late.append(k)
            if refs and refs[0].kind not in ("author", "unknown"):
                self.memory.append((place, refs))
                self.spoken.update(id(ref.entity) for ref in refs if ref.entity is not None)
        for k in late:
            found[k] = self._of_headline(attributions[k], found[k])
        return found

    def _described(self) -> None:
        """Roles from descriptions that stand for a name: "the senator from Ost"."""
        m = self.m
        self.memory = []  # whoever spoke last in the article spoke last nowhere else
        for noun, places in self.nouns.items():
            if not is_person_noun(noun) or noun in COMMON:
                continue
            for i in places[:20]:
                if m.pos[i] != "NN" or m.quoted[i] or m.rel[i] == "compound" or m.forms[i] != m.lower[i]:
                    continue
                start = left(m, i)
                if m.lower[start] != "the":
                    continue
                end = right(m, start, i, phrases=1)
                called = {m.lower[j] for j in range(start, end)}
                entity = self._chain(i)
                if entity is None and noun in GENERIC_NOUNS:
                    pool = [
                        c for c in self._candidates(i, "") if c.ref.entity is not None and not called & set(c.ref.entity.tokens)
                    ]
                    pool.sort(key=lambda c: -weigh(c.values))
                    clear = pool and weigh(pool[0].values) > (0.5 if len(pool) == 1 else max(0.5, weigh(pool[1].values) + 0.3))
                    if clear and not any(c.ref.entity and self._is(c.ref.entity, noun) for c in pool[1:]):
                        entity = pool[0].ref.entity
                if entity is not None and entity.kind == "person" and not called & set(entity.tokens):
                    self.roles.add(entity, start, end, 0.1 if end - start > 2 else -0.6)

    def _only_verbs(self, parts: list[Range]) -> bool:
        return all(self.m.pos[i][:2] in ("VB", "RB", "MD") for a, b in parts for i in range(a, b))

    def _speaker(self, refs: list[Referent]) -> Speaker | None:
        if not refs:
            return None
        unique: list[Referent] = []
        for ref in refs:
            if not any(ref.same(other) for other in unique):
                unique.append(ref)
        kinds = {ref.kind for ref in unique}
        kind: SpeakerKind = unique[0].kind if len(kinds) == 1 else "group"
        sourcing: Sourcing = "named" if any(r.sourcing == "named" for r in unique) else unique[0].sourcing
        role = None
        if len(unique) == 1:
            ref = unique[0]
            role = self.roles.of(ref.entity) if ref.entity is not None and ref.kind == "person" else ref.role
        elif all(ref.entity is not None and ref.kind == "person" for ref in unique):
            role = self.roles.shared(frozenset(id(ref.entity) for ref in unique))
        return Speaker(name=" + ".join(ref.name for ref in unique), kind=kind, role=role, sourcing=sourcing)

    def _source(self, attribution: Attribution) -> list[Referent]:
        parts: list[Range] = []
        for start, end in attribution.source:
            parts.extend(self._split(start, end))
        refs: list[Referent] = []
        for n, (start, end) in enumerate(parts):
            found = self._one(start, end, attribution)
            if n and not (found and any(r.sourcing == "named" for r in found)) and len(attribution.source) > 1:
                continue  # a stray piece
            refs.extend(found)
        return refs

    def _split(self, start: int, end: int) -> list[Range]:
        """A compound source in its parts; a source that is one phrase as it is."""
        m = self.m
        bounds: list[tuple[int, int, bool]] = []  # start, end, whether "and" comes right before
        begin, joined = start, False
        apart = False  # whether a comma stands before the last "and"
        i = start
        while i < end:
            joint = m.lower[i] in ("and", "&") or (m.lower[i] == "with" and i > start and m.lower[i - 1] == "along")
            if (joint or m.forms[i] == ",") and not self._inside_name(i):
                stop = i - 1 if m.lower[i] == "with" else i
                if stop > begin:
                    bounds.append((begin, stop, joined))
                    joined = joint
                else:
                    apart = apart or (joint and not joined)
                    joined = joined or joint
                begin = i + 1
            i += 1
        if begin < end:
            bounds.append((begin, end, joined))
        if not any(joint for _, _, joint in bounds[1:]):
            return [(start, end)]
        parts: list[Range] = []
        previous = ""
        for n, (a, b, joint) in enumerate(bounds):
            head = self._first_phrase(a, b)
            entity = m.entity_at(head) if head is not None else None
            sort = entity.kind if entity is not None else "phrase"
            clean = head is not None and (head >= b - 1 or m.forms[head + 1] == "(")
            if n == 0:
                if entity is None:
                    return [(start, end)]
                parts.append((a, b))
                previous = sort if clean else "open"
                continue
            if (sort == "person" and (previous == "person" or (previous == "aside" and joint and apart))) or (
                sort in ("organization", "place") and previous in ("organization", "place") and (joint or clean)
            ):
                parts.append((a, b))
                previous = sort
            elif (
                joint
                and sort == "phrase"
                and (previous == "person" or apart)
                and previous in ("person", "aside")
                and head is not None
                and m.lower[a] in _ADDED
            ):
                parts.append((a, b))
            elif not joint and previous in ("person", "aside"):
                previous = "aside"  # an apposition or a clause
            elif joint and previous in ("aside", "person"):
                previous = "aside"
            else:
                return [(start, end)]
        if len(parts) < 2 or not any(joint and (a, b) in parts for a, b, joint in bounds):
            return [(start, end)]
        return parts

    def _one(self, start: int, end: int, attribution: Attribution) -> list[Referent]:
        m = self.m
        if m.lower[start] == "both" and end - start < 6 and m.name_at[end - 1] >= 0:
            start += 1
        while (
            start < end - 1 and (m.lower[start] in _LEADING or not m.forms[start][0].isalnum()) and m.forms[start] not in "“\"‘’'"
        ):
            start += 1
        while end > start + 1 and (m.forms[end - 1] in ",;:—–-’'" or m.lower[end - 1] in ("who", "which", "that")):
            end -= 1
        if end > start + 2 and m.lower[end - 1] == "s" and m.forms[end - 2] in APOSTROPHES:
            end -= 2
        if m.lower[start] in ("which", "that") and end - start > 1 and m.pos[start + 1][:2] == "NN":
            start += 1  # "which analysts say"
        word = m.lower[start]
        if end - start == 1 and self._marks_turn(start):
            return self._answering(start) if word in ANSWERS else []
        if end - start == 1 or (word not in POSSESSIVES and self._is_pronoun(word) and word not in RELATIVES):
            if word in ("that", "who", "which", "whom", "whose"):
                return self._relative(start, attribution)
            if word in AUTHOR_PRONOUNS:
                return self._first_person(start)
            if word in SINGULAR_PRONOUNS or word in PLURAL_PRONOUNS or word in THING_PRONOUNS:
                return self._pronoun(start, word)
            if word in ("you", "your"):
                return [Referent("you", "group", "collective", plural=True)]
        if end - start > 2 and word in ("at", "least") and m.lower[start + (word == "at")] == "least":
            start += 1 + (word == "at")
        joint = self._coordinated(start, end)
        if joint is not None:
            return self._nominal(start, end, joint, attribution)
        head = self._first_phrase(start, end)
        if head is None:
            return []
        if head + 2 < end and m.lower[head + 1] == "of" and m.lower[head + 2] in OFFICE_TAILS:
            k = m.name_at[head + 3] if head + 3 < end else -1
            if k >= 0 and m.names[k].entity is not None:
                head = min(m.names[k].end, end) - 1  # "Secretary of State Mara Lind"
        entity = m.entity_at(head)
        if entity is not None and entity.kind != "person" and is_person_noun(m.lower[head]):
            entity = None
        if entity is not None:
            name = m.names[m.name_at[head]]
            several = m.pos[head] in ("NNS", "NNPS") and entity.kind != "person" and not BODY_NAMES & set(entity.tokens)
            if not several or strip(m, start, head)[0] >= name.start:
                return [self._named(entity, name)]
        named = self._beside_description(start, end, head)
        if named is not None:
            return [named]
        found = self._nominal(start, end, head, attribution)
        if (
            attribution is not None
            and len(found) == 1
            and found[0].entity is None
            and end - start <= 3
            and all(form.isupper() or not form[0].isalpha() for form in m.forms[start:end])
            and attribution.cue
            and m.forms[attribution.cue[0][0]] == ":"
        ):
            # the label of a transcript: "LIND: No comment."
            return [Referent(m.text(start, end), "person", "named")]
        return found

    def _coordinated(self, start: int, end: int) -> int | None:
        """The head of one group that two modifiers describe: "federal and state officials"; None where it is no such phrase."""
        m = self.m
        i = start + (m.pos[start] == "DT")
        if i + 2 >= end or m.lower[i + 1] not in ("and", "or"):
            return None
        k = m.name_at[i]
        named = k >= 0 and (m.names[k].label == "PERSON" or m.names[k].end > i + 1)
        if named or (m.pos[i] != "JJ" and m.lower[i] not in _LEVELS) or is_person_noun(singular(m.lower[i])):
            return None
        j = i + 2
        while j < end and j < i + 6 and (m.pos[j] in ("JJ", "NN") or m.lower[j] in _LEVELS) and m.name_at[j] < 0:
            j += 1
        return j if j < end and j > i + 2 and m.pos[j] == "NNS" and m.name_at[j] < 0 else None

    def _beside_description(self, start: int, end: int, head: int) -> Referent | None:
        """The name that stands beside a description: "the chief, Mara Lind,", "the quay's builder, Ost Lines,"."""
        m = self.m
        kind, plural = self._sort(head)
        by_trade = is_person_noun(m.lower[head]) or (m.lower[head] in _FURTHER and head <= start + 1)
        if not by_trade and (plural or m.pos[head] != "NN" or kind == "group"):
            return None
        k = m.name_at[end - 1]
        last = m.names[k] if k >= 0 else None
        if last is not None and last.entity is not None and last.entity.kind == "person" and by_trade and not plural:
            between = range(head + 1, last.start)
            if len(last.tokens) > 1 and between and all(m.pos[i][:2] in ("NN", "JJ") or m.lower[i] == "and" for i in between):
                self.roles.add(last.entity, left(m, head), last.start, 1.0)
                return self._named(last.entity)  # "retired agent and train specialist Mara Lind"
        for i in range(head + 1, min(end, head + 12) - 1):
            if m.lower[i] in CLAUSES or m.pos[i] in ("VBD", "VBZ", "CC"):
                break
            first = i + 1
            while m.forms[i] == "," and first < end - 1 and self._leads(first):
                first += 1
            k = m.name_at[first] if m.forms[i] == "," else -1
            if k < 0:
                continue
            name = m.names[k]
            alone = name.start == first and (name.end >= end or m.forms[name.end] in ",(")
            if not alone or name.entity is None:
                continue
            if name.entity.kind == "person" and (by_trade or (kind != "organization" and name.end >= end and len(name.tokens) > 1)):
                if m.lower[head] not in _FURTHER:
                    self.roles.add(name.entity, left(m, head), i, 1.0)
                return self._named(name.entity)
            if name.entity.kind == "organization" and name.end >= end and (by_trade or kind == "organization"):
                return self._named(name.entity, name)
        return None

    def _leads(self, i: int) -> bool:
        """Whether word ``i`` is of a title before a name: "Ost Gov. Mara Lind"."""
        m = self.m
        entity = m.entity_at(i)
        place = entity is not None and entity.kind == "place" and m.lower[i + 1] in TITLES
        return place or m.lower[i] in TITLES or m.forms[i] == "."

    @staticmethod
    def _is_pronoun(word: str) -> bool:
        return word in SINGULAR_PRONOUNS or word in PLURAL_PRONOUNS or word in THING_PRONOUNS or word in AUTHOR_PRONOUNS

    def _of_headline(self, attribution: Attribution, refs: list[Referent]) -> list[Referent]:
        """A headline's "Top diplomat": whoever of the article's speakers is called so, else the first that speaks below."""
        m = self.m
        start, end = attribution.source[0]
        words = {singular(m.lower[i]) for i in range(start, end) if m.forms[i][0].isalpha()}
        for _, found in self.memory:
            if len(found) == 1 and found[0].entity is not None:
                known = self.roles.words.get(id(found[0].entity), set()) | found[0].entity.titles
                if words & known and refs and refs[0].kind == "person":
                    return found
        return refs
