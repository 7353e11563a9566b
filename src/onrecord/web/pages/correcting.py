"""Correcting: what persons put right, as actions, and the pages on which they do it."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ... import across
from ...across.echoes import undo as undo_echo
from ...record import Act, Manner, Record, Sourcing, SpeakerKind, Statement, StatementKind
from ...record import Commitment as Entry
from ...store import Conflict
from .. import bodies
from ..actions import Action, Done, number
from ..desk import Desk
from ..persons import to_login, user_of

CHOICES = {
    "kinds": StatementKind.__args__,  # type: ignore[attr-defined]
    "manners": Manner.__args__,  # type: ignore[attr-defined]
    "speaker_kinds": SpeakerKind.__args__,  # type: ignore[attr-defined]
    "sourcings": Sourcing.__args__,  # type: ignore[attr-defined]
    "acts": Act.__args__,  # type: ignore[attr-defined]
}


def _done(desk: Desk, number: int, entry: int | None) -> Done:
    return Done(entry=entry, statement=number, version=desk.store.version(number), page=f"/statement/{number}")


def _judge(desk: Desk, by: str, path: dict[str, int], body: bodies.Judged) -> Done:
    number = path["number"]
    return _done(desk, number, desk.store.judge(number, by, body.verdict, seen=body.seen, note=body.note))


def _correct(desk: Desk, by: str, path: dict[str, int], body: bodies.Corrected) -> Done:
    number = path["number"]
    return _done(
        desk, number, desk.store.correct(number, by, seen=body.seen, note=body.note, **bodies.fields(body, "seen", "note"))
    )


def _add(desk: Desk, by: str, path: dict[str, int], body: bodies.Missing) -> Done:
    made = [bodies.commitment(entry) for entry in body.commitments]
    number = desk.store.add_statement(path["number"], by, commitments=made, **bodies.fields(body, "commitments"))
    return _done(desk, number, desk.store.version(number))


def _add_commitment(desk: Desk, by: str, path: dict[str, int], body: bodies.CommitmentBody) -> Done:
    number = path["number"]
    return _done(desk, number, desk.store.add_commitment(number, by, bodies.commitment(body), seen=body.seen))


def _change_commitment(desk: Desk, by: str, path: dict[str, int], body: bodies.CommitmentBody) -> Done:
    number = desk.store.statement_of(path["number"])
    return _done(desk, number, desk.store.change_commitment(path["number"], by, bodies.commitment(body), seen=body.seen))


def _remove_commitment(desk: Desk, by: str, path: dict[str, int], body: bodies.Removed) -> Done:
    number = desk.store.statement_of(path["number"])
    return _done(desk, number, desk.store.remove_commitment(path["number"], by, seen=body.seen))


_ECHOED = ("echo-in", "echo-out")


def _undo(desk: Desk, by: str, path: dict[str, int], body: bodies.Plain) -> Done:
    store, number = desk.store, path["number"]
    done = store.entry(number)
    of = done.subject_id
    if done.subject == "commitment":
        entry = across.undo_status(store, of, by, entry=number).entry
        return Done(entry=entry, version=store.version(), page=f"/commitments/{of}")
    try:
        if done.subject == "person":
            entry = across.undo_person(store, number, by=by)
            return Done(entry=entry, version=store.version(), page=f"/people/{of}")
        entry = undo_echo(store, number, by=by) if done.action in _ECHOED else store.undo(number, by)
    except ValueError as error:
        if done.action in (*_ECHOED, "merge", "split", "rename"):  # what could be taken back, had nothing come after it
            raise Conflict(str(error)) from None
        raise
    return _done(desk, of, entry)


def _check(desk: Desk, by: str, path: dict[str, int], body: bodies.Checked) -> Done:
    entry = desk.store.check(path["number"], by, checked=body.checked)
    return Done(entry=entry, page=f"/article/{path['number']}")


ACTIONS = [
    Action(
        path="/statement/{number:int}/judge", takes=bodies.Judged, form=bodies.verdict_form, does=_judge,
        summary="Say that a statement is right or wrong.",
    ),
    Action(
        path="/statement/{number:int}/correct", takes=bodies.Corrected, form=bodies.statement_form, does=_correct,
        summary="Put right what was read of a statement.",
    ),
    Action(
        path="/article/{number:int}/statements", takes=bodies.Missing, form=bodies.statement_form, does=_add,
        summary="Add a statement that was missed.",
    ),
    Action(
        path="/statement/{number:int}/commitments", takes=bodies.CommitmentBody, form=bodies.commitment_form, does=_add_commitment,
        summary="Add a commitment to a statement.",
    ),
    Action(
        path="/commitment/{number:int}/change", takes=bodies.CommitmentBody, form=bodies.commitment_form, does=_change_commitment,
        summary="Put another in the place of a commitment.",
    ),
    Action(
        path="/commitment/{number:int}/remove", takes=bodies.Removed, form=bodies.plain_form, does=_remove_commitment,
        summary="Say that a commitment is none.",
    ),
    Action(
        path="/log/{number:int}/undo", takes=bodies.Plain, form=bodies.plain_form, does=_undo,
        summary="Take back what an entry of the log did.",
    ),
    Action(
        path="/article/{number:int}/check", takes=bodies.Checked, form=bodies.checked_form, does=_check,
        summary="Say that the statements of an article are right and none is missing, or take that back.",
    ),
]  # fmt: skip


class Bound(msgspec.Struct, kw_only=True):
    """A commitment as its form shows it; pieces by name."""

    number: int
    entry: Entry
    pieces: dict[str, list[tuple[int, int]]]


def _statement_page(desk: Desk, number: int) -> dict[str, Any]:
    store = desk.store
    seen = store.version(number)  # before the statement: what changes in between is a conflict, and not lost
    said = store.statement(number)
    record = store.record_of(number)
    shown = next((s for s in record.statements if [(p.start, p.end) for p in s.content] == said.spans), None)
    bound = store.commitments_of(number)
    return {
        "said": said,
        "seen": seen,
        "text": record.article.text,
        "pieces": _pieces(shown),
        "at": _around(record, said.start or 0),
        "bound": [_bound(made, entry) for made, entry in bound.items()],
        **CHOICES,
    }


def _article_page(desk: Desk, number: int) -> dict[str, Any]:
    shown = desk.store.revision(number)
    return {"shown": shown, "text": shown.record.article.text, "pieces": _pieces(None), "at": 0, **CHOICES}


def _bound(number: int, entry: Entry) -> Bound:
    spans = {"action": entry.action, "condition": entry.condition, "deadline": entry.deadline}
    pieces = {name: [(span.start, span.end)] if span is not None else [] for name, span in spans.items()}
    return Bound(number=number, entry=entry, pieces=pieces)


def _pieces(statement: Statement | None) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {
        part: [(p.start, p.end) for p in getattr(statement, part)] if statement is not None else [] for part in bodies.PARTS
    }
    words = statement.said_on.words if statement is not None and statement.said_on is not None else None
    found["said_on_at"] = [(words.start, words.end)] if words is not None else []
    return found


def _around(record: Record, at: int) -> int:
    return max(record.article.text.rfind("\n", 0, at), 0)


def _page(template: str, context: Any) -> Any:
    async def endpoint(request: Request) -> Response:
        desk: Desk = request.app.state.desk
        user = user_of(request)
        if user is None:
            return to_login(request)
        found = await desk.ask(context, desk, number(request.path_params["number"]))
        html = await desk.ask(desk.render, template, user=user, **found)
        return Response(html, 200, {"Cache-Control": "no-store"}, "text/html; charset=utf-8")

    return endpoint


ROUTES = [
    Route("/statement/{number:int}/edit", _page("edit.html", _statement_page), methods=["GET"]),
    Route("/article/{number:int}/missing", _page("missing.html", _article_page), methods=["GET"]),
]
PAGES: list[Any] = []
