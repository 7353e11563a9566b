"""The labelled articles in other forms than news: how they are marked and how they are laid out for a scorer."""

import importlib.util
import json
import sys
from itertools import pairwise
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


@pytest.fixture(scope="module")
def robustness():
    spec = importlib.util.spec_from_file_location("robustness", BENCHMARKS / "robustness.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["robustness"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["robustness"]


HEAD = "part: choose\npublished: 2021-03-04\nspeaker 1: Mara Lind\n\n"


def test_marks_become_offsets(robustness):
    article = robustness.parse("news-9", HEAD + "{c1:“We wait,”} {s1:Lind} {k1:said}. {c1:“Go home.”}\n")
    assert article.text == "“We wait,” Lind said. “Go home.”\n"
    assert (article.form, article.part, article.speakers) == ("news", "choose", {1: "Mara Lind"})
    shown = {role: [article.text[a:b] for a, b in spans] for role, spans in article.spans[1].items()}
    assert shown == {"Source": ["Lind"], "Cue": ["said"], "Content": ["“We wait,”", "“Go home.”"]}


@pytest.mark.parametrize("body", ["{s1:Lind} {k1:said}.", "{c1:We {s1:wait}}", "{c1:We wait", "{c1:We wait}. {c2:We go}"])
def test_marks_that_are_wrong_are_told(robustness, body):
    with pytest.raises(ValueError, match="news-9"):
        robustness.parse("news-9", HEAD + body)


def test_every_form_has_articles_to_choose_by_and_to_report(robustness):
    articles = robustness.load()
    assert {a.form for a in articles} == set(robustness.FORMS)
    for form in robustness.FORMS:
        assert [a.part for a in articles if a.form == form] == ["choose"] * 2 + ["report"] * 3


def test_no_word_is_in_two_attributions_and_speakers_are_in_the_article(robustness):
    for article in robustness.load():
        spans = sorted(span for roles in article.spans.values() for pieces in roles.values() for span in pieces)
        assert all(a < b for a, b in spans)
        assert all(one[1] <= two[0] for one, two in pairwise(spans))
        for name in article.speakers.values():
            assert name == "UNKNOWN" or name.removeprefix("Dr. ").casefold() in article.text.casefold(), (article.name, name)


def test_the_gold_folder_holds_the_same_spans(robustness, tmp_path):
    article = robustness.parse("news-9", HEAD + "{s1:Lind} {k1:said} {c1:we wait}. é {c1:And go}.")
    robustness.write_gold([article], tmp_path / "gold")
    lines = (tmp_path / "gold/attributions/news-9_gold.ann").read_text(encoding="utf-8").splitlines()
    entities = [line.split("\t") for line in lines if line.startswith("T")]
    for _, where, words in entities:
        _, start, end = where.split()
        assert article.text[int(start) : int(end)] == words
    assert lines[-1] == "E1\tSource:T1 Cue:T2 Content:T3 Content:T4"
    assert json.loads((tmp_path / "gold/record.jsonl").read_text(encoding="utf-8"))["speaker"] == "Mara Lind"
    assert (tmp_path / "gold/text/news-9.txt").read_text(encoding="utf-8") == article.text
