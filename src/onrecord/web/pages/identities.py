"""Identities: people merged, split and renamed; statements taken out of echoes and put in."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from ... import across
from ...across.echoes import new_group, put_in, take_out
from ..actions import Action, Done, Pairs
from ..bodies import Body, Seen, Words, plain_form
from ..desk import Desk
from ..page import Number


class Merged(Body, kw_only=True):
    """``into``: the number of who it is. ``seen``: the last entry of the log when the two were looked at; null: do it whatever others did."""

    into: Number
    note: Words | None = None
    seen: Seen | None = None


class Split(Body, kw_only=True):
    """``appearances``: the numbers of those that are somebody else's (``why.json``); ``name``: the new one's."""

    appearances: Annotated[list[Number], msgspec.Meta(min_length=1, max_length=5000)]
    name: Words | None = None
    note: Words | None = None
    seen: Seen | None = None


class Renamed(Body, kw_only=True):
    """The name that it goes by from now on."""

    name: Words
    note: Words | None = None
    seen: Seen | None = None


class TakenOut(Body, kw_only=True):
    """The statement does not belong in its echo."""

    note: Words | None = None
    seen: Seen | None = None


class PutIn(Body, kw_only=True):
    """The statement belongs in an ``echo``, or is one with another ``statement``: either of them."""

    echo: Number | None = None
    statement: Number | None = None
    note: Words | None = None
    seen: Seen | None = None


def _person(desk: Desk, entry: int, number: int) -> Done:
    return Done(entry=entry, version=desk.store.version(), page=f"/people/{number}")


def _merge(desk: Desk, by: str, path: dict[str, int], body: Merged) -> Done:
    entry = across.merge_people(desk.store, path["number"], body.into, by=by, note=body.note, seen=body.seen)
    return _person(desk, entry, body.into)


def _split(desk: Desk, by: str, path: dict[str, int], body: Split) -> Done:
    name = " ".join(body.name.split()) if body.name else None
    new = across.split_person(
        desk.store, path["number"], body.appearances, by=by, name=name or None, note=body.note, seen=body.seen
    )
    return _person(desk, desk.store.version(), new)


def _rename(desk: Desk, by: str, path: dict[str, int], body: Renamed) -> Done:
    entry = across.rename_person(desk.store, path["number"], body.name, by=by, note=body.note, seen=body.seen)
    return _person(desk, entry, path["number"])


def _echoed(desk: Desk, entry: int, number: int) -> Done:
    return Done(entry=entry, statement=number, version=desk.store.version(number), page=f"/statement/{number}")


def _out(desk: Desk, by: str, path: dict[str, int], body: TakenOut) -> Done:
    return _echoed(desk, take_out(desk.store, path["number"], by=by, note=body.note, seen=body.seen), path["number"])


def _in(desk: Desk, by: str, path: dict[str, int], body: PutIn) -> Done:
    number = path["number"]
    if (body.echo is None) == (body.statement is None):
        raise ValueError("give the number of an echo, or of a statement, and not of both")
    if body.echo is not None:
        return _echoed(desk, put_in(desk.store, number, body.echo, by=by, note=body.note, seen=body.seen), number)
    assert body.statement is not None
    if body.statement == number:
        raise ValueError("a statement is no echo of itself")
    new_group(desk.store, body.statement, number, by=by, note=body.note, seen=body.seen)
    return _echoed(desk, desk.store.version(), number)


def _split_form(pairs: Pairs) -> dict[str, Any]:
    chosen = [value for name, value in pairs if name == "appearances"]
    if not chosen:
        raise ValueError("tick those that are somebody else's")
    return plain_form([pair for pair in pairs if pair[0] != "appearances"]) | {"appearances": chosen}


ACTIONS = [
    Action(
        path="/people/{number:int}/merge", takes=Merged, form=plain_form, does=_merge,
        summary="Say that a person or an organization is another one.",
    ),
    Action(
        path="/people/{number:int}/split", takes=Split, form=_split_form, does=_split,
        summary="Say that some appearances of a person or an organization are somebody else's.",
    ),
    Action(
        path="/people/{number:int}/rename", takes=Renamed, form=plain_form, does=_rename,
        summary="Let a person or an organization go by another name.",
    ),
    Action(
        path="/statement/{number:int}/echo/out", takes=TakenOut, form=plain_form, does=_out,
        summary="Say that a statement does not belong in its echo.",
    ),
    Action(
        path="/statement/{number:int}/echo/in", takes=PutIn, form=plain_form, does=_in,
        summary="Say that a statement belongs in an echo, or is one with another statement.",
    ),
]  # fmt: skip
PAGES: list[Any] = []
