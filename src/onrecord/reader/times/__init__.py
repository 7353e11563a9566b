"""Time expressions and their values."""

from .layer import find

__all__ = ["find"]
