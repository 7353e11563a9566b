"""The web, politely: robots.txt, pauses, limits of size and time, and never an address inside."""

from __future__ import annotations

from .fetch import Answer, Web

__all__ = ["Answer", "Web"]
