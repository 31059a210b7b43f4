from __future__ import annotations

import pytest

from maildesk.core.mail.newest import quote
from maildesk.core.mail.newest.footer import is_device_line


def newest(text: str) -> str:
    return quote.newest(quote.cut(text))


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my iPhone",
        "Sent from Mail for Windows 10",
        "Get Outlook for Android<https://aka.ms/ghei36>",
        "Von meinem iPhone gesendet",
        "Diese Nachricht wurde von meinem Android-Gerät mit GMX Mail gesendet.",
        "Envoyé de mon iPhone",
        "Enviado desde mi Samsung Galaxy",
        "Inviato da iPhone",
        "Enviado do meu iPhone",
        "Verstuurd vanaf mijn iPad",
        "Wysłane z iPhone'a",
        "Skickat från min iPhone",
        "Отправлено с iPhone",
        "Надіслано з iPhone",
        "iPhone'umdan gönderildi",
        "iPhoneから送信",
        "나의 iPhone에서 보냄",
        "從我的 iPhone 傳送",
        "发自我的iPhone",
        "أُرسلت من الـ iPhone",
        "נשלח מה-iPhone שלי",
        "Odesláno z iPhonu",
    ],
)
def test_device_footers_of_all_languages_are_known(line: str) -> None:
    assert is_device_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "I sent you a photo from my iPhone yesterday",
        "Sie haben mir das falsche iPhone gesendet",
        "Sent by UPS from my office.",
        "Enviado el lunes con Correos",
        "Отправлено 5 ноября из Москвы",
        "我從 iPhone 官網買的充電器壞了",
        "iPhoneのケースを送信してください",
        "Outlook on my phone shows nothing, why?",
    ],
)
def test_sentences_about_sending_and_phones_are_no_footer(line: str) -> None:
    assert not is_device_line(line)


def test_a_footer_in_two_lines_is_folded_whole() -> None:
    assert (
        newest("Danke\n\n-- \nDiese Nachricht wurde von meinem Android Mobiltelefon mit GMX Mail\ngesendet.") == "Danke"
    )


def test_words_below_a_device_footer_stay() -> None:
    assert newest("Sent from my iPhone\n\nHello, where is my parcel?") == "Hello, where is my parcel?"


@pytest.mark.parametrize(
    "notice",
    [
        "This e-mail is confidential and intended solely for the addressee. Please delete it if it is not for you.",
        "Diese Nachricht ist vertraulich und nur für den Empfänger bestimmt. Bitte löschen Sie sie sonst.",
        "Это сообщение конфиденциально и предназначено только для адресата. Удалите его, если оно не вам.",
    ],
)
def test_a_legal_notice_at_the_end_is_folded(notice: str) -> None:
    assert newest(f"Where is it?\n\nMary\n\n{notice}") == "Where is it?\n\nMary"


def test_words_right_above_a_legal_notice_stay() -> None:
    notice = "This message is confidential and intended only for the recipient named above, all others delete it."
    assert newest(f"Where is it?\nMary\n{notice}") == "Where is it?\nMary"


def test_a_wish_for_discretion_is_no_legal_notice() -> None:
    text = "Please keep this confidential, the recipient must not know that it is a present before Friday."
    assert newest(text) == text


def test_a_virus_scanner_that_was_bought_is_no_footer() -> None:
    text = "The Avast antivirus key does not work, it says virus database expired."
    assert newest(text) == text


def test_a_mailing_lists_footer_takes_what_follows() -> None:
    assert newest("Hi\n____________________\nshop mailing list\nshop@lists.example") == "Hi"
