"""The shop's settings reach the texts; keys are shown once; forms of order numbers come from the book."""

import pytest
from sqlalchemy import select

from maildesk.core.reply.facts import Shop as ShopFacts
from maildesk.db import tables as t
from maildesk.flow.house import shop as shops
from tests.web.page import send, words


def _kept(shop) -> ShopFacts:
    with shop.store.reading() as session:
        return shops.shop(session, ShopFacts())


def test_what_a_supervisor_enters_is_what_texts_say(shop, signed_in):
    typed = {
        "name": "Lampen & Licht",
        "sign_off": "Ihr Team",
        "return_days": "45",
        "transit_from": "5",
        "transit_to": "15",
    }
    send(signed_in("wang"), "/shop", "/shop", **typed)
    kept = _kept(shop)
    assert (kept.name, kept.sign_off) == ("Lampen & Licht", "Ihr Team")
    assert (kept.policy.return_days, kept.policy.transit_days, kept.policy.refund_days) == (45, (5, 15), 5)


@pytest.mark.parametrize(
    "typed", [{"return_days": "soon"}, {"return_days": "9999"}, {"transit_from": "30", "transit_to": "3"}]
)
def test_a_window_that_is_none_is_named_and_nothing_is_kept(shop, signed_in, typed):
    assert send(signed_in("wang"), "/shop", "/shop", **typed).status_code == 422
    assert _kept(shop) == ShopFacts()


def test_a_key_is_shown_once_and_only_its_digest_is_kept(shop, signed_in):
    client = signed_in("wang")
    shown = send(client, "/shop", "/shop/keys", name="the shop", channel="shopify").get_data(as_text=True)
    key = shown.partition("<code>mdk_")[2].partition("</code>")[0]
    assert len(key) > 40
    assert key not in client.get("/shop").get_data(as_text=True)
    with shop.store.reading() as session:
        row = session.scalars(select(t.ApiToken)).one()
        assert (row.channel, row.name) == ("shopify", "the shop")
        assert key not in row.digest


def test_a_key_is_revoked(shop, signed_in):
    client = signed_in("wang")
    send(client, "/shop", "/shop/keys", name="the shop", channel="shopify")
    send(client, "/shop", "/shop/keys/1/revoke")
    assert shop.get(t.ApiToken, 1).revoked_at is not None
    assert "revoked" in words(client.get("/shop"))


def test_the_forms_of_the_books_numbers_are_shown(shop, signed_in):
    for number in ("LM-10234", "LM-10235"):
        shop.order(number)
    said = words(signed_in("wang").get("/shop"))
    assert "LM-0…" in said
    assert "LM-10235" in said
