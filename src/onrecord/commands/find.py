"""Finding: ``search``, ``show``, ``speakers``, ``figures``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from .stores import (
    counted,
    filter_options,
    format_option,
    opened,
    page_options,
    plain,
    standard_output,
    store_option,
    write_rows,
    write_structs,
)  # fmt: skip

if TYPE_CHECKING:
    from ..record import Record
    from ..store import Said
    from ..store.lists import FigureRow, SpeakerRow

_AROUND = 300


@click.command(context_settings={"help_option_names": ["--help"], "ignore_unknown_options": True})
@click.argument("words", nargs=-1)
@filter_options
@click.option("--order", type=click.Choice(["rank", "newest", "oldest"]), help="Default: rank with words, newest without.")
@click.option("--copies", is_flag=True, help="Show near-copies (wire copy in many outlets) one by one, not once.")
@page_options
@store_option
@format_option
def search(
    words: tuple[str, ...],
    filters: dict[str, Any],
    order: Any,
    copies: bool,
    limit: int,
    offset: int,
    store: str | None,
    format_: str,
) -> None:
    """Find statements by their words and by what is known of them, the best first.

    \b
    WORDS:
        harbour dues          both words, in any form
        '"harbour dues"'      the words side by side
        harbour OR port       either
        harbour NOT dues      the first without the second; also 'harbour -dues'
        'harb*'               words that begin so

    Without WORDS all statements that the options leave, the newest first.
    """
    with opened(store) as kept:
        for word in words:
            if word.startswith("--"):  # a word with one hyphen is one that must not be there
                raise click.NoSuchOption(word.partition("=")[0], possibilities=_like(word))
        text = " ".join(words)
        if words and not text.strip():
            raise click.UsageError("there is no word to look for; give at least one")
        found = kept.search(text or None, **filters, order=order, copies=copies, limit=limit or None, offset=offset)
        bold = sys.stdout.isatty()
        write_rows(found, format_, lambda said: _statement(said, bold), offset=offset, what="statements")


def _like(word: str) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(word.partition("=")[0], [name for option in search.params for name in option.opts])


@click.command()
@click.argument("name", metavar="ID")
@store_option
@format_option
def show(name: str, store: str | None, format_: str) -> None:
    """Show a statement in its context (ID is a number), or the record of an article (ID is its id, URL or file)."""
    from ..store import NotFound

    with opened(store) as kept:
        if name.isdecimal() and len(name) < 19:
            try:
                said = kept.statement(int(name))
            except NotFound as missing:
                try:
                    _articles(kept.article(name), format_)
                except NotFound:
                    raise missing from None
                return
            _in_context(said, kept.record_of(said.id), format_)
        else:
            _articles(kept.article(name), format_)


@click.command()
@filter_options
@page_options
@store_option
@format_option
def speakers(filters: dict[str, Any], limit: int, offset: int, store: str | None, format_: str) -> None:
    """Who speaks, those with the most statements first; near-copies count once."""

    def line(row: SpeakerRow) -> str:
        role = f", {plain(row.role)}" if row.role else ""
        days = f"{row.first} to {row.last}" if row.first != row.last else f"{row.first or 'no date'}"
        return f"{row.statements:>7,}  {plain(row.name)}{role} ({row.kind})\n         in {counted(row.articles, 'article')} of {counted(row.outlets, 'outlet')}, {days}"

    with opened(store) as kept:
        write_rows(kept.speakers(**filters, limit=limit or None, offset=offset), format_, line, offset=offset, what="speakers")


@click.command()
@click.option("--of", metavar="WORDS", help="By what is counted: words that it has.")
@click.option("--unit", metavar="UNIT", help='By unit: "USD", "percent", "kilometer" ...')
@click.option("--least", type=float, help="At least this value.")
@click.option("--most", type=float, help="At most this value.")
@click.option("--outlet", metavar="NAME", help="By publisher: words that the name has.")
@click.option("--since", metavar="DATE", help="Published not before this day, month or year.")
@click.option("--until", metavar="DATE", help="Published not after it.")
@click.option("--article", metavar="ID", help="In the article of this id, URL or file.")
@page_options
@store_option
@format_option
def figures(
    of: str | None,
    unit: str | None,
    least: float | None,
    most: float | None,
    limit: int,
    offset: int,
    store: str | None,
    format_: str,
    **filters: Any,
) -> None:
    """Quantities: how much of what, the newest first."""
    from ..export.phrases import of_what  # what takes long to load is loaded late

    def line(row: FigureRow) -> str:
        value = _number(row.value) + (f" to {_number(row.high)}" if row.high is not None else "")
        told = plain(row.text)
        counted = "" if row.of and told.endswith(plain(row.of)) else of_what(row.of, row.unit)
        return (
            f"{row.id:>7}  {f'{told} {plain(counted)}'.rstrip()}\n         {row.qualifier or ''}{value} {row.unit or ''}".rstrip()
            + f" · {row.published or 'no date'} · {plain(row.publisher or row.article)}"
        )

    with opened(store) as kept:
        found = kept.figures(of=of, unit=unit, least=least, most=most, limit=limit or None, offset=offset, **filters)
        write_rows(found, format_, line, offset=offset, what="figures")


def _number(value: float) -> str:
    """In full, with commas: 7,000,000; 2.5."""
    return f"{value:,.15g}" if abs(value) < 1e15 else f"{value:g}"


def _statement(said: Said, bold: bool) -> str:
    who = plain(said.speaker or "speaker not stated") + (f", {plain(said.role)}" if said.role else "")
    when = f"said {said.said_on}" if said.said_on else "no date given"
    about = [when, f"{said.manner} {said.kind}", f"{said.confidence:.2f}"]
    about += [" ".join(said.acts)] if said.acts else []
    about += [f'hedged: "{plain(said.hedge)}"'] if said.hedge else []
    about += [f"in {said.reports} near-copies"] if said.reports > 1 else []
    where = [plain(part) for part in (said.publisher, said.published, said.title, said.url or said.article) if part]
    who += " denies:" if said.denied else ""
    return f"{said.id:>7}  {who}\n         {_marked(said, bold)}\n         {' · '.join(about)}\n         {' · '.join(where)}\n"


def _marked(said: Said, bold: bool) -> str:
    """The content with its hits in bold, or between asterisks."""
    before, after = ("\x1b[1m", "\x1b[0m") if bold else ("*", "*")
    parts, last = [], 0
    for start, end in said.hits:
        parts += [_raw(said.content[last:start]), before, _raw(said.content[start:end]), after]
        last = end
    return "".join([*parts, _raw(said.content[last:])])


def _raw(text: str) -> str:
    """As ``plain``, but with the spaces at its ends, next to a mark."""
    if not text.strip():
        return " " if text else ""
    return " " * text[0].isspace() + plain(text) + " " * text[-1].isspace()


def _in_context(said: Said, record: Record, format_: str) -> None:
    import msgspec

    text = record.article.text
    start, end = said.start or 0, said.end or 0
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if format_ == "text":
        click.echo(_statement(said, False))
        for line in (f"... {plain(before)}", f"[[ {plain(text[start:end])} ]]", f"{plain(after)} ..."):
            click.echo(f"    {line}")
        return
    row = msgspec.structs.asdict(said) | {"before": before, "after": after}
    fields = [(key, type(value)) for key, value in row.items()]
    of = msgspec.defstruct("Shown", fields)
    write_structs([of(**row)], of, format_, standard_output())


def _articles(records: list[Record], format_: str) -> None:
    from ..export import write

    write(records, standard_output(), format=format_)
