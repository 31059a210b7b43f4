"""Contact forms: the buyer is the sender, the message field is the text; nothing else is taken for a form."""

from __future__ import annotations

import pytest

from maildesk.core.mail.parse import parse
from maildesk.core.mail.parsed import Address, FoldKind, ParsedMail


def form(body: str, sender: str = "kontakt@shop.example", reply_to: str = "", kind: str = "plain") -> ParsedMail:
    reply = f"Reply-To: {reply_to}\n" if reply_to else ""
    head = f"From: Shop <{sender}>\nTo: info@shop.example\n{reply}Subject: Form\nContent-Type: text/{kind}; charset=utf-8\n\n"
    return parse((head + body).encode())


SHOPIFY = """You received a new message from your online store's contact form.

Country Code:
DE

Name:
Anna Muster

Email:
anna@post.example

Phone:


Body:
Hallo,

wo bleibt meine Bestellung: #1034?

Viele Grüße
Anna
"""
CF7 = """From: Anna Muster <anna@post.example>
Subject: Question

Message Body:
Where is my parcel?
It should be here.

--\x20
This e-mail was sent from a contact form on Shop (https://shop.example)
"""
ELEMENTOR = """Name: Anna Muster
Email: anna@post.example
Message: Where is my parcel?
Order number: 1034
Thanks

---

Date: November 2, 2026
Time: 10:11 am
Page URL: https://shop.example/contact
User Agent: Mozilla/5.0
Remote IP: 192.0.2.1
Powered by: Elementor
"""
SQUARESPACE = """Sent via form submission from Shop

Name: Anna Muster

Email: anna@post.example

Message: Where is my parcel?

Does this submission look like spam? Report it here.
"""
WPFORMS = (
    "<p><strong>Name</strong><br>Anna Muster</p><p><strong>Email</strong><br>anna@post.example</p>"
    "<p><strong>Comment or Message</strong><br>Where is my parcel?<br><br>Thanks</p><p>Sent from Shop</p>"
)
TABLE = (
    "<table><tr><td>Name</td><td>Anna Muster</td></tr><tr><td>Email</td><td><a href='mailto:anna@post.example'>"
    "anna@post.example</a></td></tr><tr><td>Message</td><td>Where is my parcel?<br>Thanks</td></tr></table>"
)


@pytest.mark.parametrize(
    ("body", "sender", "kind", "message"),
    [
        (SHOPIFY, "mailer@shopify.com", "plain", "Hallo,\n\nwo bleibt meine Bestellung: #1034?\n\nViele Grüße\nAnna"),
        (CF7, "wordpress@shop.example", "plain", "Where is my parcel?\nIt should be here."),
        (ELEMENTOR, "info@shop.example", "plain", "Where is my parcel?\nOrder number: 1034\nThanks"),
        (SQUARESPACE, "form-submission@squarespace.info", "plain", "Where is my parcel?"),
        (WPFORMS, "wordpress@shop.example", "html", "Where is my parcel?\n\nThanks"),
        (TABLE, "no-reply@shop.example", "html", "Where is my parcel?\nThanks"),
    ],
    ids=["shopify", "contact form 7", "elementor", "squarespace", "wpforms", "table"],
)
@pytest.mark.parametrize("reply_to", ["", "Anna Muster <anna@post.example>", "anna@post.example"])
def test_the_forms_of_shop_systems_are_read(body: str, sender: str, kind: str, message: str, reply_to: str) -> None:
    mail = form(body, sender, reply_to, kind)

    assert mail.newest_text == message
    assert mail.sender == Address("anna@post.example", "Anna Muster")
    assert mail.from_.email == sender
    assert "contact_form" in mail.defects


LOCALES = [
    ("en", "Name: {n}\nE-mail: {e}\nMessage: {m}"),
    ("de", "Name: {n}\nE-Mail-Adresse: {e}\nIhre Nachricht: {m}"),
    ("fr", "Nom : {n}\nAdresse e-mail : {e}\nMessage : {m}"),
    ("es", "Nombre: {n}\nCorreo electrónico: {e}\nMensaje: {m}"),
    ("it", "Nome: {n}\nIndirizzo email: {e}\nMessaggio: {m}"),
    ("pt-BR", "Nome: {n}\nE-mail: {e}\nMensagem: {m}"),
    ("nl", "Naam: {n}\nE-mailadres: {e}\nBericht: {m}"),
    ("pl", "Imię i nazwisko: {n}\nAdres e-mail: {e}\nTreść wiadomości: {m}"),
    ("sv", "Namn: {n}\nE-postadress: {e}\nMeddelande: {m}"),
    ("ru", "Имя: {n}\nЭлектронная почта: {e}\nСообщение: {m}"),
    ("uk", "Ім'я: {n}\nЕлектронна пошта: {e}\nПовідомлення: {m}"),
    ("tr", "Adınız Soyadınız: {n}\nE-posta: {e}\nMesajınız: {m}"),
    ("ja", "お名前：{n}\nメールアドレス：{e}\nお問い合わせ内容：{m}"),
    ("ko", "이름: {n}\n이메일: {e}\n문의 내용: {m}"),
    ("zh-Hant", "姓名：{n}\n電子郵件：{e}\n訊息：{m}"),
    ("ar", "الاسم: {n}\nالبريد الإلكتروني: {e}\nالرسالة: {m}"),
    ("he", "שם: {n}\nדואר אלקטרוני: {e}\nהודעה: {m}"),
    ("cs", "Jméno: {n}\nE-mail: {e}\nZpráva: {m}"),
]


@pytest.mark.parametrize(("locale", "labels"), LOCALES, ids=[locale for locale, _ in LOCALES])
def test_fields_are_known_in_each_locale(locale: str, labels: str) -> None:
    mail = form(labels.format(n="Anna", e="anna@post.example", m="one\ntwo"))

    assert (mail.newest_text, mail.sender) == ("one\ntwo", Address("anna@post.example", "Anna"))


def test_fields_below_the_message_are_folded_but_words_after_a_field_stay() -> None:
    assert form("Name: A\nEmail: a@x.example\nMessage: hi\nthere\nPhone: 123\nCity: Ulm\n").newest_text == "hi\nthere"
    assert (
        form("Name: A\nEmail: a@x.example\nMessage: hi\nPhone: 123\ncall me").newest_text == "hi\nPhone: 123\ncall me"
    )


def test_a_line_of_the_buyers_that_looks_like_a_field_of_the_script_stays() -> None:
    message = "I bought it here.\nDate: 3 May\nYou can reply in German."
    assert (
        form(f"Name: A\nEmail: a@x.example\nMessage: {message}\n\nSent from https://shop.example").newest_text
        == message
    )


def test_all_the_rest_is_folded_as_wrapper_and_nothing_is_lost() -> None:
    mail = form(ELEMENTOR)

    assert "".join(segment.text for segment in mail.segments) == mail.text
    assert {segment.fold for segment in mail.segments} == {None, FoldKind.WRAPPER}
    assert all(line in mail.text for line in ELEMENTOR.split("\n") if not line.startswith("Message"))


def test_a_no_reply_sender_speaks_for_the_person_it_names_as_reply_to() -> None:
    head = "From: noreply@forms.example\nTo: shop@gmail.com\nReply-To: Anna <anna@post.example>\n\n"
    mail = parse((head + "Name: Anna\nMessage: Where is it?").encode())

    assert (mail.sender.email, mail.newest_text) == ("anna@post.example", "Where is it?")


@pytest.mark.parametrize(
    ("sender", "body"),
    [
        ("anna@post.example", "Name: Anna\nEmail: anna@post.example\nMessage: hi"),
        ("kontakt@shop.example", "The parcel: it came.\nThanks"),
        ("mailer@shopify.com", "You have a new order #1034"),
    ],
)
def test_other_mails_are_no_form(sender: str, body: str) -> None:
    mail = form(body, sender)

    assert mail.newest_text == body
    assert mail.sender.email == sender
    assert "contact_form" not in mail.defects


def test_a_form_without_any_address_of_the_buyer_stays_a_mail_of_the_shop() -> None:
    assert form("Name: Anna\nMessage: hi").sender.email == "kontakt@shop.example"
