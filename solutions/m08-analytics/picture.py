"""Task 7: a picture for personas, which hold no drawing library."""

# ruff: noqa: INP001 - run by path from sealed_report.py, not a package
from __future__ import annotations

import struct
import zlib


def png(rows: list[bytes], width: int) -> bytes:
    """Return a greyscale picture as PNG."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    header = struct.pack(">IIBBBBB", width, len(rows), 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\x00" + row for row in rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def bars(rates: dict[str, float]) -> bytes:
    """Draw plain bars with round ends, from zero."""
    width, gap, height = 640, 20, 40
    rows = [b"\xff" * width] * gap
    for rate in sorted(rates.values(), reverse=True):
        length = round(600 * rate / max(rates.values()))
        for line in range(height):
            bar = length - max(0, 8 - min(line, height - 1 - line))
            rows.append(b"\xff" * gap + b"\x20" * bar + b"\xff" * (width - gap - bar))
        rows += [b"\xff" * width] * gap
    return png(rows, width)
