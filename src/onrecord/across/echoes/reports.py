"""Reports: an echo group as people and programs see it: who has which of the words, and who names the speaker."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, func, or_, select

from ...store import NotFound
from ...store.among import among
from ...store.said import Said, load
from ...store.schema import articles, echo_statements, echoes, revisions, statements
from .align import align
from .groups import source
from .loading import by_number
from .match import by_words, relation
from .speakers import same_speaker
from .spoken import Spoken
from .words import Token


class Change(msgspec.Struct, kw_only=True):
    """Words of the fullest wording against a report's. ``op``: ``same``; ``dropped``: only in the fullest; ``added``: only in the
    report; ``changed``. ``full``, ``report``: the words; ``full_at``, ``report_at``: their offsets in the two contents, null where
    there are none. ``marked``: the report owns it, by an ellipsis or square brackets."""

    op: str
    full: str
    report: str
    full_at: tuple[int, int] | None
    report_at: tuple[int, int] | None
    marked: bool = False


class Report(msgspec.Struct, kw_only=True):
    """One statement of a group. ``relation`` to the fullest wording: ``fullest``, ``exact``, ``trimmed``, ``partial`` or
    ``paraphrase``. ``named``: it names the speaker. ``earliest``: none was published before. ``copy_of``: the statement that it
    repeats in a near-copy of the article. ``score``: how sure it is that it belongs here; ``said_by``: who says so."""

    statement: int
    relation: str
    article: str
    url: str | None
    publisher: str | None
    published: str | None
    said_on: str | None
    speaker: str | None
    role: str | None
    sourcing: str | None
    named: bool
    manner: str
    content: str
    earliest: bool
    copy_of: int | None
    score: float
    said_by: str
    changes: list[Change] = []


class Echo(msgspec.Struct, kw_only=True):
    """A group. ``fullest``: the statement with the most of the words, ``content`` these; ``earliest``: those published first (several
    where they are of one day). ``independent``: reports, near-copies and the articles of one outlet counted as one."""

    id: int
    content: str
    speaker: str | None
    role: str | None
    fullest: int
    earliest: list[int]
    independent: int
    outlets: int
    named: int
    unnamed: int
    first: str | None
    last: str | None
    reports: list[Report]


def group_of(connection: Connection, number: int) -> int | None:
    """The group of a statement, or of what it is a near-copy of; null where it is in none."""
    s, e = statements.c, echo_statements.c
    original = select(func.coalesce(s.copy_of, s.id)).where(s.id == number).scalar_subquery()
    found = connection.scalar(select(e.echo_id).where(e.statement_id == original, ~e.apart))
    return None if found is None else int(found)


def current(connection: Connection, group: int) -> int:
    """The number that a group goes by now. Raises ``NotFound``."""
    row = connection.execute(select(echoes.c.id, echoes.c.became).where(echoes.c.id == group)).first()
    if row is None:
        raise NotFound(f"there is no echo {group} in the store")
    return int(row.became or row.id)


def members(connection: Connection, groups: list[int]) -> dict[int, list[tuple[int, int | None, float, str]]]:
    """The statements of groups, near-copies with them: number, what it is a copy of, score, who says so."""
    s, e = statements.c, echo_statements.c
    found: dict[int, list[tuple[int, int | None, float, str]]] = {group: [] for group in groups}
    query = (
        select(e.echo_id, s.id, s.copy_of, e.score, e.said_by)
        .join_from(echo_statements, statements, or_(s.id == e.statement_id, s.copy_of == e.statement_id))
        .where(e.echo_id.in_(groups), ~e.apart, s.current, ~s.withdrawn)
        .order_by(s.id)
    )
    for group, *row in connection.execute(query):
        found[group].append(tuple(row))
    return found


def load_echo(connection: Connection, group: int) -> Echo:
    """A group whole."""
    return load_echoes(connection, [group], changes=True)[0]


def load_echoes(connection: Connection, groups: list[int], *, changes: bool = False) -> list[Echo]:
    """Groups, in that order; without the changes of words, unless asked for."""
    held: dict[int, list[tuple[int, int | None, float, str]]] = {}
    for first in range(0, len(groups), 200):
        held |= members(connection, groups[first : first + 200])
    numbers = [row[0] for rows in held.values() for row in rows]
    said = {entry.id: entry for entry in load(connection, numbers)}
    spoken = by_number(connection, numbers)
    sources = _sources(connection, numbers)
    return [_echo(group, held[group], said, spoken, sources, changes) for group in groups]


def _sources(connection: Connection, numbers: list[int]) -> dict[int, tuple[str, int]]:
    lead = articles.alias("lead")
    s = statements.c
    query = (
        select(s.id, lead.c.id, lead.c.publisher_id)
        .select_from(statements)
        .join(revisions, revisions.c.id == s.revision_id)
        .join(articles, articles.c.id == revisions.c.article_id)
        .join(lead, lead.c.id == func.coalesce(articles.c.copy_of, articles.c.id))
        .where(among(connection, s.id, numbers))
    )
    return {number: source(article, publisher) for number, article, publisher in connection.execute(query)}


def _echo(
    group: int,
    rows: list[tuple[int, int | None, float, str]],
    said: dict[int, Said],
    spoken: dict[int, Spoken],
    sources: dict[int, tuple[str, int]],
    changes: bool,
) -> Echo:
    if not rows:
        return Echo(
            id=group, content="", speaker=None, role=None, fullest=0, earliest=[], independent=0, outlets=0, named=0, unnamed=0,
            first=None, last=None, reports=[],
        )  # fmt: skip
    numbers = [row[0] for row in rows]
    full = spoken[min(numbers, key=lambda n: (-len(spoken[n].own), -len(spoken[n].forms), n))]
    days = sorted(day for n in numbers if (day := said[n].published))
    first = days[0] if days else None
    reports = [
        _report(said[number], spoken[number], full, copy_of, score, said_by, first, changes)
        for number, copy_of, score, said_by in rows
    ]
    reports.sort(key=lambda r: (r.published or "9999", r.statement))
    naming = [r for r in reports if r.named]
    who = next((r for r in naming if r.statement == full.number), naming[0] if naming else reports[0])
    return Echo(
        id=group,
        content=full.content,
        speaker=who.speaker,
        role=who.role,
        fullest=full.number,
        earliest=[r.statement for r in reports if r.earliest],
        independent=len({sources[number] for number in numbers}),
        outlets=len({r.publisher for r in reports if r.publisher}),
        named=len(naming),
        unnamed=len(reports) - len(naming),
        first=first,
        last=days[-1] if days else None,
        reports=reports,
    )


def _report(
    said: Said, spoken: Spoken, full: Spoken, copy_of: int | None, score: float, said_by: str, first: str | None, changes: bool
) -> Report:
    kind: str = "fullest"
    if spoken.number != full.number:
        kind = "exact" if spoken.forms == full.forms and spoken.own else "paraphrase"
        if kind == "paraphrase" and by_words(spoken, full, same_speaker(spoken.who, full.who)) is not None:
            kind = relation(spoken, full)
    return Report(
        statement=said.id, relation=kind, article=said.article, url=said.url, publisher=said.publisher, published=said.published,
        said_on=said.said_on, speaker=said.speaker, role=said.role, sourcing=said.sourcing, named=spoken.who.named,
        manner=said.manner, content=said.content, earliest=first is not None and said.published == first, copy_of=copy_of,
        score=round(score, 3), said_by=said_by,
        changes=compared(full, spoken) if changes and kind not in ("fullest", "paraphrase") else [],
    )  # fmt: skip


def compared(full: Spoken, report: Spoken) -> list[Change]:
    """The words of two statements against each other, step by step."""
    found = []
    for step in align(full.tokens, report.tokens):
        here, there = full.tokens[slice(*step.here)], report.tokens[slice(*step.there)]
        behind = report.tokens[step.there[1] : step.there[1] + 1]
        ours, theirs = _place(here), _place(there)
        found.append(
            Change(
                op=step.op,
                full=full.content[slice(*ours)] if ours else "",
                report=report.content[slice(*theirs)] if theirs else "",
                full_at=ours,
                report_at=theirs,
                marked=step.op != "same"
                and (any(t.added or t.gap for t in there) or (step.op == "dropped" and any(t.gap for t in behind))),
            )
        )
    return found


def _place(of: list[Token]) -> tuple[int, int] | None:
    return (of[0].start, of[-1].end) if of else None
