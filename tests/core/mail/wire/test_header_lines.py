"""Header blocks, whole and broken."""

from __future__ import annotations

import pytest

from maildesk.core.mail.limits import LIMITS, Limits
from maildesk.core.mail.wire import header_lines


@pytest.mark.parametrize(
    ("raw", "pairs", "rest"),
    [
        (b"A: b\r\n\r\nhi", [("a", b"b")], b"hi"),
        (b"A: b\n\nhi", [("a", b"b")], b"hi"),
        (b"A: b\r\n c\r\n\td\r\n\r\nhi", [("a", b"b c\td")], b"hi"),
        (b"A : b\n\nhi", [("a", b"b")], b"hi"),
        (b"A:\n\nhi", [("a", b"")], b"hi"),
        (b"A: b", [("a", b"b")], b""),
        (b"A: b\nhello there\n\nhi", [("a", b"b")], b"hello there\n\nhi"),
        (b"A: b\nhello there\nC: d\n\nhi", [("a", b"b"), ("c", b"d")], b"hi"),
        (b"\nhi", [], b"hi"),
        (b"", [], b""),
    ],
)
def test_fields_are_unfolded_and_the_body_found(raw: bytes, pairs: list[tuple[str, bytes]], rest: bytes) -> None:
    found = header_lines.read(raw, 0, LIMITS)

    assert list(found.pairs) == pairs
    assert raw[found.body :] == rest


def test_beyond_the_limit_only_what_a_mail_cannot_do_without_is_kept() -> None:
    found = header_lines.read(b"X: y\n" * 5 + b"From: a@x\nX: z\nFrom: b@x\n\nhi", 0, Limits(headers=3))

    assert [name for name, _ in found.pairs] == ["x", "x", "x", "from"]
    assert found.defects == ("too_many_headers",)


@pytest.mark.parametrize(
    "before", [b"", b"\r\n\r\n", b"\xef\xbb\xbf", b"From a@x Mon Nov  2 10:00:00 2026\n", b">From a@x\n"]
)
def test_what_stands_before_the_first_header_is_passed_over(before: bytes) -> None:
    assert header_lines.start_of(before + b"From: a@x\n\nhi") == len(before)
