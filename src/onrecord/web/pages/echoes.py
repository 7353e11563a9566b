"""Echoes: the same words of the same speaker in several articles; one of them, every report word by word."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from ... import across
from ...across.echoes import Echo, EchoRow
from ...store import Said
from ..alignment import Aligned, aligned
from ..answering import following
from ..desk import Desk
from ..filtering import Date, Text
from ..page import Asked, Number, Page, Paged


class EchoesAsked(Paged, kw_only=True):
    """What echoes are listed by."""

    q: Annotated[Text | None, msgspec.Meta(description="Words that one of the reports has, as in `/search`.")] = None
    speaker: Annotated[Text | None, msgspec.Meta(description="Words that the speaker's name has.")] = None
    outlet: Annotated[Text | None, msgspec.Meta(description="That this outlet reports, among others.")] = None
    since: Annotated[Date | None, msgspec.Meta(description="Not over before this day, month or year.")] = None
    until: Annotated[Date | None, msgspec.Meta(description="Not begun after it.")] = None
    least: Annotated[int, msgspec.Meta(ge=1, le=1000, description="Independent reports, at least.")] = 2


class Echoes(msgspec.Struct, kw_only=True):
    """Echoes, those with the most independent reports first. ``next``: the address of further rows."""

    rows: list[EchoRow]
    next: str | None


class EchoAsked(Asked, kw_only=True):
    """Which echo."""

    number: Number


def _list(desk: Desk, asked: EchoesAsked) -> Echoes:
    found = across.echoes(
        desk.store, asked.q, speaker=asked.speaker, outlet=asked.outlet, since=asked.since, until=asked.until, least=asked.least,
        limit=asked.limit, offset=asked.offset,
    )  # fmt: skip
    return Echoes(rows=list(found), next=following(LIST, asked, found.more, len(found)))


def _listed(desk: Desk, asked: EchoesAsked, answer: Echoes) -> dict[str, Any]:
    return {"who": {said.id: said for said in desk.store.several([row.fullest for row in answer.rows])}}


def _read(desk: Desk, asked: EchoAsked) -> Echo:
    return across.echo(desk.store, asked.number)


def _view(desk: Desk, asked: EchoAsked, answer: Echo) -> dict[str, Any]:
    said, rows = reports(desk, answer)
    return {"reports": rows, "said": said, "fullest": said.get(answer.fullest)}


def reports(desk: Desk, echo: Echo) -> tuple[dict[int, Said], list[Aligned]]:
    """The reports of an echo, each laid against its fullest wording, and the statements that they are."""
    said = {row.id: row for row in desk.store.several([report.statement for report in echo.reports])}
    return said, [aligned(echo, report) for report in echo.reports]


LIST = Page(
    path="/echoes",
    asked=EchoesAsked,
    gives=Echoes,
    read=_list,
    view=_listed,
    rows="rows",
    template="echoes.html",
    section="Echoes",
    summary="The same words of the same speaker in several articles.",
)
ECHO = Page(
    path="/echoes/{number:int}",
    asked=EchoAsked,
    gives=Echo,
    read=_read,
    view=_view,
    template="echo.html",
    summary="One echo: its fullest wording, and every report word by word against it.",
)
PAGES = [LIST, ECHO]
