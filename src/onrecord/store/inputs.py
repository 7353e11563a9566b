"""Inputs: what a command line names, as articles and failures with where each came from."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from ..article import Article
from ..intake import Failure, read_path, read_stream


class Item(NamedTuple):
    """One article or failure, and the input that it is from; without either: all of the input was gone through.

    ``done``: how much of all inputs is read, from 0 to 1, or null. ``kept``: what was gone through are the articles that
    were put aside themselves, not the input.
    """

    input: str
    found: Article | Failure | None
    source: str | None = None
    done: float | None = None
    kept: bool = False


Reads = Callable[[str], Iterable[Article | Failure]]


class Inputs:
    """Articles of files, in order. An item without article or failure tells that all of an input was gone through.

    ``names``: paths, or whatever else ``read`` takes. ``read``: what turns a name into articles and failures; null reads
    files as ``onrecord.intake.read_path`` does. ``published`` and ``title`` count where a file says none.
    """

    def __init__(
        self,
        names: Iterable[str | os.PathLike[str]],
        *,
        published: str | None = None,
        title: str | None = None,
        read: Reads | None = None,
    ) -> None:
        self._names = [os.fspath(name) for name in names]
        self._published, self._title, self._own = published, title, read
        self._sizes = [_size(name) for name in self._names]

    def __iter__(self) -> Iterator[Item]:
        total, before = sum(self._sizes), 0
        for given, size in zip(self._names, self._sizes, strict=True):
            name = _absolute(given)
            for found, position in self._read(given):
                done = (before + position) / total if total else None
                if isinstance(found, Failure):
                    source = msgspec.structs.replace(found, source=_source(found.source, given, name))
                    yield Item(name, source, done=done)
                else:
                    yield Item(name, found, name if name != "-" else None, done)
            before += size
            if name == "-":
                continue  # the next standard input is another
            yield Item(name, None, done=before / total if total else None)

    def _read(self, name: str) -> Iterator[tuple[Article | Failure, int]]:
        """What is in an input, and how many of its bytes were read by then."""
        if self._own is None and name != "-" and Path(name).is_file():
            with suppress(PermissionError), Path(name).open("rb") as stream:
                for found in read_stream(stream, name, published=self._published, title=self._title):
                    yield found, stream.tell()
                return
        found_in = self._own(name) if self._own else read_path(name, published=self._published, title=self._title)
        for found in found_in:
            yield found, 0


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size if path != "-" else 0
    except (OSError, ValueError):
        return 0


def _absolute(path: str) -> str:
    """The name under which an input is kept: the same from every folder."""
    return path if path == "-" or re.match(r"[a-z][a-z0-9+]+://", path) else str(Path(path).absolute())


def _source(source: str, path: str, name: str) -> str:
    return name + source[len(path) :] if source.startswith(path) else source
