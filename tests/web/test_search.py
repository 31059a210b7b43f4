"""Search finds words of every language, newest first, and a whole order number leads to its conversation."""

import pytest

from maildesk.core.search.words import query_groups
from maildesk.db.queries import search
from maildesk.db.queries.search import Asked
from tests.web.page import words

MAILS = {
    "de": "Wo bleibt meine Rechnung?",
    "zh": "我要退款，包裹没有收到",
    "ja": "商品が壊れていました。返金してください。",
    "en": "I want a refund",
}


@pytest.fixture
def filled(shop):
    return {name: shop.mail(text, sender=f"{name}@kunde.example") for name, text in MAILS.items()}


@pytest.mark.parametrize(
    ("query", "found"), [("rechn", "Rechn"), ("退款", "退款"), ("返金", "返金"), ("REFUND", "refund")]
)
def test_a_word_is_found_and_marked(filled, signed_in, query, found):
    page = signed_in().get("/search", query_string={"q": query}).get_data(as_text=True)
    assert page.count('class="hit"') == 1
    assert f"<mark>{found}</mark>" in page


def test_a_sender_is_found_by_address(filled, signed_in):
    page = signed_in().get("/search?q=ja%40kunde.example").get_data(as_text=True)
    assert f'href="/c/{filled["ja"].conversation_id}#m{filled["ja"].id}"' in page


def test_nothing_found_says_how_words_are_found(filled, signed_in):
    assert "Nothing found for “xylophone”" in words(signed_in().get("/search?q=xylophone"))


def test_a_whole_order_number_leads_to_its_conversation(shop, signed_in):
    shop.order("#1034", buyer_email="anna@kunde.example")
    mail = shop.mail("Wo ist meine Bestellung #1034?")
    answer = signed_in().get("/search", query_string={"q": "#1034"})
    assert (answer.status_code, answer.location) == (302, f"/c/{mail.conversation_id}")


def test_a_tracking_number_leads_there_too(shop, signed_in):
    shop.order("#1034", buyer_email="anna@kunde.example", tracking_number="YT2628100700001234", carrier="yunexpress")
    mail = shop.mail("Wo ist meine Bestellung #1034?")
    assert signed_in().get("/search?q=YT2628100700001234").location == f"/c/{mail.conversation_id}"


def test_an_order_nobody_wrote_about_is_named(shop, signed_in):
    shop.order("#1034")
    assert "Order #1034 is in the order book" in words(signed_in().get("/search", query_string={"q": "1034"}))


def test_filters_leave_out_what_does_not_fit(shop, filled, signed_in):
    client = signed_in()
    assert 'class="hit"' in client.get(f"/search?q=refund&direction=in&mailbox={shop.box}").get_data(as_text=True)
    assert 'class="hit"' not in client.get("/search?q=refund&direction=out").get_data(as_text=True)
    assert 'class="hit"' not in client.get(f"/search?q=refund&mailbox={shop.box + 9}").get_data(as_text=True)


def test_pages_go_on_by_the_last_ones_id(shop):
    mails = [shop.mail(f"refund {i}", sender=f"b{i}@kunde.example") for i in range(5)]
    with shop.store.reading() as session:
        first = search.page(session, Asked(query_groups("refund")), size=3)
        rest = search.page(session, Asked(query_groups("refund"), before=first.next), size=3)
    assert [hit.mail.id for hit in (*first.rows, *rest.rows)] == [mail.id for mail in mails[::-1]]
    assert rest.next is None


@pytest.mark.parametrize("query", ["' OR 1=1 --", '"', "* NOT (", "\\' & |", "<script>alert(1)</script>", "\x00", "%"])
def test_nothing_typed_is_taken_as_an_operator_or_as_markup(filled, signed_in, query):
    answer = signed_in().get("/search", query_string={"q": query})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.get_data(as_text=True)
