import itertools
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.across.echoes.align import align
from onrecord.across.echoes.blocks import blocks
from onrecord.across.echoes.marks import RUN, WINDOW, marks
from onrecord.across.echoes.match import match, shared
from onrecord.across.echoes.speakers import Who, same_speaker
from onrecord.across.echoes.spoken import Spoken
from onrecord.across.echoes.wording import Wording
from onrecord.across.echoes.words import forms, quoted, rarity, root, telling, tokens

WORDS = st.lists(
    st.sampled_from("the quay will not reopen before spring unless [piles] … are sound 1,000 beams".split()), max_size=25
)
TEXT = st.one_of(st.text(max_size=80), WORDS.map(" ".join))


def spelled(text):
    return [token.form for token in tokens(text)]


def slowly(text):
    """The words as they are cut where a letter is not one of English."""
    return tokens(f"{text} é")[:-1]


SIGNS = st.text(alphabet="aZé9 .,'’%“\"[]…-\u0301ı", max_size=30)


@given(st.one_of(TEXT, SIGNS, st.just("8 per cent of U.S. beams, 1,000.5 and “two” of O’Hara’s")))
def test_words_are_cut_alike_quickly_and_slowly(text):
    assert tokens(text) == slowly(text)
    assert forms(text) == [token.form for token in slowly(text)]


@given(TEXT)
def test_what_tells_is_among_the_stems(text):
    assert telling(text) <= {root(form) for form in forms(text)} or not text.isascii()


@pytest.mark.parametrize(
    "words",
    [
        "law laws",
        "reopen reopened reopening reopens",
        "city cities",
        "plan planned planning",
        "careless carelessness carelessly",
        "make making",
    ],
)
def test_forms_of_one_word_have_one_root(words):
    assert len({root(word) for word in words.split()}) == 1


@pytest.mark.parametrize("words", ["ferry fern", "harbour harass", "mass mast", "bus but", "spring sprint"])
def test_other_words_have_other_roots(words):
    one, other = words.split()
    assert root(one) != root(other)


@given(TEXT)
def test_words_stand_where_they_say(text):
    last = 0
    for token in tokens(text):
        assert last <= token.start < token.end <= len(text)
        assert token.form
        last = token.end
    for start, end in quoted(text):
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We don’t know", "we don't know"),
        ("“The U.S. harbour,”", "''the US Harbour''"),
        ("pay-to-play", "pay to play"),
        ("1,000 beams, 8 percent", "1000 beams, 8 per cent"),
        ("two of them", "2 of them"),
        ("Piet Åldous", "piet aldous"),
    ],
)
def test_typography_makes_no_difference(one, other):
    assert forms(one) == forms(other)


def test_what_is_no_mere_typography_makes_a_difference():
    assert forms("1.5 beams") != forms("15 beams")
    assert forms("one of them") != forms("1 of them")


def test_brackets_and_ellipses_are_told_from_joints():
    [will, mayor, close] = tokens("will [mayor] ... close")
    assert (will.added, mayor.added, close.added, close.gap) == (False, True, False, True)
    assert not any(token.gap for token in tokens("The quay … stays shut"))  # pieces that a cue divides


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("she would “not go” or 'stay'", ["not go"]),
        ('he had "no plan" and "no money"', ["no plan", "no money"]),
        ("that ''it is shut'' now", ["it is shut"]),
        ("that it “is shut", ["is shut"]),
        ('is shut," he', ["is shut,"]),
        ("nothing here", []),
    ],
)
def test_quoted(text, within):
    assert [text[start:end] for start, end in quoted(text)] == within


@given(TEXT, TEXT)
def test_alignment_holds_every_word_once(one, other):
    here, there = tokens(one), tokens(other)
    steps = align(here, there)
    assert [i for step in steps for i in range(*step.here)] == list(range(len(here)))
    assert [i for step in steps for i in range(*step.there)] == list(range(len(there)))
    for step in steps:
        ours, theirs = [[t.form for t in side] for side in (here[slice(*step.here)], there[slice(*step.there)])]
        assert (step.op == "same") == (ours == theirs)
        assert (step.op == "dropped") == (bool(ours) and not theirs)
        assert (step.op == "added") == (bool(theirs) and not ours)
    assert all(a.op != b.op or a.op == "same" for a, b in itertools.pairwise(steps))


@given(TEXT, TEXT)
def test_alignment_both_ways_keeps_as_many_words(one, other):
    here, there = tokens(one), tokens(other)

    def kept(steps):
        return sum(step.here[1] - step.here[0] for step in steps if step.op == "same")

    assert kept(align(here, there)) == kept(align(there, here))


@given(TEXT)
def test_the_same_words_align_whole(text):
    assert {step.op for step in align(tokens(text), tokens(text))} <= {"same"}


def test_alignment_keeps_runs_whole():
    here, there = tokens("the quay and the ferry and the bridge"), tokens("the bridge")
    assert [(s.op, s.here) for s in align(here, there)] == [("dropped", (0, 6)), ("same", (6, 8))]


@given(
    st.lists(
        st.sampled_from("harbour quay terminal rotten piles commissioner beams ferry".split()),
        min_size=RUN + WINDOW - 1,
        max_size=20,
    )
)
def test_a_long_run_in_common_shares_a_mark(run):
    before, after = ["municipal", "archive", "orchard"], ["lighthouse", "tunnel"]
    assert set(marks(run)) & set(marks(before + run + after))
    assert all(-(2**31) <= mark < 2**31 for mark in marks(run))


def test_marks_stay_the_same_from_version_to_version():
    # kept in stores: hashes reckoned otherwise would no longer meet them
    assert marks("the harbour terminal will not reopen before the spring".split()) == MARKS
    assert marks("that is what we do and".split()) == []


MARKS = [-1744879545]


def test_rarity():
    assert rarity("the") < rarity("president") < rarity("reckless") <= rarity("lindish") == 1


PERSON, BODY = ("person", "named"), ("organization", "named")


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (Who("Mara Lind", *PERSON), Who("Lind", *PERSON), "same"),
        (Who("Joe Aldous", *PERSON), Who("Joseph R. Aldous Jr.", *PERSON), "same"),
        (Who("Mara Lind", *PERSON), Who("Piet Lind", *PERSON), "unknown"),
        (Who("Mara Lind", *PERSON, "she"), Who("Piet Lind", *PERSON, "Lind"), "same"),  # the reader had to guess which
        (Who("Mara Lind", *PERSON, "Mara Lind"), Who("Piet Lind", *PERSON, "Mr. Lind"), "unknown"),
        (Who("Mara Lind", *PERSON, "she", 3), Who("the mayor of Ost", *PERSON, "the mayor", 3), "same"),
        (Who("Mara Lind", *PERSON), Who("Mara Aldous", *PERSON), "different"),
        (Who("Ministry of Harbours", *BODY), Who("Harbours Ministry", *BODY), "same"),
        (Who("Coastal Wire Service", *BODY), Who("CWS", *BODY), "same"),
        (Who("Coastal Wire", *BODY), Who("Harbour Guild", *BODY), "different"),
        (Who("Harbour Guild", *BODY), Who("Mara Lind", *PERSON), "unknown"),
        (Who("a senior official", "person", "unnamed"), Who("a senior official", "person", "unnamed"), "unknown"),
        (Who(None), Who("Mara Lind", *PERSON), "unknown"),
        (Who("Mara Lind + Piet Aldous", *PERSON), Who("Piet Aldous", *PERSON), "same"),
    ],
)
def test_same_speaker(one, other, said):
    assert same_speaker(one, other) == same_speaker(other, one) == said


LIND = Who("Mara Lind", "person", "named")


def said(content, manner="direct", who=LIND, day="2016-09-05", **more):
    return Spoken(1, content, manner=manner, who=who, day=day, **more)


FULL = "“We will not reopen the harbour terminal before the spring. The piles are rotten and nobody has paid for new ones.”"


@pytest.mark.parametrize(
    ("other", "relation"),
    [
        (
            said(
                "''We will not reopen the harbour terminal before the spring. The piles are rotten and nobody has paid for new ones.''"
            ),
            "exact",
        ),
        (said("“The piles are rotten and nobody has paid for new ones.”"), "trimmed"),
        (said("“We will not reopen [it] before the spring ... The piles are rotten.”"), "trimmed"),
        (said("that the “piles are rotten and nobody has paid”", "mixed"), "partial"),
        (
            said("that the “piles are rotten and nobody has paid for new ones”", "mixed", Who("an official", "person", "unnamed")),
            "partial",
        ),
        (said("“The piles are rotten and nobody has paid for new ones.”", day="2017-03-01"), "trimmed"),
    ],
)
def test_echoes(other, relation):
    found = match(said(FULL), other)
    assert found is not None
    assert found.relation == relation
    assert match(other, said(FULL)) == found


@pytest.mark.parametrize(
    "other",
    [
        said("“The piles are rotten and nobody has paid for new ones.”", denied=True),
        said("“We will look at the piles again next year.”"),
        said("“The piles are rotten.”", day="2017-03-01"),  # few words, another occasion
        said("“The piles are rotten,”", who=Who("Piet Aldous", "person", "named")),
        said("that it is not known", "indirect"),
    ],
)
def test_no_echoes(other):
    assert match(said(FULL), other) is None


TOLD = "that she could speak directly to “harbour pilots” and keep ferries moving"
LONG = "“Maybe I can, by speaking directly to harbour pilots, say, look, this is not how we moor.”"


@pytest.mark.parametrize(
    ("one", "other", "echo"),
    [
        (said(LONG), said(TOLD, "mixed"), True),
        (said(LONG), said("that she could speak directly to pilots", "indirect", day="2016-09-11"), False),  # too long after
        (  # the name of a bill, which everybody says alike
            said("“The Northern Harbour Terminal Rebuilding Act puts pilots back to work.”"),
            said("a vote on the Northern Harbour Terminal Rebuilding Act", "indirect"),
            False,
        ),
        (said("the harbour’s “rotten piles”", "mixed"), said("the quay’s “rotten” piles", "mixed"), True),
    ],
)
def test_words_taken_over(one, other, echo):
    assert (match(one, other) is not None) is echo
    assert (match(other, one) is not None) is echo


@pytest.mark.parametrize(
    ("content", "echo"),
    [
        ("the guild to pay for lamps on the northern mole and the old quay", True),
        ("how you would pay for lamps on the northern mole and the old quay", False),  # asked of everybody
        ("lamps on the northern mole", False),
    ],
)
def test_the_same_words_whoever_says_them(content, echo):
    unnamed = Who(None, None, None)
    one, other = said(content, "indirect", unnamed), said(content, "indirect", unnamed, "2016-09-06")
    assert (match(one, other) is not None) is echo
    assert set(one.marks) == set(other.marks)
    assert bool(one.marks) == (len(one.forms) >= 6)


ALDOUS = Who("Piet Aldous", "person", "named", "Aldous")
SHE = Who("Piet Aldous", "person", "named", "the commissioner")  # as the reader took it
SOMEBODY = Who("somebody", "person", "unnamed", "somebody")


@pytest.mark.parametrize(
    ("who", "fragment", "day", "echo"),
    [
        (SHE, "that the piles were “rotten as driftwood in March”", "2016-09-06", True),
        (SHE, "that the piles were “rotten as driftwood in March”", "2016-09-11", False),
        (ALDOUS, "that the piles were “rotten as driftwood in March”", "2016-09-06", False),
        (SOMEBODY, "that the piles were “rotten as driftwood in March”", "2016-09-06", True),
        (SOMEBODY, "members of “Friends of Ostmere Harbour”", "2016-09-06", False),  # a name, which everybody says alike
        (LIND, "that they are “all rotten now”", "2016-09-06", False),
    ],
)
def test_a_fragment_given_to_somebody_else(who, fragment, day, echo):
    one = said("“The piles are rotten as driftwood in March, and Friends of Ostmere Harbour knew.”", who=Who(*LIND[:3], "Lind"))
    assert (match(one, said(fragment, "mixed", who, day)) is not None) is echo


def test_a_phrase_told_of_another_day_is_said_anew():
    one = said("“No, I meant she is the founder of the harbour guild.”", said_on="2016-09-05")
    other = "“I meant exactly that. She’s the founder of the harbour guild, and its pilot.”"
    assert match(one, said(other)) is not None
    assert match(one, said(other, day="2016-09-06", said_on="2016-09-06")) is None


@pytest.mark.parametrize(("outlet", "echo"), [(1, False), (2, True)])
def test_releases_of_one_office_on_several_towns(outlet, echo):
    one = "“I am very pleased to announce that the Ostmere Fire Brigade will be receiving this generous grant for its ladders.”"
    other = one.replace("Ostmere", "Westmere")
    assert (match(said(one, outlet=1), said(other, outlet=outlet)) is not None) is echo


def test_a_sentence_that_two_releases_share():
    one = "“Our harbour pilots risk their lives every night. This grant will pay for lamps on the northern mole and the old quay.”"
    other = "“Our harbour pilots risk their lives every night. I commend the guild for new boats, and for the school it has built.”"
    assert match(said(one, outlet=1), said(other, outlet=1)) is None


BAN = "that there should be a temporary ban on ferries entering the terminal"


@pytest.mark.parametrize(
    ("other", "echo"),
    [
        (said("temporarily banning tankers and ferries from entering the terminal", "indirect", outlet=2), True),
        (said("temporarily banning tankers and ferries from entering the terminal", "indirect", outlet=1), False),
        (said("temporarily banning tankers and ferries from entering the terminal", "indirect", day="2016-09-12", outlet=2), False),
        (said("more lamps on the northern mole of the terminal", "indirect", outlet=2), False),
        (
            said(
                "temporarily banning 12 ferries from entering the terminal", "indirect", who=Who("Piet Aldous", *PERSON), outlet=2
            ),
            False,
        ),
    ],
)
def test_reports_in_other_words(other, echo):
    found = match(said(BAN, "indirect", outlet=1), other)
    assert (found is not None) is echo
    if found is not None:
        assert (found.relation, found.firm) == ("paraphrase", False)
        assert match(other, said(BAN, "indirect", outlet=1)) == found


def test_templates_with_other_numbers_are_no_echoes():
    one = said("that 7 guilds around the northern harbour were chosen to receive funding", "indirect")
    other = said("that 2 guilds around the northern harbour were chosen to receive funding", "indirect")
    assert match(one, other) is None


LETTERS = st.lists(st.sampled_from("quay berth crane hull rope".split()), max_size=20)


@given(LETTERS, LETTERS, LETTERS, st.integers(0, 20))
def test_blocks_are_those_of_the_standard_library(one, other, common, at):
    ours, theirs = Wording([*one, *common]), Wording([*other[:at], *common, *other[at:]])
    there = SequenceMatcher(None, ours.stems, theirs.stems, autojunk=False).get_matching_blocks()
    assert [tuple(block) for block in blocks(ours, theirs)] == [tuple(block) for block in there[:-1]]


@given(WORDS, WORDS)
def test_shared_is_symmetric_in_size_and_within_bounds(one, other):
    ours, theirs = Wording(forms(" ".join(one))), Wording(forms(" ".join(other)))
    both = shared(ours, theirs)
    assert 0 <= both.longest <= both.words <= min(len(ours), len(theirs))
    assert 0 <= both.cover <= 1
