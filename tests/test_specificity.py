"""Specificity of commitments on made-up sentences: a deed, a measure, a deadline."""

from __future__ import annotations

import pytest
from rough import marked
from test_commitments import LIND, tagged

from onrecord.reader import commitments, figures, times
from onrecord.record import Specificity


def told(source: str, with_figures: bool = True) -> Specificity:
    article, words, attributions = marked(source)
    article.published = "2016-09-12"
    layers = tagged(words)
    dated = times.find(article, words)
    counted = figures.find(article, layers, dated) if with_figures else None
    [made] = commitments.find(article, layers, attributions, [LIND], dated, counted)[0]
    assert made.specificity is not None
    return made.specificity


@pytest.mark.parametrize(
    ("source", "action"),
    [
        ("[1s:Lind] [1k:vowed] [1c:to sign the loan].", True),
        ("[1s:Lind] [1k:vowed] [1c:to resign].", True),
        ("[1s:Lind] [1k:vowed] [1c:to pay the town].", True),
        ("[1s:Lind] [1k:vowed] [1c:to fight for the town].", False),
        ("[1s:Lind] [1k:vowed] [1c:to improve the port].", False),
        ("[1s:Lind] [1k:vowed] [1c:to be a friend of the town].", False),
        ("[1s:Lind] [1k:vowed] [1c:to make sure the port opens].", False),
        ("[1s:Lind] [1k:vowed] [1c:to do something].", False),
    ],
)
def test_action(source: str, action: bool) -> None:
    assert told(source).action is action


def test_measure() -> None:
    assert told("[1s:Lind] [1k:vowed] [1c:to build 40 piers].").measure is True
    assert told("[1s:Lind] [1k:vowed] [1c:to build piers], and 40 came.").measure is False
    assert told("[1s:Lind] [1k:vowed] [1c:to build 40 piers].", with_figures=False).measure is None


def test_deadline() -> None:
    assert told("[1s:Lind] [1k:vowed] [1c:to sign the loan by Friday].").deadline is True
    assert told("[1s:Lind] [1k:vowed] [1c:to sign the loan immediately].").deadline is False
    assert told("[1s:Lind] [1k:vowed] [1c:to sign the loan].").deadline is False
