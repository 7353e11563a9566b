"""Stop words, and what negates, supports and opposes: what negates, what supports, what opposes, and where the words that belong to a verb end."""

from __future__ import annotations

from ..store.words import stem


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


NEGATIONS = _set("not never cannot neither nor")
NO = _set("no none nobody nothing")
"""Negate where they stand right behind the verb or are the subject."""
HALF = _set("hardly barely scarcely rarely seldom without only merely just")
"""Neither yes nor no: what has one of these is compared with nothing."""

SUPPORT = _set(
    "support supports supported supporting back backs backed backing favor favors favored favoring favour favours favoured favouring "
    "endorse endorses endorsed endorsing endorsement embrace embraces embraced embracing approve approves approved approving advocate "
    "advocates advocated advocating champion champions championed championing cosponsor cosponsors cosponsored cosponsoring "
    "supportive supporter proponent backer"
)
VOTING = _set("vote votes voted voting")
PRAISE = _set(
    "praise praises praised praising hail hails hailed hailing applaud applauds applauded applauding welcome welcomes welcomed laud lauds lauded"
)
OPPOSE = _set(
    "oppose opposes opposed opposing opposition opponent reject rejects rejected rejecting disavow disavows disavowed disavowing disapprove "
    "disapproves disapproved disapproving repudiate repudiates repudiated repudiating disown disowns disowned against anti"
)
BLAME = _set(
    "denounce denounces denounced denouncing condemn condemns condemned condemning decry decries decried decrying blast blasts blasted blasting slam slams slammed"
)
GOOD = _set("great terrific wonderful excellent fantastic outstanding tremendous brilliant good right best")
BAD = _set(
    "terrible horrible awful disaster disastrous disgrace disgraceful worst mistake catastrophe wrong bad dumb stupid failure"
)
"""What is said of a thing or a person as a whole."""
URGING = _set(
    "urge urges urged urging call calls called calling want wants wanted ask asks asked implore implored press presses pressed demand demands demanded order orders ordered"
)
"""Before "the council to ...": what another one should do."""
WANTING = _set(
    "want wants wanted plan plans planned intend intends intended promise promises promised pledge pledges pledged vow vows vowed propose proposes proposed"
)
"""Before "to ...": what the speaker means to do."""
IRREGULAR = {
    "met": "meet", "said": "say", "told": "tell", "went": "go", "knew": "know", "took": "take", "gave": "give", "saw": "see", "spoke": "speak", "wrote": "write",
    "sent": "send", "made": "make", "ran": "run", "got": "get", "thought": "think", "paid": "pay", "sold": "sell", "bought": "buy", "built": "build", "lost": "lose",
    "won": "win", "left": "leave", "kept": "keep", "heard": "hear", "held": "hold", "broke": "break", "signed": "sign", "given": "give", "taken": "take", "seen": "see",
    "spoken": "speak", "written": "write", "known": "know", "gone": "go", "done": "do", "broken": "break",
}  # fmt: skip
"""Past forms that no stemmer knows."""
PLEDGING = _set(
    "promise promises promised promising pledge pledges pledged pledging vow vows vowed vowing plan plans planned planning intend intends intended intending "
    "agree agrees agreed commit commits committed"
)
DENYING = _set(
    "deny denies denied denying denial refute refutes refuted refuting dispute disputes disputed rejected rejects dismissed dismisses disavowed"
)
"""Of the cues that deny, those that leave no doubt that the speaker says that it is not so."""
RELUCTANT = _set(
    "reluctant hesitant hesitated urged urges urging asked asks willing willingness ready unready consider considers considered considering question questions "
    "questioned debate debated discuss discussed ponder pressed pressure pressured mocked ridiculed attacks attacked criticized criticised about whether"
)
"""In a cue: no stance, or somebody else's."""
PROPOSING = _set(
    "support supports supported favor favors favored back backs backed will would should must propose proposes proposed proposal embrace embrace call calls called demand demands demanded want wants pledge pledges pledged"
)
GIVING = _set(
    "grant grants award awards awarded receive received receives funding funds announced secured includes included loan loans poll polls percent points delegates votes"
)
"""Tell of amounts that are different each time."""
VOICING = _set(
    "reiterated reiterates reaffirmed announced announces expressed voiced declared pledged offered gave gives announcing confirmed stressed affirmed repeated"
)
WITHDRAWING = _set("withdrew withdraws withdrawn rescinded withheld withholds dropped revoked")
UNDOING = _set(
    "eliminate eliminating elimination cut cuts cutting end ending repeal repealing ban banning block blocking abolish abolishing scrap scrapping reduce reducing "
    "close closing stop stopping kill killing weaken weakening undo undoing defund defunding remove removing replace replacing limit limiting restrict restricting"
)
"""For these of a thing is against the thing."""
GIVING_UP = (
    _set("reverse reverses reversed reversing abandon abandons abandoned abandoning renounce renounces renounced end ends ended")
    | WITHDRAWING
)
"""Before "his support for": that it is no more."""
REFUSING = _set("refuse refuses refused refusing decline declines declined declining")
RULING_OUT = _set("rule rules ruled ruling")
"""With "out": of what is said not to come."""
REGRETTING = _set(
    "regret regrets regretted regretting mistake wrong error apologize apologizes apologized apologise apologised sorry"
)
"""Of an act of one's own: that it should not have been."""

SAYING = _set(
    "say says said saying tell tells told telling claim claims claimed claiming argue argues argued suggest suggests suggested insist insists insisted "
    "asked ask asks quoted quote according accuse accuses accused called calls calling wonder wondered"
)
"""What stands under one of these may be somebody else's word."""
ALONE = _set("resign quit retire testify apologize apologise concede withdraw abdicate strike attend vote run debate")
"""Verbs that say enough without an object."""

FIRST = _set("i we")
REPORTED = _set("he she they")
"""The speaker in reported speech, unless it is somebody else."""
PRONOUNS = _set(
    "it he she they him her them this that these those you me us one myself yourself himself herself itself ourselves themselves so there "
    "what who which anyone everyone someone anybody everybody somebody anything everything something i we such both mine yours ours theirs others"
)

BE = _set("is are was were am be been being 's 're 'm")
HAVE = _set("has have had 've having")
DO = _set("do does did")
WILL = _set("will would shall wo 'll 'd going gonna")
SHOULD = _set("should must ought need needs")
CAN = _set("can could ca")
MAY = _set("may might")
MODAL_CLASSES = (("fact", BE | HAVE | DO), ("will", WILL), ("should", SHOULD), ("can", CAN), ("may", MAY))
AUXILIARIES = BE | HAVE | DO | WILL | SHOULD | CAN | MAY

BOUNDARIES = _set(
    "if unless until till because while when whenever who whom which where whether since although though whereas whose why how what but than "
    "lest so then or after before once that provided assuming as and yet"
)
CONDITIONS = _set("if unless whether provided assuming suppose should once until")
PREPOSITIONS = _set(
    "of in on for to from with by at against about into over under between through during within toward towards among across near around "
    "without via upon off out up down onto regarding"
)
DETERMINERS = _set("a an the my our his her their its your this that these those any some all every each another own")
ADVERBS = _set(
    "also just really very quite then here there now ever still already longer absolutely certainly simply actually probably perhaps maybe "
    "strongly fully firmly completely totally personally definitely always again even soon today yes well currently publicly long once since "
    "repeatedly previously later clearly obviously frankly honestly"
)
GENERAL = _set(
    "thing things people way ways country nation world time times year years day days lot lots kind sort part man woman men women guy guys person "
    "place case point fact question issue issues problem problems work idea plan plans proposal proposals bill bills effort efforts measure measures "
    "presidential right rights policy policies campaign candidate president presidency election party good great better best bad worse big new first last next same "
    "different get got make do be say go come take want need know think see look let give put keep tell call try believe feel talk like american "
    "americans job deal deals agreement agreements pact law laws legislation act resolution nomination vote votes decision rule rules move moves amendment amount "
    "money number numbers total today week month part program programs project projects statement statements said "
    "above below more less least most possible"
)
"""Too common to tell, alone, what is spoken of."""
CALENDAR = _set(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec "
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun"
)
"""Months and days of the week, written with a capital: when, not what."""
LEADING = _set(
    "benefit benefits merit merits idea concept notion principle candidacy bid goal passage creation value importance prospect possibility adoption approval "
    "ratification"
)
"""Before "of": which side of a thing a stance is on, not the thing."""
REVERSED = {
    "unqualified": "qualified", "unfit": "fit", "unsafe": "safe", "dangerous": "safe", "illegal": "legal", "unlawful": "legal", "lawful": "legal",
    "impossible": "possible", "unconstitutional": "constitutional", "unacceptable": "acceptable", "unnecessary": "necessary", "needless": "necessary",
    "unfair": "fair", "unjust": "fair", "guilty": "innocent", "wrong": "right", "false": "true", "untrue": "true", "dead": "alive",
    "inappropriate": "appropriate", "ineligible": "eligible", "unaffordable": "affordable", "unsustainable": "sustainable", "dishonest": "honest",
    "unrealistic": "realistic", "unworkable": "workable", "ineffective": "effective", "inadequate": "adequate", "insufficient": "sufficient",
    "unlikely": "likely", "unaware": "aware", "unwilling": "willing", "unable": "able", "irresponsible": "responsible",
    "unreasonable": "reasonable", "unprepared": "prepared", "incapable": "capable", "untrustworthy": "trustworthy", "disloyal": "loyal",
}  # fmt: skip
"""Adjectives that deny what another one says."""
FUNCTION = (
    NEGATIONS
    | NO
    | HALF
    | PRONOUNS
    | AUXILIARIES
    | BOUNDARIES
    | PREPOSITIONS
    | DETERMINERS
    | ADVERBS
    | _set("s t re ve ll d m to mr mr. mrs mrs. ms ms. dr. sen. gov. rep. ca wo")
)
GENERAL_STEMS = frozenset(stem(word) for word in GENERAL)
UNDOING_STEMS = frozenset(stem(word) for word in UNDOING)
VAGUE_STEMS = GENERAL_STEMS | frozenset(stem(word) for word in LEADING)
"""Stems that say little alone."""
