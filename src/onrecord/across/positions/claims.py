"""Claims: what a statement says of one thing, for or against, yes or no, in a form that can be compared.

A claim is read by the forms of words alone: a subject, an auxiliary with or without a negation, and what follows; or a verb of
support or opposition and its object. What is asked, supposed, doubted or said under a condition makes no claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ...store.words import fold, stem
from .. import stopwords as w

Kind = Literal["stance", "will", "fact", "should", "can"]
SELF = "<speaker>"
_TOKEN = re.compile(
    r"(?:cannot|[^\W_]+?(?=n['’]t\b)|n['’]t\b|['’](?:s|re|m|ll|ve|d)\b|[^\W_]+(?:[.-][^\W_]+)*)|[^\w\s]", re.IGNORECASE
)
_ENDS = frozenset(".?!;:—…()[]")
_QUOTES = frozenset('"“”„«»')
_OPENERS = frozenset("well look no yes and but so yet again now listen frankly honestly because actually".split())
_LONGEST_SUBJECT = 6
_LONGEST_OBJECT = 12


class Token(NamedTuple):
    """One word or mark: ``low`` without case, ``stem``, offsets in the content, whether it stands within quotation marks."""

    low: str
    stem: str
    start: int
    end: int
    quoted: bool
    capital: bool


class Claim(NamedTuple):
    """``subject``: stems of who or what it is said of (``SELF``: the speaker); ``verb``: the stem of the verb, or "for" of a stance;
    ``stems``: of the words that tell what; ``head``: the main noun's; ``yes``: its polarity; ``start``, ``end``: in the content."""

    kind: Kind
    subject: frozenset[str]
    verb: str
    stems: frozenset[str]
    head: str
    yes: bool
    start: int
    end: int
    past: bool = False
    weak: bool = False
    names: frozenset[str] = frozenset()


def tokens(text: str) -> list[Token]:
    """The words and marks of ``text``."""
    found: list[Token] = []
    quoted = False
    for m in _TOKEN.finditer(text):
        raw = m[0]
        if raw in _QUOTES:
            quoted = raw in "“„«" or (raw == '"' and not quoted)
            continue
        low = fold(raw.replace("’", "'"))
        found.append(Token(low, stem(low), m.start(), m.end(), quoted, raw[0].isupper() and len(found) > 0))
    return found


def claims(content: str, cue: str, denied: bool) -> Iterator[Claim]:
    """The claims of a statement."""
    found = tokens(content)
    yield from _of_cue(found, cue)
    first = True
    for sentence in _sentences(found):
        if sentence and sentence[-1].low == "?":
            first = False
            continue
        if not any(t.low in w.CONDITIONS for t in sentence):
            for clause in _clauses(sentence):
                yield from _of_clause(clause, flipped=denied and first)
                first = False
        first = False


def _sentences(found: list[Token]) -> Iterator[list[Token]]:
    begin = 0
    for i, token in enumerate(found):
        if token.low in _ENDS:
            yield found[begin : i + 1]
            begin = i + 1
    yield found[begin:]


def _clauses(sentence: list[Token]) -> Iterator[list[Token]]:
    """A sentence, cut before "but", and before ", and" and its like where a subject and a verb may follow."""
    begin = 0
    for i, token in enumerate(sentence):
        if token.low in ("but", "and", "because") and i > begin and (token.low != "and" or sentence[i - 1].low == ","):
            yield sentence[begin:i]
            begin = i + 1
    yield sentence[begin:]


def _of_clause(clause: list[Token], flipped: bool) -> Iterator[Claim]:
    begin = 0
    while begin < len(clause) and (clause[begin].low in _OPENERS or clause[begin].low in (",", "that")):
        begin += 1
    for opinion in (("i", "think"), ("i", "believe"), ("he", "believes"), ("she", "believes"), ("i", "know")):
        if tuple(t.low for t in clause[begin : begin + 2]) == opinion:
            begin += 2 + (begin + 2 < len(clause) and clause[begin + 2].low == "that")
    clause = clause[begin:]
    at = next((i for i, t in enumerate(clause[: _LONGEST_SUBJECT + 1]) if _auxiliary(clause, i)), None)
    stance = next((i for i, t in enumerate(clause[: _LONGEST_SUBJECT + 5]) if t.low in w.SUPPORT | w.OPPOSE), None)
    if stance is not None and stance > 0:
        yield from _stance(clause, stance, flipped)
    if not at:
        return
    subject = _subject(clause[:at])
    if subject is None:
        return
    kind = next(name for name, forms in w.MODAL_CLASSES if clause[at].low in forms)
    negative = any(t.low in w.NO for t in clause[:at])
    i = at + 1
    if kind == "may":
        return
    past = clause[at].low in ("was", "were", "had", "did") and clause[at].quoted
    while i < len(clause) and (
        clause[i].low in w.ADVERBS
        or clause[i].low in w.NEGATIONS
        or clause[i].low in w.AUXILIARIES
        or clause[i].low in ("n't", "to", "no", "able")
    ):
        low = clause[i].low
        if low in w.NEGATIONS or low in ("n't", "no"):
            negative = not negative
        if low in ("going", "gonna") and kind == "fact":
            kind = "will"
        i += 1
    if i < len(clause) and clause[i].low in w.HALF:
        return
    rest = _extent(clause, i)
    if rest is None:
        return
    stems, head, names = _object(rest)
    content = [t for t in rest if t.low not in w.FUNCTION and t.low.isalnum()]
    if not content:
        return
    yield Claim(
        kind, subject, content[0].stem, stems, head, negative == flipped, clause[0].start, rest[-1].end, past, False, names,  # type: ignore[arg-type]
    )  # fmt: skip


def _auxiliary(clause: list[Token], i: int) -> bool:
    low = clause[i].low
    if low == "'s" and i and clause[i - 1].low not in w.PRONOUNS | {"that", "what", "here"}:
        return False
    return low in w.AUXILIARIES


def _subject(before: list[Token]) -> frozenset[str] | None:
    before = [t for t in before if t.low not in w.ADVERBS]
    if not before or any(t.low in w.BOUNDARIES or t.low == "," for t in before):
        return None
    if len(before) == 1 and before[0].low in (w.FIRST if before[0].quoted else w.FIRST | w.REPORTED):
        return frozenset((SELF,))
    stems = frozenset(t.stem for t in before if t.low not in w.FUNCTION and t.low.isalnum())
    return stems or None


def _extent(clause: list[Token], begin: int) -> list[Token] | None:
    """The words from ``begin`` that belong to a verb; null where they hold a negation of their own."""
    end = begin
    while (
        end < len(clause)
        and end - begin < _LONGEST_OBJECT
        and clause[end].low not in w.BOUNDARIES
        and clause[end].low not in _ENDS | {","}
    ):
        end += 1
    rest = clause[begin:end]
    if not rest or any(t.low in w.NEGATIONS or t.low in w.NO or t.low in w.HALF or t.low == "n't" for t in rest):
        return None
    return rest


def _object(rest: list[Token]) -> tuple[frozenset[str], str, frozenset[str]]:
    """The stems of some words, that of the main noun (the last before a preposition), and those of names."""
    told = [t for t in rest if t.low not in w.FUNCTION and t.low.isalnum()]
    head = ""
    for t in rest:
        if t.low in w.PREPOSITIONS and head and head not in _GENERAL:
            break
        if t in told:
            head = t.stem
    return frozenset(t.stem for t in told), head, frozenset(t.stem for t in told if t.capital)


_GENERAL = frozenset(stem(word) for word in w.GENERAL)


def _stance(clause: list[Token], at: int, flipped: bool) -> Iterator[Claim]:
    """ "I do not support the dam", "she was against the dam", "we are in favor of the dam"."""
    before = clause[:at]
    who = [
        t
        for t in before
        if t.low not in w.ADVERBS
        and t.low not in w.AUXILIARIES
        and t.low not in w.NEGATIONS
        and t.low not in ("n't", "in", "to", "a", "an", "no")
    ]
    if len(who) != 1 or who[0].low not in (w.FIRST if who[0].quoted else w.FIRST | w.REPORTED):
        return
    yes = clause[at].low in w.SUPPORT
    for t in before:
        if t.low in w.NEGATIONS or t.low in ("n't", "no"):
            yes = not yes
    yield from _stance_on(clause, at + 1, yes != flipped, False, clause[0].start)


def _of_cue(found: list[Token], cue: str) -> Iterator[Claim]:
    """ "opposes | the dam": the cue tells the stance, the content is its object."""
    lows = [t.low for t in tokens(cue)]
    if (
        not found
        or found[0].low in w.BOUNDARIES
        or lows[-1:] == ["that"]
        or any(low in w.CONDITIONS or low in w.MAY for low in lows)
    ):
        return
    turns = [
        (low in w.SUPPORT or low in w.PRAISE, low in w.PRAISE or low in w.BLAME)
        for low in lows
        if low in w.SUPPORT | w.PRAISE | w.OPPOSE | w.BLAME
    ]
    if len(turns) != 1:
        return
    yes, weak = turns[0]
    for low in lows:
        if low in w.NEGATIONS or low in ("n't", "no") or low in w.REFUSING:
            yes = not yes
            weak = weak or low in w.REFUSING
    yield from _stance_on(found, 0, yes, weak, 0)


def _stance_on(found: list[Token], begin: int, yes: bool, weak: bool, start: int) -> Iterator[Claim]:
    while begin < len(found) and (found[begin].low in w.DETERMINERS or found[begin].low in ("of", "for", "to", "in")):
        begin += 1
    rest = _extent(found, begin)
    if rest is None or rest[0].low in w.PRONOUNS or rest[0].low in w.AUXILIARIES:
        return
    stems, head, names = _object(rest)
    if head:
        yield Claim("stance", frozenset((SELF,)), "for", stems, head, yes, start, rest[-1].end, False, weak, names)
