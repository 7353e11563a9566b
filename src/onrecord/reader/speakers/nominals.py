"""Whom a phrase stands for: "the senator", "the agency", "his advisers", "a spokesman for the harbor board"."""

from __future__ import annotations

import bisect

from ...record import SpeakerKind
from ..layers import Attribution
from .bodies import fits
from .discourse import CLAUSES, Referent
from .mentions import MOST_PERSONS
from .names import Entity, Name
from .phrases import APOSTROPHES, left, right, strip
from .pronouns import NEAR, Pronouns, weigh
from .words import (
    ARTICLES,
    AUTHOR_PRONOUNS,
    BODY_NOUNS,
    CALENDAR,
    DOCUMENT_NOUNS,
    FEMALE_NOUNS,
    GENERIC_NOUNS,
    KIN_NOUNS,
    MADE_NOUNS,
    MALE_NOUNS,
    PLURAL_PRONOUNS,
    PLURAL_QUANTITIES,
    RELATIVES,
    SHORT_TITLES,
    SINGULAR_PRONOUNS,
    THING_PRONOUNS,
    is_person_noun,
    singular,
)

AUTHOR = "AUTHOR"
"""The name of the article's own author or authors as a speaker."""
_FADED = frozenset({"former", "current", "longtime", "outgoing", "late", "old", "new", "year", "then"})
_PLACES = frozenset({"town", "city", "village", "state", "country", "county", "nation", "province"})
_QUANTITIES = frozenset({"many", "several", "some", "other", "most", "few", "more", "fewer", "such", "young", "same"})
COMMON = frozenset(
    {"man", "woman", "person", "official", "source", "reporter", "aide", "supporter", "voter", "adviser", "spokesman"}
)
_LAWMAKERS_TITLES = frozenset({"senator", "representative"})
_LOWER_RANKS = frozenset({"vice", "deputy", "assistant", "associate"})
_LAWMAKERS = frozenset({"lawmaker", "legislator", "congressman", "congresswoman"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_TIMES = frozenset({"yesterday", "today", "recently", "ago"})
_PERIODS = frozenset({"year", "month", "week", "day", "night", "morning", "spring", "summer", "fall", "autumn", "winter"})
_NEARBY = frozenset({"last", "this", "past"})
_TIMELY = _NEARBY | {"in", "on", "late", "early", "earlier", "later", "during", "since", "the"}
"""What leads to a time."""
OWNERS = frozenset({"his", "her", "their", "its"})


class Nominals(Pronouns):
    """Resolves phrases."""

    def _word(self, i: int, before: int) -> list[Referent]:
        """Whom the phrase with head word ``i`` stands for."""
        m = self.m
        entity = m.entity_at(i)
        if entity is not None:
            return [self._named(entity, m.names[m.name_at[i]])]
        word = m.lower[i]
        if word in SINGULAR_PRONOUNS or word in PLURAL_PRONOUNS or word in THING_PRONOUNS:
            return self._pronoun(i, word)
        if word in AUTHOR_PRONOUNS:
            return self._first_person(i)
        if word in RELATIVES:
            return self._relative(i) if i < before else []
        if m.pos[i][:2] != "NN" and m.pos[i] not in ("CD", "DT", "JJ"):
            return []
        start = left(m, i)
        end = right(m, start, i)
        return self._nominal(start, min(end, before) if before > i else end, i, None)

    def _relative(self, at: int, attribution: Attribution | None = None) -> list[Referent]:
        """Whom "who" or "which" goes back to; "those who fear a flood" as a whole."""
        m = self.m
        verb = m.head[at]
        targets = [m.head[verb]] if m.rel[verb] in ("acl:relcl", "acl") and at - 30 < m.head[verb] < at else []
        nearest = at - 1
        while nearest > at - 4 and nearest >= 0 and not m.forms[nearest][0].isalnum():
            nearest -= 1
        targets.append(nearest)
        targets.extend(i for i in range(at - 1, max(-1, at - 8), -1) if m.pos[i][:2] == "NN" or m.name_at[i] >= 0)
        for target in targets:
            if target < 0 or m.paragraph[target] != m.paragraph[at]:
                continue
            if m.lower[target] in ("those", "anyone", "everyone", "anybody", "everybody", "people") and attribution is not None:
                end = max(part[1] for part in attribution.content)
                if at < end < at + 30:
                    return [Referent(m.text(target, end), "group", "collective", plural=True)]
            found = self._word(target, at) if m.lower[target] not in RELATIVES else []
            if found:
                return found
        return []

    def _first_person(self, at: int) -> list[Referent]:
        if self.m.quoted[at]:
            return []
        return [Referent(AUTHOR, "author", "author")]

    def _nominal(self, start: int, end: int, head: int, attribution: Attribution | None) -> list[Referent]:
        m = self.m
        kind, plural = self._sort(head)
        noun = singular(m.lower[head])
        first = m.lower[start]
        begin = start
        while begin < head and m.lower[begin] in ("all", "many", "some", "most", "both", "several", "of"):
            begin += 1
        definite = first in _DEFINITE or m.lower[begin] in _DEFINITE
        owner = m.lower[start] in OWNERS
        cut = self._cut(start, end, head)
        bare = cut == head + 1
        if m.lower[head] in ("two", "both", "pair", "duo", "either", "neither", "each") or (
            noun in ("side", "candidate", "contender", "rival")
            and head == start + 1
            and first in ("neither", "each", "both", "two")
        ):
            pair = self._pair(head)
            if pair:
                return pair
        if plural and definite and bare and kind == "group" and is_person_noun(noun):
            two = any(m.lower[i] == "two" for i in range(start, head))
            both = self._holders(start, noun) or (self._pair(start, onwards=True) if two else [])
            if both:
                return both
        if bare and begin >= head and m.lower[head] in PLURAL_QUANTITIES:
            for _, refs in reversed(self.memory[-3:]):
                if len(refs) == 1 and refs[0].plural and refs[0].name.casefold().startswith(m.lower[head] + " "):
                    return refs
        if (
            m.lower[head] in ("many", "some", "most", "several", "others", "few", "none")
            and cut > head + 2
            and m.lower[head + 1] == "of"
        ):
            inner = m.lower[head + 2]
            if inner in ("them", "us", "whom"):
                return self._pronoun(head + 2, "them") or []
        if kind == "person" and not plural:
            named = self._person(start, cut, head, noun, definite, owner)
            if named:
                return named
        if kind == "organization" and (definite or start < m.headline_end) and bare:
            body = self._body(start, head, noun, plural)
            if body:
                return body
        if noun in MADE_NOUNS:
            maker = self._maker(start, end, head, definite and bare)
            if maker:
                return maker
        if owner:
            owned = self._owned(start, head, kind, plural)
            if owned:
                return owned
        if (
            bare
            and (definite or begin == head)
            and not owner
            and (
                not (m.pos[head][:3] == "NNP" or (head > start and m.forms[head][0].isupper()))
                or noun in BODY_NOUNS
                or noun in DOCUMENT_NOUNS
            )
        ):
            earlier = self._earlier(start, head, noun, kind, plural)
            if earlier:
                return earlier
        a, b = strip(m, start, cut)
        if a < b - 1 and m.lower[a] == "all":
            a, b = strip(m, a + 1, b)
        if a >= b:
            return []
        ref = self._unnamed(m.text(a, b), kind, noun, plural)
        possessed = any(m.forms[i] in APOSTROPHES for i in range(a, b))
        capitals = any(m.forms[i][0].isupper() and (i > start or m.pos[i][:3] == "NNP") for i in range(a, b))
        if kind == "organization" and not plural and capitals and not possessed:
            ref.sourcing = "named"  # "the Lind campaign", "the Ost government"
        return [ref]

    def _cut(self, start: int, end: int, head: int) -> int:
        """Where a source's phrase ends: before a clause or a remark between commas."""
        m = self.m
        i = head + 1
        while i < end:
            if m.forms[i] in ",—–(" and not self._inside_name(i):
                following = m.lower[i + 1] if i + 1 < end else ""
                if (
                    not following
                    or m.forms[i] != ","
                    or following in CLAUSES
                    or following in ("including", "such", "a", "an", "the", "led")
                ):
                    return i
                if m.pos[i + 1] in ("VBN", "VBG", "IN", "RB", "WP", "WDT"):
                    return i
            i += 1
        stop = self._before_time(head, end)
        if self._sort(head)[0] == "document" and not any(m.name_at[i] >= 0 for i in range(start, head)):
            # only the name of its maker tells a document better than its date does: "polls released Sunday"
            if m.lower[head + 1 : head + 2] != ["in"] and any(
                m.pos[i] in ("VBN", "VBG", "VBD", "IN") for i in range(head + 1, stop)
            ):
                return end
            return stop if m.pos[stop - 1][:2] == "NN" else end
        if stop < end and stop == head + 2 and m.pos[head + 1] in ("VBN", "VBD"):
            return head + 1  # "a report released last year"
        return end if m.pos[stop - 1][:2] != "NN" else stop

    def _before_time(self, head: int, end: int) -> int:
        """Where the time begins that ends a phrase: "prosecutors in April", "a report released last year"."""
        m = self.m
        stop = end
        while stop > head + 1:
            word = m.lower[stop - 1]
            timed = m.ner[stop - 1] in ("DATE", "TIME") or word in CALENDAR or word in _TIMES
            if timed or (word in _PERIODS and m.lower[stop - 2] in _NEARBY) or (stop < end and word in _TIMELY):
                stop -= 1
            else:
                break
        return stop

    def _person(self, start: int, end: int, head: int, noun: str, definite: bool, owner: bool) -> list[Referent]:
        """Somebody called by an office or a trade: one of those whom the article names, where that can be told."""
        m = self.m
        modifiers = {
            singular(m.lower[i])
            for i in range(start, end)
            if m.forms[i][0].isalpha() and m.pos[i][:2] in ("NN", "JJ") and len(m.forms[i]) > 1 and m.lower[i] not in _FADED
        }
        modifiers.discard(noun)
        wanted = "m" if noun in MALE_NOUNS else "f" if noun in FEMALE_NOUNS else ""
        candidates = self._candidates(head, wanted)
        best: tuple[float, Referent] | None = None
        for candidate in candidates:
            entity = candidate.ref.entity
            if entity is None or (candidate.values.get("inside") and not candidate.values.get("last")):
                continue
            words = self._called(entity)
            if modifiers & set(entity.tokens):
                continue  # "Lind's lawyer" is not Lind
            fit = 3.0 if self._is(entity, noun) or (noun in _LAWMAKERS and words & _LAWMAKERS_TITLES) else 0.0
            if modifiers:
                shared = len(modifiers & words) / len(modifiers)
                fit += 1.5 * shared - (1.0 if fit and not shared else 0.0)
            if fit and (words & _LOWER_RANKS) - modifiers:
                fit -= 2.0  # a vice president is not the president
            if candidate.values.get("vote"):
                fit += 1.5
            total = fit + 0.4 * weigh(candidate.values)
            if fit >= 1.0 and (best is None or total > best[0]):
                best = (total, candidate.ref)
        if noun not in GENERIC_NOUNS or modifiers:
            best = self._holder(best, start, noun, modifiers, definite)
        owned = any(m.forms[i] in APOSTROPHES for i in range(start, head))
        varied = noun in GENERIC_NOUNS or noun in self._recent() or m.word(start + 1) == "former"
        if (
            best is None
            and definite
            and varied
            and not owned
            and (end == head + 1 or m.word(start + 1) == "former" or m.word(head + 1) == "and")
        ):
            # called so for variety
            pool = [c for c in candidates if not modifiers & set(c.ref.entity.tokens if c.ref.entity else ())]
            if pool:
                best = (3.0, max(pool, key=lambda c: weigh(c.values) + (3.0 if c.ref.noun == noun else 0.0)).ref)
        if best is None and not definite and not owner and noun not in COMMON:
            k = bisect.bisect_right(self.name_starts, start)
            near = [name for name in m.names[k : k + 40] if name.start < start + 80 and name.entity is not None]
            soon = [name.entity for name in near if name.entity is not None and m.names[name.entity.where[0]] is name]
            soon = [
                e
                for e in soon
                if e.kind == "person" and (self._is(e, noun) or (noun in _LAWMAKERS and self._called(e) & _LAWMAKERS_TITLES))
            ]
            if len(soon) == 1:
                best = (3.0, self._named(soon[0]))
        if best is None or best[0] < (1.5 if definite else 2.5):
            return []
        entity = best[1].entity
        if modifiers and entity is not None and not owner:
            self.roles.add(entity, start, end, 0.5)
        return [best[1]]

    def _holder(
        self, best: tuple[float, Referent] | None, start: int, noun: str, modifiers: set[str], definite: bool
    ) -> tuple[float, Referent] | None:
        """``best``, or where it is weak the one person of the whole article who has that very office."""
        if best is not None and best[0] >= 2.5:
            return best
        exact = [e for e in self.m.persons if self._is(e, noun) and not modifiers & set(e.tokens)]
        if modifiers:
            exact = [e for e in exact if modifiers <= self._called(e) and not (self._called(e) & _LOWER_RANKS) - modifiers]
        if len(exact) == 1 and (modifiers or definite or start < self.m.headline_end or noun in KIN_NOUNS):
            return 3.0, self._named(exact[0])
        return best

    def _holders(self, at: int, noun: str) -> list[Referent]:
        """ "The senators": those who have that office, where they spoke together or are two in all."""
        for place, refs in reversed(self.memory[-3:]):
            if len(refs) > 1 and at - place < NEAR and all(r.entity is not None and r.kind == "person" for r in refs):
                return refs
        holders = [e for e in self.m.persons if self._is(e, noun)]
        return [self._named(e) for e in holders] if len(holders) == 2 else []

    def _recent(self) -> set[str]:
        """Nouns of the unnamed that spoke last."""
        return {ref.noun for _, refs in self.memory[-3:] for ref in refs if ref.entity is None}

    def _body(self, start: int, head: int, noun: str, plural: bool) -> list[Referent]:
        """ "The agency", "the court": a body named before, by a word of its name, by the network, or as the last one named."""
        m = self.m
        if plural:
            return []
        modifiers = {m.lower[i] for i in range(start, head) if m.forms[i][0].isalpha() and m.lower[i] not in _DEFINITE}
        vote = self._chain(head)
        if vote is not None and not self._goes_by(vote, noun):
            vote = None
        k = bisect.bisect_left(self.name_starts, start)
        latest: Name | None = None
        for j in range(k - 1, max(-1, k - 40), -1):
            name = m.names[j]
            entity = name.entity
            if entity is None or entity.kind == "person":
                continue
            if noun in entity.tokens and modifiers <= set(entity.tokens):
                return [self._named(entity, name)]
            if (
                latest is None
                and entity.kind == "organization"
                and m.sentence[start] - m.sentence[name.start] <= 3
                and not modifiers
                and self._goes_by(entity, noun)
            ):
                latest = name
        if vote is not None and vote.kind != "person" and not modifiers:
            return [self._named(vote)]
        if noun in _PLACES:
            places = [e for e in m.entities[:MOST_PERSONS] if e.kind == "place" and e.where and m.names[e.where[0]].start < start]
            return [self._named(max(places, key=lambda e: len(e.where)))] if places and not modifiers else []
        if modifiers or noun in ("campaign", "public", "media", "press", "government", "legislature", "majority", "jury", "party"):
            return []
        spoke = ((p, r) for p, r in reversed(self.memory[-3:]) if r[0].kind == "organization" and len(r) == 1)
        fit = ((p, r) for p, r in spoke if (self._goes_by(r[0].entity, noun) if r[0].entity else r[0].noun == noun))
        place, refs = next(fit, (-1, []))
        if latest is not None and latest.entity is not None and latest.start > place:
            return [self._named(latest.entity, latest)]
        return refs

    def _goes_by(self, entity: Entity, noun: str) -> bool:
        """Whether "the ``noun``" may be this body: by the words of its name, or because the article calls it so beside the name."""
        m = self.m
        name = m.names[entity.where[0]] if entity.where else None
        initials = name is not None and len(entity.tokens) == 1 and m.forms[name.start].isupper() and len(m.forms[name.start]) > 1
        if entity.kind != "person" and fits(noun, entity.tokens, entity.kind, initials):
            return True
        for k in entity.where[:20]:
            name = m.names[k]
            if singular(m.word(name.start - 1)) == noun:
                return True  # "the ferry operator Ost Lines"
            i = name.end
            if i + 1 < len(m.forms) and m.forms[i] in ",(—–" and m.lower[i + 1] in ("a", "an", "the", "its", "their"):
                stop = next((j for j in range(i + 1, min(len(m.forms), i + 12)) if m.forms[j] in ",.;:)—–"), i + 1)
                head = self._first_phrase(i + 1, stop)
                if head is not None and m.lower[head] == noun:
                    return True  # "Ost Lines, a ferry operator,"
        return False

    def _maker(self, start: int, end: int, head: int, plain: bool) -> list[Referent]:
        """Whose statement or letter it is."""
        m = self.m
        for i in range(head + 1, min(end, head + 8) - 1):
            if i == head + 1 and (m.lower[i] in SINGULAR_PRONOUNS or (m.name_at[i] >= 0 and m.pos[i][:3] == "NNP")):
                found = self._word(i, i)  # "a letter she sent"
                if found:
                    return found
            if m.lower[i] in ("by", "from", "with") or (m.lower[i] == "of" and i == head + 1):
                k = next((m.name_at[j] for j in range(i + 1, min(end, i + 8)) if m.name_at[j] >= 0), -1)
                if k >= 0:
                    entity = m.names[k].entity
                    if entity is not None and entity.kind in ("person", "organization"):
                        return [self._named(entity, m.names[k])]
        if plain and singular(m.lower[head]) in ("statement", "release", "speech", "testimony"):
            for _, refs in reversed(self.memory[-2:]):
                return refs
        return []

    def _owned(self, start: int, head: int, kind: SpeakerKind, plural: bool) -> list[Referent]:
        """ "His advisers": where the article says elsewhere whose they are, in those words."""
        m = self.m
        owners = self._pronoun(start, m.lower[start])
        if len(owners) != 1 or owners[0].entity is None:
            return []
        for k in owners[0].entity.where[:200]:
            name = m.names[k]
            i = name.end
            if i <= m.capitals_end:
                continue
            if i < len(m.forms) - 2 and m.forms[i] in APOSTROPHES:
                i += 1
                if m.lower[i] == "s":
                    i += 1
            for j in range(i, min(i + 3, len(m.forms))):
                if m.lower[j] == m.lower[head] and m.name_at[j] < 0:
                    begin = name.start
                    if begin > 1 and m.forms[begin - 1] == "." and m.lower[begin - 2] in SHORT_TITLES:
                        begin -= 2
                    return [self._unnamed(m.text(begin, j + 1), kind, singular(m.lower[head]), plural)]
                if m.pos[j][:2] not in ("JJ", "NN"):
                    break
        return []

    def _earlier(self, start: int, head: int, noun: str, kind: SpeakerKind, plural: bool) -> list[Referent]:
        """The fuller phrase that an earlier mention of the same thing has."""
        m = self.m
        own = {m.lower[i] for i in range(start, head) if m.forms[i][0].isalpha()} - _DEFINITE
        places = self.nouns.get(noun, [])
        k = bisect.bisect_left(places, start)
        best: tuple[int, int, int] | None = None
        for i in places[max(0, k - 12) : k]:
            if (m.pos[i] in ("NNS", "NNPS")) != (m.pos[head] in ("NNS", "NNPS")):
                continue
            begin = left(m, i)
            words = {m.lower[j] for j in range(begin, i) if m.forms[j][0].isalpha()}
            if not own <= words or m.lower[begin] in OWNERS:
                continue
            if own and kind != "document":
                continue
            if plural and any(
                m.pos[j] not in ("JJ", "NNP") or m.lower[j] in _QUANTITIES for j in range(begin, i) if m.lower[j] not in ARTICLES
            ):
                continue
            stop = right(m, begin, i) if kind in ("document", "organization") else i + 1
            a, b = strip(m, begin, stop)
            if b - a > head + 1 - start - (m.lower[start] in _DEFINITE) and (best is None):
                best = (b - a, a, b)
        if best is None:
            return []
        return [self._unnamed(m.text(best[1], best[2]), kind, noun, plural)]
