"""Words of: what offsets point at, cut out of the article's text by the database, in queries that join ``revisions``.

The words of statements and commitments are in the views ``statement_words`` and ``commitment_words`` (schema.py), to be joined by ``id``.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, func

from .schema import revisions


def words_at(start: ColumnElement[Any], end: ColumnElement[Any]) -> ColumnElement[str]:
    """The words of ``revisions.text`` from one offset to another."""
    return func.substr(revisions.c.text, start + 1, end - start)
