"""Paragraphs: where they begin in a text. Shared by the rooms that look at layout; it knows nothing of articles."""

from __future__ import annotations

import re

_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:(?:\n\s*)+|(?=[•▪◦‣*] ))")
"""What parts paragraphs in hard-wrapped text: blank lines, and a bullet at the beginning of a line."""
_NEWLINE = re.compile(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]\s*")


def paragraph_starts(text: str) -> list[int]:
    """Offsets at which paragraphs begin, in order, the first being 0.

    Every line is a paragraph, except in hard-wrapped text (most paragraphs run over several lines of
    similar, short length), where only a blank line ends one, or a bullet begins one.
    """
    pattern = _BLANK_LINE if is_hard_wrapped(text) else _NEWLINE
    return [0, *(m.end() for m in pattern.finditer(text) if 0 < m.end() < len(text))]


def is_hard_wrapped(text: str) -> bool:
    """Whether most of the text's paragraphs run over several lines of similar, short length."""
    lines = text.splitlines()
    if len(lines) < 4:
        return False
    filled = [bool(line.strip()) for line in lines]
    inner = [i for i in range(len(lines) - 1) if filled[i] and filled[i + 1]]
    if not inner or len(inner) * 2 < sum(filled):
        return False
    wrapped = [len(lines[i]) for i in inner]
    longest = max(wrapped)
    near = sum(length > 0.7 * longest for length in wrapped)
    return 40 <= longest <= 120 and near * 10 >= 8 * len(wrapped)
