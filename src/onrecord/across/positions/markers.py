"""Markers: the words by which an article itself says that somebody spoke otherwise before, or has come to speak otherwise since."""

from __future__ import annotations

import re
from typing import NamedTuple


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words.split('|'))})\b", re.IGNORECASE)


FIRST = _any(
    r"initial(?:ly)?|original(?:ly)?|at first|used to|once(?! again| more)|(?:previous|former)ly (?=oppos|support|endors|favou?r|back|reject|prais)"
)
"""Said of what no longer holds."""
BEFORE = _any(
    r"previous(?:ly)?|formerly|earlier|(?:had|has) (?:\w+ )?(?:testified|promised|pledged|vowed|insisted|denied|maintained)|has long|had said|have long"
)
"""Said of what was before; it may hold all the same."""
REVISING = _any(
    r"(?:revis|revers|rescind)(?:ed|es|s|ing) (?:(?:his|her|its|their|the|a|an earlier)\b|$)|backpedal\w*|backtrack\w*|renounc\w+|retract\w*|recant\w*"
    r"|(?:chang|shift|soften)\w* (?:his|her|its|their) (?:mind|position|stance|tune|view|views)|revers(?:es|ed|ing) (?:himself|herself|itself|course)|reversals? on"
    r"|back(?:ed|s|ing) (?:away|off|down) from|walk(?:ed|s|ing) back|turn(?:ed|s|ing) (?:his|her|their|its) back on|(?:has|have|had) since"
)
"""Said of what has come in the place of something else."""
NOW = _any(r"no longer|now|later")
DISOWNING = re.compile(
    r"\b(?:I|we|he|she|they)(?:['’](?:ve|d)| have| has| had)? (?:never|(?:did|have|has|had)(?:n['’]t| not)(?: ever)?|not) (?:ever )?"
    r"(?:said|say|suggest(?:ed)?|call(?:ed)? for|propos(?:ed|e)|promis(?:ed|e)|advocat(?:ed|e)|recommend(?:ed)?)\b",
    re.IGNORECASE,
)
"""Denies having said something."""
CONCEDING = _any(r"admit(?:s|ted|ting)?|acknowledg(?:e|es|ed|ing)|conced(?:e|es|ed|ing)")
STILL = _any(r"still|again|reiterat\w+|repeat\w*|continu\w+|also|stood by|stands by|maintain\w*|reaffirm\w*")
"""Says that nothing has changed."""
_NEGATED = _any(r"not|never|n['’]t|no|didn['’]t|refus\w+|declin\w+|without")

_OPPOSITES = (
    ("remov", "withdraw"), ("remain", "stai", "keep"),
    ("open", "reopen"), ("close", "shut"),
    ("rais", "increas", "expand", "grow"), ("cut", "lower", "reduc", "decreas", "shrink"),
    ("ban", "bar", "block", "forbid", "prohibit", "stop"), ("allow", "permit", "admit", "let"),
    ("keep", "retain", "preserv", "defend"), ("repeal", "scrap", "abolish", "abandon", "undo", "replac"),
)  # fmt: skip


class Marks(NamedTuple):
    """What a cue says of the time of its statement."""

    first: bool
    before: bool
    since: bool
    revising: bool
    conceding: bool
    still: bool

    @classmethod
    def of(cls, cue: str) -> Marks:
        """The marks of a cue; a negated one marks nothing."""
        negated = bool(_NEGATED.search(cue)) and "no longer" not in cue.lower()
        revising = not negated and bool(REVISING.search(cue))
        since = revising or (not negated and bool(NOW.search(cue)))
        return cls(
            bool(FIRST.search(cue)), bool(BEFORE.search(cue)), since, revising, bool(CONCEDING.search(cue)), bool(STILL.search(cue))
        )


def opposite(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two bags of stems have words that are each other's opposites."""
    for a, b in zip(_OPPOSITES[::2], _OPPOSITES[1::2], strict=True):
        for x, y in ((a, b), (b, a)):
            if one & set(x) and other & set(y) and not (one & set(y) or other & set(x)):
                return True
    return False
