"""Whole mails: what each client really sends, and what no client should."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maildesk.core.mail.attachments import part_bytes
from maildesk.core.mail.parse import parse
from maildesk.core.mail.parsed import Address


def b64(text: str, codec: str = "utf-8") -> bytes:
    return base64.encodebytes(text.encode(codec))


HEAD = b"From: Anna <anna@post.example>\r\nTo: shop@shop.example\r\nSubject: Hi\r\nMessage-ID: <1@post.example>\r\n"
HEAD += b"Date: Mon, 2 Nov 2026 10:11:12 +0100\r\nMIME-Version: 1.0\r\n"

GMAIL = (
    HEAD
    + b'Content-Type: multipart/alternative; boundary="000000000000a1"\r\n\r\n--000000000000a1\r\n'
    + b'Content-Type: text/plain; charset="UTF-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    + b64("Où est ma commande ?\r\n")
    + b'\r\n--000000000000a1\r\nContent-Type: text/html; charset="UTF-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
    + b'<div dir=3D"ltr">O=C3=B9 est ma commande=C2=A0?</div>\r\n\r\n--000000000000a1--\r\n'
)
APPLE = (
    HEAD
    + b"Content-Type: multipart/mixed; boundary=Apple-Mail-1\r\n\r\n--Apple-Mail-1\r\nContent-Type: text/plain; charset=us-ascii\r\n"
    + b"Content-Transfer-Encoding: 7bit\r\n\r\nThe left one is broken:\r\n\r\n--Apple-Mail-1\r\n"
    + b"Content-Type: image/jpeg; name=IMG_1.jpeg; x-apple-part-url=AB\r\nContent-Disposition: inline; filename=IMG_1.jpeg\r\n"
    + b"Content-Transfer-Encoding: base64\r\n\r\n/9j/\r\n--Apple-Mail-1\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n"
    + b"The right one is fine.\r\n--Apple-Mail-1--\r\n"
)
QQ = (
    b"From: =?gb18030?B?1dTA2g==?= <1@qq.com>\nTo: shop@shop.example\nSubject: =?gb18030?B?zsq2qbWl?=\n"
    + b"Message-ID: <tencent_1@qq.com>\nDate: Mon, 2 Nov 2026 17:11:12 +0800\n"
    + b'Content-Type: multipart/mixed;\n\tboundary="----=_NextPart_1"\n\nThis is a multi-part message.\n\n------=_NextPart_1\n'
    + b'Content-Type: text/plain;\n\tcharset="gb18030"\nContent-Transfer-Encoding: base64\n\n'
    + b64("我的包裹在哪里？€", "gb18030")
    + b'\n------=_NextPart_1\nContent-Type: application/octet-stream;\n\tname="=?gb18030?B?1dXGrC5qcGc=?="\n'
    + b'Content-Disposition: attachment; filename="=?gb18030?B?1dXGrC5qcGc=?="\nContent-Transfer-Encoding: base64\n\nAAEC\n'
    + b"------=_NextPart_1--\n"
)
DOCOMO = (
    b"From: taro..y.@docomo.ne.jp\r\nTo: shop@shop.example\r\nSubject: =?ISO-2022-JP?B?GyRCQ21KOBsoQg==?=\r\n"
    + b"Message-ID: <2@docomo.ne.jp>\r\nDate: Mon, 2 Nov 2026 18:11:12 +0900\r\nContent-Type: text/plain; charset=ISO-2022-JP\r\n"
    + b"Content-Transfer-Encoding: 7bit\r\n\r\n"
    + "荷物が届きません".encode("iso2022_jp")
    + b"\x1b$B-!\x1b(B\r\n"
)
SOFTBANK = (
    HEAD
    + b"Content-Type: text/plain; charset=Shift_JIS\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    + "①をキャンセルしたいです。".encode("cp932")
)
NAVER = (
    HEAD
    + b"Content-Type: text/html; charset=ks_c_5601-1987\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    + b64("<p>주문한 상품이 언제 오나요?</p>", "cp949")
)
MAIL_RU = (
    HEAD
    + b'Content-Type: multipart/alternative;\r\n\tboundary="--ALT--x1"\r\n\r\n----ALT--x1\r\nContent-Type: text/plain; charset=utf-8\r\n'
    + b"Content-Transfer-Encoding: base64\r\n\r\n"
    + b64("Где мой заказ?")
    + b"\r\n----ALT--x1\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    + b64("<HTML><BODY>Где мой заказ?</BODY></HTML>")
    + b"\r\n----ALT--x1--\r\n"
)
WEB_DE = (
    HEAD
    + b"Content-Type: text/html; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    + b"<html><body><div style=3D'font-family: Verdana;'><div>Wo bleibt mein P=C3=A4ckchen?=\r\n</div></div></body></html>"
)
OUTLOOK_KOI8 = HEAD + b"Content-Type: text/plain; charset=koi8-r\r\n\r\n" + "Где посылка?".encode("koi8-r")
FLOWED = HEAD + b"Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\nWhere is my \r\nparcel?\r\n"
LATIN_AS_UTF8 = (
    HEAD + b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + "Wo bleibt das Päckchen, schöne Grüße".encode("cp1252")
)

CLIENTS = {
    "gmail": (GMAIL, "Où est ma commande ?"),
    "apple": (APPLE, "The left one is broken:\nThe right one is fine."),
    "qq": (QQ, "我的包裹在哪里？€"),
    "docomo": (DOCOMO, "荷物が届きません①"),
    "softbank": (SOFTBANK, "①をキャンセルしたいです。"),
    "naver": (NAVER, "주문한 상품이 언제 오나요?"),
    "mail.ru": (MAIL_RU, "Где мой заказ?"),
    "web.de": (WEB_DE, "Wo bleibt mein Päckchen?"),
    "outlook": (OUTLOOK_KOI8, "Где посылка?"),
    "thunderbird": (FLOWED, "Where is my parcel?"),
    "a script": (LATIN_AS_UTF8, "Wo bleibt das Päckchen, schöne Grüße"),
}


@pytest.mark.parametrize("client", CLIENTS)
def test_the_text_of_each_client_is_read(client: str) -> None:
    raw, text = CLIENTS[client]
    assert parse(raw).newest_text == text


def test_the_envelope_is_read() -> None:
    mail = parse(GMAIL)

    assert mail.sender == mail.from_ == Address("anna@post.example", "Anna")
    assert mail.to == (Address("shop@shop.example"),)
    assert (mail.subject, mail.message_id) == ("Hi", "1@post.example")
    assert mail.date == datetime(2026, 11, 2, 9, 11, 12, tzinfo=UTC)
    assert mail.size == len(GMAIL)
    assert mail.defects == ()


def test_chinese_names_of_files_and_people_are_read() -> None:
    mail = parse(QQ)

    assert mail.from_.name == "赵磊"
    assert mail.subject == "问订单"
    assert [attachment.name for attachment in mail.attachments] == ["照片.jpg"]
    assert part_bytes(QQ, mail.attachments[0].part) == b"\x00\x01\x02"


def test_an_address_that_the_rfc_forbids_is_kept() -> None:
    assert parse(DOCOMO).sender.email == "taro..y.@docomo.ne.jp"


def test_the_topmost_received_says_when_the_mail_came() -> None:
    top = b"Received: from a by mx.example; Mon, 2 Nov 2026 12:00:00 +0000\r\nReceived: from b by a; Sun, 1 Nov 2026 12:00:00 +0000\r\n"
    assert parse(top + GMAIL).received_at == datetime(2026, 11, 2, 12, tzinfo=UTC)


def test_thread_ids_are_read_from_what_clients_make_of_them() -> None:
    raw = HEAD + b"References: <a@x> <b@x>\r\n <a@x>,<c\r\n @x>\r\nIn-Reply-To: Your message of Monday <c@x>\r\n\r\nhi"
    mail = parse(raw)

    assert mail.references == ("a@x", "b@x", "c@x")
    assert mail.thread_ids == ("c@x", "b@x", "a@x")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"Message-ID: nonsense", "bad_message_id"),
        (b"Date: the day after tomorrow", "bad_date"),
        (b"From: nobody", "bad_address"),
        (b"From: a@x.example, b@x.example", "several_senders"),
        (b"Content-Type: multipart/mixed; boundary=zz", "no_boundary"),
        (b"Content-Type: text/plain; charset=martian", "bad_charset"),
        (b"Content-Transfer-Encoding: martian", "bad_transfer_encoding"),
        (b"this is no header", "bad_header_line"),
    ],
)
def test_what_is_unusual_is_a_code_and_the_text_is_there(line: bytes, code: str) -> None:
    mail = parse(line + b"\r\nSubject: x\r\n\r\nWhere is my parcel?\r\n")

    assert code in mail.defects
    assert mail.newest_text == "Where is my parcel?"


def deep(levels: int) -> bytes:
    opening = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(levels))
    return HEAD + opening + b"Content-Type: text/plain\r\n\r\nWhere is my parcel?\r\n"


HOSTILE = {
    "500 levels": (deep(500), "nesting_cut"),
    "50,000 headers": (b"X-A: b\r\n" * 50_000 + HEAD + b"\r\nWhere is my parcel?", "too_many_headers"),
    "5,000 references": (
        HEAD + b"References: " + b" ".join(b"<%d@x>" % n for n in range(5_000)) + b"\r\n\r\nWhere is my parcel?",
        "too_many_message_ids",
    ),
    "100,000 addresses": (
        HEAD + b"Cc: " + b"a@x.example, " * 100_000 + b"\r\n\r\nWhere is my parcel?",
        "too_many_addresses",
    ),
    "a bomb of encoded words": (
        HEAD + b"X-B: " + b"=?utf-8?q?" * 500_000 + b"\r\n\r\nWhere is my parcel?",
        "header_cut",
    ),
    "a subject of 20 MB": (b"Subject: " + b"x" * 20_000_000 + b"\r\n\r\nWhere is my parcel?", "header_cut"),
    "a folded header without end": (b"X-A: b\r\n" + b" c\r\n" * 500_000 + b"\r\nWhere is my parcel?", "header_cut"),
    "boundaries by the million": (
        HEAD
        + b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n\r\nWhere is my parcel?\r\n"
        + b"--a\r\n\r\n \r\n" * 500_000,
        "too_many_parts",
    ),
    "quotes without end": (HEAD + b"To: " + b'"' * 200_001 + b"\r\n\r\nWhere is my parcel?", "header_cut"),
    "parameters without end": (
        HEAD + b"Content-Type: text/plain" + b'; a="' * 100_000 + b"\r\n\r\nWhere is my parcel?",
        "header_cut",
    ),
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_mail_is_bounded_named_and_still_yields_its_text(name: str) -> None:
    raw, code = HOSTILE[name]
    mail = parse(raw)

    assert code in mail.defects
    assert mail.newest_text == "Where is my parcel?"


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\r\n\r\n",
        b"\0" * 100_000,
        bytes(range(256)) * 4_000,
        b"x" * 20_000_000,
        HEAD + b"Content-Type: message/rfc822\r\n\r\n" * 5_000,
        HEAD + b"Content-Type: multipart/mixed; boundary=a\r\n\r\n" + b"--ab\r\n" * 500_000,
        HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n" + b"a=a=" * 1_000_000,
        HEAD + b"Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n" + b"\x1b$B" * 1_000_000,
        HEAD + b"Content-Type: text/html\r\n\r\n" + b"<div>" * 500_000,
        HEAD + b"Content-Type: text/html\r\n\r\n" + b"<b><font>" * 50_000 + b"<p>" * 200_000,
        HEAD + b"Content-Type: text/plain; format=flowed\r\n\r\n" + b"> \r\n" * 500_000,
        HEAD + b"\r\n" + b"begin 644 a\n" * 200_000,
    ],
    ids=[
        "empty",
        "blank",
        "nul",
        "binary",
        "one line",
        "mails",
        "like",
        "padding",
        "escapes",
        "divs",
        "fonts",
        "flowed",
        "uu",
    ],
)
def test_no_mail_makes_it_raise_or_hang(raw: bytes) -> None:
    mail = parse(raw)

    assert "".join(segment.text for segment in mail.segments) == mail.text
    assert len(mail.text) <= 1_000_000
    assert "\0" not in mail.text + mail.html + mail.subject


LINES = st.sampled_from(
    [
        *(
            b"Content-Type: " + kind
            for kind in (b"multipart/mixed; boundary=a", b"multipart/alternative; boundary=b", b"text/html")
        ),
        b"Content-Type: message/rfc822",
        b"Content-Transfer-Encoding: base64",
        b"Content-Disposition: attachment; filename*=utf-8''%e4%00x",
        b"From: =?utf-8?q?a=00?= <a@x.example>",
        b"Subject: =?utf-8?b?////?=",
        b"",
        b"--a",
        b"--b",
        b"--a--",
        b"> quoted",
        b"-- ",
        b"begin 644 x",
        b"\xff\xfe\x1b$B",
        b"<blockquote><p>x",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(LINES, st.binary(max_size=40)), max_size=40))
def test_any_lines_give_a_mail_whose_segments_join_to_its_text(lines: list[bytes]) -> None:
    mail = parse(b"\r\n".join(lines))

    assert "".join(segment.text for segment in mail.segments) == mail.text
    assert len({attachment.part for attachment in mail.attachments}) == len(mail.attachments)
    assert all(attachment.name for attachment in mail.attachments)
    assert not any(control in value for _, value in mail.headers.pairs for control in "\r\n\0")
