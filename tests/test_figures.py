import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.article import Article, Zone
from onrecord.reader import figures, times
from onrecord.reader.figures.units import BEFORE, PER, SYMBOLS, WORDS
from onrecord.reader.layers import empty
from onrecord.reader.words import split


def find(text, zones=()):
    article, words = Article(id="a", text=text, published="2016-09-12", zones=list(zones)), split(text)
    return figures.find(article, empty(words), times.find(article, words))


def said(text):
    return [(f.text, f.value, f.unit) for f in find(text)]


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("The port spent $14.5 million on it.", "$14.5 million", 14.5e6, "USD"),
        ("It cost £3bn.", "£3bn", 3e9, "GBP"),
        ("It cost €5.2m.", "€5.2m", 5.2e6, "EUR"),
        ("It cost US$7 billion.", "US$7 billion", 7e9, "USD"),
        ("It cost HK$5.", "HK$5", 5, "HKD"),
        ("It cost EUR10m.", "EUR10m", 10e6, "EUR"),
        ("It cost 40m euros.", "40m euros", 40e6, "EUR"),
        ("It cost 5,000 Swedish crowns.", "5,000 Swedish crowns", 5000, "SEK"),
        ("It cost 10 New Zealand dollars.", "10 New Zealand dollars", 10, "NZD"),
        ("They paid 500 pounds.", "500 pounds", 500, "GBP"),
        ("It weighs 500 pounds.", "500 pounds", 500, "pound"),
        ("Prices rose by 50 cents.", "50 cents", 0.5, "USD"),
        ("It rose 12.5 per cent.", "12.5 per cent", 12.5, "percent"),
        ("It rose 25 basis points.", "25 basis points", 0.25, "percentage_point"),
        ("It carried 500km of wire.", "500km", 500, "kilometer"),
        ("It burned 1,200 square kilometres.", "1,200 square kilometres", 1200, "kilometer ** 2"),
        ("It drove at 100 km/h.", "100 km/h", 100, "kilometer / hour"),
        ("It held 60GB.", "60GB", 60, "gigabyte"),
        ("It was 40 degrees Celsius.", "40 degrees Celsius", 40, "degree_Celsius"),
        ("He stands 6 feet 3 inches tall.", "6 feet 3 inches", 6.25, "foot"),
        ("Mara Lind, 49, resigned.", "49", 49, "year"),
        ("A 54-year-old man left.", "54-year-old", 54, "year"),
        ("A boy aged 12 left.", "12", 12, "year"),
        ("She turned 80.", "80", 80, "year"),
        ("One in five boats leaked.", "One in five", 0.2, None),
        ("Two-thirds of the boats leaked.", "Two-thirds", 0.666666666667, None),
        ("The town has 2016 people.", "2016", 2016, None),
        ("In Orsen it is 20 below zero.", "20 below zero", -20, None),
        ("In Orsen it is 31 degrees Celsius below zero.", "31 degrees Celsius below zero", -31, "degree_Celsius"),
        ("In Orsen it is 12 degrees above zero.", "12 degrees above zero", 12, "degree"),
    ],
)
def test_one_figure(text, words, value, unit):
    assert said(text) == [(words, value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "It happened in 2016, on 12 May, at 6.30pm.",
        "They waited three weeks, 15 to 20 minutes, and 30 years.",
        "A Boeing 737 and an iPhone 7 left on Flight 447.",
        "Article 50, Section 8, Channel 4 and the G20; No. 10 said so on page 12.",
        "She lives at 12 Canal Street. Call 555-0134 or +44 20 7946 0958.",
        "The third man came 5th. The one who came was one of them.",
        "Its 787, a new 777 airliner, and the A330-200 of Covid-19.",
        "H.R. 4520 went to D.C. 20530 by 192.168.1.1 at 50-50.",
        "1. First\n2. Second\n",
    ],
)
def test_what_is_no_figure(text):
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "words", "qualifier"),
    [
        ("More than 40,000 containers moved.", "More than 40,000", ">"),
        ("No fewer than 20 boats moved.", "No fewer than 20", ">="),
        ("Up to 40 boats moved.", "Up to 40", "<="),
        ("As many as 40 boats moved.", "As many as 40", "<="),
        ("Just under 40 boats moved.", "Just under 40", "<"),
        ("About 40 boats moved.", "About 40", "~"),
        ("40 or more boats moved.", "40 or more", ">="),
        ("A 290+ seat hall opened.", "290+", ">="),
        ("Hundreds of boats moved.", "Hundreds", ">"),
        ("Just 40 boats moved.", "40", None),
    ],
)
def test_qualifiers(text, words, qualifier):
    (figure,) = find(text)
    assert (figure.text, figure.qualifier) == (words, qualifier)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("It costs 3 million to 4 million crowns.", 3e6, 4e6, None),
        ("It costs $3 to $4 million.", 3e6, 4e6, "USD"),
        ("It costs between $12 million and $20 million.", 12e6, 20e6, "USD"),
        ("It fell 15-20%.", 15, 20, "percent"),
        ("It runs 5-10km.", 5, 10, "kilometer"),
        ("It seats 200-250 people.", 200, 250, None),
        ("Two or three boats came.", 2, 3, None),
        ("Boys aged 12 to 15 came.", 12, 15, "year"),
    ],
)
def test_ranges(text, low, high, unit):
    (figure,) = find(text)
    assert (figure.value, figure.high, figure.unit) == (low, high, unit)


def test_a_change_is_not_a_range():
    first, second = find("Sales rose 5% to 40%.")
    assert (first.value, first.high, first.change) == (5, None, "up")
    assert (second.value, second.change) == (40, None)


def test_change_from():
    by, start = find("Costs were up 5% from 40%.")
    assert (by.change, by.value, start.change, start.value) == ("up", 5, None, 40)


def test_scores_are_two_figures():
    assert [(f.value, f.of) for f in find("Orsen beat Velm 3-1.")] == [(3, "score"), (1, "score")]
    assert [(f.value, f.of) for f in find("The council voted 7-2.")] == [(7, "votes"), (2, "votes")]
    assert [f.value for f in find("Orsen lost 1-3.")] == [1, 3]


def test_the_same_in_another_unit():
    first, second = find("They bought a 12-tonne (26,000-pound) crane.")
    assert (first.value, first.unit, first.of, first.same_as) == (12, "metric_ton", "crane", None)
    assert (second.value, second.unit, second.of, second.same_as) == (26000, "pound", "crane", first.start)
    money, other = find("It cost 5,000 Swedish crowns ($500).")
    assert other.same_as == money.start
    first, second = find("It is 12 tonnes (5 pounds).")
    assert second.same_as is None


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("More than 40,000 containers.", "containers"),
        ("The port is for 70% of all container traffic.", "container traffic"),
        ("A ten-storey building.", "storey"),
        ("It is 500km of wire.", "wire"),
        ("A profit of $5 million.", "profit"),
        ("At $70 a share.", "per share"),
        ("For 4 million crowns.", "crowns"),
        ("At 500 or 600 seats.", "seats"),
        ("Aged 12.", "age"),
    ],
)
def test_what_is_counted(text, of):
    assert find(text)[0].of == of


def test_currencies_that_several_places_share():
    assert find("The Norway office paid 40 crowns.")[0].unit == "NOK"
    assert find("Norway and Sweden paid 40 crowns.")[0].unit is None
    assert find("It paid C$5, then $6.")[1].unit == "CAD"
    assert find("It paid C$5 and US$7, then $6.")[2].unit == "USD"


def test_only_headline_and_body_are_read():
    text = "Port buys 12 cranes\n\nPhoto of 5 cranes\n\nIt bought 12 cranes."
    zones = [Zone("headline", 0, 19), Zone("caption", 21, 38), Zone("body", 40, 60)]
    assert [f.value for f in find(text, zones)] == [12, 12]


def test_nothing_to_read():
    assert find("") == []
    assert find("7" * 100_000) == []


def test_names_are_known_to_pint():
    pint = pytest.importorskip("pint")
    registry = pint.UnitRegistry()
    for unit in {*WORDS.values(), *SYMBOLS.values(), *BEFORE.values()}:
        if unit.name != "percentage_point":
            assert str(registry.Unit(unit.name)) == unit.name
    assert all(str(registry.Unit(name)) == name for name in PER.values())


PIECES = [
    *"1 12 1,200 .5 2016 5km $ £ US$ USD € % ( ) - – to and between or of a one two hundred million half third dozens".split(),
    *"km feet inches pounds crowns dollars cents per hour aged old year-old , . ; : ' \" “ ” + / # more than up about Orsen".split(),
    *["\n", "no", "No", "x", "½", "٣", "７", "é", "boats", "3-1", "+44", "H.R."],
]


@given(
    st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES)).map(" ".join), st.lists(st.sampled_from(PIECES)).map("".join))
)
def test_any_text(text):
    end = 0
    for figure in find(text):
        assert end <= figure.start < figure.end
        assert text[figure.start : figure.end] == figure.text
        assert math.isfinite(figure.value)
        assert figure.high is None or (math.isfinite(figure.high) and figure.high > figure.value)
        assert figure.same_as is None or figure.same_as < figure.start
        end = figure.end


def test_degrees_below_zero_may_be_a_range():
    (figure,) = find("In Orsen it was 20 to 30 degrees below zero.")
    assert (figure.value, figure.high, figure.unit, figure.qualifier) == (-30, -20, "degree", None)


def test_a_part_of_a_number_of_things_counts_the_things():
    assert [f.of for f in find("It took at least 14 of its 1,230 members.")] == ["members", "members"]


@pytest.mark.parametrize("text", ["It shuts at six o’clock.", "It shuts at 6 o'clock.", "Rents stayed above 2011 levels."])
def test_hours_and_years_are_no_figures(text):
    assert find(text) == []
