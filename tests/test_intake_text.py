"""Plain text articles and dates of publication."""

import contextlib
import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.intake import IntakeError, from_text, iso_date

BODY = "The council of Harwick met on Monday and decided to wait for the audit."


def test_headline_and_byline_stand_in_for_what_is_not_given() -> None:
    text = f"Council waits for audit\n\nBy Mara Lind, Staff Writer | Oct. 3, 2016\n\n{BODY}"
    article = from_text(text)
    assert article.title == "Council waits for audit"
    assert article.byline == "Mara Lind"
    assert article.language == "en"
    assert article.published is None
    given_ = from_text(
        text, id="a", title="Other", byline="Ola Berg", url="https://post.example/1", publisher="Post", language="da"
    )
    assert (given_.id, given_.title, given_.byline, given_.publisher, given_.language) == ("a", "Other", "Ola Berg", "Post", "da")
    assert given_.url == "https://post.example/1"


def test_several_authors() -> None:
    assert from_text(f"Council waits for audit\n\nBy Mara Lind and Ola Berg\n\n{BODY}").byline == "Mara Lind and Ola Berg"


def test_half_a_character_is_refused() -> None:
    with pytest.raises(IntakeError, match="surrogate"):
        from_text("Harwick \ud83d")


@pytest.mark.parametrize(
    "value",
    [
        "2016-09-12",
        "20160912",
        " 2016-09-12 ",
        "2016-09-12T23:30:00-05:00",
        "2016-09-12T00:30:00+02:00",
        "2016-09-12 08:00:00 +0000",
        "2016-09-12T08:00:00.123Z",
        "2016-09-12T08:00",
    ],
)
def test_dates_are_those_of_the_articles_own_clock(value: str) -> None:
    assert iso_date(value) == "2016-09-12"
    assert from_text(BODY, published=value).published == "2016-09-12"


@pytest.mark.parametrize(
    "value", ["soon", "2016", "2016-09", "2016-13-01", "2016-02-30", "12.09.2016", "2016-09-12T99:00", "2016-09-12x", "٢٠١٦-٠٩-١٢"]
)
def test_what_is_no_date_is_refused_with_advice(value: str) -> None:
    with pytest.raises(IntakeError, match="YYYY-MM-DD"):
        iso_date(value)


@settings(deadline=None)
@given(st.dates() | st.datetimes())
def test_every_iso_date_is_read(value: datetime.date) -> None:
    assert iso_date(value.isoformat()) == value.isoformat()[:10]


@settings(deadline=None)
@given(st.text())
def test_any_other_string_is_a_date_or_refused(value: str) -> None:
    with contextlib.suppress(IntakeError):
        assert datetime.date.fromisoformat(iso_date(value))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ferry sinks\n\nLINDAL, 5 May 2023 – The ferry sank on Tuesday, the mayor said.", "2023-05-05"),
        ("Ferry sinks\n\nLINDAL, May 5, 2023 (Norland Press) — The ferry sank on Tuesday, the mayor said.", "2023-05-05"),
        ("Ferry sinks\n\nBy Ana Vell\n\nPublished October 7, 2018\n\nThe ferry sank on Tuesday, the mayor said.", "2018-10-07"),
        ("Ferry sinks\nPosted: Oct. 7, 2018 at 5:04 pm | Updated: Oct. 9, 2018\n\nThe ferry sank, the mayor said.", "2018-10-07"),
        ("Ferry sinks\n\nUpdated 8 October 2018\n\nORSEN, Oct. 7, 2018 — The ferry sank, the mayor said.", "2018-10-07"),
        ("Ferry sinks\n\nLast updated 2018-10-08\n\nThe ferry sank on Tuesday, the mayor said.", "2018-10-08"),
        ("Friday, 5 May 2023\n\nFerry sinks\n\nIt sank on Tuesday, the mayor said.", "2023-05-05"),
        ("Ferry sinks\n\nThe ferry sank on 7 October 2018, the mayor said.\n\nPublished October 9, 2018", None),
        ("Ferry sinks\n\nORSEN, 7/10/2018 — The ferry sank on Tuesday, the mayor said.", None),
        ("Ferry sinks\n\nORSEN, 31 June 2018 — The ferry sank on Tuesday, the mayor said.", None),
        ("Ferry sinks\n\nORSEN, May 5 — The ferry sank on Tuesday, the mayor said.", None),
        ("The treaty\n\nMay 5, 1945 was the day the war ended, the mayor said.", None),
    ],
)
def test_the_day_of_publication_that_an_article_names_at_its_head(text, day):
    assert from_text(text).published == day
    assert from_text(text, published="2024-01-02").published == "2024-01-02"
