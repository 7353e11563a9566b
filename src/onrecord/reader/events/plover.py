"""The words of PLOVER's categories: verbs, and nouns that name such an event or that a verb makes one."""

from __future__ import annotations

from ...record import EventType
from ..cues import stem

_VERBS: dict[EventType, str] = {
    "AGREE": "agree accept consent promise pledge vow offer undertake commit volunteer concur compromise acquiesce settle",
    "CONSULT": "meet visit discuss talk negotiate consult mediate confer telephone phone host tour travel arrive greet receive "
    "brief parley converse deliberate attend",
    "SUPPORT": "support back praise endorse defend apologize apologise welcome recognize recognise ratify congratulate hail commend "
    "thank salute applaud acclaim forgive normalize reconcile champion upgrade appoint sympathize condole",
    "COOPERATE": "cooperate collaborate share exchange extradite partner coordinate liaise ally trade",
    "AID": "aid help assist donate fund finance subsidize rescue shelter evacuate feed relieve lend supply resupply airlift "
    "contribute reimburse bail_out",
    "YIELD": "yield concede release free pardon withdraw retreat surrender resign relent capitulate demobilize disarm repatriate "
    "return back_down give_up step_down hand_over give_in pull_out pull_back stand_down call_off lift ease relax "
    "compensate allow permit step_aside amnesty parole exonerate acquit",
    "DEMAND": "demand urge request ask_for call_for appeal insist press pressure call_on call_upon push_for petition beg lobby implore solicit "
    "exhort plead",
    "ACCUSE": "accuse blame criticize criticise condemn denounce charge allege sue investigate probe indict deplore decry rebuke "
    "lambast slam blast complain fault censure chide scold reprimand impeach inspect audit prosecute denigrate assail",
    "REJECT": "reject refuse decline deny oppose veto rebuff dismiss spurn defy turn_down rule_out boycott block disavow rebut "
    "repudiate overrule disregard ignore snub resist",
    "THREATEN": "threaten warn menace",
    "PROTEST": "protest demonstrate rally march riot strike picket loot rampage walk_out",
    "SANCTION": "sanction embargo expel suspend cancel halt oust eject recall downgrade freeze sever break_off cut_off "
    "withhold bar blacklist",
    "MOBILIZE": "mobilize mobilise deploy station muster amass arm rearm reinforce fortify patrol",
    "COERCE": "arrest detain seize confiscate imprison jail deport ban outlaw prohibit prevent raid evict expropriate censor shut_down "
    "hack deface disperse blockade demolish ransack vandalize sabotage torch restrict crack_down convict sentence banish crush quell "
    "repress suppress intimidate apprehend impound nationalize",
    "ASSAULT": "attack assault kill murder assassinate bomb shell shoot stab kidnap abduct torture rape invade wound injure massacre "
    "execute behead ambush fire fight battle strafe storm clash capture occupy slay slaughter hijack gas explode detonate blow_up beat "
    "overrun besiege maim abuse poison shoot_down gun_down torpedo",
}

_NOUNS: dict[EventType, str] = {
    "AGREE": "agreement accord deal consensus concession compromise settlement pact truce ceasefire understanding",
    "CONSULT": "talk talks meeting negotiation visit consultation summit mediation dialogue discussion conference conversation trip "
    "tour reception welcome mission",
    "SUPPORT": "support praise apology recognition endorsement tie treaty backing condolence ratification charter",
    "COOPERATE": "cooperation collaboration exchange extradition expertise intelligence exercise maneuver manoeuvre partnership",
    "AID": "aid help assistance relief donation loan grant medicine asylum supplies food arms weapon equipment supply shelter refuge fund goods rescue",
    "YIELD": "release amnesty withdrawal retreat surrender resignation pardon pullout reform compensation demobilization disarmament "
    "concession",
    "DEMAND": "demand request appeal call petition plea",
    "ACCUSE": "accusation allegation criticism condemnation lawsuit investigation inquiry probe complaint indictment charge suit "
    "audit inspection inspector denunciation prosecution trial",
    "REJECT": "rejection refusal denial veto opposition",
    "THREATEN": "threat ultimatum warning",
    "PROTEST": "protest demonstration rally march strike riot sit-in walkout vigil signature unrest picket",
    "SANCTION": "sanction embargo boycott tariff expulsion penalty",
    "MOBILIZE": "mobilization mobilisation deployment alert troop force soldier army reinforcement buildup missile",
    "COERCE": "arrest detention curfew seizure ban crackdown raid deportation restriction blockade censorship siege "
    "emergency conviction imprisonment confiscation eviction border prohibition",
    "ASSAULT": "attack assault killing murder assassination bombing bomb shelling massacre kidnapping abduction torture rape invasion "
    "airstrike battle fighting fight clash offensive explosion blast gunfire shooting ambush execution war rocket mortar "
    "artillery violence hostilities cleansing hijacking",
}

VERBS: dict[str, EventType] = {
    stem(word): category for category, listed in _VERBS.items() for word in listed.split() if "_" not in word
}
VERBS.update({word + word[-1]: category for word, category in list(VERBS.items()) if len(word) == 3})
"""Stem of a verb -> its category; short verbs also as ``stem`` leaves "banned"."""
PHRASES: dict[tuple[str, str], EventType] = {
    (stem(word.split("_")[0]), word.split("_")[1]): category
    for category, listed in _VERBS.items()
    for word in listed.split()
    if word.count("_") == 1
}
"""(Stem of a verb, word right after it) -> the category of the two together."""
NOUNS: dict[str, EventType] = {word: category for category, listed in _NOUNS.items() for word in listed.split()}
"""A noun in the singular -> the category of the event that it names, or that doing it is."""
COOPERATIVE = frozenset[EventType](["CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "AGREE"])
FORCEFUL = frozenset[EventType](["SANCTION", "COERCE", "ASSAULT", "MOBILIZE"])
