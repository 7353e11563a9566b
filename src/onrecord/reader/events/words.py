"""Word lists for events: verbs that carry none, nouns that name some, and what plans, conditions and denials are told by."""

from __future__ import annotations

from ..wordlists import word_set

BE = word_set("be is are was were been being am s m re ain isn aren wasn weren")
HAVE = word_set("have has had having ve haven hasn hadn")
AUXILIARY = (
    BE | HAVE | word_set("do does did doing don doesn didn will would shall should can could may might must ll d wo won ought")
)
"""Verbs that help others, in the forms that words are cut to; none of them is an event."""

LIGHT = word_set(
    "hold held holds holding make made makes making take took taken takes taking give gave given gives giving have has had having "
    "stage staged stages staging conduct conducted conducts conducting carry carried carries carrying issue issued issues issuing "
    "launch launched launches launching open opened opens opening mount mounted mounts mounting undergo underwent undergone "
    "reach reached reaches reaching sign signed signs signing file filed files filing do did done does commit committed commits "
    "begin began begun begins start started starts pay paid pays lead led deliver delivered impose imposed imposes imposing "
    "declare declared declares declaring provide provided provides providing offer offered offers offering send sent sends sending "
    "organize organized organise organised organizing grant granted grants granting receive received renew renewed renewing"
)
"""Verbs that may only carry the event that their object names ("held talks")."""

BEGIN = word_set("begin began begun begins beginning start started starts starting resume resumed resumes resuming renew renewed")
GO_ON = word_set("continue continued continues continuing keep kept keeps keeping remain remained remains remaining go goes")
STOP = word_set(
    "stop stopped stops stopping end ended ends ending halt halted halts halting cancel cancelled canceled cancels cancelling canceling "
    "suspend suspended suspends suspending lift lifted lifts lifting ease eased eases easing drop dropped drops dropping scrap "
    "scrapped abandon abandoned abandons withdraw withdrew withdrawn withdraws withdrawing postpone postponed postpones revoke "
    "revoked repeal repealed relax relaxed loosen loosened cut reduce reduced reduces reducing freeze froze frozen sever severed "
    "break broke broken breaks breaking"
)
"""Verbs that end what their object names."""

EVENT_NOUNS = word_set(
    "abduction accident accord acquisition address advance agreement airlift airstrike ambush amnesty announcement appeal appearance "
    "appointment approval arrest arrival assassination assault attack attempt auction audit award ballot ban banquet battle bid "
    "birth blast blockade blow bombardment bombing boom boycott breach breakdown breakthrough briefing burial bust campaign "
    "cancellation capture ceasefire celebration ceremony change charge clash closure coalition collapse collision comeback "
    "commemoration competition complaint concert conference confrontation conflict construction contest contract controversy "
    "convention conviction cooperation coronation coup crackdown crash creation crisis crossing curfew cut cyclone deal death debate "
    "debut decision decline decrease defeat delay delivery demand demolition demonstration denial departure deployment deportation "
    "derailment descent design detention development dialogue dinner disappearance disaster discovery discussion dismissal dispatch "
    "display dispute donation downturn draft drill drop drought drowning earthquake eclipse election embargo encounter end "
    "enforcement epidemic eruption escape eviction evacuation event examination exchange execution exercise exhibition expansion "
    "expedition explosion export expulsion extradition failure fall famine festival feud fight fighting finish fire firing flight "
    "flood flooding funeral game gathering genocide growth gunfire harvest hearing heist hijacking hike hurricane implementation "
    "import improvement inauguration incident increase independence inflation injury inquest inquiry inspection installation "
    "integration intervention interview introduction invasion investigation investment job journey kidnapping killing landing "
    "landslide launch lawsuit layoff leak leakage lecture litigation loss march marriage massacre match mediation meeting merger "
    "migration mission mobilization murder mutiny negotiation nomination offensive offer opening operation opposition order outage "
    "outbreak outcry overhaul overthrow parade pardon participation party patrol payment performance plan plot plunge poll "
    "pollution preparation presentation privatization probe procedure process procession production promotion proposal prosecution "
    "protest pullout purchase pursuit quake race raid rally ransom rape rebellion rebuke recall reception recession recovery "
    "redesign reduction reelection reform refusal registration rejection release relocation removal renewal repair replacement "
    "report request rescue resignation resistance response restoration restructuring resumption retaliation retirement retreat "
    "return reunion revelation revenge review revision revolt revolution riot rise robbery roundtable rule ruling sabotage sale "
    "sanction search secession seizure selection sentence separation service session settlement shelling shipment shooting "
    "shortage shutdown siege signing slump speech spill split stabbing stampede standoff start statement storm strike struggle "
    "success suicide suit summit supply support surge surgery surrender surveillance survey suspension swap takeover talk talks "
    "tariff termination test theft threat tour tournament trade training transaction transfer transition transport treatment "
    "trial trip truce tsunami turmoil turnout unrest unveiling upgrade uprising use vaccination victory violation violence visit "
    "vote walkout war warning wedding win withdrawal withholding work wreck"
)
"""Nouns, in the singular, that mostly name something that happens."""

NOMINAL_ENDINGS = ("tion", "sion", "ment", "ance", "ence", "sal", "val", "ure", "age", "ery", "ing", "out", "over", "down")
"""Endings of nouns made of verbs."""

TEMPORAL = word_set("after before during since until till following amid upon despite ahead prior")
"""Prepositions that events stand after."""

PLANNING = word_set(
    "plan plans planned planning intend intends intended intending hope hopes hoped hoping want wants wanted aim aims aimed aiming "
    "seek seeks sought seeking decide decides decided deciding agree agrees agreed agreeing expect expects expected expecting "
    "promise promises promised pledge pledges pledged vow vows vowed propose proposes proposed proposing prepare prepares prepared "
    "preparing ready willing eager likely bound offer offers offered threaten threatens threatened order orders ordered ask asks asked "
    "asking urge urges urged tell told tells call called calls need needs needed allow allows allowed allowing approve approved "
    "consider considers considered considering committed commit wait waiting contract bid effort attempt plan decision going try "
    "trying tries tried attempt attempts attempted hoped poised proposal permission intention right option options agreement deal "
    "invite invited invites encourage encouraged enable enables enabled require required requires able force forced designed"
)
"""What an infinitive with "to" hangs on that is still to be done."""

SCHEDULING = word_set("schedule scheduled schedules due slated set expected timetabled booked planned")
"""Words that say that something has its date."""

DONE = word_set(
    "manage managed manages begin began begun begins start started starts continue continued continues come came cease ceased use used "
    "help helped helps happen happened seem seemed seems appear appeared appears turn turned turns prove proved fail failed fails"
)
"""What an infinitive hangs on that takes place, or not, with the verb itself."""

NOT_DONE = word_set(
    "fail failed fails failing refuse refused refuses refusing decline declined declines declining unable reluctant neglect "
    "neglected unwilling"
)
"""What an infinitive hangs on that is not done."""

CONDITIONS = word_set("if unless whether provided providing lest")
MAYBE = word_set("could may might can would should must ought cannot couldn wouldn shouldn mustn")
WILL = word_set("will ll shall wo won going")
NEGATIONS = word_set("not n never no nor neither without t cannot")
POSSIBLY = word_set("possible possibly potential potentially perhaps maybe alleged hypothetical probable probably likely")
FUTURE_ADJECTIVES = word_set("planned upcoming future forthcoming next proposed scheduled coming impending expected imminent")
ONGOING_ADJECTIVES = word_set("ongoing continuing current continued")

STATES = word_set(
    "own owns include includes contain contains consist consists belong belongs live lives remain remains stand stands hold holds "
    "cost costs feature features lie lies resemble resembles exist exists operate operates serve serves work works know knows "
    "employ employs represent represents support supports carry carries weigh weighs cover covers run runs"
)
"""Verbs that, in the present, mostly tell of what lasts."""

REPORTING = word_set(
    "say says said saying tell tells told telling add adds added adding note notes noted write writes wrote written writing state "
    "states stated stating according explain explains explained report reports reported describe describes described know knows knew "
    "known think thinks thought believe believes believed feel feels felt see sees saw seen hear hears heard comment commented ask asks "
    "mention mentioned quote quoted quotes remark remarked reply replied replies respond responded answer answered estimate estimated "
    "expect expects expected argue argues argued claim claims claimed indicate indicates indicated show shows showed shown suggest "
    "suggests suggested hope hopes hoped want wants wanted understand understands understood like likes liked fear fears feared "
    "call calls called talk talks talked point points pointed mean means meant love wonder wondered recall recalled recalls"
)
"""Cues whose statement says all that they report."""

AGENTLESS = word_set(
    "arrival departure collapse death rise fall crash landing return resignation retirement appearance disappearance growth visit birth "
    "failure success decline victory defeat explosion outbreak fall drop increase decrease flight emergence withdrawal retreat speech "
    "participation surrender opening spread expansion"
)
"""Nouns whose phrase with "of" names what does it: "the arrival of the ferry"."""

CONTROL_BY_OBJECT = word_set(
    "ask asked asks asking urge urged urges urging tell told tells allow allowed allows allowing force forced forces forcing order "
    "ordered orders ordering invite invited invites expect expected expects enable enabled enables encourage encouraged persuade "
    "persuaded require required requires let lets help helped helps make made makes instruct instructed permit permitted convince "
    "convinced cause caused causes call called press pressed lead led prompt prompted appoint appointed hire hired"
)
"""Verbs whose object is to do what their infinitive says."""

STATIVE = word_set(
    "need needs needed require requires required depend depends depended include includes included including contain contains contained "
    "consist consists consisted involve involves involved imply implies implied own owns owned belong belongs belonged cost costs weigh "
    "weighs exist exists existed deserve deserves resemble resembles comprise comprises comprised lack lacks lacked possess possesses "
    "possessed matter matters seem seems seemed appear appears tend tends tended constitute represent represents equal equals exceed "
    "exceeds exceeding want wants wanted know knows knew known like likes liked love loves mean means meant based located related "
    "relating regarding concerning according compared depending named called known entitled titled aged dated born due worth based"
)
"""Verbs of what merely is: no event of a record, though annotated corpora may count them."""

CANCELLING = word_set(
    "cancel cancels cancelled canceled cancelling canceling scrap scraps scrapped abandon abandons abandoned aborted"
)
"""What happens to an event that does not come about."""
POSTPONING = word_set("postpone postpones postponed postponing delay delays delayed delaying adjourn adjourned defer deferred")
"""What happens to an event that is to come about later."""
CEASING = word_set("stop stops stopped stopping cease ceases ceased ceasing quit avoid avoids avoided")
"""Verbs whose gerund is no longer, or never, done."""
HAPPENING = word_set("occur occurs occurred happen happens happened take takes took taken come comes came follow follows followed")
"""Verbs that only say of an event that it takes place."""
NATURAL = word_set(
    "fire blaze flame storm flood flooding earthquake quake tremor hurricane tornado cyclone typhoon tsunami landslide avalanche drought "
    "accident crash collision derailment disease virus outbreak epidemic heat cold wave eruption volcano lightning fog wind rain snow "
    "collapse explosion animal shark bear disaster"
)
"""What acts without anybody behind it."""
ROADS = word_set("road roads street streets highway highways motorway bridge bridges square traffic railway entrance track tracks")
BUILDING_UP = word_set(
    "strengthen strengthened strengthens strengthening boost boosted boosts reinforce reinforced send sent sends sending move moved "
    "moves moving dispatch dispatched increase increased train trained trains training raise raised mass massed assemble assembled "
    "bolster bolstered concentrate concentrated test tested fortify fortified"
)
"""What makes soldiers and weapons a mobilization."""
MUST = word_set("must should ought need needs needed")
TRYING = word_set("attempt attempts attempted attempting try tries tried trying")
