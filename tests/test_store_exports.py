import csv
import io
import itertools
import json

import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from storing import PlainReader, article, full, many
from test_echoes import records

from onrecord import Record, Span, Store, across
from onrecord.cli import main
from onrecord.commands.keep import ACROSS, TABLES
from onrecord.record import Event, Time
from onrecord.store import export
from onrecord.store.results import cell

COUNT = itertools.count()
SORTS = [what for what in (*TABLES, *ACROSS) if what != "records"]


@pytest.fixture(scope="module")
def kept(shared_name):
    """A store that has something of every sort: revised, corrected, judged, related, and with what was put aside."""
    with Store(shared_name) as store:
        record = full()
        record.article.id = "full"
        store.add_records([record, *records()])
        store.add([*many(5), article("This is unreadable.", id="bad")], PlainReader())
        for said in ("12 ferries will sail by Sunday", "14 ferries will not sail"):
            text = f"Mara Lind, harbour commissioner, said on Monday that {said}."
            store.add(article(text, id="lind", url="https://lind.example/"), PlainReader())
        across.relate(store)
        opening = next(row for row in store.commitments(limit=None) if row.act == "plan")
        across.set_status(store, opening.id, "kept", "Ana Bel", "https://courier.example/open")
        denial = next(said.id for said in store.search(order="oldest", limit=None) if said.denied)
        store.correct(denial, by="Bo Ek", kind="belief", note="he means it")
        yield store


def exported(store, what):
    written = io.StringIO()
    (across.export(store, what, written) if what in ACROSS else store.export(what, written))
    return [json.loads(line) for line in written.getvalue().splitlines()]


@pytest.mark.parametrize("what", SORTS)
def test_every_sort_is_the_same_in_every_format(kept, what, tmp_path, monkeypatch):
    monkeypatch.setenv("ONRECORD_STORE", kept.name)
    files = {suffix: tmp_path / f"{what}.{suffix}" for suffix in ("jsonl", "csv", "parquet")}
    for file in files.values():
        result = CliRunner().invoke(main, ["export", what, "-o", str(file)])
        assert result.exit_code == 0, result.output
    rows = exported(kept, what)
    assert rows
    assert files["jsonl"].read_text(encoding="utf-8") == "".join(
        json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows
    )
    cells = list(csv.DictReader(io.StringIO(files["csv"].read_text(encoding="utf-8"), newline="")))
    pairs = {"spans", "hits"}  # offsets, as 12-34
    assert cells == [
        {key: str(cell([tuple(pair) for pair in value] if key in pairs else value)) for key, value in row.items()} for row in rows
    ]
    parquet = pytest.importorskip("pyarrow.parquet")
    assert parquet.read_table(files["parquet"]).to_pylist() == rows
    assert CliRunner().invoke(main, ["export", what, "--format", "csv"]).stdout_bytes == files["csv"].read_bytes()


@pytest.mark.parametrize("what", SORTS)
def test_exports_in_small_portions_are_the_same(kept, what, monkeypatch):
    whole = exported(kept, what)
    monkeypatch.setattr(export, "AT_ONCE", 2)
    monkeypatch.setattr(export, "_ARTICLES", 1)
    monkeypatch.setattr("onrecord.across.exports.AT_ONCE", 1)
    monkeypatch.setattr("onrecord.across.exports._GROUPS", 1)
    assert exported(kept, what) == whole


def test_what_lists_give_is_exported_as_they_give_it(kept):
    lists = {
        "speakers": kept.speakers(limit=None),
        "commitments": kept.commitments(limit=None),
        "figures": kept.figures(limit=None),
        "failures": kept.failures(),
        "articles": sorted(kept.articles(limit=None), key=lambda row: row.number),
        "people": across.people(kept, limit=None),
        "echoes": across.echoes(kept, least=1, limit=None),
    }
    for what, rows in lists.items():
        assert exported(kept, what) == msgspec.to_builtins(list(rows)), what
    assert [row["reports"] for row in exported(kept, "echoes")] == [3]


def test_times_and_events_are_those_of_the_newest_revisions(kept):
    numbers = {said.id: (said.article, said.kind) for said in kept.search(limit=None)}
    records = {record.article.id: record for record in kept.records()}
    events, times = exported(kept, "events"), exported(kept, "times")
    for name, record in records.items():
        text = record.article.text
        own = [row for row in reversed(events) if row["article"] == name]
        assert [text[row["start"] : row["end"]] for row in own] == [row["trigger"] for row in own]
        assert [(row["trigger"], row["status"], row["type"], row["actor"], row["other"], row["date"]) for row in own] == [
            (event.trigger.text, event.status, event.type, event.actor, event.other, event.date) for event in record.events
        ]
        own = [row for row in reversed(times) if row["article"] == name]
        assert [text[row["start"] : row["end"]] for row in own] == [row["text"] for row in own]
        assert [(row["text"], row["kind"], row["value"], row["anchor"], row["first_day"], row["last_day"]) for row in own] == [
            (time.text, time.kind, time.value, time.anchor, *(time.bounds or (None, None))) for time in record.times
        ]
    assert {row["article"] for row in times} == {"lind", "full", *(f"a{n}" for n in range(5))}
    met, went = reversed(events)
    assert (met["url"], met["publisher"], met["published"]) == ("https://courier.example/quay", "Courier", "2016-09-13")
    assert met["statement"] is None
    assert numbers[went["statement"]] == ("full", "belief")  # what a person corrected is still the same statement


def test_what_a_person_withdrew_tells_of_no_event(store):
    store.add_records(full())
    denial = next(said.id for said in store.search(limit=None) if said.denied)
    assert [row["statement"] for row in exported(store, "events")] == [denial, None]
    store.judge(denial, by="Ana Bel", verdict="wrong")
    assert [row["statement"] for row in exported(store, "events")] == [None, None]


def test_commitments_are_exported_with_what_became_of_them(kept):
    told = [row for row in exported(kept, "commitments") if row["status"]]
    [row] = told
    assert (row["act"], row["status"], row["evidence_kind"], row["status_by"]) == ("plan", "kept", "url", "Ana Bel")
    assert row["status_at"]
    [entry] = kept.log("commitment")
    own = [row for row in exported(kept, "log") if row["entry"] == entry.id]
    assert [(row["field"], row["before"], row["after"]) for row in own] == [
        *zip(entry.fields, entry.before, entry.after, strict=True)
    ]
    assert {row["note"] for row in exported(kept, "log") if row["subject"] == "statement"} == {"he means it"}


def test_what_cannot_be_exported_leaves_no_file(kept, tmp_path):
    with pytest.raises(ValueError, match=r"choose of statements, .*, events, .*, records"):
        kept.export("people", tmp_path / "people.csv")
    with pytest.raises(ValueError, match=r"choose of people, echoes$"):
        across.export(kept, "events", tmp_path / "events.csv")
    with pytest.raises(ValueError, match="whole only as JSON Lines"):
        kept.export("records", tmp_path / "records.csv")
    with pytest.raises(ValueError, match="into a file"):
        kept.export("events", io.StringIO(), "parquet")
    assert list(tmp_path.iterdir()) == []


@st.composite
def eventful(draw):
    """A text of signs of one to four bytes, with events whose participants it has or has not, and times."""
    text = draw(st.text("aé𐐷 \u0301", min_size=3, max_size=40)) + "x"
    offsets = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted).filter(lambda at: at[0] < at[1])
    words = offsets.map(lambda at: text[slice(*at)])
    names = st.none() | words | st.text("aé𐐷b", min_size=1, max_size=300)
    spans = offsets.map(lambda at: Span.of(text, *at))
    events = st.builds(Event, trigger=spans, status=st.sampled_from(["occurred", "denied"]), actor=names, other=names)
    times = spans.map(lambda span: Time(start=span.start, end=span.end, text=span.text, kind="date", value=None))
    return text, draw(st.lists(events, max_size=4)), draw(st.lists(times, max_size=4))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(eventful())
def test_offsets_and_names_hold_whatever_the_text(store, drawn):
    text, events, times = drawn
    name = f"a{next(COUNT)}"
    read = article(text, id=name, url=f"https://{name}.example")
    store.add_records(Record(article=read, statements=[], events=events, times=times, read_by={"onrecord": "1", "model": "plain"}))
    own = [row for row in reversed(exported(store, "events")) if row["article"] == name]
    assert [(row["start"], row["end"], row["trigger"], row["actor"], row["other"]) for row in own] == [
        (event.trigger.start, event.trigger.end, text[event.trigger.start : event.trigger.end], event.actor, event.other)
        for event in events
    ]
    own = [row for row in reversed(exported(store, "times")) if row["article"] == name]
    assert [(row["start"], row["end"], row["text"]) for row in own] == [
        (time.start, time.end, text[time.start : time.end]) for time in times
    ]
