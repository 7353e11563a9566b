"""Transcripts: turns that a layout of labels gives ("MR. LIND: ...", "Q: ..."), each of them one attribution.

Models of news see few transcripts and lose most of their short turns. The layout itself tells where one begins: paragraphs that open with
a label, of which some come back. A turn's source is its label, its cue the colon, its content what follows up to the next label.
"""

from __future__ import annotations

import collections
import re
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ..record import Speaker
from .layers import NAME_LABELS, Attribution, Layers, Range, nameless, text_of
from .quotations import MARKS
from .speakers.words import BODY_NAMES, GIVEN_NAMES, SHORT_TITLES, TITLES
from .words import Words

_NAME = r"(?:[^\W\d_][\w'’-]*\.?)"
_LABEL = re.compile(
    rf"(?:(?P<exchange>Q|A|QUESTION|ANSWER|Question|Answer)(?: ?\d{{1,3}})?\s?(?P<end>[:.])"
    rf"|(?P<name>{_NAME}(?: {_NAME}){{0,4}}(?: [#№]?\d{{1,3}})?)(?: ?\([^()\n]{{1,40}}\)|, [^\n:.?!“”\"]{{1,40}})?(?P<colon>:))(?=\s)"
)
"""What a turn opens with: the letter or word of a question or answer, or up to five words of a name, both with a number or without."""
_WITHIN = re.compile(r"[.?!…][\"”’)\]]*\s+(?=\S)")
"""Where a sentence ends within a paragraph, after which a label may stand in texts that lost their lines."""
_FIELDS = frozenset(
    "who what when where why how time date place location venue address note notes editor contact phone email source photo update "
    "watch read related more see also cost price tickets score result total scene transcript now then before after today yesterday fact facts myth claim "
    "reality truth rhetoric problem solution background pro pros con cons "
    "first second third fourth fifth firstly secondly thirdly finally lastly one two three again remember".split()
)
"""Labels that are fields of a notice, the two sides of a comparison, or the heads of a list."""
_ASKERS = frozenset(
    "question questioner answer reporter journalist interviewer interviewee moderator host voice speaker caller audience member press".split()
)
"""What a label calls whoever has no name there: "Reporter 2", "Question from the floor"."""
_UNKNOWN = frozenset("unidentified unknown another the a male female man woman from of in".split())
"""What stands beside that, in capitals or not: "UNIDENTIFIED REPORTER"; "Speaker Lind" has a name."""
_LOWER = frozenset(["of", "the", "de", "van", "von", "der", "da", "del", "al", "bin", "la", "and"])
_CLOSED = frozenset('.?!…)]"”’')
"""What the last paragraph of a turn ends with, and a headline does not."""
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


@dataclass(slots=True)
class _Label:
    """A label: the paragraph that it opens or stands in, the word that it begins with, and what matched."""

    paragraph: int
    word: int
    match: re.Match[str]
    key: str

    @property
    def lasting(self) -> bool:
        """Whether it is a label even where it stands once: "A." may be an initial."""
        return self.match["name"] is not None or self.match["end"] == ":"


def turns(words: Words) -> list[Turn]:
    """The turns of a transcript in ``words``, in order; none where the layout does not show one. Time is linear in their number.

    Each label begins a turn, once the layout shows a transcript, so that no turn holds the label of another.
    """
    if not len(words):
        return []
    bounds = [0, *(np.flatnonzero(np.diff(words.paragraph)) + 1).tolist(), len(words)]
    labels = [label for p in range(len(bounds) - 1) if (label := _label(words, p, bounds[p])) is not None]
    counts = collections.Counter(label.key for label in labels)
    if not _alternate([label.key for label in labels if counts[label.key] > 1 or label.match["name"]]):
        return []
    labels = [label for label in labels if counts[label.key] > 1 or label.lasting]
    open_end = words.forms[bounds[1] - 1] not in _CLOSED
    if labels[0].paragraph == 0 and (counts[labels[0].key] == 1 or (open_end and labels[1].paragraph > 1)):
        labels = labels[1:]  # a headline: "Lind: Wait and see"
    labels = _and_within(words, bounds, labels)
    found = []
    for n, label in enumerate(labels):
        p, m = label.paragraph, label.match
        following = labels[n + 1].paragraph if n + 1 < len(labels) else p + 1
        last = following if following - p - 1 <= _LONGEST_GAP else p + 1
        ends = [bounds[q + 1] for q in range(p, max(last, p + 1))]
        if n + 1 < len(labels) and last == following:
            if following == p:
                ends = []
            ends.append(labels[n + 1].word)
        colon = int(np.searchsorted(words.starts, m.end() - 1))
        end = m.end("exchange") if m["exchange"] else m.end("name")
        pieces = list(zip([colon + 1, *ends], ends, strict=False))
        content = [piece for piece in (_bare(words, a, b) for a, b in pieces) if piece]
        if content and words.forms[content[0][0]] in MARKS:
            continue  # a list of quotations, which the network reads well
        sure = EXCHANGED if m["exchange"] else NAMED
        found.append(Turn((label.word, int(np.searchsorted(words.starts, end))), (colon, colon + 1), content, label.key, sure))
    spoken = [turn for turn in found if sum(words.forms[i].islower() for a, b in turn.content for i in range(a, b)) > 1]
    return found if 2 * len(spoken) >= len(found) else []


def _label(words: Words, paragraph: int, word: int) -> _Label | None:
    """The label that begins with ``word``, if one does."""
    m = _LABEL.match(words.text, int(words.starts[word]))
    key = _key(m) if m else ""
    return _Label(paragraph, word, m, key) if m and key else None


def _and_within(words: Words, bounds: list[int], labels: list[_Label]) -> list[_Label]:
    """``labels``, and those that stand within their paragraphs: "Q:" and "A:", and the labels themselves, word for word."""
    known = {label.match.group() for label in labels}
    out: list[_Label] = []
    for n, label in enumerate(labels):
        out.append(label)
        until = labels[n + 1].paragraph if n + 1 < len(labels) else label.paragraph + 1
        if until - label.paragraph - 1 > _LONGEST_GAP:
            until = label.paragraph + 1
        for p in range(label.paragraph, until):
            begin = label.match.end() if p == label.paragraph else int(words.starts[bounds[p]])
            for stop in _WITHIN.finditer(words.text, begin, int(words.ends[bounds[p + 1] - 1])):
                inner = _label(words, p, int(np.searchsorted(words.starts, stop.end())))
                if inner and inner.lasting and (inner.match["exchange"] or inner.match.group() in known):
                    out.append(inner)
    return out


def _key(m: re.Match[str]) -> str:
    """What labels of the same speaker share: the last word of a name; empty where the label is none."""
    if m["exchange"]:
        return m["exchange"][0].lower()
    names = m["name"].split()
    called = [word.lower() for word in names if word.lower() in _ASKERS]
    if called and names[0][0].isupper() and all(w.lower() in _ASKERS | _UNKNOWN or not w[0].isupper() for w in names):
        return called[0]
    if names[-1].lstrip("#№").isdecimal():
        names.pop()
    if any(word[0].islower() and word not in _LOWER for word in names) or names[0][0].islower():
        return ""
    if m.end("name") < m.start("colon") and m.string[m.end("name")] == "," and not m["name"].isupper():
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


def settle(words: Words, spoken: list[Turn], found: list[Attribution], mute: npt.NDArray[np.bool_]) -> list[Attribution]:
    """``found`` with the turns ``spoken`` put in place of whatever was found within them: attributions do not nest.

    Questions and answers are put only where nothing was found: there annotators mostly mark what an answer holds, such as "I think ...",
    in place of the whole; no part of such goes on into another turn. ``mute``: words of which no statement is made, as ``found`` has none there.
    """
    spoken = [turn for turn in spoken if turn.content and not mute[turn.label[0] : turn.content[-1][1]].any()]
    if not spoken:
        return found
    cut = (_within_turn(attribution, spoken, len(words)) for attribution in found)
    found = [attribution for attribution in cut if attribution is not None]
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


def _within_turn(attribution: Attribution, spoken: list[Turn], size: int) -> Attribution | None:
    """``attribution`` without what lies beyond the label of another turn than its cue's; None where no content is left."""
    at = (attribution.cue or attribution.source or attribution.content)[0][0]
    begin = max((turn.label[0] for turn in spoken if turn.label[0] <= at), default=0)
    end = min((turn.label[0] for turn in spoken if turn.label[0] > at), default=size)
    parts = [
        [(max(a, begin), min(b, end)) for a, b in part if a < end and b > begin]
        for part in (attribution.source, attribution.cue, attribution.content)
    ]
    if parts == [attribution.source, attribution.cue, attribution.content]:
        return attribution
    return replace(attribution, source=parts[0], cue=parts[1], content=parts[2]) if parts[2] else None


def labelled(layers: Layers, spoken: list[Turn]) -> Layers:
    """``layers`` in which the labels of ``spoken`` are what they are: "Q" and "Reporter" name nobody, a name is one name throughout."""
    if not spoken:
        return layers
    forms = layers.words.forms
    named = [turn.label for turn in spoken if turn.sure == NAMED and turn.key not in _ASKERS]
    out = nameless(layers, [turn.label for turn in spoken if turn.sure != NAMED or turn.key in _ASKERS])
    for start, end in named:
        kinds = NAME_LABELS & set(out.ner[start:end])
        first, last = forms[start].lower(), forms[end - 1].lower()
        body = last in BODY_NAMES or (out.ner[end - 1] == "ORGANIZATION" and first not in GIVEN_NAMES)
        if body and first not in TITLES | SHORT_TITLES:
            out.ner[start:end] = ["ORGANIZATION"] * (end - start)
        elif len(kinds) > 1 and "PERSON" in kinds:
            out.ner[start:end] = ["PERSON" if label in NAME_LABELS else label for label in out.ner[start:end]]
    return out


def unnamed(words: Words, spoken: list[Turn], found: list[Attribution], speakers: list[Speaker | None]) -> list[Speaker | None]:
    """``speakers`` of ``found``, where a label such as "Reporter 2" is somebody whom the article does not name."""
    labels = {turn.label for turn in spoken if turn.sure == NAMED and turn.key in _ASKERS}
    return [
        Speaker(name=text_of(words, a.source[0]), kind="person", role=None, sourcing="unnamed")
        if a.source[:1] and a.source[0] in labels
        else who
        for a, who in zip(found, speakers, strict=True)
    ]
