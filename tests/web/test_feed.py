"""One's calendar: a secret address, shown once, read without a session, ended by a new one."""

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from maildesk.db import tables as t
from tests.core.clock.test_ical import read
from tests.web.desk import sign_in
from tests.web.page import send, words


@pytest.fixture
def feed(shop, signed_in):
    """Makes an address for somebody, and gives its path."""

    def of(login: str = "mei") -> str:
        page = send(signed_in(login), "/me", "/me/feed").get_data(as_text=True)
        return "/calendar/" + page.partition("/calendar/")[2].partition("<")[0]

    return of


@pytest.fixture
def mine(shop):
    """A conversation of 陈美 with its clock."""
    shop.order("#1034", buyer_name="Anna Krüger", buyer_email="anna@kunde.example", country="DE", language="de")
    mail = shop.mail("Wo ist mein Paket zur Bestellung #1034?", "Anna Krüger <anna@kunde.example>", "Geheim")
    with shop.store.writing() as session:
        session.execute(update(t.Conversation).values(owner_id=shop.people["mei"]))
    return mail


def test_it_holds_ones_own_clocks_and_nothing_of_the_buyer(shop, mine, feed, app):
    answer = app.test_client().get(feed())
    text = answer.get_data(as_text=True)
    (event,) = read(text)
    assert event["SUMMARY"] == "first reply #1034"
    assert event["UID"] == f"clock-{shop.newest(t.ClockRow).id}@maildesk"
    assert not any(word in text for word in ("Anna", "kunde", "Geheim", "Paket"))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, max-age=300"


def test_somebody_elses_clocks_are_not_in_it(mine, feed, app):
    assert read(app.test_client().get(feed("xiao")).get_data(as_text=True)) == []


def test_a_lead_sees_what_went_up(shop, mine, feed, app, signed_in):
    send(signed_in(), f"/c/{mine.conversation_id}", f"/c/{mine.conversation_id}/escalate", why="x", to="lead")
    (event,) = read(app.test_client().get(feed("lin")).get_data(as_text=True))
    assert event["SUMMARY"] == "escalated matter #1034"


def test_unchanged_it_is_not_sent_again(mine, feed, app):
    path = feed()
    tag = app.test_client().get(path).headers["ETag"]
    answer = app.test_client().get(path, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.data) == (304, b"")


def test_only_a_digest_of_the_address_is_kept(shop, feed):
    secret = feed().removeprefix("/calendar/").removesuffix(".ics")
    assert len(secret) > 40
    assert shop.get(t.Feed, shop.people["mei"]).digest == hashlib.sha256(secret.encode()).hexdigest()


def test_a_new_address_ends_the_old_one_and_revoking_ends_both(shop, feed, app, signed_in):
    old, new = feed(), feed()
    client = app.test_client()
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)
    send(signed_in(), "/me", "/me/feed/forget")
    assert client.get(new).status_code == 404


def test_whoever_left_the_desk_reads_nothing(shop, feed, app):
    path = feed()
    with shop.store.writing() as session:
        session.execute(update(t.User).values(active=False))
    assert app.test_client().get(path).status_code == 404


def test_guessing_is_slowed_down(app):
    client = app.test_client()
    answers = [client.get("/calendar/guess.ics").status_code for _ in range(25)]
    assert answers[0] == 404
    assert answers[-1] == 429


def test_the_page_says_when_it_was_last_read_and_never_the_address_again(shop, feed, app, signed_in):
    path = feed()
    client = signed_in()
    assert "not read yet" in words(client.get("/me"))
    app.test_client().get(path)
    shop.now += timedelta(minutes=5)
    assert "last read 5 min ago" in words(client.get("/me"))
    assert path not in client.get("/me").get_data(as_text=True)


def test_links_lead_to_the_desks_own_address(shop, mine, signed_in):
    shop.settings = replace(shop.settings, public_url="https://desk.example")
    app = shop.app()
    client = app.test_client()
    sign_in(client, "mei")
    page = send(client, "/me", "/me/feed").get_data(as_text=True)
    address = page.partition("<code>")[2].partition("</code>")[0]
    assert address.startswith("https://desk.example/calendar/")
    (event,) = read(app.test_client().get(address.removeprefix("https://desk.example")).get_data(as_text=True))
    assert event["URL"] == f"https://desk.example/c/{mine.conversation_id}"
    assert event["UID"].endswith("@desk.example")
