"""Mails that are no buyer's stand by kind with the reason, and one click makes a buyer's of one."""

import pytest
from sqlalchemy import select

from maildesk.db import tables as t
from maildesk.db.queries import other
from maildesk.flow.mail import ledger
from maildesk.web.i18n import say
from tests.web.page import send, words

NEWS = {"List_Unsubscribe": "<https://bulk.example/u>", "List_Id": "<deals.bulk.example>", "Precedence": "bulk"}


@pytest.fixture
def news(shop):
    mail = shop.mail("Wo bleibt mein Paket? Bitte antworten Sie.", sender="club@bulk.example", **NEWS)
    assert (mail.state, mail.kind) == ("ignored", "bulk")
    return mail


def test_an_ignored_mail_stands_there_with_its_kind_and_why(news, signed_in):
    said = words(signed_in().get("/other"))
    assert "club@bulk.example" in said
    assert "it has the headers of a mailing list" in said


def test_one_kind_can_be_looked_at_alone(news, signed_in):
    client = signed_in()
    assert "club@bulk.example" in words(client.get("/other?kind=bulk"))
    assert "club@bulk.example" not in words(client.get("/other?kind=spam"))


def test_the_mail_itself_can_be_read(news, signed_in):
    assert "Wo bleibt mein Paket?" in words(signed_in().get(f"/other/{news.id}"))


def test_a_mail_in_a_conversation_is_shown_there(shop, signed_in):
    mail = shop.mail("Wo ist mein Paket?")
    assert signed_in().get(f"/other/{mail.id}").location == f"/c/{mail.conversation_id}"


def test_one_click_puts_it_on_the_road_as_a_buyers(shop, news, signed_in):
    send(signed_in("xiao"), "/other", f"/other/{news.id}")
    shop.road.run(shop.store, shop.now)
    row = shop.get(t.Message, news.id)
    assert (row.state, row.kind, row.intent) == ("placed", "buyer", "order_status")
    assert row.found["kind_because"] == ["agent"]
    assert shop.get(t.Conversation, row.conversation_id).draft_state == "proposed"


def test_the_correction_is_kept_as_an_example_and_the_ledger_adds_up(shop, news, signed_in):
    send(signed_in(), "/other", f"/other/{news.id}")
    shop.road.run(shop.store, shop.now)
    with shop.store.reading() as session:
        example = session.scalar(select(t.Correction))
        assert (example.field, example.was, example.became) == ("kind", {"kind": "bulk"}, {"kind": "buyer"})
        assert ledger.unbalanced(session) == []
        assert other.lately(session, news.arrived_at.date()) == {}


def test_a_second_copy_does_not_swallow_the_corrected_mail(shop, news, signed_in):
    copy = shop.raw(shop.get(t.RawMail, news.id).body.replace(b"Subject:", b"X-Copy: 1\r\nSubject:"))
    assert (copy.state, copy.same_as) == ("duplicate", news.id)
    send(signed_in(), "/other", f"/other/{news.id}")
    shop.road.run(shop.store, shop.now)
    assert shop.get(t.Message, news.id).state == "placed"


def test_whoever_clicks_second_learns_that_somebody_was_first(news, signed_in):
    one, two = signed_in(), signed_in("lin")
    page = two.get("/other").get_data(as_text=True)
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    send(one, "/other", f"/other/{news.id}")
    assert two.post(f"/other/{news.id}", data={"csrf_token": token}).status_code == 409


def test_a_reason_names_its_platform_in_words(app):
    with app.test_request_context():
        assert say("kind_because", "claims_paypal") == "it claims to come from PayPal"
        assert say("kind_because", "platform_etsy") == "it comes from Etsy"
