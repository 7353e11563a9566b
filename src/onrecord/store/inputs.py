"""Inputs: what a command line names, as articles and failures with where each came from."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ..article import Article
from ..intake import Failure, read_path, read_stream


class Item(NamedTuple):
    """One article or failure, and the input that it is from. ``done``: how much of all inputs is read, from 0 to 1, or null."""

    input: str
    found: Article | Failure | None
    source: str | None = None
    done: float | None = None


class Inputs:
    """Articles of files, in order. An item without article or failure tells that all of an input was gone through.

    ``paths``: as for ``onrecord.intake.read_path``. ``published`` and ``title`` count where an input says none.
    """

    def __init__(self, paths: Iterable[str | os.PathLike[str]], *, published: str | None = None, title: str | None = None) -> None:
        self._paths = [os.fspath(path) for path in paths]
        self._published, self._title = published, title
        self._sizes = [_size(path) for path in self._paths]

    def __iter__(self) -> Iterator[Item]:
        total, before = sum(self._sizes), 0
        for path, size in zip(self._paths, self._sizes, strict=True):
            name = _absolute(path)
            for found, position in self._read(path):
                done = (before + position) / total if total else None
                if isinstance(found, Failure):
                    yield Item(name, Failure(_source(found.source, path, name), found.message), done=done)
                else:
                    yield Item(name, found, name if name != "-" else None, done)
            before += size
            yield Item(name, None, done=before / total if total else None)

    def _read(self, path: str) -> Iterator[tuple[Article | Failure, int]]:
        if path != "-" and Path(path).is_file():
            try:
                stream = Path(path).open("rb")
            except OSError:
                pass  # read_path says what is wrong
            else:
                with stream:
                    for found in read_stream(stream, path, published=self._published, title=self._title):
                        yield found, stream.tell()
                return
        for found in read_path(path, published=self._published, title=self._title):
            yield found, 0


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size if path != "-" else 0
    except (OSError, ValueError):
        return 0


def _absolute(path: str) -> str:
    """The name under which an input is kept: the same from every folder."""
    return path if path == "-" or re.match(r"[a-z][a-z0-9+]+://", path) else os.path.abspath(path)


def _source(source: str, path: str, name: str) -> str:
    return name + source[len(path) :] if source.startswith(path) else source
