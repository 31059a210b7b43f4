"""The parts of a mail: raw bytes in, its leaves in order out.

Splits multiparts itself instead of by the standard library's parser: that one costs six times as much, grows with depth times
lines on nested mails, and gives up where a boundary is missing. Decodes nothing; attached mails are leaves, not entered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from maildesk.core.mail.defects import Defect
from maildesk.core.mail.limits import Limits
from maildesk.core.mail.wire import header_lines, parameters, transfer
from maildesk.core.mail.wire.header_lines import Fields

#: A line that can be a boundary, since a part's header follows: "-----Original Message-----" is none.
_FIRST_BOUNDARY = re.compile(rb"(?:\A|\n)--([^\s][^\r\n]{0,199}?)[ \t]{0,20}\r?\n(?=content-)", re.IGNORECASE)
_ANY_BOUNDARY = re.compile(rb"(?m)^--[^\r\n]{1,200}\r?\n?")
_LOOKS_MULTIPART = re.compile(rb"\s*--[^\r\n]{1,200}\r?\nContent-", re.IGNORECASE)
#: Boundaries looked at in one multipart, those that only begin like one included.
_MOST_LOOKS = 5_000


#: A mail that is nothing but another mail, as some gateways forward: read as that mail.
_WRAPPED = "multipart/x-mail"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One part without parts. `index` counts the leaves; `body` is still transfer-encoded; `parent` is the multipart's type.

    `group` numbers the multipart/alternative the leaf belongs to (0: none), so that one of its readings is chosen, not all.
    """

    index: int
    fields: Fields
    content_type: str
    parameters: dict[str, str]
    body: bytes
    parent: str = ""
    group: int = 0

    def decoded(self) -> tuple[bytes, bool]:
        """The bytes without their transfer encoding, and whether that had to be repaired."""
        return transfer.decode(self.body, self.fields.first("content-transfer-encoding").decode("ascii", "replace"))


@dataclass(frozen=True, slots=True)
class Structure:
    """`fields` are the mail's own headers; `containers` the types of its multiparts, outermost first."""

    fields: Fields
    leaves: tuple[Leaf, ...]
    containers: tuple[tuple[str, dict[str, str]], ...]
    defects: tuple[Defect, ...]


@dataclass(slots=True)
class _Walk:
    """A part still to be looked at."""

    source: bytes
    depth: int
    parent: str
    default: str
    group: int


@dataclass(slots=True)
class _Found:
    leaves: list[Leaf] = field(default_factory=list)
    containers: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    defects: dict[Defect, None] = field(default_factory=dict)
    groups: int = 0


def read(raw: bytes, limits: Limits) -> Structure:
    """The whole mail. Work is bounded by `limits.depth` passes over its bytes."""
    raw = _line_ends(raw)
    fields = header_lines.read(raw, header_lines.start_of(raw), limits)
    found = _Found(defects=dict.fromkeys(fields.defects))
    todo = _look(fields, raw[fields.body :], _Walk(b"", 0, "", "text/plain", 0), found, limits)[::-1]
    while todo:
        walk = todo.pop()
        if len(found.leaves) >= limits.parts:
            found.defects[Defect.TOO_MANY_PARTS] = None
            break
        part = header_lines.read(walk.source, 0, limits)
        todo.extend(_look(part, walk.source[part.body :], walk, found, limits)[::-1])
    return Structure(fields, tuple(found.leaves), tuple(found.containers), tuple(found.defects))


def _look(fields: Fields, body: bytes, walk: _Walk, found: _Found, limits: Limits) -> list[_Walk]:
    """Put a leaf down, or give the parts of a multipart to be looked at next."""
    named, given = parameters.read(fields.first("content-type"))
    kind = _kind(named, body, walk, limits)
    if not kind.startswith("multipart/"):
        found.leaves.append(Leaf(len(found.leaves), fields, kind, given, body, walk.parent, walk.group))
        return []
    found.containers.append((kind, given))
    if kind == _WRAPPED:
        return [_Walk(body, walk.depth + 1, kind, "text/plain", 0)]
    if walk.depth >= limits.depth:
        found.defects[Defect.NESTING_CUT] = None
        return _flat(body, walk, limits)
    if kind == "multipart/alternative":
        found.groups += 1
    group = found.groups if kind == "multipart/alternative" else walk.group
    default = "message/rfc822" if kind == "multipart/digest" else "text/plain"
    pieces = _split(body, given.get("boundary", ""), found)
    return [_Walk(piece, walk.depth + 1, kind, default, group) for piece in pieces]


def _kind(named: str, body: bytes, walk: _Walk, limits: Limits) -> str:
    """The type a part is read as: the one it names, or the one its place or its first lines say."""
    if named == "message/rfc822" and walk.parent in ("", _WRAPPED) and walk.depth < limits.depth:
        return _WRAPPED
    if named.count("/") == 1 and not named.startswith("/") and not named.endswith("/"):
        return named
    if not walk.depth and _LOOKS_MULTIPART.match(body):
        return "multipart/mixed"
    return "text/plain" if named else walk.default


def _flat(body: bytes, walk: _Walk, limits: Limits) -> list[_Walk]:
    """Everything between lines that look like boundaries, whosever they are: nesting is given up, the text is not."""
    pieces = _ANY_BOUNDARY.split(body, maxsplit=limits.parts * 4)[1:]
    return [_Walk(piece, walk.depth + 1, walk.parent, "text/plain", walk.group) for piece in pieces if piece.strip()]


def _split(body: bytes, boundary: str, found: _Found) -> list[bytes]:
    """The bytes of each part. A wrong or missing boundary is taken from the first line that can be one."""
    mark = boundary.encode("utf-8", "replace")
    pieces, ended = _between(body, mark) if mark else ([], False)
    if not pieces:
        found.defects[Defect.NO_BOUNDARY] = None
        guess = _FIRST_BOUNDARY.search(body)
        if guess is None:
            return [b"\n" + body] if body.strip() else []
        pieces, ended = _between(body, guess[1])
    if not ended:
        found.defects[Defect.NO_END_BOUNDARY] = None
    return pieces


def _between(body: bytes, boundary: bytes) -> tuple[list[bytes], bool]:
    """Parts between the delimiter lines of `boundary`, and whether the closing one came. What stands before and after is dropped."""
    mark = b"--" + boundary
    pieces: list[bytes] = []
    start = -1
    at = body.find(mark)
    looks = 0
    while at >= 0 and looks < _MOST_LOOKS:
        looks += 1
        line_end = -1
        if at == 0 or body[at - 1] in b"\r\n":
            line_end = body.find(b"\n", at)
            line_end = len(body) if line_end < 0 else line_end + 1
            tail = body[at + len(mark) : line_end].strip()
            if tail in (b"", b"--"):
                if start >= 0:
                    pieces.append(body[start : _before_line_end(body, at)])
                start = line_end
                if tail:
                    return pieces, True
        at = body.find(mark, max(line_end, at + len(mark)))
    if start >= 0 and body[start:].strip():
        pieces.append(body[start:])
    return pieces, False


def _before_line_end(body: bytes, at: int) -> int:
    """The line end before a delimiter belongs to the delimiter (RFC 2046, 5.1.1)."""
    if at > 0 and body[at - 1 : at] == b"\n":
        at -= 1
    if at > 0 and body[at - 1 : at] == b"\r":
        at -= 1
    return at


def _line_ends(raw: bytes) -> bytes:
    """Bare carriage returns as line ends, and doubled ones, as old gateways leave them."""
    if b"\r\r\n" in raw:
        raw = raw.replace(b"\r\r\n", b"\r\n")
    if b"\r" in raw and b"\n" not in raw:
        raw = raw.replace(b"\r", b"\n")
    return raw
