"""Word lists for dates: what tells whether a time can be that of a statement, and what kind of telling a cue is."""

from __future__ import annotations

import re

from ..wordlists import word_set

OCCASIONS = word_set(
    "speech rally interview statement debate conference meeting hearing event report poll survey tweet tweets letter memo "
    "testimony address appearance town forum press briefing remarks news call interviews post article column op editorial "
    "ad announcement"
)
"""Occasions of speech and writings: "his 2013 interview" dates a statement, "the 2012 race" does not."""
WRITTEN = word_set("interview statement tweet letter memo post column email release")
"""What is published on a day that follows it: "in a statement Friday"."""
OPENERS = word_set("on in a an the late early last this")
"""May stand before a time at the beginning of content that belongs to the cue."""
SAYING = word_set(
    "said told wrote announced added asked called tweeted declared insisted noted argued warned claimed continued explained "
    "replied responded testified stated released published reported suggested acknowledged accused showed found praised "
    "blasted vowed"
)
"""Past forms of verbs that tell of one act of speech."""
PRESENT = word_set(
    "says say thinks think believe believes want wants hope hopes see sees expect expects know knows is are claim claims"
)
"""Forms that tell of a standing opinion."""
PREPOSITIONS = word_set("on in since by from until at during of after before late early for to through between over")
"""May stand between the beginning of a sentence and a time that opens it."""
UNTIMELY = word_set("since by from until after before through between to for")
"""Right before a time: it is when something else began or ended."""
BOUNDARY = word_set(
    "who whom whose which where when while after as but although though because if since until before despite following amid"
)
"""Begin another clause, whose time is not that of the cue."""
ASIDE = word_set("after following since before until ahead despite wake amid between through aside beyond past")
"""Up to eight words before a time: it is that of another event, "after the storm of Tuesday"."""
SUBORDINATE = word_set("while although though")
RELATIVE = word_set("who which that whom")
ANOTHER = word_set("later since previously once often long repeatedly usually frequently already initially")
"""Near a cue: it tells of another occasion than the one told so far."""
POLLS = {"survey": "poll", "surveys": "poll"}
"""Words for one kind of source."""
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
"""Penn Treebank tags of verbs that make a clause."""
DATELINE = re.compile(r"\s*(?:\(\w[\w .]{0,20}\))?\s*[—–-]{1,2}\s")
"""After a time: it is that of a dateline."""
