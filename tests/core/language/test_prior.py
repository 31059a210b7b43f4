"""What hints say before the text is read, and which written form they point to."""

import pytest

from maildesk.core.language.found import Hints
from maildesk.core.language.prior import MAX_HINT, desk_tag, hint_weights
from maildesk.core.language.variant import VariantWords, chinese_form, japanese_odds, portuguese_form

SPOKEN = {"CH": {"de": 0.76, "fr": 0.39, "en": 0.45}, "PL": {"pl": 0.96}}


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("pt_br", "pt-BR"),
        ("pt", "pt-BR"),
        ("pt-PT", "pt-PT"),
        ("zh-CN", "zh-Hans"),
        ("zh-Hans-TW", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh", "zh-Hant"),
        ("no", "nb"),
        ("iw", "he"),
        ("DE-at", "de"),
        ("", ""),
    ],
)
def test_tags_of_all_kinds_become_the_desks(tag, expected):
    assert desk_tag(tag) == expected


def test_without_hints_all_languages_are_equal():
    assert hint_weights(Hints(), SPOKEN) == {"": 0.0}


def test_an_earlier_mail_says_more_than_the_country():
    found = hint_weights(Hints(earlier=("fr",), country="PL"), SPOKEN)
    assert found["fr"] > found["pl"] > found[""]


def test_an_order_in_english_says_little_for_many_shops_store_it_for_all():
    english = hint_weights(Hints(order_language="en"), SPOKEN)
    german = hint_weights(Hints(order_language="de"), SPOKEN)
    assert english[""] > german[""]


def test_all_hints_together_are_bounded():
    found = hint_weights(Hints(earlier=("pl",) * 9, order_language="pl", country="PL", content_language="pl"), SPOKEN)
    assert found["pl"] == 0
    assert found[""] == -MAX_HINT


@pytest.mark.parametrize(
    ("text", "hints", "expected"),
    [
        ("你好", Hints(), "zh-Hant"),
        ("你好", Hints(country="CN"), "zh-Hans"),
        ("你好", Hints(order_language="zh-CN"), "zh-Hans"),
        ("换货", Hints(country="TW"), "zh-Hans"),
        ("換貨", Hints(country="CN"), "zh-Hant"),
    ],
)
def test_chinese_is_told_by_its_characters_and_else_by_hints(text, hints, expected):
    chances = chinese_form(text, hints)
    assert max(chances, key=chances.get) == expected


def test_portuguese_is_brazilian_unless_words_or_country_say_otherwise():
    known = VariantWords(brazilian=("celular",), european=("telemóvel", "estou a aguardar"))
    assert portuguese_form(["olá"], known, Hints())["pt-BR"] > 0.9
    assert portuguese_form(["estou", "a", "aguardar"], known, Hints())["pt-PT"] > 0.5
    assert portuguese_form(["olá"], known, Hints(country="PT"))["pt-PT"] > 0.5


def test_han_alone_is_japanese_by_its_words_and_characters():
    known = VariantWords(japanese=("注文",), chinese=("訂單",))
    assert japanese_odds("注文発送", known) > 0
    assert japanese_odds("訂單", known) < 0
