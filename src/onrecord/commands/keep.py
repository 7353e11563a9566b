"""Keeping a store: ``stats``, ``verify``, ``failures``, ``diff``, ``export``, ``migrate``, ``compact``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .stores import counted, format_option, opened, plain, standard_output, store_option, write_rows, write_structs

if TYPE_CHECKING:
    from ..store import Options
    from ..store.adding import Reads
    from ..store.diff import Change
    from ..store.lists import FailureRow
    from ..store.stats import Stats

TABLES = ("statements", "speakers", "commitments", "figures", "times", "events", "articles", "records", "log", "failures")
ACROSS = ("people", "echoes")


@click.command()
@store_option
@format_option
def stats(store: str | None, format_: str) -> None:
    """What the store holds, as a whole and by outlet."""
    with opened(store) as kept:
        found = kept.stats()
    if format_ == "csv":
        write_structs(found.outlets, _outlet_type(), "csv", standard_output())
    elif format_ == "text":
        click.echo(_table(found))
    else:
        import msgspec

        line = msgspec.json.encode(found)
        click.echo((msgspec.json.format(line, indent=2) if format_ == "json" else line).decode())


@click.command()
@store_option
@format_option
def verify(store: str | None, format_: str) -> None:
    """Check the file, the hash of every text, and every span against the text it points into.

    Exit status: 0 when all is well, 1 when anything does not hold.
    """
    with opened(store) as kept:
        found = kept.verify()
    if format_ == "text":
        for flaw in found.flaws:
            click.echo(f"{flaw.article or 'store'}{f' (revision {flaw.revision})' if flaw.revision else ''}: {plain(flaw.problem)}")
        said = "all is well" if not found.flaws else f"{len(found.flaws):,} things do not hold"
        click.echo(
            f"{counted(found.articles, 'article')}, {counted(found.revisions, 'revision')}, {counted(found.statements, 'statement')}: {said}"
        )
    elif format_ == "csv":
        from ..store.verify import Flaw

        write_structs(found.flaws, Flaw, "csv", standard_output())
    else:
        import msgspec

        click.echo(msgspec.json.encode(found).decode())
    if found.flaws:
        sys.exit(1)


@click.command()
@click.option("--retry", is_flag=True, help="Try them again, with the options that they were added with.")
@click.option("--resolved", is_flag=True, help="Also those that went well later.")
@store_option
@format_option
def failures(retry: bool, resolved: bool, store: str | None, format_: str) -> None:
    """Articles that were put aside, with the reason.

    Exit status: 0; with --retry 1 when any is put aside still.
    """

    def line(row: FailureRow) -> str:
        done = f" (went well on {row.resolved})" if row.resolved else ""
        times = f", tried {row.tries} times" if row.tries > 1 else ""
        return f"{plain(row.source)}: {plain(row.message)} [{row.stage}, {row.last_seen}{times}]{done}"

    with opened(store) as kept:
        if retry:
            from .add import summary, tell_aside
            from .reading import Reading
            from .relate import bring_together
            from .sources import telling

            def reader(by: Options) -> Reads:
                least = {} if by.min_confidence is None else {"min_confidence": by.min_confidence}
                return Reading(Path(by.model) if by.model else None, by.without, **least).loader()()

            with telling():
                found = kept.retry(reader)
            summary(found, "text" if format_ == "text" else "jsonl")
            bring_together(kept, None)
            if left := len(kept.failures()):
                tell_aside(kept, left, store)
                sys.exit(1)
            return
        write_rows(kept.failures(resolved=resolved), format_, line, what="failures", nothing="Nothing was put aside.")


@click.command()
@click.argument("name", metavar="[ID]", required=False)
@click.option(
    "--since", "since", type=click.IntRange(1), metavar="REVISION", help="From this revision. Default: the one before the newest."
)
@store_option
@click.option("--format", "format_", type=click.Choice(["text", "json", "jsonl"]), default="text", help="How to write the changes.")
def diff(name: str | None, since: int | None, store: str | None, format_: str) -> None:
    """Which statements came, went or changed their words in the newest revision of an article (its id, URL or file), or of all."""
    with opened(store) as kept:
        found = kept.diff(name, since=since)
    if format_ != "text":
        from ..store.diff import Change

        write_structs(found, Change, format_, standard_output())
        return
    article = None
    for change in found:
        if change.article != article:
            article = change.article
            click.echo(f"{plain(change.url or change.article)}: revision {change.from_revision} to {change.to_revision}")
        click.echo(_change(change))
    if not found:
        click.echo("Nothing changed.", err=True)


@click.command()
@click.argument("what", type=click.Choice([*TABLES, *ACROSS, "gold"]))
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--output", "-o", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write here, not to standard output."
)
@click.option(
    "--format", "format_", type=click.Choice(["csv", "jsonl", "parquet"]), help="Default: by the suffix of --output, else csv."
)
@store_option
def export(what: str, folder: Path | None, output: Path | None, format_: str | None, store: str | None) -> None:
    """Write everything of one sort: statements, speakers, commitments with what became of them, figures, times, events, articles, people,
    echoes, failures, the log of what persons did, or records (whole, as JSON Lines).

    `onrecord export gold FOLDER` writes the articles that persons have checked into a new folder, as training data: brat standoff
    and the record layer.
    """
    if what == "gold":
        _gold(folder, store)
        return
    if folder is not None:
        raise click.UsageError("only gold goes into a folder; name a file with --output")
    suffixes = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}
    chosen = format_ or suffixes.get(output.suffix.lower() if output else "", "jsonl" if what == "records" else "csv")
    if output is None and chosen == "parquet":
        raise click.UsageError("Parquet goes into a file: give --output FILE")
    from .. import across

    with opened(store) as kept:
        try:
            target = output if output is not None else standard_output()
            if what in ACROSS:
                across.export(kept, what, target, chosen)
            else:
                kept.export(what, target, chosen)
        except (ValueError, ImportError) as error:
            raise click.ClickException(str(error)) from None
        except BrokenPipeError:
            raise
        except OSError as error:
            raise click.FileError(str(output or "standard output"), hint=error.strerror) from None


def _gold(folder: Path | None, store: str | None) -> None:
    if folder is None:
        raise click.UsageError("gold goes into a folder: onrecord export gold FOLDER")
    with opened(store) as kept:
        try:
            told = kept.export_gold(folder)
        except OSError as error:
            raise click.ClickException(str(error)) from None
    click.echo(
        f"{counted(told.articles, 'article')} with {counted(told.statements, 'statement')} and {counted(told.commitments, 'commitment')} in {folder}"
    )
    if not told.articles:
        click.echo("onrecord: no person has checked an article yet (the desk: onrecord serve --write).", err=True)


@click.command()
@store_option
def migrate(store: str | None) -> None:
    """Bring a store of an older version up to date, in one transaction: all of it or nothing."""
    from ..store import StoreError
    from ..store.migrate import bring_up_to_date
    from ..store.store import default

    try:
        before, after = bring_up_to_date(store or default())
    except StoreError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"version {after} already" if before == after else f"version {before} became {after}")


@click.command()
@click.option("--only-tell", is_flag=True, help="Only tell how large the store and its parts are.")
@click.option("--full", is_flag=True, help="PostgreSQL: rewrite the tables, while nobody can read them. SQLite always does.")
@store_option
@click.option("--format", "format_", type=click.Choice(["text", "json", "jsonl"]), default="text", help="How to write the sizes.")
def compact(only_tell: bool, full: bool, store: str | None, format_: str) -> None:
    """Make the store as small as it can be, and tell how large it and its parts are, beside the articles' text."""
    with opened(store) as kept:
        before = kept.sizes()
        if not only_tell:
            kept.compact(full=full)
        found = kept.sizes()
    if format_ != "text":
        import msgspec

        line = msgspec.json.encode(found)
        click.echo((msgspec.json.format(line, indent=2) if format_ == "json" else line).decode())
        return
    for part in found.parts:
        if part.times_text >= 0.01:
            click.echo(f"{part.bytes:>16,}  {part.times_text:>6.2f}  {plain(part.name)}")
    came = f", before {before.bytes:,}" if not only_tell else ""
    click.echo(f"{found.bytes:>16,}  {found.times_text:>6.2f}  bytes, beside {found.text:,} of text{came}")


def _outlet_type() -> type:
    from ..store.stats import OutletStats

    return OutletStats


def _change(change: Change) -> str:
    lines = []
    for sign, said in (("-", change.before), ("+", change.after)):
        if said is not None:
            lines.append(
                f"  {sign} {plain(said.speaker or 'speaker not stated')}{' denies' if said.denied else ''}: {plain(said.content)}"
            )
    about = f" ({', '.join(change.fields)})" if change.fields else ""
    if change.left:
        lines.append(f"    what a person said of it stays with revision {change.from_revision}: look at it again")
    return "\n".join([f"  {change.change}{about}", *lines])


def _table(found: Stats) -> str:
    counts = (
        "articles", "revisions", "statements", "statements_counted_once", "speakers", "commitments", "figures", "failures",
        "groups_of_copies", "copies",
    )  # fmt: skip
    lines = [f"{getattr(found, name):>12,}  {name.replace('_', ' ')}" for name in counts]
    if found.first:
        lines.append(f"              published {found.first} to {found.last}")
    if found.outlets:
        lines += ["", "    articles  copies  statements  direct  indirect  named  unnamed  outlet"]
        for row in found.outlets:
            share = [row.direct, row.indirect + row.mixed, row.named, row.unnamed + row.collective]
            percent = [f"{value / row.statements:.0%}" if row.statements else "-" for value in share]
            lines.append(
                f"{row.articles:>12,}  {row.share_of_copies:>6.0%}  {row.statements:>10,}  {percent[0]:>6}  {percent[1]:>8}"
                f"  {percent[2]:>5}  {percent[3]:>7}  {plain(row.publisher or '(none)')}"
            )
    return "\n".join(lines)
