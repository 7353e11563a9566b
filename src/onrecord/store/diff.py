"""Diff: what came, went or changed its words between two revisions of an article."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Literal

import msgspec
from sqlalchemy import Connection, select

from . import corrections
from .problems import NotFound
from .said import Said, load
from .schema import articles, log, revisions, statements
from .words import folded

_ALIKE = 0.6
"""Share of words in common (difflib's ratio) from which on two statements are one whose words changed."""


class Change(msgspec.Struct, kw_only=True):
    """One difference. ``before`` is null for what came, ``after`` for what went.

    ``fields``: for a changed statement, which of content, speaker, role, said_on, manner, kind and denied are not the same. ``left``: what a
    person said of ``before`` could not be carried to the newer revision, and stays with the older.
    """

    article: str
    url: str | None
    change: Literal["came", "went", "changed"]
    from_revision: int
    to_revision: int
    before: Said | None
    after: Said | None
    fields: list[str]
    left: bool = False


_FIELDS = ("content", "speaker", "role", "said_on", "manner", "kind", "denied")


def diff(connection: Connection, name: str | None = None, *, number: int | None = None, since: int | None = None) -> list[Change]:
    """The changes between the last two revisions of the articles that go by ``name`` (id, URL or file), or of article ``number``; null: of all.

    ``since``: from this revision to the newest. Raises ``NotFound`` where there is no such article or revision.
    """
    a, r = articles.c, revisions.c
    query = select(a.id, a.given_id, a.url, r.number).join_from(articles, revisions).where(r.current)
    if name is not None:
        query = query.where((a.given_id == name) | (a.url == name) | (a.source == name))
    elif number is not None:
        query = query.where(a.id == number)
    else:
        query = query.where(r.number > 1)
    found = connection.execute(query.order_by(a.id)).all()
    if name is not None and not found:
        raise NotFound(f"no article in the store goes by {name!r}; give the id, URL or file that it was added under")
    if number is not None and not found:
        raise NotFound(f"there is no article {number} in the store")
    changes = []
    for article, given, url, newest in found:
        first = newest - 1 if since is None else since
        if since is not None and not 1 <= since <= newest:
            raise NotFound(f"{given} has no revision {since}; it has 1 to {newest}")
        if first < 1 or first == newest:
            continue
        before, after = (_said(connection, article, number) for number in (first, newest))
        behind = _left(connection, [said.id for said in before])
        for old, new in _paired(before, after):
            fields = [] if old is None or new is None else [f for f in _FIELDS if getattr(old, f) != getattr(new, f)]
            left = old is not None and old.id in behind
            if old is not None and new is not None and not fields and not left:
                continue
            kind: Literal["came", "went", "changed"] = "came" if old is None else "went" if new is None else "changed"
            changes.append(
                Change(
                    article=given,
                    url=url,
                    change=kind,
                    from_revision=first,
                    to_revision=newest,
                    before=old,
                    after=new,
                    fields=fields,
                    left=left,
                )
            )
    return changes


def _said(connection: Connection, article: int, number: int) -> list[Said]:
    query = select(statements.c.id).join_from(statements, revisions)
    query = query.where(revisions.c.article_id == article, revisions.c.number == number, ~statements.c.withdrawn)
    return load(connection, connection.scalars(query.order_by(statements.c.content_start, statements.c.id)).all())


def _left(connection: Connection, numbers: list[int]) -> set[int]:
    """Of which statements what persons said could not be carried to a newer revision."""
    query = select(log.c.subject_id).where(log.c.subject == "statement", log.c.action == corrections.LEAVE)
    return set(connection.scalars(query.where(log.c.subject_id.in_(numbers))))


def _paired(before: list[Said], after: list[Said]) -> Iterable[tuple[Said | None, Said | None]]:
    """Each statement with what became of it: first those of the same words, then the most alike."""
    pairs: list[tuple[Said | None, Said | None]] = []
    waiting = list(after)
    gone = []
    for old in before:
        same = next((new for new in waiting if new.content == old.content), None)
        if same is None:
            gone.append(old)
        else:
            waiting.remove(same)
            pairs.append((old, same))
    alike = sorted(
        ((_alike(old, new), i, j) for i, old in enumerate(gone) for j, new in enumerate(waiting)), key=lambda x: (-x[0], x[1], x[2])
    )
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for ratio, i, j in alike:
        if ratio >= _ALIKE and i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            pairs.append((gone[i], waiting[j]))
    pairs += [(old, None) for i, old in enumerate(gone) if i not in taken_old]
    pairs += [(None, new) for j, new in enumerate(waiting) if j not in taken_new]
    return sorted(pairs, key=lambda pair: _start(pair[1] or pair[0]))


def _alike(old: Said, new: Said) -> float:
    return SequenceMatcher(None, folded(old.content), folded(new.content), autojunk=False).ratio()


def _start(said: Said | None) -> int:
    return said.start or 0 if said else 0
