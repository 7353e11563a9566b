"""Across articles: what many records say together. Everything here is a function of a ``Store``.

from onrecord import Store, across
with Store("news.db") as store:
    store.add_files(["monday.jsonl"])
    across.relate(store)
"""

from __future__ import annotations

from .echoes import echo_of as echoes_of
from .echoes import list_echoes as echoes
from .echoes import load_one as echo
from .outlets import list_outlets as outlets
from .relate import Related, relate

__all__ = ["Related", "echo", "echoes", "echoes_of", "outlets", "relate"]
