"""Attachments: named safely, none lost, each found again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maildesk.core.mail.attachments import part_bytes, safe_name
from maildesk.core.mail.parse import parse


@pytest.mark.parametrize(
    ("sent", "safe"),
    [
        ("photo.jpg", "photo.jpg"),
        ("Rechnung Mai.pdf", "Rechnung Mai.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\anna\\photo.jpg", "photo.jpg"),
        ("a/b\\c.txt", "c.txt"),
        ("..", "attachment-3.jpg"),
        ("", "attachment-3.jpg"),
        ("   ", "attachment-3.jpg"),
        (".htaccess", "htaccess"),
        ("a\r\nb\0.txt", "ab.txt"),
        ("invoice\u202egpj.exe", "invoicegpj.exe"),
        ("zero\u200bwidth.txt", "zerowidth.txt"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("com1.jpg", "_com1.jpg"),
        ("concert.jpg", "concert.jpg"),
        ('a<b>:"c|?*.txt', "abc.txt"),
        ("name.txt. . ", "name.txt"),
        ("照片 1.jpg", "照片 1.jpg"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_a_name_is_safe_to_save_under(sent: str, safe: str) -> None:
    assert safe_name(sent, "image/jpeg", 3) == safe


@given(st.text(max_size=400))
def test_every_name_is_safe(sent: str) -> None:
    name = safe_name(sent, "x/y", 1)

    assert 0 < len(name) <= 150
    assert not any(bad in name for bad in '/\\\0\r\n<>:"|?*')
    assert name not in (".", "..")


def mail(*parts: str) -> bytes:
    inside = "".join(f"--b\n{one}\n" for one in parts)
    return f"From: a@x.example\nContent-Type: multipart/mixed; boundary=b\n\n{inside}--b--\n".encode()


TEXT = "Content-Type: text/plain\n\nsee the files"


def test_each_file_is_listed_and_found_again() -> None:
    raw = mail(
        TEXT,
        'Content-Type: application/pdf; name="a.pdf"\nContent-Transfer-Encoding: base64\n\nAAEC',
        "Content-Type: image/png\nContent-ID: <pic@x>\nContent-Disposition: inline\n\nPNG",
        "Content-Type: application/octet-stream\n\nxyz",
    )
    found = parse(raw).attachments

    assert [(one.name, one.size, one.inline, one.content_id) for one in found] == [
        ("a.pdf", 3, False, ""),
        ("attachment-2.png", 3, True, "pic@x"),
        ("attachment-3.bin", 3, False, ""),
    ]
    assert [part_bytes(raw, one.part) for one in found] == [b"\x00\x01\x02", b"PNG", b"xyz"]


def test_an_attached_mail_is_named_by_its_subject() -> None:
    raw = mail(TEXT, "Content-Type: message/rfc822\n\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe/x?=\n\nhi")
    assert [one.name for one in parse(raw).attachments] == ["Grüße-x.eml"]


def test_two_files_of_one_name_get_two_names() -> None:
    picture = "Content-Type: image/jpeg; name=image.jpg\n\nx"
    assert [one.name for one in parse(mail(TEXT, picture, picture)).attachments] == ["image.jpg", "image (2).jpg"]


def test_a_uuencoded_file_is_found_again() -> None:
    raw = b"From: a@x.example\n\nhi\n\nbegin 644 cat.txt\n#0V%T\n`\nend\n"
    (one,) = parse(raw).attachments

    assert (one.name, one.content_type, part_bytes(raw, one.part)) == ("cat.txt", "text/plain", b"Cat")


def test_a_part_that_does_not_exist_has_no_bytes() -> None:
    assert part_bytes(mail(TEXT), 9) == b""
    assert part_bytes(mail(TEXT), -1) == b""


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("Content-Type: application/ms-tnef; name=winmail.dat\n\nx", "tnef"),
        ("Content-Type: application/octet-stream; name=winmail.dat\n\nx", "tnef"),
        ("Content-Type: application/pkcs7-signature; name=smime.p7s\n\nx", "smime_signed"),
        ("Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n\nx", "smime_encrypted"),
        ("Content-Type: application/x-pkcs7-mime; smime-type=signed-data; name=smime.p7m\n\nx", "smime_signed"),
        ("Content-Type: application/pgp-signature; name=signature.asc\n\nx", "pgp_signed"),
        ("Content-Type: application/pgp-encrypted\n\nVersion: 1", "pgp_encrypted"),
    ],
)
def test_what_signs_encrypts_or_wraps_is_named_and_shown(part: str, code: str) -> None:
    found = parse(mail(TEXT, part))

    assert code in found.defects
    assert len(found.attachments) == 1
    assert found.newest_text == "see the files"


def test_more_files_than_other_desks_keep_are_all_there() -> None:
    raw = mail(TEXT, *(f"Content-Type: image/jpeg; name={n}.jpg\n\nx" for n in range(60)))
    assert len(parse(raw).attachments) == 60
