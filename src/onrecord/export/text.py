"""Text: records for a terminal, in colour where asked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

from ..record import Record, Statement, joined
from .events import event_lines
from .phrases import (
    UNCERTAIN_BELOW,
    commitment,
    counted,
    date,
    figure,
    headline,
    in_order,
    named,
    speaker_name,
    standing,
    time,
    when,
)

if TYPE_CHECKING:
    from rich.console import Console

Piece = tuple[str, str]
"""Characters, and the style that rich shows them in ("" for none)."""

_SPACE = re.compile(r"\s+")
_COLORS = ("cyan", "yellow", "green", "magenta", "blue", "bright_red", "bright_cyan", "bright_yellow")

_EVENTS = 10
"""Events that are listed unless everything is asked for."""


def write_text(records: Iterable[Record], stream: TextIO, *, width: int = 80, color: bool = False, verbose: bool = False) -> None:
    """Write each article's title, its statements and its events, in the order of the text.

    ``width`` is in terminal columns (20 at least). ``color`` adds ANSI styles and changes nothing else. ``verbose``
    shows the confidence of every statement (else only "uncertain", where it is low), the speaker's kind and sourcing,
    the offsets of the content, what each commitment lets a reader check, and the article's figures and times. Control characters in an article are shown as "�", so that no text can
    command the terminal.
    """
    width = max(width, 20)
    console = _console(stream) if color else None
    for number, record in enumerate(records):
        lines = _record(record, width, verbose)
        if number:
            _print([], stream, console)
        for line in lines:
            _print(line, stream, console)


def _console(stream: TextIO) -> Console:
    from rich.console import Console  # here, so that importing onrecord stays quick

    # Colour was asked for, so the environment (NO_COLOR, TERM) has no say here: whoever asks has looked at it.
    return Console(
        file=stream, force_terminal=True, color_system="standard", no_color=False, legacy_windows=False,
        highlight=False, markup=False, emoji=False,
    )  # fmt: skip


def _print(line: list[Piece], stream: TextIO, console: Console | None) -> None:
    if console is None:
        stream.write("".join(text for text, _ in line).rstrip() + "\n")
        return
    from rich.text import Text

    merged: list[Piece] = []
    for text, style in line:
        if merged and merged[-1][1] == style:
            text = merged.pop()[0] + text
        merged.append((text, style))
    console.print(Text.assemble(*merged), soft_wrap=True)


def _record(record: Record, width: int, verbose: bool) -> Iterator[list[Piece]]:
    article, statements = record.article, in_order(record)
    yield from _wrapped([(headline(article), "bold")], width, [])
    names = list(dict.fromkeys(speaker_name(s.speaker) for s in statements if s.speaker))
    total = counted(len(statements), "statement") + (f" by {counted(len(names), 'speaker')}" if names else "")
    facts = (article.publisher, date(article.published) or "no publication date", total)
    yield from _wrapped([(" · ".join(fact for fact in facts if fact), "dim")], width, [])
    columns = max(2, len(str(len(statements))))
    numbers = {statement.id: number for number, statement in enumerate(statements, 1)}
    for number, statement in enumerate(statements, 1):
        name = speaker_name(statement.speaker)
        color = _COLORS[names.index(name) % len(_COLORS)] if statement.speaker else "white"
        yield []
        yield from _statement(record, statement, number, numbers, columns, color, width, verbose)
    yield from _events(record, {statement.id: number for number, statement in enumerate(statements, 1)}, width, verbose)
    if verbose:
        yield from _listed("Figures", [(item.text, figure(item)) for item in record.figures], width)
        yield from _listed("Times", [(item.text, time(item)) for item in record.times], width)


def _listed(heading: str, items: list[tuple[str, str]], width: int) -> Iterator[list[Piece]]:
    """A heading, and a line for each of ``items``: the article's words, and what they stand for."""
    if not items:
        return
    yield []
    yield from _wrapped([(heading, "bold")], width, [])
    for words, meaning in items:
        yield from _wrapped([(words, ""), (" · ", "dim"), (meaning, "dim")], width, [("    ", "")], [("      ", "")])


def _events(record: Record, numbers: dict[str, int], width: int, verbose: bool) -> Iterator[list[Piece]]:
    """A list of the record's events: when, who, what, how it stands; in full where ``verbose``."""
    lines = event_lines(record, numbers, verbose)
    if lines:
        yield []
        yield from _wrapped([(counted(len(lines), "event"), "dim")], width, [])
    for line in lines if verbose else lines[:_EVENTS]:
        told = [(line.when, "dim"), (line.who, "bold"), (line.what, ""), (line.how, "dim")]
        pieces: list[Piece] = []
        for piece in told:
            if piece[0]:
                pieces += [(" · ", "dim"), piece] if pieces else [piece]
        yield from _wrapped(pieces, width, [("  ", "")], [("    ", "")])
    if not verbose and len(lines) > _EVENTS:
        yield from _wrapped([(f"and {len(lines) - _EVENTS} more: --verbose shows them all", "dim")], width, [("  ", "")], [])


def _statement(
    record: Record,
    statement: Statement,
    number: int,
    numbers: dict[str, int],
    columns: int,
    color: str,
    width: int,
    verbose: bool,
) -> Iterator[list[Piece]]:
    speaker, article = statement.speaker, record.article
    margin = " " * (columns + 2)
    who: list[Piece] = [(speaker_name(speaker), f"bold {color}" if speaker else "italic")]
    if speaker and speaker.role and speaker.role != speaker.name:
        who.append((f", {speaker.role}", ""))
    if statement.confidence < UNCERTAIN_BELOW:
        who.append((" (uncertain)", "bold"))
    yield from _wrapped(who, width, [(f"{number:>{columns}}  ", "dim")], [(margin, "")])
    bar: list[Piece] = [(margin, ""), ("│ ", color)]
    yield from _wrapped([(joined(statement.content), "")], width, bar)
    facts = [(f"{statement.manner} {statement.kind}", "dim"), (when(statement.said_on, article), "dim")]
    cue = joined(statement.cue)
    if cue:
        facts.insert(0, (cue, "italic"))
    facts += [(words, "bold" if statement.denied and not k else "dim") for k, words in enumerate(standing(statement, numbers))]
    if verbose:
        if speaker:
            facts.append((f"{speaker.kind}, {speaker.sourcing}", "dim"))
        facts.append((f"confidence {statement.confidence:.2f}", "dim"))
        facts.append((" ".join(f"{span.start}–{span.end}" for span in statement.content), "dim"))
    line: list[Piece] = []
    for fact in facts:
        line += [(" · ", "dim"), fact] if line else [fact]
    yield from _wrapped(line, width, [(margin, "")])
    for entry in statement.commitments:
        checks = f"; can be checked: {named(entry.specificity)}" if verbose and entry.specificity else ""
        yield from _wrapped([(commitment(entry, article) + checks, "")], width, [(f"{margin}→ ", "bold")], [(f"{margin}  ", "")])


def _wrapped(pieces: list[Piece], width: int, first: list[Piece], later: list[Piece] | None = None) -> Iterator[list[Piece]]:
    """Lines no wider than ``width``, ``first`` before the first and ``later`` (or ``first`` again) before the others."""
    later = first if later is None else later
    room = width - sum(cells(text) for text, _ in first)
    line: list[Piece] = []
    used = 0
    prefix = first
    for word in _words(pieces):
        size = sum(cells(text) for text, _ in word)
        if used and used + 1 + size > room:
            yield prefix + line
            line, used, prefix = [], 0, later
        if used:
            line.append((" ", word[0][1] if line[-1][1] == word[0][1] else ""))
            used += 1
        for text, style in word:
            while used + cells(text) > room:  # a word wider than the line is cut
                cut = _fitting(text, room - used)
                if not cut and not used:
                    break
                line.append((text[:cut], style))
                yield prefix + line
                text, line, used, prefix = text[cut:], [], 0, later
            line.append((text, style))
            used += cells(text)
    if line:
        yield prefix + line


def _words(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Pieces cut at white space; a word may run over pieces of several styles."""
    word: list[Piece] = []
    for text, style in pieces:
        for number, part in enumerate(_SPACE.split(text)):
            if number and word:
                yield word
                word = []
            if part:
                word.append((printable(part), style))
    if word:
        yield word


def printable(text: str) -> str:
    """``text`` with "�" for control characters, so that no text can command a terminal."""
    return "".join("�" if unicodedata.category(c) in ("Cc", "Cs") else c for c in text)


def cells(text: str) -> int:
    """How many terminal columns a text takes."""
    if text.isascii():
        return len(text)
    return sum(_cell(c) for c in text)


def _cell(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _fitting(text: str, room: int) -> int:
    used = 0
    for index, character in enumerate(text):
        used += _cell(character)
        if used > room:
            return index
    return len(text)
