"""Parts of the store's tests: small articles, and a reader that needs no model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onrecord import Article, Record, SaidOn, Span, Speaker, Statement
from onrecord.intake import from_text
from onrecord.record import Commitment, Deadline, Figure, Time

_SAYS = re.compile(r"(?P<who>[A-Z]\w+ [A-Z]\w+)(?:, (?P<role>[a-z ]+),)? said (?:on (?P<day>\w+day) )?that (?P<what>[^.]+)\.")


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
                    cue=[Span.of(text, m.start() + m[0].find(" said ") + 1, m.start() + m[0].find(" said ") + 5)],
                    source=[Span.of(text, *m.span("who"))],
                    speaker=Speaker(name=m["who"], kind="person", role=m["role"], sourcing="named"),
                    manner="direct" if '"' in m["what"] else "indirect",
                    kind=self.kind,  # type: ignore[arg-type]
                    said_on=SaidOn(date="2016-09-05", text=m["day"], start=day[0], end=day[1]) if day else None,
                    commitments=bound,
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
