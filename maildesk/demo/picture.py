"""A photo for the sample mails: a lamp whose shade has a crack, drawn here and written as PNG.

In: nothing. Out: the bytes of a picture large enough to count as a photo. No drawing library is worth it for one lamp.
"""

from __future__ import annotations

import struct
import zlib
from functools import cache

WIDTH, HEIGHT = 320, 400
_Colour = tuple[int, int, int]


@cache
def broken_lamp() -> bytes:
    rows = b"".join(b"\x00" + b"".join(bytes(_grained(x, y)) for x in range(WIDTH)) for y in range(HEIGHT))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(rows, 6)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _grained(x: int, y: int) -> _Colour:
    """A camera's grain, so that the picture weighs what photos weigh."""
    grain = (x * 7_919 + y * 104_729 + x * y * 31) % 13 - 6
    red, green, blue = _colour(x, y)
    return _byte(red + grain), _byte(green + grain), _byte(blue + grain)


def _colour(x: int, y: int) -> _Colour:
    if _is_crack(x, y):
        return 40, 34, 30
    if _is_shade(x, y):
        return 232 - abs(x - 160) // 2, 214 - abs(x - 160) // 2, 170
    if abs(x - 160) < 5 and 190 <= y < 340:
        return 176, 141, 74
    if ((x - 160) / 62) ** 2 + ((y - 345) / 14) ** 2 < 1:
        return 150, 116, 58
    return (206 - y // 8, 204 - y // 8, 198 - y // 7) if y < 330 else (142, 118, 92)


def _is_shade(x: int, y: int) -> bool:
    return 70 <= y < 190 and abs(x - 160) < 45 + (y - 70) // 2


def _is_crack(x: int, y: int) -> bool:
    """A jagged line down the shade: it turns each twelve rows."""
    turn, along = divmod(y - 70, 12)
    return _is_shade(x, y) and abs(x - (185 + (along if turn % 2 else 12 - along))) < 3


def _byte(value: int) -> int:
    return min(max(value, 0), 255)
