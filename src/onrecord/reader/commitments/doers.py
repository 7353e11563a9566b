"""Who is to act, by the words of a statement: itself, whom the speaker speaks for, or somebody else."""

from __future__ import annotations

from dataclasses import dataclass

from ...record import Speaker
from ..layers import Attribution, Layers, Range
from .clauses import Clauses
from .courses import Course
from .words import BODY_NOUNS, NOMINATIVE, SPOKEN_FOR

_SKIPPED = frozenset(
    "be is are was were been am being s m re ve have has had do does did don t not never to going also would will should could can "
    "may might must ll d ought gonna doesn didn isn aren wasn weren haven hasn hadn shouldn wouldn couldn".split()
)
THIRD = frozenset(["he", "she", "they", "it"])
GENDERS = {"his": "he", "her": "she"}
"""A possessive -> the pronoun that can stand for whom it means."""
_OWNED = frozenset(["his", "her", "their", "its", "my", "our"])
LONGEST = 10
"""Words of a noun phrase before its head."""


@dataclass(slots=True)
class Doer:
    """Who is to act, by the words of the statement.

    ``words``: the words of the article that name them, None where the cue's source or whoever is spoken to is meant.
    ``sort``: I, we, you, it-like, a name, a noun, ... ``own``: whether it is the speaker, as far as the words tell.
    """

    words: Range | None
    sort: str
    own: str


def doer(layers: Layers, course: Course, attribution: Attribution, speaker: Speaker | None) -> Doer:
    """Whoever is to take a course of action."""
    c, action = course.clauses, course.action
    if action.told:
        a, b = action.told
        if b > a:
            words = c.range(a, b)
            return _judged(layers, words, words[1] - 1 if b - a == 1 else _head(layers, words), attribution, speaker, c, a)
        return Doer(None, "told", "no")
    if action.form in ("cue", "cue gerund", "cue nominal"):
        return Doer(None, "cue", "cue")
    if action.form in ("imperative", "let us", "nominal"):
        return Doer(None, action.form, "no")
    k = _lead(c, action.governor if action.governor >= 0 else action.start, action.form)
    while k > 0 and (c.low[k - 1] in _SKIPPED or c.pos[k - 1] in ("RB", "RBR")):
        k -= 1
    if k and c.low[k - 1] == "," and not c.gap[k]:
        # an insertion between commas, or a coordination
        j = k - 2
        while j > 0 and c.low[j] != "," and k - j < 16:
            j -= 1
        if j > 0 and c.low[j] == "," and c.pos[j - 1][:2] in ("NN", "PR"):
            k = j
    if k and (c.low[k - 1] in NOMINATIVE or c.low[k - 1] in ("who", "which", "that", "this", "there", "what", "you")):
        place = c.at[k - 1]
        return _judged(layers, (place, place + 1), place, attribution, speaker, c, k - 1)
    head = _subject(layers, c, action.start, action.governor)
    if head is None and k and c.pos[k - 1][:2] in ("NN", "PR", "CD", "DT"):
        head = c.at[k - 1]
    if head is None:
        elided = k == 0 and action.form in ("will", "going") and in_own_words(layers, attribution, c.at[0])
        return Doer(None, "none", "yes" if elided else "unknown")
    begin = head
    low = layers.words.forms
    while (
        begin > max(0, head - LONGEST)
        and (low[begin - 1][0].isalnum() or low[begin - 1] in "’'-&$")
        and (layers.pos[begin - 1][:2] in ("NN", "JJ", "CD") or layers.pos[begin - 1] in ("DT", "PRP$", "POS"))
        and low[begin - 1] != ","
    ):
        begin -= 1
    return _judged(layers, (begin, head + 1), head, attribution, speaker, c, c.find(head))


def _lead(c: Clauses, k: int, form: str) -> int:
    """Where what governs an action begins: "have no plans to", "look forward to", "interested in" begin with their first word."""
    if form == "gerund":
        while k > 0 and (c.pos[k - 1] in ("JJ", "RB", "VB", "VBN") or c.low[k - 1] in ("looking", "look")) and not c.gap[k]:
            k -= 1
    elif c.pos[k][:2] == "NN":
        begin = k
        while begin > 0 and c.pos[begin - 1] in ("DT", "JJ", "RB") and not c.gap[begin]:
            begin -= 1
        if begin > 0 and c.low[begin - 1] in ("have", "has", "had", "ve", "having"):
            k = begin - 1
    return k


def _head(layers: Layers, words: Range) -> int:
    """The head of a noun phrase: its last noun before a preposition or a comma."""
    best = words[0]
    for i in range(*words):
        tag = layers.pos[i]
        if tag in ("IN", "WDT", "WP", "TO", ",") and i > words[0] and layers.pos[best][:2] in ("NN", "PR"):
            break
        if tag[:2] in ("NN", "PR", "CD") and tag != "PRP$":
            best = i
    return best


def _subject(layers: Layers, c: Clauses, verb: int, governor: int) -> int | None:
    """The head of the subject of a verb, by syntax: its own, or that of what it hangs on."""
    for k in (verb, governor):
        if k < 0:
            continue
        i = c.at[k]
        for _ in range(4):
            for child in layers.children(i):
                if layers.rel[child].startswith("nsubj") and child < c.at[verb]:
                    return child
            if layers.rel[i] not in ("xcomp", "conj", "aux", "ccomp", "auxpass", "cop", "dep", "acl") or layers.head[i] == i:
                break
            if layers.rel[i] == "ccomp" and k != verb:
                break
            i = int(layers.head[i])
    return None


def _judged(layers: Layers, words: Range, head: int, attribution: Attribution, speaker: Speaker | None, c: Clauses, k: int) -> Doer:
    forms = layers.words.forms
    low = forms[head].lower()
    quoted = in_own_words(layers, attribution, head)
    source = [forms[i].lower() for a, b in attribution.source for i in range(a, b)]
    kind = speaker.kind if speaker else "unknown"
    name = {w.lower() for w in (speaker.name if speaker else "").split()}
    role = {w.strip(",.’'s").lower() for w in (speaker.role or "").split()} if speaker else set()
    agent = bool((role | set(source)) & SPOKEN_FOR)
    several = "+" in name or ("and" in source and "," not in source)
    if low in ("i", "me") or low in ("we", "us"):
        return Doer(words, "I" if low in ("i", "me") else "we", "yes" if quoted or not source else "maybe")
    if low == "you":
        return Doer(words, "you", "no")
    if low in ("who", "which", "that", "what"):
        return Doer(words, "relative", "unknown")
    if low in ("there", "this"):
        return Doer(words, "this", "no")
    if low in THIRD or low in ("him", "them"):
        if quoted:
            own = "principal" if agent and low in ("he", "she", "it") else "no"
        elif low in ("he", "she") and agent and (meant := principal(layers, attribution)) and _may_be(layers, low, meant):
            own = "principal"
        elif low in source:
            own = "yes"
        elif low in ("they", "them") and (several or "who" in source):
            own = "yes"
        elif low == "it" and kind == "person":
            own = "principal" if {"of", "for"} & (set(source) | role) or agent else "no"
        elif low in ("he", "she") and kind != "person" and ("s" in source or agent):
            own = "principal"
        elif kind in ("person", "author"):
            own = "yes" if low in ("he", "she") and len(source) > 0 and "they" not in source else "no"
            if own == "yes" and _named_between(layers, c, k):
                own = "maybe"
        elif kind in ("organization", "document"):
            own = "yes" if low in ("it", "they") else "no"
        elif kind == "group":
            own = "yes" if low == "they" else "no"
        else:
            own = "maybe" if source else "unknown"
        return Doer(words, "it" if low == "it" else "they" if low == "they" else "he", own)
    span = [forms[i].lower() for i in range(*words) if forms[i][0].isalnum()]
    if low in name and low[0].isalnum() and kind != "group":
        return Doer(words, "name", "yes" if not quoted or forms[head][0].isupper() else "maybe")
    proper = layers.pos[head].startswith("NNP")
    if proper and (low in role or low in source):
        return Doer(words, "name", "principal")
    if span and span[0] in _OWNED:
        return Doer(words, "owned body" if low in BODY_NOUNS else "owned", "principal" if low in BODY_NOUNS else "no")
    if low in BODY_NOUNS:
        return Doer(words, "body", "principal" if not quoted and _of_its_own(source) else "maybe")
    if proper:
        return Doer(
            words, "name " + (layers.ner[head] if layers.ner[head] in ("PERSON", "ORGANIZATION", "LOCATION") else "O"), "no"
        )
    return Doer(words, "plural" if layers.pos[head] == "NNS" else "noun", "no")


def _of_its_own(source: list[str]) -> bool:
    """Whether a source speaks for the very body that it follows on: "the agency intends to ..., its director said"."""
    return any(word in ("its", "their") and not SPOKEN_FOR.isdisjoint(source[i + 1 : i + 4]) for i, word in enumerate(source))


def in_own_words(layers: Layers, attribution: Attribution, word: int) -> bool:
    """Whether a word of what is said is the speaker's own: within quotation marks, or in a turn of a transcript ("LIND: ...")."""
    return is_turn(layers, attribution) or bool(layers.words.quoted[word])


def is_turn(layers: Layers, attribution: Attribution) -> bool:
    """Whether the statement is a turn of a transcript: a colon, or the stop after "A.", stands for the verb of speech."""
    return len(attribution.cue) == 1 and layers.words.forms[attribution.cue[0][0] : attribution.cue[0][1]] in ([":"], ["."])


def principal(layers: Layers, attribution: Attribution) -> Range | None:
    """The words of a source that name the person whom it speaks for: "his" spokeswoman, "Mara Lind"'s wife, an aide to "Mara Lind"."""
    forms = layers.words.forms
    for start, end in attribution.source:
        for i in range(start, end):
            if forms[i].lower() not in SPOKEN_FOR:
                continue
            k = i - 1
            while k > start and (layers.pos[k][:2] in ("NN", "JJ") or forms[k] == "-") and forms[k].lower() != "s":
                k -= 1
            if k >= start and forms[k].lower() in GENDERS:
                return k, k + 1
            if k > start and forms[k].lower() == "s" and layers.ner[k - 2] == "PERSON":
                return _person(layers, start, k - 2)
            if i + 2 < end and forms[i + 1].lower() in ("for", "of", "to"):
                last = i + 2
                while last < end and layers.ner[last] != "PERSON" and (layers.pos[last][:2] in ("NN", "DT") or forms[last] == "."):
                    last += 1
                while last + 1 < end and layers.ner[last + 1] == "PERSON":
                    last += 1
                if last < end and layers.ner[last] == "PERSON":
                    return _person(layers, start, last)
    return None


def _person(layers: Layers, start: int, last: int) -> Range:
    """The words of a person's name that ends with ``last``."""
    first = last
    while first > start and layers.ner[first - 1] == "PERSON":
        first -= 1
    return first, last + 1


def _may_be(layers: Layers, pronoun: str, meant: Range) -> bool:
    """Whether "he" or "she" can stand for the words ``meant``: "his" spokeswoman's "she" is herself."""
    gender = GENDERS.get(layers.words.forms[meant[0]].lower())
    return gender is None or gender == pronoun


def _named_between(layers: Layers, c: Clauses, k: int) -> bool:
    return any(layers.ner[c.at[j]] == "PERSON" for j in range(max(0, k)))
