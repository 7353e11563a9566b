"""A store of a million statements, made of a smaller one that was read and related: everything in it again and again.

    python benchmarks/many.py SMALL.db LARGE.db [--statements 1000000]

Each round has the articles of SMALL with a quarter of the longer words and three names in ten put in others' places (the same in all of the
round, and each by one of its length, so that offsets and echoes stay right), and dates some years apart. Who keeps a name is the same speaker, role and
identity as before; who does not is another. Near-copies, echoes, people, commitments, figures, times and events come along. What it makes is for
timing: it is not sealed, so that ``onrecord verify`` has less to check in it.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import shutil
import sqlite3
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from onrecord import Store
from onrecord.across.positions.gather import abbreviations, groups, said
from onrecord.across.positions.kept import compared_rows
from onrecord.store.schema import SPAN, compared
from onrecord.store.words import folded

_WORD = re.compile(r"\b(?:[a-z]{4,}|[A-Z][a-z]{3,})\b")
_LETTERS = "abdefiklmnoprstu"


class Round:
    """What the words and dates of one round are put into."""

    def __init__(self, number: int, by_length: dict[int, list[str]]) -> None:
        self.number = number
        self._chance = random.Random(number)
        self._by_length = by_length
        self._made: dict[str, str] = {}
        self._lower: dict[str, str] = {}

    def words(self, text: str | None) -> str | None:
        """A text with other words in it, of the same length."""
        return _WORD.sub(lambda match: self._made.get(match[0]) or self._make(match[0]), text) if text else text

    def _make(self, word: str) -> str:
        if word[0].islower():
            made = self._chance.choice(self._by_length.get(len(word), [word])) if self._chance.random() < 0.25 else word
        else:
            made = word
            if self._chance.random() < 0.3:
                made = word[:2] + "".join(self._chance.choice(_LETTERS) for _ in word[2:])
            self._lower[word.lower()] = made.lower()
        self._made[word] = made
        return made

    def key(self, text: str | None) -> str | None:
        """What an identity is found by, with the names in it that were put in others' places."""
        return re.sub(r"[a-z]{4,}", lambda match: self._lower.get(match[0], match[0]), text) if text else text

    def date(self, day: str | None) -> str | None:
        """A date, some years off: four at a time, so that every day there is stays one."""
        return f"{int(day[:4]) - 4 * (self.number % 5):04}{day[4:]}" if day and day[:4].isdecimal() else day

    def day(self, day: int | None) -> int | None:
        """A day as ``statements`` has it."""
        return None if day is None else day - 40_000 * (self.number % 5)


class Many:
    """The large store as it is filled."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.create_function("sha", 1, lambda text: hashlib.sha256(text.encode()).hexdigest(), deterministic=True)
        for pragma in (
            "journal_mode = OFF",
            "synchronous = OFF",
            "cache_size = -400000",
            "foreign_keys = OFF",
            "temp_store = MEMORY",
        ):
            self._db.execute(f"PRAGMA {pragma}")
        texts = " ".join(text for (text,) in self._db.execute("SELECT text FROM revisions"))
        by_length: dict[int, set[str]] = {}
        for word in _WORD.findall(texts):
            if word[0].islower():
                by_length.setdefault(len(word), set()).add(word)
        self._by_length = {length: sorted(found) for length, found in by_length.items()}
        tables = ("articles", "revisions", "statements", "commitments", "echoes", "appearances", "people", "speakers", "roles")
        self._last = {name: self._one(f"SELECT max(id) FROM {name}") for name in tables}
        self.statements: int = self._one("SELECT count(*) FROM statements")
        self.last: int = self._last["statements"]

    def _one(self, query: str) -> Any:
        return self._db.execute(query).fetchone()[0]

    def fill(self, wanted: int) -> None:
        """Rounds until there are so many statements."""
        small = self.statements
        indices = self._db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
        for name, _ in indices:
            self._db.execute(f"DROP INDEX {name}")
        self._db.execute("CREATE TEMP TABLE of (kind TEXT, old INTEGER, new INTEGER, PRIMARY KEY (kind, old)) WITHOUT ROWID")
        number = 0
        while self.statements < wanted:
            number += 1
            began = time.perf_counter()
            self._db.execute("BEGIN")
            self._round(Round(number, self._by_length), number)
            self._db.execute("COMMIT")
            self.statements += small
            print(f"{self.statements:,} statements ({time.perf_counter() - began:.0f} s)", flush=True)
        for _, sql in indices:
            self._db.execute(sql)
        self._db.execute(
            "INSERT INTO statements_fts(rowid, content) SELECT id, content FROM statement_words WHERE id > ?",
            (self._last["statements"],),
        )
        self._db.execute("INSERT INTO statements_fts(statements_fts) VALUES ('optimize')")
        self._db.execute("ANALYZE")
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.close()

    def _names(self, table: str, made: Round) -> None:
        """Names of speakers or roles: those that stay themselves keep their number."""
        column, words = f"{table[:-1]}_id", f"{table[:-1]}_words"
        rows = self._db.execute(f"SELECT * FROM {table} WHERE id <= ?", (self._last[table],)).fetchall()
        for old, name, *kind in rows:
            other = made.words(name)
            where = "name = ?" + (" AND kind = ?" if kind else "")
            known = self._db.execute(f"SELECT id FROM {table} WHERE {where}", (other, *kind)).fetchone()
            if known is None:
                marks = ", ".join("?" * (1 + len(kind)))
                new = self._db.execute(
                    f"INSERT INTO {table} ({'name, kind' if kind else 'name'}) VALUES ({marks})", (other, *kind)
                ).lastrowid
                self._db.executemany(
                    f"INSERT INTO {words} (word, {column}) VALUES (?, ?)", [(word[:255], new) for word in set(folded(other or ""))]
                )
            else:
                new = known[0]
            self._db.execute("INSERT INTO of VALUES (?, ?, ?)", (table, old, new))

    def _people(self, made: Round, off: int) -> None:
        rows = self._db.execute("SELECT id, name FROM people WHERE id <= ?", (self._last["people"],)).fetchall()
        self._db.executemany(
            "INSERT INTO of VALUES ('people', ?, ?)", [(old, old if made.words(name) == name else old + off) for old, name in rows]
        )

    def _copy(self, table: str, where: str, /, **changed: str) -> None:
        """Rows of a table of SMALL again, with these columns made anew. ``where``: the condition that they are of SMALL."""
        columns = [row[1] for row in self._db.execute(f"PRAGMA table_info({table})")]
        values = ", ".join(changed.get(name, f't."{name}"') for name in columns)
        names = ", ".join(f'"{name}"' for name in columns)
        self._db.execute(f"INSERT OR IGNORE INTO {table} ({names}) SELECT {values} FROM {table} t {where}")

    def _round(self, made: Round, number: int) -> None:
        off = {name: last * number for name, last in self._last.items()}
        for name, function in (("words", made.words), ("date", made.date), ("key_of", made.key), ("day_of", made.day)):
            self._db.create_function(name, 1, function)
        self._db.execute("DELETE FROM of")
        self._names("speakers", made)
        self._names("roles", made)
        self._people(made, off["people"])

        def plus(column: str, table: str) -> str:
            return f"t.{column} + {off[table]}"

        def other(column: str, kind: str) -> str:
            return f"(SELECT new FROM of WHERE kind = '{kind}' AND old = t.{column})"

        def small(column: str, table: str, times: int = 1) -> str:
            return f"WHERE t.{column} <= {self._last[table] * times + (times - 1)}"

        self._copy(
            "articles", small("id", "articles"), id=plus("id", "articles"), key=f"t.key || ' #{number}'", copy_of=plus("copy_of", "articles"),
            given_id=f"t.given_id || '-{number}'", url=f"t.url || '?{number}'",
        )  # fmt: skip
        self._copy(
            "revisions", small("id", "revisions"), id=plus("id", "revisions"), article_id=plus("article_id", "articles"), title="words(t.title)",
            text="words(t.text)", published="date(t.published)", seal="NULL",
        )  # fmt: skip
        new = f"id > {off['revisions']} AND id <= {off['revisions'] + self._last['revisions']}"
        self._db.execute(f"UPDATE revisions SET sha256 = sha(text) WHERE {new}")
        for table in ("zones", "settings"):
            changed = {"words": "words(t.words)"} if table == "settings" else {}
            self._copy(table, small("revision_id", "revisions"), revision_id=plus("revision_id", "revisions"), **changed)
        self._copy(
            "statements", small("id", "statements"), id=plus("id", "statements"), revision_id=plus("revision_id", "revisions"),
            speaker_id=other("speaker_id", "speakers"), role_id=other("role_id", "roles"), day="day_of(t.day)", said_on="date(t.said_on)",
            copy_of=plus("copy_of", "statements"),
        )  # fmt: skip
        for table in ("spans", "echo_statements"):
            changed = {"echo_id": plus("echo_id", "echoes")} if table == "echo_statements" else {}
            self._copy(table, small("statement_id", "statements"), statement_id=plus("statement_id", "statements"), **changed)
        self._copy(
            "commitments", small("id", "commitments"), id=plus("id", "commitments"), statement_id=plus("statement_id", "statements"),
            deadline_date="date(t.deadline_date)", actor="words(t.actor)",
        )  # fmt: skip
        for table, key, days in (
            ("figures", "id", ()), ("times", "id", ("value", "anchor", "first_day", "last_day")), ("events", "id", ("date",)),
            ("event_names", "event_id", ()),
        ):  # fmt: skip
            self._copy(
                table,
                small(key, "revisions", SPAN),
                **{key: f"t.{key} + {off['revisions'] * SPAN}"},
                **{day: f"date(t.{day})" for day in days},
            )
        self._copy(
            "echoes", small("id", "echoes"), id=plus("id", "echoes"), became=plus("became", "echoes"), first_day="date(t.first_day)",
            last_day="date(t.last_day)",
        )  # fmt: skip
        self._copy(
            "echo_marks",
            small("statement_id", "statements"),
            mark=f"t.mark + {number}",
            statement_id=plus("statement_id", "statements"),
        )
        self._copy(
            "copy_marks", small("article_id", "articles"), mark=f"t.mark + {number}", article_id=plus("article_id", "articles")
        )
        self._copy(
            "people", small("id", "people"), id=other("id", "people"), name="words(t.name)", root_id=other("root_id", "people")
        )
        self._copy(
            "person_keys", small("person_id", "people"), key="key_of(t.key)", person_id=other("person_id", "people"), first="date(t.first)",
            last="date(t.last)",
        )  # fmt: skip
        self._copy(
            "appearances", small("id", "appearances"), id=plus("id", "appearances"), revision_id=plus("revision_id", "revisions"),
            speaker_id=other("speaker_id", "speakers"), person_id=other("person_id", "people"), name="words(t.name)", role="words(t.role)",
            day="date(t.day)", open_key="key_of(t.open_key)",
        )  # fmt: skip


def disagreements(path: Path, last: int) -> None:
    """What SMALL says of who disagrees with whom, for the statements of each round; ``last``: the number of the last statement of SMALL."""
    with Store(path) as store:
        with store.reading() as connection:
            found = groups(connection, None)
        with store.writing() as connection:
            run = connection.exec_driver_sql
            stamps = {key: group.stamp for group in found for key in group.keys}
            kept = run("SELECT * FROM disagreements").mappings().all()
            most = run("SELECT max(id) FROM statements").scalar() or 0
            run("DELETE FROM compared")
            run("DELETE FROM disagreements")
            for first in range(0, len(found), 500):
                some = found[first : first + 500]
                every = zip(some, said(connection, some), strict=True)
                kept_rows = [row for group, rows in every for row in compared_rows(group, rows, abbreviations(rows))]
                connection.execute(insert(compared), kept_rows)
            whose = "SELECT s.speaker_id, p.root_id FROM statements s LEFT JOIN appearances a ON a.revision_id = s.revision_id"
            whose += " AND a.speaker_id = s.speaker_id AND a.part = 0 LEFT JOIN people p ON p.id = a.person_id WHERE s.id = ?"
            columns = [name for name in kept[0] if name != "id"] if kept else []
            for off in range(0, most, last):
                for row in kept:
                    moved = dict(row) | {"earlier_id": row["earlier_id"] + off, "later_id": row["later_id"] + off}
                    moved["stamp"] = stamps.get(tuple(run(whose, (moved["earlier_id"],)).one()))
                    if moved["stamp"] is not None:
                        run(
                            f"INSERT INTO disagreements ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
                            tuple(moved[name] for name in columns),
                        )


def main(arguments: Iterable[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("small", type=Path)
    parser.add_argument("large", type=Path)
    parser.add_argument("--statements", type=int, default=1_000_000)
    args = parser.parse_args(arguments)
    shutil.copyfile(args.small, args.large)
    many = Many(args.large)
    many.fill(args.statements)
    disagreements(args.large, many.last)


if __name__ == "__main__":
    main()
