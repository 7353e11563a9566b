"""Align: which words of two wordings are the same, and which were dropped, put in or changed.

Global alignment by dynamic programming (S. Needleman and C. Wunsch, J. Mol. Biol. 48, 1970). Equal words score, the more where
the word before is aligned, too, so that runs stay whole; forms of one word ("will be", "was") score less than equal ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from .words import Token, root

Op = Literal["same", "dropped", "added", "changed"]
_EQUAL, _RUN, _FORM, _OTHER = 4, 2, 1, -3
_SKIP = -1
_CELLS = 4_000_000


class Step(NamedTuple):
    """Words of the one wording (``here``: first and behind the last) and what stands for them in the other (``there``).

    ``same``; ``dropped``: only here; ``added``: only there; ``changed``: other words in their place.
    """

    op: Op
    here: tuple[int, int]
    there: tuple[int, int]


def align(here: Sequence[Token], there: Sequence[Token]) -> list[Step]:
    """The steps from one wording to another, in order; together they hold every word of both once."""
    if len(here) * len(there) <= _CELLS:
        return _steps(here, there, _matched(here, there))
    first = last = 0  # of very long ones only what they begin and end with
    least = min(len(here), len(there))
    while first < least and here[first].form == there[first].form:
        first += 1
    while last < least - first and here[-1 - last].form == there[-1 - last].form:
        last += 1
    pairs = [(i, i) for i in range(first)] + [(len(here) - n, len(there) - n) for n in range(last, 0, -1)]
    return _steps(here, there, pairs)


def _matched(here: Sequence[Token], there: Sequence[Token]) -> list[tuple[int, int]]:
    """The pairs of words that stand for each other: equal ones and forms of one word."""
    rows, columns = len(here), len(there)
    if not rows or not columns:
        return []
    ours = [root(t.form) for t in here]
    theirs = [root(t.form) for t in there]
    # best[i][j]: of here[i:] and there[j:]; run[i][j]: the same where here[i] and there[j] are aligned
    width = columns + 1
    best = [0] * ((rows + 1) * width)
    run = [_LEAST] * ((rows + 1) * width)
    for j in range(columns - 1, -1, -1):
        best[rows * width + j] = best[rows * width + j + 1] + _SKIP
    for i in range(rows - 1, -1, -1):
        at, below = i * width, (i + 1) * width
        best[at + columns] = best[below + columns] + _SKIP
        form, stem = here[i].form, ours[i]
        for j in range(columns - 1, -1, -1):
            if form == there[j].form:
                after = max(best[below + j + 1], run[below + j + 1] + _RUN)
                run[at + j] = paired = _EQUAL + after
            elif stem == theirs[j]:
                run[at + j] = paired = _FORM + best[below + j + 1]
            else:
                paired = _LEAST
            best[at + j] = max(paired, best[below + j] + _SKIP, best[at + j + 1] + _SKIP)
    pairs = []
    i = j = 0
    running = False
    while i < rows and j < columns:
        at = i * width + j
        paired = run[at]
        if paired > _LEAST and (running or best[at] == paired):
            pairs.append((i, j))
            diagonal = at + width + 1
            equal = here[i].form == there[j].form
            running = equal and run[diagonal] > _LEAST and run[diagonal] + _RUN >= best[diagonal]
            i, j = i + 1, j + 1
        elif best[at] == best[at + width] + _SKIP:
            i, running = i + 1, False
        else:
            j, running = j + 1, False
    return pairs


_LEAST = -(10**9)


def _steps(here: Sequence[Token], there: Sequence[Token], pairs: list[tuple[int, int]]) -> list[Step]:
    """Pairs as steps: runs of equal words together, and between them what has no counterpart."""
    found: list[Step] = []
    i = j = 0
    for a, b in [*pairs, (len(here), len(there))]:
        if i < a or j < b:
            op: Op = "changed" if i < a and j < b else "dropped" if i < a else "added"
            found.append(Step(op, (i, a), (j, b)))
        if a < len(here):
            equal = here[a].form == there[b].form
            before = found[-1] if found else None
            if before is not None and before.op == ("same" if equal else "changed"):
                found[-1] = Step(before.op, (before.here[0], a + 1), (before.there[0], b + 1))
            else:
                found.append(Step("same" if equal else "changed", (a, a + 1), (b, b + 1)))
        i, j = a + 1, b + 1
    return _joined(found)


def _joined(steps: list[Step]) -> list[Step]:
    """Steps that differ and stand side by side as one."""
    found: list[Step] = []
    for step in steps:
        if found and step.op != "same" and found[-1].op != "same":
            here, there = (found[-1].here[0], step.here[1]), (found[-1].there[0], step.there[1])
            op: Op = "changed" if here[0] < here[1] and there[0] < there[1] else "dropped" if here[0] < here[1] else "added"
            found[-1] = Step(op, here, there)
        else:
            found.append(step)
    return found
