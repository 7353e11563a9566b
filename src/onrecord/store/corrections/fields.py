"""Fields: what persons put right of a statement, each as the text that the log keeps of it, and back.

Spans are written "12-34 50-61", truth "true" and "false", a commitment as JSON; null is null.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, get_args

import msgspec

from ...record import Act, Commitment, Deadline, Manner, Sourcing, Span, Speaker, SpeakerKind, StatementKind
from ..schema import MODEL

Pieces = Sequence[tuple[int, int]]
"""Offsets of the pieces of a content, cue or source."""

_CHOICES = {
    "kind": get_args(StatementKind),
    "manner": get_args(Manner),
    "speaker_kind": get_args(SpeakerKind),
    "sourcing": get_args(Sourcing),
    "act": get_args(Act),
}


class Bound(msgspec.Struct, kw_only=True):
    """A commitment, and who says so."""

    commitment: Commitment
    said_by: str = MODEL


def truth(value: bool) -> str:
    """A truth value as the log has it."""
    return "true" if value else "false"


def words(field: str, value: str | None) -> str | None:
    """A person's words without blanks around them; null for none. Raises ``ValueError`` for what no database keeps."""
    if value is not None and ("\0" in value or (not value.isascii() and any("\ud800" <= c <= "\udfff" for c in value))):
        raise ValueError(f"{field} has a character that cannot be kept (a NUL, or half of a character)")
    return (value or "").strip() or None


def chosen(field: str, value: str) -> str:
    """``value`` where the field may have it. Raises ``ValueError`` with those that it may."""
    if value not in _CHOICES[field]:
        raise ValueError(f"{field} is one of {', '.join(_CHOICES[field])}, not {value!r}")
    return value


def day(value: str | None) -> str | None:
    """A day, month or year. Raises ``ValueError`` for what is none."""
    if value is None:
        return None
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", value):
        try:
            date.fromisoformat((value + "-01-01")[:10] if len(value) < 8 else value)
            return value
        except ValueError:
            pass
    raise ValueError(f"{value!r} is no date; write 2016-09-12, 2016-09 or 2016")


def pieces(text: str, name: str, spans: Pieces, *, needed: bool = False) -> str | None:
    """Spans of an article's ``text``, in order and without blanks at their edges, as the log has them; null for none.

    Raises ``ValueError`` where they reach beyond the text, hold nothing or overlap.
    """
    found = sorted(_trimmed(text, name, start, end) for start, end in spans)
    for (_, end), (start, _) in pairwise(found):
        if start < end:
            raise ValueError(f"{name}: the pieces overlap at {start}")
    if needed and not found:
        raise ValueError(f"{name}: mark the words; a statement without {name} is none")
    return " ".join(f"{start}-{end}" for start, end in found) or None


def offsets(written: str | None) -> list[tuple[int, int]]:
    """What ``pieces`` wrote, as offsets."""
    found = []
    for piece in (written or "").split():
        start, _, end = piece.partition("-")
        found.append((int(start), int(end)))
    return found


def of_speaker(speaker: Speaker | None) -> dict[str, str | None]:
    """The fields of a speaker, or of none."""
    if speaker is None:
        return dict.fromkeys(("speaker", "speaker_kind", "role", "sourcing"))
    name = words("speaker", speaker.name)
    if name is None:
        raise ValueError("the speaker has no name; say that there is no speaker instead")
    return {
        "speaker": name,
        "speaker_kind": chosen("speaker_kind", speaker.kind),
        "role": words("role", speaker.role),
        "sourcing": chosen("sourcing", speaker.sourcing),
    }


def of_commitment(text: str, entry: Commitment, by: str) -> str:
    """A commitment as the log has it, its spans taken from the article. Raises ``ValueError``."""

    def span(name: str, given: Span | Deadline | None) -> Span | None:
        if given is None:
            return None
        return Span.of(text, *_trimmed(text, name, given.start, given.end))

    action, deadline = span("action", entry.action), span("deadline", entry.deadline)
    assert action is not None
    kept = Commitment(
        act=chosen("act", entry.act),  # type: ignore[arg-type]
        actor=words("actor", entry.actor),
        action=action,
        negated=bool(entry.negated),
        condition=span("condition", entry.condition),
        deadline=Deadline(start=deadline.start, end=deadline.end, text=deadline.text, date=day(entry.deadline.date))
        if deadline is not None and entry.deadline is not None
        else None,
        specificity=entry.specificity,
    )
    return msgspec.json.encode(Bound(commitment=kept, said_by=by)).decode()


def bound(written: str) -> Bound:
    """What ``of_commitment`` wrote."""
    return msgspec.json.decode(written, type=Bound)


def shown(names: Iterable[str]) -> str:
    """Names of fields for a person to read: a commitment without its number."""
    return ", ".join(sorted({name.partition(":")[0].replace("_at", "").replace("_", " ") for name in names}))


def _trimmed(text: str, name: str, start: int, end: int) -> tuple[int, int]:
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{name}: {start} to {end} is no span of the article, which has {len(text)} characters")
    words = text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    if start >= end:
        raise ValueError(f"{name}: there is nothing but blanks at {start}")
    return start, end


def checked(field: str, value: Any) -> str:
    """A field of plain choices or truth, as the log has it. Raises ``ValueError``."""
    if field == "denied":
        if not isinstance(value, bool):
            raise ValueError("denied is true or false")
        return truth(value)
    return chosen(field, value)
