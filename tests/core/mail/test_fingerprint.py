"""The content hash: the same mail is the same however it came."""

from __future__ import annotations

import base64

import pytest

from maildesk.core.mail.parse import parse

TEXT = "Wo ist mein Paket? Grüße"
HEAD = b"From: Anna <anna@x.example>\nSubject: Frage\nMessage-ID: <1@x>\n"


def mail(head: bytes = HEAD, text: str = TEXT, label: str = "8bit", file: bytes = b"abc") -> bytes:
    encoded = base64.b64encode(text.encode()) if label == "base64" else text.encode()
    return (
        head
        + b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: "
        + label.encode()
        + b"\n\n"
        + encoded
        + b"\n--b\nContent-Type: image/jpeg; name=a.jpg\n\n"
        + file
        + b"\n--b--\n"
    )


@pytest.mark.parametrize(
    "other",
    [
        b"Received: from a by b; Mon, 2 Nov 2026 10:00:00 +0000\nDelivered-To: second@shop.example\n" + mail(),
        mail().replace(b"\n", b"\r\n"),
        mail(label="base64"),
        mail(text="Wo ist mein\nPaket?  Grüße\n"),
        mail(text="Wo ist mein Paket? Gru\u0308ße"),
        mail(HEAD.replace(b"Subject: Frage", b"Subject: =?utf-8?q?Frage?=")),
        mail(HEAD.replace(b"Anna <anna@x.example>", b"ANNA@x.example")),
    ],
)
def test_transport_does_not_count(other: bytes) -> None:
    assert parse(other).content_hash == parse(mail()).content_hash


@pytest.mark.parametrize(
    "other",
    [
        mail(text="Wo ist mein Geld?"),
        mail(HEAD.replace(b"Frage", b"Antwort")),
        mail(HEAD.replace(b"anna@x", b"otto@x")),
        mail(file=b"abd"),
    ],
)
def test_content_counts(other: bytes) -> None:
    assert parse(other).content_hash != parse(mail()).content_hash


def test_two_mails_without_id_that_say_the_same_on_two_days_are_two() -> None:
    first = b"From: a@x.example\nDate: Mon, 2 Nov 2026 10:00:00 +0000\n\nAny news?"
    assert parse(first).content_hash != parse(first.replace(b"Mon, 2", b"Thu, 5")).content_hash
