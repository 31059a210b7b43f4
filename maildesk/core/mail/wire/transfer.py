"""Content-Transfer-Encoding undone, broken or not.

In: the bytes of a part and the label. Out: decoded bytes and whether something had to be repaired. Never raises, never loses
a readable rest.
"""

from __future__ import annotations

import binascii
import re

#: A soft line break that a gateway padded with blanks (RFC 2045, 6.7, rule 3: they are to be deleted).
_SOFT_BREAK = re.compile(rb"=[ \t]++\r?\n")
_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_NOT_BASE64 = bytes(set(range(256)) - set(_ALPHABET))


def decode(body: bytes, label: str) -> tuple[bytes, bool]:
    """`(bytes, repaired)`. An unknown label leaves the bytes as they are and says so."""
    label = label.strip().strip("\"'").lower()
    if label == "base64":
        return base64_bytes(body)
    if label in ("quoted-printable", "quotedprintable"):
        return binascii.a2b_qp(_SOFT_BREAK.sub(b"=\n", body)), False
    if label in ("x-uuencode", "uuencode", "x-uue", "uue"):
        return body, False
    return body, label not in ("", "7bit", "8bit", "binary", "7-bit", "8-bit", "7bits", "8bits")


def base64_bytes(text: bytes) -> tuple[bytes, bool]:
    """Base64 with noise between, padding inside, or the end missing: the letters that are there are decoded."""
    compact = text.translate(None, b" \t\r\n")
    try:
        return binascii.a2b_base64(compact, strict_mode=True), False
    except binascii.Error:
        pass
    return b"".join(_pieces(compact)), True


def _pieces(compact: bytes) -> list[bytes]:
    """Padding inside ends one piece and starts the next: some senders glue encoded blocks together."""
    out = []
    for piece in re.split(rb"=+", compact, maxsplit=1_000):
        letters = piece.translate(None, _NOT_BASE64)
        if len(letters) % 4 == 1:
            letters = letters[:-1]
        out.append(binascii.a2b_base64(letters + b"=" * (-len(letters) % 4)))
    return out
