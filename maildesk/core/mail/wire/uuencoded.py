"""uuencoded files inside plain text, as old gateways and some scanners still send them.

In: text. Out: the text without them and each file with its name. A block that is none stays text.
"""

from __future__ import annotations

import binascii
import re

_BEGIN = re.compile(r"(?m)^begin [0-7]{3,4} ([^\n]{1,200})\n")
_MOST = 100


def take(text: str) -> tuple[str, tuple[tuple[str, bytes], ...]]:
    """`(text without the blocks, ((name, bytes), ...))`."""
    if "begin " not in text:
        return text, ()
    files: list[tuple[str, bytes]] = []
    kept: list[str] = []
    at = 0
    while len(files) < _MOST and (begin := _BEGIN.search(text, at)):
        end = _body_end(text, begin.end())
        decoded = _decoded(text[begin.end() : end])
        if not decoded:
            kept.append(text[at : begin.end()])
            at = begin.end()
            continue
        kept.append(text[at : begin.start()])
        files.append((begin[1], decoded))
        at = end + len("end") if text.startswith("end", end) else end
    return "".join(kept) + text[at:], tuple(files)


def _body_end(text: str, at: int) -> int:
    """Where the lines stop that can be uuencoded: at `end`, or at the first line whose length does not fit its first character."""
    while at < len(text):
        stop = text.find("\n", at, at + 200)
        line = text[at : stop if stop >= 0 else at + 200]
        if line == "end" or not line or not _fits(line):
            return at
        if stop < 0:
            return len(text)
        at = stop + 1
    return at


def _fits(line: str) -> bool:
    wanted = (((ord(line[0]) - 32) & 63) + 2) // 3 * 4
    # Trailing blanks get lost on the way, and some encoders add a checksum character.
    return " " <= line[0] <= "`" and wanted - 4 <= len(line) - 1 <= wanted + 2


def _decoded(block: str) -> bytes:
    out = []
    for line in block.split("\n"):
        if not line:
            continue
        wanted = (((ord(line[0]) - 32) & 63) + 2) // 3 * 4
        try:
            out.append(binascii.a2b_uu(line[: wanted + 1].encode("ascii")))
        except (binascii.Error, ValueError):
            return b""
    return b"".join(out)
