"""``onrecord commitments``: what speakers bound themselves or others to, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ..export.phrases import act
from ..export.phrases import evidence as evidence_words
from .stores import (
    filter_options,
    format_option,
    opened,
    page_options,
    plain,
    standard_output,
    store_option,
    write_rows,
    write_structs,
)

if TYPE_CHECKING:
    from ..across.followup import CommitmentRow, FollowUp

_STATUSES = ("open", "kept", "broken", "condition met", "overtaken", "too vague")


@click.command()
@click.argument("number", metavar="[ID]", type=click.IntRange(1), required=False)
@filter_options
@click.option("--open", "open_", is_flag=True, help="Only those that nobody has settled.")
@click.option(
    "--status", multiple=True, type=click.Choice(_STATUSES), help="Only those that a person gave this status; several times."
)
@click.option("--overdue", is_flag=True, help="Only open ones whose deadline has passed.")
@click.option("--as-of", metavar="DAY", help="The day that counts as today, for --overdue and for what came later.")
@click.option("--due", metavar="DATE", help="Due on this day, in this month or year.")
@click.option("--due-since", metavar="DATE", help="Due not before this day, month or year.")
@click.option("--due-until", metavar="DATE", help="Due not after it.")
@click.option("--set", "set_", type=click.Choice(_STATUSES), help="Say what became of the commitment ID; needs --by.")
@click.option("--undo", is_flag=True, help="Take back the last change of the status of the commitment ID; needs --by.")
@click.option("--by", metavar="NAME", help="Who says so.")
@click.option("--evidence", metavar="TEXT", help='What shows it: "statement 17", "event 4", an address, or words.')
@page_options
@store_option
@format_option
def commitments(
    number: int | None,
    filters: dict[str, Any],
    open_: bool,
    status: tuple[str, ...],
    overdue: bool,
    as_of: str | None,
    due: str | None,
    due_since: str | None,
    due_until: str | None,
    set_: Any,
    undo: bool,
    by: str | None,
    evidence: str | None,
    limit: int,
    offset: int,
    store: str | None,
    format_: str,
) -> None:
    """What speakers bound themselves or others to, the newest first; near-copies count once.

    With an ID (the first number of a row): that commitment, and what was said, happened or was counted later and bears on it, each
    with the reason it is offered. What became of it only a person says:

    \b
        onrecord commitments --open --due 2024-06
        onrecord commitments --overdue
        onrecord commitments 812
        onrecord commitments 812 --set kept --by "Ana Bel" --evidence "statement 4711"
    """
    from .. import across

    if number is None:
        if set_ or undo:
            raise click.UsageError("say which commitment: onrecord commitments ID --set ...")
        with opened(store) as kept:
            found = across.commitments(
                kept, open=open_, status=list(status), overdue=overdue, as_of=as_of, due=due, due_since=due_since, due_until=due_until,
                limit=limit or None, offset=offset, **filters,
            )  # fmt: skip
            write_rows(found, format_, _row, offset=offset, what="commitments")
        return
    with opened(store) as kept:
        if set_ or undo:
            if set_ and undo:
                raise click.UsageError("either --set or --undo")
            if not by or not by.strip():
                raise click.UsageError("name the person who says so: --by NAME")
            if set_:
                across.set_status(kept, number, set_, by, evidence)
            else:
                across.undo_status(kept, number, by)
            _one(across.commitment(kept, number), format_)
            return
        bound = across.commitment(kept, number)
        if format_ == "text":
            _one(bound, format_)
        found_ = across.follow_up(kept, number, as_of=as_of, limit=limit or None, offset=offset)
        write_rows(found_, format_, _offered, offset=offset, what="things", nothing="Nothing later bears on it.")


def _row(row: CommitmentRow) -> str:
    parts = [f"{plain(act(row))}: {plain(row.action)}", *([plain(row.condition)] if row.condition else [])]
    due = f"due {row.deadline_date or plain(row.deadline)}" if row.deadline else "no deadline"
    said = f"{'DENIED' if row.denied else 'said'} by {plain(row.speaker or 'nobody named')}, {row.said_on or row.published or 'no date'}"
    lines = [f"{row.id:>7}  {' · '.join(parts)}"]
    lines.append(f"         {due} · {said} · {plain(row.publisher or row.article)} · statement {row.statement}")
    if row.status:
        shown = f" · {plain(evidence_words(row.evidence_kind, row.evidence))}" if row.evidence else ""
        lines.append(f"         {row.status.upper()}, says {plain(row.status_by or '')}{shown}")
    return "\n".join(lines)


def _one(row: CommitmentRow, format_: str) -> None:
    if format_ == "text":
        click.echo(_row(row) + "\n")
    else:
        write_structs([row], type(row), format_, standard_output())


def _offered(offer: FollowUp) -> str:
    name = offer.kind if offer.id is None else f"{offer.kind} {offer.id}"
    where = [plain(part) for part in (offer.publisher, offer.published, offer.url or offer.article) if part]
    who = f"{plain(offer.who)}: " if offer.who else ""
    lines = [f"{offer.day or 'no date'}  {name}", f"    {who}{plain(offer.text)}", f"    why: {plain(offer.reason)}"]
    return "\n".join(lines + ([f"    {' · '.join(where)}"] if where else []))
