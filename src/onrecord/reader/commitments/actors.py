"""Who is to act: the speaker, the body that the speaker speaks for, or whoever the statement names, as the article names them."""

from __future__ import annotations

import re

from ...record import Speaker
from ..layers import Attribution, Layers, Range
from ..speakers import Resolver
from .courses import Course
from .doers import Doer, principal

_FOR = re.compile(
    r"\b(?:spokes\w+|press secretary|counsel|lawyer|attorney|strategist|advis[eo]r|manager|director|chair\w*|president|head|leader|"
    r"secretary|chief\b.*?)\s+(?:for|of|at|to)\s+(?:the\s+)?(.+)",
    re.I,
)
_OF = re.compile(r"^(.+?)(?:['’]s)?\s+(?:campaign\s+)?(?:spokes\w+|press secretary)\b", re.I)
_ADDRESSED = 8
"""Words between a cue and its content that may name who is spoken to."""


def body_of(speaker: Speaker | None) -> str | None:
    """Whom the speaker speaks for, by the words of their role: "spokesman for the council" -> "council"."""
    if speaker is None:
        return None
    for text in (speaker.role or "", speaker.name if speaker.sourcing == "unnamed" else ""):
        found = _FOR.search(text) or _OF.search(text)
        if found:
            return re.split(r",| and | who | which ", found.group(1))[0].strip() or None
    return None


def addressed(layers: Layers, attribution: Attribution) -> Range | None:
    """The words between cue and content that name who is spoken to: "urged the council to ..."."""
    if not attribution.cue or not attribution.content:
        return None
    begin = max(b for _, b in attribution.cue)
    end = min((a for a, _ in attribution.content if a >= begin), default=begin)
    if not 0 < end - begin <= _ADDRESSED:
        return None
    tags = [layers.pos[i] for i in range(begin, end)]
    if not any(tag[:2] in ("NN", "PR") for tag in tags) or any(tag[:2] == "VB" for tag in tags):
        return None
    return begin, end


def named_at(
    layers: Layers, attribution: Attribution, speaker: Speaker | None, course: Course, who: Doer, demand: bool
) -> str | Range | None:
    """Who is to act: a name, or the words of the article that have to be resolved to one; None where nothing tells."""
    speaks = speaker.name if speaker else None
    if demand:
        if who.words is not None and who.sort != "you":
            return who.words
        return addressed(layers, attribution)
    if who.own == "principal" or (who.sort == "we" and who.own == "yes"):
        meant = principal(layers, attribution) if who.sort == "he" else None
        if meant is not None:
            return meant
        body = body_of(speaker)
        if body is not None:
            place = layers.words.text.find(body)
            if place >= 0:
                a = int(layers.words.starts.searchsorted(place, side="right")) - 1
                b = int(layers.words.ends.searchsorted(place + len(body)))
                return max(0, a), b + 1
            return body
        if who.own == "principal" and who.words is not None and who.sort not in ("it", "he", "they"):
            return who.words
        return speaks
    if who.own in ("yes", "cue") or who.words is None:
        return speaks
    if who.own == "unknown" and who.sort in ("relative", "none"):
        return speaks
    return who.words


def names(resolver: Resolver, wanted: list[tuple[Range, Course]]) -> list[str | None]:
    """The names, as speakers are named, of those whom the given words of the article stand for."""
    asked = [Attribution([words], [course.words], [course.words]) for words, course in wanted]
    return [found.name if found and found.kind not in ("author", "unknown") else None for found in resolver.also(asked)]
