import csv
import gzip
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from storing import PlainReader, article, many

from onrecord import Reader, Store
from onrecord.cli import main
from onrecord.commands.reading import Reading
from onrecord.store.adding import Added
from onrecord.store.browse import ArticleRow
from onrecord.store.diff import Change
from onrecord.store.layers import EventRow, TimeRow
from onrecord.store.lists import CommitmentRow, FailureRow, FigureRow, SpeakerRow
from onrecord.store.log import FieldRow
from onrecord.store.said import Said
from onrecord.store.stats import OutletStats, Stats
from onrecord.store.verify import Flaw, Verified

LIND = "Mara Lind, harbour commissioner, said on Monday that the quay will not open by Friday."


@pytest.fixture
def run(store_name, monkeypatch):
    monkeypatch.setenv("ONRECORD_STORE", str(store_name))
    with Store(store_name) as store:
        store.add([*many(30), article(LIND, id="lind", publisher="Evening Post", published="2017-02-03")], PlainReader())
    runner = CliRunner()
    return lambda *args, input=None: runner.invoke(main, [str(a) for a in args], input=input)


def lines(result):
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_add_and_search_with_the_real_reader(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"id": "a", "url": "https://courier.example/a", "publisher": "Courier", "published": "2016-09-12",
                    "text": "Harbour commissioner Mara Lind said on Monday that the terminal would not reopen."}) + "\n{broken\n"
    )  # fmt: skip
    runner = CliRunner()
    first = runner.invoke(main, ["add", "a.jsonl", "--format", "json"])
    assert first.exit_code == 1
    assert "onrecord failures" in first.stderr
    assert {"added": 1, "known": 0, "failed": 1}.items() <= json.loads(first.stdout).items()
    [row] = lines(runner.invoke(main, ["search", "terminal", "--format", "jsonl"]))
    assert (row["article"], row["url"], row["publisher"], row["published"]) == (
        "a",
        "https://courier.example/a",
        "Courier",
        "2016-09-12",
    )
    assert (row["speaker"], row["role"], row["said_on"], row["manner"]) == (
        "Mara Lind",
        "Harbour commissioner",
        "2016-09-12",
        "indirect",
    )
    assert row["content"] == "that the terminal would not reopen"
    assert (row["start"], row["end"]) == (46, 80)
    again = runner.invoke(main, ["add", "a.jsonl"])
    assert "0 added, 1 known" in again.stdout
    assert (tmp_path / "onrecord.db").exists()
    [failure] = lines(runner.invoke(main, ["failures", "--format", "jsonl"]))
    assert failure["source"].endswith("a.jsonl:2")
    assert failure["tries"] == 2


def test_search_writes_every_format(run):
    text = run("search", "quay", "--speaker", "lind", "--outlet", "evening")
    assert text.exit_code == 0
    assert "the *quay* will not open by Friday" in text.stdout
    assert "Mara Lind, harbour commissioner" in text.stdout
    [row] = json.loads(run("search", "quay", "--outlet", "evening", "--format", "json").stdout)
    [other] = lines(run("search", "quay", "--outlet", "evening", "--format", "jsonl"))
    [cells] = list(csv.DictReader(io.StringIO(run("search", "quay", "--outlet", "evening", "--format", "csv").stdout)))
    assert row == other
    assert list(cells) == list(row)
    assert (cells["content"], cells["start"], cells["url"]) == (row["content"], str(row["start"]), "")
    assert LIND[row["start"] : row["end"]] == row["content"]
    assert set(row) >= {
        *(
            "id",
            "article",
            "url",
            "published",
            "publisher",
            "speaker",
            "role",
            "said_on",
            "manner",
            "kind",
            "content",
            "start",
            "end",
        ),
    }


def test_a_cut_list_says_so_and_how_to_get_the_rest(run):
    cut = run("search", "beams", "--limit", "7", "--format", "jsonl")
    assert len(cut.stdout.splitlines()) == 7
    assert "--offset 7" in cut.stderr
    assert "--limit 0" in cut.stderr
    rest = run("search", "beams", "--limit", "0", "--offset", "7", "--format", "jsonl")
    assert len(rest.stdout.splitlines()) == 23
    assert rest.stderr == ""


def test_negation_and_phrases(run):
    assert len(lines(run("search", "beams", "NOT", "number 3", "--limit", "0", "--format", "jsonl"))) < 30
    assert lines(run("search", "beams", "-bolts", "--format", "jsonl")) == []
    assert len(lines(run("search", '"beams and 7 bolts"', "--format", "jsonl"))) == 1


def test_nothing_found_is_told(run):
    result = run("search", "zeppelin")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Nothing was found" in result.stderr
    assert run("search", "zeppelin", "--format", "json").stdout.strip() == "[]"


@pytest.mark.parametrize(
    "args", [("search", "-x"), ("search", "x", "--since", "soon"), ("search", "x", "--kind", "guess"), ("search", " ")]
)
def test_a_wrong_request_is_refused(run, args):
    assert run(*args).exit_code == 2


def test_show(run):
    [row] = lines(run("search", "quay", "--outlet", "evening", "--format", "jsonl"))
    shown = json.loads(run("show", row["id"], "--format", "json").stdout)[0]
    assert shown["before"] + shown["content"] + shown["after"] == LIND
    assert "[[ the quay will not open by Friday ]]" in run("show", row["id"]).stdout
    record = json.loads(run("show", "lind", "--format", "json").stdout)
    assert record["article"]["text"] == LIND
    missing = run("show", "nothing")
    assert missing.exit_code == 1
    assert "goes by 'nothing'" in missing.stderr
    assert run("show", "999999").exit_code == 1


def test_a_denial_is_told_in_words(run, store_name):
    with Store(store_name) as store:
        store.add(article("Oto Maren denied that the bell will ring by Friday.", id="bell"), PlainReader())
    assert "Oto Maren denies:\n" in run("search", "bell").stdout
    [row] = lines(run("search", "bell", "--format", "jsonl"))
    assert (row["denied"], row["hedge"]) == (True, None)
    assert "Oto Maren denies:\n" in run("show", row["id"]).stdout
    assert "DENIED by Oto Maren" in run("commitments", "--speaker", "maren").stdout
    assert "denies" not in run("search", "quay").stdout


def test_lists(run):
    assert lines(run("speakers", "--format", "jsonl"))[0]["name"] == "Mara Lind"
    assert "31  Mara Lind, harbour commissioner (person)" in run("speakers").stdout
    [refusal] = lines(run("commitments", "--act", "refuse", "--format", "jsonl"))
    assert (refusal["actor"], refusal["deadline_date"]) == ("Mara Lind", "2016-09-16")
    assert "refusal by Mara Lind: open" in run("commitments", "--act", "refuse").stdout
    assert lines(run("figures", "--of", "bolts", "--least", "200", "--format", "jsonl"))[0]["value"] == 203.0
    assert "203 bolts" not in run("figures", "--of", "bolts", "--most", "100").stdout


def test_stats_and_verify(run):
    found = json.loads(run("stats", "--format", "json").stdout)
    assert {"articles": 31, "statements": 61, "speakers": 2, "failures": 0, "groups_of_copies": 0}.items() <= found.items()
    assert "61  statements" in run("stats").stdout
    assert "all is well" in run("verify").stdout
    assert run("failures").exit_code == 0


def test_verify_fails_where_something_does_not_hold(run, store_name):
    with Store(store_name) as store, store.writing() as connection:
        connection.exec_driver_sql("UPDATE revisions SET text = 'nothing' WHERE id = 1")
    result = run("verify")
    assert result.exit_code == 1
    assert "a0 (revision 1): the text is not the one" in result.stdout


def test_diff(run, store_name):
    with Store(store_name) as store:
        store.add([article(LIND.replace("Friday", "Sunday"), id="lind", publisher="Evening Post")], PlainReader())
    result = run("diff", "lind")
    assert "+ Mara Lind: the quay will not open by Sunday" in result.stdout
    assert "- Mara Lind: the quay will not open by Friday" in result.stdout
    [change] = lines(run("diff", "--format", "jsonl"))
    assert (change["change"], change["before"]["revision"], change["after"]["revision"]) == ("changed", 1, 2)
    assert run("diff", "a1").exit_code == 0
    assert run("diff", "nothing").exit_code == 1


def test_export(run, store_name, tmp_path):
    assert len(run("export", "statements").stdout.splitlines()) == 62
    whole = run("export", "records")
    assert [json.loads(line)["article"]["id"] for line in whole.stdout.splitlines()] == [f"a{n}" for n in range(30)] + ["lind"]
    for what in ("statements", "speakers", "commitments", "figures", "failures"):
        for suffix in ("csv", "jsonl"):
            assert run("export", what, "-o", tmp_path / f"{what}.{suffix}").exit_code == 0
    assert len((tmp_path / "commitments.jsonl").read_text().splitlines()) == 31
    with Store(store_name) as store:
        store.export("statements", tmp_path / "api.csv")
        store.export("speakers", str(tmp_path / "api.jsonl"))
        store.export("statements", whole := io.StringIO(), "csv")
        with pytest.raises(ValueError, match="choose of statements"):
            store.export("dreams", whole)
    assert (tmp_path / "api.csv").read_bytes() == (tmp_path / "statements.csv").read_bytes() == whole.getvalue().encode()
    assert (tmp_path / "api.jsonl").read_bytes() == (tmp_path / "speakers.jsonl").read_bytes()
    parquet = pytest.importorskip("pyarrow.parquet")
    assert run("export", "statements", "-o", tmp_path / "s.parquet").exit_code == 0
    table = parquet.read_table(tmp_path / "s.parquet")
    assert table.num_rows == 61
    assert table["content"].to_pylist()[-1] == "the quay will not open by Friday"
    assert run("export", "statements", "--format", "parquet").exit_code == 2


def test_compact_makes_room_and_tells_sizes(run, store_name):
    with Store(store_name) as store:
        store.add(many(200), PlainReader("1"))
        store.add(many(200), PlainReader("2", "belief"), reread=True)
        before = store.sizes()
    with Store(store_name) as store:
        text = sum(len(record.article.text.encode()) for record in store.records())
    told = json.loads(run("compact", "--only-tell", "--format", "json").stdout)
    assert told["bytes"] == pytest.approx(before.bytes, rel=0.1)  # a server may be tidying up meanwhile
    after = json.loads(run("compact", "--full", "--format", "json").stdout)
    assert after["bytes"] < before.bytes
    assert after["text"] == before.text == text
    assert {"revisions", "statements"} <= {part["name"] for part in after["parts"]}
    assert "of text, before" in run("compact").stdout
    with Store(store_name, verify=True) as store:
        assert len(store.search("beams", limit=None)) == 200


def test_a_store_that_is_not_there(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_STORE", raising=False)
    for command in (
        ["search", "x"],
        ["stats"],
        ["speakers"],
        ["verify"],
        ["diff"],
        ["failures"],
        ["export", "records"],
        ["migrate"],
        ["compact"],
    ):
        result = CliRunner().invoke(main, command)
        assert result.exit_code == 1
        assert "onrecord.db" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_control_characters_do_not_reach_the_terminal(run, store_name):
    with Store(store_name) as store:
        store.add([article("Oto Maren said that the \x1b[31mbell rings.", id="bell")], PlainReader())
    assert "\x1b" not in run("search", "bell").stdout


def test_several_processes(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"id": a.id, "text": a.text, "url": a.url}) + "\n" for a in many(40)))
    result = CliRunner().invoke(main, ["add", str(path), "--store", str(tmp_path / "n.db"), "--processes", "2", "--format", "json"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["added"] == 40
    with Store(tmp_path / "n.db") as store:
        assert [record.article.id for record in store.records()] == [f"a{n}" for n in range(40)]


def test_add_takes_sources_as_read_does(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news" / "old").mkdir(parents=True)
    (tmp_path / "news" / "one.txt").write_text("Harbour commissioner Mara Lind said on Monday that the terminal would not reopen.")
    (tmp_path / "news" / "old" / "two.csv").write_text(
        "body,link\nPiet Aldous said that the dues will rise.,https://courier.example/2\n"
    )
    finnish = "Satamajohtaja sanoi maanantaina, että terminaali ei avaudu uudelleen ennen kuin laituri on korjattu kokonaan. " * 3
    (tmp_path / "news" / "kolme.txt").write_text(finnish)

    def add(*args):
        return CliRunner().invoke(main, ["add", "--format", "json", "--column", "text=body", "--column", "url=link", *args])

    first = add("news", "--published", "2016-09-12")
    assert first.exit_code == 0, first.output
    assert {"added": 2, "skipped": 1, "failed": 0}.items() <= json.loads(first.stdout).items()
    assert "kolme.txt: skipped: it is in another language than English" in first.stderr
    assert "--any-language" in first.stderr
    again = json.loads(add("news/**/*.*", "news/one.txt", "--any-language").stdout)
    assert (again["added"], again["known"], again["skipped"]) == (1, 3, 0)
    with Store("onrecord.db") as store:
        assert store.article("https://courier.example/2")[0].article.published == "2016-09-12"
    assert CliRunner().invoke(main, ["add"]).exit_code == 2
    assert CliRunner().invoke(main, ["add", "news", "--published", "soon"]).exit_code == 2


def test_an_article_on_which_the_reader_fails_is_put_aside(tmp_path, monkeypatch):
    record = Reader._record

    def failing(self, entry):
        if entry.article.id == "a3":
            raise IndexError("out of its depth")
        return record(self, entry)

    monkeypatch.setattr(Reader, "_record", failing)
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"id": a.id, "text": a.text}) + "\n" for a in many(8)))
    result = CliRunner().invoke(main, ["add", str(path), "--store", str(tmp_path / "n.db"), "--format", "json"])
    assert result.exit_code == 1
    assert {"added": 7, "failed": 1}.items() <= json.loads(result.stdout).items()
    with Store(tmp_path / "n.db") as store:
        [failure] = store.failures()
        assert (failure.stage, failure.source) == ("reader", f"{path}#a3")
        assert "out of its depth" in failure.message


def test_a_failure_is_tried_again_as_it_was_added(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()
    options = ["--column", "text=Words", "--published", "2016-09-12", "--without", "commitments,times", "--min-confidence", "0"]
    assert runner.invoke(main, ["add", "late.csv", *options]).exit_code == 1
    said = "Harbour commissioner Mara Lind said on Monday that she will reopen the terminal by Friday."
    (tmp_path / "late.csv").write_text(f'Words\n"{said}"\n')
    again = runner.invoke(main, ["failures", "--retry", "--format", "json"])
    assert {"added": 1, "failed": 0}.items() <= json.loads(again.stdout).items()
    with Store(tmp_path / "onrecord.db") as store:
        [record] = store.records()
        assert record.article.published == "2016-09-12"
        assert record.times == []
        assert record.statements
        assert not any(statement.commitments or statement.said_on for statement in record.statements)
        with store.reading() as connection:
            kept = connection.exec_driver_sql("SELECT DISTINCT name, value FROM run_options").all()
        assert {("column:text", "Words"), ("without", "commitments,times"), ("min_confidence", "0.0")} <= {
            tuple(row) for row in kept
        }


def test_denials_alone_or_left_out(run, store_name):
    with Store(store_name) as store:
        store.add(article("Oto Maren denied that he will sell the quay.", id="d"), PlainReader())
    for command, key in (("search", "speaker"), ("speakers", "name"), ("commitments", "speaker")):
        assert {row[key] for row in lines(run(command, "--denied", "--format", "jsonl"))} == {"Oto Maren"}
        assert "Oto Maren" not in {row[key] for row in lines(run(command, "--not-denied", "--format", "jsonl", "--limit", "0"))}


def test_a_store_among_its_articles_is_passed_over(tmp_path, monkeypatch):
    news = tmp_path / "news"
    news.mkdir()
    monkeypatch.chdir(news)
    (news / "one.txt").write_text(LIND)
    (news / "note").write_text("Piet Aldous said that the dues will rise.")
    runner = CliRunner()
    with Store("onrecord.db") as other:  # open, so that its -wal and -shm are there
        other.add(many(1), PlainReader())
        assert {"onrecord.db", "onrecord.db-wal", "onrecord.db-shm"} <= {path.name for path in news.iterdir()}
        for source, known in (("*", 0), ("**", 2), (".", 1), ("../*/*", 2)):
            found = json.loads(runner.invoke(main, ["add", source, "--format", "json"]).stdout)
            assert (found["failed"], found["known"]) == (0, known), source
        assert other.stats().articles == 3
        told = runner.invoke(main, ["add", "*.db*"])
        assert told.exit_code == 1
        assert "no file is called like that but some that are no text (a database: 3)" in other.failures()[0].message
        # an asterisk that the shell has made names of, the store's own among them; and another store
        Store("old.db").close()
        told = runner.invoke(main, ["add", *sorted(path.name for path in news.iterdir()), "--format", "json"])
        assert {"known": 2, "failed": 1}.items() <= json.loads(told.stdout).items()
        assert "onrecord.db-wal: passed over: it is the store itself" in told.stderr
        assert {failure.source for failure in other.failures()} == {str(news / "*.db*"), str(news / "old.db")}


def test_the_documentation_has_every_key_in_order():
    page = (Path(__file__).parent.parent / "docs" / "store.md").read_text(encoding="utf-8")
    table = page.split("| of | keys |")[1].split("\n\n")[0]
    rows = [line.strip("|").split("|", 1) for line in table.splitlines()[2:]]
    documented = {
        "".join(re.findall(r"`(\w+)`", name.split("(")[0])): tuple(
            re.findall(r"`(\w+)`", re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", "", keys))
        )
        for name, keys in rows
    }
    assert documented == {
        "search": Said.__struct_fields__,
        "speakers": SpeakerRow.__struct_fields__,
        "commitments": CommitmentRow.__struct_fields__,
        "figures": FigureRow.__struct_fields__,
        "times": TimeRow.__struct_fields__,
        "events": EventRow.__struct_fields__,
        "articles": ArticleRow.__struct_fields__,
        "log": FieldRow.__struct_fields__,
        "stats": Stats.__struct_fields__,
        "outlets": OutletStats.__struct_fields__,
        "failures": FailureRow.__struct_fields__,
        "diff": Change.__struct_fields__,
        "verify": Verified.__struct_fields__,
        "flaws": Flaw.__struct_fields__,
        "add": Added.__struct_fields__,
    }


@pytest.mark.parametrize("command", ["search", "speakers", "commitments", "figures", "failures"])
def test_rows_are_the_same_in_every_format(run, store_name, command):
    with Store(store_name) as store:
        store.add_files(["none.txt"], reader=PlainReader())
    as_json = json.loads(run(command, "--format", "json").stdout)
    assert as_json
    assert lines(run(command, "--format", "jsonl")) == as_json
    cells = list(csv.DictReader(io.StringIO(run(command, "--format", "csv").stdout)))
    assert [list(row) for row in cells] == [list(row) for row in as_json]
    assert run(command).stdout.strip()


def test_a_mistyped_option_is_no_word(run):
    result = run("search", "quay", "--speakr", "lind")
    assert result.exit_code == 2
    assert re.search(r"(?s)No such option.*--speakr\b.*--speaker\b", result.stderr)
    assert run("search", "quay", "--speakr=lind").exit_code == 2


def test_what_is_wrong_with_a_date_is_said_by_its_option(run):
    assert "due_since: 'soon' is no date" in run("commitments", "--due-since", "soon").stderr
    assert "until: '2016-13' is no date" in run("figures", "--until", "2016-13").stderr


def test_values_are_written_in_full(run, store_name):
    with Store(store_name) as store:
        store.add(article("Oto Maren said that 7654321 dollars went.", id="m"), PlainReader())
    assert "7,654,321 USD" in run("figures", "--least", "1000000").stdout


def test_progress_in_a_log(tmp_path, monkeypatch):
    monkeypatch.setattr(Reading, "loader", lambda *_: PlainReader)
    monkeypatch.setattr("onrecord.commands.add._EVERY", 0.0)
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"id": a.id, "text": a.text, "url": a.url}) + "\n" for a in many(100)))
    result = CliRunner().invoke(main, ["add", str(path), "--store", str(tmp_path / "n.db"), "--progress"])
    assert re.search(
        r"onrecord: 32 read, 0 known, 0 put aside, [\d.]+ a second(, \d+% done, about \d+:\d\d left)?\n", result.stderr
    )
    assert "100 read" in result.stderr
    assert "100% done, about 0:00 left" in result.stderr


def test_an_empty_file_is_no_store(tmp_path):
    (tmp_path / "empty.db").touch()
    result = CliRunner().invoke(main, ["search", "quay", "--store", str(tmp_path / "empty.db")])
    assert result.exit_code == 1
    assert f"there is no store in {tmp_path / 'empty.db'}" in result.stderr


def test_a_table_on_standard_input(tmp_path):
    table = b"Headline,Body,Link\nQuay,Mara Lind said that the quay is open.,https://courier.example/q\n"
    command = ["add", "-", "--store", str(tmp_path / "n.db"), "--format", "json"]
    result = CliRunner().invoke(main, command, input=gzip.compress(table))
    assert json.loads(result.stdout)["added"] == 1, result.output
    assert 'text from "Body"' in result.stderr
    with Store(tmp_path / "n.db") as store:
        assert [record.article.url for record in store.records()] == ["https://courier.example/q"]
    assert json.loads(CliRunner().invoke(main, command, input=table).stdout)["known"] == 1
