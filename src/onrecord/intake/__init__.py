"""Intake: bytes to articles. Plain text, HTML pages, JSON and JSON Lines; one broken article never stops a batch."""

from __future__ import annotations

from .dates import iso_date
from .files import read_path, read_stream
from .html import from_html
from .problems import Failure, IntakeError
from .text import from_text
from .zones import zones

__all__ = ["Failure", "IntakeError", "from_html", "from_text", "iso_date", "read_path", "read_stream", "zones"]
