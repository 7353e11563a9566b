"""Hedges on made-up sentences, with syntax told by hand: the article's distance, and the source's own doubt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rough import marked, rough

from onrecord.reader.hedges import hedge
from onrecord.reader.layers import Attribution, text_of
from onrecord.reader.words import split


def found(source: str, verb: str = "") -> str | None:
    """The hedge, where ``verb`` is the head of the content's main clause and its modals, adverbs and copulas hang on it."""
    _, words, [attribution] = marked(source)
    layers = rough(words)
    tags = {
        "may": "MD",
        "might": "MD",
        "could": "MD",
        "probably": "RB",
        "likely": "JJ",
        "is": "VBZ",
        "appears": "VBZ",
        "seems": "VBZ",
    }
    layers.pos = [tags.get(form.lower(), tag) for form, tag in zip(words.forms, layers.pos, strict=True)]
    if verb:
        a, b = attribution.content[0]
        k = words.forms.index(verb, a, b)
        for i in range(a, b):
            low = words.forms[i].lower()
            layers.head[i] = k
            if verb == "board":
                continue
            layers.rel[i] = "aux" if tags.get(low) == "MD" else "cop" if low == "is" else "advmod" if low == "probably" else "dep"
        layers.head[k] = attribution.cue[0][0]
        layers.pos[k] = {"likely": "JJ", "board": "NN"}.get(verb, "VB")
    part = hedge(layers, attribution)
    return text_of(words, part) if part else None


@pytest.mark.parametrize(
    ("source", "verb", "wanted"),
    [
        ("[1s:Mara Lind] reportedly [1k:said] [1c:the pier is shut].", "shut", "reportedly"),
        ("[1s:Mara Lind] [1k:allegedly told friends] [1c:the pier is shut].", "shut", "allegedly"),
        ("[1s:Mara Lind] [1k:appeared to say] [1c:the pier is shut].", "shut", "appeared to"),
        ("[1s:Mara Lind] [1k:may have said] [1c:the pier is shut].", "shut", "may"),
        ("[1s:Mara Lind] [1k:said] [1c:the audit may take a year].", "take", "may"),
        ("[1s:Mara Lind] [1k:said] [1c:the board probably knew].", "knew", "probably"),
        ("[1s:Mara Lind] [1k:said] [1c:that it is likely to rain].", "likely", "likely"),
        ("[1s:Mara Lind] [1k:said] [1c:the pier appears to lean].", "appears", "appears to"),
        ("“[1c:I think the pier leans],” [1s:she] [1k:said].", "leans", "I think"),
        ("“[1c:Perhaps the pier leans],” [1s:she] [1k:said].", "leans", "Perhaps"),
    ],
)
def test_hedge(source: str, verb: str, wanted: str) -> None:
    assert found(source, verb) == wanted


@pytest.mark.parametrize(
    ("source", "verb"),
    [
        ("[1s:Mara Lind] [1k:said] [1c:the pier is shut].", "shut"),
        ("[1s:Mara Lind] [1k:said] [1c:she could not sign the lease].", "sign"),
        ("[1s:Mara Lind] [1k:asked] [1c:whether the audit may take a year].", "take"),
        ("[1s:Mara Lind] [1k:blames] [1c:the board that may sue].", "board"),
        ("[1s:Mara Lind] [1k:said in May] [1c:the pier is shut].", "shut"),
        ("Reportedly the town is poor.\n\n[1s:Mara Lind] [1k:said] [1c:the pier is shut].", "shut"),
    ],
)
def test_none(source: str, verb: str) -> None:
    assert found(source, verb) is None


@given(
    st.lists(st.sampled_from("may I think “ ” , perhaps seems to is likely said that Lind . é".split()), min_size=3, max_size=20)
)
def test_any_words(soup: list[str]) -> None:
    words = split(" ".join(soup))
    n = len(words)
    part = hedge(rough(words), Attribution([], [(0, 1)], [(1, n)]))
    assert part is None or 0 <= part[0] < part[1] <= n
