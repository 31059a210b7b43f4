"""Mails as bytes, in the charsets and encodings that old and new clients use.

In: texts, files, headers. Out: bytes with CRLF. It composes what *others* send, older habits included: what the desk itself
sends is made by `core.reply.compose`.
"""

from __future__ import annotations

import base64
import quopri
from collections.abc import Iterable
from dataclasses import dataclass
from email.header import Header
from email.utils import formataddr

#: Charsets in which most letters are ASCII: clients send them quoted-printable. The others go as base64.
_MOSTLY_ASCII = (
    "iso-8859-1",
    "iso-8859-2",
    "iso-8859-15",
    "iso-8859-9",
    "windows-1252",
    "windows-1250",
    "windows-1254",
)


@dataclass(frozen=True, slots=True)
class Part:
    """A body with the headers that describe it."""

    headers: tuple[tuple[str, str], ...]
    body: bytes

    def raw(self) -> bytes:
        return lines(self.headers) + b"\r\n" + self.body


def lines(headers: Iterable[tuple[str, str]]) -> bytes:
    return b"".join(f"{name}: {value}\r\n".encode() for name, value in headers)


def words(text: str, charset: str) -> str:
    """A header's text: bare if it is ASCII, else encoded words in the charset."""
    if text.isascii():
        return text
    return Header(text, charset, maxlinelen=70).encode(linesep="\r\n")


def address(name: str, email: str, charset: str) -> str:
    if name.isascii():
        return formataddr((name, email))
    return f"{words(name, charset)} <{email}>"


def ids(*message_ids: str) -> str:
    """Message-IDs as headers write them."""
    return " ".join(f"<{each}>" for each in message_ids)


def text_part(text: str, charset: str, subtype: str = "plain", extra: str = "") -> Part:
    """A text in its charset. What the charset cannot write is replaced, as clients do."""
    transfer = _transfer(text, charset)
    body = _encoded(text.replace("\n", "\r\n").encode(charset, "replace"), transfer)
    kind = f'text/{subtype}; charset="{charset}"{extra}'
    return Part((("Content-Type", kind), ("Content-Transfer-Encoding", transfer)), body)


def file_part(name: str, kind: str, content: bytes) -> Part:
    headers = (
        ("Content-Type", f'{kind}; name="{name}"'),
        ("Content-Disposition", f'attachment; filename="{name}"'),
        ("Content-Transfer-Encoding", "base64"),
    )
    return Part(headers, _encoded(content, "base64"))


def bare_part(kind: str, text: str) -> Part:
    """Machines' reports: ASCII as it is."""
    return Part((("Content-Type", kind),), text.replace("\n", "\r\n").encode("ascii"))


def multipart(kind: str, parts: Iterable[Part], boundary: str) -> Part:
    """`kind` with its parameters, such as `mixed` or `report; report-type=delivery-status`."""
    body = b"".join(b"--" + boundary.encode() + b"\r\n" + part.raw() + b"\r\n" for part in parts)
    subtype, semicolon, parameters = kind.partition(";")
    value = f'multipart/{subtype}; boundary="{boundary}"{semicolon}{parameters}'
    return Part((("Content-Type", value),), body + f"--{boundary}--\r\n".encode())


def _transfer(text: str, charset: str) -> str:
    if text.isascii() or charset.startswith("iso-2022"):
        return "7bit"
    if charset in _MOSTLY_ASCII:
        return "quoted-printable"
    letters = sum(not char.isascii() for char in text)
    return "quoted-printable" if charset == "utf-8" and letters * 5 < len(text) else "base64"


def _encoded(content: bytes, transfer: str) -> bytes:
    if transfer == "base64":
        return base64.encodebytes(content).replace(b"\n", b"\r\n")
    if transfer == "quoted-printable":
        return quopri.encodestring(content.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")
    return content
