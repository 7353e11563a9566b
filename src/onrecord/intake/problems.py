"""What can go wrong on the way in: one exception for a single article, one entry for a batch."""

from __future__ import annotations

import msgspec


class IntakeError(ValueError):
    """This input makes no article. The message says what is wrong and what to do about it."""


class Failure(msgspec.Struct, frozen=True):
    """One input that made no article, in a batch that went on.

    ``source``: the file's name as it was given, with ":" and the line or item number where the file holds several articles.
    ``message``: what is wrong and what to do.
    """

    source: str
    message: str


class Skipped(Failure, frozen=True):
    """An article that could be read and was passed over, since it is in ``language`` (an ISO 639 code), not in English."""

    language: str
