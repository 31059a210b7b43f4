"""Hits are marked where a person sees them, whatever the script; the marked pieces joined are the text."""

import pytest

from maildesk.core.search.hits import MOST, excerpt, hits
from maildesk.core.search.words import query_groups


def _marked(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in hits(text, query_groups(query))]


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("Wo bleibt meine Bestellung?", "bestell", ["Bestell"]),
        ("Die Größe passt nicht", "grosse", ["Größe"]),
        ("Die Grosse", "größe", ["Grosse"]),
        ("返金してください", "返金", ["返金"]),
        ("包裹还没有收到，我想退款", "收到 退款", ["收到", "退款"]),
        ("주문한 상품 환불", "환불", ["환불"]),
        ("أريد استرداد المبلغ", "استرداد", ["استرداد"]),
        ("ＡＢＣ store", "abc", ["ＡＢＣ"]),
        ("reorder the border order", "order", ["order"]),
        ("nothing of it", "refund", []),
    ],
)
def test_the_words_asked_for_are_found_in_the_text(text, query, marked):
    assert _marked(text, query) == marked


def test_hits_that_touch_in_two_groups_are_one():
    assert _marked("返金金額", "返金 返金金") == ["返金金"]


def test_an_excerpt_begins_near_a_hit_that_stands_far_inside():
    text = "Guten Tag, " + "viele Worte " * 60 + "die Rechnung fehlt noch."
    pieces = excerpt(text, query_groups("rechnung"))
    assert [piece.text for piece in pieces if piece.hit] == ["Rechnung"]
    assert pieces[0].text == "… "
    assert sum(len(piece.text) for piece in pieces) < 260


def test_an_excerpt_of_a_short_text_is_the_whole_text():
    pieces = excerpt("Meine Bestellung\n ist da", query_groups("ist"))
    assert "".join(piece.text for piece in pieces) == "Meine Bestellung ist da"


def test_a_huge_text_is_looked_at_only_in_its_beginning():
    assert all(not piece.hit for piece in excerpt("a " * MOST + "needle", query_groups("needle")))
