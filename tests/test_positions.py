import json
import random

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select
from storing import article

from onrecord import Record, Span, Speaker, Statement, across
from onrecord.across.positions import kept as keeping
from onrecord.across.positions.claims import claims, phrase, tokens
from onrecord.across.positions.entries import Bound, Counted, Line
from onrecord.across.positions.pairs import pairs
from onrecord.across.positions.screen import Wanted
from onrecord.across.stopwords import GENERAL_STEMS, PROPOSING
from onrecord.cli import main
from onrecord.record import Commitment, Deadline, Figure
from onrecord.store.schema import compared, disagreements

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
    "a stance late in the sentence, and a name behind a comma": (
        "said", "after all these weeks, I have decided that on Friday, I will vote for the harbour candidate, Piet Aldous", "opposes", "Aldous"
    ),
    "both negated by one word": ("said", "she is not going to march in spring and back Piet Aldous", "is endorsing", "Piet Aldous"),
    "a name and its abbreviation": ("came out against", "the Northern Ferry Line", "had championed", "the benefits of the NFL"),
    "support that is given up": ("supports", "the northern ferry line", "withdrew", "her earlier support for the northern ferry line"),
    "opposition that is given up": ("opposes", "the northern ferry line", "reversed her opposition to", "the northern ferry line"),
    "an adjective that denies": ("said", "that Piet Aldous is fit to be commissioner", "said", "that Aldous is unfit to be commissioner"),
    "opposite acts": ("said", "that she will raise the northern harbour dues", "said", "she will lower the northern harbour dues"),
    "what others should do": ("urged", "the guild to sign the harbour lease", "urged", "the guild not to sign the harbour lease"),
    "without an auxiliary": ("said", "I met Piet Aldous at the lighthouse", "said", "I never met Piet Aldous at the lighthouse"),
    "a vote that was a mistake": ("voted for", "the harbour lease of Ostmere", "called her vote for", "the Ostmere lease a mistake"),
    "ruled out": ("promised", "to close the northern lighthouse", "ruled out", "closing the northern lighthouse"),
    "a denial of which a part is left": (
        "said", "that no cargo of ours was lost in the harbour", "said", "that no cargo was knowingly lost in the harbour"
    ),
    "what was meant": ("said", "that she opposes barges on the river",
                       "said", "when I said no barges on the river, I think people understood that we were talking about the large ones"),
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
    "support for doing away with it": ("opposes", "the plan to abolish the northern ferry line", "supports", "the northern ferry line"),
    "another one of the kind": ("said", "that she will raise the northern harbour dues", "said", "she will lower the southern orchard tax"),
    "nobody is": ("said", "NO MAYOR IS ABOVE THE HARBOUR LAW", "said", "that the mayor is not above the harbour law"),
    "denied twice, both in part": ("said", "that no cargo was knowingly lost", "said", "that no cargo was lost that she knew of"),
    "reluctant": ("was asked to support", "the northern ferry line", "opposes", "the northern ferry line"),
    "praise of a person": ("praised", "Piet Aldous", "denounced", "Piet Aldous"),
}  # fmt: skip


@pytest.mark.parametrize("case", CHANGES.values(), ids=CHANGES)
def test_two_that_disagree(store, case):
    one, other = record(case[:2]), record(case[2:], published="2016-10-01")
    [(change, earlier, later)] = found(store, one, other)
    assert change in ("stance", "will", "fact", "condition")
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


@pytest.mark.parametrize(
    ("behind", "second", "expected"),
    [
        (", but later that day Mara Lind announced", "she supported a bill to end the lease", 1),
        (", and Mara Lind announced", "she supported a bill to end the lease", 0),
        (", but later Mara Lind added", "she supported a bill to end the lease", 0),
        (", but later Mara Lind announced", "that Piet Aldous had gone to Birk", 0),
    ],
)
def test_what_an_article_joins_by_but(store, behind, second, expected):
    first = "her vote" if expected or "bill" in second else "the vote of Tomas Hale"
    text = f"Mara Lind initially defended {first}{behind} {second}.\n"
    one, cue = text.index(first), text.index("initially defended")
    other = text.index(second)
    later = text.rindex(" ", 0, other - 1) + 1
    said = [
        Statement(id=f"s{i}", content=[Span.of(text, at, at + len(words))], cue=[Span.of(text, start, end)], source=[], speaker=LIND,
                  manner="indirect", kind="assertion", said_on=None, denied=False, confidence=0.95)
        for i, (at, words, start, end) in enumerate(
            [(one, first, cue, cue + len("initially defended")), (other, second, later, other - 1)], 1
        )
    ]  # fmt: skip
    entry = Record(article=article(text, id="but", published="2016-09-01", publisher="Courier"), statements=said,
                   read_by={"onrecord": "1", "model": "plain"})  # fmt: skip
    assert len(found(store, entry)) == expected


def test_what_disagrees_is_kept_until_the_statements_are_others(store):
    case = CHANGES["support and oppose"]
    later = record(case[2:], published="2016-10-01")
    store.add_records([record(case[:2]), later])
    across.relate(store)
    with store.reading() as connection:
        before = connection.execute(select(disagreements)).all()
    [change] = across.changes(store)
    assert [(row.earlier_id, row.later_id) for row in before] == [(change.earlier, change.later)]
    at = later.article.text.index("Lind")
    store.correct(change.later, "Ana Bel", cue=[(at, at + 4)])  # noticed at once, though nothing was related since
    assert len(across.changes(store)) == 0
    across.relate(store)
    store.add_records([record(case[2:], published="2016-11-01")])
    across.relate(store)
    assert [row.later_day for row in across.changes(store)] == ["2016-11-01"]
    with store.reading() as connection:
        assert len(connection.execute(select(disagreements)).all()) == 1
        assert connection.scalar(select(func.count()).select_from(compared)) == 1


def kept(store):
    """What is kept of who disagrees, without what nobody has any more."""
    with store.reading() as connection:
        query = select(disagreements).where(disagreements.c.stamp.in_(select(compared.c.stamp)))
        return sorted(tuple(row)[2:] for row in connection.execute(query))


def compare_all(store):
    with store.writing() as connection:
        connection.execute(delete(compared))
        connection.execute(delete(disagreements))
    across.relate(store)


def with_commitments():
    """Records whose statements have commitments, deadlines and figures."""
    actions = (
        "publish the harbour accounts",
        "rebuild the chapel quay",
        "sell the orchard barges",
        "paint the northern lighthouse",
    )
    texts = [(action, None) for action in actions] + [(f"{action} of Ostmere", "only if the guild does") for action in actions[:2]]
    for day, (action, condition) in enumerate(texts, 1):
        for due in (None, ("by June 2017", "2017-06"), ("by October 2017", "2017-10")):
            rest = " ".join(part for part in (action, due and due[0], condition) if part)
            entry = record(("said", f"that she will {rest}"), published=f"2016-03-{day:02}")
            text, [said] = entry.article.text, entry.statements

            def span(part, text=text):
                return text.index(part), text.index(part) + len(part)

            said.commitments = [
                Commitment(
                    act="promise", actor="Mara Lind", action=Span.of(text, *span(action)),
                    condition=Span.of(text, *span(condition)) if condition else None,
                    deadline=Deadline(start=span(due[0])[0], end=span(due[0])[1], text=due[0], date=due[1]) if due else None,
                )
            ]  # fmt: skip
            yield entry
    for day, number in enumerate(("23", "27", "40"), 1):
        for cue in ("wants", "had previously said that there should be", "proposes"):
            entry = record((cue, f"{number} piers in the northern harbour of Ostmere"), published=f"2016-04-{day:02}")
            at = entry.article.text.index(number, entry.statements[0].content[0].start)
            entry.figures = [Figure(start=at, end=at + 2, text=number, value=float(number), of="piers")]
            yield entry


@pytest.mark.parametrize("seed", range(6))
def test_what_is_compared_in_portions_is_as_if_compared_all_at_once(store, seed):
    chance = random.Random(seed)
    entries = list(with_commitments())
    for one, said, *other in (*CHANGES.values(), *NO_CHANGES.values()):
        for words in ((one, said), other):
            day = f"2016-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
            entries.append(record(words, ("added", "nothing of note"), published=day, speaker=chance.choice((LIND, LIND, ALDOUS))))
    entries.append(record(("turned her back on", "the orchard tax on northern harbour barges"), published="2016-12-30"))
    entries.append(record(("spoke of", "the orchard tax on northern harbour barges"), published="2016-02-01"))
    entries.append(record(("opposes", "the NFL"), published="2016-02-01"))
    chance.shuffle(entries)
    while entries:
        size = chance.choice((1, 3, 10, 30))
        store.add_records(entries[:size])
        entries = entries[size:]
        across.relate(store)
    found = kept(store)
    told = list(across.changes(store, limit=None))
    compare_all(store)
    assert kept(store) == found
    assert list(across.changes(store, limit=None)) == told
    assert {change.change for change in told} >= {"stance", "will", "fact", "number", "condition"}


def test_what_an_article_sets_against_each_other_is_found_when_two_speakers_become_one(store):
    told = record(("initially said", "that the grain barge left by day"), ("later said", "that the grain barge left by night"))
    told.statements[1].speaker = Speaker(name="Ana Bel", kind="person", role=None, sourcing="named")
    store.add_records([told, record(("said", "that the quay is open"))])
    across.relate(store)
    assert not across.changes(store)
    [one], [other] = across.people(store, "Mara Lind"), across.people(store, "Ana Bel")
    across.merge_people(store, other.id, one.id, by="Ana Bel")
    across.relate(store)
    assert [row[0] for row in kept(store)] == ["fact"]


def test_those_who_went_by_one_name_and_are_two_keep_what_disagrees(store, monkeypatch):
    monkeypatch.setattr(keeping, "_PORTION", 1)
    case, names = CHANGES["support and oppose"], ("Mara Lind", "Mara T. Lind")
    for name in names:
        who = Speaker(name=name, kind="person", role=None, sourcing="named")
        store.add_records([record(case[:2], speaker=who), record(case[2:], speaker=who, published="2016-10-01")])
    keeping.step(store, lambda *_: None)  # while the articles are not yet related, names decide
    assert len(kept(store)) == 4
    store.add_records(
        [record(("said", "nothing of note"), speaker=Speaker(name="Mara B. Lind", kind="person", role=None, sourcing="named"))]
    )
    keeping.step(store, lambda *_: None)
    assert len(kept(store)) == 2


def test_speakers_who_become_one_and_two_again_keep_what_disagrees(store, monkeypatch):
    monkeypatch.setattr(keeping, "_PORTION", 1)
    case = CHANGES["support and oppose"]
    for speaker, month in ((LIND, 10), (ALDOUS, 11)):
        store.add_records([record(case[:2], speaker=speaker), record(case[2:], speaker=speaker, published=f"2016-{month}-01")])
    across.relate(store)
    before = [(change.earlier, change.later) for change in across.changes(store)]
    [one], [other] = across.people(store, "Mara Lind"), across.people(store, "Piet Aldous")
    across.merge_people(store, other.id, one.id, by="Ana Bel")
    across.relate(store)
    assert len(across.changes(store)) == 4
    across.undo_person(store, store.log()[0].id, by="Ana Bel")
    across.relate(store)
    assert [(change.earlier, change.later) for change in across.changes(store)] == before
    assert len(before) == 2


def test_an_abbreviation_that_is_new_changes_what_was_said_before(store):
    words = [
        ("opposes", "the Northern Ferry Line"),
        ("supports", "the Northern Ferry Line"),
        ("said", "the NFL is late"),
        ("opposes", "the NFL"),
    ]
    shared = []
    for day, said in enumerate(words, 1):
        store.add_records([record(said, published=f"2016-09-{day:02}")])
        across.relate(store)
        shared.append([row[-1] for row in kept(store)])
    assert shared == [[], ["ferri line northern"], ["nfl"], ["nfl", "nfl"]]
    found = kept(store)
    compare_all(store)
    assert kept(store) == found


def test_an_abbreviation_that_is_gone_changes_what_was_said_before(store):
    words = [("opposes", "the Northern Ferry Line"), ("supports", "the Northern Ferry Line"), ("said", "the NFL is late")]
    store.add_records([record(said, published=f"2016-09-{day:02}") for day, said in enumerate(words, 1)])
    across.relate(store)
    assert [change.shared for change in across.changes(store)] == [["nfl"]]
    [person] = across.people(store, "Mara Lind")
    across.split_person(store, person.id, [across.person(store, person.id).appearances[-1].id], by="Ana Bel")
    across.relate(store)
    assert [change.shared for change in across.changes(store)] == [["ferri", "line", "northern"]]


def test_only_what_is_new_is_read_closely(store, monkeypatch):
    rows = []
    real = keeping.lines
    monkeypatch.setattr(keeping, "lines", lambda connection, of: rows.extend(row.content for row, _ in of) or real(connection, of))
    entries = [record(("said", f"that the {word} of Ostmere is open")) for word in "lighthouse chapel orchard quay".split()]
    store.add_records([*entries, record(("supports", "the northern ferry line"))])
    across.relate(store)
    rows.clear()
    store.add_records([record(("opposes", "the northern ferry line"), published="2016-10-01")])
    across.relate(store)
    assert sorted(rows) == ["the northern ferry line", "the northern ferry line"]
    assert len(across.changes(store)) == 1


WORDS = sorted(
    {word for case in (*CHANGES.values(), *NO_CHANGES.values()) for part in case for word in part.split()} | {"unless", "23"}
)
SAID = sorted({case[at : at + 2] for case in (*CHANGES.values(), *NO_CHANGES.values()) for at in (0, 2)})


@st.composite
def said(draw, number):
    """A line that is like one of the cases, with some of its words taken out, put in or put in others' places."""
    cue, content = draw(st.sampled_from(SAID))
    words = content.split()
    for at, word, how in draw(st.lists(st.tuples(st.integers(0, 30), st.sampled_from(WORDS), st.sampled_from("+-=")), max_size=3)):
        words[at : at + (how != "+")] = [] if how == "-" else [word]
    cue, content, short = (
        draw(st.sampled_from([cue, cue, "had announced", "denied", "will not"])),
        " ".join(words) or "no",
        frozenset({"nfl"}),
    )
    found = tokens(content, short)
    stems, head, names = phrase(found)
    line = Line(
        number, number % 3, f"2016-{draw(st.integers(1, 12)):02}-01", 0.9, content, cue, draw(st.booleans()), stems - GENERAL_STEMS, stems, names,
        start=0, end=len(content),
    )  # fmt: skip
    line.claims = list(claims(content, cue, line.denied, short))
    if found and draw(st.booleans()):
        condition, due = (
            draw(st.sampled_from([None, "only if the guild does", "if it rains"])),
            draw(st.sampled_from([None, "2016", "2017"])),
        )
        line.bound = [Bound("promise", stems, found[0].stem, head, names, draw(st.booleans()), condition, 0, 1, 0, 1, due)]
    if draw(st.booleans()):
        proposed = not PROPOSING.isdisjoint(t.low for t in [*tokens(cue), *found])
        value = draw(st.sampled_from([20.0, 27.0]))
        line.counted = [Counted(value, None, None, None, stems, stems, names, proposed, "20", 0, 1)]
    return line


@settings(max_examples=300)
@given(st.integers(2, 5).flatmap(lambda many: st.tuples(*(said(number) for number in range(many)))))
def test_no_statement_that_disagrees_with_a_new_one_is_screened_out(lines):
    for pair in pairs(lines):
        if pair.one.revision == pair.other.revision:
            continue  # what an article sets against each other is all new with it
        for new, old in ((pair.one, pair.other), (pair.other, pair.one)):
            conditional = any(bound.condition for bound in old.bound)
            wanted = Wanted([new], frozenset({"nfl"}))
            assert wanted.lets(old.cue, old.content, denied=old.denied, bound=bool(old.bound), condition=conditional)
            assert pair in pairs([new, old]) or pair in pairs([old, new])


def test_a_deadline_that_moved(store):
    entries = [record(("said", f"that she will publish the harbour accounts by {month}"), published=day)
               for month, day in (("June 2017", "2016-09-01"), ("October 2017", "2016-10-01"))]  # fmt: skip
    for entry, due in zip(entries, ("2017-06", "2017-10"), strict=True):
        text, [said] = entry.article.text, entry.statements
        do, by = text.index("publish"), text.index("by ")
        said.commitments = [
            Commitment(act="promise", actor="Mara Lind", action=Span.of(text, do, by - 1), condition=None,
                       deadline=Deadline(start=by, end=len(text) - 1, text=text[by : len(text) - 1], date=due))
        ]  # fmt: skip
    assert [change for change, *_ in found(store, *entries)] == ["number"]


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
    begin = text.index("Lind")
    counted.figures = [
        Figure(start=text.index(n, begin), end=text.index(n, begin) + 2, text=n, value=float(n), of="piers") for n in ("23", "27")
    ]
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


def test_no_topics_are_months_days_and_what_is_left_of_not(store):
    said = [
        ("said", "that he did n't go by Oct 5, on Monday or in October"), ("added", "on Oct 6 that he did n't go on Monday, the march in October"),
        ("noted", "that the march was long"),
    ]  # fmt: skip
    store.add_records([record(entry) for entry in said])
    assert [topic.topic for topic in across.topics(store, "lind")] == ["march"]


def test_some_topics_are_the_first_of_all(store):
    chance, words = random.Random(3), "harbour dues rose pears Ostmere Ferry Line quay people".split()
    store.add_records([record(("said", f"that {' '.join(chance.choices(words, k=5))}"), speaker=s) for s in [LIND, ALDOUS] * 12])
    every = list(across.topics(store, "lind", limit=None))
    assert len(every) > 3
    assert [topic.score for topic in every] == sorted((topic.score for topic in every), reverse=True)
    for limit in range(len(every) + 1):
        some = across.topics(store, "lind", limit=limit)
        assert (list(some), some.more) == (every[:limit], len(every) > limit)


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
