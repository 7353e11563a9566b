"""Courses of action: the verb phrases of a statement that something may bind somebody to do, before any is judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from .clauses import Clauses
from .extents import extent
from .words import (
    CUT_MODALS,
    DASHES,
    DEMANDING,
    GERUND_GOVERNORS,
    MODALS,
    NEGATIONS,
    NOMINAL_GOVERNORS,
    NOMINATIVE,
    PERFORMATIVE,
    TO_GOVERNORS,
)

_BE = frozenset("be is are was were been am being s m re".split())
_AUX = _BE | frozenset("have has had do does did don doesn didn isn aren wasn weren ve haven hasn".split())
_ADVERBS = frozenset(
    "also then now certainly only just still absolutely actually definitely very really always probably maybe".split()
)
_VERBAL = ("VB", "VBP")


@dataclass(slots=True)
class Action:
    """Plain words ``start`` to ``end`` of a sentence, as a course of action.

    ``form``: what governs it: a modal verb, the name of a word from ``TO_GOVERNORS``, or how it is built ("imperative").
    ``governor``: the plain word that does, -1 where the cue does. ``modal``: the modal verb above the governor, if any.
    ``negated``: whether the words between say not to do it. ``told``: the plain words that name who is told, if any.
    """

    start: int
    end: int
    form: str
    governor: int
    modal: str = ""
    negated: bool = False
    told: tuple[int, int] | None = None


def skip(c: Clauses, k: int) -> int:
    """The next plain word from ``k`` that is no adverb, negation or insertion between commas."""
    n = len(c)
    while k < n:
        if (c.pos[k] in ("RB", "RBR") and c.low[k] != "more") or c.low[k] in NEGATIONS or c.low[k] in _ADVERBS:
            k += 1
        elif c.low[k] == "more" and c.low[k + 1 : k + 2] == ["than"] and k + 2 < n and c.pos[k + 2][:2] in ("VB", "JJ"):
            k += 2
        elif c.low[k] == "," and "," in c.low[k + 1 : k + 9]:
            k = c.low.index(",", k + 1) + 1
        else:
            break
    return k


def actions(c: Clauses, cue: list[str], opening: bool) -> list[Action]:
    """The courses of action in one sentence of a statement.

    ``cue``: the cue's words in lower case. ``opening``: whether the content begins with this sentence.
    """
    found = list(_governed(c))
    if opening and len(c):
        found += _by_cue(c, cue)
    found += _commands(c)
    unique: dict[tuple[int, str], Action] = {}
    for action in [part for whole in found for part in _listed(c, whole)]:
        if action.end > action.start:
            unique.setdefault((action.start, action.form), action)
    return list(unique.values())


def _listed(c: Clauses, whole: Action) -> Iterator[Action]:
    """An action, or those of a list of them: "build a wall, lower the tax and open the port"."""
    if c.pos[whole.start] not in _VERBAL:
        yield whole
        return
    begins = [whole.start]
    for k in range(whole.start + 2, whole.end - 1):
        negated = c.low[k] in ("not", "never") and c.low[k - 1] == "and"
        comma = c.low[k - 1] == "," or (c.low[k - 1] in ("and", "or") and c.low[k - 2] == ",")
        if (comma and c.pos[k] == "VB" and c.low[k] != c.low[whole.start]) or (negated and c.pos[k + 1][:2] == "VB"):
            begins.append(k)
    if len(begins) == 1 or (len(begins) == 2 and c.low[begins[1]] not in ("not", "never")):
        yield whole
        return
    for k, until in zip(begins, [*begins[1:], whole.end], strict=True):
        begin, end = k, until
        negated = c.low[k] in ("not", "never")
        begin += negated
        while end > begin + 1 and c.low[end - 1] in (",", "and", "or"):
            end -= 1
        yield replace(whole, start=begin, end=end, negated=whole.negated or negated)


def _governed(c: Clauses) -> Iterator[Action]:
    n = len(c)
    for k, word in enumerate(c.low):
        if word in MODALS and (c.pos[k] == "MD" or word in CUT_MODALS or word in ("gonna", "gotta")):
            if word in ("won", "wo") and not (k + 1 < n and c.low[k + 1] in ("t", "not")):
                continue
            negated = word == "cannot" or any(w in NEGATIONS for w in c.low[max(0, k - 1) : k + 4] if w != "no")
            v = skip(c, k + 1)
            if v < n and c.low[v] == "to":
                v = skip(c, v + 1)
            if v < n and _verbal(c, v):
                negated = word == "cannot" or any(w in NEGATIONS for w in c.low[max(0, k - 1) : v])
                yield from _chain(c, k, v, MODALS[word], MODALS[word], negated)
        elif word in TO_GOVERNORS:
            yield from _to(c, k, "", _negated_before(c, k))
        if word in PERFORMATIVE and k and _binds_itself(c, k):
            yield Action(k, extent(c, k), "promise", k)
        if word in DEMANDING:
            yield from _told(c, k)
        if word in GERUND_GOVERNORS and k + 1 < n and c.pos[k + 1] == "VBG" and k > 0:
            yield Action(k + 1, extent(c, k + 1), "gerund", k, negated=_negated_before(c, k))
        if word in NOMINAL_GOVERNORS and k + 1 < n and c.pos[k][:2] == "VB":
            at = k + 2 if c.low[k + 1] == "for" else k + 1
            phrase = _nominal(c, at)
            if phrase and (at == k + 2 or not c.low[k].startswith(("call", "ask", "push"))):
                yield Action(*phrase, "nominal", k, negated=_negated_before(c, k))
        if c.pos[k] == "VBG" and word != "going" and k > 0:
            b = k - 1
            while b > 0 and (c.pos[b] == "RB" or c.low[b] in NEGATIONS):
                b -= 1
            if c.low[b] in _BE and c.low[b] not in ("be", "been", "being"):
                yield Action(k, extent(c, k), "progressive", b, negated=any(w in NEGATIONS for w in c.low[b:k]))


def _binds_itself(c: Clauses, k: int) -> bool:
    """Whether somebody guarantees something by saying so: "I can guarantee that nobody ..."; not where they go on with "I will ..."."""
    j = k - 1
    while j > 0 and (c.low[j] in ("can", "will", "do") or (c.pos[j] == "RB" and c.low[j] not in NEGATIONS)):
        j -= 1
    return c.low[j] in ("i", "we") and not any(low in ("i", "we", "to") for low in c.low[k + 1 : extent(c, k)])


def _verbal(c: Clauses, v: int) -> bool:
    """Whether the word after a modal verb or "to" is a verb: the tagger's word for it, or what else it cannot be."""
    return c.low[v].isalpha() and ((c.pos[v][:2] in ("VB", "NN", "JJ") and c.pos[v] != "NNP") or c.low[v] in _AUX)


def _negated_before(c: Clauses, k: int) -> bool:
    for j in range(k - 1, max(-1, k - 5), -1):
        if c.low[j] in NEGATIONS:
            return True
        if c.low[j] in NOMINATIVE or c.low[j] in (",", "that", "to") or c.pos[j] == "NNP":
            return False
    return False


def _to(c: Clauses, k: int, modal: str, negated: bool) -> Iterator[Action]:
    """What hangs with "to" on the governor at ``k``, and on what governs further in."""
    n = len(c)
    name = TO_GOVERNORS[c.low[k]]
    j = k + 1
    inner = False
    while j < n and (c.low[j] in ("not", "never", "also", "more", "forward") or (c.pos[j] == "RB" and j < k + 3)):
        inner |= c.low[j] in ("not", "never")
        j += 1
    if j + 1 < n and c.low[j] == "to":
        v = skip(c, j + 1)
        if name == "ready" and c.low[k] == "about" and not (k and c.low[skip_back(c, k)] in _BE):
            return
        if v < n and _verbal(c, v) and (c.pos[v] != "VBG" or name == "commit"):
            inner |= any(w in NEGATIONS for w in c.low[j:v])
            yield from _chain(c, k, v, name, modal, negated or inner or name == "refuse")


def skip_back(c: Clauses, k: int) -> int:
    """The plain word before ``k`` that is no adverb or negation; 0 at the beginning."""
    k -= 1
    while k > 0 and (c.pos[k] == "RB" or c.low[k] in NEGATIONS):
        k -= 1
    return max(k, 0)


def _chain(c: Clauses, governor: int, v: int, form: str, modal: str, negated: bool) -> Iterator[Action]:
    """The action whose verb is ``v``, unless that verb only leads to a further one: "be willing to bring"."""
    n = len(c)
    j = skip(c, v + 1)
    if c.low[v] in ("have", "ve") and j < n and c.pos[j] in ("VBN", "VBD") and modal in ("would", "could", "should", "might"):
        return  # what was not done binds nobody
    if c.low[v] in ("be", "feel", "stand", "remain") and j < n and c.low[j] in TO_GOVERNORS:
        further = list(_to(c, j, modal, negated or any(w in NEGATIONS for w in c.low[v:j])))
        if further:
            yield from further
            return
    if c.low[v] == "be" and j + 1 < n and c.low[j] == "to" and _verbal(c, j + 1):
        yield Action(j + 1, extent(c, j + 1), form, governor, modal, negated)
        return
    if c.low[v] in TO_GOVERNORS and c.low[v] not in ("work", "fight", "continue", "help"):
        further = list(_to(c, v, modal, negated))
        yield from further
        if further and TO_GOVERNORS[c.low[v]] in ("need", "have", "want", "like", "plan", "going", "refuse", "intend"):
            return
    yield Action(v, extent(c, v), form, governor, modal, negated)


def _told(c: Clauses, k: int) -> Iterator[Action]:
    """ "urge the council to vote": whoever is told lies between."""
    n = len(c)
    j = k + 1
    if j < n and c.low[j] in ("on", "upon", "for") and c.low[k].startswith(("call", "press", "push", "appeal")):
        j += 1
    begin = j
    while j < min(n, k + 16):
        if c.low[j] == "to" and j > begin:
            not_ = c.low[j - 1] in ("not", "never")
            v = skip(c, j + 1)
            if v < n and _verbal(c, v):
                told = (begin, j - 1 if not_ else j)
                yield Action(v, extent(c, v), "told", k, "", not_ or any(w in NEGATIONS for w in c.low[j:v]), told)
            return
        if c.pos[j] == "VBG" and j == begin + 1 and c.pos[begin] == "PRP":
            yield Action(j, extent(c, j), "told", k, told=(begin, j))
            return
        if c.pos[j] in ("MD", "VBZ", "VBP", "VBD", "WDT", "WP", "VB") or c.low[j] in ("that", ",", ".", "if", "?"):
            return
        j += 1


def _by_cue(c: Clauses, cue: list[str]) -> Iterator[Action]:
    """What the cue itself governs: an infinitive, somebody and an infinitive, a gerund, a noun phrase, a bare verb."""
    n = len(c)
    k = 1 if c.low[0] in ("that", ":") and n > 1 else 0
    not_ = False
    while k < n and c.low[k] in ("not", "never", "also"):
        not_ |= c.low[k] != "also"
        k += 1
    if k >= n:
        return
    denied = any(w in NEGATIONS or TO_GOVERNORS.get(w) == "refuse" for w in cue)
    if c.low[k] == "to" and k + 1 < n:
        v = skip(c, k + 1)
        not_ |= any(w in NEGATIONS for w in c.low[k:v])
        if v < n and _verbal(c, v):
            yield from _chain(c, -1, v, "cue", "", not_ or denied)
            # "not to ..., to ...": a second infinitive
            for j in range(v + 1, n - 1):
                if c.low[j] == "to" and c.low[j - 1] in ("and", ",") and _verbal(c, j + 1):
                    yield Action(j + 1, extent(c, j + 1), "cue", -1, "", denied)
        return
    if cue and cue[-1] == "to" and _verbal(c, k) and c.pos[k] in _VERBAL:
        yield Action(k, extent(c, k), "cue", -1, "", not_ or denied)
        return
    if c.pos[k] == "VBG":
        yield Action(k, extent(c, k), "cue gerund", -1, "", not_ or denied)
    for j in range(k + 1, min(n - 1, k + 16)):
        if c.low[j] == "to":
            inner = c.low[j - 1] in ("not", "never")
            v = skip(c, j + 1)
            if v < n and _verbal(c, v):
                yield Action(v, extent(c, v), "cue told", -1, "", inner or any(w in NEGATIONS for w in c.low[j:v]), (k, j - inner))
            break
        if c.pos[j] in ("MD", "VBZ", "VBP", "VBD", "WDT") or c.low[j] in ("is", "are", "was", "were", ".", "?"):
            break
    for j in range(k + 1, min(n, k + 16)):
        # "that the council resign": a verb in its base form after a third person
        if c.pos[j] in ("VBZ", "VBD", "MD", "TO") or c.low[j] in ("to", ".", "?"):
            break
        if (c.pos[j] == "VB" or c.low[j] == "be") and c.pos[j - 1][:2] in ("NN", "PR", "RB"):
            yield Action(j, extent(c, j), "subjunctive", -1, "", any(w in NEGATIONS for w in c.low[k:j]), (k, j))
            break
    phrase = _nominal(c, k)
    if phrase:
        yield Action(*phrase, "cue nominal", -1, "", not_ or denied)


def _nominal(c: Clauses, k: int) -> tuple[int, int] | None:
    """A noun phrase that may stand for what is to be done, up to the end of its clause."""
    n = len(c)
    begin = k
    while k < n and (c.pos[k] in ("DT", "PDT") or c.low[k] in ("a", "an", "the")):
        k += 1
        begin = k
    for j in range(k, min(n, k + 6)):
        if c.pos[j] in ("NN", "NNS"):
            return begin, extent(c, j)
        if c.pos[j] not in ("JJ", "CC", "CD", "NNP", "VBN", "VBG", "PRP$", "RB", "JJR", "NNPS") and c.low[j] not in (",", "$"):
            return None
    return None


def _commands(c: Clauses) -> Iterator[Action]:
    """Imperatives, and "let us"."""
    n = len(c)
    for k, word in enumerate(c.low):
        first = k == 0 or c.opens[k] or c.low[k - 1] in DASHES or c.gap[k]
        if word == "let" and k + 1 < n and c.low[k + 1] in ("us", "s"):
            v = skip(c, k + 2)
            if v < n and _verbal(c, v):
                yield Action(v, extent(c, v), "let us", k, "", any(w in NEGATIONS for w in c.low[k:v]))
            continue
        if word in ("don", "do") and k + 1 < n and c.low[k + 1] in ("t", "not"):
            before = k == 0 or c.low[k - 1] in (",", "please", "so", "and", "but", "just") or first
            v = skip(c, k + 2)
            if before and v < n and c.pos[v] in _VERBAL:
                yield Action(v, extent(c, v), "imperative", k, "", True)
            continue
        lead = k > 0 and c.low[k - 1] in ("please", "so", "and", "just", "now", ",") and (k == 1 or c.opens[k - 1])
        if (first or lead) and c.pos[k] == "VB" and c.low[k] not in _AUX and k + 1 < n:
            yield Action(k, extent(c, k), "imperative", k)
