"""Accounts: who may write at the desk. Passwords are kept as scrypt hashes (RFC 7914), tokens as SHA-256 of what they are.

A token has 256 random bits, which nobody guesses, so that a quick hash is enough; a password has few, and gets a slow one.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta
from typing import Literal

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from . import log
from .problems import NotFound, StoreError
from .results import Results
from .schema import accounts, tokens, tries

Kind = Literal["api", "session"]
SHORTEST = 12
"""Characters that a password has at least."""
TRIES, WITHIN = 10, 15
"""So many failed tries within so many minutes, of one account or from one place, and then no more for a while."""
_N, _R, _P = 2**15, 8, 1


class Account(msgspec.Struct, kw_only=True):
    """Who may write. ``tokens``: how many of the API's are in force; ``last_used``: when any of them, or a login, was last used."""

    id: int
    name: str
    added: str
    tokens: int
    last_used: str | None


class Token(msgspec.Struct, kw_only=True):
    """A token of the API that is in force; nothing tells what it is. ``issued``, ``expires``, ``last_used``: UTC."""

    id: int
    label: str
    issued: str
    expires: str
    last_used: str | None


class Session(msgspec.Struct, kw_only=True):
    """Whose token was shown, and until when it holds."""

    account: int
    name: str
    kind: str
    expires: str


class TooManyTries(StoreError):
    """Whoever tries to get in has to wait."""


def add(connection: Connection, name: str, password: str) -> None:
    """Make an account. Raises ``ValueError`` where there is one of this name, or the password is too short."""
    name = log.person(name)
    if len(name) > 100 or not name.isprintable():
        raise ValueError("a name has at most 100 characters, and no control characters")
    if _number(connection, name) is not None:
        raise ValueError(f"there is an account {name} already")
    connection.execute(insert(accounts).values(name=name, password=_hashed(password), added=_at()))


def change_password(connection: Connection, name: str, password: str) -> None:
    """Give an account another password, and end all that it is logged in with. Raises ``NotFound``, ``ValueError``."""
    number = _known(connection, name)
    connection.execute(update(accounts).where(accounts.c.id == number).values(password=_hashed(password)))
    connection.execute(delete(tokens).where(tokens.c.account_id == number))


def remove(connection: Connection, name: str) -> None:
    """Remove an account with its tokens; what it did stays in the log. Raises ``NotFound``."""
    number = _known(connection, name)
    connection.execute(delete(tokens).where(tokens.c.account_id == number))
    connection.execute(delete(accounts).where(accounts.c.id == number))


def listed(connection: Connection) -> Results[Account]:
    """All accounts, by name."""
    t = tokens.c
    query = (
        select(
            accounts.c.id,
            accounts.c.name,
            accounts.c.added,
            func.count(t.id).filter(t.kind == "api", t.expires > _at()).label("tokens"),
            func.max(t.last_used).label("last_used"),
        )
        .outerjoin(tokens, t.account_id == accounts.c.id)
        .group_by(accounts.c.id, accounts.c.name, accounts.c.added)
        .order_by(accounts.c.name)
    )
    return Results(Account, [Account(**row) for row in connection.execute(query).mappings()])


def password_of(connection: Connection, name: str, place: str) -> str | None:
    """The hash of an account's password, null where there is no such account; ``place``: where the try comes from.

    Raises ``TooManyTries``.
    """
    since = _at(minutes=-WITHIN)
    for who in _whos(name, place):
        failed = select(func.count()).select_from(tries).where(tries.c.who == who, tries.c.at >= since)
        if (connection.scalar(failed) or 0) >= TRIES:
            raise TooManyTries(f"too many failed tries; wait {WITHIN} minutes")
    return connection.scalar(select(accounts.c.password).where(accounts.c.name == name.strip()))


def matches(password: str, kept: str | None) -> bool:
    """Whether ``kept`` is the hash of this password. Takes as long where there is none."""
    return _is(password, kept or _NOBODY) and kept is not None


def tried(connection: Connection, name: str, place: str, well: bool) -> None:
    """Put down how a try to log in went."""
    connection.execute(delete(tries).where(tries.c.at < _at(minutes=-WITHIN)))
    if well:
        connection.execute(delete(tries).where(tries.c.who.in_(_whos(name, place))))
    else:
        connection.execute(insert(tries), [{"who": who, "at": _at()} for who in _whos(name, place)])


def _whos(name: str, place: str) -> list[str]:
    return [f"name:{name.strip()[:100]}", f"place:{place[:100]}"]


def issue(connection: Connection, name: str, kind: Kind, label: str, *, days: float) -> str:
    """A new token for an account, which is told this once. One of the same label is put in the place of the older.

    Raises ``NotFound`` where there is no such account.
    """
    number = _known(connection, name)
    t = tokens.c
    connection.execute(delete(tokens).where(t.expires <= _at()))
    if kind == "api":
        connection.execute(delete(tokens).where(t.account_id == number, t.kind == kind, t.label == label))
    token = secrets.token_urlsafe(32)
    connection.execute(
        insert(tokens).values(
            account_id=number, kind=kind, label=label, sha256=_digest(token), issued=_at(), expires=_at(minutes=days * 24 * 60)
        )
    )
    return token


def issued(connection: Connection, name: str) -> Results[Token]:
    """An account's tokens of the API, the latest first. Raises ``NotFound``."""
    t = tokens.c
    query = (
        select(t.id, t.label, t.issued, t.expires, t.last_used)
        .where(t.account_id == _known(connection, name), t.kind == "api", t.expires > _at())
        .order_by(t.issued.desc(), t.id.desc())
    )
    return Results(Token, [Token(**row) for row in connection.execute(query).mappings()])


def revoke(connection: Connection, name: str, number: int) -> None:
    """Let one of an account's tokens of the API hold no longer. Raises ``NotFound``."""
    t = tokens.c
    own = (t.id == number, t.account_id == _known(connection, name), t.kind == "api")
    if not connection.execute(delete(tokens).where(*own)).rowcount:
        raise NotFound(f"{name} has no token {number}")


def whose(connection: Connection, token: str, kind: Kind) -> Session | None:
    """Whose token this is; null where it is none, or no longer one."""
    t = tokens.c
    row = connection.execute(
        select(t.account_id, accounts.c.name, t.kind, t.expires)
        .join_from(tokens, accounts)
        .where(t.sha256 == _digest(token), t.kind == kind, t.expires > _at())
    ).first()
    return None if row is None else Session(account=row.account_id, name=row.name, kind=row.kind, expires=row.expires)


def used(connection: Connection, token: str) -> None:
    """Put down that a token was used just now."""
    connection.execute(update(tokens).where(tokens.c.sha256 == _digest(token)).values(last_used=_at()))


def end(connection: Connection, token: str) -> None:
    """Let a token hold no longer."""
    connection.execute(delete(tokens).where(tokens.c.sha256 == _digest(token)))


def _number(connection: Connection, name: str) -> int | None:
    return connection.scalar(select(accounts.c.id).where(accounts.c.name == name))


def _known(connection: Connection, name: str) -> int:
    number = _number(connection, name)
    if number is None:
        raise NotFound(f"there is no account {name}")
    return number


def _hashed(password: str) -> str:
    if len(password) < SHORTEST:
        raise ValueError(f"a password has at least {SHORTEST} characters")
    salt = secrets.token_bytes(16)
    parts = (b64encode(part).decode() for part in (salt, _scrypt(password, salt, _N, _R, _P)))
    return "$".join(["scrypt", str(_N), str(_R), str(_P), *parts])


def _is(password: str, kept: str) -> bool:
    _, n, r, p, salt, known = kept.split("$")
    return hmac.compare_digest(_scrypt(password, b64decode(salt), int(n), int(r), int(p)), b64decode(known))


def _scrypt(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    return hashlib.scrypt(password.encode("utf-8", "replace"), salt=salt, n=n, r=r, p=p, maxmem=2 * 128 * n * r, dklen=32)


_NOBODY = f"scrypt${_N}${_R}${_P}${b64encode(bytes(16)).decode()}${b64encode(bytes(32)).decode()}"


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _at(*, minutes: float = 0) -> str:
    return (datetime.now(UTC) + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")
