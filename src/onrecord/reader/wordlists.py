"""Word lists: closed classes of words, written as one line of text."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of ``text``, which are divided by blanks."""
    return frozenset(text.split())
