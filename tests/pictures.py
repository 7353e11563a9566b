"""Pictures of pages, small enough to stand in the documentation: PNG with a palette, made of a browser's screenshot."""

from __future__ import annotations

import base64
import struct
import zlib
from typing import Any

import numpy as np

COLOURS = 96

_READ = """async data => {
  const picture = await createImageBitmap(await (await fetch("data:image/png;base64," + data)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext("2d");
  context.drawImage(picture, 0, 0);
  const bytes = context.getImageData(0, 0, picture.width, picture.height).data;
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return [picture.width, picture.height, btoa(text)];
}"""


def small(browser: Any, png: bytes, colours: int = COLOURS) -> bytes:
    """The same picture in the colours that it has most of; every other is shown in the nearest of them."""
    page = browser.new_page()
    width, height, data = page.evaluate(_READ, base64.b64encode(png).decode())
    page.close()
    pixels = np.frombuffer(base64.b64decode(data), np.uint8).reshape(-1, 4)[:, :3]
    packed = pixels.astype(np.uint32) @ np.array([65536, 256, 1], np.uint32)
    known, where, often = np.unique(packed, return_inverse=True, return_counts=True)
    rgb = np.stack([known >> 16, known >> 8 & 255, known & 255], axis=1).astype(np.int32)
    palette = rgb[np.argsort(-often, kind="stable")[:colours]]
    nearest = np.argmin(((rgb[:, None, :] - palette[None, :, :]) ** 2).sum(axis=2), axis=1).astype(np.uint8)
    lines = nearest[where.reshape(-1)].reshape(height, width)
    raw = np.hstack([np.zeros((height, 1), np.uint8), lines]).tobytes()
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    body = b"".join(
        _chunk(name, content)
        for name, content in (
            (b"IHDR", header), (b"PLTE", palette.astype(np.uint8).tobytes()), (b"IDAT", zlib.compress(raw, 9)), (b"IEND", b""),
        )
    )  # fmt: skip
    return b"\x89PNG\r\n\x1a\n" + body


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
