"""Statements: what the rules for dates look at of each attribution: who speaks, and how its cue tells of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...record import Speaker
from ..layers import Attribution, Layers, Range
from ..words import Words
from .words import ANOTHER, BOUNDARY, POLLS, PRESENT, RELATIVE, SAYING, SUBORDINATE


@dataclass(slots=True)
class Statement:
    """What the rules look at of one attribution.

    ``first``, ``last``: the cue's first and last word, or the content's first where there is no cue. ``speaker``: who speaks,
    in lower case, that of the statement before where the words do not tell; ``surname``: its last word. ``tags``: what the cue
    and its place tell. ``kin``: words of the source that name its kind. ``own``: the candidates in its sentence, outside
    content.
    """

    first: int
    last: int
    sentence: int
    paragraph: int
    speaker: str
    surname: str
    tags: set[str]
    source: list[Range]
    content: list[Range]
    kin: set[str]
    own: list[int] = field(default_factory=list)

    @property
    def calm(self) -> bool:
        """Whether it tells of one act of speech in the past, rather than of what somebody holds, has said or would say."""
        return "colon" in self.tags or not self.tags & {"perfect", "present", "noun", "modal"}


def statements_of(
    attributions: Sequence[Attribution], layers: Layers, sentences: list[int], speakers: Sequence[Speaker | None] | None
) -> list[Statement]:
    """One statement for each of ``attributions``, which are in the order of their cues.

    ``sentences``: index of each one's first word. ``speakers``, where given, has one entry for each attribution.
    """
    words = layers.words
    out: list[Statement] = []
    latest = ""
    for i, a in enumerate(attributions):
        first = a.cue[0][0] if a.cue else a.content[0][0]
        last = a.cue[-1][1] - 1 if a.cue else first
        latest = _speaker_key(a, layers, speakers[i] if speakers else None) or latest
        surname = latest.split()[-1] if latest.split() else ""
        sentence, paragraph = bisect_right(sentences, first) - 1, int(words.paragraph[first])
        tags = _cue_tags([w for s, e in a.cue for w in range(s, e)], layers) | _source_tags(a, layers) | _content_tags(a, words)
        tags |= _place_tags(a, words.forms, first, last, sentences[sentence], "gerund" in tags)
        if paragraph == 0:
            tags.add("headline")
        elif paragraph <= 2 or sentence <= 6:
            tags.add("lead")
        kin = {POLLS.get(f.lower(), f.lower().removesuffix("s")) for s, e in a.source for f in words.forms[s:e] if len(f) > 3}
        out.append(Statement(first, last, sentence, paragraph, latest, surname, tags, a.source, a.content, kin))
    return out


def _source_tags(a: Attribution, layers: Layers) -> set[str]:
    """Whether there is a source, and whether it names somebody: "sourceless", "unnamed", "relative" (a pronoun: "who")."""
    if not a.source:
        return {"sourceless"}
    forms = layers.words.forms
    tags = set()
    if not any(forms[w][0].isupper() for s, e in a.source for w in range(s, e)) and "PRP" not in layers.pos[a.source[0][0]]:
        tags.add("unnamed")
    if any(e - s == 1 and forms[s].lower() in RELATIVE for s, e in a.source):
        tags.add("relative")
    return tags


def _content_tags(a: Attribution, words: Words) -> set[str]:
    """Whether the content is quoted throughout ("direct") or in part ("mixed")."""
    if all(words.quoted[s] and words.quoted[e - 1] for s, e in a.content):
        return {"direct"}
    return {"mixed"} if any(words.quoted[s:e].any() for s, e in a.content) else set()


def _place_tags(a: Attribution, forms: list[str], first: int, last: int, opening: int, gerund: bool) -> set[str]:
    """What stands before the cue ``first`` to ``last`` in its sentence, which begins at ``opening``.

    "subordinate": "while" and the like, before the cue and its source; "apart": a ``gerund``
    ("adding") in another clause; "another": another occasion is told of.
    """
    tags = set()
    begin = min([first, *(s for s, _ in a.source if opening <= s <= first)])
    if any(f.lower() in SUBORDINATE for f in forms[max(opening, begin - 2) : begin]):
        tags.add("subordinate")
    if gerund and any(f.lower() in BOUNDARY for f in forms[max(opening, first - 2) : first]):
        tags.add("apart")
    if any(f.lower() in ANOTHER for f in forms[max(opening, first - 2) : last + 1]):
        tags.add("another")
    return tags


def _cue_tags(cue: list[int], layers: Layers) -> set[str]:
    """What the cue's words say of when: an act in the past, a standing opinion, a noun, ..."""
    forms = [layers.words.forms[w].lower() for w in cue]
    pos = [layers.pos[w] for w in cue]
    tags: set[str] = set()
    if not SAYING.isdisjoint(forms):
        tags.add("say")
    if forms and (forms[0] in ("has", "have", "had") or "been" in forms):
        tags.add("perfect")
    if forms[:1] == ["to"]:
        tags.add("infinitive")
    elif "VBD" in pos:
        tags.add("past")
    elif "VBZ" in pos or "VBP" in pos or not PRESENT.isdisjoint(forms):
        tags.add("present")
    elif "VBG" in pos:
        tags.add("gerund")
    elif "VB" in pos:
        tags.add("infinitive")
    elif not any(p.startswith("V") for p in pos):
        tags.add("past" if "say" in tags else "noun")
    if "MD" in pos:
        tags.add("modal")
    if "according" in forms:
        tags.add("according")
    if forms in ([":"], ["—"]):
        tags.add("colon")
    if forms[-1:] == ["asked"] or forms[:1] == ["asked"]:
        tags.add("asks")
    if "says" in forms or "say" in forms:
        tags.add("says")
    return tags


def _speaker_key(attribution: Attribution, layers: Layers, speaker: Speaker | None) -> str:
    """A rough identity of who speaks: the name where it is known, else the last word of the one in the source."""
    if speaker is not None and speaker.name:
        return speaker.name.lower()
    if not attribution.source:
        return ""
    forms, ner = layers.words.forms, layers.ner
    inside = [w for a, b in attribution.source for w in range(a, b) if forms[w][0].isupper()]
    for kind in ("PERSON", "ORGANIZATION"):
        word = next((w for w in inside if ner[w] == kind), -1)
        if word >= 0:
            while word + 1 < len(forms) and ner[word + 1] == kind and forms[word + 1][0].isupper():
                word += 1
            return forms[word].lower()
    a, b = attribution.source[0]
    head = next((w for w in range(a, b) if not a <= int(layers.head[w]) < b), b - 1)
    for _ in range(12):
        earlier = int(layers.antecedent[head])
        if not 0 <= earlier < head:
            break
        head = earlier
    return forms[head].lower()
