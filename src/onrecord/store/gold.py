"""Gold: articles that persons have checked, as training data: brat standoff and the record layer, as the trainer reads them.

``text/NAME.txt``, ``attributions/NAME_PERSON.ann``, ``dates.json`` (name -> date of publication) and ``record.jsonl`` (one line an
attribution: speaker, role, kind, date, commitments). Offsets are code points; read the texts with ``newline=""``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from ..record import Commitment, Span, Statement
from .articles import record
from .schema import revisions


class Exported(msgspec.Struct, kw_only=True):
    """What was written. ``without_cue``: statements that brat standoff holds by their content, having no cue."""

    articles: int = 0
    statements: int = 0
    commitments: int = 0
    without_cue: int = 0


def export(connection: Connection, folder: Path) -> Exported:
    """Write all articles that persons have checked (``Store.check``) into ``folder``, which must be new or empty."""
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty; name a new folder")
    for part in ("text", "attributions"):
        (folder / part).mkdir(parents=True)
    r = revisions.c
    rows = connection.execute(select(r.id, r.checked_by).where(r.current, r.checked_by.is_not(None)).order_by(r.id)).all()
    told = Exported()
    dates: dict[str, str | None] = {}
    with (folder / "record.jsonl").open("w", encoding="utf-8") as layer:
        for row in rows:
            kept = record(connection, row.id)
            name = _name(kept.article.id, row.id)
            dates[name] = kept.article.published
            write(folder / "text" / f"{name}.txt", kept.article.text)
            said = sorted((s for s in kept.statements if s.shortens is None), key=lambda s: min(p.start for p in s.content))
            write(folder / "attributions" / f"{name}_{_name(row.checked_by)}.ann", "".join(_standoff(said)))
            for number, statement in enumerate(said, 1):
                layer.write(json.dumps(_line(name, number, statement), ensure_ascii=False) + "\n")
            told.articles += 1
            told.statements += len(said)
            told.commitments += sum(len(statement.commitments) for statement in said)
            told.without_cue += sum(not statement.cue for statement in said)
    write(folder / "dates.json", json.dumps(dates, indent=1, ensure_ascii=False) + "\n")
    return told


def write(path: Path, text: str) -> None:
    """Write a file whose newlines stay what they are."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)


def _standoff(said: list[Statement]) -> Iterator[str]:
    """The lines of a brat standoff file: a text-bound annotation a span, and an event an attribution."""
    number = 0
    for n, statement in enumerate(said, 1):
        roles = []
        for role in ("source", "cue", "content"):
            spans: list[Span] = getattr(statement, role)
            if spans:
                number += 1
                roles.append(f"{role.title()}:T{number}")
                yield _bound(number, role.title(), spans)
        number += 1
        yield _bound(number, "Attribution", statement.cue or statement.content[:1])
        yield f"E{n}\tAttribution:T{number} {' '.join(roles)}\n"


def _bound(number: int, role: str, spans: list[Span]) -> str:
    where = ";".join(f"{span.start} {span.end}" for span in spans)
    return f"T{number}\t{role} {where}\t{' '.join(' '.join(span.text.split()) for span in spans)}\n"


def _line(name: str, number: int, statement: Statement) -> dict[str, Any]:
    speaker, said_on = statement.speaker, statement.said_on
    return {
        "doc": name,
        "id": f"E{number}",
        "speaker": speaker.name if speaker else "UNKNOWN",
        "speaker_kind": speaker.kind if speaker else "unknown",
        "role": speaker.role if speaker else None,
        "kind": statement.kind,
        "said_on": said_on.date if said_on else None,
        "commitments": [_commitment(entry) for entry in statement.commitments],
    }


def _commitment(entry: Commitment) -> dict[str, Any]:
    def at(span: Any) -> dict[str, Any] | None:
        return None if span is None else {"start": span.start, "end": span.end, "text": span.text}

    return {
        "act": entry.act, "actor": entry.actor, "action": at(entry.action), "negated": entry.negated,
        "condition": at(entry.condition), "deadline": at(entry.deadline),
    }  # fmt: skip


def _name(given: str, number: int | None = None) -> str:
    """A name for files: letters, digits and dashes of ``given``, with a number that no other has."""
    plain = re.sub(r"[^\w.-]+|_+", "-", given).strip("-.")[:80] or "article"
    return plain if number is None else f"{plain}-{number}"
