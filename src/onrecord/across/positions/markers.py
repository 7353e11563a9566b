"""Markers: the words by which an article itself says that somebody spoke otherwise before, or has come to speak otherwise since."""

from __future__ import annotations

import re
from typing import NamedTuple

from ...store.words import stem


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words.split('|'))})\b", re.IGNORECASE)


FIRST = _any(
    r"initial(?:ly)?|original(?:ly)?|at first|at one (?:time|point)|used to|once(?! again| more| the)|first (?=said|told|denied|claimed|insisted)"
    r"|(?:previous|former|earli)(?:ly|er) (?=oppos|support|endors|favou?r|back|reject|prais|champion|refus|rul|vow|promis|pledg)"
)
"""Said of what no longer holds."""
BEFORE = _any(
    r"previous(?:ly)?|formerly|earlier|(?:had|has) (?:\w+ )?(?:testified|promised|pledged|vowed|insisted|denied|maintained)|has long|had said|have long"
)
"""Said of what was before; it may hold all the same."""
REVISING = _any(
    r"(?:revis|revers|rescind)(?:ed|es|s|ing) (?:(?:his|her|its|their|the|a|an earlier)\b|$)|back-?pedal\w*|back-?track\w*|renounc\w+|retract\w*|recant\w*|reneg\w+ on|flip-?flop\w*|go(?:es|ing)? back on|went back on|gone back on"
    r"|(?:did|does|do|made|makes|make|making) an? (?:about-face|u-turn|reversal|turnabout)|turn(?:ed|s|ing) against|(?:dial|scal|roll)(?:ed|s|ing)? back (?:on )?(?:his|her|its|their)"
    r"|retreat(?:ed|s|ing) from|contradict(?:ed|s|ing) (?:himself|herself|itself|themselves|his|her)"
    r"|withdr(?:ew|awn|aws|awing) (?:his|her|its|their) (?:support|endorsement|backing|opposition|promise|pledge)"
    r"|(?:chang|shift|soften)\w* (?:his|her|its|their) (?:mind|position|stance|tune|view|views)|revers(?:es|ed|ing) (?:himself|herself|itself|course)|reversals? on"
    r"|back(?:ed|s|ing) (?:away|off|down) from|walk(?:ed|s|ing) back|turn(?:ed|s|ing) (?:his|her|their|its) back on|(?:has|have|had) since"
)
"""Said of what has come in the place of something else."""
NOW = _any(r"no longer|now|later|eventually|ultimately|subsequently")
BUT = _any(r"but|later|then|now|however|before|until|only to|subsequently|eventually|since")
"""Joins what was said at first to what was said instead."""
REGRETTING = _any(
    r"regret(?:s|ted|ting)?|(?:a|his|her|their|my|our|was|been) (?:\w+ )?mistake|was wrong|were wrong|apologi[sz]\w+|wish(?:es|ed)? (?:he|she|they|I|we) had"
)
"""Says of something of one's own that it should not have been."""
JOKING = _any(
    r"(?:was|were|is|been|only|just|merely) (?:\w+ )?(?:joking|kidding|sarcastic|facetious|in jest)|(?:a|as) (?:bad |just )?joke|sarcas\w+|tongue-in-cheek|misspoke|misspoken"
)
"""Says that something was not meant as it was said."""
NARROWING = _any(
    r"at th(?:e|at) time|when (?:it|they|he|she) (?:was|were)|knowingly|intentionally|deliberately|to (?:my|his|her|our|their) knowledge|as far as (?:I|we|he|she|they) kn[eo]w"
    r"|that (?:I|we|he|she|they) kn[eo]w of|to the best of (?:my|his|her|our|their)|personally|directly|technically"
)
"""Leaves of a denial only a part."""
RECASTING = re.compile(
    r"\bwhen (?:I|we|he|she|they) (?:\w+ )?(?:said|called|talked|spoke|promised)\b(?P<what>.{8,80}?)[,;.]\W{0,3}(?:I|we|he|she|they|what|it|that|the|people)\b.{0,40}"
    r"\b(?:mean|meant|meaning|understood|referring|talking about|speaking of|intended)\b",
    re.IGNORECASE,
)
"""Tells anew what was meant by words said before."""
DENIED_SAYING = re.compile(
    r"\bden(?:ied|ies|y|ying)\b.{0,12}\b(?:saying|having said|suggesting|having suggested|calling for|having called for|proposing|having proposed|promising|having promised)\b",
    re.IGNORECASE,
)
"""A cue that denies having said the content."""
DISOWNING = re.compile(
    r"\b(?:I|we|he|she|they)(?:['’](?:ve|d)| have| has| had)? (?:never|(?:did|have|has|had)(?:n['’]t| not)(?: ever)?|not) (?:ever )?"
    r"(?:said|say|suggest(?:ed)?|call(?:ed)? for|propos(?:ed|e)|promis(?:ed|e)|advocat(?:ed|e)|recommend(?:ed)?)\b",
    re.IGNORECASE,
)
"""Denies having said something."""
IN_REGRETTING = re.compile(r"regret|mistake|wrong|apolog|wish", re.IGNORECASE)
IN_NARROWING = re.compile(r"when|time|kn[eo]w|intention|deliberate|best|personal|direct|technical", re.IGNORECASE)
IN_RECASTING = re.compile(r"when", re.IGNORECASE)
"""What a match of these at least has in one of its words, and quick to look for."""
CONCEDING = _any(r"admit(?:s|ted|ting)?|acknowledg(?:e|es|ed|ing)|conced(?:e|es|ed|ing)")
STILL = _any(r"still|always|again|reiterat\w+|repeat\w*|continu\w+|also|stood by|stands by|maintain\w*|reaffirm\w*")
"""Says that nothing has changed."""
_END = re.compile(r"[.!?]['\"”’)]*\s")
_NEGATED = _any(r"not|never|n['’]t|no|didn['’]t|refus\w+|declin\w+|without")

OPPOSITES = tuple(
    tuple(frozenset(stem(word) for word in side.split()) for side in pair.split("|"))
    for pair in (
        "remove withdraw pull|remain stay keep",
        "open reopen|close shut",
        "raise increase expand grow boost hike|cut lower reduce decrease shrink slash",
        "ban bar block forbid prohibit stop halt|allow permit admit let",
        "keep retain preserve defend maintain|repeal scrap abolish abandon undo replace end eliminate dismantle revoke",
        "accept approve ratify sign pass adopt|reject veto refuse decline oppose block defeat",
        "join enter|leave quit exit",
        "legalize decriminalize|criminalize outlaw ban",
        "build construct|demolish raze tear",
        "strengthen tighten toughen|weaken loosen relax ease",
        "confirm admit acknowledge|deny",
        "win|lose",
        "hire appoint|fire dismiss",
        "release publish disclose|withhold conceal hide",
        "start begin launch|stop halt end cease",
        "fund finance|defund",
        "extend prolong|shorten end",
        "privatize|nationalize",
        "hasten accelerate|delay postpone",
    )
)


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
        first = FIRST.search(cue)
        revising = not negated and bool(REVISING.search(cue))
        since = revising or (not negated and bool(NOW.search(cue)))
        return cls(
            first is not None and not BUT.search(cue[first.end() :]),
            bool(BEFORE.search(cue)),
            since,
            revising,
            bool(CONCEDING.search(cue)),
            bool(STILL.search(cue)),
        )


def opposite(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two bags of stems have words that are each other's opposites."""
    for a, b in OPPOSITES:
        for x, y in ((a, b), (b, a)):
            if one & x and other & y and not (one & y or other & x):
                return True
    return False


def instead(behind: str) -> bool:
    """Whether words that stand between two statements set the second against the first: "but", "before", at most one sentence on."""
    return bool(BUT.search(behind)) and len(_END.findall(behind)) < 2 and "\n\n" not in behind
