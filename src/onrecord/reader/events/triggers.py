"""Triggers: the words that may name an event, and what is known of each that may tell whether it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..cues import stem
from ..layers import Attribution, Layers
from .words import AUXILIARY, BEGIN, EVENT_NOUNS, GO_ON, LIGHT, NOMINAL_ENDINGS, STOP, TEMPORAL

NOWHERE, CONTENT, CUE, SOURCE = 0, 1, 2, 3
"""Where a word stands as to the article's statements."""
_NOUNS = ("NN", "NNS")
_HYPHENS = frozenset("-‐‑")
_NUMBER = frozenset(["NUMBER", "MONEY", "PERCENT", "DATE", "TIME", "DURATION", "SET", "ORDINAL"])


@dataclass(slots=True)
class Scene:
    """One article as the layer looks at it. ``place``: where each word stands as to statements.

    ``owner``: index of the (innermost) attribution whose content holds the word, or -1; ``cue_of``: the same for cues.
    """

    layers: Layers
    low: list[str]
    head: list[int]
    place: list[int]
    owner: list[int]
    cue_of: list[int]
    headline_end: int

    def __len__(self) -> int:
        return len(self.low)


def scene_of(layers: Layers, attributions: list[Attribution], headline_end: int) -> Scene:
    """``headline_end``: how many words are the headline."""
    n = len(layers.words)
    place, owner, cue_of = [NOWHERE] * n, [-1] * n, [-1] * n
    sizes = [sum(end - begin for begin, end in a.content) for a in attributions]
    for a in attributions:
        for begin, end in a.source:
            place[begin:end] = [SOURCE] * (end - begin)
    for k, a in enumerate(attributions):
        for begin, end in a.content:
            place[begin:end] = [CONTENT] * (end - begin)
            for i in range(begin, end):
                if owner[i] < 0 or sizes[k] < sizes[owner[i]]:
                    owner[i] = k
    for k, a in enumerate(attributions):
        for begin, end in a.cue:
            place[begin:end] = [CUE] * (end - begin)
            cue_of[begin:end] = [k] * (end - begin)
    return Scene(layers, [form.lower() for form in layers.words.forms], layers.head.tolist(), place, owner, cue_of, headline_end)


def candidates(scene: Scene) -> Iterator[int]:
    """The words that may name an event: verbs that help no other, and common nouns."""
    pos, low = scene.layers.pos, scene.low
    for i, tag in enumerate(pos):
        if tag[:2] == "VB":
            if low[i] not in AUXILIARY and low[i][0].isalpha():
                yield i
        elif tag in _NOUNS and low[i][0].isalpha() and scene.layers.ner[i] not in _NUMBER:
            yield i


def noun_stem(word: str) -> str:
    """A noun in the singular, roughly."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def clues(scene: Scene, i: int) -> set[str]:
    """What is known of candidate ``i`` that may tell whether it names an event."""
    layers, low = scene.layers, scene.low
    pos, rel, head = layers.pos, layers.rel, scene.head
    word, tag, relation = low[i], layers.pos[i], rel[i]
    verb = tag[:2] == "VB"
    sort = "verb" if verb else "noun"
    above = head[i] if head[i] != i else -1
    before = low[i - 1] if i else ""
    after = low[i + 1] if i + 1 < len(low) else ""
    names = ["bias", sort, f"pos={tag}", f"{sort} rel={relation}", f"{tag} rel={relation}"]
    names.append(f"{sort}={stem(word) if verb else noun_stem(word)}")
    if layers.ner[i] != "O":
        names.append(f"{sort} ner={layers.ner[i]}")
    if before in _HYPHENS:
        names.append(f"{sort} after hyphen")
    if after in _HYPHENS:
        names.append(f"{sort} before hyphen")
    if layers.words.quoted[i]:
        names.append("quoted")
    names.append(f"{sort} place={scene.place[i]}")
    if i < scene.headline_end:
        names.append(f"{sort} in headline")
    below = layers.children(i)
    for child in below:
        r = rel[child]
        if r not in ("punct", "cc", "conj", "dep", "aux"):
            names.append(f"{sort} has {r}")
        if r in ("nmod", "case") and not verb:
            names.append(f"{sort} has {r} {low[child] if r == 'case' else _case(scene, child)}")
        if r == "det":
            names.append(f"{sort} det={low[child]}")
        if not verb and r in ("amod", "nmod:poss", "compound") and layers.ner[child] != "O":
            names.append(f"noun has {r} {layers.ner[child]}")
    if verb:
        if relation in ("amod", "compound") and after:
            names.append(f"verb before {pos[i + 1][:2]}")
        if above >= 0:
            names.append(f"verb under {pos[above][:2]}")
    else:
        single = noun_stem(word)
        listed = single in EVENT_NOUNS or word in EVENT_NOUNS
        ending = next(e for e in NOMINAL_ENDINGS if single.endswith(e)) if single.endswith(NOMINAL_ENDINGS) else ""
        names.append(f"noun listed={listed}")
        names.append(f"noun ending={ending}")
        names.append(f"noun last={single[-3:]}")
        names.append(f"noun listed={listed} rel={relation}")
        names.append(
            f"noun after={after}"
            if after in ("of", "to", "by", "with", "for", "between", "against", "over", "on")
            else "noun after=-"
        )
        if before in TEMPORAL:
            names.append("noun in time")
        if above >= 0:
            over = low[above]
            verbal = pos[above][:2] == "VB"
            if verbal:
                group = (
                    "light"
                    if over in LIGHT
                    else "begin"
                    if over in BEGIN
                    else "stop"
                    if over in STOP
                    else "go on"
                    if over in GO_ON
                    else "-"
                )
                names.append(f"noun {relation} of {group}")
                names.append(f"noun listed={listed} {relation} of {group}")
            else:
                names.append(f"noun under {pos[above][:2]} {relation}")
        if relation == "nmod":
            names.append(f"noun case={_case(scene, i)}")
    return set(names)


def _case(scene: Scene, i: int) -> str:
    """The preposition before the phrase with head ``i``."""
    for child in scene.layers.children(i):
        if scene.layers.rel[child] == "case":
            return scene.low[child]
    return ""


def particle(scene: Scene, i: int) -> int:
    """The particle of the verb ``i`` right after it ("called off"), or ``i``."""
    j = i + 1
    if j < len(scene) and scene.layers.rel[j] == "compound:prt" and scene.head[j] == i:
        return j
    return i
