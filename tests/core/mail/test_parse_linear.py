"""The work of reading a mail grows with its size and no faster, counted in calls, not in seconds.

Calls see loops and recursion; what regular expressions do inside one call is bounded by their form and by the time limits in `test_parse`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from maildesk.core.mail.parse import parse

HEAD = b"From: Anna <anna@x.example>\r\nSubject: Hi\r\n"


def calls(raw: bytes) -> int:
    """How many functions, built-in ones included, reading `raw` calls."""
    count = 0

    def seen(_frame: FrameType, event: str, _arg: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        parse(raw)
    finally:
        sys.setprofile(before)
    return count


def nested(count: int) -> bytes:
    opening = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(count))
    return HEAD + opening + b"\r\nhi\r\n"


SHAPES: dict[str, Callable[[int], bytes]] = {
    "lines": lambda n: HEAD + b"\r\n" + b"where is it?\r\n" * n,
    "quotes": lambda n: HEAD + b"\r\n" + b"> where is it?\r\nhere\r\n" * n,
    "flowed": lambda n: HEAD + b"Content-Type: text/plain; format=flowed\r\n\r\n" + b"a \r\n" * n,
    "headers": lambda n: b"X-A: b\r\n" * n + HEAD + b"\r\nhi",
    "bad headers": lambda n: b"no header\r\nX: y\r\n" * n + HEAD + b"\r\nhi",
    "words": lambda n: HEAD + b"X-B: " + b"=?utf-8?q?=C3?= " * n + b"\r\n\r\nhi",
    "addresses": lambda n: HEAD + b"Cc: " + b'"A, b" <a@x.example>, ' * n + b"\r\n\r\nhi",
    "references": lambda n: HEAD + b"References: " + b"<a@x> " * n + b"\r\n\r\nhi",
    "parts": lambda n: HEAD + b"Content-Type: multipart/mixed; boundary=a\r\n\r\n" + b"--a\r\n\r\nhi\r\n" * n,
    "depth": nested,
    "html": lambda n: HEAD + b"Content-Type: text/html\r\n\r\n" + b"<p>where <b>is</b> it?</p>" * n,
    "base64": lambda n: HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n" + b"aGk=" * n,
    "escapes": lambda n: HEAD + b"Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n" + b"\x1b$B0!\x1b(B\x1b(I1" * n,
    "uu": lambda n: HEAD + b"\r\n" + b"begin 644 a\r\n#0V%T\r\nend\r\n" * n,
    "form": lambda n: b"From: wordpress@x.example\r\n\r\n" + b"Name: a\r\nMessage: b\r\nPhone: c\r\n" * n,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_mail_is_at_most_about_twice_the_work(shape: str) -> None:
    make = SHAPES[shape]
    parse(make(10))  # tables that are filled on first use

    assert calls(make(400)) <= 2.3 * calls(make(200)) + 500
