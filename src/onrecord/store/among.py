"""Among: rows with one of many values, asked for at once: the values go to the database as one parameter, which is quicker than one for each."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, any_, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY


def among(connection: Connection, column: ColumnElement[Any], values: Collection[int] | Collection[str]) -> ColumnElement[bool]:
    """The condition that a column of whole numbers or text has one of these values, of which there may be any number."""
    wanted = sorted(values)
    if connection.dialect.name == "postgresql":
        return column == any_(bindparam(None, wanted, ARRAY(column.type)))
    return column.in_(select(func.json_each(json.dumps(wanted)).table_valued("value").c.value))
