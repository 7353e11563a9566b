"""Echoes and outlets in a store, from the command line too."""

import json

import pytest
from click.testing import CliRunner
from storing import article

from onrecord import Record, Span, Speaker, Statement, across
from onrecord.across.echoes import put_in, take_out, undo
from onrecord.across.relate import relate
from onrecord.cli import main
from onrecord.store import NotFound, QueryError

FULL = "We will not reopen the harbour terminal before the spring. The piles are rotten and nobody has paid for new ones."
LIND = Speaker(name="Mara Lind", kind="person", role="harbour commissioner", sourcing="named")
OFFICIAL = Speaker(name="an official", kind="person", sourcing="unnamed")


def said(id, content, outlet, *, published="2016-09-05", speaker=LIND, manner="direct", lead="", version="1", url=None):
    """A record of one statement between quotation marks in an article of its own."""
    quote = f"“{content}”" if manner == "direct" else content
    text = f"{lead or ' '.join(f'{id}{n}' for n in range(40))} council met at the {id} inn. {quote} said {speaker.name}."
    at, cue, who = text.index(quote), text.rindex("said"), text.rindex(speaker.name)
    statement = Statement(
        id="s1", content=[Span.of(text, at, at + len(quote))], cue=[Span.of(text, cue, cue + 4)],
        source=[Span.of(text, who, who + len(speaker.name))], speaker=speaker, manner=manner, kind="assertion", said_on=None, confidence=0.9,
    )  # fmt: skip
    made = article(text, id=id, publisher=outlet, published=published, byline=f"By {id.title()}", **({"url": url} if url else {}))
    return Record(article=made, statements=[statement], read_by={"onrecord": version, "model": "plain"})


def records():
    return [
        said("ash", FULL, "Courier"),
        said("birch", "The piles are rotten and nobody has paid for new ones.", "Gazette", published="2016-09-06"),
        said("cedar", "We will not reopen the harbour ... before the spring.", "Evening Post", speaker=OFFICIAL),
        said("date", "We will look into the ferry timetable once the council has met.", "Courier"),
    ]


@pytest.fixture
def related(store):
    store.add_records(records())
    relate(store)
    return store


def numbers(store):
    return {row.article: row.id for row in store.search(limit=None)}


def test_one_group_of_three_outlets(related):
    [row] = across.echoes(related)
    assert (row.speaker, row.independent, row.reports, row.outlets, row.named, row.unnamed) == ("Mara Lind", 3, 3, 3, 2, 1)
    assert (row.first, row.last, row.content) == ("2016-09-05", "2016-09-06", f"“{FULL}”")
    echo = across.echo(related, row.id)
    at = numbers(related)
    assert echo.fullest == at["ash"]
    assert echo.earliest == [at["ash"], at["cedar"]]  # of one day
    by_article = {report.article: report for report in echo.reports}
    assert {name: report.relation for name, report in by_article.items()} == {
        "ash": "fullest",
        "birch": "trimmed",
        "cedar": "trimmed",
    }
    [dropped, same] = by_article["birch"].changes
    assert (dropped.op, dropped.full) == ("dropped", "We will not reopen the harbour terminal before the spring")
    assert same.op == "same"
    assert [(c.op, c.marked) for c in by_article["cedar"].changes][1] == ("dropped", True)
    for report in echo.reports:
        for change in report.changes:
            for content, at_, words in (
                (echo.content, change.full_at, change.full),
                (report.content, change.report_at, change.report),
            ):
                assert words == (content[slice(*at_)] if at_ else "")
    assert not by_article["cedar"].named
    assert across.echoes_of(related, at["birch"]) == echo
    assert across.echoes_of(related, at["date"]) is None


def test_lists_are_narrowed(related):
    assert [len(across.echoes(related, **by)) for by in ({"speaker": "lind"}, {"speaker": "aldous"}, {"outlet": "gazette"})] == [
        1,
        0,
        1,
    ]
    assert [len(across.echoes(related, words)) for words in ("piles", "ferry")] == [1, 0]
    assert [len(across.echoes(related, **by)) for by in ({"since": "2016-09-06"}, {"since": "2016-10"}, {"until": "2016-08"})] == [
        1,
        0,
        0,
    ]
    assert len(across.echoes(related, least=4)) == 0
    with pytest.raises(QueryError):
        across.echoes(related, least=0)
    with pytest.raises(QueryError):
        across.echoes(related, since="soon")
    with pytest.raises(NotFound):
        across.echo(related, 99)
    with pytest.raises(NotFound):
        across.echoes_of(related, 99)


def test_one_by_one_is_as_all_at_once(store):
    for record in records():
        store.add_records(record)
        relate(store)
    [row] = across.echoes(store)
    assert (row.independent, row.reports) == (3, 3)
    assert relate(store).articles == 0  # nothing is left to do


def test_wire_copy_counts_once(store):
    wire = "The town has shut the landing stage since the storm, and its two companies have not told when their ships will be loaded again"
    store.add_records(
        [
            said("ash", FULL, "Coastal Wire", lead=wire),
            said("ash", FULL, "Courier", lead=wire, url="https://courier.example/1"),
            said("birch", FULL, "Gazette"),
            said("birch", FULL, "Gazette", url="https://gazette.example/2", published="2016-09-08", lead="Once more the birch"),
        ]
    )
    relate(store)
    [row] = across.echoes(store)
    assert (row.reports, row.independent, row.outlets) == (4, 2, 3)
    assert sum(report.copy_of is not None for report in across.echo(store, row.id).reports) >= 1


def test_two_groups_become_one_and_the_older_number_stays(store):
    first, second = FULL.split(". ")
    store.add_records([said("ash", first + ".", "Courier"), said("birch", first + ".", "Gazette")])
    store.add_records([said("cedar", second, "Evening Post"), said("elder", second, "Coastal Wire")])
    relate(store)
    older, newer = sorted(row.id for row in across.echoes(store))
    store.add_records(said("fir", FULL, "Morning Post"))
    relate(store)
    [row] = across.echoes(store)
    assert (row.id, row.independent) == (older, 5)
    assert across.echo(store, newer).id == older


def test_reading_again_keeps_the_group(related):
    [before] = across.echoes(related)
    newer = [said(r.article.id, "", "x") and _reread(r) for r in records()]
    related.add_records(newer, reread=True)
    assert relate(related).articles == 4
    assert across.echoes(related)[0] == before
    assert related.verify().flaws == []


def _reread(record):
    record.read_by = {"onrecord": "2", "model": "plain"}
    return record


def test_what_is_no_longer_said_leaves_its_group(related):
    [before] = across.echoes(related)
    record = _reread(records()[1])
    record.statements = []
    related.add_records(record, reread=True)
    relate(related)
    [row] = across.echoes(related)
    assert (row.id, row.independent, row.reports) == (before.id, 2, 2)
    related.withdraw(numbers(related)["cedar"], by="Ana Bel")
    relate(related)
    assert len(across.echoes(related)) == 0
    assert related.verify().flaws == []


def test_a_new_revision_takes_the_place_of_the_old(store):
    url = "https://courier.example/ash"
    store.add_records([said("ash", FULL, "Courier", url=url), said("birch", FULL, "Gazette")])
    relate(store)
    [before] = across.echoes(store)
    store.add_records(said("ash", FULL, "Courier", url=url, lead="Corrected: the town"))
    relate(store)
    [row] = across.echoes(store)
    assert (row.id, row.independent, row.reports) == (before.id, 2, 2)
    store.add_records(said("ash", "There is nothing at all to tell you yet about the matter.", "Courier", url=url))
    relate(store)
    assert len(across.echoes(store)) == 0


def test_what_a_person_chooses_holds_and_can_be_undone(related):
    [row] = across.echoes(related)
    at = numbers(related)
    out = take_out(related, at["birch"], by="Ana Bel", note="another day")
    into = put_in(related, at["date"], row.id, by="Ana Bel")
    related.add_records([_reread(record) for record in records()], reread=True)
    relate(related)

    def held():
        return {report.article for report in across.echo(related, row.id).reports}

    assert held() == {"ash", "cedar", "date"}
    assert across.echoes_of(related, at["birch"]) is None
    [first, second] = related.log()
    assert (first.action, second.action, second.note) == ("echo-in", "echo-out", "another day")
    undo(related, out, by="Oto Maren")
    undo(related, into, by="Oto Maren")
    relate(related)
    assert held() == {"ash", "birch", "cedar"}
    with pytest.raises(ValueError, match="undone already"):
        undo(related, out, by="Oto Maren")
    with pytest.raises(NotFound):
        take_out(related, at["date"], by="Ana Bel")
    with pytest.raises(ValueError, match="name the person"):
        put_in(related, at["date"], row.id, by=" ")
    with pytest.raises(NotFound):
        put_in(related, 99, row.id, by="Ana Bel")


def test_common_phrases_are_kept_to_a_mark_so_often(store):
    phrase = "this is good news for the harbour district and for every family in it"
    store.add_records(
        [
            said(f"a{n}", phrase, f"Outlet {n}", speaker=Speaker(name=f"Mara Number{n}x", kind="person", sourcing="named"))
            for n in range(80)
        ]
    )
    relate(store)
    assert len(across.echoes(store)) == 0
    with store.reading() as connection:
        assert (
            connection.exec_driver_sql("SELECT max(n) FROM (SELECT count(*) AS n FROM echo_marks GROUP BY mark) AS each_").scalar()
            == 64
        )


def test_outlets(related):
    rows = {row.name: row for row in across.outlets(related)}
    assert {name: row.statements for name, row in rows.items()} == {"Courier": 2, "Gazette": 1, "Evening Post": 1}
    courier, gazette, post = rows["Courier"], rows["Gazette"], rows["Evening Post"]
    assert (courier.nowhere_else, courier.alone, courier.tied, courier.later) == (0.5, 0, 1, 0)
    assert (gazette.later, post.tied, post.unnamed, post.most) == (1, 1, 1.0, [])
    assert (courier.most, courier.person, courier.direct, courier.wire_copy) == (["Mara Lind"], 1.0, 1.0, 0.0)
    assert [row.name for row in across.outlets(related, "author")] == ["By Ash", "By Birch", "By Cedar", "By Date"]
    assert [row.name for row in across.outlets(related, about="ferry")] == ["Courier"]
    assert [row.name for row in across.outlets(related, since="2016-09-06")] == ["Gazette"]
    assert across.outlets(related, limit=1).more
    with pytest.raises(QueryError):
        across.outlets(related, "town")


def run(store, *arguments):
    return CliRunner().invoke(main, [*arguments, "--store", store.name])


def test_commands(related):
    [row] = across.echoes(related)
    at = numbers(related)
    listed = run(related, "echoes")
    assert listed.exit_code == 0
    assert "3 independent of 3 reports" in listed.stdout
    assert json.loads(run(related, "echoes", "--format", "jsonl").stdout)["id"] == row.id
    whole = run(related, "echoes", str(row.id)).stdout
    assert "[-We will not reopen the harbour terminal before the spring-] The piles" in whole
    assert "(-terminal-) before" in whole
    assert "speaker not named" in whole
    assert run(related, "echoes", str(at["birch"]), "--statement").stdout == whole
    assert run(related, "echoes", str(at["date"]), "--statement").exit_code == 1
    assert run(related, "echoes", "99").exit_code == 1
    assert len(run(related, "echoes", str(row.id), "--format", "csv").stdout.splitlines()) == 4
    assert json.loads(run(related, "echoes", str(row.id), "--format", "json").stdout)[0]["reports"][1]["relation"]
    assert run(related, "echoes", str(at["birch"]), "--out").exit_code == 2
    assert run(related, "echoes", str(at["birch"]), "--out", "--by", "Ana Bel").exit_code == 0
    assert run(related, "echoes", str(at["birch"]), "--into", str(row.id), "--by", "Ana Bel").exit_code == 0
    assert run(related, "echoes", "2", "--undo", "--by", "Ana Bel").exit_code == 0
    assert across.echoes_of(related, at["birch"]) is None
    assert "found nowhere else" in run(related, "outlets").stdout
    assert json.loads(run(related, "outlets", "--format", "jsonl").stdout.splitlines()[0])["name"] == "Courier"
    assert run(related, "outlets", "--format", "csv").stdout.startswith("name,articles")
