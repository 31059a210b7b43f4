"""What buyers send stays harmless: shown as text, framed without scripts, downloaded rather than run."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from maildesk.db import tables as t
from tests.support.mail_builder import mail as build
from tests.web.page import send, words

EVIL = '<p onmouseover="steal()">Hello <script>alert(1)</script><img src="https://track.example/p.gif" width="1" height="1"></p>'
PIXEL = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def _with_files(*files):
    """A mail with files as (name, type, bytes)."""
    lines = [
        "From: Anna <anna@kunde.example>",
        "To: support@shop.example",
        "Subject: Foto",
        "Message-ID: <f@kunde.example>",
    ]
    lines += [
        "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="b"',
        "",
        "--b",
        "Content-Type: text/plain; charset=utf-8",
        "",
        "kaputt",
    ]
    raw = "\r\n".join(lines).encode()
    for name, kind, body in files:
        head = f'\r\n--b\r\nContent-Type: {kind}\r\nContent-Disposition: attachment; filename="{name}"\r\n\r\n'
        raw += head.encode() + body
    return raw + b"\r\n--b--\r\n"


def test_markup_in_names_subjects_and_texts_is_shown_as_text(shop, signed_in):
    mail = shop.mail(
        "<script>alert(1)</script> where is it?",
        sender='"<img src=x onerror=alert(1)>" <a@kunde.example>',
        subject="<b>x</b>",
    )
    client = signed_in("mei")
    for path in ("/queue", f"/c/{mail.conversation_id}", f"/m/{mail.id}"):
        page = client.get(path).get_data(as_text=True)
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<b>x</b>" not in page


def test_the_original_is_framed_without_scripts_and_fetches_nothing(shop, signed_in):
    mail = shop.raw(build("Eve <eve@kunde.example>", "Hi", "Hello", html=EVIL))
    answer = signed_in("mei").get(f"/m/{mail.id}/html")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox allow-popups")
    assert "allow-scripts" not in policy
    assert "allow-same-origin" not in policy
    assert "img-src data:;" in policy
    page = answer.get_data(as_text=True)
    assert "script" not in page
    assert "onmouseover" not in page
    assert "track.example" not in page


def test_remote_pictures_come_after_a_click_but_never_the_pixel(shop, signed_in):
    html = EVIL + '<img src="https://shop.example/lamp.jpg" width="300" height="200">'
    mail = shop.raw(build("Eve <eve@kunde.example>", "Hi", "Hello", html=html))
    client = signed_in("mei")
    assert "lamp.jpg" not in client.get(f"/m/{mail.id}/html").get_data(as_text=True)
    answer = client.get(f"/m/{mail.id}/html?remote=1")
    assert "lamp.jpg" in answer.get_data(as_text=True)
    assert "track.example" not in answer.get_data(as_text=True)
    assert "script-src" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("name", "kind", "body", "shown"),
    [
        ("photo.png", "image/png", PIXEL, "image/png"),
        ("photo.png", "image/png", b"<html><script>alert(1)</script>", "application/octet-stream"),
        ("drawing.svg", "image/svg+xml", b"<svg onload='alert(1)'/>", "application/octet-stream"),
        ("page.html", "text/html", b"<script>alert(1)</script>", "application/octet-stream"),
    ],
)
def test_only_a_true_picture_is_shown_all_else_is_downloaded(shop, signed_in, name, kind, body, shown):
    mail = shop.raw(_with_files((name, kind, body)))
    part = mail.found["attachments"][0]["part"]
    answer = signed_in("mei").get(f"/m/{mail.id}/a/{part}?inline=1")
    assert answer.content_type == shown
    assert answer.headers["Content-Disposition"].startswith("inline" if shown == "image/png" else "attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.get_data().startswith(body[:20])


def test_a_files_name_cannot_write_a_header(shop, signed_in):
    mail = shop.raw(_with_files(("a\tb%0d%0aSet-Cookie: x=1;.pdf", "application/pdf", b"%PDF")))
    answer = signed_in("mei").get(f"/m/{mail.id}/a/{mail.found['attachments'][0]['part']}")
    assert "x=1" not in (answer.headers.get("Set-Cookie") or "")
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_the_bytes_are_given_back_as_they_came(shop, signed_in):
    raw = build("Anna <anna@kunde.example>", "Grüße", "Wo ist mein Paket?")
    mail = shop.raw(raw)
    answer = signed_in("mei").get(f"/m/{mail.id}/raw")
    assert answer.get_data() == raw
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_quoted_text_and_signature_are_folded_not_gone(shop, signed_in):
    mail = shop.mail(
        "Wo ist mein Paket?\n\n-- \nAnna Krüger\nKöln\n\nAm 01.11.2026 um 10:12 schrieb Lampenhaus:\n> Danke für Ihre Bestellung"
    )
    page = words(signed_in("mei").get(f"/c/{mail.conversation_id}"))
    assert "signature -- Anna Krüger Köln" in page
    assert "Danke für Ihre Bestellung" in page


def test_a_long_conversation_opens_at_its_newest_mails(shop, signed_in):
    for count in range(5):
        mail = shop.mail(f"Wo ist mein Paket? Ich frage zum {count}. Mal.", In_Reply_To="<first@kunde.example>")
    tree = LexborHTMLParser(signed_in("mei").get(f"/c/{mail.conversation_id}").get_data(as_text=True))
    (earlier,) = tree.css("details.earlier")
    assert "open" not in earlier.attributes
    assert "2 earlier mails" in earlier.css_first("summary").text()
    assert len(tree.css(".flow > details.mail")) == 3


def test_a_buyers_text_has_its_language_direction_and_meanings(shop, signed_in):
    mail = shop.mail("مرحبا، أريد إرجاع الطلب واسترداد المبلغ", sender="omar@zabun.example", subject="إرجاع")
    page = signed_in("mei").get(f"/c/{mail.conversation_id}").get_data(as_text=True)
    assert 'lang="ar" dir="rtl"' in page
    assert "<rt" in page


@pytest.mark.parametrize(("field", "value"), [("intent", "complaint"), ("language", "nl"), ("newest_text", "Wo?")])
def test_what_was_understood_is_set_right_and_can_be_undone(shop, signed_in, field, value):
    mail = shop.mail("Guten Tag, wo ist mein Paket? Ich warte schon lange.")
    before = getattr(mail, field)
    client = signed_in("mei")
    page = client.get(f"/c/{mail.conversation_id}")
    token = page.get_data(as_text=True).partition('name="csrf_token" value="')[2].partition('"')[0]
    row = shop.get(t.Conversation, mail.conversation_id)
    sent = {
        "csrf_token": token,
        "conversation": row.id,
        "version": row.version,
        "field": field,
        "value": value,
        "back": f"/c/{row.id}",
    }
    assert client.post(f"/m/{mail.id}/correct", data=sent).status_code == 303
    assert getattr(shop.get(type(mail), mail.id), field) == value
    deed = shop.newest(t.Deed)
    send(client, f"/c/{row.id}", f"/deeds/{deed.id}/undo")
    assert getattr(shop.get(type(mail), mail.id), field) == before
