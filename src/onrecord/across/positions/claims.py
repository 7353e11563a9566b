"""Claims: what a statement says of one thing, for or against, yes or no, in a form that can be compared.

A claim is read by the forms of words alone: a subject, an auxiliary with or without a negation, and what follows; or a verb of
support or opposition and its object. What is asked, supposed, or said under a condition makes no claim, and neither does what
somebody else is said to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ...store.words import fold, stem
from .. import stopwords as w

SELF = "<speaker>"
_KELVIN = "\u212a"
"""The one capital besides K whose small letter is k."""
_TOKEN = re.compile(
    r"(?:cannot|[^\W_]+?(?=n['’]t\b)|n['’]t\b|['’](?:s|re|m|ll|ve|d)\b|(?:[^\W\d_]\.){2,}|(?:Mr|Mrs|Ms|Dr|Sen|Gov|Rep|St|Jr)\."
    r"|[^\W_]+(?:[.,-][^\W_]+)*)|[^\w\s]",
    re.IGNORECASE,
)
ENDS = frozenset(".?!;:—…()[]")
_QUOTES = frozenset('"“”„«»')
_OPENERS = frozenset("well look no yes and but so yet again now listen frankly honestly because actually".split())
_OPINIONS = frozenset(
    (("i", "think"), ("i", "believe"), ("he", "believes"), ("she", "believes"), ("i", "know"), ("we", "know"), ("we", "believe"))
)
_LONGEST_SUBJECT = 6
_LONGEST_OBJECT = 14
OF_STANCE = frozenset("support endorsement backing opposition".split())
"""Nouns: "his support for"."""
_READY = frozenset("ready prepared able".split())
_BEFORE_STANCE = w.VOTING | w.ADVERBS | w.AUXILIARIES | w.NEGATIONS | _READY | {"n't", "in", "to", "a", "an", "no"}
_PAST = frozenset(("was", "were", "had", "did"))


_LONGEST_NAME = 7
_SMALL = frozenset("of for and the on".split())
_UNKNOWN = frozenset("neither nor know sure recall remember understand believe think".split())


class Token(NamedTuple):
    """One word or mark: ``low`` without case, ``stem``, offsets in the content, whether within quotation marks, whether it is a name."""

    low: str
    stem: str
    start: int
    end: int
    quoted: bool
    name: bool


class Claim(NamedTuple):
    """``kind``: stance, will, should, can, fact or whole. ``subject``: stems of who or what it is said of (``SELF``: the speaker).
    ``verb``: its stem. ``stems``: of all words that tell what; ``head``: the main noun's; ``names``: of names among them; ``yes``: the
    polarity; ``start``, ``end``: offsets in the content; ``past``: of what was; ``weak``: praise or blame, which is not yet a stance."""

    kind: str
    subject: frozenset[str]
    verb: str
    stems: frozenset[str]
    head: str
    names: frozenset[str]
    yes: bool
    start: int
    end: int
    past: bool = False
    weak: bool = False


def pieces(text: str) -> Iterator[tuple[str, int, int]]:
    """The words and marks of ``text`` as they are written and where they stand, quotation marks left out."""
    for m in _TOKEN.finditer(text):
        if (raw := m[0]) not in _QUOTES:
            yield raw, m.start(), m.end()


def tokens(text: str, short: frozenset[str] = frozenset()) -> list[Token]:
    """The words and marks of ``text``, quotation marks left out. ``short``: abbreviations, without case; a name with just these initials
    becomes one token, as if the abbreviation stood there."""
    return list(_tokens(text, short))


@lru_cache(maxsize=4096)  # of one statement several ways of comparing ask
def _tokens(text: str, short: frozenset[str]) -> tuple[Token, ...]:
    found: list[Token] = []
    quoted = False
    for m in _TOKEN.finditer(text):
        raw = m[0]
        if raw in _QUOTES:
            quoted = raw in "“„«" or (raw == '"' and not quoted)
            continue
        low, stemmed = form(raw)
        fresh = not found or found[-1].low in ENDS
        name = raw[0].isupper() and not fresh and low not in w.FUNCTION
        found.append(Token(low, stemmed, m.start(), m.end(), quoted, name))
    return tuple(_shortened(text, found, short) if short else found)


@lru_cache(maxsize=200_000)
def form(raw: str) -> tuple[str, str]:
    """A word as it is written: without case and accents, and its stem."""
    low = fold(raw.replace("’", "'")) or raw
    return low, stem(low)


def _shortened(text: str, found: list[Token], short: frozenset[str]) -> list[Token]:
    """Tokens with "Northern Ferry Line" as one, where "NFL" is among the abbreviations."""
    kept: list[Token] = []
    i = 0
    while i < len(found):
        initials, last = "", i
        for j in range(i, min(len(found), i + _LONGEST_NAME)):
            raw = text[found[j].start : found[j].end]
            if raw[0].isupper():
                initials += "".join(part[0] for part in raw.split("-") if part).lower()
                if initials in short and len(initials) > 2 and j > i:
                    last = j
            elif not (j > i and found[j].low in _SMALL):
                break
        if last > i:
            low = "".join(
                "".join(p[0] for p in text[t.start : t.end].split("-") if p) for t in found[i : last + 1] if text[t.start].isupper()
            )
            kept.append(Token(low.lower(), low.lower(), found[i].start, found[last].end, found[i].quoted, True))
        else:
            kept.append(found[i])
        i = last + 1
    return kept


def is_shortened(content: str, short: frozenset[str], known: frozenset[str]) -> bool:
    """Whether the words of a content are others with some abbreviations than with those that were known."""
    others = short ^ known
    letters = capitals(content) if others else frozenset()
    return any(letters >= set(form.upper()) for form in others) and tokens(content, short) != tokens(content, known)


def capitals(content: str) -> Set[str]:
    """The letters of a content, those of A to Z among them that an abbreviation of its words could be made of."""
    letters = set(content)
    return letters | {"K"} if _KELVIN in letters else letters


def claims(content: str, cue: str, denied: bool, short: frozenset[str] = frozenset()) -> Iterator[Claim]:
    """The claims of a statement: its content, cue, and whether the cue denies it; ``short``: abbreviations, as of ``tokens``."""
    found = tokens(content, short)
    lows = [t.low for t in tokens(cue)]
    yield from _of_cue(found, lows)
    yield from _by_noun(found, lows)
    yield from _urged(found, lows)
    first = True
    denied = denied and bool(set(lows) & w.DENYING)
    for sentence in _sentences(found):
        lowered = {t.low for t in sentence}
        if not (sentence and sentence[-1].low == "?") and not lowered & w.CONDITIONS and not (first and set(lows) & w.CONDITIONS):
            for clause in _clauses(sentence):
                yield from _of_clause(clause, flipped=denied and first)
                if not lowered & w.SAYING:
                    yield from _whole(clause, flipped=denied and first)
                first = False
        first = False


def _sentences(found: list[Token]) -> Iterator[list[Token]]:
    begin = 0
    for i, token in enumerate(found):
        if token.low in ENDS:
            yield found[begin : i + 1]
            begin = i + 1
    yield found[begin:]


def _clauses(sentence: list[Token]) -> Iterator[list[Token]]:
    """A sentence, cut before "but" and "because", and before ", and"."""
    begin = 0
    for i, token in enumerate(sentence):
        if token.low in ("but", "and", "because") and i > begin and (token.low != "and" or sentence[i - 1].low == ","):
            yield sentence[begin:i]
            begin = i + 1
    yield sentence[begin:]


def _opened(clause: list[Token]) -> list[Token]:
    begin = 0
    while begin < len(clause) and (clause[begin].low in _OPENERS or clause[begin].low in (",", "that")):
        if clause[begin].low in ("no", "yes") and clause[begin + 1 : begin + 2] and clause[begin + 1].low != ",":
            break  # "No harbour is ..."
        begin += 1
    if tuple(t.low for t in clause[begin : begin + 2]) in _OPINIONS:
        begin += 2 + (begin + 2 < len(clause) and clause[begin + 2].low == "that")
    return clause[begin:]


def _of_clause(clause: list[Token], flipped: bool) -> Iterator[Claim]:
    clause = _opened(clause)
    for i in range(1, len(clause)):
        if clause[i].low in w.SUPPORT | w.OPPOSE or _votes_for(clause, i):
            yield from _stance(clause, i, flipped)
    at = next((i for i in range(min(len(clause), _LONGEST_SUBJECT + 1)) if _auxiliary(clause, i)), None)
    if at is None or at > 1 + _adverbs(clause):
        yield from _plain(clause, flipped)
    if not at or (subject := _subject(clause[:at])) is None:
        return
    kind = next(name for name, forms in w.MODAL_CLASSES if clause[at].low in forms)
    if kind == "may" or clause[0].low in w.NO:
        return
    yes = True
    i = at + 1
    past = clause[at].low in _PAST and clause[at].quoted  # in reported speech "was" may stand for "is"
    while i < len(clause) and (clause[i].low in w.ADVERBS | w.NEGATIONS | w.AUXILIARIES or clause[i].low in ("n't", "to", "able")):
        low = clause[i].low
        if low in w.NEGATIONS or low == "n't":
            yes = not yes
        elif kind == "fact" and low in w.WILL:
            kind = "will"
        elif kind == "will" and low in w.HAVE and i + 1 < len(clause):
            return  # "would have": what was not to be
        i += 1
    if i < len(clause) and clause[i].low == "no":
        yes = not yes
        i += 1
    rest = _extent(clause, i)
    if rest is None:
        return
    told = [t for t in rest if t.low not in w.FUNCTION and t.low[0].isalnum()]
    if told and told[0].low in w.REVERSED:  # "is unfit" says what "is not fit" does
        positive = w.REVERSED[told[0].low]
        turned = told[0]._replace(low=positive, stem=stem(positive))
        told, rest, yes = [turned, *told[1:]], [turned if t is told[0] else t for t in rest], not yes
    if len(told) > 1 and told[0].low in w.WANTING and kind == "fact" and subject == {SELF} and clause[i + 1].low == "to":
        told, rest, kind = told[1:], rest[2:], "will"  # "does not want to ..."
    if kind == "fact" and told and SELF not in subject:
        yield from _assessed(clause[:at], told, yes != flipped, clause[0].start, rest[-1].end)
    if told:
        told = [told[0]._replace(stem=stem(w.IRREGULAR.get(told[0].low, told[0].low))), *told[1:]]
    stems, head, names = phrase(rest)
    if told:
        yield Claim(kind, subject, told[0].stem, stems, head, names, yes != flipped, clause[0].start, rest[-1].end, past)


def _adverbs(clause: list[Token]) -> int:
    """How many adverbs and negations stand behind the first word."""
    n = 0
    while n + 1 < len(clause) and (clause[n + 1].low in w.ADVERBS or clause[n + 1].low == "never"):
        n += 1
    return n


def _plain(clause: list[Token], flipped: bool) -> Iterator[Claim]:
    """ "I met Aldous", "he never met Aldous", "she wants to close the pier": no auxiliary."""
    if len(clause) < 3 or not _is_speaker(clause[:1]):
        return
    i = 1 + _adverbs(clause)
    if (
        i >= len(clause)
        or clause[i].low in w.FUNCTION
        or not clause[i].low[0].isalpha()
        or clause[i].name
        or clause[i].low in w.SAYING | _UNKNOWN
    ):
        return
    yes = not any(t.low == "never" for t in clause[1:i])
    kind = "fact"
    if clause[i].low in w.WANTING and clause[i + 1 : i + 2] and clause[i + 1].low == "to":
        kind, i = "will", i + 2
    rest = _extent(clause, i)
    if rest is None or rest[0].low in w.FUNCTION:
        return
    stems, head, names = phrase(rest)
    base = stem(w.IRREGULAR.get(rest[0].low, rest[0].low))
    past = kind == "fact" and clause[i].quoted and (rest[0].low.endswith("ed") or rest[0].low in w.IRREGULAR)
    yield Claim(
        kind,
        frozenset((SELF,)),
        base,
        stems - {rest[0].stem} | {base},
        head,
        names,
        yes != flipped,
        clause[0].start,
        rest[-1].end,
        past,
    )


def _assessed(subject: list[Token], told: list[Token], yes: bool, start: int, end: int) -> Iterator[Claim]:
    """ "The lease is a disaster", "Aldous is terrific": for or against the whole of what is named."""
    good = {t.low for t in told[:3]} & w.GOOD
    bad = {t.low for t in told[:3]} & w.BAD
    if bool(good) == bool(bad) or any(t.low in ("'s", "'") for t in subject) or told[0].low in w.SUPPORT | w.OPPOSE:
        return
    stems, head, names = phrase(subject)
    if head and not (yes is False and bad) and names:
        yield Claim("stance", frozenset((SELF,)), "good", stems, head, names, yes == bool(good), start, end)


def _urged(found: list[Token], cue: list[str]) -> Iterator[Claim]:
    """ "urged | the council to reject the lease": what another one should do."""
    if (
        not set(cue) & w.URGING
        or set(cue) & (w.NEGATIONS | w.CONDITIONS - {"should"} | {"n't"})
        or cue[-1:] not in (["urged"], ["urges"], ["urging"], ["urge"], ["on"], ["wants"], ["want"], ["asked"])
    ):
        return
    at = next((i for i in range(1, min(len(found), _LONGEST_SUBJECT + 2)) if found[i].low == "to"), None)
    if at is None:
        return
    yes = found[at - 1].low != "not"
    subject = _subject(found[: at if yes else at - 1])
    rest = _extent(found, at + 1)
    if subject is None or rest is None:
        return
    stems, head, names = phrase(rest)
    told = [t for t in rest if t.low not in w.FUNCTION and t.low[0].isalnum()]
    if told:
        yield Claim("should", subject, told[0].stem, stems, head, names, yes, 0, rest[-1].end)


def _whole(clause: list[Token], flipped: bool) -> Iterator[Claim]:
    """A clause as a bag of words, with its one negation or none; ``verb`` tells whether of what is, will be or should be."""
    clause = _opened(clause)
    lows = [t.low for t in clause]
    at = next((i for i in range(len(clause)) if _auxiliary(clause, i)), None)
    if at is None or "rule" in lows:
        return
    if not clause or set(lows) & (w.NO | w.HALF | w.MAY | w.REFUSING | w.OPPOSE | _UNKNOWN):
        return
    negations = sum(low in w.NEGATIONS or low == "n't" for low in lows)
    if negations > 1 or (negations and flipped) or (negations and not any(_negates(lows, i) for i in range(len(lows)))):
        return
    kind = next(name for name, forms in w.MODAL_CLASSES if lows[at] in forms)
    stems, head, names = phrase(clause)
    if len(stems) > 2:
        yield Claim(
            "whole",
            _subject(clause[:at]) or frozenset(),
            kind,
            stems,
            head,
            names,
            negations == 0 and not flipped,
            clause[0].start,
            clause[-1].end,
        )


def _negates(lows: list[str], i: int) -> bool:
    """Whether a negation belongs to a verb: right behind an auxiliary, or "never"."""
    return lows[i] in ("n't", "never", "cannot") or (lows[i] == "not" and i > 0 and lows[i - 1] in w.AUXILIARIES)


def _auxiliary(clause: list[Token], i: int) -> bool:
    low = clause[i].low
    if low == "'s" and i and clause[i - 1].low not in w.PRONOUNS:
        return False
    return low in w.AUXILIARIES


def _subject(before: list[Token]) -> frozenset[str] | None:
    before = [t for t in before if t.low not in w.ADVERBS]
    if not before or any(t.low in w.BOUNDARIES or t.low in ("", ",") for t in before):
        return None
    if _is_speaker(before):
        return frozenset((SELF,))
    return frozenset(t.stem for t in before if t.low not in w.FUNCTION and t.low[0].isalnum()) or None


def _is_speaker(who: list[Token]) -> bool:
    """Whether a subject is "I" or "we", or in reported speech "he", "she" or "they"."""
    return len(who) == 1 and (who[0].low in w.FIRST or (not who[0].quoted and who[0].low in w.REPORTED))


def _extent(clause: list[Token], begin: int) -> list[Token] | None:
    """The words from ``begin`` that belong to a verb; null where they hold a negation of their own."""
    end = begin
    while end < len(clause) and end - begin < _LONGEST_OBJECT:
        if clause[end].low in w.BOUNDARIES or clause[end].low in ENDS or clause[end].low == ",":
            break
        end += 1
    rest = clause[begin:end]
    if not rest or any(t.low in w.NEGATIONS | w.NO | w.HALF or t.low == "n't" for t in rest):
        return None
    return rest


def phrase(rest: list[Token]) -> tuple[frozenset[str], str, frozenset[str]]:
    """The stems of some words, that of the main noun (the last before a preposition), and those of names."""
    head = ""
    told = [t for t in rest if t.low not in w.FUNCTION and t.low[0].isalnum()]
    for t in rest:
        if t.low in w.PREPOSITIONS and head and head not in w.VAGUE_STEMS:
            break
        if t in told and (not head or head in w.VAGUE_STEMS or t.stem not in w.VAGUE_STEMS):
            head = t.stem  # of "Lind's campaign" it is Lind
    return frozenset(t.stem for t in told), head, frozenset(t.stem for t in told if t.name)


def _apposed(found: list[Token], at: int) -> list[Token]:
    """The full name right behind a comma at ``at``; empty where there is none."""
    end = at + 1
    while at < len(found) and found[at].low == "," and end < len(found) and found[end].name:
        end += 1
    return found[at + 1 : end] if end - at > 2 else []


def _votes_for(clause: list[Token], i: int) -> bool:
    return clause[i].low == "for" and i > 0 and clause[i - 1].low in w.VOTING


def _stance(clause: list[Token], at: int, flipped: bool) -> Iterator[Claim]:
    """ "I do not support the dam", "she was against the dam", "we are in favor of the dam", "after all I will vote for the dam"."""
    begin = at
    while begin and clause[begin - 1].low in _BEFORE_STANCE:
        begin -= 1
    begin -= 1
    coordinated = 0 < begin == at - 1 and clause[begin].low in ("and", "or")  # "will not march and support the dam"
    if coordinated:
        begin = 0
    if begin < 0 or not _is_speaker(clause[begin : begin + 1]) or any(t.low in w.SAYING or t.low == "?" for t in clause[:begin]):
        return
    if begin and (clause[begin].low not in w.FIRST or clause[begin - 1].low not in (",", "that", "now", "today")):
        return  # "the one whom I support"
    before = clause[begin + 1 : at]
    if coordinated:
        before = before[: next((i for i, t in enumerate(before) if t.low not in _BEFORE_STANCE), 0)]
        if not any(t.low in w.WILL for t in before):
            return
    negations = sum(t.low in w.NEGATIONS or t.low in ("n't", "no") for t in before)
    if any(t.low in w.MAY | {"would", "'d", "could"} for t in before) or (not negations and any(t.low in _READY for t in before)):
        return
    yes = (clause[at].low not in w.OPPOSE) != (negations % 2 == 1)
    past = clause[at].quoted and (any(t.low in _PAST for t in before) or (not before and clause[at].low.endswith("ed")))
    yield from _stance_on(clause, at + 1, yes != flipped, clause[begin].start, past=past)


def _by_noun(found: list[Token], cue: list[str]) -> Iterator[Claim]:
    """ "reiterated | his support for the dam", "withdrew | her earlier endorsement of the dam", "reverse his opposition to | the dam"."""
    lows = cue + [t.low for t in found[:5]]
    at = next(
        (i for i, low in enumerate(lows) if low in OF_STANCE and lows[i + 1 : i + 2] and lows[i + 1] in ("for", "of", "to")), None
    )
    begin = (at or 0) + 2 - len(cue)
    if not at or begin < 0 or not {"his", "her", "their", "its"} & set(lows[max(0, at - 2) : at]) or begin >= len(found):
        return
    before = lows[: at - 1]
    if set(before) & (w.CONDITIONS | w.MAY | w.NEGATIONS | w.RELUCTANT | {"n't"}):
        return
    yes = lows[at] != "opposition"
    if set(before) & w.GIVING_UP or {("backed", "away"), ("backs", "away"), ("backing", "away")} & set(pairwise(before)):
        yes = not yes
    elif not set(before) & w.VOICING:
        return
    yield from _stance_on(found, begin, yes, 0)


def _of_cue(found: list[Token], cue: list[str]) -> Iterator[Claim]:
    """ "opposes | the dam": the cue tells the stance, the content is its object; "refused to | sign", "plans | to sign": will."""
    if (
        not found
        or found[0].low in w.BOUNDARIES
        or cue[-1:] == ["that"]
        or set(cue) & (w.CONDITIONS | w.MAY | w.HALF | w.RELUCTANT | {"would", "could"})
    ):
        return
    negated = sum(low in w.NEGATIONS or low in ("n't", "no") for low in cue) % 2 == 1
    turns = [low for low in cue if low in w.SUPPORT | w.PRAISE | w.OPPOSE | w.BLAME]
    if not turns and cue[-1:] == ["for"] and cue[-2:-1] and cue[-2] in w.VOTING:
        turns = ["for"]
    if turns and set(cue) & w.GIVING_UP:
        return
    if len(turns) == 1 and not set(cue) & w.REFUSING:
        if set(cue) & w.REGRETTING or {t.low for t in found} & w.REGRETTING:
            return  # "called her vote for | the dam a mistake"
        yes = turns[0] in w.SUPPORT | w.PRAISE or turns[0] == "for"
        weak = turns[0] in w.PRAISE | w.BLAME
        if not (weak and negated):
            yield from _stance_on(found, 0, yes != negated, 0, weak=weak)
        return
    ruled_out = cue[-1:] == ["out"] and bool(set(cue) & w.RULING_OUT)
    if turns or not (ruled_out or set(cue) & (w.PLEDGING | w.REFUSING)):
        return
    begin = 1 if found[0].low == "to" else 0
    if begin == 0 and cue[-1:] != ["to"] and not (ruled_out and found[0].low.endswith("ing")):
        return
    rest = _extent(found, begin)
    if rest is not None:
        stems, head, names = phrase(rest)
        if stems:
            verb = next(t.stem for t in rest if t.stem in stems)
            yes = not ruled_out and not set(cue) & w.REFUSING
            yield Claim("will", frozenset((SELF,)), verb, stems, head, names, yes != negated, 0, rest[-1].end)


def _stance_on(found: list[Token], begin: int, yes: bool, start: int, *, weak: bool = False, past: bool = False) -> Iterator[Claim]:
    while begin < len(found) and (found[begin].low in w.DETERMINERS or found[begin].low in ("of", "for", "to", "in", "the")):
        begin += 1
    rest = _extent(found, begin)
    if rest is None or rest[0].low in w.PRONOUNS | w.AUXILIARIES:
        return
    stems, head, names = phrase(rest)
    if named := _apposed(found, begin + len(rest)):  # "the mayor, Piet Aldous"
        rest, head = [*rest, *named], named[-1].stem
        stems = names = frozenset(t.stem for t in named)
    if head:
        yield Claim("stance", frozenset((SELF,)), "for", stems, head, names, yes, start, rest[-1].end, past, weak)
