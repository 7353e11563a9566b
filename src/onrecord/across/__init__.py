"""Across articles: what many records say together. Everything here is a function of a ``Store``.

from onrecord import Store, across
with Store("news.db") as store:
    store.add_files(["monday.jsonl"])
    across.relate(store)
    across.people(store, "lind")
"""

from __future__ import annotations

from .echoes import echo_of as echoes_of
from .echoes import list_echoes as echoes
from .echoes import load_one as echo
from .exports import export
from .followup import CommitmentRow, FollowUp, commitment, commitments, follow_up, set_status, undo_status
from .outlets import list_outlets as outlets
from .people import Person, PersonRow, people_of, person, person_of
from .people import link as link_wikidata
from .people import list_people as people
from .people import merge as merge_people
from .people import rename as rename_person
from .people import split as split_person
from .people import undo as undo_person
from .positions import Change, Position, Topic, changes, timeline, topics
from .relate import Related, relate

__all__ = [
    "Change",
    "CommitmentRow",
    "FollowUp",
    "Person",
    "PersonRow",
    "Position",
    "Related",
    "Topic",
    "changes",
    "commitment",
    "commitments",
    "echo",
    "echoes",
    "echoes_of",
    "export",
    "follow_up",
    "link_wikidata",
    "merge_people",
    "outlets",
    "people",
    "people_of",
    "person",
    "person_of",
    "relate",
    "rename_person",
    "set_status",
    "split_person",
    "timeline",
    "topics",
    "undo_person",
    "undo_status",
]  # fmt: skip
