"""Parts of the store's tests: small articles, and a reader that needs no model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from onrecord import Article, Record, SaidOn, Span, Speaker, Statement
from onrecord.intake import from_text
from onrecord.record import Commitment, Deadline, Event, Figure, Specificity, Time

_SAYS = re.compile(
    r"(?P<who>[A-Z]\w+ [A-Z]\w+)(?:, (?P<role>[a-z ]+),)? (?P<cue>said|denied) (?:on (?P<day>\w+day) )?that (?P<what>[^.]+)\."
)


class PlainReader:
    """Reads "Mara Lind, harbour commissioner, said on Monday that ...": real records, as the real reader's are shaped.

    An article that has the word "unreadable" is one that it fails on.
    """

    def __init__(self, version: str = "1", kind: str = "assertion") -> None:
        self.read_by = {"onrecord": version, "model": "plain"}
        self.kind = kind
        self.taken: list[str] = []

    def read_all(self, articles: Iterable[Article]) -> Iterator[Record]:
        for article in articles:
            self.taken.append(article.id)
            if "unreadable" in article.text:
                raise RuntimeError("out of its depth")
            yield self.record(article)

    def record(self, article: Article) -> Record:
        text = article.text
        said = []
        for number, m in enumerate(_SAYS.finditer(text), 1):
            content = [Span.of(text, *m.span("what"))]
            if (cut := m["what"].find(", he added, ")) >= 0:
                start = m.start("what")
                content = [Span.of(text, start, start + cut), Span.of(text, start + cut + 12, m.end("what"))]
            day = m.span("day") if m["day"] else None
            bound = []
            if (will := re.search(r"will (?P<not>not )?(?P<do>.+?)(?: by (?P<by>\w+))?$", m["what"])) is not None:
                at = m.start("what")
                by = Span.of(text, at + will.start("by"), at + will.end("by")) if will["by"] else None
                bound.append(
                    Commitment(
                        act="refuse" if will["not"] else "promise",
                        actor=m["who"],
                        action=Span.of(text, at + will.start("do"), at + will.end("do")),
                        negated=bool(will["not"]),
                        deadline=Deadline(start=by.start, end=by.end, text=by.text, date="2016-09-16") if by else None,
                    )
                )
            said.append(
                Statement(
                    id=f"s{number}",
                    content=content,
                    cue=[Span.of(text, *m.span("cue"))],
                    source=[Span.of(text, *m.span("who"))],
                    speaker=Speaker(name=m["who"], kind="person", role=m["role"], sourcing="named"),
                    manner="direct" if '"' in m["what"] else "indirect",
                    kind=self.kind,  # type: ignore[arg-type]
                    said_on=SaidOn(date="2016-09-05", text=m["day"], start=day[0], end=day[1]) if day else None,
                    commitments=bound,
                    denied=m["cue"] == "denied",
                    confidence=0.9,
                )
            )
        counted = [
            Figure(start=m.start(1), end=m.end(1), text=m[1], value=float(m[1]), unit="USD" if m[2] == "dollars" else None, of=m[2])
            for m in re.finditer(r"\b(\d+) (\w+)", text)
        ]
        days = [
            Time(start=m.start(), end=m.end(), text=m[0], kind="date", value="2016-09-05", anchor=article.published)
            for m in re.finditer(r"\bMonday\b", text)
        ]
        return Record(article=article, statements=said, figures=counted, times=days, read_by=self.read_by)


def article(text: str, id: str = "a1", **known: str) -> Article:
    return from_text(text, id=id, **known)


def full() -> Record:
    """A record in which every field is filled in one entry at least, with what is null or false in another."""
    text = (
        "Quay to open\nMara Lind, harbour commissioner, said on Monday that she will perhaps open the quay, she added, by Friday if it "
        "rains. Piet Aldous denied that next week 40 to 50 dollars (about 45 euros) went to Oto Maren. The council met the guild."
    )

    def at(words: str) -> Span:
        return Span.of(text, text.index(words), text.index(words) + len(words))

    def of(words: str) -> dict[str, Any]:
        return {"start": at(words).start, "end": at(words).end, "text": words}

    lind = Speaker(name="Mara Lind", kind="person", role="harbour commissioner", sourcing="named")
    opening = Commitment(
        act="plan", actor="Mara Lind", action=at("open the quay"), condition=at("if it rains"),
        deadline=Deadline(**of("by Friday"), date="2016-09-16"),
        specificity=Specificity(action=True, measure=True, deadline=True),
    )  # fmt: skip
    bare = Commitment(act="refuse", actor=None, action=at("open the quay"), negated=True)
    unread = msgspec.structs.replace(bare, specificity=Specificity(action=False, measure=None, deadline=False))
    dated = SaidOn(date="2016-09-12", **of("Monday"))
    same: dict[str, Any] = {"speaker": lind, "manner": "indirect", "kind": "assertion", "confidence": 0.75}
    return Record(
        article=article(
            text, title="Quay", byline="By Ana Bel", publisher="Courier", published="2016-09-13", url="https://courier.example/quay"
        ),
        statements=[
            Statement(id="s1", content=[at("Quay to open")], cue=[], source=[], said_on=None, shortens="s2", **same),
            Statement(
                id="s2", content=[at("she will perhaps open the quay"), at("by Friday if it rains")], cue=[at("said"), at("added")],
                source=[at("Mara Lind")], said_on=dated, commitments=[opening, bare, unread], hedge=at("perhaps"), **same,
            ),
            Statement(
                id="s3", content=[at("next week 40 to 50 dollars (about 45 euros) went to Oto Maren")], cue=[at("denied")],
                source=[at("Piet Aldous")], said_on=None, denied=True, **same | {"speaker": None},
            ),
        ],
        figures=[
            Figure(**of("40 to 50 dollars"), value=40.0, high=50.0, unit="USD", change="up", of="dues"),
            Figure(**of("about 45 euros"), value=45.0, unit="EUR", qualifier="~", same_as=at("40 to 50").start),
        ],
        times=[
            Time(**of("Monday"), kind="date", value="2016-09-12", anchor="2016-09-13"),
            Time(**of("next week"), kind="date", value="2016-W38", bounds=("2016-09-19", "2016-09-25")),
        ],
        events=[
            Event(trigger=at("met"), status="occurred", type="CONSULT", actor="council", other="guild", date="2016-09"),
            Event(trigger=at("went"), status="denied", statement="s3"),
        ],
        read_by={"onrecord": "1", "model": "plain"},
    )  # fmt: skip


def many(count: int) -> list[Article]:
    """Articles with two statements each, no two alike."""
    things = ("quay", "ferry", "bridge", "lighthouse", "archive", "orchard", "tunnel", "market", "library", "harbour")
    return [
        article(
            f"Mara Lind, harbour commissioner, said on Monday that the {things[n % 10]} number {n} needs {n} beams and {n * 7} bolts. "
            f"Piet Aldous said that report {n} about the {things[n * 3 % 10]} of lot {n * 13} will be printed by Friday.",
            id=f"a{n}",
            url=f"https://courier.example/{n}",
            publisher=("Courier", "Coastal Wire", "Gazette")[n % 3],
            published=f"2016-{n % 12 + 1:02}-{n % 28 + 1:02}",
        )
        for n in range(count)
    ]
