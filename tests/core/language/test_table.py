"""How letter groups and frequent words speak for a language."""

import pytest

from maildesk.core.language.latinise import SPELLINGS, latinised
from maildesk.core.language.table import GRAM_WEIGHT, WORD_GAIN, build_table, fold

PROFILES = {"aa": {"a": 0.5, "ab": 0.1, "ß": 0.02}, "bb": {"b": 0.5}}


def table(**lexicon):
    return build_table(PROFILES, lexicon, lambda tag: 1.0 if tag == "aa" else 0.1)


def gains(found, grams=(), words=()):
    return dict(zip(found.languages, found.gains(found.gram_gains(grams), found.word_gains(words)), strict=True))


def test_a_letter_group_speaks_for_the_language_that_has_it():
    found = gains(table(), grams=["a"])
    assert found["aa"] == pytest.approx(GRAM_WEIGHT * 9.2, abs=0.1)
    assert found["bb"] == 0


def test_a_frequent_word_gains_in_each_language_that_lists_it():
    found = gains(table(aa=["same", "own"], bb=["same"]), words=["same", "own"])
    assert found["aa"] == pytest.approx(2 * WORD_GAIN, abs=0.02)
    assert found["bb"] == pytest.approx(WORD_GAIN, abs=0.02)


def test_a_word_typed_without_its_accents_is_still_known():
    found = table(aa=["größe"])
    assert all(gains(found, words=[typed])["aa"] > 3 for typed in ("größe", "grosse", "groesse"))


def test_long_texts_do_not_spill_into_the_next_language():
    found = gains(table(), grams=["aaaaaaaaaa"] * 500)
    assert found["aa"] > 10_000 * GRAM_WEIGHT
    assert found["bb"] == 0


def test_a_language_known_by_words_alone_starts_from_a_middling_share():
    found = gains(table(cc=["zut"]), grams=["a", "zut"], words=["zut"])
    assert found["cc"] > WORD_GAIN


def test_rare_languages_start_behind():
    found = table()
    assert found.base[0] == 0
    assert found.base[1] < -2


@pytest.mark.parametrize(
    ("word", "plain"), [("größe", "grosse"), ("sağol", "sagol"), ("łódź", "lodz"), ("ışık", "isik"), ("ё", "е")]
)
def test_folding_gives_what_a_plain_keyboard_types(word, plain):
    assert fold(word) == plain


def test_latinised_groups_are_chances_of_each_length():
    found = latinised({"жда": 0.5, "нет": 0.5}, SPELLINGS["ru"])
    assert found["zh"] > 0
    for size in (1, 2, 3):
        assert sum(chance for gram, chance in found.items() if len(gram) == size) == pytest.approx(1)
