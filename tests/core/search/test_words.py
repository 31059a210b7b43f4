"""How text becomes the words of the search."""

import pytest

from maildesk.core.search.words import MAX_WORDS, index_words, query_groups


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Meine Bestellung #1034!", "meine bestellung 1034"),
        ("我想退款", "我想 想退 退款"),
        ("返金してください", "返金 金し して てく くだ ださ さい"),
        ("환불 부탁", "환불 부탁"),
        ("iPhone手机壳", "iphone 手机 机壳"),
        ("Größe État ŽLUTÝ", "grosse etat zluty"),
        ("ＡＢＣ １２３", "abc 123"),
        ("أَهْلًا", "اهلا"),
        ("", ""),
    ],
)
def test_text_becomes_words_and_overlapping_pairs(text, words):
    assert index_words(text) == words


def test_a_query_asks_for_groups_whose_words_stand_side_by_side():
    assert query_groups("退款要求 1034") == (("退款", "款要", "要求"), ("1034",))


def test_a_single_chinese_character_may_be_asked_for():
    assert query_groups("退") == (("退",),)


def test_a_huge_text_gives_a_bounded_number_of_words():
    assert len(index_words("a b " * 100_000).split()) == MAX_WORDS
