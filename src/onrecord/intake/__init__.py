"""Intake: bytes to articles. Files, folders, tables, feeds, web pages, web archives; one broken article never stops a batch."""

from __future__ import annotations

from .dates import iso_date
from .files import read_path, read_stream
from .html import from_html
from .problems import Failure, IntakeError, Skipped
from .sources import read_source
from .text import from_text
from .web import Web
from .zones import zones

__all__ = [
    "Failure",
    "IntakeError",
    "Skipped",
    "Web",
    "from_html",
    "from_text",
    "iso_date",
    "read_path",
    "read_source",
    "read_stream",
    "zones",
]
