"""Made-up records for the tests of export, put together by hand, and the test that they are sound."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.article import Article, Zone
from onrecord.record import Commitment, Deadline, Event, Figure, Record, SaidOn, Span, Speaker, Specificity, Statement, Time

HARBOUR = """Harbour board puts off vote on new lease

By Tova Renn

NORTH HAVEN — The harbour commissioner said on Wednesday that she would not sign a new lease until an audit of the \
old one is finished.

“We will not be hurried,” Mara Lind told reporters, “not by a calendar and not by a crane.”

The operator, Calder Freight, believes the audit could take until spring. Its chief executive, Osei Brandt, said that \
Lind “promised us an answer by Friday,” and called on the board to keep its word.

Dock workers at a meeting in the old customs house feared that ships would go elsewhere. According to a report by the \
port’s engineers, 4 of the 11 cranes are past their service life.

“Somebody has to pay for that.”

Mara Lind, left, on the north quay last month.

Photo: Ilse Arden

Sign up for our morning letter.
"""


def span(text: str, words: str, nth: int = 0) -> Span:
    """The nth occurrence of ``words`` in ``text``."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span.of(text, start, start + len(words))


def zone(text: str, kind: str, words: str) -> Zone:
    found = span(text, words)
    return Zone(kind, found.start, found.end)  # type: ignore[arg-type]


LIND = Speaker(name="Mara Lind", kind="person", role="harbour commissioner", sourcing="named")
BRANDT = Speaker(name="Osei Brandt", kind="person", role="chief executive", sourcing="named")
CALDER = Speaker(name="Calder Freight", kind="organization", role="operator", sourcing="named")
WORKERS = Speaker(name="Dock workers", kind="group", sourcing="collective")
REPORT = Speaker(name="report by the port’s engineers", kind="document", sourcing="document")


def harbour(published: str | None = "2016-09-12") -> Record:
    text = HARBOUR

    def at(*words: str) -> list[Span]:
        return [span(text, w) for w in words]

    wednesday = span(text, "Wednesday")
    friday = span(text, "by Friday")
    statements = [
        Statement(
            id="s1",
            content=at("that she would not sign a new lease until an audit of the old one is finished"),
            cue=at("said"),
            source=at("The harbour commissioner"),
            speaker=LIND,
            manner="indirect",
            kind="assertion",
            said_on=SaidOn(date="2016-09-07" if published else None, text="Wednesday", start=wednesday.start, end=wednesday.end),
            commitments=[
                Commitment(
                    act="refuse",
                    actor="Mara Lind",
                    action=span(text, "sign a new lease"),
                    negated=True,
                    condition=span(text, "until an audit of the old one is finished"),
                )
            ],
            confidence=0.97,
        ),
        Statement(
            id="s2",
            content=at("“We will not be hurried,”", "“not by a calendar and not by a crane.”"),
            cue=at("told reporters"),
            source=at("Mara Lind"),
            speaker=LIND,
            manner="direct",
            kind="assertion",
            said_on=None,
            confidence=0.99,
        ),
        Statement(
            id="s3",
            content=at("the audit could take until spring"),
            cue=at("believes"),
            source=at("The operator, Calder Freight"),
            speaker=CALDER,
            manner="indirect",
            kind="belief",
            said_on=None,
            confidence=0.91,
        ),
        Statement(
            id="s4",
            content=at("that Lind “promised us an answer by Friday,”"),
            cue=[span(text, "said", 1)],
            source=at("Its chief executive, Osei Brandt"),
            speaker=BRANDT,
            manner="mixed",
            kind="assertion",
            said_on=None,
            confidence=0.93,
        ),
        Statement(
            id="s5",
            content=at("an answer by Friday"),
            cue=at("promised"),
            source=[span(text, "Lind", 1)],
            speaker=LIND,
            manner="direct",
            kind="intention",
            said_on=None,
            commitments=[
                Commitment(
                    act="promise",
                    actor="Mara Lind",
                    action=span(text, "an answer"),
                    deadline=Deadline(
                        start=friday.start, end=friday.end, text="by Friday", date="2016-09-09" if published else None
                    ),
                )
            ],
            confidence=0.48,
        ),
        Statement(
            id="s6",
            content=at("the board to keep its word"),
            cue=at("called on"),
            source=at("Its chief executive, Osei Brandt"),
            speaker=BRANDT,
            manner="indirect",
            kind="directive",
            said_on=None,
            commitments=[Commitment(act="demand", actor="the board", action=span(text, "keep its word"))],
            confidence=0.88,
        ),
        Statement(
            id="s7",
            content=at("that ships would go elsewhere"),
            cue=at("feared"),
            source=at("Dock workers at a meeting in the old customs house"),
            speaker=WORKERS,
            manner="indirect",
            kind="belief",
            said_on=None,
            confidence=0.9,
        ),
        Statement(
            id="s8",
            content=at("4 of the 11 cranes are past their service life"),
            cue=at("According to"),
            source=at("a report by the port’s engineers"),
            speaker=REPORT,
            manner="indirect",
            kind="assertion",
            said_on=None,
            confidence=0.95,
        ),
        Statement(
            id="s9",
            content=at("“Somebody has to pay for that.”"),
            cue=[],
            source=[],
            speaker=None,
            manner="direct",
            kind="assertion",
            said_on=None,
            confidence=0.72,
        ),
    ]
    first = text.index("The harbour commissioner")
    body_end = text.index("\n\nMara Lind, left")
    return Record(
        article=Article(
            id="harbour-lease",
            url="https://ledger.example/harbour-lease",
            title="Harbour board puts off vote on new lease",
            publisher="The North Haven Ledger",
            published=published,
            language="en",
            text=text,
            zones=[
                zone(text, "headline", "Harbour board puts off vote on new lease"),
                zone(text, "byline", "By Tova Renn"),
                zone(text, "dateline", "NORTH HAVEN —"),
                Zone("body", first, body_end),
                zone(text, "caption", "Mara Lind, left, on the north quay last month."),
                zone(text, "credit", "Photo: Ilse Arden"),
                zone(text, "boilerplate", "Sign up for our morning letter."),
            ],
        ),
        statements=statements,
        times=[
            Time(
                start=wednesday.start,
                end=wednesday.end,
                text="Wednesday",
                kind="date",
                value="2016-09-07" if published else None,
                anchor=published,
            )
        ],
        events=[Event(trigger=span(text, "puts off"), status="occurred", actor="Harbour board")],
        read_by={"onrecord": "0.1.0", "model": "sample"},
    )


HARVEST = """Ein Titel, <script>alert("no")</script> & more 🌾

قالت نور سلمان إن "الحصاد جيد" هذا العام.

The grower’s mother 👩🏽‍🌾 said:\t"=SUM(1,2) is what I’d call it".
"""


def harvest() -> Record:
    text = HARVEST
    noor = Speaker(name="نور سلمان", kind="person", sourcing="named")
    mother = Speaker(name="grower’s mother", kind="person", role='=HYPERLINK("x")', sourcing="unnamed")
    return Record(
        article=Article(id='h"2', title="A <b>harvest</b> & its words", url="javascript:alert(1)", text=text),
        statements=[
            Statement(
                id="s2",
                content=[span(text, '=SUM(1,2) is what I’d call it"')],
                cue=[span(text, "said:")],
                source=[span(text, "The grower’s mother")],
                speaker=mother,
                manner="direct",
                kind="assertion",
                said_on=None,
                confidence=0.9,
            ),
            Statement(
                id="s1",
                content=[span(text, 'إن "الحصاد جيد" هذا العام')],
                cue=[span(text, "قالت")],
                source=[span(text, "نور سلمان")],
                speaker=noor,
                manner="mixed",
                kind="assertion",
                said_on=None,
                confidence=0.5,
            ),
        ],
        read_by={"onrecord": "0.1.0", "model": "sample"},
    )


FERRY = """Ferry will stay shut until audit, Lind says

Mara Lind said on Wednesday that the ferry would stay shut until the audit is done, and promised to refund 1,200 tickets \
by the end of September.

Osei Brandt denied that he had seen the audit. Last week he reportedly told his staff that 40 percent of the hulls may leak. \
The ferry opened in 1998.
"""


def ferry(published: str | None = "2016-09-12") -> Record:
    """A headline's claim, a denial, a hedge, figures, and dates of several sorts."""
    text = FERRY

    def at(*words: str) -> list[Span]:
        return [span(text, w) for w in words]

    def time(words: str, value: str | None, bounds: tuple[str, str] | None = None, relative: bool = True) -> Time:
        found = span(text, words)
        known = published or not relative
        return Time(
            start=found.start,
            end=found.end,
            text=words,
            kind="date",
            value=value if known else None,
            anchor=published if relative else None,
            bounds=bounds if known else None,
        )

    def figure(words: str, value: float, **more: Any) -> Figure:
        found = span(text, words)
        return Figure(start=found.start, end=found.end, text=words, value=value, **more)

    wednesday, due = span(text, "Wednesday"), span(text, "by the end of September")
    reportedly = span(text, "reportedly")
    stays = "the ferry would stay shut until the audit is done"
    statements = [
        Statement(
            id="s1", content=at("Ferry will stay shut until audit"), cue=at("says"), source=at("Lind"), speaker=LIND, manner="indirect",
            kind="assertion", said_on=None, shortens="s2", confidence=0.8,
        ),
        Statement(
            id="s2", content=at("that " + stays), cue=at("said"), source=at("Mara Lind"), speaker=LIND, manner="indirect",
            kind="assertion", confidence=0.97,
            said_on=SaidOn(date="2016-09-07" if published else None, text="Wednesday", start=wednesday.start, end=wednesday.end),
        ),
        Statement(
            id="s3", content=at("to refund 1,200 tickets by the end of September"), cue=at("promised"), source=at("Mara Lind"),
            speaker=LIND, manner="indirect", kind="intention", said_on=None, confidence=0.9,
            commitments=[
                Commitment(
                    act="promise", actor="Mara Lind", action=span(text, "refund 1,200 tickets"),
                    deadline=Deadline(start=due.start, end=due.end, text=due.text, date="2016-09" if published else None),
                    specificity=Specificity(action=True, measure=True, deadline=True),
                )
            ],
        ),
        Statement(
            id="s4", content=at("that he had seen the audit"), cue=at("denied"), source=at("Osei Brandt"), speaker=BRANDT,
            manner="indirect", kind="assertion", said_on=None, denied=True, confidence=0.95,
        ),
        Statement(
            id="s5", content=at("that 40 percent of the hulls may leak"), cue=at("told"), source=[Span.of(text, reportedly.start - 3, reportedly.start - 1)], speaker=BRANDT,
            manner="indirect", kind="assertion", said_on=None, hedge=reportedly, confidence=0.7,
        ),
    ]  # fmt: skip
    head, *_ = text.split("\n")
    return Record(
        article=Article(
            id="ferry", title=head, published=published, text=text,
            zones=[Zone("headline", 0, len(head)), Zone("body", len(head) + 2, len(text) - 1)],
        ),
        statements=statements,
        figures=[figure("1,200 tickets", 1200, of="tickets"), figure("40 percent", 40, unit="percent", of="hulls")],
        times=[
            time("Wednesday", "2016-09-07"),
            time("the end of September", "2016-09", ("2016-09-01", "2016-09-30")),
            time("Last week", "2016-W36", ("2016-09-05", "2016-09-11")),
            time("1998", "1998", ("1998-01-01", "1998-12-31"), relative=False),
        ],
        read_by={"onrecord": "0.1.0", "model": "sample"},
    )  # fmt: skip


@pytest.mark.parametrize("record", [harbour(), harbour(None), harvest(), ferry(), ferry(None)])
def test_samples_hold_the_contract(record: Record) -> None:
    text = record.article.text
    for statement in record.statements:
        spans = [*statement.content, *statement.cue, *statement.source]
        spans += [part for c in statement.commitments for part in (c.action, c.condition) if part]

        if statement.hedge:
            spans.append(statement.hedge)
        assert all(text[s.start : s.end] == s.text for s in spans)
        if statement.said_on:
            assert text[statement.said_on.start : statement.said_on.end] == statement.said_on.text
    assert all(text[item.start : item.end] == item.text for item in [*record.figures, *record.times])
    for zone in record.article.zones:
        assert text[zone.start : zone.end].strip() == text[zone.start : zone.end] != ""
    assert Record.from_json(record.to_json()) == record
