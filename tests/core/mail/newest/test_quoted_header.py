from __future__ import annotations

import pytest

from maildesk.core.mail.newest.quoted_header import block_end, divider
from maildesk.core.mail.parsed import FoldKind
from maildesk.core.mail.text import page


@pytest.mark.parametrize(
    "labels",
    [
        "From Sent To Subject",
        "Von Gesendet An Betreff",
        "De Envoyé À Objet",
        "De Enviado Para Asunto",
        "Da Inviato A Oggetto",
        "De Enviada Para Assunto",
        "Van Verzonden Aan Onderwerp",
        "Od Wysłano Do Temat",
        "Från Skickat Till Ämne",
        "От Отправлено Кому Тема",
        "Від Надіслано Кому Тема",
        "Kimden Gönderildi Kime Konu",
        "差出人 送信日時 宛先 件名",
        "보낸사람 날짜 받는사람 제목",
        "寄件者 寄件日期 收件者 主旨",
        "发件人 发送时间 收件人 主题",
        "من التاريخ إلى الموضوع",
        "מאת תאריך אל נושא",
        "Od Odesláno Komu Předmět",
    ],
)
def test_a_header_block_is_known_without_an_address(labels: str) -> None:
    sender, sent, to, subject = labels.split()
    text = f"*{sender}:* Shop\n{sent} : 5. 11. 2025 14:03\n{to}：Mary\n{subject}: 1034\n\nHi"
    assert block_end(page.of(text), 0) == 4


@pytest.mark.parametrize(
    "text",
    [
        "From: Shenzhen\nTo: Leeds\nStatus: in transit",
        "From: Shenzhen\nTo: Leeds\nDate: 05.11.2025 14:03",
        "From: Leeds\nSent: Monday\nTo: York",
        "Name: Mary\nStreet: 5 Mill Lane\nEmail: mary@mail.example",
        "Date: 5 Nov 2025 14:03\nTo: Mary\nSubject: lamp broken",
        "Von: 01.11.2025 Bis: 12.11.2025",
    ],
)
def test_other_labelled_lines_are_no_header_block(text: str) -> None:
    assert block_end(page.of(text), 0) is None


def test_a_header_block_in_an_unknown_language_is_known_by_what_it_holds() -> None:
    text = "Lähettäjä: Shop <help@shop.example>\nLähetetty: 5.11.2025 14:03\nVastaanottaja: Mary\n\nHei"
    assert block_end(page.of(text), 0) == 3


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("-----Original Message-----", FoldKind.QUOTE),
        ("-------- Ursprüngliche Nachricht --------", FoldKind.QUOTE),
        ("-----Message d'origine-----", FoldKind.QUOTE),
        ("-----Исходное сообщение-----", FoldKind.QUOTE),
        ("----- 元のメッセージ -----", FoldKind.QUOTE),
        ("------------------ 原始邮件 ------------------", FoldKind.QUOTE),
        ("-----الرسالة الأصلية-----", FoldKind.QUOTE),
        ("---------- Forwarded message ---------", FoldKind.FORWARD),
        ("-------- Weitergeleitete Nachricht --------", FoldKind.FORWARD),
        ("-------- Пересылаемое сообщение --------", FoldKind.FORWARD),
        ("-------- İletilmiş Mesaj --------", FoldKind.FORWARD),
        ("------ Original packaging ------", None),
        ("----------", None),
        ("--- URGENT ---", None),
    ],
)
def test_dividers_say_which_history_they_open(line: str, kind: FoldKind | None) -> None:
    assert divider(page.of(f"{line}\nhello"), 0) is kind
