"""Parameters of Content-Type and Content-Disposition, by the standard and not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maildesk.core.mail.wire import parameters


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (b'attachment; filename="a b.pdf"', "a b.pdf"),
        (b"attachment; filename=a b.pdf", "a b.pdf"),
        (b'attachment; FileName = "a.pdf" ; size=3', "a.pdf"),
        (b'attachment; filename="a\\"b.pdf"', 'a"b.pdf'),
        (b'attachment; filename="C:\\Users\\anna\\a.pdf"', "C:\\Users\\anna\\a.pdf"),
        (b'attachment; filename="a;b.pdf"', "a;b.pdf"),
        (b"attachment; filename*=utf-8''Rechnung%20%C3%A4.pdf", "Rechnung ä.pdf"),
        (b"attachment; filename*=UTF-8'de'%E2%82%AC.pdf", "€.pdf"),
        (b'attachment; filename*0="Rech"; filename*1="nung.pdf"', "Rechnung.pdf"),
        (b"attachment; filename*1*=%A4.pdf; filename*0*=utf-8''%C3", "ä.pdf"),
        (b"attachment; filename*0*=utf-8''a%20; filename*1=b.pdf", "a b.pdf"),
        (b"attachment; filename*=gb2312''%D5%D5%C6%AC.jpg", "照片.jpg"),
        (b"attachment; filename=plain.pdf; filename*=utf-8''better.pdf", "better.pdf"),
        (b'attachment; filename="=?utf-8?Q?=C3=A4.pdf?="', "ä.pdf"),
        (b'attachment; filename="=?utf-8?B?UmVjaA==?= =?utf-8?B?bnVuZy5wZGY=?="', "Rechnung.pdf"),
        (b"attachment; filename==?gb18030?B?1dXGrC5qcGc=?=", "照片.jpg"),
        ('attachment; filename="写真.jpg"'.encode(), "写真.jpg"),
        ('attachment; filename="写真です.jpg"'.encode("cp932"), "写真です.jpg"),
        ('attachment; filename="写真.jpg"'.encode("cp932"), "写真.jpg"),
        (b'attachment; filename="open', "open"),
        (b"attachment; filename*=''", ""),
        (b"attachment", None),
    ],
)
def test_a_file_name_is_read(value: bytes, name: str | None) -> None:
    assert parameters.read(value)[1].get("filename") == name


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (b"Text/HTML; charset=x", "text/html"),
        (b"", ""),
        (b";", ""),
        (b" text/plain ;", "text/plain"),
        (b"text/plain charset=x", "text/plain"),
    ],
)
def test_the_value_is_lower_case(value: bytes, kind: str) -> None:
    assert parameters.read(value)[0] == kind


@given(st.binary(max_size=300))
def test_no_bytes_make_it_raise(value: bytes) -> None:
    parameters.read(value)
