"""Fetching: one address after the other, as the sites want it, within limits of size and time."""

from __future__ import annotations

import http.client
import io
import logging
import random
import re
import socket
import ssl
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from ... import __version__
from ..archive import media_type
from ..limits import MAX_FETCH, shown
from ..problems import IntakeError
from ..unpack import unpacked
from .robots import MAX_ROBOTS, NotPublic, Robots

if TYPE_CHECKING:
    from .addresses import GuardedHTTP, GuardedHTTPS

log = logging.getLogger("onrecord.intake")

_AGENT = "onrecord"
_REDIRECTS = (301, 302, 303, 307, 308)
_LATER = (429, 500, 502, 503, 504)
_MOST_REDIRECTS = 5
_TRIES = 3
_LONGEST_WAIT = 120.0  # seconds that a site may ask for, between two requests or before another try
_MOST_HOSTS = 10_000
_NO_TEXT = re.compile(r"(?:image|video|audio|font|model)/|application/(?:pdf|zip|msword|vnd\.|x-7z|x-tar|java)")


class Answer(NamedTuple):
    """What came from ``url`` (after redirects): the media type that it says it has ("" for none), its charset, its bytes."""

    url: str
    media_type: str
    charset: str | None
    body: bytes


class _Later(Exception):
    """It may go better at another try, after so many seconds where the server said so."""

    def __init__(self, message: str, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after


class Web:
    """A polite visitor of the web. One of them for all sources, since it remembers when it was where.

    It asks every site's robots.txt, leaves ``delay`` seconds (more where robots.txt says so) between two requests to
    one host, tries again up to twice after a failure that may pass, waits where it is told to, and says in its user
    agent who it is: "onrecord/VERSION", with ``contact``, an address at which the owner of a site can reach you.
    An answer is given up after ``timeout`` seconds, or when it is larger than ``max_size`` bytes. Private, loopback
    and other addresses that are not public are never connected to, unless ``allow_private``. At most ``max_pages``
    links of each feed or sitemap are followed. Proxies that the environment names are not used. For one thread.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        contact: str | None = None,
        delay: float = 1.0,
        timeout: float = 30.0,
        max_size: int = MAX_FETCH,
        max_pages: int | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if contact and not contact.isascii():
            raise ValueError("contact goes into an HTTP header, which has ASCII only")
        self.allow_private, self.contact = allow_private, contact
        self.user_agent = f"{_AGENT}/{__version__}" + (f" ({' '.join(contact.split())})" if contact else "")
        self.delay, self.timeout, self.max_size, self.max_pages = delay, timeout, max_size, max_pages
        self._sleep = sleep
        self._next: OrderedDict[str, float] = OrderedDict()  # host: the earliest moment of the next request
        self._robots = Robots(_AGENT, self._robots_text)

    def get(self, url: str) -> Answer:
        """What is at ``url``. Raises ``IntakeError``, which says why, where it cannot or may not be had."""
        return self._follow(url, self.max_size, self._robots.check)

    def _robots_text(self, url: str) -> str:
        try:
            return self._follow(url, MAX_ROBOTS, lambda _: 0.0, cut=True).body.decode("utf-8", "replace")
        except _Missing:
            return ""

    def _follow(self, url: str, limit: int, check: Callable[[str], float], *, cut: bool = False) -> Answer:
        """The answer at the end of the redirects. ``check``: whether an address may be asked, and with which pauses."""
        for _ in range(_MOST_REDIRECTS + 1):
            url = _address(url)
            answer = self._try(url, limit, max(self.delay, check(url)), cut)
            if isinstance(answer, Answer):
                return answer
            url = urljoin(url, answer)
        raise IntakeError(f"it redirects more than {_MOST_REDIRECTS} times; check the address")

    def _try(self, url: str, limit: int, delay: float, cut: bool) -> Answer | str:
        """The answer, or the address to go to instead."""
        host = urlsplit(url).netloc
        if delay > _LONGEST_WAIT:
            raise IntakeError(
                f"the robots.txt of {host} asks for {delay:.0f} seconds between two requests; fetch its pages by hand"
            )
        for tried in range(1, _TRIES + 1):
            self._pause(host, delay)
            try:
                return self._once(url, limit, cut)
            except _Later as error:
                wait = 2.0 ** (tried - 1) * random.uniform(1.0, 1.5) if error.after is None else error.after
                if wait > _LONGEST_WAIT:
                    raise IntakeError(f"{error}, and asks to come back in {wait:.0f} seconds; try it again then") from None
                if tried == _TRIES:
                    raise IntakeError(f"{error}, {_TRIES} times; try it again later") from None
                log.info("%s: %s; trying again in %.0f seconds", url, error, wait)
                self._sleep(wait)
        raise AssertionError("the last try returns or raises")

    def _pause(self, host: str, delay: float) -> None:
        now = time.monotonic()
        if (wait := self._next.get(host, now) - now) > 0:
            self._sleep(wait)
        self._next[host] = max(now, self._next.get(host, now)) + delay
        self._next.move_to_end(host)
        while len(self._next) > _MOST_HOSTS:
            self._next.popitem(last=False)

    def _once(self, url: str, limit: int, cut: bool) -> Answer | str:
        from urllib3.exceptions import HTTPError, SSLError

        from .addresses import PrivateAddress, connection

        parts = urlsplit(url)
        made = connection(parts.scheme, parts.hostname or "", parts.port, self.timeout, self.allow_private)
        try:
            with _deadline(made, self.timeout):
                return self._request(made, url, limit, cut)
        except PrivateAddress as error:
            raise NotPublic(
                f"{parts.hostname} leads to {error}, which is not on the public internet; --allow-private fetches it all the same"
            ) from None
        except (ssl.SSLCertVerificationError, SSLError) as error:
            raise IntakeError(f"{parts.hostname} cannot show that it is {parts.hostname} ({_reason(error)})") from None
        except socket.gaierror as error:
            if error.errno == socket.EAI_NONAME:
                raise IntakeError(f"there is no host {parts.hostname}; check the address") from None
            raise _Later(f"{parts.hostname} cannot be looked up ({_reason(error)})") from None
        except (HTTPError, http.client.HTTPException, OSError) as error:
            raise _Later(f"{parts.hostname} does not answer as it should ({_reason(error)})") from None
        finally:
            made.release()

    def _request(self, made: GuardedHTTP | GuardedHTTPS, url: str, limit: int, cut: bool) -> Answer | str:
        parts = urlsplit(url)
        headers = {
            "User-Agent": self.user_agent,
            "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }
        target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        made.request("GET", target, headers=headers, preload_content=False, decode_content=False)
        response = made.getresponse()
        if response.status in _REDIRECTS and (location := response.headers.get("Location")):
            return location
        if response.status in _LATER:
            after = response.headers.get("Retry-After")
            raise _Later(f"the server answers {_status(response.status)}", _seconds(after) if after else None)
        if response.status != 200:
            error = _Missing if 400 <= response.status < 500 else IntakeError
            raise error(f"the server answers {_status(response.status)}; check the address")
        kind, charset = media_type(response.headers.get("Content-Type"))
        if _NO_TEXT.match(kind):
            raise IntakeError(f"it is {kind}, not an article; name a page, a feed or a sitemap")
        body = _bounded(response.stream(1 << 16, decode_content=False), limit, cut)
        # unpacked here and not by urllib3, which takes a damaged or cut stream for a whole one
        encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
        if encoding in ("gzip", "x-gzip"):
            stream, _ = unpacked(io.BytesIO(body))
            body = _bounded(iter(lambda: stream.read1(1 << 16), b""), limit, cut)
        elif encoding != "identity":
            raise IntakeError(f"it comes compressed with {encoding}, which was not asked for; fetch it and name the file")
        return Answer(url, kind, charset, body)


def _bounded(pieces: Iterable[bytes], limit: int, cut: bool) -> bytes:
    """``pieces`` joined. More than ``limit`` bytes are cut off, or raise ``IntakeError``."""
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > limit:
            if cut:
                break
            raise IntakeError(f"it is larger than {shown(limit)}; where it is to be trusted, fetch it and name the file")
    return bytes(body[:limit])


class _Missing(IntakeError):
    """The server has no such thing, or does not give it to us."""


@contextmanager
def _deadline(made: GuardedHTTP | GuardedHTTPS, seconds: float) -> Iterator[None]:
    """End the connection after ``seconds``, however busily it sends. Raises ``_Later`` then."""
    over = threading.Event()

    def end() -> None:
        over.set()
        made.end()

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    except Exception:
        if not over.is_set():
            raise
    finally:
        timer.cancel()
    if over.is_set():
        raise _Later(f"it takes longer than {seconds:.0f} seconds")


def _address(url: str) -> str:
    """``url`` as it goes over the wire: ASCII, without fragment, user and password. Raises ``IntakeError``."""
    try:
        parts = urlsplit(url.strip())
        port = f":{parts.port}" if parts.port else ""
        host = (parts.hostname or "").encode("idna").decode("ascii") if ":" not in (parts.hostname or "") else f"[{parts.hostname}]"
    except ValueError as error:  # UnicodeError is one
        raise IntakeError(f"{url} is not an address ({error}); check it") from None
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise IntakeError(f"{url} is not an address of the web; only http:// and https:// are fetched")
    path, query = (quote(part, safe="/%:;,@&=+$!*'()~?[]") for part in (parts.path, parts.query))
    return urlunsplit((parts.scheme.lower(), host + port, path, query, ""))


def _status(code: int) -> str:
    return f"{code} ({http.client.responses[code]})" if code in http.client.responses else str(code)


def _seconds(after: str) -> float | None:
    from urllib3.exceptions import InvalidHeader
    from urllib3.util import Retry

    try:
        return Retry(retry_after_max=1 << 30).parse_retry_after(after)
    except (InvalidHeader, TypeError):
        return None


def _reason(error: Exception) -> str:
    """The last part of an error's message, which says what happened; urllib3 puts the objects that it happened to before."""
    text = str(error.args[-1] if error.args else error) or type(error).__name__
    return text.rsplit(": ", 1)[-1][:200]
