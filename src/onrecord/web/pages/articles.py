"""Articles: all of them; one with its statements marked; and what changed between its revisions."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from ...export.phrases import in_order
from ...export.sheet import options, sheet
from ...store.browse import ArticleRow, Revision
from ...store.diff import Change
from ..answering import following
from ..desk import Desk
from ..filtering import Date, Text
from ..page import Asked, Number, Page, Paged
from ..wording import pieces


class ArticlesAsked(Paged, kw_only=True):
    """What articles are listed by."""

    outlet: Annotated[Text | None, msgspec.Meta(description="Words that the publisher's name has.")] = None
    since: Annotated[Date | None, msgspec.Meta(description="Published not before this day, month or year.")] = None
    until: Annotated[Date | None, msgspec.Meta(description="Published not after it.")] = None
    article: Annotated[Text | None, msgspec.Meta(description="The id, URL or file of an article.")] = None


class Articles(msgspec.Struct, kw_only=True):
    """Articles, those added last first. ``next``: the address of further rows."""

    rows: list[ArticleRow]
    next: str | None


class ArticleAsked(Asked, kw_only=True):
    """An article, and which of its revisions."""

    number: Number
    revision: Annotated[Number | None, msgspec.Meta(description="Default: the newest.")] = None


class ChangesAsked(Asked, kw_only=True):
    """An article, and since when."""

    number: Number
    since: Annotated[
        Number | None, msgspec.Meta(description="The revision to compare the newest with. Default: the one before it.")
    ] = None


class Changes(msgspec.Struct, kw_only=True):
    """What came, went or changed its words."""

    rows: list[Change]


def _list(desk: Desk, asked: ArticlesAsked) -> Articles:
    found = desk.store.articles(
        outlet=asked.outlet, since=asked.since, until=asked.until, article=asked.article, limit=asked.limit, offset=asked.offset
    )
    return Articles(rows=list(found), next=following(LIST, asked, found.more, len(found)))


def _read(desk: Desk, asked: ArticleAsked) -> Revision:
    return desk.revision(asked.number, asked.revision)


def _view(desk: Desk, asked: ArticleAsked, answer: Revision) -> dict[str, Any]:
    record = answer.record
    numbers = dict(zip((id(statement) for statement in record.statements), answer.statements, strict=True))
    by = dict(zip(answer.statements, answer.said_by, strict=True))
    made = sheet(record, f"a{answer.number}", [numbers[id(statement)] for statement in in_order(record)])
    entries = made["entries"]
    return {
        "sheet": made,
        "person": desk.store.persons_of(answer.statements),
        "said_by": by,
        "verdicts": dict(zip(answer.statements, answer.verdicts, strict=True)),
        "speakers": options(entry["name"] for entry in entries),
        "kinds": options(entry["kind"] for entry in entries),
        "manners": options(entry["manner"] for entry in entries),
    }


def _compare(desk: Desk, asked: ChangesAsked) -> Changes:
    return Changes(rows=desk.store.diff(number=asked.number, since=asked.since))


def _changes(desk: Desk, asked: ChangesAsked, answer: Changes) -> dict[str, Any]:
    shown = desk.revision(asked.number)
    words = [pieces(c.before.content, c.after.content) if c.before and c.after else None for c in answer.rows]
    return {"shown": shown, "words": words, "since": asked.since or max(shown.revision - 1, 1)}


LIST = Page(
    path="/articles",
    asked=ArticlesAsked,
    gives=Articles,
    read=_list,
    rows="rows",
    template="articles.html",
    section="Articles",
    summary="Articles, those added last first.",
)
ARTICLE = Page(
    path="/article/{number:int}",
    asked=ArticleAsked,
    gives=Revision,
    read=_read,
    view=_view,
    template="article.html",
    summary="An article, with all that was read in it.",
)
CHANGES = Page(
    path="/article/{number:int}/changes",
    asked=ChangesAsked,
    gives=Changes,
    read=_compare,
    view=_changes,
    template="changes.html",
    summary="What came, went or changed its words between two revisions of an article.",
)
PAGES = [LIST, CHANGES, ARTICLE]
