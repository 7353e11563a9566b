"""Dates: the day on which each statement was made, where the article's own words fix it.

First each time expression goes to the cue that it stands by ("said on Wednesday", "in a statement Friday"). Then the other
statements are read in order: one goes on with the date of its sentence, of the same speaker's last dated statement, or of
an occasion named just before ("at a rally in Orsen on Tuesday"); headline and lead tell in advance what the first dated
statement of their speaker tells. The publication date by itself dates nothing. Positions and words decide; of the
network's layers only parts of speech (and, where no speakers are given, names and antecedents) are used.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...article import Article
from ...record import SaidOn, Speaker, Time
from ..layers import Attribution, Layers
from ..sentences import sentence_starts
from ..times.calendar_values import calendar_date
from .claims import attach, refined
from .scene import Given, Scene, scene_of
from .speeches import carried_date, date_headline, date_lead, shared_date

__all__ = ["calendar_date", "decide", "said_on", "sentence_starts"]


def said_on(
    article: Article,
    layers: Layers,
    attributions: Sequence[Attribution],
    times: Sequence[Time],
    speakers: Sequence[Speaker | None] | None = None,
) -> list[SaidOn | None]:
    """When each of ``attributions`` was made, by ``times`` as ``times.find`` gives them; None where the words do not say.

    ``attributions`` are in any order; ``speakers``, where given, has one entry for each. Without a day of publication a
    relative time keeps its words and has the date None. Raises nothing; time is linear in the number of attributions.
    """
    out: list[SaidOn | None] = [None] * len(attributions)
    if not times or not attributions:
        return out
    order = sorted(range(len(attributions)), key=lambda i: (attributions[i].cue or attributions[i].content)[0])
    who = [speakers[i] for i in order] if speakers is not None else None
    scene = scene_of(article, layers, [attributions[i] for i in order], times, who)
    for i, (k, _) in zip(order, decide(scene), strict=True):
        if k >= 0:
            c = scene.candidates[k]
            day = None if c.date.startswith("?") else c.date
            out[i] = SaidOn(date=day, text=c.time.text, start=c.time.start, end=c.time.end)
    return out


def decide(scene: Scene) -> list[Given]:
    """For each statement of ``scene`` the candidate that dates it and the rule that says so."""
    given = attach(scene)
    for i, g in enumerate(given):
        given[i] = g._replace(candidate=refined(scene, i, g.candidate)) if g.candidate >= 0 else shared_date(scene, given, i)
    date_lead(scene, given)
    last: dict[str, int] = {}
    for i, a in enumerate(scene.said):
        if given[i].candidate < 0:
            given[i] = carried_date(scene, given, last, i)
        if given[i].candidate >= 0:
            c = scene.candidates[given[i].candidate]
            # "in March", "a day earlier": an aside, after which the speech goes on under its own date
            if a.speaker not in last or ("earlier" not in c.time.text and "day" in c.tags):
                last[a.speaker] = i
    date_lead(scene, given)
    date_headline(scene, given)
    return given
