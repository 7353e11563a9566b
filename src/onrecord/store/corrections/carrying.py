"""Carrying: what persons said of the statements of an article holds in its next revision, where the very words are still there."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from sqlalchemy import Connection, select, true, update

from ...record import Commitment
from .. import log
from ..schema import MODEL, commitment_statuses, commitments, revisions, statements
from ..words import folded
from .actions import next_number
from .fields import Bound, bound, offsets, truth
from .kept import CARRY, LEAVE, STATEMENT, added, earlier_places, settled
from .missing import insert_statement
from .places import moved, shared
from .state import COMMITMENT, State

_PARTS = ("content", "cue", "source")


def carry(connection: Connection, before: int, revision: int) -> None:
    """Let what persons said of statements in the revision ``before`` hold in its successor, whose statements are in the tables.

    A statement is the same where the words from its first piece to its last are there, character for character, in the same
    context (``places.moved``); where its source does not name the speaker, so must be the words since the name was last
    told. Its fields, verdict and commitments then replace what the model says in that place, or stand by themselves, and the log tells it of
    the new statement; that there are such words no more is told of the old one, which keeps what was said of it.
    """
    r, s = revisions.c, statements.c
    texts = {
        row.id: row
        for row in connection.execute(
            select(r.id, r.article_id, r.number, r.text, r.checked_by).where(r.id.in_([before, revision]))
        )
    }
    old, new = texts[before], texts[revision]
    whole = true() if old.checked_by is not None else settled()  # of an article that a person has checked, all are
    if old.checked_by is not None:
        log.write(connection, old.checked_by, LEAVE, "article", old.article_id, note=f"revision {new.number} was not checked")
    rows = connection.execute(
        select(s.id, s.said_by, s.verdict, s.confidence).where(s.revision_id == before, whole).order_by(s.id)
    ).all()
    if not rows:
        return
    numbers = [row.id for row in rows]
    earlier, own = earlier_places(connection, numbers), added(connection, numbers)
    free = {n: State(connection, n) for n in connection.scalars(select(s.id).where(s.revision_id == revision).order_by(s.id))}
    for row in rows:
        state = State(connection, row.id)
        by = row.said_by if row.said_by != MODEL else _judge(connection, row.id) or old.checked_by or "a person"
        extent = _extent(state)
        shift = moved(old.text, new.text, *extent)
        if shift is not None:
            carried = _Carried(connection, state, revision, new.text, extent, shift)
            carried.note = f"said of statement {row.id}, in revision {old.number}"
            target = _same(free, carried, earlier.get(row.id, []), own=row.id in own)
            if target is not None:
                del free[target.number]
                _say(connection, carried, target, by, model=row.said_by == MODEL)
            elif row.id not in own or not carried.withdrawn:
                _add(connection, carried, by, row.confidence, "add" if row.id in own else CARRY)
        elif row.said_by != MODEL or row.verdict is not None:  # else nobody spoke of it by itself
            log.write(connection, by, LEAVE, STATEMENT, row.id, note=f"its words are not the same in revision {new.number}")


def _say(connection: Connection, carried: _Carried, target: State, by: str, *, model: bool) -> None:
    """Let what was said of a statement hold for the one that the new reading has; ``model``: it was the model's, and a person judged it."""
    if carried.withdrawn:
        wanted = {name: carried.fields[name] for name in ("verdict", "withdrawn")}
    else:
        wanted = {**carried.fields, **carried.commitments(target.fields)}
    changes = {name: value for name, value in wanted.items() if target.fields.get(name) != value}
    if not changes and model:
        return  # of a checked article: nothing to say but what the model says
    told = {name: (target.fields.get(name), value) for name, value in changes.items()}
    judged = model and changes.keys() <= {"verdict"}
    target.put(changes, None if judged else by)
    action = "confirm" if judged else "withdraw" if carried.withdrawn else CARRY
    log.write(connection, by, action, STATEMENT, target.number, told, note=carried.note)


def _add(connection: Connection, carried: _Carried, by: str, confidence: float, action: str) -> None:
    """Put in a statement that the new reading does not have."""
    made = insert_statement(connection, carried.revision, carried.fields, by, confidence)
    made.put(carried.commitments({}))
    fields = {name: value for name, value in made.fields.items() if value is not None}
    told: dict[str, tuple[str | None, str | None]] = {name: (None, value) for name, value in fields.items()}
    told["withdrawn"] = (truth(not carried.withdrawn), fields["withdrawn"])
    log.write(connection, by, action, STATEMENT, made.number, told, note=carried.note)


class _Carried:
    """A statement's fields as they are in another text, ``shift`` characters further on; ``note``: where from, and what is lost."""

    def __init__(self, connection: Connection, state: State, revision: int, text: str, extent: tuple[int, int], shift: int) -> None:
        self._connection, self._state = connection, state
        self.revision, self._text, self._extent, self._shift = revision, text, extent, shift
        self.withdrawn = state.fields["withdrawn"] == "true"
        self.note = ""
        self.fields = {name: value for name, value in state.fields.items() if not name.startswith(COMMITMENT)}
        for name in _PARTS:
            self.fields[name] = " ".join(f"{a + shift}-{b + shift}" for a, b in offsets(state.fields[name])) or None
        at = next(iter(offsets(state.fields["said_on_at"])), None)
        place = self.place(*at) if at is not None else None
        self.fields["said_on_at"] = None if place is None else f"{place[0]}-{place[1]}"

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a stretch of the old text is now: with the statement, or by itself."""
        inside = self._extent[0] <= start and end <= self._extent[1]
        by = self._shift if inside else moved(self._state.text, self._text, start, end)
        return None if by is None else (start + by, end + by)

    def commitments(self, there: Mapping[str, str | None]) -> dict[str, str | None]:
        """Changes by which a statement with the fields ``there`` gets this one's commitments, and no others."""
        changes: dict[str, str | None] = {name: None for name, value in there.items() if name.startswith(COMMITMENT) and value}
        for name, value in list(self._state.fields.items()):
            if not name.startswith(COMMITMENT) or value is None:
                continue
            old = bound(value)
            commitment = self._commitment(old.commitment)
            if commitment is None:
                self.note += f"; without what it binds to: {old.commitment.action.text}"
                continue
            same = next((n for n in changes if (has := there.get(n)) and bound(has).commitment == commitment), None)
            if same is not None and changes[same] is None:
                del changes[same]
                continue
            number = self._number(int(name.removeprefix(COMMITMENT)), commitment, changes)
            changes[f"{COMMITMENT}{number}"] = msgspec.json.encode(Bound(commitment=commitment, said_by=old.said_by)).decode()
        return changes

    def _commitment(self, entry: Commitment) -> Commitment | None:
        found = {}
        for name in ("action", "condition", "deadline"):
            span = getattr(entry, name)
            if span is None:
                continue
            place = self.place(span.start, span.end)
            if place is None:
                return None
            found[name] = msgspec.structs.replace(span, start=place[0], end=place[1])
        return msgspec.structs.replace(entry, **found)

    def _number(self, old: int, commitment: Commitment, changes: Mapping[str, str | None]) -> int:
        """The number of a commitment in the new revision: the old one's, where a person told its status and that is still there."""
        c, t = commitments.c, commitment_statuses.c
        fresh = next_number(self._connection)
        while f"{COMMITMENT}{fresh}" in changes:  # one that is not written yet
            fresh += 1
        if self._connection.scalar(select(t.commitment_id).where(t.commitment_id == old)) is None:
            return fresh
        self._connection.execute(update(commitments).where(c.id == old).values(id=fresh))
        place = {"revision_id": self.revision, "act": commitment.act}
        place |= {"action_start": commitment.action.start, "action_end": commitment.action.end}
        self._connection.execute(update(commitment_statuses).where(t.commitment_id == old).values(**place))
        return old


def _extent(state: State) -> tuple[int, int]:
    """From the first to the last of the words that a statement rests on."""
    pieces = [piece for part in _PARTS for piece in offsets(state.fields[part])]
    if not pieces:
        return 0, 0
    start, end = min(a for a, _ in pieces), max(b for _, b in pieces)
    name, source = folded(state.fields["speaker"] or ""), offsets(state.fields["source"])
    if name and not set(name) & {word for a, b in source for word in folded(state.text[a:b])}:
        last = str(state.fields["speaker"]).split()[-1]
        told = state.text.rfind(last, 0, start)
        start = told if told >= 0 else start
    return start, end


def _same(free: Mapping[int, State], carried: _Carried, earlier: list[tuple[int, int]], *, own: bool) -> State | None:
    """The statement of the new revision that says what the carried one says; ``own``: which a person added beside the model's."""
    places = [_around(carried.fields)] + [place for at in earlier if (place := carried.place(*at)) is not None]
    best: tuple[int, State] | None = None
    for state in free.values():
        there = _around(state.fields)
        much = max((shared(there, at, whole=own) for at in places if at is not None and there is not None), default=0)
        if much and (best is None or much > best[0]):
            best = much, state
    return best[1] if best else None


def _around(fields: Mapping[str, str | None]) -> tuple[int, int] | None:
    at = offsets(fields["content"])
    return (at[0][0], max(end for _, end in at)) if at else None


def _judge(connection: Connection, number: int) -> str | None:
    """The person who judged a statement last."""
    return next((entry.by for entry in log.entries(connection, STATEMENT, number, limit=None) if "verdict" in entry.fields), None)
