"""Queries: what a person types to search, as SQLite's and PostgreSQL's full-text languages have it.

harbour dues          both words, in any form ("due", "dues")
"harbour dues"        the words side by side
harbour OR port       either
harbour -dues         the first without the second; also: NOT dues
harb*                 words that begin so
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .problems import QueryError
from .words import folded, stem, words

_TOKEN = re.compile(r'(?P<minus>(?<!\S)-(?=\S))|"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+)')


class Phrase(NamedTuple):
    """Words that stand side by side (folded, not stemmed); ``prefix``: the last may go on."""

    words: tuple[str, ...]
    prefix: bool = False


class Query(NamedTuple):
    """``wanted``: all of these groups, of each at least one phrase; ``unwanted``: none of these phrases."""

    wanted: tuple[tuple[Phrase, ...], ...]
    unwanted: tuple[Phrase, ...]

    def fts5(self) -> str:
        """The query as SQLite's FTS5 takes it."""
        text = " AND ".join(_either([_fts5(phrase) for phrase in group], "OR") for group in self.wanted)
        return f"({text}) NOT {_either([_fts5(p) for p in self.unwanted], 'OR')}" if self.unwanted else text

    def tsquery(self) -> str:
        """The query as PostgreSQL's ``tsquery`` takes it."""
        groups = [_either([_tsquery(phrase) for phrase in group], "|") for group in self.wanted]
        return " & ".join(groups + [f"!{_tsquery(phrase)}" for phrase in self.unwanted])

    def hits(self, text: str) -> list[tuple[int, int]]:
        """Where in ``text`` the wanted phrases stand: half-open offsets, in order, without overlap."""
        found = list(words(text))
        stems = [word.stem for word in found]
        hits: list[tuple[int, int]] = []
        for phrase in (phrase for group in self.wanted for phrase in group):
            for i in range(len(found) - len(phrase.words) + 1):
                if _stands(phrase, stems, i):
                    hits.append((found[i].start, found[i + len(phrase.words) - 1].end))
        merged: list[tuple[int, int]] = []
        for start, end in sorted(hits):
            if merged and start < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return merged


def parse(text: str) -> Query:
    """The query that ``text`` writes. Raises ``QueryError`` where it holds no word to look for."""
    wanted: list[tuple[Phrase, ...]] = []
    unwanted: list[Phrase] = []
    negated = either = False
    for token in _TOKEN.finditer(text):
        if token["minus"]:
            negated = True
            continue
        word = token["word"]
        if word == "NOT":
            negated = True
            continue
        if word == "OR" and wanted:
            either = True
            continue
        if word == "AND":
            continue
        found = folded(token[0])
        if found:
            phrase = Phrase(tuple(found), bool(word and word.endswith("*")))
            if negated:
                unwanted.append(phrase)
            elif either:
                wanted[-1] += (phrase,)
            else:
                wanted.append((phrase,))
        negated = either = False
    if not wanted:
        raise QueryError(
            f"there is no word to look for in {text!r}; give at least one that is not negated"
            if unwanted or text.strip()
            else "there is no word to look for; give at least one"
        )
    return Query(tuple(wanted), tuple(unwanted))


def _either(parts: list[str], by: str) -> str:
    return parts[0] if len(parts) == 1 else f"({f' {by} '.join(parts)})"


def _fts5(phrase: Phrase) -> str:
    # FTS5 stems a prefix like any word; `_tsquery` and `_stands` do the same
    return '"' + " ".join(phrase.words) + '"' + ("*" if phrase.prefix else "")


def _tsquery(phrase: Phrase) -> str:
    *first, last = [f"'{stem(word)[:255]}'" for word in phrase.words]
    text = " <-> ".join([*first, last + ":*" if phrase.prefix else last])
    return f"({text})" if first else text


def _stands(phrase: Phrase, stems: list[str], at: int) -> bool:
    for offset, word in enumerate(phrase.words):
        if phrase.prefix and offset == len(phrase.words) - 1:
            if not stems[at + offset].startswith(stem(word)):
                return False
        elif stems[at + offset] != stem(word):
            return False
    return True
