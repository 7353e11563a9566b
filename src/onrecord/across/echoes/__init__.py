"""Echoes: the same words of the same speaker in several articles, and reports of them in other words."""

from __future__ import annotations

from .choices import new_group, put_in, take_out, undo
from .lists import EchoRow, echo_of, list_echoes, load_one
from .reports import Change, Echo, Report
from .step import echoes_step

__all__ = [
    "Change",
    "Echo",
    "EchoRow",
    "Report",
    "echo_of",
    "echoes_step",
    "list_echoes",
    "load_one",
    "new_group",
    "put_in",
    "take_out",
    "undo",
]
