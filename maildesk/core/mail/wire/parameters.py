"""The value and parameters of Content-Type and Content-Disposition, RFC 2231 and what clients send instead of it.

In: the raw unfolded header. Out: the value in lower case and its parameters, decoded. Never raises.
"""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from maildesk.core.mail.wire import charset, words

#: `name = "quoted"` or `name=anything up to the next semicolon` (unquoted names with spaces are common).
_PARAMETER = re.compile(rb';[\s;]*+([^\s=;"]++)\s*+=\s*+(?:"((?:[^"\\]++|\\.)*+)(?:"|\Z)|([^;]*+))', re.DOTALL)
_VALUE = re.compile(rb"\s*+([^;\s]*+)")
_SECTION = re.compile(r"(.+?)\*(?:(\d{1,3})(\*?))?$")
_MOST = 60


def read(value: bytes) -> tuple[str, dict[str, str]]:
    """`(b'text/plain; charset="UTF-8"')` gives `("text/plain", {"charset": "UTF-8"})`; the first of two equal names wins."""
    head = _VALUE.match(value)
    kind = head[1].decode("ascii", "replace").lower() if head else ""
    if b";" not in value:
        return kind, {}
    plain: dict[str, str] = {}
    sections: dict[str, dict[int, tuple[bytes, bool]]] = {}
    for count, found in enumerate(_PARAMETER.finditer(value)):
        if count >= _MOST:
            break
        name = found[1].decode("ascii", "replace").lower()
        text = found[3].strip() if found[2] is None else _unquoted(found[2])
        parts = _SECTION.match(name)
        if parts:
            number, percent = int(parts[2] or 0), parts[2] is None or bool(parts[3])
            sections.setdefault(parts[1], {}).setdefault(number, (text, percent))
        else:
            plain.setdefault(name, words.decode(text))
    for name, pieces in sections.items():
        plain[name] = _joined(pieces)
    return kind, plain


def _unquoted(text: bytes) -> bytes:
    # Windows paths arrive with single backslashes: an escape is only undone before a quote or another backslash.
    return re.sub(rb'\\(["\\])', rb"\1", text) if b"\\" in text else text


def _joined(pieces: dict[int, tuple[bytes, bool]]) -> str:
    """Continuations in their order; the charset stands before the first two quotes of an extended first piece (RFC 2231, 4.1)."""
    label = ""
    joined = b""
    for number in sorted(pieces):
        text, percent = pieces[number]
        if percent and number == min(pieces) and text.count(b"'") >= 2:
            raw_label, _, text = text.split(b"'", 2)
            label = raw_label.decode("ascii", "replace")
        joined += unquote_to_bytes(text) if percent else text
    if not label and b"=?" in joined:
        return words.decode(joined)
    return charset.decode(joined, label).text
