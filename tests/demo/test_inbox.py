"""A buyer's mail program in the demo: the mail as its page, its links on this computer, one click out."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from maildesk.db import tables as t
from maildesk.demo import inbox
from maildesk.demo.house import House
from tests.web.desk import sign_in, token


@pytest.fixture
def visitor(demo: House) -> FlaskClient:
    client = demo.app.test_client()
    sign_in(client, "nora", demo.shop.password)
    return client


def stops(demo: House) -> dict[str, str]:
    """Why, by the address of who said stop."""
    with demo.store.reading() as session:
        query = select(t.Contact.email, t.Suppression.because).join(t.Suppression)
        return dict(session.execute(query).all())


def greeted(demo: House) -> tuple[str, int]:
    """A buyer who can still say stop, and the place of the mail."""
    for email in demo.server.buyers():
        for place in inbox.ways_out(demo.server, email):
            if email not in stops(demo):
                return email, place
    raise AssertionError("nobody was greeted")


def test_one_click_in_the_mail_program_and_the_buyer_gets_no_advertising_any_more(demo: House, visitor) -> None:
    email, place = greeted(demo)
    page = visitor.get(f"/demo/mail/{place}?of={email}")
    assert page.headers["Content-Security-Policy"].startswith("sandbox ")
    [stop] = re.findall(r'href="http://localhost(/p/[^"]+/stop)"', page.get_data(as_text=True))
    assert visitor.get(stop).status_code == 200
    assert email not in stops(demo), "looking stops nothing"
    posted = visitor.post(f"/demo/mail/{place}/unsubscribe", data={"csrf_token": token(visitor), "of": email})
    assert posted.location.endswith("out=1")
    assert stops(demo)[email] == "one_click"


def test_the_mailbox_offers_it_beside_a_greeting_and_not_beside_news_of_an_order(demo: House, visitor) -> None:
    offered = {order.buyer_email: order.number for order in demo.app.extensions["maildesk.demo"].orders.values()}
    ways = {email: len(inbox.ways_out(demo.server, email)) for email in demo.server.buyers() if email in offered}
    assert 0 in ways.values()
    for email, count in ways.items():
        page = visitor.get("/demo/mails", query_string={"order": offered[email]}).get_data(as_text=True)
        assert page.count("/unsubscribe") == count


@pytest.mark.parametrize(
    "address", ["/demo/mail/0?of=nobody@nowhere.example", "/demo/mail/999?of=", "/demo/mail/x?of="]
)
def test_a_mail_that_is_not_there_is_told(visitor: FlaskClient, address: str) -> None:
    assert visitor.get(address).status_code == 404


def test_the_rule_stands_and_no_other_desk_knows_the_address(demo: House) -> None:
    assert demo.app.extensions["maildesk"].settings.public_url == ""
    assert demo.app.extensions["maildesk"].care.public_url == demo.shop.public_url
