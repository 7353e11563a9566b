"""When each statement was made."""

from .layer import said_on

__all__ = ["said_on"]
