"""Connections that are made only to addresses of the public internet.

The name is looked up here, each address is judged, and the connection goes to that very address: a name that leads
somewhere else at a second look ("DNS rebinding"), or after a redirect, finds no door.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import ssl
import time
from functools import cache

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # IPv6 for an IPv4 address, in its last 32 bits (RFC 6052)


class PrivateAddress(HTTPError):
    """The name leads only to addresses that are not public."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet: not private, loopback, link-local, multicast or reserved.

    An IPv6 address that stands for an IPv4 address (mapped, 6to4, Teredo, NAT64) is judged by that.
    """
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        within = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if within is None and ip in _TRANSLATED:
            within = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if within is not None:
            return is_public(str(within))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


class _Guarded:
    """What both kinds of connection add to urllib3's."""

    allow_private = False
    watched: socket.socket | None = None
    """The same socket once more, through which another thread can end the connection, whatever it waits for."""

    def _new_conn(self) -> socket.socket:
        """A socket connected to an allowed address. urllib3 wraps it in TLS where that is wanted."""
        sock = _connect(self._dns_host, self.port, self.timeout, self.allow_private)  # type: ignore[attr-defined]
        self.watched = sock.dup()
        return sock

    def end(self) -> None:
        """Shut the connection; whoever waits for it goes on with an error. For another thread."""
        if (watched := self.watched) is not None:
            with contextlib.suppress(OSError):
                watched.shutdown(socket.SHUT_RDWR)

    def release(self) -> None:
        """Close it, and let go of it: ``close`` alone hands it to the answer, where the server will end it, and that may be long in coming."""
        self.close()  # type: ignore[attr-defined]
        if self.watched is not None:
            self.watched.close()
            self.watched = None


class GuardedHTTP(_Guarded, HTTPConnection):
    """A plain connection to a public address."""


class GuardedHTTPS(_Guarded, HTTPSConnection):
    """A connection over TLS to a public address."""


def connection(scheme: str, host: str, port: int | None, timeout: float, allow_private: bool) -> GuardedHTTP | GuardedHTTPS:
    """A connection to ``host``, not open yet. ``timeout``: seconds for one step (a connection, a piece of data)."""
    made: GuardedHTTP | GuardedHTTPS
    if scheme == "https":
        made = GuardedHTTPS(host, port, timeout=timeout, ssl_context=_tls())
    else:
        made = GuardedHTTP(host, port, timeout=timeout)
    made.allow_private = allow_private
    return made


def _connect(host: str, port: int, timeout: float, allow_private: bool) -> socket.socket:
    error: OSError | None = None
    end = time.monotonic() + timeout
    refused: str | None = None
    for family, kind, protocol, _, address in socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM):
        if not allow_private and not is_public(str(address[0])):
            refused = str(address[0])
            continue
        if time.monotonic() > end:
            break
        sock = socket.socket(family, kind, protocol)
        try:
            sock.settimeout(timeout)
            sock.connect(address)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as caught:
            sock.close()
            error = caught
        else:
            return sock
    if error is not None:
        raise error
    raise PrivateAddress(refused or host)


@cache
def _tls() -> ssl.SSLContext:
    """Certificates of the system and of certifi, since some systems have none where Python looks."""
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
