"""Echoes: the same words of the same speaker in several articles, and reports of them in other words."""

from __future__ import annotations

from .step import echoes_step

__all__ = ["echoes_step"]
