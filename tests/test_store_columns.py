from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from onrecord.store.columns import Day, SaidBy, Share
from onrecord.store.rows import name_at, named_at
from onrecord.store.schema import EventStatus, Manner

DIALECT = sqlite.dialect()
dates = st.dates(min_value=date(1000, 1, 1)).flatmap(
    lambda d: st.sampled_from([d.isoformat(), d.isoformat()[:7], d.isoformat()[:4]])
)


@given(dates, dates)
def test_days_come_back_and_are_in_the_order_of_their_characters(one, other):
    first, second = (Day().process_bind_param(day, DIALECT) for day in (one, other))
    assert (Day().process_result_value(first, DIALECT), Day().process_result_value(second, DIALECT)) == (one, other)
    assert (first < second) == (one < other)
    assert (first <= Day().process_bind_param(other + "~", DIALECT)) == (one <= other + "~")


def test_what_is_no_day_is_kept_nowhere():
    assert Day().process_bind_param("last week", DIALECT) is None
    assert Day().process_bind_param("2016-09-12T08:30:00Z", DIALECT) == 20160912


@given(st.integers(0, 100))
def test_hundredths_are_whole_numbers(hundredths):
    kept = Share().process_bind_param(hundredths / 100, DIALECT)
    assert kept == hundredths
    assert Share().process_result_value(kept, DIALECT) == hundredths / 100


@given(st.floats(0, 1), st.floats(0, 1))
def test_other_shares_are_nearly_the_same_and_in_their_order(one, other):
    first, second = (Share().process_bind_param(share, DIALECT) for share in (one, other))
    assert abs(Share().process_result_value(first, DIALECT) - one) < 1e-15
    assert one >= other or first <= second


@given(st.sampled_from([*Manner.words]), st.sampled_from([*EventStatus.words]), st.sampled_from(["model", "Ana Bel"]))
def test_words_come_back(manner, status, by):
    for of, word in ((Manner, manner), (EventStatus, status), (SaidBy(), by)):
        assert of.process_result_value(of.process_bind_param(word, DIALECT), DIALECT) == word


@given(st.text(max_size=600), st.text(min_size=1, max_size=300))
def test_a_name_is_told_by_its_place_or_not_at_all(text, name):
    for within in (text, text + name, name + text):
        place = named_at(within, name)
        assert name_at(within, place) == (name if name in within and len(name) < 256 else None)
