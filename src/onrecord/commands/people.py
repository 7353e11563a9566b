"""People across articles: ``people``, ``person``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .stores import counted, format_option, opened, page_options, plain, standard_output, store_option, write_rows, write_structs

if TYPE_CHECKING:
    from ..across.people import Person, PersonRow
    from ..store import Store

_SHOWN = 10


@click.command()
@click.argument("words", nargs=-1)
@click.option("--kind", type=click.Choice(["person", "organization"]), help="Only persons, or only organizations.")
@click.option(
    "--wikidata", metavar="FILE", help="Link them to the entities of this file first (JSON Lines, .gz too; nothing is fetched)."
)
@page_options
@store_option
@format_option
def people(
    words: tuple[str, ...], kind: str | None, wikidata: str | None, limit: int, offset: int, store: str | None, format_: str
) -> None:
    """Persons and organizations across articles, those with the most statements first; WORDS: of a name that they go by."""
    from ..across.people import link, list_people

    with opened(store) as kept:
        if wikidata is not None:
            done = link(kept, wikidata)
            unread = f", {done.unreadable:,} lines that are none" if done.unreadable else ""
            told = f"{done.entities:,} entities, {done.links:,} linked, {done.ambiguous:,} that several fit{unread}"
            click.echo(f"onrecord: {told}", err=True)
        found = list_people(kept, " ".join(words) or None, kind, limit or None, offset)
        write_rows(found, format_, _line, offset=offset, what="people")


@click.command()
@click.argument("name", metavar="ID|NAME", nargs=-1)
@click.option("--why", is_flag=True, help="Each appearance, and why it is counted to this person.")
@click.option("--merge", "into", type=int, metavar="ID", help="This person is that one.")
@click.option("--split", "chosen", metavar="NUMBERS", help="These appearances (numbers of --why, divided by commas) are another's.")
@click.option("--rename", "called", metavar="NAME", help="Call this person so. With --split: the other.")
@click.option("--undo", "entry", type=int, metavar="ENTRY", help="Take back what this entry of the log did to a person.")
@click.option("--by", metavar="WHO", help="Who says so; needed for --merge, --split, --rename and --undo.")
@click.option("--note", metavar="TEXT", help="Why, for the log.")
@store_option
@format_option
def person(
    name: tuple[str, ...],
    why: bool,
    into: int | None,
    chosen: str | None,
    called: str | None,
    entry: int | None,
    by: str | None,
    note: str | None,
    store: str | None,
    format_: str,
) -> None:
    """Show a person or an organization: its names, roles over time, outlets and appearances; or put right who it is."""
    from ..across.people import merge, rename, split, undo
    from ..across.people import person as whole

    acts = into is not None or chosen is not None or called is not None or entry is not None
    if acts and not by:
        raise click.UsageError("say who says so: --by NAME")
    if entry is None and not name:
        raise click.UsageError("name a person: its number, as in onrecord people, or its name")
    with opened(store) as kept:
        try:
            if entry is not None:
                click.echo(f"entry {undo(kept, entry, by=by or '', note=note)} takes back entry {entry}")
                return
            number = number_of(kept, " ".join(name))
            if chosen is not None:
                numbers = [int(part) for part in chosen.replace(",", " ").split()]
                number = split(kept, number, numbers, by=by or "", name=called, note=note)
            elif called is not None:
                rename(kept, number, called, by=by or "", note=note)
            if into is not None:
                merge(kept, number, into, by=by or "", note=note)
        except ValueError as error:
            raise click.UsageError(str(error)) from None
        found = whole(kept, number)
    if format_ == "text":
        click.echo(_whole(found, why))
    elif format_ == "csv":
        from ..across.people import AppearanceRow

        write_structs(found.appearances, AppearanceRow, "csv", standard_output())
    else:
        import msgspec

        line = msgspec.json.encode(found)
        click.echo((msgspec.json.format(line, indent=2) if format_ == "json" else line).decode())


def number_of(store: Store, name: str) -> int:
    """The number of the person or organization that ``name``, a number or a name, stands for; an error lists those that it may be."""
    from ..across.people import named

    if name.isdecimal() and len(name) < 19:
        return int(name)
    found = named(store, name)
    if not found:
        raise click.ClickException(f"nobody goes by {name}")
    if len(found) > 1:
        several = "\n".join(_line(row) for row in found[:_SHOWN])
        raise click.ClickException(f"{len(found)} go by {name}; take one by its number:\n{several}")
    return found[0].id


def who(store: Store, name: str) -> int | str:
    """As ``number_of``; the name itself where nobody goes by it, as in a store whose articles are not yet related."""
    from ..across.people import named

    return number_of(store, name) if name.isdecimal() or named(store, name) else name


def _days(first: str | None, last: str | None) -> str:
    return (first or "no date") if first == last else f"{first} to {last}"


def _line(row: PersonRow) -> str:
    role = f", {plain(row.role)}" if row.role else ""
    link = f" [{row.wikidata}]" if row.wikidata else ""
    counts = f"{counted(row.statements, 'statement')} in {counted(row.articles, 'article')} of {counted(row.outlets, 'outlet')}, {_days(row.first, row.last)}"
    return f"{row.id:>7}  {plain(row.name)}{role}{'' if row.kind == 'person' else ' (organization)'}{link}\n         {counts}"


def _whole(found: Person, why: bool) -> str:
    lines = [
        f"{found.id:>7}  {plain(found.name)} ({found.kind})" + (f", so named by {plain(found.named_by)}" if found.named_by else "")
    ]
    lines.append(
        f"         {counted(found.statements, 'statement')} in {counted(found.articles, 'article')}, {_days(found.first, found.last)}"
    )
    if found.merged:
        lines.append(f"         also: {', '.join(map(str, found.merged))}")
    if found.wikidata:
        lines.append(f"         {found.wikidata} {plain(found.wikidata_label or '')}: {plain(found.wikidata_reason or '')}")
    for title, rows in (("names", found.names), ("outlets", found.outlets)):
        told = [f"{plain(row.name)} ({row.articles:,})" for row in rows[:_SHOWN]]
        lines += [f"{title}: {', '.join(told)}{' ...' if len(rows) > _SHOWN else ''}"] if told else []
    if found.roles:
        lines.append("roles:")
        roles = (
            found.roles
            if why
            else sorted(sorted(found.roles, key=lambda r: -r.articles)[:_SHOWN], key=lambda r: (r.first or "~", r.role))
        )
        lines += [f"    {_days(row.first, row.last)}: {plain(row.role)} ({row.articles:,})" for row in roles]
        lines += [f"    ... {len(found.roles) - _SHOWN} more: --why"] if len(found.roles) > len(roles) else []
    if why:
        lines.append("appearances:")
        for entry in found.appearances:
            where = " · ".join(plain(part) for part in (entry.publisher, entry.published, entry.url or entry.article) if part)
            role = f", {plain(entry.role)}" if entry.role else ""
            lines.append(f"{entry.id:>7}  {plain(entry.name)}{role} · {where}\n         {entry.score:.1f}: {plain(entry.reason)}")
    return "\n".join(lines)
