"""A greeting from its proposal to the buyer's mailbox, out with one click, and what the next batch says; the buyer's own page in a browser.

Screens, SMTP server and Chromium are the real ones. The year is one that is over, so that whatever is queued may leave at once.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect

from maildesk.core.care import link
from maildesk.core.care.link import Linked
from maildesk.core.queue.roles import Role
from maildesk.db import tables as t
from maildesk.db.secrets import Vault
from maildesk.flow.care import contacts, house, preparing, releasing, sending
from maildesk.flow.house import shop as shops
from maildesk.flow.house.person import Doing, Person
from maildesk.jobs import send
from maildesk.texts.public import load_public
from maildesk.web.i18n import catalogue
from maildesk.wiring import caring, working
from tests.journeys.test_accessible import _seen_by_everyone
from tests.support.prepared import prepared

SAYS = load_public()
OMAR = "omar@buyer.example"
PUBLIC = "https://desk.lampen.example"
DECEMBER = datetime(2025, 12, 20, 9, tzinfo=UTC)
#: Noon in the middle of the United States; open from New York to Hawaii.
NEW_YEAR = datetime(2026, 1, 1, 20, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 18, 9, tzinfo=UTC)


@pytest.fixture
def shop(shop):
    """A shop in the United States that can be reached from outside, and a buyer there who reads Arabic."""
    shop.settings, shop.now = replace(shop.settings, public_url=PUBLIC), DECEMBER
    care = caring_of(shop)
    with shop.store.writing() as session:
        value = {"name": "Lampenhaus", "legal_name": "Lampenhaus Inc.", "postal_address": "12 Quay Street, Portland"}
        shops.save(session, value, None, shop.now)
        boss = Person(shop.people["wang"], "王磊", Role.SUPERVISOR)
        house.set_seller(session, "US", (), Doing(boss, shop.now))
        row = contacts.known(session, care, OMAR, shop.now)
        row.country, row.locale = "US", "ar"
    return shop


def caring_of(shop):
    return caring.care(shop.settings, shop.store, shop.road.writer)


@pytest.fixture
def post(shop, sink):
    """What is due is judged and leaves over SMTP, as the worker does it."""
    desk = working.desk(shop.settings, shop.store, shop.road)
    account = sink.account()
    sink.passwords = {account.username: account.secret}
    with shop.store.writing() as session:
        box = session.get_one(t.Mailbox, shop.box)
        box.username, box.smtp_host, box.smtp_port = account.username, account.host, account.port
        box.smtp_security, box.secret = (
            account.security,
            Vault(shop.settings.secret_key).seal({"password": account.secret}),
        )

    def turn():
        with shop.store.writing() as session:
            releasing.release(session, desk.care, shop.now)
        sending.send_due(shop.store, desk.care, shop.now)
        send.send(desk, shop.box)
        with shop.store.writing() as session:
            sending.settle(session, shop.now)

    yield turn
    desk.lines.close()


def propose(page, shop, occasion):
    """A click asks for it, the worker prepares it, and the person opens the batch."""
    page.goto("/outreach/greetings")
    with page.expect_navigation():
        page.click(f"form:has(input[value={occasion}]) button")
    assert [job.args["occasion"] for job in shop.all(t.Job) if job.name == preparing.JOB] == [occasion]
    with shop.store.writing() as session:
        [number] = prepared(session, caring_of(shop), occasion, shop.now)
    page.goto(f"/outreach/batches/{number}")


def as_a_mailbox_provider(address, out):
    """RFC 8058: one POST, no cookies, no redirect followed."""
    body = b"List-Unsubscribe=One-Click"
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    with closing(urlopen(Request(out.replace(PUBLIC, address), body, kind, method="POST"), timeout=20)) as answer:
        return answer.status


def test_a_greeting_is_proposed_approved_received_and_unsubscribed_from_with_one_click(
    shop, visit, address, post, sink
):
    lead = visit("lin")
    propose(lead, shop, "new_year")
    expect(lead.locator("#sample-ar")).to_contain_text("Lampenhaus")
    lead.keyboard.press("a")
    expect(lead.locator("section.bar")).to_have_attribute("data-state", "running")

    shop.now = NEW_YEAR
    post()
    [arrived] = sink.arrived
    assert arrived.recipients == (OMAR,)
    mail = message_from_bytes(arrived.raw, policy=policy.default)
    out = mail["List-Unsubscribe"].strip("<>")
    assert mail["Content-Language"] == "ar"
    assert out in mail.get_body(("plain",)).get_content()

    # A scanner opens every link of the mail first; that stops nothing.
    with closing(urlopen(out.replace(PUBLIC, address), timeout=20)) as looked:
        assert looked.status == 200
    assert shop.all(t.Suppression) == []
    assert as_a_mailbox_provider(address, out) == 200
    lead.reload()
    expect(lead.locator("[data-told=sent]")).to_have_text("1")
    expect(lead.locator("[data-told=unsubscribed]")).to_have_text("1")

    shop.now = NOVEMBER
    propose(lead, shop, "thanksgiving")
    gate = catalogue("en").gettext("gate.suppression")
    expect(lead.locator("section:has(#left-out)")).to_contain_text(gate)
    expect(lead.locator("section:has(#goes)")).not_to_contain_text("Arabic")
    post()
    assert len(sink.arrived) == 1
    assert list(_seen_by_everyone(lead, lead.url)) == []


def own_page(shop):
    """The path of the buyer's own page."""
    contact_id = shop.newest(t.Contact).id
    return "/p/" + link.make(Linked(contact_id), caring_of(shop).secrets[0])


@pytest.fixture
def buyer(browser, address):
    """The buyer's phone: no session, no scripts."""
    context = browser.new_context(
        base_url=address, viewport={"width": 390, "height": 844}, java_script_enabled=False, locale="ar"
    )
    page = context.new_page()
    yield page
    assert context.cookies() == []
    context.close()


def test_a_buyer_chooses_on_a_phone_without_scripts_or_cookies(shop, buyer):
    buyer.goto(own_page(shop))
    expect(buyer.locator("html")).to_have_attribute("dir", "rtl")
    box, label = buyer.locator("input[value=marketing]").bounding_box(), buyer.locator("h1").bounding_box()
    assert box["x"] > label["x"] + label["width"] / 2, "a box stands where reading begins"
    buyer.uncheck("input[value=relationship]")
    buyer.check("input[value=eid_al_fitr]")
    buyer.get_by_role("button", name=SAYS["ar"]["save"]).click()
    expect(buyer.get_by_role("status")).to_have_text(SAYS["ar"]["saved"])
    expect(buyer.locator("input[value=eid_al_fitr]")).to_be_checked()
    expect(buyer.locator("input[value=relationship]")).not_to_be_checked()
    assert [(row.scope, row.because) for row in shop.all(t.Suppression)] == [("relationship", "preferences")]

    buyer.locator("summary").click()
    buyer.get_by_role("link", name="Deutsch").click()
    expect(buyer.locator("h1")).to_have_text(SAYS["de"]["title"])
    buyer.get_by_role("button", name=SAYS["de"]["stop"]).click()
    expect(buyer.locator("h1")).to_have_text(SAYS["de"]["stopped_title"])
    buyer.get_by_role("link", name=SAYS["de"]["back"]).click()
    expect(buyer.locator("input[value=marketing]")).not_to_be_checked()


def test_a_buyers_page_is_for_everyone(shop, browser, address):
    context = browser.new_context(base_url=address)
    page, own = context.new_page(), own_page(shop)
    paths = (own, f"{own}?saved=1&in=de", f"{own}?in=ru", f"{own}/stop?in=he", "/p/nothing?in=ja")
    found = {path: list(_seen_by_everyone(page, path)) for path in paths}
    context.close()
    assert {path: each for path, each in found.items() if each} == {}
