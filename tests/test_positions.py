import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from storing import article

from onrecord import Record, Span, Speaker, Statement, across
from onrecord.across.positions.claims import claims, tokens
from onrecord.cli import main
from onrecord.record import Commitment, Figure

LIND = Speaker(name="Mara Lind", kind="person", role=None, sourcing="named")
ALDOUS = Speaker(name="Piet Aldous", kind="person", role=None, sourcing="named")
NUMBERS = iter(range(10**6))


def record(*said, published="2016-09-01", speaker=LIND, confidence=0.95):
    """A record of (cue, content) pairs; each content a sentence of its own, without quotation marks unless it has them."""
    number = next(NUMBERS)
    text, statements = f"Paper {number}.\n", []
    for i, (cue, content, *_) in enumerate(said, 1):
        start = len(text)
        text += f"{speaker.name} {cue} {content}\n"
        at = start + len(speaker.name) + 1
        cued, told = (at, at + len(cue)), (at + len(cue) + 1, len(text) - 1)
        statements.append((i, cued, told))
    return Record(
        article=article(text, id=f"p{number}", published=published, publisher="Courier"),
        statements=[
            Statement(
                id=f"s{i}", content=[Span.of(text, *told)], cue=[Span.of(text, *cued)], source=[], speaker=speaker, manner="indirect",
                kind="assertion", said_on=None, denied="denied" in text[slice(*cued)], confidence=confidence,
            )
            for i, cued, told in statements
        ],
        read_by={"onrecord": "1", "model": "plain"},
    )  # fmt: skip


def found(store, *records):
    store.add_records(list(records))
    return [(c.change, c.earlier_words, c.later_words) for c in across.changes(store, limit=None)]


CHANGES = {
    "support and oppose": ("supports", "the northern ferry line", "opposes", "the northern ferry line"),
    "says both in so many words": ("said", "that she supports the harbour tunnel", "said", "she does not support the harbour tunnel"),
    "will and will not": ("said", "that she will sign the harbour lease", "said", "she will not sign the harbour lease"),
    "is and is not": ("said", "that Piet Aldous is qualified to be commissioner", "said", "that Aldous is not qualified to be commissioner"),
    "never said": ("said", "that the lighthouse should become a chapel museum", "said", "she never said the lighthouse should become a chapel museum"),
}  # fmt: skip

NO_CHANGES = {
    "another object": ("supports", "the northern ferry line", "opposes", "the southern orchard tax"),
    "only the head noun is shared": ("supports", "the ban on anchors", "opposes", "the ban on lanterns"),
    "supposed": ("said", "that she will sign the harbour lease", "said", "if it rains she will not sign the harbour lease"),
    "asked": ("asked", '"Is Piet Aldous qualified to be commissioner?"', "said", "that Piet Aldous is not qualified to be commissioner"),
    "both negated": ("said", "she will not sign the harbour lease", "said", "that she will never sign the harbour lease"),
    "somebody else's": ("said", "that she will sign the harbour lease", "said", "Piet Aldous will not sign the harbour lease"),
    "what was and what is": ("said", '"I was against the harbour lease in spring"', "said", "that she will sign the harbour lease"),
    "reluctant": ("was asked to support", "the northern ferry line", "opposes", "the northern ferry line"),
    "praise of a person": ("praised", "Piet Aldous", "denounced", "Piet Aldous"),
}  # fmt: skip


@pytest.mark.parametrize("case", CHANGES.values(), ids=CHANGES)
def test_two_that_disagree(store, case):
    one, other = record(case[:2]), record(case[2:], published="2016-10-01")
    [(change, earlier, later)] = found(store, one, other)
    assert change in ("stance", "will", "fact")
    assert earlier in case[1]
    assert later in case[3]


@pytest.mark.parametrize("case", NO_CHANGES.values(), ids=NO_CHANGES)
def test_two_that_do_not(store, case):
    assert found(store, record(case[:2]), record(case[2:], published="2016-10-01")) == []


@pytest.mark.parametrize("how", [{"speaker": ALDOUS}, {"confidence": 0.3}])
def test_of_another_speaker_or_unsure_nothing_is_said(store, how):
    case = CHANGES["support and oppose"]
    assert found(store, record(case[:2]), record(case[2:], published="2016-10-01", **how)) == []


def test_what_an_article_sets_against_each_other(store):
    told = record(
        ("initially said", "that no barge had left the harbour"), ("has since said", "that two small barges left by night")
    )
    [(change, earlier, _)] = found(store, told)
    assert (change, earlier) == ("fact", "that no barge had left the harbour")


def test_a_middle_initial_makes_no_other_person_but_two_different_ones_do(store):
    case = CHANGES["support and oppose"]
    names = [
        Speaker(name=name, kind="person", role=None, sourcing="named") for name in ("Mara Lind", "Mara T. Lind", "Mara B. Lind")
    ]
    assert len(found(store, record(case[:2], speaker=names[0]), record(case[2:], speaker=names[1], published="2016-10-01"))) == 1
    assert found(store, record(("said", "nothing of note"), speaker=names[2])) == []


def test_a_commitment_that_later_hangs_on_a_condition_and_a_figure_that_the_article_puts_right(store):
    one = record(("said", "that she will publish the harbour accounts"))
    other = record(("said", "that she will publish the harbour accounts only if the guild does"), published="2016-10-01")
    for entry, condition in ((one, None), (other, "only if the guild does")):
        text, [said] = entry.article.text, entry.statements
        do = text.index("publish")
        at = text.index(condition) if condition else 0
        said.commitments = [
            Commitment(act="promise", actor="Mara Lind", action=Span.of(text, do, do + len("publish the harbour accounts")),
                       condition=Span.of(text, at, at + len(condition)) if condition else None)
        ]  # fmt: skip
    counted = record(("had previously said", "that she would visit 23 piers"), ("announced", "that she will visit 27 piers"))
    text = counted.article.text
    counted.figures = [Figure(start=text.index(n), end=text.index(n) + 2, text=n, value=float(n), of="piers") for n in ("23", "27")]
    assert sorted(change for change, *_ in found(store, one, other, counted)) == ["condition", "number"]


def test_timeline_is_in_order_marks_what_disagrees_and_counts_copies_once(store):
    case = CHANGES["support and oppose"]
    store.add_records(
        [record(case[2:], published="2016-10-01"), record(case[:2]), record(("said", "that it rains"), published="2016-09-15")]
    )
    rows = across.timeline(store, "lind")
    assert [row.day for row in rows] == ["2016-09-01", "2016-09-15", "2016-10-01"]
    assert [row.dated for row in rows] == ["published"] * 3
    assert (rows[0].disagrees_with, rows[1].disagrees_with, rows[2].disagrees_with) == ([rows[2].id], [], [rows[0].id])
    assert [row.id for row in across.timeline(store, "lind", about="ferry", since="2016-10")] == [rows[2].id]
    assert len(across.timeline(store, "nobody")) == 0
    [change] = across.changes(store, "lind", about="ferry")
    assert (change.earlier, change.later) == (rows[0].id, rows[2].id)
    assert len(across.changes(store, "lind", about="rains")) == len(across.changes(store, until="2016-09-20")) == 0


def test_topics_are_what_the_speaker_speaks_of(store):
    said = [("said", f"that the harbour dues rose in port {n}") for n in ("Aster", "Birk", "Coll")]
    store.add_records([record(entry) for entry in said] + [record(("said", "that pears are ripe"), speaker=ALDOUS)])
    topics = across.topics(store, "lind")
    assert topics[0].topic == "harbour dues rose"[: len(topics[0].topic)]
    assert topics[0].statements == topics[0].articles == 3


def test_commands(store_name, store, monkeypatch):
    monkeypatch.setenv("ONRECORD_STORE", str(store_name))
    case = CHANGES["support and oppose"]
    store.add_records([record(case[:2]), record(case[2:], published="2016-10-01")])
    run = lambda *args: CliRunner().invoke(main, [*args])  # noqa: E731
    shown = run("changes", "lind")
    assert "Mara Lind: these two disagree (stance, sure" in shown.stdout
    [row] = [json.loads(line) for line in run("changes", "--format", "jsonl").stdout.splitlines()]
    assert (row["change"], row["earlier_day"], row["later_day"]) == ("stance", "2016-09-01", "2016-10-01")
    text = run("timeline", "lind").stdout
    assert text.startswith("topics: ")
    assert "DISAGREES WITH" in text
    assert run("changes", "nobody").stdout == ""
    assert run("timeline", "lind", "--since", "spring").exit_code == 2
    assert run("timeline", "lind", "--topics", "--format", "csv").stdout.startswith("topic,statements,articles,first,last,score")


@given(st.text(max_size=80), st.text(max_size=20), st.booleans())
def test_any_text_has_claims_with_offsets_within_it(content, cue, denied):
    for token in tokens(content):
        assert 0 <= token.start < token.end <= len(content)
    for claim in claims(content, cue, denied):
        assert 0 <= claim.start < claim.end <= len(content)


def test_namesakes_are_not_held_to_each_others_words(store):
    supports = record(("supports", "the northern ferry line"))
    opposes = record(("opposes", "the northern ferry line"), published="2016-09-20")
    assert found(store, supports, opposes)  # by name alone, before the articles are related
    across.relate(store)
    assert across.changes(store, limit=None)
    [person] = across.people(store, "Mara Lind")
    later = across.person(store, person.id).appearances[-1].id
    other = across.split_person(store, person.id, [later], by="Ana Bel")
    assert not across.changes(store, limit=None)
    assert [len(across.timeline(store, number)) for number in (person.id, other)] == [1, 1]


def test_a_person_of_several_is_asked_for(store):
    store.add_records(
        [
            record(("said", "that the tunnel is open"), speaker=Speaker(name="Mara Lind", kind="person", sourcing="named")),
            record(("said", "that the lease is signed"), speaker=Speaker(name="Tomas Lind", kind="person", sourcing="named")),
        ]
    )
    across.relate(store)
    run = CliRunner().invoke(main, ["timeline", "lind", "--store", store.name])
    assert run.exit_code == 1
    assert "Mara Lind" in run.stderr
    assert "Tomas Lind" in run.stderr
    run = CliRunner().invoke(main, ["timeline", "tomas lind", "--store", store.name])
    assert "the lease is signed" in run.stdout
    assert "tunnel" not in run.stdout
