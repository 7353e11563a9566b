"""Courses of action with the conditions that they hang on, statement by statement, before any is judged a commitment."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from ..layers import Attribution, Layers, Range
from .actions import Action, actions
from .clauses import Clauses, clauses
from .conditions import Condition, conditions

_ASKED = frozenset("ask asked asks asking wonder wondered wonders wondering question questioned".split())
"""Cues after which the first "if" means "whether"."""


@dataclass(slots=True)
class Course:
    """One course of action that a statement speaks of.

    ``words``: the action, ``condition``: what it hangs on, in words of the article. ``action`` and ``clauses``: how it
    was found.
    """

    words: Range
    condition: Range | None
    word: str
    action: Action
    clauses: Clauses


def courses(layers: Layers, attribution: Attribution, starts: list[int]) -> list[Course]:
    """The courses of action in a statement's content, in order. ``starts``: the words that begin a sentence."""
    forms = layers.words.forms
    cue = [forms[i].lower() for a, b in attribution.cue for i in range(a, b) if forms[i][0].isalnum()]
    aside = {i for part in (attribution.cue, attribution.source) for a, b in part for i in range(a, b)}
    content = sorted({i for a, b in attribution.content for i in range(a, b)})
    out: list[Course] = []
    k = 0
    while k < len(content):
        sentence = bisect_right(starts, content[k]) - 1
        end = starts[sentence + 1] if sentence + 1 < len(starts) else len(forms)
        until = k
        while until < len(content) and content[until] < end:
            until += 1
        said = clauses(layers, content[k:until])
        if len(said):
            held = _conditions(layers, starts[sentence], end, aside, said)
            if k == 0 and not _ASKED.isdisjoint(cue):
                held = [(words, condition) for words, condition in held if condition.word != "if" or condition.fronted]
            for action in actions(said, cue, k == 0):
                course = _course(said, action, held)
                if course is not None:
                    out.append(course)
        k = until
    return out


def _conditions(layers: Layers, start: int, end: int, aside: set[int], said: Clauses) -> list[tuple[Range, Condition]]:
    """The conditions of one sentence in words of the article; those outside the content as well, where it has none."""
    own = [(said.range(c.start, c.end), c) for c in conditions(said)]
    if own:
        return own
    whole = clauses(layers, [i for i in range(start, min(end, start + 400)) if i not in aside])
    return [(whole.range(c.start, c.end), c) for c in conditions(whole)]


def _course(said: Clauses, action: Action, held: list[tuple[Range, Condition]]) -> Course | None:
    words = said.range(action.start, action.end)
    best: tuple[int, Range, Condition] | None = None
    for where, condition in held:
        if where[0] <= words[0] < where[1]:
            return None
        if condition.fronted or where[1] <= words[0]:
            if where[1] > words[0]:
                if where[0] > words[0]:
                    distance = where[0] - words[1] if where[0] >= words[1] else 0
                else:
                    continue
            else:
                distance = words[0] - where[1]
        else:
            distance = max(0, where[0] - words[1])
        if best is None or distance < best[0]:
            best = distance, where, condition
    condition_words = _unbroken(best[1], said) if best else None
    return Course(words, condition_words, best[2].word if best else "", action, said)


def _unbroken(words: Range, said: Clauses) -> Range:
    return words
