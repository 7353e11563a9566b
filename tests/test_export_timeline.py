"""The line of time: which days and stretches an article names, in order."""

from __future__ import annotations

from test_export_samples import ferry, harvest

from onrecord.article import Article
from onrecord.export.timeline import stops
from onrecord.record import Record, Time


def record(*values: tuple[str, str | None, tuple[str, str] | None], published: str | None = None) -> Record:
    text = " ".join(words for words, _, _ in values)
    times, at = [], 0
    for words, value, bounds in values:
        times.append(Time(start=at, end=at + len(words), text=words, kind="date", value=value, bounds=bounds))
        at += len(words) + 1
    return Record(article=Article(id="x", text=text, published=published), times=times)


def test_days_and_stretches_by_their_first_day() -> None:
    assert [(stop.first, stop.last, stop.time, stop.published) for stop in stops(ferry())] == [
        ("1998-01-01", "1998-12-31", 4, False),
        ("2016-09-01", "2016-09-30", 2, False),
        ("2016-09-05", "2016-09-11", 3, False),
        ("2016-09-07", "2016-09-07", 1, False),
        ("2016-09-12", "2016-09-12", 0, True),
    ]


def test_what_has_no_place_in_the_calendar_is_left_out() -> None:
    assert stops(harvest()) == []
    assert (
        stops(record(("two weeks", "P2W", None), ("now", "PRESENT_REF", None), ("Friday", None, None), published="2016-09-12"))
        == []
    )


def test_one_stop_for_each_day() -> None:
    [stop] = stops(
        record(
            ("Monday", "2016-09-12", None),
            ("monday", "2016-09-12", None),
            ("today", "2016-09-12T10:00", None),
            published="2016-09-12",
        )
    )
    assert (stop.words, stop.more, stop.time, stop.published, stop.value) == ("Monday", True, 1, True, "2016-09-12")
    [alone] = stops(record(("Monday", "2016-09-12", None), ("monday", "2016-09-12", None)))
    assert not alone.more
