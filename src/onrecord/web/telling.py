"""Telling: what an entry of the log says, in words for a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from ..export import phrases
from ..store.corrections.fields import bound, offsets
from ..store.corrections.state import COMMITMENT
from ..store.log import Entry

NOTHING: Final = "nothing"

_DID: Final = {
    "confirm": "judged it right",
    "withdraw": "judged it wrong",
    "leave open": "left it open",
    "correct": "put it right",
    "add": "added it",
    "add commitment": "added a commitment",
    "change commitment": "changed a commitment",
    "remove commitment": "removed a commitment",
    "undo": "took an entry back",
    "carry": "carried it to a new revision",
    "leave behind": "left it with the old revision",
    "check": "checked it",
    "uncheck": "took its check back",
    "merge": "merged it into another",
    "split": "split it",
    "rename": "renamed it",
    "undo merge": "took a merge back",
    "undo split": "took a split back",
    "undo rename": "took a name back",
    "status": "said what became of it",
    "echo-in": "put it into an echo",
    "echo-out": "took it out of an echo",
    "echo-undo": "took an echo’s change back",
}
_NAMES: Final = {
    "said_on": "day",
    "said_on_at": "words that tell the day",
    "speaker_kind": "sort of speaker",
    "root": "person",
    "person": "person",
}
_UNTOLD: Final = frozenset(
    ("withdrawn", "named_by", "checked_by", "evidence_kind", "members", "appearances", "said_by", "score", "apart")
)
"""What the log keeps to take an action back, and which says nothing that its action does not."""
_SPANS: Final = frozenset(("content", "cue", "source", "said_on_at"))
_TRUTH: Final = {"true": "yes", "false": "no"}


class Change(NamedTuple):
    """What one field of an entry was, and became."""

    field: str
    before: str
    after: str


def did(entry: Entry) -> str:
    """What a person did, after the person's name: "put it right"; an action that this does not know, as the log has it."""
    return _DID.get(entry.action, entry.action)


def changes(entry: Entry) -> list[Change]:
    """What an entry changed, each field by a name and with values that people read."""
    kinds = dict(zip(entry.fields, zip(entry.before, entry.after, strict=True), strict=True)).get("evidence_kind", (None, None))
    found = []
    for field, *values in zip(entry.fields, entry.before, entry.after, strict=True):
        if field == "evidence":
            values = [value and phrases.evidence(kind, value) for kind, value in zip(kinds, values, strict=True)]
        if field not in _UNTOLD and values[0] != values[1]:
            found.append(Change(_name(field), _value(field, values[0]), _value(field, values[1])))
    return found


def sent(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """What a form of this desk sent, as its reader filled it in: offsets by the part that they mark, truth as yes and no, nothing that is empty."""
    found: dict[str, list[str]] = {}
    starts: dict[str, list[str]] = {}
    for name, value in pairs:
        part, _, side = name.rpartition("-")
        if side == "start":
            starts.setdefault(part, []).append(value)
        elif side == "end" and starts.get(part):
            start = starts[part].pop(0)
            if start or value:
                found.setdefault(part, []).append(f"{start}–{value}")
        elif value:
            found[name] = [_TRUTH.get(value, value)]
    return [(_name(name), ("characters " if name in starts else "") + ", ".join(values)) for name, values in found.items()]


def moment(at: str) -> str:
    """A moment as the log has it: "2026-11-25T17:32:05Z" as "25 November 2026, 17:32 UTC"."""
    return f"{phrases.date(at)}, {at[11:16]} UTC"


def _name(field: str) -> str:
    if field.startswith(COMMITMENT):
        return f"commitment {field.removeprefix(COMMITMENT)}"
    return _NAMES.get(field, field.replace("_", " "))


def _value(field: str, value: str | None) -> str:
    if value is None:
        return NOTHING
    if field.startswith(COMMITMENT):
        made = bound(value).commitment
        return f"{phrases.act(made)}: {made.action.text}"
    if field in _SPANS:
        return "characters " + ", ".join(f"{start}–{end}" for start, end in offsets(value))
    return phrases.date(value) if field == "said_on" else _TRUTH.get(value, value) if field == "denied" else value
