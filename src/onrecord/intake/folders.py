"""Folders and patterns: which files they stand for."""

from __future__ import annotations

import glob
import logging
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from .decode import other_kind
from .origin import FORMS, bare, printable
from .problems import Failure

log = logging.getLogger("onrecord.intake")
_GZIP = b"\x1f\x8b"


def files_in(folder: str) -> Iterator[str | Failure]:
    """The files in ``folder`` and the folders in it whose names end as one of ``FORMS``, in the order of their names.

    Hidden files and folders are passed over, and links to folders are not followed, so that none is read twice. A folder
    that cannot be listed is a failure.
    """
    errors: list[OSError] = []
    others: Counter[str] = Counter()
    found = 0
    for path, folders, names in os.walk(folder, onerror=errors.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.startswith("."):
                continue
            if Path(bare(name)).suffix.lower() in FORMS:
                found += 1
                yield os.path.join(path, name)  # noqa: PTH118 (half a million paths)
            else:
                others[Path(name).suffix.lower()] += 1
        while errors:
            error = errors.pop(0)
            found += 1
            yield Failure(printable(str(error.filename)), f"this folder cannot be read: {error.strerror}")
    for error in errors:
        found += 1
        yield Failure(printable(str(error.filename)), f"this folder cannot be read: {error.strerror}")
    kinds = ", ".join(f"{suffix or 'no ending'}: {count}" for suffix, count in others.most_common(10))
    if not found:
        yield Failure(
            printable(folder), f"there is no file in it that ends in {', '.join(FORMS)}" + (f" ({kinds})" if kinds else "")
        )
    elif others:
        log.info("%s: %s of other kinds passed over (%s)", printable(folder), _files(others.total()), kinds)


def is_pattern(source: str) -> bool:
    """Whether ``source`` is a pattern such as "news/**/*.txt", and no file of that very name is there."""
    return glob.has_magic(source) and not os.path.lexists(source)


def files_like(pattern: str) -> Iterator[str | Failure]:
    """The files that ``pattern`` stands for, in the order of their names; "**" is any number of folders.

    A folder that it stands for is read as ``files_in`` does, unless the pattern has "**" and so names what is in it. Files that
    can be seen to be no text are passed over with a word: pictures, PDF files, a store that lies among the articles, with the files that SQLite keeps beside it.
    """
    found = False
    others: Counter[str] = Counter()
    for path in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207 (a pattern may begin anywhere)
        if not Path(path).is_dir():
            if kind := _other_kind(path):
                others[kind] += 1
                continue
            found = True
            yield path
        elif "**" not in pattern:
            found = True
            yield from files_in(path)
    kinds = ", ".join(f"{kind}: {count:,}" for kind, count in others.most_common(10))
    if not found:
        but = f" but some that are no text ({kinds})" if others else ""
        yield Failure(printable(pattern), f"no file is called like that{but}; check the pattern")
    elif others:
        log.info("%s: %s passed over that are no text (%s)", printable(pattern), _files(others.total()), kinds)


def _other_kind(path: str) -> str | None:
    """What a file is that can be seen to be no text, one that SQLite keeps beside a database among them. One that is named as an article may be one."""
    if Path(bare(path)).suffix.lower() in FORMS:
        return None
    try:
        with open(re.sub(r"-(wal|shm|journal)$", "", path), "rb") as file:
            head = file.read(16)
    except (OSError, ValueError):
        return None
    return None if head.startswith(_GZIP) else other_kind(head)


def root_of(pattern: str) -> Path:
    """The folder from which on ``pattern`` is one."""
    parts = Path(pattern).parts
    return Path(*parts[: next(i for i, part in enumerate(parts) if glob.has_magic(part))])


def _files(count: int) -> str:
    return f"{count:,} file{'' if count == 1 else 's'}"
