"""Outlets: who relies on whom: of each outlet or author, the sources, what nobody else has, what it had first."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any, Literal, get_args

import msgspec
from sqlalchemy import Connection, func, select

from ..store import QueryError, Results, Store
from ..store.filters import Filters, narrowed, period
from ..store.schema import articles, echo_statements, echoes, publishers, revisions, speakers, statements

By = Literal["outlet", "author"]
_TOP = 5
_KINDS = ("person", "organization", "group", "document", "author", "unknown")


class OutletRow(msgspec.Struct, kw_only=True):
    """One outlet or author (``name``; null: none is given). Statements are those of the newest revisions; shares are of ``statements``.

    ``own_articles``: not near-copies of an earlier article; ``wire_copy``: those that are, as a share. ``speakers``: how many named ones; ``most``: the five
    it quotes most. ``person`` ... ``no_speaker``: shares by the kind of source. ``unnamed``: sources that are not named, collectives included.
    ``direct``, ``indirect`` (with mixed). ``nowhere_else``: in no other article of the store, in these or other words. ``first``: echoes that it had
    on the first day, ``alone``, and ``tied`` with others that day; ``later``: those that others had before.
    """

    name: str | None
    articles: int
    own_articles: int
    wire_copy: float
    statements: int
    speakers: int
    most: list[str]
    person: float
    organization: float
    group: float
    document: float
    author: float
    unknown: float
    no_speaker: float
    unnamed: float
    direct: float
    indirect: float
    nowhere_else: float
    alone: int
    tied: int
    later: int


def list_outlets(
    store: Store,
    by: By = "outlet",
    *,
    about: str | None = None,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int | None = 20,
    offset: int = 0,
) -> Results[OutletRow]:
    """Outlets, or authors by their byline, those with the most statements first.

    ``about``: only statements with these words, as in ``Store.search``; ``since``, ``until``: by the date of publication.
    """
    if by not in get_args(By):
        raise QueryError(f"by: {by!r} is none of {', '.join(get_args(By))}")
    if (limit is not None and limit < 0) or offset < 0:
        raise QueryError("limit and offset cannot be below 0")
    wanted = Filters(outlet=outlet)
    Filters(since=since, until=until)  # refuses what is no date
    only: set[int] | None = None
    if about and about.strip():
        found = store.search(about, outlet=outlet, since=since, until=until, dated="published", limit=None, copies=True)
        only = {said.id for said in found}
    with store.reading() as connection:
        conditions = narrowed(connection, wanted)
        if conditions is None:
            return Results(OutletRow, [])
        dated = [period(revisions.c.published, since, until)] if since or until else []
        counted = _counted(connection, by, conditions.conditions + dated, only)
    rows = sorted(counted.values(), key=lambda entry: (-entry.statements, entry.name or "~"))
    page = rows[offset:] if limit is None else rows[offset : offset + limit]
    return Results(OutletRow, [entry.row() for entry in page], len(rows) > offset + len(page))


class _Counted:
    """The counts of one outlet or author."""

    def __init__(self, name: str | None) -> None:
        self.name = name
        self.articles: set[int] = set()
        self.copies: set[int] = set()
        self.statements = 0
        self.speakers: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()

    def row(self) -> OutletRow:
        def share(*names: str) -> float:
            return round(sum(self.counts[name] for name in names) / max(1, self.statements), 4)

        return OutletRow(
            name=self.name,
            articles=len(self.articles),
            own_articles=len(self.articles) - len(self.copies),
            wire_copy=round(len(self.copies) / max(1, len(self.articles)), 4),
            statements=self.statements,
            speakers=len(self.speakers),
            most=[name for name, _ in sorted(self.speakers.items(), key=lambda item: (-item[1], item[0]))[:_TOP]],
            no_speaker=share("no_speaker"),
            unnamed=share("unnamed"),
            direct=share("direct"),
            indirect=share("indirect", "mixed"),
            nowhere_else=share("nowhere_else"),
            alone=self.counts["alone"],
            tied=self.counts["tied"],
            later=self.counts["later"],
            **{kind: share(kind) for kind in _KINDS},
        )


def _counted(connection: Connection, by: By, conditions: list[Any], only: set[int] | None) -> dict[str | None, _Counted]:
    s, r, a = statements.c, revisions.c, articles.c
    repeated = set(connection.scalars(select(s.copy_of).where(s.copy_of.is_not(None), s.current, ~s.withdrawn).distinct()))
    groups, firsts = _echoes(connection)
    name = publishers.c.name if by == "outlet" else r.byline
    query = (
        select(
            s.id, s.copy_of, s.manner, s.sourcing, speakers.c.name, speakers.c.kind, a.id, a.copy_of, name,
            func.coalesce(publishers.c.name, a.key),
        )
        .select_from(statements)
        .join(revisions, r.id == s.revision_id)
        .join(articles, a.id == r.article_id)
        .outerjoin(publishers, publishers.c.id == a.publisher_id)
        .outerjoin(speakers, speakers.c.id == s.speaker_id)
        .where(*conditions)
    )  # fmt: skip
    found: dict[str | None, _Counted] = {}
    seen: dict[str | None, set[int]] = defaultdict(set)
    for number, copy_of, manner, sourcing, speaker, kind, article, lead, key, outlet in connection.execute(query):
        if only is not None and number not in only:
            continue
        entry = found.setdefault(key, _Counted(key))
        entry.articles.add(article)
        if lead is not None:
            entry.copies.add(article)
        entry.statements += 1
        entry.counts[manner] += 1
        entry.counts[kind or "no_speaker"] += 1
        if sourcing in ("unnamed", "collective"):
            entry.counts["unnamed"] += 1
        if speaker and sourcing == "named":
            entry.speakers[speaker] += 1
        group = groups.get(copy_of or number)
        if group is None:
            if copy_of is None and number not in repeated:
                entry.counts["nowhere_else"] += 1
        elif group not in seen[key]:
            seen[key].add(group)
            early = firsts[group]
            entry.counts["later" if outlet not in early else "tied" if len(early) > 1 else "alone"] += 1
    return found


def _echoes(connection: Connection) -> tuple[dict[int, int], dict[int, set[str]]]:
    """The group of each statement that is in one of two independent reports or more; who was first in each: outlets, or articles without one.

    Near-copies have no say in it: who had wire copy first is not known by its date.
    """
    s, r, a, e = statements.c, revisions.c, articles.c, echo_statements.c
    query = (
        select(s.id, e.echo_id, r.published, func.coalesce(publishers.c.name, a.key))
        .select_from(echo_statements)
        .join(echoes, echoes.c.id == e.echo_id)
        .join(statements, s.id == e.statement_id)
        .join(revisions, r.id == s.revision_id)
        .join(articles, a.id == r.article_id)
        .outerjoin(publishers, publishers.c.id == a.publisher_id)
        .where(~e.apart, s.current, ~s.withdrawn, echoes.c.independent >= 2)
    )
    groups: dict[int, int] = {}
    days: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for number, group, published, outlet in connection.execute(query):
        groups[number] = group
        days[group].append((published or "~", outlet))
    return groups, {group: {o for day, o in held if day == min(held)[0]} for group, held in days.items()}
