"""Which language a text is found to be in, with and without what else is known."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from maildesk.core.language.found import Hints
from maildesk.packs import language

DETECTOR = language.load()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Danke!", "de"),
        ("ok merci", "fr"),
        ("Hola", "es"),
        ("takk", "nb"),
        ("Hej", "sv"),
        ("WO IST MEIN PAKET", "de"),
        ("siparisim gelmedi", "tr"),
        ("por favor donde esta mi pedido", "es"),
        ("zdravstvuyte, gde moy zakaz, ne prishlo", "ru"),
        ("wain talabi ma wesel lessa", "ar"),
        ("注文取消希望", "ja"),
        ("我的訂單還沒到", "zh-Hant"),
        ("我的订单还没到", "zh-Hans"),
        ("반품하고 싶어요", "ko"),
        ("где моя посылка", "ru"),
        ("скажите пожалуйста", "ru"),
        ("900 грн уже переказали?", "uk"),
        ("У PayPal порожньо", "uk"),
        ("оплата 900 грн", "uk"),
        ("де моя посилка", "uk"),
        ("Къде ми е пратката", "bg"),
        ("Hvor er min pakke? Jeg har ventet i tre uger", "da"),
        ("Hvor er pakken min? Jeg har ventet i tre uker", "nb"),
        ("Kde je môj balík?", "sk"),
        ("Kde je můj balík?", "cs"),
        ("Missä pakettini viipyy?", "fi"),
        ("بسته من کجاست؟", "fa"),
        ("Comprei um celular e a tela veio quebrada", "pt-BR"),
        ("O telemóvel chegou com o ecrã partido", "pt-PT"),
    ],
)
def test_a_short_text_is_told_by_its_words_and_letters(text, expected):
    assert DETECTOR.detect(text).language == expected


@pytest.mark.parametrize("text", ["", "12345", "???", "👍👍", "\ud800", "ሰላም", "https://x.example/a"])
def test_a_text_without_words_has_no_language(text):
    found = DETECTOR.detect(text)
    assert (found.language, found.confidence, found.because) == (None, 0.0, ("no_words",))


@pytest.mark.parametrize(
    ("text", "hints", "expected"),
    [
        ("Hej", Hints(country="DK"), "da"),
        ("Ja", Hints(country="NL"), "nl"),
        ("Ja", Hints(country="SE"), "sv"),
        ("你好", Hints(country="CN"), "zh-Hans"),
        ("Bom dia", Hints(country="PT"), "pt-PT"),
        ("取消", Hints(earlier=("ja", "ja")), "ja"),
        ("Hallo", Hints(content_language="de-DE, en"), "de"),
    ],
)
def test_hints_decide_what_the_text_leaves_open(text, hints, expected):
    assert DETECTOR.detect(text, hints).language == expected


def test_hints_never_overrule_a_clear_sentence():
    polish = Hints(earlier=("pl", "pl"), order_language="pl", country="PL", content_language="pl")
    found = DETECTOR.detect("Wo ist mein Paket?", polish)
    assert found.language == "de"
    assert set(found.because) >= {"hint_earlier", "hint_order", "hint_country", "hint_header"}
    assert "hints_decided" not in found.because


def test_it_says_when_hints_decided():
    assert "hints_decided" in DETECTOR.detect("Ja", Hints(country="SE")).because


def test_a_greeting_word_alone_is_less_sure_than_a_sentence():
    assert DETECTOR.detect("ok super").confidence < 0.5
    assert DETECTOR.detect("Ich warte seit drei Wochen auf mein Paket").confidence > 0.99


def test_a_courtesy_line_in_english_is_mixed_and_does_not_win():
    found = DETECTOR.detect("Wo ist mein Paket? Ich warte seit drei Wochen.\n\nPlease answer me in English if you can.")
    assert (found.language, found.mixed) == ("de", ("en",))
    assert "mixed" in found.because


def test_goods_named_in_english_do_not_make_a_mail_english():
    found = DETECTOR.detect("注文した Wireless Bluetooth Earbuds Pro が接続できません")
    assert (found.language, found.mixed) == ("ja", ())


def test_a_signed_name_does_not_count():
    assert DETECTOR.detect("Where is it?\nWolfgang Müller").language == "en"


def test_the_answer_is_the_same_at_any_time_in_any_thread():
    texts = ["Danke!", "ok", "Hvor er pakken", "kde je balik", "gracias por todo"] * 20
    once = [DETECTOR.detect(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(DETECTOR.detect, texts)) == once


@pytest.mark.parametrize(
    "hostile", ["a" * 200_000, '"A ' * 50_000, "注" * 50_000, "<div>" * 20_000, "ﷺ" * 20_000, "é\u0301" * 50_000]
)
def test_a_hostile_text_gets_some_answer(hostile):
    assert 0.0 <= DETECTOR.detect(hostile).confidence <= 1.0


@pytest.mark.parametrize("text", ["магазин", "номер карта телефон", "доставка до 5"])
def test_words_that_russian_and_ukrainian_share_make_neither_sure(text):
    assert DETECTOR.detect(text).confidence < 0.9
