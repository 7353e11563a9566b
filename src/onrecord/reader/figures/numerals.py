"""Numerals: numbers in digits and in words, over one or several words of the text, and their values.

"1,234.5", "40 000", "two hundred and thirty-one", "one and a half million", "half a dozen", "two-thirds", "hundreds of".
What a number counts, and whether it is a quantity at all, is for ``figures`` to say.
"""

from __future__ import annotations

from dataclasses import replace

from ..wordlists import word_set
from .digits import VULGAR, digits
from .tokens import DASHES, DIGITS, Numeral, Tokens

_LOW = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
ONES = {word: i for i, word in enumerate(f"{_LOW} eighteen nineteen".split())} | {"nought": 0, "naught": 0}
TENS = {word: 10 * i for i, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2)}
SCALES: dict[str, float] = {"hundred": 100, "dozen": 12, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "mn": 1e6, "mln": 1e6}
SCALES |= {"mil": 1e6, "crore": 1e7, "billion": 1e9, "bn": 1e9, "bln": 1e9, "trillion": 1e12, "tn": 1e12, "tln": 1e12, "trn": 1e12}
GLUED_SCALES = {"k": 1e3, "K": 1e3, "mn": 1e6, "mln": 1e6, "mil": 1e6, "bn": 1e9, "Bn": 1e9, "BN": 1e9, "bln": 1e9}
GLUED_SCALES |= {"tn": 1e12, "trn": 1e12, "tln": 1e12}
_PARTS = ["half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"]
FRACTIONS = {word: 1 / i for i, word in enumerate(_PARTS, 2)} | {"fourth": 1 / 4, "sixteenth": 1 / 16, "twentieth": 1 / 20}
FRACTIONS |= {"hundredth": 1 / 100, "thousandth": 1 / 1000}
PLURAL_FRACTIONS = {f"{word}s": value for word, value in FRACTIONS.items() if word != "half"} | {"halves": 1 / 2}
CROWDS = {f"{word}s": SCALES[word] for word in ("hundred", "dozen", "thousand", "lakh", "million", "crore", "billion", "trillion")}
CROWDS |= {"tens": 10, "scores": 20}
"""Plurals that say no more than an order of magnitude."""
STARTS = DIGITS.union(ONES, TENS, CROWDS, VULGAR, word_set("a an half quarter several few minus negative hundred . - −"))
"""The lower-case words (for digits: first characters) at which a numeral can begin."""

_OF_A_NUMBER = word_set("of to in from by since over less more as than . , ; : ) ! ? ”")
_HALF_OF = word_set("of the a an its their his her our your my that this those these all million billion trillion dozen")
_NOT_THE_HALF = word_set("first second other better top bottom final last latter opening later this each next early")
_MORE = word_set("than about nearly almost over under by roughly around approximately least")


def read(t: Tokens, i: int, skip: int = 0) -> Numeral | None:
    """The numeral that begins at word ``i`` (``skip`` characters into it), or None.

    Takes time in the numeral's own length only.
    """
    low = t.at(i)[skip:]
    if not low:
        return None
    if low in ("minus", "negative") or low in "-−":
        return _negative(t, i)
    if low[0] in DIGITS or low[0] in VULGAR or low == ".":
        numeral = digits(t, i, skip)
        return _scaled(t, numeral) if numeral and not numeral.code else numeral
    if low in ("a", "an", "half", "quarter", "several", "few"):
        return _led(t, i)
    if low in CROWDS:
        return _crowd(t, i)
    small = _small(t, i)
    if small is None:
        if low == "hundred" and i + 1 < len(t.low) and t.at(i + 1) in SCALES:
            return _scaled(t, Numeral(i, i + 1, 100, worded=True))
        return None
    value, last = small
    numeral = Numeral(i, last, value, worded=True)
    return _point(t, numeral) or _parts(t, numeral) or _scaled(t, numeral)


def _negative(t: Tokens, i: int) -> Numeral | None:
    if t.at(i) in "-−" and (not t.glued(i + 1) or t.glued(i) or t.at(i + 1)[0] not in DIGITS):
        return None
    numeral = read(t, i + 1) if t.at(i + 1) not in ("minus", "negative", "a", "an", "-", "−") else None
    return replace(numeral, first=i, value=-numeral.value, plain=None) if numeral and not numeral.qualifier else None


def _hyphen(t: Tokens, j: int) -> int:
    """The word after ``j``'s hyphen where one joins two words there, else ``j``."""
    if j < len(t.low) and t.low[j] in DASHES and t.gap(j) in ("", " ") and t.gap(j + 1) == t.gap(j):
        return j + 1
    return j


def _small(t: Tokens, i: int, hundreds: bool = True) -> tuple[int, int] | None:
    """A number below 1000 (or, without ``hundreds``, 100) in words from word ``i``: its value and where it ends."""
    low = t.at(i)
    if low in TENS:
        value, j = TENS[low], i + 1
        k = _hyphen(t, j)
        if 0 < ONES.get(t.at(k), 0) < 10:
            value, j = value + ONES[t.at(k)], k + 1
    elif low in ONES:
        value, j = ONES[low], i + 1
    else:
        return None
    k = _hyphen(t, j)
    if hundreds and t.at(k) == "hundred" and value:
        value, j = value * 100, k + 1
        k = j + 1 if t.at(j) == "and" else j
        rest = _small(t, k, hundreds=False)
        if rest and 0 < rest[0] < 100 and t.at(rest[1]) != "hundred":
            value, j = value + rest[0], rest[1]
    return value, j


def _point(t: Tokens, numeral: Numeral) -> Numeral | None:
    """ "two point five": decimals read out."""
    j = numeral.last
    if t.at(j) != "point" or (t.at(j + 1) not in ONES and t.at(j + 1) not in TENS):
        return None
    digits, j = "", j + 1
    while len(digits) < 12 and t.at(j) in ONES and ONES[t.at(j)] < 10:
        digits, j = digits + str(ONES[t.at(j)]), j + 1
    if not digits:
        small = _small(t, j)
        if small is None:
            return None
        digits, j = str(small[0]), small[1]
    return _scaled(t, replace(numeral, last=j, value=numeral.value + float(f"0.{digits}")))


def _parts(t: Tokens, numeral: Numeral) -> Numeral | None:
    """ "two-thirds", "one quarter", "three quarters of a million"."""
    k = _hyphen(t, numeral.last)
    word = t.at(k)
    share = FRACTIONS.get(word) if numeral.value == 1 else PLURAL_FRACTIONS.get(word) if 1 < numeral.value < 20 else None
    if share is None:
        return None
    if numeral.value == 1 and k == numeral.last and t.at(k + 1) and t.at(k + 1) not in _OF_A_NUMBER:
        return None
    return _share(t, replace(numeral, last=k + 1, value=numeral.value * share, fraction=True))


def _share(t: Tokens, numeral: Numeral) -> Numeral:
    """A fraction of a million, of a dozen."""
    j = numeral.last
    if t.at(j) == "of" and t.at(j + 1) in ("a", "one") and t.at(j + 2) in SCALES:
        j += 2
    elif t.at(j) in ("a", "an") and t.at(j + 1) in SCALES:
        j += 1
    if t.at(j) in SCALES:
        return replace(numeral, last=j + 1, value=numeral.value * SCALES[t.at(j)], fraction=False, scaled=True)
    return numeral


def _led(t: Tokens, i: int) -> Numeral | None:
    """Numerals after an article or the like: "a hundred", "half a million", "a third of", "several thousand"."""
    low, j = t.low[i], i + 1
    if low in ("several", "few"):
        if t.at(j) in SCALES:
            many = _scaled(t, Numeral(i, j, 1, worded=True))
            return replace(many, qualifier=">")
        return _crowd(t, j, i) if t.at(j) in CROWDS and t.at(j) != "scores" else None
    if low == "half":
        if t.at(i - 1) in _NOT_THE_HALF or (t.glued(i) and t.at(i - 1) in DASHES):
            return None
        half = _share(t, Numeral(i, j, 0.5, worded=True, fraction=True))
        return half if half.scaled or t.at(j) in _HALF_OF or t.at(i - 1) in _MORE else None
    if low == "quarter":
        quarter = _share(t, Numeral(i, j, 0.25, worded=True, fraction=True))
        return quarter if quarter.scaled else None
    word = t.at(j)
    if word in ("few", "couple") or (word == "good" and t.at(j + 1) in SCALES):
        if word == "couple" and t.at(j + 1) == "of":
            pair = Numeral(i, j + 2, 2, worded=True, qualifier="~")
            return replace(_scaled(t, pair), qualifier="~") if t.at(j + 2) in SCALES else replace(pair, last=j + 1)
        few = _scaled(t, Numeral(i, j + 1, 1, worded=True))
        return replace(few, qualifier=">" if word == "few" else None) if few.scaled else None
    if word in SCALES:
        return _scaled(t, Numeral(i, j, 1, worded=True))
    if word == "score" and t.at(j + 1) == "of":
        return Numeral(i, j + 1, 20, worded=True)
    if word in FRACTIONS:
        part = _share(t, Numeral(i, j + 1, FRACTIONS[word], worded=True, fraction=True))
        # "a fourth" may also be one more of a row
        is_part = part.scaled or t.at(j + 1) in ("of", "") or (t.at(i - 1) in _MORE and t.at(j + 1) in _OF_A_NUMBER)
        return part if is_part or (word == "quarter" and t.at(j + 1) in _OF_A_NUMBER) else None
    return None


def _crowd(t: Tokens, i: int, first: int | None = None) -> Numeral | None:
    """ "hundreds", "tens of thousands"."""
    value, j = CROWDS[t.low[i]], i + 1
    if t.at(j) == "of" and t.at(j + 1) in CROWDS and CROWDS[t.at(j + 1)] > 20:
        value, j = value * CROWDS[t.at(j + 1)], j + 2
    elif (t.low[i] == "scores" and t.at(j) != "of") or t.low[i] == "tens":
        return None
    return Numeral(i if first is None else first, j, value, worded=True, qualifier=">")


def _scaled(t: Tokens, numeral: Numeral, below: float = float("inf")) -> Numeral:
    """The numeral with the scale words after it ("million"), "and a half", and the smaller numbers that follow.

    Of numbers that are not ``below`` a limit only the beginning is read, as they will not be used.
    """
    if numeral.suffix:
        scale = GLUED_SCALES.get(numeral.suffix)
        if scale is None:
            return numeral
        return replace(numeral, value=numeral.value * scale, suffix="", plain=None, scaled=True, scale=scale)
    value, j = numeral.value, numeral.last
    value, j = _and_a_half(t, value, j, 1)
    scale = 1.0
    for _ in range(3):
        k = _hyphen(t, j)
        word = t.at(k)
        if word not in SCALES and not (word in ("dozens", "hundreds") and scale == 1 and value > 1 and t.at(k - 1) not in DASHES):
            break
        scale *= SCALES.get(word) or CROWDS[word]
        j = k + 1
    if scale == 1:
        return numeral if j == numeral.last else replace(numeral, last=j, value=value, plain=None)
    value *= scale
    value, j = _and_a_half(t, value, j, scale)
    if numeral.worded and scale >= 100 and value < below:
        k = j + 1 if t.at(j) == "and" else j
        rest = _small(t, k)
        if rest and rest[0]:
            limit = min(scale, _smallest(t, j))
            more = _scaled(t, Numeral(k, rest[1], rest[0], worded=True), limit)
            if more.value < limit:
                value, j = value + more.value, more.last
    return replace(numeral, last=j, value=value, plain=None, scaled=True, scale=scale)


def _smallest(t: Tokens, j: int) -> float:
    """The scale of the last scale word before ``j``: what follows must be less."""
    return SCALES.get(t.at(j - 1), 1e3)


def _and_a_half(t: Tokens, value: float, j: int, scale: float) -> tuple[float, int]:
    """ "and a half", "and a quarter" of ``scale`` after ``value``; and where it ends."""
    few = ONES.get(t.at(j + 1), 0) if t.at(j) == "and" else 0
    if few > 1 and t.at(j + 2) in PLURAL_FRACTIONS:
        return value + few * PLURAL_FRACTIONS[t.at(j + 2)] * scale, j + 3
    if t.at(j) == "and" and t.at(j + 1) in ("a", "one") and t.at(j + 2) in FRACTIONS and t.at(j + 3) not in FRACTIONS:
        share = FRACTIONS[t.at(j + 2)]
        if t.at(j + 2) in ("half", "quarter") or scale > 1 or t.at(j + 3) in _OF_A_NUMBER or not t.at(j + 3):
            if scale == 1 or t.at(j + 3) not in SCALES:
                return value + share * scale, j + 3
            return value + share * SCALES[t.at(j + 3)], j + 4  # "one billion and a half million"
    return value, j
