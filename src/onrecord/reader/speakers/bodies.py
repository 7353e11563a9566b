"""What a body may be called by a common noun: "the agency" may be the FBI, "the ministry" is no shipping line."""

from __future__ import annotations

from .words import BODY_NOUNS, LAW_NAMES, singular

_COMPANIES = frozenset(
    "company firm corporation business conglomerate manufacturer retailer airline startup supplier operator carrier utility "
    "publisher brand chain store employer studio label".split()
)
_PRESS = frozenset("newspaper paper magazine network station outlet site publication daily weekly".split())
_PRESS_NAMES = frozenset(
    "times post journal news tribune herald globe press television radio magazine review gazette chronicle leader register".split()
)
_OFFICES = frozenset("agency department bureau administration office service authority regulator commission watchdog body".split())
_OFFICE_NAMES = frozenset(
    "agency department bureau administration office service authority commission board enforcement reserve treasury academy".split()
)
_SOCIETIES = frozenset(
    "group organization organisation association institute institution foundation coalition alliance federation league society charity "
    "nonprofit trust fund center centre think-tank tank lobby union bloc consortium cooperative".split()
)
_COMMERCE = frozenset(
    "energy coal oil gas steel airways airlines capital foods pharmaceuticals entertainment pictures stores healthcare insurance mutual "
    "financial ventures labs corporation corp inc llc ltd co motors industries systems technologies holdings partners bank company".split()
)
_GOVERNMENTS = frozenset("government administration regime".split())
_PLACES = frozenset("town city village state country county nation province kingdom republic municipality district".split())
_SCHOOLS = frozenset("school college university academy institute institution".split())
_HOUSES = frozenset("chamber senate house parliament assembly congress legislature".split())
_STATE = frozenset(
    "ministry department government senate house congress parliament legislature court police army navy council embassy treasury "
    "city county state states jury".split()
)
"""Words in a name that leave no room for a company, or for a society."""
_NO_COMPANY = _STATE | _OFFICE_NAMES | {"party", "union", "university", "campaign"}
_NO_SOCIETY = _STATE | _COMMERCE
_CABINETS = _GOVERNMENTS | {"cabinet"}


def fits(noun: str, tokens: tuple[str, ...], kind: str, initials: bool) -> bool:
    """Whether a body may be meant by ``noun`` (singular, lower-cased) alone.

    ``tokens``, ``kind``: of the body's name; ``initials``: whether that is an abbreviation, which tells nothing of what it stands for.
    A noun that only few bodies go by must stand in the name itself: whoever is merely named near by is not "the police".
    """
    words = {singular(token) for token in tokens} | set(tokens)
    if noun in words:
        return True
    if tokens[-1] in LAW_NAMES:
        return False
    if noun in ("school", "college", "university", "institution") and words & _SCHOOLS:
        return True
    if noun == "chamber" and words & _HOUSES:
        return True
    if kind == "place":
        return noun in _PLACES or noun in _GOVERNMENTS
    if noun in _GOVERNMENTS:
        return bool(words & _CABINETS)
    if noun in _COMPANIES:
        return not initials and not words & _NO_COMPANY
    if noun in _PRESS:
        return bool(words & _PRESS_NAMES) or initials or not words & BODY_NOUNS
    if noun in _OFFICES:
        return bool(words & _OFFICE_NAMES) or initials
    if noun in _SOCIETIES:
        return initials or not words & _NO_SOCIETY
    return False
