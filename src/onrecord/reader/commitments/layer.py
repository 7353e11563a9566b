"""Commitments: what statements bind somebody to do, or tell somebody to do, with conditions and deadlines.

Courses of action are found by the words that govern them (``actions``), each with the condition that it hangs on
(``conditions``). A logistic regression over clues of its words, its doer and its cue (``commitment_clues``), fitted by
``training/measure_commitments.py``, tells which of them are commitments of the speaker's side, and which are demands.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from ...article import Article
from ...record import Act, Commitment, Figure, Span, Speaker, Time
from ..layers import Attribution, Layers, Range, offsets
from ..network import MODEL
from ..sentences import sentence_starts
from ..speakers import Resolver
from . import actors
from .clues import clues
from .courses import Course, courses
from .deadlines import deadline
from .doers import Doer, doer
from .specificity import specificity
from .words import QUOTES

DEMANDING_FORMS = frozenset(["should", "must", "ought", "told", "cue told", "imperative", "let us", "subjunctive"])
"""What calls on somebody else, unless the speaker is the one to act."""


UNSURE = frozenset(["may", "might"])
"""Modal verbs that say what may come, and bind nobody: "the mill might reopen". With "you" they advise."""
CONDITIONAL_SHARE = 0.75
"""How much less probable a course of action may be that hangs on a condition."""


@dataclass(slots=True)
class Weights:
    """Weights of clues for an undertaking and for a demand, against neither, and the least probability of each.

    ``verbs``: stem of a verb -> how readily people bind themselves to do it, and how readily they are bound or told to.
    """

    undertake: dict[str, float]
    demand: dict[str, float]
    least: tuple[float, float]
    verbs: Mapping[str, Sequence[float]] = field(default_factory=dict)

    def probabilities(self, found: dict[str, float]) -> tuple[float, float]:
        """How likely a course of action with these clues is an undertaking, and how likely a demand."""
        a = sum(self.undertake.get(name, 0.0) * value for name, value in found.items())
        b = sum(self.demand.get(name, 0.0) * value for name, value in found.items())
        top = max(a, b, 0.0)
        ea, eb, e0 = math.exp(a - top), math.exp(b - top), math.exp(-top)
        return ea / (ea + eb + e0), eb / (ea + eb + e0)


@dataclass(slots=True)
class Weighed:
    """One course of action of a statement, with its doer and its probabilities."""

    course: Course
    who: Doer
    undertake: float
    demand: float

    @property
    def is_demand(self) -> bool:
        """Whether, if it is a commitment at all, somebody else is told to act."""
        if self.course.action.form in DEMANDING_FORMS and self.who.own not in ("yes", "cue"):
            return True
        return self.demand > self.undertake


@lru_cache(maxsize=4)
def load(folder: Path = MODEL) -> Weights | None:
    """The weights in a model folder's ``commitments.json``; None where it has none."""
    path = folder / "commitments.json"
    if not path.exists():
        return None
    raw = json.loads(path.read_text(encoding="utf-8"))
    return Weights(raw["undertake"], raw["demand"], (raw["least"][0], raw["least"][1]), raw["verbs"])


def find(
    article: Article,
    layers: Layers,
    attributions: list[Attribution],
    speakers: list[Speaker | None],
    times: list[Time],
    figures: list[Figure] | None = None,
    resolver: Resolver | None = None,
    weights: Weights | None = None,
) -> list[list[Commitment]]:
    """The commitments of each attribution, in the attributions' order; each list in the order of the article.

    ``speakers``: who each attribution is from, as ``speakers.resolve`` gives them. ``times``, ``figures``: the article's, in order;
    ``figures`` is None where they were not read.
    ``resolver``: the one that gave ``speakers``, which spares looking for names again. ``weights``: others than those shipped. Nothing is found without any. Time is linear in the length of the content.
    """
    weights = weights or load()
    out: list[list[Commitment]] = [[] for _ in attributions]
    if weights is None or not attributions:
        return out
    starts = sentence_starts(layers.words)
    begins = [time.start for time in times]
    chosen: list[tuple[int, Weighed]] = []
    for k, (attribution, speaker) in enumerate(zip(attributions, speakers, strict=True)):
        for item in pick(weigh(layers, attribution, speaker, starts, weights), weights):
            chosen.append((k, item))
    named: list[str | None] = []
    asked: list[tuple[Range, Course]] = []
    slots: list[int] = []
    for k, item in chosen:
        who = actors.named_at(layers, attributions[k], speakers[k], item.course, item.who, item.is_demand)
        if isinstance(who, tuple):
            slots.append(len(named))
            asked.append((who, item.course))
            named.append(None)
        else:
            named.append(who)
    if asked:
        for slot, name in zip(slots, actors.names(resolver or Resolver(article, layers), asked), strict=True):
            named[slot] = name
    for (k, item), actor in zip(chosen, named, strict=True):
        out[k].append(commitment(article, layers, attributions[k], item, actor, times, begins, figures))
    return out


def weigh(layers: Layers, attribution: Attribution, speaker: Speaker | None, starts: list[int], weights: Weights) -> list[Weighed]:
    """All courses of action of a statement, with their probabilities."""
    found = courses(layers, attribution, starts)
    out = []
    for course in found:
        who = doer(layers, course, attribution, speaker)
        undertake, demand = weights.probabilities(clues(layers, attribution, speaker, course, who, len(found), weights.verbs))
        out.append(Weighed(course, who, undertake, demand))
    return out


def pick(weighed: list[Weighed], weights: Weights) -> list[Weighed]:
    """Those that are commitments, in order, of any that share words the likelier one."""
    kept: list[Weighed] = []
    for item in sorted(weighed, key=lambda w: (-max(w.undertake, w.demand), w.course.words)):
        if (item.course.action.modal or item.course.action.form) in UNSURE and item.who.sort != "you":
            continue
        least = weights.least[item.is_demand] * (CONDITIONAL_SHARE if item.course.condition else 1.0)
        if item.undertake + item.demand < least:
            continue
        a, b = item.course.words
        if all(b <= other.course.words[0] or other.course.words[1] <= a for other in kept):
            kept.append(item)
    return sorted(kept, key=lambda w: w.course.words)


def act_of(layers: Layers, attribution: Attribution, item: Weighed) -> Act:
    """What sort of commitment it is."""
    action = item.course.action
    if item.is_demand:
        return "demand"
    cue = {layers.words.forms[i].lower() for a, b in attribution.cue for i in range(a, b)}
    governs = action.form.startswith("cue")
    if action.form == "threaten" or (governs and any(word.startswith("threat") for word in cue)):
        return "threaten"
    if action.negated:
        return "refuse"
    if action.form == "promise":
        return "promise"
    if item.course.word == "unless" and item.who.own != "no":
        return "threaten"
    if any(word.startswith(("warn", "threat")) for word in cue):
        return "threaten"
    if (
        action.form in ("offer", "ready", "like")
        or item.course.word == "in return"
        or (governs and any(w.startswith("offer") for w in cue))
    ):
        return "offer" if action.form != "ready" or item.course.condition or _willing(item.course) else "plan"
    if action.form in (
        "plan",
        "intend",
        "want",
        "try",
        "consider",
        "gerund",
        "progressive",
        "propose",
        "hope",
        "have",
        "need",
        "nominal",
    ):
        return "plan"
    if governs and any(
        w.startswith(("plan", "inten", "want", "consid", "decid", "hop", "aim", "seek", "strateg", "propos")) for w in cue
    ):
        return "plan"
    return "promise"


def _willing(course: Course) -> bool:
    return bool(
        {"willing", "happy", "glad", "ready"} & set(course.clauses.low[max(0, course.action.start - 4) : course.action.start])
    )


def commitment(
    article: Article,
    layers: Layers,
    attribution: Attribution,
    item: Weighed,
    actor: str | None,
    times: list[Time],
    begins: list[int],
    figures: list[Figure] | None = None,
) -> Commitment:
    """One course of action as the record keeps it. ``begins``: where each of ``times`` begins."""
    words = layers.words
    due = deadline(layers, item.course, times, begins, article.published)
    a, b = item.course.words
    if due is not None and a + 1 < due[1][0] and b <= due[1][1]:
        b = min(b, due[1][0])
        while b > a + 1 and words.forms[b - 1] in QUOTES | {","}:
            b -= 1
    condition = item.course.condition
    action = Span.of(words.text, *offsets(words, (a, b)))
    return Commitment(
        act=act_of(layers, attribution, item),
        actor=actor,
        action=action,
        negated=item.course.action.negated,
        condition=Span.of(words.text, *offsets(words, condition)) if condition else None,
        deadline=due[0] if due else None,
        specificity=specificity(item.course.clauses, item.course.action, action, due[0] if due else None, times, figures),
    )
