"""Positions: what one speaker said on a topic over time, and where two of their statements disagree."""

from __future__ import annotations

from .changes import Change, changes
from .timeline import Position, timeline
from .topics import Topic, topics

__all__ = ["Change", "Position", "Topic", "changes", "timeline", "topics"]
