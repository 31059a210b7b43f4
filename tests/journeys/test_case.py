"""A dispute from its notice to its end: the clock climbs its ladder, the evidence is taken, the case is answered and closed."""

from __future__ import annotations

import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from maildesk.db import tables as t
from maildesk.flow.clocks import ringing
from tests.journeys.test_accessible import _seen_by_everyone
from tests.web.desk import Shop

PROVEN = "mx.shop.example; dkim=pass header.d=ebay.com; dmarc=pass header.from=ebay.com"


@pytest.fixture
def disputed(shop: Shop) -> Shop:
    """An eBay order whose buyer has opened a return; the mailbox trusts its own server's word."""
    with shop.store.writing() as session:
        session.execute(update(t.Mailbox).values(trust_authserv=["mx.shop.example"]))
    shop.order(
        "12-34567-89012", channel="ebay", country="DE", language="de", buyer_email="ute@kunde.example",
        buyer_name="Ute Lang", tracking_number="YT2612345678999", carrier="yunexpress",
    )  # fmt: skip
    shop.mail(
        "Your buyer opened a return for order 12-34567-89012. Return ID 5123456789. Amount: EUR 84.00. Please respond.",
        "eBay <ebay@ebay.com>",
        "A buyer opened a return request for order 12-34567-89012",
        Authentication_Results=PROVEN,
    )
    return shop


def test_a_case_is_seen_warned_of_answered_with_evidence_and_closed(disputed, visit, tmp_path):
    page = visit("wang")
    page.keyboard.press("g")
    page.keyboard.press("b")
    page.wait_for_url("**/board")
    expect(page.locator(".list")).to_contain_text("12-34567-89012")
    page.locator("a[data-row]", has_text="eBay").click()
    page.wait_for_url("**/cases/1")

    disputed.now += timedelta(days=4, hours=20)
    ringing.ring(disputed.store, disputed.now)
    page.reload()
    expect(page.locator(".deeds")).to_contain_text("Warned")
    expect(page.locator(".deeds")).to_contain_text("Passed up")

    lead = visit("lin")
    lead.goto("/told")
    rung = lead.locator(".waits > .row", has_text="12-34567-89012")
    expect(rung).to_contain_text("Ute Lang")
    rung.locator("button", has_text="I have it").click()
    expect(lead.locator(".toast")).to_contain_text("Yours")
    assert disputed.people["lin"] in {ring.acknowledged_by for ring in disputed.all(t.Ring)}

    page.locator(".asked .add summary").first.click()
    page.locator(".asked .add[open] input[name=text]").fill("The listing of 1 November")
    page.locator(".asked .add[open] button").click()
    expect(page.locator(".toast")).to_contain_text("Kept")
    expect(page.locator(".asked .added")).to_contain_text("The listing of 1 November")

    wide = visit("wang")
    assert {path: list(_seen_by_everyone(wide, path)) for path in ("/cases/1", "/told", "/reports")} == {
        "/cases/1": [], "/told": [], "/reports": [],
    }  # fmt: skip

    pages = _taken(page, "PDF", tmp_path)
    assert pages.read_bytes().startswith(b"%PDF-")
    with zipfile.ZipFile(_taken(page, "ZIP", tmp_path)) as archive:
        assert "SHA256SUMS" in archive.namelist()
        assert "The listing of 1 November" in archive.read("case.json").decode()

    page.keyboard.press("a")
    expect(page.locator(".toast")).to_contain_text("answered")
    assert disputed.newest(t.Case).state == "answered"
    page.keyboard.press("c")
    page.select_option("select[name=outcome]", "won")
    page.locator("button", has_text="Close the case").click()
    expect(page.locator("header.titled")).to_contain_text("won")
    assert disputed.newest(t.Case).outcome == "won"
    assert {row.state for row in disputed.all(t.ClockRow) if row.family == "platform"} == {"stopped"}


def _taken(page: Page, what: str, folder: Path) -> Path:
    """A file of the bundle, as the browser saves it."""
    with page.expect_download() as download:
        page.locator(".bundle a.btn", has_text=what).click()
    download.value.save_as(folder / what)
    return folder / what


def test_a_notice_that_nothing_proves_is_looked_at_by_a_person_before_it_is_a_case(disputed, visit):
    disputed.mail(
        "A case was opened: PP-D-12345678. Transaction amount: 42,00 EUR. Respond by 30 November 2026.",
        "PayPal <service@paypal.com>",
        "A customer opened a dispute PP-D-12345678",
    )
    page = visit("mei")
    page.goto("/board?family=task")
    page.locator("a[data-row]", has_text="Check on the platform").click()
    page.locator("button", has_text="Genuine").click()
    page.wait_for_url("**/cases/2")
    expect(page.locator("h1")).to_contain_text("PayPal")
    assert disputed.newest(t.Case).opened_at < disputed.now + timedelta(seconds=1)
