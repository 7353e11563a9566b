"""Compressed streams: gzip and Zstandard, told by their first bytes and unpacked piece by piece."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Callable
from typing import BinaryIO

from .limits import BOMB_RATIO, BOMB_SIZE
from .problems import IntakeError

PACKED = (".gz", ".zst", ".zstd")
"""Endings of the names of compressed files."""

_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"


class Pieces(io.RawIOBase):
    """A readable stream: ``begin``, then what ``read`` gives (a function as ``BinaryIO.read1`` is)."""

    def __init__(self, read: Callable[[int], bytes], begin: bytes = b"") -> None:
        self._read = read
        self._begin = begin
        self.taken = 0  # bytes got from ``read``

    def begin(self, size: int) -> bytes:
        """The first ``size`` bytes, fewer where there are no more; they are still to be read."""
        while len(self._begin) < size and (piece := self._next(size - len(self._begin))):
            self._begin += piece
        return self._begin

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """As ``io.RawIOBase`` does."""
        if self._begin:
            piece, self._begin = self._begin[: len(buffer)], self._begin[len(buffer) :]
        else:
            piece = self._next(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def _next(self, size: int) -> bytes:
        piece = self._read(size)
        self.taken += len(piece)
        return piece


def unpacked(stream: BinaryIO) -> tuple[io.BufferedReader, bytes]:
    """``stream`` as it is, or unpacked where it is compressed, and its first bytes (which are still to be read).

    Those are a few kilobytes where they begin as markup does, else the first four. Reading the stream, and so this
    function, raises ``IntakeError`` where the compressed data is damaged, cut short, or a bomb.
    """
    plain = Pieces(getattr(stream, "read1", stream.read))
    head = plain.begin(4)
    if head.startswith(_GZIP):
        plain = Pieces(_guarded(gzip.GzipFile(fileobj=plain, mode="rb").read1, plain, "gzip"))
    elif head.startswith(_ZSTD):
        plain = Pieces(_guarded(_zstd(plain), plain, "Zstandard"))
    head = plain.begin(4)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"<", b""):
        head = plain.begin(4096)
    return io.BufferedReader(plain, 1 << 16), head


def _zstd(packed: Pieces) -> Callable[[int], bytes]:
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    file = zstd.ZstdFile(packed)

    def read(size: int) -> bytes:
        try:
            return file.read1(size)
        except zstd.ZstdError as error:  # no kind of OSError
            raise zlib.error(str(error)) from error

    return read


def _guarded(read: Callable[[int], bytes], packed: Pieces, what: str) -> Callable[[int], bytes]:
    """``read`` with the errors of intake, and a guard against bombs."""
    total = 0

    def guarded(size: int) -> bytes:
        nonlocal total
        try:
            piece = read(size)
        except EOFError:
            raise IntakeError(f"it is compressed with {what} and cut short; what comes after the cut is missing") from None
        except (gzip.BadGzipFile, zlib.error) as error:
            raise IntakeError(f"it is compressed with {what} and damaged ({error}); get it again") from error
        total += len(piece)
        if total > BOMB_SIZE and total > BOMB_RATIO * packed.taken:
            raise IntakeError(f"it unpacks to more than {BOMB_RATIO} times its size; if it is to be trusted, unpack it first")
        return piece

    return guarded
