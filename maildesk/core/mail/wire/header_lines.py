"""The header block of a mail or part: bytes in, unfolded raw fields and the offset of the body out.

Takes what arrives: bare LF or CR, a leading mbox line, lines that are no headers, a block without an end. Decodes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from maildesk.core.mail.defects import Defect
from maildesk.core.mail.limits import Limits

#: One field with its folded lines. Possessive throughout: no input makes it look at a byte twice.
_FIELD = re.compile(rb"([!-9;-~]++)[ \t]*+:([^\n]*+(?:\n[ \t][^\n]*+)*+)(?:\n|\Z)")
_BLANK = re.compile(rb"\r?\n")
_MBOX = re.compile(rb"(?:\xef\xbb\xbf|[\r\n])*+(?:>?From [^\n]*\n)?")
_MOST_BAD_LINES = 100
#: Kept even after the count of headers is used up: without them a mail has no sender, no place and no text.
_ALWAYS = frozenset(
    (b"from", b"sender", b"reply-to", b"to", b"cc", b"subject", b"date", b"message-id", b"in-reply-to", b"references")
) | frozenset(
    (b"content-type", b"content-transfer-encoding", b"content-disposition", b"auto-submitted", b"return-path")
)


@dataclass(frozen=True, slots=True)
class Fields:
    """Raw fields in order, names lower-case, values unfolded and stripped. `body` is the offset of the first body byte."""

    pairs: tuple[tuple[str, bytes], ...]
    body: int
    defects: tuple[Defect, ...] = ()

    def first(self, name: str) -> bytes:
        return next((value for key, value in self.pairs if key == name), b"")

    def all(self, names: Iterable[str]) -> list[bytes]:
        wanted = frozenset(names)
        return [value for key, value in self.pairs if key in wanted]


def start_of(raw: bytes) -> int:
    """Where the first header begins: after a byte order mark, blank lines and an mbox `From ` line."""
    found = _MBOX.match(raw)
    return found.end() if found else 0


def read(raw: bytes, at: int, limits: Limits) -> Fields:
    """The fields from offset `at`. A block that just stops being headers ends there, and its body begins."""
    pairs: list[tuple[str, bytes]] = []
    defects: dict[Defect, None] = {}
    bad = 0
    kept_late: set[bytes] = set()
    while at < len(raw):
        field = _FIELD.match(raw, at)
        if field is None:
            blank = _BLANK.match(raw, at)
            if blank:
                at = blank.end()
                break
            line_end = _end_of_line(raw, at)
            defects[Defect.BAD_HEADER_LINE] = None
            bad += 1
            if bad > _MOST_BAD_LINES or not _FIELD.match(raw, line_end):
                break
            at = line_end
            continue
        at = field.end()
        name = field[1].lower()
        if len(pairs) >= limits.headers:
            defects[Defect.TOO_MANY_HEADERS] = None
            if name not in _ALWAYS or name in kept_late:
                continue
            kept_late.add(name)
        value = field[2]
        if len(value) > limits.header_bytes:
            defects[Defect.HEADER_CUT] = None
            value = value[: limits.header_bytes]
        pairs.append((name.decode("ascii"), _unfold(value)))
    return Fields(tuple(pairs), at, tuple(defects))


def _end_of_line(raw: bytes, at: int) -> int:
    end = raw.find(b"\n", at)
    return len(raw) if end < 0 else end + 1


def _unfold(value: bytes) -> bytes:
    if b"\n" in value or b"\r" in value:
        value = value.replace(b"\r", b"").replace(b"\n", b"")
    return value.strip()
