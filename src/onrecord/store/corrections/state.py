"""State: a statement's fields as text, read from the tables and put into them; all that persons change goes through here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, MetaData, delete, insert, select, update
from sqlalchemy.dialects.postgresql import TSVECTOR

from ...record import Commitment, Span, joined
from .. import index
from ..articles import commitment as read_commitment
from ..due import due
from ..names import Names
from ..problems import NotFound
from ..rows import PARTS, commitment_row, pieces
from ..schema import commitments, revisions, roles, spans, speakers, statements
from ..seal import resealed
from ..words import vector
from .copied import regroup
from .fields import Bound, bound, offsets, truth

COMMITMENT = "commitment:"
"""Before a commitment's number: the name of its field."""
_SPEAKER = ("speaker", "speaker_kind", "role", "sourcing")
_with_words = statements.to_metadata(MetaData())
_with_words.append_column(Column("words", TSVECTOR))


class State:
    """A statement at one moment, within a transaction. ``text``: the article's; ``fields``: name -> value as the log has it.

    Raises ``NotFound`` where there is no such statement.
    """

    def __init__(self, connection: Connection, number: int) -> None:
        self._connection = connection
        self.number = number
        s = statements.c
        row = connection.execute(
            select(
                statements, revisions.c.text, revisions.c.published, revisions.c.article_id,
                speakers.c.name.label("speaker"), speakers.c.kind.label("speaker_kind"), roles.c.name.label("role"),
            )
            .join_from(statements, revisions)
            .outerjoin(speakers, speakers.c.id == s.speaker_id)
            .outerjoin(roles, roles.c.id == s.role_id)
            .where(s.id == number)
        ).mappings().first()  # fmt: skip
        if row is None:
            raise NotFound(f"there is no statement {number} in the store")
        self._row = row
        self.text: str = row["text"]
        self.fields = self._read()

    def _read(self) -> dict[str, str | None]:
        row = self._row
        several: dict[str, list[tuple[int, int]]] = {}
        parts = select(spans).where(spans.c.statement_id == self.number).order_by(spans.c.part, spans.c.number)
        for piece in self._connection.execute(parts):
            several.setdefault(piece.part, []).append((piece.start_char, piece.end_char))
        found: dict[str, str | None] = {name: row[name] for name in (*_SPEAKER, "kind", "manner", "said_on", "verdict")}
        found |= {name: truth(row[name]) for name in ("denied", "withdrawn")}
        at = (row["said_on_start"], row["said_on_end"])
        found["said_on_at"] = None if at[0] is None else f"{at[0]}-{at[1]}"
        for part in PARTS:
            own = pieces(row, part, several.get(part, ()))
            found[part] = " ".join(f"{start}-{end}" for start, end in own) or None
        made = select(commitments).where(commitments.c.statement_id == self.number).order_by(commitments.c.id)
        for entry in self._connection.execute(made):
            found[f"{COMMITMENT}{entry.id}"] = _written(read_commitment(self.text, entry), entry.said_by)
        return found

    def put(self, changes: Mapping[str, str | None], said_by: str | None = None) -> None:
        """Write these fields; ``said_by``: who says so from now on, null for no change of that."""
        values: dict[str, Any] = {} if said_by is None else {"said_by": said_by}
        values |= {name: changes[name] for name in ("kind", "manner", "verdict") if name in changes}
        values |= {name: changes[name] == "true" for name in ("denied", "withdrawn") if name in changes}
        after = {**self.fields, **changes}
        if any(name in changes for name in _SPEAKER):
            values |= self._speaker(after)
        if "said_on" in changes or "said_on_at" in changes:
            at = next(iter(offsets(after["said_on_at"])), None)
            values["said_on"] = after["said_on"]
            values["day"] = after["said_on"] or self._row["published"]
            values["said_on_start"], values["said_on_end"] = at or (None, None)
        if "content" in changes:
            index.take(self._connection, [self.number])
        for part in PARTS:
            if part in changes:
                values |= self._part(part, offsets(changes[part]))
        of = statements
        if "content" in changes:
            content = joined([Span.of(self.text, *at) for at in offsets(changes["content"])])
            index.put(self._connection, [(self.number, content)])
            if self._connection.dialect.name == "postgresql":
                of = _with_words
                values["words"] = vector(content)
        if values:
            self._connection.execute(update(of).where(of.c.id == self.number).values(**values))
        for name, value in changes.items():
            if name.startswith(COMMITMENT):
                self._commitment(int(name.removeprefix(COMMITMENT)), value)
        resealed(self._connection, self._row["revision_id"])
        if not changes.keys().isdisjoint(("content", "denied", "withdrawn")):
            regroup(self._connection, self._row["article_id"])
        if not changes.keys().isdisjoint(("content", "denied", "withdrawn", "said_on", *_SPEAKER)):
            due(self._connection, [self._row["revision_id"]])
        self.fields = {name: value for name, value in after.items() if value is not None or not name.startswith(COMMITMENT)}

    def _speaker(self, after: Mapping[str, str | None]) -> dict[str, Any]:
        names = Names(self._connection)
        name, kind = after["speaker"], after["speaker_kind"]
        known = name is not None and kind is not None
        return {
            "speaker_id": names.speaker(str(name), str(kind)) if known else None,
            "role_id": names.role(after["role"]) if known else None,
            "sourcing": after["sourcing"],
        }

    def _part(self, part: str, at: list[tuple[int, int]]) -> dict[str, Any]:
        self._connection.execute(delete(spans).where(spans.c.statement_id == self.number, spans.c.part == part))
        if len(at) > 1:
            rows = [
                {"statement_id": self.number, "part": part, "number": n, "start_char": start, "end_char": end}
                for n, (start, end) in enumerate(at)
            ]
            self._connection.execute(insert(spans), rows)
        return {
            f"{part}_start": min((start for start, _ in at), default=None),
            f"{part}_end": max((end for _, end in at), default=None),
        }

    def _commitment(self, number: int, value: str | None) -> None:
        c = commitments.c
        if value is None:
            self._connection.execute(delete(commitments).where(c.id == number))
            return
        entry = bound(value)
        row = {**commitment_row(entry.commitment), "statement_id": self.number, "said_by": entry.said_by}
        if not self._connection.execute(update(commitments).where(c.id == number).values(**row)).rowcount:
            self._connection.execute(insert(commitments).values(id=number, **row))


def _written(entry: Commitment, said_by: str) -> str:
    return msgspec.json.encode(Bound(commitment=entry, said_by=said_by)).decode()
