"""What an entry of the log says in words, for each thing that persons can do; entries are those that the store wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from writing import NAME, desk_over

from onrecord import across
from onrecord.record import Commitment, Span
from onrecord.store import Store
from onrecord.web.telling import changes, did, moment, sent


@pytest.fixture
def store(related: Path, tmp_path: Path) -> Any:
    with desk_over(related, tmp_path) as (_, opened):
        yield opened


def told(store: Store) -> str:
    """The latest entry of the log as its line on a page."""
    entry = store.log(limit=1)[0]
    return "; ".join([did(entry), *(f"{change.field}: {change.before} → {change.after}" for change in changes(entry))])


def test_what_is_done_to_a_statement_is_told_in_words(store: Store) -> None:
    row = next(row for row in store.commitments(limit=None) if row.actor)
    said = store.statement(row.statement)
    start, end = said.spans[0]
    store.judge(said.id, NAME, "right")
    assert told(store) == "judged it right; verdict: nothing → right"
    store.correct(said.id, NAME, kind="belief", denied=True, said_on="2016-08", content=[(start, end - 4)])
    line = told(store)
    assert line.startswith("put it right; ")
    assert f"kind: {said.kind} → belief" in line
    assert "denied: no → yes" in line
    assert "→ August 2016" in line
    assert f"→ characters {start}–" in line
    store.undo(store.log(limit=1)[0].id, NAME)
    assert told(store).startswith("took an entry back; ")
    store.judge(said.id, NAME, "wrong")
    assert told(store) == "judged it wrong; verdict: right → wrong"


def test_a_commitment_is_told_by_its_act_and_its_words(store: Store) -> None:
    row = next(row for row in store.commitments(limit=None) if row.actor)
    text = store.record_of(row.statement).article.text
    entry = Commitment(act="threaten", actor="Mara Lind", action=Span.of(text, 0, 7))
    store.add_commitment(row.statement, NAME, entry)
    line = told(store)
    assert line.startswith("added a commitment; commitment ")
    assert line.endswith(f": nothing → threat by Mara Lind: {text[:7]}")
    assert "{" not in line


def test_what_is_done_to_people_echoes_and_commitments_is_told_in_words(store: Store) -> None:
    people = {row.name: row.id for row in across.people(store)}
    across.rename_person(store, people["Mara Lind"], "Mara J. Lind", by=NAME)
    assert told(store) == "renamed it; name: Mara Lind → Mara J. Lind"
    across.merge_people(store, people["Greta Solm"], people["Mara Lind"], by=NAME)
    assert told(store) == f"merged it into another; person: {people['Greta Solm']} → {people['Mara Lind']}"
    across.set_status(store, store.commitments(limit=1)[0].id, "kept", NAME, "statement 1")
    assert told(store) == "said what became of it; evidence: nothing → statement 1; status: nothing → kept"


def test_a_moment_and_what_a_form_sent() -> None:
    assert moment("2026-11-25T17:32:05Z") == "25 November 2026, 17:32 UTC"
    pairs = [
        ("content-start", "12"), ("content-end", "34"), ("content-start", "50"), ("content-end", "61"), ("cue-start", ""), ("cue-end", ""),
        ("speaker", "Mara Lind"), ("speaker_kind", "person"), ("role", ""), ("denied", "false"),
    ]  # fmt: skip
    assert sent(pairs) == [
        ("content", "characters 12–34, 50–61"), ("speaker", "Mara Lind"), ("sort of speaker", "person"), ("denied", "no"),
    ]  # fmt: skip
