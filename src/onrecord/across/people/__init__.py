"""People: the speakers of all articles as identities, which are persons and organizations."""

from __future__ import annotations

from .changes import merge, rename, split, undo
from .lists import AppearanceRow, Person, PersonRow, list_people, named, people_of, person, person_of
from .relate import step
from .wikidata import Linked, link

__all__ = [
    "AppearanceRow", "Linked", "Person", "PersonRow", "link", "list_people", "merge", "named", "people_of", "person", "person_of", "rename",
    "split", "step", "undo",
]  # fmt: skip
