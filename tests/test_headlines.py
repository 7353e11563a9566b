"""Headlines on made-up articles: which statement of the body a headline's claim shortens."""

from __future__ import annotations

import pytest
from rough import marked, rough

from onrecord.article import Zone
from onrecord.reader.headlines import shortened
from onrecord.record import Speaker

LIND = Speaker(name="Mara Lind", kind="person", sourcing="named")
HALE = Speaker(name="Tom Hale", kind="person", sourcing="named")
HEADLINE = "[1s:Lind] [1k:says] [1c:pier stays shut until audit]\n\n"


def links(source: str, *speakers: Speaker | None, denied: set[int] = frozenset(), headed: bool = True) -> list[int | None]:  # type: ignore[assignment]
    article, words, attributions = marked(source)
    if headed:
        article.zones = [Zone("headline", 0, article.text.index("\n"))]
    who = list(speakers)
    return shortened(article, rough(words), attributions, who, [i in denied for i in range(len(attributions))])


def test_the_statement_that_says_the_same_at_more_length() -> None:
    body = (
        "[2s:Mara Lind] [2k:said] [2c:ships are late]. [3s:She] [3k:said] [3c:the pier would stay shut until the audit was done]."
    )
    assert links(HEADLINE + body, LIND, LIND, LIND) == [2, None, None]


def test_the_first_of_two_that_say_as_much() -> None:
    body = "[2s:She] [2k:said] [2c:the pier would stay shut]. [3s:She] [3k:said] [3c:a shut pier would stay]."
    assert links(HEADLINE + body, LIND, LIND, LIND)[0] == 1


@pytest.mark.parametrize("speakers", [(LIND, HALE), (LIND, None), (None, LIND)])
def test_another_speaker_or_none(speakers: tuple[Speaker | None, Speaker | None]) -> None:
    assert links(HEADLINE + "[2s:He] [2k:said] [2c:the pier would stay shut until the audit was done].", *speakers) == [None, None]


def test_too_few_words_in_common() -> None:
    assert links(HEADLINE + "[2s:She] [2k:said] [2c:the pier was old].", LIND, LIND) == [None, None]


def test_the_name_of_the_speaker_is_no_word_in_common() -> None:
    head = "[1s:Lind] [1k:says] [1c:Mara Lind party to go on]\n\n"
    assert links(head + "[2s:She] [2k:said] [2c:Mara Lind was late].", LIND, LIND) == [None, None]


def test_a_denial_shortens_only_denials() -> None:
    body = "[2s:She] [2k:denied] [2c:the pier would stay shut until the audit was done]."
    assert links(HEADLINE + body, LIND, LIND, denied={1}) == [None, None]
    assert links(HEADLINE + body, LIND, LIND, denied={0, 1}) == [1, None]


def test_without_a_headline() -> None:
    assert links(HEADLINE + "[2s:She] [2k:said] [2c:the pier would stay shut until the audit].", LIND, LIND, headed=False) == [
        None,
        None,
    ]
