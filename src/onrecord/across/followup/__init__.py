"""Follow-up: what became of commitments. What bears on them is found; what it means only a person says."""

from __future__ import annotations

from ...store.lists import CommitmentRow
from .bearing import FollowUp, follow_up
from .lists import commitment, commitments
from .status import EVIDENCE, STATUSES, Status, set_status, undo_status

__all__ = [
    "EVIDENCE",
    "STATUSES",
    "CommitmentRow",
    "FollowUp",
    "Status",
    "commitment",
    "commitments",
    "follow_up",
    "set_status",
    "undo_status",
]  # fmt: skip
