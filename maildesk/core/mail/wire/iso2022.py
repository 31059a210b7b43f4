"""ISO-2022-JP as Japanese clients really send it: with half-width katakana and the NEC and IBM rows that the standard forbids.

In: bytes with escape sequences. Out: text, unknown characters as U+FFFD.
"""

from __future__ import annotations

import re

_ESCAPE = re.compile(rb"\x1b(\$B|\$@|\$\(B|\$\(@|\(B|\(J|\(I|\(H|\$\(D)")
_MOST_PIECES = 20_000
_CODECS = ("iso2022_jp", "iso2022_jp_2", "iso2022_jp_ext", "iso2022_jp_2004")


def decode(data: bytes) -> str:
    """Strictly by the standard's variants if one fits, else by hand through code page 932, which holds the vendors' rows."""
    for codec in _CODECS:
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    pieces = _ESCAPE.split(data, maxsplit=_MOST_PIECES)
    out = [pieces[0].decode("cp932", "replace")]
    for mode, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        out.append(_piece(mode, piece))
    return "".join(out)


def _piece(mode: bytes, piece: bytes) -> str:
    if mode in (b"(B", b"(J", b"(H"):
        return piece.decode("cp932", "replace")
    if mode == b"(I":
        return bytes(byte | 0x80 if 0x21 <= byte <= 0x5F else byte for byte in piece).decode("cp932", "replace")
    # A line end resets to ASCII even where the client forgot to say so.
    lines = piece.split(b"\n")
    first = _rows(lines[0]).decode("cp932", "replace")
    return "\n".join([first, *(line.decode("cp932", "replace") for line in lines[1:])])


def _rows(piece: bytes) -> bytes:
    """JIS X 0208 byte pairs as Shift_JIS byte pairs."""
    out = bytearray()
    for high, low in zip(piece[::2], piece[1::2], strict=False):
        if not (0x21 <= high <= 0x7E and 0x21 <= low <= 0x7E):
            out += b"?"
            continue
        lead = ((high - 0x21) >> 1) + 0x81
        out.append(lead if lead <= 0x9F else lead + 0x40)
        out.append(low + 0x7E if high % 2 == 0 else low + (0x1F if low <= 0x5F else 0x20))
    return bytes(out)
