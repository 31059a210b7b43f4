"""Encoded words of RFC 2047 as they really come, and raw 8-bit headers.

In: a raw unfolded header value. Out: one line of text without controls: nothing decoded here can start another header.
"""

from __future__ import annotations

import binascii
import re
from itertools import pairwise

from maildesk.core.mail.wire import charset, transfer

#: The text may hold blanks and single question marks; it never runs over the start of the next word, so that a header full of
#: starts without ends is read once.
_WORD = re.compile(
    rb"=\?([\w.:+-]{1,40})(?:\*[\w-]{0,20})?\?([bBqQ])\?"
    rb"((?:[^?=]++|=(?!\?[\w.:*+-]{1,60}\?[bBqQ]\?)|\?(?!=))*+)\?="
)
#: Direction overrides among them: they make a name or subject read as another.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\x80-\x9f\u2028\u2029\u202d\u202e]+")


def decode(value: bytes, hint: str = "") -> str:
    """The header's text. `hint` is the charset of the mail's body, tried for raw 8-bit bytes that are not UTF-8."""
    if b"=?" not in value:
        return one_line(_raw(value, hint))
    out: list[str] = []
    found = list(_WORD.finditer(value))
    if not found:
        return one_line(_raw(value, hint))
    out.append(_raw(value[: found[0].start()], hint))
    run = [found[0]]
    for before, word in pairwise(found):
        between = value[before.end() : word.start()]
        if between.strip():
            out.append(_run(run))
            out.append(_raw(between, hint))
            run = [word]
        elif word[1].lower() != before[1].lower():
            out.append(_run(run))
            run = [word]
        else:
            run.append(word)
    out.append(_run(run))
    out.append(_raw(value[found[-1].end() :], hint))
    return one_line("".join(out))


def one_line(text: str) -> str:
    """Text with every control and line separator turned into one space, stripped."""
    if text.isprintable():
        return text.strip()
    return _CONTROLS.sub(" ", text).strip()


def _raw(value: bytes, hint: str) -> str:
    return value.decode("ascii") if value.isascii() else charset.decode(value, hint, weak=True).text


def _run(run: list[re.Match[bytes]]) -> str:
    """Adjacent words of one charset are joined as bytes first: many clients split inside a character (RFC 2047, 5 forbids it)."""
    label = run[0][1].decode("ascii")
    if len(run) > 1 and all(word[2] in b"bB" for word in run) and _split_inside_base64(run):
        return charset.decode(transfer.base64_bytes(b"".join(word[3] for word in run))[0], label).text
    return charset.decode(b"".join(_bytes_of(word) for word in run), label).text


def _split_inside_base64(run: list[re.Match[bytes]]) -> bool:
    return any(len(word[3]) % 4 and not word[3].endswith(b"=") for word in run[:-1])


def _bytes_of(word: re.Match[bytes]) -> bytes:
    if word[2] in b"bB":
        return transfer.base64_bytes(word[3])[0]
    return binascii.a2b_qp(word[3], header=True)
