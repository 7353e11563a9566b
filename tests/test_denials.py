"""Denials on made-up sentences: which cues deny what follows, or say that it was not said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rough import marked, rough

from onrecord.reader.denials import denied
from onrecord.reader.layers import Attribution
from onrecord.reader.words import split


def judged(source: str) -> bool:
    _, words, [attribution] = marked(source)
    layers = rough(words)
    for a, b in attribution.cue:
        for i in range(a, b):
            layers.pos[i] = "VBD"
    return denied(layers, attribution)


@pytest.mark.parametrize(
    "source",
    [
        "[1s:Mara Lind] [1k:denied] [1c:that the pier was closed].",
        "[1s:Mara Lind] [1k:has always denied] [1c:the allegations].",
        "[1s:Mara Lind] [1k:did not say] [1c:when the pier would open].",
        "[1s:Mara Lind] [1k:didn’t say] [1c:when the pier would open].",
        "[1s:Mara Lind] [1k:never said] [1c:that the pier was safe].",
        "[1s:Mara Lind] [1k:refused] [1c:to say whether the pier was safe].",
        "[1s:Mara Lind] [1k:declined to comment on] [1c:the audit].",
        "[1s:Mara Lind] [1k:did not immediately respond] [1c:to questions about the audit].",
        "[1s:Mara Lind] [1k:would not say] [1c:who paid].",
        "[1s:Mara Lind] [1k:does not think] [1c:the pier is safe].",
        "[1s:Mara Lind] [1k:made no mention of] [1c:the audit].",
        "[1s:Mara Lind] [1k:rejected] [1c:the claim that she had seen the audit].",
        "[1s:Mara Lind] [1k:neither confirmed nor denied] [1c:that the pier was closed].",
        "[1s:No official] [1k:said] [1c:that the pier was safe].",
    ],
)
def test_denied(source: str) -> None:
    assert judged(source)


@pytest.mark.parametrize(
    "source",
    [
        "[1s:Mara Lind] [1k:said] [1c:that the pier was not safe].",
        "[1s:Mara Lind] [1k:did not deny] [1c:that the pier was closed].",
        "[1s:Mara Lind] [1k:denied] [1c:the request for a longer lease].",
        "[1s:Mara Lind] [1k:rejected] [1c:the lease].",
        "[1s:Mara Lind] [1k:refused] [1c:to sign the lease].",
        "[1s:Mara Lind] [1k:did not want] [1c:the lease].",
        "[1s:Mara Lind] [1k:did not know] [1c:that the pier was closed].",
        "[1s:Mara Lind] [1k:not only said] [1c:that the pier was safe].",
        "[1s:Mara Lind] [1k:could not help saying] [1c:that the pier was safe].",
        "[1s:Mara Lind] [1k:does not identify with] [1c:the board].",
        "“[1c:No],” [1s:she] [1k:said].",
        "[1c:The pier is safe].",
    ],
)
def test_not_denied(source: str) -> None:
    assert not judged(source)


@given(
    st.lists(
        st.sampled_from("not never denied no refused to say , “ ” the Lind said with n’t don ’ t".split()), min_size=2, max_size=20
    )
)
def test_any_words(soup: list[str]) -> None:
    words = split(" ".join(soup))
    n = len(words)
    for cue in ([], [(0, n - 1)]):
        assert denied(rough(words), Attribution([(0, 1)], cue, [(n - 1, n)])) in (True, False)
