import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.article import Article
from onrecord.reader import times
from onrecord.reader.times.calendar_values import bounds, stretch
from onrecord.reader.words import split

MONDAY = "2016-09-12"


def find(text, published=MONDAY):
    return times.find(Article(id="a", text=text, published=published), split(text))


def values(text, published=MONDAY):
    return [(t.text, t.value) for t in find(text, published)]


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("Mara Lind said on Wednesday that the quay is safe.", "Wednesday", "2016-09-07"),
        ("Mara Lind said Monday that the quay is safe.", "Monday", "2016-09-12"),
        ("The council will vote on Friday.", "Friday", "2016-09-16"),
        ("On Friday, the council will vote.", "Friday", "2016-09-16"),
        ("The pumps must be repaired by Thursday.", "Thursday", "2016-09-15"),
        ("They met next Friday's deadline early.", "next Friday", "2016-09-16"),
        ("It flooded last Monday.", "last Monday", "2016-09-05"),
        ("The ferry sank Saturday night.", "Saturday night", "2016-09-10TNI"),
        ("It began early Tuesday.", "early Tuesday", "2016-09-06"),
        ("Yesterday the port closed.", "Yesterday", "2016-09-11"),
        ("The port opens tomorrow.", "tomorrow", "2016-09-13"),
        ("It opens tonight.", "tonight", "2016-09-12TNI"),
        ("It closed last week.", "last week", "2016-W36"),
        ("It closes this month.", "this month", "2016-09"),
        ("It closed last year.", "last year", "2015"),
        ("Over the weekend it rained.", "the weekend", "2016-W36-WE"),
        ("It closed last summer.", "last summer", "2016-SU"),
        ("It closed two weeks ago.", "two weeks ago", "2016-W35"),
        ("It closed three days ago.", "three days ago", "2016-09-09"),
        ("It rained for two weeks.", "two weeks", "P2W"),
        ("It rained for two and a half years.", "two and a half years", "P2.5Y"),
        ("It rained over the past few days.", "the past few days", "PXD"),
        ("In 2012 the dam broke.", "2012", "2012"),
        ("It was built in the 1990s.", "the 1990s", "199"),
        ("It was built in the 19th century.", "the 19th century", "18"),
        ("On September 11, 2001, it rained.", "September 11, 2001", "2001-09-11"),
        ("On Sept. 1 it rained.", "Sept. 1", "2016-09-01"),
        ("It was signed on 3 March 2015.", "3 March 2015", "2015-03-03"),
        ("It was signed on 25/12/2015.", "25/12/2015", "2015-12-25"),
        ("It was signed on 03/02/2011.", "03/02/2011", "2011"),
        ("It was signed on 2016-08-30.", "2016-08-30", "2016-08-30"),
        ("It was dry in March.", "March", "2016-03"),
        ("It was dry in December.", "December", "2015-12"),
        ("Sales fell in the third quarter of 2015.", "the third quarter of 2015", "2015-Q3"),
        ("It opened on Christmas Day.", "Christmas Day", "2016-12-25"),
        ("It opened on Easter Monday 2016.", "Easter Monday 2016", "2016-03-28"),
        ("It rains every day.", "every day", "P1D"),
        ("It sails on Mondays.", "Mondays", "XXXX-WXX-1"),
        ("The sea is now calm.", "now", "PRESENT_REF"),
        ("The walls fell in 480 BC.", "480 BC", "BC0480"),
        ("It sails at 5 p.m. EDT on Friday.", "5 p.m. EDT", "2016-09-09T17:00"),
    ],
)
def test_a_time_and_its_value(text, said, value):
    assert (said, value) in values(text)


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("Ola Berg said on Saturday that the ferry would sail on Wednesday.", "Wednesday", "2016-09-14"),
        ("Ola Berg said the ferry would not sail again on Thursday.", "Thursday", "2016-09-15"),
        ("Union to strike on Thursday\n\nIt rained.", "Thursday", "2016-09-15"),
        ("On Friday Ola Berg said that the ferry would sail on Sunday.", "Sunday", "2016-09-11"),
        ("Ola Berg said the ferry would have sailed on Wednesday.", "Wednesday", "2016-09-07"),
        ("Ola Berg said it would review the rules that were signed on Wednesday.", "Wednesday", "2016-09-07"),
        ("Ola Berg said it would end her Wednesday walk.", "Wednesday", "2016-09-07"),
        ("“It would be sad,” Ola Berg said Wednesday.", "Wednesday", "2016-09-07"),
        ("The union met to talk of the storm on Wednesday.", "Wednesday", "2016-09-07"),
        ("The dam, built in 1979, will close on Dec. 9.", "Dec. 9", "2016-12-09"),
        ("The storms began in October.", "October", "2015-10"),
        ("It has been shut since October.", "October", "2015-10"),
        ("The fair is held in October.", "October", "2016-10"),
        ("Ola Berg asked twice last year, the first time in November.", "November", "2015-11"),
        ("A note dated October 20 names him.", "October 20", "2015-10-20"),
        ("Rents stayed above 2011 levels.", "2011", "2011"),
        ("The door shuts at seven o’clock in the evening.", "seven o’clock in the evening", "2016-09-12T19:00"),
        ("The door shuts at 7 o'clock on Monday evening.", "7 o'clock", "2016-09-12T19:00"),
        ("The door shuts at seven o'clock.", "seven o'clock", None),
    ],
)
def test_what_is_ahead_and_what_is_past(text, said, value):
    assert (said, value) in values(text)


def test_without_a_day_of_publication_a_year_holds_in_its_sentence_alone():
    text = "The dam has stood since 1979. The council will vote on Dec. 9 and pay by June. It met on Dec. 2."
    assert values(text, None) == [("1979", "1979"), ("Dec. 9", None), ("June", None), ("Dec. 2", None)]
    assert ("June 4", "1921-06-04") in values("The strike of 1921 ended on June 4.", None)
    assert ("Tuesday", None) in values("It opened on 5 May 1979. The mayor spoke on Tuesday.", None)
    assert ("Tuesday", "2024-05-14") in values("She said on 10 May 2024 that she would resign on Tuesday.", None)


def test_a_month_has_one_year_in_an_article_where_the_words_leave_it_open():
    text = "Letters of October tell of the bridge\n\nOla Berg wrote last year, first in October. “I knew it in October,” he said."
    assert [v for said, v in values(text) if said == "October"] == ["2015-10"] * 3
    assert ("October 3", "2016-10-03") in values("It closed in October 2014. The fair is on October 3.")


def test_a_stamp_on_its_line_is_of_no_day_that_lies_ahead():
    text = "The council will vote on Friday.\n\n9:15 p.m.\n\nIt rained. It starts at 8:00 p.m."
    assert [v for _, v in values(text)] == ["2016-09-16", "2016-09-12T21:15", "2016-09-12T20:00"]


def test_later_and_earlier_are_reckoned_from_the_date_named_last():
    text = "The dam broke on March 3, 2014. Two days later the town was empty. The next day it burned."
    assert values(text) == [("March 3, 2014", "2014-03-03"), ("Two days later", "2014-03-05"), ("The next day", "2014-03-06")]
    assert find(text)[1].anchor == "2014-03-03"


def test_what_is_reckoned_from_publication_names_it_as_anchor():
    assert find("It closed last week.")[0].anchor == MONDAY
    assert find("It closed in 2012.")[0].anchor is None


def test_without_a_day_of_publication_only_absolute_times_have_values():
    text = "It closed on Wednesday, last week, yesterday and on March 3, 2014."
    assert [v for _, v in values(text, None)] == [None, None, None, "2014-03-03"]
    assert values(text, "soon") == values(text, None)


def test_a_year_named_in_the_sentence_holds_for_the_day_in_it():
    assert ("June 4", "1921-06-04") in values("The strike of 1921 ended on June 4.")
    assert ("June 4", "2016-06-04") in values("The strike of 1921 was long. The new one ended on June 4.")


def test_a_text_about_the_past_keeps_its_years():
    text = " ".join(f"In {1900 + i} the river rose." for i in range(12)) + "\n\nOn June 4 the bridge fell."
    assert values(text)[-1] == ("June 4", "1911-06-04")


@pytest.mark.parametrize(
    "text",
    [
        "She may march with them.",
        "March with us!",
        "April Orsen spoke with May Lind.",
        "The Sun shone and the sun set; we sat and wed.",
        "He came second in a 20-year-old boat.",
        "It costs $2000 and weighs 2000 pounds.",
        "Mara Lind, 44, has 12 boats.",
        "She sings on Saturday Night Live before Super Tuesday.",
        "The Weekly Standard bearer was Tara Sun.",
    ],
)
def test_other_words_are_no_times(text):
    assert values(text) == []


def test_offsets_are_code_points():
    text = "😀 “Non,” said Zoë on Wednesday 😀."
    (time,) = find(text)
    assert text[time.start : time.end] == time.text == "Wednesday"


VALUE = re.compile(
    r"PRESENT_REF|PAST_REF|FUTURE_REF|BC\d{4}|\d{2}|\d{3}|\d{4}(-\d\d(-\d\d)?)?(T(\d\d:\d\d|MO|MI|AF|EV|NI))?"
    r"|T\d\d:\d\d|\d{4}-W\d\d(-WE)?|\d{4}-(Q[1-4]|SP|SU|FA|WI)|PT?[\dX.e+-]+[DWMYHS]"
    r"|XXXX-(WXX-[1-7]|\d\d|SP|SU|FA|WI|XX-XXT(MO|AF|EV|NI))"
)
WORDS = """on in the early late last next this past a few two three hundred 12 31 2016 1999 480 BC January May March Sept. Feb
Monday Sun Friday night morning week weeks years year days ago later earlier before after of summer fall quarter first century
19th 1990s decade Christmas Eve Easter today Yesterday tomorrow every daily 17:00 12/03/2016 2016-02-30 0000-00-00 99:99 , . -
will said by ’s ' 😀 ٣ and half couple same weekend 9999 mid"""
PIECES = st.sampled_from([*WORDS.split(), "5 p.m.", "the day after", "\n", "\r\n", "\n\n"])


def check(text, published):
    found = find(text, published)
    last = 0
    for t in found:
        assert last <= t.start < t.end <= len(text)
        assert text[t.start : t.end] == t.text
        assert t.value is None or VALUE.fullmatch(t.value), t
        if t.anchor is not None:
            date.fromisoformat(t.anchor)
        last = t.end


@given(st.lists(PIECES, max_size=30).map(" ".join), st.one_of(st.none(), st.dates().map(str), st.text(max_size=12)))
def test_any_words_of_time_in_any_order(text, published):
    check(text, published)


@given(st.text(), st.one_of(st.none(), st.dates().map(str)))
def test_any_text(text, published):
    check(text, published)


def test_long_texts_of_one_kind_are_read_through():
    for piece in ("last ", "the ", "1990", "12/", "two and a ", "May ", "“On Monday,” ", "early-", "a few "):
        check(piece * 20000, MONDAY)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2016-09-07", "2016-09-07", "2016-09-07"),
        ("2016-09-07TNI", "2016-09-07", "2016-09-07"),
        ("2016-W36", "2016-09-05", "2016-09-11"),
        ("2016-W36-WE", "2016-09-10", "2016-09-11"),
        ("2015-W53", "2015-12-28", "2016-01-03"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2016-Q3", "2016-07-01", "2016-09-30"),
        ("2016-H2", "2016-07-01", "2016-12-31"),
        ("2016-SU", "2016-06-01", "2016-08-31"),
        ("2015-WI", "2015-12-01", "2016-02-29"),
        ("2016", "2016-01-01", "2016-12-31"),
        ("199", "1990-01-01", "1999-12-31"),
        ("18", "1800-01-01", "1899-12-31"),
        ("9999", "9999-01-01", "9999-12-31"),
    ],
)
def test_bounds(value, first, last):
    assert bounds(value) == (date.fromisoformat(first), date.fromisoformat(last))
    assert stretch(value) == (None if first == last else (first, last))


@pytest.mark.parametrize(
    "value", [None, "", "P2W", "PRESENT_REF", "XXXX-09", "2016-13", "2016-W54", "2016-02-30", "0000", "T17:00"]
)
def test_no_bounds(value):
    assert bounds(value) is None
    assert stretch(value) is None


def test_a_week_keeps_its_bounds():
    [week] = find("The board met last week.", MONDAY)
    assert (week.text, week.value, week.bounds) == ("last week", "2016-W36", ("2016-09-05", "2016-09-11"))
    assert [t.bounds for t in find("It met on Friday for two weeks.", MONDAY)] == [None, None]


@given(st.lists(PIECES, max_size=30).map(" ".join), st.dates().map(str))
def test_bounds_of_any_value_are_in_order(text, published):
    for t in find(text, published):
        days = bounds(t.value)
        assert days is None or days[0] <= days[1]
        assert t.bounds is None or (t.kind == "date" and t.bounds[0] < t.bounds[1])
