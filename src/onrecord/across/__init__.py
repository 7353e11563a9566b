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
from .followup import Followed, FollowUp, commitment, commitments, follow_up, set_status, undo_status
from .outlets import list_outlets as outlets
from .positions import Change, Position, Topic, changes, timeline, topics
from .relate import Related, relate

__all__ = [
    "Change", "FollowUp", "Followed", "Position", "Related", "Topic", "changes", "commitment", "commitments", "echo", "echoes",
    "echoes_of", "follow_up", "outlets", "relate", "set_status", "timeline", "topics", "undo_status",
]  # fmt: skip
