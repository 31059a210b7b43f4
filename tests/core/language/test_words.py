"""What of a mail's text is read for its language."""

import pytest

from maildesk.core.language.words import MAX_SENTENCES, plain_words, sentences


def words_of(text):
    return [word for sentence in sentences(text) for word in sentence.words]


@pytest.mark.parametrize(
    "text",
    [
        "https://track.example/LX123",
        "www.shop.example",
        "anna@mail.example",
        "#20391",
        "LX123456789CN",
        "iPhone14",
        "12.05.2025",
        "👍",
        "",
        "\x00",
    ],
)
def test_links_addresses_numbers_and_codes_say_nothing(text):
    assert words_of(text) == []


def test_capital_codes_are_left_out_of_a_text_in_small_letters():
    assert words_of("mein DHL Paket mit USB Kabel") == ["mein", "paket", "mit", "kabel"]


def test_a_text_all_in_capitals_is_read_whole():
    assert words_of("WO IST MEIN PAKET") == ["wo", "ist", "mein", "paket"]


def test_turkish_capitals_lose_no_letter():
    assert words_of("SİPARİŞ GELMEDİ") == ["sipariş", "gelmedi"]


def test_one_latin_capital_does_not_make_a_chinese_sentence_a_code():
    assert words_of("可以换M码吗") == ["可以换m码吗"]


def test_a_chinese_sentence_with_a_number_in_it_keeps_its_characters():
    assert words_of("订单8821还没到") == ["订单", "还没到"]


def test_a_product_name_in_quotes_is_nobodys_language_but_quoted_speech_is():
    assert "wireless" not in words_of('Das "Wireless Charging Station" lädt nicht')
    assert "wird" in words_of('Da steht "wird bearbeitet" seit Tagen')


def test_vowel_marks_and_decomposed_letters_make_no_difference():
    assert words_of("شُكْرًا") == words_of("شكرا")
    assert words_of("größe") == words_of("gro\u0308ße".replace("o\u0308", "ö"))
    assert words_of("u\u0308ber") == ["über"]


def test_sentences_end_at_stops_and_lines_and_a_name_alone_is_marked():
    found = sentences("Wo bleibt mein Paket? Bitte melden.\nAnna Schmidt")
    assert [one.words[0] for one in found] == ["wo", "bitte", "anna"]
    assert [one.named for one in found] == [False, False, True]


def test_a_long_text_is_sampled_at_its_start_middle_and_end():
    text = "anfang " * 200 + "mitte " * 400 + "ende " * 200
    assert set(words_of(text)) >= {"anfang", "mitte", "ende"}


def test_the_number_of_sentences_is_bounded():
    assert len(sentences("nein. " * 5000)) <= MAX_SENTENCES


def test_plain_words_keep_codes_for_they_may_name_a_country():
    assert "nif" in plain_words("O meu NIF é 123")
