"""The cue lexicon: English words that report speech, belief, knowledge, intention and direction.

A word's class is a clue for the kind of a statement, no more: the cue's context decides.
"""

from __future__ import annotations

_CLASSES: dict[str, str] = {
    "assertion": """
        accuse acknowledge add address admit advertise advise affirm agree allege announce answer apologize argue ask
        assert assure attack attribute axe bash blame blast blog boast brag brand brief call caption caution challenge chant characterize
        charge cite claim comment compare complain concede conclude condemn confess confide confirm congratulate contend
        contradict correct counter criticize cry declare decry defend define denounce deny depict describe detail
        deride disclose discuss dismiss dispute dub echo elaborate emphasize explain exclaim express fault file flag
        forecast headline hint imply indicate inform insinuate insist interject interrupt introduce invoke joke lament laud
        list mention mock mumble mutter muse name narrate note observe offer opine outline
        paint phrase plead point portray post praise predict preface proclaim project promote pronounce publish publicize
        question quip quote rail rant read recite recount refer refute reiterate relate relay release remark remind repeat
        reply report respond retort retweet reveal rip say scold scream shout show sigh signal slam speak specify speculate
        spell state stipulate stress suggest summarize talk taunt tease tell testify thank tout tweet underline underscore
        utter vent voice volunteer warn weigh whisper write yell accusation acknowledgement allegation announcement answer
        argument article assertion assurance claim comment complaint concession conclusion confirmation criticism
        declaration denial description e-mail email explanation forecast headline interview joke letter memo message
        mention note op-ed poll post prediction quote rant remark report reply response revelation rumor speech statement
        story study suggestion survey talk testimony tweet warning word comments remarks words according per
    """,
    "belief": """
        accept admire advocate appreciate approve assume back balk believe bet blame bother care cheer concern consider credit
        deem despise disagree disapprove disbelieve dislike distrust doubt dread embrace endorse enjoy envision estimate expect
        fancy favor favour fear feel figure find frustrate gather glad guess hate imagine impress interpret judge like loathe
        love mind object oppose perceive prefer presume proud rank rate reckon regard regret reject reluctant resent respect satisfy
        side skeptical sceptical support suppose suspect swing sympathize think tolerate trust understand upset view wary welcome
        wonder worry worried afraid angry anxious anxiety anger apprehensive assumption attitude belief certain confident
        confidence conviction concern disappointed displeasure doubt enthusiasm expectation eyes fear feeling
        frustration fury happy hopeful hostility impression judgment mindset misgivings mood opinion opposition optimistic outlook
        outrage perception pessimistic philosophy position preference prejudice presumption qualms reservation satisfaction
        sense sentiment skepticism scepticism stance suspicion sure surprised theory thinking thought uncertain uneasy unhappy
        untroubled view worry adore approval disapproval critical supportive wrong sympathetic uncomfortable comfortable seem appear
        appearance apparently seemingly follow identify agitated agreement disagreement challenge unconvinced buy
    """,
    "knowledge": """
        ascertain aware conscious detect determine discern discover establish experience find forget glean hear identify
        know knowledge learn memory notice observe overhear realize realise recall recognise recognize recollect recollection remember reminisce
        see sight spot spy uncover unaware understand understanding watch witness evidence realization realisation discovery familiar verify get
    """,
    "intention": """
        aim aspire attempt commit consider contemplate dedicate decide decline desire determined eager eye hope intend intention
        itch keen look need offer opt plan pledge ponder prefer prepare prepared prepares promise propose pursue
        ready refuse resolve schedule seek set struggle swear threaten tempted try vow want willing wish yearn ambition bid commitment
        desire determination effort goal intent interest interested mind mission motive oath objective pledge plan priority
        promise proposal purpose quest reluctance strategy threat vow willingness refusal aim hope unwilling stifle gladly
    """,
    "directive": """
        appoint approve authorize allow ask ban bar beg block call command compel convince counsel dare decree demand designate direct dictate
        discourage elect encourage enforce entreat exhort forbid force grant guide implore impose insist instruct invite issue
        lobby mandate nominate oblige order outlaw overturn overrule pass permit persuade petition plead prescribe press pressure
        prod prohibit prompt propose push quash recommend reject rule request require restrict sanction sentence sign solicit
        strike sue summon subpoena tap uphold urge veto vote nod welcome coach replace legalize implored injunction advice appeal ban
        command decision decree demand directive edict guideline instruction invitation law legislation mandate motion nomination
        order permission plea policy proposal recommendation request requirement resolution rule ruling subpoena verdict
    """,
}


_PHRASES = {
    "directive": "ask for, call for, call on, call upon, push for, press for, vote to, vote for, vote against, appeal to",
    "belief": "see as, view as, regard as, think of, take comfort, opposed to, put off",
    "knowledge": "aware of, find out, unaware of",
    "intention": "look to, set to, prepared to, willing to, ready to, eager to, interested in, voting for",
}


def stem(form: str) -> str:
    """A rough stem of an English verb or noun, the same for its inflected forms: "vowed", "vowing", "vows" -> "vow"."""
    word = form.lower()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending in ("ingly", "edly", "ings", "ing", "ied", "ies", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            if ending in ("ied", "ies"):
                word += "i"
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word.rstrip("e").replace("y", "i") if len(word) > 3 else word


_IRREGULAR = {
    form: base
    for base, forms in {
        "say": "said says saying say",
        "tell": "told tells telling tell",
        "think": "thought thinks thinking think",
        "know": "knew known knows knowing know",
        "see": "saw seen sees seeing see",
        "write": "wrote written writes writing write",
        "find": "found finds finding find",
        "hold": "held holds holding hold",
        "mean": "meant means meaning mean",
        "feel": "felt feels feeling feel",
        "hear": "heard hears hearing hear",
        "read": "reads reading read",
        "forget": "forgot forgotten forgets forget",
        "show": "showed shown shows showing show",
        "swear": "swore sworn swears swear",
        "speak": "spoke spoken speaks speaking speak",
        "understand": "understood understands understand",
        "learn": "learnt learned learns learn",
        "teach": "taught teaches teach",
        "call": "called calls calling call",
        "choose": "chose chosen chooses choosing choose",
        "make": "made makes making make",
        "give": "gave given gives giving give",
        "take": "took taken takes taking take",
        "lead": "led leads leading lead",
        "seek": "sought seeks seeking seek",
        "be": "is are was were been being am be",
    }.items()
    for form in forms.split()
}


def _stems() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for kind, text in _CLASSES.items():
        for word in dict.fromkeys(stem(w) for w in text.split()):
            found.setdefault(word, []).append(kind)
    return {word: tuple(kinds) for word, kinds in found.items()}


PHRASE_OF: dict[tuple[str, str], str] = {
    (stem(first), second): kind
    for kind, text in _PHRASES.items()
    for first, second in (phrase.split() for phrase in text.split(", "))
}
"""(Stem of a cue word, word after it) -> the kind that the two together stand for."""

CLASSES_OF: dict[str, tuple[str, ...]] = _stems()
"""Stem of a cue word -> the kinds that it often stands for."""


def classes_of(term: str) -> tuple[str, ...]:
    """The kinds that a stem, or a phrase of a stem and the word after it, often stands for."""
    verb, _, after = term.partition(" ")
    return (PHRASE_OF[verb, after],) if after else CLASSES_OF.get(term, ())
