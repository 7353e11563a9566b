"""Marked-up text and rough layers, so that the reader's layers are tested without a model."""

from __future__ import annotations

import re

import numpy as np

from onrecord.article import Article
from onrecord.reader.layers import Attribution, Layers
from onrecord.reader.words import Words, split

_MARK = re.compile(r"\[(\d)([sck]):|\]")
_VERBS = {
    "said",
    "says",
    "added",
    "told",
    "warned",
    "chairs",
    "was",
    "is",
    "were",
    "announced",
    "wrote",
    "asked",
    "want",
    "found",
    "will",
}
_PRONOUNS = {"he", "she", "they", "it", "i", "we"}
_OWNERS = {"his", "her", "their", "its"}
_DETERMINERS = {"the", "a", "an", "this"}
_PREPOSITIONS = {"of", "for", "in", "by", "at", "on", "from", "with"}
_BODIES = {"Authority", "Council", "Board", "Gazette", "Agency"}
_PLACES = {"Ost", "Fairview", "Norhaven"}


def marked(source: str) -> tuple[Article, Words, list[Attribution]]:
    """Text in which ``[1s:Mara Lind]`` marks the source of attribution 1, ``[1k:...]`` its cue and ``[1c:...]`` its content."""
    text, spans, open_at = "", [], []
    last = 0
    for match in _MARK.finditer(source):
        text += source[last : match.start()]
        last = match.end()
        if match.group(1):
            open_at.append((int(match.group(1)), match.group(2), len(text)))
        else:
            number, role, start = open_at.pop()
            spans.append((number, role, start, len(text)))
    text += source[last:]
    words = split(text)
    found: dict[int, Attribution] = {}
    for number, role, start, end in sorted(spans, key=lambda s: (s[0], s[2])):
        part = int(np.searchsorted(words.starts, start)), int(np.searchsorted(words.ends, end, side="right"))
        attribution = found.setdefault(number, Attribution([], [], []))
        {"s": attribution.source, "k": attribution.cue, "c": attribution.content}[role].append(part)
    return Article(id="test", text=text), words, [found[k] for k in sorted(found)]


def rough(words: Words) -> Layers:
    """What a careless tagger would say: parts of speech by small lists, names by capitals, each verb's nearest noun its subject."""
    n = len(words)
    pos, ner, rel = ["NN"] * n, ["O"] * n, ["dep"] * n
    head = np.arange(n, dtype=np.int32)
    for i, form in enumerate(words.forms):
        word = form.lower()
        begins = i == 0 or words.forms[i - 1] in '.?!”"' or words.paragraph[i] != words.paragraph[i - 1]
        listed = {"DT": _DETERMINERS, "IN": _PREPOSITIONS, "PRP": _PRONOUNS, "PRP$": _OWNERS, "VBD": _VERBS, "CC": {"and", "but"}}
        pos[i] = next((tag for tag, members in listed.items() if word in members), "NN")
        if not form[0].isalnum():
            pos[i] = form
        elif word in ("who", "which"):
            pos[i] = "WP"
        elif form[0].isupper() and pos[i] == "NN" and not (begins and (i + 1 >= n or not words.forms[i + 1][0].isupper())):
            pos[i] = "NNP"
        elif word in ("former", "new", "local", "senior", "many", "several"):
            pos[i] = "JJ"
        elif word.endswith("s") and pos[i] == "NN" and len(word) > 3:
            pos[i] = "NNS"
    i = 0
    while i < n:
        j = i
        while j < n and pos[j] == "NNP":
            j += 1
        if j > i:
            run = words.forms[i:j]
            label = "ORGANIZATION" if _BODIES & set(run) or run[-1].isupper() else "LOCATION" if run[-1] in _PLACES else "PERSON"
            for k in range(i, j):
                ner[k] = label if words.forms[k] not in ("Mr", "Ms", "Mrs", "Mayor", "Senator", "President") else "O"
        i = max(j, i + 1)
    for i in range(n):
        if pos[i] == "VBD":
            subject = next((k for k in range(i - 1, max(-1, i - 12), -1) if pos[k] in ("PRP", "NNP", "NN", "NNS")), None)
            if subject is not None and words.paragraph[subject] == words.paragraph[i]:
                head[subject], rel[subject] = i, "nsubj"
    return Layers(words, pos, ner, rel, head, np.arange(n, dtype=np.int32))
