from __future__ import annotations

import pytest

from maildesk.core.mail import quote
from maildesk.core.mail.footer import is_device_line
from maildesk.core.mail.wrapper import is_reply_marker


def newest(text: str) -> str:
    return quote.newest(quote.cut(text))


@pytest.mark.parametrize("separator", ["-- ", "--", "—", "_______________", "---", "***********", "- - -"])
def test_a_contact_block_below_a_separator_is_a_signature(separator: str) -> None:
    assert newest(f"Thanks!\nMary\n{separator}\nMary Holt\nTel +44 20 7946 0000\nwww.holt.example") == "Thanks!\nMary"


@pytest.mark.parametrize("separator", ["--", "—", "__________", "---"])
def test_sentences_below_a_loose_separator_stay(separator: str) -> None:
    text = f"First question\n{separator}\nAnd the second: who pays for the way back to you?"
    assert newest(text) == text


def test_the_exact_separator_takes_sentences_too() -> None:
    assert newest("Hi\n-- \nWhat a wonderful world, isn't it?") == "Hi"


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
    ("line", "marker"),
    [
        ("##- Please type your reply above this line -##", True),
        ("Bitte antworten Sie oberhalb dieser Zeile", True),
        ("--- この行より上に返信してください ---", True),
        ("I can't write above this line of the form, it says error.", False),
        ("The text above this line is wrong.", False),
    ],
)
def test_the_marker_for_replies_is_told_from_prose(line: str, marker: bool) -> None:
    assert is_reply_marker(line) is marker
