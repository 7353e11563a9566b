"""Transcripts: turns that a layout of labels gives ("MR. LIND: ...", "Q: ..."), each of them one attribution.

Models of news see few transcripts and lose most of their short turns. The layout itself tells where one begins: paragraphs that open with
a label, of which some come back. A turn's source is its label, its cue the colon, its content what follows up to the next label.
"""

from __future__ import annotations

import collections
import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .layers import Attribution, Range
from .quotations import MARKS
from .words import Words

_NAME = r"(?:[^\W\d_][\w'’-]*\.?)"
_LABEL = re.compile(
    rf"(?:(?P<exchange>Q|A|QUESTION|ANSWER|Question|Answer)\s?(?P<end>[:.])|(?P<name>{_NAME}(?: {_NAME}){{0,4}})(?: ?\([^()\n]{{1,40}}\))?(?P<colon>:))(?=\s)"
)
"""What a turn opens with: the letter or word of a question or answer, or up to five words of a name."""
_FIELDS = frozenset(
    "who what when where why how time date place location venue address note notes editor contact phone email source photo update "
    "watch read related more see also cost price tickets score result total scene transcript now then before after today yesterday fact facts myth claim "
    "reality truth rhetoric problem solution background pro pros con cons".split()
)
"""Labels that are fields of a notice, or the two sides of a comparison."""
_LOWER = frozenset(["of", "the", "de", "van", "von", "der", "da", "del", "al", "bin", "la", "and"])
_LONGEST_GAP = 4
"""Paragraphs that a turn may go on for before another label; more are the article's own."""
NAMED, EXCHANGED = 0.9, 0.6
"""Confidence of a turn with a name, and with "Q" or "A"."""


@dataclass(slots=True)
class Turn:
    """One turn in word ranges. ``key``: what turns of the same speaker share; "q" and "a" for questions and answers.
    ``sure``: how probable it is that the turn is one statement."""

    label: Range
    cue: Range
    content: list[Range]
    key: str
    sure: float


def turns(words: Words) -> list[Turn]:
    """The turns of a transcript in ``words``, in order; none where the layout does not show one. Time is linear in their number."""
    if not len(words):
        return []
    bounds = [0, *(np.flatnonzero(np.diff(words.paragraph)) + 1).tolist(), len(words)]
    labels: list[tuple[int, re.Match[str], str]] = []
    starts = words.starts
    for p in range(len(bounds) - 1):
        m = _LABEL.match(words.text, int(starts[bounds[p]]))
        key = _key(m) if m else ""
        if m and key:
            labels.append((p, m, key))
    counts = collections.Counter(key for _, _, key in labels)
    labels = [label for label in labels if counts[label[2]] > 1 or label[1]["name"]]
    if not _alternate([key for _, _, key in labels]):
        return []
    if labels[0][0] == 0 and (labels[1][0] > 1 or counts[labels[0][2]] == 1):
        labels = labels[1:]  # a headline: "Lind: Wait and see"
    found = []
    for n, (p, m, key) in enumerate(labels):
        following = labels[n + 1][0] if n + 1 < len(labels) else p + 1
        last = following if following - p - 1 <= _LONGEST_GAP else p + 1
        colon = int(np.searchsorted(starts, m.end() - 1))
        end = m.end("exchange") if m["exchange"] else m.end("name")
        label = (bounds[p], int(np.searchsorted(starts, end)))
        pieces = [(colon + 1, bounds[p + 1]), *((bounds[q], bounds[q + 1]) for q in range(p + 1, last))]
        content = [piece for piece in (_bare(words, a, b) for a, b in pieces) if piece]
        if content and words.forms[content[0][0]] in MARKS:
            continue  # a list of quotations, which the network reads well
        found.append(Turn(label, (colon, colon + 1), content, key, EXCHANGED if m["exchange"] else NAMED))
    spoken = [turn for turn in found if sum(words.forms[i].islower() for a, b in turn.content for i in range(a, b)) > 1]
    return found if 2 * len(spoken) >= len(found) else []


def _key(m: re.Match[str]) -> str:
    """What labels of the same speaker share: the last word of a name; empty where the label is none."""
    if m["exchange"]:
        return m["exchange"][0].lower()
    names = m["name"].split()
    if any(word[0].islower() and word not in _LOWER for word in names) or names[0][0].islower():
        return ""
    return "" if names[0].lower() in _FIELDS or names[-1].lower() in _FIELDS else names[-1].rstrip(".").casefold()


def _alternate(keys: list[str]) -> bool:
    """Whether two or more speakers come back, and most turns are of such."""
    back = [count for count in collections.Counter(keys).values() if count > 1]
    return len(back) > 1 and 3 * sum(back) >= 2 * len(keys)


def _bare(words: Words, start: int, end: int) -> Range | None:
    """A paragraph's words without asides in brackets at its edges, and without its full stop; None where nothing is left."""
    forms = words.forms
    closing = {"(": ")", "[": "]"}
    while start < end and forms[start] in closing:
        shut = next((i for i in range(start, end) if forms[i] == closing[forms[start]]), end - 1)
        start = shut + 1
    if start < end and forms[end - 1] == ".":
        end -= 1
    return (start, end) if any(form[0].isalnum() for form in forms[start:end]) else None


def settle(words: Words, found: list[Attribution], mute: npt.NDArray[np.bool_]) -> list[Attribution]:
    """``found`` with the turns of a transcript put in place of whatever was found within them: attributions do not nest.

    Questions and answers are put only where nothing was found: there annotators mostly mark what an answer holds, such as "I think ...",
    in place of the whole. ``mute``: words of which no statement is made, as ``found`` has none there.
    """
    spoken = [turn for turn in turns(words) if turn.content and not mute[turn.label[0] : turn.content[-1][1]].any()]
    if not spoken:
        return found
    told = np.zeros(len(words), bool)
    for attribution in found:
        for start, end in attribution.content:
            told[start:end] = True
    spoken = [turn for turn in spoken if turn.sure > EXCHANGED or not told[turn.label[0] : turn.content[-1][1]].any()]
    within = np.zeros(len(words), bool)
    for turn in spoken:
        within[turn.label[0] : turn.content[-1][1]] = True
    kept = [a for a in found if not any(within[x:y].any() for x, y in a.content)]
    kept.extend(Attribution([turn.label], [turn.cue], turn.content, turn.sure) for turn in spoken)
    return sorted(kept, key=lambda a: (a.content[0], a.cue))
