"""Names: publishers, speakers, roles and readers are kept once each, and rows refer to them by number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from ..record import Record
from .schema import publishers, readers, role_words, roles, speaker_words, speakers
from .words import folded

_WORDS = {speakers: (speaker_words, "speaker_id"), roles: (role_words, "role_id")}


class Names:
    """The numbers of names within one transaction, which no other writer is in; unknown names are added."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[Table, dict[tuple[str, ...], int]] = {publishers: {}, speakers: {}, roles: {}, readers: {}}

    def learn(self, records: Iterable[Record]) -> None:
        """Look up, or add, all names of several records at once."""
        who: set[tuple[str, ...]] = set()
        what: set[tuple[str, ...]] = set()
        where: set[tuple[str, ...]] = set()
        by: set[tuple[str, ...]] = set()
        for record in records:
            by.add(_reader(record.read_by))
            if record.article.publisher:
                where.add((record.article.publisher,))
            for speaker in (statement.speaker for statement in record.statements):
                if speaker is not None:
                    who.add((speaker.name, speaker.kind))
                    if speaker.role:
                        what.add((speaker.role,))
        for table, names in ((speakers, who), (roles, what), (publishers, where), (readers, by)):
            self._learn(table, names)

    def publisher(self, name: str | None) -> int | None:
        """The number of a publisher."""
        return self._number(publishers, (name,)) if name else None

    def speaker(self, name: str, kind: str) -> int:
        """The number of a speaker."""
        return self._number(speakers, (name, kind))

    def role(self, name: str | None) -> int | None:
        """The number of a role."""
        return self._number(roles, (name,)) if name else None

    def reader(self, read_by: dict[str, str]) -> int:
        """The number of what read a record."""
        return self._number(readers, _reader(read_by))

    def _number(self, table: Table, name: tuple[str, ...]) -> int:
        if name not in self._known[table]:
            self._learn(table, {name})
        return self._known[table][name]

    def _learn(self, table: Table, names: set[tuple[str, ...]]) -> None:
        known = self._known[table]
        unknown = sorted(names - known.keys())
        if not unknown:
            return
        columns = [column for column in table.c if column.name != "id"]
        first = columns[0]  # enough to find by: that of several kinds is told by the rest
        found = select(*columns, table.c.id).where(first.in_({name[0] for name in unknown}))
        known.update((tuple(row[:-1]), row[-1]) for row in self._connection.execute(found))
        unknown = [name for name in unknown if name not in known]
        if not unknown:
            return
        rows: list[dict[str, Any]] = [dict(zip((column.name for column in columns), name, strict=True)) for name in unknown]
        numbers = list(self._connection.scalars(insert(table).returning(table.c.id, sort_by_parameter_order=True), rows))
        known.update(zip(unknown, numbers, strict=True))
        if table in _WORDS:
            words, column = _WORDS[table]
            pairs = [
                {"word": word[:255], column: number}
                for name, number in zip(unknown, numbers, strict=True)
                for word in sorted(set(folded(name[0])))
            ]
            if pairs:
                self._connection.execute(insert(words), pairs)


def _reader(read_by: dict[str, str]) -> tuple[str, str]:
    return (read_by.get("onrecord", "unknown"), read_by.get("model", "unknown"))
