"""Zones of plain text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.intake import from_text, zones
from onrecord.paragraphs import paragraph_starts

BODY = "The council of Harwick met on Monday and decided to wait for the audit, three members said after the meeting."


def kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(zone.kind, text[zone.start : zone.end]) for zone in zones(text, title)]


def kind_of(paragraph: str) -> str:
    """The kind of a paragraph in the middle of a story."""
    text = f"Council waits for audit\n\n{BODY}\n\n{paragraph}\n\n{BODY}"
    start = text.index(paragraph, len("Council waits for audit\n\n") + len(BODY))
    return next(zone.kind for zone in zones(text) if zone.start <= start < zone.end)


SCRAPS = st.sampled_from(
    [
        BODY,
        "By Mara Lind",
        "HARWICK, Sept. 12 (Wire) — ",
        "ADVERTISEMENT",
        "(Photo: Ola Berg/Harwick Post)",
        "Read more: here",
        "“",
        '"',
        "\n",
        "\r\n",
        "\n\n",
        " ",
        "\t",
        "\u2028",
        "\x85",
        "###",
        "e\u0301",
        "\U0001f468\u200d\U0001f467",
        "مرحبا",
        "© 2016",
        "FILE - ",
        ".",
    ]
)
TEXTS = st.text() | st.lists(SCRAPS | st.text(max_size=20), max_size=30).map("".join)


@settings(deadline=None)
@given(TEXTS, st.none() | st.text(max_size=30))
def test_zones_are_ordered_apart_inside_and_leave_out_only_blanks(text: str, title: str | None) -> None:
    covered = set()
    last = 0
    for zone in zones(text, title):
        assert last <= zone.start < zone.end <= len(text)
        assert not text[zone.start].isspace()
        assert not text[zone.end - 1].isspace()
        covered.update(range(zone.start, zone.end))
        last = zone.end
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)


@settings(deadline=None)
@given(TEXTS)
def test_an_article_keeps_its_text(text: str) -> None:
    assert from_text(text).text == text


@settings(deadline=None)
@given(TEXTS)
def test_paragraphs_begin_in_order_and_inside(text: str) -> None:
    starts = paragraph_starts(text)
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    assert starts[-1] < max(1, len(text))


def test_a_story_from_top_to_bottom() -> None:
    text = (
        "Council waits for audit\r\n\r\nBy Ola Berg, Staff Writer | Oct. 3, 2016\r\n\r\n"
        f"HARWICK, Norland, Oct. 3 (Wire) — {BODY}\r\n\r\n{BODY}\r\n\r\n"
        "Mara Lind speaks to reporters in Harwick on Wednesday. (Photo: Ola Berg/Harwick Post)\r\n\r\n"
        f"{BODY}\r\n\r\nRead more: Audit delayed again\r\n\r\nAll rights reserved.\r\n"
    )
    assert kinds(text) == [
        ("headline", "Council waits for audit"),
        ("byline", "By Ola Berg, Staff Writer | Oct. 3, 2016"),
        ("dateline", "HARWICK, Norland, Oct. 3 (Wire) —"),
        ("body", f"{BODY}\r\n\r\n{BODY}"),
        ("caption", "Mara Lind speaks to reporters in Harwick on Wednesday. (Photo: Ola Berg/Harwick Post)"),
        ("body", BODY),
        ("boilerplate", "Read more: Audit delayed again\r\n\r\nAll rights reserved."),
    ]


@pytest.mark.parametrize(
    "dateline",
    [
        "HARWICK, Sept. 12 (Wire) —",
        "ORSEN (Wire) -",
        "Orsen (Wire) –",
        "HARWICK —",
        "PORT ARLE, Norland -",
        "ST. ANSEL --",
        "Harwick, N.D. -",
        "HARWICK, Norland, April 1 (UNW) —",
        "HARWICK (Sept. 12, 2007) -",
        "ORSEN, Aug 31 (Wire Service) -",
    ],
)
@pytest.mark.parametrize("opening", ["The council", '"We waited', "“We waited", "''We waited"])
def test_datelines(dateline: str, opening: str) -> None:
    text = f"Council waits for audit\n\n{dateline} {opening} all day, members said.\n\n{BODY}"
    assert kinds(text)[1][0] == "dateline"
    assert kinds(text)[1][1] == dateline
    assert kinds(text)[2][1].startswith(opening)


@pytest.mark.parametrize(
    "opening",
    [
        "Mara Lind — who has led the port for ten years — said that she would go.",
        "The port of Harwick - the largest in Norland - is closed, officials said.",
        "NATO said on Monday that it would wait.",
        "UPI reported that the port was closed.",
    ],
)
def test_no_dateline(opening: str) -> None:
    assert kinds(f"{opening}\n\n{BODY}") == [("body", f"{opening}\n\n{BODY}")]


@pytest.mark.parametrize(
    ("paragraph", "kind"),
    [
        ("By Mara Lind", "byline"),
        ("BY MARA LIND AND OLA BERG", "byline"),
        ("By Mara Lind, Ola Berg and Ines Caro of the Harwick Post", "byline"),
        ("Published 5:04 pm", "byline"),
        ("Updated: Oct. 3, 2016 at 5:04 p.m.", "byline"),
        ("FILE - In this June 3, 2016 photo, Mara Lind leaves the port office in Harwick.", "caption"),
        ("In this June 3, 2016 file photo, Mara Lind leaves the port office in Harwick.", "caption"),
        ("Mara Lind leaves the port office in Harwick. (AP Photo/Ola Berg)", "caption"),
        ("Mara Lind leaves the port office in Harwick. (Ola Berg/Harwick Post)", "caption"),
        ("Photo: Mara Lind leaves the port office in Harwick.", "caption"),
        ("Photograph by Ola Berg", "credit"),
        ("Ola Berg/Getty Images", "credit"),
        ("Image credit: Harwick Post", "credit"),
        ("Image: Ola Berg.", "credit"),
        ("Related: Who is who in the port office", "boilerplate"),
        ("READ MORE: Who is who in the port office", "boilerplate"),
        ("Follow Ola Berg on Twitter @olaberg.", "boilerplate"),
        ("Follow us on Facebook", "boilerplate"),
        ("Click here to read the audit.", "boilerplate"),
        ("Sign up for our newsletter", "boilerplate"),
        ("ADVERTISEMENT", "boilerplate"),
        ("Story continues below advertisement", "boilerplate"),
        ("Copyright 2016 The Harwick Post", "boilerplate"),
        ("© 2016 The Harwick Post", "boilerplate"),
        ("The Harwick Post. All rights reserved.", "boilerplate"),
        ("This story has been updated with the comment of the mayor.", "boilerplate"),
        ("(Additional reporting by Ines Caro; Editing by Ruth Ansel)", "boilerplate"),
        ("Reporting by Ines Caro in Orsen", "boilerplate"),
        ("Ines Caro contributed to this report from Orsen.", "boilerplate"),
        ("FOR IMMEDIATE RELEASE", "boilerplate"),
        ("Contact: Ola Berg, 555-0132", "boilerplate"),
        ("—30—", "boilerplate"),
        ("###", "boilerplate"),
    ],
)
def test_forms(paragraph: str, kind: str) -> None:
    assert kind_of(paragraph) == kind


@pytest.mark.parametrize(
    "paragraph",
    [
        "By Monday the port was open again, the mayor said.",
        "By Friday.",
        "“Read more: that is my advice,” the librarian said.",
        'The mayor said: "Sign up for the newsletter of the port and you will know more than I do."',
        "Photos from the quay show smoke above the cranes.",
        "Video by the police shows two men at the gate, the prosecutor said.",
        "The report was published on Monday by the audit office, which said that the cranes were unsafe.",
        "Reporting by the Harwick Post found that the cranes were unsafe.",
        "Follow the rules or leave the port, the commissioner told captains on Monday.",
        "Sign up before Friday, the union told its members, or lose the bonus.",
        "The committee contributed to this. Lind said that the report was late.",
        "Related companies said they would pay.",
        "“We will not go,” Lind said. “We were promised a port, not a car park.” (Photo: Ola Berg/Harwick Post)",
        "More: that was all she wanted, she said, and “nobody gave her more than a chair,” she told the paper.",
        "30 people were hurt.",
        "Contact with the ship was lost at noon, the coast guard said.",
    ],
)
def test_what_the_story_says_stays_body(paragraph: str) -> None:
    assert kind_of(paragraph) == "body"


def test_headline_by_title_even_with_a_full_stop() -> None:
    text = f"Council waits for audit.\n\n{BODY}"
    assert kinds(text)[0] == ("body", text)
    assert kinds(text, "Council Waits For Audit")[0] == ("headline", "Council waits for audit.")


def test_a_sentence_is_a_headline_where_a_dateline_follows() -> None:
    assert kinds(f"Council waits for audit.\n\nHARWICK (Wire) — {BODY}")[0] == ("headline", "Council waits for audit.")


def test_a_single_paragraph_is_body() -> None:
    assert kinds("Council waits for audit") == [("body", "Council waits for audit")]


def test_hard_wrapped_text_with_lines_above_it() -> None:
    lines = "\n".join(
        [
            "The council of Harwick met on Monday and decided to wait for",
            "the audit that the port authority has promised for more than",
        ]
        * 4
    )
    text = f"Council waits for audit\nBy Mara Lind\n\n{lines}\n\n{lines}\n"
    assert kinds(text) == [
        ("headline", "Council waits for audit"),
        ("byline", "By Mara Lind"),
        ("body", f"{lines}\n\n{lines}"),
    ]


def test_hard_wrapped_text_right_under_its_byline() -> None:
    lines = "\n".join(
        [
            "The council of Harwick met on Monday and decided to wait for the",
            "audit that the port authority has promised for more than a year",
        ]
        * 4
    )
    assert kinds(f"Council waits for audit\nBy Mara Lind\n{lines}\n\n{lines}")[1:] == [
        ("byline", "By Mara Lind"),
        ("body", f"{lines}\n\n{lines}"),
    ]
    assert kinds(f"COUNCIL WAITS FOR AUDIT\n{lines}")[0] == ("headline", "COUNCIL WAITS FOR AUDIT")


def test_reporter_under_a_headline() -> None:
    assert kinds(f"Council waits for audit\nMara Lind in Orsen\n{BODY}")[1] == ("byline", "Mara Lind in Orsen")
    assert kinds(f"Fire Kills Three in Orsen\n{BODY}")[0] == ("headline", "Fire Kills Three in Orsen")
