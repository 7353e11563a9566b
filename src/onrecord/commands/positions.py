"""Positions: ``timeline`` and ``changes``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from .people import who
from .stores import counted, format_option, opened, page_options, plain, store_option, write_rows

if TYPE_CHECKING:
    from ..across.positions import Change, Position, Topic
    from ..store import Results

_TOPICS = 8


@click.command()
@click.argument("person", metavar="PERSON")
@click.option("--about", metavar="WORDS", help="Only statements that have these words, as of search.")
@click.option("--since", metavar="DATE", help="Said, or published, not before this day, month or year.")
@click.option("--until", metavar="DATE", help="Not after it.")
@click.option("--topics", "only_topics", is_flag=True, help="List what the speaker speaks of, not the statements.")
@page_options
@store_option
@format_option
def timeline(
    person: str,
    about: str | None,
    since: str | None,
    until: str | None,
    only_topics: bool,
    limit: int,
    offset: int,
    store: str | None,
    format_: str,
) -> None:
    """What one speaker said over time, the oldest first; near-copies count once.

    PERSON: a number, as in `onrecord people`, or a name that one of them alone goes by. Where a statement disagrees with another one of the same speaker, it says so: see
    `onrecord changes`. Without --about the topics of the speaker come first.

    \b
        onrecord timeline "mara lind" --about "harbour dues" --since 2015
        onrecord timeline 12 --topics
    """
    from .. import across

    with opened(store) as kept:
        one = who(kept, person)
        if only_topics:
            if about:
                raise click.UsageError("either --about or --topics")
            write_rows(across.topics(kept, one, since=since, until=until, limit=limit or None), format_, _topic, what="topics")
            return
        if format_ == "text" and about is None and not offset:
            _topics(across.topics(kept, one, since=since, until=until, limit=_TOPICS))
        found = across.timeline(kept, one, about=about, since=since, until=until, limit=limit or None, offset=offset)
        write_rows(found, format_, _position, offset=offset, what="statements")


@click.command()
@click.argument("person", metavar="[PERSON]", required=False)
@click.option("--about", metavar="WORDS", help="Only where one of the two has these words, as of search.")
@click.option("--since", metavar="DATE", help="Both said, or published, not before this day, month or year.")
@click.option("--until", metavar="DATE", help="Not after it.")
@click.option("--least", type=click.FloatRange(0, 1), help="How sure it must be at least. Default: 0.35.")
@page_options
@store_option
@format_option
def changes(
    person: str | None,
    about: str | None,
    since: str | None,
    until: str | None,
    least: float | None,
    limit: int,
    offset: int,
    store: str | None,
    format_: str,
) -> None:
    """Pairs of statements of one speaker that disagree on one thing, with the words that clash.

    PERSON: a number, as in `onrecord people`, or a name that one of them alone goes by; without it all speakers are looked at. What is shown is that two statements, as articles
    report them, cannot both stand as they are; why that is, only their context tells: `onrecord show ID`.
    """
    from .. import across
    from ..across.positions.changes import LEAST

    with opened(store) as kept:
        found = across.changes(
            kept,
            None if person is None else who(kept, person),
            about=about,
            since=since,
            until=until,
            least=LEAST if least is None else least,
            limit=limit or None,
            offset=offset,
        )
        bold = sys.stdout.isatty()
        nothing = "No two statements were found that disagree."
        write_rows(found, format_, lambda change: _change(change, bold), offset=offset, what="pairs", nothing=nothing)


def _topics(found: Results[Topic]) -> None:
    if found:
        click.echo("topics: " + ", ".join(f"{plain(topic.topic)} ({topic.statements})" for topic in found) + "\n")


def _topic(row: Topic) -> str:
    days = f"{row.first} to {row.last}" if row.first != row.last else row.first or "no date"
    return f"{row.statements:>7,}  {plain(row.topic)}\n         in {counted(row.articles, 'article')}, {days}"


def _position(row: Position) -> str:
    who = plain(row.speaker or "speaker not stated") + (" denies:" if row.denied else "")
    where = [plain(part) for part in (row.publisher, row.published, row.title, row.url or row.article) if part]
    about = [f"{row.manner} {row.kind}", f"{row.confidence:.2f}"]
    about += [" ".join(row.acts)] if row.acts else []
    about += [f'hedged: "{plain(row.hedge)}"'] if row.hedge else []
    about += [f"in {row.reports} near-copies"] if row.reports > 1 else []
    lines = [
        f"{row.day or 'no date'} ({row.dated})  {who}",
        f"{row.id:>7}  [{plain(row.cue)}] {plain(row.content)}",
        f"         {' · '.join(about)}",
    ]
    lines.append(f"         {' · '.join(where)}")
    if row.disagrees_with:
        lines.append(f"         DISAGREES WITH {', '.join(map(str, row.disagrees_with))}")
    return "\n".join(lines) + "\n"


def _change(row: Change, bold: bool) -> str:
    lines = [f"{plain(row.speaker)}: these two disagree ({row.change}, sure {row.sure:.2f}): {row.why}"]
    for number, day, dated, cue, content, at, outlet, where in (
        (
            row.earlier, row.earlier_day, row.earlier_dated, row.earlier_cue, row.earlier_content, row.earlier_at, row.earlier_publisher,
            row.earlier_url or row.earlier_article,
        ),
        (
            row.later, row.later_day, row.later_dated, row.later_cue, row.later_content, row.later_at, row.later_publisher,
            row.later_url or row.later_article,
        ),
    ):  # fmt: skip
        lines.append(f"{number:>7}  {day or 'no date'} ({dated}) [{plain(cue)}] {_marked(content, at, bold)}")
        lines.append(f"         {' · '.join(plain(part) for part in (outlet, where) if part)}")
    return "\n".join(lines) + "\n"


def _marked(content: str, at: list[tuple[int, int]], bold: bool) -> str:
    """The content with the words that clash in bold, or between asterisks, where they are not all of it."""
    [(start, end)] = at
    if start == 0 and end >= len(content):
        return plain(content)
    before, after = ("\x1b[1m", "\x1b[0m") if bold else ("*", "*")
    parts = (plain(content[:start]), before + plain(content[start:end]) + after, plain(content[end:]))
    return " ".join(part for part in parts if part)
