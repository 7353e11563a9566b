"""What people put right: statements judged, corrected, added; every change in the log, undoable, and taken back by no later reading."""

from __future__ import annotations

from .actions import (
    Verdict,
    add_commitment,
    change_commitment,
    commitments_of,
    correct,
    judge,
    remove_commitment,
    statement_of,
    withdraw,
)
from .carrying import carry
from .kept import LEAVE, added, earlier_places, settled, version
from .missing import add, check
from .places import shared
from .undo import undo

__all__ = [
    "LEAVE",
    "Verdict",
    "add",
    "add_commitment",
    "added",
    "carry",
    "change_commitment",
    "check",
    "commitments_of",
    "correct",
    "earlier_places",
    "judge",
    "remove_commitment",
    "settled",
    "shared",
    "statement_of",
    "undo",
    "version",
    "withdraw",
]
