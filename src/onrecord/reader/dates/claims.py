"""Claims: which time each statement has in its own sentence."""

from __future__ import annotations

from collections.abc import Iterator

from .candidates import Candidate
from .scene import UNDATED, Given, Scene
from .statements import Statement
from .words import BOUNDARY, FINITE


def attach(scene: Scene) -> list[Given]:
    """What each statement's own sentence says, one entry a statement, in order.

    A time goes to the nearest cue that may have it, then to cues before it that have none ("own_common").
    """
    given = [UNDATED] * len(scene.said)
    nearest: dict[int, tuple[int, int, str]] = {}
    common: list[tuple[int, int]] = []
    for i in range(len(scene.said)):
        for k, gap, way in _claims(scene, i):
            if way == "after":
                common.append((i, k))
            if k not in nearest or gap < nearest[k][0]:
                nearest[k] = gap, i, way
    for k, (gap, i, way) in nearest.items():
        before = given[i].candidate
        if before < 0 or gap < nearest[before][0]:
            given[i] = Given(k, "own_" + way)
    for i, k in common:
        if given[i].candidate < 0 and not scene.said[i].tags & {"subordinate", "apart", "noun", "perfect"}:
            given[i] = Given(k, "own_common")
    return given


def _claims(scene: Scene, i: int) -> Iterator[tuple[int, int, str]]:
    """The candidates in the sentence of statement ``i`` that may date it, how far each is, and on which side."""
    a = scene.said[i]
    forms = scene.layers.words.forms
    beside = scene.beside(i)
    for k in a.own:
        c = scene.candidates[k]
        if "unfit" in c.tags:
            continue
        if c.first <= a.last and c.last >= a.first:
            yield k, 0, "inside"
            continue
        holder = next((s for s, e in a.source if s <= c.first < e), None)
        if holder is not None:
            if not any(f.lower() in BOUNDARY for f in forms[holder : c.first]):
                yield k, 1, "source"
            continue
        ahead = c.first < a.first
        gap = _gap(scene, a, c, beside, ahead)
        if gap is not None and gap <= _limit(a, c, ahead):
            yield k, gap, "before" if ahead else "after"


def _gap(scene: Scene, a: Statement, c: Candidate, beside: list[Statement], ahead: bool) -> int | None:
    """How many words stand between a cue and a time, content and source left out; None where they part the two.

    A content between counts for three words, another cue for four. ``ahead``: the time stands before the cue.
    """
    low, high = (c.last + 1, a.first) if ahead else (a.last + 1, c.first)
    taken = [part for part in (*a.content, *a.source) if part[0] < high and part[1] > low]
    inner = [w for w in range(low, high) if not any(s <= w < e for s, e in taken)]
    across = [e for s, e in a.content if s >= low and e <= high]
    plain = [scene.layers.words.forms[w].lower() for w in inner]
    cues = sum(low <= b.first < high for b in beside)
    if _apart_before(plain, cues, a, c, beside) if ahead else _apart_after(plain, cues, a):
        return None
    if across and not ahead:
        if a.tags & {"relative", "perfect", "gerund"}:
            return None
        # a verb after the content: the time is that of another clause, unless a word marks where that begins
        verbs = any(scene.layers.pos[w] in FINITE for w in inner if w >= max(across))
        if verbs and not any(f in BOUNDARY for f in plain):
            return None
    return len(inner) + 3 * bool(across) + 4 * cues


def _apart_before(plain: list[str], cues: int, a: Statement, c: Candidate, beside: list[Statement]) -> bool:
    """Whether the words ``plain`` between a time and the cue after it part them."""
    if ";" in plain or "but" in plain or ("and" in plain and (cues or len(plain) > 16)):
        return True
    if any(b.last < c.first for b in beside) and (cues or "and" in plain or ")" in plain):
        return True
    if any(f in BOUNDARY and f not in ("when", "where", "which", "as") for f in plain):
        return True
    return "infinitive" in a.tags and "opens" not in c.tags


def _apart_after(plain: list[str], cues: int, a: Statement) -> bool:
    """Whether the words ``plain`` between a cue and the time after it part them."""
    if ";" in plain or "but" in plain or ("and" in plain and (cues or len(plain) > 8)) or (cues and "subordinate" in a.tags):
        return True
    boundary = next((x for x, f in enumerate(plain) if f in BOUNDARY), -1)
    # "told voters as she rode uptown on Thursday": still the same moment
    return boundary >= 0 and not (plain[boundary] == "as" and plain[boundary + 1 : boundary + 2] in (["he"], ["she"], ["they"]))


def _limit(a: Statement, c: Candidate, ahead: bool) -> int:
    """Over how many words a time reaches the cue."""
    if ahead and c.tags & {"opens", "frame"} and not a.tags & {"infinitive", "gerund"}:
        return 30
    if "perfect" in a.tags and ahead:
        return 0
    if a.tags & {"noun", "infinitive", "perfect"}:
        return 5
    if "gerund" in a.tags:
        return 5 if ahead else 12
    return 8 if "present" in a.tags else 30


def refined(scene: Scene, i: int, k: int) -> int:
    """The candidate that dates statement ``i``, for which its sentence has ``k``: of a week and its day soon after, the day."""
    c = scene.candidates[k]
    if "week" not in c.tags:
        return k
    for other, d in enumerate(scene.candidates[k + 1 : k + 4], k + 1):
        near = d.sentence - c.sentence <= 4 and d.date.startswith(c.date)
        if near and {"day", "said"} <= d.tags and scene.said[i].surname in d.words:
            return other
    return k
