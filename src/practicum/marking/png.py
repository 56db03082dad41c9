"""Look into a PNG image with the standard library: is it whole, how large is it, does it show anything?

Source of the layout: PNG specification, third edition (W3C, 2025): 5 chunks, 9 filters, 11.2.1 IHDR.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

from practicum.i18n import _

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = {0: {1, 2, 4, 8, 16}, 2: {8, 16}, 3: {1, 2, 4, 8}, 4: {8, 16}, 6: {8, 16}}
_LARGEST_SIDE = 10_000
_LARGEST_PIXELS = 80_000_000  # bytes once unpacked, without the one filter byte a row
# Adam7, section 8.2: first column, first row, column step, row step of each pass.
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
# A plain image has, for each of five filters, one form of its first row and one of all others. More forms of
# rows than that mean that something is drawn; so no pixel has to be reconstructed.
_PLAIN_FORMS = 10


@dataclass(frozen=True)
class Image:
    """What was found: the size in pixels, whether the image is one plain area, or why it is no image."""

    width: int = 0
    height: int = 0
    blank: bool = False
    problem: str = ""


def inspect_png(content: bytes) -> Image:
    """Look into the bytes of a PNG image. Work and memory are bounded whatever its header claims."""
    if not content.startswith(_SIGNATURE):
        return Image(problem=_("The file is not a PNG image, whatever its name ends in. Export it as PNG."))
    try:
        header, packed = _chunks(content)
        width, height, row_lengths = _layout(header)
        pixels = _unpack(packed, sum(length * count for length, count in row_lengths))
    except (ValueError, struct.error, zlib.error):
        return Image(problem=_("The PNG image is damaged or cut off. Save it again."))
    return Image(width, height, blank=_is_plain(pixels, row_lengths))


def _chunks(content: bytes) -> tuple[bytes, bytes]:
    """Return the header and the joined image data, with every checksum verified."""
    position = len(_SIGNATURE)
    header = b""
    data = []
    while True:
        length, name = struct.unpack_from(">I4s", content, position)
        body = content[position + 8 : position + 8 + length]
        (checksum,) = struct.unpack_from(">I", content, position + 8 + length)
        if checksum != zlib.crc32(name + body) or (not header) != (name == b"IHDR"):
            raise ValueError(name)
        if name == b"IHDR":
            header = body
        elif name == b"IDAT":
            data.append(body)
        elif name == b"IEND":
            return header, b"".join(data)
        position += 12 + length


def _layout(header: bytes) -> tuple[int, int, list[tuple[int, int]]]:
    """Return the size and, for each pass, the bytes of a row (with its filter byte) and the rows."""
    width, height, depth, colour, compression, filtering, interlace = struct.unpack(">IIBBBBB", header)
    sides_fit = 0 < width <= _LARGEST_SIDE and 0 < height <= _LARGEST_SIDE
    if not sides_fit or depth not in _DEPTHS.get(colour, ()) or compression or filtering or interlace > 1:
        raise ValueError(header)
    bits = depth * _CHANNELS[colour]
    passes = _PASSES if interlace else ((0, 0, 1, 1),)
    rows = []
    for left, top, across, down in passes:
        columns, lines = -(-(width - left) // across), -(-(height - top) // down)
        if columns > 0 and lines > 0:
            rows.append((1 + (columns * bits + 7) // 8, lines))
    if sum(length * count for length, count in rows) > _LARGEST_PIXELS:
        raise ValueError(header)
    return width, height, rows


def _unpack(packed: bytes, size: int) -> bytes:
    stream = zlib.decompressobj()
    pixels = stream.decompress(packed, size + 1)
    if len(pixels) != size or not stream.eof:
        raise ValueError(size)
    return pixels


def _is_plain(pixels: bytes, row_lengths: list[tuple[int, int]]) -> bool:
    view = memoryview(pixels)
    start = 0
    for length, count in row_lengths:
        forms: set[bytes] = set()
        for _row in range(count):
            forms.add(bytes(view[start : start + length]))
            start += length
            if len(forms) > _PLAIN_FORMS:
                return False
    return True
