"""Tables: records as CSV, one row a statement."""

from __future__ import annotations

import csv
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import TextIO, TypeVar

from ..record import Figure, Record, Statement, Time, joined
from .phrases import commitment, figure, in_order, named, time

COLUMNS = (
    "article_id",
    "published",
    "publisher",
    "title",
    "url",
    "statement_id",
    "speaker",
    "speaker_kind",
    "role",
    "sourcing",
    "manner",
    "kind",
    "said_on",
    "said_on_text",
    "source",
    "cue",
    "content",
    "start",
    "end",
    "spans",
    "commitments",
    "confidence",
    "denied",
    "hedge",
    "shortens",
    "specificity",
    "figures",
    "times",
)
"""The columns, in order. New ones are only ever added at the end."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def rows(record: Record) -> Iterator[dict[str, str]]:
    """One row a statement, in text order, with ``COLUMNS`` as keys; what is null is an empty string.

    ``start`` and ``end`` are the first and last offset of the content, ``spans`` the offsets of all its pieces
    ("210-254 280-301"); all count code points of the article's text.
    """
    article = record.article
    for statement in in_order(record):
        speaker, said_on = statement.speaker, statement.said_on
        yield {
            "article_id": article.id,
            "published": article.published or "",
            "publisher": article.publisher or "",
            "title": article.title or "",
            "url": article.url or "",
            "statement_id": statement.id,
            "speaker": speaker.name if speaker else "",
            "speaker_kind": speaker.kind if speaker else "",
            "role": (speaker.role or "") if speaker else "",
            "sourcing": speaker.sourcing if speaker else "",
            "manner": statement.manner,
            "kind": statement.kind,
            "said_on": (said_on.date or "") if said_on else "",
            "said_on_text": (said_on.text or "") if said_on else "",
            "source": joined(statement.source),
            "cue": joined(statement.cue),
            "content": joined(statement.content),
            "start": str(min((span.start for span in statement.content), default="")),
            "end": str(max((span.end for span in statement.content), default="")),
            "spans": " ".join(f"{span.start}-{span.end}" for span in statement.content),
            "commitments": " | ".join(commitment(entry, article) for entry in statement.commitments),
            "confidence": f"{statement.confidence:g}",
            "denied": "yes" if statement.denied else "no",
            "hedge": statement.hedge.text if statement.hedge else "",
            "shortens": statement.shortens or "",
            "specificity": " | ".join(named(entry.specificity) for entry in statement.commitments),
            "figures": " | ".join(f"{item.text} = {figure(item)}" for item in _within(record.figures, statement)),
            "times": " | ".join(f"{item.text} = {time(item)}" for item in _within(record.times, statement)),
        }


_Item = TypeVar("_Item", Figure, Time)


def _within(items: list[_Item], statement: Statement) -> list[_Item]:
    """Those of ``items``, which are in order, that lie within what a statement says."""
    found: list[_Item] = []
    for span in statement.content:
        k = bisect_left(items, span.start, key=lambda item: item.start)
        while k < len(items) and items[k].end <= span.end:
            found.append(items[k])
            k += 1
    return found


def write_csv(records: Iterable[Record], stream: TextIO, *, guard: bool = False) -> None:
    """Write a header and one row a statement as RFC 4180 has it: commas, quotes where needed, lines ended by CRLF.

    Cells hold the article's own characters, so a cell may begin with "=", which a spreadsheet takes for a formula.
    With ``guard`` such a cell (also one that begins with "+", "-", "@", a tab or a line break) gets an apostrophe in
    front: safe to open in a spreadsheet, but no longer character for character what the article says.
    """
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for record in records:
        for row in rows(record):
            writer.writerow({key: f"'{cell}" if guard and cell.startswith(_FORMULA) else cell for key, cell in row.items()})
