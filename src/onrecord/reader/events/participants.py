"""Participants: the words that tell who does what an event's trigger names, and to or with whom, by syntax."""

from __future__ import annotations

from ..layers import Range
from ..speakers.words import BODY_NOUNS, is_person_noun, singular
from .triggers import Scene, noun_stem
from .words import AGENTLESS, CONTROL_BY_OBJECT, LIGHT

_SUBJECTS = ("nsubj", "nsubjpass")
_NAMES = frozenset(["PERSON", "ORGANIZATION", "LOCATION"])
_WITH = ("with", "against", "to", "from", "for", "between", "on", "at", "toward", "towards", "in")
"""Prepositions before whom an event is done to or with, in the order of how much they tell."""
_RELATIVES = frozenset(["who", "which", "that", "whom"])
_PERSONAL = frozenset(["he", "she", "they", "him", "her", "them"])
_DEPTH = 5
_LONGEST = 12
"""Words of a noun phrase before its head."""


def actor_head(scene: Scene, i: int, depth: int = _DEPTH) -> int | None:
    """The head of the words that name whoever does what word ``i`` names; None where the sentence tells nobody."""
    if scene.layers.pos[i][:2] != "VB":
        return _proper(scene, _of_noun(scene, i, depth))
    found = _of_verb(scene, i, depth)
    if found is None and i < scene.headline_end and not is_passive(scene, i):
        found = _before(scene, i)
    return _proper(scene, found)


def _proper(scene: Scene, head: int | None) -> int | None:
    """A head that is no date: of "Lind today" the name."""
    if head is None or scene.layers.ner[head] not in ("DATE", "TIME", "DURATION"):
        return head
    return head - 1 if head and scene.layers.ner[head - 1] in _NAMES else None


def _before(scene: Scene, i: int) -> int | None:
    """The noun right before a headline's verb."""
    layers = scene.layers
    for k in range(i - 1, max(-1, i - 4), -1):
        if layers.pos[k][:2] == "NN":
            return k
        if layers.pos[k] not in ("TO", "RB", "MD") and scene.low[k] != "to":
            return None
    return None


def _of_verb(scene: Scene, i: int, depth: int) -> int | None:
    layers, low = scene.layers, scene.low
    rel, tag = layers.rel[i], layers.pos[i]
    above = scene.head[i] if scene.head[i] != i else -1
    passive = is_passive(scene, i)
    if passive:
        return _agent(scene, i)
    for child in layers.children(i):
        if layers.rel[child] == "nsubj" and child < i + 3:
            if low[child] in _RELATIVES and above >= 0 and above < i:
                return _antecedent_of(scene, i, above, depth)
            if low[child] not in ("there", "it") or layers.pos[child] != "EX":
                return child
    if above < 0 or not depth:
        return None
    verbal = layers.pos[above][:2] in ("VB", "JJ")
    if rel == "acl:relcl":
        return above if not any(low[c] in _RELATIVES and layers.rel[c] == "dobj" for c in layers.children(i)) else None
    if rel in ("acl", "amod"):
        if tag == "VBG":
            return above
        if tag == "VB":
            return _of_noun(scene, above, depth - 1)
        return None
    if not verbal:
        return _of_noun(scene, above, depth - 1) if rel in ("nmod", "conj", "acl") and depth else None
    if rel == "xcomp" and low[above] in CONTROL_BY_OBJECT:
        for child in layers.children(above):
            if layers.rel[child] in ("dobj", "nsubjpass", "iobj") and child < i:
                return child
    if rel in ("xcomp", "conj", "advcl", "ccomp", "dep", "parataxis", "nmod", "dobj"):
        if is_passive(scene, above):
            return (
                next((c for c in layers.children(above) if layers.rel[c] in _SUBJECTS), None)
                if rel != "conj"
                else _agent(scene, above) or _subject(scene, above)
            )
        return _of_verb(scene, above, depth - 1)
    return None


def _subject(scene: Scene, i: int) -> int | None:
    return next((c for c in scene.layers.children(i) if scene.layers.rel[c] in _SUBJECTS), None)


def _antecedent_of(scene: Scene, i: int, above: int, depth: int) -> int | None:
    if scene.layers.rel[i] in ("acl:relcl", "acl", "dep"):
        return above
    return _of_verb(scene, above, min(depth - 1, 1)) if depth else None  # the network's heads may go round in a circle


def is_passive(scene: Scene, i: int) -> bool:
    """Whether a verb is passive: by its helper, its subject, or as a participle that a noun or a verb carries."""
    layers = scene.layers
    if layers.pos[i] not in ("VBN", "VBD"):
        return False
    rels = {layers.rel[c] for c in layers.children(i)}
    if rels & {"auxpass", "nsubjpass"}:
        return True
    if layers.rel[i] == "conj" and not rels & {"nsubj", "aux"} and layers.pos[i] == "VBN":
        above = scene.head[i]
        return above < i and layers.pos[above] == "VBN" and is_passive(scene, above)
    return layers.pos[i] == "VBN" and layers.rel[i] in ("acl", "amod", "advcl") and "aux" not in rels and "nsubj" not in rels


def _agent(scene: Scene, i: int) -> int | None:
    """The head of the phrase with "by"."""
    layers = scene.layers
    for child in layers.children(i):
        if (
            layers.rel[child] == "nmod"
            and case_of(scene, child) in ("by", "between")
            and layers.ner[child] not in ("DATE", "TIME", "MONEY", "PERCENT")
        ):
            return child
    return None


def case_of(scene: Scene, i: int) -> str:
    """The preposition before the phrase with head ``i``."""
    return next((scene.low[c] for c in scene.layers.children(i) if scene.layers.rel[c] == "case"), "")


def _of_noun(scene: Scene, i: int, depth: int) -> int | None:
    layers, low = scene.layers, scene.low
    of = None
    compound = None
    for child in layers.children(i):
        rel = layers.rel[child]
        if rel == "nsubj":
            return child
        if rel == "nmod:poss" and layers.ner[child] not in ("DATE", "DURATION", "TIME"):
            return child
        if rel == "nmod":
            case = case_of(scene, child)
            if case == "by":
                return child
            if case == "between":
                return child
            if case == "of" and noun_stem(low[i]) in AGENTLESS:
                of = child
        if rel == "compound" and layers.ner[child] in ("ORGANIZATION", "PERSON", "LOCATION"):
            compound = child
    if of is not None:
        return of
    if compound is not None:
        return compound
    above = scene.head[i] if scene.head[i] != i else -1
    if above < 0 or not depth:
        return None
    rel = layers.rel[i]
    if layers.pos[above][:2] == "VB":
        if rel == "dobj" or (rel == "nmod" and case_of(scene, i) not in ("by",)):
            return _of_verb(scene, above, depth - 1)
        if rel == "nsubjpass":
            return _agent(scene, above) if low[above] in LIGHT else None
        return None
    if rel in ("nmod", "conj", "compound"):
        return _of_noun(scene, above, depth - 1)
    return None


def other_head(scene: Scene, i: int, actor: int | None) -> int | None:
    """The head of the words that name to or with whom it is done; None where the sentence names nobody."""
    layers = scene.layers
    best: tuple[int, int] | None = None
    near = [i]
    above = scene.head[i]
    if layers.pos[i][:2] == "NN" and above != i and layers.pos[above][:2] == "VB" and layers.rel[i] == "dobj":
        near.append(above)
    for verb in near:
        for child in layers.children(verb):
            if child == actor:
                continue
            rank = None
            rel = layers.rel[child]
            if rel in ("dobj", "nsubjpass", "iobj") and child != i and _somebody(scene, child):
                rank = 0
            elif rel == "nmod" and _somebody(scene, child):
                case = case_of(scene, child)
                if case in _WITH and not (case in ("in", "at", "on") and layers.ner[child] != "ORGANIZATION"):
                    rank = 1 + _WITH.index(case)
            elif rel == "dobj":
                # "the chairman of Ost Lines", "the Ost Lines fleet"
                for inner in layers.children(child):
                    if (
                        layers.rel[inner] == "nmod"
                        and case_of(scene, inner) in ("with", "to", "against")
                        and _somebody(scene, inner)
                    ):
                        rank, child = 8, inner
                        break
            if rank is not None and (best is None or rank < best[0]):
                best = rank, child
    return best[1] if best else None


def _somebody(scene: Scene, i: int) -> bool:
    layers = scene.layers
    return layers.ner[i] in _NAMES or scene.low[i] in _PERSONAL or _is_body(scene.low[i])


def _is_body(word: str) -> bool:
    noun = singular(word)
    return is_person_noun(noun) or noun in BODY_NOUNS


def phrase(scene: Scene, head: int) -> Range:
    """The noun phrase that ends with ``head``, and what is joined to it by "and"."""
    layers = scene.layers
    if layers.pos[head] in ("PRP", "WP", "WDT"):
        return head, head + 1
    begin, end = _begin(scene, head), head + 1
    joined = [c for c in layers.children(head) if layers.rel[c] == "conj" and head < c < head + 20]
    if joined and any(layers.rel[c] == "cc" and scene.low[c] in ("and", "&") for c in layers.children(head)):
        end = joined[-1] + 1
    return begin, end


def _begin(scene: Scene, head: int) -> int:
    layers, low = scene.layers, scene.low
    begin = head
    while begin > max(0, head - _LONGEST):
        if layers.words.in_number(begin - 1):
            begin -= 2  # "1,200 people"
            continue
        tag, form = layers.pos[begin - 1], low[begin - 1]
        if layers.words.paragraph[begin - 1] != layers.words.paragraph[head] or layers.ner[begin - 1] in ("DATE", "TIME"):
            break
        inner = tag[:2] in ("NN", "JJ", "CD") or tag in ("DT", "PRP$", "POS") or form in ("’", "'", "-", "&", "$")
        if not inner or form in (",", '"'):
            break
        begin -= 1
        if tag in ("DT", "PRP$"):
            break
    while begin < head and low[begin] in ("’", "'", "-", "s"):
        begin += 1
    return begin
