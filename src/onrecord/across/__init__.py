"""Across articles: what many records say together. Everything here is a function of a ``Store``.

from onrecord import Store, across
with Store("news.db") as store:
    store.add_files(["monday.jsonl"])
    across.relate(store)
    across.people(store, "lind")
"""

from __future__ import annotations

from .people import Person, PersonRow, people_of, person, person_of
from .people import link as link_wikidata
from .people import list_people as people
from .people import merge as merge_people
from .people import rename as rename_person
from .people import split as split_person
from .people import undo as undo_person
from .relate import Related, relate

__all__ = [
    "Person", "PersonRow", "Related", "link_wikidata", "merge_people", "people", "people_of", "person", "person_of", "relate", "rename_person",
    "split_person", "undo_person",
]  # fmt: skip
