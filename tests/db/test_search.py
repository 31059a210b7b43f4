"""The search finds words of every language on both stores, newest first."""

import pytest

from maildesk.core.search.words import index_words, query_groups
from maildesk.db import search

MAILS = {
    1: "Wo bleibt meine Bestellung #1034? Größe L",
    2: "我想退款，包裹还没有收到",
    3: "返金してください。商品が壊れていました",
    4: "주문한 상품 환불 부탁드립니다",
    5: "أريد استرداد المبلغ",
    6: "I want a refund for order 1034 please",
}


@pytest.fixture
def filled(store):
    with store.writing() as session:
        for message_id, text in MAILS.items():
            search.write(session, message_id, index_words(text))
    return store


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("退款", [2]),
        ("返金", [3]),
        ("환불", [4]),
        ("استرداد", [5]),
        ("1034", [6, 1]),
        ("refund 1034", [6]),
        ("refund 9999", []),
        ("bestell", [1]),
        ("GROSSE", [1]),
        ("商品", [3]),
        ("'; DROP TABLE search --", []),
        ('" NEAR( *', []),
        ("a & b | !", []),
        ("\\", []),
        ("", []),
    ],
)
def test_words_are_found_in_every_language(filled, query, found):
    with filled.reading() as session:
        assert search.find(session, query_groups(query)) == found


def test_pages_go_on_below_the_last_one_seen(filled):
    with filled.reading() as session:
        assert search.find(session, query_groups("1034"), limit=1) == [6]
        assert search.find(session, query_groups("1034"), limit=1, before=6) == [1]


def test_a_message_indexed_again_is_found_by_its_new_words_only(filled):
    with filled.writing() as session:
        search.write(session, 1, index_words("danke"))
    with filled.reading() as session:
        assert search.find(session, query_groups("bestellung")) == []
        assert search.find(session, query_groups("danke")) == [1]
