"""Denials: statements whose cue denies what follows, or says that it was not said ("denied that", "never said", "refused to say").

It is the polarity of an attribution, as the Penn Discourse Treebank has it. Words decide: a verb of denial, or a negation with a
verb of saying or holding after it, and nothing but auxiliaries and adverbs between. A denial that is itself negated ("did not
deny") is none. What is only disliked, unwanted or not known is not denied.
"""

from __future__ import annotations

from collections.abc import Sequence

from .cues import stem
from .layers import Attribution, Layers
from .wordlists import word_set


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in text.split())


_DENYING = _stems("deny denial refute rebut contradict disprove")
"""Deny whatever follows."""
_DISMISSING = _stems("reject dismiss dispute disavow disown rebuff")
"""Deny what follows where that is something said."""
_SAID = word_set(
    "accusation accusations account accounts allegation allegations assertion assertions charge charges claim claims claimed comparison "
    "conclusion conclusions contention criticism criticisms description finding findings idea implication insinuation narrative notion "
    "perception premise report reports rumor rumors rumour rumours speculation story stories suggestion suggestions theory theories "
    "that"
)
_GRANTED = word_set(
    "access amnesty appeal application applications asylum bail benefits bid care chance citizenship coverage entry funding help license "
    "licence motion opportunity parole permission permit permits petition request requests right rights service services treatment visa "
    "visas vote"
)
"""What is denied in the sense of being withheld."""
_SAYING = _stems(
    "say state mention disclose reveal discuss comment tell specify explain identify elaborate indicate suggest claim confirm admit "
    "acknowledge concede answer respond reply assert allege argue announce declare describe detail insist note predict promise propose "
    "quote cite refer report speak talk testify write clarify divulge concur"
)
_WEAK = _stems("speak talk describe note write concede promise propose quote")
"""Verbs that say something only where somebody refuses to: "declined to speak"."""
_GIVING = _stems("give offer provide")
_HOLDING = _stems("think believe expect agree imagine recall remember anticipate foresee")
_STATING = _SAYING - _WEAK | _HOLDING
_TELLING_NOUNS = word_set(
    "mention comment indication word reference details detail response answer hint explanation statement comments "
    "date dates evidence figure figures information name names number numbers reason reasons timetable"
)
_REFUSING = word_set(
    "refuse refuses refused refusing refusal decline declines declined declining fail fails failed failing unwilling unable avoid avoids "
    "avoided avoiding refrain refrained refraining short"
)
_NEGATIONS = word_set("not never t nor neither cannot no nobody none without")
_EMPHATIC = word_set(
    "only just merely simply doubt question secret bones help resist hesitate mince stop surprise wonder exactly mistake"
)
"""After a negation: it denies nothing."""
_BETWEEN = word_set(
    "be been being have has had do does did to yet ever even really actually directly immediately publicly explicitly specifically "
    "necessarily want wanted wish wished able going willing ready prepared bring himself herself themselves itself come out and or "
    "would will could should may might any make makes made making of from on further always so much once say"
)
_NOBODY = word_set("nobody none neither")
_REACH = 7


def denied(layers: Layers, attribution: Attribution) -> bool:
    """Whether the cue of a statement denies its content, or says that it was not said. False where there is no cue."""
    forms = layers.words.forms
    cue = [forms[i].lower() for a, b in attribution.cue for i in range(a, b)]
    if not cue:
        return False
    start, end = attribution.content[0]
    said = [form.lower() for form in forms[start : min(end, start + 6)]]
    return _denies(cue, said, [layers.pos[i] for a, b in attribution.cue for i in range(a, b)]) or (
        _by_nobody(layers, attribution) and any(stem(word) in _STATING for word in cue)
    )


def _denies(cue: Sequence[str], said: Sequence[str], pos: Sequence[str]) -> bool:
    for k, word in enumerate(cue):
        base = stem(word)
        if base in _DENYING and not _withheld(said) and not _negated(cue, k):
            return True
        dismisses = base in _DISMISSING and (k == 0 or pos[k].startswith("VB")) and not _negated(cue, k)
        if dismisses and any(w in _SAID for w in [*cue[k + 1 :], *said]):
            return True
    for k, word in enumerate(cue):
        if word in _REFUSING:
            return not _negated(cue, k) and _says([*cue[k + 1 :], *said], _SAYING)
        if word in _NEGATIONS:
            rest = list(cue[k + 1 :])
            if word in ("no", "without") and _tells(rest):
                return True
            if word != "no" and _says(rest, _STATING):
                return True
    return False


def _withheld(said: Sequence[str]) -> bool:
    """Whether the content begins with a noun phrase of something that is granted or denied: "the request"."""
    return any(word in _GRANTED for word in said[:4]) and "that" not in said[:1]


def _negated(cue: Sequence[str], k: int) -> bool:
    return any(word in _NEGATIONS or word in _REFUSING for word in cue[max(0, k - 4) : k])


def _says(rest: Sequence[str], verbs: frozenset[str]) -> bool:
    """Whether the first word of ``rest`` that is no auxiliary or adverb is one of ``verbs``."""
    for k, word in enumerate(rest[:_REACH]):
        if word in _EMPHATIC:
            return False
        base = stem(word)
        if base in verbs:
            return rest[k + 1 : k + 2] != ["with"]
        if base in _GIVING:
            return any(w in _TELLING_NOUNS for w in rest[k + 1 : k + 5])
        if word not in _BETWEEN and not word.endswith("ly") and word[0].isalnum():
            return False
    return False


def _tells(rest: Sequence[str]) -> bool:
    """Whether the words after "no" or "without" are of something told: "mention", "further comment"."""
    return not (rest and rest[0] in _EMPHATIC) and any(word in _TELLING_NOUNS for word in rest[:3])


def _by_nobody(layers: Layers, attribution: Attribution) -> bool:
    """Whether the source names nobody: "no official", "neither side"."""
    if not attribution.source:
        return False
    a, b = attribution.source[0]
    first = layers.words.forms[a].lower()
    return first in _NOBODY or (first == "no" and b - a > 1)
