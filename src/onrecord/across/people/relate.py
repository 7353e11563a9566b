"""Relate people: the appearances of articles that are new, or read again, are given to identities; the rest is left alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, cast

from sqlalchemy import Connection, Table, and_, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from ...store import Store
from ...store.schema import abbreviations, appearances, people, person_keys, person_pins, revisions, settings, speakers
from ..collector import no_collector
from .bodies import defined
from .decide import Deciding
from .gather import Appearance, setting
from .gather import appearances as gathered
from .known import Known, keys_for
from .names import parse, relation
from .profiles import ordinal

PORTION = 500
"""Articles that are related in one transaction."""
AGAIN = 200
"""What is open is looked at again when something new turns up: at most so many appearances a portion, the latest."""
_AROUND = 180
"""Days: an office of an appearance further off is not told by what is new."""
_ORDER = {"full": 0, "body": 1, "surname": 2, "short": 3, "office": 4}

Place = tuple[int, int, int]


def step(store: Store, told: Callable[[int, int], None]) -> int:
    """Relate what waits; returns how many articles it was."""
    with store.reading() as connection:
        waiting = connection.scalar(select(func.count()).select_from(revisions).where(~revisions.c.people_done)) or 0
    done = 0
    known: Known | None = None
    while done < waiting or waiting:
        with store.writing() as connection, no_collector():
            some = list(
                connection.scalars(select(revisions.c.id).where(~revisions.c.people_done).order_by(revisions.c.id).limit(PORTION))
            )
            if not some:
                break
            if known is None:
                known = Known(connection)
            else:
                known.begin(connection)
            _portion(connection, known, some)
        done += len(some)
        told(done, max(done, waiting))
    return done


def _portion(connection: Connection, known: Known, numbers: list[int]) -> None:
    words = _settings(connection, numbers)
    entries = gathered(connection, numbers, words)
    old, before = _before(connection, numbers, entries)
    pins = _pins(connection, entries)
    known.look_up(entries)
    known.load({known.root(person) for person in before.values()} | set(pins.values()))
    deciding = Deciding(known)
    entries.sort(key=lambda entry: (_ORDER[entry.form], entry.revision, entry.speaker, entry.part))
    for entry in entries:
        place = (entry.revision, entry.speaker, entry.part)
        entry.id = old.pop(place, None)
        pinned = pins.get((entry.article, entry.speaker, entry.part))
        if pinned is not None and known.root(pinned) in known.profiles:
            known.give(entry, known.profiles[known.root(pinned)])
            entry.score, entry.reason = 9.0, "a person said so"
            continue
        if entry.form == "office":
            # counted from the store: what this portion tells of offices must be in it
            continue
        deciding.decide(entry, before.get((entry.article, entry.speaker, entry.part)))
    offices = [entry for entry in entries if entry.form == "office" and not entry.reason]
    _write(connection, known, [entry for entry in entries if entry not in offices] if offices else entries, list(old.values()))
    for entry in offices:
        deciding.decide(entry)
    _write(connection, known, offices, [])
    _again(connection, known, deciding, entries)
    connection.execute(update(revisions).where(revisions.c.id.in_(numbers)).values(people_done=True))


def _settings(connection: Connection, numbers: Sequence[int]) -> dict[int, frozenset[str]]:
    """The settings of articles, and the abbreviations that they explain, both kept."""
    connection.execute(delete(settings).where(settings.c.revision_id.in_(numbers)))
    rows, found = [], {}
    learned: dict[tuple[str, str], int] = {}
    for number, text in connection.execute(select(revisions.c.id, revisions.c.text).where(revisions.c.id.in_(numbers))):
        words = setting(text)
        rows.append({"revision_id": number, "words": " ".join(words)})
        found[number] = frozenset(words)
        for pair in set(defined(text)):
            learned[pair] = learned.get(pair, 0) + 1
    if rows:
        connection.execute(insert(settings), rows)
    if learned:
        upsert = cast(Any, (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(abbreviations))
        upsert = upsert.on_conflict_do_update(
            index_elements=["short", "name"], set_={"articles": abbreviations.c.articles + upsert.excluded.articles}
        )
        connection.execute(
            upsert, [{"short": short, "name": name, "articles": times} for (short, name), times in sorted(learned.items())]
        )
    return found


def _before(
    connection: Connection, numbers: Sequence[int], entries: Sequence[Appearance]
) -> tuple[dict[Place, int], dict[Place, int]]:
    """The rows of an earlier reading of these revisions, by place; and whom speakers were in any revision of their article."""
    a = appearances.c
    old = {
        (row.revision_id, row.speaker_id, row.part): row.id
        for row in connection.execute(select(a.id, a.revision_id, a.speaker_id, a.part).where(a.revision_id.in_(numbers)))
    }
    query = (
        select(revisions.c.article_id, a.speaker_id, a.part, people.c.root_id)
        .join_from(appearances, revisions, revisions.c.id == a.revision_id)
        .join(people, people.c.id == a.person_id)
        .where(revisions.c.article_id.in_({entry.article for entry in entries}))
        .order_by(a.id)
    )
    return old, {(row.article_id, row.speaker_id, row.part): row.root_id for row in connection.execute(query)}


def _pins(connection: Connection, entries: Sequence[Appearance]) -> dict[Place, int]:
    """Whom persons said that speakers of these articles are; a speaker whom a new reading names more fully stays who it was."""
    p = person_pins.c
    query = (
        select(p.article_id, p.speaker_id, p.part, people.c.root_id, speakers.c.name, speakers.c.kind)
        .join_from(person_pins, people, people.c.id == p.person_id)
        .join(speakers, speakers.c.id == p.speaker_id)
        .where(p.article_id.in_({entry.article for entry in entries}))
    )
    found: dict[Place, int] = {}
    named: dict[int, list[Any]] = {}
    for row in connection.execute(query):
        found[row.article_id, row.speaker_id, row.part] = row.root_id
        named.setdefault(row.article_id, []).append(row)
    for entry in entries:
        place = (entry.article, entry.speaker, entry.part)
        if place in found or entry.parsed is None or entry.article not in named:
            continue
        roots = set()
        for row in named[entry.article]:
            own = row.name.split(" + ")[max(0, row.part - 1)]
            parsed = parse(own)
            if row.kind == entry.kind and parsed is not None and relation(parsed, entry.parsed) != "other":
                roots.add(row.root_id)
        if len(roots) == 1:
            found[place] = roots.pop()
    return found


def _write(connection: Connection, known: Known, entries: Sequence[Appearance], gone: list[int]) -> None:
    """Put identities, appearances and keys into the tables."""
    numbers = _new_people(connection, known)
    for entry in entries:
        if entry.person is not None:
            entry.person = numbers.get(entry.person, entry.person)
            entry.person = known.root(entry.person)
    for one, into in known.leads.items():
        if one > 0:
            connection.execute(update(people).where(people.c.root_id == one).values(root_id=into))
    if gone:
        connection.execute(delete(appearances).where(appearances.c.id.in_(gone)))
    rows = [_row(entry) for entry in entries]
    if changed := [row for row in rows if row["id"] is not None]:
        a = appearances.c
        values: dict[str, Any] = {name: bindparam(f"to_{name}") for name in changed[0] if name != "id"}
        query = update(appearances).where(a.id == bindparam("at")).values(values)
        connection.execute(query, [{"at": row["id"], **{f"to_{k}": v for k, v in row.items() if k != "id"}} for row in changed])
    new = [entry for entry, row in zip(entries, rows, strict=True) if row["id"] is None]
    if new:
        made = [{k: v for k, v in row.items() if k != "id"} for row in rows if row["id"] is None]
        for entry, number in zip(new, _put_in(connection, appearances, made), strict=True):
            entry.id = number
    _keys(connection, entries)
    _names(connection, known, {entry.person for entry in entries if entry.person is not None})


def _new_people(connection: Connection, known: Known) -> dict[int, int]:
    """Put in the identities that were made; what their numbers became."""
    made = [profile for profile in known.created if profile.id < 0 and profile.id in known.profiles]
    numbers: dict[int, int] = {}
    if made:
        rows = [{"kind": profile.kind, "name": profile.called()} for profile in made]
        for profile, number in zip(made, _put_in(connection, people, rows), strict=True):
            numbers[profile.id] = number
        connection.execute(update(people).where(people.c.id.in_(numbers.values())).values(root_id=people.c.id))
        for profile in made:
            del known.profiles[profile.id]
            profile.name = profile.called()
            profile.id = numbers[profile.id]
            known.profiles[profile.id] = profile
        for key, roots in known.keys.items():
            known.keys[key] = [numbers.get(root, root) for root in roots]
    known.created = []
    return numbers


def _put_in(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> list[int]:
    """Put rows into a table that nobody else writes to in the meantime; their numbers, in order. All at once: to ask for each number costs more."""
    last = connection.scalar(select(func.max(table.c.id))) or 0
    connection.execute(insert(table), rows)
    return list(connection.scalars(select(table.c.id).where(table.c.id > last).order_by(table.c.id)))


def _row(entry: Appearance) -> dict[str, Any]:
    return {
        "id": entry.id,
        "revision_id": entry.revision,
        "speaker_id": entry.speaker,
        "part": entry.part,
        "person_id": entry.person,
        "name": entry.name,
        "form": entry.form,
        "role": entry.role,
        "gender": entry.gender or None,
        "day": entry.day,
        "publisher_id": entry.publisher,
        "statements": entry.statements,
        "score": entry.score,
        "reason": entry.reason,
        "open_key": entry.open_key,
    }


def _keys(connection: Connection, entries: Sequence[Appearance]) -> None:
    counted: dict[tuple[str, int], tuple[int, str | None, str | None]] = {}
    for entry in entries:
        if entry.person is None:
            continue
        for key in set(keys_for(entry)):
            times, first, last = counted.get((key, entry.person), (0, None, None))
            days = [day for day in (first, last, entry.day) if day]
            counted[key, entry.person] = (times + 1, min(days, default=None), max(days, default=None))
    if not counted:
        return
    k = person_keys.c
    upsert = cast(Any, (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(person_keys))
    least, most = (func.least, func.greatest) if connection.dialect.name == "postgresql" else (func.min, func.max)
    more = upsert.excluded
    upsert = upsert.on_conflict_do_update(
        index_elements=["key", "person_id"],
        set_={
            "articles": k.articles + more.articles,
            "first": least(func.coalesce(k.first, more.first), func.coalesce(more.first, k.first)),
            "last": most(func.coalesce(k.last, more.last), func.coalesce(more.last, k.last)),
        },
    )
    rows = [
        {"key": key[:255], "person_id": person, "articles": times, "first": first, "last": last}
        for (key, person), (times, first, last) in sorted(counted.items())
    ]
    connection.execute(upsert, rows)


def _names(connection: Connection, known: Known, touched: set[int]) -> None:
    """Let identities go by the name that most of their articles use, unless a person named them."""
    rows = []
    for number in sorted(touched):
        profile = known.profiles.get(number)
        if profile is not None and profile.named_by is None and (name := profile.called()) != profile.name:
            profile.name = name
            rows.append({"at": number, "to": name})
    if rows:
        query = update(people).where(people.c.id == bindparam("at"), people.c.named_by.is_(None)).values(name=bindparam("to"))
        connection.execute(query, rows)


def _again(connection: Connection, known: Known, deciding: Deciding, done: Sequence[Appearance]) -> None:
    """Look once more at what was open under the keys that something new is known of: at most ``AGAIN`` appearances, the latest."""
    keys = deciding.touched | {key for entry in done for key in keys_for(entry) if key[:2] == "r:"}
    deciding.touched = set()
    rows: list[Any] = []
    wanted = sorted(keys)
    days = [ordinal(entry.day) for entry in done if entry.day] or [1]
    since, until = (date.fromordinal(max(1, day)).isoformat() for day in (min(days) - _AROUND, max(days) + _AROUND))
    a = appearances.c
    for first in range(0, len(wanted), 500):
        query = select(a.id, a.open_key).where(a.open_key.in_(wanted[first : first + 500]))
        query = query.where(or_(a.form != "office", and_(a.person_id.is_(None), a.day >= since, a.day <= until)))
        query = query.order_by(a.id.desc()).limit(AGAIN + len(done))
        rows += connection.execute(query).all()
    fresh = {entry.id for entry in done}
    numbers = sorted((row.id for row in rows if row.id not in fresh), reverse=True)[:AGAIN]
    if not numbers:
        return
    query_ = (
        select(appearances, revisions.c.article_id, settings.c.words, people.c.root_id, speakers.c.kind)
        .join_from(appearances, revisions, revisions.c.id == a.revision_id)
        .join(speakers, speakers.c.id == a.speaker_id)
        .outerjoin(settings, settings.c.revision_id == a.revision_id)
        .outerjoin(people, people.c.id == a.person_id)
        .where(a.id.in_(numbers), ~select(person_pins.c.log_id).where(
            person_pins.c.article_id == revisions.c.article_id, person_pins.c.speaker_id == a.speaker_id, person_pins.c.part == a.part
        ).exists())
        .order_by(a.id)
    )  # fmt: skip
    entries = []
    for row in connection.execute(query_):
        parsed = parse(row.name) if row.form in ("full", "surname") else None
        entry = Appearance(
            *(row.revision_id, row.article_id, row.speaker_id, row.part, row.name, row.kind, row.form, row.day, row.publisher_id),
            parsed=parsed, roles=[row.role] if row.role else [], gender=row.gender or "", statements=row.statements,
            setting=frozenset(row.words.split()) if row.words else frozenset(), id=row.id, person=row.root_id,
            score=row.score, reason=row.reason, open_key=row.open_key,
        )  # fmt: skip
        keys_ = keys_for(entry) if parsed is not None else [row.open_key]
        entry.keys = [key for key in keys_ if key[:2] != "r:"] if parsed is not None else keys_
        if entry.form == "surname":
            entry.keys = [row.open_key]
        elif entry.form == "full":
            entry.keys = [key for key in entry.keys if key[:2] == "n:"] or [key for key in entry.keys if key[:2] == "s:"]
        entries.append(entry)
    known.look_up(entries)
    was = {entry.id: entry.person for entry in entries}
    for entry in entries:
        deciding.decide(entry)
    moved = [entry for entry in entries if entry.person != was[entry.id] or entry.person is None]
    _write(connection, known, moved, [])
    _emptied(
        connection, {person for entry in moved if (person := was[entry.id]) is not None and person != entry.person}, moved, was
    )


def _emptied(connection: Connection, left: set[int], moved: Sequence[Appearance], was: dict[int | None, int | None]) -> None:
    """An identity whose appearances have all become another's leads to it, so that its number still finds somebody."""
    still = (
        set(connection.scalars(select(appearances.c.person_id).where(appearances.c.person_id.in_(left)).distinct()))
        if left
        else set()
    )
    for number in sorted(left - still):
        to = {entry.person for entry in moved if was[entry.id] == number and entry.person is not None}
        if len(to) == 1:
            connection.execute(update(people).where(people.c.root_id == number).values(root_id=to.pop()))
