"""Across outlets: ``echoes`` and ``outlets``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from .stores import counted, format_option, opened, page_options, plain, standard_output, store_option, write_rows, write_structs

if TYPE_CHECKING:
    from ..across.echoes import Echo, EchoRow, Report
    from ..across.outlets import OutletRow


@click.command()
@click.argument("number", metavar="[ID]", type=int, required=False)
@click.option("--about", metavar="WORDS", help="With these words in one of the reports, as for `onrecord search`.")
@click.option("--speaker", metavar="NAME", help="By who speaks: words that the name has.")
@click.option("--outlet", metavar="NAME", help="That this outlet reports, among others.")
@click.option("--since", metavar="DATE", help="Not over before this day, month or year.")
@click.option("--until", metavar="DATE", help="Not begun after it.")
@click.option("--least", type=click.IntRange(1), default=2, show_default=True, help="Independent reports, at least.")
@click.option("--statement", is_flag=True, help="ID is that of a statement: show the echo that it is in.")
@click.option("--out", is_flag=True, help="Statement ID does not belong in its echo: take it out (needs --by).")
@click.option("--into", "into", type=int, metavar="ECHO", help="Statement ID belongs in this echo: put it in (needs --by).")
@click.option("--undo", is_flag=True, help="Take back what entry ID of the log did (needs --by).")
@click.option("--by", metavar="NAME", help="Who says so.")
@click.option("--note", metavar="TEXT", help="Why.")
@page_options
@store_option
@format_option
def echoes(
    number: int | None,
    about: str | None,
    statement: bool,
    out: bool,
    into: int | None,
    undo: bool,
    by: str | None,
    note: str | None,
    limit: int,
    offset: int,
    store: str | None,
    format_: str,
    **filters: Any,
) -> None:
    """The same words of the same speaker in several articles, and reports of them in other words.

    Without ID: all of them, those with the most independent reports first; wire copy counts as one report. With the ID of
    one: its fullest wording and every report, with the words that it [-leaves out-], {+puts in+} or changes.
    """
    from .. import across
    from ..across.echoes import put_in, take_out
    from ..across.echoes import undo as take_back

    if number is None and (statement or out or undo or into is not None):
        raise click.UsageError("give the ID")
    if (out or undo or into is not None) and not (by and by.strip()):
        raise click.UsageError("give --by NAME: who says so")
    with opened(store) as kept:
        if number is None:
            found = across.echoes(kept, about, limit=limit or None, offset=offset, **filters)
            write_rows(found, format_, _row, offset=offset, what="echoes")
            return
        if out or undo or into is not None:
            assert by is not None
            try:
                if undo:
                    entry = take_back(kept, number, by=by)
                elif out:
                    entry = take_out(kept, number, by=by, note=note)
                else:
                    assert into is not None
                    entry = put_in(kept, number, into, by=by, note=note)
            except ValueError as error:
                raise click.UsageError(str(error)) from None
            click.echo(f"done; entry {entry} of the log (onrecord echoes {entry} --undo --by NAME takes it back)")
            return
        echo = across.echoes_of(kept, number) if statement else across.echo(kept, number)
        if echo is None:
            click.echo(f"Statement {number} is in no echo.", err=True)
            sys.exit(1)
        if format_ == "text":
            click.echo(_whole(echo))
        elif format_ == "csv":
            from ..across.echoes import Report as Of

            write_structs(echo.reports, Of, "csv", standard_output())
        else:
            write_structs([echo], type(echo), format_, standard_output())


@click.command()
@click.option("--by", type=click.Choice(["outlet", "author"]), default="outlet", show_default=True, help="Of each what.")
@click.option("--about", metavar="WORDS", help="Only statements with these words, as for `onrecord search`.")
@click.option("--outlet", metavar="NAME", help="Only this outlet: words that the name has.")
@click.option("--since", metavar="DATE", help="Published not before this day, month or year.")
@click.option("--until", metavar="DATE", help="Published not after it.")
@page_options
@store_option
@format_option
def outlets(by: Any, limit: int, offset: int, store: str | None, format_: str, **filters: Any) -> None:
    """Who relies on whom: of each outlet or author, the sources, what nobody else has, and what it had first."""
    from .. import across

    with opened(store) as kept:
        found = across.outlets(kept, by, limit=limit or None, offset=offset, **filters)
        write_rows(found, format_, _outlet, offset=offset, what=f"{by}s")


def _row(row: EchoRow) -> str:
    who = plain(row.speaker or "speaker not stated") + (f", {plain(row.role)}" if row.role else "")
    days = row.first if row.first == row.last else f"{row.first} to {row.last}"
    about = [f"{row.independent} independent of {row.reports} reports", f"{row.outlets} outlets", days or "no date"]
    about += [f"{row.unnamed} do not name the speaker"] if row.unnamed else []
    return f"{row.id:>7}  {who}\n         {plain(row.content)}\n         {' · '.join(about)}\n"


def _whole(echo: Echo) -> str:
    if not echo.reports:
        return f"echo {echo.id}: none of its statements stands any more"
    who = plain(echo.speaker or "speaker not stated") + (f", {plain(echo.role)}" if echo.role else "")
    lines = [
        f"echo {echo.id}: {who}",
        f"    {plain(echo.content)}",
        f"    {echo.independent} independent of {len(echo.reports)} reports · {echo.named} name the speaker, {echo.unnamed} do not",
        "",
    ]
    return "\n".join(lines + [_report(entry) for entry in echo.reports])


def _report(entry: Report) -> str:
    about = [plain(entry.publisher or entry.article), entry.published or "no date", entry.relation]
    about += ["earliest"] if entry.earliest else []
    about += [f"near-copy of {entry.copy_of}"] if entry.copy_of else []
    about += [
        plain(entry.speaker or "speaker not stated") if entry.named else f"speaker not named ({plain(entry.speaker or 'none')})"
    ]
    about += [f"put here by {plain(entry.said_by)}"] if entry.said_by != "model" else []
    return f"{entry.statement:>7}  {' · '.join(about)}\n         {_marked(entry)}\n"


def _marked(entry: Report) -> str:
    """The report's words with those of the fullest wording that it leaves out; what it owns to leave out is in round brackets."""
    if not any(change.op != "same" for change in entry.changes):
        return plain(entry.content)
    parts = []
    for change in entry.changes:
        if change.op == "same":
            parts.append(plain(change.report))
            continue
        if change.full:
            parts.append(f"(-{plain(change.full)}-)" if change.marked else f"[-{plain(change.full)}-]")
        if change.report:
            parts.append(f"{{+{plain(change.report)}+}}")
    return " ".join(parts)


def _outlet(row: OutletRow) -> str:
    kinds = ", ".join(
        f"{getattr(row, kind):.0%} {kind.replace('_', ' ')}"
        for kind in ("person", "organization", "group", "document", "no_speaker")
        if getattr(row, kind) >= 0.005
    )
    return (
        f"{plain(row.name or '(none given)')}\n"
        f"    {counted(row.articles, 'article')}, {row.wire_copy:.0%} near-copies; {counted(row.statements, 'statement')} of {counted(row.speakers, 'named speaker')}\n"
        f"    sources: {kinds}; {row.unnamed:.0%} not named; {row.direct:.0%} direct, {row.indirect:.0%} indirect\n"
        f"    {row.nowhere_else:.0%} found nowhere else; echoes: {row.alone:,} first, {row.tied:,} first with others, {row.later:,} later\n"
        f"    most: {plain(', '.join(row.most)) or '-'}\n"
    )
