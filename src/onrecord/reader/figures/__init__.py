"""Figures: quantities with value, unit, and what they count."""

from .layer import find

__all__ = ["find"]
