"""Copied: which statements of near-copies are the same, anew, after a person changed the words of one or withdrew it."""

from __future__ import annotations

from sqlalchemy import Connection, func, or_, select, update

from ..schema import articles, revisions, statement_words, statements
from ..words import folded


def regroup(connection: Connection, article: int) -> None:
    """Let each statement of the article's near-copies be a copy of the first, in another article, that says the same."""
    a, s, r = articles.c, statements.c, revisions.c
    lead = select(func.coalesce(a.copy_of, a.id)).where(a.id == article).scalar_subquery()
    group = connection.scalars(select(a.id).where(or_(a.id == lead, a.copy_of == lead))).all()
    if len(group) < 2:
        return
    rows = connection.execute(
        select(s.id, statement_words.c.content, s.denied, s.withdrawn, s.copy_of, r.article_id)
        .join_from(statements, revisions)
        .join(statement_words, statement_words.c.id == s.id)
        .where(r.article_id.in_(group), s.current)
        .order_by(s.id)
    ).all()
    first: dict[tuple[bool, str], tuple[int, int]] = {}
    for row in rows:
        said = (row.denied, " ".join(folded(row.content)))
        original, where = first.setdefault(said, (row.id, row.article_id)) if not row.withdrawn else (row.id, row.article_id)
        wanted = None if where == row.article_id else original
        if wanted != row.copy_of:
            connection.execute(update(statements).where(s.id == row.id).values(copy_of=wanted))
