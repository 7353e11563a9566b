"""Events on made-up sentences: status, participants and category by hand-made syntax, and whole records by the shipped model."""

from __future__ import annotations

import io

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rough import rough

from onrecord import Reader
from onrecord.article import Article, Zone
from onrecord.export import write
from onrecord.export.events import event_lines, words
from onrecord.reader import events, times
from onrecord.reader.events.participants import actor_head, other_head
from onrecord.reader.events.status import status_of
from onrecord.reader.events.triggers import Scene, candidates, scene_of
from onrecord.reader.events.types import type_of
from onrecord.reader.layers import Attribution, Layers
from onrecord.reader.words import split
from onrecord.record import Event, Record, Span

STORY = (
    "Harbour board puts off vote\n\n"
    "The Fairview harbour board met on Tuesday. Mara Lind, the harbour commissioner, said the board would vote on 3 October. "
    "Ost Lines, which runs the ferry, has signed an agreement with the port of Norhaven and will open a second line next month. "
    "The company has not paid the dock workers since June.\n\n"
    "“We will not sign the loan unless the audit is published,” Jon Berg told reporters. “I met her twice.” "
    "The council rejected his proposal."
)


@pytest.fixture(scope="module")
def story(reader):
    return reader.read(Article(id="a", text=STORY, published="2016-09-14"))


def scene(*rows: tuple[str, str, str, int], attributions: list[Attribution] | None = None) -> Scene:
    """A sentence by its words, each with part of speech, relation and index of its head (its own at the root)."""
    text = split(" ".join(row[0] for row in rows))
    assert len(text) == len(rows)
    own = np.arange(len(rows), dtype=np.int32)
    ner = ["ORGANIZATION" if row[1] == "NNP" else "O" for row in rows]
    heads = np.array([row[3] for row in rows], np.int32)
    layers = Layers(text, [row[1] for row in rows], ner, [row[2] for row in rows], heads, own)
    return scene_of(layers, attributions or [], 0)


SUBJECT = ("Ost", "NNP", "nsubj")


@pytest.mark.parametrize(
    ("rows", "at", "status"),
    [
        ([(*SUBJECT, 1), ("sailed", "VBD", "root", 1)], 1, "occurred"),
        ([(*SUBJECT, 2), ("is", "VBZ", "aux", 2), ("sailing", "VBG", "root", 2)], 2, "ongoing"),
        ([(*SUBJECT, 2), ("will", "MD", "aux", 2), ("sail", "VB", "root", 2)], 2, "planned"),
        ([(*SUBJECT, 1), ("plans", "VBZ", "root", 1), ("to", "TO", "mark", 3), ("sail", "VB", "xcomp", 1)], 3, "planned"),
        ([(*SUBJECT, 1), ("refused", "VBD", "root", 1), ("to", "TO", "mark", 3), ("sail", "VB", "xcomp", 1)], 3, "denied"),
        (
            [
                (*SUBJECT, 2),
                ("is", "VBZ", "cop", 2),
                ("due", "JJ", "root", 2),
                ("to", "TO", "mark", 4),
                ("sail", "VB", "xcomp", 2),
            ],
            4,
            "scheduled",
        ),
        ([(*SUBJECT, 3), ("has", "VBZ", "aux", 3), ("not", "RB", "neg", 3), ("sailed", "VBN", "root", 3)], 3, "denied"),
        ([("if", "IN", "mark", 2), (*SUBJECT, 2), ("sails", "VBZ", "root", 2)], 2, "conditional"),
        ([(*SUBJECT, 2), ("could", "MD", "aux", 2), ("sail", "VB", "root", 2)], 2, "conditional"),
        ([(*SUBJECT, 1), ("cancelled", "VBD", "root", 1), ("talks", "NNS", "dobj", 1)], 2, "denied"),
        ([(*SUBJECT, 1), ("postponed", "VBD", "root", 1), ("talks", "NNS", "dobj", 1)], 2, "planned"),
        ([("the", "DT", "det", 2), ("upcoming", "JJ", "amod", 2), ("talks", "NNS", "root", 2)], 2, "planned"),
        ([("no", "DT", "neg", 1), ("talks", "NNS", "root", 1)], 1, "denied"),
    ],
)
def test_the_words_that_govern_a_trigger_tell_its_status(rows, at, status):
    assert status_of(scene(*rows), at) == status


def test_would_in_reported_speech_is_a_plan_but_not_in_the_articles_own_words():
    rows = [("it", "PRP", "nsubj", 2), ("would", "MD", "aux", 2), ("sail", "VB", "root", 2)]
    assert status_of(scene(*rows, attributions=[Attribution([], [], [(0, 3)])]), 2) == "planned"
    assert status_of(scene(*rows), 2) == "conditional"


def test_actors_are_found_through_passives_relatives_and_control():
    passive = scene(
        ("Ost", "NNP", "nsubjpass", 2),
        ("was", "VBD", "auxpass", 2),
        ("sued", "VBN", "root", 2),
        ("by", "IN", "case", 4),
        ("Norhaven", "NNP", "nmod", 2),
    )
    assert actor_head(passive, 2) == 4
    assert other_head(passive, 2, 4) == 0
    relative = scene(("Ost", "NNP", "root", 0), ("which", "WDT", "nsubj", 2), ("sails", "VBZ", "acl:relcl", 0))
    assert actor_head(relative, 2) == 0
    control = scene(
        (*SUBJECT, 1),
        ("told", "VBD", "root", 1),
        ("Norhaven", "NNP", "dobj", 1),
        ("to", "TO", "mark", 4),
        ("leave", "VB", "xcomp", 1),
    )
    assert actor_head(control, 4) == 2
    owner = scene(("Ost", "NNP", "nmod:poss", 1), ("withdrawal", "NN", "root", 1))
    assert actor_head(owner, 1) == 0


@pytest.mark.parametrize(
    ("rows", "at", "category"),
    [
        ([(*SUBJECT, 1), ("lifted", "VBD", "root", 1), ("sanctions", "NNS", "dobj", 1)], 1, "YIELD"),
        ([(*SUBJECT, 1), ("suspended", "VBD", "root", 1), ("aid", "NN", "dobj", 1)], 1, "SANCTION"),
        ([(*SUBJECT, 1), ("held", "VBD", "root", 1), ("talks", "NNS", "dobj", 1)], 2, "CONSULT"),
        ([(*SUBJECT, 1), ("banned", "VBD", "root", 1), ("boats", "NNS", "dobj", 1)], 1, "COERCE"),
        ([(*SUBJECT, 2), ("will", "MD", "aux", 2), ("help", "VB", "root", 2)], 2, "AGREE"),
        ([(*SUBJECT, 2), ("must", "MD", "aux", 2), ("cooperate", "VB", "root", 2)], 2, "DEMAND"),
        ([("storm", "NN", "nsubj", 1), ("killed", "VBD", "root", 1)], 1, None),
        ([(*SUBJECT, 1), ("painted", "VBD", "root", 1)], 1, None),
    ],
)
def test_a_category_is_that_of_the_verb_its_object_and_how_it_stands(rows, at, category):
    s = scene(*rows)
    assert type_of(s, at, status_of(s, at), actor_head(s, at), False) == category


def test_verbs_that_help_are_no_candidates():
    s = scene((*SUBJECT, 2), ("has", "VBZ", "aux", 2), ("sailed", "VBN", "root", 2), ("home", "NN", "dobj", 2))
    assert list(candidates(s)) == [2, 3]


def by_trigger(record: Record, word: str) -> Event:
    return next(event for event in record.events if event.trigger.text.startswith(word))


def test_a_record_tells_who_did_what_and_when(story):
    met = by_trigger(story, "met")
    assert (met.actor, met.status, met.date, met.statement) == ("Fairview harbour board", "occurred", "2016-09-13", None)
    opening = by_trigger(story, "open")
    assert (opening.actor, opening.status, opening.date) == ("Ost Lines", "scheduled", "2016-10")
    assert by_trigger(story, "paid").status == "denied"
    assert by_trigger(story, "rejected").type == "REJECT"


def test_what_is_in_a_statement_points_to_it_and_quoted_words_tell_only_what_is_ahead(story):
    ids = {statement.id: statement for statement in story.statements}
    vote = next(e for e in story.events if e.trigger.text == "vote" and e.statement)
    assert (vote.status, vote.date) == ("scheduled", "2016-10-03")
    assert any(c.start <= vote.trigger.start < c.end for c in ids[vote.statement].content)
    quoted = STORY.index("I met her")
    assert not [e for e in story.events if quoted <= e.trigger.start < quoted + len("I met her twice")]


def test_a_plain_report_of_speech_is_no_event(story):
    assert story.events
    assert not {"said", "told"} & {event.trigger.text for event in story.events}


def test_events_come_in_order_once_each(story):
    starts = [event.trigger.start for event in story.events]
    assert starts == sorted(set(starts))


def test_events_can_be_left_out(story):
    without = Reader(threads=1, without=["events"]).read(story.article)
    assert without.events == []
    assert without.statements == story.statements


def test_captions_hold_no_events(reader):
    text = "The board met on Tuesday.\n\nThe ferry sailed on Monday."
    zones = [Zone("body", 0, 25), Zone("caption", 27, len(text))]
    found = reader.read(Article(id="a", text=text, zones=zones)).events
    assert found
    assert all(event.trigger.start < 25 for event in found)


def test_a_folder_may_hold_no_weights(tmp_path):
    assert events.load(tmp_path) is None


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from([*STORY.split(" "), "“", "”", "\n\n", "e\u0301", "👩‍👧", "\x00", "not", "if", "to"]), max_size=60))
def test_any_words_give_true_spans(pieces):
    text = " ".join(pieces)
    text_words = split(text)
    article, layers = Article(id="a", text=text, published="2016-09-14"), rough(text_words)
    said = [Attribution([], [(0, 1)], [(1, len(text_words))])] if len(text_words) > 2 else []
    for event in events.find(article, layers, said, [None] * len(said), [None] * len(said), times.find(article, text_words)):
        assert text[event.trigger.start : event.trigger.end] == event.trigger.text
        assert event.statement in (None, "s1")
        assert words(text, event)


def test_a_line_for_readers_has_date_actor_words_and_how_it_stands():
    text = "Ost Lines will open a second line next month, it says."
    event = Event(trigger=Span(15, 19, "open"), status="scheduled", actor="Ost Lines", date="2016-10", type="AGREE", statement="s1")
    bare = Event(trigger=Span(15, 19, "open"), status="planned")
    record = Record(article=Article(id="a", text=text), events=[event, bare])
    assert [(e.when, e.who, e.what, e.how) for e in event_lines(record, {"s1": 3})] == [
        ("October 2016", "Ost Lines", "open a second line next month", "scheduled, AGREE, in statement 3")
    ]
    assert len(event_lines(record, {"s1": 3}, everything=True)) == 2


def test_heads_that_go_round_in_a_circle_come_to_an_end():
    circle = scene(("closed", "VBD", "ccomp", 2), ("who", "WP", "nsubj", 2), ("opened", "VBD", "ccomp", 0))
    assert actor_head(circle, 2) is None


def test_a_long_list_of_events_is_cut_and_says_so(story):
    out = io.StringIO()
    many = msgspec.structs.replace(story, events=story.events * 10)
    write([many], out, "text", width=100)
    assert f"and {len(event_lines(many, {}, False)) - 10} more: --verbose shows them all" in out.getvalue()
    out = io.StringIO()
    write([many], out, "text", width=100, verbose=True)
    assert "more: --verbose" not in out.getvalue()


NUMBERS = (
    "Yard reopens in Orsen\n\n"
    "About 1,200 people work at the yard. It has been closed since Aug. 3. The clinic treated 3,450 children. "
    "The repairs cost 14.5 million crowns in Sept. 2015. Ola Berg moved to the U.S. Her brother stayed.\n\n"
    "Mara Lind said on Monday that she would resign on Wednesday. She told reporters on Tuesday that the pier had collapsed."
)


def test_numbers_and_abbreviations_are_whole_in_events(reader):
    record = reader.read(Article(id="a", text=NUMBERS, published="2016-09-14"))
    names = {name for event in record.events for name in (event.actor, event.other) if name}
    assert "1,200 people" in names
    assert not any(name.startswith(("200", "000", "450")) for name in names)
    shown = [line.what for line in event_lines(record, {}, everything=True)]
    assert "closed since Aug. 3" in shown
    assert "treated 3,450 children" in shown
    assert "moved to the U.S." in shown
    assert any(line.endswith("14.5 million crowns in Sept. 2015") for line in shown)


def test_the_day_on_which_something_was_said_is_not_that_of_what_is_told(reader):
    record = reader.read(Article(id="a", text=NUMBERS, published="2016-09-13"))
    told = {event.trigger.text: (event.date, event.status) for event in record.events}
    assert told["resign"] == ("2016-09-14", "scheduled")
    assert told["collapsed"][0] is None
    (due,) = [c.deadline for s in record.statements for c in s.commitments if "resign" in c.action.text]
    assert due.date == "2016-09-14"
