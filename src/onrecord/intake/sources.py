"""Any source to its articles: a file, a folder, a pattern, or an address of the web."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..article import Article
from .files import file_articles
from .folders import files_in, files_like, is_pattern, root_of
from .language import ENGLISH, language_of
from .origin import Items, Origin, printable
from .pages import Visit
from .problems import Failure, Skipped
from .web import Web

_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)


def read_source(
    source: str | os.PathLike[str],
    *,
    published: str | None = None,
    title: str | None = None,
    columns: Mapping[str, str] | None = None,
    any_language: bool = False,
    web: Web | None = None,
    leave_out: str | os.PathLike[str] | None = None,
    passed: Callable[[int], None] | None = None,
) -> Iterator[Article | Failure]:
    """The articles of ``source``, one at a time.

    ``source``: a file of any form that ``read_path`` takes, "-" for standard input, a folder (with the folders in
    it), a pattern ("news/**/*.txt"), or an address (https://...) of a page, a feed, a sitemap, or such a file. A feed
    or sitemap, on the web or in a file, stands for the pages that it links to.

    ``published`` (ISO 8601) and ``title`` count where the source says none. ``columns`` maps "text", "title" and so on
    to the names of a table's columns. ``web`` fetches addresses; give the same one for several sources, since it keeps
    the pauses between requests. ``leave_out``: a file that folders and patterns pass over. ``passed`` is called with how many bytes of a file
    have been read, before each of its articles.

    Yields a ``Failure`` for what could not be read, and a ``Skipped`` (which is a ``Failure``) for an article that is
    not in English, unless ``any_language``; then its ``language`` says in which it is. Goes on with the next article
    in any case, and raises nothing for what is in the source.
    """
    name = os.fspath(source)
    origin = Origin(printable(name), published, title, columns=columns or {}, passed=passed)
    yield from _Reading(web or _visitor(), any_language, leave_out).source(name, origin)


@cache
def _visitor() -> Web:
    """One for all calls, so that pauses are kept between them as well."""
    return Web()


class _Reading(NamedTuple):
    """How sources are read: the options of ``read_source`` that are not about what one file says."""

    web: Web
    any_language: bool
    leave_out: str | os.PathLike[str] | None

    def source(self, source: str, origin: Origin) -> Items:
        if (m := _ADDRESS.match(source)) and m[1].lower() in ("http", "https"):
            yield from self._judged(Visit(self.web, origin).address(source), origin)
        elif m and not os.path.lexists(source):
            yield origin.failure(f"{m[1]}:// is not fetched; give an http:// or https:// address, or a file")
        elif os.path.isdir(source):  # noqa: PTH112 (Path.is_dir raises where a name is too long)
            yield from self._files(files_in(source), Path(source), origin)
        elif is_pattern(source):
            yield from self._files(files_like(source), root_of(source), origin)
        else:
            yield from self._file(source, origin)

    def _files(self, paths: Iterator[str | Failure], root: Path, origin: Origin) -> Items:
        for path in paths:
            if isinstance(path, Failure):
                yield path
            elif self.leave_out is None or not _same(path, self.leave_out):
                base = Path(os.path.relpath(path, root)).as_posix()
                yield from self._file(path, replace(origin, name=printable(path), base=printable(base)))

    def _file(self, path: str, origin: Origin) -> Items:
        def follow(data: bytes, url: str) -> Items:
            return Visit(self.web, origin).links(data, url)

        yield from self._judged(file_articles(path, replace(origin, follow=follow)), origin)

    def _judged(self, items: Items, origin: Origin) -> Items:
        """``items``, with the language that each text is in, and a word in place of those that are not in English."""
        for item in items:
            if isinstance(item, Failure):
                yield item
                continue
            language = item.language or ENGLISH
            found = language_of(item.text)
            if found is not None and not language.lower().startswith(found):  # "en-GB" says more than "en"
                language = found
            if self.any_language or language.lower().startswith(ENGLISH):
                item.language = language
                yield item
            else:
                yield Skipped(
                    item.url or (origin.name if item.id == origin.article_id else item.id),
                    f'it is in another language than English ("{language}"); --any-language (any_language=True) reads it',
                    language,
                )


def _same(one: str, other: str | os.PathLike[str]) -> bool:
    with suppress(OSError):
        return Path(one).name == Path(other).name and Path(one).samefile(other)
    return False
