"""Offices and roles of persons, in the article's words: titles, descriptions, appositions, relative clauses."""

from __future__ import annotations

from .mentions import Mentions
from .names import Entity, Name
from .phrases import APOSTROPHES, HYPHENS, left, strip
from .words import (
    FEMALE_NOUNS,
    MALE_NOUNS,
    OFFICE_TAILS,
    SHORT_TITLES,
    SINGULAR_PRONOUNS,
    SUFFIXES,
    TITLES,
    is_person_noun,
    singular,
)

LONGEST_ROLE = 25
_BREAKS = frozenset(';:.?!—–()[]"“”')
_SKIPPED = frozenset(
    {"also", "now", "then", "himself", "herself", "currently", "once", "both", "still", "long", "perhaps", "formerly"}
)
_PARTIES = frozenset({"democrat", "republican", "independent", "conservative", "liberal", "socialist"})
_OFFICE_VERBS = frozenset(
    [
        "chairs",
        "leads",
        "heads",
        "runs",
        "covers",
        "covered",
        "directs",
        "represents",
        "founded",
        "founded",
        "serves",
        "served",
        "chaired",
        "led",
        "headed",
        "ran",
        "teaches",
        "taught",
        "studies",
        "oversees",
        "oversaw",
        "manages",
        "managed",
        "owns",
        "edits",
        "hosts",
        "hosted",
        "works",
        "worked",
        "plays",
    ]
)

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PAST_FORMS = frozenset(
    {"spoke", "said", "told", "went", "came", "took", "gave", "began", "wrote", "knew", "saw", "drove", "was", "had", "did"}
)
"""Past forms that are no participles of a description, whatever the tagger says of them."""


class Roles:
    """The roles that an article gives to each of its persons; ``of`` the fullest."""

    def __init__(self, mentions: Mentions) -> None:
        self.m = mentions
        self.found: dict[int, list[tuple[float, int, str]]] = {}
        self.words: dict[int, set[str]] = {}
        """Words of a person's roles, singular and lower-cased."""
        self.nouns: dict[int, set[str]] = {}
        """Those of them that say what somebody is: of "the mayor's spokesman" the spokesman."""
        self._shared: dict[frozenset[int], str] = {}
        for k, name in enumerate(mentions.names):
            if name.entity is not None and name.entity.kind == "person" and k + 1 < len(mentions.names):
                self._together(name, mentions.names[k + 1 : k + 6])
            if name.entity is not None and name.entity.kind == "person":
                self._before(name)
                self._after(name)

    def of(self, entity: Entity) -> str | None:
        """The fullest role, or None."""
        roles = self.found.get(id(entity))
        return max(roles, key=lambda r: (r[0], -r[1]))[2] if roles else None

    def shared(self, entities: frozenset[int]) -> str | None:
        """The role that two persons (by ``id``) are given together: "Senators"."""
        return self._shared.get(entities)

    def _together(self, name: Name, following: list[Name]) -> None:
        """ "Senators Mara Lind, of Ost, and Jon Berg": an office in the plural before two names."""
        m = self.m
        k = name.start - 1
        word = m.lower[k] if k >= 0 else ""
        if not word.endswith("s") or not is_person_noun(singular(word)):
            return
        for other in following:
            if other.start > name.end + 20 or other.entity is None or other.entity.kind != "person":
                continue
            if other.entity is name.entity or m.lower[other.start - 1] != "and":
                continue
            start, end = strip(m, left(m, k), k + 1)
            if start < end:
                self._shared.setdefault(frozenset((id(name.entity), id(other.entity))), m.text(start, end))
                for entity in (name.entity, other.entity):
                    if entity is not None:
                        entity.titles.add(singular(word))
            return

    def add(self, entity: Entity, start: int, end: int, weight: float) -> None:
        """Words ``start`` to ``end`` describe the entity; ``weight`` says how surely they are its role."""
        m = self.m
        start, end = strip(m, start, end)
        start, end = strip(m, start, self._before_verb(start, end))
        if start >= end:
            return
        self.words.setdefault(id(entity), set()).update(singular(m.lower[i]) for i in range(start, end) if m.lower[i][0].isalpha())
        self.nouns.setdefault(id(entity), set()).update(self._heads(start, end))
        if not entity.gender:
            # the last noun before any preposition is what somebody is
            head = next((i - 1 for i in range(start + 1, end) if m.pos[i] in ("IN", "TO", "WP", ",")), end - 1)
            entity.gender = "m" if m.lower[head] in MALE_NOUNS else "f" if m.lower[head] in FEMALE_NOUNS else ""
        clause = next((i for i in range(start, end) if m.lower[i] in ("who", "that", "which", "whose")), end)
        if m.word(start) in SINGULAR_PRONOUNS:
            weight -= 0.5  # "his opponent" says less than any office
            if end > start + 1:
                start += 1
        elif m.word(start) in ("its", "their") and end > start + 1:
            start += 1
        length = sum(m.forms[i][0].isalnum() for i in range(start, clause))
        self.found.setdefault(id(entity), []).append((weight + min(length, 8) * 0.3, start, m.text(start, end)))

    def _heads(self, start: int, end: int) -> set[str]:
        """What a role says that somebody is: the nouns before any preposition or clause that neither own nor modify another."""
        m = self.m
        found = set()
        for i in range(start, end):
            if i > start and m.pos[i] in ("IN", "TO", "WP", "WDT", "WP$"):
                break
            noun, last = m.pos[i][:2] == "NN", i + 1 == end
            if not m.forms[i][0].isalpha() or (not last and (m.forms[i + 1] in APOSTROPHES or m.forms[i + 1] in HYPHENS)):
                continue
            if noun and not last and m.pos[i + 1][:2] == "NN":
                continue
            found.add(singular(m.lower[i]))
        return found

    def _before_verb(self, start: int, end: int) -> int:
        """Where words ``start`` to ``end`` stop being a role: at a finite verb, in a clause at the next one joined to it."""
        m = self.m
        clause = m.word(start) in _OFFICE_VERBS
        for i in range(start + 1, end):
            if m.lower[i] in ("who", "that", "which", "whose"):
                clause = True
            finite = m.pos[i] in _FINITE and m.forms[i] not in APOSTROPHES and m.forms[i - 1] not in APOSTROPHES
            if not clause and (finite or (m.lower[i] in _PAST_FORMS and is_person_noun(m.lower[i - 1]))):
                return i
            if clause and finite and m.lower[i - 1] in ("and", "but"):
                return i - 1
        return end

    def _before(self, name: Name) -> None:
        m = self.m
        entity = name.entity
        assert entity is not None
        s = name.start
        if s == 0 or s < m.capitals_end:
            return
        k = s - 1
        if m.forms[k] == "." and k > 0 and m.lower[k - 1] in SHORT_TITLES:
            k -= 1
        if m.lower[k] in ("sir", "dame", "lord", "lady", "miss") and k > 0:
            k -= 1
        if m.forms[k] == "," and k > 0:
            self._apposition_before(name, k)
            return
        word = m.lower[k]
        if word in OFFICE_TAILS and k > 1 and m.lower[k - 1] == "of" and is_person_noun(m.lower[k - 2]):
            self.add(entity, left(m, k - 2), k + 1, 1.0)
            return
        if word.endswith("s") and word not in SHORT_TITLES and is_person_noun(singular(word)) and singular(word) != word:
            singly = singular(word)
            if singly in TITLES:
                entity.titles.add(singly)
            return
        if word in ("mr", "mrs", "ms", "miss") or (not is_person_noun(singular(word)) and word not in SHORT_TITLES):
            return
        if m.paragraph[k] != m.paragraph[s] or m.pos[k][:2] == "VB":
            return  # "they coach Lind"
        begin = left(m, k)
        weight = 1.0
        if word in SHORT_TITLES or begin == k:
            weight = 0.6
        if word in _PARTIES:
            weight = 0.0
        end = k + 2 if m.forms[k + 1] == "." and k + 1 < s else k + 1
        # "and" joins two offices before a name
        if begin > 1 and m.lower[begin - 1] == "and" and is_person_noun(m.lower[begin - 2]):
            begin = left(m, begin - 2)
        self.add(entity, begin, end, weight)

    def _apposition_before(self, name: Name, comma: int) -> None:
        """ "The chief, Mara Lind, said"; "the head of the works department, Mara Lind, said"."""
        m = self.m
        head = comma - 1
        begin = left(m, head)
        last = m.entity_at(head)
        if last is not None and last.kind == "person":
            return
        for _ in range(3):
            if is_person_noun(m.lower[head]) or begin < 2 or m.lower[begin - 1] not in ("of", "for", "at", "in"):
                break
            head = begin - 2
            begin = left(m, head)
        if not is_person_noun(m.lower[head]) or m.paragraph[head] != m.paragraph[name.start]:
            return
        after = m.forms[name.end] if name.end < len(m.forms) else "."
        definite = m.lower[begin] in ("the", "his", "her", "their", "its", "a", "an", "our", "my") or any(
            m.forms[i] in APOSTROPHES for i in range(begin, head)
        )
        linked = m.rel[name.end - 1] == "appos" and m.head[name.end - 1] == head
        if definite and (after in ",.;—–" or linked):
            assert name.entity is not None
            self.add(name.entity, begin, comma, 1.0)

    def _after(self, name: Name) -> None:
        m = self.m
        n = len(m.forms)
        i = name.end
        if i < n and m.forms[i] == "." and i + 1 < n and m.forms[i + 1] == ",":
            i += 1
        if i < n and m.forms[i] == "(":
            close = next((k for k in range(i, min(n, i + 10)) if m.forms[k] == ")"), -1)
            if close < 0:
                return
            i = close + 1
        if i >= n - 1 or m.paragraph[i] != m.paragraph[name.start]:
            return
        if m.lower[i] == "who" or (m.forms[i] in ",—–" and m.lower[i + 1] == "who"):
            self._clause(name, i if m.lower[i] == "who" else i + 1)
            return
        if m.lower[i] in ("is", "was") and m.lower[i + 1] in ("a", "an", "the"):
            self._phrase(name, i + 1, 0.3)
            return
        if m.forms[i] not in ",—–-":
            return
        self._phrase(name, i + 1, 1.2)

    def _clause(self, name: Name, who: int) -> None:
        m = self.m
        verb = who + 1
        n = len(m.forms)
        if verb + 1 >= n or name.entity is None:
            return
        if m.lower[verb] in ("is", "was") and m.lower[verb + 1] in ("a", "an", "the"):
            self._phrase(name, verb + 1, 0.9)
        elif m.lower[verb] in _OFFICE_VERBS:
            end = verb + 1
            while end < n and end < verb + LONGEST_ROLE and m.forms[end] != ",":
                initial = m.forms[end] == "." and (len(m.forms[end - 1]) == 1 or m.lower[end - 1] in SHORT_TITLES)
                if m.forms[end] in _BREAKS and not initial:
                    break
                end += 1
            if m.lower[verb + 1] == "as":
                self.add(name.entity, verb + 2, end, 0.5)
            else:
                self.add(name.entity, verb, end, -0.6)

    def _phrase(self, name: Name, start: int, weight: float) -> None:
        """A description that begins at ``start``: its head noun must be one of persons."""
        m = self.m
        n = len(m.forms)
        stop = min(n, start + LONGEST_ROLE)
        i = start
        while i < stop and m.lower[i] in _SKIPPED:
            i += 1
        begin = i
        head = -1
        while i < stop and m.paragraph[i] == m.paragraph[name.start]:
            form, pos = m.forms[i], m.pos[i]
            if form in HYPHENS or form in APOSTROPHES or (form == "s" and m.forms[i - 1] in APOSTROPHES):
                i += 1
                continue
            if form == "." and (len(m.forms[i - 1]) == 1 or m.lower[i - 1] in SHORT_TITLES or m.lower[i - 1] in SUFFIXES):
                i += 1
                continue
            if form in '“”"' and i + 1 < stop and head < 0:
                i += 1
                continue
            if pos[:2] == "NN":
                head = i
            elif (pos in ("DT", "PRP$") and i > begin) or not (
                pos[:2] in ("JJ", "CD", "DT", "FW") or pos in ("PRP$", "POS", "VBN", "VBG", "RB") or form == "$"
            ):
                break
            i += 1
        if head < 0 or not (is_person_noun(m.lower[head]) or (m.lower[head] in _PARTIES)):
            # "a Harbor Party man from Ost": the last noun before a preposition decides, unless a name is next
            return
        if name.entity is None or m.entity_at(head) is name.entity:
            return
        k = m.name_at[head]
        if k >= 0 and m.names[k].label == "PERSON":
            return  # the next name of a list
        end = self._extent(name, head)
        if end < 0:
            return
        if m.lower[head] in _PARTIES:
            weight -= 2.0
            end = next((i for i in range(head, end) if m.lower[i] in ("who", "that", "which")), end)
        self.add(name.entity, begin, end, weight)

    def _extent(self, name: Name, head: int) -> int:
        """Where a description with ``head`` ends; -1 where the head turns out to be the subject of another clause."""
        m = self.m
        n = len(m.forms)
        end = head + 1
        stop = min(n, head + LONGEST_ROLE)
        relative = False
        while end < stop and m.paragraph[end] == m.paragraph[name.start]:
            form = m.forms[end]
            k = m.name_at[end]
            if k >= 0 and m.names[k].end > end + 1:
                end = m.names[k].end
                continue
            if form == "." and (len(m.forms[end - 1]) == 1 or m.lower[end - 1] in SHORT_TITLES):
                end += 1
                continue
            if form in '“"' and not m.quoted[head]:
                close = next((j for j in range(end + 1, min(n, end + 10)) if m.forms[j] in '”"'), -1)
                if close > 0:
                    end = close + 1
                    continue
            if form in _BREAKS or form == ",":
                break
            if m.lower[end] in ("whom", "where", "when"):
                break
            if m.lower[end] in ("who", "that", "which", "whose"):
                relative = True
            elif m.pos[end] in ("VBD", "VBZ", "VBP", "MD") and not relative and form not in APOSTROPHES:
                if end == head + 1:
                    return -1
                break
            end += 1
        return end
