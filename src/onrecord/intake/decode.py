"""Bytes to characters, without changing any: no newline is translated, nothing is normalised."""

from __future__ import annotations

import codecs
import re

from .problems import IntakeError

_SIGNATURES = [
    (b"%PDF-", "a PDF file; extract its text first"),
    (b"PK\x03\x04", "a zip archive or an office document; extract its text first"),
    (b"\x1f\x8b", "compressed with gzip; unpack it first"),
    (b"BZh", "compressed with bzip2; unpack it first"),
    (b"\xfd7zXZ\x00", "compressed with xz; unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an office document; save it as text first"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"{\\rtf", "an RTF document; save it as text first"),
]
_BOMS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
_CONTROL = bytes(b for b in range(32) if b not in b"\t\n\x0b\x0c\r\x1a\x1b\x1c\x1d\x1e\x1f")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)


def byte_order_mark(data: bytes) -> str | None:
    """The encoding that the mark at the beginning of ``data`` names, or None without one."""
    return next((encoding for mark, encoding in _BOMS if data.startswith(mark)), None)


def other_kind(data: bytes) -> str | None:
    """What ``data``, a file's beginning, is by its signature where that is no text; None for what may be text."""
    return next((what.partition(";")[0] for signature, what in _SIGNATURES if data.startswith(signature)), None)


def is_binary(data: bytes) -> bool:
    """Whether ``data`` begins as a file of another kind than text does, or has NUL bytes without being UTF-16 or UTF-32."""
    return any(data.startswith(signature) for signature, _ in _SIGNATURES) or (byte_order_mark(data) is None and b"\x00" in data)


def decode(data: bytes, *, html: bool = False, charset: str | None = None) -> str:
    """The characters of ``data``, less a byte order mark.

    In turn: the byte order mark, UTF-8, for ``html`` the ``charset`` that came with the page and the one that it
    declares, Windows-1252 where few bytes are outside ASCII, and a guess. Raises ``IntakeError`` for anything but text.
    """
    if data[257:262] == b"ustar":
        raise IntakeError("this is not text: a tar archive; unpack it first")
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise IntakeError(f"this is not text: {what}")
    for mark, marked in _BOMS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(marked)
            except UnicodeDecodeError as error:
                raise IntakeError(
                    f"it begins as {marked.upper()} and byte {len(mark) + error.start} is not; save it as UTF-8"
                ) from error
    if not html:
        _refuse_binary(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        damaged = error.start
    encoding = (_encoding(charset or "") or _declared(data)) if html else None
    if encoding is not None:
        return data.decode(encoding, errors="replace")
    lenient = data.decode("utf-8", errors="replace")
    broken = lenient.count("�")
    if sum(map(len, re.findall(r"[^\x00-\x7f]+", lenient))) > 2 * broken:
        if html:
            return lenient
        raise IntakeError(f"it is UTF-8 but for {broken} place(s), the first at byte {damaged}; repair or save it again as UTF-8")
    if sum(byte > 127 for byte in data) * 10 < len(data):
        # English news in an old encoding: a handful of quotation marks, dashes and accents. Too few for a guess.
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    return _guess(data)


def _refuse_binary(data: bytes) -> None:
    if b"\x00" in data:
        raise IntakeError(
            f"this is not text: it has a NUL byte at {data.index(0)}; if it is UTF-16 without a byte order mark, save it as UTF-8"
        )
    strange = len(data) - len(data.translate(None, _CONTROL))
    if strange * 20 > len(data):
        raise IntakeError("this is not text: one byte in twenty or more is a control character")


def _declared(data: bytes) -> str | None:
    """The charset in the page's meta tag, as browsers take it."""
    m = _META_CHARSET.search(data[:4096])
    return _encoding(m[1].decode("ascii")) if m else None


def _encoding(charset: str) -> str | None:
    """Python's name of what a page calls its charset, where it is one that the page can have."""
    try:
        name = codecs.lookup(charset.strip()).name
        b"".decode(name)
    except (LookupError, UnicodeError):
        return None
    if name.startswith("utf-16") or name.startswith("utf-8"):  # neither can be, seen from here
        return None
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes  # late: few files need it

    best = from_bytes(data).best()
    try:
        if best is not None:
            return data.decode(best.encoding)
    except (UnicodeDecodeError, LookupError):
        pass
    raise IntakeError("its encoding cannot be told; save it as UTF-8")
