"""Word lists for commitments: what governs a course of action, what bounds it, and what makes it hang on a condition."""

from __future__ import annotations


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


MODALS: dict[str, str] = {
    **{form: form for form in "will would shall should must can could may might ought".split()},
    **{"ll": "will", "wo": "will", "won": "will", "d": "would", "wouldn": "would", "shan": "shall", "shouldn": "should"},
    **{"mustn": "must", "cannot": "can", "couldn": "could", "needn": "need", "mightn": "might", "gonna": "going", "gotta": "have"},
}
"""Form of a modal verb, as words are cut -> its name."""

CUT_MODALS = _set("wo won wouldn shan shouldn mustn couldn needn mightn")
"""Modals that stand only before "n't"."""

NEGATIONS = _set("not never cannot t no nor neither hardly")

TO_GOVERNORS: dict[str, str] = {
    form: name
    for name, forms in {
        "going": "going",
        "plan": "plan plans planned planning",
        "intend": "intend intends intended intending intention intentions intent",
        "want": "want wants wanted wanting wish wishes wished desire desires",
        "like": "like love prefer happy glad honored honoured delighted pleased open",
        "promise": "promise promises promised promising pledge pledges pledged pledging vow vows vowed vowing swear swears swore",
        "commit": "committed commit commits committing commitment dedicated determined resolved resolve obliged bound",
        "agree": "agree agrees agreed agreeing consented",
        "offer": "offer offers offered offering volunteer volunteered",
        "ready": "ready prepared prepares prepare preparing poised set willing eager about willingness scheduled due",
        "threaten": "threaten threatens threatened threatening threat threats",
        "refuse": "refuse refuses refused refusing decline declines declined declining refusal reluctant unwilling",
        "propose": "propose proposes proposed proposing proposal seek seeks sought seeking decide decides decided decision aim aims goal",
        "need": "need needs needed required requires",
        "have": "have has had got",
        "urge": "urge urges urged ask asks asked tell tells told call calls called demand demands demanded order orders ordered "
        "urging asking telling calling demanding ordering encourage encourages invite invited allow implore expect require require "
        "request requests requested beg advise advised warn warned instruct instructed direct directed force",
        "time": "time important imperative necessary vital essential crucial",
        "consider": "consider considers considering considered",
        "help": "forward",
        "try": "try trying tries tried continue continues work working works fight fighting",
        "hope": "hope hopes hoped hoping",
    }.items()
    for form in forms.split()
}
"""A word that an infinitive with "to" may hang on -> its name."""

DEMANDING = _set(
    "urge urged urges urging ask asked asks asking tell told tells telling call called calls calling demand demanded demands demanding "
    "order ordered orders ordering want wants wanted need needs needed encourage encourages encouraged encouraging invite invites "
    "invited implore implores implored expect expects expected require requires required request requests requested beg begs begged "
    "advise advised advises warn warned warns instruct instructed instructs direct directed directs force forced welcomed like time "
    "for press pressed pressing push pushed pushing appeal appealed"
)
"""What "somebody to do something" may hang on."""

PERFORMATIVE = _set("guarantee promise pledge vow")
"""Verbs by which "I" and "we" bind themselves in saying them."""

GERUND_GOVERNORS = _set(
    "considering consider considered proposed proposing propose proposes suggested suggest suggests forward to of on in about "
    "committed includes include including mean means involves recommend recommends recommended continue continues start begin keep"
)

NOMINAL_GOVERNORS = _set(
    "called calls calling call demanded demanding demands demand asked asking ask sought seeking proposed proposing proposes urged "
    "urging promised promises promising pledged pushing pushed requires required requiring authorized announced announcing vowed "
    "recommended requested"
)

REASONS = _set("because since although though whereas but while whether whilst lest")
"""Words that begin something that is no part of a course of action."""

CONDITIONAL = _set("if unless until till once")

NOMINATIVE = _set("i we you he she they it")

CLAUSE_SUBJECTS = NOMINATIVE | _set("who which that this there these those")

ASKING = _set(
    "ask asks asked asking see seeing know knows knew wonder wonders wondered wondering doubt decide sure check determine "
    "question matter matters find clear certain tell unclear even as what whatever"
)
"""Words after which "if" means "whether", or after which it makes no condition."""

BODY_NOUNS = _set(
    "campaign company party group government administration committee council board team agency department union "
    "country nation city state office foundation organization organisation network firm ministry commission court police "
    "bank association institute university army coalition officers officials"
)

STATIVE = _set(
    "be win lose know see think believe become seem happen appear get need want like love mean look feel hear find understand remain "
    "cost fail exist depend matter benefit suffer hurt deserve face enjoy prove result rise fall grow come "
    "gain survive emerge occur expect hope suspect imagine notice realize argue say tell bet guess show wind turn"
)
"""Verbs that mostly tell what befalls somebody, in the base form."""
DEEDS = _set(
    "vote support sign veto repeal build appoint nominate oppose fight fix release continue keep work consider stop end cut raise create "
    "invest introduce appeal sue withdraw return ban impose deport help protect defend stay run endorse back join meet attend boycott "
    "apologize apologise resign pay donate publish reject push pursue seek reform change expand increase reduce lower close open leave "
    "quit drop launch review investigate provide ensure make take give put bring go send use spend hold pull move replace remove renegotiate "
    "block approve deliver restore strengthen rebuild campaign debate speak talk ask call remind legalize tackle address order name "
    "implement enforce suspend cancel honor honour respect refuse accept let allow"
)
"""Verbs that mostly tell what somebody does, in the base form."""

COMMISSIVE = _set(
    "promise pledge vow swear commit guarantee agree threaten refuse decline offer plan intend decide volunteer promised pledged vowed "
    "vowing promising pledging swore sworn committed guaranteed agreed agreeing threatened threatening refused refusing refuses declined "
    "offered offering planned planning plans intends intended decided promises pledges vows threatens agrees offers proposed proposes "
    "proposing propose proposal threat threats commitment decision plan promise pledge vow determined ready willing prepared set "
    "announced announces announcing refusal willingness intention swears"
)
BINDING = _set(
    "promise promised promises promising pledge pledged pledges pledging vow vowed vows vowing swear swore swears sworn commit committed "
    "commits guarantee guaranteed guarantees agreed agrees threatened threatens threatening offered offers"
)
"""Words of a cue that bind whatever the verb."""
DIRECTIVE = _set(
    "urge urged urges urging call called calls calling demand demanded demands demanding ask asked asks asking order ordered orders "
    "tell telling told tells insist insisted insists beg begged implore implored recommend recommended recommends suggest suggested "
    "suggesting require required requires request requested warn warned advise advised press pressed pushed pushing push invite invited "
    "encourage encouraged encouraging instruct instructed coached welcomed demands appeal plea implores sought lobbied lobbying"
)
CALLING = _set(
    "urge urged urges urging call called calls calling ask asked asking demand demanded demands demanding order ordered implore implored "
    "encourage encouraged invite invited beg request requested want like need"
)
"""Words within what is said that tell somebody to act."""
SPOKEN_FOR = _set(
    "spokesman spokeswoman spokesperson adviser advisor aide aides strategist manager chairman campaign counsel lawyer attorney "
    "running mate surrogate director supporter son daughter wife husband chief advisers secretary deputy"
)
OPENING_QUOTES = _set("“ ‘ \" ' `")
QUOTES = OPENING_QUOTES | _set("” ’ « »")
SENTENCE_END = _set(". ? ! …")
DASHES = _set("— – ; :")
