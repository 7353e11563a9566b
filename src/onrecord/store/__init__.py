"""The store: all records, kept and found again, in one SQLite file or a PostgreSQL database.

from onrecord import Store
with Store("news.db") as store:
    store.add_files(["monday.jsonl"])
    for said in store.search("harbour", speaker="Lind", since="2016-09"):
        print(said.speaker, said.said_on, said.content)
"""

from __future__ import annotations

from .adding import Added
from .inputs import Inputs, Item
from .options import Options
from .problems import Conflict, NotFound, QueryError, StoreError
from .results import Results
from .said import Said
from .store import Store, default

__all__ = [
    "Added",
    "Conflict",
    "Inputs",
    "Item",
    "NotFound",
    "Options",
    "QueryError",
    "Results",
    "Said",
    "Store",
    "StoreError",
    "default",
]
