"""Addresses out of address headers: tolerant of what clients really write.

In: the raw unfolded header. Out: `Address` values, at most as many as wanted. Decoded names never become addresses: the structure is
read before encoded words are, so a name hiding another address stays a name.
"""

from __future__ import annotations

import re

from maildesk.core.mail.parsed import Address
from maildesk.core.mail.wire import words

#: Quoted strings, comments (one level), angle addresses, separators and words. Possessive, and a quote or bracket that never closes is
#: given up after 300 pieces, so that 60,000 of them are no trap.
_TOKEN = re.compile(
    rb'(?P<local>"(?:[^"\\]++|\\.){0,300}+"@[^\s",;<>()]++)'
    rb'|"(?P<quoted>(?:[^"\\]++|\\.){0,300}+)"'
    rb"|\((?P<comment>(?:[^()\\]++|\\.){0,300}+)\)"
    rb"|<(?P<angle>[^<>]*+)>"
    rb"|(?P<encoded>=\?[\w.:*+-]{1,60}\?[bBqQ]\?[^?\s]*+\?=)"
    rb"|(?P<separator>[,;])"
    rb"|(?P<space>\s++)"
    rb"|(?P<word>[^\s\"(<,;]++)"
    rb"|(?P<other>.)",
    re.DOTALL,
)
_BARE = re.compile(r"[^\s\"<>()\[\],;:@]{1,200}@[^\s\"'<>()\[\],;:@]{1,255}")
_BLANKS = re.compile(r"\s+")
_LONGEST = 320
_QUOTED_LOCAL = re.compile(r'"[^"]*[\s,:;()\[\]@\\][^"]*"@')
_JUNK = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff<>]+")


def read(value: bytes, most: int, hint: str = "") -> tuple[Address, ...]:
    """All addresses of one header, in order. A part without any address gives nothing."""
    if not value:
        return ()
    found: list[Address] = []
    name: list[bytes] = []
    comment: list[bytes] = []
    angle: str | None = None
    written = False  # whether an address without brackets has come since the last separator
    for token in _TOKEN.finditer(value):
        kind = token.lastgroup
        if kind == "local":
            angle = _email(token["local"]) if angle is None else angle
        elif kind == "angle":
            angle = _email(token["angle"]) if angle is None else angle
        elif kind == "separator":
            if angle is None and not written and name and token[0] == b",":
                # An unquoted comma in a name: "Muster, Anna <anna@example.com>".
                name.append(b",")
                continue
            _put(found, name, comment, angle, hint)
            name, comment, angle, written = [], [], None, False
            if len(found) >= most:
                break
        elif kind == "quoted":
            name.append(re.sub(rb"\\(.)", rb"\1", token["quoted"]))
        elif kind == "comment":
            comment.append(token["comment"])
        elif angle is None:
            name.append(b" " if kind == "space" else token[0])
            written = written or (kind == "word" and b"@" in token[0])
    _put(found, name, comment, angle, hint)
    return tuple(found[:most])


def _put(found: list[Address], name: list[bytes], comment: list[bytes], angle: str | None, hint: str) -> None:
    text = b"".join(name).strip()
    if angle:
        found.append(Address(angle, _name(text, hint)))
        return
    readable = text.decode("utf-8", "replace")
    bare = _BARE.search(readable)
    email = _email(bare[0].encode("utf-8")) if bare else ""
    if bare is None or not email:
        return
    # What is left may hold a name, or the label of a group: "team: a@x.example, b@x.example;".
    rest = readable.replace(bare[0], " ").encode("utf-8", "replace").rpartition(b":")[2].strip()
    found.append(Address(email, _name(rest or b" ".join(comment), hint)))


def _name(text: bytes, hint: str) -> str:
    name = words.decode(text, hint).strip(" \t\"'")[:500]
    return name if any(character.isalnum() for character in name) else ""


def _email(text: bytes) -> str:
    """The bare address: lower-case, without blanks and controls, quotes only where the local part needs them (RFC 5322, 3.4.1)."""
    email = _JUNK.sub("", text.decode("utf-8", "replace")).strip(" ,;").lower().removeprefix("mailto:")
    if email.startswith("@") and ":" in email:
        email = email.rpartition(":")[2]  # an old source route
    if not _QUOTED_LOCAL.match(email):
        email = _BLANKS.sub("", email.replace('"', "")).strip("'")
    return email[:_LONGEST] if "@" in email.strip("@") else ""
