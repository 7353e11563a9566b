"""When each statement was made."""

from .ahead import settled
from .layer import said_on

__all__ = ["said_on", "settled"]
