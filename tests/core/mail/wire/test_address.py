"""Address headers as clients really write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maildesk.core.mail.wire import address

CASES = [
    # Plain forms.
    (b"anna@shop.example", [("anna@shop.example", "")]),
    (b"Anna M <Anna@Shop.Example>", [("anna@shop.example", "Anna M")]),
    (b"anna@shop.example (Anna M)", [("anna@shop.example", "Anna M")]),
    (b"a@x.example, B <b@x.example>", [("a@x.example", ""), ("b@x.example", "B")]),
    (b'"Anna"<a@x.example>,"B"<b@x.example>', [("a@x.example", "Anna"), ("b@x.example", "B")]),
    (b"a@x.example; b@x.example", [("a@x.example", ""), ("b@x.example", "")]),
    # Names with commas, with and without the quotes they need.
    (b'"Muster, Anna" <anna@x.example>', [("anna@x.example", "Muster, Anna")]),
    (b"Muster, Anna <anna@x.example>", [("anna@x.example", "Muster, Anna")]),
    (b"=?utf-8?q?M=C3=BCller?=, Anna <a@x.example>", [("a@x.example", "Müller, Anna")]),
    (b'"=?utf-8?q?M=C3=BCller=2C_Anna?=" <a@x.example>', [("a@x.example", "Müller, Anna")]),
    # Carriers that gave out addresses the RFC forbids.
    (b"john.@docomo.ne.jp", [("john.@docomo.ne.jp", "")]),
    (b'"john..doe."@docomo.ne.jp', [("john..doe.@docomo.ne.jp", "")]),
    (b"<a..b@ezweb.ne.jp>", [("a..b@ezweb.ne.jp", "")]),
    # A name that hides another address stays a name.
    (b"=?utf-8?q?anna=40evil.example?= <real@x.example>", [("real@x.example", "anna@evil.example")]),
    (b"=?utf-8?b?QW5uYSA8ZXZpbEB4LmV4YW1wbGU+?= <real@x.example>", [("real@x.example", "Anna <evil@x.example>")]),
    (b'"bank@pay.example" <c@d.example>', [("c@d.example", "bank@pay.example")]),
    # Groups.
    (b"undisclosed-recipients:;", []),
    (b"Team: a@x.example, b@x.example;", [("a@x.example", ""), ("b@x.example", "")]),
    # Brackets missing, doubled, or around more than the address.
    (b"<anna@x.example", [("anna@x.example", "")]),
    (b"<<anna@x.example>>", [("anna@x.example", "")]),
    (b"Anna anna@x.example", [("anna@x.example", "Anna")]),
    (b"Anna < anna@x.example >", [("anna@x.example", "Anna")]),
    (b"<mailto:anna@x.example>", [("anna@x.example", "")]),
    (b"@route.example:anna@x.example", [("anna@x.example", "")]),
    (b"Anna [mailto:anna@x.example]", [("anna@x.example", "")]),
    (b"'anna@x.example' <anna@x.example>", [("anna@x.example", "anna@x.example")]),
    # Raw 8-bit, other charsets, own domains in other scripts.
    ("Änne <a@x.example>".encode(), [("a@x.example", "Änne")]),
    ("Änne <a@x.example>".encode("cp1252"), [("a@x.example", "Änne")]),
    ("änne@müller.example".encode(), [("änne@müller.example", "")]),
    (b"=?iso-2022-jp?B?GyRCOzNFRBsoQg==?= <y@x.example>", [("y@x.example", "山田")]),
    # Odd but lawful.
    (b"o'neil@x.example", [("o'neil@x.example", "")]),
    (b'"a b"@x.example', [('"a b"@x.example', "")]),
    # Nothing to write to.
    (b"", []),
    (b"<>", []),
    (b"MAILER-DAEMON (Mail Delivery System)", []),
    (b"anna at x.example", []),
]


@pytest.mark.parametrize(("value", "expected"), CASES)
def test_a_header_gives_its_addresses(value: bytes, expected: list[tuple[str, str]]) -> None:
    assert [(found.email, found.name) for found in address.read(value, 10)] == expected


def test_no_more_addresses_come_back_than_were_asked_for() -> None:
    assert len(address.read(b"a@x.example, " * 1_000, 7)) == 7


def test_an_encoded_line_end_in_a_name_cannot_start_another_header() -> None:
    found = address.read(b"=?utf-8?q?Anna=0D=0ABcc=3A_x=40y.example?= <a@x.example>", 5)

    assert found[0].email == "a@x.example"
    assert "\r" not in found[0].name
    assert "\n" not in found[0].name


@given(st.binary(max_size=400))
def test_no_bytes_make_it_raise_or_let_a_control_through(value: bytes) -> None:
    for found in address.read(value, 50):
        assert "@" in found.email
        assert found.email == found.email.lower().strip()
        assert not any(character in found.email + found.name for character in "\r\n\0")
