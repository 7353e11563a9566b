"""Quantities: which numbers are quantities at all, and which are names, years, addresses, telephone numbers or list marks."""

from __future__ import annotations

from ..layers import Layers
from ..wordlists import word_set
from .money import MILLIONS, Measure
from .tokens import DASHES, DIGITS, Tokens
from .units import SYMBOLS

_LABELS = word_set(
    "article articles section sections chapter chapters page pages room route highway interstate flight channel number no "
    "nos nr nrs phase level type class mark version act title part volume vol figure fig table item rule amendment "
    "resolution proposition prop district precinct terminal gate pier platform line unit block suite apartment apt box exit "
    "week round stage step covid zone ward season episode lot plot question paragraph para clause schedule annex appendix "
    "psalm verse formula boeing airbus iphone ipad windows group grade division league bus train tram runway court hangar "
    "building floor studio bay area sector squadron regiment battalion brigade convention protocol decree law bill measure "
    "issue day model series category tier pool lane hole junction"
)
"""Words that a number names one of: "Article 50", "page 12"."""
_MAKERS = word_set("boeing airbus flight trent fokker mcdonnell bombardier peugeot route highway")
_NOT_NAMES = word_set(
    "about over some nearly almost around under at in on of by for from with to the a an and or but than only just up down "
    "all more less fewer least most after before since between while when where as if that this these those there were was "
    "is are had has have another other its his her their our my your he she it they we you i approximately roughly an "
    "estimated both any each another also still another yet now then so not no up another killing killed including total "
    "aged age last next first plus within"
)
_STREETS = word_set(
    "street st road rd avenue ave lane drive square boulevard blvd terrace crescent close row quay parade highway place"
)
_STREETS_BEFORE = word_set("rue quai via calle avenida avenue plaza rua piazza boulevard")
_ONE_OF_MANY = word_set("the this that these which each any every no another some such only last next first not or and loved")
_AFTER_ONE = word_set(
    "of another day time thing such way can could should would may might must will who whom that which where is was has had "
    "of in on at by for to with from and or but as than does did if else after before more another minute moment side hand "
    "reason knows wants"
)
_SCORED = word_set(
    "won win wins winning lost lose loses beat beats beaten draw drew drawn defeat defeated victory score scored scoreline "
    "lead leads led leading trail trailed trailing match game tie tied vote voted votes ruling ruled passed approved "
    "rejected decision goal goals final finals semifinal aggregate half-time set sets penalties"
)
_VOTES = word_set("vote voted votes ruling ruled passed approved rejected decision court council senate")
_PLURAL = word_set("people men women children police aircraft staff troops personnel sheep cattle fish migrants")
_FOLLOWING_ONE = word_set("or and to most who that of")
_TITLED = word_set("the a an of and in on to for at by with from as or nor but")


def is_quantity(t: Tokens, layers: Layers, m: Measure, makes: frozenset[str]) -> bool:
    """Whether the amount ``m`` is a quantity, and not part of a name, an address, a code or a list.

    ``makes``: what ``makes_of`` the text says.
    """
    if m.kind == "code":
        return False
    i, j, numeral = m.first, m.last, m.numeral
    before, after = t.at(i - 1), t.at(j)
    if m.unit is None and not numeral.scaled and t.glued(i) and not _may_touch(t, i):
        return False
    if numeral.worded:
        return _worded_quantity(t, layers, m)
    if m.unit is not None:
        return not (t.glued(i) and before in "/_=@&#\\-" and m.kind != "money")
    if after in ("@", "_", "\\", "=") and t.glued(j):
        return False
    if after == ":" and t.glued(j) and t.glued(j + 1) and t.at(j + 1)[:1] in DIGITS and t.at(j + 1):
        return False
    if numeral.scaled:
        return True
    if before == "." and t.at(i - 2) in ("no", "nos", "nr", "nrs", "vol", "p", "pp", "art", "sec", "fig", "apt", "ch"):
        return False
    if (
        before in _LABELS
        and "\n" not in t.gap(i)
        and not (t.forms[i - 1].islower() and before in ("line", "bill", "law", "court", "group"))
    ):
        return False
    if after in ("'", "’") and t.glued(j) and t.at(j + 1) == "s":
        return False  # "the 787's wing"
    if _is_list_mark(t, i, j) or _is_street(t, i, j) or _is_telephone(t, i):
        return False
    if numeral.plain is not None:
        if len(numeral.plain) > 1 and numeral.plain[0] == "0":
            return False
        odd = len(numeral.plain) == 5 or (len(numeral.plain) == 4 and 1000 <= numeral.value <= 2100)
        initial = before == "." and t.glued(i - 1) and len(t.at(i - 2)) == 1 and t.at(i - 2).isalpha()
        if (odd or initial) and not _counts(t, layers, j):
            return False  # a postal code, a bill ("H.R. 40"), a year that ``times`` did not take for one
        if after in DASHES and t.glued(j) and (numeral.plain, t.at(j + 1)) in (("9", "11"), ("24", "7"), ("50", "50")):
            return False
        if before in DASHES and t.glued(i) and t.at(i - 2).isdecimal():
            return False
    return not _is_named(t, layers, i, j) and not _is_model(t, layers, makes, i, j)


def makes_of(t: Tokens) -> frozenset[str]:
    """Numbers of three digits that the text elsewhere uses as the name of a make: "Boeing 737", "two 747s"."""
    found = set()
    for i, form in enumerate(t.forms):
        if form[0] in DIGITS and len(form) in (3, 4) and form[:3].isdecimal():
            maker = t.forms[i - 1] if i else ""
            if form[3:] == "s" or (len(form) == 3 and maker.lower() in _MAKERS):
                found.add(form[:3])
    return frozenset(found)


def _may_touch(t: Tokens, i: int) -> bool:
    """Whether a number may follow what stands glued before it: brackets, quotation marks and long dashes, not letters."""
    mark = t.low[i - 1]
    if mark in "'‘" and len(t.low[i]) == 2 and t.low[i].isdecimal():
        return False  # "the class of '84"
    if mark == "+":
        return t.at(i - 2) not in ("gmt", "utc")
    if mark in "(\"'“‘[—–~<>≥≤≈|*":
        return mark != "[" or t.at(i + 1) != "]"
    if mark in ("'", "’"):
        return False
    if mark in DASHES:
        return not t.glued(i - 1) or t.at(i - 2) in DASHES
    return mark in ".,;:!?…)" and not (t.glued(i - 1) and t.at(i - 2)[-1:].isdecimal()) and mark not in ".:"


def _worded_quantity(t: Tokens, layers: Layers, m: Measure) -> bool:
    i, j, numeral = m.first, m.last, m.numeral
    before, after, form = t.at(i - 1), t.at(j), t.forms[i]
    if t.glued(i) and before in DASHES and t.glued(i - 1):
        return False
    if form[:1].isupper() and i > 0 and not starts_sentence(t, i) and not in_title(t, i):
        return False
    if m.unit is not None or numeral.scaled or numeral.fraction or numeral.qualifier:
        return not (
            numeral.fraction and before in ("the", "first", "second", "this") and numeral.value < 0.5 and numeral.last - i == 1
        )
    if (
        before in _LABELS
        and before not in ("line", "bill", "law", "act", "measure", "court", "group", "no", "issue")
        and after in ",.;:)"
    ):
        return False
    if m.numeral.value == 0 and not m.hyphen:
        return after.isalpha() and after not in _AFTER_ONE
    if t.low[i] == "one" and numeral.last - i == 1:
        return _is_counting_one(t, layers, i, j, m.hyphen)
    if before == "the" and numeral.value == 2 and not m.hyphen and after != "of":
        return False  # "the two sides" are both sides: nothing is counted
    return not (m.hyphen and t.at(j + 1) in ("way", "sided", "fold", "faced", "time", "thirds", "tone"))


def _is_counting_one(t: Tokens, layers: Layers, i: int, j: int, hyphen: bool) -> bool:
    """Whether "one" counts something ("one person"), rather than stand for it ("one of them", "the one", "one day")."""
    if hyphen or t.at(i - 1) in _ONE_OF_MANY or not t.at(j).isalpha() or t.at(j) in _AFTER_ONE:
        return False
    return layers.pos[j].startswith(("NN", "JJ")) and t.forms[j].islower()


def _counts(t: Tokens, layers: Layers, j: int) -> bool:
    """Whether a noun in the plural stands at word ``j`` or after an adjective there."""
    for k in (j, j + 1):
        word = t.at(k)
        if not word.isalpha() or word in _NOT_NAMES or "\n" in t.gap(k):
            return False
        if layers.pos[k] == "NNS" or (layers.pos[k] == "NN" and word.endswith("s") and not word.endswith("ss")) or word == "people":
            return t.forms[k].islower()
    return False


def _is_list_mark(t: Tokens, i: int, j: int) -> bool:
    if i == 0 or "\n" in t.gap(i):
        if t.at(j) in (".", ")", ":") and t.glued(j) and not t.glued(j + 1):
            return "\n" not in t.gap(j + 1) and j + 1 < len(t.low)
        return (t.at(j) == "" and i > 0) or "\n" in t.gap(j)  # a number alone on its line
    if t.at(i - 1) == "(" and t.at(j) == ")":
        return not (t.forms[i - 2][:1].isupper() if i > 1 else False)
    return t.at(j) == ")" and "(" not in t.low[max(0, i - 15) : i]


def _is_street(t: Tokens, i: int, j: int) -> bool:
    for k in range(j, min(j + 4, len(t.low))):
        if (t.low[k] in _STREETS and k > j) or (t.low[k] in _STREETS_BEFORE and k == j and t.forms[k][0].isupper()):
            return True
        if not t.forms[k][:1].isupper():
            return False
    return False


def _is_telephone(t: Tokens, i: int) -> bool:
    """Digits in groups, joined by strokes: "555-0134", "+1-202-555-0134"."""
    return telephone_end(t, i) > i


def telephone_end(t: Tokens, i: int) -> int:
    """Where the telephone number or code that begins at word ``i`` ends; ``i`` where there is none."""
    j, lengths = i + 1, [len(t.at(i))]
    if t.at(i - 1) == "+" and t.glued(i):
        while t.at(j).isdecimal() or (t.at(j) in "-()./" and t.at(j) and t.at(j + 1).isdecimal()):
            j += 1
        return j if j > i + 1 else i
    while t.at(j) in DASHES and t.glued(j) and t.glued(j + 1) and t.at(j + 1).isdecimal():
        lengths.append(len(t.low[j + 1]))
        j += 2
    if len(lengths) > 2 or (len(lengths) == 2 and lengths[1] == 4 and lengths[0] == 3):
        return j
    return i


def _is_named(t: Tokens, layers: Layers, i: int, j: int) -> bool:
    """Whether a number in digits belongs to the name before it: "Apollo 11"."""
    if i == 0 or t.glued(i) or "\n" in t.gap(i):
        return False
    form, before = t.forms[i - 1], t.low[i - 1]
    if form.islower() or not form[0].isalpha() or not form.isalnum() or before in _NOT_NAMES or in_title(t, i - 1):
        return False
    if starts_sentence(t, i - 1) and layers.pos[i - 1] not in ("NNP", "NNPS") and set(layers.pos[i - 1 : i]) != {"NN"}:
        return False
    name = ("PERSON", "ORGANIZATION", "LOCATION", "MISC")
    if layers.ner[i] in name and layers.ner[i] == layers.ner[i - 1]:
        return True
    if t.at(i - 2) in ("the", "a", "an", "its", "their") and len(t.low[i:j]) == 1 and t.low[i].isdecimal() and len(t.low[i]) < 4:
        return True
    after = t.forms[j] if j < len(t.forms) else ""
    counted = after.isalpha() and after.islower() and t.low[j] not in _NOT_NAMES and layers.pos[j].startswith(("NN", "JJ", "VB"))
    # "Orsen 12 people" rather than "the Velm 900 engines"
    return not (counted and (t.low[i].isdecimal() is False or len(t.low[i]) != 3 or layers.ner[i - 1] in ("LOCATION", "PERSON")))


def _is_model(t: Tokens, layers: Layers, makes: frozenset[str], i: int, j: int) -> bool:
    """Whether a number in digits is the name of a make: "its 787", "a new 777 airliner", "the 777-200LR"."""
    if t.at(j) in DASHES and t.glued(j) and t.glued(j + 1):
        after = t.forms[j + 1]
        letters = after.lstrip("0123456789")
        if after[0].isupper() or (letters and letters != after and letters not in SYMBOLS and letters not in MILLIONS):
            return True
    if len(t.low[i]) != 3 or not t.low[i].isdecimal() or t.at(j) in ("+", "("):
        return False
    if t.forms[i] in makes:
        return True
    k = i - 1
    if t.at(j) in DASHES and t.at(j + 1).isdecimal() and len(t.at(j + 1)) == 3 and t.glued(j) and t.glued(j + 1):
        j += 2
    while k > 0 and i - k < 3 and (t.low[k] in ("new", "first", "final", "last", "original", "old", "range") or t.low[k] in DASHES):
        k -= 1
    if t.at(k) not in ("a", "an", "the", "its", "their", "long", "of", "first", "new", "final") and not (
        t.at(k) == "s" and t.glued(k)
    ):
        return False
    if (t.at(k) in ("the", "of") and t.at(j) in _FOLLOWING_ONE) or t.at(k) == "of":
        return False
    word = t.at(j)
    if word.isalpha() and t.forms[j].islower() and word not in _NOT_NAMES and not word.endswith(("ss", "range")):
        plural = layers.pos[j] == "NNS" or word.endswith("s") or word in _PLURAL or word.endswith("ed") or t.at(j + 1).endswith("s")
        return not plural
    return t.at(k) not in ("the", "new", "first", "final", "last") or (word.isalpha() and t.forms[j][0].isupper())


def starts_sentence(t: Tokens, i: int) -> bool:
    """Whether word ``i`` is the first of a sentence or of a line."""
    k = i - 1
    while k >= 0 and t.low[k] in "\"'“‘(*•-–—":
        k -= 1
    return k < 0 or t.low[k] in ".!?:…" or any("\n" in t.gap(x) for x in range(k + 1, i + 1))


def in_title(t: Tokens, i: int) -> bool:
    """Whether the words around word ``i`` are written with capitals, as in a headline."""
    around = [t.forms[k] for k in range(max(0, i - 4), min(len(t.forms), i + 6)) if k != i and t.forms[k].isalpha()]
    around = [form for form in around if form.lower() not in _TITLED]
    return len(around) > 2 and sum(form[0].isupper() for form in around) > 0.75 * len(around)


def is_score(t: Tokens, i: int, j: int, home: float, away: float) -> bool:
    """Whether two numbers joined by a dash, in words ``i`` to ``j``, are the result of a match or of a vote."""
    if home == away and home > 9:
        return False
    return home > away or home == 0 or not _SCORED.isdisjoint(_near(t, i, j))


def score_of(t: Tokens, i: int, j: int) -> str:
    """What the two numbers of a result count: votes, where the words near say so, else the score."""
    return "score" if _VOTES.isdisjoint(_near(t, i, j)) else "votes"


def _near(t: Tokens, i: int, j: int) -> list[str]:
    """The words around words ``i`` to ``j``, within their sentence."""
    start, end = i, j
    while start > 0 and i - start < 10 and t.low[start - 1] not in ".!?":
        start -= 1
    while end < len(t.low) and end - j < 8 and t.low[end] not in ".!?":
        end += 1
    return t.low[start:end]
