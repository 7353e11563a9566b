"""Links to Wikidata, from a file that the user has; nothing is fetched. ``docs/people.md`` has the format."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import bindparam, select, update

from ...store import Store, StoreError
from ...store.schema import appearances, people, person_keys
from .bodies import normal
from .gather import person_keys as keys_of_name
from .names import parse, relation
from .profiles import Profile, load
from .roles import role

_AT_ONCE = 2000
_HUMAN = "Q5"


class Entity(msgspec.Struct, kw_only=True):
    """One entity of Wikidata. ``kind``: person or organization; ``born``, ``died``: years, or longer dates that begin with them."""

    id: str
    label: str
    aliases: list[str] = []
    descriptions: list[str] = []
    kind: str | None = None
    born: str | None = None
    died: str | None = None


class Linked(msgspec.Struct, kw_only=True):
    """What came of a file: ``entities`` in it, ``links`` made, ``ambiguous`` identities that several entities fit, ``unreadable`` lines."""

    entities: int = 0
    links: int = 0
    ambiguous: int = 0
    unreadable: int = 0


def link(store: Store, file: Path | str) -> Linked:
    """Link identities to the entities of a file: where a name fits, a description shares a word with a role, and nothing speaks against it.

    An identity that several entities fit, and an entity that fits several identities, are not linked. Links of an earlier file stay where this one
    has nothing to say. Raises ``StoreError`` where the file cannot be read.
    """
    done = Linked()
    fits: dict[int, dict[str, tuple[Entity, str]]] = {}
    of_entity: dict[str, set[int]] = {}
    portion: list[Entity] = []
    for entity in entities(Path(file), done):
        portion.append(entity)
        if len(portion) >= _AT_ONCE:
            _fit(store, portion, fits, of_entity)
            portion = []
    _fit(store, portion, fits, of_entity)
    rows = []
    for number, found in sorted(fits.items()):
        own = {id: told for id, told in found.items() if len(of_entity[id]) == 1}
        if len(found) > 1 or not own:
            done.ambiguous += 1
            continue
        [(entity, reason)] = own.values()
        rows.append({"at": number, "to": entity.id, "label": entity.label, "why": reason})
    if rows:
        values: dict[str, Any] = {
            "wikidata": bindparam("to"),
            "wikidata_label": bindparam("label"),
            "wikidata_reason": bindparam("why"),
        }
        with store.writing() as connection:
            connection.execute(update(people).where(people.c.id == bindparam("at")).values(values), rows)
    done.links = len(rows)
    return done


def entities(path: Path, done: Linked | None = None) -> Iterator[Entity]:
    """The entities of a file: JSON Lines of our own form, or of Wikidata's (its dumps' lines, with or without commas); .gz is unpacked."""
    done = done if done is not None else Linked()
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as file:
            for line in file:
                text = line.strip().rstrip(b",")
                if text in (b"", b"[", b"]"):
                    continue
                try:
                    found = _entity(json.loads(text))
                except (ValueError, KeyError, TypeError, AttributeError, msgspec.ValidationError):
                    done.unreadable += 1
                    continue
                done.entities += 1
                yield found
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}") from None


def _entity(row: dict[str, Any]) -> Entity:
    if "labels" not in row:
        return msgspec.convert(row, Entity)

    def english(values: dict[str, Any]) -> Any:
        return values.get("en") or values.get("mul")

    claims = row.get("claims") or {}

    def values(name: str) -> Iterator[Any]:
        for claim in claims.get(name, ()):
            if (value := claim.get("mainsnak", {}).get("datavalue", {}).get("value")) is not None:
                yield value

    def year(name: str) -> str | None:
        return next((value["time"].lstrip("+")[:4] for value in values(name) if not value["time"].startswith("-")), None)

    label = english(row["labels"])
    description = english(row.get("descriptions") or {})
    aliases = english(row.get("aliases") or {}) or []
    kinds = {value["id"] for value in values("P31")}
    return Entity(
        id=row["id"], label=label["value"], aliases=[alias["value"] for alias in aliases],
        descriptions=[description["value"]] if description else [],
        kind=("person" if _HUMAN in kinds else "organization") if kinds else None, born=year("P569"), died=year("P570"),
    )  # fmt: skip


def _fit(
    store: Store, portion: Iterable[Entity], fits: dict[int, dict[str, tuple[Entity, str]]], of_entity: dict[str, set[int]]
) -> None:
    wanted: dict[str, list[Entity]] = {}
    for entity in portion:
        for name in {entity.label, *entity.aliases}:
            parsed = parse(name)
            keys = keys_of_name(parsed) if parsed is not None and parsed.full and entity.kind != "organization" else []
            for key in [*keys, *([f"b:{normal(name)}"] if entity.kind != "person" else [])]:
                wanted.setdefault(key, []).append(entity)
    names = sorted(wanted)
    with store.reading() as connection:
        found: dict[int, dict[str, Entity]] = {}
        for first in range(0, len(names), 500):
            query = select(person_keys.c.key, people.c.root_id).join_from(
                person_keys, people, people.c.id == person_keys.c.person_id
            )
            for key, root in connection.execute(query.where(person_keys.c.key.in_(names[first : first + 500]))):
                found.setdefault(root, {}).update({entity.id: entity for entity in wanted[key]})
        profiles = load(connection, sorted(found), 64)
        years: dict[int, int] = {}
        for first in range(0, len(found), 500):
            query_ = (
                select(people.c.root_id, appearances.c.day)
                .join_from(appearances, people, people.c.id == appearances.c.person_id)
                .where(people.c.root_id.in_(sorted(found)[first : first + 500]), appearances.c.day.is_not(None))
            )
            for root, day in connection.execute(query_):
                years[root] = max(years.get(root, 0), int(day[:4]))
    for root, some in found.items():
        for entity in some.values():
            reason = _reason(profiles[root], entity, years.get(root))
            if reason is not None:
                fits.setdefault(root, {})[entity.id] = (entity, reason)
                of_entity.setdefault(entity.id, set()).add(root)


def _reason(of: Profile, entity: Entity, last: int | None) -> str | None:
    """Why the entity is this identity; null where it is not, or not surely."""
    if entity.kind is not None and entity.kind != of.kind:
        return None
    if last is not None and (
        (entity.died and int(entity.died[:4]) < last - 1) or (entity.born and int(entity.born[:4]) > last - 10)
    ):
        return None
    names = [entity.label, *entity.aliases]
    if of.kind == "organization":
        name = next((name for name in names if normal(name) in of.bodies), None)
        return f"the name {name}" if name is not None and len(normal(name).split()) > 1 else None
    own = [name for name in of.names if name.full]
    fit = next(
        (
            name
            for name in names
            if (p := parse(name)) is not None and any(relation(p, n) in ("same", "longer", "variant") for n in own)
        ),
        None,
    )
    if fit is None:
        return None
    described = {word for text in entity.descriptions for word in role(text).words}
    shared = sorted(described & of.words.keys(), key=lambda word: (-of.words[word], word))
    return f"the name {fit}; a description shares with roles: {', '.join(shared[:3])}" if shared else None
