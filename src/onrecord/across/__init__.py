"""Across articles: what many records say together. Everything here is a function of a ``Store``.

from onrecord import Store, across
with Store("news.db") as store:
    store.add_files(["monday.jsonl"])
    across.relate(store)
"""

from __future__ import annotations

from .relate import Related, relate

__all__ = ["Related", "relate"]
