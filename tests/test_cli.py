import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.reader.reader import LEAST

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture
def run():
    runner = CliRunner()
    return lambda *args, input=None: runner.invoke(main, [str(a) for a in args], input=input)


def test_help_teaches(run):
    for args in (["--help"], ["read", "--help"]):
        result = run(*args)
        assert result.exit_code == 0
        assert "onrecord read" in result.output


def test_text_by_default(run):
    result = run("read", EXAMPLES / "harbour.txt", "--published", "2016-09-12")
    assert result.exit_code == 0
    assert "Mara Lind" in result.stdout
    assert "\x1b[" not in result.stdout


def test_many_articles_one_json_line_each_in_order(run):
    lines = "".join(json.dumps({"id": str(i), "text": f"Ina Roth said bridge {i} is safe."}) + "\n" for i in range(5))
    result = run("read", "-", "--format", "jsonl", input=lines)
    assert result.exit_code == 0
    assert [json.loads(line)["article"]["id"] for line in result.stdout.splitlines()] == ["0", "1", "2", "3", "4"]


def test_broken_articles_are_told_and_the_rest_is_read(run, tmp_path):
    lines = [json.dumps({"id": str(i), "text": "Ina Roth said the bridge is safe."}) for i in range(10)]
    lines[2] = "{broken"
    (tmp_path / "ten.jsonl").write_text("\n".join(lines))
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "folder").mkdir()
    names = ("ten.jsonl", "picture.txt", "empty.txt", "folder", "none.txt")
    paths = [tmp_path / name for name in names]
    result = run("read", *paths, "--format", "jsonl")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 9
    for name in names:
        assert name in result.stderr
    assert len(result.stderr.splitlines()) == 5


def test_a_folder_with_the_output_in_it_and_another_language(run, tmp_path):
    (tmp_path / "a.txt").write_text("Ina Roth said the bridge is safe.")
    (tmp_path / "b.txt").write_text("Der Rat sagte am Montag, die Brücke bleibe bis Freitag geschlossen.", encoding="utf-8")
    (tmp_path / "c.csv").write_text("headline,story\nBridge,Ina Roth said the bridge is safe.\n")
    output = tmp_path / "records.jsonl"
    for _ in range(2):
        result = run("read", tmp_path, "--output", output)
        assert result.exit_code == 0
        assert [json.loads(line)["article"]["id"] for line in output.read_text().splitlines()] == ["a", "c.csv:2"]
    assert "b.txt: skipped" in result.stderr
    assert 'text from "story"' in result.stderr
    assert run("read", tmp_path / "b.txt", "--any-language", "--format", "json").stdout


def test_options_of_sources(run, tmp_path):
    (tmp_path / "a.csv").write_text("a,b\nBridge,Ina Roth said the bridge is safe.\n")
    assert run("read", tmp_path / "a.csv", "--column", "text=b").exit_code == 0
    for options in (["--column", "b"], ["--column", "words=b"], ["--contact", "ä"], ["--delay", "-1"], ["--max-pages", "0"]):
        assert run("read", tmp_path / "a.csv", *options).exit_code == 2
    result = run("read", "http://127.0.0.1:1/feed.xml", "--format", "json")
    assert result.exit_code == 1
    assert "--allow-private" in result.stderr


def test_a_date_that_is_none_is_refused(run):
    result = run("read", EXAMPLES / "harbour.txt", "--published", "yesterday-ish")
    assert result.exit_code == 2
    assert "--published" in result.stderr


def test_output_chooses_the_format_by_its_suffix(run, tmp_path):
    page = tmp_path / "record.html"
    assert run("read", EXAMPLES / "bridge.html", "--output", page).exit_code == 0
    assert page.read_text(encoding="utf-8").lower().startswith("<!doctype html>")


def test_output_never_overwrites_an_article(run, tmp_path):
    article = tmp_path / "a.txt"
    article.write_text("Ina Roth said the bridge is safe.")
    result = run("read", article, "--output", article)
    assert result.exit_code == 2
    assert article.read_text() == "Ina Roth said the bridge is safe."


def test_output_that_cannot_be_written(run, tmp_path):
    result = run("read", EXAMPLES / "harbour.txt", "--output", tmp_path / "no" / "such.json")
    assert result.exit_code == 1
    assert "such.json" in result.stderr


def test_as_a_process_with_standard_input():
    text = b"Ina Roth said the bridge is safe."
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", "read", "-", "--format", "json"], input=text, capture_output=True, check=True
    )
    assert json.loads(done.stdout)["article"]["text"] == text.decode()
    assert done.stderr == b""


def test_importing_the_package_loads_no_model():
    code = "import sys, onrecord, onrecord.cli; print([m for m in ('ctranslate2', 'trafilatura', 'numpy', 'rich') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_layers_can_be_left_out(run):
    full = json.loads(run("read", EXAMPLES / "harbour.txt", "--published", "2016-09-12", "--format", "jsonl").stdout)
    assert full["figures"]
    assert any(s["commitments"] for s in full["statements"])
    result = run(
        "read", EXAMPLES / "harbour.txt", "--published", "2016-09-12", "--format", "jsonl", "--without", "figures, commitments"
    )
    assert result.exit_code == 0
    bare = json.loads(result.stdout)
    assert bare["figures"] == []
    assert not any(s["commitments"] for s in bare["statements"])
    assert any(s["shortens"] for s in bare["statements"])
    assert len(bare["statements"]) == len(full["statements"])


def test_a_layer_that_does_not_exist_is_refused(run):
    result = run("read", EXAMPLES / "harbour.txt", "--without", "figures,quotes")
    assert result.exit_code == 2
    assert "no layer quotes: choose of commitments, figures, hedges" in " ".join(result.stderr.split())


def test_the_command_leaves_out_what_the_reader_does():
    (option,) = [param for param in main.commands["read"].params if param.name == "min_confidence"]
    assert option.default == LEAST
