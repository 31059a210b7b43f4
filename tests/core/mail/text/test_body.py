"""Which parts of a mail are its text, and what that text is."""

from __future__ import annotations

import base64

import pytest

from maildesk.core.mail.limits import LIMITS, Limits
from maildesk.core.mail.text import body
from maildesk.core.mail.wire import structure

HTML = "<html><body><p>Wo ist mein <b>Paket</b>?</p></body></html>"


def part(text: str | bytes, kind: str = "text/plain; charset=utf-8", *more: str) -> bytes:
    content = text.encode() if isinstance(text, str) else text
    return "\n".join([f"Content-Type: {kind}", *more]).encode() + b"\n\n" + content


def multi(kind: str, *parts: bytes, boundary: str = "b") -> bytes:
    mark = b"--" + boundary.encode()
    inside = b"".join(mark + b"\n" + one + b"\n" for one in parts)
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"\n\n'.encode() + inside + mark + b"--\n"


def read(raw: bytes, limits: Limits = LIMITS) -> body.Body:
    return body.read(structure.read(raw, limits).leaves, limits)


def test_plain_text_beside_html_is_the_text_and_the_html_is_kept() -> None:
    found = read(multi("alternative", part("Wo ist mein Paket?"), part(HTML, "text/html; charset=utf-8")))

    assert found.text == "Wo ist mein Paket?"
    assert found.html == HTML
    assert found.defects == ()


@pytest.mark.parametrize(
    "plain",
    [
        "",
        " \n\n",
        "This message requires an HTML capable reader.",
        "Bitte aktivieren Sie HTML.",
        "HTMLメールに対応したソフトでご覧ください。",
        "\u00a0",
    ],
)
def test_an_empty_plain_part_or_one_that_only_asks_for_html_gives_way(plain: str) -> None:
    found = read(multi("alternative", part(plain), part(HTML, "text/html; charset=utf-8")))

    assert found.text == "Wo ist mein Paket?"
    assert "html_only" in found.defects


def test_a_mail_of_html_alone_is_read() -> None:
    assert read(part(HTML, "text/html")).text == "Wo ist mein Paket?"


def test_texts_around_a_picture_are_joined_in_order() -> None:
    picture = part(b"/9j/", "image/jpeg; name=a.jpg", "Content-Transfer-Encoding: base64")
    found = read(multi("mixed", part("Links:"), picture, part("Rechts:")))

    assert found.text == "Links:\nRechts:"
    assert [leaf.content_type for leaf in found.attached] == ["image/jpeg"]


def test_a_list_footer_below_the_html_is_kept() -> None:
    found = read(multi("mixed", part(HTML, "text/html"), part("Sent to the list & all")))

    assert found.text == "Wo ist mein Paket?\nSent to the list & all"
    assert "the list &amp; all" in found.html


def test_html_with_pictures_inside_the_alternative_is_one_reading() -> None:
    related = multi("related", part(HTML, "text/html"), part("x", "image/png", "Content-ID: <1@x>"), boundary="r")
    found = read(multi("alternative", part("Wo ist mein Paket?"), related))

    assert found.text == "Wo ist mein Paket?"
    assert found.html == HTML
    assert len(found.attached) == 1


@pytest.mark.parametrize("line", ["Content-Disposition: attachment", "Content-Disposition: inline; filename=a.txt"])
def test_a_text_sent_as_a_file_is_an_attachment(line: str) -> None:
    found = read(multi("mixed", part("Hallo"), part("log", "text/plain", line)))

    assert found.text == "Hallo"
    assert len(found.attached) == 1


def test_the_text_of_a_picture_message_is_read_though_it_has_a_name() -> None:
    found = read(multi("mixed", part("Wo ist es?", "text/plain; name=text_0.txt"), part("x", "image/jpeg; name=a.jpg")))

    assert found.text == "Wo ist es?"
    assert len(found.attached) == 2


@pytest.mark.parametrize(
    "line", ["Content-Disposition: attachment", "Content-Disposition: inline; filename=message.txt"]
)
def test_a_mail_that_is_one_text_is_read_though_it_calls_itself_a_file(line: str) -> None:
    assert read(part("Hallo", "text/plain", line)).text == "Hallo"


def test_a_reading_for_livelier_clients_is_neither_text_nor_file() -> None:
    found = read(
        multi("alternative", part("Hallo"), part("<p>Hallo", "text/x-amp-html"), part("<p>Hallo", "text/html"))
    )

    assert (found.text, found.attached) == ("Hallo", ())


@pytest.mark.parametrize(
    ("kind", "sent", "text"),
    [
        ("text/plain", "<html><body><p>Hallo</p></body></html>", "Hallo"),
        ("text/html", "Hallo,\nwo ist es?", "Hallo,\nwo ist es?"),
        ("text/plain; format=flowed", "one \ntwo\n> old \n> text\n-- \nAnna", "one two\n> old text\n-- \nAnna"),
        ("text/plain; format=flowed; delsp=yes", "荷物が \n届きません", "荷物が届きません"),
        ("text/enriched", "<bold>Hi</bold> there\nyou\n\n<param>x</param>a << b", "Hi there you\na < b"),
        ("text/plain", "a\rb\r\nc\fd", "a\nb\nc\nd"),
        ("text/plain; charset=iso-8859-1", "gemütlich für Größe", "gemütlich für Größe"),
    ],
)
def test_text_is_read_by_what_it_is(kind: str, sent: str, text: str) -> None:
    assert read(part(sent, kind)).text == text


def test_html_without_label_says_its_charset_itself() -> None:
    sent = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"></head><body>Где?</body></html>'
    assert read(part(sent.encode("cp1251"), "text/html")).text == "Где?"


def test_an_invitation_without_text_says_its_title_and_stays_attached() -> None:
    found = read(
        part(
            "BEGIN:VCALENDAR\nSUMMARY:Call about\n  the order\nDESCRIPTION:at ten\\, please\nEND:VCALENDAR",
            "text/calendar",
        )
    )

    assert found.text == "Call about the order\nat ten, please"
    assert len(found.attached) == 1


def test_a_uuencoded_file_is_taken_out_of_the_text() -> None:
    found = read(part("See below.\n\nbegin 644 a.txt\n#0V%T\n`\nend\nBye\n"))

    assert found.uuencoded == (("a.txt", b"Cat"),)
    assert found.text.split() == ["See", "below.", "Bye"]
    assert "uuencoded" in found.defects


def test_a_sentence_that_begins_with_begin_stays() -> None:
    text = "Please\nbegin 100 steps away\nfrom here."
    assert read(part(text)).text == text


def test_text_signed_with_pgp_loses_its_armour() -> None:
    signature = "-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n"
    found = read(part("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nHallo\n- -- Anna\n" + signature))

    assert found.text == "Hallo\n-- Anna\n"
    assert found.defects == ("pgp_signed",)


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        (base64.b64encode(b"Where is it?"), "Where is it?"),
        (b"V2hlcmUg\r\naXMgaXQ/", "Where is it?"),
        (b"V2hl!cmUg aXMg*aXQ/", "Where is it?"),
        (b"V2hlcmUgaXMgaXQ_".replace(b"_", b"/") + b"=", "Where is it?"),
        (b"V2hlcmU=IGlzIGl0Pw==", "Where is it?"),
        (b"V2hlcmUgaXM", "Where is"),
    ],
)
def test_broken_base64_gives_what_is_there(sent: bytes, text: str) -> None:
    assert read(part(sent, "text/plain", "Content-Transfer-Encoding: base64")).text == text


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        (b"Gr=C3=BC=C3=9Fe", "Grüße"),
        (b"a=\nb", "ab"),
        (b"a=  \nb", "ab"),
        (b"50 = 50 =zz", "50 = 50 =zz"),
        (b"gr=c3=bc=c3=9fe", "grüße"),
        (b"end=", "end"),
    ],
)
def test_broken_quoted_printable_gives_what_is_there(sent: bytes, text: str) -> None:
    assert (
        read(part(sent, "text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable")).text.strip()
        == text
    )


def test_a_text_beyond_the_limit_is_cut_and_says_so() -> None:
    found = read(part("x" * 100), Limits(text_chars=10))

    assert found.text == "x" * 10
    assert "text_cut" in found.defects


def test_html_built_to_hold_up_a_parser_becomes_text() -> None:
    found = read(part("<div>" * 5_000 + "Where is it?", "text/html"))

    assert found.text.strip() == "Where is it?"
    assert "nesting_cut" in found.defects
