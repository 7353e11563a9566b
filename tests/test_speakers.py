from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rough import marked, rough

from onrecord.article import Article, Zone
from onrecord.reader.layers import Attribution, Layers, empty
from onrecord.reader.speakers import resolve
from onrecord.reader.words import split
from onrecord.record import Speaker


def told(source: str) -> list[Speaker | None]:
    article, words, attributions = marked(source)
    return resolve(article, rough(words), attributions)


def names(source: str) -> list[str | None]:
    return [speaker.name if speaker else None for speaker in told(source)]


BEFORE = "The bridge over the river was closed twice since spring, and nobody in the town knew for how long it would be.\n\n"


def test_a_surname_and_a_pronoun_take_the_fullest_name() -> None:
    assert (
        names(
            BEFORE
            + "[1s:Mayor Mara Lind] [1k:said] [1c:the bridge would open in May]. [2c:It is safe], [2s:Ms. Lind] [2k:said].\n\n"
            "“[3c:We checked it],” [3s:she] [3k:added]."
        )
        == ["Mara Lind"] * 3
    )


def test_gender_keeps_two_persons_apart() -> None:
    assert names(
        BEFORE + "[1s:Mr. Jon Berg] [1k:said] [1c:the toll is high]. Ms. Mara Lind was there.\n\n"
        "“[2c:It pays for the bridge],” [2s:she] [2k:said]. “[3c:It does not],” [3s:he] [3k:added]."
    ) == ["Jon Berg", "Mara Lind", "Jon Berg"]


def test_one_surname_two_persons() -> None:
    assert names(
        BEFORE + "Mara Lind was the first. Later, Jon Lind, her brother, was asked. [1s:Ms. Lind] [1k:said] [1c:no]. "
        "[2s:Mr. Lind] [2k:said] [2c:yes]."
    ) == ["Mara Lind", "Jon Lind"]


@pytest.mark.parametrize(
    ("source", "name", "kind", "sourcing"),
    [
        ("a spokesman for Jon Berg", "spokesman for Jon Berg", "person", "unnamed"),
        ("a senior harbor official", "senior harbor official", "person", "unnamed"),
        ("many voters", "many voters", "group", "collective"),
        ("a new report", "new report", "document", "document"),
        ("the Harbor Authority", "Harbor Authority", "organization", "named"),
        ("Jon Berg’s", "Jon Berg", "person", "named"),
        ("by Jon Berg", "Jon Berg", "person", "named"),
        ("some officials who", "some officials", "group", "collective"),
    ],
)
def test_a_source_by_its_own_words(source: str, name: str, kind: str, sourcing: str) -> None:
    (speaker,) = told(BEFORE + f"On Monday [1s:{source}] [1k:said] [1c:the bridge is safe].")
    assert speaker is not None
    assert (speaker.name, speaker.kind, speaker.sourcing) == (name, kind, sourcing)


def test_an_acronym_and_a_short_form_are_the_body() -> None:
    assert (
        names(
            BEFORE + "The Fairview Harbor Authority ( FHA ) was asked. "
            "[1s:The FHA] [1k:said] [1c:no]. [2s:The Authority] [2k:said] [2c:so]."
        )
        == ["Fairview Harbor Authority"] * 2
    )


def test_the_agency_is_the_body_named_before() -> None:
    assert names(BEFORE + "The Harbor Bureau was asked about it. [1s:The agency] [1k:said] [1c:no].") == ["Harbor Bureau"]


@pytest.mark.parametrize(
    ("noun", "name"),
    [
        *((noun, noun) for noun in ("ministry", "police", "court", "council", "agency", "university", "parliament")),
        *((noun, "Tarrow Foods") for noun in ("company", "firm")),
    ],
)
def test_a_body_is_called_by_what_it_is(noun: str, name: str) -> None:
    """Whoever was merely named last is neither the police nor a court."""
    assert names(BEFORE + f"Tarrow Foods was asked about it. [1s:The {noun}] [1k:said] [1c:no].") == [name]


def test_a_body_is_called_as_the_article_calls_it() -> None:
    told_of = "The Harbor Bureau, a tribunal, was asked about it. Ost Foods was not."
    assert names(BEFORE + f"{told_of} [1s:The tribunal] [1k:said] [1c:no]. [2s:The company] [2k:said] [2c:yes].") == [
        "Harbor Bureau",
        "Ost Foods",
    ]


def test_whose_spokesman_somebody_is_says_not_what_they_are() -> None:
    assert names(BEFORE + "[1s:The mayor’s spokesman, Jon Berg,] [1k:said] [1c:no]. [2s:The mayor] [2k:said] [2c:yes].") == [
        "Jon Berg",
        "mayor",
    ]


@pytest.mark.parametrize(
    ("source", "name", "role"),
    [
        ("The mayor of Norhaven, June Field,", "June Field", "mayor of Norhaven"),
        ("His predecessor, Jon Berg,", "Jon Berg", "predecessor"),
        ("The head of the works department, Jon Berg,", "Jon Berg", "head of the works department"),
        ("Retired pilot and crane specialist Jon Berg", "Jon Berg", "Retired pilot and crane specialist"),
        ("The quay’s builder, Tarrow Hydro,", "Tarrow Hydro", None),
        ("Another, Jon Berg,", "Jon Berg", None),
    ],
)
def test_a_description_and_the_name_behind_it(source: str, name: str, role: str | None) -> None:
    (speaker,) = told(BEFORE + f"They met on Monday. [1s:{source}] [1k:said] [1c:the bridge is safe].")
    assert speaker is not None
    assert (speaker.name, speaker.role, speaker.sourcing) == (name, role, "named")


@pytest.mark.parametrize(
    ("source", "labels", "name", "role"),
    [
        ("Tarrow Hydro", {"Tarrow": "PERSON", "Hydro": "ORGANIZATION"}, "Tarrow Hydro", None),
        ("The senator’s deputy, Fairview Mayor Jon Berg,", {"Fairview": "LOCATION"}, "Jon Berg", "senator’s deputy"),
    ],
)
def test_names_whose_words_are_labelled_apart(source: str, labels: dict[str, str], name: str, role: str | None) -> None:
    """A surname and the noun of a body are one name; a place and a title lead to one."""
    article, words, attributions = marked(BEFORE + f"[1s:{source}] [1k:said] [1c:the gates are open].")
    layers = rough(words)
    ner = [labels.get(form, label) for form, label in zip(words.forms, layers.ner, strict=True)]
    (speaker,) = resolve(article, replace(layers, ner=ner), attributions)
    assert speaker is not None
    assert (speaker.name, speaker.role, speaker.sourcing) == (name, role, "named")


def test_officers_who_suspect_somebody_give_no_role() -> None:
    (speaker,) = told(BEFORE + "Officers suspect Mara Lind of it. [1s:Mara Lind] [1k:said] [1c:the bridge is safe].")
    assert speaker is not None
    assert speaker.role is None


def test_she_is_who_was_called_by_an_office() -> None:
    assert names(
        BEFORE
        + "“No,” the mayor, Mara Lind, said.\n\nAnna Ost, who chairs the board, was there. [1s:Ost] [1k:called] [1c:it late].\n\n"
        "[2s:The mayor] [2k:said] [2c:it was not]. But [3s:she] [3k:promised] [3c:to see to it]."
    ) == ["Anna Ost", "Mara Lind", "Mara Lind"]


def test_compound_sources_are_joined() -> None:
    first, second = told(
        BEFORE + "[1s:Mara Lind and Jon Berg] [1k:said] [1c:no]. "
        "[2s:Jon Berg, president and founder of the Harbor Council,] [2k:said] [2c:so]."
    )
    assert first is not None
    assert second is not None
    assert (first.name, first.kind) == ("Mara Lind + Jon Berg", "person")
    assert second.name == "Jon Berg"


@pytest.mark.parametrize(
    ("told_of", "role"),
    [
        ("harbor commissioner Mara Lind was there.", "harbor commissioner"),
        ("Mara Lind, a professor of hydrology at Norhaven University, was there.", "professor of hydrology at Norhaven University"),
        ("The harbor board’s new director, Mara Lind, was there.", "harbor board’s new director"),
        ("Mara Lind, who chairs the bridge committee, was there.", "chairs the bridge committee"),
        ("Mara Lind, Jon Berg and others were there.", None),
    ],
)
def test_roles_from_anywhere_in_the_article(told_of: str, role: str | None) -> None:
    (speaker,) = told(BEFORE + f"[1s:Lind] [1k:said] [1c:the bridge is safe].\n\n{told_of}")
    assert speaker is not None
    assert (speaker.name, speaker.role) == ("Mara Lind", role)


def test_a_role_stands_for_its_holder() -> None:
    assert names(
        BEFORE + "Senator Mara Lind was asked by Jon Berg, a lawyer. "
        "[1s:The senator] [1k:said] [1c:no]. [2s:The lawyer] [2k:said] [2c:yes]."
    ) == ["Mara Lind", "Jon Berg"]


def test_his_lawyer_is_not_himself() -> None:
    assert names(BEFORE + "Jon Berg was there. [1s:Mr. Berg’s lawyer] [1k:said] [1c:no].") == ["Mr. Berg’s lawyer"]


def test_an_office_without_a_given_name_is_not_his_wife_s() -> None:
    assert names(
        BEFORE + "Mara Lind was there. Mr. Lind was not. [1s:President Lind] [1k:said] [1c:no]. [2s:Mr. Lind] [2k:said] [2c:so].\n"
    ) == ["Lind", "Lind"]


def test_a_name_beside_its_description() -> None:
    first, second = told(
        BEFORE + "[1s:His former partner at the harbor, Jon Berg,] [1k:said] [1c:no]. [2s:Ost Mayor Mara Lind] [2k:said] [2c:so]."
    )
    assert first is not None
    assert second is not None
    assert (first.name, first.role) == ("Jon Berg", "former partner at the harbor")
    assert second.name == "Mara Lind"


def tagged(source: str, pos: dict[str, str] | None = None, ner: dict[str, str] | None = None) -> Speaker | None:
    """The only speaker where words have the given parts of speech and labels, whatever the rough layers say."""
    article, words, attributions = marked(source)
    layers = rough(words)
    for i, form in enumerate(words.forms):
        layers.pos[i] = (pos or {}).get(form, layers.pos[i])
        layers.ner[i] = (ner or {}).get(form, layers.ner[i])
    (speaker,) = resolve(article, layers, attributions)
    return speaker


def test_two_bodies_joined_by_and_stay_two() -> None:
    assert names(BEFORE + "[1s:The Harbor Council and the Canal Board] [1k:said] [1c:no].") == ["Harbor Council + Canal Board"]


def test_two_modifiers_of_one_group() -> None:
    for kept in ("O", "ORGANIZATION"):
        speaker = tagged(
            BEFORE + "[1s:Federal and state officials] [1k:said] [1c:no].", {"Federal": "JJ", "state": "NN"}, {"Federal": kept}
        )
        assert speaker is not None
        assert (speaker.name, speaker.kind) == ("Federal and state officials", "group")


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("harbor prosecutors in April", "harbor prosecutors"),
        ("harbor officials on Monday", "harbor officials"),
        ("a Harbor Council report released last year", "Harbor Council report"),
        ("a Harbor Council report published on Monday", "Harbor Council report"),
        ("polls released Sunday", "polls released Sunday"),
    ],
)
def test_a_source_without_the_time_it_spoke(source: str, name: str) -> None:
    times = dict.fromkeys(("April", "Monday", "Sunday"), "DATE")
    speaker = tagged(BEFORE + f"[1s:{source}] [1k:said] [1c:no].", dict.fromkeys(("released", "published"), "VBN"), times)
    assert speaker is not None
    assert speaker.name == name


def test_a_bridge_is_not_a_person_and_a_father_not_the_author() -> None:
    first, second = told(BEFORE + "[1s:The number] [1k:was said to show] [1c:no]. [2s:my father] [2k:said] [2c:so].")
    assert first is not None
    assert second is not None
    assert first.kind == "document"
    assert (second.name, second.kind) == ("my father", "person")


def test_the_author_and_nobody() -> None:
    author, quoted, nobody = told(
        BEFORE + "[1s:We] [1k:asked] [1c:them]. “[2s:I] [2k:want] [2c:that],” someone shouted. [3c:The bridge] [3k:will be opened]."
    )
    assert author == Speaker(name="AUTHOR", kind="author", sourcing="author")
    assert quoted is None
    assert nobody is None


def test_a_source_the_network_missed_is_the_cue_s_subject() -> None:
    assert names(BEFORE + "Mara Lind [1k:said] [1c:the bridge is safe].") == ["Mara Lind"]


def test_the_label_of_a_transcript_is_a_person() -> None:
    (speaker,) = told(BEFORE + "[1s:QUILL][1k::] [1c:No comment.]\n\nQUILL: None.\n")
    assert speaker is not None
    assert (speaker.name, speaker.kind) == ("QUILL", "person")


def test_order_is_that_of_the_attributions() -> None:
    article, words, attributions = marked(BEFORE + "[1s:Mara Lind] [1k:said] [1c:no]. [2s:Jon Berg] [2k:said] [2c:so].")
    layers = rough(words)
    assert resolve(article, layers, attributions[::-1]) == resolve(article, layers, attributions)[::-1]


def test_a_headline_takes_its_names_from_the_body() -> None:
    source = "[1s:Lind] [1k:Says] [1c:Bridge Is Safe]\n\nMara Lind, the mayor, was asked on Monday.\n"
    article, words, attributions = marked(source)
    for zones in ([], [Zone("headline", 0, article.text.index("\n"))]):
        (speaker,) = resolve(Article(id="test", text=article.text, zones=zones), rough(words), attributions)
        assert speaker is not None
        assert (speaker.name, speaker.role) == ("Mara Lind", "mayor")


def test_without_layers_nothing_breaks() -> None:
    article, words, attributions = marked("[1s:Mara Lind] [1k:said] [1c:no].")
    assert len(resolve(article, empty(words), attributions)) == 1
    assert resolve(Article(id="none", text=""), empty(split("")), []) == []


_FORMS = [
    "Mara",
    "Lind",
    "Mr",
    ".",
    "Mrs",
    "he",
    "she",
    "they",
    "it",
    "who",
    "that",
    "said",
    "the",
    "The",
    "senator",
    "of",
    "and",
    ",",
    "'",
    "s",
    "“",
    "”",
    "report",
    "many",
    "His",
    "I",
    "Ost",
    "Board",
    "-",
    "(",
    ")",
    "\n",
    "N",
    "LIND",
    "State",
    "5",
]
_POS = ["NN", "NNP", "NNS", "NNPS", "PRP", "PRP$", "VBD", "VBG", "VBN", "IN", "DT", "JJ", "CC", "TO", "RB", ","]
_NER = ["O", "PERSON", "ORGANIZATION", "LOCATION", "MISC", "DATE"]
_REL = ["nsubj", "dep", "appos", "conj", "amod", "compound", "nmod", "case", "auxpass", "acl:relcl", "advcl"]


@given(st.data())
@settings(max_examples=150, deadline=None, derandomize=True)
def test_any_layers_give_names_of_the_article_s_words(data: st.DataObject) -> None:
    text = data.draw(st.lists(st.sampled_from(_FORMS), min_size=1, max_size=30).map(" ".join))
    words = split(text)
    n = len(words)
    if not n:
        return
    labels = [data.draw(st.lists(st.sampled_from(kind), min_size=n, max_size=n)) for kind in (_POS, _NER, _REL)]
    links = [np.array(data.draw(st.lists(st.integers(0, n - 1), min_size=n, max_size=n)), np.int32) for _ in range(2)]
    part = st.tuples(st.integers(0, n - 1), st.integers(1, 6)).map(lambda p: (p[0], min(n, p[0] + p[1])))
    attributions = [
        Attribution(data.draw(st.lists(part, max_size=2)), data.draw(st.lists(part, max_size=1)), [data.draw(part)])
        for _ in range(3)
    ]
    found = resolve(Article(id="any", text=text), Layers(words, *labels, *links), attributions)
    assert len(found) == 3
    flat = " ".join(text.split())
    for speaker in found:
        if speaker is not None and speaker.kind != "author":
            assert speaker.name
            assert all(name in flat or name == "you" for name in speaker.name.split(" + "))
            assert speaker.role is None or speaker.role in flat
