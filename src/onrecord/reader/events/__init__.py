"""Events: what an article reports as happened, under way, planned or due."""

from .layer import Weights, find, load, triggers

__all__ = ["Weights", "find", "load", "triggers"]
