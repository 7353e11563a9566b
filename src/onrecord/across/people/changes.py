"""What people put right: identities merged, split and renamed; it holds whatever is read or related later, and can be undone."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, delete, insert, select, update

from ...store import NotFound, Store
from ...store import log as _log
from ...store.schema import appearances, people, people_apart, person_pins, revisions
from .lists import root_of


def merge(store: Store, number: int, into: int, *, by: str, note: str | None = None, seen: int | None = None) -> int:
    """Say that two identities are one: ``number`` leads to ``into`` from now on. Returns the entry of the log.

    ``seen``: the last entry of the log when the two were looked at (``Store.version``); null asks nobody. Raises ``NotFound`` where there is none
    of them, ``ValueError`` where they are one already, or a person and an organization, ``Conflict`` where somebody changed one of them since.
    """
    by = _log.person(by)
    with store.writing() as connection:
        one, other = root_of(connection, number), root_of(connection, into)
        _unchanged(connection, (one, other), seen)
        if one == other:
            raise ValueError(f"{number} and {into} are one already ({one})")
        kinds = {row.id: row.kind for row in connection.execute(select(people).where(people.c.id.in_((one, other))))}
        if kinds[one] != kinds[other]:
            raise ValueError(f"{one} is a {kinds[one]} and {other} a {kinds[other]}; they cannot be one")
        members = list(connection.scalars(select(people.c.id).where(people.c.root_id == one).order_by(people.c.id)))
        connection.execute(update(people).where(people.c.root_id == one).values(root_id=other))
        fields = {"root": (str(one), str(other)), "members": (" ".join(map(str, members)), None)}
        return _log.write(connection, by, "merge", "person", one, fields, note=note)


def split(
    store: Store,
    number: int,
    chosen: Collection[int],
    *,
    by: str,
    name: str | None = None,
    note: str | None = None,
    seen: int | None = None,
) -> int:
    """Take appearances out of an identity, into a new one that is never joined to it by itself. Returns the new identity's number.

    ``chosen``: numbers of appearances, as ``person`` gives them; ``seen`` as in ``merge``. Raises ``NotFound`` where one is not of this identity,
    ``ValueError`` where all are, ``Conflict``.
    """
    by = _log.person(by)
    with store.writing() as connection:
        root = root_of(connection, number)
        _unchanged(connection, (root,), seen)
        a = appearances.c
        query = (
            select(a.id, a.speaker_id, a.part, a.name, revisions.c.article_id)
            .join_from(appearances, people, people.c.id == a.person_id)
            .join(revisions, revisions.c.id == a.revision_id)
            .where(people.c.root_id == root)
        )
        own = {row.id: row for row in connection.execute(query)}
        if missing := sorted(set(chosen) - own.keys()):
            raise NotFound(
                f"{', '.join(map(str, missing))}: no appearance of person {root} (onrecord person {root} --why lists them)"
            )
        if not chosen:
            raise ValueError("name at least one appearance")
        # all revisions of an article are of one mind
        places = {(own[n].article_id, own[n].speaker_id, own[n].part) for n in chosen}
        moved = [n for n, row in own.items() if (row.article_id, row.speaker_id, row.part) in places]
        if len(moved) == len(own):
            raise ValueError("these are all of its appearances; rename it, or merge it into another")
        kind = connection.scalar(select(people.c.kind).where(people.c.id == root))
        new = connection.scalar(
            insert(people).returning(people.c.id),
            {"kind": kind, "name": name or own[moved[0]].name, "named_by": by if name else None},
        )
        assert new is not None
        connection.execute(update(people).where(people.c.id == new).values(root_id=new))
        fields = {"person": (str(root), str(new)), "appearances": (" ".join(map(str, sorted(moved))), None)}
        entry = _log.write(connection, by, "split", "person", root, fields, note=note)
        connection.execute(
            update(appearances).where(a.id.in_(moved)).values(person_id=new, score=9.0, reason=f"{by} said so", open_key=None)
        )
        wrong = [
            person_pins.c.article_id.in_({article}) & (person_pins.c.speaker_id == speaker) & (person_pins.c.part == part)
            for article, speaker, part in places
        ]
        for condition in wrong:
            connection.execute(delete(person_pins).where(condition))
        pins = [{"article_id": x, "speaker_id": y, "part": z, "person_id": new, "log_id": entry} for x, y, z in sorted(places)]
        connection.execute(insert(person_pins), pins)
        connection.execute(insert(people_apart), {"one_id": root, "other_id": new, "log_id": entry})
        return int(new)


def rename(store: Store, number: int, name: str, *, by: str, note: str | None = None, seen: int | None = None) -> int:
    """Let an identity go by another name, whatever its articles call it; ``seen`` as in ``merge``. Returns the entry of the log."""
    by = _log.person(by)
    if not (name := " ".join(name.split())):
        raise ValueError("give a name")
    with store.writing() as connection:
        root = root_of(connection, number)
        _unchanged(connection, (root,), seen)
        row = connection.execute(select(people).where(people.c.id == root)).one()
        connection.execute(update(people).where(people.c.id == root).values(name=name, named_by=by))
        fields = {"name": (row.name, name), "named_by": (row.named_by, by)}
        return _log.write(connection, by, "rename", "person", root, fields, note=note)


def undo(store: Store, entry: int, *, by: str, note: str | None = None) -> int:
    """Take back what entry ``entry`` of the log did to a person. Returns the entry that says so.

    Raises ``NotFound`` where there is no such entry, ``ValueError`` where it is of something else, was taken back already, or a later action
    builds on it.
    """
    by = _log.person(by)
    with store.writing() as connection:
        done = _log.entry(connection, entry)
        if done.subject != "person" or done.action not in _UNDO:
            raise ValueError(f"entry {entry} ({done.action} of a {done.subject}) is nothing that can be undone here")
        if done.undone is not None:
            raise ValueError(f"entry {entry} was taken back already, by entry {done.undone}")
        before = dict(zip(done.fields, done.before, strict=True))
        after = dict(zip(done.fields, done.after, strict=True))
        _UNDO[done.action](connection, done.subject_id, before, after)
        fields = {name: (after[name], before[name]) for name in done.fields}
        number = _log.write(connection, by, f"undo {done.action}", "person", done.subject_id, fields, note=note, undoes=entry)
        if done.action == "split":
            connection.execute(delete(person_pins).where(person_pins.c.log_id == entry))
            connection.execute(delete(people_apart).where(people_apart.c.log_id == entry))
        return number


def _unchanged(connection: Connection, roots: Collection[int], seen: int | None) -> None:
    """Raise ``Conflict`` where somebody changed one of these identities, or what was merged into them, after the entry ``seen``."""
    if seen is not None:
        members = connection.scalars(select(people.c.id).where(people.c.root_id.in_(roots)))
        _log.unchanged(connection, "person", {*members, *roots}, seen)


Values = dict[str, str | None]


def _unmerge(connection: Connection, number: int, before: Values, after: Values) -> None:
    members = [int(member) for member in (before["members"] or "").split()]
    into = int(after["root"] or 0)
    now = set(connection.scalars(select(people.c.root_id).where(people.c.id.in_(members))))
    if now != {root_now := connection.scalar(select(people.c.root_id).where(people.c.id == into))} or root_now != into:
        raise ValueError(f"{into} was merged again since then; take that back first")
    connection.execute(update(people).where(people.c.id.in_(members)).values(root_id=number))


def _unsplit(connection: Connection, number: int, before: Values, after: Values) -> None:
    new = int(after["person"] or 0)
    if connection.scalar(select(people.c.root_id).where(people.c.id == new)) != new:
        raise ValueError(f"{new} was merged since then; take that back first")
    connection.execute(
        update(appearances).where(appearances.c.person_id == new).values(person_id=number, reason="taken back into it")
    )
    connection.execute(update(people).where(people.c.root_id == new).values(root_id=root_of(connection, number)))


def _unname(connection: Connection, number: int, before: Values, after: Values) -> None:
    if connection.scalar(select(people.c.name).where(people.c.id == number)) != after["name"]:
        raise ValueError("it was renamed again since then; take that back first")
    connection.execute(update(people).where(people.c.id == number).values(name=before["name"], named_by=before["named_by"]))


_UNDO = {"merge": _unmerge, "split": _unsplit, "rename": _unname}
