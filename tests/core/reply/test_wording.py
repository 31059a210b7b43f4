"""Whether a line is written as its language wants it."""

import time

import pytest

from maildesk.core.reply.said import GAP
from maildesk.core.reply.wording import Fault, faults, loose_latin, unbalanced


@pytest.mark.parametrize(
    ("locale", "words", "expected"),
    [
        ("de", "Vielen Dank und please wait.", Fault("english_words", "please wait")),
        ("pl", "Dziękujemy, your order.", Fault("english_words", "your")),
        ("ja", "しばらく wait ください。", Fault("english_words", "wait")),
        ("ru", "Your заказ", Fault("english_words", "Your")),
        ("ko", "감사합니다！", Fault("exclamation_mark", "！")),
        ("ar", "\u202bمرحبًا\u202c", Fault("direction_override", "U+202B U+202C")),
        ("de", "Hallo\u200f", Fault("direction_mark", "U+200F")),
        ("he", "\u2068PayPal", Fault("bidi_unbalanced", "U+2068")),
        ("fr", "Cher(e) client", Fault("either_form", "Cher(e)")),
        ("de", "Liebe/r Kundin", Fault("either_form", "Liebe/r")),
        ("pl", "Zamówił(a) Pan", Fault("either_form", "Zamówił(a)")),
        ("fr", "Bonjour :", Fault("punctuation", ":")),
        ("fr", "« oui »", Fault("punctuation", "« »")),
        ("es", "Qué pasó?", Fault("punctuation", "¿?")),
        ("zh-Hans", "您好,", Fault("punctuation", "好,")),
        ("ar", "مرحبًا يا ليلى,", Fault("punctuation", "ى,")),
    ],
)
def test_a_fault_is_found_with_its_words(locale, words, expected):
    assert expected in faults(words, locale)


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en", "Please wait, your parcel is on its way."),
        ("ja", f"PayPal と iPhone、USB-C{GAP}"),
        ("nl", "We had dat met u besproken."),
        ("da", "Tak for din besked."),
        ("fr", "Voilà\u00a0: c'est prêt\u202f; merci."),
        ("es", f"¿Ha llegado {GAP}?"),
        ("ko", "배송 국가/지역:"),
        ("zh-Hant", "Lumen Haus, Hamburg"),
        ("he", "\u2068PayPal\u2069 שלום\u200f"),
        ("es", "talla y/o color"),
        ("de", f"Paket ({GAP}){GAP}"),
    ],
)
def test_what_natives_write_is_no_fault(locale, words):
    assert list(faults(words, locale)) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("\u2066#1\u2069 \u2067\u2068x\u2069\u2069", False),
        ("\u2066#1", True),
        ("#1\u2069", True),
        ("\u2069\u2066", True),
        ("\u2066#1\n\u2069", True),
        ("\u2066#1\u2069\n\u2066#2\u2069", False),
    ],
)
def test_isolates_open_and_close_within_their_line(words, expected):
    assert unbalanced(words) is expected


def test_latin_words_between_words_from_the_right_stand_in_an_isolate():
    assert loose_latin("مع \u2068YunExpress\u2069 عبر PayPal × 2") == "PayPal"


@pytest.mark.parametrize("hostile", ["a" * 100_000, "\u2066" * 100_000, "a(" * 50_000, "(" * 100_000, "«" * 100_000])
def test_a_long_line_is_read_in_a_moment(hostile):
    began = time.process_time()
    for locale in ("fr", "ar", "zh-Hans", "es"):
        list(faults(hostile, locale))
    loose_latin(hostile)
    assert time.process_time() - began < 5
