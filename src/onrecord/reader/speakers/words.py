"""Small word lists that speakers are told apart by: titles, nouns of offices, bodies and documents, given names."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MALE_TITLES = _words("mr sir lord king prince congressman father brother chairman alderman councilman")
FEMALE_TITLES = _words("mrs ms miss queen princess lady dame congresswoman sister chairwoman alderwoman councilwoman")
SHORT_TITLES = _words(
    "mr mrs ms miss dr sen rep gov gen lt col sgt capt maj adm cmdr prof rev hon pres sens reps govs msgr fr cpl pvt supt det atty"
)
"""Titles that are mostly written with a full stop."""

TITLES = (
    SHORT_TITLES
    | MALE_TITLES
    | FEMALE_TITLES
    | _words(
        "president senator representative governor justice judge secretary mayor assemblywoman assemblyman councilmember "
        "minister chancellor pope rabbi reverend professor ambassador commissioner sheriff chief speaker director general "
        "admiral captain colonel major sergeant lieutenant officer detective attorney vice deputy assistant former first "
        "prime imam archbishop bishop cardinal premier senators representatives governors presidents secretaries "
        "ministers justices judges mayors councilwoman delegate superintendent councillor sultan emir sheikh doctor coach "
        "chairperson"
    )
)

TITLE_NOUNS = {
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "gen": "general",
    "pres": "president",
    "prof": "professor",
    "dr": "doctor",
    "lt": "lieutenant",
    "sgt": "sergeant",
    "capt": "captain",
    "col": "colonel",
    "rev": "reverend",
    "atty": "attorney",
    "congressman": "representative",
    "congresswoman": "representative",
    "sens": "senator",
    "reps": "representative",
    "govs": "governor",
    "senators": "senator",
    "representatives": "representative",
    "governors": "governor",
}
"""A short or gendered title, and the noun that stands for it in running text."""

WEAK_TITLES = _words("former vice deputy assistant first prime chief")
"""Words of a title that are none alone."""

FALSE_STARTS = _words(
    "as like while but and if in for follow when though although because since after before that this these those "
    "what why how where also then now yet so or at by on from with to even still according per read watch photo image "
    "via says see"
)
"""Words that a sentence may begin with, so that their capital says nothing."""

SUFFIXES = _words("jr sr ii iii iv")

MALE_NAMES = _words(
    "aaron adam adrian alan albert alex alexander alfred andrew andy anthony antonio arthur austin barry ben benjamin "
    "bernard bernie bill billy bob bobby brad bradley brandon brendan brent brett brian bruce bryan calvin carl "
    "carlos charles charlie chad chris christian christopher chuck clarence clark clay cliff colin corey cory craig "
    "curtis dale dan daniel darren dave david dean dennis derek dick don donald doug douglas duncan dwight earl ed "
    "eddie edward edwin eli eric erik ernest ethan eugene evan felix francis francisco frank franklin fred frederick "
    "gabriel garrett gary gene geoffrey george gerald gilbert glen glenn gordon graham grant greg gregory gus guy "
    "hank harold harry harvey hector henry herbert herman howard hugh hugo ian isaac ivan jack jacob jake james jared "
    "jason javier jay jeb jeff jeffrey jeremiah jeremy jerome jerry jesse jesus jim jimmy joe joel john johnny jon "
    "jonah jonathan jorge jose joseph josh joshua juan julian justin karl keith ken kenneth kevin kurt kyle lamar "
    "lance larry lars lawrence lee leo leon leonard leroy lester lewis lloyd louis lucas luis luke malcolm manuel "
    "marc marco marcus mario mark marshall martin marvin matt matthew maurice max melvin michael miguel mike milton "
    "mitch mitchell mohammed muhammad nathan nathaniel neil nelson newt nicholas nick noah norman oliver oscar otto "
    "owen patrick paul pedro perry pete peter phil philip phillip pierre preston rafael ralph ramon randy ray raymond "
    "reince ricardo richard rick ricky rob robert roberto rodney roger roland ron ronald ross roy ruben rudy rupert "
    "russ russell ryan salvador sam samuel scott sean sergio seth shane shaun shawn simon sidney spencer stanley "
    "stefan stephen steve steven stewart stuart ted terrence terry theodore thomas tim timothy todd tom tommy tony "
    "travis trevor troy tyler victor vincent vladimir wallace walter warren wayne wesley wilbur will william willie "
    "winston zach zachary"
)
FEMALE_NAMES = _words(
    "abigail agnes alexandra alice alicia alison allison amanda amber amelia amy ana andrea angela angelina anita ann "
    "anna anne annette annie april ashley audrey barbara beatrice becky bernadette beth bethany betsy betty beverly "
    "bonnie brenda briana bridget brigid britney brittany caitlin carla carly carmen carol carole caroline carolyn "
    "carrie cassandra catherine cathy cecile cecilia charlene charlotte chelsea cheryl christina christine christy "
    "cindy claire clara claudia colleen connie crystal cynthia daisy dana danielle dawn deb debbie deborah debra "
    "denise diana diane dolores donna doris dorothy edith eileen elaine eleanor elena elisabeth elise elizabeth ella "
    "ellen emily emma erica erika erin esther ethel eva evelyn fiona florence frances gabriela gail gina ginger "
    "gladys gloria grace greta gwen hannah harriet heather heidi helen hillary holly hope huma ida ilyse irene iris "
    "isabel isabella ivanka jackie jacqueline jamie jan jane janet janice jean jeanette jeanne jen jenna jennifer "
    "jenny jessica jill jo joan joann joanna josephine joy joyce juanita judith judy julia juliana julie june kamala "
    "karen kate katherine kathleen kathryn kathy katie kayla kelly kerry kim kimberly kirsten kristen kristin laura "
    "lauren laurie leah lena leslie lillian lily linda lindsay lisa liz lois loretta lori lorraine lucia lucille lucy "
    "lydia lynn madeleine madison mara marcia margaret maria marian marie marilyn marine marissa marjorie martha mary "
    "maureen maxine maya megan meghan melania melanie melinda melissa mercedes michele michelle mildred miranda "
    "miriam molly monica myra nadia nancy naomi natalie nicole nina nora norma olga olivia pam pamela patricia patty "
    "paula pauline peggy penny phyllis priscilla rachel rebecca regina renee rhonda rita roberta robin rosa rose "
    "rosemary ruth sabrina sally samantha sandra sara sarah shannon sharon sheila shelley shelly sherry shirley sofia "
    "sonia sophia sophie stacey stacy stella stephanie sue susan suzanne sylvia tamara tammy tara teresa teri theresa "
    "tiffany tina tracy tricia ursula valerie vanessa vera veronica victoria violet virginia vivian wanda wendy "
    "yolanda yvonne zoe"
)

GIVEN_NAMES = MALE_NAMES | FEMALE_NAMES

MALE_NOUNS = _words("man husband father son brother uncle nephew grandfather boy gentleman businessman grandson stepson boyfriend")
FEMALE_NOUNS = _words(
    "woman wife mother daughter sister aunt niece grandmother girl lady businesswoman spokeswoman actress "
    "granddaughter widow girlfriend"
)

DOCUMENT_NOUNS = _words(
    "report poll survey memo memorandum letter email mail e-mail message article story book paper document study "
    "analysis data statistics figure bill law act statute amendment measure legislation order resolution treaty "
    "agreement deal constitution ad advertisement commercial video clip tape recording audio transcript tweet post "
    "text joke item column op-ed essay blog entry editorial filing lawsuit complaint suit affidavit indictment record "
    "file sign placard banner poster graphic chart map website page listing headline quote polling probe "
    "investigation inquiry review estimate projection forecast evidence research account finding result return census "
    "ticket call note plan platform policy guideline rule regulation contract petition press-release release notice "
    "brochure pamphlet leaflet flyer script novel movie film documentary song hypothesis theory test number graph "
    "index ranking scorecard version draft copy excerpt passage remark propaganda photo photograph image screenshot "
    "footage log ledger receipt invoice manual handbook playbook manifesto declaration testimony proposal budget"
)
"""Singular nouns of what is written, measured or recorded."""

MADE_NOUNS = _words(
    "statement letter email mail e-mail memo message article op-ed essay column tweet post account speech interview "
    "remark comment release editorial testimony filing brief complaint lawsuit listing page"
)
"""Documents that speak for whoever made them, where the article says who that is."""

BODY_NOUNS = _words(
    "campaign committee agency ministry department government administration company council senate house congress "
    "parliament legislature court union party group organization organisation association institute institution "
    "foundation network newspaper paper magazine bank firm corporation bureau commission board office university "
    "college school church team club coalition alliance league federation outlet station publisher business pac "
    "superpac regulator authority jury panel tribunal chamber cabinet caucus state city town county country nation "
    "embassy police coastguard constabulary force military army navy media press center centre think-tank tank charity "
    "nonprofit hospital "
    "airline manufacturer retailer startup studio label service services fund trust society conference convention "
    "majority minority conglomerate consortium cooperative tribe kingdom republic province village municipality "
    "district monarchy junta regime militia delegation task-force body watchdog lobby site publication daily weekly "
    "white-house kremlin pentagon vatican bloc utility supplier operator carrier brand chain store employer"
)
"""Singular nouns of bodies that speak as one."""

BODY_NAMES = _words(
    "energy coal oil gas steel airways capital foods pharmaceuticals entertainment pictures stores healthcare "
    "insurance mutual financial ventures labs services committee agency ministry department government administration "
    "company council senate house congress parliament legislature court union party group organization association "
    "institute institution foundation network times post journal news tribune herald globe press bank corporation "
    "corp inc llc ltd co bureau commission board office university college school church coalition alliance league "
    "federation pac center centre society fund trust service project campaign authority museum club partners "
    "television radio magazine review gazette chronicle leader register police county city state states nations "
    "reserve treasury embassy army navy force guard lines railways railway ferries shipping logistics hydro academy "
    "laboratory hospital airlines motors industries systems "
    "technologies holdings caucus conference action movement initiative brotherhood international enforcement"
)
"""Words in a name that make it the name of a body."""

FIELD_ENDINGS = ("ship", "tion", "sion", "ment", "ties", "ture", "ance", "ence", "ics")
FIELDS = _words(
    "food drug health housing energy labor labour commerce trade customs alcohol tobacco parks wildlife fish forests oceans "
    "harbors canals roads rails elections ethics arts science research budget banking taxes revenue civil human"
)
"""What a body deals with, and endings of such words: the first half of "Securities and Exchange Commission"."""

GROUP_NOUNS = _words(
    "public people majority crowd audience community generation base electorate crew staff family couple duo pair "
    "leadership opposition everyone everybody nobody no-one many some most few several others those all hundreds "
    "thousands dozens millions scores mix percentage number percent quarter quarters side sides half third minority "
    "folk clergy elite establishment left right range variety host band population workforce contingent faction wing "
    "camp world"
)
"""Singular nouns and quantities that stand for people as a set."""

PERSON_NOUNS = _words(
    "friend narrator questioner neighbor neighbour boss cousin roommate classmate teammate citizen guy employee nurse "
    "driver caller passenger customer activist actor actress adviser advisor advocate aide ally ambassador analyst "
    "anchor architect artist assistant attorney author baker banker billionaire biographer businessman businesswoman "
    "candidate captain celebrity chair chairman chairwoman chief clerk coach colleague columnist commander "
    "commentator commissioner congressman congresswoman conservative consultant contender contributor coordinator "
    "correspondent counsel critic daughter defendant delegate democrat deputy designer diplomat director doctor "
    "economist editor entrepreneur envoy executive expert farmer father fellow fighter founder frontrunner gentleman "
    "governor guest hacker head historian host husband incumbent independent inspector investigator investor "
    "journalist judge justice lady lawmaker lawyer leader legislator liberal lobbyist man manager mayor millennial "
    "evangelical christian muslim catholic immigrant refugee member minister moderator mogul mother negotiator "
    "nominee novelist officer official operative opponent organizer owner parent participant partner pastor physician "
    "pilot player politician pollster proponent pope premier president priest producer professor prosecutor protester "
    "psychologist rabbi reader reformer reporter representative republican researcher resident reverend rival runner "
    "scholar scientist secretary senator sergeant sheriff singer sister socialist soldier son source speaker "
    "spokesman spokesperson spokeswoman staffer star strategist student superintendent supporter surgeon surrogate "
    "teacher treasurer veteran victim volunteer voter watchdog widow wife winner witness woman worker writer "
    "speechwriter native hopeful tycoon developer person predecessor successor counterpart builder tenant landlord engineer "
    "harbourmaster harbormaster auditor trustee vicar curator warden registrar surveyor skipper organiser campaigner villager "
    "survivor trader forecaster whistleblower informant mediator emissary monarch heir broadcaster presenter appointee challenger "
    "barrister solicitor magistrate constable detective cadet recruit sailor biologist archaeologist chemist geologist "
    "accountant ombudsman arbitrator adjudicator coroner paramedic midwife dentist pharmacist veterinarian vet "
    "therapist psychiatrist librarian archivist translator interpreter photographer filmmaker musician composer conductor poet "
    "playwright sculptor painter dancer comedian athlete cyclist swimmer sprinter golfer referee umpire jockey trainer "
    "landowner homeowner shareholder stakeholder creditor lender borrower taxpayer ratepayer commuter motorist tourist visitor "
    "pensioner retiree teenager schoolgirl schoolboy pupil graduate postgraduate lecturer headteacher headmaster headmistress "
    "dean provost rector bishop archbishop cardinal imam monk nun chaplain deacon mechanic electrician plumber carpenter "
    "miner docker trucker courier postmaster ranger forester shepherd grower brewer butcher grocer chef waiter waitress barista "
    "hairdresser tailor jeweller jeweler weaver potter blacksmith locksmith gardener caretaker janitor cleaner babysitter carer "
    "caregiver counsellor counselor psychoanalyst sociologist anthropologist statistician mathematician physicist astronomer "
    "astronaut meteorologist climatologist seismologist virologist epidemiologist oncologist cardiologist neurologist radiologist "
    "pathologist immunologist paediatrician pediatrician gynaecologist obstetrician programmer coder blogger vlogger influencer "
    "podcaster streamer gamer sponsor donor patron benefactor philanthropist bystander onlooker passerby eyewitness "
    "hostage captive prisoner inmate detainee offender parolee plaintiff complainant claimant appellant "
    "respondent petitioner applicant signatory intermediary broker dealer agent auctioneer valuer realtor contractor "
    "subcontractor foreman supervisor overseer gatekeeper bodyguard marshal brigadier admiral commodore corporal lieutenant colonel "
    "infantryman airman paratrooper sniper guerrilla rebel insurgent militant warlord dictator despot chancellor viceroy "
    "regent sultan emir sheikh duke duchess countess baron baroness knight squire consul attache legate nuncio "
    "backbencher whip alderman councillor councilor burgess bailiff comptroller controller assessor collector liquidator "
    "administrator steward stewardess purser navigator mate deckhand diver lifeguard fisher angler whaler hunter trapper"
)

SINGULAR_PRONOUNS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
PLURAL_PRONOUNS = _words("they them their theirs themselves")
THING_PRONOUNS = _words("it its itself")
AUTHOR_PRONOUNS = _words("i me my mine myself we us our ours ourselves")
POSSESSIVES = _words("my our your his her their its whose")
RELATIVES = _words("who whom whose which that")
PLURAL_QUANTITIES = _words("both two each either neither all three four they many some most several others one none few another")
ARTICLES = _words("a an the this that these those")
"""What an unnamed speaker's phrase is stripped of at its beginning (demonstratives included)."""


def singular(noun: str) -> str:
    """The singular of a lower-cased plural noun, by its ending: "agencies" -> "agency", "polls" -> "poll"."""
    special = {"people": "people", "men": "man", "women": "woman", "media": "media", "data": "data", "children": "child"}
    if noun in special:
        return special[noun]
    if noun.endswith("men"):
        return noun[:-3] + "man"
    if noun.endswith("women"):
        return noun[:-5] + "woman"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "ches", "shes", "xes")):
        return noun[:-2]
    if noun.endswith("yses") or noun.endswith("eses"):
        return noun[:-2] + "is"
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun


NOT_PERSONS = _words(
    "cancer order paper number letter weather power matter answer water center chapter disorder error factor sector "
    "labor honor tower river border offer effort winter summer dinner corner computer newspaper monitor motor vector "
    "tumor odor humor rumor terror horror mirror minor major shelter filter counter register character career danger "
    "anger hunger finger silver gender plant restaurant grant covenant want warrant giant variant list fist mist "
    "twist gist harbor murder fever poster folder trailer timer printer server router container helicopter theater "
    "theatre quarter copper timber lumber thunder"
)
"""Nouns that end as those of persons do ("-er", "-or", "-ant", "-ist") and are none."""

GENERIC_NOUNS = _words(
    "candidate runner frontrunner republican democrat independent conservative liberal native businessman "
    "businesswoman politician lawmaker legislator leader nominee contender hopeful mogul tycoon billionaire star "
    "diplomat veteran man woman incumbent challenger newcomer father mother chief economist scientist professor "
    "executive author entrepreneur pastor"
)
"""What somebody already named is called for variety: "the candidate", "the 54-year-old economist"."""

ROLELESS = _words(
    "man woman person friend source guy one another someone somebody supporter voter reader caller resident citizen protester"
)
"""Nouns of persons that say nothing of an office, trade or tie."""

KIN_NOUNS = _words(
    "son daughter wife husband father mother brother sister widow uncle aunt nephew niece grandson granddaughter stepson"
)

OFFICE_TAILS = _words("state staff defense defence labor labour commerce treasury education energy health war")
"""What follows "of" in the title of an office: "Secretary of State", "Chief of Staff"."""

CALENDAR = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sept sep oct nov dec"
)

LAW_NAMES = _words("act amendment bill constitution law report treaty poll survey proposition resolution")
"""Words at the end of a name that make it the name of a document."""


def is_person_noun(word: str) -> bool:
    """Whether a lower-cased noun names a person by office, trade or tie."""
    return (
        word in PERSON_NOUNS
        or (word in TITLES and word not in WEAK_TITLES)
        or (
            word.endswith(("man", "woman", "person", "ologist", "ician", "maker", "holder", "winner", "keeper", "writer"))
            and len(word) > 5
            and word not in ("german", "roman", "human", "norman")
        )
    )
