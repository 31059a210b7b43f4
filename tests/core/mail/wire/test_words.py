"""Encoded words as clients make them, and headers that hold none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maildesk.core.mail.wire import words


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (b"Hello", "Hello"),
        (b"=?utf-8?Q?Gr=C3=BC=C3=9Fe_?= =?utf-8?Q?aus?= K", "Grüße aus K"),
        (b"=?UTF-8?b?R3LDvMOfZQ==?=", "Grüße"),
        # One character over two words, as many clients do against RFC 2047, 5.
        (b"=?utf-8?B?R3LD?= =?utf-8?B?vMOfZQ==?=", "Grüße"),
        (b"=?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?=", "Grüße"),
        # One base64 stream over two words.
        (b"=?utf-8?B?R3LDvM?= =?utf-8?B?OfZQ==?=", "Grüße"),
        # Two charsets side by side keep their own.
        (b"=?iso-8859-1?Q?Gr=FC=DFe?= =?utf-8?Q?_=E2=82=AC?=", "Grüße €"),
        # Padding missing, blanks inside, a language tag, question marks in the text.
        (b"=?utf-8?B?R3LDvMOfZQ?=", "Grüße"),
        (b"=?utf-8?Q?Where is it??=", "Where is it?"),
        (b"=?utf-8*de?Q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
        (b"Re: =?utf-8?Q?Gr=C3=BC=C3=9Fe?= now", "Re: Grüße now"),
        (b"a=?utf-8?Q?=C3=BC?=b", "aüb"),
        # Charsets of the field.
        (b"=?gb2312?B?xPq6w9LG?=", "您好移"),
        (b"=?ISO-2022-JP?B?GyRCQ21KOBsoQg==?=", "注文"),
        (b"=?ks_c_5601-1987?B?wda5rg==?=", "주문"),
        (b"=?koi8-r?B?+sHLwdo=?=", "Заказ"),
        (b"=?unknown?Q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
        # Unencoded.
        ("Grüße".encode(), "Grüße"),
        ("Schöne Grüße".encode("cp1252"), "Schöne Grüße"),
        # No words at all.
        (b"=?utf-8?Q?open", "=?utf-8?Q?open"),
        (b"=??Q?x?=", "=??Q?x?="),
        (b"1 =? 2", "1 =? 2"),
        (b"=?utf-8?Q??=", ""),
    ],
)
def test_a_header_is_decoded(value: bytes, text: str) -> None:
    assert words.decode(value) == text


def test_the_charset_of_the_body_helps_where_a_header_names_none() -> None:
    assert words.decode("Заказ".encode("koi8-r"), "koi8-r") == "Заказ"


@pytest.mark.parametrize(
    "value", [b"=?utf-8?Q?hi=0D=0ABcc=3A_evil=40x.example?=", b"=?utf-8?B?aGkNCkJjYzogeA==?=", "hi\u2028x".encode()]
)
def test_nothing_decoded_can_start_another_header(value: bytes) -> None:
    assert words.decode(value).isprintable()


def test_direction_overrides_are_taken_out() -> None:
    assert words.decode("abc\u202egpj.exe".encode()) == "abc gpj.exe"


@given(st.binary(max_size=300))
def test_any_bytes_give_one_line(value: bytes) -> None:
    assert "\n" not in words.decode(value)
    assert "\0" not in words.decode(value)
