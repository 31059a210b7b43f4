"""Dates, money, numbers, lists and names as each locale writes them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from maildesk.core.reply.facts import Carrier, Code, Country, Line, Link, Money, Name, Percent
from maildesk.core.reply.manner import joined, manner, plural_category, write

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("locale", "country", "text"),
    [
        ("en", "US", "October 4"),
        ("en", "GB", "4 October"),
        ("en", "", "4 October"),
        ("de", "DE", "4. Oktober"),
        ("fr", "FR", "4 octobre"),
        ("es", "MX", "4 de octubre"),
        ("pt-BR", "BR", "4 de outubro"),
        ("ru", "KZ", "4 октября"),
        ("uk", "UA", "4 жовтня"),
        ("pl", "PL", "4 października"),
        ("cs", "CZ", "4. října"),
        ("ja", "JP", "10月4日"),
        ("ko", "KR", "10월 4일"),
        ("zh-Hant", "TW", "10月4日"),
        ("zh-Hans", "DE", "10月4日"),
        ("ar", "EG", "4 أكتوبر"),
        ("ar", "LB", "4 تشرين الأول"),
        ("he", "IL", "4 באוקטובר"),
    ],
)
def test_a_date_is_written_as_in_the_buyers_country(locale, country, text):
    assert write(date(2026, 10, 4), manner(locale, country, NOW)) == text


def test_a_far_date_carries_its_year():
    assert write(date(2025, 10, 4), manner("de", "DE", NOW)) == "4. Oktober 2025"


@pytest.mark.parametrize(("locale", "text"), [("fr", "1er octobre"), ("it", "1º ottobre"), ("pt-BR", "1º de outubro")])
def test_the_first_of_a_month_is_an_ordinal_where_people_write_it_so(locale, text):
    assert write(date(2026, 10, 1), manner(locale, "", NOW)) == text


@pytest.mark.parametrize(
    ("country", "text"), [("JP", "5 October"), ("US", "October 4"), ("BR", "4 October"), ("XX", "4 October")]
)
def test_a_moment_is_a_day_of_the_buyers_own_zone(country, text):
    assert write(datetime(2026, 10, 4, 20, 0, tzinfo=UTC), manner("en", country, NOW)) == text


@pytest.mark.parametrize(
    ("locale", "text"), [("de", "1.284,50 €"), ("en", "€1,284.50"), ("fr", "1 284,50 €"), ("ja", "€1,284.50")]
)
def test_money_is_written_as_in_the_locale(locale, text):
    written = write(Money(Decimal("1284.50"), "EUR"), manner(locale, "", NOW))
    assert " ".join(written.split()) == text


@pytest.mark.parametrize(
    ("locale", "currency", "text"),
    [
        ("uk", "EUR", "1 284,50 €"),
        ("en", "PLN", "PLN 1,284.50"),
        ("tr", "UAH", "UAH 1.284,50"),
        ("en", "USD", "US$1,284.50"),
    ],
)
def test_money_of_another_country_is_written_so_that_it_can_be_read(locale, currency, text):
    written = write(Money(Decimal("1284.50"), currency), manner(locale, "", NOW))
    assert " ".join(written.split()) == text


def test_yen_have_no_decimals():
    assert write(Money(Decimal("1284"), "JPY"), manner("en", "", NOW)) == "JP¥1,284"


def test_a_list_ends_in_the_locales_own_and():
    assert write((Name("Lamp"), Name("Cup")), manner("de", "", NOW)) == "Lamp und Cup"


@pytest.mark.parametrize(
    ("locale", "number", "category"),
    [("ru", 21, "one"), ("ru", 3, "few"), ("ru", 11, "many"), ("ar", 2, "two"), ("ar", 0, "zero"), ("ja", 1, "other")],
)
def test_plural_categories_are_those_of_cldr(locale, number, category):
    assert plural_category(number, manner(locale, "", NOW)) == category


@pytest.mark.parametrize(("locale", "text"), [("en", "10%"), ("de", "10 %"), ("tr", "%10")])
def test_a_share_is_written_as_in_the_locale(locale, text):
    assert " ".join(write(Percent(10), manner(locale, "", NOW)).split()) == text


@pytest.mark.parametrize(
    ("locale", "name"), [("de", "Vereinigtes Königreich"), ("ja", "イギリス"), ("uk", "Велика Британія")]
)
def test_a_country_has_its_name_in_the_readers_language(locale, name):
    assert write(Country("GB"), manner(locale, "", NOW)) == name


@pytest.mark.parametrize(
    ("locale", "text"),
    [("en", "1 × Lamp\n2 × Cup"), ("ja", "Lamp × 1\nCup × 2"), ("he", "\u2068Lamp\u2069 × 1\n\u2068Cup\u2069 × 2")],
)
def test_the_lines_of_an_order_stand_below_each_other(locale, text):
    assert write((Line(Name("Lamp"), 1), Line(Name("Cup"), 2)), manner(locale, "", NOW)) == text


@pytest.mark.parametrize(
    ("locale", "name", "text"),
    [
        ("he", "ספל", "ספל"),
        ("he", "ספל 0.3L", "\u2068ספל 0.3L\u2069"),
        ("ar", "№ 12–34", "\u2068№ 12–34\u2069"),
        ("de", "ספל 0.3L", "\u2068ספל 0.3L\u2069"),
        ("de", "Tasse №", "Tasse №"),
    ],
)
def test_a_name_is_isolated_where_any_of_it_runs_against_the_text(locale, name, text):
    assert write(Name(name), manner(locale, "", NOW)) == text


def test_a_link_in_a_text_from_right_to_left_is_isolated():
    assert write(Link("https://desk.example/p"), manner("ar", "", NOW)) == "\u2066https://desk.example/p \u2069"


@pytest.mark.parametrize("locale", ["ar", "he"])
def test_a_code_in_a_text_from_right_to_left_is_isolated(locale):
    assert write(Code("#1034"), manner(locale, "", NOW)) == "\u2066#1034\u2069"


def test_a_name_that_runs_the_other_way_is_isolated():
    assert write(Name("ليلى"), manner("de", "", NOW)) == "\u2068ليلى\u2069"
    assert write(Name("ليلى"), manner("ar", "", NOW)) == "ليلى"
    assert write(Name("Anna"), manner("de", "", NOW)) == "Anna"


@pytest.mark.parametrize(
    ("written", "locale", "name"),
    [
        ("yunexpress", "de", "YunExpress"),
        ("Yun Express", "zh-Hans", "云途 YunExpress"),
        ("Local Van Co", "de", "Local Van Co"),
    ],
)
def test_a_carrier_has_its_usual_name(written, locale, name):
    assert write(Carrier(written), manner(locale, "", NOW)) == name


def test_a_flag_is_never_written():
    with pytest.raises(TypeError):
        write(True, manner("en", "", NOW))


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("entro il ", "8 ottobre", "entro l'"),
        ("dal ", "11 ottobre", "dall'"),
        ("entro il ", "9 ottobre", "entro il "),
        ("entro il ", "18 ottobre", "entro il "),
    ],
)
def test_italian_articles_elide_before_eight_and_eleven(before, words, after):
    assert joined(before, words, manner("it", "", NOW)) == after


def test_other_languages_keep_their_words_before_a_fact():
    assert joined("entre il ", "8 octobre", manner("fr", "", NOW)) == "entre il "
