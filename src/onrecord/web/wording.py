"""Wording: two texts compared word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal

Piece = tuple[Literal["same", "del", "ins"], str]
_WORD = re.compile(r"\s*\S+|\s+\Z")


def pieces(before: str, after: str) -> list[Piece]:
    """What is the same, what went and what came, in order; the pieces that did not come are ``before``, those that did not go ``after``."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    found: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(("same", "".join(new[c:d])))
            continue
        if a < b:
            found.append(("del", "".join(old[a:b])))
        if c < d:
            found.append(("ins", "".join(new[c:d])))
    return found
