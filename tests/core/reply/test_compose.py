"""A reply as bytes, read again by the standard library."""

import email
from datetime import UTC, datetime
from email.policy import default

import pytest

from maildesk.core.mail.parsed import Address
from maildesk.core.reply.compose import File, Form, Outgoing, approval_hash, compose, trimmed_references

TEXT = "Guten Tag Anna Krüger,\n\n.Ihr Paket\nist da.\n\nGrüße"


def outgoing(**changes):
    fields = {
        "from_": Address("shop@lumen.example", "Lumen Haus"),
        "to": (Address("anna@mail.example", "Anna Krüger"),),
        "subject": "Re: Wo ist mein Paket?",
        "text": TEXT,
        "message_id": "a.b@lumen.example",
        "date": datetime(2026, 10, 8, 9, 0, tzinfo=UTC),
        "locale": "de",
    }
    return Outgoing(**{**fields, **changes})


def read(mail):
    return email.message_from_bytes(compose(mail), policy=default)


def test_every_line_ends_in_crlf_and_is_short_enough():
    raw = compose(outgoing(text="ü" * 5000, files=(File("a.bin", "application/octet-stream", bytes(3000)),)))
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998


@pytest.mark.parametrize("odd", ["x" * 3000, "a\ud800b", "\x00\x0c\x85\u2028", "a\rb"])
def test_odd_words_are_sent_as_well_as_they_can_be(odd):
    address = Address("anna@mail.example", odd)
    raw = compose(outgoing(subject=odd, text=odd, to=(address,), files=(File(odd, "application/pdf", b"x"),)))
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")


def test_the_same_reply_gives_the_same_bytes():
    assert compose(outgoing()) == compose(outgoing())


def test_text_and_html_say_the_same():
    mail = read(outgoing())
    assert mail.get_body(("plain",)).get_content().replace("\r\n", "\n") == TEXT + "\n"
    html = mail.get_body(("html",)).get_content()
    assert '<html lang="de" dir="ltr">' in html
    assert "Krüger" in html
    assert mail["Content-Language"] == "de"


def test_a_relay_gets_plain_text_alone():
    mail = read(outgoing(form=Form.PLAIN))
    assert mail.get_content_type() == "text/plain"


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": "Re: x\r\nBcc: evil@mail.example"},
        {"subject": "Re: x\u2028Bcc: evil@mail.example\x00"},
        {"to": (Address("anna@mail.example", "Anna\r\nBcc: evil@mail.example"),)},
        {"from_": Address("shop@lumen.example", "Lumen\nBcc: evil@mail.example")},
        {"locale": "de\r\nBcc: evil@mail.example"},
        {"files": (File("a\r\nBcc: evil@mail.example.pdf", "application/pdf", b"x"),)},
        {"files": (File("a.pdf", "text/html\r\nBcc: evil@mail.example", b"x"),)},
        {"references": ("a@b>\r\nBcc: evil@mail.example",)},
        {"in_reply_to": "a@b>\r\nBcc: evil@mail.example"},
    ],
)
def test_nothing_in_a_value_can_begin_a_header(changes):
    raw = compose(outgoing(**changes))
    assert b"\nBcc:" not in raw
    assert b"\x00" not in raw
    assert read(outgoing(**changes))["Bcc"] is None


@pytest.mark.parametrize("address", ["", "nobody", "a@b\r\nBcc: x@mail.example", "a@b\x00"])
def test_what_is_no_address_is_refused(address):
    with pytest.raises(ValueError):
        compose(outgoing(to=(Address(address),)))


@pytest.mark.parametrize(
    "changes", [{"to": ()}, {"message_id": ""}, {"message_id": "a b@c"}, {"message_id": "a>\r\nBcc: x@c"}]
)
def test_a_mail_without_recipient_or_message_id_is_refused(changes):
    with pytest.raises(ValueError):
        compose(outgoing(**changes))


def test_ids_are_never_encoded_however_long():
    long_id = "x" * 300 + "@mail.example"
    raw = compose(outgoing(in_reply_to=long_id, references=("first@mail.example",)))
    assert f"In-Reply-To: <{long_id}>\r\n".encode() in raw
    assert f"References: <first@mail.example>\r\n <{long_id}>\r\n".encode() in raw


def test_a_long_thread_keeps_its_first_id_and_the_nearest():
    ids = tuple(f"id{n}@mail.example" for n in range(5000))
    kept = trimmed_references(ids, "last@mail.example")
    assert (kept[0], kept[-1], len(kept)) == ("id0@mail.example", "last@mail.example", 13)


def test_references_end_in_the_mail_that_is_answered():
    assert trimmed_references(("a@x", "b@x", "c@x"), "b@x") == ("a@x", "c@x", "b@x")


@pytest.mark.parametrize(
    "name", ["Rechnung für Anna.pdf", "請求書.pdf", 'a";b.pdf', "x" * 200 + ".pdf", "../../etc/passwd"]
)
def test_attachments_keep_their_names_without_any_path(name):
    part = next(read(outgoing(files=(File(name, "application/pdf", b"%PDF"),))).iter_attachments())
    assert part.get_filename() == name.replace("/", "_")
    assert part.get_content() == b"%PDF"


@pytest.mark.parametrize("kind", ["message/rfc822", "multipart/mixed", "nonsense", ""])
def test_an_attachment_of_an_odd_type_is_sent_as_bytes(kind):
    part = next(read(outgoing(files=(File("a.eml", kind, b"x"),))).iter_attachments())
    assert part.get_content_type() == "application/octet-stream"


def test_an_answer_that_a_person_approved_is_not_automatic():
    assert read(outgoing())["Auto-Submitted"] is None
    assert read(outgoing(auto_submitted="auto-replied"))["Auto-Submitted"] == "auto-replied"


def test_a_boundary_written_by_the_buyer_ends_no_part():
    boundary = read(outgoing()).get_boundary()
    mail = read(outgoing(text=f"--{boundary}--\n\n--{boundary}\nx"))
    assert boundary in mail.get_body(("plain",)).get_content()
    assert len(list(mail.iter_parts())) == 2


def test_the_hash_changes_with_everything_that_is_sent():
    file = File("a.pdf", "application/pdf", b"1")
    hashes = {
        approval_hash(["a@x"], "s", "t"),
        approval_hash(["b@x"], "s", "t"),
        approval_hash(["a@x", "b@x"], "s", "t"),
        approval_hash(["a@x"], "st", ""),
        approval_hash(["a@x"], "s", "u"),
        approval_hash(["a@x"], "s", "t", [file]),
        approval_hash(["a@x"], "s", "t", [File("b.pdf", "application/pdf", b"1")]),
        approval_hash(["a@x"], "s", "t", [File("a.pdf", "application/pdf", b"2")]),
        approval_hash(["a@x"], "s", "t", [file, file]),
    }
    assert len(hashes) == 9


def test_the_order_and_case_of_recipients_do_not_change_the_hash():
    assert approval_hash(["A@x", "b@x"], "s", "t") == approval_hash(["b@x", "a@x"], "s", "t")
