"""Inputs: what a command line names, as articles and failures with where each came from."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from ..article import Article
from ..intake import Failure, read_source
from ..intake.folders import files_in, files_like, is_pattern
from ..intake.origin import printable

log = logging.getLogger("onrecord.intake")


class Item(NamedTuple):
    """One article or failure, and the input that it is from; without either: all of the input was gone through.

    ``done``: how much of all inputs is read, from 0 to 1, or null. ``kept``: what was gone through is not the input, but the articles
    that were put aside as these failures.
    """

    input: str
    found: Article | Failure | None
    source: str | None = None
    done: float | None = None
    kept: tuple[int, ...] = ()


class Inputs:
    """Articles of sources, in order. An item without article or failure tells that all of an input was gone through.

    ``names``: whatever ``onrecord.intake.read_source`` takes; ``options``: its options (``published``, ``title``, ``any_language`` ...).
    Each file of a folder or pattern is an input of its own: its articles are those that it has when it is named alone.
    ``leave_out``: files that are passed over with a word, even where they are named: those of the store itself.
    """

    def __init__(self, names: Iterable[str | os.PathLike[str]], leave_out: Collection[Path] = (), **options: Any) -> None:
        self._names = [os.fspath(name) for name in names]
        self._left_out = {os.path.realpath(path) for path in leave_out}
        self.options = options

    def __iter__(self) -> Iterator[Item]:
        parts = [(name, part) for name in self._names for part in _files(name)]
        sizes = [_size(part) if isinstance(part, str) else 0 for _, part in parts]
        total, before = sum(sizes), 0
        for (source, part), size in zip(parts, sizes, strict=True):
            done = before / total if total else None
            if isinstance(part, Failure):
                yield Item(_absolute(source), _named(part, part.source), done=done)
                continue
            name = _absolute(part)
            if self._left_out and os.path.realpath(part) in self._left_out:
                log.info("%s: passed over: it is the store itself, or a file that belongs to it", printable(part))
            else:
                read = 0  # bytes of this file

                def passed(size: int) -> None:
                    nonlocal read
                    read = size

                for found in read_source(part, passed=passed, **self.options):
                    so_far = (before + min(read, size)) / total if total else None
                    yield Item(name, _named(found, part), name if name != "-" else None, so_far)
            before += size
            if name != "-":  # the next standard input is another
                yield Item(name, None, done=before / total if total else None)
        for source in self._names:
            if (source, source) not in parts and source != "-":  # a folder or pattern
                yield Item(_absolute(source), None)


def is_address(name: str) -> bool:
    """Whether ``name`` is an address of the web."""
    return re.match(r"https?://", name, re.IGNORECASE) is not None


def _files(source: str) -> Iterator[str | Failure]:
    """The files of a folder or pattern; any other source is itself."""
    if is_address(source):
        yield source
    elif os.path.isdir(source):  # noqa: PTH112 (Path.is_dir raises where a name is too long)
        yield from files_in(source)
    elif is_pattern(source):
        yield from files_like(source)
    else:
        yield source


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size if path != "-" else 0
    except (OSError, ValueError):
        return 0


def _absolute(path: str) -> str:
    """The name under which an input is kept: the same from every folder."""
    return path if path == "-" or is_address(path) else printable(os.path.abspath(path))  # noqa: PTH100 (it takes ".." out)


def _named(found: Article | Failure, path: str) -> Article | Failure:
    """A failure by the name under which its input is kept."""
    if not isinstance(found, Failure) or not found.source.startswith(printable(path)):
        return found
    return msgspec.structs.replace(found, source=_absolute(path) + found.source[len(printable(path)) :])
