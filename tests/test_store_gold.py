"""Articles that persons have checked, as training data that the trainer reads."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from storing import PlainReader, article, full

from onrecord import Speaker
from onrecord.cli import main

TEXT = "Mara Lind said that the quay 😀 stays shut, he added, by Friday.\r\nThe dues stay, Oto Maren announced."


@pytest.fixture
def checked(store):
    store.add(
        [article(TEXT, id="../quay_1/x", published="2016-09-06"), article("Mara Lind said that no.", id="other")], PlainReader()
    )
    store.add_records(full())
    number = next(row.number for row in store.articles() if row.article.startswith(".."))
    start = TEXT.index("The dues")
    store.add_statement(
        number, "Ana Bel", speaker=Speaker(name="Oto Maren", kind="person", sourcing="named"), content=[(start, start + 13)],
        cue=[(TEXT.index("announced"), TEXT.index("announced") + 9)], source=[(TEXT.index("Oto"), TEXT.index("Oto") + 9)],
        said_on="2016-09-06",
    )  # fmt: skip
    store.check(number, "Ana Bel/2")
    store.check(next(row.number for row in store.articles() if row.title == "Quay"), "Oto")
    return store


def gold_attributions(path):
    """Attributions as the trainer's own reader has them."""
    sys.path.insert(0, str(Path(__file__).parent.parent))
    try:
        from training.data import read_attributions
    except ImportError:
        pytest.skip("the trainer's libraries are not installed")
    finally:
        sys.path.pop(0)
    return read_attributions(path)


def test_what_persons_checked_is_exported_as_the_gold_is(checked, tmp_path):
    told = checked.export_gold(tmp_path / "gold")
    assert (told.articles, told.statements, told.without_cue) == (2, 4, 0)  # a headline's claim is no attribution of its own
    names = sorted(path.stem for path in (tmp_path / "gold" / "text").iterdir())
    assert json.loads((tmp_path / "gold" / "dates.json").read_text()).keys() == set(names)
    assert len(names) == 2
    layer = [json.loads(line) for line in (tmp_path / "gold" / "record.jsonl").read_text("utf-8").splitlines()]
    [quay] = [name for name in names if name.startswith("quay")]
    with (tmp_path / "gold" / "text" / f"{quay}.txt").open(encoding="utf-8", newline="") as file:
        assert file.read() == TEXT
    for path in (tmp_path / "gold" / "attributions").iterdir():
        name, _, person = path.stem.rpartition("_")
        assert name in names
        with (tmp_path / "gold" / "text" / f"{name}.txt").open(encoding="utf-8", newline="") as file:
            text = file.read()
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("T"):
                _, where, words = line.split("\t")
                pieces = [tuple(map(int, piece.split())) for piece in where.partition(" ")[2].split(";")]
                assert " ".join(" ".join(text[a:b].split()) for a, b in pieces) == words
        assert person in ("Ana-Bel-2", "Oto")
    own = [line for line in layer if line["doc"] == quay]
    assert [(line["id"], line["speaker"], line["speaker_kind"], line["said_on"]) for line in own] == [
        ("E1", "Mara Lind", "person", None), ("E2", "Oto Maren", "person", "2016-09-06"),
    ]  # fmt: skip
    assert any(line["commitments"] and line["commitments"][0]["condition"]["text"] == "if it rains" for line in layer)


def test_the_trainer_reads_it(checked, tmp_path):
    checked.export_gold(tmp_path / "gold")
    [path] = (tmp_path / "gold" / "attributions").glob("quay*.ann")
    first, second = gold_attributions(path)
    assert [TEXT[a:b] for a, b in first.content] == ["the quay 😀 stays shut", "by Friday"]
    assert [TEXT[a:b] for a, b in [*second.source, *second.cue]] == ["Oto Maren", "announced"]


def test_the_command(checked, tmp_path):
    run = CliRunner().invoke
    options = ["--store", checked.name]
    assert "2 articles" in run(main, ["export", "gold", str(tmp_path / "gold"), *options]).output
    again = run(main, ["export", "gold", str(tmp_path / "gold"), *options])
    assert (again.exit_code, "not empty" in again.output) == (1, True)
    assert run(main, ["export", "gold", *options]).exit_code == 2
    assert run(main, ["export", "statements", str(tmp_path), *options]).exit_code == 2
