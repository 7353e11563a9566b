"""Persons: the part of ``Store`` by which people put right what was read, and have accounts."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from ..record import Commitment, Speaker
from . import accounts as _accounts
from . import corrections, gold
from . import log as _log
from . import queue as _queue
from .results import Results


class Persons(ABC):
    """What persons do to a store. ``by``: the person's name, which goes into the log.

    ``seen``: the ``version`` of the statement that the person looked at; ``Conflict`` is raised, and nothing written, where
    somebody changed it since. Null does not ask. What persons put down is taken back by no later reading.
    """

    @abstractmethod
    def reading(self) -> AbstractContextManager[Connection]:
        """A connection that sees one state of the store."""

    @abstractmethod
    def writing(self) -> AbstractContextManager[Connection]:
        """A connection in a transaction that no other writer is in."""

    def judge(
        self, number: int, by: str, verdict: corrections.Verdict | None, *, seen: int | None = None, note: str | None = None
    ) -> int | None:
        """Say that a statement is ``right``, or ``wrong``: then it is kept, and no longer found; null takes a verdict back."""
        with self.writing() as connection:
            return corrections.judge(connection, number, by, verdict, seen=seen, note=note)

    def withdraw(self, number: int, by: str) -> None:
        """Say that a statement is none, in the name of a person; no later reading brings it back."""
        with self.writing() as connection:
            corrections.withdraw(connection, number, by)

    def correct(self, number: int, by: str, *, seen: int | None = None, note: str | None = None, **fields: Any) -> int | None:
        """Put right what was read of a statement; returns the entry's number in the log, null where nothing changed.

        ``fields``: ``speaker`` (a ``Speaker`` or null), ``kind``, ``manner``, ``denied``, ``said_on``, ``said_on_at`` (offsets of the words that
        tell it), ``content``, ``cue``, ``source`` (offsets of their pieces). Raises ``NotFound``, ``ValueError``, ``Conflict``.
        """
        with self.writing() as connection:
            return corrections.correct(connection, number, by, seen=seen, note=note, **fields)

    def add_statement(self, article: int, by: str, *, speaker: Speaker | None, **fields: Any) -> int:
        """Add a statement that was missed to an article, by its number in the store; the new statement's number.

        ``fields``: ``content``, ``cue``, ``source`` (offsets), ``kind``, ``manner``, ``denied``, ``said_on``, ``said_on_at``, ``commitments``, ``note``.
        """
        with self.writing() as connection:
            return corrections.add(connection, article, by, speaker=speaker, **fields)

    def add_commitment(self, number: int, by: str, commitment: Commitment, *, seen: int | None = None) -> int | None:
        """Add what statement ``number`` binds somebody to; of its spans the offsets count."""
        with self.writing() as connection:
            return corrections.add_commitment(connection, number, by, commitment, seen=seen)

    def change_commitment(self, number: int, by: str, commitment: Commitment, *, seen: int | None = None) -> int | None:
        """Put another in the place of commitment ``number``. ``seen``: the version of its statement."""
        with self.writing() as connection:
            return corrections.change_commitment(connection, number, by, commitment, seen=seen)

    def remove_commitment(self, number: int, by: str, *, seen: int | None = None) -> int | None:
        """Say that commitment ``number`` is none. ``seen``: the version of its statement."""
        with self.writing() as connection:
            return corrections.remove_commitment(connection, number, by, seen=seen)

    def check(self, article: int, by: str, *, checked: bool = True) -> int | None:
        """Say that the statements of an article (by its number) are right and none is missing, or take that back."""
        with self.writing() as connection:
            return corrections.check(connection, article, by, checked=checked)

    def undo(self, entry: int, by: str) -> int:
        """Take back what entry ``entry`` of the log did to a statement. Raises ``Conflict`` where it was changed since."""
        with self.writing() as connection:
            return corrections.undo(connection, entry, by)

    def version(self, number: int | None = None) -> int:
        """Which state a statement is in: the number of the last entry in the log on it, 0 where there is none.

        Without ``number``: the state of everything, which does for ``seen`` of any statement that was looked at then.
        """
        with self.reading() as connection:
            return corrections.version(connection, number)

    def log(
        self, subject: str | None = None, subject_id: int | None = None, *, limit: int | None = 20, offset: int = 0
    ) -> Results[_log.Entry]:
        """What persons did, the latest first: all of it, to one kind of subject ("statement"), or to one."""
        with self.reading() as connection:
            return _log.entries(connection, subject, subject_id, limit=limit, offset=offset)

    def entry(self, number: int) -> _log.Entry:
        """One entry of the log. Raises ``NotFound``."""
        with self.reading() as connection:
            return _log.entry(connection, number)

    def commitments_of(self, number: int) -> dict[int, Commitment]:
        """The commitments of statement ``number``, by their numbers in the store. Raises ``NotFound``."""
        with self.reading() as connection:
            return corrections.commitments_of(connection, number)

    def statement_of(self, commitment: int) -> int:
        """The number of the statement that makes a commitment. Raises ``NotFound``."""
        with self.reading() as connection:
            return corrections.statement_of(connection, commitment)

    def queue(self, limit: int = 20) -> Results[_queue.Queued]:
        """What most needs a look: statements that nobody has judged, the least sure and most used first."""
        with self.reading() as connection:
            return _queue.queue(connection, limit)

    def export_gold(self, folder: str | Path) -> gold.Exported:
        """Write the articles that persons have checked into a new folder, as training data."""
        with self.reading() as connection:
            return gold.export(connection, Path(folder))

    # who may write at the desk

    def accounts(self) -> Results[_accounts.Account]:
        """All accounts."""
        with self.reading() as connection:
            return _accounts.listed(connection)

    def add_account(self, name: str, password: str) -> None:
        """Make an account. Raises ``ValueError`` where there is one, or the password is too short."""
        with self.writing() as connection:
            _accounts.add(connection, name, password)

    def change_password(self, name: str, password: str) -> None:
        """Give an account another password; all its tokens end. Raises ``NotFound``, ``ValueError``."""
        with self.writing() as connection:
            _accounts.change_password(connection, name, password)

    def remove_account(self, name: str) -> None:
        """Remove an account; what it did stays. Raises ``NotFound``."""
        with self.writing() as connection:
            _accounts.remove(connection, name)

    def issue_token(self, name: str, label: str = "api", *, days: float = 90) -> str:
        """A token for the HTTP API, told this once; the account's older one of the same label ends. Raises ``NotFound``."""
        with self.writing() as connection:
            return _accounts.issue(connection, name, "api", label, days=days)

    def tokens(self, name: str) -> Results[_accounts.Token]:
        """An account's tokens of the API that are in force. Raises ``NotFound``."""
        with self.reading() as connection:
            return _accounts.issued(connection, name)

    def revoke_token(self, name: str, number: int) -> None:
        """Let one of an account's tokens of the API hold no longer, by its number in ``tokens``. Raises ``NotFound``."""
        with self.writing() as connection:
            _accounts.revoke(connection, name, number)

    def login(self, name: str, password: str, place: str, *, days: float = 0.5) -> str | None:
        """A token for a session of somebody who knows the account's password, else null. ``place``: where the try comes from.

        Raises ``TooManyTries`` after ten failed tries within a quarter of an hour, of one account or from one place.
        """
        with self.reading() as connection:
            kept = _accounts.password_of(connection, name, place)
        well = _accounts.matches(password, kept)  # takes a moment, in which others may write
        with self.writing() as connection:
            _accounts.tried(connection, name, place, well)
            return _accounts.issue(connection, name.strip(), "session", "desk", days=days) if well else None

    def whose(self, token: str, kind: _accounts.Kind) -> _accounts.Session | None:
        """Whose token of the API, or of a session, this is; null where it is none, or no longer one."""
        with self.reading() as connection:
            return _accounts.whose(connection, token, kind)

    def token_used(self, token: str) -> None:
        """Put down that a token was used just now."""
        with self.writing() as connection:
            _accounts.used(connection, token)

    def end_token(self, token: str) -> None:
        """Let a token hold no longer: log out."""
        with self.writing() as connection:
            _accounts.end(connection, token)
