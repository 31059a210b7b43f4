"""Bytes of a mail from its texts: charset, transfer encoding, encoded words, parts. What a client does last.

In: texts and headers. Out: raw bytes with CRLF. Deterministic.
"""

from __future__ import annotations

import base64
import quopri
from dataclasses import dataclass

_CODECS = {"iso-8859-8-i": "iso-8859-8", "ks_c_5601-1987": "cp949", "us-ascii": "ascii", "shift_jis": "cp932"}
_PER_WORD = 12
#: A picture of this many bytes is a photograph, not a signature's emblem.
PHOTO = 24_000


@dataclass(frozen=True, slots=True)
class Charset:
    """How the text is encoded, and what the client says it is."""

    encoded: str
    label: str

    @classmethod
    def of(cls, told: str) -> Charset:
        encoded, _, label = told.partition(">")
        return cls(encoded, label or encoded)

    def encode(self, text: str) -> bytes:
        return text.encode(_CODECS.get(self.encoded, self.encoded), "xmlcharrefreplace")

    def fits(self, text: str) -> bool:
        try:
            text.encode(_CODECS.get(self.encoded, self.encoded))
        except UnicodeEncodeError:
            return False
        return True


def word(text: str, charset: Charset) -> str:
    """A header's text as encoded words (RFC 2047), each whole characters; plain ASCII stays."""
    if text.isascii():
        return text
    chunks = [text[at : at + _PER_WORD] for at in range(0, len(text), _PER_WORD)]
    return "\r\n ".join(f"=?{charset.label}?B?{base64.b64encode(charset.encode(c)).decode()}?=" for c in chunks)


def part(text: str, subtype: str, charset: Charset, transfer: str, parameters: str = "") -> bytes:
    """One text part with its headers."""
    coded = charset.encode(text.replace("\n", "\r\n"))
    if transfer == "base64":
        coded = base64.encodebytes(coded).replace(b"\n", b"\r\n")
    elif transfer == "quoted-printable":
        coded = quopri.encodestring(coded.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")
    head = f"Content-Type: text/{subtype}; charset={charset.label}{parameters}\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n"
    return head.encode() + coded


def multipart(subtype: str, parts: list[bytes], parameters: str = "") -> bytes:
    """Parts in a multipart; one alone stays alone."""
    if len(parts) == 1 and subtype != "report":
        return parts[0]
    line = f"=_{subtype}_{len(parts)}_{sum(map(len, parts)):x}"
    head = f'Content-Type: multipart/{subtype}; boundary="{line}"{parameters}\r\n\r\n'.encode()
    body = b"".join(b"--" + line.encode() + b"\r\n" + each + b"\r\n" for each in parts)
    return head + body + b"--" + line.encode() + b"--\r\n"


def attachment(name: str) -> bytes:
    """A file by its name: pictures are as large as photographs, all else is small."""
    kind = {"jpg": "image/jpeg", "png": "image/png", "pdf": "application/pdf", "mp4": "video/mp4"}.get(
        name.rpartition(".")[2].lower(), "application/octet-stream"
    )
    content = b"\xff\xd8\xff\xe0" + bytes(PHOTO) if kind.startswith("image/") else b"%PDF-1.4 invented"
    shown = word(name, Charset("utf-8", "utf-8")).replace("\r\n ", " ")
    head = (
        f'Content-Type: {kind}; name="{shown}"\r\nContent-Transfer-Encoding: base64\r\n'
        f'Content-Disposition: attachment; filename="{shown}"\r\n\r\n'
    )
    return head.encode() + base64.encodebytes(content).replace(b"\n", b"\r\n")


def assemble(headers: list[tuple[str, str]], body: bytes) -> bytes:
    """The whole mail. Headers are ASCII by now, or what a careless client left raw."""
    head = "".join(f"{name}: {value}\r\n" for name, value in headers if value)
    return head.encode("utf-8", "surrogateescape") + b"MIME-Version: 1.0\r\n" + body
