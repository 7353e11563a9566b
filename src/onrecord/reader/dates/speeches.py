"""Speeches: the date of a statement that goes on with a speech dated before or after it."""

from __future__ import annotations

from bisect import bisect_left

from .scene import UNDATED, Given, Scene
from .words import OCCASIONS


def shared_date(scene: Scene, given: list[Given], i: int) -> Given:
    """The date of a neighbour in the same sentence, where both are of one speech: "said ..., adding ..."."""
    a = scene.said[i]
    if not a.speaker or "subordinate" in a.tags:
        return UNDATED
    for j in (i - 1, i + 1):
        if not 0 <= j < len(given) or given[j].candidate < 0 or scene.said[j].sentence != a.sentence:
            continue
        if not given[j].rule.startswith(("own", "shared", "again", "lead")):
            continue
        b = scene.said[j]
        if b.speaker == a.speaker and ((j < i and a.calm) or ("gerund" in a.tags and (j < i or "apart" not in a.tags))):
            return Given(given[j].candidate, "shared")
        if j < i and "gerund" in a.tags and ("gerund" in b.tags or "sourceless" in a.tags):
            return Given(given[j].candidate, "shared")
        if "asks" in a.tags:
            return Given(given[j].candidate, "asked")
    return UNDATED


def date_lead(scene: Scene, given: list[Given]) -> None:
    """Headline and lead tell in advance what the first dated statement of their speaker tells. Changes ``given``."""
    first: dict[str, int] = {}
    for i in range(len(scene.said) - 1, -1, -1):
        a = scene.said[i]
        if given[i].candidate >= 0:
            first[a.speaker] = i
            continue
        j = first.get(a.speaker, -1) if a.speaker else -1
        if j < 0 or not a.tags & {"headline", "lead"} or a.tags & {"subordinate", "apart", "relative"}:
            continue
        c = scene.candidates[given[j].candidate]
        if "day" not in c.tags or "earlier" in c.time.text or scene.said[j].paragraph - a.paragraph > 12:
            continue
        opinion = "present" in a.tags and not a.tags & {"perfect", "says"}
        if "headline" not in a.tags and (opinion or ("noun" in a.tags and "colon" not in a.tags)):
            continue
        if any(
            given[h].rule.startswith(("own", "shared")) and scene.said[h].speaker == a.speaker for h in range(max(0, i - 12), i)
        ):
            continue
        given[i] = Given(given[j].candidate, "lead")


def date_headline(scene: Scene, given: list[Given]) -> None:
    """A headline that names no source tells what the article's first dated statement tells. Changes ``given``."""
    opening = [j for j, b in enumerate(scene.said[:40]) if b.sentence <= 6]
    for i in opening:
        if given[i].candidate < 0 and {"headline", "sourceless"} <= scene.said[i].tags:
            dated = (
                given[j]
                for j in opening
                if j > i and given[j].candidate >= 0 and "day" in scene.candidates[given[j].candidate].tags
            )
            given[i] = Given(next(dated, UNDATED).candidate, "headline")


def carried_date(scene: Scene, given: list[Given], last: dict[str, int], i: int) -> Given:
    """The date of the speech that statement ``i`` goes on with; ``last``: each speaker's last dated statement."""
    a = scene.said[i]
    shared = shared_date(scene, given, i)
    if shared[0] >= 0 or not a.calm or "another" in a.tags:
        return shared
    occasion = _occasion(scene, given, i)
    j = last.get(a.speaker, -1) if a.speaker else -1
    loose = "gerund" in a.tags and not a.tags & {"say", "according", "direct", "mixed"}
    if j >= 0 and not (loose and a.paragraph > scene.said[j].paragraph + 1):
        b, c = scene.said[j], scene.candidates[given[j].candidate]
        if occasion >= 0 and scene.candidates[occasion].first > b.last:
            return Given(occasion, "occasion")
        far = 1 if "day" not in c.tags else 20 if "unnamed" in a.tags else 8
        if a.paragraph - b.paragraph <= far and ("year" not in c.tags or "occasion" in c.tags):
            return Given(given[j].candidate, "again")
        return UNDATED
    if occasion >= 0:
        return Given(occasion, "occasion")
    neighbour = _neighbour(scene, given, i)
    if neighbour.candidate >= 0:
        return neighbour
    if scene.only_day >= 0 and "today" in scene.candidates[scene.only_day].tags and a.tags & {"past", "say"}:
        return Given(scene.only_day, "only_day")
    return UNDATED


def _neighbour(scene: Scene, given: list[Given], i: int) -> Given:
    """The date of the statement before ``i``, by another speaker, where both are of one occasion."""
    before = given[i - 1] if i else UNDATED
    if before.candidate < 0 or "day" not in scene.candidates[before.candidate].tags:
        return UNDATED
    a, b = scene.said[i], scene.said[i - 1]
    if "colon" in a.tags & b.tags and a.paragraph - b.paragraph <= 2:
        return Given(before.candidate, "dialogue")
    if a.sentence - b.sentence <= 3:
        if "poll" in a.kin & b.kin:
            return Given(before.candidate, "polls")
        # the organization's statement, then the words of somebody who speaks for it
        if "direct" in a.tags and before.rule.startswith("own") and (a.kin & b.kin or "unnamed" in b.tags):
            return Given(before.candidate, "voice")
    return UNDATED


def _occasion(scene: Scene, given: list[Given], i: int) -> int:
    """The last time before statement ``i``, where its sentence names the speaker and an occasion of speech; else -1."""
    a = scene.said[i]
    at = bisect_left(scene.firsts, a.first) - 1
    for k in range(at, max(-1, at - 8), -1):
        c = scene.candidates[k]
        if c.inside or c.sentence == a.sentence:
            continue
        if not a.speaker or not (a.surname.capitalize() in c.words or a.surname in c.words or len(a.kin & c.words) >= 2):
            return -1
        if not 0 < a.sentence - c.sentence <= (4 if c.sentence <= 2 else 2) or "day" not in c.tags:
            return -1
        if "unfit" in c.tags:
            return -1
        before = range(max(0, i - 6), i)
        quiet = all(scene.said[h].sentence != c.sentence for h in before)
        if not quiet and OCCASIONS.isdisjoint(c.words):
            return -1
        others = (h for h in before if scene.said[h].speaker != a.speaker and "asks" not in scene.said[h].tags)
        return -1 if any(given[h].candidate == k and given[h].rule.startswith("own") for h in others) else k
    return -1
