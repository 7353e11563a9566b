from onrecord.reader.attribution import assemble
from onrecord.reader.tagging import CONTENT, CUE, SOURCE, Part
from onrecord.reader.words import split


def part(words, role, text, to=None):
    """The part whose words are ``text``, pointing to the word ``to``: from source and content the cue, from a cue its source."""
    forms = text.split()
    at = next(i for i in range(len(words)) if words.forms[i : i + len(forms)] == forms)
    there = words.forms.index(to) if to else None
    links = {there: 0.9} if there is not None else {}
    return Part(role, at, at + len(forms), 0.9, 0.9, None if role == CUE else there, 0.05 if role == CUE else 0.9, links)


def told(words, attributions):
    join = lambda ranges: [" ".join(words.forms[a:b]) for a, b in ranges]  # noqa: E731
    return [(join(a.source), join(a.cue), join(a.content)) for a in attributions]


def test_two_statements_in_one_sentence_come_apart():
    words = split("Lind said the quay is safe while Caro warned it may sink")
    parts = [
        part(words, SOURCE, "Lind", "said"),
        part(words, CUE, "said", "Lind"),
        part(words, CONTENT, "the quay is safe", "said"),
        part(words, SOURCE, "Caro", "warned"),
        part(words, CUE, "warned", "Caro"),
        part(words, CONTENT, "it may sink", "warned"),
    ]
    assert told(words, assemble(parts, words)) == [
        (["Lind"], ["said"], ["the quay is safe"]),
        (["Caro"], ["warned"], ["it may sink"]),
    ]


def test_a_quotation_round_its_cue_has_two_contents():
    words = split("We wait Lind said until Friday")
    parts = [
        part(words, CONTENT, "We wait", "said"),
        part(words, SOURCE, "Lind", "said"),
        part(words, CUE, "said", "Lind"),
        part(words, CONTENT, "until Friday", "said"),
    ]
    assert told(words, assemble(parts, words)) == [(["Lind"], ["said"], ["We wait", "until Friday"])]


def test_content_without_a_cue_goes_on_from_the_statement_before():
    words = split("Lind said we wait\nThe audit comes first")
    parts = [
        part(words, SOURCE, "Lind", "said"),
        part(words, CUE, "said", "Lind"),
        part(words, CONTENT, "we wait", "said"),
        part(words, CONTENT, "The audit comes first"),
    ]
    assert told(words, assemble(parts, words)) == [(["Lind"], ["said"], ["we wait", "The audit comes first"])]


def test_content_far_from_any_statement_stands_alone():
    words = split("Lind said we wait\nNothing moved\nThe audit comes first")
    parts = [
        part(words, CUE, "said"),
        part(words, CONTENT, "we wait", "said"),
        part(words, CONTENT, "The audit comes first"),
    ]
    assert told(words, assemble(parts, words))[1] == ([], [], ["The audit comes first"])


def test_a_cue_without_content_makes_no_statement():
    words = split("Lind spoke at length")
    assert assemble([part(words, SOURCE, "Lind", "spoke"), part(words, CUE, "spoke")], words) == []


def test_two_cues_may_share_a_source():
    words = split("Lind said we wait adding it is safe")
    parts = [
        part(words, SOURCE, "Lind", "said"),
        part(words, CUE, "said", "Lind"),
        part(words, CONTENT, "we wait", "said"),
        part(words, CUE, "adding", "Lind"),
        part(words, CONTENT, "it is safe", "adding"),
    ]
    assert [source for source, _, _ in told(words, assemble(parts, words))] == [["Lind"], ["Lind"]]


def test_no_part_runs_on_into_another_paragraph():
    words = split("Quay stays shut\nMara Lind said we wait\nThe audit comes first")
    parts = [
        part(words, SOURCE, "shut Mara Lind", "said"),
        part(words, CUE, "said", "shut"),
        part(words, CONTENT, "we wait The audit comes first", "said"),
    ]
    assert told(words, assemble(parts, words)) == [(["Mara Lind"], ["said"], ["we wait", "The audit comes first"])]
