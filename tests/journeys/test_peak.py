"""A peak from its plan to its report: planned, on, the squad takes an order, many ask one thing, over."""

from __future__ import annotations

from datetime import UTC, datetime

from playwright.sync_api import expect

from maildesk.db import tables as t
from maildesk.flow.peak import questions, watch
from tests.journeys.test_accessible import _seen_by_everyone

THREAT = "If I do not get my money back today, I will open a dispute and call my lawyer!"
CUSTOMS = "The customs office wants money for my parcel. Where is it? Who pays the customs fee?"


def day(shop, month: int, number: int) -> None:
    """It is this day; the job of the minute has run."""
    shop.now = datetime(2026, month, number, 9, tzinfo=UTC)
    with shop.store.writing() as session:
        watch.turn(session, shop.now)


def test_planned_on_the_squad_takes_an_order_over_report(shop, visit):
    lead = visit("lin")
    lead.keyboard.press("g")
    lead.keyboard.press("p")
    lead.wait_for_url("**/peak")
    lead.click("button[aria-label='Plan Black Friday']")
    lead.wait_for_url("**/peak/1")
    lead.click("button[aria-label='Done: Name the emergency squad']")
    expect(lead.locator("#tasks")).to_contain_text("1 of 12 done")
    lead.select_option("[name=user]", label="陈美")
    lead.fill("[name=starts]", "2026-11-28T09:00")
    lead.fill("[name=ends]", "2026-11-28T21:00")
    lead.click("text=Add a shift")
    expect(lead.locator("main")).to_contain_text("28 Nov 09:00 – 28 Nov 21:00")

    day(shop, 11, 28)
    shop.mail(THREAT, "Paul <paul@kunde.example>", "Refund")
    for number in range(6):
        shop.mail(CUSTOMS, f"b{number}@kunde.example", "Customs")
    with shop.store.writing() as session:
        questions.look(session, shop.now)

    agent = visit("mei")
    agent.goto("/")
    expect(agent.locator(".band")).to_contain_text("陈美")
    agent.click("text=orders with the squad")
    agent.wait_for_url("**/peak/squad")
    expect(agent.locator("table.squad")).to_contain_text("threatens with a dispute, a chargeback or a lawyer")
    expect(agent.locator("[data-row]")).to_have_count(1)
    agent.keyboard.press("j")
    agent.keyboard.press("Enter")
    agent.wait_for_url("**/c/*")
    expect(agent.locator("#order")).to_contain_text("threatens with a dispute, a chargeback or a lawyer")
    agent.locator("[data-key=a]").first.click()
    agent.wait_for_load_state()

    lead.goto("/peak/questions")
    lead.select_option("[name=template] >> nth=0", "look_into_it")
    lead.click("text=Propose it in 6 mails")
    expect(lead.locator(".question")).to_contain_text("6 drafts came from it")

    day(shop, 12, 12)
    lead.goto("/peak/1")
    lead.click("main >> text=Report")
    lead.wait_for_url("**/report")
    expect(lead.locator("main")).to_contain_text("threatens with a dispute")
    expect(lead.locator("main")).not_to_contain_text("still counting")
    with lead.expect_download() as file:
        lead.click("text=As a CSV file")
    assert "squad,taken,1" in file.value.path().read_text("utf-8")
    assert shop.get(t.PeakPlan, 1).state == "over"


def test_axe_finds_nothing_serious_on_the_pages_of_peaks(shop, visit):
    page = visit("wang")
    page.goto("/peak")
    page.click("button[aria-label='Plan Black Friday']")
    page.wait_for_url("**/peak/1")
    day(shop, 11, 28)
    shop.mail(THREAT, "Paul <paul@kunde.example>", "Refund")
    for number in range(6):
        shop.mail(CUSTOMS, f"b{number}@kunde.example", "Customs")
    with shop.store.writing() as session:
        questions.look(session, shop.now)
    pages = ("/peak", "/peak/1", "/peak/questions", "/peak/squad", "/peak/1/report", "/")
    found = {path: list(_seen_by_everyone(page, path)) for path in pages}
    assert {path: findings for path, findings in found.items() if findings} == {}
