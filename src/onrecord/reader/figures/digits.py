"""Digits: numbers written in digits, with their groups of thousands, decimals and fractions, told apart from codes."""

from __future__ import annotations

from .tokens import DIGITS, Numeral, Tokens

SLASHES = frozenset("/⁄")
_PARTED = (1 / 2, 1 / 3, 2 / 3, 1 / 4, 3 / 4, 1 / 5, 2 / 5, 3 / 5, 4 / 5, 1 / 6, 5 / 6, 1 / 8, 3 / 8, 5 / 8, 7 / 8)
VULGAR = dict(zip("½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞", _PARTED, strict=True))

_LONGEST = 15  # digits of one run: longer ones are codes, and floats no longer hold them
_BLANKS = frozenset(" \u00a0\u2009\u202f")


def _run(form: str) -> tuple[str, str]:
    """The digits that a word begins with, and the rest of it."""
    rest = form.lstrip("0123456789")
    return form[: len(form) - len(rest)], rest


def digits(t: Tokens, i: int, skip: int) -> Numeral | None:
    """The numeral in digits that begins at word ``i``, ``skip`` characters into it, without the scale words after it."""
    j, form = i, t.forms[i][skip:]
    if form[0] in VULGAR:
        return Numeral(i, i + 1, VULGAR[form[0]], form[1:], fraction=True)
    if form == ".":  # ".5"
        if t.glued(i) or not t.glued(i + 1) or t.at(i + 1)[0] not in DIGITS:
            return None
        head, rest, decimals = "0", "", "."
    else:
        head, rest = _run(form) if len(form) <= 3 * _LONGEST else ("9" * 99, "")
        j, decimals = i + 1, ""
    if len(head) > _LONGEST:
        return Numeral(i, i + 1, 0.0, code=True)
    whole = head
    if not rest and not decimals:
        whole, rest, j = _groups(t, head, j)
    if (not rest and t.at(j) == "." and t.glued(j) and t.glued(j + 1) and t.low[j + 1][0] in DIGITS) or decimals:
        run, rest = _run(t.forms[j + 1])
        if len(run) > _LONGEST:
            return Numeral(i, j + 2, 0.0, code=True)
        decimals, j = "." + run, j + 2
        # "1.2.3", "10.5.2016"
        if not rest and t.at(j) == "." and t.glued(j) and t.glued(j + 1) and t.low[j + 1][0] in DIGITS:
            while t.at(j) == "." and t.glued(j) and t.glued(j + 1) and t.low[j + 1][0] in DIGITS:
                j += 2
            return Numeral(i, j, 0.0, code=True)
    value = float(whole + decimals)
    plain = head if j == i + 1 and not rest and head else None
    if rest and rest[0] in VULGAR:
        value, rest, plain = value + VULGAR[rest[0]], rest[1:], None
    elif not rest and j < len(t.low) and t.forms[j] in VULGAR and t.gap(j) in ("", " "):
        value, j, plain = value + VULGAR[t.forms[j]], j + 1, None
    numeral = Numeral(i, j, value, rest, plain)
    return _slashed(t, numeral) if plain else numeral


def _groups(t: Tokens, head: str, j: int) -> tuple[str, str, int]:
    """Join the groups of thousands that follow ``head``: "1,234,567", "12,34,567", "1 234 567"."""
    if len(head) > 3 or not head:
        return head, "", j
    whole = head
    for mark in (",", " "):
        size = 1 if mark == " " else 2
        runs: list[str] = []
        k, rest = j, ""
        while len(runs) < 5 and k + size - 1 < len(t.low) and not rest:
            if mark == ",":
                if t.low[k] != "," or not t.glued(k) or not t.glued(k + 1):
                    break
            elif t.gap(k) not in _BLANKS or whole == "0":
                break
            run, rest = _run(t.forms[k + size - 1])
            if len(run) not in (2, 3) or (rest and (mark == " " or len(run) == 2)):
                rest = ""
                break
            runs.append(run)
            k += size
        while runs and len(runs[-1]) != 3:
            runs.pop()
            k -= size
            rest = ""
        kinds = {len(run) for run in runs[:-1]}
        if runs and (kinds <= {3} or (kinds == {2} and len(head) <= 2 and mark == ",")):
            return whole + "".join(runs), rest, k
    return whole, "", j


def _slashed(t: Tokens, numeral: Numeral) -> Numeral:
    """Fractions with a stroke, "1/4", "2 1/2"; other strokes make a date or a code."""
    j = numeral.last
    whole = 0.0
    if (
        j + 2 < len(t.low)
        and len(numeral.plain or "") < 3
        and t.gap(j).strip() == ""
        and t.low[j].isdecimal()
        and t.low[j + 1] in SLASHES
        and t.glued(j + 1)
        and len(t.low[j]) == 1
    ):
        whole, top, j = numeral.value, t.low[j], j + 1
    else:
        top = numeral.plain or ""
    if t.at(j) not in SLASHES or not t.glued(j) or not t.glued(j + 1) or t.low[j + 1][0] not in DIGITS:
        return numeral
    bottom = t.low[j + 1]
    simple = top.isascii() and bottom in ("2", "3", "4", "5", "8", "10", "16", "100") and int(top) < int(bottom)
    if simple and not (t.at(j + 2) in SLASHES and t.glued(j + 2)):
        return Numeral(numeral.first, j + 2, whole + int(top) / int(bottom), fraction=True)
    if whole:
        return numeral
    while t.at(j) in SLASHES and t.glued(j) and t.glued(j + 1) and t.low[j + 1][0] in DIGITS:
        j += 2
    return Numeral(numeral.first, j, 0.0, code=True)
