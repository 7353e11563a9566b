"""Asking: a request's path and query as the struct that a page takes, or what is wrong with them."""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints
from urllib.parse import urlencode

import msgspec

from .page import Asked, Page
from .problems import Problem

A = TypeVar("A", bound=Asked)


def asked_of(of: type[A], path: Mapping[str, Any], query: Iterable[tuple[str, str]]) -> A:
    """The parameters as ``of``. What is empty counts as not given. Raises ``Problem`` (422; 404 where the path is wrong)."""
    several = lists(of)
    values: dict[str, Any] = {}
    for name, value in query:
        if not value.strip():
            continue
        if name in path or name not in of.__struct_fields__:
            known = ", ".join(field for field in of.__struct_fields__ if field not in path)
            raise Problem(422, f"There is no parameter {name!r} here; there are: {known or 'none'}.")
        if name in several:
            values.setdefault(name, []).append(value)
        elif name in values:
            raise Problem(422, f"The parameter {name} may be given once.")
        else:
            values[name] = value
    try:
        return msgspec.convert(values | dict(path), type=of, strict=False)
    except msgspec.ValidationError as error:
        said = str(error)
        if any(f"$.{name}" in said for name in path):
            raise Problem(404, "There is nothing at this address.") from None
        raise Problem(422, wrong(error, of) + ".") from None


_NO_CHOICE = re.compile(r"Invalid enum value (?P<value>.+) - at `\$(?P<path>[^`]+)`", re.DOTALL)


def wrong(error: Exception, of: type[msgspec.Struct]) -> str:
    """What is wrong with what was sent, which should have been ``of``: with the values that there are, where it is none of them."""
    m = _NO_CHOICE.fullmatch(str(error))
    hint: Any = of
    names = re.findall(r"\.(\w+)", m["path"]) if m else []
    for name in names:
        struct = next(_within(hint, lambda part: isinstance(part, type) and issubclass(part, msgspec.Struct)), None)
        hint = get_type_hints(struct, include_extras=True).get(name) if struct else None
    literal = next(_within(hint, lambda part: get_origin(part) is Literal), None)
    if m and names and literal:
        return f"{names[-1]}: {m['value']} is none of {', '.join(str(value) for value in get_args(literal))}"
    return str(error).replace("`$.", "`").replace(" - at ", ": ")


def _within(hint: Any, wanted: Callable[[Any], bool]) -> Iterator[Any]:
    """The types within a type, itself among them, that are ``wanted``."""
    if wanted(hint):
        yield hint
    for part in get_args(hint):
        yield from _within(part, wanted)


@cache
def lists(of: type[Asked]) -> set[str]:
    """The parameters that may be given several times."""
    return {name for name, hint in get_type_hints(of).items() if _is_list(hint)}


def _is_list(hint: Any) -> bool:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType, Annotated):
        return any(_is_list(part) for part in get_args(hint)[: 1 if origin is Annotated else None])
    return origin is list


def query_of(page: Page, asked: Asked, **changes: Any) -> str:
    """The query of the same request with some parameters changed; what is at its default is left out."""
    found: list[tuple[str, str]] = []
    for name, default in _defaults(type(asked)):
        if name in page.in_path:
            continue
        value = changes.get(name, getattr(asked, name))
        if value in (None, "") or value == default:
            continue
        found += [(name, _text(entry)) for entry in (value if isinstance(value, list) else [value])]
    return urlencode(found)


@cache
def _defaults(of: type[Asked]) -> list[tuple[str, Any]]:
    """The parameters of a page and their defaults. Kept: a page has a hundred links, and msgspec looks at the types anew each time."""
    return [
        (field.name, field.default_factory() if field.default_factory is not msgspec.NODEFAULT else field.default)
        for field in msgspec.structs.fields(of)
    ]


def _text(value: Any) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def path_of(page: Page, asked: Asked, base: str | None = None) -> str:
    """The page's path with its parameters filled in."""
    path = page.path if base is None else base
    for name in page.in_path:
        path = path.replace(f"{{{name}:int}}", str(getattr(asked, name)))
    return path


def address(page: Page, asked: Asked, suffix: str = "", **changes: Any) -> str:
    """The address of the same page with some parameters changed; ``suffix``: ".json" or ".csv" for its twins."""
    path = path_of(page, asked, page.base) + suffix if suffix else path_of(page, asked)
    query = query_of(page, asked, **changes)
    return f"{path}?{query}" if query else path
