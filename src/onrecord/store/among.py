"""Among: rows with one of many values, asked for at once: the values go to the database as one parameter, which is quicker than one for each."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, any_, bindparam, column, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import TypeEngine


def among(connection: Connection, column: ColumnElement[Any], values: Collection[int] | Collection[str]) -> ColumnElement[bool]:
    """The condition that a column of whole numbers or text has one of these values, of which there may be any number."""
    wanted = sorted(values)
    if connection.dialect.name == "postgresql":
        return column == any_(bindparam(None, wanted, ARRAY(column.type)))
    return column.in_(select(func.json_each(json.dumps(wanted)).table_valued("value").c.value))


def given(connection: Connection, rows: Sequence[tuple[Any, ...]], **columns: TypeEngine[Any]) -> FromClause:
    """Rows that go to the database as one parameter, to be joined with: a table of these columns, of whole numbers or text."""
    if connection.dialect.name == "postgresql":
        arrays = [bindparam(None, [row[n] for row in rows], ARRAY(kind)) for n, kind in enumerate(columns.values())]
        return func.unnest(*arrays).table_valued(*(column(name, kind) for name, kind in columns.items())).render_derived()
    each = func.json_each(json.dumps(rows)).table_valued("value")
    parts = (func.json_extract(each.c.value, f"$[{n}]", type_=kind).label(name) for n, (name, kind) in enumerate(columns.items()))
    return select(*parts).subquery()
