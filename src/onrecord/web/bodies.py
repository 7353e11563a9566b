"""Bodies: what actions take, as JSON, and how the fields of a form become the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, UnsetType

from ..record import Act, Commitment, Deadline, Manner, Sourcing, Span, Speaker, SpeakerKind, StatementKind
from .actions import Pairs

Offset = Annotated[int, msgspec.Meta(ge=0, le=2**31)]
Piece = tuple[Offset, Offset]
Words = Annotated[str, msgspec.Meta(max_length=2000)]
Seen = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
PARTS = ("content", "cue", "source")


class Body(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What an action takes."""


class Plain(Body, kw_only=True):
    """Nothing."""


class Judged(Body, kw_only=True):
    """A verdict; null takes it back. ``seen``: the version of the statement that was looked at; null: do it whatever others did."""

    verdict: Literal["right", "wrong"] | None
    seen: Seen | None = None
    note: Words | None = None


class SpeakerBody(Body, kw_only=True):
    """Who said it."""

    name: Words
    kind: SpeakerKind = "person"
    role: Words | None = None
    sourcing: Sourcing = "named"


class Corrected(Body, kw_only=True):
    """What is to be put right; what is left out stays. Offsets count code points of the article's text."""

    seen: Seen | None = None
    note: Words | None = None
    speaker: SpeakerBody | UnsetType | None = UNSET
    kind: StatementKind | UnsetType = UNSET
    manner: Manner | UnsetType = UNSET
    denied: bool | UnsetType = UNSET
    said_on: Words | UnsetType | None = UNSET
    said_on_at: Piece | UnsetType | None = UNSET
    content: list[Piece] | UnsetType = UNSET
    cue: list[Piece] | UnsetType = UNSET
    source: list[Piece] | UnsetType = UNSET


class CommitmentBody(Body, kw_only=True):
    """A commitment. ``action``, ``condition``, ``deadline``: offsets of their words."""

    act: Act
    actor: Words | None = None
    action: Piece
    negated: bool = False
    condition: Piece | None = None
    deadline: Piece | None = None
    deadline_date: Words | None = None
    seen: Seen | None = None


class Removed(Body, kw_only=True):
    """``seen``: the version of the statement that was looked at."""

    seen: Seen | None = None


class Missing(Body, kw_only=True):
    """A statement that was missed."""

    content: Annotated[list[Piece], msgspec.Meta(min_length=1)]
    cue: list[Piece] = []
    source: list[Piece] = []
    speaker: SpeakerBody | None = None
    kind: StatementKind = "assertion"
    manner: Manner = "indirect"
    denied: bool = False
    said_on: Words | None = None
    said_on_at: Piece | None = None
    commitments: list[CommitmentBody] = []
    note: Words | None = None


class Checked(Body, kw_only=True):
    """Whether all statements of the article are right and none is missing."""

    checked: bool = True


def fields(body: Corrected | Missing, *without: str) -> dict[str, Any]:
    """What the body gives, as the store takes it."""
    found = {name: getattr(body, name) for name in body.__struct_fields__ if name not in without}
    found = {name: value for name, value in found.items() if value is not UNSET}
    if isinstance(speaker := found.get("speaker"), SpeakerBody):
        found["speaker"] = Speaker(name=speaker.name, kind=speaker.kind, role=speaker.role, sourcing=speaker.sourcing)
    return found


def commitment(body: CommitmentBody) -> Commitment:
    """A commitment as the store takes it: by its offsets."""
    due = body.deadline
    return Commitment(
        act=body.act,
        actor=body.actor,
        action=Span(*body.action, ""),
        negated=body.negated,
        condition=Span(*body.condition, "") if body.condition else None,
        deadline=Deadline(start=due[0], end=due[1], text="", date=body.deadline_date) if due else None,
    )


def statement_form(pairs: Pairs) -> dict[str, Any]:
    """The fields of the forms that correct or add a statement."""
    given = dict(pairs)
    found: dict[str, Any] = {name: given[name] for name in ("seen", "kind", "manner", "denied") if given.get(name)}
    found |= {name: given[name].strip() or None for name in ("note", "said_on") if name in given}
    if "speaker" in given:
        found["speaker"] = None if not given["speaker"].strip() else _speaker(given)
    for part in PARTS:
        if f"{part}-start" in given:
            found[part] = _pieces(pairs, part)
    if "said_on_at-start" in given:
        found["said_on_at"] = _one(pairs, "said_on_at")
    return found


def commitment_form(pairs: Pairs) -> dict[str, Any]:
    """The fields of the form of a commitment."""
    given = dict(pairs)
    found: dict[str, Any] = {name: given[name] for name in ("seen", "act", "negated") if given.get(name)}
    found |= {name: given.get(name, "").strip() or None for name in ("actor", "deadline_date")}
    found |= {name: _one(pairs, name) for name in ("condition", "deadline")}
    action = _one(pairs, "action")
    if action is None:
        raise ValueError("mark the words of the action")
    return found | {"action": action}


def verdict_form(pairs: Pairs) -> dict[str, Any]:
    """The fields of the buttons that judge."""
    given = dict(pairs)
    found: dict[str, Any] = {"verdict": given.get("verdict") or None}
    return found | {name: given[name] for name in ("seen", "note") if given.get(name)}


def checked_form(pairs: Pairs) -> dict[str, Any]:
    """The field of the buttons by which an article is checked."""
    return {name: value for name, value in pairs if name == "checked"}


def plain_form(pairs: Pairs) -> dict[str, Any]:
    """Fields as they are; what is empty is not given."""
    return {name: value for name, value in pairs if value}


def _speaker(given: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {"name": given["speaker"].strip(), "role": given.get("role", "").strip() or None}
    return found | {to: given[name] for name, to in (("speaker_kind", "kind"), ("sourcing", "sourcing")) if given.get(name)}


def _pieces(pairs: Pairs, part: str) -> list[tuple[str, str]]:
    starts = [value.strip() for name, value in pairs if name == f"{part}-start"]
    ends = [value.strip() for name, value in pairs if name == f"{part}-end"]
    if len(starts) != len(ends):
        raise ValueError(f"{part}: every piece has a beginning and an end")
    found = []
    for start, end in zip(starts, ends, strict=True):
        if bool(start) != bool(end):
            raise ValueError(f"{part}: a piece has a beginning and no end, or an end and no beginning")
        if start:
            found.append((start, end))
    return found


def _one(pairs: Pairs, part: str) -> Sequence[str] | None:
    found = _pieces(pairs, part)
    if len(found) > 1:
        raise ValueError(f"{part} is one piece")
    return found[0] if found else None
