"""Commitments: who is to do what, on which condition, by when."""

from .layer import find, load

__all__ = ["find", "load"]
