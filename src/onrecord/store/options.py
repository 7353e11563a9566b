"""Options: how the articles of a run were read, kept with the run, so that what failed is tried again in the same way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select

from ..intake import Web
from .schema import run_options

_COLUMN = "column:"
_WEB = ("contact", "delay", "max_pages", "allow_private")


class Options(msgspec.Struct, kw_only=True, frozen=True):
    """How articles are found and read; what is null, false or empty was not said.

    ``published``, ``title``, ``columns`` and ``any_language`` are those of ``intake.read_source``; ``contact``, ``delay``, ``max_pages`` and
    ``allow_private`` those of ``intake.Web``; ``model``, ``without`` and ``min_confidence`` the reader's. ``reread``: known articles too.
    """

    published: str | None = None
    title: str | None = None
    columns: dict[str, str] = {}
    any_language: bool = False
    contact: str | None = None
    delay: float | None = None
    max_pages: int | None = None
    allow_private: bool = False
    model: str | None = None
    without: tuple[str, ...] = ()
    min_confidence: float | None = None
    reread: bool = False

    @staticmethod
    def of_intake(given: dict[str, Any]) -> Options:
        """Those that ``intake.read_source`` was given."""
        own = {name: given[name] for name in ("published", "title", "columns", "any_language") if given.get(name)}
        web = given.get("web")
        return Options(**own, **({name: getattr(web, name) for name in _WEB} if web is not None else {}))

    def intake(self) -> dict[str, Any]:
        """What ``intake.read_source`` is to be given; a new ``Web`` where one of its options was said."""
        said = {name: getattr(self, name) for name in _WEB if _said(getattr(self, name))}
        found = {"published": self.published, "title": self.title, "columns": self.columns, "any_language": self.any_language}
        return found | ({"web": Web(**said)} if said else {})

    def as_text(self) -> dict[str, str]:
        """What was said, by name, as the table keeps it."""
        found = {f"{_COLUMN}{field}": name for field, name in self.columns.items()}
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if name != "columns" and _said(value):
                found[name] = ",".join(value) if isinstance(value, tuple) else str(value)
        return found

    @staticmethod
    def of_text(kept: Iterable[tuple[str, str]]) -> Options:
        """What ``as_text`` wrote."""
        found: dict[str, Any] = {"columns": {}}
        for name, value in kept:
            if name.startswith(_COLUMN):
                found["columns"][name.removeprefix(_COLUMN)] = value
            else:
                found[name] = value.split(",") if name == "without" else value
        return msgspec.convert(found, Options, strict=False)  # "True", "2", "0.5" become what they are


def _said(value: Any) -> bool:
    """Whether an option was given; 0 was."""
    return value is not None and value is not False and value != ()


def reader_of(options: Options | None = None) -> Any:
    """The reader that these options ask for, loaded."""
    from ..reader.reader import LEAST, Reader

    by = options or Options()
    return Reader(by.model, without=by.without, least=LEAST if by.min_confidence is None else by.min_confidence)


def keep(connection: Connection, run: int, options: Options) -> None:
    """Keep the options of a run."""
    if rows := [{"run_id": run, "name": name, "value": value} for name, value in options.as_text().items()]:
        connection.execute(insert(run_options), rows)


def kept(connection: Connection, run: int) -> Options:
    """The options of a run."""
    o = run_options.c
    return Options.of_text((row.name, row.value) for row in connection.execute(select(o.name, o.value).where(o.run_id == run)))
